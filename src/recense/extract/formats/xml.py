"""XML: elements that repeat become the rows of a grid, the rest comes out as text.

Entities are not expanded and nothing outside the file is opened (`safe_xml.py`). Clinical documents (CDA) and the
workbooks that Excel 2003 wrote as XML have shapes of their own: `cda.py`, `spreadsheet_xml.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from recense.errors import Unreadable
from recense.extract.charset import decode
from recense.extract.formats.cda import read_cda
from recense.extract.formats.json import add_record
from recense.extract.formats.records import RecordGrids
from recense.extract.formats.safe_xml import parse_xml, salvage_xml, walk_xml
from recense.extract.formats.spreadsheet_xml import read_spreadsheet_xml
from recense.settings import MIB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

WHOLE: Final = 64 * MIB  # above, a record is what stands right under the root, and the tree is not held
HEAD_EVENTS: Final = 20_000
DEEPEST: Final = 60
CUT: Final = "the XML is cut or malformed: what stands before was read"

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the readers' signature
    """Read any XML.

    Raises:
        Unreadable: it is not well-formed from the start.

    """
    if source.stat().st_size > WHOLE:
        _read_streamed(source, writer)
        return
    root = _parse(source.read_bytes(), writer)
    name = _name(root)
    if name == "ClinicalDocument":
        read_cda(root, writer)
    elif name == "Workbook" and "urn:schemas-microsoft-com:office:spreadsheet" in root.tag:
        read_spreadsheet_xml(root, writer)
    else:
        _read_tree(root, writer)


def _parse(data: bytes, writer: DocumentWriter) -> Any:
    """Parse; when it fails, believe the bytes more than what they declare; then save what stands before a cut."""
    try:
        return parse_xml(data)
    except Unreadable:
        words, _ = decode(data)
        words = _DECLARATION.sub("", words, count=1)
        try:
            return parse_xml(words.encode("utf-8", "replace"))
        except Unreadable:
            root = salvage_xml(words.encode("utf-8", "replace"))
            if root is None:
                raise
    writer.problem(CUT)
    return root


def _read_tree(root: Any, writer: DocumentWriter) -> None:
    records = set(_record_elements(root))
    grids = RecordGrids(writer)
    for element in root.iter("*"):
        if element in records:
            add_record(grids, f"list={_name(element)}", _as_object(element))
    grids.finish()
    rest = [*_text_lines(root, records, "")]
    if rest:
        writer.text("rest" if records else "")
        for number, line in enumerate(rest, 1):
            writer.line(number, line)


def _record_elements(root: Any) -> Iterator[Any]:
    """Yield the topmost elements that repeat under one parent and have parts of their own."""
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        if _is_prose(element):
            continue
        children = list(element.iterchildren("*"))
        counts = Counter(child.tag for child in children)
        repeated = {tag for tag, count in counts.items() if count > 1}
        for child in children:
            if child.tag in repeated and _has_parts(child):
                yield child
            elif depth < DEEPEST:
                waiting.append((child, depth + 1))


def _has_parts(element: Any) -> bool:
    return len(element.attrib) + len(element) > 1 or any(len(child) for child in element.iterchildren("*"))


def _is_prose(element: Any) -> bool:
    """Say whether words stand between the children: a paragraph, not a record."""
    return bool(len(element)) and any((child.tail or "").strip() for child in element)


def _as_object(element: Any, depth: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
    if _is_prose(element) or depth > DEEPEST:
        found["text"] = " ".join("".join(element.itertext()).split())
        return found
    if (element.text or "").strip():
        found["text"] = element.text.strip()
    for child in element.iterchildren("*"):
        value: Any = _as_object(child, depth + 1)
        if value.keys() <= {"text"}:
            value = value.get("text")
        key = _name(child)
        if key in found:
            found[key] = [*(found[key] if isinstance(found[key], list) else [found[key]]), value]
        else:
            found[key] = value
    return found


def _text_lines(element: Any, records: set[Any], path: str) -> Iterator[str]:
    """Yield a line for each element outside the records that says something, under the names that lead to it."""
    waiting = [(element, path)]
    while waiting:
        element, path = waiting.pop()
        if element in records:
            continue
        name = f"{path} {_name(element)}".strip()
        told = [f"{key.rpartition('}')[2]} {value}" for key, value in element.attrib.items() if value.strip()]
        if _is_prose(element):
            words = " ".join("".join(element.itertext()).split())
            yield " ".join([*told, words])
            continue
        words = " ".join((element.text or "").split())
        if words or told:
            yield f"{name.rpartition(' ')[2]} : {' '.join([words, *told]).strip()}"
        waiting += [(child, name) for child in reversed(list(element.iterchildren("*")))]


def _read_streamed(source: Path, writer: DocumentWriter) -> None:
    wanted = _record_depth(source)
    grids = RecordGrids(writer)
    depth = count = 0
    try:
        for event, element in walk_xml(source, events=("start", "end")):
            depth += 1 if event == "start" else -1
            if event == "end" and depth == wanted:
                count += 1
                add_record(grids, f"list={_name(element)}", _as_object(element))
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except Unreadable:
        if not count:
            raise
        writer.problem(CUT)
    grids.finish()


def _record_depth(source: Path) -> int:
    """Return how deep the first elements that repeat stand, from the head of the file; 1 is right under the root."""
    seen: Counter[tuple[int, str]] = Counter()
    depth = 0
    with suppress(Unreadable):  # a cut that is near: the reading itself will say so
        for event, element in islice(walk_xml(source, events=("start", "end")), HEAD_EVENTS):
            depth += 1 if event == "start" else -1
            if event == "end":
                seen[depth, str(element.tag)] += 1
    return min((depth for (depth, _), count in seen.items() if count > 2 and depth), default=1)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
