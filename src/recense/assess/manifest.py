"""The manifest as published: every disclosed file with its one final status, its kind and its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

# A file's status is intake's when intake could decide it, else what reading its content gave. A copy takes its twin's.
# A content that was read but not examined to its end would be lost in silence: it has failed, or it is partial.
FILES = """
with counted as (
  select p.sha256, count(distinct p.person_id) filter (where x.placed)::bigint as people
  from placed p join persons x using (person_id) group by p.sha256
), read as (
  select f.*, r.status as read_status, r.problem as read_problem, d.kind as read_kind, d.kind_reason, d.form,
         d.medical_content, coalesce(d.mentions, 0) as mentions, coalesce(c.people, 0) as people,
         r.document is not null and coalesce(r.rows, 0) + coalesce(r.lines, 0) > 0 and d.sha256 is null as unexamined,
         coalesce(contains(d.kind_reason, 'the search for people failed'), false) as half_examined
  from source_files f
  left join (select distinct on (sha256) * from readings order by sha256) r using (sha256)
  left join (select distinct on (sha256) * from document_facts order by sha256) d using (sha256)
  left join counted c using (sha256)
), decided as (
  select *,
    case when status <> 'pending' then status
         when unexamined or (half_examined and mentions = 0) then 'failed'
         when half_examined then 'partial'
         else coalesce(read_status, 'pending') end as final_status,
    case when status <> 'pending' then problem
         when unexamined or half_examined then 'failed: its content was read, the search for people did not finish'
         else coalesce(read_problem, problem) end as final_problem
  from read
), settled as (
  select a.* replace (
      if(a.final_status = 'pending' and b.path is not null, b.final_status, a.final_status) as final_status,
      if(a.final_status = 'pending' and b.path is not null, b.final_problem, a.final_problem) as final_problem,
      coalesce(a.read_kind, b.read_kind) as read_kind, coalesce(a.kind_reason, b.kind_reason) as kind_reason)
  from decided a left join decided b on a.duplicate_of = b.path
)
select path, sha256, bytes, media_type, final_status as status, final_problem as problem,
  case when debris is not null then 'technical'
       when final_status not in ('analysed', 'partial') then 'unknown'
       when read_kind is not null then read_kind
       when container then 'technical'
       when bytes = 0 then 'no_personal_data'
       else 'unknown' end as kind,
  case when debris is not null then 'debris: ' || debris
       when final_status not in ('analysed', 'partial') then 'not analysed: ' || final_status
       when read_kind is not null then kind_reason
       when container then 'a container: its members are counted each'
       when bytes = 0 then 'empty'
       else 'nothing could be read in it' end as kind_reason,
  coalesce(form, 'other') as form, coalesce(medical_content, 'none') as medical_content,
  people, mentions::bigint as mentions, duplicate_of
from settled order by path
"""


def build_files(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Build `files` from the views of the run and the temporary table `placed`; one row a path of `source_files`."""
    return connection.sql(FILES).to_arrow_table()
