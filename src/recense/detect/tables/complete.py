"""What a table about people lacks, found with people known from other tables: their birth dates, the other half of their names.

A list whose header for the birth date we do not know, or whose column of dates was taken for another, is told apart by its
rows: where many of them name somebody known, the column in which their own birth dates stand is the birth date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recense.detect.tables import values
from recense.detect.tables.columns import NAME_KINDS
from recense.detect.tables.known import SURE, plain_name
from recense.detect.tables.whose import retyped

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from recense.detect.tables.columns import Column
    from recense.detect.tables.grid import Cells
    from recense.detect.tables.known import KnownPeople

FEWEST = 3  # different rows that must agree
SHARE = 0.5  # of the rows about people known
DATES = 0.3  # share of dates from which a column may hold birth dates
FAMILY = ("family_name", "birth_name", "used_name")


def complete(columns: Sequence[Cells], typed: list[Column], known: KnownPeople, today: dt.date) -> list[Column]:
    """Return the columns with those typed anew that hold the rows' own birth dates, given names or family names."""
    own = {c.kind: c for c in typed if not c.owner and c.profile.filled}
    free = [c for c in typed if c.profile.filled and not c.owner and c.confidence < 1.0]
    if "birth_date" not in own:
        names = _names(columns, own, today)
        return _found(typed, _column_of_births(columns, free, names, known, today), "birth_date") if names else typed
    if "full_name" in own or ("given_names" in own and own.keys() & set(FAMILY)):
        return typed
    had = next((own[k] for k in (*FAMILY, "given_names") if k in own), None)
    if had is None:
        births = [c for c in typed if c.kind == "birth_date" and not c.owner and c.profile.filled]
        ways = (_named_by_births(columns, typed, free, _dates(columns[c.index], c, today), known) for c in births)
        return next((way for way in ways if way is not typed), typed)
    dates = _dates(columns[own["birth_date"].index], own["birth_date"], today)
    half, missing = (0, "given_names") if had.kind in FAMILY else (1, "family_name")
    wanted: dict[int, set[str]] = {}
    for row, (name, date) in enumerate(zip(columns[had.index].to_list(), dates, strict=True)):
        if name and date:
            who = [w.split("|") for w in known.born_on.get(date, ())]
            wanted[row] = {w[1 - half] for w in who if w[half] == plain_name(name)}
    found = _column_of_names(columns, [c for c in free if c is not had], wanted)
    return _found(typed, found, missing)


def _named_by_births(
    columns: Sequence[Cells],
    typed: list[Column],
    free: Sequence[Column],
    dates: Sequence[dt.date | None],
    known: KnownPeople,
) -> list[Column]:
    """Find the names where no column of names was seen: those of people born on the dates of the rows."""
    who = {row: [w.split("|") for w in known.born_on.get(date, ())] for row, date in enumerate(dates) if date}
    whole = {row: {" ".join(order) for w in names for order in (w, w[::-1])} for row, names in who.items()}
    full = _column_of_names(columns, free, whole)
    if full:
        return _found(typed, full, "full_name")
    halves = [
        _column_of_names(columns, free, {row: {w[half] for w in names} for row, names in who.items()})
        for half in (0, 1)
    ]
    if None in halves or halves[0] is halves[1]:
        return typed
    return _found(_found(typed, halves[0], "family_name"), halves[1], "given_names")


def _found(typed: list[Column], column: Column | None, kind: str) -> list[Column]:
    if column is None:
        return typed
    return retyped(typed, column, kind, SURE, f"{kind} of people who are in other tables of the heap")


def _names(columns: Sequence[Cells], own: dict[str, Column], today: dt.date) -> list[tuple[str, str] | None]:
    """Return the family and given name of each row, nothing when the table has no column of either."""
    if "full_name" in own:
        cells = values.read_full_names(columns[own["full_name"].index], today)
        return [(c.family, c.given[0]) if c and c.family and c.given else None for c in cells]
    family = next((own[k] for k in FAMILY if k in own), None)
    if family is None or "given_names" not in own:
        return []
    pairs = zip(columns[family.index].to_list(), columns[own["given_names"].index].to_list(), strict=True)
    return [(f, g) if f and g else None for f, g in pairs]


def _dates(cells: Cells, column: Column, today: dt.date) -> list[dt.date | None]:
    return cells.map(values.read_date_column(cells, column.profile, "birth", today).date)


def _column_of_births(
    columns: Sequence[Cells],
    free: Sequence[Column],
    names: Sequence[tuple[str, str] | None],
    known: KnownPeople,
    today: dt.date,
) -> Column | None:
    """Return the column in which the birth dates of the people known stand."""
    born = {row: dates for row, name in enumerate(names) if name and (dates := known.births_of(*name))}
    if len(born) < FEWEST:
        return None
    dated = [c for c in free if max(c.profile["date"], c.profile["serial"]) >= DATES and c.kind not in NAME_KINDS]
    read = {c.index: _dates(columns[c.index], c, today) for c in dated}
    return _best(
        dated, lambda c: [read[c.index][row] in dates for row, dates in born.items() if read[c.index][row]], len(born)
    )


def _column_of_names(columns: Sequence[Cells], free: Sequence[Column], wanted: dict[int, set[str]]) -> Column | None:
    """Return the column that holds the names wanted in the rows."""
    wanted = {row: names for row, names in wanted.items() if names}
    if len(wanted) < FEWEST:
        return None
    texts = {c.index: columns[c.index].map(plain_name) for c in free}

    def agree(column: Column) -> list[bool]:
        cells = texts[column.index]
        return [any(_starts(cells[row] or "", n) for n in names) for row, names in wanted.items()]

    return _best(free, agree, len(wanted))


def _starts(text: str, name: str) -> bool:
    return text == name or text.startswith(f"{name} ")


def _best(free: Sequence[Column], agree: Callable[[Column], list[bool]], rows: int) -> Column | None:
    """Return the column where most rows agree, if they are enough and most of those that can be told."""
    counted = [(sum(told), column.index, column) for column in free if (told := agree(column))]
    count, _, column = max(counted, key=lambda item: item[:2], default=(0, 0, None))
    return column if count >= FEWEST and count >= SHARE * rows else None
