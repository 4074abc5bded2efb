"""Plain text, logs, source code: the lines as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recense.extract.charset import open_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

CHUNK = 1 << 20  # characters read at a time
LONGEST = 20_000  # characters of a line of the document; what is longer goes on in a line of the same number


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the form of every reader
    """Read a text of any encoding. A very long line is read in bounded memory, cut between two words if it can be."""
    handle, _ = open_text(source)
    writer.text()
    with handle:
        for number, line in _lines(handle):
            writer.line(number, line)


def _lines(handle: TextIO) -> Iterator[tuple[int, str]]:
    """Yield numbered lines; the parts of a very long line have its number."""
    number, held = 1, ""
    while chunk := handle.read(CHUNK):
        if chunk.endswith("\r"):
            chunk += handle.read(1)
        held += chunk.replace("\r\n", "\n").replace("\r", "\n")
        *whole, held = held.split("\n")
        for line in whole:
            yield from ((number, part) for part in cut(line))
            number += 1
        if len(held) > LONGEST:
            *parts, held = cut(held)
            yield from ((number, part) for part in parts)
    if held:
        yield from ((number, part) for part in cut(held))


def cut(line: str) -> Iterator[str]:
    """Cut a long line into parts, each ending with a space where there is one. NULs and form feeds become spaces."""
    line = line.translate(_BLANK).rstrip()
    start = 0
    while len(line) - start > LONGEST:
        end = line.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
        yield line[start:end]
        start = end
    yield line[start:]


_BLANK = str.maketrans({"\x00": " ", "\x0c": " ", "\x0b": " ", "\ufeff": None})
