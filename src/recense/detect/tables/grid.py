"""A grid as columns: what a reader handed over row by row, turned for work on whole columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

# what people and programs write in a cell that has nothing to say
NOTHING = frozenset(
    ["NULL", "null", "Null", "\\N", "N/A", "n/a", "#N/A", "NaN", "nan", "None", "-", "--", "---", "/", ".", "..", "...", "?", "??", "_", "*"]
    + ["NC", "nc", "N.C.", "n.c.", "N/C", "néant", "Néant", "NEANT", "NR", "n.r.", "non renseigné", "Non renseigné", "NON RENSEIGNE"]
    + ["inconnu", "Inconnu", "INCONNU", "#REF!", "#VALUE!", "#N/A N/A", "########", "(null)", "<null>", "vide", "<NA>", "NaT"]
)


@dataclass(frozen=True, slots=True)
class Grid:
    """One grid of a document. `columns` are trimmed texts, null where empty; `lines` are the locators of the rows."""

    block: int
    place: str
    unit: str
    lines: np.ndarray = field(repr=False)  # int32, one a row
    columns: tuple[pl.Series, ...] = field(repr=False)

    @property
    def height(self) -> int:
        """Rows."""
        return len(self.lines)

    def row(self, index: int) -> list[str | None]:
        """Return the cells of one row."""
        return [column[index] for column in self.columns]

    def filled(self) -> np.ndarray:
        """Say which cells hold something: rows × columns, bool."""
        if not self.columns:
            return np.zeros((self.height, 0), dtype=bool)
        return np.column_stack([c.is_not_null().to_numpy() for c in self.columns])


SMALL = 3_000  # rows under which Python is faster than starting a column engine


def grid_from_arrow(block: int, rows: pa.Table) -> Grid:
    """Turn the rows of one block of a document into a grid."""
    first = rows.slice(0, 1).to_pylist()[0] if rows.num_rows else {"place": "", "unit": "row"}
    lines = rows["line"].to_numpy().astype(np.int32)
    if rows.num_rows <= SMALL:
        columns = _columns_of(rows["cells"].to_pylist())
    else:
        columns = _columns_at_once(rows)
    while columns and columns[-1].null_count() == len(columns[-1]):
        columns.pop()
    return Grid(block, first["place"] or "", first["unit"] or "row", lines, tuple(columns))


def _columns_at_once(rows: pa.Table) -> list[pl.Series]:
    cells = rows["cells"].combine_chunks()
    if isinstance(cells, pa.ChunkedArray):
        cells = pa.concat_arrays(cells.chunks) if cells.num_chunks else pa.array([], pa.list_(pa.string()))
    offsets = cells.offsets.to_numpy()
    starts, lengths = offsets[:-1], np.diff(offsets)
    width = int(lengths.max()) if len(lengths) else 0
    values = pl.Series(values=cells.values, dtype=pl.String)
    columns = []
    for j in range(width):
        index = pl.Series(np.where(lengths > j, starts + j, -1))
        column = values.gather(index.replace(-1, None)) if (lengths <= j).any() else values.gather(index)
        columns.append(_trimmed(column))
    return columns


def grid_from_rows(rows: Sequence[Sequence[str | None]], place: str = "", first: int = 1) -> Grid:
    """Build a grid from rows of cells, numbered from `first`."""
    return Grid(0, place, "row", np.arange(first, first + len(rows), dtype=np.int32), tuple(_columns_of(rows)))


def _columns_of(rows: Sequence[Sequence[str | None] | None]) -> list[pl.Series]:
    width = max((len(r) for r in rows if r), default=0)
    columns: list[list[str | None]] = [[None] * len(rows) for _ in range(width)]
    for i, row in enumerate(rows):
        for j, cell in enumerate(row or ()):
            if cell and (text := cell.strip()) and text not in NOTHING:
                columns[j][i] = text
    return [pl.Series(values=c, dtype=pl.String) for c in columns]


def _trimmed(column: pl.Series) -> pl.Series:
    column = column.str.strip_chars()
    return column.set(column.is_in(list(NOTHING)) | (column == ""), None)
