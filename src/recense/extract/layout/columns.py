"""Columns of a table from the runs of all its lines, so that they agree from page to page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from recense.extract.layout.runs import build_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.extract.layout.page import Line, Run, Word

STEPS = 4096  # resolution of the abscissa
CROSSED = 0.03  # share of lines that may cross a gap between two columns: section titles, overflowing cells
Column = tuple[float, float]


def find_columns(lines: Sequence[Line]) -> list[Column]:
    """Return the columns (left, right) that the runs of these lines stand in, from left to right."""
    spans = np.array([(r.x0, r.x1) for line in lines for r in line.runs])
    columns = _covered(spans, len(lines))
    columns = _add_sparse(columns, spans)
    return _split_shared(columns, lines)


def _covered(spans: np.ndarray, lines: int) -> list[Column]:
    left, width = spans[:, 0].min(), float(np.ptp(spans)) or 1.0
    scale = STEPS / width
    change = np.zeros(STEPS + 2, dtype=np.int64)
    np.add.at(change, np.floor((spans[:, 0] - left) * scale).astype(int), 1)
    np.add.at(change, np.minimum(np.ceil((spans[:, 1] - left) * scale).astype(int), STEPS), -1)
    inside = np.cumsum(change) > max(CROSSED * lines, 1 if lines > 8 else 0)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(np.int8)))
    return [(float(left + a / scale), float(left + b / scale)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _add_sparse(columns: list[Column], spans: np.ndarray) -> list[Column]:
    """Add a column where runs stand alone in a gap: one that is nearly always empty."""
    lonely = sorted((a, b) for a, b in spans.tolist() if not any(a < r and b > left for left, r in columns))
    merged: list[list[float]] = []
    for a, b in lonely:
        if merged and a <= merged[-1][1]:
            merged[-1][1] = max(b, merged[-1][1])
        else:
            merged.append([a, b])
    return sorted([*columns, *((a, b) for a, b in merged)])


def _split_shared(columns: list[Column], lines: Sequence[Line]) -> list[Column]:
    """Split a column in which many lines have two runs: overflowing cells had closed the gap."""
    result: list[Column] = []
    for column in columns:
        left, right = column
        while True:
            gaps = _gaps_inside(lines, left, right)
            if len(gaps) < max(2, CROSSED * 2 * len(lines)):
                break
            x, held = _most_held(gaps)
            if held < 0.5 * len(gaps) or not left < x < right:
                break
            result.append((left, x))
            left = x
        result.append((left, right))
    return result


def _gaps_inside(lines: Sequence[Line], left: float, right: float) -> list[Column]:
    gaps = []
    for line in lines:
        inside = [r for r in line.runs if left <= (r.x0 + r.x1) / 2 <= right]
        gaps += [(a.x1, b.x0) for a, b in pairwise(inside)][:1]
    return gaps


def _most_held(gaps: Sequence[Column]) -> tuple[float, int]:
    """Return the abscissa that lies in the most gaps, and how many hold it."""
    events = sorted([(a, 0, 1) for a, _ in gaps] + [(b, 1, -1) for _, b in gaps])
    best, count, where = 0, 0, (0.0, 0.0)
    for (x, _, step), following in zip(events, [*events[1:], events[-1]], strict=True):
        count += step
        if count > best:
            best, where = count, (x, following[0])
    return sum(where) / 2, best


def column_of(run: Run, columns: Sequence[Column]) -> int:
    """Return the column that the run overlaps most, else the nearest."""
    return max(range(len(columns)), key=lambda i: min(run.x1, columns[i][1]) - max(run.x0, columns[i][0]))


def overlapped(run: Run, columns: Sequence[Column]) -> list[int]:
    """Return the columns that the run really enters (a tenth of the run, or of the column)."""
    found = []
    for i, (left, right) in enumerate(columns):
        shared = min(run.x1, right) - max(run.x0, left)
        if shared > 0 and shared > 0.1 * min(run.x1 - run.x0, right - left):
            found.append(i)
    return found


def place_runs(line: Line, columns: Sequence[Column]) -> list[list[Run]]:
    """Put the runs of a line into its columns. A run across several columns stays whole, in the first."""
    cells: list[list[Run]] = [[] for _ in columns]
    for run in line.runs:
        entered = overlapped(run, columns)
        parts = _cut(run, [columns[i] for i in entered]) if len(entered) > 1 else [run]
        if len(parts) == 1 and len(entered) > 1:
            cells[entered[0]].append(run)
            continue
        for part in parts:
            cells[column_of(part, columns)].append(part)
    return cells


def _cut(run: Run, entered: Sequence[Column]) -> list[Run]:
    """Cut a run where the gap between two words is the gap between two columns (full cells of a fixed-width list).

    All the gaps must agree: a title across the table has a space here and there, not at every column.
    """
    slack = 0.15 * (run.words[0].bottom - run.words[0].top)
    parts: list[list[Word]] = [[run.words[0]]]
    edges = [(a[1], b[0]) for a, b in pairwise(entered)]
    for left, right in pairwise(run.words):
        if any(
            left.x1 <= end + slack and right.x0 >= start - slack and left.x1 < start + slack for end, start in edges
        ):
            parts.append([])
        parts[-1].append(right)
    return [build_run(p) for p in parts] if len(parts) == len(entered) else [run]
