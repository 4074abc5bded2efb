"""Delimited text: any delimiter, quoted or not, ragged, several tables one under another; columns aligned by spaces.

Every line of the file comes out, blank ones too, under the number it has in the file. What turns out to be prose comes
out as text.
"""

from __future__ import annotations

import csv
import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, TextIO

from recense.extract.charset import open_text
from recense.extract.formats import text
from recense.extract.formats.aligned import Cuts, cut, find_cuts, is_listing, is_rule
from recense.extract.formats.blocks import Blocks, find_blocks
from recense.extract.formats.coded_lines import Codes, find_codes
from recense.extract.formats.dialect import SURE, Dialect, find_dialect
from recense.extract.formats.json_cells import open_json
from recense.settings import MIB, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

SAMPLE_LINES: Final = 2000
MOST_LINES: Final = 200_000  # of a text of cards or stickers, which is held whole
SAMPLE_CHARACTERS: Final = 512 << 10
LONGEST_LINE: Final = MIB  # characters; a longer line has no cells that a person could mean
LONGEST_READ: Final = 64 * MIB  # characters of such a line that are read, as text
PIECE: Final = 8192
RULE_MARKS: Final = frozenset("-=_+|")  # what a rule between rows begins with
LONGEST_REMARK: Final = 80  # characters of what a database client says
LONG_WORDS: Final = 6  # words in a line, above which lines without any delimiter are prose

# what the client of a database says around the rows that it prints
_OF_THE_CLIENT: Final = re.compile(
    r"\s*(?:\(?\d+ (?:rows?|lignes?|enregistrements?|records?)\b.{0,40}|(?:SQL|mysql|MariaDB \[.*\])> ?.*"
    r"|Elapsed: .*|Query OK.*)$",
    re.IGNORECASE,
)

Numbered = tuple[int, str]


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the readers' signature
    """Read a delimited text."""
    stream, _ = open_text(source)
    with stream:
        read_text(stream, writer)


def read_text(stream: TextIO, writer: DocumentWriter, place: str = "") -> None:
    """Read a delimited text that is already decoded, line ends kept."""
    lines = _number(stream)
    sample = _take(lines)
    words = [line for _, line in sample]
    dialect, cuts, codes = find_dialect(words), find_cuts(words), find_codes(words)
    if codes:
        _read_coded(chain(sample, lines), writer, codes, place)
    elif dialect is None or (cuts and len(cuts) >= dialect.columns and dialect.delimiter not in SURE):
        _read_undelimited(chain(sample, lines), writer, cuts, place)
    else:
        holds_json = any('{"' in line for line in words)
        _read_delimited(chain(sample, lines), writer, dialect, place, holds_json=holds_json)


