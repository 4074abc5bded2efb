"""The columns of one table correct one another: names, dates, places and telephones as a whole."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from recense.detect.tables.columns import NAME_KINDS
from recense.detect.tables.headers import plain_words, read_header
from recense.detect.tables.peers import PEER, peers_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.tables.columns import Column
    from recense.detect.tables.grid import Cells
    from recense.detect.tables.profiles import Profile

# what only a row about a patient holds
OF_PATIENTS = (
    "ipp", "nir", "birth_date", "sex", "age", "stay_id", "arrival_date", "discharge_date", "diagnosis", "diagnosis_code",
    "result", "drug",
)  # fmt: skip
DATE_KINDS = frozenset({"birth_date", "death_date", "arrival_date", "discharge_date", "appointment", "date"})


def settle(typed: list[Column], columns: Sequence[Cells]) -> list[Column]:
    """Let the columns of one table correct one another."""
    typed = _insured_alone(typed)
    typed = _doctors_alone(typed)
    typed = peers_apart(typed)
    typed = _initials_beside(typed)
    typed = _pairs_apart(typed)
    typed = _names_together(typed)
    typed = _phones_together(typed)
    typed = _numbers_together(typed)
    typed = _places_together(typed)
    typed = _dates_together(typed, columns)
    return _one_of_each(typed)


def _insured_alone(typed: list[Column]) -> list[Column]:
    """Where nobody else has a name, the insured person is whom the row is about: dossier, assuré, identité."""
    if any(c.kind in NAME_KINDS and c.owner != "insured" and c.profile.filled for c in typed):
        return typed
    return [replace(c, owner="") if c.owner == "insured" else c for c in typed]


def _doctors_alone(typed: list[Column]) -> list[Column]:
    """Where nothing speaks of a patient, a list with a column of doctors is a list of doctors."""
    doctors = [c for c in typed if c.owner == "practitioner" and c.kind in NAME_KINDS and c.profile.filled]
    if not doctors or _own(typed, *NAME_KINDS, *OF_PATIENTS) or any(c.owner == "relative" for c in typed):
        return typed
    if len({c.kind for c in doctors}) < len(doctors):  # two doctors a row: the first is whom it is about
        doctors = doctors[:1]
    mine = {c.index for c in doctors}
    return [replace(c, owner="", reason=f"{c.reason}; nobody else is named") if c.index in mine else c for c in typed]


def _initials_beside(typed: list[Column]) -> list[Column]:
    """See "M. PRUVOST", "Noël V." under a header that says nothing: who did something for the person of the row."""
    if any(c.owner == PEER for c in typed):
        return typed
    for column in typed:
        read = read_header(column.header) if column.header else None
        told = read is not None and read.strength >= 0.9 and read.kind != "other"
        if told or column.profile["initialed"] < 0.6 or not [c for c in _own(typed, *NAME_KINDS) if c is not column]:
            continue
        reason = f"{column.reason}; its cells are initials and names, beside the row's own person"
        typed = _retyped(typed, column, "full_name", 0.7, reason, "practitioner")
    return typed


# words of headers of names that do not say whose they are
NAME_WORDS = re.compile(
    r"(?:PRE)?NOMS?|NAMES?|FAMIL(?:Y|LE)|GIVEN|LAST|FIRST|PREN?|USUEL|USAGE|USU|MARITAL|NAI(?:SSANCE|SS|S)?|JF|JEUNE|FILLE"
    r"|EPOUSE|PATRONYMIQUE|COMPLET"
)


def _pairs_apart(typed: list[Column]) -> list[Column]:
    """Of names with words of their own ("nom_pat, op_nom, op_prenom"; "Madame nom, Monsieur nom") the later are other people."""
    pairs = _name_pairs(typed)
    for words in list(pairs)[1:]:
        beside = [c for c in typed if not c.owner and words and words in _whose(c.header).split()]
        owner = "practitioner" if any(c.kind in {"rpps", "adeli", "job"} for c in beside) else "relative"
        for column in [*pairs[words], *(c for c in beside if c.kind in {"phone", "email", "rpps"})]:
            reason = f"{column.reason}; its header names another person than the first"
            typed = _retyped(typed, column, column.kind, column.confidence * 0.9, reason, owner)
    return typed


def _name_pairs(typed: Sequence[Column]) -> dict[str, list[Column]]:
    """Return the columns of family and given names by the words that say whose they are, where both are there."""
    found: dict[str, list[Column]] = {}
    for column in _own(typed, "family_name", "birth_name", "given_names"):
        if column.header:
            found.setdefault(_whose(column.header), []).append(column)
    return {words: columns for words, columns in found.items() if len({c.kind for c in columns}) == 2}


def _whose(header: str) -> str:
    return " ".join(w for w in plain_words(header).split() if not NAME_WORDS.fullmatch(w) and not w.isdigit())


def _own(typed: Sequence[Column], *kinds: str) -> list[Column]:
    return [c for c in typed if c.kind in kinds and not c.owner and c.profile.filled]


def _retyped(
    typed: list[Column], column: Column, kind: str, confidence: float, reason: str, owner: str | None = None
) -> list[Column]:
    changed = replace(
        column, kind=kind, confidence=confidence, reason=reason, owner=column.owner if owner is None else owner
    )
    return [changed if c.index == column.index else c for c in typed]


def _names_together(typed: list[Column]) -> list[Column]:
    """A "Nom" that holds whole names is a full name; of two name columns side by side one is the given name."""
    given = _own(typed, "given_names")
    for column in _own(typed, "family_name", "used_name"):
        if not given and _holds_full_names(column.profile):
            typed = _retyped(typed, column, "full_name", 0.85, f"{column.reason}; its cells hold whole names")
    typed = _whole_names_beside(typed)
    full, family = _own(typed, "full_name"), _own(typed, "family_name", "birth_name", "used_name")
    for column in full:
        if given and not family and not _holds_full_names(column.profile):
            typed = _retyped(
                typed, column, "family_name", 0.75, f"{column.reason}; a given-name column stands beside it"
            )
    typed = _guessed_names(typed)
    typed = _given_names_apart(typed)
    typed = _full_names_apart(typed)
    if not _own(typed, "family_name", "birth_name", "used_name", "full_name"):
        for column in given[:1]:
            if _holds_full_names(column.profile):
                return _retyped(typed, column, "full_name", 0.7, f"{column.reason}; its cells hold whole names")
        beside = [
            c
            for c in typed
            for g in given
            if abs(c.index - g.index) == 1 and c.kind in {"other", "city"} and c.profile["name_shape"] > 0.8
        ]
        beside = [c for c in beside if c.profile["sector"] < 0.3 and c.profile["distinct"] > 0.3]
        for column in beside[:1]:
            typed = _retyped(typed, column, "family_name", 0.65, "words beside a column of given names")
    return typed


def _guessed_names(typed: list[Column]) -> list[Column]:
    """Of name columns without header, the fullest is the family name, another the name of birth."""
    if _own(typed, "family_name", "full_name"):
        return typed
    guessed = [c for c in _own(typed, "used_name", "birth_name") if not c.header]
    for i, column in enumerate(sorted(guessed, key=lambda c: (-c.profile.filled, c.index))):
        typed = _retyped(
            typed,
            column,
            "birth_name" if i else "family_name",
            0.6,
            "a name column without header, the fullest" if not i else "another name",
        )
    return typed


def _given_names_apart(typed: list[Column]) -> list[Column]:
    """See names under each other's header, and given names under a header that only says "patient"."""
    family, given = _own(typed, "family_name"), _own(typed, "given_names")
    if len(family) == 1 and len(given) == 1 and family[0].profile.distinct >= 4:
        under_family, under_given = family[0].profile["given_all"], given[0].profile["given_all"]
        if under_family > 0.4 and under_family - under_given > 0.35:
            reason = "the names and the given names stand under each other's header"
            typed = _retyped(typed, family[0], "given_names", 0.65, reason)
            return _retyped(typed, given[0], "family_name", 0.65, reason)
    if _own(typed, "family_name", "birth_name") and not given:
        for column in _own(typed, "full_name"):
            if column.profile["given_all"] > 0.4 and not _holds_full_names(column.profile):
                return _retyped(typed, column, "given_names", 0.7, f"{column.reason}; its cells are given names")
    return typed


