"""The command `recense`: its entry, and how failures become messages and exit codes."""

from __future__ import annotations

import errno
import os
import sys

import click

from recense import __version__
from recense.cli.analyze import analyze, demo
from recense.cli.results import evaluate, export, report
from recense.cli.show import person, search, status
from recense.errors import OperatorError, RecenseError

FULL = {errno.ENOSPC, errno.EDQUOT}
OPERATORS = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.EEXIST}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="recense")
def recense() -> None:
    """Take the census of the people in disclosed files.

    Exit codes: 0 complete, 3 complete with files that are not analysed, 2 something you can fix, 1 a bug of ours.
    """


for _command in (demo, analyze, status, report, export, search, person, evaluate):
    recense.add_command(_command)


def main() -> None:
    """Run the command; every failure becomes a sentence and an exit code, never a traceback."""
    try:
        code = recense(standalone_mode=False)
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    except click.ClickException as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped. What is done is kept: run the same command again to continue.", err=True)
        code = 130  # as a shell says of a command ended by Ctrl-C
    except BrokenPipeError:  # the reader of our output has seen enough, as in `recense search … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OperatorError as error:
        click.echo(f"recense: {error}", err=True)
        code = 2
    except Exception as error:  # noqa: BLE001 - the user gets a sentence; the error's own words may quote a value
        code = _say(error)
    sys.exit(code or 0)


def _say(error: Exception) -> int:
    """Say an error that nobody foresaw, in words that hold no value, and return the exit code."""
    if _is_full_disk(error):
        sentence = "the disk is full. Free some space and run the same command again: what is done is kept."
    elif isinstance(error, OSError) and error.filename and error.errno in OPERATORS:
        sentence = f"{error.filename}: {error.strerror}. Check the path and its permissions."
    elif isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryException":  # the latter is DuckDB's
        sentence = "the memory is full. Close other programs, or let the database use more: RECENSE_DATABASE_MEMORY=4GB"
    else:
        what = str(error) if isinstance(error, RecenseError) else f"{type(error).__name__} at {_place_of(error)}"
        click.echo(f"recense: this is a bug of Recense, please report it: {what}", err=True)
        return 1
    click.echo(f"recense: {sentence}", err=True)
    return 2


def _is_full_disk(error: BaseException | None) -> bool:
    """Say whether a full disk is behind the error: libraries wrap it, and keep the system's words only."""
    while error:
        if getattr(error, "errno", None) in FULL or "No space left on device" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _place_of(error: BaseException) -> str:
    trace = error.__traceback__
    place = "an unknown place"
    while trace:
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
