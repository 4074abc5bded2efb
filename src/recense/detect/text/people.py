"""From names and attributes to people: names of one person become one, and each attribute finds its own person."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recense.detect.text.kin import RELATIVE_BETWEEN
from recense.detect.text.layout import GREETING
from recense.model import DataType, Role

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from recense.detect.text.layout import Layout
    from recense.detect.text.shapes import Attribute
    from recense.detect.text.spans import NameSpan

CONTACT = frozenset({DataType.PHONE, DataType.EMAIL, DataType.STREET, DataType.POSTCODE})
PROFESSIONAL = frozenset({DataType.RPPS, DataType.ADELI, DataType.STAFF_ID})
NEAR = 6  # lines between a name and the address or telephone below it
FAR = 40  # lines between the name at the head of a record and its last line
_NOBODYS = re.compile(
    r"(?:secr[ée]tariat\w*|standard|accueil|service|urgences?|fax|t[ée]l[ée]copie|poste|bureau|h[ôo]pital|cabinet"
    r"|unit[ée]|consultations?|rendez-vous|rdv|samu|support|hotline|assistance)[^\n]{0,25}$",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\s*(?:t[ée]l[ée]?(?:phone)?s?|portable|mobile|port|adresse|e-?mail|courriel)\b\W{0,4}", re.IGNORECASE
)
_PARTED = re.compile(r"\s[-–|]\s|[;,]\s.*:")
_SENTENCE_END = re.compile(r"(?:[^\W\d_]{4}|[a-z]{3}|\))[.;!?]\s")  # not the dot of "M."
_NEWBORN = frozenset({"BB", "BEBE", "NNE", "NOUVEAU-NE"})
_OWN_LABEL = re.compile(
    r"(?:t[ée]l[ée]?(?:phone)?s?|portable|mobile|port|adresse|domicile|demeurant|domicili[ée]e?|mail|e-mail|courriel"
    r"|coordonn[ée]es)[^\n:]{0,25}(?::|\bau?\b|\s)?[^\n]{0,60}$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Person:
    """One person of a part: where they are named, and what is said of them."""

    spans: list[NameSpan]
    role: Role
    job: str | None = None
    relative: bool = False
    reason: str = ""
    attributes: list[Attribute] = field(default_factory=list)

    @property
    def first(self) -> NameSpan:
        """The place where the person first stands."""
        return min(self.spans, key=lambda s: (s.line, s.start))

    @property
    def has_own_data(self) -> bool:
        """Whether a birth date or a number of a patient is theirs."""
        own = {DataType.BIRTH_DATE, DataType.NIR, DataType.IPP, DataType.STAY_ID}
        return any(a.kind in own for a in self.attributes)


_BEGINS = re.compile(
    r"\s*(?:(?P<bullet>[-–•*])|(?P<time>\[?\d{1,4}[-/.]\d\d[-/.]\d{1,4}.\d\d?[:h]\d\d)|(?P<hour>\d\d?[:h]\d\d)\b|(?P<number>\d+)[.)\s]"
    r"|(?P<title>M\.|MR|Mme|MME|Mlle|Mr|Monsieur|Madame)\s|(?P<word>[^\W\d_]{1,12}\.?)\s{0,2}\d)"
)


def shape_of(line: str) -> str:
    """Return how a line begins: "Ch 101 …" and "Ch 102 …" alike, two bullets alike; its own for ordinary prose."""
    start = _BEGINS.match(line)
    if not start:
        return f"prose {len(line)} {line[:3]}"
    kind = str(start.lastgroup)
    return start.group(kind).lower() if kind in {"bullet", "word"} else kind


def entries_of(words: Sequence[str], layout: Layout, spans: Sequence[NameSpan]) -> set[int]:
    """Return the lines that are entries of a list or a log: three or more that begin alike, each with its own people."""
    named: dict[tuple[int, str], dict[int, str]] = {}
    for span in spans:
        here = named.setdefault((layout.block[span.line], shape_of(words[span.line])), {})
        here.setdefault(span.line, _bare(span.read.family_keys) + _bare(span.read.given_keys))
    return {n for by in named.values() if len(by) > 2 and len(set(by.values())) * 2 > len(by) for n in by}


def same_person(person: Person, span: NameSpan, role: Role, *, relative: bool, greeted: bool = False) -> bool:
    """Say whether a name of the same part is that of a person already met. Who is `greeted` is who the text is written to."""
    for other in person.spans:
        if not _families_agree(other, span):
            continue
        newborn = [bool(_NEWBORN & set(s.titles)) and not s.read.given for s in (other, span)]
        if newborn[0] != newborn[1]:
            return False  # named after the mother
        if other.read.given_keys and span.read.given_keys:
            return _givens_agree(other.read.given_keys, span.read.given_keys)
        if greeted:
            return True
        if relative != person.relative or (Role.STAFF in {role, person.role} and role != person.role):
            return False
        sexes = {s for s in (other.sex, span.sex) if s}
        return len(sexes) < 2
    return False


def _families_agree(a: NameSpan, b: NameSpan) -> bool:
    first = {_bare(a.read.family_keys), _bare(a.read.birth_keys)} - {""}
    second = {_bare(b.read.family_keys), _bare(b.read.birth_keys)} - {""}
    if first & second or {x.replace("-", "") for x in first} & {x.replace("-", "") for x in second}:
        return True
    return any(x in second for name in first for x in name.split("-")) or any(
        x in first for name in second for x in name.split("-")
    )


def _bare(keys: Sequence[str]) -> str:
    return "-".join(w for k in keys for w in re.split(r"[-']", k) if w)


def _givens_agree(a: Sequence[str], b: Sequence[str]) -> bool:
    x, y = a[0].strip("."), b[0].strip(".")
    return (
        x == y
        or _bare(a).replace("-", "") == _bare(b).replace("-", "")  # marielaure@…
        or x.split("-")[0] == y
        or y.split("-")[0] == x
        or (min(len(x), len(y)) <= 3 and (x[0] == y[0] and (len(x) == 1 or len(y) == 1 or "." in x + y)))
    )


@dataclass(slots=True)
class Part:
    """One part of a document while its people are told apart."""

    words: Sequence[str] = field(repr=False)
    layout: Layout
    entries: set[int] = field(default_factory=set)  # lines of a list: a name said again in another is another mention
    people: list[Person] = field(default_factory=list)
    by_line: dict[int, list[tuple[NameSpan, Person]]] = field(default_factory=dict)

    def add(self, span: NameSpan, role: Role, job: str | None, reason: str, *, relative: bool) -> Person:
        """Add a name: to the person it names already, or as a new person."""
        greeted = self.layout.is_mail and GREETING.match(self.words[span.line]) is not None
        near = self.people
        if span.line in self.entries:
            near = [p for _, p in self.by_line.get(span.line, ())]
        alike = (p for p in near if same_person(p, span, role, relative=relative, greeted=greeted))
        person = next(alike, None)
        if person is None:
            person = Person([span], role, job, relative, reason)
            self.people.append(person)
        else:
            person.spans.append(span)
            if _outranks(role, reason, person):
                person.role, person.reason = role, reason
            person.job = person.job or job
        self.by_line.setdefault(span.line, []).append((span, person))
        return person

    def patients(self) -> list[Person]:
        """Return the patients, in order of first appearance."""
        return [p for p in self.people if p.role == Role.PATIENT]

    def give(self, attribute: Attribute, *, cell: bool = False) -> None:
        """Give the attribute to its own person; to nobody when it is nobody's. A sector in the title is every patient's."""
        patients = self.patients()
        if attribute.kind == DataType.SECTOR and patients and attribute.line < min(p.first.line for p in patients):
            for patient in patients:
                patient.attributes.append(attribute)
            return
        owner = self._owner(attribute, cell=cell)
        if owner is not None:
            owner.attributes.append(attribute)

    def _owner(self, a: Attribute, *, cell: bool) -> Person | None:
        before = self.words[a.line][: a.start]
        if a.kind in CONTACT and _NOBODYS.search(before[-45:]) and not self._named_between(a):
            return None
        if a.kind in CONTACT and self._of_unnamed_relative(a):
            return None
        owner = self._on_line(a)
        if owner or cell:
            return owner
        if self.layout.code[a.line]:  # of a form only: "nom=DUPONT", then "ddn=12/03/1950"
            above = self._in_block(a) if a.labelled else None
            return above if above and all(s.cue == "label" for s in above.spans) else None
        owner = self._in_block(a)
        if owner:
            return owner
        return self._at_distance(a)

    def _named_between(self, a: Attribute) -> bool:
        """Say whether a name stands after the label that would make the contact nobody's."""
        return any(a.start - 45 <= s.end <= a.start for s, _ in self.by_line.get(a.line, ())) and not _NOBODYS.search(
            self.words[a.line][max((s.end for s, _ in self.by_line[a.line] if s.end <= a.start), default=0) : a.start]
        )

    def _of_unnamed_relative(self, a: Attribute) -> bool:
        """Say whether a relative without a name stands between the last name of the line and the contact: "sa fille (06 …)"."""
        named = [(s.end, p) for s, p in self.by_line.get(a.line, ()) if s.end <= a.start]
        end, person = max(named, key=lambda n: n[0], default=(0, None))
        between = RELATIVE_BETWEEN.search(self.words[a.line], end, a.start) is not None
        return between and not (person is not None and person.relative)

    def _on_line(self, a: Attribute) -> Person | None:
        here = sorted(((s, p) for s, p in self.by_line.get(a.line, ()) if _may_own(p, a)), key=lambda sp: sp[0].start)
        preceding = [(s, p) for s, p in here if s.start <= a.start]
        words = self.words[a.line]
        if preceding:
            return preceding[-1][1]
        if (
            here
            and a.kind in CONTACT
            and _LEADS.fullmatch(words[: a.start])
            and _PARTED.search(words, a.end, here[0][0].start)
        ):
            return None  # "Tél. 06 … - médecin traitant : Dr Leclerc": of whom the record is about
        # what stands before the first name is theirs within one sentence
        if not here or (a.kind in CONTACT and _SENTENCE_END.search(words, a.end, here[0][0].start)):
            return None
        return here[0][1]

    def _in_block(self, a: Attribute) -> Person | None:
        block = self.layout.block[a.line]
        if self._is_another_record(a.line):
            return None
        line = a.line - 1
        while line >= 0 and self.layout.block[line] == block:
            if a.kind in CONTACT and (a.line - line > NEAR or self.layout.mail_header[line]):
                return None
            here = [p for s, p in sorted(self.by_line.get(line, ()), key=lambda sp: -sp[0].start) if _may_own(p, a)]
            if here:
                return here[0]
            line -= 1
        return None

    def _is_another_record(self, line: int) -> bool:
        """Say whether the line, which names nobody, begins like two of its block that do, or is an entry of a log."""
        shape, block = shape_of(self.words[line]), self.layout.block[line]
        if shape == "time":
            return True
        named = (n for n, here in self.by_line.items() if any(p.role == Role.PATIENT for _, p in here))
        return sum(self.layout.block[n] == block and shape_of(self.words[n]) == shape for n in named) >= 2

    def _at_distance(self, a: Attribute) -> Person | None:
        if a.kind in PROFESSIONAL:
            return None
        patients = self.patients()
        if a.kind in CONTACT:
            return self._distant_contact(a, patients)
        if self._is_another_record(a.line):
            return None
        return self._distant_patient(a, patients)

    def _distant_patient(self, a: Attribute, patients: Sequence[Person]) -> Person | None:
        if len(patients) == 1:
            return patients[0]
        above = [p for p in patients if any(a.line - FAR <= s.line < a.line for s in p.spans)]
        if above and a.labelled:
            return max(above, key=lambda p: max(s.line for s in p.spans if s.line < a.line))
        if not patients and a.kind == DataType.BIRTH_DATE and len(self.people) == 1:
            return self.people[0]
        return None

    def _distant_contact(self, a: Attribute, patients: Sequence[Person]) -> Person | None:
        """Give a contact that stands apart to the patient only where a label says so, after the name, before the end."""
        if not patients or self.layout.signature[a.line] or not _OWN_LABEL.search(self.words[a.line][: a.start]):
            return None
        above = [p for p in patients if any(a.line - 2 * NEAR <= s.line < a.line for s in p.spans)]
        if len(patients) == 1 and above:
            return above[0]
        return max(above, key=lambda p: max(s.line for s in p.spans if s.line < a.line)) if above else None


