"""The people of the rows of one table while they are read: one list a field, and which types of data each row holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from recense.detect.categories import is_administrative
from recense.detect.names import words_of
from recense.detect.sectors import may_name_a_sector
from recense.detect.tables import values
from recense.detect.tables.belongs import tells_treatment
from recense.detect.tables.words import word_list
from recense.model import DataType

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from recense.detect.tables.columns import Column
    from recense.detect.tables.grid import Cells

PLACEHOLDERS = frozenset(word_list("placeholders"))
HAS_DIGIT, HAS_AT = re.compile(r"\d"), re.compile("@")
# what only counts as present, its value is not kept
SEEN = frozenset(
    {
        "birth_place",
        "age",
        "diagnosis_code",
        "diagnosis",
        "act",
        "drug",
        "result",
        "bank_card",
        "amount",
        "adeli",
        "login",
        "password",
        "free_text",
        "date",
    }
)

# kinds of columns for which the house has no data type, and what they tell of the row (`categories.TOLD`)
NOTED = {
    "room": "in_care",
    "way": "in_care",
    "insurer": "insurer",
    "rights": "insurer",
    "household": "household",
    "kinship": "household",
}
NO = frozenset({"N", "NON", "NO", "FAUX", "FALSE", "RAS", "AUCUN", "AUCUNE"})
MOST = 0.5
DATES = frozenset({"date", "appointment", "arrival_date", "other"})


class People:
    """One person a row, field by field."""

    def __init__(self, height: int) -> None:
        self.height = height
        self.made: dict[str, list[Any]] = {}
        self.present: dict[DataType, np.ndarray] = {}
        self.flags: dict[str, np.ndarray] = {}
        self.noted: dict[str, np.ndarray] = {}

    def put(self, name: str, column: list[Any]) -> None:
        """Set a field; where an earlier column already gave it, that one stays (lists are joined)."""
        before = self.made.get(name)
        if before is None:
            self.made[name] = column
        elif any(isinstance(v, list) for v in column[:200] if v is not None):
            self.made[name] = [_both(a, b) for a, b in zip(before, column, strict=True)]
        else:
            self.made[name] = [b if a is None else a for a, b in zip(before, column, strict=True)]

    def mark(self, data_type: DataType, filled: np.ndarray) -> None:
        """Note in which rows a type of data is present."""
        self.present[data_type] = self.present[data_type] | filled if data_type in self.present else filled

    def flag(self, name: str, odd: np.ndarray) -> None:
        """Note in which rows something is odd."""
        if odd.any():
            self.flags[name] = self.flags[name] | odd if name in self.flags else odd

    def note(self, name: str, there: np.ndarray) -> None:
        """Note in which rows something is told that has no data type."""
        self.noted[name] = self.noted[name] | there if name in self.noted else there

    def filled(self, name: str) -> np.ndarray:
        """Say in which rows a field is known."""
        return known(self.made[name]) if name in self.made else np.zeros(self.height, dtype=bool)


def known(column: Sequence[Any]) -> np.ndarray:
    """Say which values are not None."""
    return np.fromiter((v is not None for v in column), dtype=bool, count=len(column))


def _both(first: list[str] | None, second: list[str] | None) -> list[str] | None:
    if not first or not second:
        return first or second
    return first + [v for v in second if v not in first]


def drop_placeholders(people: People) -> None:
    """Forget names that are nobody's ("PAUSE", "INCONNU", "TEST"): a row with nothing else is then no person."""
    for field in ("family_name", "birth_name"):
        names = people.made.get(field)
        nobody = {n for n in set(names or ()) if n and PLACEHOLDERS.issuperset(words_of(n))}
        if names and nobody:
            people.made[field] = [None if n in nobody else n for n in names]


def columns_of(kind: str, own: Sequence[Column]) -> list[Column]:
    """Return the columns of one kind that hold something."""
    return [c for c in own if c.kind == kind and c.profile.filled]


# --- names -----------------------------------------------------------------------------------------------------------


