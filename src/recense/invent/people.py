"""A population of invented people, with what makes hospital identity hard: households, married names, twins, namesakes.

Everything is in parallel lists, by the person's number: large tables are rendered column by column.
"""

from __future__ import annotations

import datetime as dt
import random
import unicodedata
from dataclasses import dataclass, field

from recense.invent.identifiers import make_nir, make_phone, make_rpps
from recense.invent.names import NamePools, foreign_surname, made_up_surname, name_pools
from recense.invent.origins import FOREIGN, PARTICLES

TODAY = dt.date(2024, 2, 11)
SWITCHBOARD = "0199000000"  # given as the phone of people who have none


@dataclass
class Places:
    """Where people of a family of disclosures live and what their e-mail ends in."""

    cities: tuple[tuple[str, str], ...]  # postcode, city
    streets: tuple[str, ...]
    domains: tuple[str, ...]
    hospital_domain: str


@dataclass
class Population:
    """Invented people in parallel lists. Dates are proleptic ordinals; an absent person is -1, an absent text is ""."""

    role: list[str] = field(default_factory=list)
    sex: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)  # the name in use
    birth: list[str] = field(default_factory=list)  # the name at birth
    given: list[str] = field(default_factory=list)
    second: list[str] = field(default_factory=list)  # other given names
    born: list[int] = field(default_factory=list)
    birth_city: list[int] = field(default_factory=list)  # number of a city of the family, -1 abroad
    nir: list[str] = field(default_factory=list)
    insured: list[int] = field(default_factory=list)  # whose NIR and coverage: oneself, or a parent
    phone: list[str] = field(default_factory=list)
    landline: list[str] = field(default_factory=list)
    email: list[str] = field(default_factory=list)
    street: list[str] = field(default_factory=list)
    city: list[int] = field(default_factory=list)
    old_street: list[str] = field(default_factory=list)  # before they moved
    old_city: list[int] = field(default_factory=list)
    ipp: list[int] = field(default_factory=list)  # on the first site
    other_ipp: list[int] = field(default_factory=list)  # a second number on the first site: registered twice
    ipp_site_2: list[int] = field(default_factory=list)  # on the second site, whose numbers overlap the first's
    relative: list[int] = field(default_factory=list)  # who is called
    relation: list[str] = field(default_factory=list)
    guardian: list[int] = field(default_factory=list)
    job: list[str] = field(default_factory=list)
    staff_id: list[str] = field(default_factory=list)
    rpps: list[str] = field(default_factory=list)
    is_patient: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        """Count them."""
        return len(self.role)

    def birth_date(self, person: int) -> dt.date:
        """Return the true date of birth."""
        return dt.date.fromordinal(self.born[person])

    def those(self, role: str) -> list[int]:
        """Return the numbers of the people of that role."""
        return [i for i, r in enumerate(self.role) if r == role]


