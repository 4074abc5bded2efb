"""Invented people planted among the heap's own, mention by mention, so that linking can be scored where the answer is known.

A planted person copies a person of the heap, with their household where they have one: how many mentions, in which files,
what each holds, who shares a phone, an address, an insured's number. Names and birth dates are drawn again from the heap,
independently, so that namesakes arise as they do among its people; numbers are new (`disguise.py`). How each mention deviates
is copied from mentions of the heap that share a number (`deviations.py`), since what was linked cannot tell what linking loses.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from recense.resolve.deviations import Deviations, Seen, Written, alike, deviation_of
from recense.resolve.disguise import Disguise, Pools, write_mention

if TYPE_CHECKING:
    import duckdb

MOST_PLANTED = 4_000
LARGEST_SHARE = 0.3  # planted people to each of those they are planted among
LARGEST_HOUSEHOLD = 6
SHARED_BY_MANY = 8  # what more people share is a place or a switchboard, no household
LARGEST_SCENE = 14_000  # people among whom the planted ones are resolved
MOST_GROUPS = 8_000  # numbers shared by several mentions that deviations are learnt from


@dataclass(frozen=True, slots=True)
class Planted:
    """Mentions of invented people, and where and how they were made.

    `mentions` has the columns of MENTIONS and `planted_person`; `scene` is the real mentions among which they are
    resolved.
    """

    mentions: pa.Table
    people: list[str]
    scene: pa.Table
    deviations: dict[str, Any]


@dataclass(slots=True)
class Pattern:
    """A person of the heap whose pattern is copied: as its mentions mostly say, and the mentions."""

    written: Written
    other: str | None = field(repr=False)  # the other name, at birth or by marriage
    year: int | None = field(repr=False)
    sex: str | None
    nir: str | None = field(repr=False)
    numbered: bool  # several mentions share a number of their own: under what names they go is known
    keys: frozenset[str] = field(repr=False)  # what households share
    mentions: list[str]


def plant_people(connection: duckdb.DuckDBPyConnection, source: str = "mentions", number: int = 0) -> Planted | None:
    """Plant people among those of `source`, which `group_mentions` has grouped in this connection.

    The same mentions give the same planted people; another `number` gives others. None when there is nobody to copy.
    """
    people = _choose_scene(connection)
    if not people:
        return None
    rows = connection.sql(_LIGHT).to_arrow_table().to_pylist()
    deviations = Deviations(_seen(connection))
    patterns = _patterns(rows)
    seed = hashlib.sha256("\0".join([str(number), *(r["mention_id"] for r in rows)]).encode()).hexdigest()
    rng = random.Random(seed)
    households = _households(patterns)
    rng.shuffle(households)
    wanted = min(MOST_PLANTED, int(LARGEST_SHARE * people) + 1)
    chosen: list[list[Pattern]] = []
    while households and sum(map(len, chosen)) < wanted:
        chosen.append(households.pop())
    full = _full_rows(connection, source, [m for h in chosen for p in h for m in p.mentions])
    pools = Pools([p.written for p in patterns], [p.sex for p in patterns], _numbers(connection))
    planted: list[dict[str, Any]] = []
    names: list[str] = []
    for household in chosen:
        disguise = Disguise(pools, rng)
        # the whole household first: whose number a mention shows must be known before it is written
        identities = [disguise.person(p.written, p.other, p.sex, p.nir) for p in household]
        for pattern, identity in zip(household, identities, strict=True):
            names.append(f"{number}-{len(names)}")
            for mention in pattern.mentions:
                row = full[mention]
                how = deviations.draw(
                    row["sha256"], row["source"], pattern.sex, pattern.other is not None or pattern.numbered, rng
                )
                planted.append(write_mention(row, identity, how, disguise) | {"planted_person": names[-1]})
    for k, row in enumerate(planted):
        row["mention_id"] = hashlib.sha256(f"planted {seed} {k}".encode()).hexdigest()[:32]
    scene = connection.sql(f"select m.* from {source} m join scene using (mention_id)").to_arrow_table()
    told = {"measured": deviations.measured, "mentions": deviations.count, "shares": deviations.shares()}
    schema = scene.schema.append(pa.field("planted_person", pa.string()))
    return Planted(pa.Table.from_pylist(planted, schema), names, scene, told)


def _choose_scene(connection: duckdb.DuckDBPyConnection) -> int:
    """Make `scene` (mention_id): all mentions, or in a large heap those of the people of some families; return its people."""
    connection.execute(_SCENE.format(most=LARGEST_SCENE))
    return int(connection.execute("select count(distinct cluster) from scene where placed").fetchall()[0][0])


# Families in an order that has nothing to do with them, until there are people enough. A person comes with all mentions.
_SCENE = """
create or replace temp table scene as
with placed as (select count(distinct cluster) n from assigned where placed),
names as (
  select distinct cluster, placed, unnest([fam, birth]) family from assigned join norm using (rid)),