def put_names(people: People, columns: Sequence[Cells], own: Sequence[Column], today: dt.date) -> None:
    """Read the name columns. The name in use is the used one, else the family name, else the birth name."""
    used = _read(people, columns, own, "used_name", DataType.USED_NAME, today)
    family = _read(people, columns, own, "family_name", DataType.FAMILY_NAME, today)
    birth = _read(people, columns, own, "birth_name", DataType.BIRTH_NAME, today)
    for source in (used, family, birth):
        if source:
            people.put("family_name", source)
    for column in columns_of("full_name", own):
        cells = values.read_full_names(columns[column.index], today)
        people.put("family_name", [c and c.family for c in cells])
        people.mark(DataType.FULL_NAME, columns[column.index].filled)
        _put_from_cells(people, cells)
    if birth:
        people.made["birth_name"] = [
            a if a is not None else b for a, b in zip(birth, people.made.get("birth_name", birth), strict=True)
        ]
    elif used and family:  # beside a used name, "Nom" is the name of birth
        people.put("birth_name", [f if u is not None else None for u, f in zip(used, family, strict=True)])
    for column in columns_of("given_names", own):
        given = values.read_given_names(columns[column.index])
        before = people.made.get("given_names")
        people.made["given_names"] = given if before is None else [g or b for g, b in zip(given, before, strict=True)]
        people.mark(DataType.GIVEN_NAMES, columns[column.index].filled)
    for kind in ("sex", "title"):
        for column in columns_of(kind, own):
            people.put("sex", values.read_sexes(columns[column.index]))
            people.mark(DataType(kind), columns[column.index].filled)


def _read(
    people: People, columns: Sequence[Cells], own: Sequence[Column], kind: str, data_type: DataType, today: dt.date
) -> list[str | None] | None:
    """Read the family names of one kind; what else their cells hold goes to its own field."""
    read: list[str | None] | None = None
    for column in columns_of(kind, own):
        cells = values.read_family_names(columns[column.index], today)
        names = [c and c.family for c in cells]
        read = names if read is None else [a if a is not None else b for a, b in zip(read, names, strict=True)]
        people.mark(data_type, columns[column.index].filled)
        _put_from_cells(people, cells)
    return read


def _put_from_cells(people: People, cells: Sequence[values.NameCell | None]) -> None:
    """Take what a name's cell held beside the name: a maiden name, a given name, a title, a birth date."""
    for part, name in (("birth", "birth_name"), ("given", "given_names"), ("sex", "sex"), ("born", "birth_date")):
        found = [c and getattr(c, part) for c in cells]
        if any(v is not None for v in found):
            people.put(name, found)
            if part == "born":
                people.mark(DataType.BIRTH_DATE, known(found))


# --- numbers, dates --------------------------------------------------------------------------------------------------


def put_numbers(people: People, columns: Sequence[Cells], own: Sequence[Column]) -> None:
    """Read identifiers."""
    keys = next((columns[c.index] for c in own if c.kind == "nir_key"), None)
    for column in columns_of("nir", own):
        cells = values.read_nirs(columns[column.index], keys)
        people.put("nir", [c and c.value for c in cells])
        people.put("nir_valid", [c and c.valid for c in cells])
        for flag in ("nir_key_wrong", "nir_mangled"):
            people.flag(
                flag, np.fromiter((c is not None and c.flag == flag for c in cells), dtype=bool, count=len(cells))
            )
        people.mark(DataType.NIR, columns[column.index].filled)
    for kind, name, read in (
        ("ipp", "ipp", values.read_codes), ("staff_id", "staff_id", values.read_codes), ("iban", "iban", values.read_ibans),
        ("rpps", "rpps", values.read_rpps), ("official_id", "official_id", values.read_official_ids),
    ):  # fmt: skip
        for column in columns_of(kind, own):
            people.put(name, read(columns[column.index]))
            people.mark(DataType(kind), columns[column.index].filled)
    for column in columns_of("stay_id", own):
        people.put("stay_ids", as_lists(values.read_codes(columns[column.index])))
        people.mark(DataType.STAY_ID, columns[column.index].filled)


def put_dates(people: People, columns: Sequence[Cells], own: Sequence[Column], today: dt.date) -> None:
    """Read dates, each in the order of its own column."""
    guessed: np.ndarray | None = None
    fields = {
        "birth_date": "birth_date",
        "arrival_date": "arrival",
        "discharge_date": "discharge",
        "appointment": "arrival",
        "death_date": "death_date",
    }
    for kind, name in fields.items():
        for column in columns_of(kind, own):
            cells = columns[column.index]
            read = values.read_date_column(cells, column.profile, "birth" if kind == "birth_date" else "event", today)
            people.put(name, cells.map(read.date))
            people.mark(DataType(kind), cells.filled)
            if kind == "birth_date":
                people.put("birth_year", cells.map(read.year))
                people.flag("birth_date_unreadable", cells.filled & ~known(people.made["birth_year"]))
                short = {text for text, r in read.by_text.items() if r.century_guessed}
                if short:
                    guessed = cells.where(short.__contains__)
    if guessed is not None:
        _settle_centuries(people, guessed)
    dates = people.made.get("birth_date")
    if dates:
        people.flag(
            "birth_date_first_of_january",
            np.fromiter((bool(d and d.month == 1 and d.day == 1) for d in dates), bool, len(dates)),
        )


