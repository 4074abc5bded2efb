"""What goes in and what comes out of the search of a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from recense.model import DataType, Role


class TextLine(NamedTuple):
    """One line of a text, with its place as in `store/tables.py` DOCUMENT."""

    place: str
    line: int
    unit: str
    words: str

    def __repr__(self) -> str:
        """Show the place, never the words."""
        return f"TextLine({self.place!r}, {self.line}, {self.unit!r})"


@dataclass(frozen=True, slots=True)
class TextContext:
    """What is known beside the text itself.

    `cell` says that each line is a free-text cell of a table: health words, dates and contacts without a name of their
    own then belong to nobody found here. `owned` says that the row of the cell has its own person, so that whoever is
    named in it is somebody else. `today` fixes the century of two-digit years.
    """

    path: str = ""
    media_type: str = "text/plain"
    cell: bool = False
    owned: bool = False
    today: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing said at one place. `line` is the index in the part; `labelled` that a word before it names it."""

    line: int
    start: int
    end: int
    kind: DataType
    value: object = field(default=None, repr=False)
    valid: bool | None = None
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class TextMention:
    """One person at one place of a text, with what the text says of them. Same fields as `store/tables.py` MENTIONS."""

    place: str
    line: int
    unit: str
    role: Role
    family_name: str | None = field(default=None, repr=False)
    birth_name: str | None = field(default=None, repr=False)
    given_names: tuple[str, ...] = field(default=(), repr=False)
    birth_date: dt.date | None = field(default=None, repr=False)
    birth_year: int | None = field(default=None, repr=False)
    sex: str | None = field(default=None, repr=False)
    nir: str | None = field(default=None, repr=False)
    nir_valid: bool | None = field(default=None, repr=False)
    ipp: str | None = field(default=None, repr=False)
    stay_ids: tuple[str, ...] = field(default=(), repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    emails: tuple[str, ...] = field(default=(), repr=False)
    address: str | None = field(default=None, repr=False)
    postcode: str | None = field(default=None, repr=False)
    city: str | None = field(default=None, repr=False)
    iban: str | None = field(default=None, repr=False)
    rpps: str | None = field(default=None, repr=False)
    official_id: str | None = field(default=None, repr=False)
    staff_id: str | None = field(default=None, repr=False)
    job: str | None = field(default=None, repr=False)
    sectors: tuple[str, ...] = field(default=(), repr=False)
    arrival: dt.date | None = field(default=None, repr=False)
    discharge: dt.date | None = field(default=None, repr=False)
    death_date: dt.date | None = field(default=None, repr=False)
    data_types: tuple[DataType, ...] = ()
    flags: tuple[str, ...] = ()
    confidence: float = 0.0
    reason: str = ""
