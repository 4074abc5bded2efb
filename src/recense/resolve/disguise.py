"""Another identity for each person of a household: who shares what stays, the values themselves are all new."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from recense.resolve.deviations import SAME, Deviation, Written, alike, deviate

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

YEARS_APART = 4  # a household's birth dates are moved together, by up to so many years
# columns that come with a mention to be copied: what of it is compared, and what is kept because it belongs to a place
READ_WITH = ("own_phones", "own_emails", "fam_s", "birth_s", "dob")


class Pools:
    """The names of the heap, as often as its people bear them, and the numbers already taken."""

    def __init__(self, people: Sequence[Written], sexes: Sequence[str | None], taken: set[str]) -> None:
        self.families = [p.family for p in people if p.family] or ["MARTIN"]
        self.taken = taken
        self.given: dict[tuple[str, int], list[tuple[str, ...]]] = defaultdict(list)
        for person, sex in zip(people, sexes, strict=True):
            if person.given:
                decade = int(person.born[:3]) if person.born else 0
                for key in ((sex or "", decade), (sex or "", 0), ("", 0)):
                    self.given[key].append(person.given)
        self.latest = max((p.born for p in people if p.born), default="2020-12-31")

    def draw_given(self, sex: str | None, born: str | None, rng: random.Random) -> tuple[str, ...]:
        """Draw first names of that sex and of about that age."""
        for key in ((sex or "", int(born[:3]) if born else 0), (sex or "", 0), ("", 0)):
            if len(self.given.get(key, ())) >= 20:
                return rng.choice(self.given[key])
        return rng.choice(self.given[("", 0)]) if self.given else ("MARIE",)


@dataclass(slots=True)
class Identity:
    """A planted person."""

    written: Written
    other: str = field(repr=False)
    copied_family: str | None = field(repr=False)  # the names of whom they copy
    known_other: str | None = field(repr=False)


class Disguise:
    """One household: the same value always becomes the same other value."""

    def __init__(self, pools: Pools, rng: random.Random) -> None:
        self._pools, self._rng = pools, rng
        self._new: dict[tuple[str, Any], Any] = {}
        self._days = rng.randrange(-YEARS_APART * 365, YEARS_APART * 365)
        self._nir_of: dict[
            str, tuple[str | None, str | None]
        ] = {}  # a number of their own: the sex and birth date of its owner

    def person(self, written: Written, other: str | None, sex: str | None, nir: str | None) -> Identity:
        """Return another identity for a person; relatives keep what they have in common."""
        born = self.date(written.born)
        given = self._given(written.given, sex, born) if written.given else ()
        family = self._family(written.family) if written.family else None
        another = self._family(other) if other else self._draw_family()
        identity = Identity(Written(family, given, born), another, written.family, other)
        if nir:
            self._nir_of[nir] = (sex, born)
        return identity

    def date(self, born: str | None) -> str | None:
        """Move a birth date with the household's; the first of January, which says "some day of the year", stays so."""
        if not born:
            return None
        day = dt.date.fromisoformat(born)
        if (day.month, day.day) == (1, 1):
            return day.replace(year=day.year + round(self._days / 365)).isoformat()
        moved = (day + dt.timedelta(days=self._days)).isoformat()
        return moved if moved <= self._pools.latest else (day - dt.timedelta(days=abs(self._days))).isoformat()

    def _draw_family(self) -> str:
        return self._rng.choice(self._pools.families)

    def _family(self, name: str) -> str:
        if ("family", name) not in self._new:
            words = name.split()
            known = [self._new.get(("family", w)) for w in words]
            whole = " ".join(k for k in known if k) if len(words) == 2 and all(known) else self._draw_family()
            self._new["family", name] = whole
        return str(self._new["family", name])

    def _given(self, given: tuple[str, ...], sex: str | None, born: str | None) -> tuple[str, ...]:
        key = ("given", given[0])
        if key not in self._new:
            used = {v[0] for (kind, _), v in self._new.items() if kind == "given"}
            for _ in range(5):
                drawn = self._pools.draw_given(sex, born, self._rng)
                if drawn[0] not in used:
                    break
            self._new[key] = drawn
        return tuple(self._new[key])

    def nir(self, nir: str | None) -> str | None:
        """Return another number: of the new sex and birth where the owner's is known, with a right key if there is one."""
        if not nir or len(nir) not in (13, 15):
            return nir
        first = nir[:13]
        if ("nir", first) not in self._new:
            near = next((old for (kind, old) in self._new if kind == "nir" and 0 < _places(old, first) <= 2), None)
            self._new["nir", first] = (
                _same_slip(near, first, self._new["nir", near]) if near else self._fresh_nir(first)
            )
        new = str(self._new["nir", first])
        return new if len(nir) == 13 else new + nir_key(new)

    def _fresh_nir(self, first: str) -> str:
        sex, born = self._nir_of.get(first, (None, None))
        start = f"{'1' if sex == 'M' else '2'}{born[2:4]}{born[5:7]}" if sex and born else first[:5]
        if born and first[3:5] > "12":
            start = start[:3] + first[3:5]
        while True:
            number = f"{start}{first[5:7]}{self._rng.randrange(1, 990):03d}{self._rng.randrange(1, 999):03d}"
            if number not in self._pools.taken:
                self._pools.taken.add(number)
                return number

    def number(self, kind: str, value: str | None) -> str | None:
        """Return another number of the same shape, that nobody has."""
        if not value:
            return value
        if (kind, value) not in self._new:
            zeros = len(value) - len(value.lstrip("0"))
            for _ in range(200):
                drawn = "".join(
                    self._rng.choice("0123456789") if c.isdigit() and k > zeros else c for k, c in enumerate(value)
                )
                if drawn.lstrip("0").upper() not in self._pools.taken and drawn != value:
                    break
            self._pools.taken.add(drawn.lstrip("0").upper())
            self._new[kind, value] = drawn
        return str(self._new[kind, value])

    def phone(self, value: str) -> str:
        """Return another phone of the same kind."""
        if ("phone", value) not in self._new:
            self._new["phone", value] = value[:5] + "".join(self._rng.choice("0123456789") for _ in value[5:])
        return str(self._new["phone", value])

    def email(self, value: str) -> str:
        """Return another address at the same provider."""
        if ("email", value) not in self._new:
            self._new["email", value] = f"p{self._rng.getrandbits(48):x}@{value.rpartition('@')[2]}"
        return str(self._new["email", value])

    def address(self, value: str | None) -> str | None:
        """Return another house of the same street."""
        if not value:
            return value
        digits = "".join(c for c in value[:6] if c.isdigit())
        if ("house", digits) not in self._new:
            self._new["house", digits] = str(self._rng.randrange(1, 999))
        return value.replace(digits, self._new["house", digits], 1) if digits else value


