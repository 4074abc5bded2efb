"""Columns that name somebody else beside the person of the row: a professional, a relative."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recense.invent.style import phone_text
from recense.invent.truth import Mention

if TYPE_CHECKING:
    from recense.invent.cells.context import TableContext


def professional(context: TableContext, pool: list[int], *, titled: bool) -> list[Any]:
    """Name a professional on each row: somebody else's mention."""
    population, rng = context.population, context.rng
    initials = rng.random() < 0.15
    few = [rng.choice(pool) for _ in range(rng.randrange(2, 9))]
    written: dict[int, str] = {}
    for person in few:
        used, given = population.used[person], population.given[person]
        written[person] = f"{'Dr ' if titled else ''}{used.upper()} {given if rng.random() < 0.4 else ''}".strip()
        if initials:
            written[person] = f"{given[0]}{used[0]}"
    cells: list[Any] = []
    for row in range(len(context.people)):
        person = rng.choice(few)
        cells.append(written[person])
        if not initials:
            shown = population.given[person] in written[person]
            beside = Mention(
                person=person,
                family_name=population.used[person].upper(),
                given_names=(population.given[person],) if shown else (),
                categories=("identity", "staff"),
                role=population.role[person],
                slot=len(context.beside.get(row, [])) + 1,
            )
            context.beside.setdefault(row, []).append(beside)
    return cells


def practitioner(context: TableContext) -> list[Any]:
    """Write the doctors who care."""
    population = context.population
    doctors = [p for p in population.those("staff") if population.rpps[p]] or population.those("staff")
    return professional(context, doctors, titled=context.rng.random() < 0.8)


def family_doctor(context: TableContext) -> list[Any]:
    """Write the doctors who sent them."""
    population = context.population
    doctors = [p for p in population.those("other") if population.rpps[p]] or population.those("other")
    return professional(context, doctors, titled=True)


def relative(context: TableContext) -> list[Any]:
    """Write whom to call."""
    return relatives(context, context.population.relative, with_phone=False)


def guardian(context: TableContext) -> list[Any]:
    """Write guardians."""
    return relatives(context, context.population.guardian, with_phone=False)


def relative_phone(context: TableContext) -> list[Any]:
    """Write the phones of whom to call."""
    population = context.population
    found = [population.relative[p] for p in context.people]
    return [phone_text(population.phone[r], "spaces") if r >= 0 and population.phone[r] else None for r in found]


def called(context: TableContext) -> list[Any]:
    """Write remarks that name whom to call, with the phone."""
    return relatives(context, context.population.relative, with_phone=True)


def relatives(context: TableContext, whom: list[int], *, with_phone: bool) -> list[Any]:
    """Name a relative on each row: somebody else's mention."""
    population, rng = context.population, context.rng
    cells: list[Any] = []
    for row, person in enumerate(context.people):
        other = whom[person]
        if other < 0 or rng.random() < 0.2:
            cells.append(None)
            continue
        surname, given = population.used[other].upper(), population.given[other]
        title = "Mme" if population.sex[other] == "F" else "M."
        categories = ["identity"]
        text = rng.choice((f"{surname} {given}", f"{title} {surname} {given}", f"{given} {surname}"))
        if with_phone and population.phone[other]:
            phone = phone_text(population.phone[other], "spaces")
            text = rng.choice(
                (f"prévenir {text} au {phone}", f"contact : {text} {phone}", f"Appeler {text} tel {phone}")
            )
            categories.append("contact")
        cells.append(text)
        context.added.setdefault(row, set()).add("family")
        beside = Mention(
            other,
            surname,
            None,
            (given,),
            categories=tuple(categories),
            role="other",
            slot=len(context.beside.get(row, [])) + 1,
        )
        context.beside.setdefault(row, []).append(beside)
    return cells
