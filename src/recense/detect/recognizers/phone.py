"""Telephone numbers: France and overseas by rule, neighbours and `+` numbers through `phonenumbers`."""

from __future__ import annotations

import re
from functools import lru_cache

from recense.detect.recognizers.normalized import Normalized

_GAP = r"[ \u00a0\u202f.\-/]{0,2}"
_SPACE = r"[ \u00a0\u202f]"
# Pairs with one separator throughout, or with spaces where they fell: "01/02/2024 10" is a date, not a number.
_NATIONAL = (
    rf"0[1-9](?:(?P<sep>{_SPACE}?[./\-]{_SPACE}?)\d\d(?:(?P=sep)\d\d){{3}}|(?:{_SPACE}{{0,2}}\d\d){{4}})"
    rf"|0[1-9]\d\d[ .]\d{{3}}[ .]\d{{3}}|0(?:{_SPACE}\d){{9}}"
)
PATTERN = re.compile(
    rf"(?<![0-9A-Za-z,+])(?<!\d[./])(?:"
    rf"(?:\+|00){_GAP}33{_GAP}(?:\(0\){_GAP}|0(?=[1-9]))?[1-9](?:{_GAP}\d){{8}}"  # +33 (0)6 12 34 56 78
    rf"|{_NATIONAL}"  # 06.12.34.56.78, 0262 12 34 56
    rf"|(?:\+|00)[1-9]\d{{0,2}}(?:{_GAP}\(0\))?(?:{_GAP}\d){{7,11}}"  # +32 475 12 34 56
    rf"|0[1-9]\d?{_SPACE}\d{{3}}{_SPACE}\d\d{_SPACE}\d\d"  # 02 123 45 67, Belgium
    rf")(?![0-9A-Za-z]|[.,/:]\d)"
)
# Overseas departments dial ten digits from 0 like the rest of France, and have a country code of their own.
_OVERSEAS = {
    "262": "262", "263": "262", "692": "262", "693": "262", "269": "262", "639": "262",
    "590": "590", "690": "590", "691": "590", "594": "594", "694": "594", "596": "596", "696": "596", "697": "596",
}  # fmt: skip
_NOT_DIALLED = re.compile(r"[^0-9+]")
_NATIONAL_DIALLED = re.compile(r"(?:\+33|0033)?0?([1-9]\d{8})")
_OVERSEAS_DIALLED = re.compile(r"(?:\+|00)(262|590|594|596)0?([1-9]\d{8})")  # from abroad, with their own country code
_NEIGHBOURS = ("BE", "LU", "CH", "DE")
_PLACEHOLDERS = {"102030405", "123456789", "600000000", "601020304", "612345678", "700000000"}


def normalize(text: str) -> Normalized | None:
    """Return one number as E.164 (`+33612345678`), or None when the text is not one telephone number.

    Nine digits are read as a French number whose leading 0 a spreadsheet dropped. `valid` is False for what people
    type to fill a compulsory field (0000000000, 0102030405).
    """
    return _normalize(_NOT_DIALLED.sub("", text.replace("(0)", "")))


def find_phones(text: str) -> list[Normalized]:
    """Return every number of a cell or a line, in order, each once."""
    found = [n for m in PATTERN.finditer(text) if (n := normalize(m.group()))]
    if not found:  # nine digits, alone in their part of the cell
        parts = re.split(r"[;,|\n]|\s/\s|\bou\b|\bet\b", text)
        found = [n for p in parts if re.fullmatch(r"\s*\+?[\d .()/-]{9,20}\s*", p) and (n := normalize(p))]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=65_536)
def _normalize(dialled: str) -> Normalized | None:  # noqa: PLR0911 - one return a way of writing it
    if dialled.rfind("+") > 0:
        return None
    national = _NATIONAL_DIALLED.fullmatch(dialled)
    if national:
        return _french(national.group(1))
    overseas = _OVERSEAS_DIALLED.fullmatch(dialled)
    if overseas and _OVERSEAS.get(overseas.group(2)[:3]) == overseas.group(1):
        return _french(overseas.group(2))
    if re.fullmatch(r"0{9,10}", dialled):
        return Normalized("+33000000000", valid=False)
    if dialled.startswith(("+", "00")):
        return _foreign("+" + dialled.lstrip("+0"), None)
    if dialled.startswith("0") and len(dialled) == 9:
        return next((n for region in _NEIGHBOURS if (n := _foreign(dialled, region))), None)
    return None


def _french(digits: str) -> Normalized:
    code = _OVERSEAS.get(digits[:3], "33")
    filler = digits in _PLACEHOLDERS or len(set(digits)) == 1
    return Normalized(f"+{code}{digits}", valid=not filler)


def _foreign(dialled: str, region: str | None) -> Normalized | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(dialled, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return Normalized(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), valid=True)
