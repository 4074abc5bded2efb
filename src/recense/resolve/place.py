"""Bare names: mentions that hold a name and nothing else that is anybody's own.

No comparison can tell two people of one name apart, so none is made. A bare name is placed on a person when, of all
people of the heap that it fits, exactly one is in the same part of the same file (a letter names its patient again), or in the
same file; a full name also when it fits one person of the whole heap and is too rare to be another's.
What is left groups by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recense.resolve.conflict import nearly

if TYPE_CHECKING:
    import duckdb

# How often the one person of that name in the same place is taken to be the person meant: chosen, not measured.
SAME_PLACE_FULL, SAME_PLACE_FAMILY = 0.98, 0.90
SAME_FILE_FULL, SAME_FILE_FAMILY = 0.95, 0.80
COLLEAGUE = 0.75  # the one person of the staff of that family name
FEW_PEOPLE = 200  # in a text about more, a name one slip away may be another's
SLIP = 0.70  # the one person of the heap whose name is one slip away


def place_bare_names(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the bare mentions of `norm` to the table `assigned` (rid, cluster, tie, probability, placed)."""
    connection.execute(_KNOWN)
    connection.execute(_CANDIDATES)
    connection.execute(_PLACED)
    connection.execute(_LEFT)


_KNOWN = """
create or replace temp table known as
with a as (select cluster, norm.* from assigned join norm using (rid)),
n as (
  select distinct cluster, file, place, unnest(list_distinct([fam, birth])) family, first, sex, staff from a)
select cluster, file, place, family, first, staff from n where family is not null;
create or replace temp table traits as
  select cluster, mode(sex order by sex) sex, bool_or(role = 'staff') staff, bool_or(role = 'patient') patient,
    bool_or(placed) placed
  from assigned join norm using (rid) group by cluster;
create or replace temp table bare as
select min(rid) bid, file, place, source, fam, birth, first, has_first, sex, role
from norm where bare group by file, place, source, fam, birth, first, has_first, sex, role;
create or replace temp table crowd as select file, count(distinct cluster) people from known group by file;
create or replace temp table name_share as
with people as (select distinct cluster, family, first from known),
size as (select count(distinct cluster)::double n from known)
select family, first, fam_n * (first_n / n) expected
from (select distinct family, first from known where length(first) > 1)
join (select family, count(distinct cluster)::double fam_n from people group by family) using (family)
join (select first, count(distinct cluster)::double first_n from people group by first) using (first) cross join size;
"""

_FITS = """(traits.sex is null or bare.sex is null or traits.sex = bare.sex)
  and case bare.role when 'staff' then traits.staff when 'patient' then traits.patient else true end"""

_ONE_FIRST = "k.first = bare.first or left(k.first, 1) = bare.first or left(bare.first, 1) = k.first"

