"""Stage intake: every disclosed file, archive member and missing file, once a path. See `pipeline.py`.

Files are hashed here, in threads; what looks inside them (their type, their members) runs in workers. The members of a
container are listed once for each content and kept, so that a heap which has not changed is not unpacked again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from recense.errors import OperatorError
from recense.intake.hashing import hash_file
from recense.intake.listing import read_listing
from recense.intake.manifest import Account, Manifest, Row, finish_rows
from recense.intake.reconcile import find_missing
from recense.intake.unpack import LISTING
from recense.intake.walk import walk_sources
from recense.store.run import clear_disk_errors
from recense.store.tables import SOURCE_FILES
from recense.store.work import code_version
from recense.store.workers import Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recense.intake.walk import Found
    from recense.store.run import Run
    from recense.store.work import WorkStore
    from recense.store.workers import Outcome

BATCH = 100  # files that one worker looks at in a row
CODE = ("recense.intake", "recense.settings")
SLOWEST_UNPACKING = 1 << 20  # packed bytes a second: xz on a busy machine


def receive_files(run: Run) -> None:
    """Write `source_files`: every file of the sources, their members, and what is on the listing and not in the heap.

    Raises:
        OperatorError: a source or the listing is not there, or the disk is full.

    """
    listed = read_listing(Path(run.request.listing)) if run.request.listing else None
    found = walk_sources(run.request.sources, run.case.root)
    with clear_disk_errors(run.scratch):
        rows = _look_at_all(run, _hash_all(run, found))
        manifest = Manifest(rows, run.settings.limits, run.scratch)
        _open_containers(run, manifest)
    rows = finish_rows(manifest.rows)
    if listed is not None:
        rows += find_missing(listed.entries, rows)
        if listed.not_understood:
            run.talk.say(
                f"{listed.not_understood:,} lines of the listing were not understood and are not counted as files."
            )
    rows.sort(key=lambda row: row.path)
    columns = {name: [getattr(row, name) for row in rows] for name in SOURCE_FILES.names}
    run.write("source_files", pa.Table.from_pydict(columns, schema=SOURCE_FILES))


def unpack_members(run: Run) -> None:
    """Put the bytes of every pending member where its `origin` says, by unpacking its containers again.

    Raises:
        OperatorError: the disk is full.

    """
    table = {row["path"]: row for row in run.read("source_files").to_pylist()}
    closed = (table.get(row["duplicate_of"], row) for row in table.values())  # a copy shares the origin of the first
    _unpack_again(run, [row for row in closed if row["status"] == "pending"], table)


def _unpack_again(run: Run, members: Iterable[dict[str, Any]], table: dict[str, dict[str, Any]]) -> None:
    """Put the bytes of `members` where their `origin` says, unpacking the containers that hold them, outermost first."""
    wanted: set[str] = set()
    for row in members:
        _want_containers(row, table, wanted)
    levels: dict[int, list[dict[str, Any]]] = {}
    for path in sorted(wanted):
        levels.setdefault(_depth(table[path], table), []).append(table[path])
    run.talk.stage("Unpacking members", len(wanted))
    with clear_disk_errors(run.scratch):
        for _, level in sorted(levels.items()):
            once = {row["sha256"]: row for row in reversed(level)}
            tasks = [_unpack_task(run, Row(**row), run.settings.limits.container_bytes) for row in once.values()]
            for outcome in run.workers.run(tasks):
                _stop_if_full(run, outcome)
                _receive_members(run, outcome)
                run.talk.advance()


def _want_containers(row: dict[str, Any], table: dict[str, dict[str, Any]], wanted: set[str]) -> None:
    while row["parent"] and row["origin"] and not Path(row["origin"]).exists():
        row = table[row["parent"]]
        wanted.add(row["path"])


def _depth(row: dict[str, Any], table: dict[str, dict[str, Any]]) -> int:
    depth = 0
    while row["parent"]:
        row, depth = table[row["parent"]], depth + 1
    return depth


def _hash_all(run: Run, found: Sequence[Found]) -> list[Row]:
    run.talk.stage("Receiving files", len(found))
    rows = []
    with ThreadPoolExecutor(run.settings.workers) as pool:
        for entry, hashed in zip(found, pool.map(hash_file, found), strict=True):
            row = Row(entry.path, hashed.sha256, hashed.size, status=hashed.status or "pending", problem=hashed.problem)
            if row.sha256:
                row.origin = _readable_origin(run, entry.origin, row.sha256)
            rows.append(row)
            run.talk.advance()
    return rows


def _readable_origin(run: Run, origin: str, sha256: str) -> str:
    """Return where a file can be opened: tables hold Unicode only, other paths go through a link in scratch."""
    if not any("\udc80" <= letter <= "\udcff" for letter in origin):
        return origin
    link = run.scratch / f"link-{sha256}"
    if not link.is_symlink():
        link.symlink_to(origin)
    return str(link)


def _look_at_all(run: Run, rows: list[Row]) -> list[Row]:
    """Give each row its media type: known from an earlier run, or by a look in a worker."""
    store = run.work_store("identify", code_version(*CODE))
    known: dict[str, tuple[str, str | None]] = {}
    if store.has("known"):
        known = json.loads(store.path("known").read_text(encoding="utf-8"))
    to_look = [row for row in rows if row.sha256 and row.look_key not in known]
    looks = {row.look_key: known[row.look_key] for row in rows if row.look_key in known}
    for row, look in _look(run, to_look):
        looks[row.look_key] = look
    for row in rows:
        if row.sha256 and row.look_key in looks:
            row.media_type, row.debris = looks[row.look_key]
    if to_look:
        draft = run.scratch / "known"
        draft.write_text(json.dumps(looks), encoding="utf-8")
        store.keep("known", draft)
    store.drop_other_versions()
    return rows


def _look(run: Run, rows: Sequence[Row]) -> Iterator[tuple[Row, tuple[str, str | None]]]:
    """Look at rows in workers, by batches; when a worker dies, at each file of its batch alone."""
    batches = [list(rows[start : start + BATCH]) for start in range(0, len(rows), BATCH)]
    while batches:
        again: list[list[Row]] = []
        tasks = [_look_task(run, number, batch) for number, batch in enumerate(batches)]
        for outcome in run.workers.run(tasks):
            batch = batches[int(outcome.task.key)]
            if outcome.answer is not None:
                for row, look in zip(batch, outcome.answer["looks"], strict=True):
                    if look is None:
                        row.status, row.problem = (
                            "unreadable",
                            "unreadable: it could not be read a second time; run again",
                        )
                    else:
                        yield row, tuple(look)
            elif len(batch) > 1:
                again.extend([row] for row in batch)
            elif outcome.failure is not None:
                batch[0].status, batch[0].problem = outcome.failure.status, str(outcome.failure)
        batches = again


def _look_task(run: Run, number: int, batch: Sequence[Row]) -> Task:
    files = [(row.origin, row.path) for row in batch]
    return Task(
        str(number), "recense.intake.identify:look_at_files", {"files": files}, run.settings.limits.file_seconds
    )


def _open_containers(run: Run, manifest: Manifest) -> None:
    """Open containers level by level, each content once, until no member is one."""
    store = run.work_store("unpack", _unpack_version(run))
    level = manifest.closed_containers()
    while level:
        accounts = _accounts(run, store, level, manifest)
        for row in level:
            manifest.place_members(row, accounts[row.sha256 or ""])
        level = manifest.closed_containers()
    store.drop_other_versions()


def _unpack_version(run: Run) -> str:
    limits = hashlib.sha256(json.dumps(asdict(run.settings.limits)).encode()).hexdigest()[:6]
    return f"{code_version(*CODE)}-{limits}"


def _accounts(run: Run, store: WorkStore, level: Sequence[Row], manifest: Manifest) -> dict[str, Account]:
    """Return the account of each distinct container of a level: kept by an earlier run, or by unpacking it."""
    accounts: dict[str, Account] = {}
    to_open: list[Row] = []
    for row in level:
        sha256 = row.sha256 or ""
        if sha256 in accounts:
            continue
        kept = next((key for key in (sha256, _locked_key(run, sha256)) if store.has(key)), None)
        accounts[sha256] = Account.read(store.path(kept)) if kept else manifest.refused_account()
        if kept:
            manifest.unpacked += accounts[sha256].bytes
        else:
            to_open.append(row)
    if to_open:
        _bring_back(run, to_open, manifest)
        tasks = [_unpack_task(run, row, manifest.bytes_left()) for row in to_open]
        run.talk.stage("Opening containers", len(tasks))
        for outcome in run.workers.run(tasks):
            accounts[outcome.task.key] = _account(run, store, outcome)
            manifest.unpacked += accounts[outcome.task.key].bytes
            run.talk.advance()
            if not manifest.bytes_left():
                break  # the rest keep the account that says so
    return accounts


def _bring_back(run: Run, containers: Sequence[Row], manifest: Manifest) -> None:
    """Unpack again what holds containers that were never opened: a run was stopped between them and what holds them."""
    gone = [asdict(row) for row in containers if row.origin and not Path(row.origin).exists()]
    if gone:
        _unpack_again(run, gone, {row.path: asdict(row) for row in manifest.rows})


def _locked_key(run: Run, sha256: str) -> str:
    """Where something needs a password, what came out depends on the passwords too."""
    words = "\0".join(run.request.passwords).encode("utf-8", "surrogateescape")
    return f"{sha256}-{hashlib.pbkdf2_hmac('sha256', words, sha256.encode(), 1000).hex()[:12]}"


def _unpack_task(run: Run, row: Row, left: int) -> Task:
    limits = run.settings.limits
    folder = run.scratch / f"unpack-{row.sha256}"
    folder.mkdir(mode=0o700, exist_ok=True)
    arguments = {
        "source": row.origin,
        "media_type": row.media_type,
        "name": row.path,
        "folder": str(folder),
        "passwords": list(run.request.passwords),
        "allowance": {
            "bytes": min(limits.container_bytes, left),
            "members": limits.container_members,
            "ratio": limits.container_ratio,
            "ratio_floor": limits.container_ratio_floor,
        },
    }
    seconds = limits.file_seconds + row.bytes / SLOWEST_UNPACKING
    return Task(row.sha256 or "", "recense.intake.unpack:unpack", arguments, seconds)


def _account(run: Run, store: WorkStore, outcome: Outcome) -> Account:
    _stop_if_full(run, outcome)
    listing = run.scratch / f"unpack-{outcome.task.key}" / LISTING
    account = Account.read(listing, None if outcome.failure is None else (outcome.failure.status, str(outcome.failure)))
    if outcome.failure is None:
        key = _locked_key(run, outcome.task.key) if account.locked else outcome.task.key
        store.keep(key, listing)
    _receive_members(run, outcome)
    return account


def _stop_if_full(run: Run, outcome: Outcome) -> None:
    if outcome.answer and outcome.answer["disk_full"]:
        raise OperatorError(
            f"the disk that holds {run.scratch} is full: archives are unpacked there. Free some space, or put the case "
            "on a larger disk, and run the same command again: what is done is kept."
        )


def _receive_members(run: Run, outcome: Outcome) -> None:
    """Move what a worker unpacked to where the rows say: regular files named as contents, nothing else it left."""
    folder = run.scratch / f"unpack-{outcome.task.key}"
    for file in _contents(folder):
        file.replace(run.scratch / file.name)
    shutil.rmtree(folder, ignore_errors=True)


def _contents(folder: Path) -> Iterable[Path]:
    for file in sorted(folder.iterdir()):
        if len(file.name) == 64 and file.is_file() and not file.is_symlink():
            yield file
