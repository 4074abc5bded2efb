"""Does the interval of the headcount cover the truth? Forty heaps of other seeds and sizes, each analyzed whole.

Each heap has a process of its own that invents, analyzes and scores it: three starts of Python less a heap. The development
family is measured on seeds that nothing was fitted on, the unseen family after it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from typing import Any

from bench import results

HEAPS = 40
SIZES = (600, 600, 1_000, 1_000, 1_500, 3_000)
FIRST_SEED = 1_000


def run(*, quick: bool) -> None:
    rows = []
    for family in ("unseen",) if quick else ("development", "unseen"):
        for number in range(2 if quick else HEAPS):
            people = 400 if quick else SIZES[number % len(SIZES)]
            rows.append({"family": family, **_score(people, FIRST_SEED + number, family)})
    results.keep("coverage", rows, quick=quick)


def _score(people: int, seed: int, family: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        code = f"from bench.coverage import analyze_one; analyze_one({folder!r}, {people}, {seed}, {family!r})"
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return {"people": people, "seed": seed, "headcount": json.loads(done.stdout.splitlines()[-1])}


def analyze_one(folder: str, people: int, seed: int, family: str) -> None:
    """Invent, analyze and score one heap in this process; print the score of its headcount as JSON."""
    from contextlib import redirect_stdout, suppress
    from io import StringIO
    from pathlib import Path

    import click

    from recense.cli.main import recense
    from recense.invent.disclosure import invent_disclosure

    if family == "unseen":
        import bench.unseen  # noqa: F401 - it registers the family

    heap = Path(folder)
    invent_disclosure(heap, people=people, seed=seed, family=family, scans=0)
    analyze = ["analyze", str(heap / "files"), "--case", str(heap / "case"), "--quiet"]
    analyze += ["--listing", str(heap / "listing.txt"), "--passwords", str(heap / "passwords.txt")]
    for command in (analyze, ["evaluate", str(heap / "case"), "--truth", str(heap / "truth"), "--json"]):
        with redirect_stdout(StringIO()) as told, suppress(click.exceptions.Exit):  # 3: complete with gaps
            recense(command, standalone_mode=False)
    print(json.dumps(json.loads(told.getvalue())["headcount"]))
