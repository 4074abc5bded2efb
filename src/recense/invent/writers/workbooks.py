"""Spreadsheets: xlsx and xlsm (xlsxwriter), xls (xlwt), ods (XML written by hand: odfpy is too slow for long lists)."""

from __future__ import annotations

import datetime as dt
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from recense.invent.sheets import Book, Sheet

Spot = tuple[str, int | None]  # place, line
DATE_CODES = ("dd/mm/yyyy", "dd/mm/yy", "yyyy-mm-dd", "d mmm yyyy", "dd-mm-yyyy")


def place_rows(book: Book) -> list[list[Spot]]:
    """Return where the rows of each sheet of a workbook stand."""
    return [[(f"sheet={s.name}", i + 1) for i in range(len(s.rows))] for s in book]


def write_xlsx(path: Path, book: Book, rng: random.Random) -> list[list[Spot]]:
    """Write an xlsx or, by its name, an xlsm (without macros: the content type alone differs)."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"created": dt.datetime(2024, 1, 5)})  # noqa: DTZ001 - a property without zone
    day = workbook.add_format({"num_format": rng.choice(DATE_CODES)})
    moment = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    bold = workbook.add_format({"bold": True, "bg_color": "#DDDDDD"})
    for sheet in book:
        grid = workbook.add_worksheet(sheet.name)
        if sheet.hidden:
            grid.hide()
        _fill_xlsx(grid, sheet, day, moment, bold)
        for first_row, first_column, last_row, last_column in sheet.merges:
            grid.merge_range(
                first_row, first_column, last_row, last_column, sheet.rows[first_row][first_column] or "", bold
            )
    if book[0].hidden and len(book) > 1:
        workbook.worksheets()[1].activate()
        workbook.worksheets()[1].set_first_sheet()
    if path.suffix.lower() == ".xlsm":
        workbook.add_vba_project(_empty_macros(), is_stream=True)
    workbook.close()
    return place_rows(book)


def _empty_macros() -> Any:
    import io

    return io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1528)


def _fill_xlsx(grid: Any, sheet: Sheet, day: Any, moment: Any, bold: Any) -> None:
    for number, cells in enumerate(sheet.rows):
        header = number in sheet.header_rows
        for column, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, dt.datetime):
                grid.write_datetime(number, column, cell, moment)
            elif isinstance(cell, dt.date):
                grid.write_datetime(number, column, cell, day)
            elif isinstance(cell, str):
                grid.write_string(number, column, cell, bold if header else None)
            else:
                grid.write_number(number, column, cell)
        if number in sheet.hidden_rows:
            grid.set_row(number, None, None, {"hidden": True})


def write_xls(path: Path, book: Book, rng: random.Random) -> list[list[Spot]]:
    """Write an Excel 97 workbook."""
    import xlwt

    workbook = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str=rng.choice(DATE_CODES[:3]))
    moment = xlwt.easyxf(num_format_str="dd/mm/yyyy hh:mm")
    for sheet in book:
        grid = workbook.add_sheet(sheet.name)
        grid.visibility = 1 if sheet.hidden else 0
        for number, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                if cell is None or cell == "":
                    continue
                if isinstance(cell, dt.datetime):
                    grid.write(number, column, cell, moment)
                elif isinstance(cell, dt.date):
                    grid.write(number, column, cell, day)
                else:
                    grid.write(number, column, cell)
            if number in sheet.hidden_rows:
                grid.row(number).hidden = True
    if book[0].hidden and len(book) > 1:
        workbook.set_active_sheet(1)
    workbook.save(str(path))
    return place_rows(book)


_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' office:version="1.2"><office:automatic-styles><style:style style:name="hidden" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    ' manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{0}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_open_document(path: Path, media_type: str, content: str) -> None:
    """Write the three members of an OpenDocument file, its type first and bare as the standard asks."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), media_type, zipfile.ZIP_STORED)
        archive.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), _MANIFEST.format(media_type), zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("content.xml"), content, zipfile.ZIP_DEFLATED)


def write_ods(path: Path, book: Book, rng: random.Random) -> list[list[Spot]]:
    """Write an OpenDocument spreadsheet."""
    del rng
    parts = [_ODS_HEAD]
    for sheet in book:
        style = ' table:style-name="hidden"' if sheet.hidden else ""
        parts.append(f"<table:table table:name={quoteattr(sheet.name)}{style}>")
        merged = {(a, b): d - b + 1 for a, b, _, d in sheet.merges}
        for number, cells in enumerate(sheet.rows):
            hidden = ' table:visibility="collapse"' if number in sheet.hidden_rows else ""
            inner = (
                "".join(_ods_cell(c, merged.get((number, i), 1)) for i, c in enumerate(cells)) or "<table:table-cell/>"
            )
            parts.append(f"<table:table-row{hidden}>{inner}</table:table-row>")
        parts.append("</table:table>")
    parts.append("</office:spreadsheet></office:body></office:document-content>")
    write_open_document(path, "application/vnd.oasis.opendocument.spreadsheet", "".join(parts))
    return place_rows(book)


def _ods_cell(cell: Any, span: int) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    wide = f' table:number-columns-spanned="{span}"' if span > 1 else ""
    if isinstance(cell, dt.date):  # datetimes too
        return (
            f'<table:table-cell{wide} office:value-type="date" office:date-value="{cell.isoformat()}">'
            f"<text:p>{cell:%d/%m/%Y}</text:p></table:table-cell>"
        )
    if isinstance(cell, int | float):
        value = f'office:value-type="float" office:value="{cell}"'
        return f"<table:table-cell{wide} {value}><text:p>{cell}</text:p></table:table-cell>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(cell).split("\n"))
    return f'<table:table-cell{wide} office:value-type="string">{lines}</table:table-cell>'
