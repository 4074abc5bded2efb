"""DOCX: paragraphs and tables in the order of the document, then headers, footers, notes, comments.

Lines are numbered through the whole document, a paragraph or a row of a table each. Words deleted with tracked changes
are read too: they are in the disclosed file.
"""

from __future__ import annotations

import zipfile
from typing import IO, TYPE_CHECKING, Any, Final

from recense.errors import TooLarge, Unreadable
from recense.extract.formats.flow import Flow, lines_of_cell
from recense.extract.formats.office_zip import MOST_UNPACKED, open_zip, unpacked_size
from recense.extract.formats.safe_xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY: Final = "word/document.xml"
# other parts, read after the body, in this order
ASIDE: Final = ("header", "footer", "footnotes", "endnotes", "comments", "glossary/document")
DAMAGED: Final = (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)
COVERED: Final = 200  # columns that one cell may cover


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the form of every reader
    """Read a DOCX. Raises as `read_document`."""
    read_document(source, writer)


def read_document(source: Path | IO[bytes], writer: DocumentWriter) -> None:
    """Read a DOCX that is a file, or in memory.

    Raises:
        Unreadable: the zip or its main part is damaged.
        TooLarge: it unpacks to more than a reader may hold.
        Suspicious: it is a bomb.

    """
    with open_zip(source) as parts:
        if unpacked_size(parts) > MOST_UNPACKED:
            raise TooLarge("it unpacks to more than 1 GiB. Save it in parts and add them.")
        names = parts.namelist()
        if BODY not in names:
            raise Unreadable("the document has no text part: it is truncated, or no Word document")
        flow = Flow(writer)
        try:
            flow.write(_blocks(parse_xml(parts.read(BODY))))
        except DAMAGED as error:
            raise Unreadable("the text of the document is damaged. Ask for another copy of it.") from error
        seen: set[bytes] = set()
        for name in sorted((n for n in names if _is_aside(n)), key=_order):
            try:
                data = parts.read(name)
                if data not in seen:  # the same header for each section
                    flow.write(_blocks(parse_xml(data)))
                seen.add(data)
            except (*DAMAGED, Unreadable):
                writer.problem("a header, footer, note or comment of the document is damaged and was not read")


def _is_aside(name: str) -> bool:
    return name.startswith(tuple(f"word/{part}" for part in ASIDE)) and name.endswith(".xml")


def _order(name: str) -> tuple[int, str]:
    return next(i for i, part in enumerate(ASIDE) if name.startswith(f"word/{part}")), name


def _local(node: Any) -> str:
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _blocks(root: Any) -> Iterator[str | list[list[str | None]]]:
    """Yield paragraphs and the rows of tables, in order."""
    for node in root:
        name = _local(node)
        if name == "p":
            text, boxes = _paragraph(node)
            yield text
            for box in boxes:
                yield from _blocks(box)
        elif name == "tbl":
            yield _table(node)
            yield from _inner_tables(node)
        elif name == "AlternateContent":
            yield from _blocks(_choice(node))
        elif name not in {"sectPr", "pPr", "tblPr"}:  # content controls, tracked blocks, notes, comments
            yield from _blocks(node)


def _choice(node: Any) -> Any:
    """Return one of the versions of the same content."""
    versions = [child for child in node if _local(child) in {"Choice", "Fallback"}]
    return versions[0] if versions else []


def _paragraph(node: Any) -> tuple[str, list[Any]]:
    """Return the text of a paragraph and the text boxes anchored in it."""
    words: list[str] = []
    boxes: list[Any] = []
    _inline(node, words, boxes)
    return "".join(words), boxes


def _inline(node: Any, words: list[str], boxes: list[Any]) -> None:
    for child in node:
        name = _local(child)
        if name in {"t", "delText"}:
            words.append(child.text or "")
        elif name in {"tab", "ptab"} and _local(node) == "r":
            words.append("\t")
        elif name in {"br", "cr"}:
            words.append("\n")
        elif name in {"noBreakHyphen", "softHyphen"}:
            words.append("-" if name == "noBreakHyphen" else "")
        elif name == "txbxContent":
            boxes.append(child)
        elif name == "AlternateContent":
            _inline(_choice(child), words, boxes)
        elif name not in {"pPr", "rPr", "instrText"}:
            _inline(child, words, boxes)


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, those inside content controls and tracked changes too."""
    for child in table:
        if _local(child) == "tr":
            yield child
        elif _local(child) not in {"tblPr", "tblGrid"}:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if _local(child) == "tc":
            yield child
        elif _local(child) not in {"trPr", "tblPrEx"}:
            yield from _cells(child)


def _table(table: Any) -> list[list[str | None]]:
    rows: list[list[str | None]] = []
    for row in _rows(table):
        cells: list[str | None] = [None] * _number(row, "trPr", "gridBefore", 0)
        for cell in _cells(row):
            cells += [_cell(cell), *[None] * (_number(cell, "tcPr", "gridSpan", 1) - 1)]
        rows.append(cells)
    return rows


def _number(node: Any, properties: str, name: str, default: int) -> int:
    for holder in node:
        if _local(holder) == properties:
            for value in holder:
                if _local(value) == name:
                    text = next((v for k, v in value.attrib.items() if k.endswith("}val")), "")
                    return max(default, min(int(text), COVERED)) if text.isdecimal() else default
    return default


def _cell(cell: Any) -> str | None:
    """Return the paragraphs of a cell, a line each."""
    parts = [block for block in _blocks(cell) if isinstance(block, str)]
    return lines_of_cell(parts)


def _inner_tables(table: Any) -> Iterator[list[list[str | None]]]:
    """Yield the tables inside the cells of a table, after it."""
    for row in _rows(table):
        for cell in _cells(row):
            yield from (block for block in _blocks(cell) if not isinstance(block, str))
