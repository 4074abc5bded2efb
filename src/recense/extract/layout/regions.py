"""Which lines of a page stand in a table: lines of three runs or more whose runs keep to the same columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recense.extract.layout.columns import overlapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.extract.layout.columns import Column
    from recense.extract.layout.page import Line, Page, Run

LABEL = re.compile(r"(?:^|\s)[^\W\d][\w .'’°/()-]{0,34}\s?:(?:\s|$)")
CORE = 3  # runs of a line that may be a row
STRAY = 3  # lines that cross the columns, in a row, that a table may hold: section names, totals
AGREEING = 0.8  # of the lines after them must keep to the same columns, for the table to go on


@dataclass(slots=True)
class Region:
    """Lines `first` to `last` (indices) of a page that keep to the same columns."""

    page: Page
    lines: list[Line]
    first: int
    last: int
    columns: list[Column] = field(default_factory=list)
    core: list[Line] = field(default_factory=list)


def find_regions(page: Page, lines: list[Line], core: int = CORE) -> list[Region]:
    """Return the regions of a page that may be tables, from top to bottom, `core` runs at least in their rows."""
    regions: list[Region] = []
    region: Region | None = None
    for index, line in enumerate(lines):
        if len(line.runs) >= core:
            if region and conflicts(line.runs, region.columns) <= len(line.runs) // 4:
                region.last = index
                region.core.append(line)
                region.columns = _widen(region.columns, line.runs)
            else:
                region = Region(page, lines, index, index, [(r.x0, r.x1) for r in line.runs], [line])
                regions.append(region)
        elif region and conflicts(line.runs, region.columns):
            region = None
    return [_extended(r) for r in _rejoined(regions)]


def _rejoined(regions: Sequence[Region]) -> list[Region]:
    """Join regions that a title or two part, when the columns go on below."""
    joined: list[Region] = []
    for region in regions:
        above = joined[-1] if joined else None
        if above and region.first - above.last <= STRAY + 1 and _go_on(above, region):
            above.last = region.last
            above.core += region.core
            for line in region.core:
                above.columns = _widen(above.columns, line.runs)
        else:
            joined.append(region)
    return joined


def _go_on(above: Region, below: Region) -> bool:
    kept = sum(not conflicts(line.runs, above.columns) for line in below.core)
    return kept >= AGREEING * len(below.core) and not adds_column(below.core, above.columns)


def adds_column(lines: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Tell whether most lines have a run outside the columns: they are another table's."""
    outside = sum(any(not overlapped(run, columns) for run in line.runs) for line in lines)
    return outside > 0.5 * len(lines)


def conflicts(runs: Sequence[Run], columns: Sequence[Column]) -> int:
    """Count the runs that enter two columns, and the columns that two runs enter."""
    entered = [overlapped(run, columns) for run in runs]
    taken = [i for each in entered for i in each]
    return sum(len(each) > 1 for each in entered) + len(taken) - len(set(taken))


def is_form(lines: Sequence[Line]) -> bool:
    """Tell whether the lines are mostly labels with their values (`Nom : DUPONT   Prénom : Jean`)."""
    return sum(bool(LABEL.search(line.text)) for line in lines) > 0.5 * len(lines)


def _widen(columns: list[Column], runs: Sequence[Run]) -> list[Column]:
    widened = list(columns)
    for run in runs:
        entered = overlapped(run, columns)
        if not entered:
            widened.append((run.x0, run.x1))
        elif len(entered) == 1:
            left, right = widened[entered[0]]
            widened[entered[0]] = (min(left, run.x0), max(right, run.x1))
    return sorted(widened)


def _extended(region: Region) -> Region:
    """Take the lines just below that go on with cells of the last row: close to it, inside its columns."""
    lines = region.lines
    for index in range(region.last + 1, len(lines)):
        above, line = lines[index - 1], lines[index]
        height = line.bottom - line.top
        if line.top - above.bottom > 0.5 * height or conflicts(line.runs, region.columns):
            break
        if len(line.runs) == 1 and overlapped(line.runs[0], region.columns)[:1] in ([], [0]):
            break
        region.last = index
    return region
