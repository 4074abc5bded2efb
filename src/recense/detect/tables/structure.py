"""Where the tables of a grid are: titles, headers (one or two levels, repeated), sections, totals, notes, data.

Every row of the grid ends in exactly one part of exactly one table: that is the account that `tables_found` adds up.
Only the rows that could be something else than data are looked at one by one: the first ones, those beside a gap, those
that repeat the header, those that begin with a word such as "total".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from recense.detect.names import TITLES, fold
from recense.detect.sectors import normalize_sector
from recense.detect.tables.headers import read_header
from recense.detect.tables.heads import DATA_LIKE, both_levels, header_rows, is_known_header, lower_level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.tables.grid import Grid

TITLE, HEADER, BLANK, TOTAL, DATA = "title", "header", "blank", "total", "data"
TOTAL_WORDS = re.compile(
    r"(?i)^\W*(?:(?:sous|s)[ /-]?)?(?:total|totaux|nombre (?:de|d'|total)|nb (?:de|d'|total)|nbre |effectif|moyenne|somme|cumul"
    r"|m[ée]diane|soit )"
)
NOTE_WORDS = re.compile(
    r"(?i)^\W*(?:page|p\.)\s*\d|[ée]dit[ée]e? (?:le|par)|[ée]dition |r[ée]serv[ée]e? (?:au|[àa])|usage interne|ne pas diffuser"
    r"|imprim[ée]|export[ée]? (?:le|du|de)|extraction|l[ée]gende|confidentiel|source\s*:|document|mis(?:e)? [àa] jour"
    r"|g[ée]n[ée]r[ée]|tir[ée] le|fin (?:de|du|d')|^\s*\*|nb\s*:|note\s*:|remarque|liste (?:des|de|du)|tableau"
    r"|\d+ (?:lignes?|enregistrements?|patients?|r[ée]sultats?)\b|^\s*\d+\s*/\s*\d+\s*$"
)
SECTION_WORDS = re.compile(
    r"(?i)^\W*(?:service|unit[ée]|uf|secteur|p[ôo]le|[ée]tage|salle|sp[ée]cialit[ée]|d[ée]partement|h[ôo]pital|site|aile)\b"
)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table of a grid. Row numbers are those of the grid, from 0; `parts` names the part of each row from `first` on."""

    number: int
    first: int
    parts: np.ndarray = field(repr=False)  # of str, one a row
    columns: tuple[int, ...]  # columns of the grid
    headers: tuple[str, ...]  # one a column, "" when it has none; two levels are joined by " / "
    titles: tuple[str, ...] = field(repr=False)
    sections: dict[int, str] = field(repr=False)  # row -> title of the section that begins there
    has_header: bool
    counted: dict[str, int] | None = None  # rows of the file by part, where a row here is not one there (cards)
    span: tuple[int, int] | None = None  # first and last line, likewise

    def rows(self, part: str) -> np.ndarray:
        """Return the grid's row numbers of one part."""
        return np.flatnonzero(self.parts == part) + self.first

    def account(self) -> dict[str, int]:
        """Count the rows of every part; their sum is the table's height."""
        if self.counted is not None:
            return self.counted
        return {part: int((self.parts == part).sum()) for part in (TITLE, HEADER, BLANK, TOTAL, DATA)}


def find_tables(grid: Grid) -> list[FoundTable]:
    """Find the tables of a grid, one under another or side by side."""
    if not grid.height or not grid.columns:
        return []
    blocks = _column_blocks(grid.filled())
    if len(blocks) == 1:
        return _tables_under(grid)
    found: list[FoundTable] = []
    for block in blocks:
        part = replace(grid, columns=tuple(grid.columns[j] for j in block))
        for table in _tables_under(part):
            found.append(replace(table, number=len(found), columns=tuple(block[j] for j in table.columns)))
    return found


def _column_blocks(filled: np.ndarray) -> list[list[int]]:
    """Cut the grid at an empty column when what stands right of it is a small table of its own, a legend or a list of codes."""
    height, width = filled.shape
    empty = [j for j in range(1, width - 1) if not filled[:, j].any()]
    for gap in empty:
        left, right = filled[:, :gap], filled[:, gap + 1 :]
        rows_left, rows_right = left.any(axis=1).sum(), right.any(axis=1).sum()
        if (
            gap >= 2
            and right.any(axis=0).sum() >= 2
            and min(rows_left, rows_right) < 0.6 * max(rows_left, rows_right)
            and height >= 6
        ):
            return [list(range(gap)), list(range(gap + 1, width))]
    return [list(range(width))]


