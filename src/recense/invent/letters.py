"""Prose from templates: each mark in braces writes something of somebody, and the truth is what was written.

Marks of the patient (`patient2`, `born2`… speak of a second one, up to nine; `sector*` is told of them all):
  {patient} Mme DUPONT Marie · {patient_short} Mme DUPONT · {name} DUPONT Marie · {birth_name} ` née LEROY` or nothing ·
  {ne} né/née · {he} il/elle · {born} date of birth · {age} · {nir} {ipp} {stay} ·
  {address} {phone} {email} {iban} {amount}
  {official_id} · {sector} {arrival} {discharge} {appointment} · {diagnosis} {drug} {act} {result} {clinical}
Of others: {relation} {relative} {relative_phone} · {doctor} {doctor_short} {signature} · {nurse} · {colleague} ·
  {addressee} {addressee_address} · {login} {password} (of the nurse)
Of nobody: {hospital} {site} {today} {town} {initials} {number}
"""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recense.invent import noise
from recense.invent.identifiers import make_iban, make_official_id
from recense.invent.style import Style, cased, date_text, nir_text, phone_text, plain
from recense.invent.truth import Mention

if TYPE_CHECKING:
    from collections.abc import Callable

    from recense.invent.family import DocumentKind, Family
    from recense.invent.people import Population

_MARK = re.compile(r"\{([a-z_]+)([\d*]?)\}")
_MARKS_OF_PATIENT = {
    "age": "identity",
    "born": "identity",
    "nir": "nir",
    "ipp": "patient_id",
    "stay": "patient_id",
    "address": "contact",
    "phone": "contact",
    "email": "contact",
    "iban": "bank",
    "amount": "other",
    "official_id": "official_id",
    "sector": "stay",
    "arrival": "stay",
    "discharge": "stay",
    "appointment": "stay",
    "diagnosis": "health",
    "drug": "health",
    "act": "health",
    "result": "health",
    "clinical": "health",
    "relation": "family",
}


@dataclass
class Letter:
    """Paragraphs, and who is named in which (from 0)."""

    paragraphs: list[str]
    mentions: list[Mention]
    first_named: list[int]  # the paragraph of each mention
    subject: str = ""
    sender: str = ""
    recipient: str = ""


@dataclass
class _Told:
    """What a letter has said so far of one person."""

    person: int
    role: str
    categories: set[str] = field(default_factory=set)
    family: str | None = None
    birth: str | None = None
    given: str | None = None
    born: dt.date | None = None
    sex: str | None = None
    number: bool = False
    at: int | None = None


@dataclass
class LetterContext:
    """Who a letter may speak of, and how it is typed."""

    population: Population
    family: Family
    style: Style
    rng: random.Random
    patients: list[int]
    doctors: list[int]
    staff: list[int]
    outsiders: list[int]
    date: dt.date
    site: int
    told: dict[str, _Told] = field(default_factory=dict)
    paragraph: int = 0
    shared: set[str] = field(default_factory=set)  # told of every patient of the letter

    def about(self, who: str, number: str = "") -> _Told:
        """Return what is said of that person of the letter, choosing them when first spoken of."""
        key = who + number
        if key not in self.told:
            self.told[key] = self._choose(who, int(number or 1))
        return self.told[key]

    def _choose(self, who: str, number: int) -> _Told:
        rng = self.rng
        if who == "patient":
            return _Told(self.patients[(number - 1) % len(self.patients)], "patient")
        if who == "relative":
            patient = self.about("patient").person
            return _Told(self.population.relative[patient], "other", {"identity"})
        if who == "addressee":
            return _Told(rng.choice(self.outsiders), "other", {"identity", "staff"})
        pool = self.doctors if who == "doctor" else self.staff
        taken = {t.person for t in self.told.values()}
        return _Told(
            next((p for p in (rng.choice(pool) for _ in range(20)) if p not in taken), pool[0]),
            "staff",
            {"identity", "staff"},
        )


def write_letter(context: LetterContext, kind: DocumentKind) -> Letter:
    """Fill one of the templates of `kind`."""
    template = context.rng.choice(kind.templates)
    paragraphs: list[str] = []
    for line in template.strip("\n").split("\n"):
        context.paragraph = len(paragraphs)
        filled = _MARK.sub(lambda m: _fill(context, m.group(1), m.group(2)), line)
        paragraphs.extend(filled.split("\n"))
    headers = {"Objet": "", "De": "", "À": ""}
    moved = 0
    while paragraphs and paragraphs[0].split(" : ")[0] in headers:
        word, _, value = paragraphs.pop(0).partition(" : ")
        headers[word] = value
        moved += 1
    mentions, first = [], []
    for key, told in context.told.items():
        if told.at is None or told.person < 0:
            continue
        if key.startswith("patient"):
            told.categories |= context.shared | ({"health"} if kind.clinical else set())
        mentions.append(_as_mention(told))
        first.append(max(0, told.at - moved))
    return Letter(paragraphs, mentions, first, headers["Objet"], headers["De"], headers["À"])


