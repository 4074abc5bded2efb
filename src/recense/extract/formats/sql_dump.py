"""SQL dumps (MySQL and MariaDB, PostgreSQL, SQL Server): the rows of INSERT and COPY, table by table, streamed.

Column names come from the INSERT or the COPY, else from the CREATE TABLE before it. All other statements come out as
text, and so does a row that is cut or damaged.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final, TextIO

from recense.extract.charset import open_text
from recense.extract.formats.sql_statements import (
    INSERT_SELECT,
    INSERT_SET,
    NAME,
    TABLE,
    UPDATE,
    read_assignments,
    read_selects,
)
from recense.extract.formats.sql_values import TUPLE, cut_values
from recense.settings import MIB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

PIECE: Final = 4 * MIB
LONGEST_ROW: Final = 64 * MIB
MOST_LINES: Final = 1_000  # lines of one row; beyond, its quote is held for a stray one
MOST_OTHER: Final = 50_000  # lines of other statements that are kept as text

_INSERT = re.compile(
    rf"\s*(?:INSERT|REPLACE)\s+(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE|OVERWRITE)\s+)*(?:INTO\s+)?(?:TABLE\s+)?{TABLE}"
    rf"\s*(?:\(([^()]*)\))?\s*(?:OVERRIDING\s+\w+\s+VALUE\s*)?VALUES?\s*(?=\()",
    re.IGNORECASE,
)
_INSERT_BEGINS = re.compile(r"\s*(?:INSERT|REPLACE)\s+(?:\w+\s+)*?(?:INTO\b|\[|`|\")", re.IGNORECASE)
_INSERT_ALL = re.compile(r"\s*INSERT\s+(?:ALL|FIRST)\b\s*", re.IGNORECASE)
_INTO = re.compile(rf"\s*INTO\s+{TABLE}\s*(?:\([^()]*\)\s*)?VALUES?\s*\(", re.IGNORECASE)
_COPY = re.compile(rf"\s*COPY\s+{TABLE}\s*(?:\(([^()]*)\))?\s+FROM\s+stdin\b(.*)", re.IGNORECASE)
_COPY_DELIMITER = re.compile(r"DELIMITER\s+(?:AS\s+)?E?'(\\t|[^'])'", re.IGNORECASE)
_CREATE = re.compile(rf"\s*CREATE\s+(?:\w+\s+)*?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{TABLE}", re.IGNORECASE)
_NAMES = re.compile(NAME)
_NO_COLUMN = re.compile(
    r"\s*(?:PRIMARY|UNIQUE|KEY|CONSTRAINT|INDEX|FULLTEXT|SPATIAL|FOREIGN|CHECK|PERIOD|LIKE|EXCLUDE)\b(?!`)",
    re.IGNORECASE,
)
_STRING = re.compile(r"'(?:[^']|'')*'")
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_BETWEEN = re.compile(r"\s*,?\s*")
_MYSQL = re.compile(
    r"\s*(?:(?:--|/\*|#).*(?:mysql|mariadb)|(?:CREATE|INSERT|REPLACE|DROP|LOCK)\b[A-Z\s]*`)", re.IGNORECASE
)
_COPY_ESCAPE = re.compile(r"\\(.)")
_COPY_ESCAPES: Final = {"t": "\t", "n": "\n", "r": "\r", "b": "", "f": "", "v": ""}


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the readers' signature
    """Read the rows that a dump inserts."""
    stream, _ = open_text(source)
    with stream:
        _Dump(stream, writer).read()


class _Dump:
    """One dump being read, statement by statement."""

    def __init__(self, stream: TextIO, writer: DocumentWriter) -> None:
        self._stream, self._writer = stream, writer
        self._line = 0
        self._columns: dict[str, list[str]] = {}  # table → names, from CREATE TABLE
        self._rows: dict[str, int] = {}  # table → rows so far
        self._open: tuple[str, tuple[str, ...]] | None = None  # the grid being written
        self._other: list[tuple[int, str]] = []
        self._ahead: list[str] = []  # lines to be read again, the next one last
        self._escapes = False

    def read(self) -> None:
        while line := self._next():
            # PostgreSQL and SQL Server: a backslash in a string is a backslash
            self._escapes = self._escapes or _MYSQL.match(line[:1000]) is not None
            if _INSERT_BEGINS.match(line):
                self._insert(line)
            elif copy := _COPY.match(line):
                self._copy(copy)
            elif create := _CREATE.match(line):
                self._create(_bare(create.group(1)), line)
            elif _INTO.match(line):
                self._insert("INSERT " + line.lstrip())  # a further row of an INSERT ALL
            elif UPDATE.match(line):
                self._assign(line)
            elif all_begins := _INSERT_ALL.match(line):
                self._ahead += [rest] if (rest := line[all_begins.end() :]) else []
            else:
                self._keep(line)
        self._finish()

    def _next(self) -> str:
        line = self._ahead.pop() if self._ahead else self._stream.readline(PIECE)
        self._line += line.endswith(("\n", "\r"))
        return line

    def _keep(self, line: str) -> None:
        words = line.strip()
        if words and words.upper() != "GO" and len(self._other) < MOST_OTHER:
            self._other.append((self._line, words[:MIB]))

    def _finish(self) -> None:
        if self._other:
            self._writer.text("statements")
            previous = 0
            for number, words in self._other:
                previous = max(previous + 1, number)  # pieces of one very long line keep numbers of their own
                self._writer.line(previous, words)

    def _begin(self, table: str, listed: str | None) -> None:
        names = _column_names(listed) if listed else self._columns.get(table, [])
        if self._open != (table, tuple(names)):
            self._open = (table, tuple(names))
            self._writer.grid(f"table={table}")
            if names:
                self._writer.row(0, names)

    def _row(self, table: str, cells: Sequence[str | None]) -> None:
        self._rows[table] = number = self._rows.get(table, 0) + 1
        self._writer.row(number, cells)

    def _insert(self, statement: str) -> None:
        """Read an INSERT from its first line, taking further lines as its rows need them."""
        head = _INSERT.match(statement)
        if head is None and INSERT_SET.match(statement):
            self._assign(statement)
            return
        if head is None and (begins := _INSERT_ALL.match(statement)) and statement[begins.end() :].strip():
            self._ahead.append(statement[begins.end() :])
            return
        while head is None and len(statement) < MIB and statement.rstrip()[-1:] != ";":
            line = self._next()
            if not line:
                break
            statement += line
            head = _INSERT.match(statement)
        if head is None:
            self._select(statement)
            return
        table = _bare(head.group(1))
        self._begin(table, head.group(2))
        self._tuples(table, statement, head.end())

    def _select(self, statement: str) -> None:
        """Read an INSERT of plain values that are selected; keep any other statement as text."""
        head = INSERT_SELECT.match(statement)
        rows = [*read_selects(statement[head.end() :], escapes=self._escapes)] if head else []
        if head is None or not rows:
            for words in statement.splitlines():
                self._keep(words)
            return
        table = _bare(head.group(1))
        self._begin(table, head.group(2))
        for cells in rows:
            self._row(table, cells)

    def _assign(self, line: str) -> None:
        """Read the values that an UPDATE, or an INSERT of MySQL, sets column by column."""
        statement = line
        while statement.rstrip()[-1:] != ";" and len(statement) < MIB and (line := self._next()):
            if line.strip().upper() == "GO" or _INSERT_BEGINS.match(line) or UPDATE.match(line):
                self._give_back([line])
                break
            statement += line
        head = UPDATE.match(statement) or INSERT_SET.match(statement)
        values = read_assignments(statement[head.end() :], escapes=self._escapes) if head else {}
        if head is None or not values:
            self._keep(statement)
            return
        table = _bare(head.group(1))
        self._begin(table, ",".join(map(_bare, values)))
        self._row(table, [*values.values()])

    def _tuples(self, table: str, text: str, place: int) -> None:
        pattern = TUPLE[self._escapes]
        taken: list[str] = []  # lines that the row at hand may run over
        while True:
            if found := pattern.match(text, place):
                inside = text[found.start() + 1 : found.end() - 1]
                self._row(table, cut_values(inside, escapes=self._escapes))
                between = _BETWEEN.match(text, found.end())
                place = between.end() if between else found.end()
                taken = []
                if place < len(text) and "," not in text[found.end() : place]:
                    return  # the end of the statement
                continue
            text, place = text[place:], 0
            if text and text[0] != "(":
                return
            line = self._next() if len(text) < LONGEST_ROW and len(taken) < MOST_LINES else ""
            if not line:
                self._give_up(text, taken)
                return
            if not text and not line.lstrip().startswith(("(", ",")):
                self._give_back([line])
                return
            taken += [line] if text else []
            text += line if text else line.lstrip(" \t,")

    def _give_up(self, text: str, taken: list[str]) -> None:
        """Keep a row without an end as text, and read on after its first line."""
        if text.strip():
            self._writer.problem(f"a row near line {self._line} is cut or damaged: it was read as text")
            self._give_back(taken)
            self._keep(text[: len(text) - sum(map(len, taken))])

    def _give_back(self, lines: list[str]) -> None:
        self._ahead += reversed(lines)
        self._line -= sum(line.endswith(("\n", "\r")) for line in lines)

    def _copy(self, head: re.Match[str]) -> None:
        table = _bare(head.group(1))
        self._begin(table, head.group(2))
        cut = _cut_of(head.group(3))
        for line in iter(self._next, ""):
            words = line.rstrip("\r\n")
            if words == "\\.":
                return
            self._row(table, cut(words))
        self._writer.problem("the dump is truncated inside its last table")

    def _create(self, table: str, statement: str) -> None:
        depth = _depth(statement)
        while (depth > 0 or "(" not in statement) and len(statement) < MIB:
            line = self._next()
            if not line or line.strip().upper() == "GO":
                break
            statement += line
            depth += _depth(line)
        self._columns[table] = [*_created_columns(statement)]


def _depth(line: str) -> int:
    bare = _COMMENT.sub("", line)
    return bare.count("(") - bare.count(")")


def _created_columns(statement: str) -> Iterator[str]:
    body = _STRING.sub("''", _COMMENT.sub("", statement)).partition("(")[2]
    depth, start = 0, 0
    for place, char in enumerate(body + ","):
        depth += (char == "(") - (char == ")")
        if (char == "," and depth == 0) or depth < 0:
            part = body[start:place]
            start = place + 1
            name = _NAMES.match(part.strip())
            if name and not _NO_COLUMN.match(part):
                yield _bare(name.group())
            if depth < 0:
                return


def _bare(name: str) -> str:
    """Return the last part of a dotted name without its quotes."""
    return str(_NAMES.findall(name)[-1]).strip('`"[]')


def _column_names(listed: str) -> list[str]:
    return [name.strip().strip('`"[]') for name in listed.split(",")]


def _cut_of(options: str) -> Callable[[str], list[str | None]]:
    """Return how the lines of a COPY are cut: at tabs with escapes, or as the CSV that its options say."""
    told = _COPY_DELIMITER.search(options)
    is_csv = re.search(r"\bCSV\b", options, re.IGNORECASE) is not None
    delimiter = told[1].replace("\\t", "\t") if told else "," if is_csv else "\t"
    if is_csv:
        return lambda words: list(next(csv.reader([words], delimiter=delimiter), [""]))
    return lambda words: (
        [_copy_cell(cell) for cell in words.split(delimiter)] if "\\" in words else list(words.split(delimiter))
    )


def _copy_cell(cell: str) -> str | None:
    if cell == "\\N":
        return None
    return _COPY_ESCAPE.sub(lambda found: _COPY_ESCAPES.get(found.group(1), found.group(1)), cell)