def _places(a: str, b: str) -> int:
    return sum(x != y for x, y in zip(a, b, strict=True)) if len(a) == len(b) else 99


def _same_slip(old: str, wrong: str, new: str) -> str:
    return "".join(w if w != o else n for o, w, n in zip(old, wrong, new, strict=True))


def nir_key(first: str) -> str:
    """Return the key of the first thirteen characters of a NIR."""
    digits = first.replace("2A", "19").replace("2B", "18")
    return f"{97 - int(digits) % 97:02d}" if digits.isdigit() else "00"


def write_mention(row: dict[str, Any], person: Identity, how: Deviation, disguise: Disguise) -> dict[str, Any]:
    """Copy a mention (columns of MENTIONS, and `READ_WITH`) with another person in it, written as `how` says."""
    base, other = person.written, person.other
    if (
        person.known_other
        and row["fam_s"]
        and not alike(row["fam_s"], person.copied_family or "")
        and alike(row["fam_s"], person.known_other)
    ):
        base, other = replace(base, family=other), base.family or other
    if how.given.how == "initial":
        how = replace(how, given=SAME.given)
    written = deviate(base, other, how)
    given = list(written.given) or row["given_names"]  # "BEBE" is nobody's name
    if given and row["given_names"] and len(row["given_names"][0].strip(". ")) == 1:
        given = [given[0][0]]  # initials are the habit of a file: who is written so in one place is so there only
    elif given and row["given_names"] and how.given.how != "more":
        given = given[: len(row["given_names"])]
    born = written.born if row["dob"] else None
    kept = {name: value for name, value in row.items() if name not in READ_WITH}
    return kept | _names(row, person, written) | {
        "given_names": given if row["given_names"] else None,
        "birth_date": dt.date.fromisoformat(born) if born else row["birth_date"],
        "birth_year": int(written.born[:4]) if row["birth_year"] and written.born else row["birth_year"],
        "nir": disguise.nir(row["nir"]),
        "ipp": disguise.number("ipp", row["ipp"]),
        "stay_ids": [disguise.number("stay", s) for s in row["stay_ids"]] if row["stay_ids"] else None,
        "phones": [disguise.phone(p) if p[-9:] in row["own_phones"] else p for p in row["phones"]] if row["phones"] else None,
        "emails": [disguise.email(e) if e in row["own_emails"] else e for e in row["emails"]] if row["emails"] else None,
        "address": disguise.address(row["address"]),
        "iban": disguise.number("iban", row["iban"]),
        "rpps": disguise.number("rpps", row["rpps"]),
        "staff_id": disguise.number("staff", row["staff_id"]),
        "official_id": disguise.number("official", row["official_id"]),
    }  # fmt: skip


def _names(row: dict[str, Any], person: Identity, written: Written) -> dict[str, Any]:
    """Fill the two fields of family names that the mention fills; which is which stays where it holds two names."""
    family, birth = written.family, person.written.family
    copied = person.copied_family or ""
    if row["birth_name"] and row["birth_s"] and not alike(row["birth_s"], copied):
        birth = person.other
    if row["birth_name"] and row["fam_s"] == row["birth_s"]:
        birth = family
    return {"family_name": family if row["family_name"] else None, "birth_name": birth if row["birth_name"] else None}
