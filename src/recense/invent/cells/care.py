"""Columns about stays and health."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from recense.invent.style import date_text

if TYPE_CHECKING:
    from recense.invent.cells.context import TableContext
    from recense.invent.family import ColumnFunction


def sector(context: TableContext) -> list[Any]:
    """Write care sectors: words, codes or both."""
    words, codes = context.family.words.sectors, context.family.words.sector_codes
    form = context.rng.choice(("{w}", "{w}", "{w}", "{c}", "{c} - {w}", "{w} ({c})"))
    upper = context.rng.random() < 0.4
    texts = [form.format(w=w, c=c) for w, c in zip(words, codes, strict=True)]
    return [texts[s].upper() if upper else texts[s] for s in context.sectors]


def sector_code(context: TableContext) -> list[Any]:
    """Write codes of care sectors."""
    return [context.family.words.sector_codes[s] for s in context.sectors]


def room(context: TableContext) -> list[Any]:
    """Write rooms."""
    return [
        f"{context.rng.randrange(1, 4)}{context.rng.randrange(1, 30):02d}{context.rng.choice('AB ')}".strip()
        for _ in context.people
    ]


def arrival(context: TableContext) -> list[Any]:
    """Write arrival dates."""
    return context.dates(list(context.arrivals), context.style.date_format)


def discharge(context: TableContext) -> list[Any]:
    """Write discharge dates, blank for who is still there."""
    stays = [int(context.rng.expovariate(1 / 5)) for _ in context.people]
    gone = context.rng.random() < 0.5
    ends = [a + dt.timedelta(days=s) for a, s in zip(context.arrivals, stays, strict=True)]
    return context.dates([e if gone or context.rng.random() < 0.8 else None for e in ends], context.style.date_format)


def appointment(context: TableContext) -> list[Any]:
    """Write dates and times of appointments."""
    rng = context.rng
    times = [(rng.randrange(8, 19), rng.choice((0, 15, 20, 30, 45))) for _ in context.people]
    if context.style.native_dates:
        return [dt.datetime.combine(d, dt.time(*t)) for d, t in zip(context.arrivals, times, strict=True)]
    pattern = context.style.date_format if context.style.date_format != "serial" else "%d/%m/%Y"
    form = rng.choice(("{d} {h:02d}:{m:02d}", "{d} {h:02d}h{m:02d}", "{d} à {h}h{m:02d}"))
    return [form.format(d=date_text(d, pattern), h=h, m=m) for d, (h, m) in zip(context.arrivals, times, strict=True)]


def time(context: TableContext) -> list[Any]:
    """Write times of the day."""
    return [f"{context.rng.randrange(24):02d}:{context.rng.randrange(60):02d}" for _ in context.people]


def from_words(name: str) -> ColumnFunction:
    """Make the column that draws from one vocabulary of the family."""

    def render(context: TableContext) -> list[Any]:
        return context.rng.choices(getattr(context.family.words, name), k=len(context.people))

    return render


def diagnosis(context: TableContext) -> list[Any]:
    """Write diagnoses."""
    found = context.rng.choices(context.family.words.diagnoses, k=len(context.people))
    code = context.rng.random() < 0.2
    return [None if context.hit("missing") else (f"{c} {w}" if code else w) for c, w in found]


def diagnosis_code(context: TableContext) -> list[Any]:
    """Write CIM-10 codes."""
    found = context.rng.choices(context.family.words.diagnoses, k=len(context.people))
    dot = context.rng.random() < 0.5
    return [f"{c[:3]}.{c[3:]}" if dot and len(c) > 3 else c for c, _ in found]


def act(context: TableContext) -> list[Any]:
    """Write labels of acts."""
    return [label for _, label in context.rng.choices(context.family.words.acts, k=len(context.people))]


def act_code(context: TableContext) -> list[Any]:
    """Write codes of acts."""
    return [code for code, _ in context.rng.choices(context.family.words.acts, k=len(context.people))]


def result(context: TableContext) -> list[Any]:
    """Write laboratory results."""
    rng, name = context.rng, context.rng.random() < 0.5
    cells: list[Any] = []
    for label, unit, low, high in rng.choices(context.family.words.results, k=len(context.people)):
        value = f"{rng.uniform(low, high):.2f}".replace(".", ",")
        cells.append(f"{label} {value} {unit}" if name else f"{value} {unit}")
    return cells


def note(context: TableContext) -> list[Any]:
    """Write notes on care."""
    words, rng = context.family.words, context.rng
    return [
        None
        if rng.random() < 0.3
        else rng.choice(words.notes).format(
            diagnosis=rng.choice(words.diagnoses)[1].lower(), drug=rng.choice(words.drugs)
        )
        for _ in context.people
    ]


def remark(context: TableContext) -> list[Any]:
    """Write remarks that say nothing of health."""
    return [
        context.rng.choice(context.family.words.neutral_notes) if context.rng.random() < 0.4 else None
        for _ in context.people
    ]
