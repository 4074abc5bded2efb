"""What leaves a case: the report, the export, its score against a known truth."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from recense.cli.analyze import CASE
from recense.cli.show import current_tables
from recense.cli.words import print_json
from recense.errors import OperatorError


@click.command()
@click.argument("case_folder", metavar="CASE", type=CASE)
@click.option("--out", type=CASE, help="Where to write it; outputs/report.html of the case by default.")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Language it opens in.")
def report(case_folder: Path, out: Path | None, lang: str) -> None:
    """Write the report: one page that works offline and prints well.

    Example: recense report armentieres.case --out /tmp/report.html
    """
    from recense.publish.stage import write_report

    tables = current_tables(case_folder)
    target = out or case_folder / "outputs" / "report.html"
    write_report(tables.folder, target, lang=lang)
    click.echo(target)


@click.command()
@click.argument("case_folder", metavar="CASE", type=CASE)
@click.argument("out", type=CASE)
def export(case_folder: Path, out: Path) -> None:
    """Write the census for other programs: JSON, Parquet, CSV and XLSX (see docs/reference/export.md).

    Example: recense export armentieres.case /mnt/results
    """
    from recense.publish.stage import export as write_export

    write_export(current_tables(case_folder).folder, out)
    click.echo(out)


@click.command()
@click.argument("case_folder", metavar="CASE", type=CASE)
@click.option(
    "--truth", required=True, type=CASE, help="Folder of the truth: people, mentions and files that are known."
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def evaluate(case_folder: Path, truth: Path, *, as_json: bool) -> None:
    """Score a case against a known truth: what was found, what was missed, how well people are told apart.

    Example: recense evaluate demo/demo.case --truth demo/truth
    """
    from recense.assess.evaluate import evaluate as score
    from recense.publish.stage import export as write_export

    if not (truth / "mentions.parquet").is_file():
        raise OperatorError(f"{truth} is not a truth: it has no mentions.parquet. A demo has its own in demo/truth.")
    tables = current_tables(case_folder)
    with tempfile.TemporaryDirectory(dir=case_folder / "scratch") as folder:
        write_export(tables.folder, Path(folder), sheets=False)
        result = score(Path(folder), truth)
    if as_json:
        print_json(result)
        return
    for name, value in result.items():
        click.echo(f"{name}:")
        print_json(value)
