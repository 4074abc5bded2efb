"""Write what was gathered of a person as one mention."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from recense.detect.text.people import born_beside
from recense.detect.text.shapes import TextMention
from recense.model import DataType, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.text.people import Person
    from recense.detect.text.shapes import Attribute, TextLine

_SURE = {
    "identity": "a name known in a list",
    "lexicon": "names known in lists",
    "title": "a title",
    "label": "a label",
    "birth": "a birth date after the name",
}
_CUES = _SURE | {
    "capitals": "a usual given name beside capitals",
    "expected": "a place where people are named",
    "family": "a known family name beside a given one",
    "mail": "an address that is a name",
    "account": "an account that is a name",
    "phone": "capitals before a mobile telephone",
    "record": "a line like others of a list of people",
}


def write_mention(person: Person, line: TextLine, words: Sequence[str], today: dt.date) -> TextMention | None:
    """Write the mention at `line`, the first place of the person."""
    said = _by_kind(person, words, today)
    best = max(person.spans, key=lambda s: (bool(s.read.given), bool(s.read.birth), s.confidence, -s.line))
    birth_name = next((s.read.birth for s in person.spans if s.read.birth), None)
    birth = next((a.value for a in said.get(DataType.BIRTH_DATE, ()) if isinstance(a.value, dt.date)), None)
    year = next((a.value for a in said.get(DataType.BIRTH_DATE, ()) if isinstance(a.value, int)), None)
    nir = next(iter(said.get(DataType.NIR, ())), None)
    place = next(iter(said.get(DataType.POSTCODE, ())), None)
    postcode, city = place.value if place and isinstance(place.value, tuple) else (None, None)
    sex = next((s.sex for s in person.spans if s.sex), None) or _one(said, DataType.SEX) or _sex_said(said, words)
    return TextMention(
        place=line.place,
        line=line.line,
        unit=line.unit,
        role=person.role,
        family_name=best.read.family,
        birth_name=birth_name,
        given_names=best.read.given,
        birth_date=birth,
        birth_year=birth.year if birth else year,
        sex=sex,
        nir=str(nir.value) if nir else None,
        nir_valid=nir.valid if nir else None,
        ipp=_one(said, DataType.IPP),
        stay_ids=_all(said, DataType.STAY_ID),
        phones=_all(said, DataType.PHONE),
        emails=_all(said, DataType.EMAIL),
        address=_one(said, DataType.STREET),
        postcode=postcode,
        city=city,
        iban=_one(said, DataType.IBAN),
        rpps=_one(said, DataType.RPPS),
        official_id=_one(said, DataType.OFFICIAL_ID),
        staff_id=_one(said, DataType.STAFF_ID),
        job=person.job,
        sectors=_all(said, DataType.SECTOR),
        arrival=_date(said, DataType.ARRIVAL_DATE),
        discharge=_date(said, DataType.DISCHARGE_DATE),
        death_date=_date(said, DataType.DEATH_DATE),
        data_types=_types(person, said, birth_name, sex),
        flags=("nir_key_wrong",) if nir and nir.valid is False else (),
        confidence=max(s.confidence for s in person.spans),
        reason=f"{_CUES[person.first.cue]}; {person.role}: {person.reason}",
    )


def _by_kind(person: Person, words: Sequence[str], today: dt.date) -> dict[DataType, list[Attribute]]:
    said: dict[DataType, list[Attribute]] = {}
    for attribute in person.attributes:
        said.setdefault(attribute.kind, []).append(attribute)
    if DataType.BIRTH_DATE not in said:
        beside = [a for a in person.attributes if born_beside(person, a, words, today)]
        if beside:
            said[DataType.BIRTH_DATE] = beside[:1]
            said[DataType.DATE] = [a for a in said[DataType.DATE] if a is not beside[0]]
    return {kind: found for kind, found in said.items() if found}


def _types(
    person: Person, said: dict[DataType, list[Attribute]], birth_name: str | None, sex: str | None
) -> tuple[DataType, ...]:
    types = set(said) | {DataType.FAMILY_NAME}
    if DataType.POSTCODE in types:
        types.add(DataType.CITY)
    if any(s.read.given for s in person.spans):
        types.add(DataType.GIVEN_NAMES)
    if birth_name:
        types.add(DataType.BIRTH_NAME)
    if sex:
        types.add(DataType.SEX)
    if any(s.titles for s in person.spans):
        types.add(DataType.TITLE)
    if person.job or any(s.is_doctor for s in person.spans):
        types.add(DataType.JOB)
    if any(s.cue == "account" for s in person.spans):
        types.add(DataType.LOGIN)
    if person.role != Role.PATIENT:
        types -= {DataType.DATE}
    return tuple(sorted(types))


def _sex_said(said: dict[DataType, list[Attribute]], words: Sequence[str]) -> str | None:
    """Read the sex from what stands before the birth date: "née le", "(F, 12/03/1950)"."""
    for attribute in said.get(DataType.BIRTH_DATE, ()):
        near = words[attribute.line][max(0, attribute.start - 14) : attribute.start]
        if re.search(r"\b[nN][éeEÉ][eE]\s+(?:le|en|LE|:)", near):
            return "F"
        if re.search(r"\b[nN][éeEÉ]\s+(?:le|en|LE|:)", near):
            return "M"
        letter = re.search(r"[(,;\s|]([MFH])[,;/|\- ]{1,3}$", near)
        if letter:
            return "F" if letter.group(1) == "F" else "M"
    return None


def _one(said: dict[DataType, list[Attribute]], kind: DataType) -> str | None:
    return next((str(a.value) for a in said.get(kind, ())), None)


def _all(said: dict[DataType, list[Attribute]], kind: DataType) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(a.value) for a in said.get(kind, ())))


def _date(said: dict[DataType, list[Attribute]], kind: DataType) -> dt.date | None:
    return next((a.value for a in said.get(kind, ()) if isinstance(a.value, dt.date)), None)
