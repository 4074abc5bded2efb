"""A document being written: what every reader fills, line by line, without holding the file in memory.

A document is an Arrow IPC file with the schema `DOCUMENT` of `store/tables.py`, repeated here because a reader runs in
a worker that knows nothing of the case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

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
_OPTIONS = pa.ipc.IpcWriteOptions(compression="zstd", use_threads=False)  # there is one worker a core
HELD = 250_000  # cells (or their weight in text) held before they are written
CHARACTERS_A_CELL = 40  # a text line weighs as many cells as its length makes

_LINE_END = re.compile(r"\r\n|\r|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")


class DocumentWriter:
    """Write grids and texts in the order of the file. Use as a context manager.

    Cells are text as a person would see them; a date cell is ISO 8601 (`2024-02-11` or `2024-02-11 08:30`), an integer
    has no decimal point, an empty cell is None. A header that is not a row of the file (column names of a database) is
    line 0.
    """

    def __init__(self, path: Path) -> None:
        self._sink = pa.OSFile(str(path), "wb")
        self._writer = pa.ipc.new_file(self._sink, SCHEMA, options=_OPTIONS)
        self._lines: list[int] = []
        self._cells: list[Sequence[str | None]] = []
        self._parts: list[tuple[int, int, str, str, str]] = []  # first line held, block, form, place, unit
        self._held, self._block = 0, -1
        self.grids = self.texts = self.rows = self.lines = 0
        self.problems: list[str] = []
        self.repeatable = True

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what is held and close the file."""
        if kind is None:
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
        self.rows += line > 0  # line 0 is a header that the file does not hold as a row
        self._lines.append(line)
        self._cells.append([c or None for c in cells] if "" in cells else cells)
        self._held += len(cells) + 1
        if self._held > HELD:
            self._flush()

    def line(self, line: int, words: str) -> None:
        """Add one line of the text."""
        self.lines += 1
        self._lines.append(line)
        self._cells.append((words,))
        self._held += 1 + len(words) // CHARACTERS_A_CELL
        if self._held > HELD:
            self._flush()

    def prose(self, words: str, first: int = 1) -> None:
        """Add a whole text, split into its lines."""
        lines = _LINE_END.split(words)
        if not lines[-1]:
            lines.pop()
        for number, words_of_line in enumerate(lines, first):
            self.line(number, words_of_line)

    def rows_from(self, rows: Iterable[Sequence[str | None]], first: int = 1) -> None:
        """Add many lines of the grid, numbered from `first`."""
        for number, cells in enumerate(rows, first):
            self.row(number, cells)

    def problem(self, sentence: str, *, repeatable: bool = True) -> None:
        """Say that a named part could not be read: the file ends `partial`. No value in the sentence.

        Args:
            sentence: what could not be read, and what to do.
            repeatable: False when the cause is outside the file (a program that is not installed, a password): the
                next run then reads the file again.

        """
        self.problems.append(sentence)
        self.repeatable = self.repeatable and repeatable

    def _begin(self, form: str, place: str, unit: str) -> None:
        self._block += 1
        self._parts.append((len(self._lines), self._block, form, place, unit))

    def _flush(self) -> None:
        if not self._lines:
            return
        blocks: list[int] = []
        forms: list[str] = []
        places: list[str] = []
        units: list[str] = []
        ends = [start for start, *_ in self._parts[1:]] + [len(self._lines)]
        for (start, block, form, place, unit), end in zip(self._parts, ends, strict=True):
            count = end - start
            blocks += [block] * count
            forms += [form] * count
            places += [place] * count
            units += [unit] * count
        columns: tuple[Sequence[object], ...] = (blocks, forms, places, self._lines, units)
        arrays = [_as_array(column, kind.type) for column, kind in zip(columns, SCHEMA, strict=False)]
        self._writer.write_batch(pa.record_batch([*arrays, _as_cells(self._cells)], schema=SCHEMA))
        self._lines.clear()
        self._cells.clear()
        self._parts = [(0, *self._parts[-1][1:])]
        self._held = 0


def _as_array(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, type=kind)
    except UnicodeEncodeError:
        return pa.array([_SURROGATE.sub("\ufffd", str(value)) for value in values], type=kind)


def _as_cells(rows: list[Sequence[str | None]]) -> pa.Array:
    kind = SCHEMA.field("cells").type
    try:
        return pa.array(rows, type=kind)
    except UnicodeEncodeError:  # half a UTF-16 pair, from a damaged file: Arrow holds UTF-8 only
        clean = [[c and _SURROGATE.sub("\ufffd", c) for c in row] for row in rows]
        return pa.array(clean, type=kind)
