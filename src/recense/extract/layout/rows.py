"""Lines of a table into its rows: cells that were wrapped on several lines are joined again."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from recense.extract.layout.columns import place_runs
from recense.extract.layout.rules import bands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.extract.layout.columns import Column
    from recense.extract.layout.page import Line, Run
    from recense.extract.layout.regions import Region

Row = tuple[int, list[str | None]]
Cells = list[list["Run"]]  # of one line: the runs of each column


def read_rows(region: Region, lines: Sequence[Line], columns: Sequence[Column]) -> list[Row]:
    """Return the rows (number of their first line, cells) that these lines make."""
    placed = [place_runs(line, columns) for line in lines]
    rights = [max((r.x1 for cells in placed for r in cells[i]), default=0.0) for i in range(len(columns))]
    groups = bands(region, lines)
    if not _each_band_is_a_row(lines, groups):
        key = _key_column(placed)
        groups = _by_blank_strips(lines, placed, rights, key) or _by_continuation(lines, placed, rights, key)
        if _are_records(groups, placed):
            groups = [[i] for i in range(len(lines))]
    return [
        (lines[g[0]].number, [_joined([placed[i][c] for i in g], rights[c]) for c in range(len(columns))])
        for g in groups
    ]


def _each_band_is_a_row(lines: Sequence[Line], groups: Sequence[Sequence[int]]) -> bool:
    """Tell whether the horizontal rules part rows: few full lines in a band."""
    full = [sum(len(lines[i].runs) >= 3 for i in g) for g in groups]
    return len(groups) >= 2 and sum(n <= 3 for n in full) >= 0.9 * len(full) and sum(full) <= 1.8 * len(groups)


def _joined(parts: Sequence[Sequence[Run]], right: float) -> str | None:
    """Join the lines of one cell, whose column ends at `right`.

    No space where the line broke inside a word: after a hyphen or an apostrophe, inside an e-mail address, or when one
    word alone fills the line to its end.
    """
    whole = ""
    last: Run | None = None
    for runs in parts:
        text = " ".join(run.text for run in runs)
        if text:
            tight = last is None or whole.endswith(("-", "@", "'", "’")) or _is_broken(whole, text, last, right)
            whole += text if tight else " " + text
            last = runs[-1]
    return whole or None


def _is_broken(whole: str, text: str, last: Run, right: float) -> bool:
    if "@" in whole + text and " " not in whole + text:
        return True
    word = last.words[-1]
    letter = (word.x1 - word.x0) / len(word.text)
    return len(last.words) == 1 and len(word.text) > 3 and right - word.x1 < letter and text[:1].isalnum()


def _are_records(groups: Sequence[Sequence[int]], placed: Sequence[Cells]) -> bool:
    """Tell records of several lines from wrapped cells: under each row the same two columns or more are filled."""
    shapes = Counter(tuple(tuple(bool(c) for c in placed[i]) for i in group[1:]) for group in groups)
    shape, count = shapes.most_common(1)[0]
    return count >= max(4, 0.8 * len(groups)) and len(shape) > 0 and sum(shape[0]) > 1


def _wrapped(groups: Sequence[Sequence[int]], placed: Sequence[Cells], rights: Sequence[float]) -> bool:
    """Tell whether the cells of the groups look wrapped; a second line of other data under each row does not."""
    joints = [
        _had_to_wrap([placed[a]], placed[b], column, right)
        for group in groups
        for column, right in enumerate(rights)
        for a, b in pairwise([i for i in group if placed[i][column]])
    ]
    return sum(joints) >= 0.7 * len(joints)


def _by_blank_strips(
    lines: Sequence[Line], placed: Sequence[Cells], rights: Sequence[float], key: int
) -> list[list[int]]:
    """Group the lines that no blank strip parts, when that gives each group one key; nothing when it does not.

    Cells centred in their row put their lines above and below the key's own line.
    """
    if all(cells[key] for cells in placed):
        return []
    blanks = [b.top - max(line.bottom for line in lines[max(0, i - 3) : i + 1]) for i, b in enumerate(lines[1:])]
    ordered = sorted(set(blanks))
    jumps = sorted(((b - a, (a + b) / 2) for a, b in pairwise(ordered)), reverse=True)
    for _, least in jumps[:3]:
        groups = [[0]]
        for i, blank in enumerate(blanks, 1):
            if blank > least:
                groups.append([])
            groups[-1].append(i)
        keys = [sum(bool(placed[i][key]) for i in group) for group in groups]
        if sum(n == 1 for n in keys) >= 0.95 * len(keys) and max(keys) <= 2 and _wrapped(groups, placed, rights):
            return groups
    return []


def _by_continuation(
    lines: Sequence[Line], placed: Sequence[Cells], rights: Sequence[float], key: int
) -> list[list[int]]:
    """Group each line with those that go on with its wrapped cells."""
    pitch = _pitch(lines)
    groups: list[list[int]] = []
    for i in range(len(lines)):
        if groups and not placed[i][key] and lines[i].top - lines[i - 1].top <= 1.05 * pitch:
            above = [placed[j] for j in groups[-1]]
            if all(_had_to_wrap(above, placed[i], c, rights[c]) for c in range(len(rights)) if placed[i][c]):
                groups[-1].append(i)
                continue
        groups.append([i])
    return groups


def _key_column(placed: Sequence[Cells]) -> int:
    """Return the first of the columns that are filled most, in the fullest lines."""
    counts = [sum(bool(c) for c in cells) for cells in placed]
    enough = 0.7 * sorted(counts)[int(0.9 * (len(counts) - 1))]
    full = [cells for cells, count in zip(placed, counts, strict=True) if count >= enough]
    filled = [sum(bool(cells[i]) for cells in full) for i in range(len(full[0]))]
    return next(i for i, n in enumerate(filled) if n >= 0.95 * max(filled))


def _pitch(lines: Sequence[Line]) -> float:
    steps = [b.top - a.top for a, b in pairwise(lines) if len(b.runs) >= 3]
    return median(steps) if steps else 0.0


def _had_to_wrap(above: Sequence[Cells], cells: Cells, column: int, right: float) -> bool:
    """Tell whether the first word of a cell had no room at the end of the line above it."""
    runs = above[-1][column]
    if not runs:
        return False
    first = cells[column][0].words[0]
    space = 0.2 * (first.bottom - first.top)
    return runs[-1].x1 + space + (first.x1 - first.x0) > right - space