# headers under which another person stands when the row's own is named already
PROFESSIONAL = re.compile(
    r"\b(?:INTERVENANT|REFERENT|RESPONSABLE|PROFESSIONNEL|AGENT|SALARIE|EMPLOYE|COLLABORATEUR|MEMBRE|TITULAIRE|SUPPLEANT|SIGNATAIRE)"
)
BESIDE = re.compile(r"\b(?:DEMANDEUR|CONTACT|INTERLOCUTEUR|MERE|ENFANT|ASSURE|DONNEUR)")


def _full_names_apart(typed: list[Column]) -> list[Column]:
    """Of several whole-name columns one is the row's own person; doctors and contacts are people beside."""
    own = _own(typed, "full_name")
    named = bool(_own(typed, "family_name", "birth_name") and _own(typed, "given_names"))
    if len(own) + named < 2:
        return typed
    born = {c.index - 1 for c in _own(typed, "birth_date")}
    for column in sorted(own, key=lambda c: (c.index in born, c.index)):  # whose birth date follows is the row's own
        words = plain_words(column.header)
        if len(_own(typed, "full_name")) + named < 2:
            break
        if column.profile["doctor"] > 0.3 or PROFESSIONAL.search(words):
            typed = _retyped(
                typed,
                column,
                "full_name",
                column.confidence * 0.9,
                f"{column.reason}; a professional beside the row's own person",
                "practitioner",
            )
        elif named and column.header and read_header(column.header) is None:
            typed = _retyped(
                typed, column, "other", 0.5, f"{column.reason}; but the row's own person is named in other columns"
            )
        elif BESIDE.search(words) or (not words and (named or any(c.header for c in own))):
            typed = _retyped(
                typed,
                column,
                "full_name",
                column.confidence * 0.9,
                f"{column.reason}; another person beside the row's own",
                "relative",
            )
    return typed


