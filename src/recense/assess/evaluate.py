"""The yardstick: score an export (the contract of the case's export) against the truth of an invented disclosure.

Pure: two folders in, one dictionary of figures out. Examples of misses name a file and a line, never a value.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import polars as pl

from recense.assess.matching import pair_mentions

if TYPE_CHECKING:
    from pathlib import Path

READABLE = ("analysed", "partial")
EXAMPLES = 40


def evaluate(export_folder: Path, truth_folder: Path) -> dict[str, Any]:
    """Return the scores of `export_folder` against `truth_folder`: rates from 0 to 1, counts as integers.

    Mentions in files that the truth does not expect to be readable are left out on both sides. A copy counts as its
    original.
    """
    files = pl.read_parquet(truth_folder / "files.parquet")
    truth = _truth_mentions(truth_folder, files)
    found = _found_mentions(export_folder, files)
    pairs = pair_mentions(truth, found)
    matched = (
        pairs.join(truth.select("id", "person", "identifying"), left_on="truth", right_on="id")
        .join(found.select("id", "person_id"), left_on="found", right_on="id")
        .with_columns(pl.col("person_id").fill_null(pl.format("alone {}", "found")))
    )
    marked = truth.with_columns(hit=pl.col("id").is_in(pairs["truth"].implode()))
    claimed = found.with_columns(hit=pl.col("id").is_in(pairs["found"].implode()))
    return {
        "mentions": _mention_scores(marked, claimed),
        "people": _people_scores(marked),
        "b_cubed": {"all": b_cubed(matched), "identifying": b_cubed(matched.filter(pl.col("identifying")))},
        "headcount": _headcount(export_folder, truth),
        "categories": _category_scores(export_folder, truth, matched),
        "nobody": _found_where_nobody_is(claimed),
        "files": _file_scores(export_folder, files),
        "misses": _examples(marked.filter(~pl.col("hit"))),
        "inventions": _examples(claimed.filter(~pl.col("hit"))),
    }


def b_cubed(matched: pl.DataFrame) -> dict[str, float]:
    """Return B-cubed precision, recall and F1 of the clusters `person_id` against `person`, a row a mention."""
    if matched.is_empty():
        return {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    together = pl.len().over("person", "person_id")
    scores = matched.select(
        precision=(together / pl.len().over("person_id")).mean(), recall=(together / pl.len().over("person")).mean()
    ).row(0)
    return {"precision": scores[0], "recall": scores[1], "f1": _f1(*scores)}


def _truth_mentions(folder: Path, files: pl.DataFrame) -> pl.DataFrame:
    mentions = pl.read_parquet(folder / "mentions.parquet")
    readable = files.filter(pl.col("expected_status").str.split("|").list.first().is_in(READABLE))
    known = readable.select("path", "format")
    return (
        mentions.with_row_index("id")
        .with_columns(pl.col("id").cast(pl.Int64))
        .join(known, on="path", maintain_order="left")
    )


def _found_mentions(folder: Path, files: pl.DataFrame) -> pl.DataFrame:
    """Read the exported mentions: place and line from `where`, copies under the path of their original, once."""
    found = pl.read_parquet(folder / "mentions.parquet").with_row_index("id").with_columns(pl.col("id").cast(pl.Int64))
    line = pl.col("where").str.extract(r"(?:^|\s)(?:row|line)=(\d+)$").cast(pl.Int32)
    place = pl.col("where").str.replace(r"\s*(?:row|line)=\d+$", "")
    found = found.with_columns(place=place, line=line, disclosed=pl.col("path"))
    known = files.select("path", "format", "expected_status", "concerns_people", original=pl.col("duplicate_of"))
    found = found.join(known, on="path", how="left", maintain_order="left")
    found = found.with_columns(path=pl.coalesce("original", "path"))
    found = found.filter(pl.col("disclosed") == pl.col("disclosed").min().over("path"))
    # a path that the truth does not know counts as readable: what is found there is an invention
    readable = pl.col("expected_status").str.split("|").list.first().is_in(READABLE).fill_null(value=True)
    return found.filter(readable).with_columns(pl.col("format").fill_null("unknown"))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _rates(truth: pl.DataFrame, found: pl.DataFrame) -> dict[str, Any]:
    """Return recall over `truth` and precision over `found`, which both have the column `hit`."""
    recall = float(truth["hit"].mean() or 0.0) if len(truth) else None  # type: ignore[arg-type]
    precision = float(found["hit"].mean() or 0.0) if len(found) else None  # type: ignore[arg-type]
    return {"truth": len(truth), "found": len(found), "recall": recall, "precision": precision}


def _mention_scores(truth: pl.DataFrame, found: pl.DataFrame) -> dict[str, Any]:
    medium_of = truth.select("path", "medium").unique("path")
    found = found.join(medium_of, on="path", how="left").with_columns(pl.col("medium").fill_null("nobody"))
    scores = _rates(truth, found)
    scores["f1"] = _f1(scores["precision"] or 0.0, scores["recall"] or 0.0)
    written = [t.filter(pl.col("medium") != "scan") for t in (truth, found)]
    scores["with_text"] = _rates(*written)
    own, beside = truth.filter(pl.col("slot") == 0), truth.filter(pl.col("slot") > 0)
    scores["own"] = {"truth": len(own), "recall": own["hit"].mean()}
    scores["beside"] = {"truth": len(beside), "recall": beside["hit"].mean()}
    sure = truth.filter(pl.col("identifying"))
    scores["identifying"] = {"truth": len(sure), "recall": sure["hit"].mean()}
    scores["by_medium"] = _by("medium", truth, found)
    scores["by_format"] = _by("format", truth, found)
    ranked = sorted(
        scores["by_format"].items(), key=lambda item: item[1]["recall"] if item[1]["recall"] is not None else 2
    )
    scores["worst_formats"] = [name for name, _ in ranked[:5]]
    return scores


def _by(column: str, truth: pl.DataFrame, found: pl.DataFrame) -> dict[str, Any]:
    names = sorted({*truth[column].to_list(), *found[column].to_list()})
    return {n: _rates(truth.filter(pl.col(column) == n), found.filter(pl.col(column) == n)) for n in names}


def _people_scores(truth: pl.DataFrame) -> dict[str, Any]:
    people = truth.group_by("person").agg(pl.col("hit").any(), pl.col("identifying").any())
    sure = people.filter(pl.col("identifying"))
    return {
        "truth": len(people),
        "found": int(people["hit"].sum()),
        "recall": people["hit"].mean(),
        "identifying": {"truth": len(sure), "recall": sure["hit"].mean()},
    }


def _headcount(folder: Path, truth: pl.DataFrame) -> dict[str, Any]:
    told = json.loads((folder / "summary.json").read_text(encoding="utf-8"))["people"]
    true = truth.filter(pl.col("identifying"))["person"].n_unique()
    estimate, low, high = told.get("estimate"), told.get("low"), told.get("high")
    sure = low is not None and high is not None
    return {
        "truth": true,
        "estimate": estimate,
        "low": low,
        "high": high,
        "error": (estimate - true) / true if true and estimate is not None else None,
        "covers": low <= true <= high if sure else None,
        "half_width": (high - low) / 2 / true if sure and true else None,
    }


def _category_scores(folder: Path, truth: pl.DataFrame, matched: pl.DataFrame) -> dict[str, Any]:
    """Score person × category. An exported person stands for the true person that most of its mentions name."""
    true = truth.select("person", category="categories").explode("category").drop_nulls().unique()
    votes = (
        matched.group_by("person_id", "person")
        .len()
        .sort(["person_id", "len", "person"], descending=[False, True, False])
    )
    stands_for = votes.unique("person_id", keep="first").select("person_id", "person")
    people = pl.read_parquet(folder / "people.parquet").select("person_id", "categories")
    told = people.rename({"categories": "category"}).explode("category").drop_nulls()
    known = told.join(stands_for, on="person_id").select("person", "category").unique()
    nobody = told.join(stands_for, on="person_id", how="anti")
    right = known.join(true, on=["person", "category"])
    precision = len(right) / (len(known) + len(nobody)) if len(known) + len(nobody) else 0.0
    recall = len(right) / len(true) if len(true) else 0.0
    by_category = {}
    for name in sorted({*true["category"].to_list(), *told["category"].to_list()}):
        of = pl.col("category") == name
        wrong = len(known.filter(of)) + len(nobody.filter(of))
        by_category[name] = {
            "truth": len(true.filter(of)),
            "precision": len(right.filter(of)) / wrong if wrong else None,
            "recall": len(right.filter(of)) / len(true.filter(of)) if len(true.filter(of)) else None,
        }
    return {"precision": precision, "recall": recall, "f1": _f1(precision, recall), "by_category": by_category}


def _found_where_nobody_is(found: pl.DataFrame) -> dict[str, Any]:
    there = found.filter(~pl.col("concerns_people").fill_null(value=True))
    return {
        "mentions": len(there),
        "people": there["person_id"].n_unique(),
        "files": there.group_by("disclosed").len().sort("len", descending=True).head(EXAMPLES)["disclosed"].to_list(),
    }


def _file_scores(folder: Path, files: pl.DataFrame) -> dict[str, Any]:
    told = pl.read_parquet(folder / "files.parquet").select("path", "status", "kind")
    once = told.group_by("path").agg(pl.len().alias("times"), pl.col("status").first(), pl.col("kind").first())
    both = files.join(once, on="path", how="left")
    status = pl.col("expected_status").str.split("|")
    both = both.with_columns(
        status_right=status.list.contains(pl.col("status")).fill_null(value=False),
        kind_right=pl.col("expected_kind").str.split("|").list.contains(pl.col("kind")),
    )
    with_kind = both.filter(pl.col("expected_kind").is_not_null() & (status.list.first().is_in(READABLE)))
    return {
        "truth": len(files),
        "in_export": len(once),
        "with_one_status": both.select(
            ((pl.col("times") == 1) & pl.col("status").is_not_null()).fill_null(value=False).mean()
        ).item(),
        "status_right": both["status_right"].mean(),
        "kind_right": with_kind["kind_right"].fill_null(value=False).mean(),
        "status_confusion": _confusion(both.filter(~pl.col("status_right")), "expected_status", "status"),
        "kind_confusion": _confusion(
            with_kind.filter(~pl.col("kind_right").fill_null(value=False)), "expected_kind", "kind"
        ),
        "status_examples": both.filter(~pl.col("status_right"))
        .select("path", "expected_status", "status")
        .head(EXAMPLES)
        .to_dicts(),
    }


def _confusion(wrong: pl.DataFrame, expected: str, actual: str) -> list[dict[str, Any]]:
    counted = wrong.group_by(pl.col(expected).alias("expected"), pl.col(actual).alias("actual")).agg(files=pl.len())
    return (
        counted.sort(["files", "expected", "actual"], descending=[True, False, False], nulls_last=True)
        .head(30)
        .to_dicts()
    )


def _examples(rows: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the files where most goes wrong, with the first line of each where it does."""
    worst = rows.group_by("path").agg(
        pl.len().alias("mentions"),
        pl.col("format").first(),
        pl.col("place").first(),
        pl.col("line").drop_nulls().first(),
    )
    return worst.sort(["mentions", "path"], descending=[True, False]).head(EXAMPLES).to_dicts()
