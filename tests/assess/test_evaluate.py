"""The yardstick is itself measured: tiny exports, perfect and imperfect, whose scores were computed by hand."""

import datetime as dt
import json

import polars as pl
import pytest

from recense.assess.evaluate import b_cubed, evaluate
from recense.assess.matching import pair_mentions

A, B, C = dt.date(1950, 2, 1), dt.date(1960, 5, 4), dt.date(2001, 9, 9)

# person, path, place, line, slot, family, given, born, categories, medium, identifying
TRUE = [
    (1, "a.csv", "", 2, 0, "DUPONT", ["Marie"], A, ["identity", "stay"], "table", True),
    (2, "a.csv", "", 3, 0, "MARTIN", ["Paul"], B, ["identity"], "table", True),
    (1, "b.pdf", "page=1", None, 0, "DUPONT", ["Marie"], A, ["health", "identity"], "text", True),
    (3, "b.pdf", "page=1", None, 1, "LEROY", [], None, ["identity", "staff"], "text", False),
    (4, "locked.zip!/c.csv", "", 2, 0, "PETIT", ["Jean"], C, ["identity"], "table", True),
]
FILES = [
    ("a.csv", "analysed", "list", True, "csv", None),
    ("copy.csv", "analysed", "list", True, "csv", "a.csv"),
    ("b.pdf", "analysed|partial", "correspondence|patient_record", True, "pdf", None),
    ("stock.csv", "analysed", "no_personal_data|technical", False, "csv", None),
    ("locked.zip!/c.csv", "encrypted", None, True, "csv", None),
    ("gone.xlsx", "missing", None, True, "missing", None),
]
# mention, person, path, where, family, given, born, categories
FOUND = [
    ("m1", "p1", "a.csv", "row=2", "Dupont", ["Marie"], A, ["identity", "stay"]),
    ("m2", "p2", "a.csv", "row=3", "Martin", ["Paul"], B, ["identity"]),
    ("m3", "p1", "b.pdf", "page=1 line=7", "DUPONT", ["marie"], A, ["health", "identity"]),
    ("m4", "p3", "b.pdf", "page=1 line=20", "Leroy", [], None, ["identity", "staff"]),
]
STATUSES = [
    ("a.csv", "analysed", "list"),
    ("copy.csv", "analysed", "list"),
    ("b.pdf", "analysed", "patient_record"),
    ("stock.csv", "analysed", "no_personal_data"),
    ("locked.zip!/c.csv", "encrypted", "unknown"),
    ("gone.xlsx", "missing", "unknown"),
]


def write(folder, found=FOUND, statuses=STATUSES, people=(3, 2, 4), categories=None):
    truth, export = folder / "truth", folder / "export"
    truth.mkdir()
    export.mkdir()
    names = [
        "person",
        "path",
        "place",
        "line",
        "slot",
        "family_name",
        "given_names",
        "birth_date",
        "categories",
        "medium",
        "identifying",
    ]
    pl.DataFrame(TRUE, schema=names, orient="row", strict=False).with_columns(
        pl.col("line").cast(pl.Int32),
        birth_name=pl.lit(None, pl.String),
        given_names=pl.col("given_names").cast(pl.List(pl.String)),
    ).write_parquet(truth / "mentions.parquet")
    names = ["path", "expected_status", "expected_kind", "concerns_people", "format", "duplicate_of"]
    pl.DataFrame(FILES, schema=names, orient="row").write_parquet(truth / "files.parquet")
    names = ["mention_id", "person_id", "path", "where", "family_name", "given_names", "birth_date", "categories"]
    pl.DataFrame(found, schema=names, orient="row").with_columns(
        birth_name=pl.lit(None, pl.String), given_names=pl.col("given_names").cast(pl.List(pl.String))
    ).write_parquet(export / "mentions.parquet")
    told = {}
    for _, person, *_, listed in found:
        told.setdefault(person, set()).update(listed)
    rows = categories or [(p, sorted(c)) for p, c in told.items()]
    pl.DataFrame(rows, schema=["person_id", "categories"], orient="row").write_parquet(export / "people.parquet")
    pl.DataFrame(statuses, schema=["path", "status", "kind"], orient="row").write_parquet(export / "files.parquet")
    estimate, low, high = people
    (export / "summary.json").write_text(json.dumps({"people": {"estimate": estimate, "low": low, "high": high}}))
    return export, truth


