"""Rules drawn on a page: they tell columns and rows apart better than any gap."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from recense.extract.layout.columns import find_columns, overlapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.extract.layout.columns import Column
    from recense.extract.layout.page import Line
    from recense.extract.layout.regions import Region


def ruled_columns(family: Sequence[Region], core: Sequence[Line]) -> list[Column]:
    """Return the columns between vertical rules; none when there are no rules or when they do not hold the runs."""
    abscissas = _together(sorted(x for region in family for x in _rules_beside(region)), core)
    if len(abscissas) < 2:
        return []
    columns = list(pairwise(abscissas))
    left, right = min(r.x0 for line in core for r in line.runs), max(r.x1 for line in core for r in line.runs)
    if left < abscissas[0] - 1:
        columns.insert(0, (left, abscissas[0]))
    if right > abscissas[-1] + 1:
        columns.append((abscissas[-1], right))
    runs = [r for line in core for r in line.runs]
    used = {i for r in runs for i in overlapped(r, columns)}
    columns = [c for i, c in enumerate(columns) if i in used]
    crossing = sum(len(overlapped(r, columns)) > 1 for r in runs)
    if crossing > 0.05 * len(runs) or len(columns) < 0.7 * len(find_columns(core)):
        return []
    return columns


def _rules_beside(region: Region) -> list[float]:
    """Return the abscissas of the vertical rules that run beside most lines of the region."""
    top, bottom = region.lines[region.first].top, region.lines[region.last].bottom
    beside: dict[int, list[float]] = {}
    for x, a, b in region.page.down:
        held = beside.setdefault(round(x), [x, 0.0])
        held[1] += max(0.0, min(b, bottom) - max(a, top))
    return [x for x, length in beside.values() if length > 0.5 * (bottom - top)]


def _together(abscissas: Sequence[float], core: Sequence[Line]) -> list[float]:
    """Make one of the rules that nearly touch (two sides of a border, pages printed a hair apart)."""
    slack = 0.4 * (core[0].bottom - core[0].top)
    merged: list[float] = []
    for x in abscissas:
        if not merged or x - merged[-1] > slack:
            merged.append(x)
    return merged


def bands(region: Region, lines: Sequence[Line]) -> list[list[int]]:
    """Group the lines (their indices) of a region that stand between the same two horizontal rules."""
    left = min(r.x0 for line in lines for r in line.runs)
    right = max(r.x1 for line in lines for r in line.runs)
    slack = 0.25 * (lines[0].bottom - lines[0].top)
    covered: list[list[float]] = []  # ordinate, length: parts of a rule that are nearly level are one
    for y, a, b in sorted(region.page.across):
        length = max(0.0, min(b, right) - max(a, left))
        if covered and y - covered[-1][0] <= slack:
            covered[-1][1] += length
        else:
            covered.append([y, length])
    ordinates = [y for y, length in covered if length > 0.6 * (right - left)]
    groups: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        groups.setdefault(bisect_left(ordinates, (line.top + line.bottom) / 2), []).append(index)
    return list(groups.values())
