"""Words into lines, lines into runs: where one cell ends and the next begins.

Between two words of a line the gap is narrow (a space), wide (a new run), or doubtful: as wide as a space, yet between
two pieces drawn apart. A narrow gap is a boundary too when it is an *edge*: an abscissa where many lines start (or end)
a word and hardly any line runs across. That is how the columns of tight tables and of fixed-width lists look.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from recense.extract.layout.page import Line, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from recense.extract.layout.page import Page, Word

EM = 0.87  # of the height of a loose character box: ascent plus descent is about 1.15 em
GLUED = 0.1  # em: below it two pieces are one word
WIDE_SAME = 0.95  # em, inside one piece: one space of a fixed-width font is 0.6, two are 1.2
WIDE = 0.62  # em, between two pieces
NUMERIC = re.compile(r"[\d.,:/+()-]+[hHhAB]?\d*")
DASHES = re.compile(r"[-=_+|*]+")
CROSSING = 0.15  # of the lines that hold an edge may have a word across it
HOLDING = 0.2  # of all lines must hold an edge


@dataclass(slots=True)
class Edges:
    """Abscissas (rounded) where a narrow gap parts two cells: before a word's start, after a word's end."""

    starts: set[int] = field(default_factory=set)
    ends: set[int] = field(default_factory=set)


def words_by_line(page: Page) -> list[list[Word]]:
    """Group the words of a page into lines, top to bottom, each from left to right."""
    lines: list[list[Word]] = []
    middle = height = 0.0
    for word in sorted(page.words, key=lambda w: (w.top + w.bottom, w.x0)):
        own = (word.top + word.bottom) / 2
        if lines and own - middle <= 0.4 * min(height, word.bottom - word.top):
            lines[-1].append(word)
        else:
            lines.append([word])
            middle, height = own, word.bottom - word.top
    for line in lines:
        line.sort(key=lambda w: w.x0)
    return lines


def build_lines(pages: Sequence[Page]) -> list[list[Line]]:
    """Build the lines of pages that belong together, so that narrow gaps are judged by all of them."""
    grouped = [words_by_line(page) for page in pages]
    lines = [words for page in grouped for words in page]
    wide = _wide(lines)
    edges = _edges(lines, wide)
    return [
        [
            Line(number, min(w.top for w in words), max(w.bottom for w in words), _runs(words, edges, wide))
            for number, words in enumerate(page, 1)
        ]
        for page in grouped
    ]


def _em(words: Sequence[Word]) -> float:
    heights = sorted(w.bottom - w.top for w in words)
    return EM * heights[len(heights) // 2] or 1.0


def _wide(lines: Sequence[Sequence[Word]]) -> float:
    """Return how wide, in em, a gap between two pieces must be to part two cells: more where all spaces are wide.

    The words of a fixed-width font that were drawn (or recognised) one by one stand 0.6 to 0.8 em apart.
    """
    widths = [
        (b.x0 - a.x1) / _em(words) for words in lines for a, b in pairwise(words) if a.piece != b.piece or a.piece < 0
    ]
    near = Counter(round(width * 10) for width in widths if 0 < width < 3)
    if not near:
        return WIDE
    usual = max((tenth for tenth in near if tenth < 12), key=lambda t: near[t - 1] + near[t] + near[t + 1], default=0)
    held = near[usual - 1] + near[usual] + near[usual + 1]
    return max(WIDE, 0.15 * usual) if held > 0.3 * near.total() else WIDE


def _gaps(words: Sequence[Word], wide: float) -> list[str]:
    """Return what each gap of a line is: glued, space, doubtful or wide."""
    em = _em(words)
    widths = [(b.x0 - a.x1) / em for a, b in pairwise(words)]
    same = [a.piece == b.piece >= 0 for a, b in pairwise(words)]
    spread: dict[int, list[float]] = {}
    for width, together, word in zip(widths, same, words[1:], strict=True):
        if together and word.spaces == 1:
            spread.setdefault(word.piece, []).append(width)
    # spread by the same amount at each space: a justified line of prose
    justified = {piece for piece, held in spread.items() if len(held) > 2 and max(held) - min(held) < 0.1 * max(held)}
    return [
        _kind(width, together, word.spaces, word.piece in justified, wide)
        for width, together, word in zip(widths, same, words[1:], strict=True)
    ]


def _kind(gap: float, together: bool, spaces: int, justified: bool, wide: float) -> str:
    if together:
        if spaces > 1 or (gap > WIDE_SAME and not justified):
            return "wide"
        return "space" if spaces else "glued"
    if gap > wide:
        return "wide"
    return "doubtful" if gap > GLUED or spaces else "glued"


@dataclass(slots=True)
class _Side:
    """One side of the gaps of all lines: where words start after them, or end before them."""

    wide: Counter[int] = field(default_factory=Counter)
    narrow: dict[int, list[tuple[Word, Word]]] = field(default_factory=dict)
    aligned: Counter[int] = field(default_factory=Counter)  # `wide`, in lines that keep to the edges found so far


def _edges(lines: Sequence[Sequence[Word]], wide: float) -> Edges:
    starts, ends = _Side(), _Side()
    rows: list[tuple[list[int], list[int]]] = []  # the wide gaps of each line
    spaces = doubtful = 0
    for words in lines:
        row: tuple[list[int], list[int]] = ([], [])
        for left, right, kind in zip(words, words[1:], _gaps(words, wide), strict=False):
            if kind == "wide":
                row[0].append(round(right.x0))
                row[1].append(round(left.x1))
            elif kind != "glued":
                starts.narrow.setdefault(round(right.x0), []).append((left, right))
                ends.narrow.setdefault(round(left.x1), []).append((left, right))
                spaces += kind == "space"
                doubtful += kind == "doubtful"
        starts.wide.update(row[0])
        ends.wide.update(row[1])
        rows.append(row)
    # titles and names of sections, which have few words, may run across
    usual = sorted(len(words) for words in lines)[len(lines) // 2] if lines else 0
    across = _Across([w for words in lines for w in words if len(words) > 0.5 * usual])
    # pieces that hold several words are cells drawn whole: then two numbers drawn apart are two cells
    whole = spaces >= 0.05 * doubtful > 0
    found = Edges()
    # words that end together by chance are common (services, first names); right-aligned columns are numbers
    ends.narrow = {x: pairs for x, pairs in ends.narrow.items() if all(NUMERIC.fullmatch(a.text) for a, _ in pairs)}
    for side, kept, which in ((starts, found.starts, 0), (ends, found.ends, 1)):
        kept |= {x for x in side.narrow if _is_edge(x, side, across, len(lines), whole)}
        known = kept | {x for x, count in side.wide.items() if count >= HOLDING * len(lines)}
        for places in (row[which] for row in rows):
            held = sum(any(x + step in known for step in (-1, 0, 1)) for x in places)
            # a header stands where its column starts; where it ends says nothing
            if which == 0 and len(places) > 1 and held >= len(places) / 2:
                side.aligned.update(places)
        kept |= {x for x in side.narrow if _is_edge(x, side, across, len(lines), whole)}
    return found


class _Across:
    """How many words run across an abscissa."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._begun = np.sort([w.x0 for w in words])
        self._ended = np.sort([w.x1 for w in words])

    def count(self, x: float) -> int:
        return int(np.searchsorted(self._begun, x) - np.searchsorted(self._ended, x, side="right"))


