"""The export, a contract (`docs/reference/export.md`): names and types change only with `schema_version`.

Columns of the contract come first, in its order; what we add stands after them. Nothing is held in memory whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

SHEET_ROWS = 1_048_576  # of a spreadsheet, its header included
BATCH = 10_000
SHEET_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}

FILES = """
select path, sha256, bytes, media_type, status, problem, kind, people, duplicate_of,
       kind_reason, form, medical_content, mentions
from files order by path
"""

# The path of a mention is that of the first file with its content: copies are in `files`, by `duplicate_of`.
MENTIONS = """
with first_path as (
  select sha256, arg_min(path, (duplicate_of is not null, path)) as path from source_files
  where sha256 is not null group by sha256
)
select m.mention_id, s.person_id, f.path,
       trim(coalesce(m.place, '') || ' ' || coalesce(m.unit, 'line') || '=' || m.line) as "where",
       m.family_name, m.birth_name, m.given_names, m.birth_date, m.sex, m.categories, m.confidence,
       m.role, m.source, s.tie, s.probability, m.birth_year, m.nir, m.nir_valid, m.ipp, m.stay_ids, m.phones, m.emails,
       m.address, m.postcode, m.city, m.country, m.iban, m.rpps, m.staff_id, m.official_id, m.job, m.sectors, m.arrival,
       m.discharge, m.death_date, m.data_types, m.rules, m.flags, m.reason
from mentions m left join memberships s using (mention_id) left join first_path f using (sha256)
order by f.path, m.line, m.mention_id
"""

PEOPLE = """
select person_id, family_name, birth_name, given_names, birth_date, sex, nir, ipps, phones, emails, address, postcode,
       city, country, death_date, role, categories, sectors, first_seen, last_seen, files, mentions, contactable_by,
       severity, confidence, placed, certainty, minor, severity_score, severity_reason
from people order by person_id
"""

EXPOSURES = """
select person_id, category, certainty, mentions, mention_id, rule from exposures order by person_id, category
"""

# A reason of two hundred letters on each line would make the sheet unreadable.
SHEET = "select * exclude (severity_reason) from register order by person_id"

# What a spreadsheet runs: a cell that begins with one of these, also in their wide forms.
RUNS = "[=+@\t\r\n＝＋－＠-]"


def export_tables(connection: duckdb.DuckDBPyConnection, out: Path) -> list[Path]:
    """Write the Parquet tables into the folder `out`, and return their paths.

    The connection sees the tables of a run as views of their names.
    """
    made = []
    connection.execute("set preserve_insertion_order = true")
    for name, query in (("files", FILES), ("mentions", MENTIONS), ("people", PEOPLE), ("exposures", EXPOSURES)):
        made.append(out / f"{name}.parquet")
        connection.execute(f"copy ({query}) to '{_quoted(made[-1])}' (format parquet, compression zstd)")
    return made


def export_sheets(connection: duckdb.DuckDBPyConnection, out: Path) -> list[Path]:
    """Write `people.csv` and `people.xlsx` into the folder `out`, and return their paths."""
    connection.execute("set preserve_insertion_order = true")
    connection.execute(f"create temp view register as {PEOPLE}")
    cells = harmless_cells(connection, SHEET)
    table, book = out / "people.csv", out / "people.xlsx"
    connection.execute(f"copy ({cells}) to '{_quoted(table)}' (format csv, header true)")
    _write_sheets(connection, cells, book)
    return [table, book]


def harmless_cells(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """Return the query with its texts as one cell each (lists joined by "; ") that no spreadsheet runs as a formula.

    A text that begins like a formula gets a leading apostrophe, as spreadsheets write a text that is not one.
    """
    described = connection.execute(f"describe {query}").fetchall()
    cells = []
    for name, kind, *_ in described:
        text = f"array_to_string({name}, '; ')" if kind.endswith("[]") else name
        if kind in {"VARCHAR", "VARCHAR[]"}:
            text = f"case when regexp_matches({text}, '^\\s*{RUNS}') then '''' || {text} else {text} end"
        cells.append(f"{text} as {name}")
    return f"select {', '.join(cells)} from ({query})"


def _write_sheets(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Write the rows into a workbook, a new sheet each time one is full."""
    import xlsxwriter

    reader = connection.sql(query).to_arrow_reader(BATCH)
    with xlsxwriter.Workbook(str(path), SHEET_OPTIONS) as book:
        bold = book.add_format({"bold": True, "bg_color": "#E8EEF2"})
        sheet = _new_sheet(book, reader.schema.names, bold)
        for number, row in enumerate(_rows(reader)):
            line = number % (SHEET_ROWS - 1) + 1
            if line == 1 and number:
                sheet = _new_sheet(book, reader.schema.names, bold)
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(line, column, value)


def _new_sheet(book: Any, names: list[str], header: Any) -> Any:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(names) - 1, 16)
    sheet.write_row(0, 0, names, header)
    return sheet


def _rows(reader: Any) -> Iterator[tuple[Any, ...]]:
    for batch in reader:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
