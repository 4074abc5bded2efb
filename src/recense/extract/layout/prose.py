"""Lines that are not rows, in reading order: two columns of prose are read one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recense.extract.layout.regions import is_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recense.extract.layout.page import Line

SIDE_BY_SIDE = 3  # lines in a row with a common gutter before they are two columns


def read_prose(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """Return the numbered lines of a text. Blocks that stand side by side are read one after the other."""
    return [numbered for part in _parts(lines) for numbered in _read(part)]


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Cut where the gutter of side-by-side lines begins and ends."""
    part: list[Line] = []
    gutter: tuple[float, float] | None = None
    for line in lines:
        own = _gutter(line)
        shared = _shared(gutter, own) if part else own
        if part and (shared is None) != (gutter is None) or (part and gutter is not None and shared is None):
            yield part
            part, shared = [], own
        part.append(line)
        gutter = shared
    if part:
        yield part


def _gutter(line: Line) -> tuple[float, float] | None:
    if len(line.runs) != 2:
        return None
    left, right = line.runs
    return (left.x1, right.x0) if right.x0 - left.x1 > 1.2 * (line.bottom - line.top) else None


def _shared(one: tuple[float, float] | None, other: tuple[float, float] | None) -> tuple[float, float] | None:
    if one is None or other is None:
        return None
    left, right = max(one[0], other[0]), min(one[1], other[1])
    return (left, right) if right > left else None


def _read(part: Sequence[Line]) -> list[tuple[int, str]]:
    if len(part) < SIDE_BY_SIDE or _gutter(part[0]) is None or is_form(part):
        return [(line.number, line.text) for line in part]
    return [(line.number, line.runs[side].text) for side in (0, 1) for line in part]
