"""All the tables of one document: found, joined across pages, typed, read into mentions, and accounted for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from recense.detect.kinds import TableFeatures
from recense.detect.names import fold
from recense.detect.results import FOUND
from recense.detect.sectors import normalize_sector, sectors_in_name
from recense.detect.tables.assemble import Found, Surroundings, assemble
from recense.detect.tables.belongs import belonging
from recense.detect.tables.boards import find_board
from recense.detect.tables.complete import complete
from recense.detect.tables.forms import find_cards
from recense.detect.tables.grid import Cells, joined
from recense.detect.tables.known import look_again, rows_naming_somebody
from recense.detect.tables.likeness import rows_of_nobody
from recense.detect.tables.nested import repeats_its_holder, types_of_own
from recense.detect.tables.peers import one_person_each
from recense.detect.tables.records import in_two_lines, kinds_of_rows
from recense.detect.tables.reshape import reshape
from recense.detect.tables.structure import BLANK, DATA, HEADER, TITLE, TOTAL, FoundTable, find_tables
from recense.detect.tables.subject import Subject, doubted, subject_of
from recense.detect.tables.typing import type_columns
from recense.model import DataType

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from recense.detect.tables.columns import Column
    from recense.detect.tables.grid import Grid
    from recense.detect.tables.known import KnownPeople


@dataclass(frozen=True, slots=True)
class Part:
    """One table as it stands in one grid."""

    grid: Grid
    table: FoundTable
    rows: np.ndarray = field(repr=False)  # the grid's rows of data


@dataclass(frozen=True, slots=True)
class FreeText:
    """A free-text cell to be searched as text: where it is, and what it says."""

    place: str
    line: int
    unit: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TablesRead:
    """What the grids of a document gave."""

    mentions: pa.Table = field(repr=False)  # schema FOUND, without `sha256`, in order
    tables: list[dict[str, Any]]
    columns: list[dict[str, Any]] = field(repr=False)
    features: list[TableFeatures]
    free_texts: list[FreeText] = field(repr=False)
    lists: dict[str, frozenset[str]] = field(default_factory=dict)  # what the lists read so far say of their people


def read_tables(grids: Sequence[Grid], path: str, today: dt.date, known: KnownPeople | None = None) -> TablesRead:
    """Read every grid of a document. `path` is the file's, which may tell whom the rows are about.

    With the people `known` from the heap's other tables, a table in which nobody is seen is looked at again.
    """
    parts = [part for grid in grids for part in _parts_of(grid)]
    schema = pa.schema([f for f in FOUND if f.name != "sha256"])
    read = TablesRead(schema.empty_table(), [], [], [], [])
    found = [table for group in _same_tables(parts) for table in _read_group(group, path, today, read, known)]
    _number_tables(read)
    mentions = pa.concat_tables([schema.empty_table(), *found])
    return TablesRead(mentions, read.tables, read.columns, read.features, read.free_texts)


def _parts_of(grid: Grid) -> list[Part]:
    cards = find_cards(grid) or find_board(grid)
    if cards:
        made, table = cards
        return [Part(made, table, table.rows(DATA))]
    if wide := in_two_lines(grid):
        return _parts_of_two_lines(grid, *wide)
    return [Part(g, table, table.rows(DATA)) for g in kinds_of_rows(grid) for table in find_tables(g)]


def _parts_of_two_lines(grid: Grid, wide: Grid, heads: int) -> list[Part]:
    """Read records of two lines each; the account is of the file's own rows."""
    parts = [Part(wide, table, table.rows(DATA)) for table in find_tables(wide)]
    if len(parts) != 1:
        return parts
    counts = parts[0].table.account()
    odd = grid.height - heads - 2 * (wide.height - bool(heads))
    counted = {k: 2 * n for k, n in counts.items()} | {HEADER: 2 * max(0, counts[HEADER] - bool(heads)) + heads}
    counted[BLANK] += odd
    span = (int(grid.lines[0]), int(grid.lines[-1]))
    return [Part(wide, replace(parts[0].table, counted=counted, span=span), parts[0].rows)]


# --- one table over several pages ------------------------------------------------------------------------------------


def _same_tables(parts: Sequence[Part]) -> list[list[Part]]:
    """Join tables with the same header, and those without one to the table above that has as many columns."""
    groups: list[list[Part]] = []
    by_header: dict[tuple[str, ...], list[Part]] = {}
    last: list[Part] | None = None
    for part in parts:
        key = (*(fold(h) for h in part.table.headers), str(part.grid.unit))
        above = last if last and _continues(last[-1], part) else None
        home = by_header.get(key) if part.table.has_header else above
        if home is None:
            home = []
            groups.append(home)
        home.append(part)
        if part.table.has_header:
            by_header[key] = home
        if len(part.rows) or part.table.has_header:
            last = home
    return groups


