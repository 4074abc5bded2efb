"""IBAN, and the French RIB that it is made of."""

from __future__ import annotations

import re

from recense.detect.recognizers.normalized import Normalized

# Characters after the country and the check digits, for the countries that pay and are paid by a French hospital.
LENGTHS = {
    "FR": 23, "MC": 23, "BE": 12, "LU": 16, "DE": 18, "CH": 17, "ES": 20, "IT": 23, "PT": 21, "NL": 14, "GB": 18,
    "AT": 16, "IE": 18, "PL": 24, "RO": 20, "BG": 18, "GR": 23, "SE": 20, "DK": 14, "FI": 14, "LT": 16, "AD": 20,
}  # fmt: skip
_GAP = r"[ \u00a0\u202f.\-]{0,2}"
_COUNTRIES = "|".join(rf"{c}{_GAP}\d{_GAP}\d(?:{_GAP}[0-9A-Z]){{{n}}}" for c, n in LENGTHS.items())
PATTERN = re.compile(rf"(?<![0-9A-Za-z])(?:{_COUNTRIES})(?![0-9A-Za-z])", re.IGNORECASE)
_RIB = re.compile(r"\d{10}[0-9A-Z]{11}\d\d")
# A RIB reads the letters of an account number as digits: A J = 1, B K S = 2 … I R Z = 9.
_RIB_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


def normalize(text: str) -> Normalized | None:
    """Return the IBAN without spaces, in capitals; a RIB with a right key becomes its IBAN.

    `valid` says whether the check digits agree. None: not the length of its country.
    """
    kept = re.sub(r"[^0-9A-Z]", "", text.upper()).removeprefix("IBAN")
    if _RIB.fullmatch(kept) and _rib_key_agrees(kept):
        kept = f"FR{98 - _remainder(kept + 'FR00'):02d}{kept}"
    if len(kept) < 4 or len(kept) - 4 != LENGTHS.get(kept[:2]) or not kept[2:4].isdigit():
        return None
    from stdnum import iban

    return Normalized(kept, valid=bool(iban.is_valid(kept, check_country=False)))


def _rib_key_agrees(rib: str) -> bool:
    return int(rib.translate(_RIB_LETTERS)) % 97 == 0


def _remainder(text: str) -> int:
    return int("".join(str(int(c, 36)) for c in text)) % 97
