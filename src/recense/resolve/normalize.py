"""From mentions as read to columns that can be compared: names folded, placeholder values emptied, numbers in one form.

DuckDB SQL over the columns of MENTIONS. Everything is exact and free of order: `rid` numbers the mentions by their id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

PARTICLES = "('SAINT','SAINTE','DES','LES','VAN','DEN','DER','BEN','VON','DOS','DAS','EPOUSE','VEUVE','NEE')"
NO_FIRST_NAME = (
    "('BEBE','BB','NOUVEAU NE','NOUVEAUNE','NN','ENFANT','X','XX','XXX','INCONNU','INCONNUE','NC','NR','ND','NA','NULL','NONE',"
    "'SANS','ANONYME','GARCON','FILLE','FOETUS','JUMEAU','JUMELLE','BEBE GARCON','BEBE FILLE','NON RENSEIGNE','PRENOM')"
)
NO_FAMILY_NAME = (
    "('INCONNU','INCONNUE','NC','NR','ND','NA','NULL','NONE','X','XX','XXX','ANONYME','NON RENSEIGNE','NOM','TEST')"
)
# Dates that software writes for "unknown": the epochs of spreadsheets, databases and Unix, and their neighbours.
NO_BIRTH_DATE = (
    "('1899-12-30','1899-12-31','1900-01-01','1900-01-02','1901-01-01','1904-01-01','1800-01-01','1753-01-01',"
    "'1111-11-11')"
)

LONGEST = 80  # letters of a name that are compared: a cell of prose taken for a name must not cost its square

# Coarse French phonetic key, for finding pairs only, never for judging them. Order matters.
_PHONETIC = (
    ("[^A-Z]", ""), ("^H", ""), ("PH", "F"), ("QU|CK|K|Q", "C"), ("GU([EI])", "G\\1"), ("EAU|AUX|AU", "O"),
    ("AI|EI|ER$|EZ$|ET$", "E"), ("Y", "I"), ("Z", "S"), ("C([EI])", "S\\1"), ("([A-Z])H", "\\1"),
)  # fmt: skip
_DOUBLED = "LTNMSRPFDBGC"
_LIGATURES = (("œ", "oe"), ("Œ", "OE"), ("æ", "ae"), ("Æ", "AE"), ("ß", "ss"), ("þ", "th"), ("Þ", "TH"))

# An identifier seen with more distinct (first name, birth date or family name) than this belongs to no person: a
# switchboard, a placeholder.
STOP_LIMITS = {
    "phone": 8,
    "email": 8,
    "nir": 6,
    "ipp": 6,
    "addr": 25,
    "stay": 6,
    "rpps": 6,
    "staff_id": 6,
    "official": 6,
    "iban": 8,
}


def normalize_mentions(connection: duckdb.DuckDBPyConnection, source: str = "mentions") -> None:
    """Make the table `norm`, one row a mention of `source`, from a table or view with the columns of MENTIONS."""
    _create_macros(connection)
    connection.execute(_NAMES_AND_NUMBERS.format(source=source))
    for name in STOP_LIMITS:
        _find_stop_values(connection, name)
    _find_stop_dates(connection)
    connection.execute(_NORM)
    connection.execute("drop table raw_norm")


def _create_macros(connection: duckdb.DuckDBPyConnection) -> None:
    ligatures = f"left(x, {LONGEST})"
    for letter, plain in _LIGATURES:
        ligatures = f"replace({ligatures}, '{letter}', '{plain}')"
    # 0158: digits that a scanner or a hand puts for letters; the rest are letters with a stroke, which are no accents
    letters = f"translate(upper(strip_accents({ligatures})), '0158ŁØĐÐĦŦŊ', 'OISBLODDHTN')"
    phonetic = "x"
    for pattern, replacement in _PHONETIC:
        phonetic = f"regexp_replace({phonetic}, '{pattern}', '{replacement}', 'g')"
    for letter in _DOUBLED:
        phonetic = f"replace({phonetic}, '{letter}{letter}', '{letter}')"
    for name, arguments, body in (
        ("folded", "x", f"nullif(trim(regexp_replace({letters}, '[^A-Z]+', ' ', 'g')), '')"),
        ("compact", "x", "nullif(replace(x, ' ', ''), '')"),
        ("phonetic", "x", f"nullif(regexp_replace({phonetic}, '[STDXPE]+$', ''), '')"),
        ("digits", "x", "regexp_replace(x, '[^0-9]', '', 'g')"),
        ("shown", "x", "nullif(regexp_replace(upper(x), '[^A-Z0-9]', '', 'g'), '')"),
        # "007" and "7" are one number: a spreadsheet drops leading zeros
        ("number_key", "x", f"nullif(ltrim(left(shown(x), {LONGEST}), '0'), '')"),
        ("one_repeated", "x", "length(replace(x, left(x, 1), '')) = 0"),
    ):
        connection.execute(f"create or replace temp macro {name}({arguments}) as {body}")


_NAMES_AND_NUMBERS = f"""
create or replace temp table raw_norm as
with a as (
  select row_number() over (order by mention_id) - 1 rid, mention_id, sha256 as file, place, line, source, role, sex,
    folded(coalesce(family_name, birth_name)) fam_n, folded(birth_name) birth_n,
    list_filter(list_transform(list_filter(coalesce(given_names, []), lambda g: regexp_matches(g, '[^\\W\\d_]')),
      lambda g: folded(g)), lambda g: g is not null)[1:8] givens,
    birth_date, birth_year, nir, nir_valid, ipp, stay_ids, phones, emails, address, postcode, city, iban, rpps, staff_id,
    official_id, arrival, discharge
  from {{source}}),
