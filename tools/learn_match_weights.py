"""Learn the match weights of `recense/resolve/model.py` from invented mentions whose truth is known.

    python tools/learn_match_weights.py [SEED…]

Prints, for each level of each comparison, the share of pairs of one person (m) and of two people (u, random pairs) at that
level, over the profiles of heaps of several sizes. The figures are copied into the model by hand, rounded, and a level that
a seed never showed keeps a small one: see docs/explanation/resolution.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "resolve"))

import people as invented

from recense.resolve import collapse, namespaces, normalize, score
from recense.resolve.model import COMPARISONS


def profiles(connection, seed, size):
    mentions, truth = invented.invent(size, int(size * 3.3), seed)
    connection.register("mentions", mentions)
    for step in (
        normalize.normalize_mentions,
        namespaces.find_namespaces,
        collapse.collapse_mentions,
        score.make_comparable,
    ):
        step(connection)
    order = np.argsort(np.array(mentions["mention_id"].to_pylist()))
    connection.register("truth", pa.table({"rid": np.arange(len(truth)), "person": np.array(truth)[order]}))
    connection.execute(
        "create or replace temp table answer as select pid, mode(person) person from member join truth using (rid) group by pid"
    )
    return len(set(truth))


def levels(connection, pairs):
    names = [c[0] for c in connection.execute("describe comparable").fetchall()]
    sides = [", ".join(f"{n} {n}_{side}" for n in names) for side in "lr"]
    cases = []
    for c in COMPARISONS:
        when = " ".join(f"when {lv.condition} then {k}" for k, lv in enumerate(c.levels) if lv.condition != "else")
        cases.append(f"case when {c.unknown} then -1 {when} else {len(c.levels) - 1} end {c.name}")
    return connection.execute(
        f"with a as (select {sides[0]} from comparable), b as (select {sides[1]} from comparable) "
        f"select {', '.join(cases)} from ({pairs}) join a on l = pid_l join b on r = pid_r"
    ).fetchnumpy()


def main():
    m, u, people = Counter(), Counter(), []
    for seed in [int(s) for s in sys.argv[1:]] or [101, 102]:
        connection = duckdb.connect(config={"threads": 2})
        people.append(profiles(connection, seed, 12_000))
        same = levels(
            connection,
            "select a.pid l, b.pid r from answer a join answer b on a.person = b.person and a.pid < b.pid join profile p on p.pid=a.pid join profile q on q.pid=b.pid where p.core or q.core",
        )
        other = levels(
            connection,
            "select a.pid l, b.pid r from (select * from answer order by hash(pid) limit 1700) a join (select * from answer order by hash(pid + 7) limit 1700) b on a.person <> b.person",
        )
        for c in COMPARISONS:
            m.update((c.name, int(k)) for k in same[c.name])
            u.update((c.name, int(k)) for k in other[c.name])
    for c in COMPARISONS:
        total_m = sum(n for (name, k), n in m.items() if name == c.name and k >= 0)
        total_u = sum(n for (name, k), n in u.items() if name == c.name and k >= 0)
        for k, level in enumerate(c.levels):
            print(
                f"{c.name:9} {level.claim[:60]:60} m {m[c.name, k] / max(total_m, 1):.5f} (now {level.m:.5f})  u {u[c.name, k] / max(total_u, 1):.2e} (now {level.u:.2e}{'/N' if level.per_person else ''})"
            )


if __name__ == "__main__":
    main()
