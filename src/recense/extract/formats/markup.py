"""HTML inside other documents (mails): its text line by line, its tables as grids, in the order of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recense.extract.formats.flow import lines_of_cell
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
TABULAR = {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "html", "body", "head", *HIDDEN}
BLOCKS = "div, p, ul, ol, table, section, form, dl"
LABELS = {"label", "dt", "strong", "b", "th"}
ROWS_DRAWN = 3  # boxes, and cells of each, that make a table drawn without one
CELLS_DRAWN = 3
LONGEST_DRAWN = 80  # letters of its cells
LONGEST_LABEL = 40
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
        elif rows := _rows(child, tag):
            yield "\n"
            yield rows
        elif tag not in TABULAR and (label := labelled(child)):
            yield from ("\n", label, "\n")
        elif tag not in HIDDEN and not tag.startswith("-") and not tag.startswith("!"):
            yield from _within(child, tag, depth)
        child = child.next
    if depth == 0:
        yield "\n"


def _within(child: LexborNode, tag: str, depth: int) -> Iterator[str | list[list[str | None]]]:
    if tag in LINES:
        yield "\n"
    if tag in {"td", "th"}:
        yield "   "
    yield from _parts(child, depth + 1) if depth < DEEP else [child.text(separator=" ")]
    if tag in LINES:
        yield "\n"


def _rows(node: LexborNode, tag: str) -> list[list[str | None]]:
    """Return the rows of a table of data, drawn with `table` or without; nothing for anything else."""
    if tag == "table":
        return table_rows(node) if is_data_table(node) else []
    return [] if tag in TABULAR else rows_of_boxes(node)


def rows_of_boxes(node: LexborNode) -> list[list[str | None]]:
    """Return the rows of a table drawn without `table`: boxes of one kind, each of as many small boxes; else nothing."""
    first = _first_box(node)
    if first is None or (inner := _first_box(first)) is None or inner.next is None:
        return []
    boxes = _boxes(node)
    if len(boxes) < ROWS_DRAWN or len({box.tag for box in boxes}) > 1:
        return []
    cells = [_boxes(box) for box in boxes]
    if len(cells[0]) < CELLS_DRAWN or any(len(row) != len(cells[0]) for row in cells):
        return []
    if any(_holds_blocks(cell) for row in cells for cell in row):
        return []
    rows = [[" ".join(cell.text(separator=" ").split()) or None for cell in row] for row in cells]
    return rows if all(len(cell or "") <= LONGEST_DRAWN for row in rows for cell in row) else []


def labelled(node: LexborNode) -> str:
    """Return "label : value" for a box that holds nothing but the two, the first marked as a label; else nothing."""
    first = _first_box(node)
    if first is None or not (first.tag in LABELS or "label" in str((first.attributes or {}).get("class"))):
        return ""
    boxes = _boxes(node)
    if len(boxes) != 2 or any(map(_holds_blocks, boxes)):
        return ""
    label, value = (" ".join(box.text(separator=" ").split()) for box in boxes)
    if not value or not 1 < len(label.rstrip(" :")) <= LONGEST_LABEL or label[-1].isdigit():
        return ""
    return f"{label.rstrip(' :')} : {value}"


def _holds_blocks(node: LexborNode) -> bool:
    return any(inner.mem_id != node.mem_id for inner in node.css(BLOCKS))


def _first_box(node: LexborNode) -> LexborNode | None:
    """Return the first element inside; None when words stand before it."""
    child = node.first_child
    while child is not None and child.tag == "-text" and not (child.text_content or "").strip():
        child = child.next
    return child if child is not None and not (child.tag or "-").startswith("-") else None


def _boxes(node: LexborNode) -> list[LexborNode]:
    """Return the elements inside; none when words stand between them."""
    found: list[LexborNode] = []
    child = node.first_child
    while child is not None:
        if child.tag == "-text":
            if (child.text_content or "").strip():
                return []
        elif child.tag and not child.tag.startswith(("-", "!")):
            found.append(child)
        child = child.next
    return found


def is_data_table(table: LexborNode) -> bool:
    """Tell a table of data from one that lays out a page: no table inside, two rows and two columns."""
    if len(table.css("table")) > 1:  # a node finds itself too
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
            across = [_cell(cell), *[None] * (wide - 1)]
            if high > 1:
                # a block several columns wide is a title or a remark: it says nothing of the rows below it
                below.update((len(cells) + i, (high - 1, text if wide == 1 else None)) for i, text in enumerate(across))
            cells += across
        _fill_down(cells, covered, below)
        rows.append(cells)
    return rows


def _cell(cell: LexborNode) -> str | None:
    first = cell.first_child
    is_plain = first is None or (first.next is None and first.tag == "-text")
    if is_plain or cell.css_first("br, p, div, li") is None:
        return " ".join(cell.text(separator=" ").split()) or None
    return lines_of_cell("".join(part for part in _parts(cell, 1) if isinstance(part, str)).split("\n"))


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
