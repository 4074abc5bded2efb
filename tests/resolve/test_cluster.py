"""Clusters of profiles: no chain of weak ties makes one person of a crowd."""

from __future__ import annotations

import numpy as np

from recense.resolve.cluster import LARGEST, Edges, cluster_profiles


def test_a_long_chain_of_weak_ties_is_cut_and_its_strong_pairs_hold():
    count = 4 * LARGEST
    left = np.arange(count - 1)
    weight = np.where(left % 2 == 0, 30.0, 8.0)  # pairs hold well, the chain between them does not
    edges = Edges(left, left + 1, np.full(count - 1, 0.99), weight)
    asked = []

    def no_conflict(label):
        asked.append(np.bincount(label[label >= 0]).max(initial=0))
        return []

    label = cluster_profiles(np.ones(count, bool), np.zeros(count, np.int64), edges, no_conflict).label
    assert max(asked) <= LARGEST
    assert np.array_equal(label[0::2], label[1::2])
    assert len(np.unique(label)) == count // 2
