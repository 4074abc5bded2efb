"""The register as published: every person with their categories, sectors, dates, files, contact and severity.

SQL over whole tables; the severity is computed once per distinct combination of what is exposed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from recense.assess.severity import Exposure, common_names, fragile_flags, severity_of

if TYPE_CHECKING:
    from datetime import date

    import duckdb

# Mobile numbers, E.164: France and its overseas departments, then neighbours and usual countries. An SMS to a landline
# would be lost, so a number of an unknown numbering plan is not a mobile.
MOBILE = (
    r"^\+(33[67]|262(639|69[23])|590(690|691)|594694|596(696|697)|508[56]|6878|689[78]|32(45|46|47|48|49)|352[6]|49(15|16|17)"
    r"|417[4-9]|447[1-9]|34[67]|393|3519|212[67]|213[567]|216[2459]|316|4[08]7|48[5-8])"
)

PLACED = """
create temp table placed as
select m.mention_id, m.sha256, s.person_id, s.tie, m.role, m.confidence, m.arrival, m.discharge, m.sectors, m.flags,
       m.categories, m.rules
from mentions m join memberships s using (mention_id) where s.person_id is not null
"""

# The best proof of a category: a mention that the person is counted on, then the surest, then always the same one.
EXPOSURES = """
create temp table exposed as
with one as (
  select person_id, mention_id, tie, confidence, unnest(categories) as category, unnest(rules) as rule from placed
), ranked as (
  select *, ((tie = 'core')::hugeint * 1000 + round(coalesce(confidence, 0) * 999)::hugeint) * 18446744073709551616
            + hash(mention_id)::hugeint as rank
  from one where category is not null
)
select person_id, category, arg_max(mention_id, rank) as mention_id, arg_max(rule, rank) as rule,
       count(*)::bigint as mentions,
       case when bool_or(tie = 'core' and confidence >= 0.9) then 'certain'
            when bool_or(tie <> 'unplaced' and confidence >= 0.7) then 'probable'
            else 'possible' end as certainty
from ranked group by person_id, category
"""

SEEN = """
create temp table seen as
select person_id, count(distinct sha256)::bigint as contents,
       min(coalesce(arrival, discharge)) as first_seen, max(coalesce(discharge, arrival)) as last_seen,
       bool_or(coalesce(list_contains(flags, 'sector_telling'), false)) as telling,
       bool_or(coalesce(list_has_any(flags, $fragile), false)) as flagged
from placed group by person_id
"""

SECTORS = """
create temp table person_sectors as
select person_id, list(sector order by sector) as sectors
from (select distinct person_id, unnest(sectors) as sector from placed) where sector is not null group by person_id
"""

# Files are counted by path: a copy is one more place where the person is disclosed.
COPIES = """
create temp table person_files as
with copies as (select sha256, count(*) as paths from source_files where sha256 is not null group by sha256)
select person_id, sum(coalesce(paths, 1))::bigint as files
from (select distinct person_id, sha256 from placed) left join copies using (sha256) group by person_id
"""

FACTS = """
create temp table facts as
select p.*, coalesce(c.categories, []) as categories, coalesce(x.sectors, []) as sectors, s.first_seen, s.last_seen,
       coalesce(f.files, 0) as files,
       coalesce(p.birth_date > $adult_birth, false) as minor,
       case when p.death_date is not null then 'none'
            when len(coalesce(p.emails, [])) > 0 then 'email'
            when len(list_filter(coalesce(p.phones, []), lambda n: regexp_matches(n, $mobile))) > 0 then 'sms'
            when coalesce(p.address, '') <> '' and coalesce(p.postcode, '') || coalesce(p.city, '') <> '' then 'post'
            else 'none' end as contactable_by,
       coalesce(s.telling, false) as telling,
       coalesce(s.flagged, false) or coalesce(p.birth_date > $adult_birth, false) as fragile,
       coalesce(p.family_name, p.birth_name, '') <> '' as has_family,
       len(coalesce(p.given_names, [])) > 0 as has_given,
       list_filter([
         case when has_family and has_given then 'full_name' when has_family or has_given then 'part_of_name' end,
         case when list_contains($common, upper(strip_accents(coalesce(p.family_name, p.birth_name))))
              then 'common_name' end,
         case when p.birth_date is not null then 'birth_date' end,
         case when coalesce(p.address, '') <> '' then 'address' end,
         case when coalesce(p.city, '') <> '' then 'city' end,
         case when coalesce(p.postcode, '') <> '' then 'postcode' end,
         case when len(coalesce(p.phones, [])) > 0 then 'phone' end,
         case when len(coalesce(p.emails, [])) > 0 then 'email' end,
         case when p.nir is not null then 'nir' end,
         case when list_contains(categories, 'official_id') then 'official_id' end,
         case when list_contains(categories, 'patient_id') then 'hospital_number' end,
         case when p.sex is not null then 'sex' end], lambda x: x is not null) as identifiers,
       concat_ws('|', coalesce(p.role, ''), array_to_string(categories, ','), array_to_string(identifiers, ','),
                 telling, fragile) as combination
