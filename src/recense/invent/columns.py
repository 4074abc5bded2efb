"""The columns of lists of people: one function a field, from the people of the table to its cells.

`COLUMNS` says the category that each field exposes where it is filled; None is a column that tells nothing of the person.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from recense.invent import noise
from recense.invent.identifiers import make_iban, make_official_id
from recense.invent.people import SWITCHBOARD
from recense.invent.style import Style, cased, date_text, nir_text, phone_text, plain
from recense.invent.truth import Mention

if TYPE_CHECKING:
    from recense.invent.family import ColumnFunction, Family, TableKind
    from recense.invent.people import Population


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
        if "birth" not in self.style.names and "{B}" not in self.style.full_name and used != birth and rng.random() < 0.25:
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


def make_columns(context: TableContext, fields: list[str]) -> tuple[list[list[Any]], list[list[Mention]]]:
    """Render the columns of a table and the mentions of each row (the row's own person first)."""
    known = {**COLUMNS, **context.family.extra_columns}
    columns = [known[name][1](context) for name in fields]
    categories: list[set[str]] = [set(context.added.get(i, ())) for i in range(len(context.people))]
    for name, column in zip(fields, columns, strict=True):
        category = known[name][0]
        if category:
            for row, cell in enumerate(column):
                if cell is not None:
                    categories[row].add(category)
    mentions = [
        [_own_mention(context, row, fields, columns, categories[row]), *context.beside.get(row, [])]
        for row in range(len(context.people))
    ]
    _soil(context, columns)
    return columns, mentions


def _own_mention(
    context: TableContext, row: int, fields: list[str], columns: list[list[Any]], categories: set[str]
) -> Mention:
    shown = {f for f, column in zip(fields, columns, strict=True) if column[row] is not None}
    names = context.names[row]
    full = context.style.full_name if "full" in shown else ""
    family = names.used if {"family", "used"} & shown or full else None
    birth = names.birth if "birth" in shown or ("{B}" in full and names.birth != names.used) else None
    if family is None and birth is not None:
        family = birth
    has_given = "given" in shown or "{G}" in full
    given = (names.given, *names.seconds.split()) if has_given and names.given else ()
    told = {"sex", "title"} & shown or ("{T}" in full)
    return Mention(
        person=context.people[row],
        family_name=family.strip() if family else None,
        birth_name=birth,
        given_names=given,
        birth_date=context.births[row] if "birth_date" in shown or "birth_in_name" in shown else None,
        sex=context.population.sex[context.people[row]] if told else None,
        categories=tuple(categories),
        role={"patient": "patient", "staff": "staff"}.get(context.kind.subject, "other"),
        has_own_number=row in context.own_number,
    )


def _soil(context: TableContext, columns: list[list[Any]]) -> None:
    """Put what people type in empty cells, stray spaces, and nothing that changes what is told."""
    token = context.style.missing
    for column in columns:
        for row, cell in enumerate(column):
            if cell is None and token and context.rng.random() < 0.6:
                column[row] = token
            elif isinstance(cell, str) and context.hit("spaces"):
                column[row] = noise.spaces(cell, context.rng)


def _family(context: TableContext) -> list[Any]:
    return [n.used or None for n in context.names]


def _birth_name(context: TableContext) -> list[Any]:
    return [n.birth or None for n in context.names]


def _used_name(context: TableContext) -> list[Any]:
    """Fill the used name only where it differs, in half of the tables."""
    always = context.rng.random() < 0.5
    return [n.used if always or n.used != n.birth else None for n in context.names]


def _given(context: TableContext) -> list[Any]:
    join = context.rng.choice((" ", " ", ", "))
    return [(n.given + (join + n.seconds if n.seconds else "")) or None for n in context.names]


def full_name(context: TableContext, row: int) -> str:
    """Write the name of a row's person in one cell, by the pattern of the style (`married|plain`)."""
    names, style = context.names[row], context.style
    married, _, single = style.full_name.partition("|")
    pattern = (single or married) if names.birth == names.used else married
    title = style.titles[context.population.sex[context.people[row]] == "F"]
    if "{B}" in pattern and names.birth == names.used:
        pattern = "{T} {F} {G}" if "{T}" in pattern else "{F} {G}"
    return pattern.format(
        T=title,
        F=names.used,
        G=names.given + (f" {names.seconds}" if names.seconds else ""),
        B=names.birth,
    ).strip()


def _full(context: TableContext) -> list[Any]:
    return [full_name(context, row) for row in range(len(context.people))]


def _title(context: TableContext) -> list[Any]:
    return [context.style.titles[context.population.sex[p] == "F"] for p in context.people]


def _sex(context: TableContext) -> list[Any]:
    words = context.style.sex_words
    cells = [words[context.population.sex[p] == "F"] for p in context.people]
    return [None if context.hit("missing") else c for c in cells]


def _birth_date(context: TableContext) -> list[Any]:
    cells = context.dates(list(context.births), context.style.birth_format)
    for row, person in enumerate(context.people):
        if context.births[row] is not None and context.hit("partial_date"):
            year = context.population.birth_date(person).year
            context.births[row] = None
            cells[row] = context.rng.choice((f"00/00/{year}", str(year), "00/00/0000"))
    return cells


def _birth_place(context: TableContext) -> list[Any]:
    towns = context.family.words.towns_of_birth
    cities, population = context.family.places.cities, context.population
    numbers = [population.birth_city[p] for p in context.people]
    return [cities[c][1].upper() if c >= 0 else context.rng.choice(towns) for c in numbers]


def _age(context: TableContext) -> list[Any]:
    unit = context.rng.choice(("", "", " ans"))
    ages = [(context.start.toordinal() - context.population.born[p]) // 365 for p in context.people]
    return [f"{max(a, 0)}{unit}" if unit else max(a, 0) for a in ages]


def _nir(context: TableContext) -> list[Any]:
    cells: list[Any] = []
    population, style = context.population, context.style.nir
    if style == "mangled" and context.rng.random() < 0.7:
        style = "plain"
    for row, person in enumerate(context.people):
        if context.hit("missing"):
            cells.append(None)
            continue
        owner, wrong = population.insured[person], context.hit("wrong_digit")
        text = nir_text(population.nir[owner], style)
        if owner == person and not wrong and style != "mangled":
            context.own_number.add(row)
        cells.append(noise.wrong_digit(text, context.rng) if wrong else text)
    return cells


def _ipp(context: TableContext) -> list[Any]:
    population, cells = context.population, []
    width = context.rng.choice((0, 0, 10)) if context.site == 0 else 0
    for row, person in enumerate(context.people):
        number = population.ipp[person] if context.site == 0 else population.ipp_site_2[person]
        if context.site == 0 and population.other_ipp[person] > 0 and context.rng.random() < 0.4:
            number = population.other_ipp[person]
        context.own_number.add(row)
        cells.append(f"{number:0{width}d}" if width else number)
    return cells


def _stay(context: TableContext) -> list[Any]:
    first = context.start.year % 100 * 10_000_000 + context.rng.randrange(10**6)
    return [first + row * 3 + context.rng.randrange(3) for row in range(len(context.people))]


def _sector(context: TableContext) -> list[Any]:
    words, codes = context.family.words.sectors, context.family.words.sector_codes
    form = context.rng.choice(("{w}", "{w}", "{w}", "{c}", "{c} - {w}", "{w} ({c})"))
    upper = context.rng.random() < 0.4
    texts = [form.format(w=w, c=c) for w, c in zip(words, codes, strict=True)]
    return [texts[s].upper() if upper else texts[s] for s in context.sectors]


def _sector_code(context: TableContext) -> list[Any]:
    return [context.family.words.sector_codes[s] for s in context.sectors]


def _room(context: TableContext) -> list[Any]:
    return [f"{context.rng.randrange(1, 4)}{context.rng.randrange(1, 30):02d}{context.rng.choice('AB ')}".strip() for _ in context.people]


def _arrival(context: TableContext) -> list[Any]:
    return context.dates(list(context.arrivals), context.style.date_format)


def _discharge(context: TableContext) -> list[Any]:
    stays = [int(context.rng.expovariate(1 / 5)) for _ in context.people]
    gone = context.rng.random() < 0.5
    ends = [a + dt.timedelta(days=s) for a, s in zip(context.arrivals, stays, strict=True)]
    return context.dates([e if gone or context.rng.random() < 0.8 else None for e in ends], context.style.date_format)


def _appointment(context: TableContext) -> list[Any]:
    rng = context.rng
    times = [(rng.randrange(8, 19), rng.choice((0, 15, 20, 30, 45))) for _ in context.people]
    if context.style.native_dates:
        return [dt.datetime(d.year, d.month, d.day, *t) for d, t in zip(context.arrivals, times, strict=True)]
    pattern = context.style.date_format if context.style.date_format != "serial" else "%d/%m/%Y"
    form = rng.choice(("{d} {h:02d}:{m:02d}", "{d} {h:02d}h{m:02d}", "{d} à {h}h{m:02d}"))
    return [form.format(d=date_text(d, pattern), h=h, m=m) for d, (h, m) in zip(context.arrivals, times, strict=True)]


def _time(context: TableContext) -> list[Any]:
    return [f"{context.rng.randrange(24):02d}:{context.rng.randrange(60):02d}" for _ in context.people]


def _phone(context: TableContext) -> list[Any]:
    return _phones(context, context.population.phone)


def _landline(context: TableContext) -> list[Any]:
    return _phones(context, context.population.landline)


def _phones(context: TableContext, numbers: list[str]) -> list[Any]:
    cells: list[Any] = []
    style, rng = context.style.phone, context.rng
    for person in context.people:
        number = numbers[person]
        if not number and rng.random() < 0.02:
            number = SWITCHBOARD
        if not number or context.hit("missing"):
            cells.append(None)
            continue
        own = style if rng.random() < 0.93 else "spaces"
        text = phone_text(noise.wrong_digit(number, rng) if context.hit("wrong_digit") else number, own)
        other = context.population.landline[person]
        if rng.random() < 0.01 and other and other != number:
            text = f"{text} / {phone_text(other, 'spaces')}"
        cells.append(text)
    return cells


def _email(context: TableContext) -> list[Any]:
    upper = context.rng.random() < 0.08
    found = [context.population.email[p] for p in context.people]
    return [None if not e or context.hit("missing") else (e.upper() if upper else e) for e in found]


def _moved(context: TableContext, person: int) -> bool:
    return context.start.year < 2023 and context.population.old_city[person] != context.population.city[person]


def _street_of(context: TableContext, person: int) -> str:
    population = context.population
    text = population.old_street[person] if _moved(context, person) else population.street[person]
    return plain(text, context.style).upper() if context.style.name_case == "upper" else plain(text, context.style)


def _city_of(context: TableContext, person: int) -> tuple[str, str]:
    population = context.population
    return context.family.places.cities[(population.old_city if _moved(context, person) else population.city)[person]]


def _street(context: TableContext) -> list[Any]:
    return [None if context.hit("missing") else _street_of(context, p) for p in context.people]


def _postcode(context: TableContext) -> list[Any]:
    number = context.rng.random() < 0.15
    codes = [_city_of(context, p)[0] for p in context.people]
    return [int(c) if number else c for c in codes]


def _city(context: TableContext) -> list[Any]:
    upper = context.rng.random() < 0.6
    return [_city_of(context, p)[1].upper() if upper else _city_of(context, p)[1] for p in context.people]


def _address(context: TableContext) -> list[Any]:
    join = context.rng.choice((" ", ", ", " - ", "\n"))
    cells: list[Any] = []
    for person in context.people:
        code, city = _city_of(context, person)
        cells.append(None if context.hit("missing") else f"{_street_of(context, person)}{join}{code} {city.upper()}")
    return cells


def _from_words(name: str) -> ColumnFunction:
    def render(context: TableContext) -> list[Any]:
        return context.rng.choices(getattr(context.family.words, name), k=len(context.people))

    return render


def _diagnosis(context: TableContext) -> list[Any]:
    found = context.rng.choices(context.family.words.diagnoses, k=len(context.people))
    code = context.rng.random() < 0.2
    return [None if context.hit("missing") else (f"{c} {w}" if code else w) for c, w in found]


def _diagnosis_code(context: TableContext) -> list[Any]:
    found = context.rng.choices(context.family.words.diagnoses, k=len(context.people))
    dot = context.rng.random() < 0.5
    return [f"{c[:3]}.{c[3:]}" if dot and len(c) > 3 else c for c, _ in found]


def _act(context: TableContext) -> list[Any]:
    return [label for _, label in context.rng.choices(context.family.words.acts, k=len(context.people))]


def _act_code(context: TableContext) -> list[Any]:
    return [code for code, _ in context.rng.choices(context.family.words.acts, k=len(context.people))]


def _result(context: TableContext) -> list[Any]:
    rng, name = context.rng, context.rng.random() < 0.5
    cells: list[Any] = []
    for label, unit, low, high in rng.choices(context.family.words.results, k=len(context.people)):
        value = f"{rng.uniform(low, high):.2f}".replace(".", ",")
        cells.append(f"{label} {value} {unit}" if name else f"{value} {unit}")
    return cells


def _note(context: TableContext) -> list[Any]:
    words, rng = context.family.words, context.rng
    return [
        None if rng.random() < 0.3 else rng.choice(words.notes).format(diagnosis=rng.choice(words.diagnoses)[1].lower(), drug=rng.choice(words.drugs))
        for _ in context.people
    ]


def _remark(context: TableContext) -> list[Any]:
    return [context.rng.choice(context.family.words.neutral_notes) if context.rng.random() < 0.4 else None for _ in context.people]


def _iban(context: TableContext) -> list[Any]:
    spaced = context.rng.random() < 0.5
    cells = [make_iban(p + 1_000) for p in context.people]
    return [" ".join(c[i : i + 4] for i in range(0, 27, 4)) if spaced else c for c in cells]


def _amount(context: TableContext) -> list[Any]:
    cents = [context.rng.randrange(500, 400_000) for _ in context.people]
    if context.style.native_dates:
        return [c / 100 for c in cents]
    return [f"{c / 100:.2f}".replace(".", ",") for c in cents]


def _job(context: TableContext) -> list[Any]:
    return [context.population.job[p] or context.rng.choice(context.family.words.jobs) for p in context.people]


def _staff_id(context: TableContext) -> list[Any]:
    return [context.population.staff_id[p] or None for p in context.people]


def _rpps(context: TableContext) -> list[Any]:
    return [context.population.rpps[p] or None for p in context.people]


def _login(context: TableContext) -> list[Any]:
    names = [(context.population.given[p], context.population.used[p]) for p in context.people]
    return [noise.strip_accents(f"{g[0]}{u}".lower().replace(" ", "").replace("'", ""))[:10] for g, u in names]


def _password(context: TableContext) -> list[Any]:
    seasons = ("Hiver", "Printemps", "Azerty", "Bonjour", "Welcome", "Soleil")
    return [f"{context.rng.choice(seasons)}{context.rng.randrange(10, 2025)}{context.rng.choice('!*#$')}" for _ in context.people]


def _official_id(context: TableContext) -> list[Any]:
    found = [make_official_id(random.Random(f"id {p}")) for p in context.people]
    worded = context.rng.random() < 0.5
    return [f"{kind} {number}" if worded else number for kind, number in found]


def _professional(context: TableContext, pool: list[int], *, titled: bool) -> list[Any]:
    """Name a professional on each row: somebody else's mention."""
    population, rng = context.population, context.rng
    initials = rng.random() < 0.15
    few = [rng.choice(pool) for _ in range(rng.randrange(2, 9))]
    written: dict[int, str] = {}
    for person in few:
        used, given = population.used[person], population.given[person]
        written[person] = f"{'Dr ' if titled else ''}{used.upper()} {given if rng.random() < 0.4 else ''}".strip()
        if initials:
            written[person] = f"{given[0]}{used[0]}"
    cells: list[Any] = []
    for row in range(len(context.people)):
        person = rng.choice(few)
        cells.append(written[person])
        if not initials:
            shown = population.given[person] in written[person]
            beside = Mention(
                person=person,
                family_name=population.used[person].upper(),
                given_names=(population.given[person],) if shown else (),
                categories=("identity", "staff"),
                role=population.role[person],
                slot=len(context.beside.get(row, [])) + 1,
            )
            context.beside.setdefault(row, []).append(beside)
    return cells


def _practitioner(context: TableContext) -> list[Any]:
    population = context.population
    doctors = [p for p in population.those("staff") if population.rpps[p]] or population.those("staff")
    return _professional(context, doctors, titled=context.rng.random() < 0.8)


def _family_doctor(context: TableContext) -> list[Any]:
    population = context.population
    doctors = [p for p in population.those("other") if population.rpps[p]] or population.those("other")
    return _professional(context, doctors, titled=True)


def _relative(context: TableContext) -> list[Any]:
    return _relatives(context, context.population.relative, with_phone=False)


def _guardian(context: TableContext) -> list[Any]:
    return _relatives(context, context.population.guardian, with_phone=False)


def _relative_phone(context: TableContext) -> list[Any]:
    population = context.population
    found = [population.relative[p] for p in context.people]
    return [phone_text(population.phone[r], "spaces") if r >= 0 and population.phone[r] else None for r in found]


def _called(context: TableContext) -> list[Any]:
    """Write remarks that name whom to call, with the phone."""
    return _relatives(context, context.population.relative, with_phone=True)


def _relatives(context: TableContext, whom: list[int], *, with_phone: bool) -> list[Any]:
    population, rng = context.population, context.rng
    cells: list[Any] = []
    for row, person in enumerate(context.people):
        other = whom[person]
        if other < 0 or rng.random() < 0.2:
            cells.append(None)
            continue
        surname, given = population.used[other].upper(), population.given[other]
        title = "Mme" if population.sex[other] == "F" else "M."
        categories = ["identity"]
        text = rng.choice((f"{surname} {given}", f"{title} {surname} {given}", f"{given} {surname}"))
        if with_phone and population.phone[other]:
            phone = phone_text(population.phone[other], "spaces")
            text = rng.choice((f"prévenir {text} au {phone}", f"contact : {text} {phone}", f"Appeler {text} tel {phone}"))
            categories.append("contact")
        cells.append(text)
        context.added.setdefault(row, set()).add("family")
        beside = Mention(other, surname, None, (given,), categories=tuple(categories), role="other",
                         slot=len(context.beside.get(row, [])) + 1)
        context.beside.setdefault(row, []).append(beside)
    return cells


def _number(context: TableContext) -> list[Any]:
    return list(range(1, len(context.people) + 1))


def _constant(*values: Any) -> ColumnFunction:
    def render(context: TableContext) -> list[Any]:
        return context.rng.choices(values, k=len(context.people))

    return render


def _other_date(context: TableContext) -> list[Any]:
    return context.dates([context.start - dt.timedelta(days=context.rng.randrange(400)) for _ in context.people], context.style.date_format)


def _serial(context: TableContext) -> list[Any]:
    return [context.rng.randrange(10_000, 99_999) for _ in context.people]


COLUMNS: dict[str, tuple[str | None, ColumnFunction]] = {
    "family": ("identity", _family),
    "birth": ("identity", _birth_name),
    "used": ("identity", _used_name),
    "given": ("identity", _given),
    "full": ("identity", _full),
    "title": ("identity", _title),
    "sex": ("identity", _sex),
    "birth_date": ("identity", _birth_date),
    "birth_place": ("identity", _birth_place),
    "age": ("identity", _age),
    "nir": ("nir", _nir),
    "ipp": ("patient_id", _ipp),
    "stay": ("patient_id", _stay),
    "sector": ("stay", _sector),
    "sector_code": ("stay", _sector_code),
    "room": ("stay", _room),
    "arrival": ("stay", _arrival),
    "discharge": ("stay", _discharge),
    "appointment": ("stay", _appointment),
    "mode": ("stay", _from_words("modes")),
    "destination": ("stay", _from_words("destinations")),
    "phone": ("contact", _phone),
    "landline": ("contact", _landline),
    "email": ("contact", _email),
    "street": ("contact", _street),
    "postcode": ("contact", _postcode),
    "city": ("contact", _city),
    "address": ("contact", _address),
    "diagnosis": ("health", _diagnosis),
    "diagnosis_code": ("health", _diagnosis_code),
    "drug": ("health", _from_words("drugs")),
    "act": ("health", _act),
    "act_code": ("health", _act_code),
    "result": ("health", _result),
    "note": ("health", _note),
    "death_date": ("stay", _discharge),
    "remark": (None, _remark),
    "iban": ("bank", _iban),
    "amount": ("other", _amount),
    "job": ("staff", _job),
    "staff_id": ("staff", _staff_id),
    "rpps": ("staff", _rpps),
    "unit": ("staff", _sector),  # where somebody works
    "hired": ("staff", _other_date),
    "grade": ("staff", _constant("Titulaire", "CDI", "CDD", "Stagiaire", "Contractuel")),
    "login": ("credentials", _login),
    "password": ("credentials", _password),
    "official_id": ("official_id", _official_id),
    "practitioner": (None, _practitioner),
    "family_doctor": (None, _family_doctor),
    "relative": ("family", _relative),
    "relative_phone": ("family", _relative_phone),
    "guardian": ("family", _guardian),
    "called": (None, _called),
    "company": (None, _from_words("companies")),
    "number": (None, _number),
    "serial": (None, _serial),
    "time": (None, _time),
    "typed_on": (None, _other_date),
    "typed_by": (None, _constant("ADM", "SEC1", "jdup", "import", "mlb")),
    "done": (None, _constant("O", "N", "oui", "non", "", "X")),
    "status": (None, _constant("VALIDE", "EN COURS", "CLOS", "A REVOIR")),
    "blank": (None, lambda context: [None] * len(context.people)),
}
"""Each field: the category it exposes, and how its column is made."""
