"""The attachments of a mail, or of each message of a mailbox. Its text is not one: `extract` reads it."""

from __future__ import annotations

import re
from binascii import a2b_base64
from email import message_from_bytes
from email.errors import HeaderParseError
from email.generator import BytesGenerator
from email.header import decode_header
from email.policy import compat32
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from recense.errors import Unreadable
from recense.intake.members import Member
from recense.intake.names import best_decoding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from pathlib import Path

MESSAGE_BYTES = 256 << 20  # a larger message is not held in memory
SEPARATOR = re.compile(rb"From \S*.*\d\d:\d\d")
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def mail_members(source: Path) -> Iterator[Member]:
    """Yield the attachments of one mail.

    Raises:
        Unreadable: it is too big to be held in memory.

    """
    if source.stat().st_size > MESSAGE_BYTES:
        raise Unreadable("the message is too long to look for attachments in it")
    yield from _attachments(source.read_bytes(), "")


def mailbox_members(source: Path) -> Iterator[Member]:
    """Yield the attachments of each message of a mailbox, named `message=12/liste.xlsx`; messages count from 1."""
    number = 0
    for number, raw in enumerate(split_mailbox(source), 1):
        yield from _attachments(raw, f"message={number}/")
    if not number:
        raise Unreadable("no message was found in the mailbox")


def split_mailbox(source: Path) -> Iterator[bytes]:
    """Yield each message of a mailbox without its `From ` line, by the very rule that `extract` numbers messages by."""
    lines: list[bytes] = []
    size, after_blank, started = 0, True, False
    with source.open("rb") as file:
        while line := file.readline(1 << 20):
            if after_blank and SEPARATOR.match(line):
                if started:
                    yield _unquoted(lines)
                lines, size, started = [], 0, True
            elif started or line.strip():
                started = True
                size += len(line)
                if size <= MESSAGE_BYTES:
                    lines.append(line)
            after_blank = not line.strip()
    if started:
        yield _unquoted(lines)


def _unquoted(lines: list[bytes]) -> bytes:
    return QUOTED.sub(rb"\1", b"".join(lines))


def _attachments(raw: bytes, folder: str) -> Iterator[Member]:
    message = message_from_bytes(raw, policy=compat32)
    for number, part in enumerate(_leaves(message), 1):
        name = _name(part)
        shown = part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment"
        if shown and (name is None or part is message):
            continue  # the text of the message
        yield Member(folder + (name or f"part-{number}"), (partial(_content, part),))


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts in order; a message inside a message is one part, opened in its turn as a file of its own."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(reversed([inner for inner in part.get_payload() if not isinstance(inner, str)]))
        else:
            yield part


def _content(part: Message) -> Iterator[bytes]:
    try:
        if part.is_multipart():  # message/rfc822
            yield from (_written(inner, part) for inner in part.get_payload() if not isinstance(inner, str))
        else:
            decoded = part.get_payload(decode=True)
            yield decoded if isinstance(decoded, bytes) else b""
    except (LookupError, AttributeError, TypeError) as error:  # what the mail library trips on in broken parts
        raise Unreadable(f"it is damaged in its message ({type(error).__name__})") from error


def _written(inner: Message, part: Message) -> bytes:
    out = BytesIO()
    BytesGenerator(out, mangle_from_=False, policy=compat32.clone(max_line_length=None)).flatten(inner)
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64":  # forbidden there, and seen
        return a2b_base64(out.getvalue())
    return out.getvalue()


def _name(part: Message) -> str | None:
    try:
        _mend_raw_headers(part)
        name = part.get_filename()
    except (ValueError, LookupError):  # a charset that does not exist
        return None
    if not name:
        return None
    pieces = []
    try:
        for piece, charset in decode_header(name):
            pieces.append(piece if isinstance(piece, str) else _decoded(piece, charset))
    except (ValueError, HeaderParseError):
        pieces = [name]
    return re.sub(r"\s*[\r\n]\s*", " ", "".join(pieces)).strip() or None


def _decoded(piece: bytes, charset: str | None) -> str:
    try:
        return piece.decode(charset or "utf-8")
    except (LookupError, ValueError):
        return best_decoding(piece)


def _mend_raw_headers(part: Message) -> None:
    """Decode names that a program wrote raw, before the mail library gives them up."""
    for header, value in part.raw_items():
        if header.lower() in {"content-disposition", "content-type"}:
            text = str(value)
            if not text.isascii():
                part.replace_header(header, best_decoding(text.encode("utf-8", "surrogateescape")))
