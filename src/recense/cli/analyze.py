"""The main job, and the same on an invented disclosure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from recense.cli.words import headline, print_json
from recense.errors import OperatorError
from recense.model import Request
from recense.settings import read_settings

CASE = click.Path(path_type=Path)
WORKERS = click.IntRange(0, 256)
COMPLETE_WITH_GAPS = 3


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path())
@click.option("--case", "case_folder", required=True, type=CASE, help="Folder of the case; made if it does not exist.")
@click.option(
    "--listing", type=click.Path(), help="The list of files said to be disclosed: what is not there is missing."
)
@click.option("--passwords", type=CASE, help="A file of passwords to try on encrypted files, one a line.")
@click.option(
    "--breach",
    type=click.Choice(["published_after_ransomware", "published", "known_recipients", "lost"]),
    default="published",
    show_default=True,
    help="How far the files went; the severity depends on it.",
)
@click.option("--workers", type=WORKERS, default=0, show_default=True, help="Worker processes; 0 is one a core.")
@click.option("--quiet", is_flag=True, help="Say nothing while working.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def analyze(  # noqa: PLR0913 - one argument an option
    sources: tuple[str, ...],
    case_folder: Path,
    listing: str | None,
    passwords: Path | None,
    breach: str,
    workers: int,
    *,
    quiet: bool,
    as_json: bool,
) -> int:
    """Do the main job: disclosed files in, census of people out. Run again, it continues where it stopped.

    Example: recense analyze /mnt/copy --case armentieres.case --listing listing.txt
    """
    request = Request(sources=sources, listing=listing, passwords=_read_passwords(passwords), breach=breach)
    return _analyze(request, case_folder, workers, quiet=quiet, as_json=as_json)


@click.command()
@click.option(
    "--folder", default="demo", type=CASE, show_default=True, help="Where the invented files and the case go."
)
@click.option(
    "--people", type=click.IntRange(20, 1_000_000), default=400, show_default=True, help="How many people to invent."
)
@click.option("--seed", default=1, show_default=True, help="Another seed invents other people.")
@click.option("--workers", type=WORKERS, default=0, show_default=True, help="Worker processes; 0 is one a core.")
@click.option("--quiet", is_flag=True, help="Say nothing while working.")
def demo(folder: Path, people: int, seed: int, workers: int, *, quiet: bool) -> int:
    """Invent a small disclosure and do the main job on it.

    Example: recense demo --folder /tmp/demo
    """
    import shutil

    from recense.invent.disclosure import invent_disclosure

    if folder.exists() and any(folder.iterdir()) and not (folder / "truth" / "truth.json").exists():
        raise OperatorError(f"{folder} holds something else than a demo. Choose another place with --folder.")
    shutil.rmtree(folder, ignore_errors=True)
    invent_disclosure(folder, people=people, seed=seed, family="demo")
    click.echo(f"An invented disclosure is in {folder / 'files'} (nobody in it exists).", err=True)
    request = Request(
        sources=(str(folder / "files"),),
        listing=str(folder / "listing.txt"),
        passwords=_read_passwords(folder / "passwords.txt"),
    )
    return _analyze(request, folder / "demo.case", workers, quiet=quiet, as_json=False)


def _analyze(request: Request, case_folder: Path, workers: int, *, quiet: bool, as_json: bool) -> int:
    from recense.pipeline import analyze as run_pipeline
    from recense.store.case import create_or_open
    from recense.store.run import Tables
    from recense.store.talk import Talk

    case = create_or_open(case_folder)
    folder = run_pipeline(case, request, read_settings(workers), Talk(quiet=quiet))
    summary: dict[str, Any] = Tables(folder).read_json("summary")
    if as_json:
        print_json(summary)
    else:
        click.echo(headline(summary))
        click.echo(f"Report: {(case.outputs / 'report.html').resolve()}")
    gaps = any(summary["remaining"].values())
    if gaps and not quiet:
        click.echo(f"Which files are not analysed, and why: recense status {case_folder}", err=True)
    return COMPLETE_WITH_GAPS if gaps else 0


def _read_passwords(file: Path | None) -> tuple[str, ...]:
    if file is None:
        return ()
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise OperatorError(
            f"the file of passwords {file} cannot be read: {error.strerror}. Check --passwords."
        ) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return tuple(line for line in text.splitlines() if line)
