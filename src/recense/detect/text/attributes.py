"""What a line says of somebody beside the name: dates, numbers, contacts, health; each with where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recense.detect.dates import parse_date
from recense.detect.recognizers import email
from recense.detect.sectors import normalize_sector
from recense.detect.text.clinical import find_clinical
from recense.detect.text.numbers import DATE, find_numbers
from recense.detect.text.shapes import Attribute
from recense.model import DataType

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator


_BIRTH = re.compile(
    r"(?:\bn[ée]{1,2}(?:\s?\(e\))?(?:\s?\(?[Mm]\)?)?\s{0,3}(?:le|:|,|(?<=\s))|\bn[ée]e\s[\w'’\-]+(?:\s[\w'’\-]+){0,3}\s?,?\sle"
    r"|\bdate\s+(?:de\s+)?naiss(?:ance)?\.?|\bnaissance|\bDDN|\bD\.\s?D\.?\s?N|\bDate\s?nais\w*|\bbirth\w*|\bDN)"
    r"[^\w\n]{0,40}(?:le\s)?$",
    re.IGNORECASE,
)
_DEATH = re.compile(
    r"(?:\bd[ée]c[ée]d[ée]e?(?:\s+le)?|\bd[ée]c[èe]s(?:\s+le|\s+du)?|\bdate de d[ée]c[èe]s)[^\w\n]{0,5}(?:le\s)?$",
    re.IGNORECASE,
)
_ARRIVAL = re.compile(
    r"(?:\b(?:hospitalis[ée]e?s?|admise?s?|entr[ée]e?s?|arriv[ée]e?s?|hospitalisation|admission|s[ée]jour"
    r"|pris en charge|prise en charge|accueillie?s?|adress[ée]e?s?"
    r"|re[çc]ue?s?|vue?s?|examin[ée]e?s?|consultation|passage|op[ée]r[ée]e?s?|venue|pr[ée]sent[ée]e?s?"
    r"|suivie?)\b[^\d\n.;]{0,60}|\bdate d['’]entr[ée]e\W{0,4})$",
    re.IGNORECASE,
)
_DISCHARGE = re.compile(
    r"(?:\bsorti[es]?\b|\bsortie\b|\bretour [àa] domicile|\bRAD\b|\btransf[ée]r[ée]e?\b)[^\d\n.;]{0,40}$", re.IGNORECASE
)
_UNTIL = re.compile(r"^\s{0,3}(?:au|jusqu['’]au|→|->|-)\s{0,3}$", re.IGNORECASE)
_APPOINTMENT = re.compile(
    r"\b(?:rendez[- ]vous|rdv|convo(?:qu|c)\w+|reverr\w+|(?:sera|serez|seront) (?:revue?s?|convoqu\w+)|revoir"
    r"|attendu\w*(?:\(e\))?|contr[ôo]le)[^\d\n.;]{0,60}$",
    re.IGNORECASE,
)
_BORN_YEAR = re.compile(r"\bn[ée]{1,2}\s+en\s+(?:\w+\s+)?((?:19|20)\d\d)", re.IGNORECASE)
_BORN_IN_WORDS = re.compile(
    r"\b(?:n[ée]{1,2}(?:\s?\(e\))?\s+le|DDN|naissance)\s{0,3}:?\s{0,3}(\d{1,2}) (\d{1,2}) ((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"(?<![\w,.])\d{1,3}(?:[ .]?\d{3})*(?:,\d{2})?\s?(?:€|EUR\b|euros?\b)", re.IGNORECASE)
_AGE = re.compile(r"(?<!\w)(?:[âa]g[ée]{1,2}\s+de\s+)?\d{1,3}\s?ans\b", re.IGNORECASE)
_STREET = re.compile(
    r"(?<![\w/])(?:\d{1,4}\s?(?:bis|ter|quater|[A-D])?\s?,?\s{1,2})?(?:\d{1,4}\s?(?:bis|ter|quater"
    r"|[A-D])?\s?,?\s{1,2}|(?=(?:r[ée]sidence|lieu[- ]dit|hameau)\b))"
    r"(?:rue|avenue|av\.?|ave|boulevard|bd\.?|bld|place|pl\.?|all[ée]es?|chemin|impasse|imp\.?|quai|cours|square"
    r"|route|rte|r[ée]sidence|r[ée]s\.?|clos|sentier|passage|cit[ée]|voie|rang|r\.|lieu[- ]dit|hameau|faubourg|fg"
    r"|villa|ruelle|traverse|mont[ée]e|esplanade|promenade)"
    r"(?:\s(?!\d{5}\b|\d{2}[ .]\d{2}\b|T[ée]l|Mail|Port)[\w'’.\-()]+){1,7}",
    re.IGNORECASE,
)
_POSTCODE_CITY = re.compile(
    r"(?<![\w.,/])(?:F-?)?(?P<postcode>(?:0[1-9]|[1-8]\d"
    r"|9[0-578])\s?\d{3})\s{1,3}(?:-\s)?(?P<city>[A-ZÀ-Þ][A-Za-zÀ-ÿ'’\-]+(?:[ \-](?:(?:sur|sous|en|les|l[èe]s|le|la"
    r"|de|du|des|d['’]|l['’]|et|aux?|SUR|SOUS)[ \-])*[A-ZÀ-Þ][A-Za-zÀ-ÿ'’\-]+){0,4})"
)
_SECTOR = re.compile(
    r"\b(?:service|unit[ée]|secteur|p[ôo]le|d[ée]partement|consultation|consultations|h[ôo]pital de jour|HDJ"
    r"|hospitalis[ée]e?s?(?: en| dans)|admise?s? (?:en|aux?)|secr[ée]tariat|mut[ée]e? (?:en|au)|passage aux?"
    r"|suivie? en)\s*"
    r"(?:de |d['’]|des |du |:|en |aux? |le service de )?\s?(?P<value>[A-Za-zÀ-ÿ][\w'’\-]*(?:[ ,/](?:et |de |du |des "
    r"|d['’])?[\w'’\-]+){0,4})",
    re.IGNORECASE,
)
_SECTOR_ALONE = re.compile(
    r"\b(?:URGENCES|Urgences|SAU|SAMU|r[ée]animation|R[ée]animation|maternit[ée]|Maternit[ée])\b"
)
_ALONE = re.compile(r"(?<!\S)(?:\S| (?![ -]))+")
_SEX = re.compile(r"\bsexe\s{0,3}[:=]?\s{0,3}([MFH])(?:asculin|[ée]minin|omme)?\b", re.IGNORECASE)
_MISREAD = re.compile(r"\d[OolI]|(?<![^\W\d_])[OolI]\d")
_MISREAD_NUMBER = re.compile(r"(?<!\w)[\dOolI]+(?:[/.\-:][\dOolI]+)*(?!\w)")
_AS_DIGIT = str.maketrans("OolI", "0011")
_LABEL_ALONE = re.compile(
    r"^\s*(?:date de naissance|n[ée]e?\s?(?:\(e\))?\s?le|ddn|i\.?p\.?p\.?|n\.?i\.?p\.?|nda|iep"
    r"|n[°o]\s?(?:de\s)?(?:s[ée]jour|dossier|patient"
    r"|venue|s[ée]curit[ée] sociale|ss|s[ée]cu)|nir|ins|unit[ée]|service|secteur|date d['’]entr[ée]e|date de sortie"
    r"|matricule|rpps|iban)\s*:?\s*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:\b(?:le|du|au|n[ée]e?)|[:,])\s*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d")
_MAYBE_SECTOR = re.compile(  # in lower case: a filter for the pattern above, which is slow
    r"service|unit|secteur|p[ôo]le|partement|onsultation|de jour|hdj|hospitalis|admis|secr[ée]tariat|mut[ée]|passage|suivi"
    r"|urgence|sau|samu|animation|maternit"
)


def find_attributes(line: int, words: str, today: dt.date, above: str = "") -> list[Attribute]:
    """Return what the line says, in no order. Cheap filters first: most lines hold no digit.

    `above` is the line above: a label alone there, or a sentence that goes on here, names what this line begins with.
    """
    words = _mend_digits(words)
    lead = _lead(words, above)
    if lead:
        return [_shifted(a, len(lead)) for a in _find(line, lead + words, today) if a.end > len(lead)]
    return _find(line, words, today)


def _mend_digits(words: str) -> str:
    """Make digits again of the letters that OCR reads inside numbers and dates: 1O/06/1948."""
    if not _DIGITS.search(words) or not _MISREAD.search(words):
        return words
    return _MISREAD_NUMBER.sub(
        lambda m: m.group().translate(_AS_DIGIT) if _DIGITS.search(m.group()) else m.group(), words
    )


def _lead(words: str, above: str) -> str:
    """Return the end of the line above when this line begins with its value."""
    if not above or not words[:1].strip():
        return ""
    if _LABEL_ALONE.match(above):
        return above.strip(" :") + " : "
    if words[0].isdigit() and _GOES_ON.search(above):
        return above[-60:].rstrip() + " "
    return ""


def _shifted(a: Attribute, by: int) -> Attribute:
    return Attribute(a.line, max(0, a.start - by), a.end - by, a.kind, a.value, a.valid, a.labelled)


def _find(line: int, words: str, today: dt.date) -> list[Attribute]:
    found: list[Attribute] = []
    lower = words.lower()
    if _DIGITS.search(words):
        taken = list(find_numbers(line, words))
        found += taken
        spans = [(a.start, a.end) for a in taken]
        found += _dates(line, words, today, spans)
        found += _address(line, words)
    if "sex" in lower and (sex := _SEX.search(words)):
        value = "F" if sex.group(1).upper() == "F" else "M"
        found.append(Attribute(line, sex.start(), sex.end(), DataType.SEX, value, labelled=True))
    if "@" in words:
        found += [
            Attribute(line, m.start(), m.end(), DataType.EMAIL, n.value, n.valid)
            for m in email.PATTERN.finditer(words)
            if (n := email.normalize(m.group()))
        ]
    if 2 < len(words) < 90 and not _DIGITS.search(words, 0, 70):
        found += _sector_lines(line, words)
    if _MAYBE_SECTOR.search(lower):
        found += _sectors(line, words)
    sectors = [(a.start, a.end) for a in found if a.kind == DataType.SECTOR]
    for start, kind in find_clinical(words):
        if not any(a <= start < b for a, b in sectors):  # "service de dialyse" names a place, not an act
            found.append(Attribute(line, start, start + 1, kind))
    return found


def _born(line: int, words: str, today: dt.date) -> Iterator[Attribute]:
    """Yield the births said without the marks of a date: "né en 1950", and dictated, "née le 03 11 1958"."""
    for m in _BORN_YEAR.finditer(words):
        yield Attribute(line, m.start(), m.end(), DataType.BIRTH_DATE, int(m.group(1)), labelled=True)
    for m in _BORN_IN_WORDS.finditer(words):
        read = parse_date("/".join(m.groups()), "birth", today)
        if read and read.date:
            yield Attribute(line, m.start(), m.end(), DataType.BIRTH_DATE, read.date, labelled=True)


def _dates(line: int, words: str, today: dt.date, taken: list[tuple[int, int]]) -> Iterator[Attribute]:
    yield from _born(line, words, today)
    last: tuple[int, DataType] | None = None
    for m in DATE.finditer(words):
        if any(a < m.end() and m.start() < b for a, b in taken):
            continue
        before = words[: m.start()]
        kind = _kind_of_date(before, last, words)
        last = (m.end(), kind)
        text = re.sub(r"\s?([/.\-])\s?", r"\1", m.group())
        if text.isdigit():  # eight digits are a date only where something says so
            if kind == DataType.DATE and not re.search(r"[A-Za-zÀ-ÿ]{2}[ ,(–-]{1,3}$", before):
                continue
            if text[:2] not in {"19", "20"} or int(text[4:6]) > 12:
                text = f"{text[:2]}/{text[2:4]}/{text[4:]}"
        read = parse_date(text, "birth" if kind == DataType.BIRTH_DATE else "event", today)
        if read and read.date:
            yield Attribute(line, m.start(), m.end(), kind, read.date, labelled=kind != DataType.DATE)
    for m in _AMOUNT.finditer(words):
        yield Attribute(line, m.start(), m.end(), DataType.AMOUNT)
    for m in _AGE.finditer(words):
        yield Attribute(line, m.start(), m.end(), DataType.AGE)


def _kind_of_date(before: str, last: tuple[int, DataType] | None, words: str) -> DataType:
    near = before[-90:]
    if _BIRTH.search(near):
        return DataType.BIRTH_DATE
    if _DEATH.search(near):
        return DataType.DEATH_DATE
    if last and last[1] == DataType.ARRIVAL_DATE and _UNTIL.match(words[last[0] : len(before)]):
        return DataType.DISCHARGE_DATE
    tail = near[max(0, last[0] - len(before) + len(near)) :] if last else near
    if _APPOINTMENT.search(tail):
        return DataType.APPOINTMENT
    arrival, discharge = _ARRIVAL.search(tail), _DISCHARGE.search(tail)
    if discharge and (not arrival or discharge.start() > arrival.start()):
        return DataType.DISCHARGE_DATE
    return DataType.ARRIVAL_DATE if arrival else DataType.DATE


def _address(line: int, words: str) -> Iterator[Attribute]:
    for m in _STREET.finditer(words):
        yield Attribute(line, m.start(), m.end(), DataType.STREET, m.group().strip(" ,.-"))
    for m in _POSTCODE_CITY.finditer(words):
        city = re.split(r"\s(?=(?:Tel|Tél|TEL|Port|Mail|Fax|CEDEX|Cedex|cedex)\b)", m.group("city"))[0]
        postcode = m.group("postcode").replace(" ", "")
        yield Attribute(line, m.start(), m.end(), DataType.POSTCODE, (postcode, city.strip()))


def _sector_lines(line: int, words: str) -> Iterator[Attribute]:
    """Yield the sectors that stand alone on their line, or alone between wide gaps: the head of a letter."""
    for m in _ALONE.finditer(words):
        if m.group()[0].isupper() and m.group().count(" ") < 6 and (sector := normalize_sector(m.group())):
            yield Attribute(line, m.start(), m.end(), DataType.SECTOR, sector.name)


def _sectors(line: int, words: str) -> Iterator[Attribute]:
    for m in _SECTOR.finditer(words):
        parts = m.group("value").split(" ")
        for size in range(len(parts), 0, -1):
            sector = normalize_sector(" ".join(parts[:size]).strip(" ,"))
            if sector:
                yield Attribute(line, m.start(), m.end(), DataType.SECTOR, sector.name)
                break
    alone = _SECTOR_ALONE.search(words)
    if alone and (sector := normalize_sector(alone.group())):
        yield Attribute(line, alone.start(), alone.end(), DataType.SECTOR, sector.name)
