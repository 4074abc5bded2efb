"""DBF tables (dBase, FoxPro, Clipper): every record, the ones marked as deleted too.

Memo fields live in a file beside the table; a field that points to a memo says so, it cannot be followed from here.
"""

from __future__ import annotations

import datetime as dt
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from recense.errors import Unreadable
from recense.extract.charset import best_single
from recense.extract.formats.cells import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

LANGUAGES: Final = {  # language byte → character set
    0x01: "cp437",
    0x02: "cp850",
    0x03: "cp1252",
    0x04: "mac_roman",
    0x08: "cp865",
    0x09: "cp437",
    0x0A: "cp850",
    0x0B: "cp437",
    0x0D: "cp437",
    0x0E: "cp850",
    0x0F: "cp437",
    0x10: "cp850",
    0x11: "cp437",
    0x12: "cp850",
    0x14: "cp850",
    0x16: "cp437",
    0x1A: "cp850",
    0x1B: "cp437",
    0x1C: "cp863",
    0x1D: "cp850",
    0x25: "cp850",
    0x37: "cp850",
    0x57: "cp1252",
    0x58: "cp1252",
    0x59: "cp1252",
    0x64: "cp852",
    0x6C: "cp863",
    0xC8: "cp1250",
}
SAMPLE: Final = 1 << 20
FIRST_JULIAN: Final = 1721425  # Julian day of the first day that Python counts
MEMO: Final = "MGP"


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    kind: str
    start: int
    end: int
    decimals: int


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the readers' signature
    """Read a DBF table; its column names are line 0.

    Raises:
        Unreadable: its header is damaged.

    """
    with source.open("rb") as stream:
        head = stream.read(32)
        if len(head) < 32:
            raise Unreadable("the table is shorter than its own header. Ask for another copy of it.")
        declared, header_size, record_size = struct.unpack_from("<IHH", head, 4)
        fields = _fields(stream.read(max(0, header_size - 32)), record_size)
        stream.seek(header_size)
        encoding = best_single(_accents(stream, fields, record_size), LANGUAGES.get(head[29]))
        stream.seek(header_size)
        writer.grid()
        writer.row(0, [field.name for field in fields])
        count = _read_records(stream, fields, record_size, encoding, writer)
    if count < declared:
        writer.problem(f"the table is truncated: it says {declared:,} records and holds {count:,}")


def _fields(data: bytes, record_size: int) -> list[_Field]:
    fields, start = [], 1
    for place in range(0, len(data) - 31, 32):
        if data[place] in (0x0D, 0):
            break
        raw = data[place : place + 32]
        kind, length, decimals = chr(raw[11]), raw[16], raw[17]
        if kind == "C":
            length, decimals = length + 256 * decimals, 0  # Clipper's long text
        name = raw[:11].split(b"\0")[0].decode("cp850").strip()
        if kind != "0":  # FoxPro's hidden column of flags
            fields.append(_Field(name, kind, start, start + length, decimals))
        start += length
    if not fields or start > record_size:
        raise Unreadable("the table's header is damaged. Ask for another copy of it.")
    return fields


def _records(stream: BinaryIO, size: int) -> Iterator[bytes]:
    while len(record := stream.read(size)) == size and record[0] != 0x1A:
        yield record


def _accents(stream: BinaryIO, fields: list[_Field], size: int) -> bytes:
    pieces: list[bytes] = []
    for number, record in enumerate(_records(stream, size)):
        if number * size > 64 * SAMPLE or sum(map(len, pieces[-1:])) + len(pieces) * 8 > SAMPLE:
            break
        if not record.isascii():
            pieces += [v for f in fields if f.kind in "CV" and not (v := record[f.start : f.end]).isascii()]
    return b"\n".join(pieces)


def _read_records(stream: BinaryIO, fields: list[_Field], size: int, encoding: str, writer: DocumentWriter) -> int:
    count = memos = 0
    cuts = [(field.start, field.end, _READERS.get(field.kind, _text)) for field in fields]
    memo_cuts = [(field.start, field.end) for field in fields if field.kind in MEMO]
    for record in _records(stream, size):
        count += 1
        memos += sum(bool(record[start:end].strip(b" 0\0")) for start, end in memo_cuts)
        writer.row(count, [read_field(record[start:end], encoding) for start, end, read_field in cuts])
    if memos:
        writer.problem(f"{memos:,} notes are in the memo file beside the table (.dbt, .fpt), which is not read")
    return count


def _text(raw: bytes, encoding: str) -> str | None:
    return raw.rstrip(b" \0").decode(encoding, "recense-c1") or None


def _number(raw: bytes, encoding: str) -> str | None:
    return raw.strip(b" \0*").decode(encoding, "recense-c1") or None


def _date(raw: bytes, encoding: str) -> str | None:
    digits = raw.decode(encoding, "recense-c1").strip(" \0")
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdigit() else digits or None


def _moment(raw: bytes, encoding: str) -> str | None:  # noqa: ARG001 - one shape for all fields
    days, thousandths = struct.unpack("<ii", raw) if len(raw) == 8 else (0, 0)
    if not FIRST_JULIAN < days < FIRST_JULIAN + 3_650_000:
        return None
    midnight = dt.datetime.fromordinal(days - FIRST_JULIAN + 1)
    return as_text(midnight + dt.timedelta(milliseconds=thousandths))


def _packed(pattern: str, scale: float = 1) -> Callable[[bytes, str], str | None]:
    def unpack(raw: bytes, encoding: str) -> str | None:
        if len(raw) != struct.calcsize(pattern):
            return _number(raw, encoding)
        value: Any = struct.unpack(pattern, raw)[0]
        return as_text(float(value) / scale if scale != 1 or isinstance(value, float) else value)

    return unpack


def _nothing(raw: bytes, encoding: str) -> str | None:  # noqa: ARG001 - one shape for all fields
    return None


_READERS: Final[dict[str, Callable[[bytes, str], str | None]]] = {
    "C": _text,
    "V": _text,
    "N": _number,
    "F": _number,
    "D": _date,
    "L": _number,
    "T": _moment,
    "@": _moment,
    "I": _packed("<i"),
    "+": _packed("<i"),
    "Y": _packed("<q", 10_000),
    "B": _packed("<d"),
    "O": _packed("<d"),
    "M": _nothing,
    "G": _nothing,
    "P": _nothing,
}