def _as_mention(told: _Told) -> Mention:
    return Mention(
        person=told.person,
        family_name=told.family,
        birth_name=told.birth,
        given_names=(told.given,) if told.given else (),
        birth_date=told.born,
        sex=told.sex,
        categories=tuple(told.categories | {"identity"}),
        role=told.role,
        has_own_number=told.number,
        slot=0 if told.role == "patient" else 1,
    )


def _fill(context: LetterContext, mark: str, number: str) -> str:
    if mark in _MARKS_OF_PATIENT:
        told = context.about("patient", number.strip("*"))
        text = _OF_PATIENT[mark](context, told)
        if text:
            (context.shared if number == "*" else told.categories).add(_MARKS_OF_PATIENT[mark])
        return text
    return _OTHERS[mark](context, number)


def _name(context: LetterContext, who: str, number: str, *, title: bool, given: bool) -> str:
    told = context.about(who, number)
    population, rng, style = context.population, context.rng, context.style
    if told.person < 0:
        return "un proche"
    if told.at is None:
        told.at = context.paragraph
    if told.family is None:
        faulty = who == "patient" and rng.random() < 0.03
        used = plain(population.used[told.person], style)
        told.family = cased(
            noise.typo(used, rng) if faulty else used, "upper" if style.name_case == "upper" else "title"
        )
    text = told.family
    if given:
        if told.given is None:
            case = "upper" if style.given_case == "upper" else "title"
            told.given = cased(plain(population.given[told.person], style), case)
        first = told.given
        text = f"{text} {first}" if style.full_name.find("{F}") < style.full_name.find("{G}") else f"{first} {text}"
    if title:
        told.sex = population.sex[told.person]
        text = f"{style.titles[told.sex == 'F']} {text}"
    return text


def _birth_name(context: LetterContext, number: str) -> str:
    told = context.about("patient", number)
    population = context.population
    if population.birth[told.person] == population.used[told.person]:
        return ""
    case = "upper" if context.style.name_case == "upper" else "title"
    told.birth = cased(plain(population.birth[told.person], context.style), case)
    return f" née {told.birth}"


def _doctor(context: LetterContext, *, given: bool) -> str:
    name = _name(context, "doctor", "", title=False, given=given)
    return f"{context.rng.choice(('Dr', 'Dr', 'Docteur', 'Pr'))} {name}"


def _signature(context: LetterContext) -> str:
    name = _doctor(context, given=True)
    person = context.about("doctor").person
    lines = [name, context.rng.choice((context.population.job[person], "Praticien hospitalier", "Chef de service"))]
    if context.rng.random() < 0.3 and context.population.rpps[person]:
        lines.append(f"RPPS : {context.population.rpps[person]}")
    if context.rng.random() < 0.15 and context.population.email[person]:
        lines.append(context.population.email[person])
        context.about("doctor").categories.add("contact")
    return "\n".join(lines)


def _born(context: LetterContext, told: _Told) -> str:
    day = context.population.birth_date(told.person)
    told.born = day
    return date_text(day, context.style.birth_format if context.style.birth_format != "serial" else "%d/%m/%Y")


def _nir(context: LetterContext, told: _Told) -> str:
    owner = context.population.insured[told.person]
    told.number = told.number or owner == told.person
    style = context.style.nir if context.style.nir != "mangled" else "spaced"
    return nir_text(context.population.nir[owner], style)


def _ipp(context: LetterContext, told: _Told) -> str:
    told.number = True
    numbers = context.population.ipp if context.site == 0 else context.population.ipp_site_2
    return str(numbers[told.person])


def _address(context: LetterContext, told: _Told) -> str:
    code, city = context.family.places.cities[context.population.city[told.person]]
    join = "\n" if context.rng.random() < 0.3 else ", "
    return f"{context.population.street[told.person]}{join}{code} {city}"


def _addressee_address(context: LetterContext) -> str:
    told = context.about("addressee")
    told.categories.add("contact")
    code, city = context.family.places.cities[context.population.city[told.person]]
    return f"{context.population.street[told.person]}\n{code} {city.upper()}"


def _phone_of(context: LetterContext, told: _Told) -> str:
    phone = context.population.phone[told.person] or context.population.landline[told.person]
    return (
        str(phone_text(phone, context.style.phone if context.style.phone != "lost_zero" else "dots")) if phone else ""
    )


def _relative_phone(context: LetterContext) -> str:
    told = context.about("relative")
    phone = context.population.phone[told.person] if told.person >= 0 else ""
    if phone:
        told.categories.add("contact")
    return str(phone_text(phone, "spaces")) if phone else "non communiqué"


def _relation(context: LetterContext, told: _Told) -> str:
    word = context.population.relation[told.person]
    return f"{'sa' if word in {'mère', 'fille', 'épouse'} else 'son'} {word}" if word else ""


