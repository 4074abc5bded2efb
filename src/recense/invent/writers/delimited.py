"""Text lists: any delimiter, any encoding, and columns of fixed width. Lines are physical lines of the file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from recense.invent.sheets import Book
    from recense.invent.writers.workbooks import Spot


def text_of(cell: Any) -> str:
    """Write a cell as text: French dates, decimal comma."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    return f"{cell:.2f}".replace(".", ",") if isinstance(cell, float) else str(cell)


def encoded(text: str, encoding: str) -> bytes:
    """Encode; letters that the encoding has not become `?`, as programs do."""
    return text.encode(encoding, "replace")


def write_delimited(path: Path, book: Book, rng: random.Random, *, delimiter: str, encoding: str) -> list[list[Spot]]:
    """Write the sheets of a book one below the other, separated values."""
    ending = rng.choice(("\r\n", "\r\n", "\n"))
    quoting: Any = rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ending, quoting=quoting)
    spots: list[list[Spot]] = []
    line = 1
    padded = rng.random() < 0.5
    for sheet in book:
        rows: list[Spot] = []
        width = sheet.width
        for cells in sheet.rows:
            rows.append(("", line))
            texts = [text_of(c) for c in cells]
            if padded and texts:
                texts += [""] * (width - len(texts))
            if texts:
                writer.writerow(texts)
            else:
                out.write(ending)
            line += 1 + sum(t.count("\n") for t in texts)
        spots.append(rows)
    path.write_bytes(encoded(out.getvalue(), encoding))
    return spots


def write_fixed_width(path: Path, book: Book, rng: random.Random, *, encoding: str) -> list[list[Spot]]:
    """Write columns of fixed width, as printed by old programs; what is too long is cut by nobody here."""
    ending = rng.choice(("\r\n", "\n"))
    gap = rng.choice((1, 2, 3))
    lines: list[str] = []
    spots: list[list[Spot]] = []
    for sheet in book:
        texts = [[text_of(c).replace("\n", " ") for c in cells] for cells in sheet.rows]
        records = [t for i, t in enumerate(texts) if i in sheet.owners or i in sheet.header_rows]
        widths = [
            max((len(t[c]) for t in records if c < len(t)), default=0) for c in range(max(map(len, records), default=0))
        ]
        rows: list[Spot] = []
        for number, cells in enumerate(texts):
            if number in sheet.owners or number in sheet.header_rows:
                lines.append((" " * gap).join(t.ljust(w) for t, w in zip(cells, widths, strict=False)).rstrip())
            else:
                lines.append("  ".join(cells).rstrip())
            rows.append(("", len(lines)))
            if number in sheet.header_rows and rng.random() < 0.7:
                lines.append((" " * gap).join("-" * w for w in widths))
        spots.append(rows)
    path.write_bytes(encoded(ending.join(lines) + ending, encoding))
    return spots
