"""The inside of a worker: read a task, do it, answer. See `store/workers.py` for the other end."""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

from recense.errors import FileError
from recense.model import FileStatus

PR_SET_PDEATHSIG = 1  # prctl: be killed when the supervisor dies


def main() -> None:
    """Serve tasks from standard input until it closes, or until this process has grown past its limit."""
    memory, recycle = int(sys.argv[1]), int(sys.argv[2])
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # a library that prints must not speak on the answer's pipe
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        reply = _do(json.loads(line))
        reply["leaving"] = resident_bytes() > recycle
        answers.write(json.dumps(reply) + "\n")
        answers.flush()
        if reply["leaving"]:
            return


def _do(message: dict[str, Any]) -> dict[str, Any]:
    module, _, name = message["function"].partition(":")
    try:
        function = getattr(importlib.import_module(module), name)
        return {"answer": function(output=Path(message["output"]), **message["arguments"])}
    except FileError as error:
        return _failure(error.status, error.code, str(error))
    except MemoryError:
        return _failure(FileStatus.FAILED, "out_of_memory", "reading it needs more memory than a worker may use")
    except Exception as error:  # noqa: BLE001 - the one place: whatever a reader throws, only its file suffers
        where = traceback.extract_tb(error.__traceback__)[-1]
        ours = [f for f in traceback.extract_tb(error.__traceback__) if "/recense/" in f.filename]
        step = (
            f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
            if ours
            else f"{Path(where.filename).name}:{where.lineno}"
        )
        # the exception's own words may quote what was read: its class and place are all that is told
        return _failure(
            FileStatus.FAILED, "failed", f"the reader stopped on an unexpected {type(error).__name__} at {step}"
        )


def _failure(status: str, code: str, sentence: str) -> dict[str, Any]:
    return {"failure": {"status": str(status), "code": code, "sentence": sentence}}


def resident_bytes() -> int:
    """Return the resident memory of this process."""
    with Path("/proc/self/statm").open() as handle:
        return int(handle.read().split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    main()
