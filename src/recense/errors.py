"""The failures.

RecenseError
├── OperatorError     the person at the keyboard can fix it      → stops, exit 2, says what to do
├── FileError         one disclosed file resists                 → never stops: becomes the file's status
│     Unreadable · Encrypted · Unsupported · TooLarge · Suspicious
└── BrokenPromise     our own law is broken, a bug               → stops at once, loudly

A message says what happened, to which thing, what to do next. It names files and identifiers, never a value.
"""

from __future__ import annotations

from typing import ClassVar

from recense.model import FileStatus


class RecenseError(Exception):
    """Any failure that Recense raises on purpose."""


class OperatorError(RecenseError):
    """The person at the keyboard can fix it: a wrong path, a full disk, a case that is in use."""


class BrokenPromise(RecenseError):
    """Our own law is broken: a bug."""


class FileError(RecenseError):
    """One disclosed file resists. It carries the status that the file ends in, and a short reason code."""

    status: ClassVar[FileStatus] = FileStatus.FAILED
    code: ClassVar[str] = "failed"


class Unreadable(FileError):
    """The file is damaged, truncated, or not what it says it is."""

    status = FileStatus.UNREADABLE
    code = "unreadable"


class Encrypted(FileError):
    """The file needs a password that the bank does not hold."""

    status = FileStatus.ENCRYPTED
    code = "encrypted"


class Unsupported(FileError):
    """No reader for this format, or a program that it needs is not installed."""

    status = FileStatus.UNSUPPORTED
    code = "unsupported"


class TooLarge(FileError):
    """The file, or what it unpacks to, is over a limit."""

    status = FileStatus.FAILED
    code = "too_large"


class Suspicious(FileError):
    """The file is built to harm: a bomb, a traversal, an entity attack."""

    status = FileStatus.FAILED
    code = "suspicious"
