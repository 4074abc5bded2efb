"""Tables before they are files: bare records first, then laid out on sheets as people lay them out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recense.invent.truth import Mention

Cell = Any  # str, int, float, date, datetime or None


@dataclass
class Table:
    """Bare records: `fields` are our names of columns, `header` their words, `mentions[i]` those of record i."""

    fields: list[str]
    header: list[str]
    rows: list[list[Cell]]
    mentions: list[list[Mention]]

    def part(self, numbers: list[int]) -> Table:
        """Return the table of these records only."""
        rows, mentions = [self.rows[i] for i in numbers], [self.mentions[i] for i in numbers]
        return Table(self.fields, self.header, rows, mentions)


@dataclass
class Sheet:
    """A grid as a person sees it. `owners[i]` are the mentions that stand on row i (from 0)."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    owners: dict[int, list[Mention]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(
        default_factory=list
    )  # first row, first column, last row, last column
    hidden: bool = False
    loose: bool = False  # a record is not a row here: the line of a mention is not well defined
    hidden_rows: set[int] = field(default_factory=set)
    header_rows: set[int] = field(default_factory=set)

    def add(self, cells: list[Cell], mentions: list[Mention] | None = None) -> int:
        """Add a row and say which it is."""
        self.rows.append(cells)
        if mentions:
            self.owners[len(self.rows) - 1] = mentions
        return len(self.rows) - 1

    @property
    def width(self) -> int:
        """Count the columns."""
        return max((len(r) for r in self.rows), default=0)


Book = list[Sheet]
