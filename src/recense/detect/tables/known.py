"""A second look at a table in which nobody was seen, with the names that the heap's other tables gave.

A list whose header and layout we do not understand still names people that other lists name: where their family and given
names stand together in a column, or side by side in two, it is a list of people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from recense.detect.names import fold
from recense.detect.tables.columns import NAME_KINDS
from recense.detect.tables.peers import PEER
from recense.detect.tables.subject import Subject, subject_of
from recense.detect.text.lexicon import load_lexicon

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from recense.detect.tables.columns import Column
    from recense.detect.tables.grid import Cells
    from recense.detect.text.lexicon import Lexicon

FEWEST = 3  # different people known elsewhere that a column must name
SHARE = 0.2  # of its distinct values: others are named in this list alone
LONGEST = 8  # words of a cell that is a name and little else
FAMILY_WORDS, GIVEN_WORDS = 4, 2
SURE = 0.9
WHY = "names of people who are in other tables of the heap"
TITLED = re.compile(r"\b(?:M\.|Mr|Mme|Mlle|Dr|Pr|Docteur|Madame|Monsieur|MME|MLLE|DR|PR|MONSIEUR|MADAME)\.? [A-ZÀ-Þ]")
APART = re.compile(r"[\n;/|]| - ")  # what stands between the facts of one cell
MORE = re.compile(r"[\d\n;/|]")
MESSY = 0.3  # share of the cells that may hold more than a name
LABELS = 0.1  # distinct values over filled cells, under which they are labels
NEAR = 2  # columns between a family name and its given name, at most


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """People of whom other tables tell: "DE LA TOUR|JEAN PIERRE", words apart and folded, with their birth dates.

    `born_on` are the people of each birth date.
    """

    people: Mapping[str, frozenset[dt.date]] = field(default_factory=dict, repr=False)
    born_on: Mapping[dt.date, tuple[str, ...]] = field(default_factory=dict, repr=False)
    given_words: frozenset[str] = field(default=frozenset(), repr=False)

    def named_in(self, value: str) -> str | None:
        """Return who of them a cell names first, None for nobody; its parts are looked at one by one, long ones are not."""
        return next(filter(None, map(self._named, APART.split(value))), None)

    def _named(self, part: str) -> str | None:
        words = plain_name(part).split()
        if not 2 <= len(words) <= LONGEST or self.given_words.isdisjoint(words):
            return None
        for start, end in _runs(len(words), FAMILY_WORDS):
            family = " ".join(words[start:end])
            for first, last in ((end, end + 1), (end, end + 2), (start - 1, start), (start - 2, start)):
                if 0 <= first < last <= len(words):
                    who = f"{family}|{' '.join(words[first:last])}"
                    if who in self.people:
                        return who
        return None

    def is_named(self, family: str, given: str) -> bool:
        """Say whether the two names were read together."""
        return self._who(family, given) is not None

    def births_of(self, family: str, given: str) -> frozenset[dt.date]:
        """Return the birth dates read beside the two names, none for nobody known."""
        return self.people.get(self._who(family, given) or "", frozenset())

    def _who(self, family: str, given: str) -> str | None:
        words = plain_name(given).split()
        ways = (f"{plain_name(family)}|{' '.join(words[:n])}" for n in range(1, GIVEN_WORDS + 1))
        return next((who for who in ways if who in self.people), None)


def _runs(count: int, longest: int) -> Iterable[tuple[int, int]]:
    return ((i, j) for i in range(count) for j in range(i + 1, min(i + longest, count) + 1))


def plain_name(text: str) -> str:
    """Write a name as known people are written: folded, its words apart."""
    return " ".join(re.split(r"[^0-9A-Z']+", fold(text))).strip()


def known_people(lexicon: Lexicon) -> KnownPeople:
    """Make them from the lexicon: those of whom more than names was read. A list of things taken for people proves nothing."""
    people: dict[str, frozenset[dt.date]] = {}
    for key, dates in lexicon.proven.items():
        family, given = map(plain_name, key.split("|", 1))
        if len(family) > 1 and len(given) > 1:
            people[f"{family}|{given}"] = people.get(f"{family}|{given}", frozenset()) | dates
    born_on: dict[dt.date, tuple[str, ...]] = {}
    for who, dates in people.items():
        for date in dates:
            born_on[date] = (*born_on.get(date, ()), who)
    return KnownPeople(people, born_on, frozenset(w for who in people for w in who.split("|")[1].split()))


@cache
def load_known_people(path: Path) -> KnownPeople:
    """Load them from a lexicon written at `path`, once a process."""
    return known_people(load_lexicon(path))


def look_again(
    columns: Sequence[Cells], typed: Sequence[Column], titles: Sequence[str], names: Sequence[str], known: KnownPeople
) -> tuple[list[Column], Subject] | None:
    """Type anew the columns that name people known elsewhere, and say whom the rows are about; None when none does."""
    free = [c for c in typed if c.profile.filled and (c.kind in NAME_KINDS or c.confidence < SURE or c.kind == "other")]
    named = {c.index: _people_named(columns[c.index], known) for c in free}
    if any(
        count >= FEWEST for count in named.values()
    ):  # one proved, the other days of an agenda need not name as many
        made = _whole_names(typed, [c for c in free if c.kind == "full_name" or named[c.index]])
    elif pair := _known_pair(columns, free, known):
        kinds = {pair[0].index: "family_name", pair[1].index: "given_names"}
        made = [_retyped(c, kinds.get(c.index, "other"), "") if c in pair or c.kind in NAME_KINDS else c for c in typed]
    else:
        return None
    return made, subject_of(made, titles, names, (SURE, WHY))


def _whole_names(typed: Sequence[Column], whole: Sequence[Column]) -> list[Column]:
    """Type columns of whole names: the fullest is the rows' own, the others are people as much theirs, or beside them."""
    beside = {c.index for c in whole if c.owner in {"practitioner", "relative"} or c.profile["doctor"] > MESSY}
    first = max(whole, key=lambda c: (c.index not in beside, c.profile.filled, -c.index))
    made = []
    for column in typed:
        if column in whole:
            owner = "" if column is first else (column.owner or "practitioner") if column.index in beside else PEER
            made.append(_retyped(column, "full_name", owner))
        else:
            made.append(_retyped(column, "other", "") if column.kind in NAME_KINDS else column)
    return made


