"""Whose the columns of names in one table are, and which part of a name each holds: decided for the table as a whole."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from recense.detect.tables.columns import NAME_KINDS
from recense.detect.tables.headers import plain_words, read_header
from recense.detect.tables.peers import PEER, peers_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.tables.columns import Column
    from recense.detect.tables.profiles import Profile

# what only a row about a patient holds
OF_PATIENTS = (
    "ipp", "nir", "birth_date", "sex", "age", "stay_id", "arrival_date", "discharge_date", "diagnosis", "diagnosis_code",
    "result", "drug",
)  # fmt: skip


def settle_names(typed: list[Column]) -> list[Column]:
    """Let the columns of names of one table correct one another."""
    typed = _insured_alone(typed)
    typed = _doctors_alone(typed)
    typed = peers_apart(typed)
    typed = _initials_beside(typed)
    typed = _pairs_apart(typed)
    return _names_together(typed)


def _insured_alone(typed: list[Column]) -> list[Column]:
    """Where nobody else has a name, the insured person is whom the row is about: dossier, assuré, identité."""
    if any(c.kind in NAME_KINDS and c.owner != "insured" and c.profile.filled for c in typed):
        return typed
    return [replace(c, owner="") if c.owner == "insured" else c for c in typed]


def _doctors_alone(typed: list[Column]) -> list[Column]:
    """Where nothing speaks of a patient, a list with a column of doctors is a list of doctors."""
    doctors = [c for c in typed if c.owner == "practitioner" and c.kind in NAME_KINDS and c.profile.filled]
    if not doctors or own_columns(typed, *NAME_KINDS, *OF_PATIENTS) or any(c.owner == "relative" for c in typed):
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
        if (
            told
            or column.profile["initialed"] < 0.6
            or not [c for c in own_columns(typed, *NAME_KINDS) if c is not column]
        ):
            continue
        reason = f"{column.reason}; its cells are initials and names, beside the row's own person"
        typed = retyped(typed, column, "full_name", 0.7, reason, "practitioner")
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
            typed = retyped(typed, column, column.kind, column.confidence * 0.9, reason, owner)
    return typed


def _name_pairs(typed: Sequence[Column]) -> dict[str, list[Column]]:
    """Return the columns of family and given names by the words that say whose they are, where both are there."""
    found: dict[str, list[Column]] = {}
    for column in own_columns(typed, "family_name", "birth_name", "given_names"):
        if column.header:
            found.setdefault(_whose(column.header), []).append(column)
    return {words: columns for words, columns in found.items() if len({c.kind for c in columns}) == 2}


def _whose(header: str) -> str:
    return " ".join(w for w in plain_words(header).split() if not NAME_WORDS.fullmatch(w) and not w.isdigit())


def own_columns(typed: Sequence[Column], *kinds: str) -> list[Column]:
    """Return the columns of those kinds that hold something of the row's own person."""
    return [c for c in typed if c.kind in kinds and not c.owner and c.profile.filled]


def retyped(
    typed: list[Column], column: Column, kind: str, confidence: float, reason: str, owner: str | None = None
) -> list[Column]:
    """Return the columns with one of them given another kind, or another owner."""
    changed = replace(
        column, kind=kind, confidence=confidence, reason=reason, owner=column.owner if owner is None else owner
    )
    return [changed if c.index == column.index else c for c in typed]


def _headed_as_name(column: Column) -> bool:
    read = read_header(column.header) if column.header else None
    return read is not None and read.kind in NAME_KINDS


def _names_together(typed: list[Column]) -> list[Column]:
    """A "Nom" that holds whole names is a full name; of two name columns side by side one is the given name."""
    given = own_columns(typed, "given_names")
    for column in own_columns(typed, "family_name", "used_name"):
        if not given and _holds_full_names(column.profile):
            typed = retyped(typed, column, "full_name", 0.85, f"{column.reason}; its cells hold whole names")
    typed = _whole_names_beside(typed)
    full, family = own_columns(typed, "full_name"), own_columns(typed, "family_name", "birth_name", "used_name")
    for column in full:
        if given and not family and not _holds_full_names(column.profile):
            typed = retyped(
                typed, column, "family_name", 0.75, f"{column.reason}; a given-name column stands beside it"
            )
    typed = _guessed_names(typed)
    typed = _given_names_apart(typed)
    typed = _full_names_apart(typed)
    if not own_columns(typed, "family_name", "birth_name", "used_name", "full_name"):
        for column in given[:1]:
            if _holds_full_names(column.profile):
                return retyped(typed, column, "full_name", 0.7, f"{column.reason}; its cells hold whole names")
        beside = [
            (not _headed_as_name(c), abs(c.index - g.index), c)
            for c in typed
            for g in given
            if 1 <= abs(c.index - g.index) <= 2 and c.kind in {"other", "city"} and c.profile["name_shape"] > 0.8
        ]
        near = [b for b in beside if b[2].profile["sector"] < 0.3 and b[2].profile["distinct"] > 0.3]
        beside = sorted((b for b in near if b[1] == 1 or not b[0]), key=lambda b: b[:2])
        for _, _, column in beside[:1]:
            typed = retyped(typed, column, "family_name", 0.65, "words beside a column of given names")
    return typed