def _is_edge(x: int, side: _Side, across: _Across, lines: int, whole: bool) -> bool:
    pairs = [pair for step in (-1, 0, 1) for pair in side.narrow.get(x + step, ())]
    strong = sum(side.wide[x + step] for step in (-1, 0, 1))
    here = len(pairs) + strong
    around = sum(side.wide[x + step] + len(side.narrow.get(x + step, ())) for step in range(-5, 6))
    if here < 0.5 * around or here < 3:
        return False
    left, right = pairs[0]
    apart = all(a.piece != b.piece or a.piece < 0 for a, b in pairs)
    varied = len({(a.text, b.text) for a, b in pairs}) >= max(3, 0.05 * len(pairs))
    if apart and strong >= max(2, 0.02 * lines, (0.2 if varied else 1.0) * len(pairs)):
        return True
    if here < HOLDING * lines or across.count((left.x1 + right.x0) / 2) > CROSSING * here:
        return False
    header = any(side.aligned[x + step] for step in (-1, 0, 1))
    return _parts_cells(pairs, header, varied, whole and apart)


def _parts_cells(pairs: Sequence[tuple[Word, Word]], header: bool, varied: bool, whole: bool) -> bool:
    """Tell whether a place where nothing runs across parts two cells, or the words of one (a date and its time)."""
    ruled = any(DASHES.fullmatch(a.text) and DASHES.fullmatch(b.text) for a, b in pairs)
    if ruled or (whole and varied):
        return True
    numbers = [(bool(NUMERIC.fullmatch(a.text)), bool(NUMERIC.fullmatch(b.text))) for a, b in pairs]
    if sum(a and b for a, b in numbers) >= 0.5 * len(pairs):
        return header
    if sum(a != b for a, b in numbers) >= 0.5 * len(pairs):
        return len({a.text for a, _ in pairs}) > 1  # `M 1 84…`, not `Chambre 12`
    return varied


def _runs(words: list[Word], edges: Edges, wide: float) -> list[Run]:
    runs: list[list[Word]] = [[words[0]]]
    texts: list[str] = [words[0].text]
    for left, right, gap in zip(words, words[1:], _gaps(words, wide), strict=False):
        if gap == "wide" or (gap != "glued" and (round(right.x0) in edges.starts or round(left.x1) in edges.ends)):
            runs.append([right])
            texts.append(right.text)
        else:
            runs[-1].append(right)
            texts[-1] += right.text if gap == "glued" else " " + right.text
    return [build_run(part, text) for part, text in zip(runs, texts, strict=True)]


def build_run(words: Iterable[Word], text: str | None = None) -> Run:
    """Make a run of words that follow one another."""
    held = tuple(words)
    joined = " ".join(w.text for w in held) if text is None else text
    return Run(min(w.x0 for w in held), max(w.x1 for w in held), joined, held)
