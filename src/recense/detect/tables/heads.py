"""Which rows of a grid are headers: by their words, or because they are words above numbers and dates."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from recense.detect.names import fold
from recense.detect.tables.headers import WEEKDAY, read_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.tables.grid import Grid

HEAD_ROWS = 40  # rows from the top in which a header may be, whatever surrounds it
DATA_LIKE = re.compile(r"\d{3,}|\d[\d ./:-]{3,}|@|^\d+([.,]\d+)?$|^(?:[MFHmfh])$")
TICKS = frozenset({"X", "x", "O", "o", "N", "n", "1", "0"})  # what people put where a box is ticked
WEEKS = ("LMMJVSDLMMJVSD", "LMJVSD")  # the days of a week by their letters, and without Wednesday
CODE_LIKE = re.compile(r"^[A-Za-z]+(?:_[A-Za-z0-9]+)+$|^[a-z]+[A-Z][A-Za-z]+$")


def header_likeness(cells: Sequence[str | None]) -> float:
    """Say how much a row looks like a header by its words alone: from 0 to 1."""
    texts = [c for c in cells if c]
    if not texts or any(len(t) > 60 for t in texts):
        return 0.0
    days = [t for t in texts if len(t) == 1]
    days = days if len(days) >= 3 and any("".join(days).upper() in week for week in WEEKS) else []
    known = len(days) + sum(1 for t in texts if is_known_header(t))
    data = sum(1 for t in texts if DATA_LIKE.search(t) and t not in days and not is_known_header(t))
    codes = sum(1 for t in texts if CODE_LIKE.match(t))
    repeated = len(texts) - len({t.casefold() for t in texts})
    return max(0.0, (max(known, codes * 0.8) - 1.5 * data - 0.2 * repeated) / len(texts))


def is_known_header(text: str) -> bool:
    """Say whether a cell is a known header, or surely holds one; an agenda has its days there."""
    if WEEKDAY.fullmatch(text):
        return True
    if text in TICKS:
        return False
    read = read_header(text)
    return read is not None and read.strength >= (0.7 if len(text) <= 40 else 0.95)


def header_rows(grid: Grid, counts: np.ndarray) -> list[int]:
    """Return the rows that begin a table by being its header; a repeated header is not one of them.

    Line 0 is no row of the file: it is what a database or a record says its fields are called, and no row below it is.
    """
    if len(counts) and grid.lines[0] == 0 and counts[0]:
        return [0]
    typical = float(np.median(counts[counts >= 2])) if (counts >= 2).any() else 1.0
    heads: list[int] = []
    current: list[str | None] = []
    for r in _rows_to_look_at(counts):
        if counts[r] == 0 or (typical >= 3 and counts[r] < 2):
            continue
        cells = grid.row(r)
        if current and _same_header(cells, current):
            continue
        if _is_header(grid, r, cells, counts, typical, first=not heads):
            if heads and r - heads[-1] == 1 and not _more_known(cells, current):
                continue
            if heads and r - heads[-1] <= 2 and counts[heads[-1]] < counts[r]:
                heads.pop()  # the row above was the upper level of this header
            heads.append(r)
            current = cells
    return heads


def _rows_to_look_at(counts: np.ndarray) -> list[int]:
    top = np.arange(len(counts)) < HEAD_ROWS
    after_gap = np.zeros(len(counts), dtype=bool)
    after_gap[1:] = counts[:-1] <= 1
    after_gap[2:] |= counts[:-2] <= 1
    return [int(r) for r in np.flatnonzero(top | after_gap)]


def _is_header(
    grid: Grid, r: int, cells: Sequence[str | None], counts: np.ndarray, typical: float, *, first: bool
) -> bool:
    likeness = header_likeness(cells)
    texts = [c for c in cells if c]
    if len(texts) == 1:
        return first and likeness > 0 and typical <= 1
    known = [k for t in texts if (k := read_header(t)) and k.strength >= 0.7]
    kinds = {k.kind for k in known}
    if likeness >= 0.5 and (len(kinds) >= 2 or len(texts) <= 2 or likeness >= 0.8) and len(texts) >= 0.4 * typical:
        return True
    if likeness >= 0.3 and len(kinds - {"other"}) >= 3:
        return True
    return first and len(texts) >= 0.6 * typical and _differs_from_below(grid, r, cells, counts)


def _differs_from_below(grid: Grid, r: int, cells: Sequence[str | None], counts: np.ndarray) -> bool:
    """Say whether the row is words where the rows below are numbers and dates: a header of unknown words."""
    if any(c and DATA_LIKE.search(c) for c in cells):
        return False
    below = [i for i in range(r + 1, min(r + 30, grid.height)) if counts[i] >= 2][:12]
    if not below:
        return False
    contrast = checked = 0
    for j, cell in enumerate(cells):
        if not cell:
            continue
        values = [v for i in below if (v := grid.columns[j][i])]
        if values:
            checked += 1
            contrast += sum(1 for v in values if DATA_LIKE.search(v)) >= 0.6 * len(values)
            if cell in values:
                return False
    return contrast >= 1 and contrast >= 0.2 * checked


def lower_level(grid: Grid, head: int, end: int, counts: np.ndarray) -> int | None:
    """Return the second line of a header ("naissance" under "Date de", "jj/mm/aaaa"): words where figures stand below."""
    row = head + 1
    if row + 2 >= end or not 1 <= counts[row] <= counts[head] + 2:
        return None
    cells = grid.row(row)
    if any(c and (any(map(str.isdigit, c)) or len(c) > 40) for c in cells):
        return None
    below = [r for r in range(row + 1, min(end, row + 25)) if counts[r] >= 2]
    for cell, column in zip(cells, grid.columns, strict=True):
        values = [v for r in below if (v := column[r])] if cell else []
        if len(values) >= 2 and all(any(map(str.isdigit, v)) for v in values):
            return row
    return None


def both_levels(upper: Sequence[str], lower: Sequence[str | None]) -> list[str]:
    """Join a header's two lines: they go on from one another, or the upper groups the columns of the lower."""
    below = [" ".join(c.split()) if c else "" for c in lower]
    if any(a and a == b for a, b in pairwise(below)):  # "Nom, Prénom" above "Patient, Patient": the groups stand below
        return [f"{b} / {a}" if a and b else a or b for a, b in zip(upper, below, strict=True)]
    made: list[str] = []
    group, spans = "", False
    for j, (above, cell) in enumerate(zip(upper, below, strict=True)):
        if above or not cell:
            group, spans = above, j + 1 < len(upper) and not upper[j + 1] and bool(below[j + 1])
        together = read_header(f"{group} {cell}") if cell and group else None
        if not cell or not group:
            made.append(above or cell)
        elif together and together.strength >= 0.95 and not spans:
            made.append(f"{group} {cell}")
        else:
            made.append(f"{group} / {cell}" if spans or (read_header(cell) and not is_known_header(above)) else above)
    return made


def _same_header(cells: Sequence[str | None], header: Sequence[str | None]) -> bool:
    same = sum(1 for a, b in zip(cells, header, strict=True) if a and b and fold(a) == fold(b))
    return same >= 2 and same >= 0.6 * sum(1 for c in header if c)


def _more_known(cells: Sequence[str | None], above: Sequence[str | None]) -> bool:
    return sum(1 for c in cells if c and is_known_header(c)) > sum(1 for c in above if c and is_known_header(c))
