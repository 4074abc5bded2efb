"""How people lay out a list: titles, sections, repeated headers, totals, cards, one sheet a month, hidden sheets.

Every layout keeps track of the row on which each record stands. The chances are the family's (`Habits.layouts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recense.invent.sheets import Book, Sheet, Table
from recense.invent.style import MONTHS

if TYPE_CHECKING:
    from recense.invent.cells.context import TableContext
    from recense.invent.truth import Mention

GROUPS: tuple[tuple[str, set[str]], ...] = (
    (
        "Identité",
        {"family", "birth", "used", "given", "full", "title", "sex", "birth_date", "birth_place", "age", "nir", "ipp"},
    ),
    ("Coordonnées", {"phone", "landline", "email", "street", "postcode", "city", "address"}),
    ("Séjour", {"stay", "sector", "sector_code", "arrival", "discharge", "appointment", "room", "mode", "destination"}),
    ("Divers", set()),
)
WORKBOOKS = frozenset({"xlsx", "xlsm", "xls", "ods"})
RICH = frozenset({"xlsx", "xlsm", "xls", "ods", "html", "docx", "pdf"})  # formats whose lists may be cards or vertical


def lay_out(table: Table, context: TableContext, title: str, format_name: str) -> Book:
    """Lay out one table as the sheets of one file of that format."""
    rng, chances = context.rng, context.family.habits.layouts
    rich = format_name in RICH
    small = len(table.rows) <= 60

    def happens(feature: str) -> bool:
        return rng.random() < chances.get(feature, 0.0)

    name = rng.choice(context.family.sheet_names)
    if context.family.extra_layouts and rich and happens("extra"):
        return [rng.choice(context.family.extra_layouts)(table, context, name)]
    if rich and small and happens("cards"):
        return [cards(table, context, name)]
    if rich and len(table.rows) <= 12 and happens("vertical"):
        return [vertical(table, context, name)]
    if format_name in WORKBOOKS and happens("months"):
        return _sheet_per_month(table, context)
    sheet = _one_sheet(table, context, name, title, format_name)
    return [sheet, *_more_sheets(context, sheet)] if format_name in WORKBOOKS else [sheet]


def _one_sheet(table: Table, context: TableContext, name: str, title: str, format_name: str) -> Sheet:
    """Lay out the list on one sheet, with whatever stands around it."""
    rng, chances, rich = context.rng, context.family.habits.layouts, format_name in RICH

    def happens(feature: str) -> bool:
        return rng.random() < chances.get(feature, 0.0)

    sheet = Sheet(name)
    decorated = format_name not in {"csv", "tsv", "txt"} or happens("decorated_text")
    if format_name == "csv" and happens("stated_separator"):
        sheet.add(["sep=;"])
    if decorated:
        _titles(sheet, table, context, title)
    if "sector" in table.fields and happens("sections"):
        _sections(sheet, table, context)
    elif rich and len(table.rows) > 6 and happens("two_tables"):
        _two_tables(sheet, table, context)
    else:
        _body(sheet, table, context)
    if decorated:
        _footer(sheet, table, context)
    if rich and happens("side_table"):
        _side_table(sheet, context)
    if rich and happens("margin"):
        _margin(sheet)
    return sheet


def _titles(sheet: Sheet, table: Table, context: TableContext, title: str) -> None:
    rng, chances = context.rng, context.family.habits.layouts
    if rng.random() < chances.get("titles", 0.0):
        row = sheet.add([title])
        if rng.random() < 0.5 and len(table.header) > 2:
            sheet.merges.append((row, 0, row, len(table.header) - 1))
        if rng.random() < 0.5:
            sheet.add([context.family.words.hospital, None, f"édité le {context.start:%d/%m/%Y}"])
        for _ in range(rng.randrange(3)):
            sheet.add([])


def _header(sheet: Sheet, table: Table, context: TableContext) -> None:
    rng = context.rng
    if rng.random() < context.family.habits.layouts.get("two_levels", 0.0):
        top: list[Any] = []
        for name in table.fields:
            group = next(label for label, members in GROUPS if name in members or not members)
            top.append(group if group not in top else None)
        sheet.header_rows.add(sheet.add(top))
    sheet.header_rows.add(sheet.add(list(table.header)))


def _body(sheet: Sheet, table: Table, context: TableContext) -> None:
    rng, chances = context.rng, context.family.habits.layouts
    headless = rng.random() < context.family.habits.no_header
    if not headless:
        _header(sheet, table, context)
    every = rng.choice((25, 40, 50)) if rng.random() < chances.get("repeated_header", 0.0) and not headless else 0
    blanks = rng.random() < chances.get("blank_rows", 0.0)
    shifts = rng.random() < chances.get("shifted", 0.0)
    planned = {"appointment", "room", "time"} & set(table.fields)
    slots = planned and rng.random() < chances.get("free_slots", 0.0)
    for number, (cells, mentions) in enumerate(zip(table.rows, table.mentions, strict=True)):
        if every and number and number % every == 0:
            sheet.header_rows.add(sheet.add(list(table.header)))
        if blanks and rng.random() < 0.04:
            sheet.add([])
        if slots and rng.random() < 0.06:
            sheet.add(_free_slot(table, cells, context))
        row = list(cells)
        if shifts and rng.random() < 0.02:
            row.insert(rng.randrange(len(row)), None)
        sheet.add(row, mentions)


def _free_slot(table: Table, cells: list[Any], context: TableContext) -> list[Any]:
    """Make a row of the plan where nobody is: its time or its room, and a word in place of the name."""
    word = context.rng.choice(context.family.free_slots)
    named = next((i for i, f in enumerate(table.fields) if f in NAMED), -1)
    kept = {"appointment", "room", "time", "sector", "arrival"}
    return [word if i == named else (c if table.fields[i] in kept else None) for i, c in enumerate(cells)]


def _two_tables(sheet: Sheet, table: Table, context: TableContext) -> None:
    """Put half of the list below the other half, with its own header."""
    half = len(table.rows) // 2
    _body(sheet, table.part(list(range(half))), context)
    sheet.add([])
    sheet.add([context.rng.choice(("Suite", "Liste complémentaire", "Hors délai"))])
    _body(sheet, table.part(list(range(half, len(table.rows)))), context)


def _sections(sheet: Sheet, table: Table, context: TableContext) -> None:
    """Cut the list by care sector, whose name stands alone on a row; its column goes."""
    at = table.fields.index("sector")
    bare = Table(
        [f for f in table.fields if f != "sector"],
        [h for f, h in zip(table.fields, table.header, strict=True) if f != "sector"],
        [r[:at] + r[at + 1 :] for r in table.rows],
        table.mentions,
    )
    repeated = context.rng.random() < 0.5
    if not repeated:
        sheet.header_rows.add(sheet.add(list(bare.header)))
    for sector in sorted(set(context.sectors)):
        numbers = [i for i, s in enumerate(context.sectors) if s == sector]
        row = sheet.add([f"{context.rng.choice(('', '', 'Service : ', 'UF '))}{context.family.words.sectors[sector]}"])
        if context.rng.random() < 0.4:
            sheet.merges.append((row, 0, row, max(1, len(bare.header) - 1)))
        if repeated:
            sheet.header_rows.add(sheet.add(list(bare.header)))
        for number in numbers:
            sheet.add(list(bare.rows[number]), bare.mentions[number])
        if context.rng.random() < 0.4:
            sheet.add([f"Sous-total : {len(numbers)}"])


def _footer(sheet: Sheet, table: Table, context: TableContext) -> None:
    rng, chances = context.rng, context.family.habits.layouts
    if rng.random() < chances.get("totals", 0.0):
        word = rng.choice(context.family.totals)
        sheet.add([word, len(table.rows)] if rng.random() < 0.7 else [None, f"{word} : {len(table.rows)}"])
    if context.family.footnotes and rng.random() < chances.get("footnotes", 0.0):
        sheet.add([])
        sheet.add([rng.choice(context.family.footnotes)])


def _side_table(sheet: Sheet, context: TableContext) -> None:
    """Add a small legend to the right, which concerns nobody."""
    words = context.family.words
    left, number = sheet.width + 1, min(6, len(words.sectors), len(sheet.rows))
    for row in range(number):
        cells = sheet.rows[row]
        cells += [None] * (left - len(cells))
        cells += ["Code", "Libellé"] if row == 0 else [words.sector_codes[row - 1], words.sectors[row - 1]]


def _margin(sheet: Sheet) -> None:
    """Leave the first column empty."""
    for cells in sheet.rows:
        if cells:
            cells.insert(0, None)
    sheet.merges = [(a, b + 1, c, d + 1) for a, b, c, d in sheet.merges]


def _more_sheets(context: TableContext, sheet: Sheet) -> Book:
    rng, chances = context.rng, context.family.habits.layouts
    if rng.random() < chances.get("hidden_rows", 0.0):
        sheet.hidden_rows = {r for r in sheet.owners if rng.random() < 0.2}
    if rng.random() < chances.get("hidden_sheet", 0.0):
        sheet.hidden = True
    if not sheet.hidden and rng.random() > chances.get("parameters", 0.0):
        return []
    other = Sheet("Paramètres" if sheet.name != "Paramètres" else "Listes")
    other.add(["Code UF", "Libellé", "Capacité"])
    for code, word in zip(context.family.words.sector_codes, context.family.words.sectors, strict=True):
        other.add([code, word, rng.randrange(4, 40)])
    return [other]


def _sheet_per_month(table: Table, context: TableContext) -> Book:
    book: Book = []
    months = sorted({(d.year, d.month) for d in context.arrivals})
    for year, month in months:
        numbers = [i for i, d in enumerate(context.arrivals) if (d.year, d.month) == (year, month)]
        sheet = Sheet(f"{MONTHS[month - 1][:4]} {year}")
        _body(sheet, table.part(numbers), context)
        book.append(sheet)
    return book


NAMED = ("family", "birth", "used", "full", "given")


def cards(table: Table, context: TableContext, name: str) -> Sheet:
    """Write one block of label and value a person; the mention stands on the row where the name first does."""
    sheet = Sheet(name, loose=True)
    colon = context.rng.choice((" :", ":", ""))
    for cells, mentions in zip(table.rows, table.mentions, strict=True):
        rows = [_row_of(table.fields, cells, m) for m in mentions]
        for at, (word, cell) in enumerate(zip(table.header, cells, strict=True)):
            sheet.add([f"{word}{colon}", cell], [m for m, r in zip(mentions, rows, strict=True) if r == at])
        sheet.add([])
    return sheet


def vertical(table: Table, context: TableContext, name: str) -> Sheet:
    """Write fields down and people across."""
    del context
    sheet = Sheet(name, loose=True)
    placed = [
        (_row_of(table.fields, cells, m), m)
        for cells, named in zip(table.rows, table.mentions, strict=True)
        for m in named
    ]
    for at, word in enumerate(table.header):
        sheet.add([word, *(r[at] for r in table.rows)], [m for row, m in placed if row == at])
    return sheet


def _row_of(fields: list[str], cells: list[Any], mention: Mention) -> int:
    """Return which field first names that person: the record's own, or somebody beside."""
    if mention.slot == 0:
        filled = (i for i, f in enumerate(fields) if f in NAMED and cells[i] is not None)
        return next(filled, 0)
    surname = (mention.family_name or "").upper()
    beside = (i for i, f in enumerate(fields) if f not in NAMED and surname in str(cells[i] or "").upper())
    return next(beside, 0)
