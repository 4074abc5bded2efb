"""Columns that say how to reach somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recense.invent import noise
from recense.invent.people import SWITCHBOARD
from recense.invent.style import phone_text, plain

if TYPE_CHECKING:
    from recense.invent.cells.context import TableContext


def phone(context: TableContext) -> list[Any]:
    """Write mobiles."""
    return phones(context, context.population.phone)


def landline(context: TableContext) -> list[Any]:
    """Write landlines."""
    return phones(context, context.population.landline)


def phones(context: TableContext, numbers: list[str]) -> list[Any]:
    """Write phone numbers in the style of the table."""
    cells: list[Any] = []
    style, rng = context.style.phone, context.rng
    for person in context.people:
        number = numbers[person]
        if not number and rng.random() < 0.02:
            number = SWITCHBOARD
        if not number or context.hit("missing"):
            cells.append(None)
            continue
        own = style if rng.random() < 0.93 else "spaces"
        text = phone_text(noise.wrong_digit(number, rng) if context.hit("wrong_digit") else number, own)
        other = context.population.landline[person]
        if rng.random() < 0.01 and other and other != number:
            text = f"{text} / {phone_text(other, 'spaces')}"
        cells.append(text)
    return cells


def email(context: TableContext) -> list[Any]:
    """Write e-mail addresses."""
    upper = context.rng.random() < 0.08
    found = [context.population.email[p] for p in context.people]
    return [None if not e or context.hit("missing") else (e.upper() if upper else e) for e in found]


def moved(context: TableContext, person: int) -> bool:
    """Say whether the list is older than their move."""
    return context.start.year < 2023 and context.population.old_city[person] != context.population.city[person]


def street_of(context: TableContext, person: int) -> str:
    """Return the street where they lived at the time."""
    population = context.population
    text = population.old_street[person] if moved(context, person) else population.street[person]
    return plain(text, context.style).upper() if context.style.name_case == "upper" else plain(text, context.style)


def city_of(context: TableContext, person: int) -> tuple[str, str]:
    """Return the postcode and town where they lived at the time."""
    population = context.population
    return context.family.places.cities[(population.old_city if moved(context, person) else population.city)[person]]


def street(context: TableContext) -> list[Any]:
    """Write numbers and streets."""
    return [None if context.hit("missing") else street_of(context, p) for p in context.people]


def postcode(context: TableContext) -> list[Any]:
    """Write postcodes, as numbers in some tables."""
    number = context.rng.random() < 0.15
    codes = [city_of(context, p)[0] for p in context.people]
    return [int(c) if number else c for c in codes]


def city(context: TableContext) -> list[Any]:
    """Write towns."""
    upper = context.rng.random() < 0.6
    return [city_of(context, p)[1].upper() if upper else city_of(context, p)[1] for p in context.people]


def address(context: TableContext) -> list[Any]:
    """Write whole addresses in one cell."""
    join = context.rng.choice((" ", ", ", " - ", "\n"))
    cells: list[Any] = []
    for person in context.people:
        code, city = city_of(context, person)
        cells.append(None if context.hit("missing") else f"{street_of(context, person)}{join}{code} {city.upper()}")
    return cells