def _whole_names_beside(typed: list[Column]) -> list[Column]:
    """See whole names under "Nom du contact" and the like."""
    for column in [c for c in typed if c.owner and c.kind == "family_name" and _holds_full_names(c.profile)]:
        if not any(c.owner == column.owner and c.kind == "given_names" for c in typed):
            typed = _retyped(typed, column, "full_name", 0.85, f"{column.reason}; its cells hold whole names")
    return typed


def _holds_full_names(profile: Profile) -> bool:
    whole = max(
        profile["caps_and_title"] + profile["titled"] + profile["doctor"],
        profile["given_after"],
        profile["given_first"] - profile["given_all"],
    )
    return profile["one_word"] < 0.3 and whole >= 0.4


def _phones_together(typed: list[Column]) -> list[Column]:
    """A telephone right after a contact's name is the contact's, when the row's own person has another."""
    relatives = {c.index for c in typed if c.owner == "relative" and c.kind in NAME_KINDS}
    for column in _own(typed, "phone"):
        if (
            column.index - 1 in relatives
            and len(_own(typed, "phone")) > 1
            and not (column.header and "PATIENT" in plain_words(column.header))
        ):
            typed = _retyped(
                typed,
                column,
                "phone",
                column.confidence * 0.9,
                f"{column.reason}; it follows a contact's name",
                "relative",
            )
    return typed


def _numbers_together(typed: list[Column]) -> list[Column]:
    """Numbers without header are those of patients where birth dates stand and no working life; telephones differ early."""
    for column in [c for c in _own(typed, "phone") if not c.header and c.profile["phone_bare"] > 0.5]:
        begins = Counter(v[:4] for v in column.profile.examples)
        if len(column.profile.examples) >= 5 and max(begins.values()) > 0.5 * begins.total():
            typed = _retyped(typed, column, "stay_id", 0.5, "numbers of nine digits that begin alike: no telephones")
    if _own(typed, "birth_date") and not _own(typed, "job", "rpps", "adeli", "login", "password"):
        for column in [c for c in _own(typed, "staff_id") if not c.header]:
            free = "ipp" if not _own(typed, "ipp") else "stay_id"
            typed = _retyped(typed, column, free, 0.55, "numbers of people with birth dates and no working life")
    return typed


def _places_together(typed: list[Column]) -> list[Column]:
    """Words beside a postcode are a city; a town without header is where people live, when nothing else says it."""
    for column in _own(typed, "birth_place"):
        if not column.header and not _own(typed, "city") and _own(typed, "postcode", "street"):
            typed = _retyped(typed, column, "city", 0.65, "towns beside an address")
    for postcode in _own(typed, "postcode"):
        if _own(typed, "city"):
            break
        for column in typed:
            if (
                column.index == postcode.index + 1
                and column.kind in {"other", "family_name", "full_name"}
                and not column.header
            ):
                typed = _retyped(typed, column, "city", 0.8, "words beside a postcode")
    return typed


def _dates_together(typed: list[Column], columns: Sequence[Cells]) -> list[Column]:
    """The birth date is the one with lives in it; of two recent dates the earlier is the arrival."""
    if not _own(typed, "birth_date"):
        old = [c for c in typed if _is_loose_date(c) and _looks_like_births(c.profile)]
        for column in old[:1]:
            typed = _retyped(typed, column, "birth_date", 0.85, "dates spread over a lifetime")
    loose = [c for c in typed if _is_loose_date(c) and not _looks_like_births(c.profile)]
    if _own(typed, "job", "staff_id", "login", "rpps"):  # dates of working life
        for column in loose:
            typed = _retyped(typed, column, "date", 0.6, "a recent date beside working life")
        return typed
    if len(loose) >= 2 and not [c for c in _own(typed, "arrival_date", "discharge_date") if c not in loose]:
        return _earlier_and_later(typed, loose[0], loose[1], columns)
    for column in loose[:1]:
        if column.kind == "date" and column.index > 0 and _own(typed, "birth_date", "ipp", "nir", "stay_id"):
            typed = _retyped(typed, column, "arrival_date", 0.5, "a recent date beside a patient's identity")
    return typed


