"""The stage on a case: its four tables add up, tell why, and are right about who is who."""

import io
import json
import warnings

import numpy as np
import polars as pl
import pytest
from people import invent

from recense.model import Request
from recense.resolve.explain import explain_person
from recense.resolve.stage import resolve_people
from recense.settings import read_settings
from recense.store.case import create_or_open
from recense.store.run import Run
from recense.store.talk import Talk


def bcubed(label, truth):
    """Return B-cubed precision, recall and F1."""
    label, truth = (np.unique(x, return_inverse=True)[1].astype(np.int64) for x in (label, truth))
    _, where, counts = np.unique(label * (truth.max() + 1) + truth, return_inverse=True, return_counts=True)
    shared = counts[where]
    precision, recall = (shared / np.bincount(label)[label]).mean(), (shared / np.bincount(truth)[truth]).mean()
    return precision, recall, 2 * precision * recall / (precision + recall)


@pytest.fixture(scope="module")
def census(tmp_path_factory):
    mentions, truth = invent(1500, 5200, seed=31)
    case = create_or_open(tmp_path_factory.mktemp("x") / "t.case")
    run = Run(case, Request(("nowhere",)), read_settings(2), Talk(quiet=True))
    run.start()
    run.write("mentions", mentions)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        resolve_people(run)
    return run, pl.DataFrame({"mention_id": mentions["mention_id"].to_pylist(), "truth": truth})


@pytest.fixture(scope="module")
def tables(census):
    run, truth = census
    return {name: pl.from_arrow(run.read(name)) for name in ("mentions", "memberships", "links", "persons")} | {
        "truth": truth
    }


def test_every_mention_belongs_to_exactly_one_person(tables):
    assert sorted(tables["memberships"]["mention_id"]) == sorted(tables["mentions"]["mention_id"])
    counted = tables["memberships"].group_by("person_id").len().join(tables["persons"], on="person_id", how="full")
    assert (counted["len"] == counted["mentions"]).all()


def test_people_are_right(tables):
    joined = tables["memberships"].join(tables["truth"], on="mention_id")
    core = joined.filter(pl.col("tie") == "core")
    precision, recall, f1 = bcubed(core["person_id"].to_numpy(), core["truth"].to_numpy())
    assert precision > 0.995
    assert recall > 0.99
    assert f1 > 0.993
    assert bcubed(joined["person_id"].to_numpy(), joined["truth"].to_numpy())[2] > 0.975


def test_attached_mentions_sit_on_their_person(tables):
    joined = tables["memberships"].join(tables["truth"], on="mention_id")
    core = (
        joined.filter(pl.col("tie") == "core").group_by("person_id").agg(pl.col("truth").mode().first().alias("owner"))
    )
    attached = joined.filter(pl.col("tie") == "attached").join(core, on="person_id")
    assert (attached["truth"] == attached["owner"]).mean() > 0.975


def test_the_count_of_the_json_is_that_of_the_register(census, tables):
    run, _ = census
    head = json.loads((run.folder / "headcount.json").read_text())
    placed = tables["persons"].filter("placed")
    assert placed.height == sum(head["certainty"].values()) == head["placed"]["people"]
    if head["basis"] == "none":
        assert (head["estimate"], head["low"], head["high"]) == (placed.height, None, None)
    else:
        assert head["low"] <= head["estimate"] <= head["high"]
        assert abs(head["estimate"] - placed.height) < 0.05 * placed.height
    assert head["undeterminable"]["groups"] == tables["persons"].height - placed.height
    assert sum(row["clusters"] for row in head["strata"]) == tables["persons"].height


def test_links_point_to_mentions_and_say_why(tables):
    links = tables["links"]
    assert links.filter(pl.col("reasons").list.len() == 0).height == 0
    assert set(links["mention_id_l"]) | set(links["mention_id_r"]) <= set(tables["mentions"]["mention_id"])
    person = dict(tables["memberships"].select("mention_id", "person_id").iter_rows())
    for left, right, same in links.select("mention_id_l", "mention_id_r", "same_person").iter_rows():
        assert (person[left] == person[right]) == same


def test_a_person_can_say_why_it_is_one_without_a_value(tables):
    person = tables["persons"].filter(pl.col("mentions") > 3).sort("person_id")["person_id"][0]
    ids = tables["memberships"].filter(pl.col("person_id") == person)["mention_id"]
    mentions = tables["mentions"].filter(pl.col("mention_id").is_in(ids.implode()))
    links = tables["links"].filter(
        pl.col("mention_id_l").is_in(ids.implode()) | pl.col("mention_id_r").is_in(ids.implode())
    )
    told = explain_person(mentions.to_arrow(), links.to_arrow())
    assert any("birth date" in sentence for sentence in told)
    assert not any(str(v) in " ".join(told) for v in mentions["family_name"] if v)


def test_the_register_takes_the_commonest_value(tables):
    joined = tables["mentions"].join(tables["memberships"], on="mention_id")
    several = (
        joined.filter(pl.col("birth_date").is_not_null())
        .group_by("person_id")
        .agg(pl.col("birth_date").mode().alias("modes"))
    )
    checked = several.join(tables["persons"], on="person_id").filter(pl.col("modes").list.len() == 1)
    assert (checked["modes"].list.first() == checked["birth_date"]).mean() > 0.995


def test_running_again_keeps_every_id(census, tables):
    run, _ = census
    connection_free = run.read("memberships")
    run.case.finish_run(run.folder)
    again = Run(run.case, Request(("nowhere",)), read_settings(1), Talk(quiet=True))
    again.start()
    again.write("mentions", tables["mentions"].to_arrow())
    resolve_people(again)
    assert again.read("memberships").equals(connection_free)


def test_an_error_of_the_engine_itself_is_tried_again_on_one_thread(tmp_path, monkeypatch):
    import duckdb

    from recense.resolve import stage

    said, asked = io.StringIO(), []
    group = stage.group_mentions

    def fails_once(connection, *source):
        asked.append(connection.execute("select current_setting('threads')").fetchone()[0])
        if len(asked) == 1:
            raise duckdb.InternalException("INTERNAL Error: invented")
        return group(connection, *source)

    monkeypatch.setattr(stage, "group_mentions", fails_once)
    mentions, _ = invent(40, 100, seed=3)
    run = Run(create_or_open(tmp_path / "t.case"), Request(("nowhere",)), read_settings(2), Talk(said))
    run.start()
    run.write("mentions", mentions)
    resolve_people(run)
    assert asked[:2] == [2, 1]
    assert "resolving again" in said.getvalue()
    assert len(run.read("memberships")) == len(mentions)
