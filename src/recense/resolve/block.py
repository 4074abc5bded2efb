"""Which pairs of profiles are worth comparing: those that share one of their keys.

A key is a piece of evidence written as a string (`N` and a number, `D` and first name and birth date…). A key that too many
profiles share finds nothing that its other keys would not, and costs its square: it is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

LARGEST_BLOCK = 150


def find_pairs(connection: duckdb.DuckDBPyConnection) -> int:
    """Make the table `pairs` (match_key, join_key_l, join_key_r: pids, left < right) from `profile`; return how many."""
    connection.execute(_KEYS)
    connection.execute(
        "create or replace temp table pairs as select distinct '0' match_key, a.pid join_key_l, b.pid join_key_r from "
        "(select * from block_keys where k in (select k from block_keys group by k "
        f"having count(*) between 2 and {LARGEST_BLOCK})) a "
        "join block_keys b on a.k = b.k and a.pid < b.pid"
    )
    connection.execute(_RARE_FAMILIES)
    connection.execute(_DATELESS)
    connection.execute(_NAMELESS)
    connection.execute("drop table block_keys")
    return int(connection.execute("select count(*) from pairs").fetchall()[0][0])


# Without a first name only a family that few people of the heap bear is worth a comparison.
_RARE_FAMILIES = """
insert into pairs
with bearers as (select pid, unnest(list_distinct([fam, birth])) family, first is null nameless from profile),
rare as (select family from bearers where family is not null group by family
  having count(*) between 2 and 12 and bool_or(nameless))
select distinct '1', least(a.pid, b.pid), greatest(a.pid, b.pid)
from bearers a join bearers b using (family) join rare using (family)
where a.nameless and a.pid <> b.pid and not (b.nameless and b.pid < a.pid)
  and not exists (select 1 from pairs where join_key_l = least(a.pid, b.pid) and join_key_r = greatest(a.pid, b.pid))
"""

# Without a date a slip in one name would hide a person: the other name, and what is left of it, lead to it; or the number
# that begins with the birth date.
_DATELESS = f"""
insert into pairs
with poor as (select * from profile where dob is null and fam is not null and (length(first) > 1 or nir_start is not null)),
found as (
  select poor.pid a, p.pid b, count(*) over (partition by poor.pid) candidates from poor join profile p
    on p.first = poor.first and left(p.fam, 3) = left(poor.fam, 3) and p.pid <> poor.pid
  union all select poor.pid, p.pid, count(*) over (partition by poor.pid) from poor join profile p
    on p.fam = poor.fam and left(p.first, 2) = left(poor.first, 2) and p.pid <> poor.pid
  union all select poor.pid, p.pid, 1 from poor join profile p
    on p.first = poor.first and p.dob[3:4] || p.dob[6:7] = poor.nir_start[2:5]
  union all select poor.pid, p.pid, 1 from poor join profile p
    on p.fam = poor.fam and p.dob[3:4] || p.dob[6:7] = poor.nir_start[2:5]
  union all select poor.pid, p.pid, 1 from poor join profile p
    on p.fam = poor.birth and p.dob[3:4] || p.dob[6:7] = poor.nir_start[2:5])
select distinct '2', least(a, b), greatest(a, b) from found where candidates <= {LARGEST_BLOCK}
  and not exists (select 1 from pairs where join_key_l = least(a, b) and join_key_r = greatest(a, b))
"""

# A number and a birth date without any name: everybody born that day may be meant, unless their number is another.
_NAMELESS = f"""
insert into pairs
with nameless as (select pid, dob, sex from profile where fam is null and first is null and dob is not null and md <> '01-01'),
found as (
  select a.pid a, b.pid b, count(*) over (partition by a.pid) candidates from nameless a join profile b
    on a.dob = b.dob and a.pid <> b.pid and b.core and coalesce(a.sex = b.sex, true))
select distinct '3', least(a, b), greatest(a, b) from found where candidates <= {LARGEST_BLOCK}
  and not exists (select 1 from pairs where join_key_l = least(a, b) and join_key_r = greatest(a, b))
"""

_KEYS = """
create or replace temp table block_keys as
with keys as (
  select pid, list_concat(
    list_transform(ipps, lambda x: 'I' || x), list_transform(list_concat(ids, shared), lambda x: 'J' || x),
    list_transform(phones, lambda x: 'P' || x), list_transform(emails, lambda x: 'E' || x),
    list_transform(addrs, lambda x: 'A' || x || '|' || fam), list_transform(addrs, lambda x: 'A' || x || '|' || first),
    list_transform(list_concat(family_tokens, given_tokens), lambda x: 'B' || x || '|' || dob),
    ['N' || nir, 'F' || fam || '|' || first, 'F' || birth || '|' || first, 'F' || fam || '|' || first_token,
     'Y' || phonetic(fam) || '|' || phonetic(first) || '|' || yob, 'M' || phonetic(fam) || '|' || phonetic(first) || '|' || md,
     'Y' || phonetic(birth) || '|' || phonetic(first) || '|' || yob,
     'U' || dob || '|' || fam[1], 'u' || dob || '|' || first[1], 'V' || fam || '|' || md, 'W' || fam || '|' || birth,
     'X' || fam || '|' || yob || '|' || first[1], 'F' || first || '|' || fam,
     'Z' || first || '|' || yob || '|' || left(fam, 2)]) keys
  from profile)
select distinct pid, hash(k) k from (select pid, unnest(keys) k from keys) where k is not null
"""
