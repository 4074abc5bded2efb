"""How a delimited text is cut: its delimiter and its quote, from a sample of its lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

# delimiter: how much one of it tells. A comma also ends a clause and marks decimals, a colon splits hours.
WEIGHTS: Final = {"\t": 2.2, ";": 2.0, "|": 2.0, "^": 1.5, "\x1f": 2.5, "\x01": 2.5, "¤": 2.0, "§": 1.5, "~": 1.0}
SPAN: Final = 60  # lines that one quoted cell may take before its quote is held for a stray one
LONGEST_SPAN: Final = 500
WEIGHTS_IN_PROSE: Final = {",": 1.0, ":": 0.3}
SURE: Final = tuple(WEIGHTS)

_SEPARATOR_LINE = re.compile(r"^\ufeff?\"?sep=(.)\"?\s*$", re.IGNORECASE)
_QUOTED = {'"': re.compile(r'"[^"]*"'), "'": re.compile(r"'[^']*'")}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How lines are cut; `columns` is the usual number of cells. An empty delimiter: each line is one cell.

    `escaped`: a backslash before a quote makes it a character of the cell. `span`: the lines that one row may take.
    """

    delimiter: str
    quote: str = '"'
    columns: int = 1
    escaped: bool = False
    share: float = 0.0  # of the lines that have that number of cells
    span: int = SPAN

    def quotes(self, text: str) -> int:
        """Count the quotes that open or close a cell."""
        count = text.count(self.quote)
        return count - text.count("\\" + self.quote) if self.escaped and count else count


def find_dialect(lines: Sequence[str]) -> Dialect | None:
    """Return the dialect of a sample of lines (with or without their ends), or None when nothing delimits them.

    Where the lines themselves do not tell, rows may: long texts in quotes run over most of the lines of some exports.
    """
    rows = _rows(lines)
    by_lines, by_rows = _find(lines), _find(rows) if len(rows) > 1 else None
    if by_rows is None or (by_lines and by_lines.share >= by_rows.share):
        return by_lines
    return replace(by_rows, span=max(SPAN, 4 * max(row.count("\n") for row in rows)))


def _rows(lines: Sequence[str]) -> list[str]:
    """Join the lines that quotes hold together; nothing when no quote does, or one is left open too long."""
    rows: list[str] = []
    begun = 0  # lines of the row at hand, 0 when it is complete
    for line in lines:
        if begun:
            rows[-1] += line
        else:
            rows.append(line)
        is_odd = (line.count('"') - line.count('\\"')) % 2 == 1
        begun = begun + 1 if is_odd != (begun > 0) else 0
        if begun > LONGEST_SPAN:
            return []
    return rows if len(rows) < len(lines) else []


def _find(lines: Sequence[str]) -> Dialect | None:
    if lines and (told := _SEPARATOR_LINE.match(lines[0])):
        return _dialect(told.group(1), [line.rstrip("\r\n") for line in lines[1:]])
    filled = [line.rstrip("\r\n") for line in lines if line.strip()]
    if not filled:
        return None
    candidates = {**WEIGHTS, **WEIGHTS_IN_PROSE}
    scores = {delimiter: _score(filled, delimiter) * weight for delimiter, weight in candidates.items()}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    return _dialect(best, filled) if scores[best] > 0 else None


def _dialect(delimiter: str, lines: Sequence[str]) -> Dialect:
    quote = _quote(lines, delimiter)
    escaped = _is_escaped(lines, delimiter, quote)
    if escaped:
        lines = [line.replace("\\" + quote, "") for line in lines]
    counts = Counter(_counts(lines, delimiter, quote))
    usual, times = max(((c, n) for c, n in counts.items() if c), key=lambda pair: pair[1], default=(0, 0))
    return Dialect(delimiter, quote, usual + 1, escaped=escaped, share=times / max(1, counts.total()))


def _is_escaped(lines: Sequence[str], delimiter: str, quote: str) -> bool:
    """Say whether backslashes stand before quotes inside cells.

    Before the quote that closes a cell they end a path, and where quotes are doubled another quote follows.
    """
    inside = closing = 0
    for line in lines:
        if "\\" + quote in line:
            after = [part[:1] for part in line.split("\\" + quote)[1:]]
            closing += sum(char in ("", "\r", "\n", delimiter) for char in after)
            inside += sum(char not in ("", "\r", "\n", delimiter, quote) for char in after)
    return inside > closing


def _quote(lines: Sequence[str], delimiter: str) -> str:
    edges = Counter()  # type: Counter[str]
    for line in lines[:200]:
        for cell in line.split(delimiter):
            trimmed = cell.strip()
            if len(trimmed) > 1 and trimmed[0] == trimmed[-1] and trimmed[0] in "'\"":
                edges[trimmed[0]] += 1
    return "'" if edges["'"] > 4 * edges['"'] + 4 else '"'


def _counts(lines: Sequence[str], delimiter: str, quote: str = '"') -> list[int]:
    outside = _QUOTED[quote]
    return [outside.sub("", line).count(delimiter) if quote in line else line.count(delimiter) for line in lines]


def _score(lines: Sequence[str], delimiter: str) -> float:
    """Score a delimiter: how many it makes a line, times how steadily; 0 when it does not delimit.

    Steady means like a neighbour or like the first line, not like all: several tables may stand one under another.
    """
    counts = _counts(lines, delimiter)
    present = sum(count > 0 for count in counts)
    if not present:
        return 0.0
    padded = [-1, *counts, -1]
    steady = sum(
        count > 0 and (count in (before, after) or (before >= 0 and count == counts[0]))
        for before, count, after in zip(padded, counts, padded[2:], strict=False)
    )
    share, steadiness = present / len(lines), (steady + 0.5) / (present + 0.5)
    if delimiter in WEIGHTS_IN_PROSE and not _delimits_prose_like(lines, counts, share, steadiness):
        return 0.0
    if share < 0.3 and steady < 3:
        return 0.0
    mean: float = sum(counts) / present
    return mean * (0.25 + steadiness) * share


def _delimits_prose_like(lines: Sequence[str], counts: list[int], share: float, steadiness: float) -> bool:
    """Say whether a comma or a colon delimits cells, and does not merely punctuate sentences."""
    if share < 0.5:
        return False
    cells = sum(counts) + len(lines)
    words = sum(line.count(" ") for line in lines) + len(lines)
    spaced = sum(line.count(", ") + line.count(": ") for line in lines)
    looks_like_prose = words > 3 * cells or spaced > 0.7 * sum(counts)
    if steadiness >= 0.9 and len(lines) > 4 and min(counts) == max(counts) and max(counts) > 1:
        return True
    return not looks_like_prose and (steadiness >= 0.5 or len(lines) < 4)
