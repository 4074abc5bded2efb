"""The listing against the heap: what is missing, whatever roots, cases and charsets the two are written with."""

from __future__ import annotations

import unicodedata

import pytest
from packing import PATIENTS, zipped

from recense.intake.listing import Listed
from recense.intake.manifest import Row
from recense.intake.reconcile import find_missing

HEAP = ["DSI/liste.csv", "DSI/été/Liste.csv", "RH/paie.xlsx", "RH/liste.csv", "lisez-moi.txt"]


def missing(listed, heap=HEAP, sizes=None):
    rows = [Row(path, "0" * 64, bytes=(sizes or {}).get(path, 1)) for path in heap]
    entries = [entry if isinstance(entry, Listed) else Listed(entry, None) for entry in listed]
    return [row.path for row in find_missing(entries, rows)]


def test_what_is_on_the_listing_and_not_in_the_heap_is_missing():
    assert missing([*HEAP, "RH/contrats.zip"]) == ["RH/contrats.zip"]
    assert missing(HEAP) == []
    assert missing([]) == []


@pytest.mark.parametrize("root", ["data", "users/x/bureau/data", "Data"])
def test_a_root_that_the_heap_lacks_is_found_and_left_out(root):
    listed = [f"{root}/{path}" for path in [*HEAP, "RH/contrats.zip", "DSI/autre.csv"]]
    assert missing(listed) == ["RH/contrats.zip", "DSI/autre.csv"]


def test_a_root_that_the_listing_lacks_is_found_and_added():
    assert missing([*HEAP, "RH/contrats.zip"], [f"divulgation/{path}" for path in HEAP]) == ["RH/contrats.zip"]


def test_two_different_roots_are_seen_through():
    listed = [f"srv/partage/{path}" for path in [*HEAP, "RH/contrats.zip"]]
    assert missing(listed, [f"telecharge/{path}" for path in HEAP]) == ["telecharge/RH/contrats.zip"]


def test_a_file_of_the_same_name_in_another_folder_is_not_the_file():
    assert missing([*HEAP, "LABO/liste.csv"]) == ["LABO/liste.csv"]
    assert missing(["RH/liste.csv"], ["DSI/liste.csv"]) == ["RH/liste.csv"]


def test_a_file_that_moved_is_recognised_by_its_exact_size():
    sizes = {"DSI/liste.csv": 4321}
    assert missing([Listed("vrac/liste.csv", 4321)], ["DSI/liste.csv"], sizes) == []
    assert missing([Listed("vrac/liste.csv", 4322)], ["DSI/liste.csv"], sizes) == ["vrac/liste.csv"]
    assert missing([Listed("vrac/liste.csv", 4321, exact=False)], ["DSI/liste.csv"], sizes) == ["vrac/liste.csv"]


def test_case_and_unicode_forms_do_not_matter():
    listed = [unicodedata.normalize("NFD", path.upper()) for path in HEAP]
    assert missing(listed) == []


def test_names_that_a_charset_lost_still_match():
    assert missing(["DSI/?t?/Liste.csv", "RH/paie.xlsx", "DSI/liste.csv"]) == []
    assert missing(["DSI/\ufffdt\ufffd/Liste.csv", "RH/paie.xlsx", "DSI/liste.csv"]) == []


def test_each_file_of_the_heap_answers_for_one_line_only():
    assert missing(["a/liste.csv", "b/liste.csv", "c/liste.csv"], ["a/liste.csv"]) == ["b/liste.csv", "c/liste.csv"]


def test_members_of_archives_may_be_on_the_listing():
    assert missing(["s.zip", "s.zip/a.csv", "s.zip/b.csv"], ["s.zip", "s.zip!/a.csv"]) == ["s.zip/b.csv"]


def test_several_sources_each_with_its_root():
    heap = [f"disque{n}/{path}" for n in (1, 2) for path in HEAP]
    listed = [f"D{n}/{path}" for n in (1, 2) for path in [*HEAP, "x.csv"]]
    assert len(missing(listed, heap)) == 2


def test_thirty_thousand_lines_are_reconciled_in_a_moment():
    import time

    heap = [f"d{i % 300}/liste {i}.csv" for i in range(30_000)]
    started = time.monotonic()
    assert missing([*(f"C/{path}" for path in heap), "C/d1/x.csv"], heap) == ["d1/x.csv"]
    assert time.monotonic() - started < 5


def test_missing_files_are_in_the_manifest_with_their_size(heap, tmp_path):
    heap.put("DSI/a.csv", PATIENTS)
    heap.put("s.zip", zipped(("b.csv", PATIENTS + "x")))
    listing = tmp_path / "listing.txt"
    listing.write_text("12 345\tC:\\x\\DSI\\perdu.csv\n1\tC:\\x\\DSI\\a.csv\n2\tC:\\x\\s.zip\n?\n")
    rows = heap.receive(listing=str(listing))
    assert rows["DSI/perdu.csv"]["status"] == "missing"
    assert rows["DSI/perdu.csv"]["problem"] == "missing: on the listing, not in the heap"
    assert (rows["DSI/perdu.csv"]["bytes"], rows["DSI/perdu.csv"]["sha256"], rows["DSI/perdu.csv"]["origin"]) == (
        12345,
        None,
        None,
    )
    assert [path for path, row in rows.items() if row["status"] == "missing"] == ["DSI/perdu.csv"]
    assert any(sentence.startswith("1 line") for sentence in heap.said)
