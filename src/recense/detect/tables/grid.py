"""A grid as columns: what a reader handed over row by row, turned for work once per distinct value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pyarrow as pa

from recense.detect.tables.words import word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Answer = TypeVar("Answer")

NOTHING = frozenset([*word_list("nothing"), "", "_"])


@dataclass(frozen=True, slots=True)
class Cells:
    """One column: its distinct texts, and for each row which of them, -1 where the cell is empty."""

    values: list[str] = field(repr=False)
    codes: np.ndarray = field(repr=False)  # int32

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)

    def __getitem__(self, row: int) -> str | None:
        """Return the text of one row."""
        code = self.codes[row]
        return None if code < 0 else self.values[code]

    @property
    def filled(self) -> np.ndarray:
        """Say which rows hold something."""
        return np.asarray(self.codes >= 0)

    def take(self, rows: np.ndarray) -> Cells:
        """Return the chosen rows; only the texts that are left are kept."""
        return compacted(self.values, self.codes[rows])

    def where(self, holds: Callable[[str], object]) -> np.ndarray:
        """Say in which rows the text is such that `holds`; asked once a distinct text, False where empty."""
        answers = np.array([bool(holds(v)) for v in self.values] + [False])
        return np.asarray(answers[self.codes])

    def equal(self, text: str) -> np.ndarray:
        """Say in which rows the text is this one."""
        return self.where(lambda value: value == text)

    def map(self, read: Callable[[str], Answer | None]) -> list[Answer | None]:
        """Apply a function once to each distinct text; return an answer a row, None where empty."""
        answers: list[Answer | None] = [read(v) for v in self.values]
        answers.append(None)
        return [answers[c] for c in self.codes.tolist()]

    def to_list(self) -> list[str | None]:
        """Return the text of every row."""
        texts: list[str | None] = [*self.values, None]
        return [texts[c] for c in self.codes.tolist()]


def cells_from_list(texts: Sequence[str | None]) -> Cells:
    """Make a column from one text a row, trimmed here."""
    known: dict[str, int] = {}
    codes = np.full(len(texts), -1, dtype=np.int32)
    for row, text in enumerate(texts):
        if text and (bare := text.strip()) not in NOTHING:
            codes[row] = known.setdefault(bare, len(known))
    return Cells(list(known), codes)


def joined(pieces: Sequence[Cells]) -> Cells:
    """Put columns one under another."""
    if len(pieces) == 1:
        return pieces[0]
    known: dict[str, int] = {}
    codes = []
    for piece in pieces:
        renumbered = np.array([known.setdefault(v, len(known)) for v in piece.values] + [-1], dtype=np.int32)
        codes.append(renumbered[piece.codes])
    return Cells(list(known), np.concatenate(codes) if codes else np.zeros(0, np.int32))


def compacted(values: Sequence[str], codes: np.ndarray) -> Cells:
    """Drop the texts that no row holds."""
    used = np.unique(codes)
    used = used[used >= 0]
    if len(used) == len(values):
        return Cells(list(values), codes)
    renumbered = np.full(len(values) + 1, -1, dtype=np.int32)
    renumbered[used] = np.arange(len(used))
    return Cells([values[i] for i in used.tolist()], renumbered[codes])


@dataclass(frozen=True, slots=True)
class Grid:
    """One grid of a document; `lines` are the locators of its rows."""

    block: int
    place: str
    unit: str
    lines: np.ndarray = field(repr=False)  # int32, one a row
    columns: tuple[Cells, ...] = field(repr=False)

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return len(self.lines)

    def row(self, index: int) -> list[str | None]:
        """Return the cells of one row."""
        return [column[index] for column in self.columns]

    def filled(self) -> np.ndarray:
        """Say which cells hold something: rows × columns, bool."""
        if not self.columns:
            return np.zeros((self.height, 0), dtype=bool)
        return np.column_stack([c.filled for c in self.columns])


def grid_from_arrow(block: int, rows: pa.Table) -> Grid:
    """Turn the rows of one block of a document into a grid."""
    cells: Any = (
        pa.concat_arrays(rows["cells"].chunks) if rows["cells"].num_chunks else pa.array([], pa.list_(pa.string()))
    )
    offsets = cells.offsets.to_numpy()
    starts, lengths = offsets[:-1].astype(np.int64), np.diff(offsets)
    encoded = cells.values.dictionary_encode()
    values, renumbered = _trimmed(encoded.dictionary.to_pylist())
    codes = renumbered[encoded.indices.fill_null(-1).to_numpy()] if len(encoded) else np.zeros(0, np.int32)
    width = int(lengths.max()) if len(lengths) else 0
    codes = np.append(codes, np.int32(-1))
    columns = [compacted(values, codes[np.where(lengths > j, starts + j, -1)]) for j in range(width)]
    while columns and not columns[-1].values:
        columns.pop()
    place, unit = (rows["place"][0].as_py() or "", rows["unit"][0].as_py() or "row") if rows.num_rows else ("", "row")
    return Grid(block, place, unit, rows["line"].to_numpy().astype(np.int32), tuple(columns))


def grid_from_rows(rows: Sequence[Sequence[str | None]], place: str = "", first: int = 1) -> Grid:
    """Build a grid from rows of cells, numbered from `first`."""
    width = max((len(r) for r in rows), default=0)
    columns = tuple(cells_from_list([r[j] if j < len(r) else None for r in rows]) for j in range(width))
    return Grid(0, place, "row", np.arange(first, first + len(rows), dtype=np.int32), columns)


def _trimmed(texts: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """Trim distinct texts; return the new ones, and the new number of each old one (the last stands for -1)."""
    known: dict[str, int] = {}
    renumbered = np.full(len(texts) + 1, -1, dtype=np.int32)
    for i, text in enumerate(texts):
        bare = text.strip()
        if bare not in NOTHING:
            renumbered[i] = known.setdefault(bare, len(known))
    return list(known), renumbered
