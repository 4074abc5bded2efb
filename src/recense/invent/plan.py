"""Which files a disclosure has, of which kind and format, and which people each is about."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from recense.invent.family import DocumentKind, Family, HarmlessKind, TableKind
from recense.invent.noise import strip_accents
from recense.invent.people import TODAY
from recense.invent.style import MONTHS, pick

if TYPE_CHECKING:
    import random

    from recense.invent.people import Population

# how many rows a list of that format may have: people print short lists, machines export long ones
LONGEST = {
    "pdf": 500,
    "docx": 45,
    "html": 3_000,
    "ods": 3_000,
    "fhir": 400,
    "hl7": 800,
    "xml": 4_000,
    "json": 5_000,
    "xls": 20_000,
    "scan": 32,
    "txt": 20_000,
    "xlsm": 5_000,
}
EXTENSIONS = {
    "fhir": "json",
    "mysql": "sql",
    "postgresql": "sql",
    "copy": "sql",
    "sqlserver": "sql",
    "sqlite": "db",
    "ndjson": "jsonl",
    "hl7": "hl7",
}
OWN_FIELDS = frozenset(
    {"fhir", "hl7"}
)  # formats that hold certain fields and no others: only for kinds that ask for them
AGES = {"minors": (0, 18), "old": (75, 200)}  # years
OLDEST = dt.date(2018, 1, 1)


@dataclass
class FileSpec:
    """One file to make. `path` is as disclosed, `staged` where its bytes are made first."""

    number: int
    kind: TableKind | DocumentKind | HarmlessKind
    format: str
    path: str
    people: list[int] = field(default_factory=list)
    scan: str = ""  # the image format of a scanned page: jpg, png, tiff, pdf
    damage: str = ""  # how it is spoilt once made
    attachments: list[FileSpec] = field(default_factory=list)
    site: int = 0
    start: dt.date = OLDEST
    days: int = 30
    clues: str = ""
    sector: int = 0  # the ward that its name or its title may tell

    @property
    def staged(self) -> str:
        """Return where the bytes are made, in the staging folder."""
        return self.path.replace("!/", ".members/")


def count_files(people: int) -> int:
    """Return how many files a disclosure about that many people has."""
    return round(
        math.exp(np.interp(math.log(people), np.log([50, 300, 30_000, 300_000]), np.log([34, 62, 1_560, 5_900])))
    )


def plan_files(family: Family, population: Population, rng: random.Random, scans: int) -> list[FileSpec]:
    """Plan every file that the family's kinds make: lists, prose, harmless files, scans."""
    planner = _Planner(family, population, rng)
    files = count_files(len(population))
    tables = planner.tables(round(files * 0.45))
    planner.fill_tables(tables)
    documents = planner.documents(round(files * 0.35))
    planner.attach(documents, tables)
    harmless = planner.harmless(round(files * 0.12))
    scanned = planner.scanned(scans)
    return tables + documents + harmless + scanned


