"""Arrivals over time: months, or quarters, or years, over the span that holds nearly all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recense.publish.numbers import month_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

TAIL = 0.005  # share of arrivals left out at each end: mistyped years would flatten all the rest
LONGEST_IN_MONTHS, LONGEST_IN_QUARTERS = 72, 200  # months


@dataclass(frozen=True, slots=True)
class Period:
    """One column: arrivals of a month, a quarter or a year. `mark` is the year, under its first column."""

    people: int
    title: str
    mark: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Arrivals over time. `outside` counts those before the first or after the last period."""

    step: str  # "month", "quarter", "year"
    periods: list[Period]
    outside: int
    first: str
    last: str


def timeline_of(months: Mapping[str, int], lang: str) -> Timeline | None:
    """Cut the months (`2024-02` → people) into periods; None when there are no arrivals."""
    if not months:
        return None
    first, last = _span(months)
    length = last - first + 1
    step, size = ("month", 1) if length <= LONGEST_IN_MONTHS else ("quarter", 3)
    if length > LONGEST_IN_QUARTERS:
        step, size = "year", 12
    first -= first % size
    people: dict[int, int] = {}
    outside = 0
    for month, count in months.items():
        index = _index(month)
        if first <= index <= last:
            people[index // size] = people.get(index // size, 0) + count
        else:
            outside += count
    periods = [_period(n, size, people.get(n, 0), lang) for n in range(first // size, last // size + 1)]
    return Timeline(step, periods, outside, month_in_words(_month(first), lang), month_in_words(_month(last), lang))


def _span(months: Mapping[str, int]) -> tuple[int, int]:
    """Return the months between which all but the tails lie, as indexes."""
    ordered = sorted(months)
    total, seen = sum(months.values()), 0
    first, last = _index(ordered[0]), _index(ordered[-1])
    for month in ordered:
        if seen <= TAIL * total < seen + months[month]:
            first = _index(month)
        seen += months[month]
        if seen >= (1 - TAIL) * total:
            last = _index(month)
            break
    return first, last


def _period(number: int, size: int, people: int, lang: str) -> Period:
    month = _month(number * size)
    year = month[:4]
    names = {1: month_in_words(month, lang), 3: f"{'T' if lang == 'fr' else 'Q'}{number % 4 + 1} {year}", 12: year}
    starts_year = number * size % 12 == 0
    return Period(people, names[size], year if starts_year else "")


def _index(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1


def _month(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