def _tables_under(grid: Grid) -> list[FoundTable]:
    filled = grid.filled()
    counts = filled.sum(axis=1)
    if not counts.any():
        return [_blank_table(grid)]
    heads = header_rows(grid, counts)
    bounds = _boundaries(heads, counts, filled, grid.height)
    tables: list[FoundTable] = []
    for start, end, head in bounds:
        tables += _table(grid, filled, counts, start, end, head, len(tables))
    return tables


def _blank_table(grid: Grid) -> FoundTable:
    return FoundTable(0, 0, np.full(grid.height, BLANK, dtype=object), (), (), (), {}, has_header=False)


# --- tables one under another --------------------------------------------------------------------------------------


def _boundaries(
    heads: list[int], counts: np.ndarray, filled: np.ndarray, height: int
) -> list[tuple[int, int, int | None]]:
    """Cut the grid into (first row, row after the last, header row or None)."""
    if not heads:
        return [(0, height, None)]
    starts = [_first_title_above(h, counts, heads[i - 1] if i else -1) for i, h in enumerate(heads)]
    bounds: list[tuple[int, int, int | None]] = []
    before = np.flatnonzero(counts[: heads[0]] >= 2)
    if len(before) >= 3 and _is_block_of_data(filled[: heads[0]]):
        bounds.append((0, starts[0], None))
    else:
        starts[0] = 0
    for i, head in enumerate(heads):
        bounds.append((starts[i], starts[i + 1] if i + 1 < len(heads) else height, head))
    return bounds


def _first_title_above(head: int, counts: np.ndarray, previous: int) -> int:
    """Go up from a header through its titles and the blank rows above them."""
    row = head
    while row - 1 > previous + 1 and counts[row - 1] <= 1:
        row -= 1
    while row < head and counts[row] == 0:  # blank rows at the top belong to the table above
        row += 1
    return row


def _is_block_of_data(filled: np.ndarray) -> bool:
    """Say whether the rows above a header are a table of their own: several, filled alike."""
    wide = filled[filled.sum(axis=1) >= 3]
    if len(wide) < 4:
        return False
    usual = wide.mean(axis=0) >= 0.5
    return bool(usual.sum() >= 3 and (wide == usual).mean() >= 0.9)


# --- one table -----------------------------------------------------------------------------------------------------


def _table(
    grid: Grid, filled: np.ndarray, counts: np.ndarray, start: int, end: int, head: int | None, number: int
) -> list[FoundTable]:
    parts = np.full(end - start, DATA, dtype=object)
    parts[counts[start:end] == 0] = BLANK
    upper: int | None = None
    lower: int | None = None
    if head is not None:
        parts[head - start] = HEADER
        lower = lower_level(grid, head, end, counts)
        if lower is not None:
            parts[lower - start] = HEADER
        upper = _upper_level(grid, head, start, counts)
        above = parts[: head - start]
        above[above == DATA] = TITLE
        if upper is not None:
            parts[upper - start] = HEADER
    elif start == 0:
        _mark_leading_titles(parts, counts)
    sections = _mark_body(grid, parts, counts, start, head)
    titles = tuple(t for r in np.flatnonzero(parts == TITLE) + start for t in grid.row(int(r)) if t)
    headers = _header_texts(grid, head, upper)
    if head is not None and lower is not None:
        headers = both_levels(headers, grid.row(lower))
    spans = _spans(headers, filled[start:end]) if head is not None else [tuple(range(len(grid.columns)))]
    made = []
    for i, columns in enumerate(spans):
        kept = tuple(j for j in columns if headers[j] or filled[start:end, j].any())
        own = parts if i == 0 else _parts_beside(parts, filled[start:end][:, list(kept)])
        made.append(
            FoundTable(
                number + i,
                start,
                own,
                kept,
                tuple(headers[j] for j in kept),
                titles[:40],
                sections,
                has_header=head is not None,
            )
        )
    return made


