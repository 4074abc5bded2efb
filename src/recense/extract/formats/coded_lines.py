"""Records of several lines, each line beginning with a code that says what it holds: `01|DUPONT|…`, `02|1 rue du Lac|…`.

Exchange files between billing and laboratory programs are written so. A record is one row, from a line of the first code
to the next one, at the line where it begins.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LEAST: Final = 3  # records that show it
MOST_CODES: Final = 12
AGREEING: Final = 0.9  # of the lines of a code have as many fields
_CODED = re.compile(r"([A-Z]{1,3}\d{0,2}|\d{1,3})([|;^~\t])")

Numbered = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a file in the order in which they come, with the number of fields after each."""

    delimiter: str
    widths: dict[str, int]

    def records(self, lines: Iterable[Numbered]) -> Iterator[tuple[int, list[str]]]:
        """Yield each record with the number of its first line; what has no known code comes last in its record."""
        first = next(iter(self.widths))
        number, held = 0, list[list[str]]()
        for at, line in lines:
            fields = line.rstrip("\r\n").split(self.delimiter)
            if fields[0] == first and held:
                yield number, self._row(held)
                held = []
            if line.strip():
                number = number if held else at
                held.append(fields)
        if held:
            yield number, self._row(held)

    def _row(self, held: Sequence[Sequence[str]]) -> list[str]:
        cells: dict[tuple[str, int], str] = {(c, i): "" for c, width in self.widths.items() for i in range(width)}
        beyond: list[str] = []
        for code, *fields in held:
            for place, words in enumerate(fields):
                if (code, place) not in cells:
                    beyond.append(words)
                elif words:
                    cells[code, place] = f"{cells[code, place]} ; {words}" if cells[code, place] else words
            if code not in self.widths:
                beyond.insert(0, code)
        return [*cells.values(), *([" ".join(filter(None, beyond))] if any(beyond) else [])]


def find_codes(lines: Sequence[str]) -> Codes | None:
    """Return the codes that the lines begin with; None when they are not records of several kinds of lines."""
    filled = [line.rstrip("\r\n") for line in lines if line.strip()]
    heads = [_CODED.match(line) for line in filled]
    if len(filled) < 2 * LEAST or not all(heads):
        return None
    found = [head for head in heads if head]
    delimiters = Counter(head[2] for head in found)
    codes = list(dict.fromkeys(head[1] for head in found))
    if len(delimiters) > 1 or not 1 < len(codes) <= MOST_CODES:
        return None
    delimiter = found[0][2]
    begins = [place for place, head in enumerate(found) if head[1] == codes[0]]
    if len(begins) < LEAST or any(b - a < 2 for a, b in pairwise(begins)):
        return None
    widths = {
        code: Counter(line.count(delimiter) for line, head in zip(filled, found, strict=True) if head[1] == code)
        for code in codes
    }
    usual = {code: counts.most_common(1)[0] for code, counts in widths.items()}
    if len({width for width, _ in usual.values()}) < 2 or any(
        n < AGREEING * widths[c].total() for c, (_, n) in usual.items()
    ):
        return None
    return Codes(delimiter, {code: width for code, (width, _) in usual.items()})
