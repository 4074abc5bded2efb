"""How the commands print: the headline, JSON, small tables."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence


def headline(summary: dict[str, Any]) -> str:
    """Say the summary in a few lines."""
    people, files = summary["people"], summary["files"]
    interval = ""
    if people.get("low") is not None:
        interval = f" ({people['level']:.0%} interval: {people['low']:,} to {people['high']:,})"
    by_status = ", ".join(f"{count:,} {status}" for status, count in sorted(files["by_status"].items()) if count)
    left = sum(summary["remaining"].values())
    roles = f"{summary['patients']:,} patients and {summary['staff']:,} staff"
    lines = [
        f"People concerned: {people['estimate']:,}{interval}. Told apart one by one: {roles}.",
        f"Mentions of people: {summary['mentions']:,}. Files: {files['total']:,} ({by_status}).",
        f"Not analysed, wholly or in part: {left:,} files." if left else "Every file is analysed.",
    ]
    return "\n".join(lines)


def print_json(value: Any) -> None:
    """Print a value for a program to read."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=plain))


def plain(value: Any) -> Any:
    """Write what JSON does not know: dates as ISO 8601."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def print_table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """Print rows in aligned columns, the last one unbounded."""
    cells = [[_cell(row.get(c)) for c in columns] for row in rows]
    widths = [max(len(c), *(len(row[i]) for row in cells), 1) if cells else len(c) for i, c in enumerate(columns)]
    widths = [min(w, 48) for w in widths]
    for line in [list(columns), *cells]:
        shown = [part if len(part) <= w else part[: w - 1] + "…" for part, w in zip(line, widths, strict=True)]
        click.echo("  ".join(part.ljust(w) for part, w in zip(shown[:-1], widths, strict=False)) + "  " + line[-1])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(str(v) for v in value)
    if isinstance(value, float):
        return f"{value:.2f}"
    return str(value)
