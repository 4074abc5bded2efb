"""A run under way: what a stage is given. It reads tables, calls pure functions, writes tables."""

from __future__ import annotations

import errno
import json
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from recense.errors import BrokenPromise, OperatorError
from recense.store.tables import SCHEMAS
from recense.store.work import WorkStore
from recense.store.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from recense.model import Request
    from recense.settings import Settings
    from recense.store.case import Case
    from recense.store.talk import Talk


class Tables:
    """The tables of one run folder, to read."""

    def __init__(self, folder: Path, memory: str = "1500MB") -> None:
        self.folder = folder
        self._memory = memory

    def path(self, name: str) -> Path:
        """Return where the table is."""
        return self.folder / f"{name}.parquet"

    def read(self, name: str, columns: list[str] | None = None) -> pa.Table:
        """Read a whole table, or some of its columns."""
        return pq.read_table(self.path(name), columns=columns)

    def read_json(self, name: str) -> dict[str, Any]:
        """Read a small document of the run, such as `headcount` or `summary`."""
        value: dict[str, Any] = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        return value

    def connect(self, threads: int = 2) -> duckdb.DuckDBPyConnection:
        """Return a DuckDB connection that sees every table written so far as a view of its name. Nothing spills outside."""
        connection = duckdb.connect(
            config={
                "memory_limit": self._memory,
                "threads": threads,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "temp_directory": str(self.folder / "spill"),
                "preserve_insertion_order": False,
            }
        )
        for file in sorted(self.folder.glob("*.parquet")):
            connection.execute(f"create view {file.stem} as select * from read_parquet('{_quoted(file)}')")
        return connection


class Run(Tables):
    """The run under way."""

    def __init__(self, case: Case, request: Request, settings: Settings, talk: Talk) -> None:
        super().__init__(case.runs / "next", settings.database_memory)
        self.case, self.request, self.settings, self.talk = case, request, settings, talk
        self.scratch = case.scratch
        self.workers = Workers(settings.workers, settings.limits, self.scratch)

    def start(self) -> None:
        """Empty what an earlier run may have left half-done; finished work stays."""
        for folder in (self.folder, self.scratch):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700)

    def write(self, name: str, table: pa.Table) -> None:
        """Write a table whole. Its columns must be those of `store/tables.py`, in that order.

        Raises:
            BrokenPromise: a column is missing or of another type.
            OperatorError: the disk is full.
        """
        schema = SCHEMAS[name]
        try:
            table = table.select(schema.names).cast(schema)
        except (KeyError, pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise BrokenPromise(f"table {name} does not have its columns: {type(error).__name__}") from error
        with clear_disk_errors(self.folder):
            pq.write_table(table, self.path(name), compression="zstd")

    def write_json(self, name: str, value: dict[str, Any]) -> None:
        """Write a small document of the run."""
        with clear_disk_errors(self.folder):
            text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False)
            (self.folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")

    def work_store(self, step: str, version: str) -> WorkStore:
        """Open the store of work already done for one step."""
        return WorkStore(self.case.work, step, version)

    def close(self) -> None:
        """Stop the workers, empty the scratch folder, drop the tables of a run that did not finish."""
        self.workers.close()
        for folder in (self.scratch, self.folder):
            shutil.rmtree(folder, ignore_errors=True)
        self.scratch.mkdir(exist_ok=True, mode=0o700)


@contextmanager
def clear_disk_errors(where: Path) -> Iterator[None]:
    """Turn a full or read-only disk into a message for the operator."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise OperatorError(
                f"the disk that holds {where} is full. Free some space and run the same command again: what is done is kept."
            ) from error
        if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
            raise OperatorError(
                f"{where} cannot be written: {error.strerror}. Make it writable, then run again."
            ) from error
        raise


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
