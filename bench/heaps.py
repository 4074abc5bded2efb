"""Invent a heap once, analyze it through the command line, score it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.measure import Cost, measure

HEAPS = Path(__file__).parent / "heaps"
RECENSE = [sys.executable, "-m", "recense"]


def invent(people: int, seed: int, family: str = "unseen", **options: Any) -> Path:
    """Return the folder of an invented heap, made in a process of its own."""
    name = "-".join([family, str(people), str(seed), *(f"{k}={v}" for k, v in sorted(options.items()))])
    folder = HEAPS / name
    if not (folder / "truth" / "truth.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        code = (
            "import json, sys; from pathlib import Path; import bench.unseen; from recense.invent.disclosure import invent_disclosure; "
            "a = json.loads(sys.argv[1]); invent_disclosure(Path(a.pop('out')), **a)"
        )
        arguments = {"out": str(folder), "people": people, "seed": seed, "family": family, **options}
        subprocess.run([sys.executable, "-c", code, json.dumps(arguments)], check=True)
    return folder


def analyze(heap: Path, *, fresh: bool = True) -> Cost:
    """Run the main job on a heap; the case lies beside its files."""
    case = heap / "bench.case"
    if fresh:
        shutil.rmtree(case, ignore_errors=True)
    command = [*RECENSE, "analyze", str(heap / "files"), "--case", str(case), "--quiet", "--json"]
    command += ["--listing", str(heap / "listing.txt"), "--passwords", str(heap / "passwords.txt")]
    cost = measure(command)
    if cost.exit_code not in {0, 3}:
        raise SystemExit(f"recense failed on {heap} with exit code {cost.exit_code}: {cost.errors[-500:]}")
    return cost


def evaluate(heap: Path, truth: Path | None = None) -> dict[str, Any]:
    """Score the case of a heap against its truth (or another way of writing it), through the command line."""
    command = [*RECENSE, "evaluate", str(heap / "bench.case"), "--truth", str(truth or heap / "truth"), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def drop(heap: Path) -> None:
    """Delete a heap: they are large."""
    shutil.rmtree(heap, ignore_errors=True)
