"""The whole path of a run, in order. Read this file first."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from recense.assess.stage import assess_exposures
from recense.detect.stage import detect_mentions
from recense.extract.stage import extract_documents
from recense.intake.stage import receive_files, unpack_members
from recense.publish.stage import publish_report
from recense.resolve.stage import resolve_people
from recense.store.run import Run
from recense.store.work import code_version

if TYPE_CHECKING:
    from pathlib import Path

    from recense.model import Request
    from recense.settings import Settings
    from recense.store.case import Case
    from recense.store.talk import Talk

STAGES = (
    receive_files,  # disclosed files         -> source_files
    unpack_members,  # containers             -> the bytes of their members, in the scratch folder
    extract_documents,  # source_files        -> readings, one document a content
    detect_mentions,  # documents             -> mentions, columns_found, tables_found, document_facts
    resolve_people,  # mentions               -> memberships, links, persons, headcount.json
    assess_exposures,  # persons, mentions    -> exposures, people, files, summary.json
    publish_report,  # all of the above       -> outputs/report.html
)


def analyze(case: Case, request: Request, settings: Settings, talk: Talk) -> Path:
    """Run the main job and return the folder of the current run.

    A heap that has not changed since the current run costs one look at its files. Work already done by a run that
    was stopped is not done again.
    """
    with case.locked():
        run = Run(case, request, settings, talk)
        try:
            run.start()
            receive_files(run)
            fingerprint = _fingerprint(run)
            current = case.current_run()
            if current and (current / "fingerprint").exists() and (current / "fingerprint").read_text() == fingerprint:
                talk.end()
                talk.say("Nothing new since the last run: its results stand.")
                return current
            for stage in STAGES[1:]:
                stage(run)
            talk.end()
            (run.folder / "fingerprint").write_text(fingerprint)
            return case.finish_run(run.folder)
        finally:
            run.close()


def _fingerprint(run: Run) -> str:
    """Hash all that the result depends on: the files and their paths, what was asked, the code."""
    digest = hashlib.sha256(code_version("recense").encode())
    asked = {k: v for k, v in asdict(run.request).items() if k not in {"workers", "sources"}}
    digest.update(json.dumps(asked, sort_keys=True).encode())
    table = run.read("source_files", ["path", "sha256", "status", "problem"])
    for column in table.columns:
        for value in column.to_pylist():
            digest.update(str(value).encode("utf-8", "surrogateescape"))
            digest.update(b"\0")
    return digest.hexdigest()
