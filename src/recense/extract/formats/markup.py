"""HTML inside other documents (mails): its text line by line, its tables as grids, in the order of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recense.extract.formats.text import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from recense.extract.document import DocumentWriter

HIDDEN = {"script", "style", "head", "title", "template", "noscript"}
LINES = {
    "p", "div", "br", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "hr",
    "pre", "blockquote", "section", "article", "header", "footer", "address", "body", "form", "fieldset", "option",
}  # fmt: skip
SPAN = 1_000  # columns that one cell may cover
DEEP = 400  # elements inside one another; what is deeper is read as one line


def write_markup(html: str, writer: DocumentWriter, place: str, first: int) -> int:
    """Write the text and the tables of an HTML page, lines numbered from `first`; return the next number."""
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(html.replace("\x00", " ")).root
    number, words = first, [""]
    in_grid = False
    for part in _parts(root, 0) if root is not None else ():
        if isinstance(part, str) and part != "\n":
            words.append(part)
            continue
        line = " ".join("".join(words).split())
        words = [""]
        if line:
            if in_grid:
                writer.text(place)
                in_grid = False
            for piece in cut(line):
                writer.line(number, piece)
            number += 1
        if isinstance(part, list):
            writer.grid(place, "line")
            in_grid = True
            for cells in part:
                writer.row(number, cells)
                number += 1
    return number


def words_of(html: str) -> str:
    """Return the words of an HTML page, one after another."""
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(html.replace("\x00", " ")).root
    words: list[str] = []
    for part in _parts(root, 0) if root is not None else ():
        words += [part] if isinstance(part, str) else [cell for row in part for cell in row if cell]
    return " ".join(words)


def _parts(node: LexborNode, depth: int) -> Iterator[str | list[list[str | None]]]:
    """Yield words, a line feed between lines, and the rows of each table of data."""
    child = node.first_child
    while child is not None:
        tag = child.tag or ""
        if tag == "-text":
            yield child.text_content or ""
        elif tag == "table" and is_data_table(child):
            yield "\n"
            yield table_rows(child)
        elif tag not in HIDDEN and not tag.startswith("-") and not tag.startswith("!"):
            if tag in LINES:
                yield "\n"
            if tag in {"td", "th"}:
                yield "   "
            yield from _parts(child, depth + 1) if depth < DEEP else [child.text(separator=" ")]
            if tag in LINES:
                yield "\n"
        child = child.next
    if depth == 0:
        yield "\n"


def is_data_table(table: LexborNode) -> bool:
    """Tell a table of data from one that lays out a page: no table inside, two rows and two columns."""
    if table.css_first("table table") is not None or table.css_first("td table") is not None:
        return False
    rows = table.css("tr")
    return len(rows) >= 2 and sum(len(row.css("td, th")) >= 2 for row in rows) >= 2


def table_rows(table: LexborNode) -> list[list[str | None]]:
    """Return the cells of a table; a cell over several rows stands in each of them, one over columns in the first."""
    rows: list[list[str | None]] = []
    below: dict[int, tuple[int, str | None]] = {}  # column -> rows still covered from above, and what covers them
    for row in table.css("tr"):
        cells: list[str | None] = []
        covered, below = below, {}
        for cell in row.css("td, th"):
            _fill_down(cells, covered, below)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            across = [" ".join(cell.text(separator=" ").split()) or None, *[None] * (wide - 1)]
            if high > 1:
                # a block several columns wide is a title or a remark: it says nothing of the rows below it
                below.update((len(cells) + i, (high - 1, text if wide == 1 else None)) for i, text in enumerate(across))
            cells += across
        _fill_down(cells, covered, below)
        rows.append(cells)
    return rows


def _fill_down(
    cells: list[str | None], covered: dict[int, tuple[int, str | None]], below: dict[int, tuple[int, str | None]]
) -> None:
    while len(cells) in covered:
        left, text = covered.pop(len(cells))
        if left > 1:
            below[len(cells)] = (left - 1, text)
        cells.append(text)


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes or {}).get(name) or ""
    return max(1, min(int(value), SPAN)) if value.isdecimal() and len(value) < 6 else 1
