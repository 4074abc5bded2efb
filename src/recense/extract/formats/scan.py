"""A picture of a page made ready for OCR: upright, straight, its letters large enough, its rules taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from recense.extract.layout.page import Word

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

    Recognize = Callable[[Image, int], tuple[list[Word], float]]

SHORT_SIDE = 595.0  # points: words are placed as if the page were A4
LETTERS = 20.0  # pixels: height of capitals that Tesseract reads best
LARGEST = 3.0  # times that a page may be enlarged
PIXELS = 24_000_000  # of the enlarged page
SURE = 70.0  # mean confidence above which the page is taken to be upright
RULE = 0.035  # of the page's width: a dark straight stroke longer than this is a rule
CAPITALS = 0.72  # em


@dataclass(slots=True)
class Scan:
    """What was recognised on a page, in points."""

    width: float
    height: float
    words: list[Word]
    across: list[tuple[float, float, float]]
    down: list[tuple[float, float, float]]


def prepare(image: Image, recognize: Recognize) -> Scan:
    """Read a grey page: the way up that reads best is kept."""
    image = _upright(image)
    best, confidence = _read(image, recognize)
    if confidence < SURE:
        for turn in (180, 90, 270):
            other, sure = _read(image.rotate(turn, expand=True, fillcolor=255), recognize)
            # by the letters that are well read: a few sure words among noise prove nothing
            if sure * sum(len(w.text) for w in other.words) > 1.15 * confidence * sum(len(w.text) for w in best.words):
                best, confidence = other, sure
            if confidence >= SURE:
                break
    return best


def _read(image: Image, recognize: Recognize) -> tuple[Scan, float]:
    from PIL import Image as images

    dark = _dark(np.asarray(image))
    angle = skew(dark)
    if abs(angle) >= 0.05:
        image = image.rotate(angle, resample=images.Resampling.BICUBIC, fillcolor=255)
        dark = _dark(np.asarray(image))
    across, down = find_rules(dark)
    pixels = np.array(image)
    pixels[_grown(across | down)] = 255
    image = images.fromarray(pixels)
    scale = _enlargement(dark & ~(across | down), image.width * image.height)
    if scale > 1.1:
        image = image.resize(
            (round(image.width * scale), round(image.height * scale)), images.Resampling.BICUBIC
        )
    words, confidence = recognize(image, max(70, round(min(image.size) / SHORT_SIDE * 72)))
    unit = SHORT_SIDE / min(image.size)
    small = SHORT_SIDE / min(dark.shape)
    scan = Scan(
        image.width * unit,
        image.height * unit,
        [w._replace(x0=w.x0 * unit, x1=w.x1 * unit, top=w.top * unit, bottom=w.bottom * unit) for w in words],
        [(y * small, a * small, b * small) for y, a, b in _strokes(across)],
        [(x * small, a * small, b * small) for x, a, b in _strokes(down.T)],
    )
    return scan, confidence


def _dark(pixels: np.ndarray) -> np.ndarray:
    """Return which pixels are ink, against the paper around them (Otsu's threshold of the page, at least)."""
    from scipy.ndimage import uniform_filter

    paper = uniform_filter(pixels.astype(np.float32), size=max(15, min(pixels.shape) // 25))
    return pixels < np.minimum(paper * 0.80, 200)


def _upright(image: Image) -> Image:
    """Turn a page whose lines of text run from top to bottom: rows of ink alternate more along the lines."""
    dark = _dark(np.asarray(image.reduce(max(1, min(image.size) // 800))))
    return image.rotate(90, expand=True, fillcolor=255) if _contrast(dark.sum(axis=0)) > 2 * _contrast(dark.sum(axis=1)) else image


def _contrast(profile: np.ndarray) -> float:
    return float(np.square(np.diff(profile.astype(float))).sum() / max(1.0, float(profile.sum())))


def skew(dark: np.ndarray) -> float:
    """Return the angle in degrees, counter-clockwise, that makes the lines of text level."""
    y, x = np.nonzero(dark)
    if len(x) < 200:
        return 0.0
    kept = slice(None, None, max(1, len(x) // 150_000))
    x, y = x[kept].astype(np.float32), y[kept].astype(np.float32)
    size = int(dark.shape[0] * 1.3)

    def sharpness(angle: float) -> float:
        rows = y - x * np.float32(np.tan(np.radians(angle)))
        counts = np.bincount((rows - rows.min()).astype(np.int32), minlength=size)
        return float(np.square(np.diff(counts.astype(np.float64))).sum())

    coarse = max(np.arange(-6, 6.01, 0.5), key=sharpness)
    fine = max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=sharpness)
    return float(max(np.arange(fine - 0.1, fine + 0.11, 0.025), key=sharpness))


def find_rules(dark: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the pixels of the horizontal and of the vertical rules."""
    length = max(40, round(RULE * min(dark.shape)))
    return _long(dark, length, 1), _long(dark, length, 0)


def _long(dark: np.ndarray, length: int, axis: int) -> np.ndarray:
    """Keep the strokes at least `length` long: an opening, along `axis`, of the page thickened by a pixel or so."""
    from scipy.ndimage import maximum_filter1d, minimum_filter1d

    thick = maximum_filter1d(dark.astype(np.uint8), 3, axis=1 - axis)
    opened = maximum_filter1d(minimum_filter1d(thick, length, axis=axis), length, axis=axis)
    return opened.astype(bool) & dark


def _grown(mask: np.ndarray) -> np.ndarray:
    from scipy.ndimage import binary_dilation

    return binary_dilation(mask, iterations=1)


def _strokes(mask: np.ndarray) -> list[tuple[float, float, float]]:
    """Return the horizontal strokes of a mask: (y, first x, last x)."""
    from scipy.ndimage import find_objects, label

    found, _ = label(mask, structure=np.ones((3, 3)))
    return [
        ((rows.start + rows.stop) / 2, float(columns.start), float(columns.stop))
        for rows, columns in find_objects(found)
        if columns.stop - columns.start > 20
    ]


def _enlargement(dark: np.ndarray, pixels: int) -> float:
    """Return by how much to enlarge the page for its capitals to be as high as Tesseract likes."""
    from scipy.ndimage import find_objects, label

    found, count = label(dark)
    if not count:
        return 1.0
    heights = [rows.stop - rows.start for rows, columns in find_objects(found) if columns.stop - columns.start > 2]
    heights = sorted(h for h in heights if 5 <= h <= 120)
    if len(heights) < 20:
        return 1.0
    capitals = heights[int(0.75 * len(heights))]
    return float(min(LARGEST, max(1.0, LETTERS / capitals), (PIXELS / pixels) ** 0.5))
