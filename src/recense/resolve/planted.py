"""Known answers: invented people planted into copies of the heap's documents, read like the rest, and resolved.

It is a second pass, in a connection of its own: nothing that is planted can reach a figure about real people but through
the error rates that it teaches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recense.resolve.group import group_mentions
from recense.resolve.headcount import KnownAnswers, find_strata, known_answers

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb
    import pyarrow as pa


def score_planted(
    connection: duckdb.DuckDBPyConnection,
    planted_mentions: pa.Table,
    planted_people: Sequence[str],
    source: str = "mentions",
) -> KnownAnswers:
    """Resolve the real mentions and the planted ones together, and say what each planted person became.

    Args:
        connection: a fresh one, of which this takes all temporary tables, that sees the real mentions as `source`.
        planted_mentions: columns of MENTIONS and `planted_person` (text or number, null where a mention found in a
            copy is nobody planted: it is left out). Their mention ids must not be those of real mentions.
        planted_people: the name of every planted person; those never found count as missed.
        source: the table or view of real mentions.

    """
    ours = planted_mentions.filter(planted_mentions["planted_person"].is_valid())
    names = [name for name in planted_mentions.schema.names if name != "planted_person"]
    connection.register("planted", ours)
    columns = ", ".join(names)
    connection.execute(
        f"create or replace temp view together as select {columns} from {source} union all select {columns} from planted"
    )
    group_mentions(connection, "together")
    find_strata(connection)
    rows = connection.execute(
        "select cluster, planted_person::varchar person, core from assigned join norm using (rid) "
        "left join planted using (mention_id) order by rid"
    ).fetchnumpy()
    strata = connection.execute("select cluster, stratum from strata order by cluster").fetchnumpy()
    connection.execute("drop view together")
    connection.unregister("planted")
    clusters, labels = np.unique(rows["cluster"].astype(np.int64), return_inverse=True)
    assert np.array_equal(clusters, strata["cluster"])
    people = {str(name): k for k, name in enumerate(sorted(set(planted_people)))}
    person = np.array(
        [-1 if name is None or name is np.ma.masked else people[str(name)] for name in _plain(rows["person"])], np.int64
    )
    return known_answers(labels, strata["stratum"].astype(np.int64), person, rows["core"].astype(bool), len(people))


def _plain(values: np.ndarray) -> list[object]:
    """Return the values of a column that may be masked, None where they are."""
    return [
        None if masked else value
        for value, masked in zip(np.ma.getdata(values), np.ma.getmaskarray(values), strict=True)
    ]
