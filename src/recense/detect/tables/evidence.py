"""Whether the rows of a table are about people, and by what: numbers with a key, births, or names that look like names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recense.detect.names import fold, is_given_name
from recense.detect.tables.columns import NAME_KINDS
from recense.detect.tables.headers import plain_words, read_header
from recense.detect.tables.likeness import likeness_of
from recense.detect.tables.seems import share
from recense.detect.tables.words import word_list, words
from recense.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from recense.detect.tables.columns import Column
    from recense.detect.tables.likeness import Likeness

PEOPLE_HEADERS = words("people_headers")
MOBILE = re.compile(r"(?:0|\+?33|0033)0?[67]")
NAMED_MAIL = re.compile(r"(?<![A-Za-z@])[A-Za-z]{3,}(?=[^@]*@)")
ROOMS = re.compile(r"\b(?:CAPACITE|SUPERFICIE|(?:NB|NOMBRE) PLACES)\b")  # what halls have that bear names of people
CODED = re.compile(r"^\d{1,3}\s*[-–:.)]|[^\W\d_]{3,}\s\d{1,3}$")  # "1 - SSR", "Secteur 12"
STREETS_OR_PLANTS = re.compile(
    r"\b(?:RIVOLI|FANTOIR|(?:CODE|TYPE|NATURE|LIBELLE|NOM|SENS) (?:VOIES?|RUES?)|ESSENCES?|ARBRES?|VEGETA\w+"
    r"|PLANTATIONS?|PARCELLES?|FEUILLAGES?|ESPECES?|RACES?|VARIETES?|CULTIVARS?|TRONCS?|MASSIFS?|QUARTIERS?|CANTONS?)\b"
)
STREET_TYPE = re.compile(
    r"RUE|AVENUE|AV|AVE|BOULEVARD|BD|BLD|BVD|IMPASSE|IMP|PLACE|PL|ALLEE|ALL|CHEMIN|CHE|CH|ROUTE|RTE|QUAI|SQUARE|SQ|COURS|CRS|VOIE"
    r"|PASSAGE|PAS|RESIDENCE|RES|LOTISSEMENT|LOT|RUELLE|SENTE|SENTIER|VENELLE|ROND POINT|RPT|ESPLANADE|MAIL|CITE|HAMEAU|HAM"
)
# what stands beside the names of people and not beside those of streets and trees
OF_A_PERSON = frozenset(
    {"birth_date", "nir", "ipp", "stay_id", "phone", "email", "sex", "title", "staff_id", "rpps", "job"}
)
LONGEST_WORD = 14
SHORT_CODE = 4.5  # letters on average
MOST_AGAIN = 5  # different values that come again and again
BESIDE = {"practitioner": Role.STAFF, "relative": Role.OTHER}
Evidence = tuple[float, str]  # how sure, and by what

FAMILY_KINDS = ("family_name", "birth_name", "used_name", "full_name")
BESIDE_BIRTHS = frozenset({"sex", "stay_id", "arrival_date", "postcode", "phone", "email"})
SHORTEST_NUMBER = 4.0  # characters on average: shorter ones count, or number the rows
OTHER_NUMBERS = frozenset({"PID", "NO IDENT", "CODE PATIENT", "REF PATIENT"})  # patients' numbers in some systems only
FILE_NUMBER = re.compile(r"\b(?:DOSSIERS?|DOSS|NUMDOS|NODOS|ARCHIVE|ENREGISTREMENT|EPISODE|ACCOUNT|CASE)\b")
AUTHORS = re.compile(r"\b(?:AUTEURS?|AUTHORS?|REALISATEURS?|COMPOSITEURS?|TRADUCTEURS?|ACTEURS?|INTERPRETES?)\b")
MALES, FEMALES = frozenset(word_list("males")), frozenset(word_list("females"))
WORKS = re.compile(
    r"\b(?:ISBN|ISSN|EDITEURS?|EDITION|COTES?|TITRES?|FILMS?|REVUES?|OUVRAGES?|LIVRES?|EXEMPLAIRES?|PARUTION|COLLECTION)\b"
)
PATIENT_HEADERS = words("patient_headers")
OF_A_STAY = frozenset(
    {
        "stay_id",
        "arrival_date",
        "discharge_date",
        "appointment",
        "diagnosis",
        "diagnosis_code",
        "act",
        "drug",
        "result",
        "birth_date",
        "sector",
    }
)


def person_evidence(typed: Sequence[Column]) -> Evidence | None:
    """Return how sure it is that rows are about people, and by what; None when nothing shows it.

    Numbers with a key and dates spread over lifetimes suffice; a header, a login or a job does not without names that look
    like names.
    """
    works, rooms = _are_works(typed), any(ROOMS.search(plain_words(c.header)) for c in typed)
    own = {
        c.kind: c
        for c in typed
        if not c.owner
        and c.profile.filled
        and c.confidence >= 0.3
        and not (works and (not c.header or AUTHORS.search(plain_words(c.header))))
        and not (rooms and c.kind in FAMILY_KINDS)
    }
    if not own.keys() & OF_A_PERSON and _are_streets_or_plants(typed):
        return None
    likeness = {k: likeness_of(k, own[k].profile) for k in own if k in NAME_KINDS}
    names, given = _names_of_people(own, likeness)
    born = "birth_date" in own and _are_birth_dates(own["birth_date"])
    return (
        _by_numbers(own, names, given, born=born)
        or _by_names(names)
        or _by_what_stands_beside(typed, own, [c for c in names if _are_plain(c, likeness[c.kind])])
        or _by_weaker_numbers(own, born=born)
    )


def _are_streets_or_plants(typed: Sequence[Column]) -> bool:
    """Say whether the rows are streets, parcels, trees or animals, which bear the names of people."""
    if any(STREETS_OR_PLANTS.search(plain_words(c.header)) for c in typed if c.header):
        return True
    return any(c.profile.filled and share(c, _is_street_type) >= 0.8 for c in typed)


def _is_street_type(text: str) -> bool:
    return STREET_TYPE.fullmatch(fold(text).strip(".")) is not None


def _are_works(typed: Sequence[Column]) -> bool:
    """Say whether the rows are books, films or journals: their authors are nobody of the hospital's."""
    if any(c.header for c in typed):
        return any(WORKS.search(plain_words(c.header)) for c in typed)
    said = {plain_words(text) for c in typed for text in c.profile.examples if len(text) <= LONGEST_WORD}
    return any(map(WORKS.fullmatch, said)) and any(map(AUTHORS.fullmatch, said))


