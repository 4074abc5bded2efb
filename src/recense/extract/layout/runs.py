"""Words into lines, lines into runs: where does one cell end and the next begin?

Between two words of a line the gap is narrow (a space), wide (a new run), or doubtful: as wide as a space, yet between two
pieces drawn apart. A narrow gap is a boundary too when it is an *edge*: an abscissa where many lines start (or end) a word
and hardly any line runs across. That is how the columns of tight tables and of fixed-width lists look.
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
CROSSING = 0.1  # of the lines that hold an edge may have a word across it
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
    edges = _edges([words for page in grouped for words in page])
    return [
        [
            Line(number, min(w.top for w in words), max(w.bottom for w in words), _runs(words, edges))
            for number, words in enumerate(page, 1)
        ]
        for page in grouped
    ]


def _em(words: Sequence[Word]) -> float:
    heights = sorted(w.bottom - w.top for w in words)
    return EM * heights[len(heights) // 2] or 1.0


def _gap(left: Word, right: Word, em: float) -> str:
    gap = (right.x0 - left.x1) / em
    if left.piece == right.piece and left.piece >= 0:
        return "wide" if right.spaces > 1 or gap > WIDE_SAME else "space" if right.spaces else "glued"
    if gap > WIDE:
        return "wide"
    return "doubtful" if gap > GLUED or right.spaces else "glued"


@dataclass(slots=True)
class _Gaps:
    """The gaps of all lines: where words start and end beside a gap, and which pairs of words each narrow one parts."""

    wide_starts: Counter[int] = field(default_factory=Counter)
    wide_ends: Counter[int] = field(default_factory=Counter)
    starts: dict[int, list[tuple[Word, Word]]] = field(default_factory=dict)
    ends: dict[int, list[tuple[Word, Word]]] = field(default_factory=dict)
    spaces: int = 0
    doubtful: int = 0


def _edges(lines: Sequence[Sequence[Word]]) -> Edges:
    gaps = _Gaps()
    for words in lines:
        em = _em(words)
        gaps.wide_starts[round(words[0].x0)] += 1
        gaps.wide_ends[round(words[-1].x1)] += 1
        for left, right in pairwise(words):
            kind = _gap(left, right, em)
            if kind == "wide":
                gaps.wide_starts[round(right.x0)] += 1
                gaps.wide_ends[round(left.x1)] += 1
            elif kind != "glued":
                gaps.starts.setdefault(round(right.x0), []).append((left, right))
                gaps.ends.setdefault(round(left.x1), []).append((left, right))
                gaps.spaces += kind == "space"
                gaps.doubtful += kind == "doubtful"
    across = _Across([w for words in lines for w in words])
    # pieces that hold several words are cells drawn whole: then two numbers drawn apart are two cells
    whole = gaps.spaces >= 0.05 * gaps.doubtful > 0
    return Edges(
        {x for x in gaps.starts if _is_edge(x, gaps.starts, gaps.wide_starts, across, len(lines), whole)},
        {x for x in gaps.ends if _is_edge(x, gaps.ends, gaps.wide_ends, across, len(lines), whole)},
    )


class _Across:
    """How many words run across an abscissa."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._begun = np.sort([w.x0 for w in words])
        self._ended = np.sort([w.x1 for w in words])

    def count(self, x: float) -> int:
        return int(np.searchsorted(self._begun, x) - np.searchsorted(self._ended, x, side="right"))


def _is_edge(  # noqa: PLR0913 - all that is known of the place
    x: int,
    narrow: dict[int, list[tuple[Word, Word]]],
    wide: Counter[int],
    across: _Across,
    lines: int,
    whole: bool,
) -> bool:
    pairs = [pair for step in (-1, 0, 1) for pair in narrow.get(x + step, ())]
    strong = sum(wide[x + step] for step in (-1, 0, 1))
    here = len(pairs) + strong
    around = sum(wide[x + step] + len(narrow.get(x + step, ())) for step in range(-8, 9))
    if here < 0.5 * around or here < 3:
        return False
    left, right = pairs[0]
    drawn_apart = [a.piece != b.piece or a.piece < 0 for a, b in pairs]
    if strong >= max(2, 0.02 * lines, 0.2 * len(pairs)) and all(drawn_apart):
        return True
    middle = (left.x1 + right.x0) / 2
    if here < HOLDING * lines or across.count(middle) > CROSSING * here:
        return False
    if len({(a.text, b.text) for a, b in pairs}) < max(3, 0.05 * len(pairs)):
        return False
    numbers = sum(bool(NUMERIC.fullmatch(a.text) and NUMERIC.fullmatch(b.text)) for a, b in pairs)
    return numbers < 0.5 * len(pairs) or (whole and all(drawn_apart))


def _runs(words: list[Word], edges: Edges) -> list[Run]:
    em = _em(words)
    runs: list[list[Word]] = [[words[0]]]
    texts: list[str] = [words[0].text]
    for left, right in pairwise(words):
        gap = _gap(left, right, em)
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
