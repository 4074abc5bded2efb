"""The case folder: one breach under examination.

armentieres.case/
    case.toml      what this folder is, and which version wrote it
    runs/0001/     the tables of a finished run, Parquet; the highest number is the current one
    runs/next/     the run under way; it becomes current by one rename
    work/          work already done, by content (`store/work.py`): safe to delete, costs a new reading
    scratch/       members of archives while a run needs them; emptied at the end and at the next start
    outputs/       the report and what people asked for
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tomllib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from recense.errors import OperatorError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CASE_VERSION = 1


class Case:
    """One case folder. Made by `create_or_open` or `open_existing`, never directly."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def runs(self) -> Path:
        """The folder of finished runs."""
        return self.root / "runs"

    @property
    def work(self) -> Path:
        """The store of work already done."""
        return self.root / "work"

    @property
    def scratch(self) -> Path:
        """Members of archives while a run needs them."""
        return self.root / "scratch"

    @property
    def outputs(self) -> Path:
        """What people asked for."""
        return self.root / "outputs"

    def current_run(self) -> Path | None:
        """Return the folder of the newest finished run, or None before the first."""
        numbers = sorted(int(p.name) for p in self.runs.glob("[0-9]*") if p.name.isdigit())
        return self.runs / f"{numbers[-1]:04d}" if numbers else None

    def finish_run(self, folder: Path) -> Path:
        """Make the run under way the current one, by one rename. Older runs but the last are dropped."""
        current = self.current_run()
        number = int(current.name) + 1 if current else 1
        final = self.runs / f"{number:04d}"
        folder.rename(final)
        _sync_folder(self.runs)
        for old in sorted(self.runs.glob("[0-9]*"))[:-2]:
            shutil.rmtree(old)
        return final

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the case for writing; a second run is refused with the first one's process number."""
        lock = self.root / "lock"
        with lock.open("a+") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                handle.seek(0)
                pid = handle.read().strip() or "unknown"
                raise OperatorError(
                    f"the case {self.root} is in use by another run (process {pid}). Wait for it, or stop it, then try again."
                ) from error
            handle.truncate(0)
            handle.write(str(os.getpid()))
            handle.flush()
            try:
                yield
            finally:
                handle.truncate(0)


def create_or_open(root: Path) -> Case:
    """Open the case at `root`, or make a new one there.

    Raises:
        OperatorError: the folder is something else, of another version, or cannot be written.
    """
    if (root / "case.toml").exists():
        return open_existing(root)
    if root.exists() and any(root.iterdir()):
        raise OperatorError(f"{root} exists and is not a case. Choose another folder with --case.")
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        root.chmod(0o700)
        (root / "case.toml").write_text(f'case_version = {CASE_VERSION}\nname = "{_toml_text(root.name)}"\n')
    except OSError as error:
        raise OperatorError(
            f"the case {root} cannot be created: {error.strerror}. Choose another folder with --case."
        ) from error
    return _with_folders(Case(root))


def open_existing(root: Path) -> Case:
    """Open the case at `root`.

    Raises:
        OperatorError: there is no case there, or another version of Recense wrote it.
    """
    description = root / "case.toml"
    if not description.is_file():
        raise OperatorError(
            f"{root} is not a case: it has no case.toml. Make one with: recense analyze SOURCE --case {root}"
        )
    try:
        version = tomllib.loads(description.read_text()).get("case_version")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise OperatorError(
            f"{description} cannot be read: {error}. Restore it from a backup, or start a new case."
        ) from error
    if version != CASE_VERSION:
        raise OperatorError(
            f"the case {root} is of version {version}, this Recense reads version {CASE_VERSION}. "
            "Use the Recense that made it, or analyse the files again into a new case."
        )
    return _with_folders(Case(root))


def _with_folders(case: Case) -> Case:
    for folder in (case.runs, case.work, case.scratch, case.outputs):
        folder.mkdir(exist_ok=True, mode=0o700)
    return case


def _toml_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
