"""A document being written: what every reader fills, line by line, without holding the file in memory.

A document is an Arrow IPC file with the schema `DOCUMENT` of `store/tables.py`, repeated here because a reader runs in a
worker that knows nothing of the case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

SCHEMA = pa.schema(
    [
        ("block", pa.int32()),
        ("form", pa.string()),
        ("place", pa.string()),
        ("line", pa.int32()),
        ("unit", pa.string()),
        ("cells", pa.list_(pa.string())),
    ]
)
BATCH = 20_000  # lines held before they are written


class DocumentWriter:
    """Write grids and texts in the order of the file. Use as a context manager.

    Cells are text as a person would see them; a date cell is ISO 8601 (`2024-02-11` or `2024-02-11 08:30`), an integer has
    no decimal point, an empty cell is None.
    """

    def __init__(self, path: Path) -> None:
        self._sink = pa.OSFile(str(path), "wb")
        self._writer = pa.ipc.new_file(self._sink, SCHEMA, options=pa.ipc.IpcWriteOptions(compression="zstd"))
        self._columns: tuple[list[object], ...] = ([], [], [], [], [], [])
        self._block, self._form, self._place, self._unit = -1, "", "", "line"
        self.grids = self.texts = self.rows = self.lines = 0
        self.problems: list[str] = []

    def __enter__(self) -> DocumentWriter:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Write what is held and close the file."""
        self._flush()
        self._writer.close()
        self._sink.close()

    def grid(self, place: str = "", unit: str = "row") -> None:
        """Begin a grid: its lines have cells."""
        self._begin("grid", place, unit)
        self.grids += 1

    def text(self, place: str = "") -> None:
        """Begin a text: its lines have one cell."""
        self._begin("text", place, "line")
        self.texts += 1

    def row(self, line: int, cells: Sequence[str | None]) -> None:
        """Add one line of the grid, `line` as a person counts it in the file, from 1. Blank lines too."""
        self.rows += 1
        self._add(line, [c if c else None for c in cells])

    def line(self, line: int, words: str) -> None:
        """Add one line of the text."""
        self.lines += 1
        self._add(line, [words])

    def prose(self, words: str, first: int = 1) -> None:
        """Add a whole text, split into its lines."""
        for number, words_of_line in enumerate(words.splitlines(), first):
            self.line(number, words_of_line)

    def rows_from(self, rows: Iterable[Sequence[str | None]], first: int = 1) -> None:
        """Add many lines of the grid, numbered from `first`."""
        for number, cells in enumerate(rows, first):
            self.row(number, cells)

    def problem(self, sentence: str) -> None:
        """Say that a named part could not be read: the file ends `partial`. No value in the sentence."""
        self.problems.append(sentence)

    def _begin(self, form: str, place: str, unit: str) -> None:
        self._block += 1
        self._form, self._place, self._unit = form, place, unit

    def _add(self, line: int, cells: list[str | None]) -> None:
        values = (self._block, self._form, self._place, line, self._unit, cells)
        for column, value in zip(self._columns, values, strict=True):
            column.append(value)
        if len(self._columns[0]) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        if not self._columns[0]:
            return
        arrays = [pa.array(column, type=kind.type) for column, kind in zip(self._columns, SCHEMA, strict=True)]
        self._writer.write_batch(pa.record_batch(arrays, schema=SCHEMA))
        for column in self._columns:
            column.clear()
