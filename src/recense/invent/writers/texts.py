"""Prose in every format of an office: txt, docx, odt, rtf, html, pdf. Tells where each paragraph came to stand."""

from __future__ import annotations

import html
import textwrap
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from recense.invent.writers.delimited import encoded
from recense.invent.writers.stamped import save_docx
from recense.invent.writers.workbooks import write_open_document

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from recense.invent.letters import Letter
    from recense.invent.writers.workbooks import Spot


def write_txt(path: Path, letter: Letter, rng: random.Random, *, encoding: str) -> list[Spot]:
    """Write plain text, often wrapped; a paragraph stands on the line where it begins."""
    width, ending = rng.choice((0, 72, 100)), rng.choice(("\n", "\r\n"))
    lines: list[str] = []
    spots: list[Spot] = []
    for paragraph in letter.paragraphs:
        # a name may stand further down a wrapped paragraph: its line is then not well defined
        pieces = textwrap.wrap(paragraph, width) if width and len(paragraph) > width else [paragraph]
        spots.append(("", len(lines) + 1 if len(pieces) == 1 else None))
        lines += pieces
    path.write_bytes(encoded(ending.join(lines) + ending, encoding))
    return spots


def nowhere(letter: Letter, place: str = "") -> list[Spot]:
    """Say that the lines of this format are not well defined."""
    return [(place, None)] * len(letter.paragraphs)


def write_docx(path: Path, letter: Letter, rng: random.Random) -> list[Spot]:
    """Write a Word document; some keep the letterhead in the page's header, some split a line in runs."""
    import docx

    document = docx.Document()
    paragraphs = list(letter.paragraphs)
    if rng.random() < 0.3 and len(paragraphs) > 3 and 0 not in letter.first_named:
        document.sections[0].header.paragraphs[0].text = paragraphs.pop(0)
    for paragraph in paragraphs:
        added = document.add_paragraph()
        if rng.random() < 0.3 and len(paragraph) > 12:
            cut = rng.randrange(3, len(paragraph) - 3)
            added.add_run(paragraph[:cut]).bold = True
            added.add_run(paragraph[cut:])
        else:
            added.add_run(paragraph)
    save_docx(document, path)
    return nowhere(letter)


def write_odt(path: Path, letter: Letter, rng: random.Random) -> list[Spot]:
    """Write an OpenDocument text."""
    del rng
    body = "".join(f"<text:p>{escape(p)}</text:p>" for p in letter.paragraphs)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    write_open_document(path, "application/vnd.oasis.opendocument.text", content)
    return nowhere(letter)


def rtf_text(text: str) -> str:
    """Escape text for RTF: ASCII only, the rest as cp1252 or Unicode escapes."""
    out = []
    for letter in text:
        if letter in "\\{}":
            out.append("\\" + letter)
        elif letter.isascii():
            out.append(letter)
        else:
            try:
                out.append(f"\\'{letter.encode('cp1252')[0]:02x}")
            except UnicodeEncodeError:
                out.append(f"\\u{ord(letter)}?")
    return "".join(out)


def write_rtf(path: Path, letter: Letter, rng: random.Random) -> list[Spot]:
    """Write rich text."""
    size = rng.choice((20, 22, 24))
    body = "\n".join(f"\\pard\\fs{size} {rtf_text(p)}\\par" for p in letter.paragraphs)
    head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\n"
    path.write_bytes((head + body + "\n}").encode("ascii"))
    return nowhere(letter)


def write_html(path: Path, letter: Letter, rng: random.Random) -> list[Spot]:
    """Write a page of paragraphs, with a style sheet and a script as saved pages have."""
    charset = rng.choice(("utf-8", "utf-8", "windows-1252"))
    body = "\n".join(f"<p>{html.escape(p)}</p>" if p else "<br>" for p in letter.paragraphs)
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>Courrier</title><style>p {{ margin: 0 }}</style>'
        f"<script>var page = 1;</script></head><body>\n{body}\n</body></html>"
    )
    path.write_bytes(page.encode(charset, "xmlcharrefreplace"))
    return nowhere(letter)


def write_pdf(path: Path, letter: Letter, rng: random.Random, **options: Any) -> list[Spot]:
    """Write a letter of one page or more."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1, **options)
    size = rng.choice((9, 10, 11))
    font = rng.choice(("Helvetica", "Times-Roman", "Courier"))
    width = int(480 / (size * (0.6 if font == "Courier" else 0.5)))
    y, page = 790.0, 1
    canvas.setFont(font, size)
    spots: list[Spot] = []
    for paragraph in letter.paragraphs:
        pieces = textwrap.wrap(paragraph, width) or [""]
        if y - len(pieces) * size * 1.4 < 60:
            canvas.drawString(270, 30, f"Page {page}")
            canvas.showPage()
            canvas.setFont(font, size)
            y, page = 790.0, page + 1
        spots.append((f"page={page}", None))
        for piece in pieces:
            canvas.drawString(60, y, encoded(piece, "cp1252").decode("cp1252"))
            y -= size * 1.4
    canvas.save()
    return spots
