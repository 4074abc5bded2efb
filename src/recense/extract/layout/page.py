"""What is on a page: words with their boxes, rules, and what they are built into.

Lengths are in points for a PDF and in pixels for a scan: every threshold below is relative to the height of letters.
`y` grows downwards from the top of the page as it is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Word(NamedTuple):
    """One word and its box. Words of one `piece` were drawn in one go, `spaces` before it inside the piece."""

    x0: float
    x1: float
    top: float
    bottom: float
    text: str
    piece: int = -1
    spaces: int = 1


@dataclass(slots=True)
class Page:
    """A page: its words in any order, its horizontal rules (y, x0, x1) and vertical ones (x, top, bottom)."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list, repr=False)
    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)


class Run(NamedTuple):
    """Words of one line that belong together: a cell, or a line of prose."""

    x0: float
    x1: float
    text: str
    words: tuple[Word, ...]


@dataclass(slots=True)
class Line:
    """One line of a page, numbered from 1 from the top, with its runs from left to right."""

    number: int
    top: float
    bottom: float
    runs: list[Run] = field(default_factory=list, repr=False)

    @property
    def text(self) -> str:
        """Return the line as read: wide gaps stay visible."""
        return "   ".join(run.text for run in self.runs)


@dataclass(slots=True)
class Block:
    """A part of a page: a grid (cells of each row) or a text (one cell a line). Rows are (line number, cells)."""

    grid: bool
    rows: list[tuple[int, list[str | None]]] = field(default_factory=list, repr=False)
