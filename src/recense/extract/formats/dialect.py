"""How a delimited text is cut: its delimiter and its quote, from a sample of its lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

# delimiter: how much one of it tells. A comma also ends a clause and marks decimals, a colon splits hours.
WEIGHTS: Final = {"\t": 2.2, ";": 2.0, "|": 2.0, "^": 1.5, "\x1f": 2.5, "\x01": 2.5, "¤": 2.0, "§": 1.5, "~": 1.0}
WEIGHTS_IN_PROSE: Final = {",": 1.0, ":": 0.3}
SURE: Final = tuple(WEIGHTS)

_SEPARATOR_LINE = re.compile(r"^\ufeff?\"?sep=(.)\"?\s*$", re.IGNORECASE)
_QUOTED = {'"': re.compile(r'"[^"]*"'), "'": re.compile(r"'[^']*'")}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How lines are cut; `columns` is the usual number of cells. An empty delimiter: each line is one cell."""

    delimiter: str
    quote: str = '"'
    columns: int = 1


def find_dialect(lines: Sequence[str]) -> Dialect | None:
    """Return the dialect of a sample of lines (with or without their ends), or None when nothing delimits them."""
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
    counts = Counter(c for c in _counts(lines, delimiter, quote) if c)
    return Dialect(delimiter, quote, counts.most_common(1)[0][0] + 1 if counts else 1)


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

    Steady means like a neighbour, not like all: several tables may stand one under another.
    """
    counts = _counts(lines, delimiter)
    present = sum(count > 0 for count in counts)
    if not present:
        return 0.0
    padded = [-1, *counts, -1]
    steady = sum(
        count > 0 and count in (before, after) for before, count, after in zip(padded, counts, padded[2:], strict=False)
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
