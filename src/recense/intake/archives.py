"""The members of zip, tar and compressed files, as streams. Nothing is extracted to a name that an archive chose."""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from functools import partial
from typing import TYPE_CHECKING, Any

import pyzipper

from recense.errors import Suspicious, TooLarge, Unreadable, Unsupported
from recense.intake.members import Member, blocks_of
from recense.intake.names import best_decoding, zip_name
from recense.intake.salvage import salvage_zip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from recense.intake.passwords import PasswordBank

XZ_MEMORY = 512 << 20  # a dictionary larger than this is refused, not allocated
# what the standard readers raise on damaged data; RuntimeError and BadZipFile also on a wrong password
DAMAGE = (
    *(zipfile.BadZipFile, pyzipper.BadZipFile, zlib.error, lzma.LZMAError, tarfile.TarError, struct.error),
    *(EOFError, OSError, ValueError, RuntimeError, IndexError, OverflowError),
)
SUFFIXES = frozenset(("gz", "bz2", "xz"))


def zip_members(source: Path, bank: PasswordBank) -> Iterator[Member]:
    """Yield the members of a zip; when its index is lost, those found by reading from its start.

    Raises:
        Suspicious: members share their bytes, as in an overlapping bomb.
        Unreadable: the index is lost; raised after the members that could be found.

    """
    try:
        archive = pyzipper.AESZipFile(source)
    except (*DAMAGE, NotImplementedError):
        yield from salvage_zip(source)
        raise Unreadable(
            "the archive is damaged: its index is lost; the members listed were found one by one"
        ) from None
    with archive:
        entries = archive.infolist()
        _refuse_overlaps(entries)
        for entry in entries:
            if entry.file_size or not zip_name(entry).endswith("/"):
                yield _zip_member(archive, entry, bank)


def _refuse_overlaps(entries: list[Any]) -> None:
    end = -1
    for entry in sorted(entries, key=lambda e: (e.header_offset, e.compress_size)):
        if entry.header_offset < end:
            raise Suspicious("members of the archive share their bytes, as in a bomb; it was not opened")
        end = entry.header_offset + 30 + entry.compress_size


def _zip_member(archive: Any, entry: Any, bank: PasswordBank) -> Member:
    name = zip_name(entry)
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _not_a_file(name, "a symbolic link")
    if entry.flag_bits & 1:
        readings = tuple(partial(_read_encrypted, archive, entry, word, bank) for word in bank)
        return Member(name, readings, entry.file_size, encrypted=True)
    return Member(name, (partial(_read_zip, archive, entry),), entry.file_size)


def _read_zip(archive: Any, entry: Any) -> Iterator[bytes]:
    try:
        with archive.open(entry) as file:
            file._expected_crc = None  # noqa: SLF001 - it would throw the last block away; checked here, after it is given
            crc = 0
            for block in blocks_of(file):
                crc = zlib.crc32(block, crc)
                yield block
    except NotImplementedError as error:
        raise Unsupported(
            "its archive packs it in a way that cannot be read here; unpack it with another program"
        ) from error
    if crc != entry.CRC:
        raise Unreadable("its checksum is wrong: some of it is damaged")


def _read_encrypted(archive: Any, entry: Any, word: bytes, bank: PasswordBank) -> Iterator[bytes]:
    with archive.open(entry, pwd=word) as file:  # RuntimeError when the password is wrong
        yield from blocks_of(file)
    bank.opened_by(word)


def _not_a_file(name: str, what: str) -> Member:
    return Member(name, status="unsupported", problem=f"unsupported: it is {what}, which is never made nor followed")


def tar_members(source: Path) -> Iterator[Member]:
    """Yield the members of a tar that is not compressed.

    Raises:
        Unreadable: the archive is damaged; raised after the members before the damage.

    """
    try:
        archive = tarfile.open(source, mode="r:", encoding="utf-8", errors="surrogateescape")  # noqa: SIM115 - closed below
    except (tarfile.TarError, OSError, ValueError) as error:
        raise Unreadable("the archive is damaged from its start on") from error
    with archive:
        try:
            while (entry := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined] # it keeps all it has read: a million members would fill the memory
                if not entry.isdir():
                    yield _tar_member(archive, entry)
        except (tarfile.TarError, OSError, ValueError, OverflowError) as error:
            raise Unreadable("the archive is damaged: members after the last one listed are lost") from error
        _refuse_rest(source, archive.offset)


def _tar_member(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Member:
    name = _tar_name(entry.name)
    if entry.islnk():
        return Member(name, same_as=_tar_name(entry.linkname))
    if entry.isfile() or entry.issparse():
        return Member(name, (partial(_read_tar, archive, entry),), entry.size)
    what = "a symbolic link" if entry.issym() else "a device or a pipe"
    return _not_a_file(name, what)


def _tar_name(name: str) -> str:
    raw = name.encode("utf-8", "surrogateescape")
    return best_decoding(raw)


def _read_tar(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Iterator[bytes]:
    file = archive.extractfile(entry)
    if file is None:
        raise tarfile.ReadError("not a regular file")
    with file:
        yield from blocks_of(file)


def _refuse_rest(source: Path, offset: int) -> None:
    """Tell an archive that ends (two blocks of nul, or simply its end) from one whose next header is damaged."""
    with source.open("rb") as file:
        file.seek(offset)
        rest = file.read(1024)
    if rest.strip(b"\0"):
        raise Unreadable("the archive is damaged: what follows the last member listed is not a header")


def compressed_member(source: Path, media_type: str, name: str) -> Member:
    """Return the one member of a gzip, bzip2 or xz file; `name` is the file's own."""
    openers: dict[str, Callable[..., Any]] = {
        "application/gzip": gzip.open,
        "application/x-bzip2": bz2.open,
        "application/x-xz": _open_xz,
    }
    written = _name_in_gzip(source) if media_type == "application/gzip" else ""
    return Member(inner_name(name, written), (partial(_read_compressed, openers[media_type], source),))


def _read_compressed(opener: Callable[..., Any], source: Path) -> Iterator[bytes]:
    with opener(source) as file:
        yield from blocks_of(file)


def _open_xz(source: Path) -> Any:
    # LZMAFile has no limit of memory: try the first bytes under one before it allocates
    try:
        with source.open("rb") as file:
            lzma.LZMADecompressor(memlimit=XZ_MEMORY).decompress(file.read(4096), max_length=1)
    except lzma.LZMAError as error:
        if "limit" in str(error):
            raise TooLarge(f"it needs more than {XZ_MEMORY:,} bytes of memory to unpack") from error
        raise
    return lzma.open(source)


def inner_name(name: str, written: str) -> str:
    """Name the member of a compressed file: `a.csv.gz` holds `a.csv`; else by the name `written` inside."""
    last = name.rpartition("/")[2]
    stem, _, extension = last.rpartition(".")
    if stem and extension.lower() in SUFFIXES:
        return stem
    return written.rpartition("/")[2] or last


def _name_in_gzip(source: Path) -> str:
    with source.open("rb") as file:
        head = file.read(4096)
    if len(head) < 10 or not head[3] & 8:
        return ""
    start = 10 + (2 + int.from_bytes(head[10:12], "little") if head[3] & 4 else 0)
    return best_decoding(head[start:].partition(b"\0")[0])