def invent_people(count: int, seed: int, half: int, places: Places, jobs: tuple[str, ...]) -> Population:
    """Invent `count` people: patients, about 5 % of staff, about 2 % of others, surnames from one half of the list."""
    maker = _Maker(random.Random(f"people {seed}"), name_pools(half), half, places, fiction=count <= 5_000)
    staff, others = max(8, count // 20), max(6, count // 50)
    while len(maker.people) < count - staff - others:
        maker.household(count - staff - others)
    for number in range(staff):
        maker.professional("staff", jobs[number % len(jobs)] if number < len(jobs) else maker.rng.choice(jobs))
    for number in range(others):
        maker.professional("other", "Médecin" if number % 3 else "Commercial")
    maker.make_namesakes()
    maker.make_staff_patients()
    return maker.people


@dataclass
class _Maker:
    rng: random.Random
    pools: NamePools
    half: int
    places: Places
    fiction: bool
    people: Population = field(default_factory=Population)

    def household(self, limit: int) -> None:
        rng = self.rng
        origin = rng.choice(tuple(FOREIGN)) if rng.random() < 0.14 else ""
        year = TODAY.year - self._adult_age()
        surname = self._surname(origin, year)
        first = self._adult(surname, "M" if rng.random() < 0.5 else "F", year, origin)
        size = rng.choices((1, 2, 3, 4, 5), (45, 27, 12, 11, 5))[0]
        if size == 1 or len(self.people) >= limit:
            return
        second = self._partner(first, origin) if rng.random() < 0.8 else -1
        parents = [p for p in (first, second) if p >= 0]
        mother_year = max(self.people.birth_date(p).year for p in parents)
        for _ in range(size - len(parents)):
            if len(self.people) < limit:
                self._child(parents, mother_year + rng.randrange(19, 38), origin, limit)
        for person in range(first, len(self.people)):
            self._relate(person, first, parents)

    def professional(self, role: str, job: str) -> None:
        rng = self.rng
        origin = rng.choice(tuple(FOREIGN)) if rng.random() < 0.12 else ""
        year = TODAY.year - rng.randrange(23, 66)
        person = self._adult(self._surname(origin, year), rng.choice("MF"), year, origin)
        people = self.people
        people.role[person], people.job[person] = role, job
        people.is_patient[person] = False
        number = len(people)
        people.staff_id[person] = f"{number * 37 % 90_000 + 10_000:05d}" if role == "staff" else ""
        doctor = "decin" in job or "hirurg" in job or "Interne" in job or "PH" in job.split()
        people.rpps[person] = make_rpps(number * 7919) if doctor or "Pharmac" in job else ""
        if role == "staff":
            people.email[person] = (
                f"{_slug(people.given[person])}.{_slug(people.used[person])}@{self.places.hospital_domain}"
            )

    def make_namesakes(self) -> None:
        """Give some people the name of another, and some of those the birth date too."""
        people, rng = self.people, self.rng
        for number in range(max(2, len(people) // 400)):
            a, b = rng.randrange(len(people)), rng.randrange(len(people))
            if people.sex[a] != people.sex[b] or abs(a - b) < 8 or people.given[a].startswith("BEBE"):
                continue
            people.used[b] = people.birth[b] = people.birth[a]
            people.used[a] = people.birth[a]
            people.given[b], people.second[b] = people.given[a], ""
            if number % 4 == 0:
                people.born[b] = people.born[a]
                date = people.birth_date(b)
                people.nir[b] = make_nir(people.sex[b], date.year, date.month, "59", rng)

    def make_staff_patients(self) -> None:
        """Let some of the staff be treated in their own hospital."""
        for person in self.people.those("staff"):
            self.people.is_patient[person] = self.rng.random() < 0.15

    def _adult_age(self) -> int:
        rng = self.rng
        return rng.choices(
            (rng.randrange(20, 40), rng.randrange(40, 65), rng.randrange(65, 88), rng.randrange(88, 106)),
            (28, 32, 32, 8),
        )[0]

    def _surname(self, origin: str, year: int) -> str:
        rng = self.rng
        if origin:
            return foreign_surname(origin, self.half, rng)
        draw = rng.random()
        if draw < 0.02:
            return made_up_surname(rng)
        if draw < 0.04:
            return f"{rng.choice(PARTICLES)} {self.pools.draw_surname(year, rng)}".replace("d' ", "d'")
        if draw < 0.055:
            return f"{self.pools.draw_surname(year, rng)}-{self.pools.draw_surname(year, rng)}"
        return self.pools.draw_surname(year, rng)

    def _given(self, sex: str, year: int, origin: str) -> str:
        rng = self.rng
        if origin and rng.random() < (0.85 if year < 1975 else 0.5):
            return rng.choice(FOREIGN[origin][sex])
        return self.pools.draw_given(sex, year, rng)

    def _adult(self, surname: str, sex: str, year: int, origin: str) -> int:
        given = self._given(sex, year, origin)
        person = self._add(
            surname, surname, given, sex, self._day(year, first_of_january=0.08 if origin else 0.004), origin
        )
        rng = self.rng
        if sex == "F" and rng.random() < (0.55 if year < 1975 else 0.25):
            husband = self._surname("" if rng.random() < 0.8 else origin, year)
            compound = rng.random() < 0.12
            self.people.used[person] = f"{surname}-{husband}" if compound else husband
        return person

    def _partner(self, first: int, origin: str) -> int:
        rng, people = self.rng, self.people
        year = people.birth_date(first).year + rng.randrange(-7, 8)
        sex = ("F" if people.sex[first] == "M" else "M") if rng.random() < 0.97 else people.sex[first]
        origin = origin if rng.random() < 0.7 else ""
        own = self._surname(origin, year)
        person = self._add(own, own, self._given(sex, year, origin), sex, self._day(year), origin)
        wife, husband = (person, first) if sex == "F" else (first, person)
        if people.sex[wife] == "F":
            taken = people.birth[husband]
            people.used[wife] = rng.choices(
                (taken, f"{people.birth[wife]}-{taken}", people.birth[wife]), (68 if year < 1975 else 45, 8, 24)
            )[0]
        self._share_home(person, first, phone=0.25, email=0.3)
        return person

    def _child(self, parents: list[int], year: int, origin: str, limit: int) -> None:
        rng, people = self.rng, self.people
        if year > TODAY.year:
            return
        father = next((p for p in parents if people.sex[p] == "M"), parents[0])
        name = (
            people.birth[father] if rng.random() < 0.92 else f"{people.birth[parents[0]]}-{people.birth[parents[-1]]}"
        )
        sex = rng.choice("MF")
        day = self._day(year)
        given = self._given(sex, year, origin if rng.random() < 0.5 else "")
        if sex == "M" and rng.random() < 0.02:
            given = people.given[father]  # father and son with the same name
        if year == TODAY.year and rng.random() < 0.5:
            given = rng.choice(("BEBE", "Bébé", "BB", "BEBE 1"))
        person = self._add(name, name, given, sex, day, origin)
        self._attach_child(person, parents)
        if rng.random() < 0.035 and len(people) < limit:
            twin_sex = sex if rng.random() < 0.6 else ("F" if sex == "M" else "M")
            twin = self._add(name, name, self._twin_name(given, twin_sex, year), twin_sex, day, origin)
            self._attach_child(twin, parents)

    def _twin_name(self, given: str, sex: str, year: int) -> str:
        near = {
            "Léo": "Léa",
            "Julien": "Julie",
            "Lucas": "Luca",
            "Emma": "Emmy",
            "Noah": "Noa",
            "BEBE": "BEBE 2",
            "Lina": "Lena",
        }
        if given in near:
            return near[given]
        return self._given(sex, year, "")

    def _attach_child(self, person: int, parents: list[int]) -> None:
        rng, people = self.rng, self.people
        parent = rng.choice(parents)
        age = (TODAY.toordinal() - people.born[person]) / 365.25
        self._share_home(person, parent, phone=0.95 if age < 15 else 0.1, email=0.9 if age < 15 else 0.05)
        if age < 16:
            people.insured[person] = parent
        elif age > 24 and rng.random() < 0.7:
            people.street[person], people.city[person] = self._street(), rng.randrange(len(self.places.cities))

    def _share_home(self, person: int, other: int, *, phone: float, email: float) -> None:
        people, rng = self.people, self.rng
        for texts in (people.street, people.old_street, people.landline):
            texts[person] = texts[other]
        for cities in (people.city, people.old_city):
            cities[person] = cities[other]
        if rng.random() < phone:
            people.phone[person] = people.phone[other]
        if rng.random() < email:
            people.email[person] = people.email[other]

    def _relate(self, person: int, first: int, parents: list[int]) -> None:
        people, rng = self.people, self.rng
        others = [p for p in range(first, len(people)) if p != person]
        if not others:
            return
        people.relative[person] = parents[0] if person not in parents else rng.choice(others)
        if person not in parents:
            people.relation[person] = "mère" if people.sex[parents[0]] == "F" else "père"
        elif people.relative[person] in parents:
            people.relation[person] = "épouse" if people.sex[people.relative[person]] == "F" else "époux"
        else:
            people.relation[person] = "fille" if people.sex[people.relative[person]] == "F" else "fils"
        age = (TODAY.toordinal() - people.born[person]) / 365.25
        if age > 18 and rng.random() < (0.06 if age > 75 else 0.01):
            people.guardian[person] = rng.choice(others)

    def _day(self, year: int, first_of_january: float = 0.004) -> int:
        rng = self.rng
        if rng.random() < first_of_january:
            return dt.date(year, 1, 1).toordinal()
        last = TODAY.toordinal() - 1
        start = dt.date(year, 1, 1).toordinal()
        return start + rng.randrange(max(1, min(365, last - start)))

    def _street(self) -> str:
        rng = self.rng
        number = f"{rng.randrange(1, 240)}{rng.choices(('', ' bis', ' ter', ' B'), (88, 7, 2, 3))[0]}"
        building = rng.choice(("Appt 12 ", "Bât B ", "Rés. Les Lilas ", "Chez Mme X ")) if rng.random() < 0.04 else ""
        return f"{building}{number}{rng.choice((' ', ' ', ', '))}{rng.choice(self.places.streets)}"

    def _add(self, used: str, birth: str, given: str, sex: str, day: int, origin: str) -> int:
        rng, people, number = self.rng, self.people, len(self.people)
        date = dt.date.fromordinal(day)
        city = rng.randrange(len(self.places.cities))
        abroad = bool(origin) and date.year < 1980 and rng.random() < 0.7
        department = "99" if abroad else self.places.cities[city][0][:2]
        if department == "20":
            department = rng.choice(("2A", "2B"))
        people.role.append("patient")
        people.sex.append(sex)
        people.used.append(used)
        people.birth.append(birth)
        people.given.append(given)
        people.second.append(self._given(sex, date.year - 40, "") if rng.random() < 0.6 else "")
        people.born.append(day)
        people.birth_city.append(-1 if abroad else city)
        people.nir.append(make_nir(sex, date.year, date.month, department, rng))
        people.insured.append(number)
        people.phone.append(make_phone(rng, mobile=True, fiction=self.fiction) if rng.random() < 0.88 else "")
        people.landline.append(make_phone(rng, mobile=False, fiction=self.fiction) if rng.random() < 0.4 else "")
        people.email.append(self._email(given, used, date.year) if rng.random() < 0.6 else "")
        people.street.append(self._street())
        people.city.append(rng.randrange(len(self.places.cities)))
        moved = rng.random() < 0.1
        people.old_street.append(self._street() if moved else people.street[-1])
        people.old_city.append(rng.randrange(len(self.places.cities)) if moved else people.city[-1])
        people.ipp.append(800_000 + number * 3 + rng.randrange(3))
        people.other_ipp.append(8_000_000 + number if rng.random() < 0.03 else -1)
        people.ipp_site_2.append(800_000 + (number * 3 + 1_001))  # numbers of the first site, for somebody else
        people.relative.append(-1)
        people.relation.append("")
        people.guardian.append(-1)
        people.job.append("")
        people.staff_id.append("")
        people.rpps.append("")
        people.is_patient.append(True)
        return number

    def _email(self, given: str, surname: str, year: int) -> str:
        rng = self.rng
        first, last = _slug(given), _slug(surname)
        name = rng.choice(
            (f"{first}.{last}", f"{first}{last}", f"{first[:1]}{last}", f"{last}.{first}", f"{first}_{last}")
        )
        number = rng.choice(("", "", str(year % 100), str(year), str(rng.randrange(1000))))
        return f"{name}{number}@{rng.choice(self.places.domains)}"


def _slug(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("Ł", "L").replace("ł", "l"))
    return "".join(c for c in folded.lower() if c.isascii() and (c.isalnum() or c == "-")) or "x"
