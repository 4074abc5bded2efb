"""What is built to fill a disk, or never to end, ends early with a status."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from packing import PATIENTS, overlapping_zip, tar_entry, tarred, zipped

from recense.settings import MIB

CSV = PATIENTS.encode()


@pytest.fixture
def small(heap):
    heap.lower(container_ratio_floor=MIB)
    return heap


def written(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zipped(("bomb.csv", data))])
def test_a_bomb_by_ratio_is_stopped_and_said_to_be_suspicious(small, pack):
    small.put("bomb", pack(bytes(60 * MIB)))
    rows = small.receive()
    assert rows["bomb"]["status"] == "failed"
    assert rows["bomb"]["problem"].startswith("suspicious: ")
    assert written(small.case) < 20 * MIB


def test_members_before_a_bomb_keep_their_status(small):
    small.put("a.zip", zipped(("liste.csv", CSV), ("bomb.csv", bytes(60 * MIB)), ("after.csv", CSV)))
    rows = small.receive()
    assert rows["a.zip"]["status"] == "failed"
    assert rows["a.zip!/liste.csv"]["status"] == "pending"
    assert Path(rows["a.zip!/liste.csv"]["origin"]).read_bytes() == CSV


def test_a_bomb_in_a_bomb_is_stopped(small):
    layer = zipped(*((f"{i}.csv", bytes(900_000)) for i in range(20)))
    for _ in range(3):
        layer = zipped(*((f"{i}.zip", layer + bytes([i])) for i in range(20)))
    small.put("a.zip", layer)
    small.lower(container_bytes=30 * MIB)
    rows = small.receive()
    assert any((row["problem"] or "").startswith("suspicious") for row in rows.values())
    assert written(small.case) < 60 * MIB
    assert len(rows) < 10_000


def test_a_file_that_lies_about_its_size_is_counted_on_real_bytes(small):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", bytes(40 * MIB))
        archive.infolist()[0].file_size = 10  # in the index; the local header keeps the truth
    small.put("a.zip", out.getvalue())
    rows = small.receive()
    assert rows["a.zip"]["status"] in {"failed", "partial"}
    assert written(small.case) < 20 * MIB


def test_a_tar_of_holes_is_stopped(small):
    entry = tarfile.TarInfo("holes.csv")
    entry.pax_headers = {
        "GNU.sparse.major": "0",
        "GNU.sparse.minor": "1",
        "GNU.sparse.size": str(1 << 40),
        "GNU.sparse.map": "0,0",
    }
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(entry)
    small.put("a.tar", out.getvalue())
    rows = small.receive()
    assert rows["a.tar"]["status"] == "failed"


def test_overlapping_members_are_refused(small):
    small.put("a.zip", overlapping_zip(200, bytes(MIB // 2)))
    rows = small.receive()
    assert rows["a.zip"]["status"] == "failed"
    assert rows["a.zip"]["problem"].startswith("suspicious")


def test_archives_nested_beyond_the_limit_are_not_opened(heap):
    content = CSV
    for _ in range(20):
        content = zipped(("a", content))
    heap.put("a", content)
    rows = heap.receive()
    deepest = max(rows.values(), key=lambda row: row["path"].count("!/"))
    assert deepest["path"].count("!/") == heap.limits.container_depth
    assert deepest["status"] == "failed"
    assert deepest["problem"].startswith("too_large")


def test_an_archive_that_holds_itself_is_opened_once(heap, monkeypatch):
    # a true quine cannot be written here: two contents that intake sees as one do as well
    heap.put("a.tar", tarred(("b.tar", tarred(("c.csv", CSV)))))
    from recense.intake.manifest import Account, Manifest, Row

    row = Row("q.gz", "f" * 64, 10, "application/gzip", origin="q.gz")
    manifest = Manifest([row], heap.limits, Path("scratch"))
    line = {"name": "q", "sha256": "f" * 64, "size": 10, "media_type": "application/gzip", "status": "pending"}
    account = Account([line | {"problem": None, "debris": None}], "analysed", None)
    assert manifest.closed_containers() == [row]
    manifest.place_members(row, account)
    assert manifest.closed_containers() == []
    assert manifest.rows[1].problem is not None
    assert manifest.rows[1].problem.startswith("suspicious: it holds a copy of itself")


def test_too_many_members_are_refused_after_the_limit(heap):
    heap.lower(container_members=50)
    heap.put("a.zip", zipped(*((f"{i}.csv", CSV) for i in range(60))))
    heap.put("b.tar", tarred(*((f"{i}.csv", CSV) for i in range(60))))
    rows = heap.receive()
    for name in ("a.zip", "b.tar"):
        assert rows[name]["status"] == "failed"
        assert rows[name]["problem"].startswith("too_large")
        assert sum(row["parent"] == name for row in rows.values()) == 50


def test_the_run_unpacks_no_more_than_its_limit(heap):
    heap.lower(heap_bytes=3 * MIB)
    for number in range(6):
        heap.put(f"{number}.zip", zipped(("a.csv", f"{number};DURAND\n".encode() * (MIB // 9))))
    rows = heap.receive()
    refused = [row for row in rows.values() if row["status"] == "failed"]
    assert refused
    assert all(row["problem"].startswith("too_large") for row in refused)
    assert len(rows) > 6


def test_a_worker_that_dies_costs_its_container_only(heap, monkeypatch):
    heap.put("a.zip", zipped(("liste.csv", CSV)))
    heap.put("b.zip", zipped(("liste.csv", CSV + b"b")))
    from recense.intake import stage

    made = stage._unpack_task

    def killed(run, row, left):
        task = made(run, row, left)
        return (
            task
            if row.path != "a.zip"
            else type(task)(task.key, "os:_exit_without_such_name", task.arguments, task.seconds)
        )

    monkeypatch.setattr(stage, "_unpack_task", killed)
    rows = heap.receive()
    assert rows["a.zip"]["status"] == "failed"
    assert rows["b.zip!/liste.csv"]["status"] == "pending"
    monkeypatch.undo()
    assert heap.receive()["a.zip!/liste.csv"]["status"] == "pending"


def test_a_link_chain_in_a_tar_goes_nowhere(heap):
    entries = [tar_entry("d", tarfile.SYMTYPE, "/tmp"), tar_entry("d/evil.csv", tarfile.REGTYPE)]
    heap.put("a.tar", tarred(entries=entries))
    rows = heap.receive()
    assert rows["a.tar!/d"]["status"] == "unsupported"
    assert rows["a.tar!/d/evil.csv"]["status"] == "analysed"
    assert not Path("/tmp/evil.csv").exists()
