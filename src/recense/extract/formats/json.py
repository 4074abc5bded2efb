"""JSON and NDJSON: objects become rows, their fields columns under dotted names, their inner lists grids of their own.

A row of an inner list repeats the plain fields of the object that holds it: a stay keeps its patient.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from recense.extract.charset import open_text
from recense.extract.formats import fhir
from recense.extract.formats.cells import as_text
from recense.extract.formats.json_stream import JsonStream
from recense.extract.formats.records import RecordGrids, flatten, unnamed
from recense.extract.formats.shapes import GIVEN_OR_BORN, HEADS, OF_PATIENTS, head_names, records_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.formats.json_stream import Item
    from recense.extract.formats.records import Fields
    from recense.extract.registry import ReadOptions

DEEPEST_LIST: Final = 6  # lists inside lists that get a grid of their own
MOST_REPEATED: Final = 40  # fields of the holder that a row of an inner list repeats
_FIGURE: Final = re.compile(r"[\d.,]+|TRUE|FALSE")
GROUP: Final = "groupe"  # what an object is called that the file leaves without a name and that holds people


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:
    """Read JSON of any shape.

    Raises:
        Unreadable: not JSON, or cut before its first value.

    """
    stream, _ = open_text(source)
    with stream:
        values = JsonStream(stream)
        items = values.items()
        first = next(items, None)
        if first and isinstance(first[2], dict) and isinstance(first[2].get("resourceType"), str):
            fhir.read(source, writer, options)  # resources a line, as servers export them
            return
        grids = RecordGrids(writer)
        plain = _read_items(grids, chain([first] if first else [], items))
        grids.finish()
        _write_plain(writer, plain)
    if values.damaged:
        writer.problem("the JSON is cut or malformed in places: these were read as text")
        writer.text("damaged")
        writer.prose("\n".join(values.damaged))


def _read_items(grids: RecordGrids, items: Iterable[Item]) -> list[str]:
    """Add the values of a file; return those that are neither objects nor lists."""
    plain: list[str] = []
    heads: list[Any] = []  # what a member that names columns lists, for the rows that another lists
    of_rows = ""  # the member that lists them
    for name, number, value in items:
        place = f"list={name}" if name else ""
        if isinstance(value, list):
            of_rows = of_rows or name
            _add_list(grids, name, value, number, (head_names(heads) or ()) if name == of_rows else ())
        elif name.lower() in HEADS:
            heads.append(value)
        elif isinstance(value, dict):
            add_record(grids, place, value, number)
        else:
            plain.append(as_text(value) or "")
    if not of_rows:
        for value in heads:
            add_record(grids, "list=columns", value if isinstance(value, dict) else {"column": value})
    return plain


def add_record(
    grids: RecordGrids, place: str, value: dict[str, Any], number: int | None = None, name: str = ""
) -> None:
    """Add an object as a row, and its inner lists of objects to grids of their own; `name` is what it is called."""
    held = records_of(value)
    if held:
        for record in held[0]:
            add_record(grids, place, record)
        value, place = held[1], place or "list=beside"
    fields, children = flatten(value)
    if fields:
        grids.add(place, fields, number)
    path = place.removeprefix("list=")
    _add_children(grids, _Holder(path, name or path.rpartition(".")[2], fields), children, 0)


@dataclass(frozen=True, slots=True)
class _Holder:
    """An object that holds lists: where its own list stands, what one of it is called, its plain fields."""

    path: str
    name: str
    fields: Fields = field(repr=False)

    def beside(self, child: str, inner: Fields) -> Fields:
        """Return the row of an inner object: its own fields and those of its holder, the person's own before the others.

        A ward holds patients: the patient's `nom` must not meet the ward's, and its figures say nothing of a patient.
        A patient holds stays: the names are the holder's. When both are persons, the holder is the patient unless the
        list is one of patients.
        """
        own = {f"{child}.{key}": cell for key, cell in inner.items()}
        repeated = islice(self.fields.items(), MOST_REPEATED)
        if not _is_person(inner) or (_is_person(self.fields) and not OF_PATIENTS.search(child)):
            return dict(repeated) | own
        name = self.name.removesuffix("s") or GROUP
        told = ((key, cell) for key, cell in repeated if cell and not _FIGURE.fullmatch(cell))
        return own | {key if "." in key else f"{name}.{key}": cell for key, cell in told}


def _is_person(fields: Fields) -> bool:
    return any(map(_is_of_a_person, fields))


@lru_cache(maxsize=10_000)
def _is_of_a_person(name: str) -> bool:
    return GIVEN_OR_BORN.search(name) is not None


def _add_children(grids: RecordGrids, holder: _Holder, children: list[tuple[str, dict[str, Any]]], depth: int) -> None:
    for name, child in children:
        inner, grandchildren = flatten(child)
        fields = holder.beside(name, inner)
        path = f"{holder.path}.{name}" if holder.path else name
        grids.add(f"list={path}", fields)
        if depth < DEEPEST_LIST:
            _add_children(grids, _Holder(path, name.rpartition(".")[2], fields), grandchildren, depth + 1)


def _add_list(grids: RecordGrids, name: str, value: list[Any], number: int, heads: Sequence[str]) -> None:
    """Add a list inside a list: a row, without names unless they are told, as exports of query results write them."""
    plain = [None if isinstance(item, dict | list) else as_text(item) for item in value]
    names = [*heads[: len(plain)], *(unnamed(place) for place in range(len(heads), len(plain)))]
    grids.add(f"list={name}" if name else "", dict(zip(names, plain, strict=True)), number)
    for item in value:
        if isinstance(item, dict):
            add_record(grids, f"list={name or 'items'}[]", item)


def _write_plain(writer: DocumentWriter, plain: list[str]) -> None:
    if plain:
        writer.text("values")
        for number, words in enumerate(plain, 1):
            writer.line(number, words)
