"""Stage publish: the report, and the export that a person asks for. See `pipeline.py`."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from typing import TYPE_CHECKING

from recense import __version__
from recense.errors import OperatorError
from recense.publish.export import export_tables
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
    write_report(run, run.case.root.name.removesuffix(".case"), number, run.case.outputs)
    run.talk.end()


def write_report(tables: Tables, case_name: str, run_number: int, out: Path, lang: str = "fr") -> Path:
    """Write `report.html` and, beside it, its figures in `report.json`, into the folder `out`; return the page.

    Raises:
        OperatorError: the folder cannot be written, or the disk is full.
    """
    about = {
        "case": case_name,
        "run": run_number,
        "made": datetime.now().isoformat(timespec="minutes"),  # noqa: DTZ005 - the reader's own clock
        "version": __version__,
        "code": code_version("recense"),
    }
    with tables.connect() as connection:
        figures = read_figures(connection, tables.read_json("summary"), about)
    page = out / "report.html"
    with clear_disk_errors(out):
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        text = json.dumps(figures, ensure_ascii=False, indent=1, default=str)
        (out / "report.json").write_text(text + "\n", encoding="utf-8")
        page.write_text(render_report(figures, lang), encoding="utf-8")
    return page


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
