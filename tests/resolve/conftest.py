"""What the tests of this room share: a way to write mentions by hand, and the partition that comes out."""

import sys
import warnings
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from recense.resolve.group import group_mentions
from recense.store.tables import MENTIONS

sys.path.insert(0, str(Path(__file__).parent))

EMPTY = {"data_types": [], "categories": [], "rules": [], "flags": []}


def table_of(rows):
    """Make MENTIONS of short rows: `fam`, `birth`, `first`, `born` ("1954-03-12"), `file`, and any column by its name."""
    full = []
    for k, given in enumerate(rows):
        row = dict(given)
        born = row.pop("born", None)
        first = row.pop("first", None)
        out = (
            dict.fromkeys(MENTIONS.names)
            | EMPTY
            | {
                "mention_id": f"{k:032x}",
                "place": "",
                "line": k + 1,
                "unit": "row",
                "slot": 0,
                "source": "table",
                "role": "patient",
                "confidence": 0.9,
                "sha256": row.pop("file", "f1"),
                "family_name": row.pop("fam", None),
                "birth_name": row.pop("birth", None),
                "given_names": [first] if isinstance(first, str) else first,
                "birth_date": date.fromisoformat(born) if born else None,
            }
        )
        phone = row.pop("phone", None)
        full.append(out | ({"phones": [phone]} if phone else {}) | row)
    return pa.table([pa.array([r[f.name] for r in full], f.type) for f in MENTIONS], schema=MENTIONS)


def connect():
    return duckdb.connect(config={"threads": 2, "memory_limit": "1500MB"})


def grouped(mentions):
    """Return {mention_id: (cluster, tie, placed)}; any warning is an error: the user's terminal stays clean."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        connection = connect()
        connection.register("mentions", mentions)
        group_mentions(connection)
        rows = connection.execute(
            "select mention_id, cluster, tie, placed from assigned join norm using (rid)"
        ).fetchall()
    return {mention: (cluster, tie, placed) for mention, cluster, tie, placed in rows}


def partition(mentions):
    """Return the groups as a set of frozensets of mention ids."""
    groups = {}
    for mention, (cluster, _, _) in grouped(mentions).items():
        groups.setdefault(cluster, set()).add(mention)
    return {frozenset(g) for g in groups.values()}


@pytest.fixture(scope="session")
def background():
    """Forty other people, so that a name's frequency means something."""
    return [
        {
            "fam": f"{'BCDFGHJK'[k % 8]}{'AEIOU'[k // 8]}R{'TLVMN'[k % 5]}{'AEIO'[k % 4]}N{'DARETULO'[k // 5]}",
            "first": ["Alain", "Brigitte", "Cyril", "Denise", "Edgar"][k % 5],
            "born": f"19{40 + k}-0{1 + k % 9}-1{k % 9}",
            "file": f"b{k % 4}",
        }
        for k in range(40)
    ]
