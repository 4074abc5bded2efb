"""The case folder: made once, opened by its own version only, written by one run at a time."""

from __future__ import annotations

import multiprocessing
import os

import pyarrow as pa
import pytest

from recense.errors import BrokenPromise, OperatorError
from recense.model import Request
from recense.settings import read_settings
from recense.store.case import create_or_open, open_existing
from recense.store.run import Run
from recense.store.talk import Talk
from recense.store.work import WorkStore, code_version


@pytest.fixture
def case(tmp_path):
    return create_or_open(tmp_path / "a.case")


@pytest.fixture
def run(case):
    run = Run(case, Request(sources=("x",)), read_settings(1), Talk(quiet=True))
    run.start()
    yield run
    run.close()


def test_a_case_opens_again(case):
    assert open_existing(case.root).root == case.root
    assert case.current_run() is None


def test_a_folder_that_holds_something_else_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(OperatorError, match="is not a case"):
        create_or_open(tmp_path)
    with pytest.raises(OperatorError, match="is not a case"):
        open_existing(tmp_path)


@pytest.mark.parametrize("text", ["case_version = 99\n", "case_version = [", ""])
def test_another_version_is_refused_with_what_to_do(case, text):
    (case.root / "case.toml").write_text(text)
    with pytest.raises(OperatorError, match="new case"):
        open_existing(case.root)


def test_a_name_with_quotes_makes_a_case_that_opens(tmp_path):
    root = tmp_path / 'hôpital "est" \\ nord.case'
    create_or_open(root)
    assert open_existing(root).root == root


def _hold(root, ready, leave):
    with open_existing(root).locked():
        ready.set()
        leave.wait(20)


def test_a_second_run_is_refused_with_the_first_ones_process(case):
    context = multiprocessing.get_context("spawn")
    ready, leave = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(case.root, ready, leave))
    other.start()
    assert ready.wait(20)
    try:
        with pytest.raises(OperatorError, match=str(other.pid)), case.locked():
            pass
    finally:
        leave.set()
        other.join()
    with case.locked():
        assert (case.root / "lock").read_text() == str(os.getpid())


def test_a_finished_run_becomes_current_and_old_ones_go(case, run):
    for number in (1, 2, 3):
        run.start()
        run.write_json("summary", {"n": number})
        case.finish_run(run.folder)
        assert case.current_run().name == f"000{number}"
    assert sorted(p.name for p in case.runs.iterdir()) == ["0002", "0003"]


def test_a_table_with_a_missing_column_breaks_our_promise(run):
    with pytest.raises(BrokenPromise, match="memberships"):
        run.write("memberships", pa.table({"mention_id": ["a"]}))


def test_a_table_comes_back_as_written_and_is_seen_by_the_database(run):
    run.write(
        "memberships",
        pa.table({"probability": [0.5], "mention_id": ["m"], "person_id": ["p"], "tie": ["core"]}),
    )
    assert run.read("memberships").to_pylist() == [
        {"mention_id": "m", "person_id": "p", "tie": "core", "probability": 0.5}
    ]
    assert run.connect().execute("select person_id from memberships").fetchall() == [("p",)]


def test_a_full_disk_is_a_message_for_the_operator(run):
    (run.folder / "summary.json").symlink_to("/dev/full")
    with pytest.raises(OperatorError, match="full"):
        run.write_json("summary", {"n": 1})


def test_work_appears_whole_and_other_versions_go(tmp_path):
    made = tmp_path / "made"
    made.write_text("done")
    old, new = WorkStore(tmp_path, "extract", "aaa"), WorkStore(tmp_path, "extract", "bbb")
    old.keep("k1", made)
    assert old.has("k1")
    assert not new.has("k1")
    new.drop_other_versions()
    assert not old.has("k1")


def test_the_version_of_code_covers_the_whole_package():
    assert code_version("recense") != code_version("recense.store")
    assert len(code_version("recense.model")) == 12
