"""A container that was never opened, inside one that was: a stopped run, or a password that came later."""

from __future__ import annotations

import shutil

import pytest
from packing import PATIENTS, locked_zip, tarred, zipped

CSV = PATIENTS.encode()


@pytest.mark.parametrize("depth", [1, 2])
def test_a_run_stopped_between_two_levels_continues(heap, depth):
    inner = zipped(("liste.csv", CSV))
    for number in range(depth):
        inner = tarred((f"n{number}.zip", inner)) if number % 2 else zipped((f"n{number}.zip", inner))
    heap.put("dehors.zip", zipped(("dedans", inner)))
    whole = heap.receive()
    kept = sorted((heap.case / "work").glob("unpack-*/??/*"), key=lambda p: p.stat().st_mtime_ns)
    shutil.rmtree(kept[-1].parent)  # the innermost was opened last
    assert heap.receive() == whole
    assert heap.receive(again=True) == whole


def test_a_password_that_comes_later_opens_an_archive_in_an_archive(heap):
    heap.put("dehors.zip", zipped(("dedans.zip", locked_zip("sesame", ("liste.csv", CSV)))))
    assert heap.receive()["dehors.zip!/dedans.zip!/liste.csv"]["status"] == "encrypted"
    rows = heap.receive(passwords=("sesame",))
    assert rows["dehors.zip!/dedans.zip!/liste.csv"]["status"] == "pending"
    assert rows["dehors.zip!/dedans.zip"]["status"] == "analysed"
