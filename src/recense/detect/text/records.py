"""Lines that are a record of somebody without saying so: "- DUPONT Marie, 12/03/1950, fracture", "8204517  DUPONT  MARIE  …".

Nothing in one such line tells a person from a machine bought that day. Several lines together do: their names hold usual
given names, and their dates spread over a lifetime.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from recense.detect.dates import parse_date
from recense.detect.text.clinical import find_clinical
from recense.detect.text.runs import ends_name, is_initials
from recense.detect.text.spans import NameSpan
from recense.detect.text.split import Habit, NameRead, read_name
from recense.detect.text.tokens import Token, tokens_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from recense.detect.text.lexicon import Lexicon

LIFETIME = 25  # years that birth dates of a list spread over, at least, when nobody in it is old
OLD = 45  # years: what a hospital bought, signed or wrote so long ago is on no list any more
_DAY = r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})|(?:19|20)\d\d-\d\d-\d\d"
_LEAD = re.compile(
    rf"\s*(?:[-–•*>]\s*|(?P<date>{_DAY})\s*[-:|;,]?\s*|\d{{1,2}}[h:]\d\d\s*[-:|;]?\s*|[A-Z]{{0,3}}\d{{4,14}}\s*[-|;:,]?\s*"
    r"|\(?\d{1,4}\s?[.)°:|;–-]{0,2}\s+|[^\W\d_]{1,10}\.?\s?(?:n°\s?)?\d{1,4}\s*[:)|;–-]?\s*){0,4}"
)
_WORD = r"(?:[A-ZÀ-Þ][^\W\d_]+(?:['’\-][^\W\d_]+)*|[A-ZÀ-Þ]['’][^\W\d_]+|[A-ZÀ-Þ](?:-[A-ZÀ-Þ])?\.?|d[eau]s?|l[ae]|van|von|el|ben)"
_NAME = re.compile(rf"(?P<name>{_WORD}(?:(?:\s{{1,24}}|\s?[|;]\s?|,\s){_WORD}){{1,5}})")
_BORN = re.compile(
    rf"[\s,;:|(\-–]{{1,30}}(?:[MFH][\s,;:|)]{{1,12}})?(?:(?P<date>{_DAY})|(?P<age>\d{{1,3}})\s?(?:ans|a|mois)\b)"
)
_AFTER_NAME = re.compile(r"\s*(?:$|[,;:(/–-]|[a-z])")
_DIGITS = re.compile(r"\d+")
_GAP = re.compile(r"\s{2,}|\s?[|;]\s?|\t")


class _Record(NamedTuple):
    line: int
    tokens: Sequence[Token]
    usual: bool  # one of the words is a usual given name
    dated: bool  # a date or an age stands before or after the name
    year: int | None  # of the date
    bare: bool  # the name stands by itself


def find_records(
    words: Sequence[str], code: Sequence[bool], lexicon: Lexicon, habit: Habit, today: dt.date
) -> list[NameSpan]:
    """Return the people of the lines that are records, when the lines together say that they are."""
    leads = [_LEAD.match(line) for line in words]
    read = [
        None if code[n] or lead is None else _record(n, words[n], lead, lexicon, today) for n, lead in enumerate(leads)
    ]
    records = _dated(read, today) + _listed(read, [lead.group() if lead else "" for lead in leads], words)
    once = {r.line: r for r in records}
    return [s for _, r in sorted(once.items()) if (s := _span(r, words[r.line], lexicon, habit))]


def _dated(read: Sequence[_Record | None], today: dt.date) -> list[_Record]:
    """Return the lines with a date or an age, when these are those of people."""
    records = [r for r in read if r and r.dated]
    if len(records) < 2 or sum(r.usual for r in records) * 3 < len(records):
        return []
    years = [r.year for r in records if r.year]
    if years and max(years) - min(years) < LIFETIME and min(years) > today.year - OLD:
        return []
    return records


def _listed(read: Sequence[_Record | None], leads: Sequence[str], words: Sequence[str]) -> list[_Record]:
    """Return the lines of lists of nothing but names: three or more that begin alike, a name each."""
    found: list[_Record] = []
    group: list[_Record] = []
    kind: str | None = None
    for record, lead in zip(read, leads, strict=True):
        bare = record if record and record.bare else None
        begins = _DIGITS.sub("0", lead.strip()) if bare or group else ""
        if bare and group and begins == kind:
            group.append(bare)
        elif bare or not begins or begins != kind:  # "203 vide" leaves the group open
            found += _if_people(group, words)
            group, kind = ([bare], begins) if bare else ([], None)
    return found + _if_people(group, words)


def _if_people(group: Sequence[_Record], words: Sequence[str]) -> list[_Record]:
    """Return the group when it is one of people: written alike, the family name in capitals, with usual given names."""
    if len(group) < 3 or sum(r.usual for r in group) * 3 < len(group):
        return []
    written = {tuple(sorted({t.caps for t in r.tokens if not t.is_particle})) for r in group}
    headed = _DIGITS.search(words[group[0].line], 0, group[0].tokens[0].start) is not None
    return list(group) if written == {(False, True)} or (written == {(True,)} and headed) else []


def _record(number: int, line: str, lead: re.Match[str], lexicon: Lexicon, today: dt.date) -> _Record | None:
    name = _NAME.match(line, lead.end()) if len(line) < 200 else None
    if not name:
        return None
    born = _BORN.match(line, name.end())
    date = (born and born.group("date")) or lead.group("date")
    birth = parse_date(date, "birth", today) if date else None
    year = birth.date.year if birth and birth.date else None
    dated = year is not None or (not date and born is not None)
    bare = len(line) < 120 and _AFTER_NAME.match(line, name.end()) is not None
    if not (dated or bare):
        return None
    tokens = [t for t in tokens_of(line[: name.end()]) if t.start >= name.start()]
    usual = any(lexicon.given_weight(t.key) for t in tokens)
    if not _may_be_person(tokens) or (not usual and find_clinical(name.group())):
        return None
    return _Record(number, tokens, usual, dated, year, bare)


def _may_be_person(tokens: Sequence[Token]) -> bool:
    whole = [t for t in tokens if not t.is_particle]
    return (
        2 <= len(whole) <= 4
        and not tokens[0].title
        and ends_name(tokens)
        and all(t.may_be_name or is_initials(t.text) for t in whole)
    )


def _span(record: _Record, line: str, lexicon: Lexicon, habit: Habit) -> NameSpan | None:
    tokens = record.tokens
    read = _by_columns(line, tokens, lexicon) or read_name(line, tokens, lexicon, habit)
    if not read.family or not read.given:
        return None
    return NameSpan(record.line, tokens[0].start, tokens[-1].end, read, (), "record", 0.8 if record.usual else 0.7)


def _by_columns(line: str, tokens: Sequence[Token], lexicon: Lexicon) -> NameRead | None:
    """Cut the name where one wide gap cuts it: two columns. The family name is the first, unless the words say otherwise."""
    cuts = [i for i in range(1, len(tokens)) if _GAP.fullmatch(line[tokens[i - 1].end : tokens[i].start])]
    if len(cuts) != 1:
        return None
    first, second = tokens[: cuts[0]], tokens[cuts[0] :]
    given = lexicon.given_weight(first[0].key) and not lexicon.given_weight(second[0].key)
    family, given_names = (second, first) if given else (first, second)
    return NameRead(
        family=" ".join(line[family[0].start : family[-1].end].split()),
        birth=None,
        given=tuple(t.text for t in given_names),
        family_keys=tuple(t.key for t in family),
        given_keys=tuple(t.key for t in given_names),
        known_family=lexicon.family_weight(family[0].key) > 0,
        known_given=lexicon.given_weight(given_names[0].key) > 0,
        identity=lexicon.role_of(" ".join(t.key for t in family), given_names[0].key),
    )