_CANDIDATES = f"""
create or replace temp table candidate as
with here as (
  select bid, k.cluster, bool_or(k.place = bare.place) same_place, bool_or(k.family in (bare.fam, bare.birth)) exact,
    coalesce(bool_or({_ONE_FIRST}), false) full_name
  from bare join known k on k.file = bare.file join crowd on crowd.file = bare.file
  join traits on traits.cluster = k.cluster
  -- a family name alone means the one person spoken of in a text; in a table it is somebody of another column
  where (bare.has_first or bare.source = 'text') and (k.family in (bare.fam, bare.birth)
      or (bare.source = 'text' and people <= {FEW_PEOPLE} and {nearly("k.family", "bare.fam")}))
    and (bare.first is null or k.first is null or {_ONE_FIRST}) and {_FITS}
  group by bid, k.cluster
  qualify exact or not bool_or(exact) over (partition by bid)),
colleague as (
  select distinct bid, k.cluster from bare join known k on k.family = bare.fam and k.staff
  where bare.first is null and bare.role = 'staff'),
heap as (
  select distinct bid, k.cluster from bare join known k on k.family in (bare.fam, bare.birth) and k.first = bare.first
  join traits on traits.cluster = k.cluster
  where bare.has_first and {_FITS}),
-- one slip in one of the two names: looked for only where the name as written fits nobody
slip as (
  select distinct bid, k.cluster from bare join known k on k.first = bare.first and left(k.family, 2) = left(bare.fam, 2)
  join traits on traits.cluster = k.cluster
  where bare.has_first and bid not in (select bid from heap) and {nearly("k.family", "bare.fam")} and {_FITS}
  union select distinct bid, k.cluster from bare join known k on k.family = bare.fam
  join traits on traits.cluster = k.cluster
  where bare.has_first and bid not in (select bid from heap) and length(k.first) > 1
    and {nearly("k.first", "bare.first")} and {_FITS})
select bid, cluster, 1 nearness,
  case when full_name then {SAME_PLACE_FULL} else {SAME_PLACE_FAMILY} end p from here where same_place
union all select bid, cluster, 2, case when full_name then {SAME_FILE_FULL} else {SAME_FILE_FAMILY} end from here
union all select bid, cluster, 3, {COLLEAGUE} from colleague
union all select bid, cluster, 4, {SLIP} from slip
union all select bid, cluster, 3, 1 / (1 + coalesce(expected, 0)) from heap join bare using (bid)
  left join name_share s on s.family = bare.fam and s.first = bare.first
"""

_PLACED = """
create or replace temp table bare_placed as
with single as (
  select bid, nearness, min(cluster) as cluster, min(p) p from candidate group by bid, nearness
  having count(distinct cluster) = 1)
select bid, arg_min(cluster, nearness) as cluster, arg_min(p, nearness) p from single where p >= 0.5 group by bid;
insert into assigned
select norm.rid, b.cluster, case when traits.placed then 1 else 2 end, b.p, traits.placed
from bare_placed b join bare using (bid) join traits using (cluster)
join norm on norm.bare and norm.file is not distinct from bare.file and norm.place is not distinct from bare.place
  and norm.fam is not distinct from bare.fam and norm.birth is not distinct from bare.birth
  and norm.first is not distinct from bare.first and norm.sex is not distinct from bare.sex
  and norm.role is not distinct from bare.role
"""

_LEFT = """
insert into assigned
with named as (
  select rid, case when fam is not null and has_first then concat_ws('|', 'F', fam, first, role = 'staff')
    when fam is not null and role = 'staff' then concat_ws('|', 'C', fam)
    else concat_ws('|', 'P', file, coalesce(fam, '-'), coalesce(first, '-'), coalesce(sex, '-'),
      case when fam is null then rid::varchar end) end k
  from norm where bare and rid not in (select rid from assigned))
select rid, (select coalesce(max(cluster), -1) from assigned) + dense_rank() over (order by first_rid), 2, 1.0, false
from (select *, min(rid) over (partition by k) first_rid from named)
"""


def claim_places(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `claimed_places` (mention_id_l, mention_id_r, probability, weight, reasons): why each is there."""
    connection.execute(_CLAIMS)


_CLAIMS = """
create or replace temp table claimed_places as
with stands as (
  select cluster, min(mention_id) mention_id from assigned join norm using (rid) where not bare group by cluster),
single as (
  select bid, nearness, min(cluster) as cluster, min(p) p from candidate group by bid, nearness
  having count(distinct cluster) = 1),
why as (select bid, min(nearness) nearness from single where p >= 0.5 group by bid),
placed as (
  select norm.mention_id, b.cluster, b.p, why.nearness, bare.has_first
  from bare_placed b join bare using (bid) join why using (bid)
  join norm on norm.rid = bare.bid)
select placed.mention_id mention_id_l, stands.mention_id mention_id_r, p probability, log2(p / (1 - least(p, 0.999))) weight,
  [case when nearness = 4 then 'the full name is one slip away from that of the only such person '
      when has_first then 'the full name is that of the only such person ' else 'the name is that of the only such person ' end
    || case nearness when 1 then 'in the same place of the file' when 2 then 'in the same file'
      else 'in the whole heap' end] reasons
from placed join stands using (cluster)
"""
