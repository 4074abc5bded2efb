"""Invented disclosures, each analysed once through the command line, with real workers; the tests of this folder share them."""

from __future__ import annotations

import pytest
from running import Analysed, Heap, recense

from recense.invent.disclosure import invent_disclosure


@pytest.fixture(scope="session")
def heap(tmp_path_factory) -> Heap:
    root = tmp_path_factory.mktemp("heap")
    invent_disclosure(root, people=300, seed=4211, family="development", scans=2)
    return Heap(root)


@pytest.fixture(scope="session")
def small_heap(tmp_path_factory) -> Heap:
    root = tmp_path_factory.mktemp("small")
    invent_disclosure(root, people=60, seed=97, family="demo", scans=0)
    return Heap(root)


@pytest.fixture(scope="session")
def analysed(heap, tmp_path_factory) -> Analysed:
    case = tmp_path_factory.mktemp("cases") / "hopital.case"
    return Analysed(heap, case, recense(*heap.request(case)))


@pytest.fixture(scope="session")
def small(small_heap, tmp_path_factory) -> Analysed:
    case = tmp_path_factory.mktemp("cases") / "petit.case"
    return Analysed(small_heap, case, recense(*small_heap.request(case, "--workers", "2")))
