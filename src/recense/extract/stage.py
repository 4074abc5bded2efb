"""Stage extract: read every distinct content into a document. See `pipeline.py`.

Each content goes to the first reader of its media type; a reader that dies or refuses hands over to the next. What was
read is kept by content, with the answer beside it, so that an interrupted run reads nothing twice.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from recense.extract.registry import readers_for
from recense.model import FileStatus
from recense.store.run import clear_disk_errors
from recense.store.tables import READINGS
from recense.store.work import code_version
from recense.store.workers import Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from recense.extract.registry import Reader
    from recense.settings import Limits
    from recense.store.run import Run
    from recense.store.work import WorkStore
    from recense.store.workers import Failure, Outcome

WORK = "recense.extract.worker:read_file"
FINAL = {"unreadable", "too_large", "suspicious"}  # failures that the same bytes will always give
NO_HANDOVER = {"encrypted", "suspicious"}  # failures that no other reader should be shown


@dataclass(slots=True)
class _Content:
    """One distinct content to read, and how far that went."""

    sha256: str
    media_type: str
    size: int
    origin: str
    path: str
    readers: list[Reader]  # not tried yet, best first
    failures: list[Failure] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"{self.sha256}-{hashlib.sha256(self.media_type.encode()).hexdigest()[:8]}"


def extract_documents(run: Run) -> None:
    """Read `source_files`, write `readings` and one document a content in the store of work."""
    store = run.work_store("extract", code_version("recense.extract"))
    contents = _distinct_contents(run)
    readings: list[dict[str, Any]] = []
    unread = []
    for content in contents:
        answer = _kept_answer(store, content)
        if answer:
            readings.append(answer)
        elif content.readers:
            unread.append(content)
        else:
            readings.append(_unsupported(content))
    run.talk.stage("Reading files", len(unread))
    with clear_disk_errors(run.folder):
        readings += _read(run, store, unread)
    readings.sort(key=lambda reading: str(reading["sha256"]))
    run.write("readings", pa.Table.from_pylist(readings, schema=READINGS))
    store.drop_other_versions()


def _distinct_contents(run: Run) -> list[_Content]:
    columns = ["sha256", "media_type", "bytes", "origin", "path", "status"]
    table = run.read("source_files", columns)
    found: dict[str, _Content] = {}
    for sha256, media_type, size, origin, path, status in zip(*(table[c].to_pylist() for c in columns), strict=True):
        if status == FileStatus.PENDING and sha256 and origin and sha256 not in found:
            readers = list(readers_for(media_type or ""))
            found[sha256] = _Content(sha256, media_type or "", size or 0, origin, path, readers)
    return list(found.values())


def _read(run: Run, store: WorkStore, unread: list[_Content]) -> Iterable[dict[str, Any]]:
    """Do the reading, in rounds: all that is quick and what it hands over, then what is slow. Biggest first."""
    while unread:
        quick = [c for c in unread if not c.readers[0].slow]
        now = quick or unread
        later = [c for c in unread if c.readers[0].slow] if quick else []
        now.sort(key=lambda content: -content.size)
        by_key = {content.key: content for content in now}
        passwords = list(run.request.passwords)
        tasks = [_task(content, passwords, run.settings.limits) for content in now]
        for outcome in run.workers.run(tasks):
            content = by_key[outcome.task.key]
            reading = _settle(store, content, outcome, run.scratch)
            if reading:
                run.talk.advance()
                yield reading
            else:
                later.append(content)
        unread = later


def _task(content: _Content, passwords: Sequence[str], limits: Limits) -> Task:
    reader = content.readers[0]
    arguments = {
        "path": content.origin,
        "media_type": content.media_type,
        "name": content.path,
        "reader": reader.name,
        "passwords": passwords,
    }
    seconds = limits.ocr_seconds if reader.slow else limits.file_seconds
    return Task(content.key, WORK, arguments, seconds)


def _settle(store: WorkStore, content: _Content, outcome: Outcome, scratch: Path) -> dict[str, Any] | None:
    """Return the reading that an outcome makes, or None when the next reader must try."""
    content.readers.pop(0)
    if outcome.answer is not None:
        store.keep(content.key, outcome.output)
        reading = _reading(content, outcome.answer, content.key)
        if outcome.answer.get("repeatable", True):
            _keep_answer(store, content, reading, scratch)
        return reading
    assert outcome.failure is not None
    content.failures.append(outcome.failure)
    if content.readers and outcome.failure.code not in NO_HANDOVER:
        return None
    # the last reader knows best, unless it merely stopped while another could say why
    told = [f for f in content.failures if f.status != FileStatus.FAILED] or content.failures
    reading = _reading(content, {"status": told[-1].status, "problem": str(told[-1])}, None)
    if all(failure.code in FINAL for failure in content.failures):
        _keep_answer(store, content, reading, scratch)
    return reading


def _reading(content: _Content, answer: dict[str, Any], document: str | None) -> dict[str, Any]:
    counts = {name: answer.get(name, 0) for name in ("grids", "texts", "rows", "lines")}
    return {
        "sha256": content.sha256,
        "media_type": content.media_type,
        "status": answer["status"],
        "problem": answer["problem"],
        "reader": answer.get("reader"),
        "document": document,
        **counts,
    }


def _unsupported(content: _Content) -> dict[str, Any]:
    kind = content.media_type or "a format that could not be named"
    sentence = f"no reader for {kind} yet. Convert it to PDF, CSV or text and add the result to the sources."
    return _reading(content, {"status": str(FileStatus.UNSUPPORTED), "problem": f"unsupported: {sentence}"}, None)


def _kept_answer(store: WorkStore, content: _Content) -> dict[str, Any] | None:
    try:
        answer: dict[str, Any] = json.loads(store.path(content.key + ".json").read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    if answer.get("document") and not store.has(content.key):
        return None
    return answer


def _keep_answer(store: WorkStore, content: _Content, reading: dict[str, Any], scratch: Path) -> None:
    made = scratch / f"answer-{content.key}"
    made.write_text(json.dumps(reading), encoding="utf-8")
    store.keep(content.key + ".json", made)
