"""A heap on disk, and the manifest that intake makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from recense.intake.stage import receive_files, unpack_members
from recense.model import Request
from recense.settings import Limits, Settings
from recense.store.case import create_or_open
from recense.store.run import Run
from recense.store.talk import Talk


@dataclass
class Heap:
    """Files to be received, and the case that receives them."""

    folder: Path
    case: Path
    limits: Limits = field(default_factory=Limits)
    said: list[str] = field(default_factory=list)
    scratch: Path = Path()
    tasks: int = 0  # given to workers by the last `receive`

    def put(self, path: str, content: bytes | str) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def lower(self, **limits: int) -> None:
        self.limits = replace(self.limits, **limits)

    def receive(self, *sources: Path, again: bool = False, **request: Any) -> dict[str, dict[str, Any]]:
        """Return the manifest by path; `again`: and unpack the members anew from kept listings."""
        asked = Request(sources=tuple(map(str, sources or (self.folder,))), **request)
        talk = Talk(quiet=True)
        talk.say = self.said.append  # type: ignore[method-assign]
        run = Run(create_or_open(self.case), asked, Settings(self.limits, workers=1, database_memory="100MB"), talk)
        run.start()
        self.scratch = run.scratch
        self.tasks = 0
        run.workers.run = self._counted(run.workers.run)  # type: ignore[method-assign]
        try:
            receive_files(run)
            if again:
                unpack_members(run)
            rows = run.read("source_files").to_pylist()
        finally:
            run.workers.close()
        assert len({row["path"] for row in rows}) == len(rows)
        return {row["path"]: row for row in rows}

    def _counted(self, run: Any) -> Any:
        def counting(tasks: Any) -> Any:
            tasks = list(tasks)
            self.tasks += len(tasks)
            return run(tasks)

        return counting


@pytest.fixture
def heap(tmp_path: Path) -> Heap:
    folder = tmp_path / "heap"
    folder.mkdir()
    return Heap(folder, tmp_path / "it.case")
