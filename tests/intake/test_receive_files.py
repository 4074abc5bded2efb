"""The stage: every file ends with one row, whatever resists; a second run costs one look."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from packing import PATIENTS, zipped

from recense.errors import OperatorError
from recense.intake import hashing
from recense.intake import stage as intake_stage
from recense.intake.unpack import unpack

CSV = PATIENTS.encode()


def test_each_file_has_its_hash_size_type_and_origin(heap):
    file = heap.put("DSI/liste.txt", CSV)
    row = heap.receive()["DSI/liste.txt"]
    assert row == {
        "path": "DSI/liste.txt",
        "sha256": __import__("hashlib").sha256(CSV).hexdigest(),
        "bytes": len(CSV),
        "media_type": "text/csv",
        "parent": None,
        "container": False,
        "status": "pending",
        "problem": None,
        "duplicate_of": None,
        "debris": None,
        "origin": str(file),
    }


def test_the_disclosed_files_are_not_changed(heap):
    heap.put("a.zip", zipped(("liste.csv", CSV)))
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in heap.folder.rglob("*")}
    heap.receive()
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in heap.folder.rglob("*")} == before


def test_copies_are_kept_and_point_to_the_first_path(heap):
    for name in ("c.csv", "a.csv", "b/a.txt"):
        heap.put(name, CSV)
    rows = heap.receive()
    assert {path: row["duplicate_of"] for path, row in rows.items()} == {
        "a.csv": None,
        "b/a.txt": "a.csv",
        "c.csv": "a.csv",
    }


def test_one_content_has_one_media_type_whatever_its_names(heap):
    heap.put("a.csv", "NIR\n160027512345678\n")
    heap.put("b.txt", "NIR\n160027512345678\n")
    assert {row["media_type"] for row in heap.receive().values()} == {"text/csv"}


def test_a_file_without_bytes_is_analysed_and_said_to_be_empty(heap):
    heap.put("vide.csv", b"")
    heap.put("a.zip", zipped(("vide.txt", b"")))
    rows = heap.receive()
    for path in ("vide.csv", "a.zip!/vide.txt"):
        assert (rows[path]["status"], rows[path]["problem"]) == ("analysed", "empty: the file has no bytes")


def test_names_that_are_not_unicode_are_read_and_shown(heap):
    raw = os.fsencode(heap.folder) + b"/\xe9t\xe9\n.csv"
    Path(os.fsdecode(raw)).write_bytes(CSV)
    Path(os.fsdecode(raw + b".zip")).write_bytes(zipped(("b.csv", CSV + b"b")))
    rows = heap.receive()
    assert set(rows) == {"\\xe9t\\xe9\\n.csv", "\\xe9t\\xe9\\n.csv.zip", "\\xe9t\\xe9\\n.csv.zip!/b.csv"}
    assert Path(rows["\\xe9t\\xe9\\n.csv"]["origin"]).read_bytes() == CSV


def test_a_file_that_may_not_be_read_says_what_to_do(heap, monkeypatch):
    heap.put("secret.csv", CSV)
    heap.put("ok.csv", CSV)
    really = hashing._hash

    def refuse(origin):
        if origin.endswith("secret.csv"):
            raise PermissionError(13, "Permission denied")
        return really(origin)

    monkeypatch.setattr(hashing, "_hash", refuse)
    rows = heap.receive()
    assert (rows["secret.csv"]["status"], rows["secret.csv"]["sha256"]) == ("unreadable", None)
    assert "chmod" in rows["secret.csv"]["problem"]
    assert rows["ok.csv"]["status"] == "pending"


def test_a_file_that_vanishes_after_the_walk_has_a_status(heap, monkeypatch):
    heap.put("gone.csv", CSV)
    heap.put("ok.csv", CSV + b"2")
    walk = intake_stage.walk_sources

    def walk_and_lose(*arguments):
        found = walk(*arguments)
        (heap.folder / "gone.csv").unlink()
        return found

    monkeypatch.setattr(intake_stage, "walk_sources", walk_and_lose)
    rows = heap.receive()
    assert rows["gone.csv"]["status"] == "unreadable"
    assert rows["ok.csv"]["status"] == "pending"


def test_a_file_that_vanishes_after_its_hash_has_a_status(heap, monkeypatch):
    heap.put("gone.csv", CSV)
    hash_all = intake_stage._hash_all

    def hash_and_lose(*arguments):
        rows = hash_all(*arguments)
        (heap.folder / "gone.csv").unlink()
        return rows

    monkeypatch.setattr(intake_stage, "_hash_all", hash_and_lose)
    assert heap.receive()["gone.csv"]["status"] == "unreadable"


def test_a_pipe_put_in_the_place_of_a_file_is_not_waited_for(heap, monkeypatch):
    file = heap.put("a.csv", CSV)
    walk = intake_stage.walk_sources

    def walk_and_swap(*arguments):
        found = walk(*arguments)
        file.unlink()
        os.mkfifo(file)
        return found

    monkeypatch.setattr(intake_stage, "walk_sources", walk_and_swap)
    assert heap.receive()["a.csv"]["status"] == "unsupported"


def test_a_full_disk_stops_the_run_with_what_to_do(heap, monkeypatch):
    heap.put("a.zip", zipped(("liste.csv", CSV)))
    made = intake_stage._unpack_task

    def on_a_full_disk(run, row, left):
        task = made(run, row, left)
        (Path(task.arguments["folder"]) / "draft").symlink_to("/dev/full")
        return task

    monkeypatch.setattr(intake_stage, "_unpack_task", on_a_full_disk)
    with pytest.raises(OperatorError, match="full"):
        heap.receive()
    monkeypatch.undo()
    assert heap.receive()["a.zip!/liste.csv"]["status"] == "pending"


def test_a_full_disk_is_told_by_the_worker(tmp_path):
    source = tmp_path / "a.zip"
    source.write_bytes(zipped(("liste.csv", CSV)))
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "draft").symlink_to("/dev/full")
    limits = {"bytes": 1 << 20, "members": 100, "ratio": 100, "ratio_floor": 1 << 20}
    arguments = {"media_type": "application/zip", "name": "a.zip", "passwords": [], "allowance": limits}
    assert unpack(tmp_path / "none", source=str(source), folder=str(folder), **arguments) == {"disk_full": True}


def test_a_missing_source_or_listing_is_told_to_the_operator(heap):
    with pytest.raises(OperatorError, match="cannot be found"):
        heap.receive(heap.folder / "nothing")
    heap.put("a.csv", CSV)
    with pytest.raises(OperatorError, match="--listing"):
        heap.receive(listing=str(heap.folder / "nothing"))


def test_a_second_run_over_many_files_starts_no_worker_and_is_fast(heap):
    for number in range(800):
        heap.put(f"d{number % 20}/{number}.csv", CSV + str(number).encode())
    first = heap.receive()
    started = time.monotonic()
    assert heap.receive() == first
    assert heap.tasks == 0
    assert time.monotonic() - started < 2


def test_a_new_file_costs_itself_only(heap):
    heap.put("a.zip", zipped(("liste.csv", CSV)))
    heap.receive()
    heap.put("b.csv", CSV + b"2")
    rows = heap.receive()
    assert heap.tasks == 1
    assert set(rows) == {"a.zip", "a.zip!/liste.csv", "b.csv"}


def test_no_password_is_written_in_the_case(heap):
    from packing import locked_zip

    heap.put("a.zip", locked_zip("motdepasse-tres-secret", ("liste.csv", CSV)))
    heap.receive(passwords=("motdepasse-tres-secret",))
    for file in heap.case.rglob("*"):
        assert not file.is_file() or b"tres-secret" not in file.read_bytes(), file


def test_the_copy_that_says_it_is_one_is_not_the_original(heap):
    for path in ("Copie de liste.csv", "a/liste (2).csv", "liste - Copy.csv", "z/liste.csv"):
        heap.put(path, b"Nom;Date\nDUPONT;1\n")
    rows = heap.receive()
    originals = {path: row["duplicate_of"] for path, row in rows.items()}
    assert originals.pop("z/liste.csv") is None
    assert set(originals.values()) == {"z/liste.csv"}
