"""What a worker does with one file: read it into a document. Runs in a disposable process, see `store/workers.py`."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from recense.errors import FileError, Unreadable
from recense.extract.document import DocumentWriter
from recense.extract.registry import ReadOptions, named
from recense.model import FileStatus

PROBLEMS_TOLD = 4


def read_file(output: Path, path: str, media_type: str, name: str, reader: str, passwords: list[str]) -> dict[str, Any]:
    """Read the file at `path` with the reader named `reader`; write its document at `output`.

    Returns:
        `status` (`analysed` or `partial`), `problem`, `reader`, `grids`, `texts`, `rows`, `lines`, and `repeatable`:
        False when what could not be read depends on this machine or on passwords, so that the next run tries again.

    Raises:
        FileError: the file resists; no document is left.

    """
    source = Path(path)
    if not source.is_file():
        raise FileError("its bytes are not where they were when it was received. Run the same command again.")
    module, _, function = named(reader).function.partition(":")
    read = getattr(importlib.import_module(module), function)
    with DocumentWriter(output) as writer:
        try:
            read(source, writer, ReadOptions(media_type, name, tuple(passwords)))
        except RecursionError as error:
            raise Unreadable("it is nested too deeply to be read. Open it in the program that made it.") from error
    return {
        "status": str(FileStatus.PARTIAL if writer.problems else FileStatus.ANALYSED),
        "problem": _as_problem(writer.problems),
        "reader": reader,
        "grids": writer.grids,
        "texts": writer.texts,
        "rows": writer.rows,
        "lines": writer.lines,
        "repeatable": writer.repeatable,
    }


def _as_problem(problems: list[str]) -> str | None:
    if not problems:
        return None
    told = [sentence.rstrip(".") for sentence in problems[:PROBLEMS_TOLD]]
    if len(problems) > PROBLEMS_TOLD:
        told.append(f"and {len(problems) - PROBLEMS_TOLD} more")
    return f"partial: {'; '.join(told)}."