def _settle_centuries(people: People, guessed: np.ndarray) -> None:
    """Nobody is born after the stay or the death that the row tells: a guessed century goes back by one."""
    born = people.made["birth_date"]
    events = [people.made[n] for n in ("arrival", "discharge", "death_date") if n in people.made]
    for row in np.flatnonzero(guessed).tolist():
        date = born[row]
        if date and any(e[row] and e[row] < date for e in events):
            born[row] = date.replace(year=date.year - 100, day=min(date.day, 28) if date.month == 2 else date.day)
            people.made["birth_year"][row] = born[row].year


# --- places and the rest ---------------------------------------------------------------------------------------------


def put_places(people: People, columns: Sequence[Cells], own: Sequence[Column]) -> None:
    """Read addresses, whole or in parts."""
    streets = columns_of("street", own)
    if streets:
        put_place(people, values.read_streets([columns[c.index] for c in streets]))
        for column in streets:
            people.mark(DataType.STREET, columns[column.index].filled)
    for kind, read in (("address", values.read_addresses), ("postcode", values.read_postcodes)):
        for column in columns_of(kind, own):
            put_place(people, read(columns[column.index]))
            people.mark(DataType(kind), columns[column.index].filled)
    for kind in ("city", "country"):
        for column in columns_of(kind, own):
            people.put(kind, columns[column.index].to_list())
            people.mark(DataType(kind), columns[column.index].filled)


def put_place(people: People, cells: Sequence[values.PlaceCell | None]) -> None:
    """Take the parts of a place that cells held."""
    for part, name in (("street", "address"), ("postcode", "postcode"), ("city", "city"), ("country", "country")):
        found = [c and getattr(c, part) for c in cells]
        if any(v is not None for v in found):
            people.put(name, found)


def put_the_rest(people: People, columns: Sequence[Cells], own: Sequence[Column]) -> None:
    """Read telephones, addresses of mail, jobs; note what else is there."""
    for kind, name, read, sign in (
        ("phone", "phones", values.read_phones, HAS_DIGIT),
        ("email", "emails", values.read_emails, HAS_AT),
    ):
        for column in columns_of(kind, own):
            people.put(name, read(columns[column.index]))
            people.mark(DataType(kind), columns[column.index].where(sign.search))  # "X" in a telephone column is none
    for column in columns_of("job", own):
        people.put("job", columns[column.index].to_list())
        people.mark(DataType.JOB, columns[column.index].filled)
    for column in own:
        if column.kind in SEEN and column.profile.filled:
            cells = columns[column.index]
            there = cells.filled
            if column.kind == "diagnosis":  # a "Motif" may be the mutual insurance's
                there = cells.where(lambda cell: not is_administrative(cell) and cell.upper() not in NO)
            elif column.kind in {"act", "drug"}:
                there = cells.where(lambda cell: cell.upper() not in NO)
            people.mark(DataType(column.kind), there)
        if column.kind in DATES and column.profile["date"] > MOST and tells_treatment(column.header):
            people.note("treated", columns[column.index].filled)
        if column.kind in NOTED and column.profile.filled:
            people.note(NOTED[column.kind], columns[column.index].filled)


def put_sectors(
    people: People, columns: Sequence[Cells], own: Sequence[Column], sections: list[str | None] | None
) -> None:
    """Read care sectors, from their column or from the title of the section that a row stands in."""
    for column in columns_of("sector", own):
        named = values.read_sectors(columns[column.index])
        people.put("sectors", as_lists([n if n and may_name_a_sector(n) else None for n in named]))
        people.mark(DataType.SECTOR, columns[column.index].filled)
    if sections is not None:
        people.put("sectors", as_lists(sections))
        people.mark(DataType.SECTOR, known(sections))


def as_lists(column: Sequence[str | None]) -> list[list[str] | None]:
    """Write each value as a list of one."""
    return [None if v is None else [v] for v in column]
