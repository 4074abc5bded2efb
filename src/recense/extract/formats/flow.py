"""A document of paragraphs and tables being written: one numbering of lines through both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recense.extract.formats.text import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recense.extract.document import DocumentWriter

Table = list[list["str | None"]]


class Flow:
    """Write paragraphs (strings) and tables (rows of cells) as they come.

    A table of one column or one row is a frame around text, and is written as text.
    """

    def __init__(self, writer: DocumentWriter, place: str = "") -> None:
        self._writer, self._place, self._number, self._form = writer, place, 1, ""

    def write(self, blocks: Iterable[str | Table]) -> None:
        """Write blocks in order."""
        for block in blocks:
            if isinstance(block, str):
                for line in block.splitlines():
                    self._line(line)
            elif sum(sum(c is not None for c in row) > 1 for row in block) < 2:
                for row in block:
                    self._line("   ".join(c for c in row if c))
            else:
                self._writer.grid(self._place, "line")
                self._form = "grid"
                for row in block:
                    self._writer.row(self._number, row)
                    self._number += 1

    def _line(self, line: str) -> None:
        if line.strip():
            if self._form != "text":
                self._writer.text(self._place)
                self._form = "text"
            for piece in cut(line.replace("\t", "   ").strip()):
                self._writer.line(self._number, piece)
        self._number += 1
