"""Cells that hold JSON, as exports of forms and of application logs have: their fields become columns of the row."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from recense.extract.formats.records import Fields, flatten
from recense.extract.formats.shapes import once_each, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SAMPLE: Final = 200  # rows that show which columns hold JSON, and under which names
MOST_FIELDS: Final = 100

Row = tuple[int, "Sequence[str | None]"]


def open_json(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows; the fields of objects that a column holds stand after them, under names in the header's row.

    A cell stays as it is when not all that it says has found a column.
    """
    every = iter(rows)
    sample = list(islice(every, SAMPLE))
    columns = {at: names for at in _columns_of_json(sample) if (names := _names(sample, at))}
    if not columns:
        yield from chain(sample, every)
        return
    width = max(len(cells) for _, cells in sample)
    first = next(i for i, (_, cells) in enumerate(sample) if any(_object(cells, at) for at in columns))
    new = once_each([name for names in columns.values() for name in names])
    if first == 0:
        yield 0, [*[None] * width, *new]
    for place, (number, cells) in enumerate(chain(sample, every)):
        padded = [*cells, *[None] * (width - len(cells))]
        yield number, [*padded, *new] if place == first - 1 else _opened(padded, columns) if place >= first else cells


def _columns_of_json(sample: Sequence[Row]) -> list[int]:
    counts: dict[int, int] = {}
    for _, cells in sample:
        for at, cell in enumerate(cells):
            if cell and cell[0] == "{" and len(cell) > 2:
                counts[at] = counts.get(at, 0) + 1
    return [at for at, count in counts.items() if 2 * count >= sum(len(c) > at and bool(c[at]) for _, c in sample) - 1]


def _names(sample: Sequence[Row], at: int) -> list[str]:
    names = dict.fromkeys(name for _, cells in sample for name in _object(cells, at) or {})
    return list(names)[:MOST_FIELDS]


def _object(cells: Sequence[str | None], at: int) -> Fields | None:
    """Return the fields of the object in a cell, None when there is none or it holds lists of its own."""
    cell = cells[at] if at < len(cells) else None
    held = opened(cell) if cell and cell[0] == "{" else None
    if not isinstance(held, dict):
        return None
    fields, children = flatten(held)
    return None if children else fields


def _opened(cells: list[str | None], columns: dict[int, list[str]]) -> list[str | None]:
    added: list[str | None] = []
    for at, names in columns.items():
        fields = _object(cells, at)
        added += [(fields or {}).get(name) for name in names]
        if fields is not None and fields.keys() <= set(names):
            cells[at] = None
    return cells + added
