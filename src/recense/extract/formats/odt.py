"""ODT: headings, paragraphs, lists and tables in the order of the document, then page headers and footers."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any, Final

from recense.errors import Encrypted, TooLarge, Unreadable
from recense.extract.formats.flow import Flow, lines_of_cell
from recense.extract.formats.office_zip import MOST_UNPACKED, open_zip, unpacked_size
from recense.extract.formats.safe_xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

DAMAGED: Final = (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)
CELLS: Final = 2_000  # times that a cell, or a row, may be repeated before it is filling, not content
SPACES: Final = 200
REPEATED = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}number-%s-repeated"


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the form of every reader
    """Read an ODT.

    Raises:
        Unreadable: the zip or its main part is damaged.
        Encrypted: it has a password.
        TooLarge: it unpacks to more than a reader may hold.
        Suspicious: it is a bomb.

    """
    with open_zip(source) as parts:
        if unpacked_size(parts) > MOST_UNPACKED:
            raise TooLarge("it unpacks to more than 1 GiB. Save it in parts and add them.")
        if "content.xml" not in parts.namelist():
            raise Unreadable("the document has no text part: it is truncated, or no OpenDocument text")
        _refuse_encrypted(parts)
        flow = Flow(writer)
        try:
            root = parse_xml(parts.read("content.xml"))
        except DAMAGED as error:
            raise Unreadable("the text of the document is damaged. Ask for another copy of it.") from error
        flow.write(_blocks(next(iter(root.iter("{*}body")), root)))
        if "styles.xml" in parts.namelist():
            try:
                for page in parse_xml(parts.read("styles.xml")).iter("{*}master-page"):
                    flow.write(_blocks(page))
            except (*DAMAGED, Unreadable):
                writer.problem("the page headers and footers of the document are damaged and were not read")


def _refuse_encrypted(parts: zipfile.ZipFile) -> None:
    try:
        manifest = parts.read("META-INF/manifest.xml")
    except DAMAGED:
        return
    if b"encryption-data" in manifest:
        raise Encrypted("the document has a password: open it, save it without and add that copy")


def _local(node: Any) -> str:
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _blocks(root: Any) -> Iterator[str | list[list[str | None]]]:
    for node in root:
        name = _local(node)
        if name in {"p", "h"}:
            words: list[str] = []
            apart: list[Any] = []
            _inline(node, words, apart)
            yield "".join(words)
            for box in apart:
                yield from _blocks(box)
        elif name == "table":
            yield _table(node)
            yield from _inner_tables(node)
        elif name not in {"sequence-decls", "forms", "tracked-changes-info"}:
            yield from _blocks(node)


def _inline(node: Any, words: list[str], apart: list[Any]) -> None:
    """Collect the words of a paragraph; notes, comments and text boxes inside it are read after it."""
    words.append(node.text or "")
    for child in node:
        name = _local(child)
        if name == "s":
            count = next((v for k, v in child.attrib.items() if k.endswith("}c")), "1")
            words.append(" " * (min(int(count), SPACES) if count.isdecimal() else 1))
        elif name == "tab":
            words.append("\t")
        elif name == "line-break":
            words.append("\n")
        elif name in {"note", "annotation", "text-box"}:
            apart.append(child)
        else:
            _inline(child, words, apart)
        words.append(child.tail or "")


def _inside(node: Any, wanted: set[str], through: set[str]) -> Iterator[Any]:
    for child in node:
        if _local(child) in wanted:
            yield child
        elif _local(child) in through:
            yield from _inside(child, wanted, through)


def _rows(table: Any) -> Iterator[Any]:
    return _inside(table, {"table-row"}, {"table-header-rows", "table-rows", "table-row-group"})


def _cells(row: Any) -> Iterator[Any]:
    return _inside(row, {"table-cell", "covered-table-cell"}, set())


def _table(table: Any) -> list[list[str | None]]:
    rows: list[list[str | None]] = []
    for row in _rows(table):
        cells: list[str | None] = []
        for cell in _cells(row):
            value = None if _local(cell) == "covered-table-cell" else _cell(cell)
            cells += [value] * _times(cell, "columns")
        rows += [cells] * (_times(row, "rows") if any(cells) else 1)
    return rows


def _times(node: Any, what: str) -> int:
    text = node.get(REPEATED % what, "1")
    return max(1, min(int(text), CELLS)) if text.isdecimal() and len(text) < 9 else 1


def _cell(cell: Any) -> str | None:
    parts = [block for block in _blocks(cell) if isinstance(block, str)]
    return lines_of_cell(parts)


def _inner_tables(table: Any) -> Iterator[list[list[str | None]]]:
    for row in _rows(table):
        for cell in _cells(row):
            yield from (block for block in _blocks(cell) if not isinstance(block, str))
