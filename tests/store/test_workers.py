"""A worker may die, hang, lie or grow: only its own task suffers."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from recense.errors import Encrypted
from recense.settings import Limits
from recense.store.workers import Task, Workers


def echo(output: Path, word: str) -> dict[str, Any]:
    output.write_text(word)
    return {"word": word}


def refuse(output: Path) -> dict[str, Any]:
    raise Encrypted("the file needs a password. Add it to the file given with --passwords.")


def stumble(output: Path, secret: str) -> dict[str, Any]:
    raise ValueError(secret)


def die(output: Path) -> dict[str, Any]:
    os.kill(os.getpid(), signal.SIGSEGV)
    return {}


def hang(output: Path) -> dict[str, Any]:
    output.write_text("half")
    time.sleep(600)
    return {}


def devour(output: Path) -> dict[str, Any]:
    return {"size": len(bytearray(8 << 30))}


def babble(output: Path) -> dict[str, Any]:
    print("this must not reach the supervisor as an answer")
    sys.stdout.flush()
    os.write(1, b"nor this\n")
    return {"fine": True}


@pytest.fixture
def workers(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    pool = Workers(2, Limits(), tmp_path)
    yield pool
    pool.close()


def task(name: str, key: str = "", seconds: float = 30, **arguments: Any) -> Task:
    return Task(key or name, f"test_workers:{name}", arguments, seconds)


def test_every_task_comes_back_once_with_its_own_result(workers):
    outcomes = list(workers.run(task("echo", key=str(n), word=f"w{n}") for n in range(40)))
    assert sorted(o.task.key for o in outcomes) == sorted(str(n) for n in range(40))
    for outcome in outcomes:
        assert outcome.answer == {"word": f"w{outcome.task.key}"}
        assert outcome.output.read_text() == f"w{outcome.task.key}"


@pytest.mark.parametrize(
    ("name", "code"), [("die", "crashed"), ("devour", "out_of_memory"), ("refuse", "encrypted"), ("hang", "timed_out")]
)
def test_a_failure_is_told_and_the_others_are_served(workers, name, code):
    tasks = [task("echo", key="before", word="a"), task(name, seconds=1.0), task("echo", key="after", word="b")]
    outcomes = {o.task.key: o for o in workers.run(tasks)}
    assert outcomes[name].failure is not None
    assert outcomes[name].failure.code == code
    assert not outcomes[name].output.exists()
    assert outcomes["before"].answer == {"word": "a"}
    assert outcomes["after"].answer == {"word": "b"}


def test_an_unexpected_error_never_quotes_what_was_read(workers):
    (outcome,) = workers.run([task("stumble", secret="DUPONT")])
    assert outcome.failure is not None
    assert "DUPONT" not in str(outcome.failure)
    assert "ValueError" in str(outcome.failure)
    assert "DUPONT" not in repr(outcome)


def test_what_a_library_prints_is_not_taken_for_an_answer(workers):
    (outcome,) = workers.run([task("babble")])
    assert outcome.answer == {"fine": True}


def test_no_worker_outlives_the_pool(workers):
    list(workers.run([task("echo", word="a")]))
    processes = [w.process for w in workers._idle]
    workers.close()
    assert processes
    assert all(p.poll() is not None for p in processes)
