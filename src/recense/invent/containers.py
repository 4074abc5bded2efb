"""Archives: which files go in which, and how they are packed.

Dates inside are fixed: the same plan gives the same bytes.
"""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recense.invent.family import TableKind
from recense.invent.writers.stamped import STAMP

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from recense.invent.plan import FileSpec


@dataclass
class Container:
    """One archive. `members` are the tops of its tree in the staging folder, that of its own path."""

    path: str
    form: str  # zip, tar.gz
    password: str = ""
    known: bool = True  # the password is in the bank

    @property
    def staged(self) -> str:
        """Return where the archive is made, in the staging folder."""
        return self.path.replace("!/", ".members/")


def plan_containers(specs: list[FileSpec], folders: list[str], rng: random.Random) -> list[Container]:
    """Move some files into archives, innermost last in the list; the order to pack is the reverse."""
    free = [s for s in specs if "!/" not in s.path]
    rng.shuffle(free)
    count = max(5, len(specs) // 40)
    most = 3 if len(specs) < 200 else 11
    containers: list[Container] = []
    for number in range(count):
        form, password, known = "zip", "", True
        if number % 5 == 1:
            form = "tar.gz"
        elif number == 2:
            password = "Val2023!"  # noqa: S105 - an invented one, in the password bank that goes with the heap
        elif number == 3:
            password, known = f"inconnu{rng.randrange(10**6)}", False
        name = rng.choice(("sauvegarde", "archive", "export", "envoi", "transfert"))
        path = f"{rng.choice(folders)}/{name}_{number}.{form}"
        container = Container(path, form, password, known)
        containers.append(container)
        if number == 4 or rng.random() < 0.12:  # nested
            inner = Container(f"{path}!/{rng.choice(('ancien', 'lot2', 'bureau'))}.zip", "zip")
            containers.append(inner)
            _fill(inner, free, 2)
        if known:
            _fill(container, free, rng.randrange(2, most + 1))
        else:  # what nobody can open must not hold a list that half of the people are in
            _fill(container, [s for s in free if not isinstance(s.kind, TableKind)][:3], 3)
            free = [s for s in free if "!/" not in s.path]
    return containers


def _fill(container: Container, free: list[FileSpec], count: int) -> None:
    for _ in range(min(count, len(free))):
        spec = free.pop()
        inner = spec.path if len(spec.path) % 3 == 0 else spec.path.rpartition("/")[2]
        old = spec.path
        spec.path = f"{container.path}!/{inner}"
        for attached in spec.attachments:
            attached.path = attached.path.replace(old, spec.path, 1)


def pack(container: Container, staging: Path, final: Path) -> None:
    """Pack the staged members of one archive into `final`."""
    root = staging / f"{container.staged}.members"
    files = sorted(p for p in root.rglob("*") if p.is_file() and ".members/" not in f"{p.relative_to(root)}/")
    members = [(p.relative_to(root).as_posix(), p.read_bytes()) for p in files]
    final.parent.mkdir(parents=True, exist_ok=True)
    if container.form == "tar.gz":
        _pack_tar(final, members)
    elif container.password:
        final.write_bytes(zip_with_password(members, container.password.encode()))
    else:
        with zipfile.ZipFile(final, "w") as archive:
            for name, data in members:
                archive.writestr(zipfile.ZipInfo(name, STAMP), data, zipfile.ZIP_DEFLATED, 6)


def _pack_tar(final: Path, members: list[tuple[str, bytes]]) -> None:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), 1_700_000_000
            archive.addfile(info, io.BytesIO(data))
    final.write_bytes(gzip.compress(raw.getvalue(), 6, mtime=0))


def zip_with_password(members: list[tuple[str, bytes]], password: bytes) -> bytes:
    """Write a zip under the old PKWARE cipher (APPNOTE.TXT §6.1), which no library of ours writes."""
    out, directory = io.BytesIO(), io.BytesIO()
    time = STAMP[3] << 11 | STAMP[4] << 5
    date = (STAMP[0] - 1980) << 9 | STAMP[1] << 5 | STAMP[2]
    for name, data in members:
        crc, deflater = zlib.crc32(data), zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = deflater.compress(data) + deflater.flush()
        body = _encrypt(bytes(11) + bytes([crc >> 24]) + packed, password)
        name_bytes, flags = name.encode(), 0x801  # encrypted, UTF-8 names
        fields = b"".join(
            v.to_bytes(n, "little")
            for v, n in (
                (20, 2),
                (flags, 2),
                (8, 2),
                (time, 2),
                (date, 2),
                (crc, 4),
                (len(body), 4),
                (len(data), 4),
                (len(name_bytes), 2),
                (0, 2),
            )
        )
        offset = out.tell()
        out.write(b"PK\x03\x04" + fields + name_bytes + body)
        directory.write(b"PK\x01\x02\x14\x00" + fields + bytes(10) + offset.to_bytes(4, "little") + name_bytes)
    start, listed = out.tell(), directory.getvalue()
    out.write(listed)
    count = len(members).to_bytes(2, "little")
    out.write(
        b"PK\x05\x06"
        + bytes(4)
        + count * 2
        + len(listed).to_bytes(4, "little")
        + start.to_bytes(4, "little")
        + bytes(2)
    )
    return out.getvalue()


_CRC = [0] * 256
for _n in range(256):
    _value = _n
    for _ in range(8):
        _value = (_value >> 1) ^ 0xEDB88320 if _value & 1 else _value >> 1
    _CRC[_n] = _value


def _encrypt(data: bytes, password: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte: int) -> None:
        keys[0] = (keys[0] >> 8) ^ _CRC[(keys[0] ^ byte) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ _CRC[(keys[2] ^ keys[1] >> 24) & 0xFF]

    for byte in password:
        update(byte)
    out = bytearray()
    for byte in data:
        mixed = keys[2] | 2
        out.append(byte ^ ((mixed * (mixed ^ 1)) >> 8 & 0xFF))
        update(byte)
    return bytes(out)
