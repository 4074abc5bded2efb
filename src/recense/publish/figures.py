"""The figures of the report, read from the tables of a run: counts only, no person.

`read_figures` returns plain values that JSON can hold, so that the page and `report.json` say the same.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

BY_KIND = """
with first as (select distinct sha256, kind from files where sha256 is not null)
select f.kind, count(distinct s.person_id)
from mentions m join memberships s using (mention_id) join people p using (person_id) join first f using (sha256)
where p.placed group by f.kind
"""
PATIENTS_IN_LISTS = """
select count(distinct s.person_id)
from mentions m join memberships s using (mention_id) join people p using (person_id)
where p.placed and p.role = 'patient'
  and m.sha256 in (select sha256 from files where form = 'list')
"""
CATEGORIES_OF_PATIENTS = """
select e.category, count(*) from exposures e join people p using (person_id)
where p.placed and p.role = 'patient' group by e.category
"""
CONTACTABLE = "select contactable_by, count(*) from people where placed group by contactable_by"
# A sector tells the condition when the mentions that name it alone are flagged so.
SECTORS = """
with named as (
  select s.person_id, unnest(m.sectors) as sector, len(m.sectors) = 1 as alone,
         coalesce(list_contains(m.flags, 'sector_telling'), false) as telling
  from mentions m join memberships s using (mention_id) join people p using (person_id)
  where p.placed and m.role = 'patient' and len(m.sectors) > 0
)
select sector, count(distinct person_id) as people, coalesce(bool_and(telling) filter (where alone), false) as telling
from named where sector is not null group by sector order by people desc, sector
"""
ARRIVALS = """
select strftime(coalesce(m.arrival, m.discharge), '%Y-%m') as month, count(distinct s.person_id) as people
from mentions m join memberships s using (mention_id) join people p using (person_id)
where p.placed and m.role = 'patient' and coalesce(m.arrival, m.discharge) is not null
group by month order by month
"""
REMAINING = """
select status, split_part(coalesce(problem, ''), ':', 1) as code, count(*) as files,
       coalesce(sum(bytes), 0)::bigint as bytes, list(path order by path)[:4] as examples
from files where status <> 'analysed' group by all order by files desc, status, code
"""
BIGGEST_FILES = """
select f.path, f.kind, f.people, f.mentions, f.status, coalesce(c.copies, 0) as copies
from files f
left join (select duplicate_of, count(*) as copies from files where duplicate_of is not null group by all) c
  on c.duplicate_of = f.path
where f.people > 0 and f.duplicate_of is null order by f.people desc, f.path limit 12
"""
# A doubtful column matters in a table about people, or where it may itself be what names them.
TO_CONFIRM = """
create or replace temp view to_confirm as
select c.* from columns_found c left join tables_found t using (sha256, place, table_no)
where c.to_confirm and (coalesce(t.subject, 'nobody') <> 'nobody' or c.data_type in (
  'family_name', 'birth_name', 'used_name', 'given_names', 'full_name', 'birth_date', 'nir', 'ipp', 'practitioner',
  'relative', 'phone', 'email'))
"""
COLUMNS = """
select c.sha256, c."column", c.data_type, c.confidence, c.place, c.table_no, c.filled, f.path
from to_confirm c
join (select sha256, arg_min(path, (duplicate_of is not null, path)) as path from files
      where sha256 is not null group by sha256) f using (sha256)
order by c.filled desc, f.path, c.table_no, c."column" limit 15
"""
ROWS = """
select count(*), coalesce(sum(rows_in), 0)::bigint, coalesce(sum(rows_data), 0)::bigint,
       coalesce(sum(rows_with_mention), 0)::bigint from tables_found
"""


def read_figures(
    connection: duckdb.DuckDBPyConnection, summary: dict[str, Any], about: dict[str, Any]
) -> dict[str, Any]:
    """Gather what the report shows: the summary, what only the report needs, and `about` (case, date, version).

    Names of people are taken out of the paths that are shown.
    """
    remaining = _rows(connection, REMAINING)
    biggest = _rows(connection, BIGGEST_FILES)
    connection.execute(TO_CONFIRM)
    columns = _rows(connection, COLUMNS)
    hide = _Hider(connection, [p for r in remaining for p in r["examples"]] + [r["path"] for r in [*biggest, *columns]])
    for row in remaining:
        row["examples"] = [hide(path) for path in row["examples"]]
    for row in [*biggest, *columns]:
        row["path"] = hide(row["path"])
    tables, rows_in, rows_data, rows_with_mention = connection.execute(ROWS).fetchone() or (0, 0, 0, 0)
    return {
        "about": about,
        "summary": summary,
        "people_by_kind": _pairs(connection, BY_KIND),
        "patients_in_lists": _one(connection, PATIENTS_IN_LISTS),
        "patient_categories": _pairs(connection, CATEGORIES_OF_PATIENTS),
        "contactable": _pairs(connection, CONTACTABLE),
        "sectors": _rows(connection, SECTORS),
        "arrivals": [{"month": month, "people": people} for month, people in connection.execute(ARRIVALS).fetchall()],
        "remaining": remaining,
        "biggest": biggest,
        "to_confirm": {
            "columns": _one(connection, "select count(*) from to_confirm"),
            "files": _one(connection, "select count(distinct sha256) from to_confirm"),
            "examples": [
                {k: v for k, v in row.items() if k != "sha256"} | {"letter": column_letter(row["column"])}
                for row in columns
            ],
        },
        "rows": {"tables": tables, "rows_in": rows_in, "rows_data": rows_data, "rows_with_mention": rows_with_mention},
        "copies": _one(connection, "select count(*) from files where duplicate_of is not null"),
        "bytes": _one(connection, "select coalesce(sum(bytes), 0)::bigint from source_files where parent is null"),
    }


def column_letter(number: int) -> str:
    """Return how a spreadsheet calls the column of that number, from 0: A to Z, then AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# Parts of names that are also words of any path: hiding them would hide nothing but sense.
ARTICLES = frozenset(
    {
        "A",
        "AL",
        "AU",
        "AUX",
        "BEN",
        "D",
        "DA",
        "DE",
        "DEL",
        "DEN",
        "DER",
        "DES",
        "DI",
        "DOS",
        "DU",
        "EL",
        "EN",
        "ET",
        "EX",
    }
    | {"L", "LA", "LAS", "LE", "LES", "LOS", "M", "N", "S", "ST", "VAN", "VON"}
)


class _Hider:
    """Takes the names of the register's people out of paths: "courrier DUPONT.docx" becomes "courrier •••.docx"."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, paths: list[str]) -> None:
        words = sorted({word for path in paths for word in _words(path)} - ARTICLES)
        known = connection.execute(NAMES_AMONG, {"words": words}).fetchall() if words else []
        self._names = {name for (name,) in known}

    def __call__(self, path: str) -> str:
        return re.sub(r"[^\W\d_]+", lambda m: "•••" if _plain(m[0]) in self._names else m[0], path)


NAMES_AMONG = """
with said as (
  select distinct unnest(regexp_split_to_array(upper(strip_accents(name)), '[^A-Z]+')) as word
  from (select family_name as name from people union all select birth_name from people
        union all select unnest(given_names) from people)
  where name is not null
)
select word from said where list_contains($words, word)
"""


def _words(text: str) -> set[str]:
    return {_plain(word) for word in re.findall(r"[^\W\d_]+", text)}


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.upper())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    result = connection.execute(query)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _pairs(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, int]:
    return {str(word): int(count) for word, count in connection.execute(query).fetchall()}


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