def _names_of_people(own: Mapping[str, Column], likeness: Mapping[str, Likeness]) -> tuple[list[Column], Column | None]:
    """Return the columns of family or whole names, and that of given names, that are not names of things."""
    measured = likeness.values()
    if any(x.are_things for x in measured) and max(x.people for x in measured) < 0.15:
        return [], None
    names = [own[k] for k in FAMILY_KINDS if k in own and not likeness[k].are_things]
    given = own.get("given_names")
    if given and not _may_be_given_names(given, likeness["given_names"]):
        given = None
    return names, given


def _by_numbers(own: Mapping[str, Column], names: list[Column], given: Column | None, *, born: bool) -> Evidence | None:
    if "nir" in own and _are_social_security_numbers(own["nir"]):
        return 0.98, "social-security numbers"
    if given and names:
        return 0.98, "given names"
    if given and own.keys() & {"birth_date", "ipp", "nir", "stay_id", "staff_id"}:
        return 0.9, "given names with civil status or a number"
    if names and born:
        return 0.98, "names with birth dates"
    if "ipp" in own and _are_patient_numbers(own["ipp"], own.keys() - {"ipp"}):
        return 0.95, "patient numbers"
    return None


def _by_names(names: list[Column]) -> Evidence | None:
    if any(_names_are_people(c) for c in names):
        return 0.9, "names of people"
    if any(_names_are_patients(c) for c in names):
        return 0.85, "a column of patients' names"
    return None


def _by_what_stands_beside(typed: Sequence[Column], own: Mapping[str, Column], plain: list[Column]) -> Evidence | None:
    if plain and any(_is_civil_status(own[k]) for k in ("sex", "title", "age", "stay_id") if k in own):
        return 0.9, "names with civil status"
    if plain and any(_is_working_life(own[k]) for k in ("staff_id", "rpps", "job", "login") if k in own):
        return 0.85, "names with working life"
    if any(_is_headed_practitioner(c) for c in plain):
        return 0.8, "names under a professional's header"
    if any(_are_whole(c) for c in plain) and any(_are_personal(own[k]) for k in ("phone", "email") if k in own):
        return 0.8, "names with telephones or addresses that people have"
    if any(_are_in_beds(c, typed) for c in plain):
        return 0.7, "names beside a bed or care"
    return None


