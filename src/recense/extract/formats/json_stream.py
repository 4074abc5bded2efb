"""The values of a JSON text of any size, one after the other: elements of its lists, members, lines of NDJSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, TextIO

from recense.errors import TooLarge, Unreadable
from recense.extract.formats.shapes import OF_PATIENTS, records_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE: Final = 1 << 20
LONGEST_VALUE: Final = 192 << 20  # characters of one value that is held whole
_SPACE = re.compile(r"[\s\ufeff\x00\x1e]*")
_OF_A_PERSON = re.compile(r"nom|name|naiss|birth|ipp|nir\b|resourceType", re.IGNORECASE)
_MEMBER = re.compile(r'\s*"((?:[^"\\]|\\.)*)"\s*:\s*')

Item = tuple[str, int, Any]  # name of the member it stands in ("" at the top), its number there from 1, the value


def _is_row(item: Any) -> bool:
    """Say whether the first item of a list may be a row: an object, or cells of which one at least is a word."""
    return isinstance(item, dict) or (isinstance(item, list) and any(isinstance(cell, str) for cell in item))


class JsonStream:
    """One JSON text being read. `damaged` holds afterwards the pieces of it that are not JSON."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._buffer, self._place, self._ended = "", 0, False
        self._decoder = json.JSONDecoder()
        self._counts: dict[str, int] = {}
        self.damaged: list[str] = []

    def items(self) -> Iterator[Item]:
        """Yield the values: the elements of a list at the top or one level down, other members, values on their own.

        Raises:
            Unreadable: not JSON at all.
            TooLarge: one value would not fit in memory.

        """
        while self._peek():
            try:
                if self._peek() == "[":
                    yield from self._elements("")
                elif self._peek() == "{" and self._holds_lists():
                    yield from self._members()
                else:
                    yield self._item("", self._value())
            except json.JSONDecodeError as error:
                if not self._counts:
                    raise Unreadable("the JSON is truncated or malformed. Ask for another copy of it.") from error
                self._skip_line()

    def _skip_line(self) -> None:
        """Set aside what is not JSON, and go on with the next line."""
        end = self._buffer.find("\n", self._place)
        end = len(self._buffer) if end < 0 else end + 1
        self.damaged.append(self._buffer[self._place : end])
        self._place = end

    def _item(self, name: str, value: Any) -> Item:
        self._counts[name] = count = self._counts.get(name, 0) + 1
        return name, count, value

    def _elements(self, name: str) -> Iterator[Item]:
        self._place += 1
        while self._peek() != "]":
            yield self._item(name, self._value())
            if self._peek() == ",":
                self._place += 1
        self._place += 1

    def _members(self) -> Iterator[Item]:
        """Walk a top-level object: lists element by element, the other members together as one value."""
        self._place += 1
        rest: dict[str, Any] = {}
        while self._peek() != "}":
            name = self._name()
            if self._peek() == "[":
                yield from self._elements(name)
            else:
                rest[name] = self._value()
            if self._peek() == ",":
                self._place += 1
        self._place += 1
        if rest:
            yield self._item("", rest)

    def _holds_lists(self) -> bool:
        """Say whether the object at hand is the whole file, and holds lists of objects: else it is one record."""
        self._fill(PIECE)
        try:
            value, end = self._decoder.raw_decode(self._buffer, self._place)
        except json.JSONDecodeError:
            return not self._ended or "[" in self._buffer[self._place :]  # longer than a piece, or cut
        if self._buffer[end:].strip():
            return False
        if any(
            _OF_A_PERSON.search(name) or (isinstance(v, dict) and OF_PATIENTS.search(name)) for name, v in value.items()
        ):
            return False  # one record, whose lists are its own
        if records_of(value):
            return False
        return any(isinstance(v, list) and len(v) > 1 and _is_row(v[0]) for v in value.values())

    def _name(self) -> str:
        found = _MEMBER.match(self._buffer, self._place)
        while not found and self._fill(len(self._buffer) - self._place + PIECE):
            found = _MEMBER.match(self._buffer, self._place)
        if not found:
            raise json.JSONDecodeError("no name", "", 0)
        self._place = found.end()
        return found.group(1)

    def _value(self) -> Any:
        self._peek()
        wanted = len(self._buffer) - self._place + PIECE
        while True:
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._place)
            except json.JSONDecodeError:
                if not self._fill(wanted):
                    raise
            else:
                if end < len(self._buffer) or not self._fill(wanted):  # a number may go on in the next piece
                    self._place = end
                    return value
            wanted = 2 * (len(self._buffer) - self._place) + PIECE
            if wanted > 2 * LONGEST_VALUE:
                raise TooLarge("one record of it would not fit in memory. Split the file.")

    def _peek(self) -> str:
        while True:
            found = _SPACE.match(self._buffer, self._place)
            self._place = found.end() if found else self._place
            if self._place < len(self._buffer):
                return self._buffer[self._place]
            if not self._fill(PIECE):
                return ""

    def _fill(self, wanted: int) -> bool:
        """Have `wanted` characters ahead; say whether any were added."""
        missing = wanted - (len(self._buffer) - self._place)
        if missing <= 0 or self._ended:
            return False
        more = self._stream.read(missing)
        self._ended = len(more) < missing
        self._buffer, self._place = self._buffer[self._place :] + more, 0
        return bool(more)
