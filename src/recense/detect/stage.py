"""Stage detect: who is mentioned where, in two passes. See `pipeline.py`.

First the tables of every document; the names read in them are the lexicon of the heap, with which the texts are then
searched, and the tables in which nobody was seen are read again. Work is kept by content: a batch of documents is one
file of results, and each document remembers its batch.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from recense.detect.kinds import kind_of
from recense.detect.results import FROM_TABLES, FROM_TEXTS, VERDICTS, read_results
from recense.detect.worker import features_of, needs_known_people, verdict_row
from recense.store.run import clear_disk_errors
from recense.store.tables import MENTIONS
from recense.store.work import WorkStore, code_version
from recense.store.workers import Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from recense.store.run import Run
    from recense.store.workers import Failure

BATCH_ROWS = 6_000  # lines of documents that one task takes on
BATCH_DOCUMENTS = 80
PROOFS = ("birth_date", "nir", "ipp", "stay_ids", "rpps", "staff_id")  # what only a person has, beside names
SURE = 0.8  # confidence of the mentions whose names make the lexicon


@dataclass(slots=True)
class _Content:
    """One distinct content, under its first path."""

    sha256: str
    path: str
    media_type: str | None
    debris: str | None
    order: int
    document: str | None = None  # where it is
    key: str = ""
    lines: int = 0
    text_lines: int = 0
    features: str | None = None
    cells: int = 0  # free-text cells
    again: bool = False  # has tables that names known from others may help to understand
    results: str = ""  # the file of the batch that its tables are in
    failures: list[Failure] = field(default_factory=list)

    def as_argument(self) -> dict[str, Any]:
        """Return what a worker needs to know of it."""
        names = ("sha256", "path", "media_type", "debris", "document", "results", "again")
        return {name: getattr(self, name) for name in names}


def detect_mentions(run: Run) -> None:
    """Read `source_files`, `readings` and the documents; write `mentions`, `columns_found`, `tables_found`, `document_facts`."""
    version = code_version("recense.detect")
    tables_store, texts_store = run.work_store("detect-tables", version), run.work_store("detect-text", version)
    today = dt.date.today()  # noqa: DTZ011 - civil dates have no time zone
    contents = _contents(run)
    readable = [c for c in contents if c.document]
    for content in readable:
        content.key = _key(str(content.document).rsplit("/", 1)[-1], content.path, content.media_type, today.year)
    first = _do(run, tables_store, readable, "Reading tables", "read_tables_of", {"today": today.isoformat()})
    tabled, tables, columns = _gather_tables(first, readable)
    lexicon, lexicon_key = _write_lexicon(texts_store, tabled, run.scratch)
    to_search = [c for c in readable if c.features is not None and (c.text_lines or c.cells or c.again)]
    for content in to_search:
        content.key = _key(content.key, lexicon_key)
    arguments = {"today": today.isoformat(), "lexicon": str(lexicon)}
    second = _do(run, texts_store, to_search, "Searching texts", "search_texts_of", arguments)
    verdicts, in_texts, *again = _gather_texts(second, to_search)
    reread = pa.array([c.sha256 for c in to_search if c.again and c.key in second], pa.string())
    tabled, tables, columns = (t.filter(pc.invert(pc.is_in(t["sha256"], reread))) for t in (tabled, tables, columns))
    tables, columns = pa.concat_tables([tables, again[0]]), pa.concat_tables([columns, again[1]])
    failed = [c for c in contents if c.failures]
    for content in failed[:20]:
        run.talk.say(f"{content.path}: the search for people did not finish. {content.failures[-1].sentence}.")
    run.talk.stage("Writing mentions")
    run.write("mentions", _numbered(pa.concat_tables([tabled, in_texts]), contents))
    run.write("tables_found", _ordered(tables, contents, ["place", "table_no"]))
    run.write("columns_found", _ordered(columns, contents, ["place", "table_no", "column"]))
    run.write("document_facts", _facts(contents, verdicts, tabled))
    for store in (tables_store, texts_store):
        store.drop_other_versions()


# --- what there is to do ---------------------------------------------------------------------------------------------


def _contents(run: Run) -> list[_Content]:
    """Return every distinct content with its own path, in the order of the manifest, and its document if it has one."""
    found: dict[str, _Content] = {}
    names = ["sha256", "path", "media_type", "debris", "duplicate_of"]
    files = run.read("source_files", names).to_pylist()
    for row, (sha256, path, media_type, debris, original) in enumerate(tuple(file.values()) for file in files):
        if sha256 and original is None and sha256 not in found:
            found[sha256] = _Content(sha256, path, media_type, debris, row)
    store = run.work_store("extract", code_version("recense.extract"))
    names = ["sha256", "document", "rows", "lines"]
    readings = run.read("readings", names)
    for sha256, document, rows, lines in zip(*(readings[n].to_pylist() for n in names), strict=True):
        content = found.get(sha256)
        if content and document:
            content.document = str(store.path(document))
            content.lines, content.text_lines = (rows or 0) + (lines or 0), lines or 0
    return list(found.values())


def _key(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogateescape")).hexdigest()


def _do(
    run: Run, store: WorkStore, contents: Sequence[_Content], title: str, function: str, arguments: dict[str, Any]
) -> dict[str, str]:
    """Do one pass; return for each key the file of its batch. Work already kept is not done again."""
    done: dict[str, str] = {}
    waiting = []
    for content in contents:
        kept = _kept_batch(store, content.key)
        if kept:
            done[content.key] = kept
        else:
            waiting.append(content)
    run.talk.stage(title, len(waiting))
    by_key = {}
    tasks = []
    for batch in _batches(waiting):
        key = _key(*(c.key for c in batch))
        by_key[key] = batch
        documents = [c.as_argument() for c in batch]
        tasks.append(
            Task(
                key,
                f"recense.detect.worker:{function}",
                {"documents": documents, **arguments},
                run.settings.limits.file_seconds,
            )
        )
    with clear_disk_errors(run.folder):
        while tasks:
            again = []
            for outcome in run.workers.run(tasks):
                batch = by_key[outcome.task.key]
                if outcome.failure is None:
                    store.keep(outcome.task.key, outcome.output)
                    for content in batch:
                        _remember(store, content.key, outcome.task.key, run.scratch)
                        done[content.key] = str(store.path(outcome.task.key))
                elif len(batch) == 1:
                    batch[0].failures.append(outcome.failure)
                else:
                    again += _one_by_one(outcome.task, batch, by_key)
                    continue
                run.talk.advance(len(batch))
            tasks = again
    return done


def _one_by_one(task: Task, batch: Sequence[_Content], by_key: dict[str, list[_Content]]) -> list[Task]:
    """Try each document of a failed batch alone: only the one at fault suffers."""
    tasks = []
    for content in batch:
        key = _key(content.key)
        by_key[key] = [content]
        tasks.append(Task(key, task.function, {**task.arguments, "documents": [content.as_argument()]}, task.seconds))
    return tasks


def _batches(contents: Iterable[_Content]) -> Iterable[list[_Content]]:
    """Group documents: big ones first and alone, small ones together."""
    batch: list[_Content] = []
    lines = 0
    for content in sorted(contents, key=lambda c: (-c.lines, c.order)):
        if batch and (lines + content.lines > BATCH_ROWS or len(batch) >= BATCH_DOCUMENTS):
            yield batch
            batch, lines = [], 0
        batch.append(content)
        lines += content.lines
    if batch:
        yield batch


def _kept_batch(store: WorkStore, key: str) -> str | None:
    try:
        batch = store.path(f"{key}.batch").read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    return str(store.path(batch)) if store.has(batch) else None


def _remember(store: WorkStore, key: str, batch: str, scratch: Path) -> None:
    made = scratch / f"batch-{key}"
    made.write_text(batch, encoding="ascii")
    store.keep(f"{key}.batch", made)


# --- what came of it -------------------------------------------------------------------------------------------------


def _read_done(done: dict[str, str], contents: Sequence[_Content], count: int) -> list[list[pa.Table]]:
    """Read every file of results once; keep the rows of the contents asked for, for a batch may hold others."""
    wanted = pa.array([c.sha256 for c in contents if c.key in done], pa.string())
    read = []
    for file in sorted(set(done.values())):
        tables = read_results(Path(file), count)
        read.append([t.filter(pc.is_in(t["sha256"], wanted)) for t in tables])
    return read


def _gather_tables(done: dict[str, str], contents: Sequence[_Content]) -> tuple[pa.Table, pa.Table, pa.Table]:
    read = _read_done(done, contents, len(FROM_TABLES))
    documents, found, tables, columns, _ = (
        pa.concat_tables([r[i] for r in read]) if read else s.empty_table() for i, s in enumerate(FROM_TABLES)
    )
    facts = {row["sha256"]: row for row in documents.to_pylist()}
    for content in contents:
        if content.key in done:
            content.features, content.cells = facts[content.sha256]["features"], facts[content.sha256]["texts"]
            content.results = done[content.key]
            content.again = any(map(needs_known_people, json.loads(content.features or "[]")))
    return found, tables, columns


def _gather_texts(done: dict[str, str], contents: Sequence[_Content]) -> list[pa.Table]:
    read = _read_done(done, contents, len(FROM_TEXTS))
    return [pa.concat_tables([r[i] for r in read]) if read else s.empty_table() for i, s in enumerate(FROM_TEXTS)]


def _write_lexicon(store: WorkStore, tabled: pa.Table, scratch: Path) -> tuple[Path, str]:
    """Write the names read surely in tables as the lexicon; return where it is, and the hash of what it holds."""
    import polars as pl
    import pyarrow.parquet as pq

    from recense.detect.text.lexicon import build_lexicon

    names = ["family_name", "birth_name", "given_names", "role"]
    read = pl.DataFrame(pl.from_arrow(tabled.select([*names, "confidence", *PROOFS])))
    sure = read.filter(pl.col("confidence") >= SURE).with_columns(
        pl.col("given_names").list.join("\x1f"), proven=pl.any_horizontal(pl.col(PROOFS).is_not_null())
    )
    known = [*names, "proven", "birth_date"]
    distinct = sure.select(known).unique().sort(known)
    given = [g.split("\x1f") if g else None for g in distinct["given_names"].to_list()]
    table = build_lexicon(
        distinct["family_name"].to_list(),
        distinct["birth_name"].to_list(),
        given,
        distinct["role"].to_list(),
        distinct["proven"].to_list(),
        distinct["birth_date"].to_list(),
    )
    made = scratch / "lexicon"
    pq.write_table(table, made)
    key = hashlib.sha256(made.read_bytes()).hexdigest()
    return store.keep(f"{key}.lexicon", made), key


def _facts(contents: Sequence[_Content], verdicts: pa.Table, tabled: pa.Table) -> pa.Table:
    """Return what each content is; those with text were judged by the worker that searched it."""
    judged = {row["sha256"]: row for row in verdicts.to_pylist()}
    counts: dict[str, Counter[str]] = {}
    grouped = tabled.group_by(["sha256", "role"]).aggregate([([], "count_all")])
    for row in grouped.to_pylist():
        counts.setdefault(row["sha256"], Counter())[row["role"]] = row["count_all"]
    rows = []
    for content in contents:
        row = judged.get(content.sha256)
        if row is None:
            roles = counts.get(content.sha256, Counter())
            verdict = kind_of(features_of(content.as_argument(), content.features, roles))
            row = verdict_row(content.sha256, verdict, roles.total())
        if content.failures:
            row["kind_reason"] = f"{row['kind_reason']}; the search for people failed ({content.failures[-1].code})"
        rows.append(row)
    return pa.Table.from_pylist(rows, VERDICTS)


def _order_of(table: pa.Table, contents: Sequence[_Content]) -> pa.Array:
    return pc.index_in(table["sha256"], pa.array([c.sha256 for c in contents], pa.string()))


def _ordered(table: pa.Table, contents: Sequence[_Content], keys: Sequence[str]) -> pa.Table:
    table = table.append_column("_order", _order_of(table, contents))
    return table.sort_by([("_order", "ascending"), *((k, "ascending") for k in keys)]).drop_columns(["_order"])


def _numbered(found: pa.Table, contents: Sequence[_Content]) -> pa.Table:
    """Put the mentions in order, number those of one line (`slot`) and name each by its place (`mention_id`)."""
    import polars as pl

    frame = pl.DataFrame(pl.from_arrow(found.append_column("_order", _order_of(found, contents))))
    frame = frame.sort("_order", "place", "line", "sequence", maintain_order=True)
    frame = frame.with_columns(pl.int_range(pl.len()).over("sha256", "place", "line").cast(pl.Int16).alias("slot"))
    places = zip(frame["sha256"], frame["place"], frame["line"], frame["slot"], strict=True)
    ids = [
        hashlib.sha256(f"{s}\0{p}\0{line}\0{slot}".encode("utf-8", "surrogateescape")).hexdigest()[:32]
        for s, p, line, slot in places
    ]
    return (
        frame.with_columns(pl.Series("mention_id", ids, dtype=pl.String))
        .select(MENTIONS.names)
        .to_arrow()
        .cast(MENTIONS)
    )