def _upper_level(grid: Grid, head: int, start: int, counts: np.ndarray) -> int | None:
    """Return the row above a header that groups its columns ("Patient", "Séjour"), if there is one."""
    row = head - 1
    if row < start or counts[row] < 2 or counts[row] > counts[head]:
        return None
    cells, below = grid.row(row), grid.row(head)
    texts = [c for c in cells if c]
    if any(DATA_LIKE.search(t) or len(t) > 40 or ":" in t or _is_titled(t) for t in texts):
        return None
    under = [j for j, c in enumerate(cells) if c]
    has_own_column = all(below[j] or not c for j, c in enumerate(cells) if c)
    known = sum(1 for t in texts if is_known_header(t) or is_known_header(t + " nom"))
    return row if (has_own_column or len(under) >= 2) and (known or counts[head] >= 2 * len(under)) else None


def _is_titled(text: str) -> bool:
    """Say whether a cell names somebody: "Dr LOISON" above a header is whose consultation it is, and groups no columns."""
    first, _, rest = text.partition(" ")
    return bool(rest) and fold(first).strip(".") in TITLES


def _header_texts(grid: Grid, head: int | None, upper: int | None) -> list[str]:
    if head is None:
        return [""] * len(grid.columns)
    own = [" ".join(c.split()) if c else "" for c in grid.row(head)]
    if upper is None:
        return own
    groups, group = [], ""
    for j, cell in enumerate(grid.row(upper)):
        group = cell or group
        groups.append(group)
        if not cell and not own[j]:
            group = ""
    return [f"{g} / {o}" if g and o and g != o else o or g for g, o in zip(groups, own, strict=True)]


def _mark_leading_titles(parts: np.ndarray, counts: np.ndarray) -> None:
    """Mark titles above a table that has no header: lone cells before the first row as wide as the rest."""
    if int(counts.max()) < 3:
        return
    for r in range(min(len(parts), 15)):
        if counts[r] > 1:
            return
        if counts[r] == 1:
            parts[r] = TITLE


def _mark_body(grid: Grid, parts: np.ndarray, counts: np.ndarray, start: int, head: int | None) -> dict[int, str]:
    """Mark repeated headers, totals, notes and section titles among the rows of data."""
    _mark_repeated_headers(grid, parts, start, head)
    _mark_totals(grid, parts, start)
    body = parts == DATA
    widths = counts[start : start + len(parts)][body]
    typical = float(np.median(widths[widths >= 2])) if (widths >= 2).any() else 1.0
    sections: dict[int, str] = {}
    if typical < 3:
        return sections
    narrow = np.flatnonzero(body & (counts[start : start + len(parts)] <= (1 if typical < 6 else 2)))
    for offset in narrow:
        row = start + int(offset)
        cells = [(j, c) for j, c in enumerate(grid.row(row)) if c]
        text = " ".join(c for _, c in cells)
        is_section = _is_section(text, cells)
        if is_section:
            sections[row] = text
        if is_section or NOTE_WORDS.search(text) or (len(cells) == 1 and _is_sentence(text)):
            parts[offset] = TITLE
    return sections


def _is_section(text: str, cells: list[tuple[int, str]]) -> bool:
    if len(text) > 80 or len(cells) > 2:
        return False
    if len(cells) == 2 and not SECTION_WORDS.match(cells[0][1]):
        return False
    bare = re.sub(r"\s*[(:-]\s*\d+\s*(?:patients?|lits?|pers\w*)?\)?\s*$", "", text)
    return bool(SECTION_WORDS.match(text) or normalize_sector(bare))


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= 6 or text.rstrip().endswith(":")


def _mark_repeated_headers(grid: Grid, parts: np.ndarray, start: int, head: int | None) -> None:
    if head is None:
        return
    header = grid.row(head)
    same = np.zeros(len(parts), dtype=np.int32)
    for j, text in enumerate(header):
        if text:
            same += grid.columns[j].equal(text)[start : start + len(parts)]
    needed = max(1, 0.6 * sum(1 for t in header if t))
    repeated = (same >= needed) & (parts == DATA)
    repeated[: head - start + 1] = False
    parts[repeated] = HEADER


