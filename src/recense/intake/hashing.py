"""The SHA-256 of a file. Threads suit it: the interpreter's lock is released while a block is hashed."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recense.intake.walk import Found

BLOCK = 4 << 20
FLAGS = (
    os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
)  # what replaced the file meanwhile is not followed nor waited for


@dataclass(frozen=True, slots=True)
class Hashed:
    """The content of a file, or why it could not be read."""

    sha256: str | None
    size: int
    status: str | None = None
    problem: str | None = None


def hash_file(found: Found) -> Hashed:
    """Hash one file of the heap. It never raises: what resists is a status."""
    if found.status:
        return Hashed(None, found.size, found.status, found.problem)
    try:
        return _hash(found.origin)
    except PermissionError:
        return _unreadable(
            found, "this user may not read it; give it the right to (chmod u+r, as its owner), then run again"
        )
    except FileNotFoundError:
        return _unreadable(found, "it disappeared after it was listed; put it back, then run again")
    except OSError as error:
        return _unreadable(
            found, f"the disk does not give it ({error.strerror}); copy it from its source again, then run again"
        )


def _hash(origin: str) -> Hashed:
    handle = os.open(origin, FLAGS)
    with os.fdopen(handle, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return Hashed(None, 0, "unsupported", "unsupported: it is not a regular file any more")
        digest, size = hashlib.sha256(), 0
        while block := file.read(BLOCK):
            digest.update(block)
            size += len(block)
    return Hashed(digest.hexdigest(), size)


def _unreadable(found: Found, reason: str) -> Hashed:
    return Hashed(None, found.size, "unreadable", f"unreadable: {reason}")
