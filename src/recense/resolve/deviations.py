"""How one person is written differently from file to file, measured on this heap and copied onto planted people.

Mentions that share a number that one person alone has (a NIR of their own, an IPP of one site), and do not speak of two
relatives, are the same person whether they were linked or not. How each differs from what its group mostly writes is a
`Deviation`: whole, so that slips that come together stay together.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler, Levenshtein

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Mapping, Sequence

FEWEST = 200  # deviations to learn from; below, the documented rates of `USUAL` serve
FEW_OF_A_KIND = 30  # of one file, or of one source and sex: enough to be copied as that kind's own
LIKE = 0.8  # Jaro-Winkler: two writings of one name


@dataclass(frozen=True, slots=True)
class Written:
    """The identity that one mention holds: names folded (capitals, spaces), `given` in order, `born` ISO or None."""

    family: str | None = field(repr=False)
    given: tuple[str, ...] = field(repr=False)
    born: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Slip:
    """How a name differs: `how` is same, other, edit, part, more, cut or initial.

    `edits` are (operation, place from 0 to 1, letter); `size` is the length kept by `cut`, the word kept by `part`.
    """

    how: str = "same"
    edits: tuple[tuple[str, float, str], ...] = ()
    size: int = 0


@dataclass(frozen=True, slots=True)
class Deviation:
    """How a mention differs from its person: names, names exchanged, and what is added to day, month and year."""

    family: Slip = Slip()
    given: Slip = Slip()
    swapped: bool = False
    date: str = "same"  # same, exchanged (day and month), first (1 January), moved
    moved: tuple[int, int, int] = (0, 0, 0)


SAME = Deviation()


def alike(a: str, b: str) -> bool:
    """Say whether two folded names can be two writings of one."""
    x, y = a.replace(" ", ""), b.replace(" ", "")
    if not x or not y:
        return False
    if x.startswith(y) or y.startswith(x) or not set(a.split()).isdisjoint(b.split()):
        return True
    return JaroWinkler.similarity(x, y) >= LIKE or DamerauLevenshtein.distance(x, y) <= 1


def deviation_of(person: Written, mention: Written) -> Deviation | None:
    """Return how a mention differs from what its group mostly writes; None where it may be somebody else.

    A relative under the insured's number, or a stranger under another site's patient number, has another first name, or
    another birth date and family name.
    """
    first, other = " ".join(person.given), " ".join(mention.given)
    swapped = bool(
        person.family and mention.family and first and other
        and not alike(first, other) and alike(person.family, other) and alike(first, mention.family)
    )  # fmt: skip
    if swapped:
        family, other, names = mention.given, mention.family or "", True
        family_slip, given_slip = _slip(person.family or "", " ".join(family)), _slip(first, other)
    else:
        names = not first or not other or alike(first, other)
        family_slip = _slip(person.family, mention.family) if person.family and mention.family else Slip()
        given_slip = _slip(first, other) if first and other else Slip()
    date, moved = _date_slip(person.born, mention.born)
    parts = sum(m != 0 for m in moved)
    if not names or (date == "moved" and (parts > 1 or family_slip.how == "other")):
        return None
    return Deviation(family_slip, given_slip, swapped, date, moved)


def _slip(person: str, written: str) -> Slip:  # noqa: PLR0911 - one answer a kind, in order of certainty
    if person == written:
        return Slip()
    p, w = person.replace(" ", ""), written.replace(" ", "")
    if p == w:
        return Slip()
    if len(w) == 1 and p.startswith(w):
        return Slip("initial")
    have, got = person.split(), written.split()
    if set(got) < set(have):
        return Slip("part", size=have.index(got[0]))
    if set(have) < set(got):
        return Slip("more")
    if p.startswith(w) and len(w) >= 5:
        return Slip("cut", size=len(w))
    distance = DamerauLevenshtein.distance(p, w)
    if distance <= 1 or (distance <= 3 and JaroWinkler.similarity(p, w) >= LIKE):
        return Slip("edit", _edits(p, w))
    return Slip("other")


def _edits(person: str, written: str) -> tuple[tuple[str, float, str], ...]:
    size = max(len(person), 1)
    return tuple(
        (e.tag, e.src_pos / size, written[e.dest_pos] if e.tag != "delete" else "")
        for e in Levenshtein.editops(person, written)
    )


def _date_slip(person: str | None, written: str | None) -> tuple[str, tuple[int, int, int]]:
    if not person or not written or person == written:
        return "same", (0, 0, 0)
    a, b = dt.date.fromisoformat(person), dt.date.fromisoformat(written)
    if (a.year, a.day, a.month) == (b.year, b.month, b.day):
        return "exchanged", (0, 0, 0)
    if a.year == b.year and (b.month, b.day) == (1, 1):
        return "first", (0, 0, 0)
    return "moved", (b.day - a.day, b.month - a.month, b.year - a.year)


def deviate(person: Written, other_family: str, how: Deviation) -> Written:
    """Write a person as `how` says; `other_family` is their other name, at birth or by marriage."""
    family = _write(person.family, how.family, other_family)
    given = person.given
    if given and how.given.how != "same":
        if how.given.how == "initial":
            given = (given[0][0],)
        elif how.given.how == "more":
            given = (*given, "MARIE")
        elif how.given.how == "part":
            words = " ".join(given).split()
            given = (words[min(how.given.size, len(words) - 1)],)
        elif how.given.how != "other":
            given = (_write(given[0], how.given, "") or given[0],)
    if how.swapped and family and given:
        family, given = given[0], (family,)
    return Written(family, given, _write_date(person.born, how))


def _write(name: str | None, slip: Slip, other: str) -> str | None:  # noqa: C901, PLR0911 - one answer a kind
    if not name or slip.how == "same":
        return name
    words = name.split()
    if slip.how == "other":
        return other
    if slip.how == "part":
        return words[min(slip.size, len(words) - 1)]
    if slip.how == "more":
        return f"{name} {other}"
    if slip.how == "initial":
        return name[0]
    if slip.how == "cut":
        return name[: slip.size].strip()
    letters = list(name)
    for tag, place, letter in reversed(slip.edits):
        k = min(int(place * len(name)), len(letters) - 1)
        if tag == "delete" and len(letters) > 2:
            del letters[k]
        elif tag == "insert":
            letters.insert(k, letter)
        elif tag == "replace":
            letters[k] = letter if letters[k] != letter else ("E" if letter != "E" else "A")
    return "".join(letters)


def _write_date(born: str | None, how: Deviation) -> str | None:
    if not born or how.date == "same":
        return born
    day = dt.date.fromisoformat(born)
    if how.date == "first":
        return f"{day.year:04d}-01-01"
    if how.date == "exchanged":
        return born if day.day > 12 else dt.date(day.year, day.day, day.month).isoformat()
    days, months, years = how.moved
    month = (day.month - 1 + months) % 12 + 1
    return dt.date(day.year + years, month, min((day.day - 1 + days) % 31 + 1, 28)).isoformat()


# When too few mentions of a heap share numbers: about what number-sharing mentions of invented and public lists show.
# (share, deviation of a person whose names are known)
USUAL: tuple[tuple[float, Deviation], ...] = (
    (0.008, Deviation(family=Slip("edit", (("replace", 0.5, "E"),)))),
    (0.004, Deviation(family=Slip("edit", (("delete", 0.6, ""),)))),
    (0.050, Deviation(family=Slip("other"))),
    (0.006, Deviation(family=Slip("part", size=0))),
    (0.006, Deviation(given=Slip("edit", (("replace", 0.5, "A"),)))),
    (0.004, Deviation(given=Slip("initial"))),
    (0.003, Deviation(given=Slip("part", size=0))),
    (0.003, Deviation(swapped=True)),
    (0.004, Deviation(date="exchanged")),
    (0.003, Deviation(date="first")),
    (0.006, Deviation(date="moved", moved=(1, 0, 0))),
    (0.002, Deviation(date="moved", moved=(0, 0, 1))),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A deviation, and whose: the file and source of the mention, the sex of the person, whether another name is known."""

    file: str
    source: str
    sex: str | None
    two_names: bool
    how: Deviation


