"""Boards of a ward: a row of rooms or beds, and under each who lies there, one line a fact; block after block down the sheet.

They become a table like any other: one row a bed, the room and then the lines that stood under it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from recense.detect.names import words_of
from recense.detect.tables.cells import is_name
from recense.detect.tables.grid import Grid, cells_from_list
from recense.detect.tables.structure import BLANK, DATA, HEADER, TITLE, TOTAL, FoundTable
from recense.detect.tables.values import DATE_INSIDE, PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ROWS = 400
MOST_LINES = 10
FEWEST_ROOMS = 2
NAMED = 0.6  # of the cells right under the rooms: the others are free beds
ROOM = re.compile(r"(?i)(?:(?:ch(?:ambre)?|lit|box|place|poste|fauteuil|salle)\.? ?)?[A-Z]{0,3}[ -]?\d{1,4}[ -]?[A-Z]?")


@dataclass(frozen=True, slots=True)
class _Block:
    """One row of rooms and the rows under it."""

    rooms: int
    lines: tuple[int, ...]
    columns: tuple[int, ...] = field(repr=False)


def find_board(grid: Grid) -> tuple[Grid, FoundTable] | None:
    """Return the beds of the grid as a table, or None when the grid is no board."""
    if not 2 <= grid.height <= MOST_ROWS or not FEWEST_ROOMS <= len(grid.columns) <= 60:
        return None
    blocks = _blocks(grid)
    under = [grid.columns[j][b.lines[0]] for b in blocks for j in b.columns]
    filled = [_first_words(text) for text in under if text]
    people = [text for text in filled if is_name(text, sure=True)]
    free = [text for text in filled if PLACEHOLDERS.issuperset(words_of(text))]
    if len(people) < FEWEST_ROOMS or len(people) + len(free) < NAMED * len(filled):
        return None
    return _as_table(grid, blocks)


def _first_words(text: str) -> str:
    """Return the name of a cell in which a birth date follows."""
    found = DATE_INSIDE.search(text)
    return (text[: found.start()] if found else text).split("\n")[0].strip(" ,(-")


def _blocks(grid: Grid) -> list[_Block]:
    heads = [r for r in range(grid.height) if _are_rooms([c for c in grid.row(r) if c])]
    blocks = []
    for i, head in enumerate(heads):
        end = heads[i + 1] if i + 1 < len(heads) else grid.height
        columns = tuple(j for j, c in enumerate(grid.row(head)) if c)
        lines = []
        for r in range(head + 1, min(end, head + 1 + MOST_LINES)):
            if not any(grid.columns[j][r] for j in columns):
                break
            lines.append(r)
        if lines:
            blocks.append(_Block(head, tuple(lines), columns))
    return blocks


def _are_rooms(texts: Sequence[str]) -> bool:
    """Say whether a row is rooms: numbers written alike, each its own, none before the one on its left."""
    if len(texts) < FEWEST_ROOMS or not all(len(t) <= 14 and ROOM.fullmatch(t) for t in texts):
        return False
    numbers = [int(re.sub(r"\D", "", t)) for t in texts]
    return (
        len(set(texts)) == len(texts) and numbers == sorted(numbers) and numbers[-1] - numbers[0] <= 10 * len(numbers)
    )


def _as_table(grid: Grid, blocks: Sequence[_Block]) -> tuple[Grid, FoundTable]:
    beds = [(b, j) for b in blocks for j in b.columns if any(grid.columns[j][r] for r in b.lines)]
    height = max(len(b.lines) for b in blocks)
    texts = [[grid.columns[j][b.rooms] for b, j in beds]]
    texts += [[grid.columns[j][b.lines[k]] if k < len(b.lines) else None for b, j in beds] for k in range(height)]
    lines = grid.lines[[b.lines[0] for b, _ in beds]]
    made = Grid(grid.block, grid.place, grid.unit, lines, tuple(cells_from_list(t) for t in texts))
    used = {r for b in blocks for r in b.lines}
    heads = {b.rooms for b in blocks}
    filled = grid.filled().any(axis=1)
    titles = tuple(t for r in range(grid.height) if r not in used | heads for t in grid.row(r) if t)[:40]
    counted = {
        TITLE: int(filled.sum()) - len(used) - len(heads),
        HEADER: len(heads),
        BLANK: int((~filled).sum()),
        TOTAL: 0,
        DATA: len(used),
    }
    headers = ("Chambre", "Patient", *[""] * (height - 1))
    parts = np.full(len(beds), DATA, dtype=object)
    span = (int(grid.lines[0]), int(grid.lines[-1]))
    table = FoundTable(
        0, 0, parts, tuple(range(height + 1)), headers, titles, {}, has_header=True, counted=counted, span=span
    )
    return made, table
