"""Columns aligned by spaces: the listings of mainframes, of printers and of reports saved as text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final

from recense.extract.formats.glued import find_glued

if TYPE_CHECKING:
    from collections.abc import Sequence

SENTENCE: Final = 5  # words a cell, on average, above which a column is prose
WIDEST: Final = 1000  # characters of a line that are looked at
_GROUPS = re.compile(r"\d+(?: \d+)+")
_GAP = re.compile(r"\S(?: {2,}|\t)\S")
_MOMENT = re.compile(r"\d[/.-]\d{1,2}[/.-]\d{2,4} \d{1,2}[:hH]\d{2}")
_ONE_NUMBER = re.compile(  # written in groups: a telephone, a NIR
    r"(?:\b0\d|\+33 ?(?:\(0\) ?)?\d)(?: \d\d){4}\b|\b[1-4] \d\d \d\d \d[\dAB] \d{3} \d{3}(?: \d\d)?\b"
)
_TITLED = re.compile(r"(?:^|\s)(?:dr|pr|mr?|mme|mlle|docteur|professeur|monsieur|madame)\.?\s$", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")
_RULE = re.compile(r"^[\s\-=_+*|]+$")


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where each column after the first begins, in characters, and which of these places no space shows."""

    places: tuple[int, ...] = ()
    glued: frozenset[int] = frozenset()
    spaced: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Set apart the places that a space shows, which are looked at in every line."""
        object.__setattr__(self, "spaced", tuple(place for place in self.places if place not in self.glued))

    def __len__(self) -> int:
        """Count the places: none when the lines are not aligned."""
        return len(self.places)


def find_cuts(lines: Sequence[str]) -> Cuts:
    """Return where the columns of lines begin."""
    places = _places(lines)
    if not places:
        return Cuts()
    rows = [line.expandtabs(8) for line in lines if sum(map(bool, cut(line, Cuts(tuple(places))))) > 1]
    glued = find_glued(rows, places)
    return Cuts(tuple(sorted({*places, *glued})), frozenset(glued))


def _places(lines: Sequence[str]) -> list[int]:
    filled = _without_refrains([line.rstrip()[:WIDEST].expandtabs(8) for line in lines if line.strip()])
    rows = [line for line in filled if _GAP.search(line.strip()) and not is_rule(line)]
    if len(rows) < 3 or len(rows) < 0.5 * len(filled):
        return []
    cuts, fitting = _cuts(rows), rows
    for _ in range(3):  # a title across the page blurs the gaps: it does not fit, and is left out the next time
        fitting = [line for line in filled if sum(map(bool, cut(line, Cuts(tuple(cuts))))) > 1]
        if len(fitting) < 0.6 * len(rows):
            return []
        cuts = _cuts(fitting)
    return cuts


def _without_refrains(lines: Sequence[str]) -> list[str]:
    """Leave out what every page says again (its title, its number, its total), when that is the smaller part."""
    shapes = [_FIGURES.sub("0", " ".join(line.split())) for line in lines]
    times = Counter(shapes)
    kept = [
        line
        for line, shape in zip(lines, shapes, strict=True)
        if times[shape] < 2 or not any(map(str.isalpha, shape)) or is_rule(line)
    ]
    return kept if len(kept) > 0.5 * len(lines) else list(lines)


def is_listing(lines: Sequence[str]) -> bool:
    """Say whether a plain text is a listing: most lines fall into three columns or more, set apart by wide gaps."""
    filled = [line for line in lines if line.strip() and not is_rule(line)]
    cuts = find_cuts(lines)
    if len(cuts) < 2 or len(filled) < 4:
        return False
    cells = [[cell for cell in cut(line, cuts) if cell] for line in filled]
    rows = [row for row in cells if len(row) > 2]
    if len(rows) < 0.5 * len(filled):
        return False
    # a log has columns too, few, one space apart and then a sentence; a letter has a line or two
    wide = sum(len(_GAP.findall(line.strip())) > 1 for line in filled)
    longest = max(sum(_words(cell) for cell in column) for column in zip_longest(*rows, fillvalue=""))
    return longest <= SENTENCE * len(rows) and wide >= 0.4 * len(filled)


def _words(cell: str) -> int:
    """Count the words of a cell; the groups of a number (a telephone, a NIR) are one."""
    return len(_GROUPS.sub("0", cell).split())


def cut(line: str, cuts: Cuts) -> list[str]:
    """Cut a line at the columns; one whose words run over a column's edge (a title) stays one cell, a rule is blank."""
    line = line.rstrip().expandtabs(8)
    if is_rule(line):
        return [""]
    if any(_runs_over(line, place) for place in cuts.spaced):
        return [line.strip()]
    edges = [0, *cuts.places, max(len(line), *cuts.places, 0)]
    return [line[start:end].strip() for start, end in pairwise(edges)]


def is_rule(line: str) -> bool:
    """Say whether a line only draws a rule between rows."""
    return ("---" in line or "===" in line or "___" in line) and _RULE.match(line) is not None


def _runs_over(line: str, place: int) -> bool:
    return place < len(line) and line[place - 1] != " "


def _cuts(rows: Sequence[str]) -> list[int]:
    width = max(map(len, rows))
    covered = [0] * (width + 1)
    for row in rows:
        for match in re.finditer(r"\S+", row):
            for x in range(match.start(), match.end()):
                covered[x] += 1
    # a title or two may cross a gap; a gap of one space is one only when nothing ever crosses it, when a word of the
    # first row begins after it, and when it is not the one between a date and its hour
    few = max(len(rows) * 0.03, len(rows) >= 5)
    cuts, start = [], None
    for x, lines_there in enumerate(covered):
        if lines_there <= few:
            start = x if start is None else start
            continue
        if start is not None and start > 0 and _is_gap(covered[start:x], rows, x):
            cuts.append(x)
        start = None
    return cuts


def _is_gap(inside: Sequence[int], rows: Sequence[str], end: int) -> bool:
    if len(inside) >= 2:
        return True
    if max(inside) > 0 or len(rows) < 4 or rows[0][end : end + 1].strip() == "":
        return False
    inside_one = sum(
        bool(_MOMENT.search(row[max(0, end - 11) : end + 6]))
        or _TITLED.search(row[max(0, end - 14) : end]) is not None
        or any(m.start() < end < m.end() for m in _ONE_NUMBER.finditer(row))
        for row in rows
    )
    return inside_one * 2 < len(rows)
