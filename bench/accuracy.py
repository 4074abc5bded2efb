"""Accuracy on unseen seeds of the unseen family, and of the development family for comparison."""

from __future__ import annotations

from bench import heaps, results


def run(*, quick: bool) -> None:
    people = 500 if quick else 30_000
    rows = []
    for family, seed in (("unseen", 111),) if quick else (("unseen", 111), ("development", 113)):
        heap = heaps.invent(people, seed, family)
        heaps.analyze(heap)
        rows.append({"family": family, "people": people, "seed": seed, "score": heaps.evaluate(heap)})
        heaps.drop(heap)
    results.keep("accuracy", rows, quick=quick)
