"""All the tables of one document: found, joined across pages, typed, read into mentions, and accounted for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from recense.detect.kinds import TableFeatures
from recense.detect.names import fold
from recense.detect.sectors import normalize_sector, sectors_in_name
from recense.detect.tables.assemble import MENTION, Surroundings, assemble
from recense.detect.tables.structure import BLANK, DATA, HEADER, TITLE, TOTAL, FoundTable, find_tables
from recense.detect.tables.subject import Subject, subject_of
from recense.detect.tables.typing import Column, type_columns
from recense.model import DataType

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from recense.detect.tables.grid import Grid

PLACED = pl.Schema({**MENTION, "place": pl.String, "unit": pl.String, "order": pl.Int64})


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
    subject: str  # role of the row's own person, "" when it has none


@dataclass(frozen=True, slots=True)
class TablesRead:
    """What the grids of a document gave."""

    mentions: pl.DataFrame = field(repr=False)  # schema PLACED
    tables: list[dict[str, Any]]
    columns: list[dict[str, Any]] = field(repr=False)
    features: list[TableFeatures]
    free_texts: list[FreeText] = field(repr=False)


def read_tables(grids: Sequence[Grid], path: str, today: dt.date) -> TablesRead:
    """Read every grid of a document. `path` is the file's, which may tell whom the rows are about."""
    parts = [Part(grid, table, table.rows(DATA)) for grid in grids for table in find_tables(grid)]
    read = TablesRead(pl.DataFrame(schema=PLACED), [], [], [], [])
    frames: list[pl.DataFrame] = []
    for number, group in enumerate(_joined(parts)):
        frames.append(_read_group(group, path, today, read).with_columns(pl.lit(number).cast(pl.Int64).alias("order")))
    mentions = pl.concat(frames) if frames else read.mentions
    _number_tables(read)
    return TablesRead(mentions, read.tables, read.columns, read.features, read.free_texts)


# --- one table over several pages ------------------------------------------------------------------------------------


def _joined(parts: Sequence[Part]) -> list[list[Part]]:
    """Join tables with the same header, and those without one to the table above that has as many columns."""
    groups: list[list[Part]] = []
    by_header: dict[tuple[str, ...], list[Part]] = {}
    last: list[Part] | None = None
    for part in parts:
        key = (*(fold(h) for h in part.table.headers), str(part.grid.unit))
        if part.table.has_header:
            home = by_header.get(key)
        else:
            home = last if last and _continues(last[-1], part) else None
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


def _read_group(group: Sequence[Part], path: str, today: dt.date, read: TablesRead) -> pl.DataFrame:
    first = group[0]
    columns = _columns(group)
    typed = type_columns(columns, first.table.headers, today)
    titles = tuple(dict.fromkeys(t for p in group for t in p.table.titles))[:40]
    names = (path, first.grid.place.removeprefix("sheet=").removeprefix("table="))
    subject = subject_of(typed, titles, names)
    around = Surroundings(titles, names, _title_sectors(titles), _row_sectors(group))
    height = len(columns[0]) if columns else 0
    found = assemble(columns, typed, subject, np.arange(height, dtype=np.int32), around, today)
    placed = _placed(found, group)
    _account(group, typed, subject, placed, read)
    _keep_free_texts(group, columns, typed, subject, read)
    return placed


def _columns(group: Sequence[Part]) -> list[pl.Series]:
    """Return the data of the table's columns, all its parts one under another."""
    made = []
    for position in range(len(group[0].table.columns)):
        pieces = [p.grid.columns[p.table.columns[position]] for p in group]
        taken = [s if len(p.rows) == len(s) else s.gather(p.rows) for s, p in zip(pieces, group, strict=True)]
        made.append(pl.concat(taken) if len(taken) > 1 else taken[0])
    return made


def _title_sectors(titles: Sequence[str]) -> frozenset[str]:
    return frozenset(s.name for t in titles if len(t) <= 120 for s in sectors_in_name(t)[:2])


