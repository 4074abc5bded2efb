"""The values of an INSERT, as the three dialects write them."""

from __future__ import annotations

import datetime as dt
import re
import struct
from typing import Final

from recense.extract.formats.cells import as_text

# Possessive quantifiers throughout, so that an unfinished row fails at once. The keys: does a backslash escape?
_QUOTED: Final = {True: r"'(?:[^'\\]++|\\.|'')*+'", False: r"'(?:[^']++|'')*+'"}
_INNER: Final = {
    escapes: rf"\((?:[^'()]++|{quoted}|\((?:[^'()]++|{quoted}|\([^()]*+\))*+\))*+\)"
    for escapes, quoted in _QUOTED.items()
}
# one parenthesis with all it holds
TUPLE: Final = {
    escapes: re.compile(rf"\((?:[^'()]++|{quoted}|{_INNER[escapes]})*+\)", re.DOTALL)
    for escapes, quoted in _QUOTED.items()
}
# one value: a whole string alone (by far the most common), or anything up to the comma
_VALUE: Final = {
    escapes: re.compile(
        rf"\s*+(?:(?:N|E|_\w+\s*)?({quoted})\s*+(?=,|$)|((?:[^,'()]++|{quoted}|{_INNER[escapes]})*+))(?:,|$)",
        re.DOTALL,
    )
    for escapes, quoted in _QUOTED.items()
}
# one value on its own, as SELECT and SET write it: a string, a call, a number, NULL
VALUE: Final = {
    escapes: rf"(?:[NE]?{quoted}(?:::\w++)?|[\w.]++\s*+{_INNER[escapes]}|[-+]?[\w.@]++)"
    for escapes, quoted in _QUOTED.items()
}
_STRING = re.compile(r"'((?:[^']|'')*)'")
_HEX = re.compile(r"0x([0-9A-F]+)|X'([0-9A-F]*)'", re.IGNORECASE)
_CAST_HEX = re.compile(r"CAST\(\s*0x([0-9A-F]+)\s+AS\s+\[?(\w+)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "0": "", "b": "", "Z": ""}
_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?$")
LONGEST_HEX: Final = 512


def cut_values(inside: str, *, escapes: bool) -> list[str | None]:
    """Return the cells of what stands between the parentheses of one row; `escapes`: a backslash escapes."""
    cells: list[str | None] = []
    for quoted, other in _VALUE[escapes].findall(inside):
        if quoted:
            cells.append(_string(quoted[1:-1], escapes=escapes))
        else:
            cells.append(_other(other.strip(), escapes=escapes))
    if cells and not inside.rstrip().endswith(","):
        cells.pop()  # the pattern also matches the nothing after the last value
    return cells


def _string(text: str, *, escapes: bool) -> str | None:
    if "'" in text:
        text = text.replace("''", "'")
    if escapes and "\\" in text:
        text = _ESCAPE.sub(lambda found: _ESCAPES.get(found.group(1), found.group(1)), text)
    if len(text) >= 16 and text[4:5] == "-" and text[7:8] == "-" and text[10:11] in "T ":
        return _MIDNIGHT.sub("", text).replace("T", " ")
    return text or None


def _other(text: str, *, escapes: bool) -> str | None:
    if not text or text.upper() in {"NULL", "DEFAULT"}:
        return None
    if text[0].isdigit() and text[:2] not in {"0x", "0X"}:
        return text
    if found := _CAST_HEX.match(text):
        return _sql_server_date(found.group(1), found.group(2).lower())
    if found := _HEX.fullmatch(text):
        return _hex(found.group(1) or found.group(2) or "")
    if found := _STRING.search(text):  # CAST(N'…' AS date), to_date('…', '…'), '…'::date
        return _string(found.group(1), escapes=escapes)
    return text


def _hex(digits: str) -> str | None:
    """Return the text that a hexadecimal string holds, None when it is not text (a picture)."""
    if len(digits) > LONGEST_HEX or len(digits) % 2:
        return None
    try:
        text = bytes.fromhex(digits).decode()
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() else None


def _sql_server_date(digits: str, kind: str) -> str | None:
    """Read a date as SQL Server scripts its binary form: days since 1900 and 1/300 s, or days since year 1."""
    raw = bytes.fromhex(digits if len(digits) % 2 == 0 else "0" + digits)
    try:
        if kind == "datetime" and len(raw) == 8:
            days, ticks = struct.unpack(">iI", raw)
            return as_text(dt.datetime(1900, 1, 1) + dt.timedelta(days=days, seconds=round(ticks / 300)))  # noqa: DTZ001 - wall time
        if kind == "smalldatetime" and len(raw) == 4:
            days, minutes = struct.unpack(">HH", raw)
            return as_text(dt.datetime(1900, 1, 1) + dt.timedelta(days=days, minutes=minutes))  # noqa: DTZ001 - wall time
        if kind in {"date", "datetime2"} and len(raw) >= 3:
            days = int.from_bytes(raw[:3] if kind == "date" else raw[-3:], "little")
            return dt.date.fromordinal(days + 1).isoformat()
    except (OverflowError, ValueError):
        return None
    return None
