"""Where the members of one container are written: files named after their content, real bytes counted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recense.errors import FileError, Suspicious, TooLarge, Unreadable
from recense.intake.archives import DAMAGE
from recense.intake.identify import look_at

if TYPE_CHECKING:
    from pathlib import Path

    from recense.intake.members import Reading


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one container may cost: bytes and members out, unpacked over packed past `ratio_floor` bytes."""

    bytes: int
    members: int
    ratio: int
    ratio_floor: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What came of reading one member: its content, whole, or up to a failure."""

    sha256: str
    size: int
    failure: FileError | None = None


class OverLimit(Exception):
    """The container costs more than its allowance."""

    def __init__(self, failure: FileError) -> None:
        super().__init__()
        self.failure = failure


class Sink:
    """A folder that receives members. What is over the allowance raises `OverLimit`."""

    def __init__(self, folder: Path, packed: int, allowance: Allowance) -> None:
        self._folder, self._packed, self._allowance = folder, packed, allowance
        self._draft = folder / "draft"
        self.members = self.written = 0

    def count_member(self) -> None:
        """Count one more member."""
        self.members += 1
        if self.members > self._allowance.members:
            raise OverLimit(
                TooLarge(f"it has more than {self._allowance.members:,} members; those after are not listed")
            )

    def draft(self, reading: Reading) -> Draft:
        """Write what `reading` gives, up to its end or a failure. It is dropped by the next one unless kept.

        Raises:
            OverLimit: the container has given too many bytes.
            OSError: the disk is full.

        """
        digest, size, failure = hashlib.sha256(), 0, None
        with self._draft.open("wb") as file:
            blocks = reading()
            while True:
                try:
                    block = next(blocks, None)
                except FileError as error:
                    failure = error
                    break
                except DAMAGE as error:
                    failure = Unreadable(f"it is damaged in its container ({type(error).__name__})")
                    break
                if block is None:
                    break
                self._count(len(block))
                digest.update(block)
                size += len(block)
                file.write(block)
        return Draft(digest.hexdigest(), size, failure)

    def keep(self, draft: Draft, name: str) -> tuple[str, str | None]:
        """Keep the draft as the file of its content; return its media type and why it is debris, if it is."""
        looked = look_at(self._draft, name)
        self._draft.replace(self._folder / draft.sha256)
        return looked

    def set_aside(self, sha256: str, size: int) -> Path:
        """Take a kept file back, as if it had cost nothing: its own members are to be kept in its stead."""
        self.written -= size
        return (self._folder / sha256).rename(self._folder / "aside")

    def _count(self, size: int) -> None:
        self.written += size
        allowed = self._allowance
        failure: FileError | None = None
        if self.written > allowed.bytes:
            failure = TooLarge(
                f"it unpacks to more than {allowed.bytes:,} bytes; members after the last one listed were not read"
            )
        elif self.written > max(allowed.ratio_floor, self._packed * allowed.ratio):
            failure = Suspicious(
                f"it unpacks to more than {allowed.ratio} times its size, as a bomb does; it was stopped"
            )
        if failure:
            raise OverLimit(failure)
