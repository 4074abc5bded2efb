"""Stage publish: the report, and the export that a person asks for. See `pipeline.py`."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from typing import TYPE_CHECKING

from recense import __version__
from recense.errors import OperatorError
from recense.publish.export import export_sheets, export_tables
from recense.publish.figures import read_figures
from recense.publish.report import render_report
from recense.store.run import Tables, clear_disk_errors
from recense.store.work import code_version

if TYPE_CHECKING:
    from pathlib import Path

    from recense.store.run import Run


def publish_report(run: Run) -> None:
    """Write the report of the run under way into the case's `outputs`."""
    run.talk.stage("Publishing the report")
    current = run.case.current_run()
    number = int(current.name) + 1 if current else 1
    _write_page(run, run.case.root, number, run.case.outputs / "report.html", "fr")
    run.talk.end()


def write_report(folder: Path, target: Path, lang: str = "fr") -> None:
    """Write the report of a finished run, whose tables are in `folder`, and its figures beside it, as JSON.

    Raises:
        OperatorError: the target cannot be written, or the disk is full.
    """
    if target.is_dir():
        raise OperatorError(f"{target} is a folder. Give the name of the page to write, such as report.html.")
    _write_page(Tables(folder), folder.parent.parent, int(folder.name), target, lang)


def _write_page(tables: Tables, case: Path, run_number: int, target: Path, lang: str) -> None:
    about = {
        "case": case.resolve().name.removesuffix(".case"),
        "run": run_number,
        "made": datetime.now().isoformat(timespec="minutes"),  # noqa: DTZ005 - the reader's own clock
        "version": __version__,
        "code": code_version("recense"),
    }
    with tables.connect() as connection:
        figures = read_figures(connection, tables.read_json("summary"), about)
    with clear_disk_errors(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        text = json.dumps(figures, ensure_ascii=False, indent=1)
        target.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
        target.write_text(render_report(figures, lang), encoding="utf-8")


def export(folder: Path, out: Path, *, sheets: bool = True) -> list[Path]:
    """Export a finished run, whose tables are in `folder`, into the folder `out`; return the files made.

    `sheets`: also for spreadsheets, which takes as long again as all the rest.

    Raises:
        OperatorError: `out` is a file, or cannot be written, or the disk is full.
    """
    if out.exists() and not out.is_dir():
        raise OperatorError(f"{out} is a file. Give a folder to export into.")
    with clear_disk_errors(out):
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(folder / "summary.json", out / "summary.json")
        with Tables(folder).connect() as connection:
            made = [out / "summary.json", *export_tables(connection, out)]
            return made + (export_sheets(connection, out) if sheets else [])
