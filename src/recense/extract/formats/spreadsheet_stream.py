"""XLSX and XLSM row by row, by openpyxl: slow, small in memory. For what calamine refuses or dies of."""

from __future__ import annotations

import zipfile
from typing import IO, TYPE_CHECKING, Any

from lxml import etree

from recense.errors import Unreadable
from recense.extract.formats.cells import as_text
from recense.extract.formats.office_notes import read_notes
from recense.extract.formats.office_zip import open_zip
from recense.extract.formats.spreadsheet import write_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

BROKEN = (  # openpyxl lets the failures of its own code out
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
)


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the readers' signature
    """Read every sheet of a workbook, holding one row at a time.

    Raises:
        Unreadable: damaged, or not a workbook.
        Suspicious: a bomb.

    """
    with source.open("rb") as stream:
        open_zip(stream).close()
        _read(stream, writer)
        read_notes(stream, writer)


def _read(stream: IO[bytes], writer: DocumentWriter) -> None:
    import openpyxl

    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except BROKEN as error:
        raise Unreadable("the workbook is truncated or damaged. Ask for another copy of it.") from error
    for number, sheet in enumerate(book.worksheets, 1):
        try:
            write_rows(_rows(sheet), writer, f"sheet={sheet.title}", number)
        except BROKEN:
            writer.problem(f"sheet {number} could not be read to its end: it is damaged")


def _rows(sheet: Any) -> Iterator[tuple[int, list[str | None]]]:
    sheet.reset_dimensions()  # what a sheet declares may be absurd: each row is as long as its last cell
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, [None if cell.value is None or cell.data_type == "e" else as_text(cell.value) for cell in row]
