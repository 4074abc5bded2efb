"""The command `recense`: its entry, and how failures become messages and exit codes."""

from __future__ import annotations

import errno
import sys

import click

from recense import __version__
from recense.cli.analyze import analyze, demo
from recense.cli.results import evaluate, export, report
from recense.cli.show import person, search, status
from recense.errors import OperatorError, RecenseError


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
    except OperatorError as error:
        click.echo(f"recense: {error}", err=True)
        code = 2
    except RecenseError as error:
        click.echo(f"recense: this is a bug of Recense, please report it: {error}", err=True)
        code = 1
    except OSError as error:
        code = _say_os_error(error)
    except Exception as error:  # noqa: BLE001 - the user gets a sentence; the error's own words may quote a value
        click.echo(f"recense: this is a bug of Recense, please report it: {type(error).__name__} at {_place_of(error)}", err=True)
        code = 1
    sys.exit(code or 0)


def _say_os_error(error: OSError) -> int:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        click.echo("recense: the disk is full. Free some space and run the same command again: what is done is kept.", err=True)
        return 2
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.EISDIR, errno.ENOTDIR}:
        click.echo(f"recense: {error.filename}: {error.strerror}. Check the path and its permissions.", err=True)
        return 2
    click.echo(f"recense: this is a bug of Recense, please report it: {type(error).__name__} at {_place_of(error)}", err=True)
    return 1


def _place_of(error: BaseException) -> str:
    trace = error.__traceback__
    place = "an unknown place"
    while trace:
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