def _retyped(column: Column, kind: str, owner: str) -> Column:
    if kind == "other":
        return replace(column, kind=kind, owner=owner, confidence=0.5, reason="not the names of the rows")
    return replace(column, kind=kind, owner=owner, confidence=SURE, reason=WHY)


def _people_named(cells: Cells, known: KnownPeople) -> int:
    """Count the people known whom the cells name, 0 where they are few among them, or the cells hold more than a name.

    The latter are left to the search in text.
    """
    who = [w for w in map(known.named_in, cells.values) if w]
    total = len(cells.values)
    if len(who) < SHARE * total or sum(bool(MORE.search(v)) for v in cells.values) > MESSY * total:
        return 0
    return len(set(who))


def _known_pair(columns: Sequence[Cells], free: Sequence[Column], known: KnownPeople) -> tuple[Column, Column] | None:
    """Return the family and the given names that stand side by side."""
    best, most = None, 0
    for family in free:
        for given in free:
            if family is given or abs(family.index - given.index) > NEAR:
                continue
            rows = set(zip(columns[family.index].codes.tolist(), columns[given.index].codes.tolist(), strict=True))
            pairs = [(a, b) for a, b in rows if a >= 0 and b >= 0]
            first, second = columns[family.index].values, columns[given.index].values
            count = sum(known.is_named(first[a], second[b]) for a, b in pairs)
            if count > most and count >= FEWEST and count >= SHARE * len(pairs):
                best, most = (family, given), count
    return best


def rows_naming_somebody(columns: Sequence[Cells], known: KnownPeople) -> list[int]:
    """Return the rows in which a cell names somebody known, or somebody with a title.

    A column in which a few values come again and again is one of labels, though they be written like titles.
    """
    found = np.zeros(len(columns[0]) if columns else 0, dtype=bool)
    for cells in columns:
        found |= cells.where(known.named_in)
        if len(cells.values) >= max(FEWEST, LABELS * cells.filled.sum()):
            found |= cells.where(TITLED.search)
    return np.flatnonzero(found).tolist()
