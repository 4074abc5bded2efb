"""The truth of an invented disclosure: who is named where, with what, and how each file should end."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

STRINGS = pa.list_(pa.string())

MENTIONS = pa.schema(
    [
        ("person", pa.int32()),
        ("path", pa.string()),
        ("place", pa.string()),  # "sheet=Liste", "page=3", "message=12", ""
        ("line", pa.int32()),  # null where a line is not well defined
        ("slot", pa.int16()),  # 0: the row's or the letter's own person; 1 and up: somebody named beside
        ("family_name", pa.string()),
        ("birth_name", pa.string()),
        ("given_names", STRINGS),
        ("birth_date", pa.date32()),
        ("sex", pa.string()),
        ("categories", STRINGS),
        ("role", pa.string()),
        ("medium", pa.string()),  # table, text, scan
        ("identifying", pa.bool_()),
    ]
)
FILES = pa.schema(
    [
        ("path", pa.string()),
        ("expected_status", pa.string()),  # several acceptable ones are joined by "|"
        ("expected_kind", pa.string()),  # same; null where any will do
        ("concerns_people", pa.bool_()),
        ("format", pa.string()),
        ("duplicate_of", pa.string()),
        ("clues", pa.string()),  # what makes it hard, for the account of what is missed
    ]
)
PEOPLE = pa.schema(
    [
        ("person", pa.int32()),
        ("role", pa.string()),
        ("family_name", pa.string()),
        ("birth_name", pa.string()),
        ("given_names", STRINGS),
        ("birth_date", pa.date32()),
        ("sex", pa.string()),
        ("nir", pa.string()),
        ("phones", STRINGS),
        ("emails", STRINGS),
        ("address", pa.string()),
        ("postcode", pa.string()),
        ("city", pa.string()),
        ("ipp", pa.string()),
        ("identifiable", pa.bool_()),
    ]
)
READABLE = ("analysed", "partial")
UNICODE = ("utf-8", "utf-8-sig", "utf-16")


@dataclass
class Mention:
    """One person named at one place, as written there."""

    person: int
    family_name: str | None = None
    birth_name: str | None = None
    given_names: tuple[str, ...] = ()
    birth_date: dt.date | None = None
    sex: str | None = None
    categories: tuple[str, ...] = ("identity",)
    role: str = "patient"
    has_own_number: bool = False  # a NIR of their own, an IPP, a staff number or an RPPS number
    slot: int = 0
    place: str = ""
    line: int | None = None

    @property
    def identifying(self) -> bool:
        """Say whether people can be counted on it: a first name and a full birth date, or a number of their own."""
        named = any(len(g.strip(". ")) > 1 for g in self.given_names)
        return self.has_own_number or (named and self.birth_date is not None)


def as_encoded(mentions: list[Mention], encoding: str) -> list[Mention]:
    """Write the names as the encoding of the file could: letters that it lacks are `?`."""
    if encoding in UNICODE:
        return mentions
    for mention in mentions:
        for name in ("family_name", "birth_name"):
            value = getattr(mention, name)
            if value and not value.isascii():
                setattr(mention, name, value.encode(encoding, "replace").decode(encoding))
        mention.given_names = tuple(g.encode(encoding, "replace").decode(encoding) for g in mention.given_names)
    return mentions


@dataclass
class FileTruth:
    """How one file should end."""

    path: str
    format: str
    kind: str | None = None
    status: str = "analysed"
    concerns_people: bool = True
    duplicate_of: str | None = None
    clues: str = ""


@dataclass
class Page:
    """What one file tells: its mentions in Arrow, kept compact while the others are made."""

    files: list[FileTruth]
    mentions: pa.Table


def mentions_table(path: str, medium: str, mentions: list[Mention]) -> pa.Table:
    """Make the rows of one file; `medium` is table, text or scan."""
    columns: dict[str, list[Any]] = {
        "person": [m.person for m in mentions],
        "path": [path] * len(mentions),
        "place": [m.place for m in mentions],
        "line": [m.line for m in mentions],
        "slot": [m.slot for m in mentions],
        "family_name": [m.family_name for m in mentions],
        "birth_name": [m.birth_name for m in mentions],
        "given_names": [list(m.given_names) for m in mentions],
        "birth_date": [m.birth_date for m in mentions],
        "sex": [m.sex for m in mentions],
        "categories": [sorted(m.categories) for m in mentions],
        "role": [m.role for m in mentions],
        "medium": [medium] * len(mentions),
        "identifying": [m.identifying for m in mentions],
    }
    return pa.table(columns, schema=MENTIONS)


@dataclass
class Truth:
    """The truth of one disclosure, in memory; `write` puts it in a folder."""

    people: pa.Table
    mentions: pa.Table
    files: pa.Table
    counts: dict[str, Any] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write `people.parquet`, `mentions.parquet`, `files.parquet` and `truth.json`."""
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(self.people, folder / "people.parquet", compression="zstd")
        pq.write_table(self.mentions, folder / "mentions.parquet", compression="zstd")
        pq.write_table(self.files, folder / "files.parquet", compression="zstd")
        (folder / "truth.json").write_text(json.dumps(self.counts, indent=1, ensure_ascii=False, sort_keys=True) + "\n")


def files_table(files: list[FileTruth]) -> pa.Table:
    """Make the table of files."""
    columns = {
        "path": [f.path for f in files],
        "expected_status": [f.status for f in files],
        "expected_kind": [f.kind for f in files],
        "concerns_people": [f.concerns_people for f in files],
        "format": [f.format for f in files],
        "duplicate_of": [f.duplicate_of for f in files],
        "clues": [f.clues for f in files],
    }
    return pa.table(columns, schema=FILES)