def test_a_perfect_export_has_perfect_scores(tmp_path):
    scores = evaluate(*write(tmp_path, people=(2, 2, 2)))
    assert scores["mentions"]["recall"] == scores["mentions"]["precision"] == 1.0
    assert scores["mentions"]["truth"] == 4, "what stands in a locked file is nobody's to find"
    assert scores["people"] == {"truth": 3, "found": 3, "recall": 1.0, "identifying": {"truth": 2, "recall": 1.0}}
    assert scores["b_cubed"]["all"]["f1"] == scores["b_cubed"]["identifying"]["f1"] == 1.0
    assert scores["categories"]["f1"] == 1.0
    assert scores["headcount"]["error"] == 0.0
    assert scores["headcount"]["covers"] is True
    assert scores["nobody"]["people"] == 0
    assert scores["files"]["with_one_status"] == scores["files"]["status_right"] == scores["files"]["kind_right"] == 1.0
    assert scores["misses"] == scores["inventions"] == []


def test_misses_inventions_and_wrong_lines_lower_recall_and_precision(tmp_path):
    found = [
        ("m1", "p1", "a.csv", "row=2", "DUPONT", ["Marie"], A, ["identity"]),
        ("m2", "p2", "a.csv", "row=4", "MARTIN", ["Paul"], B, ["identity"]),  # one line too low
        ("m3", "p1", "b.pdf", "page=1 line=7", "DUPONT", ["Marie"], A, ["identity"]),
        ("m5", "p5", "stock.csv", "row=9", "DOLIPRANE", [], None, ["identity"]),
    ]
    scores = evaluate(*write(tmp_path, found))
    assert scores["mentions"]["recall"] == pytest.approx(2 / 4)
    assert scores["mentions"]["precision"] == pytest.approx(2 / 4)
    assert scores["mentions"]["by_format"]["csv"]["recall"] == pytest.approx(1 / 2)
    assert scores["mentions"]["by_format"]["pdf"]["precision"] == 1.0
    assert scores["people"]["recall"] == pytest.approx(1 / 3)
    assert scores["nobody"] == {"mentions": 1, "people": 1, "files": ["stock.csv"]}
    assert {(m["path"], m["line"]) for m in scores["misses"]} == {("a.csv", 3), ("b.pdf", None)}
    told = json.dumps(scores, default=str)
    assert not any(value in told for value in ("DUPONT", "MARTIN", "DOLIPRANE", "1950")), "examples must hold no value"


def test_a_merge_and_a_split_are_scored_by_b_cubed(tmp_path):
    found = [
        ("m1", "p1", "a.csv", "row=2", "DUPONT", ["Marie"], A, ["identity", "stay"]),
        ("m2", "p1", "a.csv", "row=3", "MARTIN", ["Paul"], B, ["identity"]),  # merged with Dupont
        ("m3", "p9", "b.pdf", "page=1 line=7", "DUPONT", ["Marie"], A, ["health", "identity"]),  # split from Dupont
        ("m4", None, "b.pdf", "page=1 line=20", "LEROY", [], None, ["identity", "staff"]),
    ]
    scores = evaluate(
        *write(tmp_path, found, categories=[("p1", ["identity", "stay"]), ("p9", ["health", "identity"])])
    )
    # precision 1/2 1/2 1 1, recall 1/2 1 1/2 1
    assert scores["b_cubed"]["all"] == {"precision": 0.75, "recall": 0.75, "f1": 0.75}
    # without Leroy: precision 1/2 1/2 1, recall 1/2 1 1/2
    assert scores["b_cubed"]["identifying"]["precision"] == pytest.approx(2 / 3)
    # p1 stands for Dupont (a tie goes to the smaller number), p9 too: 3 right of 3 told; truth has 3 + 1 + 2
    assert scores["categories"]["precision"] == 1.0
    assert scores["categories"]["recall"] == pytest.approx(3 / 6)


