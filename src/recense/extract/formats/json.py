"""JSON and NDJSON: objects become rows, their fields columns under dotted names, their inner lists grids of their own.

A row of an inner list repeats the plain fields of the object that holds it: a stay keeps its patient.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from recense.extract.charset import open_text
from recense.extract.formats.cells import as_text
from recense.extract.formats.json_stream import JsonStream
from recense.extract.formats.records import RecordGrids, flatten, unnamed

if TYPE_CHECKING:
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.formats.records import Fields
    from recense.extract.registry import ReadOptions

DEEPEST_LIST: Final = 6  # lists inside lists that get a grid of their own
MOST_REPEATED: Final = 40  # fields of the holder that a row of an inner list repeats


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the readers' signature
    """Read JSON of any shape.

    Raises:
        Unreadable: not JSON, or cut before its first value.

    """
    stream, _ = open_text(source)
    with stream:
        values = JsonStream(stream)
        grids = RecordGrids(writer)
        plain: list[str] = []
        for name, number, value in values.items():
            if isinstance(value, dict):
                add_record(grids, f"list={name}" if name else "", value, number)
            elif isinstance(value, list):
                _add_list(grids, name, value, number)
            else:
                plain.append(as_text(value) or "")
        grids.finish()
        _write_plain(writer, plain)
    if values.damaged:
        writer.problem("the JSON is cut or malformed in places: these were read as text")
        writer.text("damaged")
        writer.prose("\n".join(values.damaged))


def add_record(grids: RecordGrids, place: str, value: dict[str, Any], number: int | None = None) -> None:
    """Add an object as a row, and its inner lists of objects to grids of their own."""
    if _is_index(value):
        for key, item in value.items():
            add_record(grids, place, {"key": key, **item})
        return
    fields, children = flatten({name: _listed(item) for name, item in value.items()})
    if fields:
        grids.add(place, fields, number)
    _add_children(grids, place.removeprefix("list="), fields, children, 0)


def _is_index(value: dict[str, Any]) -> bool:
    """Say whether an object is a list in disguise: records under their keys, `{"00123": {…}, "00124": {…}}`."""
    items = list(value.values())
    if len(items) < 3 or not all(isinstance(item, dict) and item for item in items):
        return False
    return all(len(item.keys() & items[0].keys()) * 2 >= len(items[0]) for item in items[:50])


def _listed(item: Any) -> Any:
    if isinstance(item, dict) and _is_index(item):
        return [{"key": key, **inner} for key, inner in item.items()]
    return item


def _add_children(
    grids: RecordGrids, path: str, holder: Fields, children: list[tuple[str, dict[str, Any]]], depth: int
) -> None:
    repeated = dict(list(holder.items())[:MOST_REPEATED])
    for name, child in children:
        inner, grandchildren = flatten(child)
        fields = repeated | {f"{name}.{key}": cell for key, cell in inner.items()}
        inner_path = f"{path}.{name}" if path else name
        grids.add(f"list={inner_path}", fields)
        if depth < DEEPEST_LIST:
            _add_children(grids, inner_path, fields, grandchildren, depth + 1)


def _add_list(grids: RecordGrids, name: str, value: list[Any], number: int) -> None:
    """Add a list inside a list: a row without names, as exports of query results write them."""
    plain = [None if isinstance(item, dict | list) else as_text(item) for item in value]
    grids.add(f"list={name}" if name else "", {unnamed(place): cell for place, cell in enumerate(plain)}, number)
    for item in value:
        if isinstance(item, dict):
            add_record(grids, f"list={name or 'items'}[]", item)


def _write_plain(writer: DocumentWriter, plain: list[str]) -> None:
    if plain:
        writer.text("values")
        for number, words in enumerate(plain, 1):
            writer.line(number, words)
