"""Workbooks that Excel 2003, and reporting tools since, write as XML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from recense.extract.formats.spreadsheet import write_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recense.extract.document import DocumentWriter

SHEET: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
MOST_SKIPPED: Final = 1_048_576  # rows and columns of the largest sheet that Excel has


def read_spreadsheet_xml(root: Any, writer: DocumentWriter) -> None:
    """Read every Worksheet."""
    for number, sheet in enumerate(root.iter(f"{SHEET}Worksheet"), 1):
        write_rows(_rows(sheet), writer, f"sheet={sheet.get(SHEET + 'Name', number)}", number)


def _rows(sheet: Any) -> Iterator[tuple[int, list[str | None]]]:
    number = 0
    for row in sheet.iter(f"{SHEET}Row"):
        number = _index(row, number)
        cells: list[str | None] = []
        for cell in row.iterchildren(f"{SHEET}Cell"):
            place = _index(cell, len(cells))
            cells += [None] * (min(place, 20_000) - 1 - len(cells))
            cells.append(_value(cell))
            cells += [None] * min(int(cell.get(f"{SHEET}MergeAcross", "0") or 0), 1000)
        yield number, cells


def _index(element: Any, before: int) -> int:
    told = element.get(f"{SHEET}Index", "")
    return int(told) if told.isdecimal() and before < int(told) <= MOST_SKIPPED else before + 1


def _value(cell: Any) -> str | None:
    data = cell.find(f"{SHEET}Data")
    if data is None or data.get(f"{SHEET}Type") == "Error":
        return None
    words = "".join(data.itertext())
    if data.get(f"{SHEET}Type") == "DateTime":
        day, _, time = words.partition("T")
        return day if not time or time.startswith("00:00:00") else f"{day} {time[:5]}"
    return words or None