def read_listing(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:
    """Read a plain text: a listing in aligned columns as a grid, anything else as its lines."""
    stream, _ = open_text(source)
    with stream:
        lines = _number(stream)
        sample = _take(lines)
        words = [line for _, line in sample]
        codes = find_codes(words)
        if codes:
            _read_coded(chain(sample, lines), writer, codes, "")
            return
        if find_blocks(sample):
            whole = [*sample, *islice(lines, MOST_LINES)]
            blocks = find_blocks(whole)
            if blocks and len(whole) < MOST_LINES:
                _write_blocks(blocks, writer)
                return
            lines = chain(whole[len(sample) :], lines)
        if is_listing(words):
            _read_undelimited(chain(sample, lines), writer, find_cuts(words), "")
            return
    text.read(source, writer, options)


def _write_blocks(blocks: Blocks, writer: DocumentWriter) -> None:
    writer.grid("")
    if blocks.names:
        writer.row(0, blocks.names)
    for number, cells in blocks.rows:
        writer.row(number, cells)
    if blocks.beside:
        writer.text("beside")
        for number, line in blocks.beside:
            writer.line(number, line.strip())


def read_malformed(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:
    """Read the words of a file that is malformed for its own reader (JSON, XML…): the last resort of such formats."""
    text.read(source, writer, options)
    writer.problem("it is malformed for its format: its words were read as text, its structure was not")


def _number(stream: TextIO) -> Iterator[Numbered]:
    """Yield numbered lines; a line over the limit comes in several pieces that share its number."""
    number, whole = 1, True
    while line := stream.readline(LONGEST_LINE):
        if "\0" in line:
            line = line.replace("\0", "")
        yield (number, line) if whole or line else (number, "\n")
        whole = line.endswith(("\n", "\r"))
        if whole:
            number += 1


def _take(lines: Iterator[Numbered]) -> list[Numbered]:
    sample, size = [], 0
    for item in lines:
        sample.append(item)
        size += len(item[1])
        if len(sample) >= SAMPLE_LINES or size >= SAMPLE_CHARACTERS:
            break
    return sample


def _read_undelimited(lines: Iterator[Numbered], writer: DocumentWriter, cuts: Cuts, place: str) -> None:
    first = next(lines, None)
    if first is None:
        return
    head = [first]
    head += [item for item, _ in zip(lines, range(SAMPLE_LINES), strict=False)]
    filled = [line for _, line in head if line.strip()]
    long = sum(line.count(" ") for line in filled) > LONG_WORDS * max(1, len(filled))
    every = chain(head, lines)
    aside: list[Numbered] = []
    if cuts or not long:
        writer.grid(place)
        for number, line in every:
            if len(line) >= LONGEST_LINE:
                _read_long_line(number, line, every, writer, place)
                continue
            if cuts and len(line) < LONGEST_REMARK and _OF_THE_CLIENT.match(line):
                aside.append((number, line.strip()))
                continue
            cells = cut(line, cuts) if cuts else [line.rstrip("\r\n")]
            writer.row(number, cells)
        if aside:
            writer.text(f"{place} client".strip())
            for number, line in aside:
                writer.line(number, line)
        return
    writer.text(place)
    for number, line in every:
        writer.line(number, line.rstrip("\r\n"))


def _read_coded(lines: Iterator[Numbered], writer: DocumentWriter, codes: Codes, place: str) -> None:
    writer.grid(place)
    for number, cells in codes.records(lines):
        writer.row(number, cells)


def _read_delimited(
    lines: Iterator[Numbered], writer: DocumentWriter, dialect: Dialect, place: str, *, holds_json: bool
) -> None:
    widest = Limits().grid_columns
    writer.grid(place)
    rows = _records(lines, dialect, writer, place)
    for number, cells in open_json(rows) if holds_json else rows:
        if len(cells) > widest and not any("columns" in problem for problem in writer.problems):
            writer.problem(f"rows have more than {widest:,} columns: the columns beyond were not read")
        writer.row(number, cells[:widest])


def _records(
    lines: Iterator[Numbered], dialect: Dialect, writer: DocumentWriter, place: str
) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of its first line."""
    delimiter, quote = dialect.delimiter, dialect.quote
    csv.field_size_limit(LONGEST_LINE * 2)
    waiting: list[Numbered] = []
    while True:
        item = waiting.pop() if waiting else next(lines, None)
        if item is None:
            return
        number, line = item
        if len(line) >= LONGEST_LINE and line[-1] not in "\r\n":
            _read_long_line(number, line, lines, writer, place)
            continue
        line = line.rstrip("\r\n")
        if number == 1:
            line = line.removeprefix("\ufeff")
        if line[:1] in RULE_MARKS and is_rule(line):
            yield number, [""]
        elif quote not in line:
            cells = line.split(delimiter) if delimiter in line else [*_other_cut(line)]
            yield number, _rejoined(cells, dialect) if len(cells) > dialect.columns > 1 else cells
        elif dialect.quotes(line) % 2 == 0:
            yield number, _cut_quoted(line, dialect)
        else:
            record, after = _close(line, lines, waiting, dialect)
            waiting.extend(reversed(after))
            yield number, record


def _rejoined(cells: list[str], dialect: Dialect) -> list[str]:
    """Join again the parts of a cell that holds the delimiter, a comma with a space after it, when that makes the row right."""
    if dialect.delimiter != "," or sum(cell[:1] == " " for cell in cells[1:]) != len(cells) - dialect.columns:
        return cells
    joined: list[str] = []
    for cell in cells:
        if joined and cell[:1] == " ":
            joined[-1] += "," + cell
        else:
            joined.append(cell)
    return joined


def _other_cut(line: str) -> list[str]:
    """Cut a line without the file's delimiter at another one that it holds twice: exports get glued together."""
    other = max(SURE, key=line.count)
    return line.split(other) if line.count(other) > 1 else [line]


def _close(
    line: str, lines: Iterator[Numbered], waiting: list[Numbered], dialect: Dialect
) -> tuple[list[str], list[Numbered]]:
    """Parse a line that holds quotes, with the lines that its last cell runs over; return also lines to give back."""
    whole, taken = line, list[Numbered]()
    is_open = _is_open(whole, dialect)
    while is_open:
        following = waiting.pop() if waiting else next(lines, None)
        if following is not None:
            taken.append(following)
            whole += "\n" + following[1].rstrip("\r\n")
            is_open = dialect.quote not in following[1] or _is_open(whole, dialect)
        if is_open and (following is None or len(taken) >= dialect.span or len(whole) >= LONGEST_LINE):
            return _cut_literally(line, dialect), taken
    if not taken:
        return _cut_quoted(whole, dialect), []
    rows = list(csv.reader(_as_lines(whole), **_options(dialect)))
    if len(rows) == 1 and len(rows[0]) == dialect.columns:
        return rows[0], []
    if len(_cut_literally(whole, dialect)) == dialect.columns:
        return _cut_literally(whole, dialect), []  # its quotes are not doubled inside
    if len(rows) > 1 or (len(_cut_literally(line, dialect)) == dialect.columns and not _ends_open(line, dialect)):
        return _cut_literally(line, dialect), taken
    return rows[0], []


def _is_open(text: str, dialect: Dialect) -> bool:
    if dialect.quotes(text) % 2 == 0:
        return False
    try:
        list(csv.reader(_as_lines(text), strict=True, **_options(dialect)))
    except csv.Error as error:
        return "unexpected end" in str(error) or _ends_open(text, dialect)
    return False


def _ends_open(text: str, dialect: Dialect) -> bool:
    """Say whether the last cell begins with a quote that does not close it, whatever quotes stand inside."""
    last = text.rpartition(dialect.delimiter)[2].strip()
    return last[:1] == dialect.quote and (len(last) == 1 or last[-1] != dialect.quote)


def _options(dialect: Dialect) -> dict[str, Any]:
    escape = "\\" if dialect.escaped else None
    return {"delimiter": dialect.delimiter, "quotechar": dialect.quote, "escapechar": escape}


def _as_lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")[:-1]] + [text.rsplit("\n", 1)[-1]]


def _cut_quoted(text: str, dialect: Dialect) -> list[str]:
    lines = _as_lines(text) if "\n" in text else (text,)
    cells = next(csv.reader(lines, **_options(dialect)), [""])
    if len(cells) == 1 and dialect.columns > 1 and dialect.delimiter in cells[0] and "\n" not in text:
        # the whole line was quoted once more by a program in between
        return next(csv.reader(_as_lines(cells[0]), **_options(dialect)), cells)
    return cells


def _cut_literally(line: str, dialect: Dialect) -> list[str]:
    return [cell.strip(dialect.quote) for cell in line.split(dialect.delimiter)]


def _read_long_line(number: int, line: str, lines: Iterator[Numbered], writer: DocumentWriter, place: str) -> None:
    """Read a line over the limit as text, in pieces under its number, up to a bound; then go on with the grid."""
    writer.problem(f"line {number} is longer than {LONGEST_LINE:,} characters: it was read as text, without columns")
    writer.text(f"{place} line={number}".strip())
    size, told, pieces = 0, False, 0
    while True:
        if size < LONGEST_READ:
            for start in range(0, len(line), PIECE):
                pieces += 1
                writer.line(pieces, line[start : start + PIECE])
        elif not told:
            told = True
            writer.problem(f"line {number} was read up to {LONGEST_READ:,} characters, the rest was not")
        size += len(line)
        if line.endswith(("\n", "\r")):
            break
        item = next(lines, None)
        if item is None:
            break
        line = item[1]
    writer.grid(place)
