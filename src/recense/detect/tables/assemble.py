"""From typed columns to mentions: one for each row's own person, and one for each other person named in the row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from recense.detect.categories import CategoryContext, categories_of, is_administrative, is_telling
from recense.detect.results import FOUND
from recense.detect.tables.columns import NAME_KINDS
from recense.detect.tables.evidence import may_be_beside
from recense.detect.tables.headers import plain_words
from recense.detect.tables.likeness import rows_of_nobody
from recense.detect.tables.people import (
    HAS_DIGIT,
    People,
    drop_placeholders,
    put_dates,
    put_names,
    put_numbers,
    put_places,
    put_sectors,
    put_the_rest,
)
from recense.detect.text.clinical import find_clinical
from recense.detect.text.kin import RELATIVE_BETWEEN
from recense.model import DataType, Form, MedicalContent, Role

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from recense.detect.tables.columns import Column
    from recense.detect.tables.grid import Cells
    from recense.detect.tables.subject import Subject

ANCHORS = (
    "family_name",
    "birth_name",
    "given_names",
    "nir",
    "ipp",
    "stay_ids",
    "birth_date",
    "birth_year",
    "staff_id",
    "rpps",
    "iban",
    "official_id",
)
NAMES = ("family_name", "birth_name", "given_names")
EXPLICIT_BIT = 60
# a note that names whom to call, or speaks of one's own: "prévenir Mme FERRAND Marianne au 06…", "vu avec sa fille"
WHOM_TO_CALL = re.compile(
    r"\b(?i:pr[ée]venir|appeler|contact(?:er)?|joindre|avertir|pc|personne de confiance)\s?[:=]?\s+"
    r"(?!(?i:dr|docteur|pr|professeur)\b)(?:(?i:m\.?|mr|mme|mlle|monsieur|madame)\s+)?[A-ZÀ-Ý][\w'’-]+\s+[A-ZÀ-Ý][\w'’-]+"
)
OUTSIDE = re.compile(r"\b(?:TRAITANT|TRAIT|VILLE|CORRESPONDANTS?|ADRESS\w*|MT|GP|MEDTRAIT\w*)\b")
WHO = {Role.PATIENT: "patients", Role.STAFF: "staff", Role.OTHER: "people"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the file says around a table: its names, the sectors of its titles, the sector of each row's section."""

    names: tuple[str, ...]
    title_sectors: frozenset[str] = frozenset()
    sections: list[str | None] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """The mentions of one table: the row of each (from 0), which person of the row it is, and the fields of `FOUND`."""

    rows: np.ndarray = field(repr=False)
    local: np.ndarray = field(repr=False)
    fields: dict[str, pa.Array] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Group:
    """The people of one place in the rows: the rows' own, or the doctors named beside them."""

    people: People
    role: Role
    local: int
    confidence: float
    reason: str
    nobody: np.ndarray  # rows in which the name is that of a service, a room, a firm
    explicit: np.ndarray | None = None


def assemble(
    columns: Sequence[Cells], typed: Sequence[Column], subject: Subject, around: Surroundings, today: dt.date
) -> list[Found]:
    """Return the mentions of the rows of one table."""
    if subject.role is None or not columns:
        return []
    groups = [_own_people(columns, typed, subject, around, today)] if subject.has_own else []
    for owner, role, first in (("practitioner", Role.STAFF, 1), ("relative", Role.OTHER, 50)):
        beside = _persons_beside([c for c in typed if c.owner == owner and may_be_beside(c)])
        groups += [
            _people_beside(columns, c, _role_beside(c, role), local, today) for local, c in enumerate(beside, first)
        ]
    found = [_written(g, subject, around) for g in groups]
    return [f for f in found if f is not None]


def _own_people(
    columns: Sequence[Cells], typed: Sequence[Column], subject: Subject, around: Surroundings, today: dt.date
) -> _Group:
    own = [c for c in typed if not c.owner or c.owner == "insured"]
    people = People(len(columns[0]))
    put_names(people, columns, own, today)
    drop_placeholders(people)
    put_numbers(people, columns, own)
    put_dates(people, columns, own, today)
    put_places(people, columns, own)
    put_the_rest(people, columns, own)
    put_sectors(people, columns, own, around.sections)
    if "sectors" not in people.made and len(around.title_sectors) == 1:
        people.made["sectors"] = [sorted(around.title_sectors)] * people.height
    for column in typed:
        if column.data_type in {DataType.RELATIVE, DataType.RELATIVE_PHONE}:
            filled = columns[column.index].filled
            people.mark(
                column.data_type, columns[column.index].where(HAS_DIGIT.search) if column.kind == "phone" else filled
            )
    for column in own:
        if column.kind == "free_text" and column.profile.filled:
            people.note("household", columns[column.index].where(_names_ones_own))
    sure = min(
        [c.confidence for c in own if c.kind in {*NAME_KINDS, "ipp", "nir", "birth_date"} and c.profile.filled] or [0.5]
    )
    confidence = round(min(subject.confidence, 0.6 + 0.4 * sure), 3)
    reason = f"row of a table about {WHO[subject.role] if subject.role else 'people'}: {subject.reason}"
    nobody = rows_of_nobody(columns, own)
    return _Group(people, subject.role or Role.OTHER, 0, confidence, reason, nobody, _rows_about_health(columns, own))


def _rows_about_health(columns: Sequence[Cells], own: Sequence[Column]) -> np.ndarray | None:
    """Say in which rows a free text speaks of health."""
    found: np.ndarray | None = None
    for column in own:
        if column.kind == "free_text" and column.profile.filled:
            reason = "MOTIF" in plain_words(column.header)  # why somebody comes is medical, unless it is their papers
            said = columns[column.index].where(_is_reason if reason else find_clinical)
            found = said if found is None else found | said
    return found


