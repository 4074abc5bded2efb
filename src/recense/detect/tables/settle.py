"""The columns of one table correct one another: names, dates, places and telephones as a whole."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from recense.detect.tables.columns import NAME_KINDS
from recense.detect.tables.headers import plain_words
from recense.detect.tables.whose import own_columns, retyped, settle_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.tables.columns import Column
    from recense.detect.tables.grid import Cells
    from recense.detect.tables.profiles import Profile

DATE_KINDS = frozenset({"birth_date", "death_date", "arrival_date", "discharge_date", "appointment", "date"})


def settle(typed: list[Column], columns: Sequence[Cells]) -> list[Column]:
    """Let the columns of one table correct one another."""
    typed = settle_names(typed)
    typed = _phones_together(typed)
    typed = _numbers_together(typed)
    typed = _words_of_two_meanings(typed)
    typed = _places_together(typed)
    typed = _dates_together(typed, columns)
    return _one_of_each(typed)


def _phones_together(typed: list[Column]) -> list[Column]:
    """A telephone right after a contact's name is the contact's, when the row's own person has another."""
    relatives = {c.index for c in typed if c.owner == "relative" and c.kind in NAME_KINDS}
    for column in own_columns(typed, "phone"):
        if (
            column.index - 1 in relatives
            and len(own_columns(typed, "phone")) > 1
            and not (column.header and "PATIENT" in plain_words(column.header))
        ):
            typed = retyped(
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
    for column in [c for c in own_columns(typed, "phone") if not c.header and c.profile["phone_bare"] > 0.5]:
        begins = Counter(v[:4] for v in column.profile.examples)
        if len(column.profile.examples) >= 5 and max(begins.values()) > 0.5 * begins.total():
            typed = retyped(typed, column, "stay_id", 0.5, "numbers of nine digits that begin alike: no telephones")
    if own_columns(typed, "birth_date") and not own_columns(typed, "job", "rpps", "adeli", "login", "password"):
        for column in [c for c in own_columns(typed, "staff_id") if not c.header]:
            free = "ipp" if not own_columns(typed, "ipp") else "stay_id"
            typed = retyped(typed, column, free, 0.55, "numbers of people with birth dates and no working life")
    return typed


MEASURES = re.compile(r"(?:TEST|TAUX|SCORE|TERME|NOTE|VALEUR|MESURE|RESULTAT)S?")
TRAINING = re.compile(r"\b(?:FORMATIONS?|SESSIONS?|STAGES?|MODULES?|EVALUATIONS?|ENTRETIEN|QUOTITE|CONTRAT)\b")


def _words_of_two_meanings(typed: list[Column]) -> list[Column]:
    """Let the neighbours say what a header of two meanings means: the score of a training, the code of a door, an account."""
    at_work = own_columns(typed, "job", "staff_id", "login", "rpps") or any(
        TRAINING.search(plain_words(c.header)) for c in typed
    )
    patients = own_columns(typed, "ipp", "nir", "birth_date", "diagnosis", "diagnosis_code", "drug", "age", "stay_id")
    for column in own_columns(typed, "result", "password", "stay_id"):
        words = plain_words(column.header)
        if (
            (column.kind == "result" and MEASURES.fullmatch(words) and at_work and not patients)
            or (column.kind == "password" and words == "CODE ACCES" and not own_columns(typed, "login", "email"))
            or (column.kind == "stay_id" and "ACCOUNT" in words and own_columns(typed, "iban", "bic", "amount"))
        ):
            typed = retyped(typed, column, "other", 0.6, f"{column.reason}; its neighbours speak of something else")
    return typed


def _places_together(typed: list[Column]) -> list[Column]:
    """Words beside a postcode are a city; a town without header is where people live, when nothing else says it."""
    for column in own_columns(typed, "birth_place"):
        if not column.header and not own_columns(typed, "city") and own_columns(typed, "postcode", "street"):
            typed = retyped(typed, column, "city", 0.65, "towns beside an address")
    for postcode in own_columns(typed, "postcode"):
        if own_columns(typed, "city"):
            break
        for column in typed:
            if (
                column.index == postcode.index + 1
                and column.kind in {"other", "family_name", "full_name"}
                and not column.header
            ):
                typed = retyped(typed, column, "city", 0.8, "words beside a postcode")
    return typed


def _dates_together(typed: list[Column], columns: Sequence[Cells]) -> list[Column]:
    """The birth date is the one with lives in it; of two recent dates the earlier is the arrival."""
    if not own_columns(typed, "birth_date"):
        old = [c for c in typed if _is_loose_date(c) and _looks_like_births(c.profile)]
        for column in old[:1]:
            typed = retyped(typed, column, "birth_date", 0.85, "dates spread over a lifetime")
    loose = [c for c in typed if _is_loose_date(c) and not _looks_like_births(c.profile)]
    if own_columns(typed, "job", "staff_id", "login", "rpps"):  # dates of working life
        for column in loose:
            typed = retyped(typed, column, "date", 0.6, "a recent date beside working life")
        return typed
    if len(loose) >= 2 and not [c for c in own_columns(typed, "arrival_date", "discharge_date") if c not in loose]:
        return _earlier_and_later(typed, loose[0], loose[1], columns)
    for column in loose[:1]:
        if column.kind == "date" and column.index > 0 and own_columns(typed, "birth_date", "ipp", "nir", "stay_id"):
            typed = retyped(typed, column, "arrival_date", 0.5, "a recent date beside a patient's identity")
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
    typed = retyped(typed, first, "arrival_date", 0.65, "the earlier of two recent dates")
    return retyped(typed, second, "discharge_date", 0.65, "the later of two recent dates")


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
    dates = [
        c for c in own_columns(typed, "date") if plain_words(c.header) in {"DATE", "DATES", "LE", "JOUR", "DAT", ""}
    ]
    if len(dates) != 1 or own_columns(typed, "arrival_date", "discharge_date", "appointment"):
        return typed
    said = " ".join(plain_words(n.replace("/", " ")) for n in names)
    for kind, words in NAMED_DATES:
        if words.search(said):
            return retyped(typed, dates[0], kind, 0.75, f"the only date of a list that is named for it ({kind})")
    if own_columns(typed, "act", "result") and own_columns(typed, "ipp", "birth_date", "stay_id"):
        return retyped(typed, dates[0], "appointment", 0.72, "the date of an examination of the row's patient")
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
        same = own_columns(typed, kind)
        keep = max(same, key=lambda c: (c.confidence, -c.index), default=None)
        for column in same:
            if column is not keep and column.confidence < 0.9:
                typed = retyped(typed, column, instead, 0.5, f"{column.reason}; another column is a surer {kind}")
    return typed
