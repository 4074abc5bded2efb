"""Scans: the rows of a scanned list, the words of a scanned letter. Needs Tesseract's French data."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from printed import lines, people, table
from reportlab.pdfgen.canvas import Canvas

from recense.errors import Suspicious, TooLarge, Unreadable, Unsupported
from recense.extract.formats import ocr, scan

needs_french = pytest.mark.skipif(ocr.has_language() is None, reason="Tesseract's French data is not installed")


def scanned(pdf: bytes, skew: float = 0.0, turn: int = 0) -> Image.Image:
    """The first page as a scanner at 200 dpi gives it: askew, grainy, compressed."""
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=200 / 72).to_pil().convert("L")
    page = page.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255).rotate(turn, expand=True)
    grain = np.random.default_rng(1).normal(0, 12, (page.height, page.width))
    page = Image.fromarray((np.asarray(page) + grain).clip(0, 255).astype("uint8"))
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=55)
    return Image.open(io.BytesIO(stream.getvalue()))


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def exact(reading, rows) -> float:
    """Share of the names, birth dates and numbers that came back in their row, spaces of numbers apart."""
    found = {tuple((c or "").replace(" ", "") for c in cells[:4]) for cells in reading.cells() if len(cells) > 3}
    return sum(tuple(c.replace(" ", "") for c in row[:4]) in found for row in rows) / len(rows)


@pytest.mark.ocr
@needs_french
@pytest.mark.parametrize(("ruled", "skew"), [(True, 0.8), (False, -1.3)])
def test_a_scanned_list_comes_back_in_rows(read, ruled, skew):
    rows = people(14)
    reading = read(saved(scanned(table(rows, ruled=ruled), skew), "PNG"), "image/png")
    assert exact(reading, rows) >= 0.9
    assert reading.places() == ["page=1"]


@pytest.mark.ocr
@needs_french
def test_a_list_photographed_in_shadow_comes_back_in_rows(read):
    rows = people(14)
    page = np.asarray(scanned(table(rows), -0.6), dtype=float)
    y, x = np.mgrid[0:1:page.shape[0] * 1j, 0:1:page.shape[1] * 1j]  # fmt: skip
    page = page * (0.55 + 0.4 * (1 - (x - 0.4) ** 2 - (y - 0.4) ** 2))
    reading = read(saved(Image.fromarray(page.clip(0, 255).astype("uint8")), "PNG"), "image/png")
    assert exact(reading, rows) >= 0.9


@needs_french
def test_even_paper_is_left_as_it_is():
    page = scanned(lines("Madame DUVAL"))
    assert scan._evenly_lit(page) is page


@pytest.mark.ocr
@needs_french
def test_folded_cells_of_a_scanned_ruled_table_are_joined_again(read):
    rows = people(10)
    reading = read(saved(scanned(table(rows, ruled=True, wrap=True, middle=True), 0.5), "PNG"), "image/png")
    assert exact(reading, rows) >= 0.9


@pytest.mark.ocr
@needs_french
@pytest.mark.parametrize("turn", [90, 180])
def test_a_letter_scanned_askew_and_upside_down_is_read(read, turn):
    data = lines("Monsieur,", "Madame Ginette DUVAL, née le 12/03/1950, a été hospitalisée.", "Cordialement,")
    reading = read(saved(scanned(data, 0.6, turn), "PNG"), "image/png")
    assert "Madame Ginette DUVAL, née le 12/03/1950, a été hospitalisée." in reading.words()
    assert reading.answer["grids"] == 0


@pytest.mark.ocr
@needs_french
def test_every_page_of_a_tiff_is_read(read):
    pages = [scanned(lines(f"Dossier de Madame DUVAL numéro {n}")) for n in (1, 2)]
    reading = read(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "image/tiff")
    assert [(x["place"], x["cells"][0][-1]) for x in reading.lines] == [("page=1", "1"), ("page=2", "2")]


@pytest.mark.ocr
@needs_french
def test_a_transparent_picture_is_read_on_white_paper(read):
    ink = scanned(lines("Compte rendu de Madame DUVAL")).convert("L")
    clear = Image.new("RGBA", ink.size, (0, 0, 0, 0))
    clear.putalpha(ink.point(lambda value: 255 if value < 128 else 0))
    assert read(saved(clear, "PNG"), "image/png").words() == ["Compte rendu de Madame DUVAL"]


@pytest.mark.ocr
@needs_french
def test_blank_paper_gives_nothing(read):
    assert read(saved(scanned(lines("")), "PNG"), "image/png").lines == []


@pytest.mark.ocr
@needs_french
def test_a_pdf_of_text_and_scans_is_handed_over_and_read_whole(read, tmp_path):
    scanned(lines("Page du milieu, Madame DUVAL")).save(tmp_path / "scan.jpg")
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(50, 800, "Première page")
    canvas.showPage()
    canvas.drawImage(str(tmp_path / "scan.jpg"), 0, 0, 595, 842)
    canvas.showPage()
    canvas.drawString(50, 800, "Dernière page")
    canvas.save()
    with pytest.raises(Unsupported, match="OCR"):
        read(stream.getvalue(), "application/pdf")
    reading = read(stream.getvalue(), "application/pdf", reader="pdf with ocr")
    assert reading.words() == ["Première page", "Page du milieu, Madame DUVAL", "Dernière page"]
    assert reading.places() == ["page=1", "page=2", "page=3"]


def test_without_language_data_an_image_is_unsupported_and_a_pdf_keeps_its_text(read, monkeypatch, tmp_path):
    monkeypatch.setattr(ocr, "has_language", lambda: None)
    scanned(lines("Madame DUVAL")).save(tmp_path / "scan.jpg")
    with pytest.raises(Unsupported, match="install tesseract-ocr-fra to read scans"):
        read((tmp_path / "scan.jpg").read_bytes(), "image/jpeg")
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(50, 800, "Première page")
    canvas.showPage()
    canvas.drawImage(str(tmp_path / "scan.jpg"), 0, 0, 595, 842)
    canvas.save()
    reading = read(stream.getvalue(), "application/pdf")
    assert reading.words() == ["Première page"]
    assert "page 2" in reading.problem
    assert "install tesseract-ocr-fra to read scans" in reading.problem
    assert not reading.answer["repeatable"]


@pytest.mark.ocr
@needs_french
def test_a_damaged_image_is_unreadable(read):
    with pytest.raises(Unreadable, match="damaged"):
        read(saved(scanned(lines("Madame DUVAL")), "PNG")[:2000], "image/png")


@pytest.mark.ocr
@needs_french
def test_a_picture_that_unpacks_to_more_than_any_scan_is_refused(read):
    with pytest.raises(Suspicious, match="larger than any scan"):
        read(saved(Image.new("1", (20_000, 20_000), 1), "PNG"), "image/png")
    with pytest.raises(TooLarge, match="resize"):
        read(saved(Image.new("1", (13_000, 10_000), 1), "PNG"), "image/png")


@pytest.mark.parametrize("angle", [-3.0, -0.7, 0.0, 1.4])
def test_the_skew_of_a_page_is_measured_to_a_tenth_of_a_degree(angle):
    page = scanned(table(people(25)), angle)
    assert scan.skew(np.asarray(page) < 120) == pytest.approx(-angle, abs=0.1)


def test_rules_are_told_from_letters():
    page = np.zeros((400, 600), dtype=bool)
    page[100:102, 50:550] = page[50:350, 300:302] = True
    page[200:212, 100:106] = True  # the stem of a letter
    across, down = scan.find_rules(page)
    assert (int(across.sum()), int(down.sum())) == pytest.approx((1000, 600), abs=12)
