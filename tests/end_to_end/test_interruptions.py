"""A run that is stopped, moved, shuffled or given other workers ends in the same tables."""

from __future__ import annotations

import os
import signal
import subprocess
import time

import pytest
from running import COMMAND, GAPS, copy_shuffled, recense, tables_of, workers_of


@pytest.fixture
def begun(small_heap, tmp_path):
    """A run of the main job that has begun to read files, and its case."""
    case = tmp_path / "stopped.case"
    process = subprocess.Popen(
        [*COMMAND, *small_heap.request(case)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 120
    while sum(p.is_file() for p in (case / "work").rglob("*")) < 5:
        assert time.monotonic() < deadline, "no file was read in two minutes"
        assert process.poll() is None, "the run ended before it could be stopped"
        time.sleep(0.02)
    yield process, case
    if process.poll() is None:
        process.kill()
    process.communicate()


def wait_for_no_workers(case):
    deadline = time.monotonic() + 10
    while workers_of(case) and time.monotonic() < deadline:
        time.sleep(0.05)
    return workers_of(case)


def test_a_moved_and_shuffled_copy_gives_the_same_tables_whatever_the_workers(small, small_heap, tmp_path):
    moved = tmp_path / "ailleurs" / "copie"
    copy_shuffled(small_heap.files, moved, seed=1)
    case = tmp_path / "other.case"
    done = recense(*small_heap.request(case, "--workers", "1", files=moved))
    assert done.returncode == GAPS, done.stderr
    assert tables_of(case) == tables_of(small.case)


def test_a_killed_run_leaves_no_worker_and_continues_to_the_same_tables(small, small_heap, begun):
    process, case = begun
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert wait_for_no_workers(case) == []
    kept = {p: p.stat().st_mtime_ns for p in (case / "work").rglob("*") if p.is_file()}
    done = recense(*small_heap.request(case))
    assert done.returncode == GAPS, done.stderr
    assert tables_of(case) == tables_of(small.case)
    assert {p: p.stat().st_mtime_ns for p in kept if p.exists()} == kept, "work that was done is not done again"
    assert list((case / "scratch").iterdir()) == []


def test_ctrl_c_stops_cleanly_and_says_how_to_continue(begun):
    process, case = begun
    os.kill(process.pid, signal.SIGINT)
    out, talk = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped. What is done is kept: run the same command again to continue." in talk
    assert "Traceback" not in talk
    assert out == ""
    assert wait_for_no_workers(case) == []
    assert list((case / "scratch").iterdir()) == []


@pytest.mark.slow
def test_new_files_cost_only_themselves(small_heap, small, tmp_path):
    case, files = tmp_path / "growing.case", tmp_path / "files"
    copy_shuffled(small_heap.files, files, seed=3)
    late = max((p for p in files.rglob("*.csv")), key=lambda p: p.stat().st_size)
    content = late.read_bytes()
    late.unlink()
    assert recense(*small_heap.request(case, files=files)).returncode == GAPS
    kept = {p for p in (case / "work").rglob("*") if p.is_file()}
    late.write_bytes(content)
    assert recense(*small_heap.request(case, files=files)).returncode == GAPS
    assert kept <= {p for p in (case / "work").rglob("*") if p.is_file()}
    assert tables_of(case) == tables_of(small.case)
