"""A list of patients, and archives written for the tests, honest and hostile."""

from __future__ import annotations

import io
import struct
import tarfile
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING

import pyzipper

if TYPE_CHECKING:
    from collections.abc import Iterable

PATIENTS = "Nom;Prénom;Né le\n" + "".join(f"DURAND{i};Zoé;0{i % 9 + 1}/02/1960\n" for i in range(12))


def zipped(*files: tuple[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")  # equal names are the point of some tests
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def locked_zip(password: str, *files: tuple[str, bytes]) -> bytes:
    """A zip with AES, as 7-Zip and WinZip write it."""
    out = io.BytesIO()
    with pyzipper.AESZipFile(out, "w", compression=zipfile.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password.encode())
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def zipcrypto_zip(password: bytes, name: str, content: bytes) -> bytes:
    """A zip with the old cipher, as Windows and `zip -e` write it: the standard library can read it, not write it."""
    keys = [0x12345678, 0x23456789, 0x34567890]
    table = [_crc_entry(i) for i in range(256)]

    def update(byte: int) -> None:
        keys[0] = (keys[0] >> 8) ^ table[(keys[0] ^ byte) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ table[(keys[2] ^ (keys[1] >> 24)) & 0xFF]

    def cipher(byte: int) -> int:
        mask = (keys[2] | 2) & 0xFFFF
        out = byte ^ (((mask * (mask ^ 1)) >> 8) & 0xFF)
        update(byte)
        return out

    for byte in password:
        update(byte)
    crc = zlib.crc32(content)
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(content) + packer.flush()
    data = bytes(cipher(byte) for byte in bytes(11) + bytes([crc >> 24]) + packed)
    raw = name.encode()
    fields = struct.pack("<HHHHHIIIHH", 20, 1, 8, 0, 0x21, crc, len(data), len(content), len(raw), 0)
    local = b"PK\x03\x04" + fields + raw + data
    central = b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0) + raw
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def _crc_entry(value: int) -> int:
    for _ in range(8):
        value = (value >> 1) ^ 0xEDB88320 if value & 1 else value >> 1
    return value


def overlapping_zip(members: int, content: bytes) -> bytes:
    """Many names in the index, one and the same data: the bomb that no ratio of one member shows."""
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(content) + packer.flush()
    head = struct.pack("<HHHHHIII", 20, 0, 8, 0, 0x21, zlib.crc32(content), len(packed), len(content))
    local = b"PK\x03\x04" + head + struct.pack("<HH", 1, 0) + b"a" + packed
    central = b""
    for number in range(members):
        name = f"{number}.csv".encode()
        central += (
            b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
        )
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, members, members, len(central), len(local), 0)
    return local + central + end


def tarred(*files: tuple[str, bytes], entries: Iterable[tarfile.TarInfo] = ()) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        for entry in entries:
            archive.addfile(entry)
    return out.getvalue()


def tar_entry(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, target
    return entry
