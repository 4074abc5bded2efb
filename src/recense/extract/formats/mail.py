"""Mail: the header lines and the body of a message, or of each message of a mbox. Attachments are left to intake."""

from __future__ import annotations

import re
from email import policy
from email.header import decode_header
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from recense.errors import Unreadable
from recense.extract.charset import decode
from recense.extract.formats.markup import words_of, write_markup
from recense.extract.formats.text import cut

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

HEADERS = (("From", "De"), ("To", "À"), ("Cc", "Cc"), ("Bcc", "Cci"), ("Reply-To", "Répondre à"), ("Subject", "Objet"))
MESSAGE = 256 << 20  # bytes: a message longer than this is read to here
FEW = 0.1  # share of the words of one version that the other may lack: a link, a picture's title
_WORD = re.compile(r"\w{2,}")
SEPARATOR = re.compile(rb"From \S*.*\d\d:\d\d")
LATIN = {"iso-8859-1", "latin-1", "latin1", "iso8859-1"}  # what claims to be it is cp1252 in practice
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the form of every reader
    """Read one message."""
    with source.open("rb") as handle:
        data = handle.read(MESSAGE)
        if handle.read(1):
            writer.problem("the message is longer than 256 MiB: what follows was not read")
    if not _write(data, writer, ""):
        raise Unreadable("no header and no body of a mail was found in it")


def read_mbox(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001
    """Read each message of a mbox; `place` numbers them from 1. One message is in memory at a time."""
    number = 0
    for number, (data, whole) in enumerate(split_mbox(source), 1):
        if not whole:
            writer.problem(f"message {number} is longer than 256 MiB: what follows in it was not read")
        _write(data, writer, f"message={number}")
    if not number:
        raise Unreadable("no message was found in the mailbox: it does not start with a `From ` line")


def split_mbox(source: Path) -> Iterator[tuple[bytes, bool]]:
    """Yield the bytes of each message, and whether all of it is there. A `From ` line counts after a blank one."""
    held: list[bytes] = []
    size, blank, started = 0, True, False
    with source.open("rb") as handle:
        while line := handle.readline(1 << 20):
            if blank and line.startswith(b"From ") and SEPARATOR.match(line):
                if started:
                    yield QUOTED.sub(rb"\1", b"".join(held)), size <= MESSAGE
                held, size, started = [], 0, True
            elif started or line.strip():
                started = True
                size += len(line)
                if size <= MESSAGE:
                    held.append(line)
            blank = not line.strip()
    if started:
        yield QUOTED.sub(rb"\1", b"".join(held)), size <= MESSAGE


def _write(data: bytes, writer: DocumentWriter, place: str) -> bool:
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    writer.text(place)
    number = 0
    for number, line in enumerate(_header_lines(message), 1):
        writer.line(number, line)
    number += 1
    plain, html = _bodies(message)
    for part in plain:
        for line in part.splitlines():
            number += 1
            for piece in cut(line):
                writer.line(number, piece)
    for part in html:
        number = write_markup(part, writer, place, number + 1) - 1
    return bool(message.keys() or plain or html)


def _header_lines(message: Message) -> Iterator[str]:
    for name, label in HEADERS:
        values = [_header(v) for v in message.get_all(name, [])]
        if values:
            yield f"{label} : {', '.join(values)}"
        if name == "Bcc" and message["Date"]:
            yield f"Date : {_date(_header(message['Date']))}"


def _header(value: Any) -> str:
    """Decode a header: encoded words, raw bytes of any encoding, folded lines."""
    try:
        parts = decode_header(value)
    except (ValueError, LookupError, TypeError):  # a broken encoded word
        parts = [(str(value), None)]
    text = ""
    for part, charset in parts:
        if isinstance(part, bytes):
            text += _in(part, charset)
        else:
            text += _in(part.encode("utf-8", "surrogateescape"), None) if _has_raw_bytes(part) else part
    return " ".join(text.split())


def _has_raw_bytes(text: str) -> bool:
    return any("\udc80" <= c <= "\udcff" for c in text)


def _in(data: bytes, charset: str | None) -> str:
    """Decode bytes in the charset that they claim, when it exists and fits; else in the one that they look like."""
    if charset and charset.lower() not in {"unknown-8bit", "us-ascii", "ascii"}:
        try:
            return data.decode("cp1252" if charset.lower() in LATIN else charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)[0]


def _date(value: str) -> str:
    try:
        return parsedate_to_datetime(value).strftime("%Y-%m-%d %H:%M")
    except (ValueError, TypeError, IndexError, OverflowError):
        return value


def _bodies(message: Message) -> tuple[list[str], list[str]]:
    """Return the texts that a reader of mail would show: plain ones, HTML ones (those that repeat no plain text)."""
    plain: list[str] = []
    html: list[str] = []
    for part in _shown(message, 0):
        text = _in(_payload(part), _charset(part))
        if text.strip():
            (html if part.get_content_type() == "text/html" else plain).append(text)
    return plain, html


def _shown(part: Message, depth: int) -> Iterator[Message]:
    """Yield the parts that are body: of `alternative` the one that says most, never what is attached."""
    kind = part.get_content_type()
    if depth > 20 or kind == "message/rfc822" or part.get_content_disposition() == "attachment":
        return
    if not part.is_multipart():
        # a multipart whose boundary is missing is one text
        if part.get_content_maintype() in {"text", "multipart"} and (depth == 0 or not part.get_filename()):
            yield part
        return
    inside = [shown for child in part.get_payload() if not isinstance(child, str) for shown in _shown(child, depth + 1)]
    if kind == "multipart/alternative":
        texts = [p for p in inside if p.get_content_type() != "text/html" and _says_something(p)]
        pages = [p for p in inside if p.get_content_type() == "text/html"]
        inside = _fullest(texts, pages) or inside
    yield from inside


def _fullest(texts: list[Message], pages: list[Message]) -> list[Message]:
    """Return the version that says most; both when each says what the other does not; the page when it holds a table.

    Some programs write no more in the text than where to see the page, others no more in the page than a picture.
    """
    if not texts or not pages:
        return texts or pages
    in_texts = {word for part in texts for word in _WORD.findall(_in(_payload(part), _charset(part)))}
    in_pages = {word for part in pages for word in _WORD.findall(words_of(_in(_payload(part), _charset(part))))}
    only_texts, only_pages = len(in_texts - in_pages), len(in_pages - in_texts)
    if only_texts > FEW * len(in_texts):
        return texts + pages if only_pages > FEW * len(in_pages) else texts
    is_table = any(b"<table" in _payload(part).lower() for part in pages)
    return pages if is_table or only_pages > FEW * len(in_pages) else texts


def _says_something(part: Message) -> bool:
    return bool(_payload(part).strip())


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        charset = part.get_content_charset()
    except (ValueError, LookupError):
        return None
    return charset
