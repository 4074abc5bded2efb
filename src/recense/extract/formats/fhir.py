"""FHIR, JSON (a Bundle, one resource, NDJSON) or XML: one grid a type of resource.

A row about a patient carries the patient's identity, looked up in the same file, so that a result is somebody's.
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

LISTS = {"entry", "parameter"}  # what a Bundle, or a Parameters, holds its resources in


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:
    """Read the resources of a file.

    Raises:
        Unreadable: not JSON or XML, or no resource in it.

    """
    people: dict[str, Fields] = {}
    for address, resource in _resources(source, writer, options):
        if resource["resourceType"] in PEOPLE:
            fields = person_fields(resource)
            for key in (address, f"{resource['resourceType']}/{resource.get('id')}", f"#{resource.get('id')}"):
                people.setdefault(key, fields)
    grids = RecordGrids(writer)
    found = False
    for _, resource in _resources(source, writer, options):
        found = True
        kind = str(resource["resourceType"])
        grids.add(f"resource={kind}", _row(resource, kind, people))
    if not found:
        raise Unreadable("no FHIR resource was found in it. Ask for another copy of it.")
    grids.finish()


def _row(resource: dict[str, Any], kind: str, people: dict[str, Fields]) -> Fields:
    if kind in PEOPLE:
        return person_fields(resource) | other_fields(resource)
    subject = subject_of(resource)
    person = _find(subject, people) if subject else None
    return (person or subject_name(resource)) | other_fields(resource)


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
