"""The rows of `source_files` while they are made: members placed under their containers, within the limits."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from recense.intake.archives import SUFFIXES, inner_name
from recense.intake.names import distinct
from recense.intake.unpack import ARCHIVES, CONTAINERS, MAILS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from recense.settings import Limits

EMPTY = "empty: the file has no bytes"
COPY = re.compile(
    r"\bcop(?:ie|y)\b|\(\d{1,2}\)(?=\.\w+(?:$|!))", re.IGNORECASE
)  # "Copie de x", "x - Copy", "x (2).csv"


@dataclass(slots=True)
class Row:
    """One row of `source_files`."""

    path: str
    sha256: str | None = None
    bytes: int = 0
    media_type: str | None = None
    parent: str | None = None
    container: bool = False
    status: str = "pending"
    problem: str | None = None
    duplicate_of: str | None = None
    debris: str | None = None
    origin: str | None = None

    @property
    def look_key(self) -> str:
        """What its media type depends on: its content, and its name as a hint."""
        return f"{self.sha256}/{self.path}"


@dataclass(frozen=True, slots=True)
class Account:
    """What unpacking a container gave: a line a member, and how it ended."""

    members: list[dict[str, Any]]
    status: str
    problem: str | None
    locked: bool = False
    bytes: int = 0
    named_after: bool = False  # its one member has no name of its own

    @classmethod
    def read(cls, listing: Path, failure: tuple[str, str] | None = None) -> Account:
        """Read a listing as `unpack` writes it; `failure` is the status and problem of a worker that did not end it."""
        members: list[dict[str, Any]] = []
        end: dict[str, Any] = {}
        if listing.exists():
            for line in listing.read_text(encoding="ascii").splitlines():
                value = _parse(line)
                if "end" in value:
                    end = value["end"]
                elif value:
                    members.append(value)
        status, problem = failure or (end["status"], end["problem"])
        total = end.get("bytes", sum(member["size"] for member in members))
        return cls(members, status, problem, end.get("locked", False), total, end.get("named_after", False))


def _parse(line: str) -> dict[str, Any]:
    try:
        value: dict[str, Any] = json.loads(line)
    except ValueError:  # the worker died while it wrote the line
        return {}
    return value


@dataclass(slots=True)
class _Lineage:
    """What a file at the top has given so far, all its levels together."""

    members: int = 0
    bytes: int = 0


@dataclass(slots=True)
class _Place:
    lineage: _Lineage
    above: tuple[str, ...] = ()  # contents of the containers that it is in


@dataclass(slots=True)
class Manifest:
    """All rows known so far, and which containers are still to be opened."""

    rows: list[Row]
    limits: Limits
    scratch: Path
    unpacked: int = 0
    _closed: list[tuple[Row, _Place]] = field(default_factory=list)
    _places: dict[str, _Place] = field(default_factory=dict)
    _taken: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take the rows given as the top level."""
        for row in self.rows:
            self._taken[row.path] = 1
            self._closed.append((row, _Place(_Lineage())))

    def closed_containers(self) -> list[Row]:
        """Return, in the order of their paths, the containers found since the last call."""
        found = [
            (row, place) for row, place in self._closed if row.media_type in CONTAINERS and row.status == "pending"
        ]
        self._closed = []
        level = []
        for row, place in sorted(found, key=lambda pair: pair[0].path):
            if row.sha256 in place.above:
                self._refuse(
                    row, "failed", "suspicious: it holds a copy of itself, without end; it was not opened again"
                )
            elif len(place.above) >= self.limits.container_depth:
                deep = self.limits.container_depth
                self._refuse(row, "failed", f"too_large: it lies more than {deep} containers deep; it was not opened")
            else:
                self._places[row.path] = place
                level.append(row)
        return level

    def bytes_left(self) -> int:
        """Return how many bytes the run may still unpack."""
        return max(self.limits.heap_bytes - self.unpacked, 0)

    def refused_account(self) -> Account:
        """Return the account of a container that is not opened because the run has unpacked too much already."""
        limit = f"the run has unpacked its limit of {self.limits.heap_bytes:,} bytes"
        return Account([], "failed", f"too_large: {limit}; analyse the rest in another case")

    def place_members(self, row: Row, account: Account) -> None:
        """Add the members of a container, and conclude on it."""
        place = self._places.pop(row.path)
        place.lineage.members += len(account.members)
        place.lineage.bytes += account.bytes
        row.container = row.media_type in ARCHIVES or bool(account.members)
        if place.lineage.members > self.limits.container_members or place.lineage.bytes > self.limits.container_bytes:
            self._refuse(
                row,
                "failed",
                "suspicious: with the containers around it, it unpacks to more than the limits, as a bomb does",
            )
            return
        inside = _Place(place.lineage, (*place.above, row.sha256 or ""))
        for line in account.members:
            self._add(row, line, inside, named_after=account.named_after)
        if account.status != "analysed":
            self._refuse(row, account.status, account.problem or "")
        elif row.media_type in ARCHIVES:
            row.status = "analysed"

    def _refuse(self, row: Row, status: str, problem: str) -> None:
        """Conclude on a container that was not opened to its end; a mail still has a text to read."""
        if row.media_type in MAILS:
            row.problem = f"partial: its attachments: {problem}"
        else:
            row.status, row.problem = status, problem

    def _add(self, container: Row, line: dict[str, Any], place: _Place, *, named_after: bool) -> None:
        name = line["name"]
        if named_after and container.path.rpartition(".")[2].lower() in SUFFIXES:
            name = inner_name(container.path, "")  # copies of one content may have other names
        row = Row(
            path=distinct(f"{container.path}!/{name}", self._taken),
            sha256=line["sha256"],
            bytes=line["size"],
            media_type=line["media_type"],
            parent=container.path,
            status=line["status"],
            problem=line["problem"],
            debris=line["debris"],
            origin=str(self.scratch / line["sha256"]) if line["sha256"] else None,
        )
        self.rows.append(row)
        self._closed.append((row, place))


def finish_rows(rows: Iterable[Row]) -> list[Row]:
    """Conclude on debris and empty files, and mark copies: the first path in order that does not say it is one is analysed."""
    rows = list(rows)
    first: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (len(COPY.findall(row.path)), row.path)):
        if row.sha256 is None:
            continue
        if row.bytes == 0:
            row.status, row.problem = "analysed", row.problem or EMPTY
        elif row.debris and row.status == "pending":
            row.status = "analysed"
        if row.bytes == 0:
            continue
        original = first.setdefault(row.sha256, row)
        if original is not row:
            row.duplicate_of, row.origin = original.path, original.origin
            if row.status == "pending" and not row.container:
                row.media_type = original.media_type  # one content is one thing, whatever its copies are called
    return sorted(rows, key=lambda row: row.path)
