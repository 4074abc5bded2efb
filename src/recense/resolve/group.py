"""Mentions to people, the whole way: normalize, collapse, block, score, cluster, place. Works inside one DuckDB connection.

Leaves the tables `assigned` (rid, cluster, tie, probability, placed), `norm`, `member`, `profile`, `edges` and `comparable`
there: `register.py`, `compare.py` and `headcount.py` read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from recense.resolve.block import find_pairs
from recense.resolve.cluster import LEFT_OVER, ONE_PERSON, Clustering, Edges, cluster_profiles
from recense.resolve.collapse import collapse_mentions
from recense.resolve.compare import find_conflicts
from recense.resolve.namespaces import find_namespaces
from recense.resolve.normalize import normalize_mentions
from recense.resolve.place import place_bare_names
from recense.resolve.score import score_pairs

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

TIES = ("core", "attached", "unplaced")


def group_mentions(connection: duckdb.DuckDBPyConnection, source: str = "mentions") -> None:
    """Group the mentions of `source`, a table or view with the columns of MENTIONS, into people."""
    normalize_mentions(connection, source)
    find_namespaces(connection)
    collapse_mentions(connection)
    find_pairs(connection)
    score_pairs(connection)
    clustering = _cluster(connection)
    placed = _is_new_person(connection, clustering)
    _assign(connection, clustering, placed)
    place_bare_names(connection)


def _cluster(connection: duckdb.DuckDBPyConnection) -> Clustering:
    core, kind = _kinds(connection)
    e = connection.execute("select l, r, p, weight from edges order by l, r").fetchnumpy()
    edges = Edges(e["l"].astype(np.int64), e["r"].astype(np.int64), e["p"].astype(float), e["weight"].astype(float))
    return cluster_profiles(core, kind, edges, lambda label: find_conflicts(connection, label))


def _kinds(connection: duckdb.DuckDBPyConnection) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return for each profile whether it is core, and its kind.

    Kind 1 bears numbers of its own that no core profile bears, and is less likely one of them than who bears none (0).
    Kind 2 is such staff, kind 3 such health professionals (RPPS): in the heap for their work, those of the town above all.
    """
    found = connection.execute(
        """with numbers as (
          select pid, core, unnest(list_concat(list_transform(ipps, lambda x: 'I' || x), ids, ['N' || nir])) n from profile),
        borne as (select distinct n from numbers where core and n is not null),
        poor as (
          select pid, bool_or(borne.n is not null) known from numbers left join borne using (n)
          where not core and numbers.n is not null group by pid)
        select core, case when coalesce(known, true) then 0 when rpps is not null then 3
          when staff or len(ids) > 0 then 2 else 1 end kind
        from profile left join poor using (pid) order by pid"""
    ).fetchnumpy()
    return found["core"].astype(bool), found["kind"].astype(np.int64)


def _is_new_person(connection: duckdb.DuckDBPyConnection, clustering: Clustering) -> NDArray[np.bool_]:
    """Say for each profile whether its cluster is counted: core people, and poorer groups that are surely somebody new.

    A poorer group is somebody new when it is likelier to be none of the core people than one of them and holds either a
    full birth date with a first name or a number of their own (NIR, IPP, RPPS, staff number, official document), or a
    family name with such a number. Without a first name that family name must be one that none of them has.
    """
    count = len(clustering.label)
    if not count:
        return np.zeros(0, bool)
    connection.register("ties", pa.table({"pid": np.arange(count), "tie": clustering.tie}))
    flags = connection.execute(
        # joins, not `in (select …)`: with those, DuckDB 2.0.0 raised an InternalException here in two runs of a million mentions
        """with known as (select distinct unnest([fam, birth]) family from profile join ties using (pid) where tie = 0)
        select coalesce(length(first) > 1, false) first_name, fam is not null family_name, dob is not null birth_date,
          nir is not null or len(ipps) > 0 or len(ids) > 0 number,
          used.family is not null or born.family is not null family_known
        from profile left join known used on fam = used.family left join known born on birth = born.family
        order by pid"""
    ).fetchnumpy()
    connection.unregister("ties")
    f = {name: values.astype(bool) for name, values in flags.items()}
    enough = (f["birth_date"] & (f["first_name"] | f["number"])) | (
        f["family_name"] & f["number"] & (f["first_name"] | ~f["family_known"])
    )
    groups = int(clustering.label.max()) + 1
    left = clustering.tie == LEFT_OVER
    some_enough = np.bincount(clustering.label, weights=enough, minlength=groups) > 0
    likely_known = np.zeros(groups)
    np.maximum.at(likely_known, clustering.label, np.where(left, clustering.known, 0.0))
    some_core = np.bincount(clustering.label, weights=clustering.tie == ONE_PERSON, minlength=groups) > 0
    placed: NDArray[np.bool_] = (some_core | (some_enough & (likely_known < 0.5)))[clustering.label]
    return placed


def _assign(connection: duckdb.DuckDBPyConnection, clustering: Clustering, placed: NDArray[np.bool_]) -> None:
    table = pa.table(
        {
            "pid": np.arange(len(clustering.label)),
            "cluster": clustering.label,
            # what joins a group that is not counted is left over with it
            "tie": np.where(placed, clustering.tie, LEFT_OVER).astype(np.int64),
            "probability": clustering.probability,
            "placed": placed,
        }
    )
    connection.register("clustered", table)
    connection.execute(
        "create or replace temp table assigned as select rid, cluster::bigint as cluster, tie::bigint tie, "
        "probability::double probability, "
        "placed::boolean placed from member join clustered using (pid)"
    )
    connection.execute(
        "create or replace temp table profile_cluster as select pid, cluster, tie, probability, placed from clustered"
    )
    connection.unregister("clustered")
