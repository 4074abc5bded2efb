"""Names of files and members: data, never a place on our disk. Each is shown on one line, and unique."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zipfile import ZipInfo

NAME_BYTES = 4096  # a longer name is cut, and ends with a hash of the whole

# controls, lone surrogates (bytes that are not UTF-8), line separators, and what turns the direction of a line
UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
UNICODE_PATH = 0x7075  # Info-ZIP's extra field with the name in UTF-8
FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ°’«»€")


def shown(name: str) -> str:
    r"""Write `name` on one line: what cannot be shown is escaped as Python would (`\n`, `\xff`, `\u202e`)."""
    if UNSHOWABLE.search(name):
        name = UNSHOWABLE.sub(_escaped, name)
    raw = name.encode("utf-8", "surrogatepass")
    if len(raw) <= NAME_BYTES:
        return name
    digest = hashlib.sha256(raw).hexdigest()[:12]
    return raw[: NAME_BYTES - 16].decode("utf-8", "ignore") + "…" + digest


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    return {9: "\\t", 10: "\\n", 13: "\\r"}.get(code) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def distinct(name: str, taken: dict[str, int]) -> str:
    """Return `name`, or `name (2)`, `name (3)`… before its extension, so that it is not yet in `taken`; add it there.

    `taken` holds each name given and the last number tried for it, so that an archive of equal names costs no more.
    """
    if name not in taken:
        taken[name] = 1
        return name
    folder, slash, last = name.rpartition("/")
    stem, dot, extension = last.rpartition(".")
    if not stem or len(extension) > 8:
        stem, dot, extension = last, "", ""
    while (candidate := f"{folder}{slash}{stem} ({taken[name] + 1}){dot}{extension}") in taken:
        taken[name] += 1
    taken[name] += 1
    taken[candidate] = 1
    return candidate


def member_name(name: str) -> str:
    """Return a member's name as its path shows it: `/` between folders, no leading `./`, on one line, never empty."""
    while name.startswith("./"):
        name = name[2:]
    return shown(name) or "unnamed"


def zip_name(entry: ZipInfo) -> str:
    """Return the name of a zip member in the encoding that its writer meant: UTF-8, or one of the French code pages."""
    name = entry.orig_filename
    if not entry.flag_bits & 0x800:
        raw = name.encode("cp437", "surrogateescape")
        name = _unicode_path(entry.extra, raw) or best_decoding(raw)
    return name.replace("\\", "/")


def best_decoding(raw: bytes) -> str:
    """Decode a name of unknown encoding: UTF-8 if it is, else the code page that gives the most French letters."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        readings = [raw.decode(page, "replace") for page in ("cp850", "cp1252", "cp437", "mac_roman")]
        return max(readings, key=_plausible)


def _plausible(text: str) -> int:
    return sum(2 if c in FRENCH else -1 if not c.isalpha() else 0 for c in text if ord(c) > 127)


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == UNICODE_PATH and len(body) > 5 and struct.unpack_from("<I", body, 1)[0] == zlib.crc32(raw):
            return body[5:].decode("utf-8", "replace")
    return None
