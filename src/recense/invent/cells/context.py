"""What a column is made from: the people of a table, how it is typed, its time and place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from recense.invent import noise
from recense.invent.style import Style, cased, date_text, plain

if TYPE_CHECKING:
    import random

    from recense.invent.family import Family, TableKind
    from recense.invent.people import Population
    from recense.invent.truth import Mention


@dataclass
class Names:
    """How one row names its person: what is written, before it is put in columns."""

    used: str
    birth: str
    given: str
    seconds: str


@dataclass
class TableContext:
    """What a column function may use: the people of the rows, how the table is typed, its time and its place."""

    people: list[int]
    population: Population
    family: Family
    kind: TableKind
    style: Style
    rng: random.Random
    site: int  # 0 or 1: each has its own patient numbers
    sectors: list[int]  # of each row, in the family's vocabulary
    start: dt.date
    days: int
    names: list[Names] = field(default_factory=list)
    births: list[dt.date | None] = field(default_factory=list)  # as written
    arrivals: list[dt.date] = field(default_factory=list)
    own_number: set[int] = field(default_factory=set)  # rows that show a number of the person's own
    beside: dict[int, list[Mention]] = field(default_factory=dict)  # somebody else named on the row
    added: dict[int, set[str]] = field(default_factory=dict)  # categories that a cell adds by itself

    def __post_init__(self) -> None:
        """Write names, birth dates and arrivals once: several columns show them."""
        self.names = [self._names(p) for p in self.people]
        self.births = [self._birth(p) for p in self.people]
        self.arrivals = [self.start + dt.timedelta(days=self.rng.randrange(self.days)) for _ in self.people]

    def hit(self, fault: str) -> bool:
        """Say whether a fault happens now."""
        return self.rng.random() < self.family.habits.noise.get(fault, 0.0) * self.style.noise

    def _names(self, person: int) -> Names:
        population, rng = self.population, self.rng
        used, birth, given = population.used[person], population.birth[person], population.given[person]
        if (
            "birth" not in self.style.names
            and "{B}" not in self.style.full_name
            and used != birth
            and rng.random() < 0.25
        ):
            used = birth  # a list with one name shows the birth name to some
        same = used == birth
        used = self._faulty(used)
        birth = used if same else self._faulty(birth)
        if self.hit("swapped"):
            used, given = given, used
        seconds = population.second[person] if self.style.seconds or rng.random() < 0.02 else ""
        if self.hit("initial") and len(given) > 2:
            given, seconds = f"{given[0]}.", ""
        else:
            given = self._faulty(given)
        case, given_case = self.style.name_case, self.style.given_case
        if "mixed" in {case, given_case}:
            case = given_case = rng.choice(("upper", "title", "title", "lower"))
        seconds = cased(plain(seconds, self.style), given_case)
        return Names(cased(used, case), cased(birth, case), cased(given, given_case), seconds)

    def _faulty(self, name: str) -> str:
        name = plain(name, self.style)
        for fault, function in noise.NAME_FAULTS.items():
            if self.hit(fault):
                name = function(name, self.rng)
        return name[: self.style.cut] if self.style.cut else name

    def _birth(self, person: int) -> dt.date | None:
        day: dt.date = self.population.birth_date(person)
        if self.hit("no_birth_date"):
            return None
        if self.hit("date_swap"):
            return noise.swap_day_and_month(day)
        return noise.slip_date(day, self.rng) if self.hit("date_slip") else day

    def dates(self, days: list[dt.date | None], pattern: str) -> list[Any]:
        """Write a column of dates, as real dates or as text."""
        if self.style.native_dates:
            return list(days)
        odd = "%d/%m/%Y" if pattern != "%d/%m/%Y" else "%d-%m-%y"
        mixed = self.rng.random() < 0.12
        return [
            None if d is None else date_text(d, odd if mixed and self.rng.random() < 0.1 else pattern) for d in days
        ]
