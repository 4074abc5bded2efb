"""The readers, in order: for each media type the first is tried, then the next when it dies or refuses.

To add a format: write `formats/<format>.py` with one function `read(source, writer, options)`, add a `Reader` here, add
a file to the tests and a line to `docs/reference/formats.md`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a reader may need beside the file: its media type, its name as disclosed, passwords to try."""

    media_type: str
    name: str = field(default="", repr=False)
    passwords: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of one family of formats: `module:function`, called as `read(source: Path, writer, options)`.

    It raises a `FileError` when the file resists; what it wrote before is then dropped. It calls `writer.problem` when
    a named part could not be read and the rest could.
    """

    name: str
    function: str
    media_types: tuple[str, ...]
    slow: bool = False  # OCR: goes last, with a longer limit


FORMATS = "recense.extract.formats."

SPREADSHEETS = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel.sheet.macroEnabled.12",
    "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.spreadsheet",
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
IMAGES = ("image/png", "image/jpeg", "image/tiff", "image/bmp", "image/gif", "image/webp")

MALFORMED = (
    "application/json",
    "application/x-ndjson",
    "application/fhir+json",
    "application/xml",
    "application/fhir+xml",
    "application/hl7-v2",
)

READERS: tuple[Reader, ...] = (
    Reader("delimited", FORMATS + "delimited:read", ("text/csv",)),
    Reader("spreadsheet", FORMATS + "spreadsheet:read", SPREADSHEETS),
    Reader("encrypted_office", FORMATS + "encrypted_office:read", ("application/x-ole-encrypted",)),
    Reader("json", FORMATS + "json:read", ("application/json", "application/x-ndjson")),
    Reader("fhir", FORMATS + "fhir:read", ("application/fhir+json", "application/fhir+xml")),
    Reader("hl7", FORMATS + "hl7:read", ("application/hl7-v2",)),
    Reader("xml", FORMATS + "xml:read", ("application/xml",)),
    Reader("html", FORMATS + "html:read", ("text/html",)),
    Reader("sqlite", FORMATS + "sqlite:read", ("application/vnd.sqlite3",)),
    Reader("dbf", FORMATS + "dbf:read", ("application/x-dbf",)),
    Reader("sql_dump", FORMATS + "sql_dump:read", ("application/sql",)),
    # second voices: tried when the first reader of the type fails
    Reader("json of a resource", FORMATS + "json:read", ("application/fhir+json",)),
    Reader("xml of a resource", FORMATS + "xml:read", ("application/fhir+xml",)),
    Reader("malformed text", FORMATS + "delimited:read_malformed", MALFORMED),
    Reader("spreadsheet_stream", FORMATS + "spreadsheet_stream:read", SPREADSHEETS[:2]),
    Reader("pdf", FORMATS + "pdf:read", ("application/pdf",)),
    Reader("plain text", FORMATS + "delimited:read_listing", ("text/plain",)),
    Reader("mail", FORMATS + "mail:read", ("message/rfc822",)),
    Reader("mailbox", FORMATS + "mail:read_mbox", ("application/mbox",)),
    Reader("word", FORMATS + "word:read", (WORD,)),
    Reader("odt", FORMATS + "odt:read", ("application/vnd.oasis.opendocument.text",)),
    Reader("rtf", FORMATS + "rtf:read", ("application/rtf",)),
    Reader("ocr", FORMATS + "ocr:read", IMAGES, slow=True),
    Reader("pdf with ocr", FORMATS + "pdf:read_with_ocr", ("application/pdf",), slow=True),
)


def named(name: str) -> Reader:
    """Return the reader of that name."""
    return next(reader for reader in READERS if reader.name == name)


def readers_for(media_type: str) -> Sequence[Reader]:
    """Return the readers of a media type, best first; empty when the format is not supported."""
    return [r for r in READERS if media_type in r.media_types]
