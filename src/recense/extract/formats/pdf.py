"""PDF: text page by page, lists printed to PDF as grids, form fields and notes, OCR for pages that are pictures."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from recense.errors import Encrypted, Unreadable, Unsupported
from recense.extract.formats.pdf_words import is_picture, read_page
from recense.extract.layout.tables import read_pages
from recense.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import pypdfium2 as pdfium

    from recense.extract.document import DocumentWriter
    from recense.extract.layout.page import Page
    from recense.extract.registry import ReadOptions

WINDOW = 60  # pages judged together: their columns agree, and memory stays bounded
DPI = 200
Scan = "Callable[[pdfium.PdfPage, int], Page]"


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:
    """Read a PDF whose pages have text.

    Raises:
        Unsupported: a page is a picture, and OCR can be had: the next reader does it.
        Encrypted: no password opens it.
        Unreadable: it is damaged.

    """
    _read(source, writer, options, None)


def read_with_ocr(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:
    """Read a PDF; pages that are pictures are recognised, as long as the time allowed for OCR lasts."""
    from recense.extract.formats.ocr import Recognition

    with Recognition() as recognition:
        limit = time.monotonic() + 0.8 * Limits().ocr_seconds

        def scan(page: pdfium.PdfPage, number: int) -> Page | None:
            if time.monotonic() > limit:
                return None
            width, height = page.get_size()
            # a page of a metre and more is rendered smaller: 20 million pixels are enough for any text
            scale = min(DPI / 72, (20e6 / max(1.0, width * height)) ** 0.5)
            return recognition.page(page.render(scale=scale, grayscale=True).to_pil(), number)

        _read(source, writer, options, scan)


def _read(
    source: Path,
    writer: DocumentWriter,
    options: ReadOptions,
    scan: Callable[[pdfium.PdfPage, int], Page | None] | None,
) -> None:
    document = open_pdf(source, options.passwords)
    try:
        if len(document) == 0:
            raise Unreadable("the PDF has no page: it is damaged or truncated")
        document.init_forms()
        failed: list[int] = []
        unread: list[int] = []
        for pages in _windows(_pages(document, scan, failed, unread)):
            write_pages(pages, writer)
        _say(writer, failed, "could not be read: damaged")
        _say(writer, unread, "pictures of text, not recognised: " + _why_unread(scan is None))
        if unread:
            writer.repeatable = False  # another machine, or more time, reads them
        if document.count_attachments():
            writer.problem("files attached inside the PDF were not read: extract them and analyze them too")
        if len(failed) == len(document):
            raise Unreadable("no page of the PDF could be read: it is damaged")
    finally:
        document.close()


def write_pages(pages: Sequence[Page], writer: DocumentWriter) -> None:
    """Write pages as grids and texts, `place` naming the page, lines counted from its top."""
    for page, blocks in zip(pages, read_pages(pages), strict=True):
        for block in blocks:
            if block.grid:
                writer.grid(f"page={page.number}", "line")
            else:
                writer.text(f"page={page.number}")
            for number, cells in block.rows:
                if block.grid:
                    writer.row(number, cells)
                else:
                    writer.line(number, cells[0] or "")


def open_pdf(source: Path, passwords: tuple[str, ...]) -> pdfium.PdfDocument:
    """Open a PDF, trying the passwords. Raise `Encrypted` or `Unreadable`."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    for password in (None, *passwords):
        try:
            return pdfium.PdfDocument(source, password=password)
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) != raw.FPDF_ERR_PASSWORD:
                raise Unreadable("not a readable PDF: damaged, truncated, or protected in an unknown way") from error
    raise Encrypted("the PDF needs a password: add it to the file given by --passwords and run again")


def _pages(
    document: pdfium.PdfDocument,
    scan: Callable[[pdfium.PdfPage, int], Page | None] | None,
    failed: list[int],
    unread: list[int],
) -> Iterator[Page]:
    import pypdfium2 as pdfium

    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError:
            failed.append(index + 1)
            continue
        try:
            found = read_page(page, index + 1)
            if is_picture(page, found):
                recognised = _recognised(scan, page, index + 1)
                if recognised is None:
                    unread.append(index + 1)
                found = recognised or found
            yield found
        except pdfium.PdfiumError:
            failed.append(index + 1)
        finally:
            page.close()


def _recognised(
    scan: Callable[[pdfium.PdfPage, int], Page | None] | None, page: pdfium.PdfPage, number: int
) -> Page | None:
    if scan is not None:
        return scan(page, number)
    from recense.extract.formats.ocr import has_language

    if has_language():
        raise Unsupported("pages of this PDF are pictures: they need OCR")
    return None


def _windows(pages: Iterator[Page]) -> Iterator[list[Page]]:
    window: list[Page] = []
    for page in pages:
        window.append(page)
        if len(window) == WINDOW:
            yield window
            window = []
    if window:
        yield window


def _say(writer: DocumentWriter, pages: list[int], what: str) -> None:
    if pages:
        shown = ", ".join(map(str, pages[:10])) + (f" and {len(pages) - 10} more" if len(pages) > 10 else "")
        writer.problem(f"page{'s' if len(pages) > 1 else ''} {shown} {what}")


def _why_unread(no_language: bool) -> str:
    return "install tesseract-ocr-fra to read scans" if no_language else "the time allowed for OCR ran out"
