"""Invented lists, printed to PDF in the ways that hospital software prints them."""

from __future__ import annotations

import io
import random

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

HEADER = ["IPP", "Nom", "Prénom", "Né(e) le", "S", "Téléphone", "Service", "Entrée"]
FAMILY = ["DUVAL", "LE GOFF", "DE LA FONTAINE", "VANDENBROUCKE", "O'BRIEN", "LEFÈVRE", "PETIT-JEAN", "EL AMRANI"]
GIVEN = ["Marie", "Jean-Pierre", "Éloïse", "Kévin", "Anne Sophie", "Zoé", "Ahmed", "François"]
SERVICES = ["Cardiologie", "Urgences", "Chirurgie orthopédique", "Médecine polyvalente A", "Maternité"]


def people(count: int, seed: int = 1) -> list[list[str]]:
    draw = random.Random(seed)

    def day(first: int, last: int) -> str:
        return f"{draw.randint(1, 28):02d}/{draw.randint(1, 12):02d}/{draw.randint(first, last)}"

    return [
        [
            str(draw.randint(10**7, 10**8 - 1)),
            draw.choice(FAMILY),
            draw.choice(GIVEN),
            day(1930, 2015),
            draw.choice("MF"),
            f"0{draw.randint(1, 7)}" + "".join(f" {draw.randint(0, 99):02d}" for _ in range(4)),
            draw.choice(SERVICES),
            f"{day(2023, 2024)} {draw.randint(0, 23):02d}:{draw.randint(0, 59):02d}",
        ]
        for _ in range(count)
    ]


def _footer(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 7)
    canvas.drawString(40, 20, "Édité le 11/02/2024 08:12")
    canvas.drawRightString(550, 20, f"Page {document.page}/12")


def table(rows: list[list[str]], ruled: bool = False, wrap: bool = False, middle: bool = False) -> bytes:
    """A table under a letterhead, its header on each page, a footer; `wrap` folds the long cells."""
    folded = ParagraphStyle("folded", fontName="Helvetica", fontSize=7, leading=8.4)
    style = [("FONTSIZE", (0, 0), (-1, -1), 7), ("LEADING", (0, 0), (-1, -1), 8.4)]
    style += [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else []
    style += [("VALIGN", (0, 0), (-1, -1), "MIDDLE" if middle else "TOP")]
    cells = [[Paragraph(c, folded) if wrap and i in {1, 6} else c for i, c in enumerate(row)] for row in rows]
    widths = [50, 55, 60, 50, 20, 70, 55, 80] if wrap else None
    head = [Paragraph("CENTRE HOSPITALIER DE VALMONT", ParagraphStyle("head", fontSize=14, spaceAfter=12))]
    stream = io.BytesIO()
    page = SimpleDocTemplate(stream, pagesize=A4, leftMargin=30, rightMargin=30, topMargin=40, bottomMargin=40)
    body = Table([HEADER, *cells], repeatRows=1, style=style, colWidths=widths)
    page.build([*head, body], onFirstPage=_footer, onLaterPages=_footer)
    return stream.getvalue()


def fixed_width(rows: list[list[str]], widths: list[int], sections: bool = False) -> bytes:
    """A listing in a fixed-width font: each line one string, columns one space apart."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)

    def fill(cells: list[str]) -> str:
        return " ".join(cell[:width].ljust(width) for cell, width in zip(cells, widths, strict=True))

    lines = ["CH VALMONT          LISTE DES ENTREES", fill(HEADER), " ".join("-" * width for width in widths)]
    for i, row in enumerate(rows):
        if sections and i % 10 == 0:
            lines.append(f"SERVICE : {SERVICES[i // 10 % 5].upper()}   ({i + 3} patients)")
        lines.append(fill(row))
    for start in range(0, len(lines), 80):
        canvas.setFont("Courier", 6)
        for i, line in enumerate(lines[start : start + 80]):
            canvas.drawString(20, 800 - 9 * i, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def tight(rows: list[list[str]], right: set[int]) -> bytes:
    """Columns so close that the gap is a space's; those of `right` are aligned on the right; titles between the rows."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    widths = [max(stringWidth(row[i], "Helvetica", 7) for row in rows) for i in range(len(rows[0]))]
    canvas.setFont("Helvetica", 7)
    y = 800
    for number, row in enumerate(rows):
        if number % 15 == 0:
            canvas.drawString(20, y, "Pôle mère-enfant - unité fonctionnelle 4210, liste du mardi")
            y -= 9
        x = 20
        for i, cell in enumerate(row):
            canvas.drawString(x + (widths[i] - stringWidth(cell, "Helvetica", 7) if i in right else 0), y, cell)
            x += widths[i] + 2.2
        y -= 9
    canvas.save()
    return stream.getvalue()


def lines(*texts: str | tuple[float, str], gap: float = 14, **options: object) -> bytes:
    """One page of lines, at x = 50 unless told."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, **options)
    y = 800.0
    canvas.setFont("Helvetica", 10)
    for text in texts:
        for x, words in [(50, text)] if isinstance(text, str) else text:
            canvas.drawString(x, y, words)
        y -= gap
    canvas.save()
    return stream.getvalue()
