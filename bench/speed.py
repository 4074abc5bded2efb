"""Wall time, CPU time and peak memory of the main job; then the second run with nothing new."""

from __future__ import annotations

from bench import heaps, results


def run(*, quick: bool) -> None:
    rows = []
    for people in (500,) if quick else (30_000, 300_000):
        heap = heaps.invent(people, 203, "unseen")
        first, second = heaps.analyze(heap), heaps.analyze(heap, fresh=False)
        files = sum(1 for p in (heap / "files").rglob("*") if p.is_file())
        size = sum(p.stat().st_size for p in (heap / "files").rglob("*") if p.is_file())
        for name, cost in (("first run", first), ("second run, nothing new", second)):
            rows.append(
                {"people": people, "files": files, "mib": size / (1 << 20), "run": name}
                | {"wall": cost.wall, "cpu": cost.cpu, "peak_mib": cost.peak_mib}
            )
        rows[-2]["score"] = heaps.evaluate(heap)
        heaps.drop(heap)
        results.keep("speed", rows, quick=quick)