def _mark_totals(grid: Grid, parts: np.ndarray, start: int) -> None:
    begins = np.zeros(len(parts), dtype=bool)
    for column in grid.columns[:6]:
        begins |= column.where(TOTAL_WORDS.match)[start : start + len(parts)]
    for offset in np.flatnonzero(begins & (parts == DATA)):
        texts = [c for c in grid.row(start + int(offset)) if c]
        others = [t for t in texts if not TOTAL_WORDS.match(t)]
        numbers = sum(1 for t in others if re.fullmatch(r"[\d\s.,%€:/-]+(?:€|%|patients?|lits?|jours?)?", t))
        if len(others) <= 1 or numbers >= len(others) - 1:
            parts[offset] = TOTAL


# --- tables side by side -------------------------------------------------------------------------------------------


def _spans(headers: list[str], filled: np.ndarray) -> list[tuple[int, ...]]:
    """Cut columns at an empty one with names on both sides ("Entrées", "Sorties"), else where the header begins again."""
    for gap in range(1, len(headers) - 1):
        if not filled[:, gap].any() and _names_people(headers[:gap]) and _names_people(headers[gap + 1 :]):
            left, right = _spans(headers[:gap], filled[:, :gap]), _spans(headers[gap + 1 :], filled[:, gap + 1 :])
            return [*left, *(tuple(j + gap + 1 for j in span) for span in right)]
    return _side_by_side(headers)


def _names_people(headers: Sequence[str]) -> bool:
    return any(h and (r := read_header(h)) and r.kind in {"family_name", "full_name"} and _is_own(h) for h in headers)


def _side_by_side(headers: list[str]) -> list[tuple[int, ...]]:
    """Cut columns where the header begins again: "Nom, Prénom, Nom, Prénom", also under "Lundi" and "Mardi".

    What stands once beside the blocks ("Chambre", before them) is of each of them.
    """
    words = [re.sub(r" ?\d$", "", fold(h.rpartition(" / ")[2])) for h in headers]
    first, restarts = _restarts(headers, words)
    if not restarts:
        return [tuple(range(len(headers)))]
    lead = 0
    while first - lead > 0 and all(words[r - lead - 1] == words[first - lead - 1] != "" for r in restarts):
        lead += 1
    edges = [first - lead, *(r - lead for r in restarts), len(headers)]
    blocks = [range(a, b) for a, b in pairwise(edges)]
    known = {words[j] for j in blocks[0]}
    own_end = next((j for j in blocks[-1] if words[j] and words[j] not in known), len(headers))
    shared = (*range(edges[0]), *range(own_end, len(headers)))
    told = [j for j in shared if not ((read := read_header(headers[j])) and read.kind == "free_text")]  # searched once
    return [
        tuple(sorted({*(told if i else shared), *(j for j in block if j < own_end)})) for i, block in enumerate(blocks)
    ]


def _restarts(headers: Sequence[str], words: Sequence[str]) -> tuple[int, list[int]]:
    """Return where the names of the first block stand, and where a block of another person begins likewise."""
    for first, header in enumerate(headers):
        read = read_header(header) if header else None
        if (
            read is None
            or read.kind not in {"family_name", "full_name"}
            or words[first + 1 : first + 2] == [words[first]]
        ):
            continue
        again = [
            j for j in range(first + 2, len(headers))
            if words[j] == words[first] and _is_own(headers[j])
            and (words[j - 1] == words[first - 1 if first else j] != "" or words[j + 1 : j + 2] == words[first + 1 : first + 2])
        ]  # fmt: skip
        return first, again
    first = next((j for j, w in enumerate(words) if w), 0)
    return first, [
        j for j in range(first + 2, len(headers) - 1)
        if words[j] and words[j] == words[first] and words[j + 1] and words[j + 1] == words[first + 1]
    ]  # fmt: skip


def _is_own(header: str) -> bool:
    """Tell another row's person ("Mardi / Nom") from somebody beside the first ("Mère / Nom")."""
    read = read_header(header)
    return read is not None and read.owner not in {"practitioner", "relative", "insured"}


def _parts_beside(parts: np.ndarray, filled: np.ndarray) -> np.ndarray:
    """Account for the rows of a table that stands beside the first: its own blank cells are blank rows."""
    own = parts.copy()
    own[(own == DATA) & ~filled.any(axis=1)] = BLANK
    return own
