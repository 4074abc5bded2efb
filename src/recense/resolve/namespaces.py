"""Which files number patients together: an IPP is unique within one site, and a heap may hold several sites.

Two files share a numbering when they give the same numbers to the identities (first name and birth date) that both hold.
A numbering is trusted to tell namesakes apart only while one identity nearly always has one number in it. Numbers of another
length are another series: a patient registered twice is likelier than two patients of one name and birth date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    import duckdb

# Above this share of identities with several numbers, a second number says little: two sites are mixed in the
# files, or doubles are the habit. Real indexes hold 1 to 3 % of doubles.
TRUSTED_DOUBLES = 0.04
FEW_DOUBLES = 3  # in a small heap a few are no share to speak of
AGREE_OVER_DIFFER = 4  # shared numbers for each that differs, for two files to be of one site
FILES_AN_IDENTITY = 20  # more files of one identity add pairs and no knowledge


def find_namespaces(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `namespace` (file, series, ns, trusted) from `norm`: the numbering of each file's IPPs of one length."""
    connection.execute(_HELD)
    connection.execute(_ALIKE)
    pairs = connection.execute("select a, b from alike").fetchnumpy()
    units = connection.execute("select unit from units order by unit").fetchnumpy()["unit"].astype(np.int64)
    left, right = pairs["a"].astype(np.int64), pairs["b"].astype(np.int64)
    graph = coo_matrix((np.ones(len(left), np.int8), (left, right)), shape=(len(units), len(units)))
    label = connected_components(graph, directed=False)[1].astype(np.int64) if len(units) else np.zeros(0, np.int64)
    connection.register("found_namespaces", pa.table({"unit": units, "ns": label}))
    connection.execute(_NAMESPACE)
    connection.unregister("found_namespaces")


# a unit is the IPPs of one length in one file
_HELD = """
create or replace temp table units as
select file, series, row_number() over (order by file, series) - 1 unit
from (select distinct file, length(ipp) series from norm where ipp is not null);
create or replace temp table held as
select distinct unit, ipp, first[:4] || '|' || dob who from norm
join units on units.file = norm.file and units.series = length(norm.ipp) where first is not null and dob is not null
"""

_ALIKE = f"""
create or replace temp table alike as
with few as (
  select * from (select *, dense_rank() over (partition by who order by unit) k from held) where k <= {FILES_AN_IDENTITY}),
-- a person registered twice has two numbers in one unit: one of them being the same is enough
met as (
  select a.unit a, b.unit b, who, bool_or(a.ipp = b.ipp) same from few a join few b using (who) where a.unit < b.unit
  group by a.unit, b.unit, who)
select a, b from met group by a, b having count(*) filter (same) > {AGREE_OVER_DIFFER} * count(*) filter (not same)
"""

_NAMESPACE = f"""
create or replace temp table namespace as
with identity as (
  select ns, fam, first, dob, count(distinct ipp) numbers
  from norm join units on units.file = norm.file and units.series = length(norm.ipp) join found_namespaces using (unit)
  where first is not null and dob is not null and fam is not null group by all having count(*) > 1),
doubled as (
  select ns, count(*) filter (numbers > 1) doubles, count(*) identities from identity group by ns)
select units.file, units.series, ns, coalesce(doubles <= {FEW_DOUBLES} + {TRUSTED_DOUBLES} * identities, true) trusted
from units join found_namespaces using (unit) left join doubled using (ns)
"""
