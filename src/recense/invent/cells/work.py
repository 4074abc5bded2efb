"""Columns about work, money, accounts, and those that tell nothing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from recense.invent import noise
from recense.invent.identifiers import make_iban

if TYPE_CHECKING:
    from recense.invent.cells.context import TableContext
    from recense.invent.family import ColumnFunction


def iban(context: TableContext) -> list[Any]:
    """Write IBAN."""
    spaced = context.rng.random() < 0.5
    cells = [make_iban(p + 1_000) for p in context.people]
    return [" ".join(c[i : i + 4] for i in range(0, 27, 4)) if spaced else c for c in cells]


def amount(context: TableContext) -> list[Any]:
    """Write amounts."""
    cents = [context.rng.randrange(500, 400_000) for _ in context.people]
    if context.style.native_dates:
        return [c / 100 for c in cents]
    return [f"{c / 100:.2f}".replace(".", ",") for c in cents]


def job(context: TableContext) -> list[Any]:
    """Write jobs."""
    return [context.population.job[p] or context.rng.choice(context.family.words.jobs) for p in context.people]


def staff_id(context: TableContext) -> list[Any]:
    """Write staff numbers."""
    return _own(context, context.population.staff_id)


def rpps(context: TableContext) -> list[Any]:
    """Write RPPS numbers."""
    return _own(context, context.population.rpps)


def _own(context: TableContext, numbers: list[str]) -> list[Any]:
    """Write numbers that are one person's alone: who bears one can be counted on it."""
    context.own_number.update(row for row, p in enumerate(context.people) if numbers[p])
    return [numbers[p] or None for p in context.people]


def login(context: TableContext) -> list[Any]:
    """Write logins."""
    names = [(context.population.given[p], context.population.used[p]) for p in context.people]
    return [noise.strip_accents(f"{g[0]}{u}".lower().replace(" ", "").replace("'", ""))[:10] for g, u in names]


def password(context: TableContext) -> list[Any]:
    """Write passwords."""
    seasons = ("Hiver", "Printemps", "Azerty", "Bonjour", "Welcome", "Soleil")
    return [
        f"{context.rng.choice(seasons)}{context.rng.randrange(10, 2025)}{context.rng.choice('!*#$')}"
        for _ in context.people
    ]


def number(context: TableContext) -> list[Any]:
    """Write the number of the row."""
    return list(range(1, len(context.people) + 1))


def constant(*values: Any) -> ColumnFunction:
    """Make a column that draws from `values`."""

    def render(context: TableContext) -> list[Any]:
        return context.rng.choices(values, k=len(context.people))

    return render


def other_date(context: TableContext) -> list[Any]:
    """Write dates that tell nothing."""
    return context.dates(
        [context.start - dt.timedelta(days=context.rng.randrange(400)) for _ in context.people],
        context.style.date_format,
    )


def serial(context: TableContext) -> list[Any]:
    """Write numbers that tell nothing."""
    return [context.rng.randrange(10_000, 99_999) for _ in context.people]