def _day(context: LetterContext, offset: int, *, hour: bool = False) -> str:
    pattern = context.style.date_format if context.style.date_format != "serial" else "long"
    text = date_text(context.date + dt.timedelta(days=offset), pattern)
    return f"{text} à {context.rng.randrange(8, 18)}h{context.rng.choice(('00', '15', '30'))}" if hour else text


def _result(context: LetterContext) -> str:
    label, unit, low, high = context.rng.choice(context.family.words.results)
    return f"{label} {context.rng.uniform(low, high):.1f} {unit}".replace(".", ",")


def _clinical(context: LetterContext, told: _Told) -> str:
    words, rng = context.family.words, context.rng
    he = "Elle" if context.population.sex[told.person] == "F" else "Il"
    count = rng.randrange(2, 5)
    chosen = rng.sample(words.clinical, min(count, len(words.clinical)))
    return " ".join(
        s.format(
            diagnosis=rng.choice(words.diagnoses)[1].lower(),
            drug=rng.choice(words.drugs),
            result=_result(context),
            he=he,
        )
        for s in chosen
    )


def _login(context: LetterContext) -> str:
    told = context.about("nurse")
    told.categories.add("credentials")
    population = context.population
    return (
        noise.strip_accents(f"{population.given[told.person][0]}{population.used[told.person]}")
        .lower()
        .replace(" ", "")[:9]
    )


_OF_PATIENT: dict[str, Callable[[LetterContext, _Told], str]] = {
    "born": _born,
    "age": lambda c, t: f"{max(0, (c.date.toordinal() - c.population.born[t.person]) // 365)} ans",
    "nir": _nir,
    "ipp": _ipp,
    "stay": lambda c, _: str(c.rng.randrange(24_000_000, 24_999_999)),
    "address": _address,
    "phone": _phone_of,
    "email": lambda c, t: c.population.email[t.person],
    "iban": lambda _, t: make_iban(t.person + 1_000),
    "amount": lambda c, _: f"{c.rng.randrange(2_000, 90_000) / 100:.2f} €".replace(".", ","),
    "official_id": lambda _, t: " n° ".join(make_official_id(random.Random(f"id {t.person}"))),
    "sector": lambda c, _: c.rng.choice(c.family.words.sectors),
    "arrival": lambda c, _: _day(c, -c.rng.randrange(2, 20)),
    "discharge": lambda c, _: _day(c, c.rng.randrange(-1, 2)),
    "appointment": lambda c, _: _day(c, c.rng.randrange(10, 90), hour=True),
    "diagnosis": lambda c, _: c.rng.choice(c.family.words.diagnoses)[1].lower(),
    "drug": lambda c, _: c.rng.choice(c.family.words.drugs),
    "act": lambda c, _: c.rng.choice(c.family.words.acts)[1].lower(),
    "result": lambda c, _: _result(c),
    "clinical": _clinical,
    "relation": _relation,
}

_OTHERS: dict[str, Callable[[LetterContext, str], str]] = {
    "patient": lambda c, n: _name(c, "patient", n, title=True, given=True),
    "patient_short": lambda c, n: _name(c, "patient", n, title=True, given=False),
    "name": lambda c, n: _name(c, "patient", n, title=False, given=True),
    "birth_name": _birth_name,
    "ne": lambda c, n: "née" if c.population.sex[c.about("patient", n).person] == "F" else "né",
    "he": lambda c, n: "elle" if c.population.sex[c.about("patient", n).person] == "F" else "il",
    "relative": lambda c, _: _name(c, "relative", "", title=True, given=True),
    "relative_phone": lambda c, _: _relative_phone(c),
    "doctor": lambda c, _: _doctor(c, given=True),
    "doctor_short": lambda c, _: _doctor(c, given=False),
    "signature": lambda c, _: _signature(c),
    "nurse": lambda c, _: _name(c, "nurse", "", title=True, given=True),
    "colleague": lambda c, n: _name(c, "colleague", n, title=False, given=True),
    "addressee": lambda c, _: f"Docteur {_name(c, 'addressee', '', title=False, given=True)}",
    "addressee_address": lambda c, _: _addressee_address(c),
    "login": lambda c, _: _login(c),
    "password": lambda c, _: f"{c.rng.choice(('Azerty', 'Soleil', 'Hopital'))}{c.rng.randrange(10, 99)}!",
    "hospital": lambda c, _: c.family.words.hospital,
    "site": lambda c, _: c.family.words.sites[c.site % len(c.family.words.sites)],
    "today": lambda c, _: _day(c, 0),
    "town": lambda c, _: c.family.places.cities[0][1],
    "initials": lambda c, _: f"{c.rng.choice('ABCDEFGJLM')}{c.rng.choice('BCDLMPRSTV')}",
    "number": lambda c, _: str(c.rng.randrange(1_000, 99_999)),
}
