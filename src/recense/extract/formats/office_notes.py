"""What a workbook says outside its cells: comments, discussions, text boxes, the headers and footers of its pages."""

from __future__ import annotations

import posixpath
import re
import zipfile
from itertools import groupby
from operator import itemgetter
from typing import IO, TYPE_CHECKING, Any, Final

from recense.extract.formats.safe_xml import parse_xml
from recense.settings import MIB

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recense.extract.document import DocumentWriter

LARGEST_PART: Final = 32 * MIB
_ROW = re.compile(r"\d+$")
_PAGE_CODE = re.compile(r"&(?:\"[^\"]*\"|[LCRPNDTAFGZBIUSXYEHO]|K[0-9A-F]{6}|\d+)")
_HEADER_FOOTER = re.compile(rb"<headerFooter.*?</headerFooter>", re.DOTALL)
Note = tuple[int, str]


def read_notes(stream: IO[bytes], writer: DocumentWriter) -> None:
    """Write one text a sheet that has notes; the line of a comment is the row of its cell."""
    try:
        with zipfile.ZipFile(stream) as parts:
            for name, part in _sheets(parts):
                notes = [*_notes(parts, part)]
                if notes:
                    writer.text(f"notes={name}")
                    for row, group in groupby(sorted(notes), key=itemgetter(0)):
                        writer.line(row, " / ".join(words for _, words in group))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        writer.problem("the comments of the workbook could not be read: that part is damaged")


def _sheets(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    if "xl/workbook.xml" not in parts.namelist():
        return  # ODS and XLSB keep theirs otherwise
    targets = _relations(parts, "xl/workbook.xml")
    for sheet in parse_xml(parts.read("xl/workbook.xml")).iter("{*}sheet"):
        identity = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        if identity in targets:
            yield sheet.get("name", ""), targets[identity][1]


def _relations(parts: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return identity → (kind, path of the part it leads to)."""
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in parts.namelist():
        return {}
    found = {}
    for relation in parse_xml(parts.read(path)).iter("{*}Relationship"):
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", ""))).lstrip("/")
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], target)
    return found


def _notes(parts: zipfile.ZipFile, sheet: str) -> Iterator[Note]:
    known = set(parts.namelist())
    for kind, target in _relations(parts, sheet).values():
        if target not in known or parts.getinfo(target).file_size > LARGEST_PART:
            continue
        if kind in {"comments", "threadedComment"}:
            yield from _comments(parse_xml(parts.read(target)))
        elif kind == "drawing":
            yield from _boxes(parse_xml(parts.read(target)))
    if sheet in known and parts.getinfo(sheet).file_size <= LARGEST_PART:
        yield from _page_margins(parts.read(sheet))


def _comments(root: Any) -> Iterator[Note]:
    for comment in root.iter("{*}comment", "{*}threadedComment"):
        row = _ROW.search(comment.get("ref", ""))
        words = "".join(t.text or "" for t in comment.iter("{*}t", "{*}text") if t.tag.endswith(("}t", "}text")))
        if words.strip():
            yield int(row.group()) if row else 1, " ".join(words.split())


def _boxes(root: Any) -> Iterator[Note]:
    for anchor in root.iterchildren():
        row = next((int(r.text or 0) + 1 for r in anchor.iterfind("{*}from/{*}row")), 1)
        for paragraph in anchor.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p"):
            words = "".join(t.text or "" for t in paragraph.iter("{*}t")).strip()
            if words:
                yield row, words


def _page_margins(sheet: bytes) -> Iterator[Note]:
    found = _HEADER_FOOTER.search(sheet)
    if not found:
        return
    for part in parse_xml(found.group()).iterchildren():
        words = _PAGE_CODE.sub(" ", part.text or "").strip()
        if words:
            yield 1, words
