"""Values of whole columns brought to their one form. Python runs once per distinct value, never per cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import polars as pl

from recense.detect.dates import read_dates
from recense.detect.names import MARKER, TITLES, Order, PersonName, fold, parse_full_name, split_given_names
from recense.detect.recognizers import email, iban, nir, official_id, phone, postcode, rpps
from recense.detect.sectors import normalize_sector

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from recense.detect.dates import DatesRead, Kind
    from recense.detect.tables.profiles import Profile

STRINGS = pl.List(pl.String)
DRESSED = re.compile(rf"{MARKER.pattern}|^\W*(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})[. ]|[(,;/]", re.IGNORECASE | re.VERBOSE)
DATE_INSIDE = re.compile(r"(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\d)|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
AGE_INSIDE = re.compile(r"\(?\b\d{1,3} ?(?:ans?|mois|jours?|a)\b\)?", re.IGNORECASE)
NUMBER_INSIDE = re.compile(r"[(\[]?(?:\b(?:IPP|NIP|ID|N°|n°|NDA|IEP)\b\s*[:.°]?\s*)?\d[\d ]{3,}\d[)\]]?")
PLACE_TAIL = re.compile(r"^(?P<street>.*?)[\s,;\-–|/]*\b(?:F[- ]?)?(?P<postcode>(?:0[1-9]|[1-8]\d|9[0-8])[ ]?\d{3})\s+(?P<city>[^\d,;|]{2,}?(?:\s+CEDEX\s*\d*)?)\s*(?:[,;(|-]\s*(?P<country>[A-Za-zÀ-ÿ ]+)\)?)?\s*$", re.DOTALL | re.IGNORECASE)


def per_distinct(column: pl.Series, read: Callable[[str], Any], kind: Any) -> pl.Series:
    """Apply a function once to each distinct value; null stays null, and None is null."""
    distinct = column.drop_nulls().unique()
    if not len(distinct):
        return pl.Series([None] * len(column), dtype=kind)
    answers = pl.Series(values=[read(v) for v in distinct.to_list()], dtype=kind)
    frame = pl.DataFrame({"text": distinct, "answer": answers})
    return pl.DataFrame({"text": column}).join(frame, on="text", how="left", maintain_order="left")["answer"]


# --- names ---------------------------------------------------------------------------------------------------------

NAME = pl.Struct(
    {"family": pl.String, "birth": pl.String, "given": STRINGS, "sex": pl.String, "staff": pl.Boolean, "born": pl.Date, "number": pl.String}
)  # fmt: skip


def read_full_names(column: pl.Series, today: dt.date) -> pl.Series:
    """Read a column of whole names: a struct each, with what else was written in the cell (birth date, a number)."""
    order = _order_of_column(column)
    return per_distinct(column, lambda text: _name_cell(text, order, today), NAME)


def read_family_names(column: pl.Series, today: dt.date) -> pl.Series:
    """Read a column of family names; a cell may still carry a title, a maiden name or even the given name."""
    return per_distinct(column, lambda text: _family_cell(text, today), NAME)


def read_given_names(column: pl.Series) -> pl.Series:
    """Read a column of given names."""
    return per_distinct(column, lambda text: list(split_given_names(text)) or None, STRINGS)


def _order_of_column(column: pl.Series) -> Order | None:
    """Decide from the cells that leave no doubt whether family or given names come first."""
    first = last = 0
    for text in column.drop_nulls().unique().sort().head(2_000).to_list():
        name = parse_full_name(_without_extras(text)[0])
        if name and name.family_name and name.given_names and name.confidence >= 0.85 and "," not in text:
            whole = fold(text)
            if whole.find(fold(name.family_name)) < whole.find(fold(name.given_names[0])):
                first += 1
            else:
                last += 1
    if first == last:
        return None
    return "family_first" if first > last else "given_first"


def _without_extras(text: str) -> tuple[str, str | None, str | None]:
    """Take a birth date, an age and a number out of a cell that holds more than a name."""
    born = number = None
    if any(c.isdigit() for c in text):
        if found := DATE_INSIDE.search(text):
            born = found.group()
            text = text[: found.start()].rstrip(" (-,") + " " + text[found.end() :].lstrip(" )-,")
            text = re.sub(r"(?i)\bn[ée]{1,2}(?:\(e\))? le\b|\bddn\b\s*:?", " ", text)
        text = AGE_INSIDE.sub(" ", text)
        if found := NUMBER_INSIDE.search(text):
            number = re.sub(r"\D", "", found.group())
            text = text[: found.start()] + " " + text[found.end() :]
    return text.strip(" -,;()/"), born, number


def _name_cell(text: str, order: Order | None, today: dt.date) -> dict[str, Any]:
    bare, born, number = _without_extras(text)
    name = parse_full_name(bare, order)
    return _as_struct(name, bare, born, number, today)


def _family_cell(text: str, today: dt.date) -> dict[str, Any]:
    if not DRESSED.search(text) and not any(c.isdigit() for c in text):
        return {"family": text}
    bare, born, number = _without_extras(text)
    name = parse_full_name(bare, "family_first") if DRESSED.search(bare) else None
    if name and name.family_name:
        return _as_struct(name, bare, born, number, today)
    return _as_struct(None, bare, born, number, today)


def _as_struct(name: PersonName | None, bare: str, born: str | None, number: str | None, today: dt.date) -> dict[str, Any]:
    date = next(iter(read_dates([born], "birth", today).by_text.values()), None) if born else None
    if name is None:
        letters = sum(c.isalpha() for c in bare)
        return {"family": bare if letters >= 2 else None, "born": date.date if date else None, "number": number}
    return {
        "family": name.family_name,
        "birth": name.birth_name,
        "given": list(name.given_names) or None,
        "sex": name.sex,
        "staff": name.role_hint is not None,
        "born": date.date if date else None,
        "number": number,
    }


SEX = {
    **dict.fromkeys(["M", "H", "1", "MASCULIN", "MASC", "HOMME", "MALE", "MAN", "MR", "MONSIEUR", "GARCON", "G", "HOM", "MAS"], "M"),
    **dict.fromkeys(["F", "2", "FEMININ", "FEM", "FEMME", "FEMALE", "WOMAN", "MME", "MLLE", "MADAME", "MADEMOISELLE", "FILLE", "W", "MELLE", "MRS", "MS"], "F"),
}  # fmt: skip


def read_sexes(column: pl.Series) -> pl.Series:
    """Read sexes, or civil titles, as "M" and "F"; 0/1 and other codes that say nothing are null."""
    return per_distinct(column, lambda text: SEX.get(fold(text).strip(". ").removesuffix(".0")), pl.String)


# --- dates ---------------------------------------------------------------------------------------------------------


def read_date_column(column: pl.Series, profile: Profile, kind: Kind, today: dt.date) -> DatesRead:
    """Read a column that is known to hold dates: spreadsheet day numbers and six digits are dates too."""
    serials = profile["serial"] + profile["year"] > 0.2 or (profile["digits_5"] > 0.05 and profile["date"] > 0.3)
    short = profile["digits_6"] > 0.5
    counts = column.drop_nulls().to_list()
    return read_dates(counts, kind, today, serials=serials, short=short)


# --- numbers -------------------------------------------------------------------------------------------------------

NIR_READ = pl.Struct({"value": pl.String, "valid": pl.Boolean, "flag": pl.String})


def read_nirs(column: pl.Series, keys: pl.Series | None = None) -> pl.Series:
    """Read social-security numbers, with their key from its own column when it has one."""
    if keys is not None:
        short = column.str.replace_all(r"[ .\u00a0]", "").str.len_chars() <= 13
        padded = keys.str.replace(r"\.0$", "").str.zfill(2)
        column = pl.select(pl.when(short & padded.str.contains(r"^\d{2}$")).then(column + padded).otherwise(column)).to_series()
    return per_distinct(column, _nir_cell, NIR_READ)


def _nir_cell(text: str) -> dict[str, Any] | None:
    if nir.is_mangled(text):
        digits = re.sub(r"\D", "", text.upper().split("E")[0])
        return {"value": None, "valid": None, "flag": "nir_mangled" if len(digits) < 13 else None}
    number = nir.normalize(text)
    if number is None:
        found = nir.PATTERN.search(text)
        number = nir.normalize(found.group()) if found else None
    if number is None:
        return None
    return {"value": number.value, "valid": number.valid, "flag": "nir_key_wrong" if number.valid is False else None}


def read_codes(column: pl.Series) -> pl.Series:
    """Read identifiers of one site (IPP, stay, matricule): capitals, no spaces, no leading zeros that a spreadsheet would drop."""
    bare = column.str.replace(r"\.0$", "").str.to_uppercase().str.replace_all(r"[\s\u00a0'\"]", "")
    bare = bare.str.replace(r"^(?:IPP|NDA|IEP|NIP|N°|NO)[:.°_-]*(\d)", "$1").str.replace(r"^0+(\d+)$", "$1")
    return bare.set((bare == "") | (bare == "0"), None)


def read_phones(column: pl.Series) -> pl.Series:
    """Read telephone numbers as lists of E.164; fillers such as 0000000000 are left out."""
    return per_distinct(column, lambda t: [n.value for n in phone.find_phones(t) if n.valid is not False] or None, STRINGS)


def read_emails(column: pl.Series) -> pl.Series:
    """Read e-mail addresses as lists, lower case."""
    return per_distinct(column, lambda t: [n.value for n in email.find_emails(t)] or None, STRINGS)


def read_ibans(column: pl.Series) -> pl.Series:
    """Read IBANs."""
    return per_distinct(column, lambda t: n.value if (n := iban.normalize(t)) else None, pl.String)


def read_rpps(column: pl.Series) -> pl.Series:
    """Read RPPS numbers."""
    return per_distinct(column, lambda t: n.value if (n := rpps.normalize(t)) else None, pl.String)


def read_official_ids(column: pl.Series) -> pl.Series:
    """Read numbers of official papers; one of an unknown shape is kept as read."""
    return per_distinct(column, lambda t: n.value if (n := official_id.normalize(t)) else t, pl.String)


# --- places --------------------------------------------------------------------------------------------------------

PLACE = pl.Struct({"street": pl.String, "postcode": pl.String, "city": pl.String, "country": pl.String})


def read_addresses(column: pl.Series) -> pl.Series:
    """Cut whole addresses: "12 rue X 59280 ARMENTIERES" gives street, postcode and city."""
    return per_distinct(column, _address_cell, PLACE)


def _address_cell(text: str) -> dict[str, str | None]:
    one_line = " ".join(text.split())
    found = PLACE_TAIL.match(one_line)
    if not found:
        return {"street": one_line}
    parts = {name: (value.strip(" ,;-") or None) if value else None for name, value in found.groupdict().items()}
    parts["postcode"] = (parts["postcode"] or "").replace(" ", "")
    return parts


def read_postcodes(column: pl.Series) -> pl.Series:
    """Read postcodes; the city beside one in the same cell is kept too."""
    return per_distinct(column, _postcode_cell, PLACE)


def _postcode_cell(text: str) -> dict[str, str | None] | None:
    text = text.removesuffix(".0")
    if code := postcode.normalize(text):
        return {"postcode": code.value}
    parts = _address_cell(text)
    return parts if parts.get("postcode") else None


def read_sectors(column: pl.Series) -> pl.Series:
    """Read care sectors under their usual name; one that nobody knows is kept as read."""
    return per_distinct(column, lambda t: s.name if (s := normalize_sector(t)) else t, pl.String)
