"""What the values of a column look like, as numbers: the same for the rules, the learned model and the reasons shown.

A profile is made on the distinct values (at most `SAMPLE` of them, chosen by hash so that the order of rows changes nothing).
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recense.detect.dates import DatesRead, read_dates
from recense.detect.tables.properties import properties_of

if TYPE_CHECKING:
    import datetime as dt

    from recense.detect.tables.grid import Cells

SAMPLE = 240
EXAMPLES = 60  # distinct values that the costlier looks are taken at


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares (0 to 1) of the distinct values that have a property, and a few sizes. `filled` counts cells."""

    filled: int
    rows: int
    distinct: int
    shares: dict[str, float] = field(repr=False)
    dates: DatesRead = field(repr=False)
    years: tuple[int, int, int]  # lowest, median, highest year of the dates; zeros without dates
    examples: tuple[str, ...] = field(repr=False)

    def __getitem__(self, name: str) -> float:
        """Return a share, 0 when it was never seen."""
        return self.shares.get(name, 0.0)


def profile_column(column: Cells, today: dt.date) -> Profile:
    """Look at a whole column of trimmed text."""
    filled = int(column.filled.sum())
    number = len(column.values)
    sample = _sample(column.values)
    dates = read_dates(sample, "event", today)
    years = sorted(r.year for r in dates.by_text.values() if r.year)
    spread = (years[0], years[len(years) // 2], years[-1]) if years else (0, 0, 0)
    shares = _shares(sample, dates)
    shares["distinct"] = number / max(filled, 1)
    shares["filled"] = filled / max(len(column), 1)
    shares["few"] = float(number <= 12)
    step = max(1, len(sample) // EXAMPLES)
    return Profile(filled, len(column), number, shares, dates, spread, tuple(sample[::step][:EXAMPLES]))


def _sample(values: list[str]) -> list[str]:
    """Choose among the distinct values by their hash: the order of rows plays no part."""
    if len(values) <= SAMPLE:
        return sorted(values)
    one_in = len(values) // SAMPLE
    chosen = [v for v in values if zlib.crc32(v.encode("utf-8", "surrogateescape")) % one_in == 0]
    return sorted(chosen or values)[:SAMPLE]


def _shares(values: list[str], dates: DatesRead) -> dict[str, float]:
    totals: dict[str, float] = {}
    for value in values:
        for name in properties_of(value, value in dates.by_text and dates.by_text[value].date is not None):
            totals[name] = totals.get(name, 0.0) + 1.0
    n = max(len(values), 1)
    shares = {name: total / n for name, total in totals.items()}
    shares["length"] = sum(len(v) for v in values) / n
    shares["words"] = sum(len(v.split()) for v in values) / n
    lengths = [len(v) for v in values]
    shares["same_length"] = max((lengths.count(x) for x in set(lengths)), default=0) / n
    digit_only = [len(v) for v in values if v.isdigit()]
    shares["digits_length"] = sum(digit_only) / max(len(digit_only), 1)
    return shares