sized as (select family, count(distinct cluster) filter (placed) n from names where family is not null group by family),
chosen as (
  select family from (select family, sum(n) over (order by md5(family) rows unbounded preceding) total
    from sized) where total <= {most}),
taken as (
  select distinct cluster from names where family in (select family from chosen)
  union select cluster from assigned, placed where n <= {most})
select mention_id, rid, cluster, placed from assigned join norm using (rid) where cluster in (select cluster from taken)
"""

_LIGHT = """
select s.mention_id, cluster, s.placed, fam_s, birth_s, gs, dob, yob, norm.sex, case when own then nir end own_nir, nir,
  phones, emails, addr, case when trusted then ns || ':' || ipp end numbering
from scene s join norm using (rid) left join namespace on namespace.file = norm.file and namespace.series = length(norm.ipp)
order by s.mention_id
"""

_SEEN = f"""
with numbered as (
  select norm.*, unnest(list_filter([case when own then 'N' || nir end, case when trusted then 'I' || ns || ':' || ipp end],
    lambda x: x is not null)) k
  from norm left join namespace on namespace.file = norm.file and namespace.series = length(norm.ipp)
  where fam_s is not null),
shared as (select k from numbered group by k having count(*) between 2 and 60 order by md5(k) limit {MOST_GROUPS})
select k, file, source, coalesce(sex, case left(nir, 1) when '1' then 'M' when '2' then 'F' end) sex, fam_s, gs, dob, birth_s
from numbered where k in (select k from shared) order by k, mention_id
"""


def _seen(connection: duckdb.DuckDBPyConnection) -> list[Seen]:
    """Return the deviation of each mention that shares a number with another of the same person."""
    groups: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for k, *rest in connection.execute(_SEEN).fetchall():
        groups[k].append(tuple(rest))
    seen = []
    for group in groups.values():
        person = Written(
            _mode(r[3] for r in group), _mode(tuple(r[4]) for r in group if r[4]) or (), _mode(r[5] for r in group)
        )
        sex = _mode(r[2] for r in group)
        two_names = any(r[6] and not alike(r[6], r[3]) for r in group)
        for file, source, _, family, given, born, _ in group:
            how = deviation_of(person, Written(family, tuple(given or ()), born))
            if how is not None:
                seen.append(Seen(file, source, sex, two_names, how))
    return seen


def _mode(values: Any) -> Any:
    """Return the most frequent value that is not None, the first of equals."""
    counted = Counter(v for v in values if v is not None)
    return counted.most_common(1)[0][0] if counted else None


def _patterns(rows: list[dict[str, Any]]) -> list[Pattern]:
    """Return the people to copy: clusters counted, with what a number of their own says is theirs too."""
    clusters: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        clusters[row["cluster"]].append(row)
    made = {c: _pattern(r) for c, r in clusters.items()}
    home = {c: c for c in clusters}

    def root(c: int) -> int:
        while home[c] != c:
            c = home[c]
        return c

    holder: dict[str, int] = {}
    for c, group in clusters.items():
        for number in {r[n] for r in group for n in ("own_nir", "numbering") if r[n]}:
            other = root(holder.setdefault(number, c))
            here = root(c)
            if other != here and deviation_of(made[other].written, made[here].written) is not None:
                home[here] = other
    members: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for c, group in clusters.items():
        members[root(c)] += group
    return [_pattern(group) for group in members.values() if any(r["placed"] for r in group)]


def _pattern(rows: list[dict[str, Any]]) -> Pattern:
    family = _mode(r["fam_s"] for r in rows)
    given = tuple(_mode(tuple(r["gs"]) for r in rows if r["gs"]) or ())
    # a first name in the field of the family name is a slip, no other name
    others = Counter(
        n for r in rows for n in (r["birth_s"], r["fam_s"])
        if n and family and not alike(n, family) and not any(alike(n, g) for g in given)
    )  # fmt: skip
    born = _mode(r["dob"] for r in rows)
    # a number read without a birth date is theirs if it begins with the birth date read elsewhere
    numbers = [
        r["own_nir"] or (r["nir"] if born and (r["nir"] or "")[1:5] == born[2:4] + born[5:7] else None) for r in rows
    ]
    keys = {f"{n}{v}" for r in rows for n in ("phones", "emails") for v in r[n] or ()}
    keys |= {f"{n}{r[n]}" for r in rows for n in ("nir", "addr") if r[n]}
    return Pattern(
        Written(family, given, born),
        others.most_common(1)[0][0] if others else None,
        _mode(r["yob"] for r in rows),
        _mode(r["sex"] for r in rows) or {"1": "M", "2": "F"}.get((_mode(numbers) or "")[:1]),
        _mode(numbers),
        max(Counter(r[n] for r in rows for n in ("own_nir", "numbering") if r[n]).values(), default=0) > 1,
        frozenset(keys),
        [r["mention_id"] for r in rows],
    )


def _households(patterns: list[Pattern]) -> list[list[Pattern]]:
    """Group people who share a phone, an e-mail, an address or an insured's number, few at a time."""
    holders: dict[str, list[int]] = defaultdict(list)
    for k, pattern in enumerate(patterns):
        for key in pattern.keys:
            holders[key].append(k)
    home = list(range(len(patterns)))
    members = {k: [k] for k in home}
    for key in sorted(holders):
        held = holders[key]
        if not 1 < len(held) <= SHARED_BY_MANY:
            continue
        for k in held[1:]:
            a, b = home[held[0]], home[k]
            if a != b and len(members[a]) + len(members[b]) <= LARGEST_HOUSEHOLD:
                for m in members.pop(b):
                    home[m] = a
                    members[a].append(m)
    return [[patterns[k] for k in members[h]] for h in sorted(members)]


def _full_rows(connection: duckdb.DuckDBPyConnection, source: str, mentions: list[str]) -> dict[str, dict[str, Any]]:
    """Return the rows of these mentions, and with each the columns `READ_WITH`."""
    connection.register("copied", pa.table({"mention_id": pa.array(mentions, pa.string())}))
    rows = connection.sql(
        f"select m.*, norm.phones own_phones, norm.emails own_emails, norm.fam_s, norm.birth_s, norm.dob from {source} m "
        "join copied using (mention_id) join norm using (mention_id)"
    ).to_arrow_table()
    connection.unregister("copied")
    return {row["mention_id"]: row for row in rows.to_pylist()}


def _numbers(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the numbers of the heap, none of which a planted person may bear."""
    return {
        r[0]
        for r in connection.execute(
            "select distinct unnest(list_concat([ipp, nir, rpps, staff_id, official, iban], stays)) n from norm"
        ).fetchall()
        if r[0]
    }
