"""Formats that are packages of parts: Office and OpenDocument in a zip, older Office and Outlook in an OLE file."""

from __future__ import annotations

import re
import struct
import zipfile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_MACRO = "application/vnd.ms-excel.sheet.macroEnabled.12"
SHEET_BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.12"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ENCRYPTED_OFFICE = "application/x-ole-encrypted"

# main part's content type, in [Content_Types].xml -> ours; templates and macro documents are read as what they hold
MAIN_PARTS = (
    (re.compile(rb"ms-excel\.sheet\.binary\.macroEnabled\.main"), SHEET_BINARY),
    (re.compile(rb"ms-excel\.(sheet|template|addin)\.macroEnabled\.main"), SHEET_MACRO),
    (re.compile(rb"spreadsheetml\.(sheet|template)\.main\+xml"), SHEET),
    (re.compile(rb"wordprocessingml\.(document|template)\.main\+xml|ms-word\.(document|template)\.macroEnabled"), WORD),
    (
        re.compile(rb"presentationml\.(presentation|template|slideshow)\.main\+xml|ms-powerpoint\.\w+\.macroEnabled"),
        SLIDES,
    ),
)
# names of local headers, when the end of the file, where the index is, is lost
MAIN_FOLDERS = (
    (b"xl/workbook.bin", SHEET_BINARY),
    (b"xl/vbaProject.bin", SHEET_MACRO),
    (b"xl/", SHEET),
    (b"word/", WORD),
    (b"ppt/", SLIDES),
)
OPEN_DOCUMENT = re.compile(rb"PK\x03\x04.{22}\x08\x00.{2}mimetype(application/[\w.+-]+?)(?=PK|\x00|$)", re.DOTALL)
OPEN_DOCUMENT_TEMPLATES = {
    "application/vnd.oasis.opendocument.spreadsheet-template": "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.text-template": "application/vnd.oasis.opendocument.text",
}

SECTOR_SHIFTS = {9, 12}  # of versions 3 and 4 of the format
OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("WordDocument", "application/msword"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
    ("VisioDocument", "application/vnd.visio"),
)


def zip_type(path: Path, head: bytes) -> str:
    """Return what a zip holds: an Office or OpenDocument file, or `application/zip` for an archive."""
    opened = OPEN_DOCUMENT.match(head)
    if opened:
        media_type = opened[1].decode("ascii")
        return OPEN_DOCUMENT_TEMPLATES.get(media_type, media_type)
    try:
        with zipfile.ZipFile(path) as package, package.open("[Content_Types].xml") as part:
            parts = part.read(1 << 20)
    except KeyError:
        return "application/zip"
    except Exception:  # noqa: BLE001 - a damaged zip throws anything: its first names remain
        return _type_by_names(head)
    for pattern, media_type in MAIN_PARTS:
        if pattern.search(parts):
            return media_type
    return "application/zip"


def _type_by_names(head: bytes) -> str:
    names = re.findall(rb"PK\x03\x04.{26}([\x20-\x7e]+)", head, re.DOTALL)
    if any(name.startswith((b"[Content_Types].xml", b"_rels/.rels")) for name in names):
        for folder, media_type in MAIN_FOLDERS:
            if any(name.startswith(folder) for name in names):
                return media_type
    return "application/zip"


def ole_type(path: Path) -> str | None:
    """Return what an OLE file holds, by the names of its streams; None when they say nothing."""
    names = _ole_names(path)
    return next((media_type for stream, media_type in OLE_STREAMS if stream in names), None)


def _ole_names(path: Path) -> set[str]:
    """Read the directory of an OLE file, sector by sector, at most 64 sectors and never one twice."""
    with path.open("rb") as file:
        header = file.read(512)
        if len(header) < 512 or header[30] not in SECTOR_SHIFTS:
            return set()
        size = 1 << header[30]
        per_sector = size // 4
        tables = [number for number in struct.unpack_from("<109I", header, 76) if number < 0xFFFFFFFA]
        sector: int = struct.unpack_from("<I", header, 48)[0]
        seen: set[int] = set()
        names: set[str] = set()
        while sector < 0xFFFFFFFA and sector not in seen and len(seen) < 64:
            seen.add(sector)
            names |= _entries(_sector(file, sector, size))
            if sector // per_sector >= len(tables):
                break
            table = _sector(file, tables[sector // per_sector], size)
            place = sector % per_sector * 4
            sector = struct.unpack_from("<I", table, place)[0] if len(table) >= place + 4 else 0xFFFFFFFE
    return names


def _sector(file: IO[bytes], number: int, size: int) -> bytes:
    file.seek((number + 1) * size)
    return file.read(size)


def _entries(sector: bytes) -> set[str]:
    names = set()
    for start in range(0, len(sector) - 127, 128):
        length = min(int.from_bytes(sector[start + 64 : start + 66], "little"), 64)
        if length >= 2:
            names.add(sector[start : start + length - 2].decode("utf-16-le", "replace"))
    return names
