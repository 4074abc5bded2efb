"""What operating systems and office programs leave beside people's files. By content wherever there is a signature."""

from __future__ import annotations

import re

APPLE_DOUBLE = (b"\x00\x05\x16\x07", b"\x00\x05\x16\x00")
DS_STORE = b"\x00\x00\x00\x01Bud1"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# folders in which only what no reader knows is debris: a document put there, or thrown away, is still a document
SYSTEM_FOLDERS = {
    "__macosx": "macOS archive metadata",
    "$recycle.bin": "Windows recycle bin",
    "recycler": "Windows recycle bin",
    "system volume information": "Windows volume data",
    ".spotlight-v100": "macOS search index",
    ".fseventsd": "macOS file events",
    ".trashes": "macOS bin",
    ".temporaryitems": "macOS temporary items",
    ".documentrevisions-v100": "macOS versions",
    "@eadir": "Synology index",
    ".appledouble": "macOS metadata on a file server",
}
UNREAD = {"application/octet-stream", "application/x-empty"}
FOLDER_VIEWS = {"desktop.ini", "folder.ini", ".directory"}
SECTION = re.compile(rb"(\xff\xfe|\xef\xbb\xbf)?\s*\[")
EMPTY_MARKERS = {".localized", "icon\\r", ".nomedia", ".metadata_never_index", ".apdisk"}


def find_debris(path: str, head: bytes, size: int, media_type: str) -> str | None:
    """Say why the file at `path` (as disclosed) with these first bytes is technical debris; None when it is not."""
    *folders, name = path.replace("!/", "/").lower().split("/")
    claims = (
        (head.startswith(APPLE_DOUBLE), "macOS metadata of another file (AppleDouble)"),
        (head.startswith(DS_STORE), "macOS folder view (.DS_Store)"),
        (_is_thumbnails(name, head), "Windows thumbnails (Thumbs.db)"),
        (name in FOLDER_VIEWS and size < 16 << 10 and bool(SECTION.match(head)), "folder view of a desktop"),
        (_is_lock(name, head, size), "lock of an open document: it holds the name of who opened it, no more"),
        (name in EMPTY_MARKERS and media_type in UNREAD, "marker of an operating system"),
        (_is_recycled(name, head) and "$recycle.bin" in folders, "Windows recycle bin: where a deleted file was"),
    )
    for holds, reason in claims:
        if holds:
            return reason
    if media_type in UNREAD:
        return next((SYSTEM_FOLDERS[folder] for folder in folders if folder in SYSTEM_FOLDERS), None)
    return None


def _is_recycled(name: str, head: bytes) -> bool:
    return name.startswith("$i") and head[:8] in {b"\x01" + bytes(7), b"\x02" + bytes(7)}


def _is_thumbnails(name: str, head: bytes) -> bool:
    if re.fullmatch(r"(eh)?thumbs(_vista)?\.db(:encryptable)?", name):
        return head.startswith(OLE) or not head
    return bool(re.fullmatch(r"thumbcache_\w+\.db", name)) and head.startswith(b"CMMM")


def _is_lock(name: str, head: bytes, size: int) -> bool:
    if name.startswith("~$"):  # Microsoft Office: a length, the user's name, padding
        return size in {54, 55, 162, 165, 171} or (size < 200 and 0 < head[0] < 55)
    return name.startswith(".~lock.") and name.endswith("#") and head.count(b",") >= 2 and size < 1024
