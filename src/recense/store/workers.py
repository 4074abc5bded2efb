"""Disposable worker processes: what reads untrusted files runs here, and its death is only that file's.

The supervisor and a worker speak JSON lines over pipes, never pickle: a reader that was taken over can lie about one file
and do no more. A task names a function, `package.module:function`, called as `function(output=Path, **arguments)`; it may
write one result file at `output` and returns a small JSON object. A worker that dies, hangs or grows too big is replaced.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from recense.model import FileStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from recense.settings import Limits


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work for a worker. `key` is the caller's, and comes back with the outcome."""

    key: str
    function: str
    arguments: dict[str, Any] = field(default_factory=dict, repr=False)
    seconds: float = 300


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task gave nothing: the status its file deserves, a reason code, a sentence without any value."""

    status: str
    code: str
    sentence: str

    def __str__(self) -> str:
        """Write it as the manifest does."""
        return f"{self.code}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: an answer and a result file (if the function wrote one), or a failure."""

    task: Task
    answer: dict[str, Any] | None
    output: Path
    failure: Failure | None = None


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    task: Task | None = None
    deadline: float = 0.0


class Workers:
    """A pool of disposable workers, one a core."""

    def __init__(self, count: int, limits: Limits, scratch: Path) -> None:
        self._count, self._limits, self._scratch = count, limits, scratch
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []
        self._number = 0

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Do the tasks, in any order; yield each outcome as it comes."""
        waiting = deque(tasks)
        try:
            while waiting or self._busy:
                while waiting and len(self._busy) < self._count:
                    self._give(waiting.popleft())
                yield from self._collect()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Stop every worker."""
        for worker in [*self._idle, *self._busy]:
            _kill(worker.process)
        self._idle, self._busy = [], []

    def _output(self, worker: _Worker) -> Path:
        return self._scratch / f"result-{worker.process.pid}"

    def _give(self, task: Task) -> None:
        worker = self._idle.pop() if self._idle else self._start()
        message = {"function": task.function, "arguments": task.arguments, "output": str(self._output(worker))}
        worker.task, worker.deadline = task, time.monotonic() + task.seconds
        self._busy.append(worker)
        try:
            assert worker.process.stdin is not None
            worker.process.stdin.write(json.dumps(message).encode() + b"\n")
            worker.process.stdin.flush()
        except BrokenPipeError:
            return  # it died while idle: `_collect` sees the end of its output

    def _start(self) -> _Worker:
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "LANG": "C.UTF-8",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "TMPDIR": str(self._scratch),
            "TESSDATA_PREFIX": os.environ.get("TESSDATA_PREFIX", ""),
            # one thread a worker: there is one worker a core
            "OMP_THREAD_LIMIT": "1",
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "POLARS_MAX_THREADS": "1",
            "RAYON_NUM_THREADS": "1",
            "ORT_DISABLE_TELEMETRY": "1",
        }
        environment |= {k: v for k, v in os.environ.items() if k in {"OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"}}
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "recense.store.worker",
                str(self._limits.worker_memory),
                str(self._limits.worker_recycle),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library's complaint may quote what it read
            env={k: v for k, v in environment.items() if v},
            start_new_session=True,
        )
        return _Worker(process)

    def _collect(self) -> Iterator[Outcome]:
        with selectors.DefaultSelector() as selector:
            for worker in self._busy:
                selector.register(worker.process.stdout, selectors.EVENT_READ, worker)  # type: ignore[arg-type]
            now = time.monotonic()
            ready = selector.select(max(0.0, min(w.deadline for w in self._busy) - now))
            for key, _ in ready:
                yield self._answer(key.data)
        late = [w for w in self._busy if time.monotonic() > w.deadline]
        for worker in late:
            yield self._bury(
                worker, FileStatus.FAILED, "timed_out", "reading took longer than the limit and was stopped"
            )

    def _answer(self, worker: _Worker) -> Outcome:
        assert worker.process.stdout is not None
        assert worker.task is not None
        line = worker.process.stdout.readline()
        try:
            reply = json.loads(line)
        except ValueError:
            code = worker.process.wait()
            cause = "ran out of memory" if code in {-9, 137} else f"crashed (exit {code})"
            return self._bury(worker, FileStatus.FAILED, "crashed", f"the reader {cause}")
        self._busy.remove(worker)
        task, output = worker.task, self._output(worker)
        worker.task = None
        self._number += 1
        if output.exists():
            output = output.rename(self._scratch / f"done-{os.getpid()}-{self._number}")
        if reply.get("leaving"):
            worker.process.wait()
            _kill(worker.process)
        else:
            self._idle.append(worker)
        if "failure" in reply:
            failure = reply["failure"]
            output.unlink(missing_ok=True)
            return Outcome(task, None, output, Failure(failure["status"], failure["code"], failure["sentence"]))
        return Outcome(task, reply["answer"], output)

    def _bury(self, worker: _Worker, status: str, code: str, sentence: str) -> Outcome:
        _kill(worker.process)
        self._busy.remove(worker)
        output = self._output(worker)
        output.unlink(missing_ok=True)
        assert worker.task is not None
        return Outcome(worker.task, None, output, Failure(str(status), code, sentence))


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
