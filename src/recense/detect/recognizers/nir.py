"""NIR: the French social-security number, and the INS which is the same number of the person.

Thirteen characters (sex, year, month, department, commune, order) and a key of two digits, often left out. Corsica
writes its department 2A or 2B. Months 20, 30 to 42 and 50 to 99 stand for an incomplete civil status; sex 3, 4,
7 and 8 are provisional numbers. The key is 97 minus the number modulo 97, with 2A read 19 and 2B read 18.
"""

from __future__ import annotations

import re

from recense.detect.recognizers.normalized import Normalized

_GAP = r"[ \u00a0\u202f.\-/|_]{0,3}"
PATTERN = re.compile(
    rf"(?<![0-9A-Za-z])[1-478](?:{_GAP}[0-9OolI]){{4}}{_GAP}(?:2{_GAP}[ABab]|[0-9O]{_GAP}[0-9O])(?:{_GAP}[0-9OolI]){{6}}"
    rf"(?:{_GAP}\(?(?:[Cc]l[eé]|CL[EÉ])?[ :]{{0,3}}[0-9O]{_GAP}[0-9O]\)?)?(?![0-9A-Za-z])"
)
_SHAPE = re.compile(r"[1-8]\d{4}(?:\d\d|2[AB])\d{6}(?:\d\d)?")
_STRUCTURE = re.compile(
    r"[1-478]\d\d(?:0[1-9]|1[0-2]|20|3\d|4[0-2]|[5-9]\d)(?!00)(?:\d\d|2[AB])\d{3}(?!000)\d{3}(?:\d\d)?"
)
_MANGLED = re.compile(r"[1-8](?:[.,]\d+)?\s?[Ee]\s?\+?\s?1[24]")
_NOT_KEPT = re.compile(r"CL[EÉ]|[^0-9A-Z]")
_MEDICINE = re.compile(r"3400[89]\d{8}")  # CIP13, the code of a box of medicine in France: it has the shape of a NIR
_NO_DECIMALS = re.compile(r"[.,]0$")
_READ_AS = str.maketrans("OIL", "011")  # what OCR, and tired people, write for digits
_CORSICA = str.maketrans({"A": "9", "B": "8"})


def normalize(text: str) -> Normalized | None:
    """Return the number without separators: 13 or 15 characters, `valid` None when it has no key.

    A number whose structure or key is wrong comes back with `valid` False. None: not the shape of a NIR at all.
    """
    kept = text if text.isdecimal() and text.isascii() else _bare(text)
    if len(kept) == 14 and kept.isdigit() and _key_of(kept[:13]) == int(kept[13]):
        kept = f"{kept[:13]}0{kept[13]}"  # the key was a number of one digit in a column of its own
    if not _SHAPE.fullmatch(kept) or _MEDICINE.fullmatch(kept):
        return None
    if not is_well_formed(kept):
        return Normalized(kept, valid=False)
    return Normalized(kept, valid=None if len(kept) == 13 else int(kept[13:]) == _key_of(kept[:13]))


def _bare(text: str) -> str:
    """Leave out separators and the word "clé", and make digits of the letters that look like them."""
    return _NOT_KEPT.sub("", _NO_DECIMALS.sub("", text.strip()).upper()).translate(_READ_AS)


def is_well_formed(value: str) -> bool:
    """Say whether sex, month, department and order are possible, whatever the key. Takes a normalised value."""
    return _STRUCTURE.fullmatch(value) is not None


def is_mangled(text: str) -> bool:
    """Say whether a spreadsheet turned the number into 1.85E+14: it was one, and its digits are lost."""
    return _MANGLED.fullmatch(text.strip()) is not None


def _key_of(body: str) -> int:
    if body[5:7] in {"2A", "2B"}:
        body = body[:5] + "1" + body[6].translate(_CORSICA) + body[7:]
    return 97 - int(body) % 97