def _by_weaker_numbers(own: Mapping[str, Column], *, born: bool) -> Evidence | None:
    if born and own["birth_date"].confidence > 0.7 and own.keys() & BESIDE_BIRTHS:
        return 0.85, "birth dates"
    if "stay_id" in own and _are_stay_numbers(own["stay_id"], own.keys()):
        return 0.8, "stay numbers"
    return None


def why_nobody(typed: Sequence[Column]) -> str:
    """Return the reason why rows without evidence are about nobody."""
    for column in typed:
        if column.kind in NAME_KINDS and not column.owner and likeness_of(column.kind, column.profile).are_things:
            return "names of services, places, firms or goods"
    named = any(c.kind in {"family_name", "full_name"} and not c.owner for c in typed)
    return "names without anything that only people have" if named else "no column that only people have"


def may_be_people(column: Column) -> bool:
    """Say whether a column of the rows' own names may hold people's, whatever stands beside."""
    if column.kind not in NAME_KINDS or column.owner or not column.profile.filled:
        return False
    return _are_plain(column, likeness_of(column.kind, column.profile))


def _are_plain(column: Column, likeness: Likeness) -> bool:
    """Say whether names without more may be people's: the header says names, or some show it."""
    return likeness.may_be_people and (_is_told(column) or likeness.people >= 0.2)


def _are_whole(column: Column) -> bool:
    """Say whether the cells hold two words or more, no two alike: given and family names, though none of them is usual."""
    p = column.profile
    return p["one_word"] <= 0.2 and p["words"] <= 3.5 and p["distinct"] >= 0.8 and p["company"] + p["sector"] < 0.2


def _are_personal(column: Column) -> bool:
    """Say whether most telephones are mobile ones, or addresses hold given names: what services and firms have not."""
    shape = MOBILE if column.kind == "phone" else NAMED_MAIL
    said = [text for text in column.profile.examples if any(map(str.isalnum, text))]
    if column.kind == "phone":
        return sum(shape.match(re.sub(r"[^\d+]", "", text)) is not None for text in said) > 0.5 * len(said)
    return sum(any(map(is_given_name, shape.findall(text))) for text in said) > 0.3 * len(said)


def _is_headed_practitioner(column: Column) -> bool:
    read = read_header(column.header) if column.header else None
    return read is not None and read.kind == "practitioner" and column.profile["job"] < 0.3


def _is_civil_status(column: Column) -> bool:
    """Say whether a header says so, or both sexes, several titles or ages are there: crosses and ticks are none."""
    if _is_told(column):
        return True
    if column.kind == "sex":
        said = {fold(x).strip(".") for x in column.profile.examples}
        return not said.isdisjoint(MALES) and not said.isdisjoint(FEMALES)
    return column.kind in {"title", "age"} and column.profile.distinct > 1 and column.confidence >= 0.7


def _is_told(column: Column) -> bool:
    """Say whether the header says what the column is, and no more than that."""
    read = read_header(column.header) if column.header else None
    return read is not None and read.kind in {column.kind, "practitioner"} and read.strength >= 0.85


def may_be_beside(column: Column) -> bool:
    """Say whether a column of other people's names may be that: not the sex of the newborn, nor words under no such header."""
    if column.kind not in NAME_KINDS or not column.profile.filled:
        return True
    p, likeness = column.profile, likeness_of(column.kind, column.profile)
    read = read_header(column.header) if column.header else None
    told = read is not None and column.owner in {read.kind, read.owner}
    small = sum(text[0].islower() for text in p.examples) > 0.5 * len(p.examples)
    if share(column, CODED.search) >= 0.3:
        return False  # the entries of a list of choices
    if p["one_word"] >= 0.8 and p["length"] <= SHORT_CODE and likeness.people < 0.2:
        return False  # initials and accounts of whoever typed the row name nobody
    again = likeness.size <= MOST_AGAIN and likeness.diverse < 0.5
    return p["sex"] <= 0.5 and not likeness.are_things and (told or likeness.people >= 0.2 or not (small or again))


