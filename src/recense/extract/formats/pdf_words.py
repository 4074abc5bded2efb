"""The words of one PDF page with their boxes, its rules, the values of its form fields and its notes."""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING

from pypdfium2 import raw

from recense.extract.layout.page import Page, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2 as pdfium

OBJECTS = 20_000  # a page with more is a drawing: its paths are not looked at
THIN = 2.5  # points: a shape thinner than this is a rule
SOME_WORDS = 25  # below this, a page covered by an image is a picture of text
WORD = re.compile(r"[^\s\x00]+")
ODD = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ufffe\uffff\ue000-\uf8ff]")
INVISIBLE = str.maketrans({"\x02": "-", "\xad": "-", "\u200b": None, "\ufeff": None, "\xa0": " ", "\u202f": " "})
Box = tuple[float, float, float, float]  # left, bottom, right, top, from the bottom left of the page


class _Turn:
    """From the page's own axes (y upwards) to the axes of its text, however the page itself is turned for display."""

    def __init__(self, page: pdfium.PdfPage, turn: int) -> None:
        left, bottom, right, top = page.get_bbox()
        self.left, self.bottom, self.right, self.top, self.turn = left, bottom, right, top, turn
        self.width, self.height = (right - left, top - bottom) if turn % 180 == 0 else (top - bottom, right - left)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return (x0, top, x1, bottom) with y downwards."""
        if self.turn == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turn == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.turn == 270:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom


def read_page(page: pdfium.PdfPage, number: int) -> Page:
    """Read the words and the rules of a page."""
    text = page.get_textpage()
    try:
        turn = _Turn(page, _text_turn(text))
        result = Page(number, turn.width, turn.height)
        result.words.extend(_words(text, turn))
        result.words.extend(_annotations(page, turn))
    finally:
        text.close()
    if result.words:
        _rules(page, turn, result)
    return result


def is_picture(page: pdfium.PdfPage, found: Page) -> bool:
    """Tell whether the text of the page is in an image, or has no readable characters: OCR is needed."""
    letters = "".join(word.text for word in found.words)
    if letters and len(ODD.findall(letters)) > 0.3 * len(letters):
        return True
    if len(found.words) > SOME_WORDS:
        return False
    left, bottom, right, top = page.get_bbox()
    whole = (right - left) * (top - bottom)
    covered = 0.0
    for _, (a, b, c, d) in _shapes(page, raw.FPDF_PAGEOBJ_IMAGE):
        covered += max(0.0, min(c, right) - max(a, left)) * max(0.0, min(d, top) - max(b, bottom))
    return bool(covered > 0.4 * whole)


def _text_turn(text: pdfium.PdfTextPage) -> int:
    """Return by how much (0, 90, 180, 270) most characters are turned, anticlockwise."""
    count = text.count_chars()
    turns = [0, 0, 0, 0]
    for index in range(0, count, max(1, count // 60)):
        angle = raw.FPDFText_GetCharAngle(text, index)
        if angle >= 0:
            turns[round(angle / 1.5707963) % 4] += 1
    return (360 - 90 * turns.index(max(turns))) % 360  # pdfium counts clockwise


def _characters(text: pdfium.PdfTextPage) -> str:
    count = text.count_chars()
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text, 0, count, buffer)
    if written - 1 == count:
        return bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")[:count].ljust(count)
    # characters outside the usual plane, or hidden ones: the positions would not agree
    return "".join(_character(raw.FPDFText_GetUnicode(text, i)) for i in range(count))


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" if code else "\x00"


def _words(text: pdfium.PdfTextPage, turn: _Turn) -> Iterator[Word]:
    characters = _characters(text)
    rect = raw.FS_RECTF()
    pieces: dict[int, int] = {}

    def box(i: int) -> Box:
        raw.FPDFText_GetLooseCharBox(text, i, rect)
        return rect.left, rect.bottom, rect.right, rect.top

    def piece(i: int) -> int:
        drawn = raw.FPDFText_GetTextObject(text, i)
        return pieces.setdefault(ctypes.cast(drawn, ctypes.c_void_p).value or 0, len(pieces))

    ended = 0
    for match in WORD.finditer(characters):
        start, end = match.span()
        spaces = start - ended
        ended = end
        for first, last, own in _parts(start, end, piece):
            a, b = turn.box(*box(first)), turn.box(*box(last))
            words = characters[first : last + 1].translate(INVISIBLE)
            if words.strip():
                yield Word(min(a[0], b[0]), max(a[2], b[2]), min(a[1], b[1]), max(a[3], b[3]), words, own, spaces)
            spaces = 0


def _parts(start: int, end: int, piece: object) -> list[tuple[int, int, int]]:
    """Cut a word where the piece it is drawn in changes: (first, last, piece)."""
    first, last = piece(start), piece(end - 1)  # type: ignore[operator]
    if first == last:
        return [(start, end - 1, first)]
    parts = [(start, start, first)]
    for i in range(start + 1, end):
        own = piece(i)  # type: ignore[operator]
        if own == parts[-1][2]:
            parts[-1] = (parts[-1][0], i, own)
        else:
            parts.append((i, i, own))
    return parts


def _shapes(page: pdfium.PdfPage, kind: int) -> Iterator[tuple[object, Box]]:
    count = raw.FPDFPage_CountObjects(page)
    if count > OBJECTS:
        return
    left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    for i in range(count):
        shape = raw.FPDFPage_GetObject(page, i)
        if raw.FPDFPageObj_GetType(shape) == kind and raw.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
            yield shape, (left.value, bottom.value, right.value, top.value)


def _rules(page: pdfium.PdfPage, turn: _Turn, result: Page) -> None:
    for _, bounds in _shapes(page, raw.FPDF_PAGEOBJ_PATH):
        x0, top, x1, bottom = turn.box(*bounds)
        wide, high = x1 - x0 > THIN, bottom - top > THIN
        if wide:
            result.across += [(top, x0, x1), (bottom, x0, x1)] if high else [((top + bottom) / 2, x0, x1)]
        if high:
            result.down += [(x0, top, bottom), (x1, top, bottom)] if wide else [((x0 + x1) / 2, top, bottom)]


def _annotations(page: pdfium.PdfPage, turn: _Turn) -> Iterator[Word]:
    """Yield the values of form fields and the notes, where they stand on the page."""
    form = page.formenv
    for i in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, i)
        if not note:
            continue
        value = _value(form, note)
        rect = raw.FS_RECTF()
        if value and raw.FPDFAnnot_GetRect(note, rect):
            x0, top, x1, bottom = turn.box(
                rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top)
            )
            lines = value.splitlines()
            height = max(4.0, min((bottom - top) / len(lines), 14.0))
            middle = (top + bottom) / 2 if len(lines) == 1 else top + height / 2
            for n, line in enumerate(lines):
                if line.strip():
                    y = middle + n * height
                    right = min(max(x1, x0 + 1), x0 + 0.5 * height * len(line))
                    yield Word(x0, right, y - height / 2, y + height / 2, " ".join(line.split()), -2 - i)
        raw.FPDFPage_CloseAnnot(note)


def _value(form: object, note: object) -> str:
    kind = raw.FPDFAnnot_GetSubtype(note)
    if kind == raw.FPDF_ANNOT_WIDGET:
        if form is None:
            return _string(lambda b, n: raw.FPDFAnnot_GetStringValue(note, b"V", b, n))
        if raw.FPDFAnnot_GetFormFieldType(form, note) in {raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON}:
            return "[x]" if raw.FPDFAnnot_IsChecked(form, note) else ""
        return _string(lambda b, n: raw.FPDFAnnot_GetFormFieldValue(form, note, b, n))
    if kind in {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP}:
        return ""
    return _string(lambda b, n: raw.FPDFAnnot_GetStringValue(note, b"Contents", b, n))


def _string(ask: object) -> str:
    size = ask(None, 0)  # type: ignore[operator]
    if not 2 < size < 1 << 20:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)  # type: ignore[operator]
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\x00").translate(INVISIBLE).strip()
