"""Unpack one container, in a worker: its members to a folder, and an account of them.

The account is the file `listing` of that folder: one JSON object a member, and a last one for the container. It is
written as the work goes: when the worker dies, what is there still counts.
"""

from __future__ import annotations

import errno
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recense.errors import Encrypted, FileError, Unreadable
from recense.intake import archives, attachments
from recense.intake.names import distinct, member_name
from recense.intake.passwords import PasswordBank
from recense.intake.sink import Allowance, Draft, OverLimit, Sink

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from recense.intake.members import Member

COMPRESSED = frozenset(("application/gzip", "application/x-bzip2", "application/x-xz"))
ARCHIVES = COMPRESSED | {"application/zip", "application/x-tar"}
MAILS = frozenset(("message/rfc822", "application/mbox"))
CONTAINERS = ARCHIVES | MAILS
LISTING = "listing"
NO_PASSWORD = "no password given opens it; add the right one to the file given with --passwords, then run again"  # noqa: S105 - a sentence
EMPTY: dict[str, Any] = {"sha256": None, "size": 0, "media_type": None, "debris": None, "problem": None}


def unpack(
    output: Path,  # noqa: ARG001 - a worker's signature
    *,
    source: str,
    media_type: str,
    name: str,
    folder: str,
    passwords: Sequence[str],
    allowance: dict[str, int],
) -> dict[str, Any]:
    """Unpack the container at `source` into `folder`; tell whether the disk was full; the rest is in the listing."""
    place, target = Path(source), Path(folder)
    sink = Sink(target, place.stat().st_size, Allowance(**allowance))
    try:
        with (target / LISTING).open("w", encoding="ascii") as listing:
            if media_type in COMPRESSED:
                end = _unpack_compressed(archives.compressed_member(place, media_type, name), sink, listing)
            else:
                end = _unpack_all(_members(place, media_type, PasswordBank(passwords)), sink, listing)
            _tell(listing, {"end": end})
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        return {"disk_full": True}
    return {"disk_full": False}


def _members(source: Path, media_type: str, bank: PasswordBank) -> Iterator[Member]:
    match media_type:
        case "application/zip":
            return archives.zip_members(source, bank)
        case "application/x-tar":
            return archives.tar_members(source)
        case "message/rfc822":
            return attachments.mail_members(source)
        case _:
            return attachments.mailbox_members(source)


def _tell(listing: TextIO, line: dict[str, Any]) -> None:
    listing.write(json.dumps(line) + "\n")


def _unpack_all(members: Iterator[Member], sink: Sink, listing: TextIO) -> dict[str, Any]:
    """Write every member and its line; return the account of the container."""
    taken: dict[str, int] = {}
    by_name: dict[str, dict[str, Any]] = {}  # for hard links
    counts: Counter[str] = Counter()
    failure: FileError | None = None
    try:
        for member in members:
            sink.count_member()
            line = _unpack_one(member, sink, by_name)
            by_name[member.name] = line
            counts.update(_traits(member, line))
            _tell(listing, line | {"name": distinct(member_name(member.name), taken)})
    except OverLimit as over:
        failure = over.failure
    except FileError as error:
        failure = error
    status, problem = _conclude(failure, counts, len(taken))
    return {"status": status, "problem": problem, "locked": counts["locked"] > 0, "bytes": sink.written}


def _traits(member: Member, line: dict[str, Any]) -> Iterator[str]:
    if member.encrypted:
        yield "locked"
    if line["status"] == Encrypted.status:
        yield "closed"
    if (line["problem"] or "").startswith(("partial", "unreadable")):
        yield "damaged"


def _conclude(failure: FileError | None, counts: Counter[str], members: int) -> tuple[str, str | None]:
    if isinstance(failure, Unreadable) and members:
        return "partial", f"partial: {failure}"
    if failure is not None:
        return str(failure.status), f"{failure.code}: {failure}"
    if counts["damaged"]:
        return "partial", f"partial: {counts['damaged']:,} of its {members:,} members are damaged"
    if members and counts["closed"] == members:
        return str(Encrypted.status), f"{Encrypted.code}: all that it holds is; {NO_PASSWORD}"
    return "analysed", None


def _unpack_compressed(member: Member, sink: Sink, listing: TextIO) -> dict[str, Any]:
    """Write the one member of a compressed file; when it is a tar, the members of that in its stead."""
    try:
        line = _unpack_one(member, sink, {})
    except OverLimit as over:
        status, problem = _conclude(over.failure, Counter(), 0)
        return {"status": status, "problem": problem, "bytes": sink.written}
    if line["media_type"] == "application/x-tar":
        tar = sink.set_aside(line["sha256"], line["size"])
        ending = _unpack_all(archives.tar_members(tar), sink, listing)
        tar.unlink()
        whole = ending["status"] != "analysed" or not line["problem"]
        return ending if whole else ending | {"status": "partial", "problem": line["problem"]}
    _tell(listing, line | {"name": member_name(member.name)})
    if line["sha256"] is None:
        return {"status": line["status"], "problem": line["problem"], "bytes": sink.written}
    status, problem = _conclude(None, Counter(_traits(member, line)), 1)
    return {"status": status, "problem": problem, "bytes": sink.written, "named_after": True}


def _unpack_one(member: Member, sink: Sink, by_name: dict[str, dict[str, Any]]) -> dict[str, Any]:
    nothing = EMPTY | {"size": max(member.size, 0)}
    if member.same_as is not None:
        problem = "unreadable: it is a link to a member that the archive does not hold before it"
        return by_name.get(member.same_as, nothing | {"status": "unreadable", "problem": problem})
    if member.status:
        return nothing | {"status": member.status, "problem": member.problem}
    failure: FileError = Encrypted(NO_PASSWORD) if member.encrypted else Unreadable("it is damaged in its container")
    for reading in member.readings:
        draft = sink.draft(reading)
        if draft.failure is None:
            return _kept(draft, member.name, sink, None)
        if member.encrypted:
            continue  # a wrong password may give some bytes
        failure = draft.failure
        if draft.size:
            return _kept(draft, member.name, sink, f"partial: {failure}; its first {draft.size:,} bytes were recovered")
    return nothing | {"status": str(failure.status), "problem": f"{failure.code}: {failure}"}


def _kept(draft: Draft, name: str, sink: Sink, problem: str | None) -> dict[str, Any]:
    media_type, debris = sink.keep(draft, name)
    return {
        "sha256": draft.sha256,
        "size": draft.size,
        "media_type": media_type,
        "debris": debris,
        "status": "pending",
        "problem": problem,
    }