def _names_ones_own(cell: str) -> bool:
    return bool(WHOM_TO_CALL.search(cell) or RELATIVE_BETWEEN.search(cell))


def _is_reason(cell: str) -> bool:
    return sum(map(str.isalpha, cell)) > 3 and not is_administrative(cell)


def _persons_beside(columns: list[Column]) -> list[list[Column]]:
    """Group the columns of other people: a family name with the given name and the telephone that follow it."""
    groups: list[list[Column]] = []
    for column in columns:
        if not column.profile.filled:
            continue
        kinds = {c.kind for c in groups[-1]} if groups else set()
        again = (
            column.kind in kinds
            or (column.kind == "full_name" and kinds & NAME_KINDS)
            or (column.kind in NAME_KINDS and "full_name" in kinds)
        )
        if not groups or (again and column.kind in NAME_KINDS):
            groups.append([column])
        else:
            groups[-1].append(column)
    return [g for g in groups if any(c.kind in NAME_KINDS for c in g)]


def _role_beside(group: list[Column], role: Role) -> Role:
    """Tell the hospital's own doctors from the patient's (`model.Role.OTHER`: an outside doctor)."""
    outside = any(OUTSIDE.search(plain_words(c.header)) for c in group)
    return Role.OTHER if outside else role


def _people_beside(columns: Sequence[Cells], group: list[Column], role: Role, local: int, today: dt.date) -> _Group:
    people = People(len(columns[0]))
    put_names(people, columns, group, today)
    if "family_name" in people.made:  # initials name nobody
        people.made["family_name"] = [
            n if n and sum(map(str.isalpha, n)) >= 3 else None for n in people.made["family_name"]
        ]
    if group[0].owner == "practitioner" and "family_name" in people.made:
        people.mark(DataType.PRACTITIONER, people.filled("family_name"))
    put_numbers(people, columns, [c for c in group if c.kind == "rpps"])
    put_the_rest(people, columns, [c for c in group if c.kind in {"phone", "email"}])
    who = "professional" if role is Role.STAFF else "relative or contact"
    confidence = round(0.5 + 0.4 * min(c.confidence for c in group), 3)
    reason = f"{who} named beside the row's own person"
    return _Group(people, role, local, confidence, reason, rows_of_nobody(columns, group))


# --- the mention -----------------------------------------------------------------------------------------------------


def _written(group: _Group, subject: Subject, around: Surroundings) -> Found | None:
    """Write the group as Arrow columns, for the rows in which somebody is there."""
    people = group.people
    there = np.zeros(people.height, dtype=bool)
    for anchor in ANCHORS if group.local == 0 else NAMES[:1]:
        there |= people.filled(anchor)
    rows = np.flatnonzero(there & ~group.nobody)
    if not len(rows):
        return None
    kept = None if len(rows) == people.height else rows.tolist()
    fields = {
        name: pa.array(column if kept is None else [column[i] for i in kept], FOUND.field(name).type)
        for name, column in people.made.items()
    }
    fields |= _said(group, rows, subject, around)
    for name, value in (
        ("role", group.role.value),
        ("confidence", group.confidence),
        ("reason", group.reason),
        ("source", "table"),
    ):
        fields[name] = pa.repeat(pa.scalar(value, FOUND.field(name).type), len(rows))
    return Found(rows, np.full(len(rows), group.local), fields)


def _said(group: _Group, rows: np.ndarray, subject: Subject, around: Surroundings) -> dict[str, pa.Array]:
    """Compute data types, categories, rules and flags once for each distinct combination."""
    people = group.people
    kinds = sorted(people.present, key=lambda t: t.value)
    odd, told = sorted(people.flags), sorted(people.noted)
    bits = np.zeros(people.height, dtype=np.int64)
    masks = [*(people.present[k] for k in kinds), *(people.flags[f] for f in odd), *(people.noted[n] for n in told)]
    for i, mask in enumerate(masks):
        bits |= mask.astype(np.int64) << i
    if group.explicit is not None:
        bits |= group.explicit.astype(np.int64) << EXPLICIT_BIT
    sectors = people.made.get("sectors")
    combos = (
        list(zip(bits[rows].tolist(), (tuple(sectors[i] or ()) for i in rows.tolist()), strict=True))
        if sectors
        else [(b, ()) for b in bits[rows].tolist()]
    )
    number: dict[tuple[int, tuple[str, ...]], int] = {}
    codes = np.fromiter((number.setdefault(c, len(number)) for c in combos), dtype=np.int64, count=len(combos))
    answers: dict[str, list[Any]] = {"data_types": [], "categories": [], "rules": [], "flags": []}
    for value, named in number:
        types = frozenset(k for i, k in enumerate(kinds) if value >> i & 1)
        flags = [f for i, f in enumerate(odd, len(kinds)) if value >> i & 1]
        medical = MedicalContent.EXPLICIT if value >> EXPLICIT_BIT & 1 else MedicalContent.NONE
        noted = frozenset(n for i, n in enumerate(told, len(kinds) + len(odd)) if value >> i & 1)
        context = CategoryContext(Form.LIST, subject.role, medical, around.title_sectors, around.names, noted)
        exposed = categories_of(types, group.role, context)
        if is_telling(types, group.role, context, named):
            flags.append("sector_telling")
        answers["data_types"].append(sorted(t.value for t in types))
        answers["categories"].append([e.category.value for e in exposed])
        answers["rules"].append([e.rule for e in exposed])
        answers["flags"].append(flags)
    return {name: pa.array(lists, FOUND.field(name).type).take(pa.array(codes)) for name, lists in answers.items()}
