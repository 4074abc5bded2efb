"""FHIR, JSON (a Bundle, one resource, NDJSON) or XML: one row a person, with all that the file says of them.

A stay, a diagnosis or a result is put on the row of the person it refers to, so that it is somebody's; what refers to
nobody in the file has a row of its own, in the grid of its type of resource.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recense.errors import Unreadable
from recense.extract.charset import open_text
from recense.extract.formats.fhir_resources import PEOPLE, other_fields, person_fields, subject_name, subject_of
from recense.extract.formats.json_stream import JsonStream
from recense.extract.formats.records import RecordGrids
from recense.extract.formats.safe_xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.formats.records import Fields
    from recense.extract.registry import ReadOptions

REPEATS = 5  # columns for what is said several times of one person
LISTS = {"entry", "parameter"}  # what a Bundle, or a Parameters, holds its resources in


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:
    """Read the resources of a file.

    Raises:
        Unreadable: not JSON or XML, or no resource in it.

    """
    people: dict[str, Fields] = {}  # every address of a person leads to the one row
    rows: list[tuple[str, Fields]] = []
    for address, resource in _resources(source, writer, options):
        kind = str(resource["resourceType"])
        if kind in PEOPLE:
            rows.append((kind, person_fields(resource) | other_fields(resource)))
            for key in (address, f"{kind}/{resource.get('id')}", f"#{resource.get('id')}"):
                people.setdefault(key, rows[-1][1])
    grids = RecordGrids(writer)
    for _, resource in _resources(source, writer, options):
        kind = str(resource["resourceType"])
        if kind in PEOPLE:
            continue
        subject = subject_of(resource)
        person = _find(subject, people) if subject else None
        if person is None:
            rows.append((kind, subject_name(resource) | other_fields(resource)))
        else:
            _put(person, kind, other_fields(resource))
    if not rows:
        raise Unreadable("no FHIR resource was found in it. Ask for another copy of it.")
    for kind, fields in rows:
        grids.add(f"resource={kind}", fields)
    grids.finish()


def _put(person: Fields, kind: str, said: Fields) -> None:
    """Add what a resource says to a person's row; what is there already gets a numbered column, then shares the last."""
    for name, value in said.items():
        header = f"Date ({kind})" if name == "Date" else name
        columns = [header, *(f"{header} {n}" for n in range(2, REPEATS + 1))]
        free = next((column for column in columns if not person.get(column)), None)
        if value and value not in (person.get(column) for column in columns):
            person[free or columns[-1]] = value if free else f"{person[columns[-1]]} ; {value}"


def _find(reference: str, people: dict[str, Fields]) -> Fields | None:
    """Follow a reference: as it is, or by its last two parts when it is a whole address."""
    return people.get(reference) or people.get("/".join(reference.partition("/_history/")[0].split("/")[-2:]))


def _resources(source: Path, writer: DocumentWriter, options: ReadOptions) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each resource with the address that the bundle gives it, the contained ones too."""
    if options.media_type.endswith("xml"):
        yield from _unpack(_as_object(parse_xml(source.read_bytes())))
        return
    stream, _ = open_text(source)
    with stream:
        values = JsonStream(stream)
        for name, _, value in values.items():
            if isinstance(value, dict) and name in {"", *LISTS}:
                yield from _unpack(value)
    if values.damaged and not writer.problems:
        writer.problem("the JSON is cut or malformed in places, which were not read")


def _unpack(value: dict[str, Any], address: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    resource = value.get("resource")
    if isinstance(resource, dict) and "resourceType" not in value:
        yield from _unpack(resource, str(value.get("fullUrl", "")))
    elif value.get("resourceType") in {"Bundle", "Parameters"}:
        for entry in [*(value.get("entry") or []), *(value.get("parameter") or [])]:
            if isinstance(entry, dict):
                yield from _unpack(entry)
    elif "resourceType" in value:
        for contained in value.get("contained") or []:
            if isinstance(contained, dict) and "resourceType" in contained:
                yield "", contained
        yield address, value


def _as_object(element: Any) -> dict[str, Any]:
    """Turn a FHIR element into the object that its JSON form would be; a list is made of what comes more than once."""
    found: dict[str, Any] = {}
    name = element.tag.rpartition("}")[2]
    if name[:1].isupper():
        found["resourceType"] = name
    for child in element.iterchildren("*"):
        key = child.tag.rpartition("}")[2]
        if key in {"div", "extension"}:
            continue
        value = _as_value(child)
        if key in found:
            found[key] = [*(found[key] if isinstance(found[key], list) else [found[key]]), value]
        else:
            found[key] = [value] if key in {"entry", "given", "line", "contained"} else value
    return found


def _as_value(element: Any) -> Any:
    children = list(element.iterchildren("*"))
    if "value" in element.attrib and not children:
        return element.get("value")
    if len(children) == 1 and children[0].tag.rpartition("}")[2][:1].isupper():
        return _as_object(children[0])  # `resource` and `contained` wrap one
    return _as_object(element)