b as (
  select *, case when fam_n not in {NO_FAMILY_NAME} then fam_n end fam_s,
    case when birth_n not in {NO_FAMILY_NAME} then birth_n end birth_s,
    -- "BEBE 1 Virginie" is Virginie's first newborn: no first name of their own
    case when list_has_any(givens, ['BEBE', 'BB', 'NOUVEAU NE']) or starts_with(givens[1], 'BEBE ') then []
      -- a first name that repeats the family name is a slip of the form
      else list_filter(givens, lambda g: g not in {NO_FIRST_NAME} and g is distinct from fam_n) end gs,
    case when strftime(birth_date, '%Y-%m-%d') not in {NO_BIRTH_DATE} and year(birth_date) between 1880 and 2100
      then strftime(birth_date, '%Y-%m-%d') end dob0
  from a)
select rid, mention_id, file, place, line, source, role,
  case when sex in ('M', 'F') then sex end sex,
  fam_s, birth_s, compact(fam_s) fam, compact(birth_s) birth, gs, compact(gs[1]) first,
  compact(array_to_string(gs, ' ')) given,
  dob0, coalesce(year(cast(dob0 as date)), case when birth_year between 1880 and 2100 then birth_year end) yob,
  case when length(shown(nir)) in (13, 15) and regexp_matches(shown(nir), '^[1-478][0-9]{{{{4}}}}')
       and not one_repeated(left(shown(nir), 13)) then left(shown(nir), 13) end nir,
  coalesce(nir_valid, true) nir_valid,
  case when not one_repeated(shown(ipp)) then number_key(ipp) end ipp,
  list_filter(list_transform(coalesce(stay_ids, []), lambda x: number_key(x)), lambda x: length(x) >= 4) stays,
  list_filter(list_transform(coalesce(phones, []), lambda x: right(digits(x), 9)),
    lambda x: length(x) = 9 and not one_repeated(right(x, 8))) phones,
  list_filter(list_transform(coalesce(emails, []), lambda x: lower(trim(x))), lambda x: contains(x, '@')) emails,
  postcode cp, folded(city) town,
  case when postcode is not null or city is not null then nullif(concat_ws(' ',
    regexp_extract(folded_street, '^[0-9]+'), regexp_extract(folded_street, '[A-Z]+$'), coalesce(postcode, folded(city))),
    coalesce(postcode, folded(city))) end addr,
  number_key(rpps) rpps, number_key(staff_id) staff_id, number_key(official_id) official, number_key(iban) iban,
  coalesce(discharge, arrival) seen
