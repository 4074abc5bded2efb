"""Find the people that a text mentions: names first, then what is said of each."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from recense.detect.sectors import sectors_in_name
from recense.detect.text.addresses import account_names, mail_names, turned_names
from recense.detect.text.attributes import find_attributes
from recense.detect.text.labels import find_labelled
from recense.detect.text.layout import read_layout
from recense.detect.text.mention import write_mention
from recense.detect.text.numbers_alone import numbers_alone
from recense.detect.text.people import Part, Person, entries_of, shape_of
from recense.detect.text.records import find_records
from recense.detect.text.roles import role_of, role_words, signs_alone
from recense.detect.text.runs import read_line
from recense.detect.text.shapes import Attribute
from recense.detect.text.spans import NameSpan, find_names
from recense.detect.text.split import USUAL, Habit
from recense.detect.text.tokens import tokens_of
from recense.model import DataType, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recense.detect.text.layout import Layout
    from recense.detect.text.lexicon import Lexicon
    from recense.detect.text.shapes import TextContext, TextLine, TextMention

ORDER = 2.5  # what the order of names says, where all those of a text agree
WRAPPED = 50  # characters: a shorter line ends where its writer meant it to
LOOKED_AT = 80  # lines, to learn how names are written in a text
_LISTED = re.compile(r"\s*(?:,|;|et|&|/)\s*(?:(?:le |M\.|Mme|Mlle|Dr|Pr|Docteur|Professeur)\.?\s*)*")
_INTRODUCES = re.compile(
    r"\b(?:patients?|sorties?|entr[ée]es?|pr[ée]sents|attendus?|liste|lits)\b.*:\s*$", re.IGNORECASE
)
_OWN_MAIL = re.compile(r"\b(?:e-?mail|mail|courriel|adresse)\b[^@]*@", re.IGNORECASE)  # of somebody named elsewhere
_LAST_WORD = re.compile(r"[A-ZÀ-Þ][\w'’.-]*\s*$")
_FIRST_WORD = re.compile(r"\s{0,8}(?:[A-ZÀ-Þ]|née? [A-Z]|d[eu]s? |d['’])")
_LOGGED = re.compile(r"^\s*\[?(?:\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4})[T ]\d\d:\d\d")
_SOFTWARE = re.compile(  # its author is nobody's patient, and wrote it elsewhere
    r"\bcopyright\b|\(c\)\s(?:19|20)\d\d|©|\blicen[sc]ed?\s(?:under|GPL|MIT)|@author\b|\bjQuery\b"
    r"|^\s*(?:#|//|/?\*|--|;|REM\b|<!--|%).{0,12}\b(?:authors?|auteurs?|maintainer|created by|written by)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\b(?:patiente?|malade|assur[ée]e?|usager|b[ée]n[ée]ficiaire)\W{0,3}$", re.IGNORECASE)


def find_mentions(lines: Sequence[TextLine], lexicon: Lexicon, context: TextContext) -> list[TextMention]:
    """Return one mention a person and part (place) of the text, at the line where the name first stands, in order.

    `lines` are those of one document in order, blank ones too. In free-text cells (`context.cell`) each line is a part.
    """
    found: list[TextMention] = []
    if context.cell:
        for line in lines:
            found += _part_mentions([line], lexicon, context)
        return found
    for _, part in groupby(lines, key=lambda line: line.place):
        found += _part_mentions(list(part), lexicon, context)
    return found


def _part_mentions(lines: Sequence[TextLine], lexicon: Lexicon, context: TextContext) -> list[TextMention]:
    today = context.today or dt.date.today()  # noqa: DTZ011 - civil dates have no time zone
    words = [line.words for line in lines]
    layout = read_layout(words)
    if context.cell:
        layout.code = [False] * len(words)  # "PC = Mme DUPONT"
    spans = _spans(words, layout, lexicon, today)
    if not spans:
        return [] if context.owned else list(numbers_alone(lines))
    part = Part(words, layout, entries_of(words, layout, spans))
    default = Role.OTHER if context.owned else _default_role(words)
    for span in spans:
        role, job, reason = role_of(span, words, layout, default)
        if context.owned and role == Role.PATIENT and reason == "known in a list":
            role, reason = Role.OTHER, "named in a note about somebody else"
        relative = job == "relative"
        part.add(span, role, None if relative else job, reason, relative=relative)
    attributes = [] if context.cell else list(_title_sectors(words))
    attributes += [
        a
        for number in _useful_lines(part, context)
        for a in find_attributes(number, words[number], today, words[number - 1] if number else "")
    ]
    for attribute in attributes:
        part.give(attribute, cell=context.cell)
    _settle_patients(part, attributes, cell=context.cell)
    _tell_of_relatives(part)
    mentions = [write_mention(p, lines[p.first.line], words, today) for p in part.people]
    return sorted((m for m in mentions if m), key=lambda m: m.line)


def _useful_lines(part: Part, context: TextContext) -> Iterable[int]:
    return range(len(part.words)) if not context.cell else sorted(part.by_line)


def _title_sectors(words: Sequence[str]) -> Iterator[Attribute]:
    """Yield the care sectors named in the title, or in the line that introduces a list: "Attendus en urologie :"."""
    heads = [(n, w) for n, w in enumerate(words[:6]) if w.strip()][:2]
    leads = [(n, w) for n, w in enumerate(words[:40]) if _INTRODUCES.search(w)]
    for number, line in [*(h for h in heads if ":" not in h[1]), *leads]:
        if len(line) < 90:
            for sector in sectors_in_name(line):
                yield Attribute(number, 0, len(line), DataType.SECTOR, sector.name)


def _default_role(words: Sequence[str]) -> Role:
    """Say who a name is when nothing near it tells: in a text of care a patient, in one of working life the staff."""
    care, work = role_words(words)
    return Role.STAFF if work > care else Role.PATIENT


def _spans(words: Sequence[str], layout: Layout, lexicon: Lexicon, today: dt.date) -> list[NameSpan]:
    """Return the names of the part in order; where two ways of finding overlap, the label wins."""
    habit = _habit(words, lexicon)
    found = find_labelled(words, lexicon, habit)
    for number, line in enumerate(words):
        if len(line) > 3:
            found += _on_line(number, words, layout, lexicon, habit)
    found += find_records(words, layout.code, lexicon, habit, today)  # last: a surer sign of the same name comes first
    found += _across_lines(words, layout, lexicon, habit)
    found += _like_their_neighbours(words, layout, found, lexicon, habit)
    kept: list[NameSpan] = []
    taken: dict[int, list[tuple[int, int]]] = {}
    for span in sorted(found, key=_firmness):
        if all(span.end <= a or b <= span.start for a, b in taken.get(span.line, ())):
            taken.setdefault(span.line, []).append((span.start, span.end))
            kept.append(span)
    kept.sort(key=lambda s: (s.line, s.start))
    for before, span in pairwise(kept):
        beside = before.line == span.line and before.role and not span.role
        if beside and _LISTED.fullmatch(words[span.line][before.end : span.start]):
            span.role = before.role  # "Destinataires : Dr A, Dr B"
    return kept


def _on_line(number: int, words: Sequence[str], layout: Layout, lexicon: Lexicon, habit: Habit) -> list[NameSpan]:
    """Return the names of one line by themselves, in the order of the ways of finding them."""
    line = words[number]
    if _SOFTWARE.search(line):
        return [s for s in find_names(number, line, lexicon, habit=habit) if s.cue == "identity"]
    if layout.code[number]:
        sure = [s for s in find_names(number, line, lexicon, habit=habit) if _sure_in_code(s, line)]
        return sure + account_names(number, line, lexicon)
    header = layout.mail_header[number] is not None
    announced = layout.attendance[number] or header or signs_alone(words, layout, number)
    found = find_names(number, line, lexicon, expected=layout.signature[number], announced=announced, habit=habit)
    if "@" in line:
        found += turned_names(number, line)
        if header or not _OWN_MAIL.search(line):
            found += mail_names(number, line, lexicon)
    return found


def _firmness(span: NameSpan) -> tuple[bool, bool, int, int]:
    """Order names that overlap: a label first, an address last, the fuller name before the shorter."""
    words = len(span.read.family_keys) + len(span.read.given_keys) + len(span.read.birth_keys)
    return span.cue != "label", span.cue == "mail", -words, span.start - span.end


def _across_lines(words: Sequence[str], layout: Layout, lexicon: Lexicon, habit: Habit) -> list[NameSpan]:
    """Return the names that a line break cuts in two, once on each line: text laid out to a width breaks anywhere."""
    found: list[NameSpan] = []
    for number, (line, below) in enumerate(pairwise(words)):
        head = _LAST_WORD.search(line)
        first = _FIRST_WORD.match(below)
        if not head or not first or len(line.rstrip()) < WRAPPED or layout.block[number] != layout.block[number + 1]:
            continue
        known = next((t for t in tokens_of(below[:60]) if t.may_be_name), None)
        if known is None or not (lexicon.given_weight(known.key) or lexicon.family_weight(known.key)):
            continue
        if number and layout.block[number - 1] == layout.block[number] and _indent(line) > _indent(below) + 1:
            continue  # the last line of a record whose next lines are indented: below is another one
        above, rest = line[-80:].rstrip(), below.lstrip()[:80]
        shift, indent = len(line.rstrip()) - len(above), len(below) - len(below.lstrip())
        for span in find_names(number, f"{above} {rest}", lexicon, habit=habit):
            if span.start < len(above) < span.end and span.cue in {"identity", "lexicon", "title", "birth"}:
                end = indent + span.end - len(above) - 1
                found.append(replace(span, start=span.start + shift, end=len(line)))
                found.append(replace(span, line=number + 1, start=indent, end=end))
    return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _like_their_neighbours(
    words: Sequence[str], layout: Layout, found: Sequence[NameSpan], lexicon: Lexicon, habit: Habit
) -> list[NameSpan]:
    """Look again at lines without a name that begin like two others of their block that have one: a list in prose."""
    named = {s.line for s in found}
    shapes = Counter((layout.block[n], shape_of(words[n])) for n in named)
    again: list[NameSpan] = []
    for number, line in enumerate(words):
        if number not in named and not layout.code[number] and shapes[layout.block[number], shape_of(line)] >= 2:
            again += find_names(number, line, lexicon, expected=True, habit=habit)
    return again


def _sure_in_code(span: NameSpan, line: str) -> bool:
    """Say whether a name in a line of a log, or of code, is a person: code is full of capitalised words."""
    if span.cue == "identity":
        return True
    if _LOGGED.match(line):
        return span.cue in {"lexicon", "birth", "title"} or _SUBJECT.search(line[: span.start]) is not None
    return False


def _habit(words: Sequence[str], lexicon: Lexicon) -> Habit:
    """Learn how names are written in this text from those that can be cut without: capitals, and order."""
    capitals, orders = 0, []
    for number, line in enumerate(words[:LOOKED_AT]):
        if sum(t.may_be_name for t in read_line(line).tokens) < 2:
            continue
        for span in find_names(number, line, lexicon, expected=True, habit=Habit(0.0)):
            read = span.read
            if not read.family or len(read.family_keys) != 1 or len(read.given) != 1:
                continue
            family, given = read.family_keys[0], read.given_keys[0]
            known = read.identity is not None
            if not known and (lexicon.given_weight(family) or lexicon.family_weight(given) or not read.known_given):
                continue
            weight = 2 if known else 1
            orders.append(
                weight if line.find(read.family, span.start) <= line.find(read.given[0], span.start) else -weight
            )
            capitals += weight * (read.family.isupper() - read.given[0].isupper())
    agreed = abs(sum(orders)) >= max(2, 0.8 * sum(map(abs, orders)))
    order = (ORDER if sum(orders) > 0 else -ORDER) if orders and agreed else 0.0
    return Habit(-USUAL.capitals if capitals <= -2 else USUAL.capitals, order)


def _is_listed(part: Part, person: Person) -> bool:
    """Say whether the person stands in a list, or has a stay said of them on their own line."""
    own = {DataType.ARRIVAL_DATE, DataType.DISCHARGE_DATE, DataType.IPP, DataType.STAY_ID, DataType.APPOINTMENT}
    lines = {s.line for s in person.spans}
    return shape_of(part.words[person.first.line]) in {"-", "–", "•", "*", "number"} or any(
        a.kind in own and a.line in lines for a in person.attributes
    )


def _tell_of_relatives(part: Part) -> None:
    """Say of a patient that a relative is named: of the one patient, or of the last one named before the relative."""
    patients = part.patients()
    for relative in (p for p in part.people if p.relative):
        first = relative.first
        before = [p for p in patients if any((s.line, s.start) < (first.line, first.start) for s in p.spans)]
        if before:
            nearest = max(
                before,
                key=lambda p: max((s.line, s.start) for s in p.spans if (s.line, s.start) < (first.line, first.start)),
            )
            nearest.attributes.append(Attribute(first.line, first.start, first.end, DataType.RELATIVE))


def _settle_patients(part: Part, attributes: Sequence[Attribute], *, cell: bool) -> None:
    """In a letter about one patient, other people named without data of their own are not patients.

    What had been left to nobody, because several seemed to be patients, is then given again.
    """
    patients = part.patients()
    own = [
        p
        for p in patients
        if p.has_own_data or any(s.cue == "label" for s in p.spans) or p.reason == "announced as a patient"
    ]
    one_subject = part.layout.greeting >= 0 or any(
        s.cue == "label" or p.reason == "announced as a patient" for p in own for s in p.spans
    )
    if cell or len(own) != 1 or len(patients) < 2 or not one_subject:
        return
    for person in patients:
        if person is not own[0] and person.reason == "no sign of another role" and not _is_listed(part, person):
            person.role, person.reason = Role.OTHER, "named in a letter about somebody else"
            person.attributes = [
                a
                for a in person.attributes
                if a.kind in {DataType.PHONE, DataType.EMAIL, DataType.STREET, DataType.POSTCODE}
            ]
    for person in part.people:
        if person.role == Role.PATIENT:
            person.attributes = []
    given = {id(a) for p in part.people for a in p.attributes}
    for attribute in attributes:
        if id(attribute) not in given:
            part.give(attribute, cell=cell)
