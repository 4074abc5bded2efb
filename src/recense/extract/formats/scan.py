"""A picture of a page made ready for OCR: upright, straight, its letters large enough, its rules taken out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL.Image import Image

    from recense.extract.layout.page import Word

    Stroke = tuple[float, float, float]
    Area = tuple[float, float, float, float]  # left, top, right, bottom
    Recognize = Callable[[Image, int], tuple[list[Word], float]]

SHORT_SIDE = 595.0  # points: words are placed as if the page were A4
LETTERS = 18.0  # pixels: height of capitals that Tesseract reads best
LARGEST = 3.0  # times that a page may be enlarged
PIXELS = 24_000_000  # of the enlarged page
SURE = 70.0  # mean confidence above which the page is taken to be upright
RULE = 0.035  # of the page's width: a dark straight stroke longer than this is a rule
CAPITALS = 0.72  # em
EVEN = 0.85  # of the brightest paper: darker parts of the page lie in shadow
DARKEST = 40.0  # grey level of paper in shadow; below it is no paper (a border, a picture)


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
    image = _upright(_evenly_lit(image))
    best, confidence = _read(image, recognize)
    if best.words and confidence < SURE:
        for turn in (180, 90, 270):
            other, sure = _read(image.rotate(turn, expand=True, fillcolor=255), recognize)
            # by the letters that are well read: a few sure words among noise prove nothing
            if sure * sum(len(w.text) for w in other.words) > 1.15 * confidence * sum(len(w.text) for w in best.words):
                best, confidence = other, sure
            if confidence >= SURE:
                break
    return best


def _read(image: Image, recognize: Recognize) -> tuple[Scan, float]:
    from PIL import Image as Pillow

    dark = _dark(np.asarray(image))
    angle = skew(dark)
    if abs(angle) >= 0.05:
        image = image.rotate(angle, resample=Pillow.Resampling.BICUBIC, fillcolor=255)
        dark = _dark(np.asarray(image))
    across, down = find_rules(dark)
    pixels = np.array(image)
    pixels[_grown(across | down)] = 255
    image = Pillow.fromarray(pixels)
    letters = find_letters(dark & ~(across | down))
    scale = _enlargement(letters, image.width * image.height)
    if scale > 1.1:
        image = image.resize((round(image.width * scale), round(image.height * scale)), Pillow.Resampling.BICUBIC)
    small = SHORT_SIDE / min(dark.shape)
    rows, columns = _strokes(across), _strokes(down.T)
    boxes = areas(rows, columns, dark.shape) or [(0.0, 0.0, float(dark.shape[1]), float(dark.shape[0]))]
    boxes = [box for box in boxes if _holds_text(letters, box)]
    words, confidence = _recognize(image, boxes, image.width / dark.shape[1], recognize)
    unit = SHORT_SIDE / min(image.size)
    scan = Scan(
        image.width * unit,
        image.height * unit,
        [w._replace(x0=w.x0 * unit, x1=w.x1 * unit, top=w.top * unit, bottom=w.bottom * unit) for w in words],
        [(y * small, a * small, b * small) for y, a, b in rows],
        [(x * small, a * small, b * small) for x, a, b in columns],
    )
    return scan, confidence


def _recognize(image: Image, boxes: Sequence[Area], scale: float, recognize: Recognize) -> tuple[list[Word], float]:
    dpi = max(70, round(min(image.size) / SHORT_SIDE * 72))
    words: list[Word] = []
    sure = letters = 0.0
    for box in boxes:
        left, top, right, bottom = (round(scale * side) for side in box)
        found, confidence = recognize(image.crop((left, top, right, bottom)), dpi)
        count = sum(len(word.text) for word in found)
        letters, sure = letters + count, sure + confidence * count
        words += [w._replace(x0=w.x0 + left, x1=w.x1 + left, top=w.top + top, bottom=w.bottom + top) for w in found]
    return words, sure / letters if letters else 0.0


def _holds_text(letters: np.ndarray, box: Area) -> bool:
    """Tell whether an area has a few letters: on blank paper Tesseract reads words into the grain."""
    left, top, right, bottom = box
    if right - left < 15 or bottom - top < 15 or not len(letters):
        return False
    x, y = (letters[:, 2] + letters[:, 3]) / 2, (letters[:, 0] + letters[:, 1]) / 2
    return int(((x > left) & (x < right) & (y > top) & (y < bottom)).sum()) >= 2


def areas(rows: Sequence[Stroke], columns: Sequence[Stroke], shape: tuple[int, ...]) -> list[Area]:
    """Return the parts of a page to recognise apart, none when the whole page is best.

    In a ruled table with wrapped cells the lines of a cell stand between those of the next: a column is read alone.
    """
    height, width = shape[:2]
    extents: dict[int, list[float]] = {}
    for x, top, bottom in columns:
        near = next((known for known in extents if abs(known - x) < 0.008 * width), round(x))
        held = extents.setdefault(near, [top, bottom])
        held[:] = [min(held[0], top), max(held[1], bottom)]
    long = {x: e for x, e in extents.items() if e[1] - e[0] > 0.2 * height}
    if len(long) < 4:
        return []
    top, bottom = min(e[0] for e in long.values()), max(e[1] for e in long.values())
    if any(e[0] - top > 0.05 * height or bottom - e[1] > 0.05 * height for e in long.values()):
        return []  # several tables
    xs = sorted(long)
    if not _has_tall_rows([y for y, a, b in rows if b - a > 0.5 * (xs[-1] - xs[0])], height):
        return []
    edges = [0, *xs, width]
    parts = [(0.0, 0.0, float(width), top), *((float(a), top, float(b), bottom) for a, b in pairwise(edges))]
    return [*parts, (0.0, bottom, float(width), float(height))]


def _has_tall_rows(ordinates: Sequence[float], height: int) -> bool:
    ys = sorted(ordinates)
    steps = sorted(b - a for a, b in pairwise(ys) if b - a > 0.006 * height)
    return len(steps) > 2 and steps[-1] > 1.5 * steps[0]


def _dark(pixels: np.ndarray) -> np.ndarray:
    """Return which pixels are ink, against the paper around them."""
    from scipy.ndimage import uniform_filter

    paper = uniform_filter(pixels.astype(np.float32), size=max(15, min(pixels.shape) // 25))
    return np.asarray(pixels < np.minimum(paper * 0.80, 200))


def _evenly_lit(image: Image) -> Image:
    """Whiten the paper of a photographed page: Tesseract takes what lies in shadow for ink. Even pages stay as they are."""
    from PIL import Image as Pillow
    from scipy.ndimage import gaussian_filter, maximum_filter

    small = np.asarray(image.reduce(8), dtype=np.float32)
    # the reduced paper around the letters, without the letters
    paper = gaussian_filter(maximum_filter(small, size=7), 4)
    dim, bright = (float(v) for v in np.quantile(paper, (0.02, 0.98)))
    if dim > EVEN * bright or dim < DARKEST:
        return image
    lit = Pillow.fromarray(paper).resize(image.size, Pillow.Resampling.BILINEAR)
    pixels = np.asarray(image, dtype=np.float32) * (245.0 / np.maximum(np.asarray(lit), 1.0))
    return Pillow.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _upright(image: Image) -> Image:
    """Turn a page whose lines of text run from top to bottom: rows of ink alternate more along the lines."""
    dark = _dark(np.asarray(image.reduce(max(1, min(image.size) // 800))))
    return (
        image.rotate(90, expand=True, fillcolor=255)
        if _contrast(dark.sum(axis=0)) > 2 * _contrast(dark.sum(axis=1))
        else image
    )


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
    return np.asarray(opened.astype(bool) & dark)


def _grown(mask: np.ndarray) -> np.ndarray:
    from scipy.ndimage import binary_dilation

    return np.asarray(binary_dilation(mask, iterations=1))


def _strokes(mask: np.ndarray) -> list[tuple[float, float, float]]:
    """Return the horizontal strokes of a mask: (y, first x, last x)."""
    from scipy.ndimage import find_objects, label

    found, _ = label(mask, structure=np.ones((3, 3)))
    return [
        ((rows.start + rows.stop) / 2, float(columns.start), float(columns.stop))
        for rows, columns in find_objects(found)
        if columns.stop - columns.start > 20
    ]


def find_letters(dark: np.ndarray) -> np.ndarray:
    """Return the spots of ink as high as letters: top, bottom, left, right, a row each."""
    from scipy.ndimage import find_objects, label

    found, _ = label(dark)
    boxes = np.array([(r.start, r.stop, c.start, c.stop) for r, c in find_objects(found)]).reshape(-1, 4)
    high, wide = boxes[:, 1] - boxes[:, 0], boxes[:, 3] - boxes[:, 2]
    return np.asarray(boxes[(high >= 6) & (high <= 150) & (wide > 2)])


def _enlargement(letters: np.ndarray, pixels: int) -> float:
    """Return by how much to enlarge the page for its capitals to be as high as Tesseract likes."""
    if len(letters) < 20:
        return 1.0
    capitals = float(np.quantile(letters[:, 1] - letters[:, 0], 0.75))
    return float(min(LARGEST, max(1.0, LETTERS / capitals), (PIXELS / pixels) ** 0.5))