from persons p left join seen s using (person_id) left join person_files f using (person_id)
left join person_sectors x using (person_id)
left join (select person_id, list(category order by category) as categories from exposed group by person_id) c
  using (person_id)
"""

PEOPLE = """
select f.* exclude (telling, fragile, has_family, has_given, identifiers, combination, categories, sectors, first_seen,
                    last_seen, files, contactable_by, minor),
       f.categories, f.sectors, f.first_seen, f.last_seen, f.files, f.contactable_by, v.severity, v.severity_score,
       v.severity_reason, f.minor
from facts f join verdicts v using (combination)
order by f.person_id
"""

COMBINATIONS = """
select combination, any_value(coalesce(role, '')), any_value(categories), any_value(identifiers), any_value(telling),
       any_value(fragile)
from facts group by combination order by combination
"""


VERDICTS = pa.schema(
    [
        ("combination", pa.string()),
        ("severity", pa.string()),
        ("severity_score", pa.float32()),
        ("severity_reason", pa.string()),
        ("dpc", pa.int32()),
        ("ei", pa.int32()),  # quarters
        ("dpc_reason", pa.string()),
        ("ei_reason", pa.string()),
    ]
)


def build_register(connection: duckdb.DuckDBPyConnection, breach: str, today: date) -> tuple[pa.Table, pa.Table]:
    """Build `people` and `exposures` from the views `mentions`, `memberships`, `persons` and `source_files`.

    Leaves the tables `placed` (mentions with their person), `facts` and `verdicts` on the connection, for the manifest
    and the summary. `today` decides who is a minor.

    Raises:
        OperatorError: the severity's rules know no such `breach`.
    """
    connection.execute(PLACED)
    connection.execute(EXPOSURES)
    connection.execute(SEEN, {"fragile": sorted(fragile_flags())})
    connection.execute(SECTORS)
    connection.execute(COPIES)
    birth = _years_before(today, 18)
    connection.execute(FACTS, {"adult_birth": birth, "mobile": MOBILE, "common": sorted(common_names())})
    connection.register("verdicts", _verdicts(connection, breach))
    people = connection.sql(PEOPLE).to_arrow_table()
    exposures = connection.sql("select * from exposed order by person_id, category").to_arrow_table()
    return people, exposures


def _verdicts(connection: duckdb.DuckDBPyConnection, breach: str) -> pa.Table:
    """Compute the severity of each distinct combination of what is exposed."""
    built = []
    for combination, role, categories, identifiers, telling, fragile in connection.execute(COMBINATIONS).fetchall():
        exposure = Exposure(role, frozenset(categories), frozenset(identifiers), telling=telling, fragile=fragile)
        verdict = severity_of(exposure, breach)
        built.append(
            {
                "combination": combination,
                "severity": verdict.band,
                "severity_score": verdict.score,
                "severity_reason": verdict.reason,
                "dpc": verdict.dpc,
                "ei": verdict.ei,
                "dpc_reason": verdict.dpc_reason,
                "ei_reason": verdict.ei_reason,
            }
        )
    return pa.Table.from_pylist(built, schema=VERDICTS)


def _years_before(today: date, years: int) -> date:
    try:
        return today.replace(year=today.year - years)
    except ValueError:  # 29 February
        return today.replace(year=today.year - years, day=28)
