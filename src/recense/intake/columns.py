"""Whether a text is a table written with a delimiter, rather than prose, a log or a program."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import islice
from statistics import median

DELIMITERS = "\t;|,~^\x1f§¤"
LINES = 300  # looked at
# a line of a log: a moment (or a level) and then words; in a table the moment is followed by a delimiter
LOG_LINE = re.compile(
    r"\s*[\[(<]?((\d{4}[-/.]\d\d[-/.]\d\d[T ]|\d\d?[-/.]\w{2,4}[-/.]\d{2,4}[ :]|[A-Z][a-z]{2} +\d+ )\d\d:\d\d(:\d\d)?"
    r"([.,]\d{1,9})?(Z|[+-]\d\d:?\d\d)?[\])>]?\s+\S|\d{1,3}(\.\d{1,3}){3} \S+ \S+ \["
    r"|(DEBUG|INFO|WARN|WARNING|ERROR|FATAL|TRACE|CRITICAL)\b)"
)
CODE_LINE = re.compile(
    r"\s*(//|/\*|\*|#include|import |from \w+ import|def |class "
    r"|public |private |function |if ?\(|for ?\(|return\b|var |let |const |\}|\{)"
)


def has_columns(text: str, *, whole: bool) -> bool:
    """Say whether `text` is a delimited table: titles above it, totals below it and a few odd lines are allowed."""
    lines = [line for line in text.splitlines()[: LINES * 2] if line.strip()]
    if not whole and len(lines) > 1 and len(lines) < LINES * 2:
        lines.pop()  # cut by the end of what was read
    lines = lines[:LINES]
    if not lines:
        return False
    is_code = sum(bool(CODE_LINE.match(line)) for line in lines) > len(lines) * 0.2
    return not is_code and any(_is_delimited_by(delimiter, lines) for delimiter in DELIMITERS)


def _is_delimited_by(delimiter: str, lines: list[str]) -> bool:
    if sum(delimiter in line.strip().strip(delimiter) for line in lines) < max(1, len(lines) * 0.3):
        return False
    rows = _rows(delimiter, lines)
    widths = Counter(len(row) for row in rows)
    width, same = widths.most_common(1)[0]
    if width < 2 and len(widths) > 1:
        width, same = max(((w, n) for w, n in widths.items() if w > 1), key=lambda item: item[1])
    if width < 2:
        return False
    if len(rows) == 1:
        return width >= 3 and delimiter in ";\t|" and _cells_are_short(rows, width)
    if delimiter == ",":
        return _is_comma_table(rows, lines, width, same)
    floor = 0.8 if width == 2 else 0.5
    return same >= max(2, len(rows) * floor) and (same >= 3 or _cells_are_short(rows, width))


def _is_comma_table(rows: list[list[str]], lines: list[str], width: int, same: int) -> bool:
    """Prose and logs have commas too: lines must agree more, and not read as sentences."""
    if sum(bool(LOG_LINE.match(line)) for line in lines) > len(lines) * 0.5:
        return False
    agree = same >= len(rows) * (0.9 if width == 2 else 0.6 if width >= 5 else 0.75)
    spaced = sum(cell.startswith(" ") for row in rows for cell in row[1:])
    commas = sum(len(row) - 1 for row in rows)
    sentences = sum(line.rstrip().endswith((".", "!", "?", ":", "…")) for line in lines)
    like_prose = spaced > commas * 0.9 and (sentences > len(lines) * 0.3 or (width == 2 and len(rows) < 5))
    return same >= 2 and agree and not like_prose and _cells_are_short(rows, width)


def _rows(delimiter: str, lines: list[str]) -> list[list[str]]:
    try:
        return [row for row in islice(csv.reader(lines, delimiter=delimiter), LINES) if row]
    except csv.Error:
        return [line.split(delimiter) for line in lines]


def _cells_are_short(rows: list[list[str]], width: int) -> bool:
    cells = [len(cell) for row in rows if len(row) == width for cell in row]
    return bool(cells) and median(cells) <= 60
