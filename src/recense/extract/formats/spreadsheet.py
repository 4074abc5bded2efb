"""Workbooks, by calamine: XLSX, XLSM, XLSB, XLS, ODS. Hidden sheets and rows are read like the others.

calamine holds each sheet as a dense grid and aborts the process when that grid is absurd, so a workbook that declares
one is refused here, and one that hides it kills only this worker: the next reader streams (`spreadsheet_stream.py`).
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final

from recense.errors import Encrypted, TooLarge, Unreadable
from recense.extract.formats.cells import as_text
from recense.extract.formats.office_notes import read_notes
from recense.extract.formats.office_zip import MOST_UNPACKED, largest_extent, open_zip, unpacked_size
from recense.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

MOST_CELLS: Final = 60_000_000  # of a dense grid: about 1.5 GiB
BLANK_RUN: Final = 100  # blank rows in a row that are handed over; a stray cell far below leaves a million
ZIP_MARK: Final = b"PK\x03\x04"

Merge = tuple[tuple[int, int], tuple[int, int]]


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the readers' signature
    """Read every sheet of a workbook.

    Raises:
        Unreadable: damaged, or not a workbook.
        Encrypted: it needs a password.
        TooLarge: its grid would not fit in memory; the streaming reader is for it.
        Suspicious: a bomb.

    """
    with source.open("rb") as stream:
        read_workbook(stream, writer)


def read_workbook(stream: IO[bytes], writer: DocumentWriter) -> None:
    """Read every sheet of an open workbook."""
    import python_calamine as calamine

    is_zip = stream.read(4) == ZIP_MARK
    stream.seek(0)
    if is_zip:
        _check_size(stream)
    try:
        book = calamine.CalamineWorkbook.from_filelike(stream)
    except calamine.PasswordError as error:
        raise Encrypted("the workbook needs a password. Add it to the password file and run again.") from error
    except (calamine.CalamineError, ValueError, OSError) as error:
        raise Unreadable("the workbook is truncated or damaged. Ask for another copy of it.") from error
    for number, name in enumerate(book.sheet_names, 1):
        try:
            sheet = book.get_sheet_by_name(name)
        except (calamine.CalamineError, ValueError, OSError):
            writer.problem(f"sheet {number} could not be read: it is damaged")
            continue
        _read_sheet(sheet, writer, number)
    if is_zip:
        stream.seek(0)
        read_notes(stream, writer)


def _check_size(stream: IO[bytes]) -> None:
    with open_zip(stream) as parts:
        if unpacked_size(parts) > MOST_UNPACKED or largest_extent(parts) > MOST_CELLS:
            raise TooLarge("its sheets are too large to be held in memory. Save the part that matters as CSV.")
    stream.seek(0)


def _read_sheet(sheet: Any, writer: DocumentWriter, number: int) -> None:
    if sheet.end is None:
        return
    left = sheet.start[1]
    rows = ([as_text(value) for value in row] for row in sheet.iter_rows())
    numbered = enumerate(_fill_down(rows, sheet.merged_cell_ranges or [], left), 1)
    write_rows(numbered, writer, f"sheet={sheet.name}", number)


def write_rows(
    numbered: Iterable[tuple[int, Sequence[str | None]]], writer: DocumentWriter, place: str, number: int
) -> None:
    """Write the rows of sheet `number` as a grid: to the column limit, long runs of blank rows shortened."""
    widest = Limits().grid_columns
    blanks, cut, begun = 0, False, False
    for line, cells in numbered:
        if any(cells):
            blanks = 0
        elif not begun or (blanks := blanks + 1) > BLANK_RUN:
            continue
        if not begun:
            writer.grid(place)
            begun = True
        cut = cut or len(cells) > widest
        writer.row(line, cells[:widest])
    if cut:
        writer.problem(f"sheet {number} has more than {widest:,} columns: the columns beyond were not read")


def _fill_down(rows: Iterable[list[str | None]], merges: Sequence[Merge], left: int) -> Iterator[list[str | None]]:
    """Repeat the value of cells merged over several rows in each of them, as a person reads it; never across columns.

    A ward merged beside ten patients belongs to the ten; a title merged over ten columns is one title.
    """
    tall = {top: [] for (top, _), (bottom, _) in merges if bottom > top}  # type: dict[int, list[tuple[int, int]]]
    for (top, column), (bottom, _) in merges:
        if bottom > top:
            tall[top].append((column - left, bottom))
    active: dict[int, tuple[int, str | None]] = {}
    for number, row in enumerate(rows):
        for column, bottom in tall.get(number, ()):
            if column < len(row):
                active[column] = (bottom, row[column])
        for column, (bottom, value) in list(active.items()):
            if number > bottom:
                del active[column]
            elif row[column] is None:
                row[column] = value
        yield row
