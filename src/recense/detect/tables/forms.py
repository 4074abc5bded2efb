"""Forms and cards: labels beside their values, one person a block, or one person a column.

They become a table like any other: one row a card, one column a label, at the line where the card begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from recense.detect.tables.grid import Grid, cells_from_list
from recense.detect.tables.headers import plain_words, read_header
from recense.detect.tables.structure import BLANK, DATA, HEADER, TITLE, TOTAL, FoundTable

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ROWS = 30_000
FIELDS_OF_A_PAIR = 4  # of a table of labels with values: which card, label, value, and when
LOOK = 80  # rows looked at before deciding that a grid may hold cards
INLINE = re.compile(r"^([^:]{2,40}?)\s*:\s*(\S.*)$", re.DOTALL)
TITLE_NAME = re.compile(r"[^\W\d_][^\d:;@]{3,58}\w[.)]?", re.DOTALL)
NAMED_BY_TITLE = "Nom et prénom"
FEWEST = 3  # times that an unknown word stands before a value, when it is a label
TOO_VAGUE = frozenset({"other", "free_text", "date", "result"})


@dataclass(slots=True)
class _Card:
    row: int  # where the name stands, or else where the card begins
    named: bool = False
    values: dict[str, str] = field(default_factory=dict, repr=False)


def find_cards(grid: Grid) -> tuple[Grid, FoundTable] | None:
    """Return the grid's cards as a table of their own, or None when the grid is not made of cards."""
    if not 3 <= grid.height <= MOST_ROWS or not grid.columns or _has_fields(grid) or not _may_hold_cards(grid):
        return None
    people_in_columns = _columns_of_people(grid)
    if people_in_columns:
        return _as_table(grid, people_in_columns, {r for r in range(grid.height) if grid.columns[0][r]})
    cards, used, cells = _cards(grid, _refrains(grid))
    cells += _name_by_titles(grid, cards, used)
    filled = sum(int(c.filled.sum()) for c in grid.columns)
    if not cards or cells < 0.5 * filled:
        return None
    return _as_table(grid, cards, used)


def _has_fields(grid: Grid) -> bool:
    """Say whether the rows are records whose fields are named (line 0), and more than a label with its value."""
    return int(grid.lines[0]) == 0 and len(grid.columns) > FIELDS_OF_A_PAIR


def _label_of(cell: str | None) -> str | None:
    """Return the words of a cell that is a label and nothing else."""
    if not cell or len(cell) > 50 or not cell[0].isalpha() or (cell[-1].isdigit() and len(cell) > 12):
        return None
    read = read_header(cell.rstrip(" :"))
    sure = read is not None and read.strength >= 0.94 and (read.kind not in TOO_VAGUE or cell.endswith(":"))
    return cell.rstrip(" :") if sure or (cell.endswith(":") and len(cell) <= 40) else None


def _is_name_label(label: str | None) -> bool:
    read = read_header(label) if label else None
    return read is not None and read.kind in {"family_name", "birth_name", "used_name", "full_name", "given_names"}


def _inline(cell: str | None) -> tuple[str, str] | None:
    """Cut "Nom : DUPONT" into label and value."""
    found = INLINE.match(cell) if cell and ":" in cell else None
    if not found:
        return None
    read = read_header(found[1])
    return (found[1], found[2]) if read and read.strength >= 0.7 else None


def _refrains(grid: Grid) -> frozenset[str]:
    """Return the words of the first column that come again and again, each time before one other value: unknown labels."""
    values: dict[str, list[str]] = {}
    for r in range(grid.height if len(grid.columns) > 1 else 0):
        here = [c for c in grid.row(r) if c]
        if (
            len(here) == 2
            and here[0] == grid.columns[0][r]
            and not any(map(str.isdigit, here[0]))
            and len(here[0]) <= 30
        ):
            values.setdefault(here[0], []).append(here[1])
    most = max(map(len, values.values()), default=0)
    return frozenset(
        label
        for label, said in values.items()
        if len(said) >= max(FEWEST, 0.7 * most) and len(set(said)) >= 0.7 * len(said)
    )


def _name_by_titles(grid: Grid, cards: Sequence[_Card], used: set[int]) -> int:
    """Name the cards by the lone cell above each, when no label names anybody; return how many cells that took."""
    if len(cards) < 2 or any(c.named for c in cards):
        return 0
    titles = {}
    for card in cards:
        above = [c for c in grid.row(card.row - 1) if c] if card.row and card.row - 1 not in used else []
        if len(above) == 1 and TITLE_NAME.fullmatch(above[0]):
            titles[card.row] = above[0]
    if len(titles) < 0.8 * len(cards) or len(set(titles.values())) < 0.5 * len(titles):
        return 0
    for card in cards:
        name = titles.get(card.row)
        if name:
            card.values = {NAMED_BY_TITLE: name, **card.values}
            card.row, card.named = card.row - 1, True
            used.add(card.row)
    return len(titles)


