"""Pictures of text: OCR in French, with the place of every word, so that scanned lists come back as rows.

Tesseract reads the page as one block of lines (page segmentation 6): its default reads a list column by column, and the
rows are lost. Which language data is used is decided by what is installed; without French, scans are not read.
"""

from __future__ import annotations

import os
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from recense.errors import Suspicious, TooLarge, Unreadable, Unsupported
from recense.extract.formats.scan import CAPITALS, prepare
from recense.extract.layout.page import Page, Word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Any, Self

    from PIL.Image import Image

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

MOST_PIXELS = 120_000_000  # A0 at 200 dpi is 62 million; a bomb has thousands
LANGUAGE = "fra"


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the form of every reader
    """Recognise the text of an image, page by page for a TIFF of several."""
    from recense.extract.formats.pdf import write_pages

    failed: list[int] = []
    with Recognition() as recognition:
        pages = [recognition.page(frame, number) for number, frame in _frames(source, failed)]
    write_pages(pages, writer)
    if failed:
        writer.problem(f"page {failed[0]} and what follows could not be decoded: the image is damaged")
    if failed == [1]:
        raise Unreadable("the image cannot be decoded: it is damaged or truncated")


def has_language() -> str | None:
    """Return the folder of the French data, None when it is not installed."""
    folders = [Path(os.environ["TESSDATA_PREFIX"])] if os.environ.get("TESSDATA_PREFIX") else []
    folders += [f / "tessdata" for f in folders]
    folders += sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True)
    folders += [Path("/usr/share/tessdata"), Path("/usr/local/share/tessdata"), Path("/opt/homebrew/share/tessdata")]
    return next((str(f) for f in folders if (f / f"{LANGUAGE}.traineddata").is_file()), None)


class Recognition:
    """Tesseract, ready. Use as a context manager.

    Raises:
        Unsupported: the French language data, or the library, is not installed.

    """

    def __init__(self) -> None:
        folder = has_language()
        if folder is None:
            raise Unsupported("install tesseract-ocr-fra to read scans")
        os.environ["OMP_THREAD_LIMIT"] = "1"  # there is one worker a core
        try:
            import tesserocr
        except ImportError as error:
            raise Unsupported("install the Python package tesserocr to read scans") from error
        self._levels = tesserocr.RIL
        self._api: Any = tesserocr.PyTessBaseAPI(path=folder, lang=LANGUAGE, psm=tesserocr.PSM.SINGLE_BLOCK)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Free the memory of Tesseract."""
        self._api.End()

    def page(self, image: Image, number: int) -> Page:
        """Recognise one page: straightened, upright, without its rules, which come back as such."""
        scan = prepare(image, self.words)
        return Page(number, scan.width, scan.height, scan.words, scan.across, scan.down)

    def words(self, image: Image, dpi: int) -> tuple[list[Word], float]:
        """Return the words of an upright grey image, boxes in pixels, and their mean confidence (0 to 100)."""
        self._api.SetImage(image)
        self._api.SetSourceResolution(dpi)
        self._api.Recognize()
        lines: dict[tuple[int, ...], list[tuple[tuple[int, int, int, int], str]]] = {}
        confidence = letters = 0.0
        for item in self._items():
            box, text = item.BoundingBox(self._levels.WORD), (item.GetUTF8Text(self._levels.WORD) or "").strip()
            if text and box:
                confidence += item.Confidence(self._levels.WORD) * len(text)
                letters += len(text)
                lines.setdefault(item.BoundingBox(self._levels.TEXTLINE), []).append((box, text))
        words = [word for line in lines.values() for word in _level(line)]
        return words, confidence / letters if letters else 0.0

    def _items(self) -> Iterator[Any]:
        import tesserocr

        iterator = self._api.GetIterator()
        return tesserocr.iterate_level(iterator, self._levels.WORD) if iterator else iter(())


def _level(line: list[tuple[tuple[int, int, int, int], str]]) -> Iterator[Word]:
    """Give the words of a line its own middle and height (as a loose box of a font has): their ink goes up and down."""
    tall = [(top, bottom) for (_, top, _, bottom), text in line if len(text) > 2] or [(b[1], b[3]) for b, _ in line]
    middle = median((top + bottom) / 2 for top, bottom in tall)
    height = median(bottom - top for top, bottom in tall) / CAPITALS * 1.15
    for (x0, _, x1, _), text in line:
        yield Word(x0, x1, middle - height / 2, middle + height / 2, text)


def _grey(picture: Image) -> Image:
    """Return a picture in grey, upright as its EXIF says, on white paper where it is transparent."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    picture = ImageOps.exif_transpose(picture)
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        paper = Pillow.new("RGBA", picture.size, "white")
        picture = Pillow.alpha_composite(paper, picture)
    elif picture.mode.startswith("I"):  # 16 bits a pixel
        picture = picture.point(lambda value: value / 256).convert("L")
    return picture.convert("L")


def _frames(source: Path, failed: list[int]) -> Iterator[tuple[int, Image]]:
    """Yield the numbered pages of an image, upright as its EXIF says, one in memory at a time."""
    from PIL import Image as Pillow

    try:
        picture = Pillow.open(source)
    except Pillow.DecompressionBombError as error:
        raise Suspicious("the image is larger than any scan: it would fill the memory") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise Unreadable("the image cannot be decoded: it is damaged or truncated") from error
    with picture:
        # the frames of a moving picture (GIF, WebP) are no pages
        for index in range(getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1):
            try:
                picture.seek(index)
                if picture.width * picture.height > MOST_PIXELS:
                    raise TooLarge("the image has more pixels than any scan: resize it and add the smaller copy")
                yield index + 1, _grey(picture)
            except (OSError, ValueError, SyntaxError, EOFError):
                failed.append(index + 1)
                return
