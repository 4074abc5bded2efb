"""Scanned pages: printed at 200 dpi, a little askew, noisy, compressed; as images or as PDF without text."""

from __future__ import annotations

import textwrap
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from recense.invent.writers.delimited import encoded, text_of
from recense.invent.writers.stamped import STAMP

if TYPE_CHECKING:
    import random

    from recense.invent.letters import Letter
    from recense.invent.sheets import Book
    from recense.invent.writers.workbooks import Spot

DPI = 200
PORTRAIT = (1654, 2339)  # A4


@cache
def _font_files() -> tuple[str, ...]:
    """Return the fonts at hand: the system's where there are, else those that come with a library."""
    import reportlab

    system = Path("/usr/share/fonts/truetype/dejavu")
    files = [system / n for n in ("DejaVuSans.ttf", "DejaVuSerif.ttf", "DejaVuSansCondensed.ttf")]
    files.append(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")
    return tuple(str(f) for f in files if f.exists())


def _font(size: int, rng: random.Random) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(rng.choice(_font_files()), size)


def write_list(path: Path, book: Book, rng: random.Random, image: str) -> list[list[Spot]]:
    """Scan the first page of a printed list; the rows that do not fit are not printed."""
    from PIL import Image, ImageDraw

    sheet = book[0]
    width, height = PORTRAIT[::-1] if sheet.width > 4 else PORTRAIT
    page = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(page)
    rows = [[encoded(text_of(c).replace("\n", " "), "cp1252").decode("cp1252") for c in r] for r in sheet.rows]
    size = 30
    records = [r for i, r in enumerate(rows) if i in sheet.owners or i in sheet.header_rows]
    count = max(map(len, records), default=1)
    font = _font(size, rng)
    while size > 17 and sum(_widths(records, count, font, draw)) > width - 160:
        size -= 1
        font = font.font_variant(size=size)
    edges = [80.0]
    for column in _widths(records, count, font, draw):
        edges.append(edges[-1] + column)
    ruled = rng.random() < 0.4
    y, step = 100.0, size * rng.choice((1.5, 1.7, 2.0))
    spots: list[Spot] = []
    for number, cells in enumerate(rows):
        if y + step > height - 80:
            sheet.owners.pop(number, None)
            spots.append(("", None))
            continue
        record = number in sheet.owners or number in sheet.header_rows
        for column, text in enumerate(cells if record else [" ".join(c for c in cells if c)]):
            draw.text((edges[column] if record else 80, y), text, fill=20, font=font)
        if ruled and record:
            draw.line((edges[0] - 8, y + step - 6, min(edges[-1], width - 40), y + step - 6), fill=90, width=2)
        spots.append(("page=1", None))
        y += step
    _save(path, page, rng, image)
    return [spots, *[[] for _ in book[1:]]] if _drop_sheets(book) else [spots]


def _drop_sheets(book: Book) -> bool:
    """Forget the sheets that were not printed."""
    for sheet in book[1:]:
        sheet.owners.clear()
    return len(book) > 1


def _widths(records: list[list[str]], count: int, font: Any, draw: Any) -> list[float]:
    return [
        max((draw.textlength(r[c], font=font) for r in records if c < len(r)), default=10) + 26 for c in range(count)
    ]


def write_letter(path: Path, letter: Letter, rng: random.Random, image: str) -> list[Spot]:
    """Scan a letter of one page; its last lines are lost if it is longer."""
    from PIL import Image, ImageDraw

    page = Image.new("L", PORTRAIT, 255)
    draw = ImageDraw.Draw(page)
    size = rng.choice((28, 30, 32))
    font, y = _font(size, rng), 140.0
    for paragraph in letter.paragraphs:
        for line in textwrap.wrap(paragraph, int(1400 / (size * 0.53))) or [""]:
            draw.text((120, y), encoded(line, "cp1252").decode("cp1252"), fill=25, font=font)
            y += size * 1.5
    assert y < PORTRAIT[1], "a scanned letter must fit its page"
    _save(path, page, rng, image)
    return [("page=1", None)] * len(letter.paragraphs)


def _save(path: Path, page: Any, rng: random.Random, image: str) -> None:
    """Skew, dirty and compress the page."""
    from PIL import Image

    page = page.rotate(rng.uniform(-1, 1), resample=Image.Resampling.BICUBIC, fillcolor=255)
    pixels = np.asarray(page, dtype=np.int16)
    dirt = np.random.default_rng(rng.randrange(2**32))
    pixels = pixels - rng.randrange(0, 12) + dirt.normal(0, rng.uniform(2, 9), pixels.shape).astype(np.int16)
    specks = dirt.random(pixels.shape) < 0.0004
    pixels[specks] = dirt.integers(0, 160, int(specks.sum()))
    page = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    if image == "png":
        page.convert("L").save(path, dpi=(DPI, DPI))
    elif image == "tiff":
        page.point(lambda v: 255 if v > 150 else 0).convert("1").save(path, compression="group4", dpi=(DPI, DPI))
    elif image == "pdf":
        written = time.struct_time((*STAMP, 0, 0, 0))
        page.save(path, resolution=DPI, quality=rng.randrange(60, 85), creationDate=written, modDate=written)
    else:
        page.save(path, quality=rng.randrange(50, 85), dpi=(DPI, DPI))
