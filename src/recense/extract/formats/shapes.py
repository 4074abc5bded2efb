"""Records in disguise: tables, columns, keyed entries and named values that a JSON or XML value writes its own way.

Each function says what records a value holds, or None when it does not have the shape. Nothing is dropped: a value that
only nearly has the shape is left to be read as it stands.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from recense.extract.formats.cells import as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADS: Final = frozenset({"cols", "columns", "fields", "head", "header", "headers", "colonnes", "champs", "entetes"})
BODIES: Final = frozenset({"data", "rows", "values", "records", "lignes", "donnees", "valeurs", "result", "results"})
NAMES: Final = frozenset(
    {"name", "key", "field", "nom", "cle", "champ", "label", "libelle", "question", "column", "code"}
)
VALUES: Final = frozenset({"value", "valeur", "val", "text", "texte", "answer", "reponse", "v"})
_NAMES_A_COLUMN: Final = ("name", "field", "nom", "label", "key", "title")
OF_A_PERSON: Final = re.compile(r"nom\b|name|naiss|birth|\bn[ée]e?\b|\bddn|\bdob|ipp|nir\b", re.IGNORECASE)
OF_PATIENTS: Final = re.compile(r"patient|malade|r[ée]sident|usager|b[ée]n[ée]f|hospitalis", re.IGNORECASE)
GIVEN_OR_BORN: Final = re.compile(r"pr[ée]nom|given|first_?name|naiss|birth|\bddn\b|\bdob\b", re.IGNORECASE)
BORN: Final = re.compile(r"naiss|birth|\bddn\b|\bdob\b", re.IGNORECASE)
SHOWN: Final = 50  # entries looked at before deciding

# the wrappings of MongoDB's extended JSON, and of programs that turn XML into JSON
_WRAPPED: Final = frozenset(
    {"$oid", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal", "#text", "$t", "_text"}
)
_HEADS: Final = HEADS | {head.upper() for head in HEADS} | {head.capitalize() for head in HEADS}
_NUMBERED: Final = re.compile(r"\d{3}")
_JSON: Final = re.compile(r"\s*(?:\{\s*\"|\[\s*[\[{]).*[}\]]\s*", re.DOTALL)
_EPOCH: Final = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - a date of birth has no zone

Row = dict[str, Any]


def records_of(value: dict[str, Any]) -> tuple[list[Row], Row] | None:
    """Return the records that an object holds as a table, as columns or under their keys, and what it says beside them.

    None when the object is itself one record.
    """
    if not any(isinstance(item, dict | list) for item in value.values()):
        return None
    table = _of_table(value)
    if table:
        return table
    records = _of_columns(value) or _of_keys(value)
    return (records, {}) if records else None


def head_names(items: Any) -> list[str] | None:
    """Return the names of columns that a list gives, as words or as objects with a name."""
    if not isinstance(items, list) or not items:
        return None
    if all(isinstance(item, dict) for item in items):
        items = [next((item[key] for key in _NAMES_A_COLUMN if key in item), None) for item in items]
    return once_each(items) if all(isinstance(name, str) and name for name in items) else None


def once_each(names: Sequence[str]) -> list[str]:
    """Number the names that come again, so that each names one column: `nom`, `nom 2`."""
    seen: Counter[str] = Counter()
    made = []
    for name in names:
        seen[name] += 1
        made.append(f"{name} {seen[name]}" if seen[name] > 1 else name)
    return made


def _of_table(value: dict[str, Any]) -> tuple[list[Row], Row] | None:
    """Read `{"columns": ["nom", …], "data": [["DUPONT", …], …]}`."""
    if value.keys().isdisjoint(_HEADS):
        return None
    heads = {key: names for key, item in value.items() if key.lower() in HEADS and (names := head_names(item))}
    bodies = [key for key, item in value.items() if key.lower() in BODIES and isinstance(item, list) and item]
    if len(heads) != 1 or len(bodies) != 1:
        return None
    (head, names), body = next(iter(heads.items())), bodies[0]
    if not all(isinstance(row, list) and len(row) <= len(names) for row in value[body]):
        return None
    rest = {key: item for key, item in value.items() if key not in (head, body)}
    return [dict(zip(names, row, strict=False)) for row in value[body]], rest


def _of_columns(value: dict[str, Any]) -> list[Row] | None:
    """Read `{"nom": ["DUPONT", …], "prenom": ["Marie", …]}`, and the same with positions for lists (pandas)."""
    columns = list(value.values())
    if len(columns) < 2 or not isinstance(columns[0], dict | list):
        return None
    if all(isinstance(column, dict) for column in columns):
        places = list(columns[0])
        if len(places) < 2 or places != [str(i) for i in range(len(places))]:
            return None
        if any(list(column) != places for column in columns):
            return None
        columns = [list(column.values()) for column in columns]
    elif not all(isinstance(column, list) for column in columns):
        return None
    height = len(columns[0])
    plain = all(len(c) == height and not any(isinstance(x, dict | list) for x in c) for c in columns)
    # one list alone repeated (two telephones, two addresses) is no table: its fields would be named as a person's are
    if height < 2 or not plain or sum(bool(OF_A_PERSON.search(name)) for name in value) < 2:
        return None
    return [dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True)]


def _of_keys(value: dict[str, Any]) -> list[Row] | None:
    """Read records under their keys: `{"00123": {…}, "00124": {…}}`."""
    items = list(value.values())
    if not items or not all(isinstance(item, dict) and item for item in items):
        return None
    if len(items) < 3 and not all(_NUMBERED.search(key) for key in value):
        return None
    if sum(bool(OF_A_PERSON.search(key)) for key in value) > 1:  # `{"nom": {"value": …}, …}`: the fields of one
        return None
    if any(len(item.keys() & items[0].keys()) * 2 < len(items[0]) for item in items[:SHOWN]):
        return None
    return [{"_id": key, **item} for key, item in value.items()]


def pairs_of(items: list[Any]) -> Row | None:
    """Read `[{"name": "nom", "value": "DUPONT"}, …]` as one record, when its names are those of a person's fields."""
    if len(items) < 2 or not all(isinstance(item, dict) for item in items):
        return None
    name = next((key for key in items[0] if key.lower() in NAMES), None)
    value = next((key for key in items[0] if key.lower() in VALUES), None)
    if name is None or value is None:
        return None
    names = [item.get(name) for item in items]
    if not all(isinstance(one, str) and one for one in names) or len(set(names)) < len(names):
        return None
    if not any(OF_A_PERSON.search(one) for one in names):
        return None
    return {item[name]: item.get(value) for item in items}


def unwrapped(value: Any) -> Any:
    """Take a value out of the object around it: `{"$oid": …}`, `{"$date": …}`; open JSON that a text holds."""
    if isinstance(value, dict) and len(value) == 1:
        key, inner = next(iter(value.items()))
        if key == "$date":
            return _date(inner)
        return inner if key in _WRAPPED else value
    if isinstance(value, str) and len(value) > 8 and value.lstrip()[:1] in "{[" and _JSON.fullmatch(value):
        return opened(value)
    return value


def opened(text: str) -> Any:
    """Return what a JSON text holds; the text itself when it is none."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return held if isinstance(held, dict | list) else text


def _date(value: Any) -> Any:
    """Write the date of MongoDB, a text or milliseconds since 1970, as a person reads it."""
    inner: Any = value.get("$numberLong") if isinstance(value, dict) else value
    if isinstance(inner, str) and not inner.lstrip("-").isdigit():
        return inner.removesuffix("T00:00:00Z").removesuffix("T00:00:00.000Z")
    try:
        return as_text(_EPOCH + dt.timedelta(milliseconds=int(inner)))
    except (TypeError, ValueError, OverflowError):
        return str(value)
