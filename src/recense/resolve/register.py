"""The register: one row a person, the best value of every attribute.

The best value is the most frequent one, then the most recent, then the most complete, then the first in order. Names
are counted in their folded form ("LEFÈVRE" and "Lefevre" are one) and shown as the most complete writing read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

# attribute: (the value, what counts as the same value, how complete it is)
_BEST = {
    "family_name": ("family_name", "fam", "length(family_name)"),
    "birth_name": ("birth_name", "birth", "length(birth_name)"),
    "given_names": ("given_names", "first", "len(given_names) * 100 + length(array_to_string(given_names, ' '))"),
    "birth_date": ("dob::date", "dob", "1"),
    "sex": ("norm_sex", "norm_sex", "1"),
    "nir": ("kept_nir", "left(kept_nir, 13)", "length(kept_nir)"),
    "home": ("home", "coalesce(addr, '') || coalesce(cp, '') || coalesce(town, '')", "home_parts"),
    "death_date": ("death_date", "death_date::varchar", "1"),
}
# every value held, the most frequent first
_ALL = {"ipps": "[ipp_shown]", "phones": "phones_shown", "emails": "emails"}


def build_register(connection: duckdb.DuckDBPyConnection, source: str = "mentions") -> pa.Table:
    """Return the persons (columns of PERSONS) of the tables `assigned`, `norm`, `identity` (cluster, person_id) and `source`."""
    connection.execute(_READ.format(source=source))
    joins = []
    for name, (value, same, complete) in _BEST.items():
        # the struct orders: how often, how recent, how complete, the value itself
        connection.execute(
            f"create or replace temp table best_{name} as with c as (select person_id, {same} same, count(*) n, "
            f"coalesce(max(seen), date '0001-01-01') seen, max(({complete}, {value})) shown from held where {value} is not null "
            f"and {same} is not null group by person_id, {same}) "
            f"select person_id, max(row(n, seen, shown))[3][2] {name} from c group by person_id"
        )
        joins.append(f"left join best_{name} using (person_id)")
    for name, values in _ALL.items():
        connection.execute(
            f"create or replace temp table all_{name} as select person_id, list(v order by n desc, v) {name} from ("
            f"select person_id, v, count(*) n from (select person_id, unnest({values}) v from held) where v is not null "
            "group by person_id, v) group by person_id"
        )
        joins.append(f"left join all_{name} using (person_id)")
    table = connection.sql(_PERSONS.format(joins=" ".join(joins))).to_arrow_table()
    connection.execute("drop table held")
    return table


_READ = """
create or replace temp table held as
select person_id, a.tie, a.probability, a.placed, n.core, n.own, n.fam, n.birth, n.first, n.dob, n.addr, n.cp,
  n.town, n.seen, n.role,
  n.has_first, n.sex norm_sex, m.family_name, m.birth_name, m.given_names,
  case when n.nir is not null and (n.own or n.dob is null) then m.nir end kept_nir,
  case when m.address is not null or m.postcode is not null or m.city is not null then
    {{'address': m.address, 'postcode': m.postcode, 'city': m.city, 'country': m.country}} end home,
  (m.address is not null)::int + (m.postcode is not null)::int + (m.city is not null)::int home_parts,
  m.death_date, case when n.ipp is not null then m.ipp end ipp_shown,
  list_filter(m.phones, lambda x: list_contains(n.phones, right(x, 9))) phones_shown, n.emails, m.confidence,
  n.ipp is not null or n.own or n.rpps is not null or n.staff_id is not null or n.official is not null numbered
from assigned a join norm n using (rid) join identity using (cluster) join {source} m on m.mention_id = n.mention_id
"""

# Certainty that this row is one person, whole: see docs/explanation/resolution.md.
_PERSONS = """
with whole as (
  select person_id, bool_or(placed) placed, count(*) mentions,
    bool_or(core) full_identity, bool_or(numbered and core) numbered, count(*) filter (core) core_mentions,
    min(probability) filter (tie = 0) weakest, min(probability) least, avg(probability * coalesce(confidence, 1)) confidence,
    bool_or(role = 'patient' and core) patient_core, bool_or(role = 'patient') patient, bool_or(role = 'staff') staff
  from held group by person_id)
select person_id, placed,
  case when not placed or not full_identity then 'possible'
    when least >= 0.99 and (numbered or core_mentions > 1) then 'certain'
    when weakest >= 0.95 then 'probable' else 'possible' end certainty,
  family_name, birth_name, coalesce(given_names, []) given_names, birth_date, sex, nir,
  coalesce(ipps, []) ipps, coalesce(phones, []) phones, coalesce(emails, []) emails,
  home.address address, home.postcode postcode, home.city city, home.country country,
  case when patient_core then 'patient' when staff then 'staff' when patient then 'patient' else 'other' end as role,
  death_date, mentions, confidence::float confidence
from whole {joins} order by person_id
"""
