"""Pages into grids and texts: a list printed on paper comes back as rows, whatever is not a list stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recense.extract.layout.columns import find_columns, overlapped
from recense.extract.layout.page import Block
from recense.extract.layout.prose import read_prose
from recense.extract.layout.regions import Region, adds_column, conflicts, find_regions, is_form
from recense.extract.layout.rows import read_rows
from recense.extract.layout.rules import ruled_columns
from recense.extract.layout.runs import build_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.extract.layout.columns import Column
    from recense.extract.layout.page import Line, Page

LEAST = 3  # rows, and columns, of a table
LONG = 45  # letters of a run, on average, in prose


def read_pages(pages: Sequence[Page]) -> list[list[Block]]:
    """Return the blocks of each page, in reading order. The pages are judged together: their columns agree."""
    lined = build_lines(pages)
    regions = [r for page, lines in zip(pages, lined, strict=True) for r in find_regions(page, lines)]
    tables: dict[int, list[tuple[Region, list[Column]]]] = {}
    for family in _families(regions):
        columns = _columns(family)
        if columns:
            for region in family:
                tables.setdefault(id(region.page), []).append((region, columns))
    return [_blocks(lines, tables.get(id(page), [])) for page, lines in zip(pages, lined, strict=True)]


def _families(regions: Sequence[Region]) -> list[list[Region]]:
    """Group the regions that stand in the same columns, most often the pages of one list."""
    families: list[list[Region]] = []
    for region in regions:
        for family in families:
            if _same_columns(family[0], region):
                family.append(region)
                break
        else:
            families.append([region])
    return families


def _same_columns(one: Region, other: Region) -> bool:
    few, many = sorted((one, other), key=lambda r: len(r.core))
    bad = sum(conflicts(line.runs, many.columns) > len(line.runs) // 4 for line in few.core)
    if bad > 0.2 * len(few.core) or one.page.width != other.page.width:
        return False
    # a page of a line or two says little of the columns that it leaves empty
    narrower = len(few.core) > LEAST and adds_column(many.core, few.columns)
    return not narrower and not adds_column(few.core, many.columns)


def _columns(family: Sequence[Region]) -> list[Column]:
    """Return the columns of a family of regions, none when it is not a table."""
    core = [line for region in family for line in region.core]
    runs = [run for line in core for run in line.runs]
    # two lines are enough when they are long: a header and the one row of a list
    least = LEAST if min(len(line.runs) for line in core) == LEAST else 2
    if (
        max(len(region.core) for region in family) < least
        or is_form(core)
        or sum(len(r.text) for r in runs) > LONG * len(runs)
    ):
        return []
    ruled = ruled_columns(family, core)
    columns = ruled or find_columns(core)
    if len(columns) < LEAST:
        return []
    # two runs between the same two rules are one cell (a postcode and its town), not a sign that it is no table
    crossing = (
        sum(any(len(overlapped(r, columns)) > 1 for r in line.runs) for line in core)
        if ruled
        else sum(bool(conflicts(line.runs, columns)) for line in core)
    )
    return columns if crossing <= 0.35 * len(core) else []


def _blocks(lines: list[Line], tables: Sequence[tuple[Region, list[Column]]]) -> list[Block]:
    blocks: list[Block] = []
    done = 0
    for region, columns in sorted(tables, key=lambda t: t[0].first):
        first = max(region.first, done)
        if first > region.last:
            continue
        blocks += _text(lines[done:first])
        blocks.append(Block(True, read_rows(region, lines[first : region.last + 1], columns)))
        done = region.last + 1
    return _numbered_once(blocks + _text(lines[done:]))


def _numbered_once(blocks: list[Block]) -> list[Block]:
    """Give no two lines of a page one number: blocks that stand side by side are counted one after the other."""
    last = 0
    for block in blocks:
        for i, (number, cells) in enumerate(block.rows):
            last = max(last + 1, number)
            block.rows[i] = (last, cells)
    return blocks


def _text(lines: Sequence[Line]) -> list[Block]:
    return read_prose(lines)
