"""Person ids: minted from what a person is made of, carried from run to run.

A new person's id is made from the smallest mention id in it, so that the same heap gives the same ids in any order. When
files are added, a person keeps the id held by most of its old mentions; an id whose mentions part stays with the larger part.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTERS = 10  # of base 32: fifty bits


def name_people(clusters: pl.DataFrame, previous: pl.DataFrame | None = None) -> pl.DataFrame:
    """Give each cluster a person id.

    Args:
        clusters: `mention_id`, `cluster`.
        previous: `mention_id`, `person_id` of the last run, if there was one.

    Returns:
        `cluster`, `person_id`; ids are distinct.

    """
    seeds = clusters.group_by("cluster").agg(pl.col("mention_id").min()).sort("mention_id")
    carried = _carried(clusters, previous) if previous is not None and previous.height else {}
    taken = set(carried.values())
    ids = []
    for cluster, seed in seeds.select("cluster", "mention_id").iter_rows():
        person = carried.get(cluster)
        if person is None:
            person = next(name for name in _names(seed) if name not in taken)
            taken.add(person)
        ids.append(person)
    return pl.DataFrame({"cluster": seeds["cluster"], "person_id": pl.Series(ids, dtype=pl.String)})


def _carried(clusters: pl.DataFrame, previous: pl.DataFrame) -> dict[int, str]:
    """Return cluster → old id: an id goes to the cluster that holds most of it, a cluster keeps the strongest that came to it."""
    shared = (
        clusters.join(previous.select("mention_id", "person_id"), on="mention_id")
        .group_by("cluster", "person_id")
        .agg(pl.len().alias("n"), pl.col("mention_id").min())
    )
    home = shared.sort(["n", "mention_id"], descending=[True, False]).unique(
        "person_id", keep="first", maintain_order=True
    )
    kept = home.sort(["n", "person_id"], descending=[True, False]).unique("cluster", keep="first", maintain_order=True)
    return dict(zip(kept["cluster"].to_list(), kept["person_id"].to_list(), strict=True))


def _names(seed: str) -> Iterable[str]:
    """Yield the ids that a seed may give, in order; the second serves only if the first is another person's."""
    salt = 0
    while True:
        digest = hashlib.sha256(f"{seed}{salt or ''}".encode()).digest()
        yield "P-" + base64.b32encode(digest).decode()[:LETTERS]
        salt += 1