from (select *, nullif(trim(regexp_replace(upper(strip_accents(address)), '[^A-Z0-9]+', ' ', 'g')), '') folded_street from b)
"""

_LISTED = {"phone": "phones", "email": "emails", "stay": "stays"}


def _find_stop_values(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    value = f"unnest({_LISTED[name]})" if name in _LISTED else name
    rows = connection.execute(
        f"select v from (select {value} v, coalesce(left(first, 3), '') || coalesce(dob0, fam, '') who from raw_norm) "
        f"where v is not null group by v having count(distinct who) > {STOP_LIMITS[name]} order by v"
    ).fetchall()
    connection.execute(f"set variable stop_{name} = ?", [[str(r[0]) for r in rows]])


def _find_stop_dates(connection: duckdb.DuckDBPyConnection) -> None:
    """A date that far too many different people share is a default that somebody typed."""
    rows = connection.execute(
        "with people as (select distinct fam, first, dob0 from raw_norm where dob0 is not null) "
        "select dob0 from people group by dob0 having count(*) > greatest(20, 0.003 * (select count(*) from people)) order by 1"
    ).fetchall()
    connection.execute("set variable stop_dates = ?", [[str(r[0]) for r in rows]])


def _kept(column: str, name: str) -> str:
    return f"case when not list_contains(getvariable('stop_{name}'), {column}) then {column} end"


def _kept_list(column: str, name: str) -> str:
    return (
        f"list_sort(list_distinct(list_filter({column}, lambda x: not list_contains(getvariable('stop_{name}'), x))))"
    )


_NORM = f"""
create or replace temp table norm as
with a as (
  select * exclude (nir, ipp, stays, phones, emails, addr, rpps, staff_id, official, iban, dob0),
    {_kept("nir", "nir")} nir, {_kept("ipp", "ipp")} ipp, {_kept_list("stays", "stay")} stays,
    {_kept_list("phones", "phone")} phones, {_kept_list("emails", "email")} emails, {_kept("addr", "addr")} addr,
    {_kept("rpps", "rpps")} rpps, {_kept("staff_id", "staff_id")} staff_id, {_kept("official", "official")} official,
    {_kept("iban", "iban")} iban,
    case when not list_contains(getvariable('stop_dates'), dob0) then dob0 end dob
  from raw_norm),
b as (
  select *, substr(dob, 6, 5) md,
    -- an insured's number covers the family; a person's own begins with their sex, year and month of birth
    nir is not null and yob is not null and substr(nir, 2, 2) = right(yob::varchar, 2)
      and (dob is null or substr(nir, 4, 2) in (substr(dob, 6, 2), substr(dob, 9, 2)) or substr(dob, 6, 5) = '01-01'
        or substr(nir, 4, 2) > '12')
      and (sex is null or substr(nir, 1, 1) not in ('1', '2') or (sex = 'M') = (substr(nir, 1, 1) = '1')) own,
    role = 'staff' staff,
    list_filter(['R' || rpps, 'S' || staff_id, 'O' || official], lambda x: x is not null) ids,
    -- a mother and her newborn may be on one stay, husband and wife on one account
    list_concat(list_transform(stays, lambda x: 'T' || x), list_filter(['B' || iban], lambda x: x is not null)) shared,
    length(first) > 1 has_first,
    -- whose number it is cannot be told without a birth date: its year and month are evidence against another's date
    case when dob is null and nir is not null and substr(nir, 4, 2) <= '12' then left(nir, 5) end nir_start
  from a)
select *, coalesce(fam is not null and ((has_first and dob is not null) or own), false) core,
  coalesce(dob is null and yob is null and nir is null and ipp is null and len(ids) = 0 and len(shared) = 0 and len(phones) = 0
    and len(emails) = 0 and addr is null, false) bare
from b
"""
