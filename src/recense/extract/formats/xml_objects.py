"""An XML element as the object that its JSON form would be: what its children are called, what they hold.

Three ways of writing a field meet here: `<nom>DUPONT</nom>`, `<field name="NOM">DUPONT</field>` and, where one tag
comes several times, `<nom type="naissance">LEROY</nom><nom type="usage">DUPONT</nom>`.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

DEEPEST: Final = 60
# tags that only say "a field", whose name is in an attribute: MySQL, phpMyAdmin, Solr, property lists of all kinds
FIELDS: Final = frozenset(
    [
        "attr", "attribut", "attribute", "arr", "bool", "cell", "champ", "col", "colonne", "column", "data", "date",
        "double", "element", "entry", "field", "float", "int", "item", "long", "lst", "param", "parameter", "prop",
        "property", "propriete", "simpledata", "str", "string", "value", "var", "variable",
    ]
)  # fmt: skip
NAMED_BY: Final = ("name", "key", "nom", "cle", "field", "column", "n")
VALUE_IN: Final = ("value", "valeur", "val", "v")
OF_FIELDS: Final = frozenset({*NAMED_BY, *VALUE_IN, "type", "nil", "null", "size", "format"})


def as_object(element: Any, depth: int = 0) -> dict[str, Any]:
    """Return the attributes and the children of an element; what is said several times is a list."""
    found: dict[str, Any] = {local(key): value for key, value in element.attrib.items()}
    if is_prose(element) or depth > DEEPEST:
        found["text"] = " ".join("".join(element.itertext()).split())
        return found
    if (element.text or "").strip():
        found["text"] = element.text.strip()
    children = list(element.iterchildren("*"))
    if found and any(name_of_field(child) for child in children):  # `<table name="patient">`: it names no person
        found = {f"{local(element.tag)}.{key}": value for key, value in found.items()}
    tags = [child.tag for child in children]
    counts = Counter(tags) if len(set(tags)) < len(tags) else {}
    told_apart = _told_apart(children) if counts else {}
    beside: dict[str, Any] = {}  # what attributes say of texts comes after the texts
    for child, tag in zip(children, tags, strict=True):
        if not child.attrib and not len(child):
            _put(found, local(tag), (child.text or "").strip() or None)
        else:
            _put_child(found, beside, child, told_apart.get(tag, ""), depth, alone=counts.get(tag, 1) == 1)
    for key, value in beside.items():
        _put(found, key, value)
    return found


def _put_child(
    found: dict[str, Any], beside: dict[str, Any], child: Any, told_by: str, depth: int, *, alone: bool
) -> None:
    value: Any = as_object(child, depth + 1)
    name = name_of_field(child)
    if name:
        value = _value_of_field(child, value)
    else:
        name = local(child.tag)
        if told_by:
            name = f"{name} {child.get(told_by)}"
            del value[local(told_by)]
        if not len(child) and (not value or ("text" in value and (alone or len(value) < 3))):
            for key in [key for key in value if key != "text"]:
                _put(beside, f"{name}.{key}", value[key])
            value = value.get("text")
    _put(found, name, value)


def _put(found: dict[str, Any], name: str, value: Any) -> None:
    if name in found:
        found[name] = [*(found[name] if isinstance(found[name], list) else [found[name]]), value]
    else:
        found[name] = value


def name_of_field(element: Any) -> str:
    """Return the name that an attribute gives to an element which only says "a field", or nothing."""
    if not element.attrib or local(element.tag).lower() not in FIELDS:
        return ""
    given = {local(key).lower(): value for key, value in element.attrib.items()}
    if not given.keys() <= OF_FIELDS:
        return ""
    return next((given[key].strip() for key in NAMED_BY if key in given), "")


def _value_of_field(element: Any, value: dict[str, Any]) -> Any:
    """Return what stands in a named field: its text, its value attribute, or its children without its own attributes."""
    if not len(element):
        return value.get("text") or next((value[key] for key in value if key.lower() in VALUE_IN), None)
    inner = {local(child.tag) for child in element.iterchildren("*")}
    if all(not len(child) and not child.attrib for child in element.iterchildren("*")) and len(inner) == 1:
        return [child.text for child in element.iterchildren("*")]  # Solr's arrays
    return {key: item for key, item in value.items() if key.lower() not in OF_FIELDS or key in inner}


def _told_apart(children: list[Any]) -> dict[str, str]:
    """Return, for tags that come several times, the attribute that tells their texts apart by a word."""
    counts = Counter(child.tag for child in children if not len(child) and len(child.attrib) == 1 and child.text)
    found = {}
    for tag, count in counts.items():
        same = [child for child in children if child.tag == tag]
        keys = {key for child in same for key in child.attrib}
        if 1 < count == len(same) and len(keys) == 1 and not name_of_field(same[0]):
            key = keys.pop()
            words = {child.get(key) for child in same}
            if len(words) == count and all(word[:1].isalpha() for word in words):
                found[tag] = key
    return found


def is_prose(element: Any) -> bool:
    """Say whether words stand between the children: a paragraph, not a record."""
    return bool(len(element)) and any((child.tail or "").strip() for child in element)


def local(name: Any) -> str:
    """Return a name without its namespace."""
    return str(name).rpartition("}")[2]
