"""Lists whose rows are not all of one kind: a first column that says which, or records of two lines each.

Exports of old programs write one row for the patient, one for the stay, one for the contact ("P;…", "S;…", "C;…"): each kind of
row is a table of its own. A record of two lines is one row twice as wide.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from recense.detect.tables.grid import Grid, cells_from_list
from recense.detect.tables.heads import header_likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.tables.grid import Cells

FEWEST_ROWS = 6
LOOK = 200  # rows looked at
MOST_KINDS = 9
SAME = 0.7  # of the cells of one kind of row have one look
DIFFERENT = 2  # columns in which two kinds of row look different
DATE = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.*|\d{4}-\d{2}-\d{2}.*|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
)
PHONE = re.compile(r"(?:0|\+33)[1-9](?:[ .]?\d{2}){4}")


def kinds_of_rows(grid: Grid) -> list[Grid]:
    """Cut a grid into one for each kind of row that its first column names, or return it alone."""
    if grid.height < FEWEST_ROWS or len(grid.columns) < 3:
        return [grid]
    first = grid.columns[0]
    named = Counter(first.to_list()[:LOOK])
    kinds = [k for k, n in named.items() if k and len(k) <= 4 and n >= 2]
    rare = sum(n for k, n in named.items() if k not in kinds)
    if not 2 <= len(kinds) <= MOST_KINDS or len(first.values) > MOST_KINDS + 2 or rare > 0.05 * named.total() + 1:
        return [grid]
    codes = first.codes[:LOOK]
    if np.count_nonzero(codes[1:] != codes[:-1]) < 0.4 * len(codes):
        return [grid]  # the rows stand by kind already: a service, a sex
    rows = [np.flatnonzero(first.equal(k)) for k in kinds]
    if not all(_look_different(grid, rows[0], other, empty=True) for other in rows[1:]):
        return [grid]
    left = np.flatnonzero(~np.isin(np.arange(grid.height), np.concatenate(rows)))
    return [_taken(grid, np.sort(np.concatenate([r, left]) if i == 0 else r)) for i, r in enumerate(rows)]


def _taken(grid: Grid, rows: np.ndarray) -> Grid:
    return replace(grid, lines=grid.lines[rows], columns=tuple(c.take(rows) for c in grid.columns))


def in_two_lines(grid: Grid) -> tuple[Grid, int] | None:
    """Return the grid with each two lines as one row, and how many lines its header had; None when records are of one line."""
    if grid.height < FEWEST_ROWS or len(grid.columns) < 2:
        return None
    heads = next(h for h in (0, 1, 2) if h == 2 or not _is_head(grid, h))
    body = np.arange(heads, grid.height - (grid.height - heads) % 2)
    if not _look_different(grid, body[::2], body[1::2]):
        return None
    return _widened(grid, heads, body), heads


def _is_head(grid: Grid, row: int) -> bool:
    """Say whether a row at the top is a header: by its words, or because it looks like no line of its kind below."""
    if header_likeness(grid.row(row)) >= 0.5:
        return True
    below = np.arange(row + 2, grid.height, 2)
    usual = [_usual_look(c, below[:LOOK]) for c in grid.columns]
    odd = [
        _look(c[row]) != look for c, (look, share) in zip(grid.columns, usual, strict=True) if share >= SAME and look
    ]
    return sum(odd) >= DIFFERENT and sum(odd) > 0.5 * len(odd)


def _widened(grid: Grid, heads: int, body: np.ndarray) -> Grid:
    """Write the second line of each record to the right of the first."""
    columns: list[Cells] = []
    for line in (0, 1):
        rows = body[line::2]
        for column in grid.columns:
            texts = [column[int(r)] for r in rows]
            head = column[line] if line < heads else None
            columns.append(cells_from_list([head, *texts] if heads else texts))
    lines = grid.lines[body[::2]]
    if heads:  # line 0: what the fields are called, whatever their words
        lines = np.concatenate([np.zeros(1, lines.dtype), lines])
    return replace(grid, lines=lines, columns=tuple(columns))


def _look_different(grid: Grid, some: np.ndarray, others: np.ndarray, *, empty: bool = False) -> bool:
    """Say whether two kinds of row look each like itself and unlike the other, in several columns.

    `empty` says that a column which one kind fills and the other never does counts: where the rows say their kind.
    """
    if min(len(some), len(others)) < 2:
        return False
    different = 0
    for column in grid.columns:
        (look, share), (other, other_share) = (_usual_look(column, rows[:LOOK]) for rows in (some, others))
        if look != other and min(share, other_share) >= SAME and (empty or "" not in {look, other}):
            different += 1
    return different >= min(DIFFERENT, len(grid.columns) - 1)


def _usual_look(column: Cells, rows: Sequence[int] | np.ndarray) -> tuple[str, float]:
    looks = Counter(_look(column[int(r)]) for r in rows)
    look, count = looks.most_common(1)[0]
    return look, count / looks.total()


def _look(text: str | None) -> str:
    if not text:
        return ""
    if DATE.fullmatch(text):
        return "date"
    if PHONE.fullmatch(text):
        return "phone"
    if text.isdigit():
        return f"digits {min(len(text), 11)}"
    return "words" if not any(map(str.isdigit, text)) else "code" if " " not in text else "words and figures"
