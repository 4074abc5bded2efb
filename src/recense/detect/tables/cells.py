"""One cell that holds a person and more, taken apart: the name, and what else is written there, each fact by its shape."""

from __future__ import annotations

import re
from typing import NamedTuple

from recense.detect.names import TITLES, fold, is_day, is_given_name
from recense.detect.recognizers import email, nir, phone
from recense.detect.tables.words import words as words_like

FACTS = ("number", "nir", "date", "sex", "age", "phone", "email", "address", "rest")
LONGEST = 240
MAY_HOLD = re.compile(r"\n|\s[/|–-]\s|[;|]|\d[\d ./-]{4,}\d|\d@|\w@")
DATE = re.compile(r"(?<!\d)(?:\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?!\d)")
BORN = re.compile(r"(?i)\b(?:n[ée]{1,2}(?:\(e\))? le|ddn|dn)\b\s*:?")
AGE = re.compile(r"(?i)(?<![\d/])\d{1,3} ?(?:ans?|mois|jours?)\b")
NUMBER = re.compile(
    r"(?i)(?:\b(?:ipp|nip|nda|iep|id|dossier|n°|no)\b\s*[:.°]?\s*)?(?<![\d/.-])[A-Z]{0,3}\d{6,12}(?![\d/.-])"
)
PHONE_LABEL = re.compile(r"(?i)\b(?:t[ée]l(?:[ée]phone)?|port(?:able)?|mob(?:ile)?|fixe|dom)\b\s*[.:]*\s*(?=\n)")
SEX = re.compile(r"(?<=[(,/;])\s*[MFH](?=\s*[),/;]|\s*$)")
APART = re.compile(r"[\n|;/()\[\]]|\s[–-]\s|,\s|^-\s|\s-$|:\s")
NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.‐-](?=[^\W\d_]))*\.?(?: [^\W\d_](?:[^\W\d_]|['’.‐-](?=[^\W\d_]))*\.?){0,6}")
STREETS = words_like("streets")
POSTCODE = re.compile(r"\b(?:0[1-9]|[1-8]\d|9[0-8])\d{3}\s+[^\W\d_]{2,}")


class Facts(NamedTuple):
    """The name of a cell, and the other facts by their kind (of `FACTS`)."""

    name: str
    others: dict[str, str]


def may_hold_facts(text: str) -> bool:
    """Say, at little cost, whether a cell may hold a name and something beside it."""
    return len(text) <= LONGEST and MAY_HOLD.search(text) is not None and sum(map(str.isalpha, text)) >= 4


def facts_of(text: str, *, sure: bool, told: bool) -> Facts | None:
    """Take a cell apart; None when no name is in it, or nothing else.

    `sure` says that the header speaks of names, `told` that it speaks of something else beside them.

    A name with nothing but a birth date or an age is left whole: names are read with these.
    """
    if not may_hold_facts(text) or is_day(text):
        return None
    others: dict[str, str] = {}
    rest = _without_shapes(text, others)
    pieces = [p for piece in APART.split(rest) if (p := piece.strip(" ,-–.:\t"))]
    address = [p for p in pieces if POSTCODE.search(p) or (STREETS.search(fold(p)) and any(map(str.isdigit, p)))]
    if address:
        others["address"] = " ".join(address)
    left = [p for p in pieces if p not in address]
    name = next((p for p in left if is_name(p, sure=sure)), None)
    if name is None:
        return None
    after = [p for p in left if p is not name]
    if not told and not (others.keys() - {"date", "age"}) and not all(map(_is_no_name, after)):
        return None  # "DUPONT / LEROY", "DUPONT, Jean": parts of one name
    if after:
        others["rest"] = ", ".join(after)
    return Facts(name, others) if others.keys() - {"date", "age", "sex"} else None


def _without_shapes(text: str, others: dict[str, str]) -> str:
    """Take out what has a shape of its own, and put a line break in its place."""
    found = email.find_emails(text)
    for mail in found:
        others["email"] = mail.value
    text = email.PATTERN.sub("\n", text)
    if number := nir.PATTERN.search(text):
        others["nir"] = number.group()
        text = f"{text[: number.start()]}\n{text[number.end() :]}"
    if date := DATE.search(text):
        others["date"] = date.group()
        text = BORN.sub("\n", f"{text[: date.start()]}\n{text[date.end() :]}")
    phones = [p for p in phone.PATTERN.finditer(text) if phone.normalize(p.group())]
    if phones:
        others["phone"] = " / ".join(p.group() for p in phones)
        for p in reversed(phones):
            text = f"{text[: p.start()]}\n{text[p.end() :]}"
        text = PHONE_LABEL.sub("\n", text)
    for fact, shape in (("age", AGE), ("number", NUMBER), ("sex", SEX)):
        if (found_one := shape.search(text)) and (fact != "sex" or others) and not _is_postcode(text, found_one):
            others[fact] = found_one.group().strip(" :")
            text = f"{text[: found_one.start()]}\n{text[found_one.end() :]}"
    return text


def _is_postcode(text: str, found: re.Match[str]) -> bool:
    return POSTCODE.match(text, found.start()) is not None


def is_name(piece: str, *, sure: bool) -> bool:
    """Say whether a piece is a name: two words, with a title, a usual given name, or capitals beside small letters."""
    if not NAME.fullmatch(piece):
        return False
    words = piece.split()
    titled = fold(words[0]).strip(".") in TITLES and len(words) >= 2
    if titled or (sure and len(words) >= 2):
        return True
    known = sum(map(is_given_name, words))
    return 2 <= len(words) <= 5 and known > 0 and all(w[0].isupper() for w in words if len(w) > 3)


def _is_no_name(piece: str) -> bool:
    """Say whether a piece beside a name is none: it begins small, holds a digit, or is words of no name."""
    words = piece.split()
    if any(map(str.isdigit, piece)) or piece[:1].islower():
        return True
    return not any(map(is_given_name, words)) and not piece.isupper() and len(words) >= 2
