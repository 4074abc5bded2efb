"""Stage resolve: see `pipeline.py`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import duckdb
import polars as pl
import pyarrow.parquet as pq

from recense.resolve.compare import claim_links
from recense.resolve.group import TIES, group_mentions
from recense.resolve.headcount import KnownAnswers, describe_clusters, estimate_headcount, pool_answers
from recense.resolve.identity import name_people
from recense.resolve.place import claim_places
from recense.resolve.planted import score_planted
from recense.resolve.planting import plant_people
from recense.resolve.register import build_register

if TYPE_CHECKING:
    from recense.store.run import Run

ENOUGH_PLANTED, MOST_ROUNDS = 1_200, 3  # a small heap holds few at a time: they are planted in rounds


def resolve_people(run: Run) -> None:
    """Read `mentions`; write `memberships`, `links`, `persons` and `headcount.json`."""
    run.talk.stage("Resolving mentions into people")
    run.workers.close()  # nothing is left for them to read: their memory is for the comparisons
    try:
        _resolve(run, run.settings.workers)
    except (
        duckdb.InternalException
    ):  # an error of the engine's own: seen under load, and never twice on the same mentions
        run.talk.say("The database engine stopped by an error of its own; resolving again, on one thread.")
        _resolve(run, 1)


def _resolve(run: Run, threads: int) -> None:
    connection = run.connect(threads=threads)
    try:
        group_mentions(connection)
        _identify(connection, run)
        run.write("memberships", connection.sql(_MEMBERSHIPS.format(**_tie_names())).to_arrow_table())
        claim_links(connection)
        claim_places(connection)
        run.write("links", connection.sql(_LINKS).to_arrow_table())
        persons = build_register(connection)
        run.write("persons", persons)
        clusters = describe_clusters(connection, persons)
        run.write_json("headcount", estimate_headcount(clusters, _known_answers(run, connection, threads)).as_json())
    finally:
        connection.close()


def _known_answers(run: Run, connection: duckdb.DuckDBPyConnection, threads: int) -> KnownAnswers | None:
    """Plant people among those just grouped, resolve them in connections of their own, and say what became of them.

    None when the heap names nobody whose pattern could be copied.
    """
    answers: list[KnownAnswers] = []
    while len(answers) < MOST_ROUNDS and sum(a.planted for a in answers) < ENOUGH_PLANTED:
        planted = plant_people(connection, number=len(answers))
        if planted is None:
            return None
        with run.connect(threads=threads) as apart:
            apart.register("scene_mentions", planted.scene)
            found = score_planted(apart, planted.mentions, planted.people, "scene_mentions")
            answers.append(replace(found, measured=planted.deviations["measured"]))
    return pool_answers(answers)


def _identify(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    clusters = pl.from_arrow(
        connection.sql("select mention_id, cluster from assigned join norm using (rid)").to_arrow_table()
    )
    assert isinstance(clusters, pl.DataFrame)
    identity = name_people(clusters, _previous(run))
    connection.register("identity_found", identity.to_arrow())
    connection.execute(
        "create or replace temp table identity as select cluster::bigint as cluster, person_id::varchar person_id "
        "from identity_found"
    )
    connection.unregister("identity_found")


def _previous(run: Run) -> pl.DataFrame | None:
    folder = run.case.current_run()
    if folder is None or not (folder / "memberships.parquet").exists():
        return None
    table = pq.read_table(folder / "memberships.parquet", columns=["mention_id", "person_id"])
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame


def _tie_names() -> dict[str, str]:
    return {f"tie_{k}": name for k, name in enumerate(TIES)}


_MEMBERSHIPS = """
select mention_id, person_id, case tie when 0 then '{tie_0}' when 1 then '{tie_1}' else '{tie_2}' end tie,
  probability::float probability
from assigned join norm using (rid) join identity using (cluster) order by mention_id
"""

_LINKS = """
select mention_id_l, mention_id_r, probability::float probability, weight::float weight, same_person, reasons
from (
  select a.mention_id mention_id_l, b.mention_id mention_id_r, p probability, weight, x.cluster = y.cluster same_person, reasons
  from claimed join profile pa on pa.pid = l join profile pb on pb.pid = r
  join norm a on a.rid = pa.rid join norm b on b.rid = pb.rid
  join profile_cluster x on x.pid = l join profile_cluster y on y.pid = r
  union all select mention_id_l, mention_id_r, probability, weight, true, reasons from claimed_places)
order by mention_id_l, mention_id_r
"""
