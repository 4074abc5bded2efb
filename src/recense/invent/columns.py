"""The columns of lists of people: one function a field, from the people of the table to its cells.

`COLUMNS` says the category that each field exposes where it is filled; None tells nothing of the person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recense.invent import noise
from recense.invent.cells import beside, care, contact, identity, work
from recense.invent.truth import Mention

if TYPE_CHECKING:
    from recense.invent.cells.context import TableContext
    from recense.invent.family import ColumnFunction


def make_columns(context: TableContext, fields: list[str]) -> tuple[list[list[Any]], list[list[Mention]]]:
    """Render the columns of a table and the mentions of each row (the row's own person first)."""
    known = {**COLUMNS, **context.family.extra_columns}
    columns = [known[name][1](context) for name in fields]
    categories: list[set[str]] = [
        {*context.added.get(i, ()), *context.kind.implies} for i in range(len(context.people))
    ]
    for name, column in zip(fields, columns, strict=True):
        category = known[name][0]
        if category:
            for row, cell in enumerate(column):
                if cell is not None:
                    categories[row].add(category)
    mentions = [
        [_own_mention(context, row, fields, columns, categories[row]), *context.beside.get(row, [])]
        for row in range(len(context.people))
    ]
    _soil(context, columns)
    return columns, mentions


def _own_mention(
    context: TableContext, row: int, fields: list[str], columns: list[list[Any]], categories: set[str]
) -> Mention:
    shown = {f for f, column in zip(fields, columns, strict=True) if column[row] is not None}
    names = context.names[row]
    full = context.style.full_name if "full" in shown else ""
    family = names.used if {"family", "used"} & shown or full else None
    birth = names.birth if "birth" in shown or ("{B}" in full and names.birth != names.used) else None
    if family is None and birth is not None:
        family = birth
    has_given = "given" in shown or "{G}" in full
    given = (names.given, *names.seconds.split()) if has_given and names.given else ()
    told = {"sex", "title"} & shown or ("{T}" in full)
    return Mention(
        person=context.people[row],
        family_name=family.strip() if family else None,
        birth_name=birth,
        given_names=given,
        birth_date=context.births[row] if "birth_date" in shown or "{D}" in full else None,
        sex=context.population.sex[context.people[row]] if told else None,
        categories=tuple(categories),
        role={"patient": "patient", "staff": "staff"}.get(context.kind.subject, "other"),
        has_own_number=row in context.own_number,
    )


def _soil(context: TableContext, columns: list[list[Any]]) -> None:
    """Put what people type in empty cells, stray spaces, and nothing that changes what is told."""
    token = context.style.missing
    for column in columns:
        for row, cell in enumerate(column):
            if cell is None and token and context.rng.random() < 0.6:
                column[row] = token
            elif isinstance(cell, str) and context.hit("spaces"):
                column[row] = noise.spaces(cell, context.rng)


COLUMNS: dict[str, tuple[str | None, ColumnFunction]] = {
    "family": ("identity", identity.family),
    "birth": ("identity", identity.birth_name),
    "used": ("identity", identity.used_name),
    "given": ("identity", identity.given),
    "full": ("identity", identity.full),
    "title": ("identity", identity.title),
    "sex": ("identity", identity.sex),
    "birth_date": ("identity", identity.birth_date),
    "birth_place": ("identity", identity.birth_place),
    "age": ("identity", identity.age),
    "nir": ("nir", identity.nir),
    "ipp": ("patient_id", identity.ipp),
    "stay": ("patient_id", identity.stay),
    "sector": ("stay", care.sector),
    "sector_code": ("stay", care.sector_code),
    "room": ("stay", care.room),
    "arrival": ("stay", care.arrival),
    "discharge": ("stay", care.discharge),
    "appointment": ("stay", care.appointment),
    "mode": ("stay", care.from_words("modes")),
    "destination": ("stay", care.from_words("destinations")),
    "phone": ("contact", contact.phone),
    "landline": ("contact", contact.landline),
    "email": ("contact", contact.email),
    "street": ("contact", contact.street),
    "postcode": ("contact", contact.postcode),
    "city": ("contact", contact.city),
    "address": ("contact", contact.address),
    "diagnosis": ("health", care.diagnosis),
    "diagnosis_code": ("health", care.diagnosis_code),
    "drug": ("health", care.from_words("drugs")),
    "act": ("health", care.act),
    "act_code": ("health", care.act_code),
    "result": ("health", care.result),
    "note": ("health", care.note),
    "death_date": ("stay", care.discharge),
    "remark": (None, care.remark),
    "iban": ("bank", work.iban),
    "amount": ("other", work.amount),
    "job": ("staff", work.job),
    "staff_id": ("staff", work.staff_id),
    "rpps": ("staff", work.rpps),
    "unit": ("staff", care.sector),  # where somebody works
    "hired": ("staff", work.other_date),
    "grade": ("staff", work.constant("Titulaire", "CDI", "CDD", "Stagiaire", "Contractuel")),
    "login": ("credentials", work.login),
    "password": ("credentials", work.password),
    "official_id": ("official_id", identity.official_id),
    "practitioner": (None, beside.practitioner),
    "family_doctor": (None, beside.family_doctor),
    "relative": ("family", beside.relative),
    "relative_phone": ("family", beside.relative_phone),
    "guardian": ("family", beside.guardian),
    "called": (None, beside.called),
    "company": (None, care.from_words("companies")),
    "number": (None, work.number),
    "serial": (None, work.serial),
    "time": (None, care.time),
    "typed_on": (None, work.other_date),
    "typed_by": (None, work.constant("ADM", "SEC1", "jdup", "import", "mlb")),
    "done": (None, work.constant("O", "N", "oui", "non", "", "X")),
    "status": (None, work.constant("VALIDE", "EN COURS", "CLOS", "A REVOIR")),
    "blank": (None, lambda context: [None] * len(context.people)),
}
"""Each field: the category it exposes, and how its column is made."""
