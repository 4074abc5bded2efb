"""Which categories of data are exposed at one place: rules that are data (`rules/categories.toml`), each shown.

Call `categories_of` once per distinct combination of data types, role and context, never per mention.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from recense.detect.names import fold
from recense.detect.sectors import normalize_sector, sectors_in_name, words_of
from recense.detect.text.clinical import find_clinical
from recense.model import Category, DataType, Exposed, Form, MedicalContent, Role

TOLD = ("sector", "care_name", "health_name", "in_care", "insurer", "household", "treated")


@dataclass(frozen=True, slots=True)
class CategoryContext:
    """What the file says beside the mention itself.

    `names` are the path and the sheet's name, as read (a patient list named `addictologie.xlsx` implies a stay);
    `sectors` are sectors read in the table's title, or in the letter around the mention; `medical_content` is that of
    the text around the mention (a letter, a free-text cell) or of the row, not of the whole file. `subject` is who a
    row of the table is about, None in a text: in a table about staff nobody is in care. `noted` is what
    the row says that has no data type of its own (of TOLD: a bed, an insurer…).
    """

    form: Form = Form.LIST
    subject: Role | None = None
    medical_content: MedicalContent = MedicalContent.NONE
    sectors: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    noted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule. An empty condition always holds."""

    name: str
    category: Category
    sentence: str
    data_types: frozenset[DataType] = frozenset()
    roles: frozenset[Role] = frozenset()
    medical: frozenset[MedicalContent] = frozenset()
    forms: frozenset[Form] = frozenset()
    without: frozenset[DataType] = frozenset()
    told: frozenset[str] = frozenset()  # of TOLD: what is said around


def categories_of(data_types: frozenset[DataType], role: Role, context: CategoryContext) -> list[Exposed]:
    """Return the categories exposed there, sorted by slug, each once, with the rule that says so (`id: sentence`)."""
    return list(_categories_of(data_types, role, context))


def is_telling(
    data_types: frozenset[DataType], role: Role, context: CategoryContext, sectors: tuple[str, ...] = ()
) -> bool:
    """Say whether a patient's sector, read there or told around it, tells the condition (flag `sector_telling`)."""
    if role is not Role.PATIENT:
        return False
    read = sectors if DataType.SECTOR in data_types else ()
    known = (normalize_sector(name) for name in (*read, *context.sectors))
    return any(sector is not None and sector.telling for sector in known) or any(
        sector.telling for name in context.names for sector in sectors_in_name(name)
    )


def is_administrative(cell: str) -> bool:
    """Say whether a cell speaks of papers, rights or conduct and of nothing clinical: "mutuelle à fournir"."""
    return bool(_administrative().search(fold(cell))) and not find_clinical(cell)


@cache
def _administrative() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_source()['administrative']['words'])})\b")


@lru_cache(maxsize=50_000)
def _categories_of(data_types: frozenset[DataType], role: Role, context: CategoryContext) -> tuple[Exposed, ...]:
    told = (
        frozenset(
            word
            for word, holds in (
                (
                    "sector",
                    context.subject is not Role.STAFF and (bool(context.sectors) or _names_a_sector(context.names)),
                ),
                ("care_name", _says(context.names, "care_names")),
                ("health_name", _says(context.names, "health_names")),
            )
            if holds
        )
        | context.noted
    )
    shown: dict[Category, Exposed] = {}
    for rule in _rules():
        if rule.category not in shown and _holds(rule, data_types, role, context, told):
            shown[rule.category] = Exposed(rule.category, f"{rule.name}: {rule.sentence}")
    return tuple(sorted(shown.values(), key=lambda exposed: exposed.category.value))


def _holds(
    rule: _Rule, data_types: frozenset[DataType], role: Role, context: CategoryContext, told: frozenset[str]
) -> bool:
    return (
        (not rule.data_types or not rule.data_types.isdisjoint(data_types))
        and (not rule.roles or role in rule.roles)
        and (not rule.medical or context.medical_content in rule.medical)
        and (not rule.forms or context.form in rule.forms)
        and rule.without.isdisjoint(data_types)
        and rule.told <= told
    )


@lru_cache(maxsize=10_000)
def _names_a_sector(names: tuple[str, ...]) -> bool:
    return any(not sector.platform for name in names for sector in sectors_in_name(name))


@lru_cache(maxsize=10_000)
def _says(names: tuple[str, ...], vocabulary: str) -> bool:
    """Look at the last part of each name: a folder "Admissions" holds much that is not about stays."""
    said = " | ".join(" ".join(words_of(name.replace("!/", "/").rsplit("/", 1)[-1])) for name in names)
    return any(f" {word} " in f" {said} " for word in _source()[vocabulary]["words"])


@cache
def _source() -> dict[str, Any]:
    text = (files("recense.detect") / "rules" / "categories.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            name=entry["id"],
            category=Category(entry["category"]),
            sentence=entry["sentence"],
            data_types=frozenset(DataType(v) for v in entry.get("data_types", [])),
            roles=frozenset(Role(v) for v in entry.get("roles", [])),
            medical=frozenset(MedicalContent(v) for v in entry.get("medical", [])),
            forms=frozenset(Form(v) for v in entry.get("forms", [])),
            without=frozenset(DataType(v) for v in entry.get("without", [])),
            told=frozenset(word for word in TOLD if entry.get(word)),
        )
        for entry in _source()["rule"]
    )
