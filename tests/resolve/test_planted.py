"""Known answers: planted people teach the error of the count, and touch nothing else."""

import numpy as np
import pyarrow as pa
from conftest import connect
from people import invent

from recense.resolve.group import group_mentions
from recense.resolve.headcount import Clusters, estimate_headcount, find_strata
from recense.resolve.planted import score_planted


def _count(mentions):
    connection = connect()
    connection.register("mentions", mentions)
    group_mentions(connection)
    find_strata(connection)
    rows = connection.execute("select stratum, placed, mentions, files from strata order by cluster").fetchnumpy()
    return Clusters(
        rows["stratum"].astype(np.int64),
        rows["placed"].astype(bool),
        rows["mentions"],
        np.full(len(rows["placed"]), "certain"),
        rows["files"],
        np.zeros(0, int),
    )


def _split(seed):
    """One population and its files; a fifth of the people play the planted ones."""
    mentions, truth = invent(1000, 3600, seed=seed)
    truth = np.array(truth)
    chosen = np.random.default_rng(seed).choice(np.unique(truth), len(np.unique(truth)) // 5, replace=False)
    mask = np.isin(truth, chosen)
    planted = mentions.filter(pa.array(mask)).append_column("planted_person", pa.array([str(p) for p in truth[mask]]))
    return mentions.filter(pa.array(~mask)), truth[~mask], planted, [str(p) for p in chosen]


def test_the_interval_learnt_from_planted_people_covers_the_truth():
    real, truth, planted, chosen = _split(41)
    connection = connect()
    connection.register("mentions", real)
    known = score_planted(connection, planted, chosen)
    head = estimate_headcount(_count(real), known)
    assert head.low < len(np.unique(truth)) < head.high
    assert (head.high - head.low) / head.estimate < 0.1
    assert (known.planted, known.found) == (len(chosen), len(chosen))


def test_planted_people_never_found_are_missed():
    real, _, planted, chosen = _split(42)
    connection = connect()
    connection.register("mentions", real)
    known = score_planted(connection, planted, [*chosen, "never", "seen"])
    assert known.planted - known.found == 2
