"""Fields of fixed width with nothing between them: where figures meet letters in every line, and dates inside figures."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST: Final = 4  # lines that show where fields meet
ALWAYS: Final = 0.95  # of the lines must agree
NARROW: Final = 12  # characters of a cell, on average, below which it is one code
LONG: Final = 12  # figures in a row that are more than one number
_DATES: Final = (
    re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"),
    re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"),
)
_FIGURE: Final = re.compile(r"\d")
_FIGURES: Final = re.compile(r"\d+[AB]?\d*")  # born in Corsica: a letter inside the NIR
DATE: Final = 8


def find_glued(rows: Sequence[str], cuts: Sequence[int]) -> list[int]:
    """Return where fields begin inside the columns that `cuts` make."""
    width = max(map(len, rows), default=0)
    found: list[int] = []
    for start, end in pairwise([0, *cuts, width]):
        cells = [row[start:end] for row in rows if _FIGURE.search(row[start:end])]
        if len(cells) < max(LEAST, 0.8 * len(rows) - 2) or sum(len(c.strip()) for c in cells) < NARROW * len(cells):
            continue
        inside = _meetings(cells)
        found += [start + place for place in sorted({*inside, *_around_dates(cells, inside)})]
    return found


def _meetings(cells: Sequence[str]) -> list[int]:
    """Return where figures and letters meet in every cell, and neither side is always the same.

    What stands before may be shorter in some lines, and end with spaces.
    """
    found: list[int] = []
    begun = 0
    for place in range(1, min(map(len, cells))):
        kinds = Counter(_kind(cell[place - 1]) + _kind(cell[place]) for cell in cells)
        met = max(kinds["a0"] + kinds[" 0"] if kinds["a0"] else 0, kinds["0a"] + kinds[" a"] if kinds["0a"] else 0)
        close = kinds["a0"] + kinds["0a"]
        if met >= ALWAYS * len(cells) and 2 * close >= len(cells) and _vary(cells, begun, place):
            found.append(place)
            begun = place
    return found


def _vary(cells: Sequence[str], begun: int, place: int) -> bool:
    """Say whether both sides differ from line to line; a code begins or ends with the same letters everywhere."""
    return len({cell[begun:place] for cell in cells}) > 1 and len({cell[place:].strip() for cell in cells}) > 1


def _kind(char: str) -> str:
    return "0" if char.isdigit() else "a" if char.isalpha() else char


def _around_dates(cells: Sequence[str], cuts: Sequence[int]) -> list[int]:
    """Return where dates begin or end inside figures that are too long to be one number."""
    found: list[int] = []
    shortest = min(len(cell.rstrip()) for cell in cells)
    for start, end in pairwise([0, *cuts, shortest]):
        pieces = [cell[start:end].strip() for cell in cells]
        length = len(pieces[0])
        if length < LONG or any(len(p) != length or not _FIGURES.fullmatch(p) for p in pieces):
            continue
        first = start + len(cells[0][start:end]) - len(cells[0][start:end].lstrip())
        if _are_dates([p[:DATE] for p in pieces]):
            found.append(first + DATE)
        elif _are_dates([p[-DATE:] for p in pieces]):
            found.append(first + length - DATE)
    return found


def _are_dates(pieces: Sequence[str]) -> bool:
    return any(all(date.fullmatch(piece) for piece in pieces) for date in _DATES)
