"""Invents mentions with their truth: the population of a hospital, and what its messy files say of it.

Families share numbers, phones and addresses; women are written under either name; twins, fathers and sons of one name, and
namesakes born the same day exist; two sites number their patients over the same range; files have their own habits (capitals,
no accents, fixed-width columns, used name or birth name, scanned). Modelled on measured habits, independent of the code.
"""

from __future__ import annotations

import hashlib
import random
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

import pyarrow as pa

from recense.store.tables import MENTIONS

SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "bu",
    "ca",
    "cha",
    "che",
    "da",
    "de",
    "du",
    "fa",
    "fe",
    "ga",
    "go",
    "gui",
    "ha",
    "ja",
    "la",
    "le",
    "lo",
    "lu",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "no",
    "pa",
    "pe",
    "po",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "si",
    "so",
    "ta",
    "te",
    "ti",
    "to",
    "va",
    "ve",
    "vi",
]
ENDINGS = [
    "rd",
    "nt",
    "l",
    "n",
    "r",
    "s",
    "t",
    "x",
    "u",
    "ier",
    "eau",
    "ot",
    "et",
    "ault",
    "in",
    "on",
    "ard",
    "oux",
    "ez",
    "y",
    "and",
    "aud",
    "ais",
    "ic",
    "ec",
    "ski",
]
FIRSTS_F = [
    "Marie",
    "Jeanne",
    "Françoise",
    "Monique",
    "Catherine",
    "Nathalie",
    "Isabelle",
    "Sylvie",
    "Valérie",
    "Sandrine",
    "Céline",
    "Émilie",
    "Léa",
    "Manon",
    "Chloé",
    "Camille",
    "Jade",
    "Louise",
    "Emma",
    "Inès",
    "Zoé",
    "Hélène",
    "Thérèse",
    "Anne-Marie",
    "Marie-Claude",
    "Marie-Christine",
    "Fatima",
    "Aïcha",
    "Élodie",
    "Lucie",
    "Agnès",
    "Odette",
    "Simone",
    "Josette",
    "Ginette",
    "Yvonne",
    "Solène",
    "Maëlys",
    "Noémie",
    "Océane",
]
FIRSTS_M = [
    "Jean",
    "Pierre",
    "Michel",
    "André",
    "Philippe",
    "Alain",
    "Bernard",
    "Jacques",
    "Daniel",
    "Christophe",
    "Nicolas",
    "Julien",
    "Thomas",
    "Lucas",
    "Hugo",
    "Enzo",
    "Léo",
    "Nathan",
    "Mohamed",
    "Karim",
    "Jean-Pierre",
    "Jean-Claude",
    "Jean-Luc",
    "Pierre-Yves",
    "François",
    "Éric",
    "Stéphane",
    "Sébastien",
    "Frédéric",
    "Jérôme",
    "Gérard",
    "Roger",
    "Marcel",
    "René",
    "Raymond",
    "Théo",
    "Gaël",
    "Loïc",
    "Noël",
    "Aurélien",
]
STREETS = [
    "rue de la Gare",
    "rue Pasteur",
    "avenue Jean Jaurès",
    "rue Victor Hugo",
    "place de la République",
    "rue des Lilas",
    "chemin du Moulin",
    "boulevard Faidherbe",
    "rue de l'Église",
    "impasse des Roses",
    "route de Lille",
    "rue Jules Ferry",
    "allée des Tilleuls",
    "rue du Maréchal Foch",
]
SECTORS = [
    "Urgences",
    "Cardiologie",
    "Maternité",
    "Pédiatrie",
    "Chirurgie",
    "Gériatrie",
    "Imagerie",
    "SSR",
    "Psychiatrie",
    "Oncologie",
]
JOBS = [
    "cardiologue",
    "infirmier",
    "aide-soignant",
    "médecin",
    "sage-femme",
    "secrétaire",
    "pédiatre",
    "chirurgien",
    "kinésithérapeute",
]
OCR = {"O": "0", "I": "l", "L": "1", "RN": "M", "M": "RN", "E": "F", "S": "5", "B": "8", "U": "V", "C": "G"}


