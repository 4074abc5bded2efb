"""From the plan of a list to its bare records: which columns, which header words, who stands on which row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recense.invent.cells.context import TableContext
from recense.invent.columns import make_columns
from recense.invent.family import TableKind
from recense.invent.noise import strip_accents, typo
from recense.invent.sheets import Table
from recense.invent.style import draw_style

if TYPE_CHECKING:
    import random

    from recense.invent.family import Family
    from recense.invent.people import Population
    from recense.invent.plan import FileSpec

TYPED = frozenset({"xlsx", "xlsm", "xls", "ods", "sqlite", "dbf"})
_OPTIONAL = re.compile(r"^(\w+)(?:\?([.\d]*))?$")


def make_table(
    spec: FileSpec, family: Family, population: Population, rng: random.Random
) -> tuple[Table, TableContext]:
    """Make the records of one list."""
    kind = spec.kind
    assert isinstance(kind, TableKind)
    style = draw_style(family.habits, rng, typed=spec.format in TYPED and not spec.scan)
    fields = _choose_fields(kind, style.names, rng)
    if spec.format in {"fhir", "hl7"}:  # standards say how dates are written
        style.date_format = "%Y-%m-%d" if spec.format == "fhir" else "%Y%m%d"
    if spec.scan:
        fields = _printable(fields)
    if "full" not in fields:
        style.full_name = ""
    style.names = tuple(f for f in fields if f in {"family", "birth", "used", "given", "full"})
    fixed = rng.random() < 0.4
    sectors = [spec.sector if fixed else rng.randrange(len(family.words.sectors)) for _ in spec.people]
    context = TableContext(
        spec.people, population, family, kind, style, rng, spec.site, sectors, spec.start, max(1, spec.days)
    )
    columns, mentions = make_columns(context, fields)
    rows = [list(cells) for cells in zip(*columns, strict=True)]
    return Table(fields, header_words(fields, family, rng), rows, mentions), context


def _choose_fields(kind: TableKind, names: tuple[str, ...], rng: random.Random) -> list[str]:
    fields: list[str] = []
    for item in kind.fields:
        found = _OPTIONAL.match(item)
        assert found, item
        name, chance = found.groups()
        if chance is None or rng.random() < float(chance or 0.5):
            fields += [f for f in (names if name == "names" else (name,)) if f not in fields]
    if rng.random() < 0.25:  # the same columns in another order
        at = rng.randrange(len(fields))
        fields = fields[at:] + fields[:at]
    if rng.random() < 0.1:
        rng.shuffle(fields)
    return fields


def _printable(fields: list[str]) -> list[str]:
    """Keep what fits on one page across: names first, then short columns."""
    names = [f for f in fields if f in {"family", "birth", "used", "given", "full"}]
    short = {
        "birth_date",
        "sex",
        "ipp",
        "nir",
        "phone",
        "sector_code",
        "arrival",
        "appointment",
        "room",
        "act_code",
        "number",
        "time",
    }
    kept = {*names, *[f for f in fields if f in short][: max(2, 6 - len(names))]}
    return [f for f in fields if f in kept]


def header_words(fields: list[str], family: Family, rng: random.Random) -> list[str]:
    """Draw the header word of each column, all typed in one way."""
    case = rng.choice(("as is", "as is", "upper", "lower", "bare", "snake", "two lines"))
    words = []
    for name in fields:
        word = rng.choice(family.headers[name])
        if case == "upper":
            word = word.upper()
        elif case == "lower":
            word = word.lower()
        elif case == "bare":
            word = strip_accents(word).upper()
        elif case == "snake":
            word = re.sub(r"\W+", "_", strip_accents(word).lower()).strip("_") or word
        elif case == "two lines":
            word = word.replace(" ", "\n", 1)
        words.append(typo(word, rng) if rng.random() < 0.006 else word)
    if "family" in fields and "given" in fields and rng.random() < 0.015:  # whoever typed the header was wrong
        a, b = fields.index("family"), fields.index("given")
        words[a], words[b] = words[b], words[a]
    return words
