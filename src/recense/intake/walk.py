"""Every file of the sources, once, in a fixed order: no file is opened and no link followed."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recense.errors import OperatorError
from recense.intake.names import distinct, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NOT_FILES = (
    (
        stat.S_ISLNK,
        "it is a symbolic link, which is not followed; give its target as a source if it belongs to the disclosure",
    ),
    (stat.S_ISFIFO, "it is a named pipe, which is never opened"),
    (stat.S_ISSOCK, "it is a socket, which is never opened"),
    (stat.S_ISCHR, "it is a character device, which is never opened"),
    (stat.S_ISBLK, "it is a block device, which is never opened"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of the heap: its path as disclosed, where it is, its size, and why it cannot be opened if so."""

    path: str
    origin: str
    size: int
    status: str | None = None  # None: a regular file, to be read
    problem: str | None = None


def walk_sources(sources: Sequence[str], leave_out: Path) -> list[Found]:
    """List the files of `sources` in the order of their paths. The folder `leave_out` (the case itself) is not entered.

    Raises:
        OperatorError: a source does not exist, or there is none.

    """
    roots = _roots(sources)
    left_out = os.path.realpath(leave_out)
    found: list[Found] = []
    taken: dict[str, int] = {}
    prefixes: dict[str, int] = {}
    for root in roots:
        name = distinct(shown(Path(root).name or "root"), prefixes)
        if not Path(root).is_dir():
            found.append(_look(root, name))
        else:
            prefix = f"{name}/" if len(roots) > 1 else ""
            found.extend(_walk(root, prefix, left_out))
    unique = [_renamed(entry, distinct(entry.path, taken)) for entry in found]
    return sorted(unique, key=lambda entry: entry.path)


def _roots(sources: Sequence[str]) -> list[str]:
    if not sources:
        raise OperatorError("no source was given. Name the files or folders to analyse.")
    for source in sources:
        try:
            Path(source).stat()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "not a path"
            raise OperatorError(f"the source {shown(source)} cannot be found: {reason}. Check its path.") from error
    return sorted({os.path.realpath(source) for source in sources})


def _walk(root: str, prefix: str, left_out: str) -> Iterator[Found]:
    pending = [(root, prefix)]
    while pending:
        folder, inside = pending.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            sentence = (
                f"this folder cannot be listed ({error.strerror}); give this user the right to enter it, then run again"
            )
            yield Found(
                inside.rstrip("/") or shown(Path(root).name), folder, 0, "unreadable", f"unreadable: {sentence}"
            )
            continue
        for entry in entries:
            path = inside + shown(entry.name)
            if entry.is_dir(follow_symlinks=False):
                if os.path.realpath(entry.path) != left_out:
                    pending.append((entry.path, path + "/"))
            else:
                yield _look(entry.path, path)


def _look(real: str, path: str) -> Found:
    try:
        found = os.lstat(real)
    except OSError as error:
        return Found(
            path, real, 0, "unreadable", f"unreadable: it disappeared while it was listed ({error.strerror}); run again"
        )
    for is_kind, reason in NOT_FILES:
        if is_kind(found.st_mode):
            return Found(path, real, 0, "unsupported", f"unsupported: {reason}")
    return Found(path, real, found.st_size)


def _renamed(entry: Found, path: str) -> Found:
    return entry if entry.path == path else Found(path, entry.origin, entry.size, entry.status, entry.problem)
