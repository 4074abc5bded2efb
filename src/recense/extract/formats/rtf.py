r"""RTF: text and tables (`\cell`, `\row`), in the code page of each font, with `\'e9` and `\u233` escapes.

A small machine over the tokens of the format (RTF 1.9.1): groups save and restore the state, a destination that holds
no text of the document (fonts, styles, pictures) is skipped. A truncated file is read as far as it goes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from recense.errors import Unreadable
from recense.extract.formats.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
MOST: Final = 256 << 20  # bytes; pictures are most of a longer one
DEEP: Final = 10_000
SKIPPED: Final = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "objdata", "themedata", "colorschememapping",
    "datastore", "latentstyles", "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "fldinst",
    "nonshppict", "mmathpr", "bkmkstart", "bkmkend", "filetbl", "revtbl", "pgptbl", "wgrffmtfilter", "blipuid",
    "panose", "falt", "shpinst_name", "datafield", "formfield", "levelnumbers", "leveltext", "listtext_skip",
    "template", "passwordhash", "sn", "sp_name",
}  # fmt: skip
# destinations marked `\*` (skip if unknown) whose text belongs to the document
READ: Final = {
    "shptxt",
    "shpinst",
    "shprslt",
    "footnote",
    "annotation",
    "fldrslt",
    "nesttableprops",
    "atnid",
    "atnauthor",
}
BREAKS: Final = {"par", "line", "sect", "page", "column", "softline", "softpage"}
CHARACTERS: Final = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
CHARSETS: Final = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 238: "cp1250", 255: "cp850",
}  # fmt: skip
SETS: Final = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(slots=True)
class _State:
    skip: bool = False
    font: int | None = None
    after_unicode: int = 1  # characters that stand for a `\u` where it is not understood
    in_table: bool = False
    fonts: bool = False  # inside the font table


@dataclass(slots=True)
class _Machine:
    encoding: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    default_font: int | None = None
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)  # bytes not decoded yet: a character may take two
    words: list[str] = field(default_factory=list, repr=False)
    cells: list[str | None] = field(default_factory=list, repr=False)
    table: list[list[str | None]] = field(default_factory=list, repr=False)
    pending: int = 0  # characters to ignore after a `\u`
    starred: bool = False
    blocks: list[str | list[list[str | None]]] = field(default_factory=list, repr=False)


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the form of every reader
    """Read an RTF.

    Raises:
        Unreadable: it does not begin as one.

    """
    with source.open("rb") as handle:
        data = handle.read(MOST)
        if handle.read(1):
            writer.problem("the document is longer than 256 MiB: what follows was not read")
    start = data[:64].find(b"{\\rtf")
    if start < 0:
        raise Unreadable("it does not begin as an RTF document: it is damaged or something else")
    Flow(writer).write(_blocks(data[start:]))


def _blocks(data: bytes) -> Iterator[str | list[list[str | None]]]:
    machine = _Machine()
    position = 0
    while match := TOKEN.search(data, position):
        position = match.end()
        word, number, escape, symbol, brace, text = match.groups()
        if text is not None:
            _bytes(machine, text)
        elif escape is not None:
            _bytes(machine, bytes([int(escape, 16)]))
        elif word is not None:
            name = word.decode("ascii")
            if name == "bin":
                position += max(0, int(number or 0))
            else:
                _word(machine, name, int(number) if number else None)
        elif brace is not None:
            _group(machine, brace)
            if not machine.stack and brace == b"}":
                break
        elif symbol is not None:
            _symbol(machine, symbol)
        yield from machine.blocks
        machine.blocks.clear()
    _end_paragraph(machine)
    _end_table(machine)
    yield from machine.blocks


def _group(machine: _Machine, brace: bytes) -> None:
    _decode(machine)
    machine.pending, machine.starred = 0, False
    if brace == b"{":
        if len(machine.stack) < DEEP:
            machine.stack.append(machine.state)
            machine.state = replace(machine.state)
    elif machine.stack:
        machine.state = machine.stack.pop()


def _bytes(machine: _Machine, data: bytes) -> None:
    if machine.pending:
        ignored = min(machine.pending, len(data))
        machine.pending -= ignored
        data = data[ignored:]
    if not machine.state.skip:
        machine.raw += data


def _decode(machine: _Machine) -> None:
    if machine.raw:
        font = machine.state.font if machine.state.font is not None else machine.default_font
        encoding = machine.fonts.get(font, machine.encoding) if font is not None else machine.encoding
        machine.words.append(bytes(machine.raw).decode(encoding, "replace"))
        machine.raw.clear()


def _symbol(machine: _Machine, symbol: bytes) -> None:
    if symbol == b"*":
        machine.starred = True
    elif symbol in b"\\{}":
        _bytes(machine, symbol)
    elif symbol in b"~_" and not machine.state.skip:
        _decode(machine)
        machine.words.append(" " if symbol == b"~" else "-")
    elif symbol in b"\r\n":
        _end_paragraph(machine)


def _word(machine: _Machine, name: str, number: int | None) -> None:
    starred, machine.starred = machine.starred, False
    state = machine.state
    if name == "u" and number is not None:
        _unicode(machine, number)
        return
    _decode(machine)
    machine.pending = 0
    if name in SKIPPED or (starred and name not in READ):
        state.skip = True
        state.fonts = name == "fonttbl"
    elif action := WORDS.get(name):
        action(machine, number)
    elif name in SETS:
        machine.encoding = SETS[name]
    elif not state.skip:
        _content(machine, name)


def _content(machine: _Machine, name: str) -> None:
    if name in CHARACTERS:
        machine.words.append(CHARACTERS[name])
    elif name in BREAKS:
        _end_paragraph(machine)
    elif name in {"cell", "nestcell"}:
        machine.cells.append(_taken(machine) or None)
    elif name in {"row", "nestrow"}:
        machine.words.clear()
        if machine.cells:
            machine.table.append(machine.cells)
            machine.cells = []


def _unicode(machine: _Machine, number: int) -> None:
    _decode(machine)
    if not machine.state.skip:
        machine.words.append(chr(number & 0xFFFF))
    machine.pending = machine.state.after_unicode


def _set_font(machine: _Machine, number: int | None) -> None:
    machine.state.font = number


def _set_charset(machine: _Machine, number: int | None) -> None:
    if machine.state.fonts and machine.state.font is not None and number in CHARSETS and number != 0:
        machine.fonts[machine.state.font] = CHARSETS[number]


def _set_codepage(machine: _Machine, number: int | None) -> None:
    encoding = "utf-8" if number == 65001 else f"cp{number}"
    try:
        b"".decode(encoding)
    except LookupError:
        return
    machine.encoding = encoding


def _set_default_font(machine: _Machine, number: int | None) -> None:
    machine.default_font = number


def _set_after_unicode(machine: _Machine, number: int | None) -> None:
    machine.state.after_unicode = min(max(0, number or 0), 8)


def _into_table(machine: _Machine, _: int | None) -> None:
    machine.state.in_table = True


def _plain_paragraph(machine: _Machine, _: int | None) -> None:
    machine.state.in_table = False


WORDS: Final[dict[str, Callable[[_Machine, int | None], None]]] = {
    "f": _set_font,
    "fcharset": _set_charset,
    "ansicpg": _set_codepage,
    "deff": _set_default_font,
    "uc": _set_after_unicode,
    "intbl": _into_table,
    "trowd": _into_table,
    "pard": _plain_paragraph,
}


def _taken(machine: _Machine) -> str:
    text = "".join(machine.words).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    machine.words.clear()
    return " ".join(text.split())


def _end_paragraph(machine: _Machine) -> None:
    """End a paragraph: inside a table it is a line of its cell."""
    _decode(machine)
    if machine.state.in_table or machine.cells:
        machine.words.append(" ")
        return
    _end_table(machine)
    text = "".join(machine.words).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    machine.words.clear()
    machine.blocks.append(text)


def _end_table(machine: _Machine) -> None:
    if machine.cells:
        machine.table.append(machine.cells)
        machine.cells = []
    if machine.table:
        machine.blocks.append(machine.table)
        machine.table = []
