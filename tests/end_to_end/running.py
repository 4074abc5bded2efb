"""Running the command as a person does, and looking at what it left."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

COMMAND = [sys.executable, "-m", "recense"]
GAPS = 3


@dataclass
class Heap:
    """An invented disclosure: `files/`, `listing.txt`, `passwords.txt`, `truth/`."""

    root: Path

    @property
    def files(self) -> Path:
        return self.root / "files"

    def request(self, case: Path, *options: str, files: Path | None = None) -> list[str]:
        """Return the arguments of the main job on this heap."""
        given = ["--listing", self.root / "listing.txt", "--passwords", self.root / "passwords.txt"]
        return [str(word) for word in ("analyze", files or self.files, "--case", case, *given, *options)]


@dataclass
class Analysed:
    """A case, and what the command said while it was made."""

    heap: Heap
    case: Path
    done: subprocess.CompletedProcess[str] = field(repr=False)

    @property
    def tables(self) -> Path:
        return max((self.case / "runs").glob("[0-9]*"))

    def read(self, name: str) -> list[dict[str, Any]]:
        return pq.read_table(self.tables / f"{name}.parquet").to_pylist()


def recense(*arguments: Any, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would."""
    words = [*COMMAND, *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=500, **options)


def tables_of(case: Path) -> dict[str, list[str]]:
    """Return the mentions and the people of a case, a row a line, sorted: the same whatever the order of the rows."""
    folder = max((case / "runs").glob("[0-9]*"))
    names = ("mentions", "memberships", "people", "exposures")
    return {name: sorted(map(str, pq.read_table(folder / f"{name}.parquet").to_pylist())) for name in names}


def workers_of(case: Path) -> list[int]:
    """Return the worker processes of a case that are alive: their scratch folder is in their environment."""
    mark = f"TMPDIR={case / 'scratch'}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
        except OSError:
            continue  # it ended, or is somebody else's
    return [pid for pid in found if pid != os.getpid()]


def copy_shuffled(source: Path, target: Path, seed: int) -> None:
    """Copy a folder with its files made in another order, which is the order that a file system gives them back in."""
    files = [p for p in sorted(source.rglob("*")) if p.is_file()]
    random.Random(seed).shuffle(files)
    for path in files:
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