class _Planner:
    def __init__(self, family: Family, population: Population, rng: random.Random) -> None:
        self.family, self.population, self.rng = family, population, rng
        self.number = 0
        self.paths: set[str] = set()
        self.patients = [i for i, p in enumerate(population.is_patient) if p]

    def spec(self, kind: TableKind | DocumentKind | HarmlessKind, format_name: str) -> FileSpec:
        rng = self.rng
        days = rng.choice((1, 7, 31, 31, 31, 92, 365))
        start = OLDEST + dt.timedelta(days=rng.randrange((TODAY - OLDEST).days - days))
        spec = FileSpec(self.number, kind, format_name, "", site=int(rng.random() < 0.3), start=start, days=days)
        spec.sector = rng.randrange(len(self.family.words.sectors))
        spec.path = self._path(spec, EXTENSIONS.get(format_name, format_name))
        self.number += 1
        return spec

    def _path(self, spec: FileSpec, extension: str) -> str:
        rng, words = self.rng, self.family.words
        pattern, folder = rng.choice(spec.kind.files), rng.choice(spec.kind.folders)
        name = pattern.format(
            year=spec.start.year,
            month=f"{spec.start.month:02d}",
            month_name=MONTHS[spec.start.month - 1],
            sector=words.sectors[spec.sector].replace("/", "-"),
            number=rng.randrange(1, 9_999),
            site=words.sites[spec.site % len(words.sites)],
            day=f"{spec.start.day:02d}",
        )
        if rng.random() < 0.3:
            name = strip_accents(name).upper()
        base = f"{folder}/{name}"
        path, copy = f"{base}.{extension}", 1
        while path.lower() in self.paths:
            copy += 1
            path = f"{base} ({copy}).{extension}"
        self.paths.add(path.lower())
        return path

    def tables(self, count: int) -> list[FileSpec]:
        kinds = [k for k in self.family.tables if k.subject == "patient"]
        other = [k for k in self.family.tables if k.subject != "patient"]
        specs = [self.spec(k, self._table_format(k)) for k in other]
        wanted = list(self.family.habits.formats)
        for number in range(max(count - len(specs), len(wanted))):
            kind = self.rng.choices(kinds, [k.share for k in kinds])[0]
            needed = wanted[number] if number < len(wanted) else ""
            if needed:  # every format at least once, on a kind that takes it
                able = [k for k in kinds if (needed in k.formats if k.formats or needed in OWN_FIELDS else True)]
                kind = self.rng.choice(able or kinds)
                needed = needed if able else ""
            specs.append(self.spec(kind, needed or self._table_format(kind)))
        while len(specs) < count and other:
            kind = self.rng.choices(other, [k.share for k in other])[0]
            specs.append(self.spec(kind, self._table_format(kind)))
        extra = round(count * 0.08) - len(other)
        for _ in range(max(0, extra)):
            kind = self.rng.choices(other, [k.share for k in other])[0]
            specs.append(self.spec(kind, self._table_format(kind)))
        return specs

    def _table_format(self, kind: TableKind) -> str:
        weights = self.family.habits.formats
        if kind.formats:
            weights = {f: weights.get(f, 1.0) for f in kind.formats}
        else:
            weights = {f: w for f, w in weights.items() if f not in OWN_FIELDS}
        return pick(weights, self.rng)

    def fill_tables(self, specs: list[FileSpec]) -> None:
        """Say who is in which list: each patient in one to a dozen, the staff and the others in one at least."""
        numbers = np.random.default_rng(self.rng.randrange(2**32))
        about = [s for s in specs if isinstance(s.kind, TableKind) and s.kind.subject == "patient" and not s.kind.only]
        times = np.minimum(1 + numbers.negative_binomial(1.1, 0.40, len(self.patients)), 12)
        slots = np.repeat(np.array(self.patients), times)
        numbers.shuffle(slots)
        sizes = self._sizes(about, len(slots), numbers)
        at = 0
        for spec, size in zip(about, sizes, strict=True):
            people = [int(p) for p in slots[at : at + size]]
            at += size
            spec.people = self._reordered(spec, people)
        for subject in ("staff", "other"):
            everyone = self.population.those(subject)
            for number, spec in enumerate(
                s for s in specs if isinstance(s.kind, TableKind) and s.kind.subject == subject
            ):
                share = 1.0 if number == 0 else self.rng.uniform(0.03, 0.25)
                most = LONGEST.get(spec.format, 10**9) if number else 10**9
                spec.people = self.rng.sample(everyone, min(max(3, int(len(everyone) * share)), most, len(everyone)))

        for spec in specs:
            if isinstance(spec.kind, TableKind) and spec.kind.only:
                spec.people = self._of_age(spec, spec.kind, len(slots) / len(about))

    def _of_age(self, spec: FileSpec, kind: TableKind, usual: float) -> list[int]:
        """Draw whom a list of one age is about: they are in other lists too."""
        low, high = AGES[kind.only]
        days = [TODAY.toordinal() - self.population.born[p] for p in self.patients]
        able = [p for p, d in zip(self.patients, days, strict=True) if low <= d / 365.25 < high] or self.patients
        size = max(3, round(usual * kind.weight * self.rng.lognormvariate(0, 0.5)))
        return self._reordered(spec, self.rng.sample(able, min(size, len(able), LONGEST.get(spec.format, len(able)))))

    def _sizes(self, specs: list[FileSpec], total: int, numbers: np.random.Generator) -> list[int]:
        weights = np.array([s.kind.weight if isinstance(s.kind, TableKind) else 1.0 for s in specs])
        weights *= numbers.lognormal(0, 1.2, len(specs))
        longest = np.array([LONGEST.get(s.format, 10**9) for s in specs])
        sizes = np.ones(len(specs))
        for _ in range(30):  # what a full list cannot take goes to the others
            left = total - sizes.sum()
            if left < 1:
                break
            room = sizes < longest
            sizes[room] += left * weights[room] / weights[room].sum()
            sizes = np.minimum(sizes, longest)
        whole = np.floor(sizes).astype(int)
        whole[int(np.argmax(longest * weights))] += total - int(whole.sum())
        return [int(n) for n in whole]

    def _reordered(self, spec: FileSpec, people: list[int]) -> list[int]:
        """Sort some lists by name, keep whole households together in others, repeat a few people."""
        rng, draw = self.rng, self.rng.random()
        if draw < 0.3:
            people = sorted(people, key=lambda p: (self.population.used[p], self.population.given[p]))
        elif draw < 0.45:
            people = sorted(people)
        if rng.random() < 0.15 and len(people) > 4:
            people += rng.choices(people, k=max(1, len(people) // 20))
        del spec
        return people

    def documents(self, count: int) -> list[FileSpec]:
        kinds = self.family.documents
        formats = sorted({f for k in kinds for f in k.formats})
        specs = []
        for number in range(max(count, len(formats))):
            needed = formats[number] if number < len(formats) else ""
            able = [k for k in kinds if needed in k.formats] if needed else list(kinds)
            kind = self.rng.choices(able, [k.share for k in able])[0]
            spec = self.spec(kind, needed or self.rng.choice(kind.formats))
            messages = self.rng.randrange(4, 30) if spec.format == "mbox" else 1
            spec.people = [self.rng.choice(self.patients) for _ in range(9 * messages)]
            specs.append(spec)
        return specs

    def attach(self, documents: list[FileSpec], tables: list[FileSpec]) -> None:
        """Put some lists in the mails."""
        mails = [d for d in documents if d.format in {"eml", "mbox"}]
        free = [t for t in tables if t.format in {"xlsx", "xls", "csv", "ods", "pdf", "docx"} and len(t.people) < 400]
        self.rng.shuffle(free)
        for mail in mails:
            for _ in range(self.rng.randrange(1, 4) if mail.format == "mbox" else int(self.rng.random() < 0.4)):
                if free:
                    mail.attachments.append(free.pop())
        for mail in mails:
            messages = len(mail.people) // 9
            for spec in mail.attachments:
                name = spec.path.rpartition("/")[2]
                inner = f"message={self.rng.randrange(1, messages + 1)}/" if mail.format == "mbox" else ""
                spec.path = f"{mail.path}!/{inner}{name}"
            if len({s.path for s in mail.attachments}) < len(mail.attachments):
                for order, spec in enumerate(mail.attachments):
                    folder, _, name = spec.path.rpartition("/")
                    spec.path = f"{folder}/{order}-{name}"

    def harmless(self, count: int) -> list[FileSpec]:
        kinds = list(self.family.harmless)
        chosen = kinds + self.rng.choices(kinds, [k.share for k in kinds], k=max(0, count - len(kinds)))
        if count < len(kinds):
            chosen = self.rng.sample(kinds, count)
        return [self.spec(k, self.rng.choice(k.formats)) for k in chosen]

    def scanned(self, count: int) -> list[FileSpec]:
        specs = []
        tables = [k for k in self.family.tables if k.subject == "patient" and not k.formats and not k.only]
        letters = [k for k in self.family.documents if "pdf" in k.formats]
        for number in range(count):
            kind: TableKind | DocumentKind = self.rng.choice(tables) if number % 2 == 0 else self.rng.choice(letters)
            image = ("pdf", "jpg", "tiff", "png")[number % 4 if number < 4 else self.rng.randrange(4)]
            spec = self.spec(kind, image)
            spec.scan = image
            spec.people = [self.rng.choice(self.patients) for _ in range(self.rng.randrange(12, LONGEST["scan"]))]
            specs.append(spec)
        return specs
