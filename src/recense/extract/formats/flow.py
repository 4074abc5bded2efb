"""A document of paragraphs and tables being written: one numbering of lines through both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recense.extract.formats.text import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recense.extract.document import DocumentWriter

TABS = 2  # tabs of a paragraph that may be a row
TYPED = 3  # such paragraphs in a row that are a table
_TAB, _TABS = re.compile(r"\t"), re.compile(r"\t+")

Table = list[list["str | None"]]


class Flow:
    """Write paragraphs (strings) and tables (rows of cells) as they come.

    A table of one column or one row is a frame around text, and is written as text. Paragraphs in a row that tabs cut
    into as many cells are a table that was typed.
    """

    def __init__(self, writer: DocumentWriter, place: str = "") -> None:
        self._writer, self._place, self._number, self._form = writer, place, 1, ""

    def write(self, blocks: Iterable[str | Table]) -> None:
        """Write blocks in order."""
        typed: list[str] = []
        for block in blocks:
            if isinstance(block, str) and block.count("\t") >= TABS and "\n" not in block:
                typed.append(block)
                continue
            self._typed(typed)
            typed = []
            if isinstance(block, str):
                for line in block.splitlines():
                    self._line(line)
            elif sum(sum(c is not None for c in row) > 1 for row in block) < 2:
                for row in block:
                    self._line("   ".join(c for c in row if c))
            else:
                self._grid(block)
        self._typed(typed)

    def _typed(self, paragraphs: list[str]) -> None:
        rows = typed_rows(paragraphs)
        if rows:
            self._grid(rows)
        else:
            for words in paragraphs:
                self._line(words)

    def _grid(self, rows: Table) -> None:
        self._writer.grid(self._place, "line")
        self._form = "grid"
        for row in rows:
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


def typed_rows(paragraphs: list[str]) -> Table:
    """Return the rows of paragraphs that tabs, one or several at a time, cut into as many cells; else nothing."""
    for cut_at in (_TAB, _TABS):
        rows = [[cell.strip() or None for cell in cut_at.split(words.strip("\n"))] for words in paragraphs]
        if len(rows) >= TYPED and len({len(row) for row in rows}) == 1 and len(rows[0]) > TABS:
            return list(rows)
    return []


def lines_of_cell(parts: Iterable[str]) -> str | None:
    """Return what a cell says: a line for each of its own, as a workbook keeps them."""
    lines = (" ".join(line.split()) for part in parts for line in part.splitlines())
    return "\n".join(line for line in lines if line) or None
