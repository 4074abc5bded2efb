"""Layouts that only the unseen family has: by initial, by day, on two lines, two records side by side, labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recense.invent.noise import strip_accents
from recense.invent.sheets import Sheet, Table
from recense.invent.style import MONTHS

if TYPE_CHECKING:
    from recense.invent.cells.context import TableContext

DAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")


def by_initial(table: Table, context: TableContext, name: str) -> Sheet:
    """Write a directory: the initials alone on their rows, names in order below each."""
    at = next((i for i, f in enumerate(table.fields) if f in {"family", "birth", "full"}), 0)
    sheet = Sheet(name)
    sheet.add([context.family.words.hospital])
    sheet.header_rows.add(sheet.add(list(table.header)))

    def key(number: int) -> str:
        return strip_accents(str(table.rows[number][at] or "?")).upper().strip()

    last = ""
    for number in sorted(range(len(table.rows)), key=key):
        initial = key(number)[:1]
        if initial != last:
            sheet.add([initial])
            last = initial
        sheet.add(list(table.rows[number]), table.mentions[number])
    return sheet


def by_day(table: Table, context: TableContext, name: str) -> Sheet:
    """Write the plan of each day below its date, whose column goes."""
    at = table.fields.index("arrival")
    sheet = Sheet(name)
    header = table.header[:at] + table.header[at + 1 :]
    sheet.header_rows.add(sheet.add(list(header)))
    for day in sorted(set(context.arrivals)):
        sheet.add([f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"])
        for number in (i for i, d in enumerate(context.arrivals) if d == day):
            cells = table.rows[number]
            sheet.add(cells[:at] + cells[at + 1 :], table.mentions[number])
    return sheet


def two_lines(table: Table, context: TableContext, name: str) -> Sheet:
    """Write each record on two rows under a header of two rows: who, then what."""
    del context
    cut = (len(table.fields) + 1) // 2
    named = [i for i, f in enumerate(table.fields) if f in {"family", "birth", "used", "given", "full"}]
    cut = max(cut, max(named, default=0) + 1)
    if cut >= len(table.fields):
        return by_two(table, name)
    sheet = Sheet(name)
    sheet.header_rows.add(sheet.add(list(table.header[:cut])))
    sheet.header_rows.add(sheet.add([None, *table.header[cut:]]))
    for cells, mentions in zip(table.rows, table.mentions, strict=True):
        beside = [m for m in mentions if m.slot and _stands_in(m.family_name, cells[cut:])]
        sheet.add(list(cells[:cut]), [m for m in mentions if m not in beside])
        sheet.add([None, *cells[cut:]], beside)
    return sheet


def _stands_in(surname: str | None, cells: list[Any]) -> bool:
    return any((surname or "\0").upper() in str(c or "").upper() for c in cells)


def by_two(table: Table, name: str) -> Sheet:
    """Write the second half of the list to the right of the first, to save paper."""
    half = (len(table.rows) + 1) // 2
    sheet = Sheet(name)
    sheet.header_rows.add(sheet.add([*table.header, None, *table.header]))
    for left in range(half):
        right = left + half
        cells, mentions = list(table.rows[left]), list(table.mentions[left])
        if right < len(table.rows):
            cells += [None, *table.rows[right]]
            mentions += table.mentions[right]
        sheet.add(cells, mentions)
    return sheet


def labels(table: Table, context: TableContext, name: str) -> Sheet:
    """Write a sheet of postal labels: one block of three or four lines a person, without header."""
    kept = [i for i, f in enumerate(table.fields) if f in {"title", "family", "birth", "used", "given", "full"}]
    rest = {f: i for i, f in enumerate(table.fields)}
    sheet = Sheet(name)
    for cells, mentions in zip(table.rows, table.mentions, strict=True):
        sheet.add([" ".join(str(cells[i]).strip() for i in kept if cells[i])], [m for m in mentions if not m.slot])
        sheet.add([cells[rest["street"]]])
        sheet.add([f"{cells[rest['postcode']] or ''} {cells[rest['city']] or ''}".strip()])
        sheet.add([])
    del context
    return sheet


def clerk(table: Table, context: TableContext, name: str) -> Sheet:
    """Lay out a list in the way of this hospital's clerks that suits its columns and its length."""
    fields = set(table.fields)
    if (
        fields <= {"title", "family", "birth", "used", "given", "full", "street", "postcode", "city"}
        and {"street", "postcode", "city"} <= fields
    ):
        return labels(table, context, name)
    if "arrival" in fields and len(set(context.arrivals)) > 1 and context.rng.random() < 0.6:
        return by_day(table, context, name)
    if len(table.fields) <= 5 and len(table.rows) <= 120 and context.rng.random() < 0.5:
        return by_two(table, name)
    if len(table.fields) >= 8 and len(table.rows) <= 60 and context.rng.random() < 0.5:
        return two_lines(table, context, name)
    return by_initial(table, context, name)
