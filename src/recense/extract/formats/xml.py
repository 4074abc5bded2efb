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
from recense.extract.formats.shapes import BORN, GIVEN_OR_BORN, OF_A_PERSON, SHOWN
from recense.extract.formats.spreadsheet_xml import read_spreadsheet_xml
from recense.extract.formats.xml_objects import DEEPEST, as_object, is_prose, local, name_of_field
from recense.settings import MIB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

WHOLE: Final = 64 * MIB  # above, a record is what stands right under the root, and the tree is not held
HEAD_EVENTS: Final = 20_000
MOST_FIELDS: Final = 400  # elements of a file that is one record
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
    name = local(root.tag)
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
    records = [*_record_elements(root)]
    if _is_of_one_person(root, records):
        records = [root]
    grids = RecordGrids(writer)
    for element in records:
        _add(grids, element)
    grids.finish()
    rest = [*_text_lines(root, set(records))]
    if rest:
        writer.text("rest" if records else "")
        for number, line in enumerate(rest, 1):
            writer.line(number, line)


def _add(grids: RecordGrids, element: Any) -> None:
    add_record(grids, f"list={local(element.tag)}", as_object(element))


def _is_of_one_person(root: Any, records: list[Any]) -> bool:
    """Say whether a file is the record of one person: fields of one outside what repeats, and no paragraph."""
    if any(GIVEN_OR_BORN.search(name) for record in records[:SHOWN] for name in _names_in(record)):
        return False
    inside = {element for record in records for element in record.iter("*")}
    outside = [element for element in root.iter("*") if element not in inside]
    if len(outside) > MOST_FIELDS or any(is_prose(element) for element in outside):
        return False
    names = [name for element in outside for name in (name_of_field(element) or local(element.tag), *element.attrib)]
    people = sum(bool(OF_A_PERSON.search(name)) for name in names)
    wanted = BORN if records else GIVEN_OR_BORN
    return people > 1 and any(wanted.search(name) for name in names)


def _names_in(record: Any) -> Iterator[str]:
    for element in record.iter("*"):
        yield name_of_field(element) or local(element.tag)
        yield from element.attrib


def _record_elements(root: Any) -> Iterator[Any]:
    """Yield the topmost elements that repeat under one parent and have parts of their own."""
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        if is_prose(element):
            continue
        children = list(element.iterchildren("*"))
        counts = Counter(child.tag for child in children)
        fields = {child.tag for child in children if name_of_field(child)}
        repeated = {tag for tag, count in counts.items() if count > 1} - fields
        if fields and len(counts) == 1 and element is not root:
            yield element  # the one row of a table
            continue
        for child in children:
            if child.tag in repeated and _has_parts(child):
                yield child
            elif depth < DEEPEST:
                waiting.append((child, depth + 1))


def _has_parts(element: Any) -> bool:
    return len(element.attrib) + len(element) > 1 or any(len(child) for child in element.iterchildren("*"))


def _text_lines(root: Any, records: set[Any]) -> Iterator[str]:
    """Yield a line for each element outside the records that says something, and for each of its attributes."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element in records:
            continue
        name = local(element.tag)
        told = [f"{local(key)} : {value}" for key, value in element.attrib.items() if value.strip()]
        if is_prose(element):
            yield from told
            yield " ".join("".join(element.itertext()).split())
            continue
        words = " ".join((element.text or "").split())
        if name_of_field(element) and words:
            yield f"{name_of_field(element)} : {words}"
        elif words:
            yield f"{name} : {words}"
            yield from told
        else:
            yield from told
        waiting += reversed(list(element.iterchildren("*")))


def _read_streamed(source: Path, writer: DocumentWriter) -> None:
    wanted = _record_depth(source)
    grids = RecordGrids(writer)
    depth = count = 0
    try:
        for event, element in walk_xml(source, events=("start", "end")):
            depth += 1 if event == "start" else -1
            if event == "end" and depth == wanted:
                count += 1
                _add(grids, element)
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
