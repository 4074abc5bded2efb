"""Stage publish: the report, and the export that a person asks for. See `pipeline.py`."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from recense.errors import OperatorError
from recense.publish.export import export_tables
from recense.store.run import Tables, clear_disk_errors

if TYPE_CHECKING:
    from pathlib import Path

    from recense.store.run import Run


def publish_report(run: Run) -> None:
    """To be written."""
    raise NotImplementedError


def export(folder: Path, out: Path) -> list[Path]:
    """Export a finished run, whose tables are in `folder`, into the folder `out`; return the files made.

    Raises:
        OperatorError: `out` is a file, or cannot be written, or the disk is full.
    """
    if out.exists() and not out.is_dir():
        raise OperatorError(f"{out} is a file. Give a folder to export into.")
    with clear_disk_errors(out):
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(folder / "summary.json", out / "summary.json")
        with Tables(folder).connect() as connection:
            return [out / "summary.json", *export_tables(connection, out)]
