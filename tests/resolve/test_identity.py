"""Person ids: stable in any order, and when files are added."""

import numpy as np
import polars as pl
from conftest import connect
from people import invent

from recense.resolve.group import group_mentions
from recense.resolve.identity import name_people


def _clusters(mentions):
    connection = connect()
    connection.register("mentions", mentions)
    group_mentions(connection)
    return pl.from_arrow(
        connection.sql("select mention_id, cluster from assigned join norm using (rid)").to_arrow_table()
    )


def test_ids_do_not_depend_on_cluster_numbers_or_order():
    clusters = pl.DataFrame({"mention_id": ["c", "a", "b"], "cluster": [7, 7, 2]})
    again = pl.DataFrame({"mention_id": ["b", "c", "a"], "cluster": [0, 1, 1]})
    one = clusters.join(name_people(clusters), on="cluster").sort("mention_id")["person_id"]
    two = again.join(name_people(again), on="cluster").sort("mention_id")["person_id"]
    assert one.to_list() == two.to_list()
    assert all(p.startswith("P-") and len(p) == 12 for p in one)


def test_a_merged_person_keeps_the_id_of_its_larger_part():
    previous = pl.DataFrame({"mention_id": ["a", "b", "c"], "person_id": ["P-SMALL", "P-LARGE", "P-LARGE"]})
    clusters = pl.DataFrame({"mention_id": ["a", "b", "c", "d"], "cluster": [0, 0, 0, 1]})
    named = dict(name_people(clusters, previous).iter_rows())
    assert named[0] == "P-LARGE"
    assert named[1] not in {"P-SMALL", "P-LARGE"}


def test_a_split_person_gets_a_new_id_for_its_smaller_part_even_if_it_holds_the_first_mention():
    first = pl.DataFrame({"mention_id": ["a", "b", "c"], "cluster": [0, 0, 0]})
    old = name_people(first)["person_id"][0]
    previous = first.with_columns(person_id=pl.lit(old)).drop("cluster")
    named = dict(name_people(pl.DataFrame({"mention_id": ["a", "b", "c"], "cluster": [0, 1, 1]}), previous).iter_rows())
    assert named[1] == old
    assert named[0] != old


def test_ids_are_kept_when_files_are_added():
    mentions, _ = invent(700, 2400, seed=21)
    files = np.array(mentions["sha256"].to_pylist())
    late = np.isin(files, np.unique(files)[::10])
    first = _clusters(mentions.filter(~late))
    before = first.join(name_people(first), on="cluster").drop("cluster")
    whole = _clusters(mentions)
    after = whole.join(name_people(whole, before), on="cluster")
    both = before.join(after, on="mention_id", suffix="_now")
    assert (both["person_id"] == both["person_id_now"]).mean() >= 0.99
