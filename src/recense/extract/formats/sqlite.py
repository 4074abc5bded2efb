"""SQLite databases: every table, read-only, without running anything that the file brings."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from recense.errors import Unreadable
from recense.extract.charset import decode
from recense.extract.formats.cells import as_text
from recense.extract.formats.sqlite_links import find_link, quoted, select

if TYPE_CHECKING:
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

LONGEST_CELL: Final = 1 << 20
TABLES: Final = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by rowid"


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the readers' signature
    """Read every table.

    Raises:
        Unreadable: damaged from its first page, or not a database.

    """
    address = f"file:{quote(str(source))}?mode=ro&immutable=1"  # immutable: a missing journal is not looked for
    with closing(sqlite3.connect(address, uri=True)) as database:
        database.text_factory = lambda data: decode(data)[0]
        try:
            for setting in ("trusted_schema = off", "cell_size_check = on", "writable_schema = on", "query_only = on"):
                database.execute(f"pragma {setting}")  # writable_schema: a damaged schema is read as far as it goes
            tables = [str(name) for (name,) in database.execute(TABLES)]
        except sqlite3.DatabaseError as error:
            raise Unreadable("the database is damaged from its first page. Ask for another copy of it.") from error
        for number, table in enumerate(tables, 1):
            _read_table(database, table, number, writer, tables)


def _open(database: sqlite3.Connection, table: str, tables: list[str]) -> tuple[sqlite3.Cursor, list[str]]:
    """Begin to read a table, with the people that its rows point to; without them when that cannot be told."""
    try:
        link = find_link(database, table, tables)
        if link:
            statement, names = select(database, table, link)
            return database.execute(statement), names
    except sqlite3.DatabaseError:
        pass  # a table that is damaged, or made by a module that is not here: this one may be whole
    cursor = database.execute(f"select * from {quoted(table)}")
    return cursor, [str(column) for column, *_ in cursor.description]


def _read_table(
    database: sqlite3.Connection, table: str, number: int, writer: DocumentWriter, tables: list[str]
) -> None:
    line = objects = 0
    try:
        cursor, names = _open(database, table, tables)
        writer.grid(f"table={table}")
        writer.row(0, names)
        for line, row in enumerate(cursor, 1):
            if any(isinstance(value, bytes) for value in row):
                objects += sum(isinstance(value, bytes) and _as_words(value) is None for value in row)
                writer.row(line, [_as_words(v) if isinstance(v, bytes) else as_text(v) for v in row])
            else:
                writer.row(line, [as_text(value) for value in row])
    except (sqlite3.DatabaseError, OverflowError):
        writer.problem(f"table {number} could not be read beyond row {line}: the database is damaged there")
    if objects:
        writer.problem(f"table {number} holds {objects:,} binary objects that were not read")


def _as_words(data: bytes) -> str | None:
    """Return the text that bytes hold, None when they hold none (a picture, an archive)."""
    if len(data) > LONGEST_CELL or b"\0" in data:
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() or "\n" in text else None
