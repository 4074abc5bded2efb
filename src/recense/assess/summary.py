"""The summary: the figures of the statement, as the export contract names them (`docs/reference/export.md`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recense.assess.severity import (
    MANY_PEOPLE,
    Severity,
    circumstances,
    in_french,
    rules_version,
)
from recense.model import Category, FileKind, FileStatus, Role

if TYPE_CHECKING:
    from datetime import date

    import duckdb

SCHEMA_VERSION = 1
NOT_ANALYSED = [s for s in FileStatus if s is not FileStatus.ANALYSED]
BANDS = ("low", "medium", "high", "very_high")


def build_summary(
    connection: duckdb.DuckDBPyConnection, headcount: dict[str, Any], breach: str, today: date
) -> dict[str, Any]:
    """Build the summary from the views or tables `people`, `exposures`, `files`, `placed` and the headcount.

    People of the undeterminable band are in no figure but their own.
    """
    by_status = _counts(connection, "select status, count(*) from files group by status")
    roles = _counts(connection, "select coalesce(role, 'other'), count(*) from people where placed group by all")
    return {
        "schema_version": SCHEMA_VERSION,
        "people": {key: headcount.get(key) for key in ("estimate", "low", "high", "level")},
        "patients": roles.get(Role.PATIENT, 0),
        "staff": roles.get(Role.STAFF, 0),
        "mentions": _one(connection, "select count(*) from mentions"),
        "files": {
            "total": sum(by_status.values()),
            "by_status": {str(s): by_status.get(s, 0) for s in FileStatus},
            "by_kind": _complete(FileKind, _counts(connection, "select kind, count(*) from files group by kind")),
        },
        "categories": _complete(Category, _counts(connection, CATEGORIES)),
        "sectors": _counts(connection, SECTORS),
        "patient_records": dict(
            zip(("files", "people"), connection.execute(RECORDS).fetchone() or (0, 0), strict=True)
        ),
        "severity": {
            band: count
            for counted in [_counts(connection, "select severity, count(*) from people where placed group by all")]
            for band, count in ((b, counted.get(b, 0)) for b in BANDS)
        },
        "remaining": {str(s): by_status.get(s, 0) for s in NOT_ANALYSED},
        "others": roles.get(Role.OTHER, 0),
        "minors": _one(connection, "select count(*) from people where placed and minor"),
        "deceased": _one(connection, "select count(*) from people where placed and death_date is not null"),
        "undeterminable": {
            "people": _one(connection, "select count(*) from people where not placed"),
            "mentions": _one(connection, UNPLACED_MENTIONS),
        },
        "case_severity": _case_severity(connection, breach),
        "severity_parts": _severity_parts(connection, breach),
        "assessed_on": today.isoformat(),
        "headcount": {k: v for k, v in headcount.items() if k not in {"estimate", "low", "high", "level"}},
    }


CATEGORIES = """
select e.category, count(*) from exposures e join people p using (person_id) where p.placed group by e.category
"""
SECTORS = """
select sector, count(distinct person_id) as n
from (select m.person_id, unnest(m.sectors) as sector from placed m join people p using (person_id)
      where p.placed and m.role = 'patient')
where sector is not null group by sector order by n desc, sector
"""
RECORDS = """
select (select count(*) from files where kind = 'patient_record'),
       (select count(distinct m.person_id) from placed m join people p using (person_id)
        where p.placed and m.role = 'patient'
          and m.sha256 in (select sha256 from files where kind = 'patient_record'))
"""
UNPLACED_MENTIONS = """
select count(*) from mentions m
left join (select mention_id from placed join people using (person_id) where people.placed) p using (mention_id)
where p.mention_id is null
"""
WORST = """
select severity_score, severity_reason, count(*) as people from people where placed
group by all order by severity_score desc, people desc, severity_reason limit 1
"""


def _case_severity(connection: duckdb.DuckDBPyConnection, breach: str) -> dict[str, Any]:
    """Return the severity of the case: that of the people worst hit, as the forms ask, with ENISA's flags beside it."""
    quarters, reason = circumstances(breach)
    people = _one(connection, "select count(*) from people where placed")
    worst = connection.execute(WORST).fetchone()
    return {
        "breach": breach,
        "cb": quarters / 4,
        "cb_reason": {"en": reason, "fr": in_french(reason)},
        "score": worst[0] if worst else None,
        "reason": worst[1] if worst else None,
        "band": Severity(0, 0, round(worst[0] * 4), "", "", "").band if worst else None,
        "people_at_this_score": worst[2] if worst else 0,
        "more_than_100_people": people > MANY_PEOPLE,
        "rules_version": rules_version(),
    }


PARTS = """
select v.severity, v.dpc, v.ei, v.dpc_reason, v.ei_reason, count(*) as people
from facts f join verdicts v using (combination) where f.placed group by all
order by people desc, v.dpc desc, v.ei desc, v.dpc_reason, v.ei_reason
"""


def _severity_parts(connection: duckdb.DuckDBPyConnection, breach: str) -> list[dict[str, Any]]:
    """Return how the scores came: people for each way of reaching one, most people first."""
    quarters, _ = circumstances(breach)
    return [
        {
            "people": people,
            "severity": band,
            "score": (dpc * ei + quarters) / 4,
            "dpc": dpc,
            "ei": ei / 4,
            "cb": quarters / 4,
            "dpc_reason": {"en": dpc_reason, "fr": in_french(dpc_reason)},
            "ei_reason": {"en": ei_reason, "fr": in_french(ei_reason)},
        }
        for band, dpc, ei, dpc_reason, ei_reason, people in connection.execute(PARTS).fetchall()
    ]


def _counts(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, int]:
    return {str(row[0]): int(row[1]) for row in connection.execute(query).fetchall()}


def _complete(words: type[Category | FileKind], counted: dict[str, int]) -> dict[str, int]:
    return {str(word): counted.get(word, 0) for word in words}


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
