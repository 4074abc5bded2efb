"""What the values of a column look like, as numbers: the same for the rules, the learned model and the reasons shown.

A profile is made on the distinct values (at most `SAMPLE` of them, chosen by hash so that the order of rows changes nothing).
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from recense.detect.dates import DatesRead, read_dates
from recense.detect.names import fold, known_given_names
from recense.detect.recognizers import bank_card, diagnosis_code, email, iban, nir, phone, postcode, rpps
from recense.detect.sectors import normalize_sector
from recense.detect.tables.words import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from recense.detect.tables.grid import Cells

SAMPLE = 240
EXAMPLES = 60  # distinct values that the costlier looks are taken at

SEXES = frozenset(
    [
        "M",
        "F",
        "H",
        "MASCULIN",
        "FEMININ",
        "MASC",
        "FEM",
        "HOMME",
        "FEMME",
        "MALE",
        "FEMALE",
        "MAN",
        "WOMAN",
        "1",
        "2",
        "G",
        "GARCON",
        "FILLE",
        "W",
        "I",
        "X",
        "INDETERMINE",
    ]
)
CIVIL = frozenset(
    [
        "M",
        "MR",
        "MME",
        "MLLE",
        "MONSIEUR",
        "MADAME",
        "MADEMOISELLE",
        "DR",
        "DOCTEUR",
        "PR",
        "PROFESSEUR",
        "ENFANT",
        "ENF",
        "BB",
        "MRS",
        "MS",
        "MISS",
        "MELLE",
    ]
)
STREETS = words("streets")
COMPANY = words("companies")
DOSE = re.compile(
    r"\b\d+(?:[.,]\d+)? ?(?:MG|G|ML|UI|MCG|µG|%|CP|GEL|CPR|COMPRIMES?|AMP|MMOL|G/L|MG/L)\b|\b(?:CPR?|GEL|INJ|SOL|PDR|SUSP|COLLYRE|SIROP|POMMADE|COMPRIME|GELULE)\b"
)
JOBS = words("jobs")
CARE = words("care")
ACTS = words("acts")
FILES = re.compile(
    r"(?i)\.(?:xlsx?|docx?|pdf|csv|txt|zip|exe|dll|jpe?g|png|pptx?|bak|sql|xml|json|log|ini|msg|eml|dcm|htm|html|cfg|dat|mdb)$|[A-Za-z]:\\|^\\\\|^/\w+/"
)
MONEY = re.compile(r"[-+]?\d[\d \u00a0\u202f.]*(?:,\d+)? ?[€%]?")
NAME_WORD = r"[^\W\d_](?:[^\W\d_]|['’.\- ‐](?=[^\W\d_]))*\.?"
NAME_SHAPE = re.compile(rf"{NAME_WORD}(?:[ ,]+\(?{NAME_WORD}\)?)*")
SMALL = frozenset(
    [
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
        "et",
        "en",
        "à",
        "au",
        "aux",
        "pour",
        "avec",
        "sans",
        "sur",
        "par",
        "un",
        "une",
        "est",
        "a",
        "dans",
        "ce",
        "pas",
        "plus",
        "il",
        "elle",
        "ne",
        "se",
        "qui",
        "que",
        "son",
        "sa",
    ]
)
CODE = re.compile(r"[A-Za-z]{0,4}[-_ ]?\d{3,}[A-Za-z]{0,2}|\d+[-/]\d+|\d{2}[A-Z]\d+")


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
        for name in _properties(value, value in dates.by_text and dates.by_text[value].date is not None):
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


@lru_cache(maxsize=100_000)
def _properties(value: str, is_date: bool) -> tuple[str, ...]:
    """Name what a value looks like; the same sectors, towns and given names come again in file after file."""
    found = ["date"] if is_date else []
    has_digit = any(c.isdigit() for c in value)
    has_letter = any(c.isalpha() for c in value)
    if has_digit:
        found += _of_digits(value, has_letter, is_date)
    if has_letter:
        found += _of_letters(value, has_digit)
    elif not has_digit:
        found.append("signs")
    if len(value) <= 12 and fold(value).strip(".") in SEXES:
        found.append("sex")
    if "@" in value and email.PATTERN.search(value):
        found.append("email")
    return tuple(found)


def _of_digits(value: str, has_letter: bool, is_date: bool) -> list[str]:
    found: list[str] = []
    bare = value.replace(" ", "")
    if not has_letter:
        if value.isdigit():
            found.append("digits")
            found.append(f"digits_{min(len(value), 16)}")
            if value.startswith("0"):
                found.append("zero_first")
        elif re.fullmatch(r"-?\d+[.,]\d+", value):
            found.append("decimal")
        elif MONEY.fullmatch(value):
            found.append("money")
        if re.fullmatch(r"\d{1,3}", value) and int(value) <= 115:
            found.append("age")
        if re.fullmatch(r"\d{1,2}[:h]\d{2}(?::\d{2})?", value):
            found.append("time")
        if re.fullmatch(r"\d{5}(?:[.,]\d+)?", value) and 10_000 <= int(value[:5]) <= 50_000:
            found.append("serial")
    if re.fullmatch(r"(?:18|19|20)\d{2}", value):
        found.append("year")
    if (
        not is_date
        and 8 <= len(bare) <= 40
        and _phone_like(bare)
        and (_normal(phone.normalize, value) or phone.find_phones(value))
    ):
        found.append("phone_bare" if len(bare) == 9 and bare.isdigit() else "phone")
    if 12 <= len(bare) <= 24 and (number := nir.normalize(value)):
        found.append("nir_shape" if number.valid is False and not nir.is_well_formed(number.value) else "nir")
        if number.valid:
            found.append("nir_key")
    elif nir.is_mangled(value):
        found.append("nir_mangled")
    if len(bare) <= 8 and not is_date and _valid(postcode.normalize, value) and len(bare) == 5:
        found.append("postcode")
    if has_letter and len(bare) >= 15 and _normal(iban.normalize, value):
        found.append("iban")
    if len(bare) in {15, 16} and not has_letter and _valid(bank_card.normalize, value):
        found.append("card")
    if len(bare) == 11 and _valid(rpps.normalize, value):
        found.append("rpps")
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){3}(?:/\d+)?|(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}", value):
        found.append("machine")
    if not is_date and CODE.fullmatch(value):
        found.append("code")
    return found


def _phone_like(bare: str) -> bool:
    return bool(re.match(r"0[1-9]|\+|\(0|00[1-9]", bare)) or (len(bare) == 9 and bare[0] in "12345679")


def _of_letters(value: str, has_digit: bool) -> list[str]:
    folded = fold(value)
    words = re.findall(r"[A-Z]+", folded)
    found = ["alpha"] if not has_digit else ["mixed"]
    if value.isupper():
        found.append("upper")
    elif value.istitle():
        found.append("title_case")
    if len(words) == 1:
        found.append("one_word")
    if folded.strip(".") in CIVIL:
        found.append("civil")
    known = known_given_names()
    if words:
        given = [w in known for w in words]
        if all(given):
            found.append("given_all")
        if given[0]:
            found.append("given_first")
        if len(words) > 1 and any(given[1:]):
            found.append("given_after")
        if words[0] in {"DR", "DOCTEUR", "PR", "PROFESSEUR"}:
            found.append("doctor")
        elif words[0] in CIVIL and len(words) > 1:
            found.append("titled")
    if not has_digit and len(value) <= 60 and NAME_SHAPE.fullmatch(value) and len(words) <= 7:
        found.append("name_shape")
        if len(words) >= 2 and _capitals_then_title(value):
            found.append("caps_and_title")
    return found + _of_words(value, folded, words, has_digit)


def _capitals_then_title(value: str) -> bool:
    words = [w for w in re.split(r"[ ,]+", value) if len(w) > 1]
    upper = sum(1 for w in words if w.isupper())
    return 0 < upper < len(words) and all(w[0].isupper() or w in SMALL for w in words)


def _of_words(value: str, folded: str, words: list[str], has_digit: bool) -> list[str]:
    found: list[str] = []
    tests: tuple[tuple[str, re.Pattern[str]], ...] = (
        ("company", COMPANY), ("dose", DOSE), ("job", JOBS), ("care", CARE), ("act", ACTS),
    )  # fmt: skip
    found += [name for name, pattern in tests if pattern.search(folded)]
    if STREETS.search(folded) and (has_digit or len(words) >= 3):
        found.append("street")
    if has_digit and len(words) >= 1 and postcode.PATTERN.search(value) and len(value) > 8:
        found.append("postcode_inside")
    if FILES.search(value):
        found.append("file")
    if len(value) <= 60 and normalize_sector(value):
        found.append("sector")
    if has_digit and len(value) <= 7 and _normal(diagnosis_code.normalize, value):
        found.append("cim10")
    if has_digit and re.fullmatch(r"[A-Z]{4}\d{3}(?:[ -]?\d{1,2})?", value):
        found.append("ccam")
    if len(value.split()) >= 5 and any(w in SMALL for w in value.lower().split()):
        found.append("prose")
    if len(words) == 1 and re.fullmatch(r"[a-z]+[._]?[a-z]+\d{0,3}", value):
        found.append("login_like")
    if (words and words[0] in {"SAINT", "ST", "STE", "SAINTE"}) or re.search(
        r"-(?:SUR|EN|LES|LE|LA|SOUS|DE|DU)-| (?:SUR|LES|LEZ|CEDEX) ", folded
    ):
        found.append("commune_like")
    return found


def _normal(normalize: Callable[[str], object], value: str) -> bool:
    return normalize(value) is not None


def _valid(normalize: Callable[[str], object], value: str) -> bool:
    normalized = normalize(value)
    return bool(getattr(normalized, "valid", False))