def are_beside(column: Column) -> bool:
    """Say whether a column names people beside the row's own: a rota names doctors on duty and nobody else."""
    if column.owner not in BESIDE or column.kind not in NAME_KINDS or not column.profile.filled:
        return False
    p, likeness = column.profile, likeness_of(column.kind, column.profile)
    if likeness.are_things or likeness.shaped < 0.6 or p["company"] + p["sector"] > 0.3:
        return False
    read = read_header(column.header) if column.header else None
    if read is None or read.strength < 0.85 or column.owner not in {read.kind, read.owner}:
        return p["doctor"] + p["titled"] > 0.5
    whole_words = (
        column.owner == "practitioner"
        and likeness.may_be_people
        and likeness.size >= 3
        and p["job"] < 0.3
        and p["length"] > 3
    )
    return likeness.people >= 0.4 or whole_words


def _are_in_beds(column: Column, typed: Sequence[Column]) -> bool:
    """Say whether family names in capitals stand beside two things that are said of patients: a room and a diet."""
    beside = set(PATIENT_HEADERS.findall(" | ".join(plain_words(c.header) for c in typed if c.profile.filled)))
    return len(beside) >= 2 and column.profile["upper"] >= 0.7 and column.profile["one_word"] >= 0.6


def _are_social_security_numbers(column: Column) -> bool:
    """Say whether keys are right, or the header says it: a bar code or an ISBN may have the shape."""
    p = column.profile
    return p["nir_key"] > 0.3 or (p["nir"] + p["nir_mangled"] > 0.3 and column.confidence >= 0.5)


def _are_birth_dates(column: Column) -> bool:
    """Say whether the header says births; else the dates must be spread as lives are, not as purchases are."""
    read = read_header(column.header) if column.header else None
    low, _, high = column.profile.years
    return (read is not None and read.kind == "birth_date" and read.strength >= 0.85) or high - low >= 40


def _may_be_given_names(column: Column, likeness: Likeness) -> bool:
    """Say whether a column of given names may be that: usual ones among them, or words that differ as names do."""
    if likeness.are_things or likeness.repeats:
        return False
    return likeness.people >= 0.1 or (_is_told(column) and likeness.shaped >= 0.6 and likeness.diverse >= 0.1)


def _are_patient_numbers(column: Column, beside: AbstractSet[str]) -> bool:
    """Say whether numbers that a header calls the patient's are: long enough to tell people apart, under a known header."""
    read = read_header(column.header) if column.header else None
    if column.confidence < 0.6 or column.profile["length"] < SHORTEST_NUMBER:
        return False
    return read is not None and (plain_words(column.header) not in OTHER_NUMBERS or bool(beside & OF_A_STAY))


def _are_stay_numbers(column: Column, kinds: AbstractSet[str]) -> bool:
    """Say whether numbers are of stays: a "dossier" may be of anything, and "séjours" may count them."""
    if column.confidence < 0.8 or column.profile["length"] < SHORTEST_NUMBER:
        return False
    if FILE_NUMBER.search(plain_words(column.header)):
        return (
            "discharge_date" in kinds or len(kinds & {"arrival_date", "diagnosis_code", "diagnosis", "act", "ipp"}) > 1
        )
    return bool(kinds & {"arrival_date", "discharge_date", "diagnosis_code", "sector"})


def _is_working_life(column: Column) -> bool:
    """Say whether a column tells of people at work: jobs that are jobs, numbers, accounts under a header that says so."""
    if column.kind == "job":
        return column.profile["job"] >= 0.2
    return column.confidence >= 0.75 and column.profile["distinct"] >= 0.5


def _names_are_people(column: Column) -> bool:
    p = column.profile
    if p["company"] > 0.25 or p["sector"] > 0.4 or p["file"] > 0.2 or p["name_shape"] < 0.6:
        return False
    likeness = likeness_of(column.kind, p)
    if column.kind != "full_name":
        return likeness.people > 0.5  # titles, or "DUPONT J."
    if p["titled"] + p["doctor"] > 0.4 or p["caps_and_title"] > 0.5 or p["given_after"] + p["given_first"] > 0.4:
        return True
    if PEOPLE_HEADERS.search(plain_words(column.header)) and p["words"] >= 1.8 and likeness.may_be_people:
        return True  # "Nom Prénom": only people have a given name
    return likeness.people > 0.5 and likeness.may_be_people  # "DUPONT J."


def _names_are_patients(column: Column) -> bool:
    """Say whether a header that names patients stands over what may be names: "MARTIN P.", "DUPONT", initials."""
    read = read_header(column.header) if column.header else None
    p = column.profile
    return (
        read is not None
        and read.owner == "patient"
        and read.strength >= 0.85
        and p["name_shape"] >= 0.7
        and p["company"] + p["sector"] + p["file"] < 0.3
    )
