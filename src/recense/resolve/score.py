"""How likely it is that two profiles are one person: Splink on DuckDB, on the pairs that `block.py` found."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from recense.resolve.calibrate import shift_of_pairs
from recense.resolve.model import build_settings

if TYPE_CHECKING:
    import duckdb

LEAST_PROBABILITY = 0.01  # below this a pair is not even a near miss

# Frequencies are those of distinct identities, drawn towards what a name not seen before would have: a name seen once
# in a heap of five is not one name in five. Strengths in identities; the means are those of French names weighted by themselves.
FAMILY_STRENGTH, FAMILY_MEAN = 2000, 0.0005
FIRST_STRENGTH, FIRST_MEAN = 400, 0.005
DECADE_STRENGTH = 200


def score_pairs(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `edges` (l, r: pids; p; weight in bits) from `profile` and `pairs`."""
    make_comparable(connection)
    start = 1 / max(count_identities(connection), 20)
    # Splink speaks on standard error through its own logger; a run's talk is ours
    logging.getLogger("splink").setLevel(logging.ERROR)
    from splink import DuckDBAPI, Linker

    api = DuckDBAPI(connection)
    linker = Linker(api.register("comparable"), build_settings(start), log_level=logging.ERROR, validate_settings=False)
    linker.table_management.register_blocked_pairs_for_predict(api.register("pairs"))
    scored = linker.inference.predict(threshold_match_probability=LEAST_PROBABILITY, warning_mode="never")
    connection.execute(
        "create or replace temp table edges as select pid_l l, pid_r r, match_probability p, match_weight weight "
        f"from {scored.physical_name}"
    )
    scored.drop_table_from_database_and_remove_from_cache()
    _fit_start(connection, start)


def count_identities(connection: duckdb.DuckDBPyConnection) -> int:
    """Return about how many people the profiles name."""
    return int(connection.execute("select count(distinct (fam, first, dob)) from profile").fetchall()[0][0])


def _fit_start(connection: duckdb.DuckDBPyConnection, start: float) -> None:
    """Shift the weights of the pairs of core profiles to the odds that this heap shows."""
    both = "l in (select pid from profile where core) and r in (select pid from profile where core)"
    weight = connection.execute(f"select weight from edges where {both} order by weight").fetchnumpy()["weight"]
    cores = int(connection.execute("select count(*) from profile where core").fetchall()[0][0])
    shift = shift_of_pairs(weight.astype(float), cores, start)
    connection.execute(
        f"create or replace temp table edges as select l, r, 1 / (1 + pow(2.0, -weight)) p, weight from "
        f"(select l, r, weight + case when {both} then {shift!r} else 0 end weight from edges) where weight > -6.63"
    )


def make_comparable(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `comparable`: the profiles, with the frequency of each name and whether a woman is likely.

    A first name has the age of those who bear it: its frequency is that among people born in the same decade.
    """
    connection.execute(_COMPARABLE)


_COMPARABLE = f"""
create or replace temp table comparable as
with identity as (select distinct fam, first, dob, yob // 10 as decade from profile),
family as (
  select fam, (count(*) + {FAMILY_STRENGTH * FAMILY_MEAN}) / ((select count(*) from identity) + {FAMILY_STRENGTH}) tf_fam
  from identity where fam is not null group by fam),
name as (
  select first, (count(*) + {FIRST_STRENGTH * FIRST_MEAN}) / ((select count(*) from identity) + {FIRST_STRENGTH}) tf
  from identity where first is not null group by first),
decades as (select decade, count(*) people from identity where decade is not null group by decade),
aged as (
  select first, decade, (count(*) + {DECADE_STRENGTH} * any_value(tf)) / (any_value(people) + {DECADE_STRENGTH}) tf_aged
  from identity join name using (first) join decades using (decade) group by first, decade),
gender as (
  select first, avg((sex = 'F')::int) share from profile where sex is not null and first is not null group by first)
select profile.*, tf_fam, coalesce(tf_aged, tf) tf_first, coalesce(sex = 'F', share > 0.8, false) woman
from profile left join family using (fam) left join name using (first)
left join aged on aged.first = profile.first and aged.decade = profile.yob // 10 left join gender on gender.first = profile.first
"""
