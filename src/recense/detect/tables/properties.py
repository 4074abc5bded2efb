"""What one value looks like: the names of its properties, from which columns are profiled."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from recense.detect.names import fold, is_day, known_given_names, without_age
from recense.detect.recognizers import bank_card, diagnosis_code, email, iban, nir, phone, postcode, rpps
from recense.detect.sectors import normalize_sector
from recense.detect.tables.words import words as words_like

if TYPE_CHECKING:
    from collections.abc import Callable

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
STREETS = words_like("streets")
COMPANY = words_like("companies")
DOSE = re.compile(
    r"\b\d+(?:[.,]\d+)? ?(?:MG|G|ML|UI|MCG|µG|%|CP|GEL|CPR|COMPRIMES?|AMP|MMOL|G/L|MG/L)\b"
    r"|\b(?:CPR?|GEL|INJ|SOL|PDR|SUSP|COLLYRE|SIROP|POMMADE|COMPRIME|GELULE)\b"
)
JOBS = words_like("jobs")
CARE = words_like("care")
ACTS = words_like("acts")
FILES = re.compile(
    r"(?i)\.(?:xlsx?|docx?|pdf|csv|txt|zip|exe|dll|jpe?g|png|pptx?|bak|sql|xml|json|log|ini|msg|eml|dcm|htm|html|cfg|dat|mdb)$|[A-Za-z]:\\|^\\\\|^/\w+/"
)
MONEY = re.compile(r"[-+]?\d[\d \u00a0\u202f.]*(?:,\d+)? ?[€%]?")
NAME_WORD = r"[^\W\d_](?:[^\W\d_]|['’.\- ‐](?=[^\W\d_]))*\.?"
NAME_SHAPE = re.compile(rf"{NAME_WORD}(?:[ ,^]+\(?{NAME_WORD}\)?)*")
# spaces before it, what may announce it, and the date: " né(e) le 12/03/1954", " (12.03.54)", " - 12/03/1954"
BORN_AFTER = re.compile(
    r"[\s,(\-]+(?:n[ée]{1,2}(?:\(e\))? le |le |ddn ?:? ?)?(?:\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})\)?$",
    re.IGNORECASE,
)
INITIALED = re.compile(
    rf"(?:[^\W\d_]{{1,2}}\.[ -]?){{1,2}}{NAME_WORD}(?: {NAME_WORD}){{0,2}}|{NAME_WORD}(?: {NAME_WORD})? [^\W\d_](?:-[^\W\d_])?\."
)
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


@lru_cache(maxsize=100_000)
def properties_of(value: str, is_date: bool) -> tuple[str, ...]:
    """Name what a value looks like; the same sectors, towns and given names come again in file after file."""
    found = ["date"] if is_date else []
    value = without_age(value) or value
    value = _without_birth_date(value)
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


def _without_birth_date(value: str) -> str:
    """Leave out a birth date written after a name: the name keeps its look. After a weekday a date is no birth date."""
    born = BORN_AFTER.search(value) if value[-1:].isdigit() or value[-1:] == ")" else None
    if born and NAME_SHAPE.fullmatch(name := value[: born.start()]) and not is_day(value):
        return name
    return value


# properties of a value that holds digits and no letter, by shape
BARE_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("decimal", re.compile(r"-?\d+[.,]\d+")),
    ("age", re.compile(r"\d{1,2}|10\d|11[0-5]")),
    ("time", re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")),
    ("serial", re.compile(r"[1-4]\d{4}(?:[.,]\d+)?")),
    ("year", re.compile(r"(?:18|19|20)\d{2}")),
)
TIME = re.compile(r"\d{1,2}[hH]\d{0,2}")
MACHINE = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?:/\d+)?|(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}")


def _of_digits(value: str, has_letter: bool, is_date: bool) -> list[str]:
    found = ["time"] if TIME.fullmatch(value) else []
    if not has_letter:
        found += [name for name, shape in BARE_SHAPES if shape.fullmatch(value)]
        if value.isdigit():
            found += ["digits", f"digits_{min(len(value), 16)}", *(["zero_first"] if value[0] == "0" else [])]
        elif "decimal" not in found and MONEY.fullmatch(value):
            found.append("money")
    if not is_date:
        found += _of_codes(value)
    if MACHINE.fullmatch(value):
        found.append("machine")
    return found + _of_identifiers(value, has_letter)


def _of_codes(value: str) -> list[str]:
    bare = value.replace(" ", "")
    found = ["code"] if CODE.fullmatch(value) else []
    if 8 <= len(bare) <= 40 and _phone_like(bare) and (_normal(phone.normalize, value) or phone.find_phones(value)):
        found.append("phone_bare" if len(bare) == 9 and bare.isdigit() else "phone")
    if len(bare) == 5 and _valid(postcode.normalize, value):
        found.append("postcode")
    return found


def _of_identifiers(value: str, has_letter: bool) -> list[str]:
    bare = value.replace(" ", "")
    found = ["nir_mangled"] if nir.is_mangled(value) else []
    if 12 <= len(bare) <= 24 and (number := nir.normalize(value)):
        found.append("nir_shape" if number.valid is False and not nir.is_well_formed(number.value) else "nir")
        found += ["nir_key"] if number.valid else []
    if has_letter and len(bare) >= 15 and _normal(iban.normalize, value):
        found.append("iban")
    if len(bare) in {15, 16} and not has_letter and _valid(bank_card.normalize, value):
        found.append("card")
    if len(bare) == 11 and _valid(rpps.normalize, value):
        found.append("rpps")
    return found


def _phone_like(bare: str) -> bool:
    return bool(re.match(r"0[1-9]|\+|\(0|00[1-9]", bare)) or (len(bare) == 9 and bare[0] in "12345679")


def _of_letters(value: str, has_digit: bool) -> list[str]:
    folded = fold(value)
    words = re.findall(r"[A-Z]+", folded)
    found = ["mixed" if has_digit else "alpha"]
    if value.isupper():
        found.append("upper")
    elif value.istitle():
        found.append("title_case")
    if len(words) == 1:
        found.append("one_word")
    if folded.strip(".") in CIVIL:
        found.append("civil")
    found += _of_names(words)
    if not has_digit and len(value) <= 60 and NAME_SHAPE.fullmatch(value) and len(words) <= 7:
        found += ["initialed"] if INITIALED.fullmatch(value) else []
        found += ["name_shape", *(["caps_and_title"] if len(words) >= 2 and _capitals_then_title(value) else [])]
    return found + _of_words(value, folded, words, has_digit)


def _of_names(words: list[str]) -> list[str]:
    if not words:
        return []
    known = known_given_names()
    given = [w in known for w in words]
    found = []
    if all(given):
        found.append("given_all")
    if given[0]:
        found.append("given_first")
    if any(given[1:]):
        found.append("given_after")
    if words[0] in {"DR", "DOCTEUR", "PR", "PROFESSEUR"}:
        found.append("doctor")
    elif words[0] in CIVIL and len(words) > 1:
        found.append("titled")
    return found


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