@dataclass
class Human:
    number: int
    sex: str
    birth: str
    used: str
    firsts: list[str]
    born: date
    nir: str
    insured: str
    address: str
    postcode: str
    city: str
    phone: str | None
    email: str | None
    ipps: dict[int, str]
    moved: tuple[str, str, str] | None = None
    staff: dict[str, str] = field(default_factory=dict)


class Names:
    """Where names are drawn from: built-in syllables and a short list, or a table of real frequencies."""

    def __init__(self, rng: random.Random, families=None, firsts=None):
        self.rng, self.families, self.firsts = rng, families, firsts
        if families is None:
            invented = {self._invent() for _ in range(12_000)}
            pool = sorted(invented)
            rng.shuffle(pool)
            self.families = (pool, [1 / (k + 8) for k in range(len(pool))])
        self._cum = None

    def _invent(self):
        rng = self.rng
        name = "".join(rng.choice(SYLLABLES) for _ in range(rng.choice([1, 2, 2, 3]))) + rng.choice(ENDINGS)
        style = rng.random()
        if style < 0.04:
            name = rng.choice(["Le ", "De ", "De la ", "Van den ", "El ", "Ben "]) + name.capitalize()
        elif style < 0.08:
            name = name.capitalize() + rng.choice(["-", " "]) + rng.choice(SYLLABLES).capitalize() + rng.choice(ENDINGS)
        return name.title() if style >= 0.08 else name

    def family(self):
        if self._cum is None:
            total, self._cum = 0.0, []
            for w in self.families[1]:
                total += w
                self._cum.append(total)
        return self.rng.choices(self.families[0], cum_weights=self._cum)[0]

    def first(self, sex, year):
        if self.firsts is not None:
            pool, cum = self.firsts[(sex, year // 10)]
            return self.rng.choices(pool, cum_weights=cum)[0]
        pool = FIRSTS_F if sex == "F" else FIRSTS_M
        age = int((year - 1930) / 80 * len(pool)) % len(pool)
        k = int(self.rng.gauss(age, 9)) % len(pool)
        return pool[k]


def population(n, rng, names):  # noqa: C901 - one household after another, read from top to bottom
    """About n people in households."""
    people: list[Human] = []
    counter = {0: 100_000, 1: 100_000}  # two sites, the same range of numbers

    def ipps():
        out = {}
        for site in (0, 1):
            if rng.random() < (0.75 if site == 0 else 0.4):
                counter[site] += rng.randint(1, 3)
                out[site] = f"{counter[site]:08d}"
        return out

    def nir(sex, born):
        return f"{1 if sex == 'M' else 2}{born.year % 100:02d}{born.month:02d}{rng.choice(['59', '62', '75', '2A', '99'])}{rng.randint(1, 989):03d}{rng.randint(1, 998):03d}"

    def phone():
        return f"+33{rng.choice('1367')}{rng.randint(0, 99_999_999):08d}"

    def place():
        return (
            f"{rng.randint(1, 180)} {rng.choice(STREETS)}",
            f"59{rng.randint(0, 99):03d}",
            names.family().upper() + "VILLE",
        )

    def human(sex, birth, used, born, home, tel, insured=None, firsts=None):  # noqa: PLR0917 - a person's attributes, in one order
        firsts = firsts or [names.first(sex, born.year), names.first(sex, born.year - 40)]
        own = nir(sex, born)
        mail = (
            f"{_plain(firsts[0])}.{_plain(birth)}{rng.randint(1, 999)}@exemple.fr".lower().replace(" ", "")
            if rng.random() < 0.45
            else None
        )
        moved = place() if rng.random() < 0.08 else None
        person = Human(
            len(people), sex, birth, used, firsts, born, own, insured or own, *home, tel, mail, ipps(), moved
        )
        people.append(person)
        return person

    while len(people) < n:
        home, tel = place(), phone()
        family = names.family()
        born = date(1928, 1, 1) + timedelta(days=rng.randint(0, 27_500))
        kind = rng.random()
        if kind < 0.35:
            sex = rng.choice("MF")
            birth = names.family()
            human(sex, birth, family if sex == "F" and rng.random() < 0.45 else birth, born, home, tel)
            continue
        him = human("M", family, family, born, home, tel if rng.random() < 0.6 else phone())
        her = human(
            "F",
            names.family(),
            family if rng.random() < 0.7 else names.family(),
            born + timedelta(days=rng.randint(-3000, 3000)),
            home,
            tel if rng.random() < 0.6 else phone(),
        )
        for k in range(rng.choice([0, 1, 1, 2, 2, 3])):
            young = max(him.born, her.born) + timedelta(days=365 * 24 + rng.randint(0, 3000) + 800 * k)
            if young > date(2024, 1, 1):
                break
            parent = rng.choice([him, her])
            minor = young.year > 2006
            sex = rng.choice("MF")
            firsts = [him.firsts[0], names.first("M", young.year)] if sex == "M" and rng.random() < 0.02 else None
            child = human(
                sex, family, family, young, home, tel if minor else phone(), parent.nir if minor else None, firsts
            )
            if rng.random() < 0.02:
                sex2 = rng.choice("MF")
                twin = human(sex2, family, family, young, home, child.phone, child.insured if minor else None)
                if twin.firsts[0] == child.firsts[0]:
                    twin.firsts[0] = twin.firsts[1] if twin.firsts[1] != child.firsts[0] else "Alix"
    for _ in range(max(1, n // 1500)):  # namesakes born the same day
        a = rng.choice(people)
        human(a.sex, a.birth, a.used, a.born, place(), phone(), firsts=[a.firsts[0], names.first(a.sex, a.born.year)])
    for person in rng.sample(people, max(2, n // 60)):
        if person.born.year < 2000:
            person.staff = {
                "rpps": f"{rng.randint(10**10, 10**11 - 1)}",
                "staff_id": f"M{rng.randint(10_000, 99_999)}",
                "job": rng.choice(JOBS),
            }
    return people


def _plain(text):
    text = text.replace("œ", "oe").replace("Œ", "OE")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


class Writer:
    """Writes mentions the way one file does."""

    def __init__(self, rng, file, noise):
        self.rng, self.file, self.noise, self.line = rng, file, noise, 0
        self.caps, self.plain = rng.random() < 0.6, rng.random() < 0.6
        self.width = rng.choice([None] * 9 + [10])
        self.hyphen = rng.choice(["-", "-", " "])
        self.names = rng.choice(["used", "used", "birth", "both", "both"])
        self.all_firsts = rng.random() < 0.15
        self.scanned = rng.random() < 0.06
        self.swapped = rng.random() < 0.004
        self.rows: list[dict] = []
        self.truth: list[int] = []

    def name(self, text):
        rng = self.rng
        if self.plain:
            text = _plain(text)
        if self.caps:
            text = text.upper()
        text = text.replace("-", self.hyphen)
        p = self.noise * (0.10 if self.scanned else 0.025)
        if rng.random() < p and len(text) > 3:
            text = self._ocr(text) if self.scanned else self._typo(text)
        if rng.random() < 0.008 * self.noise and "-" in text:
            text = text.split("-")[rng.choice([0, 0, 1])]
        return text[: self.width] if self.width else text

    def _typo(self, text):
        rng, k = self.rng, self.rng.randrange(1, len(text) - 1)
        letter = rng.choice("aeinrstlo")
        letter = letter.upper() if text.isupper() else letter
        return rng.choice(
            [
                text[:k] + text[k + 1 :],
                text[:k] + letter + text[k:],
                text[:k] + letter + text[k + 1 :],
                text[:k] + text[k + 1] + text[k] + text[k + 2 :],
            ]
        )

    def _ocr(self, text):
        spots = [k for k in range(len(text)) if text[k].upper() in OCR]
        if not spots:
            return self._typo(text)
        k = self.rng.choice(spots)
        return text[:k] + OCR[text[k].upper()] + text[k + 1 :]

    def born(self, day):
        rng, x = self.rng, self.rng.random()
        if x < 0.004 * self.noise and day.day <= 12:
            return date(day.year, day.day, day.month)
        if x < 0.008 * self.noise:
            return date(day.year, 1, 1)
        if x < 0.016 * self.noise:
            kind = rng.choice("dmy")
            if kind == "y":
                return date(day.year - rng.choice([1, 10, -1]), day.month, min(day.day, 28))
            if kind == "m":
                return date(
                    day.year,
                    rng.choice([m for m in range(1, 13) if day.day <= 28 or m in (1, 3, 5, 7, 8, 10, 12)]),
                    min(day.day, 31),
                )
            return date(day.year, day.month, (day.day + rng.choice([1, 10, 20])) % 28 + 1)
        return day

    def write(
        self, person, *, role="patient", source="table", family=True, first=True, birth_date=True, slot=0, **values
    ):
        rng = self.rng
        row = dict.fromkeys(MENTIONS.names)
        given = None
        if family:
            mode = self.names if person.birth != person.used else "used"
            row["family_name"] = self.name(person.birth if mode == "birth" else person.used)
            if mode == "both":
                row["birth_name"] = self.name(person.birth)
        if first:
            given = [self.name(f) for f in (person.firsts if self.all_firsts else person.firsts[:1])]
            if rng.random() < 0.006 * self.noise:
                given = [given[0][0]]
            elif rng.random() < 0.002 * self.noise:
                given = [self.name(person.firsts[1])]
        if family and first and given and (self.swapped or rng.random() < 0.002 * self.noise):
            row["family_name"], given = given[0], [row["family_name"]]
        row |= {
            "given_names": given,
            "birth_date": self.born(person.born) if birth_date else None,
            "role": role,
            "source": source,
        } | values
        if slot == 0:
            self.line += 1
        row |= {
            "sha256": self.file,
            "place": "" if source == "text" else "sheet=Liste",
            "line": self.line,
            "unit": "row" if source == "table" else "line",
            "slot": slot,
            "confidence": 0.9,
        }
        row["mention_id"] = hashlib.sha256(f"{self.file}{self.line}{slot}{len(self.rows)}".encode()).hexdigest()[:32]
        row["data_types"] = row["categories"] = row["rules"] = row["flags"] = []
        self.rows.append(row)
        self.truth.append(person.number)


def _contact(writer, person, rng):
    home = person.moved if person.moved and rng.random() < 0.5 else (person.address, person.postcode, person.city)
    return {
        "phones": [person.phone] if person.phone and rng.random() < 0.8 else None,
        "emails": [person.email] if person.email and rng.random() < 0.5 else None,
        "address": home[0],
        "postcode": home[1],
        "city": home[2],
    }


def _write_file(kind, w, crowd, doctors, rng):  # noqa: C901, PLR0912 - one branch a kind of file
    site = rng.choice([0, 0, 1])
    if kind == "list_ipp":
        sexed = rng.random() < 0.7
        for p in crowd:
            w.write(
                p,
                ipp=p.ipps.get(site),
                sex=p.sex if sexed else None,
                sectors=[rng.choice(SECTORS)],
                arrival=date(2023, rng.randint(1, 12), rng.randint(1, 28)),
            )
    elif kind == "list_contact":
        for p in crowd:
            w.write(p, sex=p.sex, **_contact(w, p, rng))
    elif kind == "list_nir":
        for p in crowd:
            nir = p.insured if rng.random() > 0.01 else "0000000000000"
            w.write(
                p,
                nir=nir if rng.random() > 0.05 else None,
                nir_valid=None,
                **(_contact(w, p, rng) if rng.random() < 0.4 else {}),
            )
    elif kind == "list_plain":
        for p in crowd:
            w.write(p, sex=p.sex)
    elif kind == "agenda":
        for p in crowd:
            w.write(p, birth_date=False, phones=[p.phone] if rng.random() < 0.9 else ["+33320000000"])
    elif kind == "list_year":
        for p in crowd:
            w.write(p, birth_date=False, birth_year=p.born.year, postcode=p.postcode, city=p.city)
    elif kind == "list_number":
        for p in crowd:
            if p.ipps.get(site):
                w.write(p, first=rng.random() < 0.3, birth_date=False, ipp=p.ipps[site])
    elif kind == "births":
        for p in crowd:
            if p.born.year >= 2000:
                w.write(p, first=False, given_names=["BEBE"], ipp=p.ipps.get(site), sex=p.sex)
    elif kind == "letter":
        p, doctor = crowd[0], rng.choice(doctors)
        w.write(
            p, source="text", sex=p.sex, ipp=p.ipps.get(site) if rng.random() < 0.5 else None, **_contact(w, p, rng)
        )
        for _ in range(rng.randint(0, 2)):
            w.write(
                p, source="text", birth_date=False, first=rng.random() < 0.4, sex=p.sex if rng.random() < 0.5 else None
            )
        w.write(
            doctor,
            source="text",
            role="staff",
            birth_date=False,
            job=doctor.staff["job"] if rng.random() < 0.4 else None,
        )
    elif kind == "mail":
        w.write(rng.choice(doctors), source="text", role="staff", birth_date=False)
        for p in crowd[: rng.randint(1, 2)]:
            w.write(p, source="text", birth_date=False, sex=p.sex if rng.random() < 0.3 else None)
    elif kind == "staff":
        for p in doctors:
            if rng.random() < 0.8:
                w.write(
                    p,
                    role="staff",
                    sex=p.sex,
                    nir=p.nir,
                    staff_id=p.staff["staff_id"],
                    job=p.staff["job"],
                    rpps=p.staff["rpps"] if rng.random() < 0.3 else None,
                )


KINDS = {
    "list_ipp": 30,
    "list_contact": 14,
    "list_nir": 10,
    "list_plain": 14,
    "agenda": 4,
    "list_year": 2,
    "list_number": 4,
    "births": 2,
    "letter": 300,
    "mail": 60,
}


def invent(people, mentions, seed, *, noise=1.0, families=None, firsts=None):
    """Return (mentions as MENTIONS, truth: person number of each row) of about that many people and mentions."""
    rng = random.Random(seed)
    humans = population(people, rng, Names(rng, families, firsts))
    doctors = [p for p in humans if p.staff]
    frequent = [rng.expovariate(1.0) + 0.15 for _ in humans]
    cum, total = [], 0.0
    for w in frequent:
        total += w
        cum.append(total)
    rows, truth, number = [], [], 0
    kinds, weights = list(KINDS), list(KINDS.values())
    scale = max(10, min(400, mentions // 60))
    while len(rows) < mentions:
        kind = "staff" if number == 0 else rng.choices(kinds, weights)[0]
        size = 3 if kind in {"letter", "mail"} else max(3, int(rng.lognormvariate(0, 0.8) * scale))
        crowd = list({p.number: p for p in rng.choices(humans, cum_weights=cum, k=size)}.values())
        writer = Writer(rng, hashlib.sha256(f"{seed}/{number}".encode()).hexdigest(), noise)
        _write_file(kind, writer, crowd, doctors, rng)
        rows += writer.rows
        truth += writer.truth
        number += 1
    columns = [pa.array([r[f.name] for r in rows], f.type) for f in MENTIONS]
    return pa.table(columns, schema=MENTIONS), truth
