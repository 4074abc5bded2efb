"""Lists outside spreadsheets: pages of HTML, tables in Word documents, lists printed to PDF."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from recense.invent.writers.delimited import encoded, text_of
from recense.invent.writers.stamped import save_docx

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from recense.invent.sheets import Book, Sheet
    from recense.invent.writers.workbooks import Spot


def _nowhere(book: Book) -> list[list[Spot]]:
    return [[("", None)] * len(s.rows) for s in book]


def write_html(path: Path, book: Book, rng: random.Random) -> list[list[Spot]]:
    """Write each sheet as a table of one page."""
    charset = rng.choice(("utf-8", "utf-8", "iso-8859-1"))
    parts = [f'<html><head><meta charset="{charset}"><title>Export</title></head><body>']
    header = rng.choice(("th", "td"))
    for sheet in book:
        parts.append(f"<h2>{html.escape(sheet.name)}</h2><table border=1>")
        for number, cells in enumerate(sheet.rows):
            tag = header if number in sheet.header_rows else "td"
            merged = {b: d - b + 1 for a, b, _, d in sheet.merges if a == number}
            parts.append("<tr>" + "".join(_cell(tag, c, merged.get(i, 1)) for i, c in enumerate(cells)) + "</tr>")
        parts.append("</table>")
    parts.append("</body></html>")
    path.write_bytes("\n".join(parts).encode(charset, "xmlcharrefreplace"))
    return _nowhere(book)


def _cell(tag: str, cell: Any, span: int) -> str:
    text = html.escape(text_of(cell)).replace("\n", "<br>")
    return f"<{tag}{f' colspan={span}' if span > 1 else ''}>{text or '&nbsp;'}</{tag}>"


def write_docx(path: Path, book: Book, rng: random.Random) -> list[list[Spot]]:
    """Write lines above and below as paragraphs, the rest as a table with borders or without."""
    import docx

    document = docx.Document()
    for sheet in book:
        width = max(sheet.width, 1)
        rows = [[text_of(c) for c in cells] for cells in sheet.rows]
        first = min((*sheet.owners, *sheet.header_rows), default=0)
        for cells in rows[:first]:
            document.add_paragraph(" ".join(c for c in cells if c))
        table = document.add_table(rows=len(rows) - first, cols=width)
        if rng.random() < 0.7:
            table.style = "Table Grid"
        grid = table._cells  # noqa: SLF001 - one reading of the grid: `table.cell` reads it whole each time
        for number, cells in enumerate(rows[first:]):
            for column, text in enumerate(cells):
                if text:
                    grid[number * width + column].text = text
    save_docx(document, path)
    return _nowhere(book)


def write_pdf(path: Path, book: Book, rng: random.Random) -> list[list[Spot]]:
    """Print a list: ruled or not, a heading on every page or not, long cells wrapped or cut."""
    from reportlab.pdfgen.canvas import Canvas

    printer = _Printer(Canvas(str(path), pagesize=rng.choice(((842, 595), (842, 595), (595, 842))), invariant=1), rng)
    spots = [printer.print_sheet(sheet) for sheet in book]
    printer.canvas.save()
    return spots


class _Printer:
    def __init__(self, canvas: Any, rng: random.Random) -> None:
        self.canvas, self.rng = canvas, rng
        self.width, self.height = canvas._pagesize  # noqa: SLF001 - the size just given
        self.font = rng.choice(("Helvetica", "Helvetica", "Times-Roman", "Courier"))
        self.ruled, self.heading, self.wrapped = rng.random() < 0.5, rng.random() < 0.6, rng.random() < 0.5
        self.page, self.y, self.size = 1, self.height - 40, 8.0

    def print_sheet(self, sheet: Sheet) -> list[Spot]:
        """Print the rows, starting pages as needed, and tell the page of each."""
        texts = [
            [encoded(text_of(c).replace("\n", " "), "cp1252").decode("cp1252") for c in cells] for cells in sheet.rows
        ]
        records = [t for i, t in enumerate(texts) if i in sheet.owners or i in sheet.header_rows]
        edges = self._edges(records)
        header = next((texts[i] for i in sorted(sheet.header_rows)), None)
        spots: list[Spot] = []
        for number, cells in enumerate(texts):
            record = number in sheet.owners or number in sheet.header_rows
            lines = self._cells(cells, edges) if record else [[" ".join(c for c in cells if c)]]
            if self.y - len(lines) * self.size * 1.25 < 40:
                self._turn(header, edges)
            spots.append((f"page={self.page}", None))
            self._draw(lines, edges, record=record, bold=number in sheet.header_rows)
        return spots

    def _edges(self, records: list[list[str]]) -> list[float]:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        count = max(map(len, records), default=1)
        widths = [
            max((stringWidth(r[c], self.font, 8) for r in records if c < len(r)), default=10) + 8 for c in range(count)
        ]
        if self.wrapped:
            widths = [min(w, 130) for w in widths]
        room = self.width - 60
        self.size = max(4.5, 8 * min(1.0, room / sum(widths)))
        edges = [30.0]
        for width in widths:
            edges.append(edges[-1] + width * self.size / 8)
        return edges

    def _cells(self, cells: list[str], edges: list[float]) -> list[list[str]]:
        """Return the printed lines of one record."""
        from reportlab.lib.utils import simpleSplit

        columns = [
            simpleSplit(text, self.font, self.size, edges[i + 1] - edges[i] - 3) or [""] if self.wrapped else [text]
            for i, text in enumerate(cells)
        ]
        height = max(map(len, columns), default=1)
        return [[c[line] if line < len(c) else "" for c in columns] for line in range(height)]

    def _draw(self, lines: list[list[str]], edges: list[float], *, record: bool, bold: bool) -> None:
        canvas, top = self.canvas, self.y
        font = (
            {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}[self.font]
            if bold
            else self.font
        )
        canvas.setFont(font, self.size)
        for line in lines:
            for column, text in enumerate(line):
                if text:
                    canvas.drawString(edges[column] + 1.5 if record else 30, self.y - self.size, text)
            self.y -= self.size * 1.25
        if self.ruled and record:
            canvas.setLineWidth(0.3)
            canvas.grid(edges, [top, self.y])

    def _turn(self, header: list[str] | None, edges: list[float]) -> None:
        self.canvas.setFont(self.font, 7)
        self.canvas.drawString(self.width / 2, 20, f"Page {self.page}")
        self.canvas.showPage()
        self.page, self.y = self.page + 1, self.height - 40
        if self.heading and header:
            self._draw(self._cells(header, edges), edges, record=True, bold=True)
