"""Dates in all the ways that hospital lists write them, read for a whole column at once.

The order of day and month is decided once a column, from the values that only one order can explain. A two-digit year is
placed by the kind of date: nobody is born after today, nobody arrives thirty years from now. Each distinct text is read once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from recense.detect.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind = Literal["birth", "event"]

_MONTHS = (
    "JANVIER JANV JAN JANUARY",
    "FEVRIER FEVR FEV FEB FEBRUARY",
    "MARS MAR MARCH",
    "AVRIL AVR APR APRIL",
    "MAI MAY",
    "JUIN JUN JUNE",
    "JUILLET JUIL JUILL JUL JULY",
    "AOUT AOU AUG AUGUST",
    "SEPTEMBRE SEPT SEP SEPTEMBER",
    "OCTOBRE OCT OCTOBER",
    "NOVEMBRE NOV NOVEMBER",
    "DECEMBRE DEC DECEMBER",
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
# dates that programs write when nobody knows
UNKNOWN = frozenset(
    {dt.date(1900, 1, 1), dt.date(1899, 12, 30), dt.date(1899, 12, 31), dt.date(1, 1, 1), dt.date(9999, 12, 31)}
)
FIRST_YEAR = 1880
EXCEL_DAY_ZERO = dt.date(1899, 12, 30)

_BEFORE = r"(?:[^\d]{0,16}[ :.(])?"  # "né le ", "lun. "
_AFTER = (
    r"(?=$|[T,;)(Z]| +(?:\d{1,2} ?[:H]|\D))"  # a time, or a note, may follow; "06 12 34 56 78" is a telephone number
)
SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("dmy", re.compile(rf"{_BEFORE}(\d{{1,2}}) ?[-/. ,] ?(\d{{1,2}}) ?[-/. ,] ?(\d{{4}}|\d{{2}}){_AFTER}")),
    ("ymd", re.compile(rf"{_BEFORE}(\d{{4}})[-/. ](\d{{1,2}})[-/. ](\d{{1,2}}){_AFTER}")),
    ("words", re.compile(rf"{_BEFORE}(\d{{1,2}})(?:ER)?[-/. ]*([A-Z]{{3,9}})\.?[-/. ,]*(\d{{4}}|\d{{2}}){_AFTER}")),
    ("words_us", re.compile(rf"([A-Z]{{3,9}})\.? (\d{{1,2}})(?:ST|ND|RD|TH)?,? (\d{{4}}){_AFTER}")),
    ("compact", re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4}(?:\d{2})?(?:[.+-]\d+)*|T\d{4,6}Z?)?$")),
    ("year_month", re.compile(r"(\d{1,2})[-/. ](\d{4})$")),
    ("month_year", re.compile(r"((?:18|19|20)\d{2})[-/](\d{1,2})$")),
    ("year", re.compile(r"(?:EN |ANNEE |VERS |~)?((?:18|19|20)\d{2})(?:\.0)?$")),
)
_USUAL = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$")  # most dates of most lists: read without any other look
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[A-Za-z]")
_SHORT = re.compile(r"(\d{2})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"(\d{4,5})(?:[.,]\d+)?$")
_SLIP = re.compile(r"(?<=\d)[OIL](?=[\d/.-])|(?<=[/.-])[OIL](?=\d)|^[OIL](?=\d)")
_TIME = re.compile(r"\d{1,2} ?[:H] ?\d{2}|^\d{12,14}$")


class _Cut(NamedTuple):
    shape: str
    a: int
    b: int
    c: int
    digits: int  # of the year, as written
    timed: bool


class DateRead(NamedTuple):
    """One text read as a date; `year` alone when the day is unknown. `swapped`: against the order of its column."""

    date: dt.date | None
    year: int | None
    swapped: bool = False
    century_guessed: bool = False  # the year was written with two digits


NOTHING = DateRead(None, None)


@dataclass(frozen=True, slots=True)
class DatesRead:
    """The distinct texts of a column read as dates.

    `share` is the part of the filled cells that gave a date, `year_only` the part that gave just a year. `order_proved`
    says that some
    value allowed only `order`. `written_as` holds the shapes seen: "ymd", "dmy", "words", "compact", "serial", "time"…
    """

    by_text: dict[str, DateRead] = field(repr=False)
    share: float
    year_only: float
    order: str
    order_proved: bool
    written_as: frozenset[str]

    def date(self, text: str) -> dt.date | None:
        """Return the date of a text of the column."""
        return self.by_text.get(text, NOTHING).date

    def year(self, text: str) -> int | None:
        """Return the year of a text of the column, also where the day is unknown."""
        return self.by_text.get(text, NOTHING).year


def parse_date(text: str, kind: Kind = "event", today: dt.date | None = None, order: str = "dmy") -> DateRead | None:
    """Read one date. A value that only the other order explains is read in that order."""
    cut = _cut(text, serials=False, short=False)
    read = _place(cut, kind, today or dt.date.today(), order, _compact_order([cut])) if cut else NOTHING  # noqa: DTZ011
    return None if read.year is None else read


def read_dates(
    values: Iterable[str | None],
    kind: Kind = "event",
    today: dt.date | None = None,
    *,
    serials: bool = False,
    short: bool = False,
    order: str | None = None,
) -> DatesRead:
    """Read a column, or its distinct values, as dates.

    `serials` allows spreadsheet day numbers (12345) and `short` six digits (120354): both look like other things, so the
    caller must know that the column holds dates. `order` forces "dmy" or "mdy" where a value allows both.
    """
    today = today or dt.date.today()  # noqa: DTZ011 - civil dates have no time zone
    counts = Counter(v for v in values if v is not None)
    cuts = {text: cut for text in counts if (cut := _cut(text, serials=serials, short=short))}
    day_first = sum(1 for c in cuts.values() if c.shape == "dmy" and c.a > 12 >= c.b)
    month_first = sum(1 for c in cuts.values() if c.shape == "dmy" and c.b > 12 >= c.a)
    chosen = order or ("mdy" if month_first > day_first else "dmy")
    compact = _compact_order(cuts.values())
    read = {text: _place(cut, kind, today, chosen, compact) for text, cut in cuts.items()}
    filled = max(sum(counts.values()), 1)
    dated = [text for text, r in read.items() if r.date]
    shapes = {cuts[text].shape for text in dated} | ({"time"} if any(cuts[t].timed for t in dated) else set())
    return DatesRead(
        {text: r for text, r in read.items() if r.year is not None},
        sum(counts[text] for text in dated) / filled,
        sum(counts[text] for text, r in read.items() if r.year and not r.date) / filled,
        chosen,
        bool(day_first or month_first),
        frozenset(shapes),
    )


def _cut(  # noqa: PLR0911 - one return a shape
    text: str, *, serials: bool, short: bool
) -> _Cut | None:
    """Cut a text into the numbers of a date, in the order written."""
    if usual := _USUAL.match(text):
        return _Cut("dmy", int(usual[1]), int(usual[3]), int(usual[4]), 4, timed=False)
    if len(text) > 60:
        return None
    t = text.strip(" \t\u00a0'\"=*")
    if not t.isascii() or _LETTER.search(t):
        t = fold(t)
        t = _SLIP.sub(lambda m: "0" if m.group() == "O" else "1", t)
    if not _DIGIT.search(t):
        return None
    if serials and (found := _SERIAL.match(t)) and not SHAPES[-1][1].match(t):
        return _Cut("serial", int(found[1]), 0, 0, 4, timed=not t.isdigit())
    if short and (found := _SHORT.match(t)):
        return _Cut("dmy", int(found[1]), int(found[2]), int(found[3]), 2, timed=False)
    for shape, pattern in SHAPES:
        found = pattern.match(t)
        if found:
            return _numbers(
                shape, found.groups(), timed=bool(_TIME.search(t, found.end()) or (shape == "compact" and len(t) > 10))
            )
    return None


def _numbers(shape: str, parts: Sequence[str], *, timed: bool) -> _Cut | None:
    if shape == "year":
        return _Cut(shape, int(parts[0]), 0, 0, 4, timed)
    if shape == "year_month":
        return _Cut("year", int(parts[1]), int(parts[0]), 0, 4, timed)
    if shape == "month_year":
        return _Cut("year", int(parts[0]), int(parts[1]), 0, 4, timed)
    if shape in {"words", "words_us"}:
        day, word = (parts[0], parts[1]) if shape == "words" else (parts[1], parts[0])
        month = MONTHS.get(word)
        return _Cut("words", int(day), month, int(parts[2]), len(parts[2]), timed) if month else None
    year_digits = len(parts[2]) if shape == "dmy" else 4
    return _Cut(shape, int(parts[0]), int(parts[1]), int(parts[2]), year_digits, timed)


def _place(cut: _Cut, kind: Kind, today: dt.date, order: str, compact: str) -> DateRead:
    """Turn the numbers into a date, or a year alone; what is impossible becomes nothing."""
    shape, a, b, c, _, _ = cut
    if shape == "serial":
        return _serial(a, kind, today)
    swapped = False
    if shape == "ymd":
        year, month, day = (a, c, b) if b > 12 >= c else (a, b, c)
    elif shape == "year":
        year, month, day = a, b, 0
    elif shape == "compact":
        year, month, day = _compact_parts(cut, compact)
    else:
        day, month = (a, b) if order == "dmy" or shape == "words" else (b, a)
        if month > 12 >= day:
            day, month, swapped = month, day, True
        year = _full_year(c, kind, today) if cut.digits == 2 else c
    if not FIRST_YEAR <= year <= today.year + 10:
        return NOTHING
    if day == 0 or month == 0:
        return NOTHING if year == 1900 or month > 12 else DateRead(None, year)
    read = _checked(year, month, day, kind, today, swapped=swapped)
    return read._replace(century_guessed=True) if cut.digits == 2 and read.date else read


def _checked(year: int, month: int, day: int, kind: Kind, today: dt.date, *, swapped: bool) -> DateRead:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return NOTHING
    if date in UNKNOWN or (kind == "birth" and date > today):
        return NOTHING
    return DateRead(date, year, swapped)


def _serial(number: int, kind: Kind, today: dt.date) -> DateRead:
    date = EXCEL_DAY_ZERO + dt.timedelta(days=number)
    if date.year > today.year + 10 or (kind == "birth" and date > today) or date in UNKNOWN:
        return NOTHING
    return DateRead(date, date.year)


def _compact_parts(cut: _Cut, compact: str) -> tuple[int, int, int]:
    """Cut eight digits again, in the order that the column has: year, month, day."""
    digits = f"{cut.a:04d}{cut.b:02d}{cut.c:02d}"
    year, month, day = {"ymd": (0, 4, 6), "dmy": (4, 2, 0), "mdy": (4, 0, 2)}[compact]
    return int(digits[year : year + 4]), int(digits[month : month + 2]), int(digits[day : day + 2])


def _compact_order(cuts: Iterable[_Cut]) -> str:
    """Decide what eight digits mean in this column: the reading that explains most of them."""
    compact = [c for c in cuts if c.shape == "compact"]
    scores = {"ymd": 0, "dmy": 0, "mdy": 0}
    for order in scores if compact else ():
        for cut in compact:
            year, month, day = _compact_parts(cut, order)
            scores[order] += FIRST_YEAR <= year <= 2100 and month <= 12 and day <= 31
    return max(scores, key=lambda order: scores[order])


def _full_year(number: int, kind: Kind, today: dt.date) -> int:
    """Place a two-digit year: births are not after this year, other dates not far ahead of it."""
    last = today.year if kind == "birth" else today.year + 5
    return number + 2000 if number + 2000 <= last else number + 1900