def _may_hold_cards(grid: Grid) -> bool:
    """Look at the first rows: labels of several kinds, one under another."""
    kinds: set[str] = set()
    rows = 0
    for r in range(min(grid.height, LOOK)):
        if r == 16 and rows < 2:
            return False
        here = [c for c in grid.row(r) if c]
        labels = [x for c in here if (x := _label_of(c) or (_inline(c) or ("",))[0])]
        if labels and (len(labels) < len(here) or any(_inline(c) for c in here) or _value_below(grid, r)):
            rows += 1
            kinds |= {k.kind for x in labels if (k := read_header(x)) and k.kind not in TOO_VAGUE}
    return rows >= 3 and len(kinds) >= 3


def _columns_of_people(grid: Grid) -> list[_Card]:
    """Return one card a column when labels stand in the first column and people in each of the others."""
    if len(grid.columns) < 3 or grid.height > 200:
        return []
    labelled = [r for r in range(grid.height) if _label_of(grid.columns[0][r])]
    others = [r for r in range(grid.height) if grid.columns[0][r] and r not in labelled]
    unread = [r for r in others if (read := read_header(grid.columns[0][r] or "")) is None or read.strength < 0.6]
    if (
        len(labelled) < 3
        or len(labelled) < 2 * len(unread)
        or 2 * len({grid.columns[0][r] for r in labelled}) < len(labelled)
    ):
        return []  # a label that comes again and again is a value
    if any(_label_of(c[r]) for c in grid.columns[1:] for r in labelled):
        return []
    full = [c for c in grid.columns[1:] if sum(c[r] is not None for r in labelled) >= 0.5 * len(labelled)]
    if len(full) < 2:
        return []
    named = next((r for r in labelled if _is_name_label(grid.columns[0][r])), labelled[0])
    return [_Card(named, True, {grid.columns[0][r] or "": c[r] or "" for r in [*labelled, *others]}) for c in full]


def _value_below(grid: Grid, row: int) -> str | None:
    """Return the value under a label in a grid of one column."""
    if len(grid.columns) > 1 or row + 1 >= grid.height:
        return None
    value = grid.columns[0][row + 1]
    return value if value and not _label_of(value) and not _inline(value) else None


def _pairs_at(grid: Grid, row: int, refrains: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Return the labels of a row with their values, beside or below."""
    found = _pairs(grid.row(row), refrains)
    below = _value_below(grid, row) if len(found) == 1 and not found[0][1] else None
    return [(found[0][0], below)] if below else found


def _cards(grid: Grid, refrains: frozenset[str]) -> tuple[list[_Card], set[int], int]:
    """Walk through the grid; return its cards, the rows that they use, and how many cells."""
    cards: list[_Card] = []
    used: set[int] = set()
    cells = 0
    first = ""
    for r in range(grid.height):
        for label, value in _pairs_at(grid, r, refrains):
            key = plain_words(label)
            if (
                not cards
                or key == first
                or (key in {plain_words(k) for k in cards[-1].values} and first not in _below(grid, r))
            ):
                cards.append(_Card(r))
                first = first or key
            name = label
            while name in cards[-1].values:
                name += " "
            cards[-1].values[name] = value
            if value and not cards[-1].named and _is_name_label(label):
                cards[-1].row, cards[-1].named = r, True
            used |= {r, r + 1} if value and len(grid.columns) == 1 and _value_below(grid, r) == value else {r}
            cells += 2 if value else 1
    return [c for c in cards if any(c.values.values())], used, cells


def _below(grid: Grid, row: int) -> set[str]:
    """Return the labels of the rows just above and below: a label that comes again within one card does not begin another."""
    near = range(max(0, row - 12), min(grid.height, row + 3))
    return {plain_words(label) for r in near for label, _ in _pairs_at(grid, r)}


def _pairs(cells: Sequence[str | None], refrains: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Return the labels of a row with the value that follows each."""
    found: list[tuple[str, str]] = []
    waiting: str | None = None
    for cell in cells:
        if cell is None:
            continue
        inline = _inline(cell)
        label = None if inline else _label_of(cell) or (cell if waiting is None and cell in refrains else None)
        if inline:
            found.append(inline)
            waiting = None
        elif label:
            if waiting is not None:
                found.append((waiting, ""))
            waiting = label
        elif waiting is not None:
            found.append((waiting, cell))
            waiting = None
    if waiting is not None:
        found.append((waiting, ""))
    return found


def _as_table(grid: Grid, cards: Sequence[_Card], used: set[int]) -> tuple[Grid, FoundTable]:
    labels = list(dict.fromkeys(label for c in cards for label in c.values))
    columns = tuple(cells_from_list([c.values.get(label) or None for c in cards]) for label in labels)
    lines = grid.lines[[c.row for c in cards]]
    made = Grid(grid.block, grid.place, grid.unit, lines, columns)
    filled = grid.filled().any(axis=1)
    titles = tuple(t for r in range(grid.height) if r not in used for t in grid.row(r) if t)[:40]
    counted = {TITLE: int(filled.sum()) - len(used), HEADER: 0, BLANK: int((~filled).sum()), TOTAL: 0, DATA: len(used)}
    parts = np.full(len(cards), DATA, dtype=object)
    span = (int(grid.lines[0]), int(grid.lines[-1]))
    headers = tuple(label.strip() for label in labels)
    return made, FoundTable(
        0, 0, parts, tuple(range(len(labels))), headers, titles, {}, has_header=True, counted=counted, span=span
    )
