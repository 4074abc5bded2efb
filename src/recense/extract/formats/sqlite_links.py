"""Tables of a database that point to people: `patient_id` of the appointments says which row of `patients` is meant.

The names of the person are set beside such a row, and the number that points is called what it is, a reference: it
counts the rows of one database and is no number of a patient.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from recense.extract.formats.shapes import GIVEN_OR_BORN, OF_A_PERSON, once_each

if TYPE_CHECKING:
    import sqlite3

REFERENCE: Final = "ref"  # what a column that points is called
SAMPLE: Final = 200  # rows of which nearly all must point to a row, when nothing declares that they do
POINTING: Final = 0.9
_POINTS: Final = re.compile(
    r"^(?:id|num|no|code|fk|ref)_?(.{3,})$|^(.{3,}?)_?(?:id|num|no|code|fk|ref)$", re.IGNORECASE
)
_WHO: Final = re.compile(f"{OF_A_PERSON.pattern}|{GIVEN_OR_BORN.pattern}|sexe?\\b|civ", re.IGNORECASE)  # set beside
_IDENTIFIES: Final = re.compile(r"ipp|nip\b|nir\b|ins\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A column of one table and the table, with its key, that it points to."""

    column: str
    parent: str
    key: str


def find_link(base: sqlite3.Connection, table: str, tables: list[str]) -> Link | None:
    """Return the link of a table to people, when its own rows name nobody."""
    columns = _columns(base, table)
    if any(GIVEN_OR_BORN.search(name) for name in columns):
        return None
    declared = [
        Link(str(row[3]), str(row[2]), str(row[4] or _key(base, str(row[2]))))
        for row in base.execute(f"pragma foreign_key_list({quoted(table)})")
    ]
    guessed = [link for column in columns for link in _guessed(base, table, column, tables)]
    for link in declared + guessed:
        names = _columns(base, link.parent)
        people = sum(bool(OF_A_PERSON.search(name)) for name in names)
        if link.key in names and people > 1 and any(map(GIVEN_OR_BORN.search, names)) and _is_unique(base, link):
            return link
    return None


def select(base: sqlite3.Connection, table: str, link: Link) -> tuple[str, list[str]]:
    """Return the statement that reads a table with the people that it points to, and what its columns are called."""
    beside = [name for name in _columns(base, link.parent) if name != link.key and _WHO.search(name)]
    wanted = "".join(f", p.{quoted(name)}" for name in beside)
    own = [
        REFERENCE if name == link.column and not _IDENTIFIES.search(link.key) else name
        for name in _columns(base, table)
    ]
    statement = (
        f"select t.*{wanted} from {quoted(table)} t left join {quoted(link.parent)} p"
        f" on t.{quoted(link.column)} = p.{quoted(link.key)}"
    )
    return statement, once_each([*own, *(f"{link.parent}.{name}" for name in beside)])


def quoted(name: str) -> str:
    """Write a name so that it can stand in a statement."""
    return '"' + name.replace('"', '""') + '"'


def _columns(base: sqlite3.Connection, table: str) -> list[str]:
    return [str(row[1]) for row in base.execute(f"pragma table_info({quoted(table)})")]


def _key(base: sqlite3.Connection, table: str) -> str:
    keys = [str(row[1]) for row in base.execute(f"pragma table_info({quoted(table)})") if row[5]]
    return keys[0] if len(keys) == 1 else ""


def _guessed(base: sqlite3.Connection, table: str, column: str, tables: list[str]) -> list[Link]:
    """Find the table that a column is named after, and see that what it holds is there."""
    found = _POINTS.match(column)
    meant = (found[1] or found[2] or "").strip("_").lower() if found else ""
    for parent in tables:
        if not meant or parent == table or parent.lower().removesuffix("s") != meant.removesuffix("s"):
            continue
        link = Link(column, parent, _key(base, parent) or "id")
        if link.key in _columns(base, parent) and _points(base, table, link):
            return [link]
    return []


def _points(base: sqlite3.Connection, table: str, link: Link) -> bool:
    inside = f"select {quoted(link.column)} v from {quoted(table)} where v is not null limit {SAMPLE}"
    there = f"v in (select {quoted(link.key)} from {quoted(link.parent)})"
    held, pointing = base.execute(f"select count(*), sum({there}) from ({inside})").fetchone()
    return bool(held) and (pointing or 0) >= POINTING * held


def _is_unique(base: sqlite3.Connection, link: Link) -> bool:
    key = quoted(link.key)
    total, distinct = base.execute(f"select count({key}), count(distinct {key}) from {quoted(link.parent)}").fetchone()
    return bool(total == distinct > 0)
