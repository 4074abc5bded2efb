"""One member of a container, before it is written out: its name, and one or more ways to read its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

BLOCK = 1 << 20

Reading = Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Member:
    """A member as its container describes it. The name is data: it is never used as a place on our disk."""

    name: str
    readings: tuple[Reading, ...] = field(default=(), repr=False)  # tried in order until one ends well
    size: int = 0  # as declared
    status: str | None = None  # when it cannot be read at all
    problem: str | None = None
    encrypted: bool = False
    same_as: str | None = None  # a hard link: the name of an earlier member


def blocks_of(file: IO[bytes]) -> Iterator[bytes]:
    """Read a file to its end by blocks; what was read before an error has been handed over."""
    read = getattr(file, "read1", file.read)
    while block := read(BLOCK):
        yield block
