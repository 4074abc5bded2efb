"""Mentions that agree on strong evidence become one profile before anything is compared: exact, and free of order.

Strong evidence is the same family name, first name and full birth date, with no number, sex or birth name that says
otherwise; else every compared value must be the same. Namesakes of one birth date whose numbers differ stay apart here, and so
does whoever is born on an unknown day, which software writes as 1 January.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def collapse_mentions(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `member` (rid, pid) and `profile` (one row a pid, 0..P-1) from `norm` and `namespace`, bare names left out."""
    connection.execute(_MEMBER)
    connection.execute(_PROFILE)
    connection.execute("drop table keyed")


# `clash`: the group holds two values of something that a person has once.
_MEMBER = """
create or replace temp table keyed as
with n as (
  select norm.*, case when trusted then namespace.ns || ':' || ipp end numbering
  from norm left join namespace on norm.file = namespace.file and namespace.series = length(norm.ipp) where not bare),
strong as (select *, fam is not null and has_first and dob is not null and md <> '01-01' as strongly from n)
select rid, ipp, numbering,
  case when strongly then concat_ws('|', 'S', fam, first, dob) else concat_ws('|', 'E', coalesce(fam, '-'), coalesce(birth, '-'),
    coalesce(given, '-'), coalesce(dob, '-'), coalesce(yob::varchar, '-'), coalesce(sex, '-'), coalesce(nir, '-'),
    coalesce(ipp, '-'), array_to_string(phones, ','), array_to_string(emails, ','), coalesce(addr, '-'),
    array_to_string(ids, ','), array_to_string(shared, ','), staff) end k,
  strongly,
  concat_ws('|', coalesce(birth, ''), coalesce(sex, ''), case when own then nir else '' end, coalesce(numbering, ''),
    coalesce(rpps, ''), coalesce(staff_id, ''), coalesce(official, '')) detail,
  birth, sex, case when own then nir end own_nir, rpps, staff_id, official
from strong;
create or replace temp table member as
with clashing as (
  select k from keyed where strongly group by k having count(distinct birth) > 1 or count(distinct sex) > 1
    or count(distinct own_nir) > 1 or count(distinct rpps) > 1 or count(distinct staff_id) > 1 or count(distinct official) > 1
    or count(distinct numbering) > count(distinct split_part(numbering, ':', 1))),
named as (
  select rid, case when c.k is null then keyed.k else keyed.k || '#' || detail end k from keyed left join clashing c using (k)),
numbered as (select k, row_number() over (order by min(rid)) - 1 pid from named group by k)
select rid, pid from named join numbered using (k)
"""

_PROFILE = """
create or replace temp table profile as
with m as (
  select member.pid, norm.*, case when trusted then namespace.ns || ':' || ipp end numbering
  from member join norm using (rid) left join namespace on norm.file = namespace.file and namespace.series = length(norm.ipp)),
p as (
  select pid, min(rid) rid, count(*) mentions, min(fam) fam, min(birth) birth, min(fam_s) fam_s, min(birth_s) birth_s,
    min(first) first, min(given) given, max(gs) gs, min(dob) dob, min(yob) yob, min(md) md, min(sex) sex,
    bool_or(core) core, bool_or(staff) staff, min(town) town, min(rpps) rpps, min(nir_start) nir_start,
    -- their own number before the family's
    coalesce(min(nir) filter (own), min(nir)) nir, coalesce(bool_or(own), false) own,
    list_sort(list(distinct ipp) filter (ipp is not null)) ipps,
    list_sort(list(distinct numbering) filter (numbering is not null)) numberings,
    list_sort(list_distinct(flatten(list(phones)))) phones, list_sort(list_distinct(flatten(list(emails)))) emails,
    list_sort(list_distinct(flatten(list(ids)))) ids,
    list_sort(list_distinct(flatten(list(shared)))) shared,
    list_sort(list(distinct addr) filter (addr is not null)) addrs, list_sort(list(distinct cp) filter (cp is not null)) cps
  from m group by pid),
q as (
  select * replace (coalesce(ipps, []) as ipps, coalesce(numberings, []) as numberings, coalesce(addrs, []) as addrs,
      coalesce(cps, []) as cps),
    list_transform(numberings, lambda x: split_part(x, ':', 1)) spaces,
    dob[:5] || dob[9:10] || '-' || dob[6:7] dob_swapped,
    case when length(first) = 1 then first end initial
  from p)
select *,
  list_sort(list_distinct(list_filter(list_concat([fam, birth], string_split(coalesce(fam_s, ''), ' '),
    string_split(coalesce(birth_s, ''), ' ')), lambda x: length(x) >= 3 and x not in {particles}))) family_tokens,
  list_sort(list_distinct(list_filter(list_concat([given, first], flatten(list_transform(coalesce(gs, []),
    lambda g: string_split(g, ' ')))), lambda x: length(x) >= 2))) given_tokens,
  string_split(coalesce(gs[1], ''), ' ')[1] first_token
from q
"""

from recense.resolve.normalize import PARTICLES  # noqa: E402

_PROFILE = _PROFILE.replace("{particles}", PARTICLES)
