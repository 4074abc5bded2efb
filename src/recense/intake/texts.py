"""What kind of text a text is, whatever its charset: by its first 64 KiB."""

from __future__ import annotations

import codecs
import json
import re
from functools import partial
from typing import TYPE_CHECKING

from recense.intake.columns import has_columns

if TYPE_CHECKING:
    from collections.abc import Callable

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
# what no text holds; tab, line feed, VT and FS (frames of HL7), form feed, carriage return, SUB (end of DOS files), ESC
CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27, 28})
CONTROLS_ALLOWED = 0.002  # share: a few stray bytes do not make a log binary

HL7 = re.compile(r"[\s\x0b\ufeff]*(MSH|FHS|BHS)([^\w\s])[^\w\s]{3,5}\2")
XML = re.compile(r"\s*<(\?xml|!DOCTYPE|!--|[A-Za-z_][\w.:-]*[\s/>])")
HTML = re.compile(r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*"
                  r"<(!DOCTYPE\s+html|html|head|body|table|meta|div|p|title|h[1-6]|center|font|tr)\b",
                  re.IGNORECASE | re.DOTALL)  # fmt: skip
FHIR_XML = re.compile(r"<\w[^>]*xmlns\s*=\s*[\"']http://hl7\.org/fhir[\"']")
JSON = re.compile(r"\s*(\{\s*(\"|\}|$)|\[\s*([\[{\"\]\d-]|true|false|null|$))")
FHIR_JSON = re.compile(r"\"resourceType\"\s*:\s*\"[A-Z]\w+\"")
MBOX = re.compile(r"\s*From \S+.*\b(19|20)\d\d\b.*\r?\n(>From |[A-Za-z][\w-]*:)")
HEADER = re.compile(r"([!-9;-~]+):|[ \t]")
MAIL_HEADERS = frozenset(
    [
        "from",
        "to",
        "cc",
        "bcc",
        "subject",
        "date",
        "received",
        "message-id",
        "mime-version",
        "return-path",
        "delivered-to",
        "reply-to",
        "content-type",
        "sender",
        "in-reply-to",
        "references",
        "x-mailer",
        "dkim-signature",
        "thread-topic",
        "content-transfer-encoding",
        "authentication-results",
    ]
)
MAIL_OWN = frozenset(
    [
        "received",
        "message-id",
        "mime-version",
        "return-path",
        "delivered-to",
        "x-mailer",
        "dkim-signature",
        "content-type",
    ]
)
SQL_STRONG = re.compile(
    r"^\s*(CREATE\s+(TEMPORARY\s+|GLOBAL\s+|UNLOGGED\s+)?TABLE\s+\S|INSERT\s+(IGNORE\s+)?INTO\s+\S+[^\n]*(\(|VALUES|SELECT)|INSERT\s+\[?\w+\]?[.\[\w\]]*\s*\("
    r"|INSERT\s+(ALL|FIRST)\s+(INTO\b|$)|INSERT\s+INTO\s+\S+\s+SET\s|UPDATE\s+\S+\s+SET\s+\S+\s*="
    r"|REPLACE\s+INTO\s+\S+|COPY\s+\S+\s*(\([^)]*\)\s*)?FROM\s+stdin"
    r"|-- MySQL dump|-- MariaDB dump|-- PostgreSQL database dump|--\s*phpMyAdmin SQL Dump"
    r"|DROP\s+TABLE\s+(IF\s+EXISTS\s+)?\S+\s*;|ALTER\s+TABLE\s+\S+\s+(ADD|DROP|OWNER|MODIFY)\b|LOCK\s+TABLES\s+\S+\s+WRITE|SET\s+IDENTITY_INSERT\b)",
    re.IGNORECASE | re.MULTILINE,
)
EMBEDDING_LANGUAGE = re.compile(r"^(import |from \w+ import|#include|using \w+|package \w+;|<\?php"
                                r"|public class|def \w+\(|function \w+\()",
                                re.MULTILINE)  # fmt: skip


def decode_head(head: bytes, *, whole: bool) -> str | None:
    """Decode the first bytes of a text well enough to see its structure; None when they are not a text's."""
    for mark, charset in BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(charset, "replace")
    if wide := _wide_charset(head):
        return head.decode(wide, "replace")
    controls = len(head) - len(head.translate(None, CONTROLS))
    if controls > len(head) * CONTROLS_ALLOWED:
        return None
    text = _utf8(head, whole=whole)
    if text is not None:
        return text
    high = len(head.translate(None, bytes(range(128))))
    # packed or enciphered bytes are high half of the time; the most accented French one time in six
    return head.decode("cp1252", "replace") if high <= max(len(head) * 0.35, 2) else None


def _utf8(head: bytes, *, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head, final=whole)
    except UnicodeDecodeError:
        return None


def _wide_charset(head: bytes) -> str | None:
    """Recognise UTF-16 without its mark: in Latin text every other byte is nul."""
    sample = head[: 4096 - len(head) % 2]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0) / len(sample[0::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


def text_type(text: str, name: str, *, whole: bool) -> str:
    """Return the media type of a text that begins with `text` (`whole`: and ends with it)."""
    found = None
    if JSON.match(text):
        found = _json_type(text, whole=whole)
    elif XML.match(text):
        found = _markup_type(text)
    return found or next((media_type for rule, media_type in _rules(whole=whole) if rule(text)), None) or _by_hint(name)


def _rules(*, whole: bool) -> tuple[tuple[Callable[[str], object], str], ...]:
    """Return the rules in order: what begins in a way of its own first, what only looks like a table last."""
    return (
        (HL7.match, "application/hl7-v2"),
        (MBOX.match, "application/mbox"),
        (is_mail, "message/rfc822"),
        (_is_sql, "application/sql"),
        (partial(has_columns, whole=whole), "text/csv"),
    )


def _is_sql(text: str) -> bool:
    return bool(SQL_STRONG.search(text)) and not EMBEDDING_LANGUAGE.search(text[:4096])


def _by_hint(name: str) -> str:
    """Choose between formats of plain text that do not tell: a table of one column, a script without a table."""
    extension = name.rpartition(".")[2].lower()
    return {"csv": "text/csv", "tsv": "text/csv", "sql": "application/sql"}.get(extension, "text/plain")


def _json_type(text: str, *, whole: bool) -> str | None:
    first, _, rest = text.strip().partition("\n")
    second = rest.lstrip().partition("\n")[0]
    if _is_json(first) and first[0] in "{[" and (_is_json(second) or (second[:1] in {"{", "["} and not whole)):
        return "application/x-ndjson"
    if whole and not _is_json(text) and not re.search(r"[\"\]}]\s*[,:]", text):
        return None
    if FHIR_JSON.search(text[:4096]):
        return "application/fhir+json"
    return "application/json"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _markup_type(text: str) -> str | None:
    if HTML.match(text):
        return "text/html"
    if FHIR_XML.search(text[:8192]):
        return "application/fhir+xml"
    if text.lstrip().startswith(("<?xml", "<!DOCTYPE")) or "</" in text or "/>" in text:
        return "application/xml"
    return None


def is_mail(text: str) -> bool:
    """Say whether a block of headers comes first: two that mails have, one of which nobody types, or three."""
    seen: set[str] = set()
    for line in text.lstrip("\r\n\ufeff").splitlines():
        if not line.strip():
            break
        found = HEADER.match(line)
        if not found:
            return False
        if found[1]:
            seen.add(found[1].lower())
    known = seen & MAIL_HEADERS
    return len(known) >= 2 and (bool(known & MAIL_OWN) or len(known) >= 3)
