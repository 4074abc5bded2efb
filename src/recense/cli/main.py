"""The command `recense`: parse, call one function, print."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from recense import __version__
from recense.errors import OperatorError, RecenseError
from recense.model import Request
from recense.settings import read_settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="recense")
def recense() -> None:
    """Take the census of the people in disclosed files."""


@recense.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path())
@click.option("--case", "case_folder", required=True, type=click.Path(path_type=Path), help="Folder of the case; made if absent.")
@click.option("--listing", type=click.Path(), help="List of the files said to be disclosed: what is not there is missing.")
@click.option("--passwords", "password_file", type=click.Path(path_type=Path), help="File of passwords to try, one a line.")
@click.option("--workers", default=0, help="Worker processes; 0 is one a core.")
@click.option("--quiet", is_flag=True, help="Say nothing while working.")
def analyze(
    sources: tuple[str, ...], case_folder: Path, listing: str | None, password_file: Path | None, workers: int, quiet: bool
) -> None:
    """Do the main job: disclosed files in, census of people out. Run again, it continues.

    Example: recense analyze /mnt/copy --case armentieres.case --listing listing.txt
    """
    from recense.pipeline import analyze as run_pipeline
    from recense.store.case import create_or_open
    from recense.store.talk import Talk

    passwords = tuple(password_file.read_text(encoding="utf-8").splitlines()) if password_file else ()
    request = Request(sources=sources, listing=listing, passwords=passwords)
    run_pipeline(create_or_open(case_folder), request, read_settings(workers), Talk(quiet=quiet))


def main() -> None:
    """Run the command and turn failures into exit codes: 0 complete, 3 complete with gaps, 2 fixable, 1 our bug."""
    try:
        recense(standalone_mode=False)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped. What is done is kept: run the same command again to continue.", err=True)
        sys.exit(130)
    except OperatorError as error:
        click.echo(f"recense: {error}", err=True)
        sys.exit(2)
    except RecenseError as error:
        click.echo(f"recense: this is a bug of Recense: {error}", err=True)
        sys.exit(1)
