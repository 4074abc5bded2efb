"""The main job through the command line: an invented disclosure in, the census out, held against its truth."""

from __future__ import annotations

import json
import re
from collections import Counter

import pyarrow.parquet as pq
import pytest
from running import GAPS, recense

# Floors a little under what is measured on this heap; `bench/RESULTS.md` has the figures of larger ones.
FLOORS = {
    ("people", "identifying", "recall"): 0.99,
    ("mentions", "own", "recall"): 0.985,
    ("mentions", "with_text", "recall"): 0.985,
    ("mentions", "with_text", "precision"): 0.985,
    ("b_cubed", "all", "f1"): 0.985,
    ("categories", "f1"): 0.97,
    ("files", "with_one_status"): 1.0,
    ("files", "status_right"): 0.99,
}


@pytest.fixture(scope="module")
def summary(analysed):
    return json.loads((analysed.tables / "summary.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scores(analysed):
    done = recense("evaluate", analysed.case, "--truth", analysed.heap.root / "truth", "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_command_ends_complete_with_gaps_and_says_the_headline_and_the_report(analysed):
    done = analysed.done
    assert done.returncode == GAPS, done.stderr
    assert re.search(r"^People concerned: [\d,]+.*patients and [\d,]+ staff\.$", done.stdout, re.MULTILINE)
    assert f"Report: {analysed.case / 'outputs/report.html'}" in done.stdout
    assert f"recense status {analysed.case}" in done.stderr
    for stage in ("Receiving files", "Reading files", "Resolving mentions", "Publishing"):
        assert stage in done.stderr


def test_each_measure_is_over_its_floor(scores):
    for keys, floor in FLOORS.items():
        score = scores
        for key in keys:
            score = score[key]
        assert score >= floor, (keys, score, scores["misses"][:5], scores["inventions"][:5])


def test_nobody_is_found_in_files_that_concern_nobody(scores):
    assert scores["nobody"]["people"] == 0, scores["nobody"]["files"]


def test_the_headcount_is_near_the_truth_and_its_interval_covers_it(scores):
    headcount = scores["headcount"]
    assert abs(headcount["error"]) <= 0.02, headcount
    assert headcount["covers"] is not False, headcount


def test_every_disclosed_file_has_exactly_one_status(analysed, summary):
    files = analysed.read("files")
    paths = Counter(f["path"] for f in files)
    assert max(paths.values()) == 1
    statuses = Counter(f["status"] for f in files)
    assert "pending" not in statuses
    assert {s: n for s, n in summary["files"]["by_status"].items() if n} == dict(statuses)
    truth = pq.read_table(analysed.heap.root / "truth" / "files.parquet", columns=["path"])
    assert set(truth["path"].to_pylist()) <= set(paths)


def test_a_file_that_is_not_analysed_says_why(analysed):
    silent = [
        f["path"] for f in analysed.read("files") if f["status"] not in {"analysed", "missing"} and not f["problem"]
    ]
    assert silent == []


def test_the_figures_of_the_summary_add_up(analysed, summary):
    files, people = summary["files"], analysed.read("people")
    placed = [p for p in people if p["placed"]]
    assert sum(files["by_status"].values()) == files["total"] == len(analysed.read("files"))
    assert sum(files["by_kind"].values()) == files["total"]
    left = {status: n for status, n in files["by_status"].items() if status != "analysed"}
    assert {s: n for s, n in summary["remaining"].items() if n} == {s: n for s, n in left.items() if n}
    assert summary["mentions"] == len(analysed.read("mentions")) == len(analysed.read("memberships"))
    assert summary["patients"] == sum(p["role"] == "patient" for p in placed)
    assert summary["staff"] == sum(p["role"] == "staff" for p in placed)
    assert sum(summary["severity"].values()) == len(placed)
    for slug, count in summary["categories"].items():
        assert count == sum(slug in p["categories"] for p in placed), slug


def test_every_row_of_every_table_is_accounted_for(analysed):
    parts = ("rows_title", "rows_header", "rows_blank", "rows_total", "rows_data")
    tables = analysed.read("tables_found")
    assert tables
    for table in tables:
        assert sum(table[p] for p in parts) == table["rows_in"], table["place"]
        assert table["rows_with_mention"] <= table["rows_data"], table["place"]


def test_a_copy_is_kept_as_a_file_and_read_once(analysed):
    files = analysed.read("files")
    copies = [f for f in files if f["duplicate_of"]]
    assert copies
    originals = {f["path"]: f for f in files}
    read = Counter(m["mention_id"] for m in analysed.read("mentions"))
    assert max(read.values()) == 1
    for copy in copies:
        original = originals[copy["duplicate_of"]]
        assert (copy["sha256"], copy["people"], copy["status"]) == (
            original["sha256"],
            original["people"],
            original["status"],
        )


def test_a_second_run_says_that_nothing_is_new_and_changes_nothing(analysed):
    before = {p: p.read_bytes() for p in sorted(analysed.tables.rglob("*")) if p.is_file()}
    done = recense(*analysed.heap.request(analysed.case))
    assert done.returncode == GAPS
    assert "Nothing new" in done.stderr
    assert done.stdout == analysed.done.stdout
    assert {p: p.read_bytes() for p in sorted(analysed.tables.rglob("*")) if p.is_file()} == before
    assert len(list((analysed.case / "runs").iterdir())) == 1


def test_the_report_needs_nothing_from_elsewhere_and_names_nobody(analysed):
    page = (analysed.case / "outputs" / "report.html").read_text(encoding="utf-8")
    loaded = re.findall(
        r"""(?:src|href|action|data)\s*=\s*["']?\s*(?:https?:|//)|@import|url\(\s*["']?(?:https?:|//)""", page
    )
    assert loaded == []
    numbers = {n for p in analysed.read("people") for n in (p["nir"], *(p["phones"] or []), *(p["emails"] or [])) if n}
    assert [n for n in numbers if n in page] == []


def test_the_case_is_private_and_its_scratch_folder_empty(analysed):
    assert analysed.case.stat().st_mode & 0o077 == 0
    assert list((analysed.case / "scratch").iterdir()) == []
