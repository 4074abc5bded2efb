"""Which characters do these bytes stand for? A cascade tuned on French exports, the only text decoder of the readers.

Byte-order mark; many NULs, so UTF-16; strict UTF-8 over the *whole* text, because accents may come late; then, of the
single-byte sets that French software has written, the one whose accents stand where French puts them. Exports glued
together hold several sets: a line that the rest does not explain is then decided on its own. No byte is ever dropped.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from pathlib import Path

SINGLE_BYTE: Final = ("cp1252", "iso-8859-15", "cp850", "mac_roman")  # in order of preference when nothing tells
WHOLE: Final = 64 << 20  # bytes: a file up to here is decoded at once
CHUNK: Final = 1 << 20
IMPOSSIBLE: Final = -3  # a sign inside a word tells more than an accent that fits
SAMPLE: Final = 256 << 10  # bytes of lines with accents that decide a single-byte set

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ACCENTED_LINES = re.compile(rb"[^\r\n]{0,200}[\x80-\xff][^\r\n]{0,200}")
_LOWER, _UPPER = "éèêëàâäçùûüîïôöœæñíóúáÿ", "ÉÈÊËÀÂÄÇÙÛÜÎÏÔÖŒÆÑ"
_SIGNS = "€«»°×’‘“”–—…•²³µ§½\xa0"
_AROUND = re.compile(r"(.?)([^\x00-\x7f])(?=(.?))", re.DOTALL)
_NEVER_FRENCH = re.compile(r"[\x80-\x9f\u2500-\u259fÐÞþð∂∑∏π∫Ω√≈∆◊ıˆ˜¯˘˙˚¸˝˛ˇ¦¬±ƒ‗‚„†‡ÚÒÓÕõŽ]")


def _as_c1(error: UnicodeError) -> tuple[str, int]:
    """Keep a byte that cp1252 leaves undefined as the control character of the same number, as browsers do."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(map(chr, error.object[error.start : error.end])), error.end


def _as_single_byte(encoding: str) -> str:
    """Register, once, the error handler that reads a byte invalid in UTF-8 in `encoding`; return its name."""
    name = f"recense-{encoding}"

    def handler(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        return _single(error.object[error.start : error.end], encoding), error.end

    codecs.register_error(name, handler)
    return name


codecs.register_error("recense-c1", _as_c1)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its character set (`mixed` when the lines are not all of one). Never fails."""
    marked = _by_marks(data[:CHUNK])
    if marked:
        return data.decode(marked, "replace"), marked
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    encoding = best_single(_accented_sample(data))
    if not _UTF8_SEQUENCE.search(data):
        text = _single(data, encoding)
        if not _NEVER_FRENCH.search(text):
            return text, encoding
    return _decode_lines(data, encoding)


def open_text(path: Path) -> tuple[TextIO, str]:
    r"""Open a text of any size for reading, line ends as in the file (`newline=""`), and say its character set.

    Memory stays bounded above 64 MiB, where an invalid byte in mostly UTF-8 text is read in the best single-byte set.
    """
    if path.stat().st_size <= WHOLE:
        text, encoding = decode(path.read_bytes())
        return io.StringIO(text, newline=""), encoding
    with path.open("rb") as handle:
        marked = _by_marks(handle.read(CHUNK))
    if marked:
        return path.open(encoding=marked, errors="replace", newline=""), marked
    valid, sample, sequences = _scan(path)
    if valid:
        return path.open(encoding="utf-8", newline=""), "utf-8"
    encoding = best_single(sample)
    if sequences * 50 < sum(byte > 0x7F for byte in sample[:CHUNK]):
        return path.open(encoding=encoding, errors="recense-c1", newline=""), encoding
    return path.open(encoding="utf-8", errors=_as_single_byte(encoding), newline=""), "mixed"


def _by_marks(head: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd > len(head) * 0.2 and min(even, odd) * 4 < max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _single(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "recense-c1")


def _accented_sample(data: bytes) -> bytes:
    pieces, size = [], 0
    for match in _ACCENTED_LINES.finditer(data):
        pieces.append(match.group())
        size += len(pieces[-1])
        if size > SAMPLE:
            break
    return b"\n".join(pieces)


def best_single(sample: bytes, told: str | None = None) -> str:
    """Return the single-byte set under which the accents of `sample` stand best; of equals `told`, or the first."""
    candidates = SINGLE_BYTE if told is None else (told, *SINGLE_BYTE)
    return max(candidates, key=lambda encoding: _french(_single(sample, encoding)))


def _french(text: str) -> int:
    """Score how the characters beyond ASCII stand where French puts them: +1 each that does, less for each that not."""
    return sum(_fits(before, char, after) for before, char, after in _AROUND.findall(text))


def _fits(before: str, char: str, after: str) -> int:
    inside = before.isalpha() and after.isalpha()
    if char in _LOWER:
        return 1 if before.islower() or after.islower() or not inside else 0  # NéLe: a name of a column
    if char in _UPPER:
        return IMPOSSIBLE if before.islower() or (before.isalpha() and after.islower()) else 1
    if char in _SIGNS:
        return IMPOSSIBLE if inside and char not in "’–°" else 1
    return 0 if char.isalpha() and not _NEVER_FRENCH.match(char) else IMPOSSIBLE


def _decode_lines(data: bytes, encoding: str) -> tuple[str, str]:
    """Decode line by line: UTF-8 where valid, the file's own set elsewhere, another set where that one is absurd."""
    pieces, used = [], set()
    handler = _as_single_byte(encoding)
    for line in data.splitlines(keepends=True):
        if line.isascii():
            pieces.append(line.decode("ascii"))
            continue
        piece, name = _decode_line(line, encoding, handler)
        used.add(name)
        pieces.append(piece)
    return "".join(pieces), used.pop() if len(used) == 1 else "mixed"


def _decode_line(line: bytes, encoding: str, handler: str) -> tuple[str, str]:
    try:
        return line.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    text = _single(line, encoding)
    if not _NEVER_FRENCH.search(text):
        return text, encoding
    candidates = [(text, encoding), (line.decode("utf-8", handler), "utf-8")]
    candidates += [(_single(line, other), other) for other in SINGLE_BYTE if other != encoding]
    return max(candidates, key=lambda candidate: _french(candidate[0]))


def _scan(path: Path) -> tuple[bool, bytes, int]:
    """Read the file once: is it valid UTF-8, a sample of its accents, how many UTF-8 sequences that sample holds."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid, pieces, size = True, [], 0
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            if valid:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    valid = False
            if size < 4 * SAMPLE and not chunk.isascii():
                pieces.append(_accented_sample(chunk)[: SAMPLE // 4])
                size += len(pieces[-1])
            if not valid and size >= 4 * SAMPLE:
                break
    sample = b"\n".join(pieces)
    return valid, sample, len(_UTF8_SEQUENCE.findall(sample))
