"""Identifiers in a line of text: an IBAN, a NIR, a patient's or a stay's number, a telephone; each taken once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recense.detect.recognizers import iban, login, nir, official_id, phone, rpps
from recense.detect.text.shapes import Attribute
from recense.model import DataType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MONTH = (
    r"(?:janv(?:ier)?|f[ée]v(?:rier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t|sept(?:embre)?|oct(?:obre)?"
    r"|nov(?:embre)?|d[ée]c(?:embre)?)"
)
DATE = re.compile(
    rf"(?<![\d/.\-])(?:\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?(?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
    rf"|\d{{1,2}}(?:er)?\s{_MONTH}\.?\s(?:\d{{4}}|\d{{2}}))(?![\d/]|[.\-]\d)",
    re.IGNORECASE,
)
_NIR_LABEL = re.compile(
    r"(?:NIR|INS|NSS|s[ée]cu\w*|S\.?S\.?|s[ée]curit[ée] sociale|immatriculation|assur[ée]e?|matricule INS"
    r"|carte vitale|\bvitale)\W*(?:n[°o]|num[ée]ro)?[^\d\n]{0,15}$",
    re.IGNORECASE,
)
_IPP = re.compile(
    r"(?<!\w)(?:I\.?P\.?P\.?|N\.?I\.?P\.?|(?:n[°o]|num[ée]ro|num|id(?:entifiant)?)\.?\s?(?:de\s|du\s)?patient\w?"
    r"|identifiant permanent|id[_ ]?patient|patient[_ ]?id)"
    r"(?:\s?\w{2,12}\b(?=\s?[:=]))?\s{0,3}(?:n[°o]\.?)?\s{0,3}[:=#]?\s{0,3}(?P<value>[A-Z]{0,3}\d[\d ]{2,14}\d"
    r"|[A-Z]{0,3}\d{3,14})(?!\w|[/.]\d)",
    re.IGNORECASE,
)
_STAY = re.compile(
    r"(?<!\w)(?:N\.?D\.?A\.?|I\.?E\.?P\.?|N\.?A\.?S\.?|(?:n[°o]|num[ée]ro|num)\.?\s?(?:de\s|du\s|d['’])?(?:s[ée]jour"
    r"|venue|passage|admission|dossier|visite|sejour)|(?:dossier|s[ée]jour|venue|passage)\s+(?:n[°o]|num[ée]ro)"
    r"|s[ée]jour(?=\s?[:=])|dossier(?=\s?[:=]|\s\d{5})|r[ée]f(?:[ée]rence)?s?\.?(?=\s?[:=]\s?\d{6,12}\s*$))"
    r"(?:\s?administratif|\s?m[ée]dical)?\s{0,3}(?:n[°o]\.?)?\s{0,3}[:=#]?\s{0,3}(?P<value>[A-Z]{0,4}[\d\-/]{4,20}\d)(?!\w|[/.]\d)",
    re.IGNORECASE,
)
_MATRICULE = re.compile(r"\bmatricule\s{0,2}(?:n[°o])?\s{0,2}[:=]?\s{0,2}(?P<value>[A-Z]{0,3}\d{3,9})\b", re.IGNORECASE)
_IBAN_LABEL = re.compile(
    r"(?:IBAN|RIB|compte|virement|bancaires?|remboursement)\W{0,4}(?:n[°o]\W{0,2})?$", re.IGNORECASE
)
_RPPS_LABEL = re.compile(r"RPPS\W{0,6}(?:n[°o]\W?)?$", re.IGNORECASE)
_PAPER_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?=[A-Z]{0,4}\d)[0-9A-Z]{8,13}(?![0-9A-Za-z])|\d{2} [A-Z]{2} \d{5}")
_FAX = re.compile(r"\bfax\W{0,4}$|t[ée]l[ée]copie\W{0,4}$", re.IGNORECASE)


def find_numbers(line: int, words: str) -> list[Attribute]:
    """Return the identifiers of a line, the longest kinds first: a telephone inside an IBAN is not one."""
    found: list[Attribute] = []
    free = words
    for find in _KINDS:
        for attribute in find(line, free):
            found.append(attribute)
            free = free[: attribute.start] + " " * (attribute.end - attribute.start) + free[attribute.end :]
    found += [Attribute(line, m.start(), m.end(), DataType.PASSWORD) for m in login.PASSWORD.finditer(words)]
    return found


def _ibans(line: int, words: str) -> Iterator[Attribute]:
    for m in iban.PATTERN.finditer(words):
        n = iban.normalize(m.group())
        # "Ch 106 DUPONT Jean" has the shape of a Swiss one
        if n and (n.valid or _IBAN_LABEL.search(words[: m.start()])):
            yield Attribute(line, m.start(), m.end(), DataType.IBAN, n.value, n.valid)


def _nirs(line: int, words: str) -> Iterator[Attribute]:
    for m in nir.PATTERN.finditer(words):
        n = nir.normalize(m.group())
        labelled = _NIR_LABEL.search(words[max(0, m.start() - 45) : m.start()]) is not None
        if n and (labelled or n.valid):
            yield Attribute(line, m.start(), m.end(), DataType.NIR, n.value, n.valid, labelled)


def _papers(line: int, words: str) -> Iterator[Attribute]:
    for label in official_id.LABEL.finditer(words):
        m = _PAPER_NUMBER.search(words, label.end(), label.end() + 40)
        if m:
            n = official_id.normalize(m.group())
            value = n.value if n else m.group().upper()  # another country's, or an unknown paper: the label is enough
            yield Attribute(line, label.start(), m.end(), DataType.OFFICIAL_ID, value, None, labelled=True)


def _labelled(kind: DataType, pattern: re.Pattern[str]) -> Callable[[int, str], Iterator[Attribute]]:
    def find(line: int, words: str) -> Iterator[Attribute]:
        for m in pattern.finditer(words):
            value = re.sub(r"\s", "", m.group("value")).upper()
            if not DATE.fullmatch(value):
                yield Attribute(line, m.start(), m.end(), kind, value, labelled=True)

    return find


def _rpps(line: int, words: str) -> Iterator[Attribute]:
    for m in rpps.PATTERN.finditer(words):
        n = rpps.normalize(m.group())
        labelled = _RPPS_LABEL.search(words[: m.start()]) is not None
        if n and (labelled or (n.valid and n.value.startswith("10"))):
            yield Attribute(line, m.start(), m.end(), DataType.RPPS, n.value, n.valid, labelled)


def _phones(line: int, words: str) -> Iterator[Attribute]:
    for m in phone.PATTERN.finditer(words):
        n = phone.normalize(m.group())
        if n and not _FAX.search(words[: m.start()]):
            yield Attribute(line, m.start(), m.end(), DataType.PHONE, n.value, n.valid)


_KINDS = (
    _ibans,
    _nirs,
    _papers,
    _labelled(DataType.IPP, _IPP),
    _labelled(DataType.STAY_ID, _STAY),
    _labelled(DataType.STAFF_ID, _MATRICULE),
    _rpps,
    _phones,
)