def _outranks(role: Role, reason: str, person: Person) -> bool:
    """Say whether a later name tells more of the role: a default yields to a reason."""
    weak = {"no sign of another role", "a list of attendance", "a mail header"}
    return person.reason == "no sign of another role" and reason not in weak and role != person.role


def _may_own(person: Person, a: Attribute) -> bool:
    if a.kind in CONTACT:
        return True
    if a.kind in PROFESSIONAL:
        return person.role != Role.PATIENT
    if person.role == Role.PATIENT:
        return True
    if a.kind in {
        DataType.BIRTH_DATE,
        DataType.DATE,
        DataType.NIR,
        DataType.IBAN,
        DataType.OFFICIAL_ID,
        DataType.AGE,
        DataType.PASSWORD,
        DataType.LOGIN,
    }:
        return not any(s.is_doctor for s in person.spans)
    return False


def born_beside(person: Person, a: Attribute, words: Sequence[str], today: dt.date) -> bool:
    """Say whether an unlabelled date right after the name is the birth date: "DUPONT Jean (12/03/1954)"."""
    if a.kind != DataType.DATE or not hasattr(a.value, "year") or a.value.year > today.year - 1:
        return False
    line = words[a.line]
    for span in person.spans:
        gap = line[span.end : a.start]
        if (
            span.line == a.line
            and span.end <= a.start
            and re.fullmatch(r"[\s(,;|\-–.]{1,30}(?:[MFH][\s,;|]{1,12})?", gap)
        ):
            after = line[a.end : a.end + 3]
            return "(" in gap or (not after.startswith((":", " :", "à", " à")) and a.value.year < today.year - 2)
    return False
