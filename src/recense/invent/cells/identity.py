"""Columns that say who somebody is: names, birth, sex, numbers."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from recense.invent import noise
from recense.invent.identifiers import make_official_id
from recense.invent.style import date_text, nir_text

if TYPE_CHECKING:
    from recense.invent.cells.context import TableContext


def family(context: TableContext) -> list[Any]:
    """Write the names in use, or the only ones given."""
    return [n.used or None for n in context.names]


def birth_name(context: TableContext) -> list[Any]:
    """Write the names at birth."""
    return [n.birth or None for n in context.names]


def used_name(context: TableContext) -> list[Any]:
    """Fill the used name only where it differs, in half of the tables."""
    always = context.rng.random() < 0.5
    return [n.used if always or n.used != n.birth else None for n in context.names]


def given(context: TableContext) -> list[Any]:
    """Write the given names."""
    join = context.rng.choice((" ", " ", ", "))
    return [(n.given + (join + n.seconds if n.seconds else "")) or None for n in context.names]


def full_name(context: TableContext, row: int) -> str:
    """Write the name of a row's person in one cell, by the pattern of the style (`married|plain`)."""
    names, style = context.names[row], context.style
    married, _, single = style.full_name.partition("|")
    pattern = (single or married) if names.birth == names.used else married
    title = style.titles[context.population.sex[context.people[row]] == "F"]
    if "{B}" in pattern and names.birth == names.used:
        pattern = "{T} {F} {G}" if "{T}" in pattern else "{F} {G}"
    born = context.births[row]
    if born is None:
        pattern = pattern.replace("({D})", "").replace("{D}", "")
    return pattern.format(
        T=title,
        F=names.used,
        G=names.given + (f" {names.seconds}" if names.seconds else ""),
        B=names.birth,
        D=date_text(born, style.birth_format if style.birth_format != "serial" else "%d/%m/%Y") if born else "",
    ).strip(" ,(-")


def full(context: TableContext) -> list[Any]:
    """Write whole names in one cell."""
    suffixes = context.family.name_suffixes
    return [
        full_name(context, row) + (f" {context.rng.choice(suffixes)}" if context.hit("suffix") else "")
        for row in range(len(context.people))
    ]


def title(context: TableContext) -> list[Any]:
    """Write M. or Mme."""
    return [context.style.titles[context.population.sex[p] == "F"] for p in context.people]


def sex(context: TableContext) -> list[Any]:
    """Write the sex, in the words of the table."""
    words = context.style.sex_words
    cells = [words[context.population.sex[p] == "F"] for p in context.people]
    return [None if context.hit("missing") else c for c in cells]


def birth_date(context: TableContext) -> list[Any]:
    """Write birth dates, some of them partial."""
    cells = context.dates(list(context.births), context.style.birth_format)
    for row, person in enumerate(context.people):
        if context.births[row] is not None and context.hit("partial_date"):
            year = context.population.birth_date(person).year
            context.births[row] = None
            cells[row] = context.rng.choice((f"00/00/{year}", str(year), "00/00/0000"))
    return cells


def birth_place(context: TableContext) -> list[Any]:
    """Write towns of birth."""
    towns = context.family.words.towns_of_birth
    cities, population = context.family.places.cities, context.population
    numbers = [population.birth_city[p] for p in context.people]
    return [cities[c][1].upper() if c >= 0 else context.rng.choice(towns) for c in numbers]


def age(context: TableContext) -> list[Any]:
    """Write ages at the time of the list."""
    unit = context.rng.choice(("", "", " ans"))
    ages = [(context.start.toordinal() - context.population.born[p]) // 365 for p in context.people]
    return [f"{max(a, 0)}{unit}" if unit else max(a, 0) for a in ages]


def nir(context: TableContext) -> list[Any]:
    """Write NIR: of the parent for a child, some mistyped."""
    cells: list[Any] = []
    population, style = context.population, context.style.nir
    if style == "mangled" and context.rng.random() < 0.7:
        style = "plain"
    for row, person in enumerate(context.people):
        if context.hit("missing"):
            cells.append(None)
            continue
        owner, wrong = population.insured[person], context.hit("wrong_digit")
        text = nir_text(population.nir[owner], style)
        if owner == person and not wrong and style != "mangled":
            context.own_number.add(row)
        cells.append(noise.wrong_digit(text, context.rng) if wrong else text)
    return cells


def ipp(context: TableContext) -> list[Any]:
    """Write the patient numbers of the site."""
    population, cells = context.population, []
    width = context.rng.choice((0, 0, 10)) if context.site == 0 else 0
    for row, person in enumerate(context.people):
        number = population.ipp[person] if context.site == 0 else population.ipp_site_2[person]
        if context.site == 0 and population.other_ipp[person] > 0 and context.rng.random() < 0.4:
            number = population.other_ipp[person]
        context.own_number.add(row)
        cells.append(f"{number:0{width}d}" if width else number)
    return cells


def stay(context: TableContext) -> list[Any]:
    """Write numbers of stays."""
    first = context.start.year % 100 * 10_000_000 + context.rng.randrange(10**6)
    return [first + row * 3 + context.rng.randrange(3) for row in range(len(context.people))]


def official_id(context: TableContext) -> list[Any]:
    """Write numbers of identity documents."""
    found = [make_official_id(random.Random(f"id {p}")) for p in context.people]
    worded = context.rng.random() < 0.5
    return [f"{kind} {number}" if worded else number for kind, number in found]
