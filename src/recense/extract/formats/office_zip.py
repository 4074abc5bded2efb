"""The zip that an office document is, looked at before any reader unpacks it."""

from __future__ import annotations

import re
import zipfile
from typing import IO, TYPE_CHECKING, Final

from recense.errors import Suspicious, Unreadable
from recense.settings import GIB, Limits

if TYPE_CHECKING:
    from pathlib import Path

HEAD: Final = 8192
MOST_UNPACKED: Final = GIB  # declared bytes of all parts, for readers that hold a part in memory

_DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def open_zip(source: Path | IO[bytes]) -> zipfile.ZipFile:
    """Open the zip and check what it declares.

    Raises:
        Unreadable: it is not a whole zip.
        Suspicious: it would unpack to more than any honest document.

    """
    try:
        parts = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, EOFError, ValueError, OSError) as error:
        raise Unreadable("the document is truncated or damaged. Ask for another copy of it.") from error
    limits = Limits()
    unpacked = sum(part.file_size for part in parts.infolist())
    packed = sum(part.compress_size for part in parts.infolist()) or 1
    if unpacked > limits.container_ratio_floor and unpacked / packed > limits.container_ratio:
        raise Suspicious(
            f"it unpacks to {unpacked / packed:.0f} times its size, as a bomb does. Open it by hand if it is honest."
        )
    return parts


def unpacked_size(parts: zipfile.ZipFile) -> int:
    """Return the declared size of all parts, in bytes."""
    return sum(part.file_size for part in parts.infolist())


def largest_extent(parts: zipfile.ZipFile) -> int:
    """Return the number of cells of the largest sheet as it declares itself; 0 when none says."""
    return max((_extent(parts, name) for name in parts.namelist() if _SHEET.fullmatch(name)), default=0)


def _extent(parts: zipfile.ZipFile, name: str) -> int:
    try:
        with parts.open(name) as sheet:
            found = _DIMENSION.search(sheet.read(HEAD))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return 0  # the reader will say what is wrong with it
    if not found:
        return 0
    left, top, right, bottom = found.groups()
    return (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number
