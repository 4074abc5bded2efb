"""SQL that compares the profiles of a pair outside Splink: conflicts inside a component, and the claims of a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from recense.resolve.conflict import FORBIDDEN, FORBIDDEN_UNLESS_BOTH_NAMES, nearly
from recense.resolve.model import COMPARISONS

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray


def _sides(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[str, str]:
    names = [row[0] for row in connection.execute(f"describe {table}").fetchall()]
    left, right = (", ".join(f"{n} as {n}_{side}" for n in names) for side in "lr")
    return left, right


def find_conflicts(connection: duckdb.DuckDBPyConnection, label: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return the pairs of profiles of one label that cannot be one person; profiles of label -1 are not asked."""
    pids = np.flatnonzero(label >= 0)
    if not len(pids):
        return []
    connection.register("asked", pa.table({"pid": pids, "label": label[pids]}))
    left, right = _sides(connection, "profile")
    try:
        connection.execute(
            "create or replace temp table inside as select label, profile.* from asked join profile using (pid)"
        )
        connection.execute(
            f"create or replace temp table opposed as with a as (select label, {left} from inside), "
            f"b as (select label, {right} from inside) select a.label, pid_l, pid_r, {FORBIDDEN} forbidden "
            f"from a join b on a.label = b.label and pid_l < pid_r where {FORBIDDEN} or {FORBIDDEN_UNLESS_BOTH_NAMES}"
        )
        rows = connection.execute(_UNEXPLAINED).fetchall()
    finally:
        connection.unregister("asked")
    return [(int(a), int(b)) for a, b in rows]


def _bears(one: str) -> str:
    return f"(list_has_any(c.given_tokens, {one}.given_tokens) or {nearly('c.first', f'{one}.first')})"


# Two first names are one person's when a third profile of the same birth date bears both.
_UNEXPLAINED = f"""
select pid_l, pid_r from opposed where forbidden or not exists (
  select 1 from inside a join inside b on b.pid = opposed.pid_r join inside c on c.label = opposed.label
  where a.pid = opposed.pid_l and c.pid <> a.pid and c.pid <> b.pid and c.dob = a.dob and c.dob = b.dob
    and {_bears("a")} and {_bears("b")})
"""


def claim_links(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `claimed` (l, r, p, weight, reasons) from `edges` and `comparable`: each link with its claims in words."""
    left, right = _sides(connection, "comparable")
    claims = []
    for comparison in COMPARISONS:
        cases = [
            f"when {level.condition} then {_text(level.claim)}"
            for level in comparison.levels
            if level.condition != "else"
        ]
        last = comparison.levels[-1]
        claims.append(f"case when {comparison.unknown} then null {' '.join(cases)} else {_text(last.claim)} end")
    connection.execute(
        f"create or replace temp table claimed as with a as (select {left} from comparable), "
        f"b as (select {right} from comparable) "
        f"select l, r, p, weight, list_filter([{', '.join(claims)}], lambda x: x is not null) reasons "
        "from edges join a on l = pid_l join b on r = pid_r"
    )


def _text(claim: str) -> str:
    return "null" if not claim else "'" + claim.replace("'", "''") + "'"