def test_headcount_is_compared_with_people_who_can_be_counted(tmp_path):
    scores = evaluate(*write(tmp_path, people=(3, 3, 4)))
    assert scores["headcount"] == {
        "truth": 2, "estimate": 3, "low": 3, "high": 4, "error": 0.5, "covers": False, "half_width": 0.25,
    }  # fmt: skip


def test_mentions_under_the_path_of_a_copy_count_and_count_once(tmp_path):
    moved = [(m, p, "copy.csv" if path == "a.csv" else path, *rest) for m, p, path, *rest in FOUND]
    assert evaluate(*write(tmp_path, moved))["mentions"]["recall"] == 1.0
    (tmp_path / "both").mkdir()
    both = [*FOUND, *[("x" + m, p, "copy.csv", *rest) for m, p, path, *rest in FOUND if path == "a.csv"]]
    scores = evaluate(*write(tmp_path / "both", both))
    assert scores["mentions"]["precision"] == 1.0
    assert scores["mentions"]["found"] == 4


def test_files_with_no_status_two_statuses_or_the_wrong_one_are_told(tmp_path):
    statuses = [
        ("a.csv", "analysed", "finance"),
        ("a.csv", "failed", "list"),
        *STATUSES[1:4],
        ("gone.xlsx", "analysed", "list"),
    ]
    scores = evaluate(*write(tmp_path, statuses=statuses))["files"]
    assert scores["with_one_status"] == pytest.approx(4 / 6)
    assert scores["status_right"] == pytest.approx(4 / 6)
    assert {(c["expected"], c["actual"]) for c in scores["status_confusion"]} == {
        ("encrypted", None),
        ("missing", "analysed"),
    }
    assert scores["kind_right"] == pytest.approx(3 / 4)


def test_two_people_on_one_line_are_told_apart_by_name():
    def table(rows):
        columns = ["id", "path", "place", "line", "family_name", "birth_name", "given_names", "birth_date"]
        return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
            pl.col("line").cast(pl.Int32), pl.col("birth_name").cast(pl.String), pl.col("birth_date").cast(pl.Date)
        )

    truth = table([(0, "f", "", 5, "DUPONT", None, ["Marie"], None), (1, "f", "", 5, "Leroy", None, ["Jean"], None)])
    found = table([(7, "f", "", 5, "LEROY", None, ["Jean"], None), (8, "f", "", 5, "DUPOMT", None, ["Marie"], None)])
    assert set(pair_mentions(truth, found).iter_rows()) == {(0, 8), (1, 7)}


def test_scanned_names_are_paired_by_likeness_and_each_only_once():
    columns = ["id", "path", "place", "line", "family_name", "birth_name", "given_names", "birth_date"]

    def table(rows):
        full = [(n, "s.png", "page=1", None, *rest) for n, rest in enumerate(rows)]
        return pl.DataFrame(full, schema=columns, orient="row").with_columns(
            pl.col("line").cast(pl.Int32), pl.col("birth_name").cast(pl.String), pl.col("birth_date").cast(pl.Date)
        )

    truth = table(
        [("BERNARD", None, ["Josiane"], A), ("BERNARD", None, ["Josette"], B), ("WEBER", None, ["Luc"], None)]
    )
    found = table(
        [("BEMARD", None, ["Josette"], B), ("BERNARD", None, ["Josiane"], None), ("DURAND", None, ["Anne"], None)]
    )
    assert set(pair_mentions(truth, found).iter_rows()) == {(0, 1), (1, 0)}


def test_b_cubed_of_nothing_is_nothing():
    empty = pl.DataFrame(schema={"person": pl.Int32, "person_id": pl.String})
    assert b_cubed(empty)["f1"] == 0.0


def test_an_export_in_which_nobody_was_found_has_a_recall_of_nothing():
    names = [
        ("id", pl.Int64),
        ("path", pl.String),
        ("place", pl.String),
        ("line", pl.Int32),
        ("family_name", pl.String),
    ]
    names += [("birth_name", pl.String), ("given_names", pl.List(pl.String)), ("birth_date", pl.Date)]
    truth = pl.DataFrame([(0, "a", "", None, "DURAND", None, ["Anne"], None)], schema=dict(names), orient="row")
    assert pair_mentions(truth, truth.clear()).is_empty()
    assert pair_mentions(truth.clear(), truth).is_empty()
