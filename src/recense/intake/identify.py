"""What a file is, by its content. Its name is a last hint, between formats of plain text only."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recense.intake.debris import find_debris
from recense.intake.packages import ole_type, zip_type
from recense.intake.texts import decode_head, is_mail, text_type

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = 64 << 10  # bytes looked at

SIGNATURES: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), media_type)
    for pattern, media_type in (
        (rb"\x89PNG\r\n\x1a\n", "image/png"),
        (rb"\xff\xd8\xff", "image/jpeg"),
        (rb"II\*\x00|MM\x00\*|II\+\x00|MM\x00\+", "image/tiff"),
        (rb"GIF8[79]a", "image/gif"),
        (rb"RIFF....WEBP", "image/webp"),
        (rb"BM....\x00\x00\x00\x00..\x00\x00[\x0c\x28\x40\x6c\x7c]\x00\x00\x00", "image/bmp"),
        (rb"SQLite format 3\x00", "application/vnd.sqlite3"),
        (rb"\x1f\x8b\x08", "application/gzip"),
        (rb"BZh[1-9](1AY&SY|\x17rE8P\x90)", "application/x-bzip2"),
        (rb"\xfd7zXZ\x00", "application/x-xz"),
        (rb".{257}ustar(\x00|  \x00)", "application/x-tar"),
        (rb"(\xef\xbb\xbf)?\s*\{\\rtf", "application/rtf"),
        (rb"%PDF-|.{0,1000}[\r\n\x00]%PDF-\d", "application/pdf"),
    )
)
END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DBASE = frozenset(b"\x02\x03\x04\x05\x30\x31\x32\x43\x63\x83\x8b\x8c\x8e\xcb\xf5\xfb")

ALIASES = {
    "application/x-gzip": "application/gzip",
    "application/x-rar": "application/vnd.rar",
    "application/x-bzip": "application/x-bzip2",
    "image/x-ms-bmp": "image/bmp",
    "application/x-sqlite3": "application/vnd.sqlite3",
}


def look_at(path: Path, name: str) -> tuple[str, str | None]:
    """Return the media type of the file at `path`, and why it is debris of an operating system, if it is.

    `name` is its path as disclosed. Raises OSError when the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
        size = file.seek(0, 2)
    media_type = identify(path, head, size, name)
    return media_type, find_debris(name, head, size, media_type)


def identify(path: Path, head: bytes, size: int, name: str) -> str:
    """Return the media type of a file whose first bytes are `head`."""
    if not size:
        return "application/x-empty"
    if head.startswith(ZIP):
        return zip_type(path, head)
    found = (ole_type(path) if head.startswith(OLE) else None) or _by_signature(head, size)
    if found:
        return found
    text = decode_head(head, whole=size <= len(head))
    if text is not None:
        return text_type(text, name, whole=size <= len(head))
    # a mail may carry bytes that no text has: its first lines tell
    heading = decode_head(END_OF_HEADERS.split(head, maxsplit=1)[0], whole=True)
    return "message/rfc822" if heading and is_mail(heading) else _libmagic(head)


def _by_signature(head: bytes, size: int) -> str | None:
    for pattern, media_type in SIGNATURES:
        if pattern.match(head):
            return media_type
    return "application/x-dbf" if _is_dbase(head, size) else None


def look_at_files(output: Path, files: Sequence[tuple[str, str]]) -> dict[str, Any]:  # noqa: ARG001 - a worker's signature
    """Look at `files` (place, path as disclosed), in a worker; a file that cannot be read any more gives None."""
    return {"looks": [_look_or_none(place, name) for place, name in files]}


def _look_or_none(place: str, name: str) -> tuple[str, str | None] | None:
    try:
        return look_at(Path(place), name)
    except OSError:
        return None


def _is_dbase(head: bytes, size: int) -> bool:
    if len(head) < 65 or head[0] not in DBASE:
        return False
    month, day = head[2], head[3]
    records = int.from_bytes(head[4:8], "little")
    header, record = int.from_bytes(head[8:10], "little"), int.from_bytes(head[10:12], "little")
    if not (month <= 12 and day <= 31 and header >= 65 and record >= 2):
        return False
    if header > len(head) or b"\r" not in head[64:header]:
        return False
    return size <= header + (records + 2) * record + 512  # a truncated table is still one


@cache
def _magic() -> Any:
    """Return libmagic, or None on a machine that lacks it: our own signatures then know the formats that are read."""
    try:
        import magic
    except ImportError:  # the package raises it too when the library itself is not installed
        return None
    return magic.Magic(mime=True)


def _libmagic(head: bytes) -> str:
    magic = _magic()
    if magic is None:
        return _without_libmagic(head)
    found = str(magic.from_buffer(head))
    # it has bytes that no text has, yet libmagic sees a text: damaged text is read as text
    return "text/plain" if found.startswith("text/") else ALIASES.get(found, found)


def _without_libmagic(head: bytes) -> str:
    """Tell damaged text from the rest: few control characters but those of lines and tabs."""
    controls = sum(byte < 32 and byte not in b"\t\n\f\r" for byte in head)
    return "text/plain" if controls * 50 < len(head) else "application/octet-stream"