def _guessed_names(typed: list[Column]) -> list[Column]:
    """Of name columns without header, the fullest is the family name, another the name of birth."""
    if own_columns(typed, "family_name", "full_name"):
        return typed
    guessed = [c for c in own_columns(typed, "used_name", "birth_name") if not c.header]
    for i, column in enumerate(sorted(guessed, key=lambda c: (-c.profile.filled, c.index))):
        typed = retyped(
            typed,
            column,
            "birth_name" if i else "family_name",
            0.6,
            "a name column without header, the fullest" if not i else "another name",
        )
    return typed


def _given_names_apart(typed: list[Column]) -> list[Column]:
    """See names under each other's header, and given names under a header that only says "patient"."""
    family, given = own_columns(typed, "family_name"), own_columns(typed, "given_names")
    if len(family) == 1 and len(given) == 1 and family[0].profile.distinct >= 4:
        under_family, under_given = family[0].profile["given_all"], given[0].profile["given_all"]
        if under_family > 0.4 and under_family - under_given > 0.35:
            reason = "the names and the given names stand under each other's header"
            typed = retyped(typed, family[0], "given_names", 0.65, reason)
            return retyped(typed, given[0], "family_name", 0.65, reason)
    if own_columns(typed, "family_name", "birth_name") and not given:
        for column in own_columns(typed, "full_name"):
            if column.profile["given_all"] > 0.4 and not _holds_full_names(column.profile):
                return retyped(typed, column, "given_names", 0.7, f"{column.reason}; its cells are given names")
    return typed


# headers under which another person stands when the row's own is named already
PROFESSIONAL = re.compile(
    r"\b(?:INTERVENANT|REFERENT|RESPONSABLE|PROFESSIONNEL|AGENT|SALARIE|EMPLOYE|COLLABORATEUR|MEMBRE|TITULAIRE|SUPPLEANT|SIGNATAIRE)"
)
BESIDE = re.compile(r"\b(?:DEMANDEUR|CONTACT|INTERLOCUTEUR|MERE|ENFANT|ASSURE|DONNEUR)")


def _full_names_apart(typed: list[Column]) -> list[Column]:
    """Of several whole-name columns one is the row's own person; doctors and contacts are people beside."""
    own = own_columns(typed, "full_name")
    named = bool(own_columns(typed, "family_name", "birth_name") and own_columns(typed, "given_names"))
    if len(own) + named < 2:
        return typed
    born = {c.index - 1 for c in own_columns(typed, "birth_date")}
    for column in sorted(own, key=lambda c: (c.index in born, c.index)):  # whose birth date follows is the row's own
        words = plain_words(column.header)
        if len(own_columns(typed, "full_name")) + named < 2:
            break
        if column.profile["doctor"] > 0.3 or PROFESSIONAL.search(words):
            typed = retyped(
                typed,
                column,
                "full_name",
                column.confidence * 0.9,
                f"{column.reason}; a professional beside the row's own person",
                "practitioner",
            )
        elif named and column.header and read_header(column.header) is None:
            typed = retyped(
                typed, column, "other", 0.5, f"{column.reason}; but the row's own person is named in other columns"
            )
        elif BESIDE.search(words) or (not words and (named or any(c.header for c in own))):
            typed = retyped(
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
            typed = retyped(typed, column, "full_name", 0.85, f"{column.reason}; its cells hold whole names")
    return typed


def _holds_full_names(profile: Profile) -> bool:
    whole = max(
        profile["caps_and_title"] + profile["titled"] + profile["doctor"],
        profile["given_after"],
        profile["given_first"] - profile["given_all"],
    )
    return profile["one_word"] < 0.3 and whole >= 0.4
