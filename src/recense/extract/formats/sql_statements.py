"""Rows that SQL writes otherwise than as VALUES: `INSERT … SELECT 'a', 'b' UNION ALL SELECT …`, `SET nom = 'a'`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from recense.extract.formats.sql_values import VALUE, cut_values

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = r"(?:`[^`]+`|\"[^\"]+\"|\[[^\]]+\]|[\w$#@]+)"
TABLE: Final = rf"({NAME}(?:\s*\.\s*{NAME})*)"

INSERT_SET: Final = re.compile(
    rf"\s*(?:INSERT|REPLACE)\s+(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE)\s+)*(?:INTO\s+)?{TABLE}\s+SET\b",
    re.IGNORECASE,
)
UPDATE: Final = re.compile(rf"\s*UPDATE\s+(?:(?:LOW_PRIORITY|IGNORE|ONLY)\s+)*{TABLE}\s+SET\b", re.IGNORECASE)
INSERT_SELECT: Final = re.compile(rf"\s*INSERT\s+(?:INTO\s+)?{TABLE}\s*(?:\(([^()]*)\))?\s*(?=SELECT\b)", re.IGNORECASE)
_ASSIGNED: Final = {
    escapes: re.compile(rf"\s*+({NAME}(?:\s*\.\s*{NAME})*)\s*+=\s*+({value})\s*+(,|AND\b)?", re.IGNORECASE | re.DOTALL)
    for escapes, value in VALUE.items()
}
_WHERE: Final = re.compile(r"\s*WHERE\b", re.IGNORECASE)
_SELECT: Final = re.compile(r"\s*SELECT\s", re.IGNORECASE)
_SELECTED: Final = {
    escapes: re.compile(
        rf"\s*+({value})(?:\s++(?:AS\s++)?(?!FROM\b|UNION\b){NAME})?\s*+(,)?", re.IGNORECASE | re.DOTALL
    )
    for escapes, value in VALUE.items()
}
_NEXT: Final = re.compile(r"\s*(?:FROM\s+DUAL\b\s*)?(?:UNION(?:\s+ALL)?\b|;|$)", re.IGNORECASE)


def read_assignments(text: str, *, escapes: bool) -> dict[str, str | None]:
    """Return the columns that a SET gives values to, and those that its WHERE says are equal to one."""
    found: dict[str, str | None] = {}
    place = 0
    while assigned := _ASSIGNED[escapes].match(text, place):
        found.setdefault(assigned[1], cut_values(assigned[2], escapes=escapes)[0])
        place = assigned.end()
        if not assigned[3]:
            where = _WHERE.match(text, place)
            if where is None:
                break
            place = where.end()
    return found


def read_selects(text: str, *, escapes: bool) -> Iterator[list[str | None]]:
    """Yield the rows that SELECTs of plain values make; nothing from the first that reads a table."""
    place = 0
    while select := _SELECT.match(text, place):
        cells: list[str | None] = []
        place, more = select.end(), True
        while more:
            value = _SELECTED[escapes].match(text, place)
            if value is None:
                return
            cells += cut_values(value[1], escapes=escapes)
            place, more = value.end(), value[2] is not None
        end = _NEXT.match(text, place)
        if end is None:
            return
        yield cells
        place = end.end()