class Deviations:
    """What the heap's number-sharing mentions teach; `draw` gives one for a mention like those it is seen on."""

    def __init__(self, seen: Iterable[Seen]) -> None:
        self._all: dict[tuple[object, ...], list[Deviation]] = {}
        self.count = 0
        for s in seen:
            self.count += 1
            for key in (("file", s.file, s.sex, s.two_names), (s.source, s.sex, s.two_names), (s.sex, s.two_names), ()):
                self._all.setdefault(key, []).append(s.how)
        self.measured = self.count >= FEWEST

    def draw(self, file: str, source: str, sex: str | None, two_names: bool, rng: random.Random) -> Deviation:
        """Draw how a mention deviates.

        A man keeps his name; whoever is known under two names writes either, as the copied mention does. Only a woman
        of whom one name is known may be hidden under another one.
        """
        how = self._draw(file, source, sex, two_names, rng)
        return replace(how, family=Slip()) if how.family.how == "other" and (two_names or sex != "F") else how

    def _draw(self, file: str, source: str, sex: str | None, two_names: bool, rng: random.Random) -> Deviation:
        if not self.measured:
            return _usual(rng)
        for key in (("file", file, sex, two_names), (source, sex, two_names), (sex, two_names)):
            known = self._all.get(key, ())
            if len(known) >= FEW_OF_A_KIND:
                return rng.choice(known)
        return rng.choice(self._all[()])

    def shares(self) -> Mapping[str, float]:
        """Return the share of each kind of deviation among what was seen."""
        seen: Sequence[Deviation] = self._all.get((), ())
        count = max(len(seen), 1)
        return {
            "family_name": sum(d.family.how != "same" for d in seen) / count,
            "given_names": sum(d.given.how not in {"same", "more"} for d in seen) / count,
            "exchanged_fields": sum(d.swapped for d in seen) / count,
            "birth_date": sum(d.date != "same" for d in seen) / count,
        }


def _usual(rng: random.Random) -> Deviation:
    x = rng.random()
    for share, deviation in USUAL:
        x -= share
        if x < 0:
            return deviation
    return SAME
