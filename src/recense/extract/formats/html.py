"""HTML pages, saved or exported: text line by line, tables as grids, and what stands in the fields of a form."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from recense.errors import TooLarge
from recense.extract.charset import decode
from recense.extract.formats.json import add_record
from recense.extract.formats.markup import write_markup
from recense.extract.formats.records import RecordGrids
from recense.extract.formats.shapes import OF_A_PERSON
from recense.settings import MIB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selectolax.lexbor import LexborHTMLParser

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

_DATA: Final = re.compile(r"(?:^|[=(:,])\s*(\{\s*\"|\[\s*\{\s*\")")
LARGEST: Final = 128 * MIB
NO_VALUE: Final = {"hidden", "submit", "button", "reset", "image", "checkbox", "radio", "password", "file"}


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the readers' signature
    """Read a page.

    Raises:
        TooLarge: its tree would not fit in memory.

    """
    from selectolax.lexbor import LexborHTMLParser

    if source.stat().st_size > LARGEST:
        raise TooLarge("the page is too large to be held in memory. Split it, or export it as CSV.")
    words, _ = decode(source.read_bytes())
    writer.text()
    write_markup(words, writer, "", 1)
    page = LexborHTMLParser(words.replace("\0", " "))
    _write_data(page, writer)
    beside = [*_beside(page)]
    if beside:
        writer.text("form")
        for number, line in enumerate(beside, 1):
            writer.line(number, line)


def _write_data(page: LexborHTMLParser, writer: DocumentWriter) -> None:
    """Write the records that a page brings for its scripts to show."""
    grids = RecordGrids(writer)
    decoder = json.JSONDecoder()
    for script in page.css("script"):
        words = script.text()
        place = 0
        while found := _DATA.search(words, place):
            try:
                value, place = decoder.raw_decode(words, found.start(1))
            except (ValueError, RecursionError):
                place = found.end()
                continue
            for record in value if isinstance(value, list) else [value]:
                if isinstance(record, dict) and OF_A_PERSON.search(words, found.start(1), place):
                    add_record(grids, "list=script", record)
    grids.finish()


def _beside(page: LexborHTMLParser) -> Iterator[str]:
    """Yield what a person sees that is not in the page's flow: its title, the values of its form."""
    title = page.css_first("title")
    if title and title.text().strip():
        yield " ".join(title.text().split())
    for field in page.css("input[value], textarea, option[selected]"):
        attributes = field.attributes or {}
        if field.tag == "input" and str(attributes.get("type") or "text").lower() in NO_VALUE:
            continue
        value = str(attributes.get("value") or "") if field.tag == "input" else field.text()
        name = str(attributes.get("name") or attributes.get("id") or "")
        if value.strip():
            yield f"{name} : {' '.join(value.split())}" if name else " ".join(value.split())
