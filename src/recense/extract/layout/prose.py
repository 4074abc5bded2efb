"""Lines that are not rows, in reading order: two columns of prose are read one after the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recense.extract.layout.page import Block
from recense.extract.layout.regions import is_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recense.extract.layout.page import Line, Run

Gutter = tuple[float, float]
PAIRS = 4  # lines of a list of two columns, one of them numbers or dates
LIST = 12  # lines when both are words
SHORT = 30  # letters of its cells, on average
LABELS = 3  # known labels that make a form
LONGEST_LABEL = 45
_LABEL = re.compile(
    r"(?:nom|pr[ée]nom|n[ée]\(?e?\)? (?:le|[àa])\b|date|lieu|sexe|adresse|code postal|ville|commune|t[ée]l|portable|mobile"
    r"|e-?mail|courriel|m[ée]l\b|ipp\b|nir\b|n° ?|num[ée]ro|s[ée]curit[ée]|m[ée]decin|service|unit[ée]|chambre|motif"
    r"|entr[ée]e|sortie|personne|contact|profession|nationalit[ée]|situation|mutuelle|assur[ée]|patient|identit[ée]|civilit[ée]|[âa]ge\b)",
    re.IGNORECASE,
)
SIDE_BY_SIDE = 3  # lines in a row with a common gutter before they are two columns


def read_prose(lines: Sequence[Line]) -> list[Block]:
    """Return the blocks of a text. Parts side by side are read one after the other; a list of two is a grid."""
    blocks: list[Block] = []
    for part, gutter in _parts(lines):
        if gutter is not None and is_labelled(part):
            blocks.append(Block(True, _labelled(part, gutter)))
            continue
        if gutter is not None and is_pairs(part):
            blocks.append(Block(True, [(line.number, _sides(line, gutter)) for line in part]))
            continue
        if not blocks or blocks[-1].grid:
            blocks.append(Block(False))
        blocks[-1].rows += [(number, [words]) for number, words in _read(part, gutter)]
    return blocks


def is_pairs(part: Sequence[Line]) -> bool:
    """Tell a list of two columns (a name and a date) from two blocks side by side (a letterhead and an address)."""
    pairs = [line.runs for line in part if len(line.runs) == 2]
    if len(pairs) < PAIRS or is_form(part):
        return False
    if _are_alike(pairs):
        return False
    letters = sum(len(run.text) for runs in pairs for run in runs)
    if letters > SHORT * 2 * len(pairs):
        return False
    numbers = max(sum(_is_number(runs[side].text) for runs in pairs) for side in (0, 1))
    return numbers >= 0.7 * len(pairs) or (len(pairs) >= LIST and len(pairs) >= 0.9 * len(part))


def is_labelled(part: Sequence[Line]) -> bool:
    """Tell a form whose labels stand on the left without a colon, each at the same place, its value beside it."""
    pairs = [line.runs for line in part if len(line.runs) == 2]
    if len(pairs) < LABELS or is_form(part):
        return False
    lefts = [left for left, _ in pairs]
    slack = 0.5 * (part[0].bottom - part[0].top)
    if max(left.x0 for left in lefts) - min(left.x0 for left in lefts) > slack:
        return False
    if any(len(left.text) > LONGEST_LABEL or left.text[-1:].isdigit() for left in lefts):
        return False
    labels = {left.text for left in lefts if _LABEL.match(left.text)}
    return len(labels) >= LABELS and 2 * len(labels) >= len(pairs)


def _labelled(part: Sequence[Line], gutter: Gutter) -> list[tuple[int, list[str | None]]]:
    """Return the rows of a form; a value that goes on below, without a label, stays in its row."""
    rows: list[tuple[int, list[str | None]]] = []
    for line in part:
        label, value = _sides(line, gutter)
        if label is None and rows and rows[-1][1][1]:
            rows[-1][1][1] = f"{rows[-1][1][1]}, {value}"
        else:
            rows.append((line.number, [label, value]))
    return rows


def _are_alike(pairs: Sequence[Sequence[Run]]) -> bool:
    """Tell blocks of several lines side by side (addresses, cards): most lines have figures on both sides or on none."""
    figures = [tuple(any(letter.isdigit() for letter in run.text) for run in runs) for runs in pairs]
    both, none = figures.count((True, True)), figures.count((False, False))
    return both + none >= 0.8 * len(pairs) and min(both, none) >= 0.2 * len(pairs)


def _is_number(words: str) -> bool:
    return 2 * sum(letter.isdigit() for letter in words) >= len(words)


def _sides(line: Line, gutter: Gutter) -> list[str | None]:
    if len(line.runs) == 2:
        return [run.text for run in line.runs]
    run = line.runs[0]
    return [None, run.text] if run.x0 > sum(gutter) / 2 else [run.text, None]


def _parts(lines: Sequence[Line]) -> Iterator[tuple[list[Line], Gutter | None]]:
    """Cut where blocks side by side begin and end."""
    part: list[Line] = []
    gutter: Gutter | None = None
    for line in lines:
        own = _gutter(line)
        if part and gutter is not None and (narrowed := _narrowed(gutter, line, own)):
            part.append(line)
            gutter = narrowed
        elif part and gutter is None and own is None:
            part.append(line)
        else:
            yield from _ended(part, gutter)
            part, gutter = [line], own
    yield from _ended(part, gutter)


def _ended(part: list[Line], gutter: Gutter | None) -> Iterator[tuple[list[Line], Gutter | None]]:
    """End a part: what stands alone on the left below blocks side by side comes after both."""
    kept = len(part)
    while gutter is not None and kept and len(part[kept - 1].runs) == 1 and part[kept - 1].runs[0].x1 <= gutter[1]:
        kept -= 1
    if kept:
        yield part[:kept], gutter
    if part[kept:]:
        yield part[kept:], None


def _gutter(line: Line) -> Gutter | None:
    if len(line.runs) != 2:
        return None
    left, right = line.runs
    return (left.x1, right.x0) if right.x0 - left.x1 > 1.2 * (line.bottom - line.top) else None


def _narrowed(gutter: Gutter, line: Line, own: Gutter | None) -> Gutter | None:
    """Return what is left of the gutter beside this line; None when the line runs across it."""
    if own is not None:
        left, right = max(gutter[0], own[0]), min(gutter[1], own[1])
    elif len(line.runs) == 1 and line.runs[0].x0 >= gutter[1]:
        left, right = gutter
    elif len(line.runs) == 1 and line.runs[0].x1 < gutter[1]:
        left, right = max(gutter[0], line.runs[0].x1), gutter[1]
    else:
        return None
    return (left, right) if right - left > 0.5 * (line.bottom - line.top) else None


def _read(part: Sequence[Line], gutter: Gutter | None) -> list[tuple[int, str]]:
    if gutter is None or sum(len(line.runs) == 2 for line in part) < SIDE_BY_SIDE or is_form(part):
        return [(line.number, line.text) for line in part]
    middle = sum(gutter) / 2
    return [
        (line.number, run.text)
        for side in (False, True)
        for line in part
        for run in line.runs
        if (run.x0 > middle) == side
    ]