def _continues(above: Part, part: Part) -> bool:
    """Say whether a table without header goes on from the one above: another page or sheet, as many columns, alike."""
    if above.grid.block == part.grid.block or len(above.table.columns) != len(part.table.columns) or not len(part.rows):
        return False
    return part.grid.block - above.grid.block == 1 or above.grid.place.split("=")[0] == "page"


# --- one table -------------------------------------------------------------------------------------------------------


def _read_group(
    group: Sequence[Part], path: str, today: dt.date, read: TablesRead, known: KnownPeople | None
) -> list[pa.Table]:
    first = group[0]
    columns = [
        joined([p.grid.columns[p.table.columns[at]].take(p.rows) for p in group])
        for at in range(len(first.table.columns))
    ]
    shaped = reshape(columns, first.table.headers)
    columns = shaped.columns
    titles = tuple(dict.fromkeys(t for p in group for t in p.table.titles))[:40]
    names = (path, first.grid.place.removeprefix("sheet=").removeprefix("table="))
    typed = type_columns(columns, shaped.headers, today, [path.rsplit("/", 1)[-1], names[1], *titles])
    subject = subject_of(typed, titles, names)
    if subject.role is None and known is not None:
        typed, subject = look_again(columns, typed, titles, names, known) or (typed, subject)
    if subject.role is not None and known is not None:
        typed = complete(columns, typed, known, today)
    typed = belonging(typed, subject.role)
    if repeats_its_holder(first.grid.place, typed, read.lists):
        subject = replace(subject, has_own=False)
    elif subject.role is not None and subject.has_own:
        read.lists[first.grid.place] = types_of_own(typed)
    # a table of a database holds what its columns say: its name is a developer's
    told = names[:1] if first.grid.place.startswith("table=") else names
    around = Surroundings(told, _title_sectors(titles), _row_sections(group))
    found = [f for person in one_person_each(typed) for f in assemble(columns, person, subject, around, today)]
    with_mention = np.zeros(sum(len(p.rows) for p in group), dtype=bool)
    for people in found:
        with_mention[people.rows] = True
    if subject.role is not None:
        subject = _with_nobodies(subject, rows_of_nobody(columns, typed) & ~with_mention)
    typed = doubted(typed, subject)
    _account(group, shaped.origin, typed, subject, with_mention, read)
    _keep_free_texts(group, columns, typed, read)
    if subject.role is None and known is not None:
        _keep_rows(group, columns, typed, known, read)
    return _placed(found, group)


def _with_nobodies(subject: Subject, nobody: np.ndarray) -> Subject:
    """Say in the reason how many rows of people are nobody's: a switchboard, a room."""
    count = int(nobody.sum())
    said = f"{subject.reason}; rows that name a service, a place or a firm: {count}"
    return replace(subject, reason=said) if count else subject


def _title_sectors(titles: Sequence[str]) -> frozenset[str]:
    return frozenset(s.name for t in titles if len(t) <= 120 for s in sectors_in_name(t)[:2])


def _row_sections(group: Sequence[Part]) -> list[str | None] | None:
    """Return the sector of the section that each row stands in, null before the first."""
    if not any(p.table.sections for p in group):
        return None
    named: list[str | None] = []
    for part in group:
        starts = sorted(part.table.sections)
        texts = [_section_name(part.table.sections[s]) for s in starts]
        where = np.searchsorted(starts, part.rows, side="right") - 1
        named += [texts[i] if i >= 0 else None for i in where]
    return named


def _section_name(text: str) -> str | None:
    known = normalize_sector(text) or next(iter(sectors_in_name(text)), None)
    return known.name if known else None


