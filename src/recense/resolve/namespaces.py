"""Which files number patients together: an IPP is unique within one site, and a heap may hold several sites.

Two files share a numbering when they give one number to one identity (first name and birth date). A numbering is trusted to
tell namesakes apart only while one identity nearly always has one number in it: a file that mixes two sites fails this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    import duckdb

# Above this share of identities with several numbers, a second number says little: two sites are mixed, or
# duplicates are the habit. Real indexes hold 1 to 3 % of duplicates.
TRUSTED_DUPLICATES = 0.04
FEW_DUPLICATES = 3  # in a small heap a few are no share to speak of


def find_namespaces(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `namespace` (file, ns, trusted) from `norm`: the numbering that each file with IPPs uses."""
    connection.execute(
        "create or replace temp table facts as select distinct file, ipp || '|' || left(first, 4) || '|' || dob fact from norm "
        "where ipp is not null and first is not null and dob is not null"
    )
    connection.execute(
        "create or replace temp table numbered as select f.no file_no, k.no fact_no, f.file from facts "
        "join (select file, row_number() over (order by file) - 1 no from (select distinct file from norm where ipp is not null)) f "
        "using (file) join (select fact, row_number() over (order by fact) - 1 no from (select distinct fact from facts)) k using (fact)"
    )
    columns = connection.execute("select file_no, fact_no from numbered").fetchnumpy()
    files = connection.execute("select distinct file from norm where ipp is not null order by file").fetchnumpy()[
        "file"
    ]
    rows, columns_ = columns["file_no"].astype(np.int64), columns["fact_no"].astype(np.int64)
    facts = int(columns_.max()) + 1 if len(columns_) else 0
    size = len(files) + facts
    graph = coo_matrix((np.ones(len(rows), np.int8), (rows, columns_ + len(files))), shape=(size, size))
    label = connected_components(graph, directed=False)[1][: len(files)] if size else np.zeros(0, np.int64)
    connection.execute("create or replace temp table namespace_of (file varchar, ns bigint)")
    if len(files):
        import pyarrow as pa

        found = pa.table({"file": pa.array(files.tolist(), pa.string()), "ns": pa.array(label.astype(np.int64))})
        connection.register("found_namespaces", found)
        connection.execute("insert into namespace_of select * from found_namespaces")
        connection.unregister("found_namespaces")
    connection.execute(
        f"""create or replace temp table namespace as
        with held as (select ns, fam, first, dob, count(distinct ipp) numbers from norm join namespace_of using (file)
          where ipp is not null and first is not null and dob is not null and fam is not null group by all having count(*) > 1)
        select o.file, o.ns, coalesce(d.doubles <= {FEW_DUPLICATES} + {TRUSTED_DUPLICATES} * d.identities, true) trusted
        from namespace_of o
        left join (select ns, count(*) filter (numbers > 1) doubles, count(*) identities from held group by ns) d using (ns)"""  # noqa: S608 - our own number
    )
