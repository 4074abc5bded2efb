"""A zip whose index is lost (cut short, or damaged at its end): its members are found by their headers."""

from __future__ import annotations

import struct
import zlib
from functools import partial
from typing import IO, TYPE_CHECKING

from recense.errors import Unreadable
from recense.intake.members import BLOCK, Member
from recense.intake.names import best_decoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HEADER = b"PK\x03\x04"
STORED, DEFLATED = 0, 8
UNKNOWN = 0xFFFFFFFF  # the size is elsewhere, in an extension for large files


def salvage_zip(source: Path) -> Iterator[Member]:
    """Yield the members whose local header is whole; the last one may be cut short."""
    with source.open("rb") as file:
        offset = _find_header(file, 0)
        while offset is not None:
            file.seek(offset)
            fixed = file.read(30)
            if len(fixed) < 30:
                return
            flags, method, packed, size, name_length, extra_length = struct.unpack("<6xHH8xIIHH", fixed)
            raw = file.read(name_length)
            start = offset + 30 + name_length + extra_length
            name = best_decoding(raw).replace("\\", "/")
            if not name.endswith("/"):
                yield _member(source, name, flags, method, (start, packed, size))
            # sizes may be written after the data, or be wrong: the next header is looked for from the data on
            offset = _find_header(file, start + (0 if flags & 8 or packed == UNKNOWN else packed))


def _member(source: Path, name: str, flags: int, method: int, place: tuple[int, int, int]) -> Member:
    start, packed, size = place
    if flags & 1:
        return Member(name, size=size, encrypted=True)
    if method not in {STORED, DEFLATED}:
        return Member(
            name,
            size=size,
            status="unreadable",
            problem="unreadable: its archive is damaged and packs it in a rare way",
        )
    return Member(name, (partial(_read, source, start, packed, method),), size)


def _read(source: Path, start: int, packed: int, method: int) -> Iterator[bytes]:
    """Inflate to the end that the data itself marks; stored data end where their header says."""
    with source.open("rb") as file:
        file.seek(start)
        if method == STORED:
            yield from _read_stored(file.read, packed)
            return
        inflater = zlib.decompressobj(-15)
        while not inflater.eof:
            block = inflater.unconsumed_tail or file.read(BLOCK)
            if not block:
                raise Unreadable("the end of the archive is missing")
            yield inflater.decompress(block, BLOCK)


def _read_stored(read: Callable[[int], bytes], left: int) -> Iterator[bytes]:
    while left:
        block = read(min(BLOCK, left))
        if not block:
            raise Unreadable("the end of the archive is missing")
        left -= len(block)
        yield block


def _find_header(file: IO[bytes], start: int) -> int | None:
    """Return where the next local header is, from `start` on."""
    offset, tail = start, b""
    file.seek(start)
    while block := file.read(BLOCK):
        found = (tail + block).find(HEADER)
        if found >= 0:
            return offset - len(tail) + found
        offset += len(block)
        tail = block[-3:]
    return None
