"""A workbook gives all its sheets, hidden or not, as a person sees their cells."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from recense.errors import Suspicious, TooLarge, Unreadable
from recense.extract.registry import SPREADSHEETS

XLSX, XLS, ODS = SPREADSHEETS[0], SPREADSHEETS[3], SPREADSHEETS[4]
BOTH = pytest.mark.parametrize("reader", ["spreadsheet", "spreadsheet_stream"])


def workbook(fill) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    fill(book)
    book.close()
    return stream.getvalue()


def sheet_of(rows) -> bytes:
    def fill(book):
        sheet = book.add_worksheet("Liste")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value)

    return workbook(fill)


@BOTH
def test_cells_are_written_as_a_person_sees_them(read, reader):
    def fill(book):
        sheet = book.add_worksheet("Liste")
        day, moment = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        clock = book.add_format({"num_format": "hh:mm"})
        sheet.write_row(0, 0, ["NIR", 185057800608436, 12.5, 0.1 + 0.2, 3.0])
        sheet.write_datetime(1, 0, dt.date(1950, 2, 1), day)
        sheet.write_datetime(1, 1, dt.datetime(2024, 2, 11, 8, 30), moment)  # noqa: DTZ001 - wall time
        sheet.write_datetime(1, 2, dt.time(8, 30), clock)
        sheet.write(1, 3, True)
        sheet.write(2, 0, "  espaces  ")
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 2, "=A1", None, "DUPONT")

    rows = read(workbook(fill), XLSX, reader).cells("sheet=Liste")
    assert rows[0][:5] == ["NIR", "185057800608436", "12.5", "0.3", "3"]
    assert rows[1][:4] == ["1950-02-01", "2024-02-11 08:30", "08:30", "TRUE"]
    assert rows[2][0] == "  espaces  "
    assert rows[2][2] == "DUPONT"
    assert rows[2][1] in {None, "#DIV/0!"}


@BOTH
def test_hidden_and_very_hidden_sheets_and_hidden_rows_are_read(read, reader):
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["vue"])
    book.active.append(["cachée"])
    book.active.row_dimensions[2].hidden = True
    for state in ("hidden", "veryHidden"):
        sheet = book.create_sheet(state)
        sheet.append([state])
        sheet.sheet_state = state
    book.save(stream)
    assert read(stream.getvalue(), XLSX, reader).cells() == [["vue"], ["cachée"], ["hidden"], ["veryHidden"]]


@BOTH
def test_rows_are_numbered_as_in_the_sheet(read, reader):
    def fill(book):
        sheet = book.add_worksheet("S")
        sheet.write(4, 2, "Nom")
        sheet.write(7, 2, "DUPONT")

    rows = [(line, [c for c in cells if c]) for line, cells in read(workbook(fill), XLSX, reader).rows()]
    assert rows == [(5, ["Nom"]), (6, []), (7, []), (8, ["DUPONT"])]


def test_a_value_merged_over_rows_belongs_to_each_and_a_title_stays_one(read):
    def fill(book):
        sheet = book.add_worksheet("S")
        sheet.merge_range(0, 0, 0, 2, "Liste des patients")
        sheet.merge_range(1, 0, 3, 0, "Cardiologie")
        for row in range(1, 4):
            sheet.write(row, 1, f"P{row}")

    cells = read(workbook(fill), XLSX).cells()
    assert cells[0] == ["Liste des patients", None]
    assert [row[0] for row in cells[1:]] == ["Cardiologie"] * 3


def test_comments_text_boxes_and_page_headers_are_read_as_text(read):
    def fill(book):
        sheet = book.add_worksheet("S")
        sheet.write(4, 1, "x")
        sheet.write_comment(4, 1, "rappeler M. DUPONT")
        sheet.insert_textbox(2, 2, "Confidentiel")
        sheet.set_header('&L&"Arial,Bold"Centre hospitalier&RPage &P')

    reading = read(workbook(fill), XLSX)
    assert any("rappeler M. DUPONT" in words for words in reading.words())
    assert any("Confidentiel" in words for words in reading.words())
    assert any("Centre hospitalier" in words for words in reading.words())
    comment = next(line for line in reading.lines if "DUPONT" in str(line["cells"]))
    assert (comment["place"], comment["line"]) == ("notes=S", 5)


def test_old_workbooks_are_read(read):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Liste")
    sheet.write(2, 0, "LEFÈVRE")
    sheet.write(2, 1, dt.date(1950, 2, 1), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    sheet.write(2, 2, 185057800608436)
    stream = io.BytesIO()
    book.save(stream)
    assert read(stream.getvalue(), XLS).rows("sheet=Liste") == [(3, ["LEFÈVRE", "1950-02-01", "185057800608436"])]


def test_open_document_sheets_are_read(read):
    document = OpenDocumentSpreadsheet()
    table = Table(name="Liste")
    for words in (["Nom", "Prénom"], ["DUPONT", "Zoë"]):
        row = TableRow()
        for word in words:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=word))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    stream = io.BytesIO()
    document.save(stream)
    assert read(stream.getvalue(), ODS).rows("sheet=Liste") == [(1, ["Nom", "Prénom"]), (2, ["DUPONT", "Zoë"])]


def test_a_sheet_of_ten_thousand_columns_is_cut_and_told(read):
    reading = read(sheet_of([list(range(10_000)), ["x"]]), XLSX)
    assert len(reading.cells()[0]) == 2000
    assert reading.answer["status"] == "partial"
    assert "sheet 1 has more than 2,000 columns" in reading.problem


def rewritten(data: bytes, name: str, change) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return stream.getvalue()


def test_an_absurd_extent_is_refused_and_streamed_instead(read):
    data = sheet_of([["Nom", "X"], ["DUPONT", "Y"]])
    absurd = rewritten(data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"A1:B2", b"A1:XFD1048576"))
    with pytest.raises(TooLarge):
        read(absurd, XLSX)
    assert read(absurd, XLSX, "spreadsheet_stream").cells() == [["Nom", "X"], ["DUPONT", "Y"]]


def test_a_bomb_is_refused(read):
    bomb = rewritten(sheet_of([["x"]]), "xl/styles.xml", lambda xml: xml + b" " * (70 << 20))
    with pytest.raises(Suspicious, match="times its size"):
        read(bomb, XLSX)


@BOTH
def test_a_truncated_workbook_is_unreadable(read, reader):
    data = sheet_of([["Nom", random.random()] for _ in range(50)])
    for length in (20, len(data) // 2, len(data) - 10):
        with pytest.raises(Unreadable, match="truncated or damaged"):
            read(data[:length], XLSX, reader)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.lists(
            st.one_of(
                st.text(st.characters(codec="ascii", exclude_categories=("Cc",)), max_size=8),
                st.integers(-(10**15), 10**15),
            ),
            min_size=1,
            max_size=4,
        ),
        min_size=1,
        max_size=10,
    )
)
def test_rows_in_are_rows_out(read, rows):
    def fill(book):
        sheet = book.add_worksheet("S")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                else:
                    sheet.write_number(number, column, value)

    out = dict(read(workbook(fill), XLSX).rows())
    for number, row in enumerate(rows, 1):
        expected = [str(value) for value in row if value != ""]
        assert [cell for cell in out.get(number, []) if cell is not None] == expected
