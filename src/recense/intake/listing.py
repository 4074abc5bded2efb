"""The list of files said to be disclosed, as saved: sizes and paths, `tree`, `dir /s`, `ls -lR`, or paths alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recense.errors import OperatorError
from recense.intake.names import best_decoding
from recense.intake.texts import decode_head
from recense.intake.tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SPACES = " \u00a0\u202f"
NOWHERE = {"", ".", ".."}
UNITS = {"k": 1, "m": 2, "g": 3, "t": 4}
GROUPED = rf"\d{{1,3}}(?:[{SPACES}.,'’]\d{{3}})+"
NUMBER = rf"(?:{GROUPED}|\d+(?:[.,]\d+)?)"
UNIT = rf"(?:[{SPACES}]?(?:[kKmMgGtT](?:i?[bBoO])?|[bBoO]|octets?|bytes?))?"
SIZE = NUMBER + UNIT
GAP = rf"(?:[{SPACES}]*[\t;|][{SPACES}]*|[{SPACES}]+)"
SIZE_FIRST = re.compile(rf"\s*\"?({SIZE})\"?(?:{GAP})(?=\S)(.*\S)\s*")
SIZE_LAST = re.compile(rf"\s*(\S.*?)(?:{GAP})\"?({SIZE})\"?\s*")
HEADING = re.compile(
    r"\W*(taille|size|octets|bytes|nom|name|path|chemin|fichiers?|files?)\b[\w\s;,|\t()]*", re.IGNORECASE
)
COMMENT = re.compile(r"\s*(#|//|--+\s*$|=+\s*$|-{3,}[\s-]*$)")

DATE = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}[/.-]\d\d[/.-]\d\d)"
TIME = r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[aApP]\.?[mM]\.?)?"
DIR_LINE = re.compile(rf"({DATE}\s+{TIME})\s+(<\w+>|{NUMBER})\s+(.*\S)\s*")
DIR_FOLDER = re.compile(
    r"\s*(?:Directory of|R\S{0,3}pertoire de)\s+(.*\S)\s*|\s*(?:Directory|R\S{0,3}pertoire)\s?:\s+(.*\S)\s*",
    re.IGNORECASE,
)
DIR_NOISE = re.compile(
    r"\s*(Volume |Le volume|Le num.{1,3}ro de s.{1,3}rie|Total |Mode\s+LastWriteTime|----\s|"
    rf"{NUMBER}\s+(File|Dir|fichier|R.{{1,3}}p)\S*)",
    re.IGNORECASE,
)
POWERSHELL_LINE = re.compile(rf"([d-][a-z-]{{4,5}})\s+{DATE}\s+{TIME}\s+(\d*)\s(.*\S)\s*")

UNIX_DATE = (
    r"(?:[^\W\d]{3,5}\.?\s+\d{1,2}\s+(?:\d{4}|\d\d:\d\d)|\d{1,2}\s+[^\W\d]{3,5}\.?\s+(?:\d{4}|\d\d:\d\d)"
    r"|\d{4}-\d\d-\d\d\s+\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:\s+[+-]\d{4})?)"
)
LS_LINE = re.compile(
    rf"\s*(?:\d+\s+\d+\s+)?([-dlbcps])[rwxsStT-]{{9}}[+.@]?\s+\d+\s+\S+\s+\S+\s+({NUMBER}[KMGT]?)\s+{UNIX_DATE}\s(.*\S)\s*"
)
LS_FOLDER = re.compile(r"\s*(\S.*):\s*")


@dataclass(frozen=True, slots=True)
class Listed:
    """One file on the listing: its path with `/`, its size in bytes when given, and whether that size is exact."""

    path: str
    size: int | None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """What was read of a listing."""

    entries: list[Listed]
    not_understood: int  # lines


def read_listing(path: Path) -> Listing:
    """Read a listing, whatever its charset and layout.

    Raises:
        OperatorError: it cannot be opened, or it is not a text.

    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise OperatorError(
            f"the listing {path} cannot be read: {error.strerror}. Check the path given with --listing."
        ) from error
    text = decode_head(raw, whole=True)
    if text is None:
        raise OperatorError(
            f"the listing {path} is not a text. Save it as a text file, one path a line, and give that one."
        )
    return parse_listing(text if _is_unicode(raw) else _from_code_page(raw))


