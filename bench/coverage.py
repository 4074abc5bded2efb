"""Does the interval of the headcount cover the truth? Forty heaps of other seeds, sizes and families, each analyzed whole."""

from __future__ import annotations

from bench import heaps, results

SIZES = (600, 1_000, 2_000, 3_000)


def run(*, quick: bool) -> None:
    rows = []
    for number in range(2 if quick else 40):
        people = 400 if quick else SIZES[number % len(SIZES)]
        heap = heaps.invent(people, 1000 + number, "unseen", scans=2)
        heaps.analyze(heap)
        score = heaps.evaluate(heap)
        rows.append({"people": people, "seed": 1000 + number, "headcount": score["headcount"]})
        heaps.drop(heap)
    results.keep("coverage", rows, quick=quick)
