"""A typed value as the text that a person sees in its cell."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

EXACT = 1e16  # below, a whole number held as a float has all its digits


def as_text(value: object) -> str | None:
    """Write a cell's value: ISO dates (the time only when it is not midnight), whole numbers with all their digits."""
    write = _WRITERS.get(type(value), str)
    return write(value) or None


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < EXACT:
        return str(int(value))
    text = f"{value:.15g}"  # a spreadsheet shows 15 digits: 0.3, not 0.30000000000000004
    return f"{Decimal(text):f}" if "e" in text else text


def _moment(value: dt.datetime) -> str:
    if value.microsecond >= 500_000:  # serial numbers are fractions of a day: 08:30 may be held as 08:29:59.999999
        value += dt.timedelta(seconds=1)
    value = value.replace(microsecond=0)
    if value.time() == dt.time.min:
        return value.date().isoformat()
    return value.isoformat(" ", "seconds" if value.second else "minutes")


def _duration(value: dt.timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")


def _time(value: dt.time) -> str:
    return value.isoformat("seconds" if value.second else "minutes")


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: lambda value: value,  # first: most cells
    float: _number,
    type(None): lambda _: "",
    bool: lambda value: "TRUE" if value else "FALSE",
    dt.datetime: _moment,
    dt.time: _time,
    dt.timedelta: _duration,
}