def _is_loose_date(column: Column) -> bool:
    """Say whether a column holds dates that no header explains."""
    return (
        column.kind in DATE_KINDS
        and not column.owner
        and not column.header
        and column.profile["date"] + column.profile["serial"] > 0.5
    )


def _earlier_and_later(typed: list[Column], first: Column, second: Column, columns: Sequence[Cells]) -> list[Column]:
    """Of two recent dates, one never after the other in a row, the earlier is the arrival."""
    if _share_in_order(columns[second.index], columns[first.index], second.profile, first.profile) > 0.95:
        if _share_in_order(columns[first.index], columns[second.index], first.profile, second.profile) <= 0.95:
            first, second = second, first
    elif _share_in_order(columns[first.index], columns[second.index], first.profile, second.profile) <= 0.95:
        return typed
    typed = _retyped(typed, first, "arrival_date", 0.65, "the earlier of two recent dates")
    return _retyped(typed, second, "discharge_date", 0.65, "the later of two recent dates")


# what a list is about, and so what its only "Date" is
NAMED_DATES = (
    ("discharge_date", re.compile(r"\b(?:SORTIES?|SORTANTS?)\b")),
    (
        "arrival_date",
        re.compile(r"\b(?:ENTREES?|ENTRANTS?|ARRIVEES?|ADMISSIONS?|PASSAGES?|VENUES?|HOSPITALISATIONS?|MOUVEMENTS?)\b"),
    ),
    (
        "appointment",
        re.compile(
            r"\b(?:RDV|RENDEZ VOUS|AGENDA|CONSULTATIONS?|BLOC|OPERATOIRE|CONVOCATIONS?|PLANNING|VACCIN\w*|SEANCES?)\b"
        ),
    ),
)


def dates_by_name(typed: list[Column], names: Sequence[str]) -> list[Column]:
    """Take the list's own name for what its one date of care is: "Date" in a list of arrivals."""
    dates = [c for c in _own(typed, "date") if plain_words(c.header) in {"DATE", "DATES", "LE", "JOUR", "DAT", ""}]
    if len(dates) != 1 or _own(typed, "arrival_date", "discharge_date", "appointment"):
        return typed
    said = " ".join(plain_words(n.replace("/", " ")) for n in names)
    for kind, words in NAMED_DATES:
        if words.search(said):
            return _retyped(typed, dates[0], kind, 0.75, f"the only date of a list that is named for it ({kind})")
    if _own(typed, "act", "result") and _own(typed, "ipp", "birth_date", "stay_id"):
        return _retyped(typed, dates[0], "appointment", 0.72, "the date of an examination of the row's patient")
    return typed


def _looks_like_births(profile: Profile) -> bool:
    low, middle, high = profile.years
    return bool(low) and high - low >= 20 and middle <= 2012 if profile.distinct > 3 else bool(low) and high <= 2012


def _share_in_order(first: Cells, second: Cells, a: Profile, b: Profile) -> float:
    """Return the share of rows in which the first date is not after the second (of at most 300 rows, where both are read)."""
    pairs = ((first[i], second[i]) for i in range(min(len(first), 300)))
    known = [
        (a.dates.by_text[x].date, b.dates.by_text[y].date)
        for x, y in pairs
        if x in a.dates.by_text and y in b.dates.by_text
    ]
    dated = [(x, y) for x, y in known if x and y]
    return sum(x <= y for x, y in dated) / len(dated) if dated else 0.0


def _one_of_each(typed: list[Column]) -> list[Column]:
    """Two columns cannot both be the family name: the less sure one becomes what the house can still use."""
    spare = {
        "family_name": "birth_name",
        "full_name": "other",
        "birth_date": "date",
        "sex": "other",
        "ipp": "other",
        "birth_name": "used_name",
    }
    for kind, instead in spare.items():
        same = _own(typed, kind)
        keep = max(same, key=lambda c: (c.confidence, -c.index), default=None)
        for column in same:
            if column is not keep and column.confidence < 0.9:
                typed = _retyped(typed, column, instead, 0.5, f"{column.reason}; another column is a surer {kind}")
    return typed