def _is_unicode(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return b"\0" in raw[:4096] or raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    return True


def _from_code_page(raw: bytes) -> str:
    drawn = raw.decode("cp850", "replace")
    return drawn if "───" in drawn else best_decoding(raw)


def parse_listing(text: str) -> Listing:
    """Read the text of a listing by the layout that most of its lines have."""
    lines = [line.rstrip("\r") for line in text.lstrip("\ufeff").split("\n")]
    filled = [line for line in lines if line.strip()]
    if sum(bool(LS_LINE.fullmatch(line)) for line in filled) * 3 > len(filled):
        found = _read_ls(lines)
    elif sum(bool(DIR_LINE.fullmatch(line) or POWERSHELL_LINE.fullmatch(line)) for line in filled) * 4 > len(filled):
        found = _read_dir(lines)
    elif (tree := read_tree(filled)) is not None:
        found = [(path, size) for path, size in tree.files], tree.not_understood
    else:
        found = _read_plain(filled)
    pairs, not_understood = found
    return Listing(_files_only(pairs), not_understood)


def _files_only(pairs: Iterable[tuple[str, str | None]]) -> list[Listed]:
    """Drop what is a folder by its ending, or because another line lies in it; keep each path once."""
    sizes = {_cleaned(path): size for path, size in pairs if not path.rstrip().endswith(("/", "\\"))}
    folders = {path[:place] for path in sizes for place in range(len(path)) if path[place] == "/"} | NOWHERE
    return [Listed(path, *_bytes(size)) for path, size in sizes.items() if path not in folders]


def _cleaned(path: str) -> str:
    path = path.strip().strip("\"'").replace("\\", "/")
    path = re.sub(r"^//\?/", "", path)
    path = re.sub(r"/{2,}", "/", path)
    path = re.sub(r"^([A-Za-z]:)?/", "", path)
    return re.sub(r"^(\./)+|^[A-Za-z]:", "", path)


def _bytes(size: str | None) -> tuple[int | None, bool]:
    if not size:
        return None, True
    text = re.sub(rf"[{SPACES}'’]", "", size.strip()).lower()
    found = re.fullmatch(r"([\d.,]+)([a-z]*)", text)
    if not found:
        return None, True
    number, unit = found[1], found[2][:1]
    if unit in UNITS:
        grouped = re.fullmatch(r"\d{1,3}([.,]\d{3}){2,}", number)
        value = float(re.sub(r"[.,]", "", number)) if grouped else float(number.replace(",", "."))
        return round(value * 1024 ** UNITS[unit]), False
    return int(re.sub(r"[.,]", "", number)), True


Found = tuple[list[tuple[str, str | None]], int]


def _read_ls(lines: list[str]) -> Found:
    folder, found, odd = "", [], 0
    for line in lines:
        entry = LS_LINE.fullmatch(line)
        if entry and entry[1] == "-":
            found.append((folder + entry[3].lstrip(), entry[2]))
        elif entry or not line.strip() or re.fullmatch(r"\s*total\s+\S+\s*", line):
            continue
        elif heading := LS_FOLDER.fullmatch(line):
            folder = heading[1].rstrip("/") + "/"
        else:
            odd += 1
    return found, odd


def _read_dir(lines: list[str]) -> Found:
    folder, found, odd = "", [], 0
    for line in lines:
        heading = DIR_FOLDER.fullmatch(line)
        if heading:
            folder = (heading[1] or heading[2]).rstrip("\\/") + "\\"
        elif shell := POWERSHELL_LINE.fullmatch(line):
            if not shell[1].startswith("d"):
                found.append((folder + shell[3].lstrip(), shell[2]))
        elif entry := DIR_LINE.fullmatch(line):
            if not entry[2].startswith("<"):
                found.append(_dir_entry(folder, line, entry))
        elif line.strip() and not DIR_NOISE.match(line):
            odd += 1
    return found, odd


def _dir_entry(folder: str, line: str, entry: re.Match[str]) -> tuple[str, str]:
    """Split size and name by their column, 18 after the time: `12 345 2023.csv` alone says nothing."""
    edge = entry.end(1) + 18
    size, name = line[entry.end(1) : edge].strip(), line[edge + 1 :].strip()
    if name and line[edge : edge + 1] == " " and re.fullmatch(NUMBER, size):
        return folder + name, size
    return folder + entry[3], entry[2]


def _read_plain(lines: list[str]) -> Found:
    lines = [line for line in lines if not COMMENT.match(line)]
    if lines and HEADING.fullmatch(lines[0]):
        lines = lines[1:]
    firsts = [SIZE_FIRST.fullmatch(line) for line in lines]
    lasts = [SIZE_LAST.fullmatch(line) for line in lines]
    enough = max(1, len(lines) * 0.7)
    found: list[tuple[str, str | None]] = []
    if sum(map(bool, firsts)) >= enough and sum(map(bool, firsts)) >= sum(map(bool, lasts)):
        found = [(entry[2], entry[1]) for entry in firsts if entry]
    elif sum(map(bool, lasts)) >= enough:
        found = [(entry[1], entry[2]) for entry in lasts if entry]
    else:
        found = [(line, None) for line in lines if _is_path(line.strip())]
    odd = len(lines) - len(found)
    if found and found[-1][0].strip().lower() == "total":
        found.pop()
    return found, odd


def _is_path(line: str) -> bool:
    return "/" in line or "\\" in line or bool(re.search(r"\.\w{1,10}[\"']?$", line)) or not re.search(r"\s", line)
