"""How likely it is that two profiles are one person: Splink on DuckDB, on the pairs that `block.py` found."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from recense.resolve.model import build_settings

if TYPE_CHECKING:
    import duckdb

LEAST_PROBABILITY = 0.01  # below this a pair is not even a near miss

# Frequencies are those of distinct identities, drawn towards what a name not seen before would have: a name seen once
# in a heap of five is not one name in five. Strengths in identities; the means are those of French names weighted by themselves.
_FREQUENCY = {"fam": (2000, 0.0005), "first": (400, 0.005)}


def score_pairs(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `edges` (l, r: pids; p; weight in bits) from `profile` and `pairs`."""
    make_comparable(connection)
    people = connection.execute("select count(distinct (fam, first, dob)) from profile").fetchall()[0][0]
    # Splink speaks on standard error through its own logger; a run's talk is ours
    logging.getLogger("splink").setLevel(logging.ERROR)
    from splink import DuckDBAPI, Linker

    api = DuckDBAPI(connection)
    linker = Linker(api.register("comparable"), build_settings(int(people)), log_level=logging.ERROR, validate_settings=False)
    linker.table_management.register_blocked_pairs_for_predict(api.register("pairs"))
    scored = linker.inference.predict(threshold_match_probability=LEAST_PROBABILITY, warning_mode="never")
    connection.execute(
        "create or replace temp table edges as select pid_l l, pid_r r, match_probability p, match_weight weight "  # noqa: S608 - its own name
        f"from {scored.physical_name}"
    )
    scored.drop_table_from_database_and_remove_from_cache()


def make_comparable(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `comparable`: the profiles, with the frequency of each name and whether a woman is likely."""
    tables, columns, joins = [], [], []
    for name, (strength, mean) in _FREQUENCY.items():
        tables.append(
            f"tf_{name}_table as (select {name}, (count(*) + {strength * mean}) / ((select count(*) from identity) + {strength}) "
            f"tf_{name} from identity where {name} is not null group by {name})"
        )
        columns.append(f"tf_{name}")
        joins.append(f"left join tf_{name}_table using ({name})")
    connection.execute(
        "create or replace temp table comparable as with identity as (select distinct fam, first, dob from profile), "  # noqa: S608 - our own names
        + ", ".join(tables)
        + ", gender as (select first, avg((sex = 'F')::int) share from profile where sex is not null and first is not null group by first) "
        f"select profile.*, {', '.join(columns)}, coalesce(sex = 'F', share > 0.8, false) woman from profile {' '.join(joins)} "
        "left join gender using (first)"
    )