def _placed(found: Sequence[Found], group: Sequence[Part]) -> list[pa.Table]:
    """Put the place and line of the file on each mention, and the mentions in the order of the rows."""
    if not found:
        return []
    lines = np.concatenate([p.grid.lines[p.rows] for p in group])
    which = np.repeat(np.arange(len(group)), [len(p.rows) for p in group])
    rows = np.concatenate([f.rows for f in found])
    order = np.lexsort((np.concatenate([f.local for f in found]), rows))
    places = {
        "place": pa.array([p.grid.place for p in group], pa.string()).take(pa.array(which[rows])),
        "unit": pa.array([p.grid.unit for p in group], pa.string()).take(pa.array(which[rows])),
        "line": pa.array(lines[rows], pa.int32()),
        "sequence": pa.nulls(len(rows), pa.int64()),
    }
    columns = []
    schema = pa.schema([f for f in FOUND if f.name != "sha256"])
    for kind in schema:
        if kind.name in places:
            columns.append(places[kind.name])
        else:
            columns.append(pa.concat_arrays([f.fields.get(kind.name, pa.nulls(len(f.rows), kind.type)) for f in found]))
    return [pa.table(columns, schema=schema).take(pa.array(order))]


def _account(
    group: Sequence[Part],
    origin: Sequence[int],
    typed: Sequence[Column],
    subject: Subject,
    with_mention: np.ndarray,
    read: TablesRead,
) -> None:
    start = 0
    for part in group:
        counts = part.table.account()
        end = start + len(part.rows)
        lines = part.grid.lines[part.table.first : part.table.first + len(part.table.parts)]
        first, last = part.table.span or (int(lines[0]), int(lines[-1]))
        read.tables.append(
            {
                "block": part.grid.block,
                "place": part.grid.place,
                "first_line": first,
                "last_line": last,
                "rows_in": sum(counts.values()),
                "rows_title": counts[TITLE],
                "rows_header": counts[HEADER],
                "rows_blank": counts[BLANK],
                "rows_total": counts[TOTAL],
                "rows_data": counts[DATA],
                "rows_with_mention": min(int(with_mention[start:end].sum()), counts[DATA]),  # beds share rows
                "subject": subject.role.value if subject.role else "nobody",
                "reason": subject.reason,
                "_columns": _described(part, typed, origin),
            }
        )
        start = end
    types = frozenset(c.data_type for c in typed if c.data_type not in {DataType.EMPTY, DataType.OTHER})
    read.features.append(TableFeatures(subject.role, types, len(with_mention), int(with_mention.sum())))


def _described(part: Part, typed: Sequence[Column], origin: Sequence[int]) -> list[dict[str, Any]]:
    made = []
    for column in typed:
        at = part.table.columns[origin[column.index]]
        filled = int(part.grid.columns[at].filled[part.rows].sum())
        made.append(
            {
                "place": part.grid.place,
                "column": at,
                "header": part.table.headers[origin[column.index]] or column.header,
                "data_type": column.data_type.value,
                "confidence": column.confidence,
                "reason": column.reason,
                "to_confirm": column.to_confirm,
                "filled": filled,
            }
        )
    return made


def _number_tables(read: TablesRead) -> None:
    """Number the tables of each place from 0, top to bottom, and give their columns the same number."""
    read.tables.sort(key=lambda t: (t["block"], t["first_line"]))
    seen: dict[str, int] = {}
    for table in read.tables:
        number = seen.get(table["place"], 0)
        seen[table["place"]] = number + 1
        table["table_no"] = number
        for column in table.pop("_columns"):
            read.columns.append({**column, "table_no": number})
        del table["block"]


def _keep_free_texts(
    group: Sequence[Part], columns: Sequence[Cells], typed: Sequence[Column], read: TablesRead
) -> None:
    """Keep the cells of free-text columns for the search in text."""
    lines = np.concatenate([p.grid.lines[p.rows] for p in group])
    which = np.repeat(np.arange(len(group)), [len(p.rows) for p in group])
    for column in typed:
        if column.kind != "free_text" or column.owner:
            continue
        cells = columns[column.index]
        for row in np.flatnonzero(cells.filled).tolist():
            grid = group[which[row]].grid
            read.free_texts.append(FreeText(grid.place, int(lines[row]), grid.unit, cells[row] or ""))


def _keep_rows(
    group: Sequence[Part], columns: Sequence[Cells], typed: Sequence[Column], known: KnownPeople, read: TablesRead
) -> None:
    """Keep the rows of a table about nobody that name somebody all the same: they are searched as text."""
    searched = {c.index for c in typed if c.kind == "free_text" and not c.owner}
    own = [c for i, c in enumerate(columns) if i not in searched]
    lines = np.concatenate([p.grid.lines[p.rows] for p in group])
    which = np.repeat(np.arange(len(group)), [len(p.rows) for p in group])
    for row in rows_naming_somebody(own, known):
        grid = group[which[row]].grid
        words = ", ".join(cell.replace("\n", ", ") for c in own if (cell := c[row]))
        read.free_texts.append(FreeText(grid.place, int(lines[row]), grid.unit, words))
