"""The named questions that commands and pages ask of a finished run."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recense.store.run import Tables

Rows = list[dict[str, Any]]

_PERSON = """select person_id, role, family_name, birth_name, given_names, birth_date, sex, nir, ipps, phones, emails,
  address, postcode, city, categories, sectors, first_seen, last_seen, files, mentions, contactable_by, severity,
  severity_reason, placed, certainty, confidence from people"""

# a person's searchable words: every name read, folded, dates in the two usual orders, numbers without spaces
_NAMES = """select person_id,
  string_agg(distinct concat_ws(' ', m.family_name, m.birth_name, array_to_string(m.given_names, ' ')), ' ') names_read
  from memberships join mentions m using (mention_id) group by person_id"""
_WORDS = """upper(strip_accents(concat_ws(' ', names_read, family_name, birth_name, array_to_string(given_names, ' '),
  strftime(birth_date, '%d/%m/%Y'), strftime(birth_date, '%Y-%m-%d'), nir, array_to_string(ipps, ' '),
  replace(array_to_string(phones, ' '), '+33', '0'), array_to_string(emails, ' '), person_id, city)))"""


def find_people(tables: Tables, words: str, limit: int = 20) -> Rows:
    """Return the people in whom every word of `words` is found, or nearly so (one slip in a name), best first."""
    asked = fold(words).split()
    if not asked:
        return []
    near = " + ".join(
        f"case when contains(w, $w{i}) then 2 else coalesce((select max(case when length($w{i}) >= 4 and "
        f"damerau_levenshtein(token, $w{i}) <= 1 then 1 else 0 end) from unnest(string_split(w, ' ')) t(token)), 0) end"
        for i in range(len(asked))
    )
    query = f"""with n as ({_NAMES}), p as (select *, {_WORDS} w from people left join n using (person_id)),
      s as (select *, {near} as score from p)
      select * exclude (w, score, names_read) from s where score >= $least
      order by score desc, mentions desc, person_id limit $limit"""
    values = {f"w{i}": word for i, word in enumerate(asked)} | {"least": 2 * len(asked) - 1, "limit": limit}
    with tables.connect() as connection:
        return _rows(connection.execute(query, values))


def person_by_id(tables: Tables, person_id: str) -> dict[str, Any] | None:
    """Return one person of the register, or None."""
    with tables.connect() as connection:
        found = _rows(connection.execute(_PERSON + " where person_id = $id", {"id": person_id.upper()}))
    return found[0] if found else None


def mentions_of(tables: Tables, person_id: str) -> Rows:
    """Return where a person appears: one row a mention, with every path that holds the same content."""
    query = """select m.*, s.path, s.copies, b.tie, b.probability from memberships b join mentions m using (mention_id)
      left join (select sha256, min(path) filter (duplicate_of is null) path,
        list(path order by path) filter (duplicate_of is not null) copies from source_files group by sha256) s
      using (sha256) where b.person_id = $id order by s.path, m.place, m.line, m.slot"""
    with tables.connect() as connection:
        return _rows(connection.execute(query, {"id": person_id.upper()}))


def links_of(tables: Tables, person_id: str) -> Rows:
    """Return the comparisons that touch a person: those that hold it together and the near misses."""
    query = """select l.*, bl.person_id person_id_l, br.person_id person_id_r from links l
      join memberships bl on l.mention_id_l = bl.mention_id join memberships br on l.mention_id_r = br.mention_id
      where bl.person_id = $id or br.person_id = $id order by l.probability desc, l.mention_id_l, l.mention_id_r limit 200"""
    with tables.connect() as connection:
        return _rows(connection.execute(query, {"id": person_id.upper()}))


def gaps(tables: Tables) -> Rows:
    """Return the disclosed files that are not analysed, with the reason."""
    query = """select path, bytes, status, problem from files where status <> 'analysed' order by status, path"""
    with tables.connect() as connection:
        return _rows(connection.execute(query))


def columns_to_confirm(tables: Tables) -> Rows:
    """Return the columns whose type is in doubt, the fullest first."""
    query = """select s.path, c.place, c.header, c.data_type, c.confidence, c.reason, c.filled from columns_found c
      join (select sha256, path from source_files where duplicate_of is null) s using (sha256)
      where c.to_confirm order by c.filled desc, s.path, c.place, c."column" """
    with tables.connect() as connection:
        return _rows(connection.execute(query))


def fold(words: str) -> str:
    """Write words as the register is searched: capitals, no accents, phone numbers and NIR without their spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFD", words) if not unicodedata.combining(c)).upper()
    return re.sub(r"(?<=\d)[ .](?=\d)", "", plain)


def _rows(cursor: Any) -> Rows:
    names = [d[0] for d in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