def _row_sectors(group: Sequence[Part]) -> pl.Series | None:
    """Return the sector of the section that each row stands in, null before the first."""
    if not any(p.table.sections for p in group):
        return None
    named: list[str | None] = []
    for part in group:
        starts = sorted(part.table.sections)
        texts = [_section_name(part.table.sections[s]) for s in starts]
        where = np.searchsorted(starts, part.rows, side="right") - 1
        named += [texts[i] if i >= 0 else None for i in where]
    return pl.Series(named, dtype=pl.String)


def _section_name(text: str) -> str | None:
    known = normalize_sector(text) or next(iter(sectors_in_name(text)), None)
    return known.name if known else None


def _placed(found: pl.DataFrame, group: Sequence[Part]) -> pl.DataFrame:
    """Put the place and line of the file on each mention."""
    lines = np.concatenate([p.grid.lines[p.rows] for p in group]) if group else np.array([], np.int32)
    sizes = [len(p.rows) for p in group]
    which = np.repeat(np.arange(len(group)), sizes)
    rows = found["row"].to_numpy()
    places = pl.Series([p.grid.place for p in group], dtype=pl.String).gather(which[rows])
    units = pl.Series([p.grid.unit for p in group], dtype=pl.String).gather(which[rows])
    return found.with_columns(pl.Series("line", lines[rows]).cast(pl.Int32), places.alias("place"), units.alias("unit"))


def _account(group: Sequence[Part], typed: Sequence[Column], subject: Subject, placed: pl.DataFrame, read: TablesRead) -> None:
    with_mention = np.zeros(sum(len(p.rows) for p in group), dtype=bool)
    with_mention[placed["row"].to_numpy()] = True
    start = 0
    for part in group:
        counts = part.table.account()
        end = start + len(part.rows)
        lines = part.grid.lines[part.table.first : part.table.first + len(part.table.parts)]
        read.tables.append(
            {
                "block": part.grid.block, "place": part.grid.place, "first_line": int(lines[0]), "last_line": int(lines[-1]), "rows_in": len(lines),
                "rows_title": counts[TITLE], "rows_header": counts[HEADER], "rows_blank": counts[BLANK], "rows_total": counts[TOTAL],
                "rows_data": counts[DATA], "rows_with_mention": int(with_mention[start:end].sum()),
                "subject": subject.role.value if subject.role else "nobody", "reason": subject.reason, "_columns": _described(part, typed),
            }
        )  # fmt: skip
        start = end
    types = frozenset(c.data_type for c in typed if c.data_type not in {DataType.EMPTY, DataType.OTHER})
    read.features.append(TableFeatures(subject.role, types, len(with_mention), int(with_mention.sum())))


def _described(part: Part, typed: Sequence[Column]) -> list[dict[str, Any]]:
    made = []
    for column, at in zip(typed, part.table.columns, strict=True):
        series = part.grid.columns[at]
        filled = len(part.rows) - series.gather(part.rows).null_count()
        made.append(
            {
                "place": part.grid.place, "column": at, "header": part.table.headers[column.index] or column.header, "data_type": column.data_type.value,
                "confidence": column.confidence, "reason": column.reason, "to_confirm": column.to_confirm, "filled": filled,
            }
        )  # fmt: skip
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


def _keep_free_texts(group: Sequence[Part], columns: Sequence[pl.Series], typed: Sequence[Column], subject: Subject, read: TablesRead) -> None:
    """Keep the cells of free-text columns for the search in text."""
    lines = np.concatenate([p.grid.lines[p.rows] for p in group])
    which = np.repeat(np.arange(len(group)), [len(p.rows) for p in group])
    for column in typed:
        if column.kind != "free_text" or column.owner:
            continue
        series = columns[column.index]
        for row in np.flatnonzero(series.is_not_null().to_numpy()):
            grid = group[which[row]].grid
            role = subject.role.value if subject.role else ""
            read.free_texts.append(FreeText(grid.place, int(lines[row]), grid.unit, series[int(row)], role))
