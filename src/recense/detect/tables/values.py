"""Values of whole columns brought to their one form. Python runs once per distinct value, never per cell."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - the fields of a named tuple
import re
from typing import TYPE_CHECKING, NamedTuple

from recense.detect.dates import parse_date, read_dates
from recense.detect.names import (
    MARKER,
    TITLES,
    Capitals,
    Order,
    PersonName,
    fold,
    is_day,
    is_given_name,
    parse_full_name,
    split_given_names,
    words_of,
)
from recense.detect.recognizers import email, iban, nir, official_id, phone, postcode, rpps
from recense.detect.sectors import normalize_sector
from recense.detect.tables.grid import Cells, cells_from_list
from recense.detect.tables.words import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.dates import DatesRead, Kind
    from recense.detect.tables.profiles import Profile

DRESSED = re.compile(
    rf"{MARKER.pattern}|^\W*(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})[. ]|[(,;/]",
    re.IGNORECASE | re.VERBOSE,
)
DATE_INSIDE = re.compile(r"(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\d)|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
AGE_INSIDE = re.compile(r"\(?\b\d{1,3} ?(?:ans?|mois|jours?|a)\b\)?", re.IGNORECASE)
NUMBER_INSIDE = re.compile(r"[(\[]?(?:\b(?:IPP|NIP|ID|N°|n°|NDA|IEP)\b\s*[:.°]?\s*)?\d[\d ]{3,}\d[)\]]?")
SLIPPED = re.compile(r"(?<=[^\W\d_])\d(?=[^\W\d_])|(?<=[^\W\d_]{2})\d\b|\b\d(?=[^\W\d_]{2})")
AS_LETTERS = str.maketrans("0123456789", "あいうえおかきくけこ")  # letters without case, never in a French file
AS_DIGITS = str.maketrans("あいうえおかきくけこ", "0123456789")
PLACE_TAIL = re.compile(
    r"^(?P<street>.*?)[\s,;\-–|/]*\b(?:F[- ]?)?(?P<postcode>(?:0[1-9]|[1-8]\d|9[0-8])[ ]?\d{3})\s+"
    r"(?P<city>[^\d,;|]{2,}?(?:\s+CEDEX\s*\d*)?)\s*(?:[,;(|-]\s*(?P<country>[A-Za-zÀ-ÿ ]+)\)?)?\s*$",
    re.DOTALL | re.IGNORECASE,
)


MOSTLY_DIGITS = 0.6  # of the codes of a column
CODE_WORD = re.compile(r"[^\W\d_]{3,}")
SPACED_WORD = re.compile(r"[^\W\d_]{3,}\s|\s[^\W\d_]{3,}")

# --- names ---------------------------------------------------------------------------------------------------------


class NameCell(NamedTuple):
    """What one cell of names holds: the name, and what else was written there."""

    family: str | None = None
    birth: str | None = None
    given: list[str] | None = None
    sex: str | None = None
    born: dt.date | None = None
    number: str | None = None


def read_full_names(column: Cells, today: dt.date) -> list[NameCell | None]:
    """Read a column of whole names, with what else was written in the cell (birth date, a number)."""
    order, capitals = _style_of_column(column)
    return column.map(lambda text: _name_cell(text, order, capitals, today))


def read_family_names(column: Cells, today: dt.date) -> list[NameCell | None]:
    """Read a column of family names; a cell may still carry a title, a maiden name or even the given name."""
    return column.map(lambda text: _family_cell(text, today))


def read_given_names(column: Cells) -> list[list[str] | None]:
    """Read a column of given names."""
    return column.map(lambda text: list(split_given_names(text)) or None)


def _style_of_column(column: Cells) -> tuple[Order | None, Capitals | None]:
    """Decide from the cells that leave no doubt which part comes first, and which part is in capitals."""
    first = last = family = given = 0
    for text in sorted(column.values)[:2_000]:
        name = parse_full_name(_without_extras(text)[0])
        if name is None or not name.family_name or not name.given_names or name.confidence < 0.85:
            continue
        if "," not in text:
            whole = fold(text)
            family_leads = whole.find(fold(name.family_name)) < whole.find(fold(name.given_names[0]))
            first, last = first + family_leads, last + (not family_leads)
        if (
            name.family_name.isupper() != name.given_names[0].isupper()
            and is_given_name(name.given_names[0])
            and not is_given_name(name.family_name)
        ):
            family, given = family + name.family_name.isupper(), given + name.given_names[0].isupper()
    order: Order | None = None if first == last else "family_first" if first > last else "given_first"
    return order, None if family == given else "family" if family > given else "given"


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


def _name_cell(text: str, order: Order | None, capitals: Capitals | None, today: dt.date) -> NameCell:
    if is_day(text) or _names_nobody(text):
        return NameCell()
    bare, born, number = _without_extras(text)
    name = parse_full_name(bare, order, capitals)
    if name is None and SLIPPED.search(bare):  # a digit where a scan saw a letter: the name is kept as read
        name = parse_full_name(SLIPPED.sub(lambda m: m.group().translate(AS_LETTERS), bare), order, capitals)
        return _with_digits(_as_struct(name, bare, born, number, today))
    return _as_struct(name, bare, born, number, today)


PLACEHOLDERS = frozenset(word_list("placeholders"))


def _names_nobody(text: str) -> bool:
    """Say whether a cell says that nobody is there, or who without naming them: "PAUSE", "lui-même"."""
    return len(text) <= 30 and PLACEHOLDERS.issuperset(words_of(text))


def _with_digits(cell: NameCell) -> NameCell:
    family, birth, given = (
        (v.translate(AS_DIGITS) if v else None) for v in (cell.family, cell.birth, " ".join(cell.given or ()))
    )
    return cell._replace(family=family, birth=birth, given=given.split() if given else None)


def _family_cell(text: str, today: dt.date) -> NameCell:
    if not DRESSED.search(text) and not any(c.isdigit() for c in text):
        return NameCell(text)
    if is_day(text):
        return NameCell()
    bare, born, number = _without_extras(text)
    name = parse_full_name(bare, "family_first") if DRESSED.search(bare) else None
    if name and name.family_name:
        return _as_struct(name, bare, born, number, today)
    return _as_struct(None, bare, born, number, today)


def _as_struct(name: PersonName | None, bare: str, born: str | None, number: str | None, today: dt.date) -> NameCell:
    read = parse_date(born, "birth", today) if born else None
    date = read.date if read else None
    if name is None:
        letters = sum(c.isalpha() for c in bare)
        return NameCell(family=bare if letters >= 2 else None, born=date, number=number)
    return NameCell(name.family_name, name.birth_name, list(name.given_names) or None, name.sex, date, number)


SEX = dict.fromkeys(word_list("males"), "M") | dict.fromkeys(word_list("females"), "F")


def read_sexes(column: Cells) -> list[str | None]:
    """Read sexes, or civil titles, as "M" and "F"; 0/1 and other codes that say nothing are None."""
    return column.map(lambda text: SEX.get(fold(text).strip(". ").removesuffix(".0")))


# --- dates ---------------------------------------------------------------------------------------------------------


def read_date_column(column: Cells, profile: Profile, kind: Kind, today: dt.date) -> DatesRead:
    """Read a column that is known to hold dates: spreadsheet day numbers and six digits are dates too."""
    serials = profile["serial"] + profile["year"] > 0.2 or (profile["digits_5"] > 0.05 and profile["date"] > 0.3)
    short = profile["digits_6"] > 0.5
    return read_dates(column.values, kind, today, serials=serials, short=short)


# --- numbers -------------------------------------------------------------------------------------------------------


class NirCell(NamedTuple):
    """A social-security number, whether its key agrees, and what is odd."""

    value: str | None
    valid: bool | None
    flag: str | None


def read_nirs(column: Cells, keys: Cells | None = None) -> list[NirCell | None]:
    """Read social-security numbers, with their key from its own column when it has one."""
    if keys is None:
        return column.map(_nir_cell)
    pairs = zip(column.to_list(), keys.to_list(), strict=True)
    return cells_from_list([_with_key(number, key) for number, key in pairs]).map(_nir_cell)


def _with_key(number: str | None, key: str | None) -> str | None:
    bare = (key or "").removesuffix(".0").zfill(2)
    if number and len(re.sub(r"[ .\u00a0]", "", number)) <= 13 and re.fullmatch(r"\d\d", bare) and key:
        return number + bare
    return number


def _nir_cell(text: str) -> NirCell | None:
    if nir.is_mangled(text):
        return NirCell(None, None, "nir_mangled")
    number = nir.normalize(text)
    if number is None:
        found = nir.PATTERN.search(text)
        number = nir.normalize(found.group()) if found else None
    if number is None:
        return None
    return NirCell(number.value, number.valid, "nir_key_wrong" if number.valid is False else None)


def read_codes(column: Cells) -> list[str | None]:
    """Read identifiers of one site (IPP, stay, matricule): capitals, no spaces, no leading zeros.

    Where most are all digits, what holds words is another thing that strayed into the column: a day above its appointments,
    the second line of a cell.
    """
    read = {text: code for text in column.values if (code := _code_cell(text))}
    if sum(map(str.isdigit, read.values())) >= MOSTLY_DIGITS * len(read):
        read = {text: code for text, code in read.items() if code.isdigit() or not SPACED_WORD.search(text)}
    return column.map(read.get)


def _code_cell(text: str) -> str | None:
    if len(CODE_WORD.findall(text)) > 1:
        return None  # "Mardi 12 mars 2024", "12 rue du Bac"
    bare = re.sub(r"[\s'\"]", "", text.removesuffix(".0").upper())
    bare = re.sub(r"^(?:IPP|NDA|IEP|NIP|N°|NO)[:.°_-]*(?=\d)", "", bare)
    if bare.isdigit():
        bare = bare.lstrip("0")
    return bare if any(map(str.isdigit, bare)) else None


def read_phones(column: Cells) -> list[list[str] | None]:
    """Read telephone numbers as lists of E.164; fillers such as 0000000000 are left out."""
    return column.map(_phone_cell)


def _phone_cell(text: str) -> list[str] | None:
    bare = re.sub(r"[ .\-/\u00a0]", "", text)
    if re.fullmatch(r"0[1-9]\d{8}", bare):  # one number, as most are written
        number = phone.normalize(bare)
        return [number.value] if number and number.valid is not False else None
    return [n.value for n in phone.find_phones(text) if n.valid is not False] or None


def read_emails(column: Cells) -> list[list[str] | None]:
    """Read e-mail addresses as lists, lower case."""
    return column.map(lambda t: [n.value for n in email.find_emails(t)] or None)


def read_ibans(column: Cells) -> list[str | None]:
    """Read IBANs."""
    return column.map(lambda t: n.value if (n := iban.normalize(t)) else None)


def read_rpps(column: Cells) -> list[str | None]:
    """Read RPPS numbers."""
    return column.map(lambda t: n.value if (n := rpps.normalize(t)) else None)


def read_official_ids(column: Cells) -> list[str | None]:
    """Read numbers of official papers; one of an unknown shape is kept as read."""
    return column.map(lambda t: n.value if (n := official_id.normalize(t)) else t)


# --- places --------------------------------------------------------------------------------------------------------


class PlaceCell(NamedTuple):
    """What one cell says of a place."""

    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    country: str | None = None


def read_addresses(column: Cells) -> list[PlaceCell | None]:
    """Cut whole addresses: "12 rue X 59280 ARMENTIERES" gives street, postcode and city."""
    return column.map(_address_cell)


def read_streets(columns: Sequence[Cells]) -> list[PlaceCell | None]:
    """Join the lines of an address that stand in columns of their own."""
    if len(columns) == 1:
        return read_addresses(columns[0])
    lines = zip(*(c.to_list() for c in columns), strict=True)
    return read_addresses(cells_from_list([" ".join(v for v in line if v) for line in lines]))


def _address_cell(text: str) -> PlaceCell:
    one_line = " ".join(text.split())
    found = PLACE_TAIL.match(one_line)
    if not found:
        return PlaceCell(one_line)
    street, code, city, country = ((v.strip(" ,;-") or None) if v else None for v in found.groups())
    return PlaceCell(street, (code or "").replace(" ", ""), city, country)


def read_postcodes(column: Cells) -> list[PlaceCell | None]:
    """Read postcodes; the city beside one in the same cell is kept too."""
    return column.map(_postcode_cell)


def _postcode_cell(text: str) -> PlaceCell | None:
    text = text.removesuffix(".0")
    if code := postcode.normalize(text):
        return PlaceCell(postcode=code.value)
    parts = _address_cell(text)
    return parts if parts.postcode else None


def read_sectors(column: Cells) -> list[str | None]:
    """Read care sectors under their usual name; one that nobody knows is kept as read."""
    return column.map(lambda t: s.name if (s := normalize_sector(t)) else t)
