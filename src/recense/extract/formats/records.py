"""Records with named fields (JSON, XML, FHIR, HL7) as grids: the columns are the union of the fields, as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from recense.extract.formats.cells import as_text
from recense.extract.formats.shapes import pairs_of, records_of, unwrapped
from recense.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from recense.extract.document import DocumentWriter

HELD: Final = 5_000  # records of one place held before their columns are settled
DEEPEST: Final = 40  # levels of nesting that become a column's name

UNNAMED: Final = "\0"  # begins the name of a column that has none

Fields = dict[str, str | None]


def unnamed(place: int) -> str:
    """Name a field that the file leaves without a name, by its place."""
    return f"{UNNAMED}{place}"


class RecordGrids:
    """Gather records by place and write each lot as a grid whose line 0 names the columns. Close with `finish`."""

    def __init__(self, writer: DocumentWriter) -> None:
        self._writer = writer
        self._held: dict[str, list[tuple[int, Fields]]] = {}
        self._counts: dict[str, int] = {}
        self._open: tuple[str, list[str]] = ("", [])  # the grid written last, which the next lot may continue

    def add(self, place: str, fields: Fields, number: int | None = None) -> None:
        """Add one record; without a `number` it is counted within its place, from 1."""
        count = self._counts.get(place, 0) + 1
        self._counts[place] = count
        held = self._held.setdefault(place, [])
        held.append((number or count, fields))
        if len(held) >= HELD:
            self._write(place)

    def finish(self) -> None:
        """Write what is held."""
        for place in list(self._held):
            self._write(place)

    def _write(self, place: str) -> None:
        held = self._held.pop(place, [])
        if not held:
            return
        columns = list(dict.fromkeys(name for _, fields in held for name in fields))
        widest = Limits().grid_columns
        if len(columns) > widest:
            self._writer.problem(f"records have more than {widest:,} fields: the fields beyond were not read")
            columns = columns[:widest]
        if self._open[0] == place and set(columns) <= set(self._open[1]):
            columns = self._open[1]
        else:
            self._open = (place, columns)
            self._writer.grid(place)
            if not all(column.startswith(UNNAMED) for column in columns):
                self._writer.row(0, columns)
        for number, fields in held:
            self._writer.row(number, [fields.get(column) for column in columns])


def flatten(value: Mapping[str, Any]) -> tuple[Fields, list[tuple[str, dict[str, Any]]]]:
    """Return the fields of an object under dotted names, and the objects of its inner lists, each with its name.

    A list of plain values is one field; an inner list of one object is flattened in place.
    """
    fields: Fields = {}
    children: list[tuple[str, dict[str, Any]]] = []
    for name, leaf in _leaves(value, "", 0):
        if isinstance(leaf, dict):
            children.append((name, leaf))
        else:
            fields[name] = f"{fields[name]} ; {leaf}" if fields.get(name) and leaf else leaf
    return fields, children


def _leaves(value: Mapping[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, Any]]:
    for key, wrapped in value.items():
        name = f"{prefix}.{key}" if prefix else str(key)
        item = unwrapped(wrapped) if isinstance(wrapped, dict | str) else wrapped
        if isinstance(item, dict) and item.keys() == {"date"} and "date" in str(key).lower():
            item = item["date"]  # `dateNaissance.date` says no more than `dateNaissance`
        if isinstance(item, dict) and depth < DEEPEST:
            held = records_of(item)
            yield from ((name, record) for record in held[0]) if held else ()
            yield from _leaves(held[1] if held else item, name, depth + 1)
        elif isinstance(item, list):
            yield from _list_leaves(item, name, depth)
        else:
            yield name, as_text(item) if not isinstance(item, dict) else str(item)


def _list_leaves(items: list[Any], name: str, depth: int) -> Iterator[tuple[str, Any]]:
    pairs = pairs_of(items)
    if pairs and depth < DEEPEST:
        yield from _leaves(pairs, name, depth + 1)
        return
    objects = [item for item in items if isinstance(item, dict)]
    plain = [item for item in items if not isinstance(item, dict)]
    if plain:
        yield name, " ; ".join(_plain(item) for item in plain if item is not None) or None
    if len(objects) == 1 and depth < DEEPEST:
        yield from _leaves(objects[0], name, depth + 1)
    else:
        yield from ((name, item) for item in objects)


def _plain(item: Any) -> str:
    if isinstance(item, list):
        return " , ".join(_plain(inner) for inner in item if inner is not None)
    return as_text(item) or ""
