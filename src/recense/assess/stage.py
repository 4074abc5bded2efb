"""Stage assess: the register, the exposures, the manifest and the summary. See `pipeline.py`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from recense.assess.manifest import build_files
from recense.assess.register import build_register
from recense.assess.summary import build_summary

if TYPE_CHECKING:
    from recense.store.run import Run


def assess_exposures(run: Run) -> None:
    """Write `people`, `exposures`, `files` and `summary`.

    Raises:
        OperatorError: the severity's rules do not know the circumstances that were asked for.
    """
    run.talk.stage("Assessing exposures")
    today = date.today()  # noqa: DTZ011 - who is a minor is a matter of the local calendar
    with run.connect(run.settings.workers) as connection:
        people, exposures = build_register(connection, run.request.breach, today)
        run.write("people", people)
        run.write("exposures", exposures)
        connection.register("people", people)
        connection.register("exposures", exposures)
        files = build_files(connection)
        run.write("files", files)
        connection.register("files", files)
        run.write_json("summary", build_summary(connection, run.read_json("headcount"), run.request.breach, today))
    run.talk.end()
