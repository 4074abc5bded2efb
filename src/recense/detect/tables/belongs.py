"""Whose the columns beside a name are, once it is known whom the rows are about.

"Contact", "Utilisateur" or "Identifiant" mean one thing in a list of patients and another in a list of agents; some
headers promise what the values are not ("Famille" over yes and no). The values and the subject decide here, column by
column, so that nobody is given a category for somebody else's data.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from recense.detect.names import fold
from recense.detect.tables.columns import NAME_KINDS
from recense.detect.tables.headers import plain_words, read_header
from recense.detect.text.clinical import find_clinical
from recense.model import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from recense.detect.tables.columns import Column

ONE_EACH = 0.9  # distinct values over filled cells from which a value is the row's own
REPEATED = 0.5  # and up to which it is one of a few that come again
ENOUGH = 10  # filled cells from which it can be told
MEDICAL = frozenset({"diagnosis", "act", "drug", "result"})

MONEY = re.compile(r"[-+(]?\s?(?:€|EUR)?\s?\d[\d .,\u00a0\u202f']*\)?\s?(?:€|EUR|EUROS?|E)?", re.IGNORECASE)
MARK = re.compile(r"(?:OUI|NON|O|N|X|1|0|OK|VRAI|FAUX|TRUE|FALSE|YES|NO|FAIT|VU|PREVENUE?S?|INFORMEE?S?|JOINTE?S?)")
CONTACT_ONLY = frozenset({"TEL", "TELEPHONE", "NUMERO", "NUM", "NO", "N", "CONTACT", "MAIL", "EMAIL", "ADRESSE"})
EITHER = re.compile(r"(?:^|\b)(?:CONTACT|REFERENT|RESPONSABLE|INTERLOCUTEUR|URGENCE)S?(?:\b|$)")
TYPIST = re.compile(
    r"\b(?:SAISIE?|CREE|CREATION|CREATEUR|MAJ|MODIF\w*|AUTEUR|OPERATEUR|OP|AGENT|PAR|VALID\w*|EDITE|TRAITE)\b"
)
OF_STAFF = re.compile(r"\b(?:AGENT|MATRICULE|MATR?|MLE|BADGE|RH|SALARIE|EMPLOYE|PERSONNEL|EMP\w*|STAFF)\b")
WAY = re.compile(r"\b(?:MODE (?:ENTREE|SORTIE|ADMISSION|ARRIVEE)|PROVENANCE|DESTINATION|DEVENIR|VENANT|ORIENTATION)\b")
WAY_SHORT = re.compile(r"(?:MODE|ORIGINE|RETOUR|DEST|ENTREE|SORTIE|SORTIE VERS|ADRESSE)")
WAYS = re.compile(
    r"\b(?:DOMICILE|URGENCES?|MUTATION|TRANSFERT|SMUR|SAMU|POMPIERS?|PROGRAMMEE?|DECES|EHPAD|SSR|SMR|HAD|PROVENANCE|RAD)\b"
)


def belonging(typed: Sequence[Column], role: Role | None) -> list[Column]:
    """Retype the columns of a table whose rows are about people of this role. The others are returned as they are."""
    if role is None:
        return list(typed)
    columns = [_as_valued(c) if c.profile.filled else c for c in typed]
    columns = _contact_is_own(columns)
    return _beside_patients(columns) if role is Role.PATIENT else _beside_workers(columns, role)


# --- whoever the rows are about --------------------------------------------------------------------------------------


def _retyped(column: Column, kind: str, why: str, owner: str = "") -> Column:
    return replace(
        column,
        kind=kind,
        owner=owner,
        confidence=min(column.confidence, 0.69),
        reason=f"{column.reason}; {why}",
    )


def _share(column: Column, holds: Callable[[str], object]) -> float:
    examples = column.profile.examples
    return sum(bool(holds(v)) for v in examples) / max(len(examples), 1)


def _as_valued(column: Column) -> Column:
    """Take a column for what its values are where its header promised something else."""
    words = plain_words(column.header) if column.header else ""
    if column.owner in {"relative", "practitioner"} and column.kind in NAME_KINDS:
        return _names_beside(column, words)
    if column.kind == "amount" and _share(column, lambda v: MONEY.fullmatch(v.strip())) < REPEATED:
        return _retyped(column, "other", "its values are no amounts")
    if column.kind in {"sector", "other"} and not column.owner:
        if WAY.search(words) or (
            WAY_SHORT.fullmatch(words) and _share(column, lambda v: WAYS.search(fold(v))) >= REPEATED
        ):
            return _retyped(column, "way", "the way in or out, not the sector")
        if column.kind == "sector" and not words and column.profile["sector"] < REPEATED:
            return _retyped(column, "other", "few of its values are sectors")
        if column.kind == "sector" and column.profile["sex"] > ONE_EACH:
            return _retyped(column, "sex", "its values are those of a sex")
    return column


def _names_beside(column: Column, words: str) -> Column:
    """Tell a relative from a professional, and both from what names nobody."""
    profile = column.profile
    if _share(column, lambda v: MARK.fullmatch(fold(v)) or not any(map(str.isalpha, v))) > REPEATED:
        return _retyped(column, "other", "marks, not names")
    if column.owner == "practitioner" and profile["act"] + profile["dose"] > REPEATED and profile["doctor"] < 0.2:
        return _retyped(column, "act" if profile["act"] >= profile["dose"] else "drug", "acts, not names")
    unsure = not words or read_header(column.header) is None or bool(EITHER.search(words))
    if column.owner == "relative" and unsure and profile.filled >= ENOUGH and profile["distinct"] <= REPEATED:
        return _retyped(column, column.kind, "a few names that come again are professionals", "practitioner")
    return column


def _contact_is_own(typed: list[Column]) -> list[Column]:
    """A number "Contact" is the row's own person's, where nobody else is named and they have no other."""
    if any(c.owner == "relative" and c.kind in NAME_KINDS and c.profile.filled for c in typed):
        return typed
    held = {c.kind for c in typed if not c.owner and c.profile.filled}
    return [
        _retyped(c, c.kind, "nobody else is named whom it could reach")
        if c.owner == "relative"
        and c.kind in {"phone", "email"}
        and c.kind not in held
        and CONTACT_ONLY.issuperset(plain_words(c.header).split())
        else c
        for c in typed
    ]


# --- rows about patients ---------------------------------------------------------------------------------------------


def _beside_patients(typed: list[Column]) -> list[Column]:
    """Beside a patient, a professional number is the doctor's and an account is the typist's, unless each has one."""
    numbered = any(c.kind == "ipp" and not c.owner and c.profile.filled for c in typed)
    secret = any(c.kind == "password" and _one_each(c) for c in typed)
    made = []
    for column in typed:
        changed = column
        if column.owner or not column.profile.filled:
            pass
        elif column.kind in {"rpps", "adeli"}:
            changed = _retyped(column, column.kind, "a patient has none: the professional's", "practitioner")
        elif column.kind in {"login", "password", "staff_id"} and not _is_own_account(column, secret=secret):
            number = column.kind != "password" and not numbered and _is_number_of_each(column)
            numbered |= number
            kind, why = ("ipp", "a number for each patient") if number else ("other", "of whoever typed the row")
            changed = _retyped(column, kind, why)
        made.append(changed)
    return made


def _one_each(column: Column) -> bool:
    return column.profile["distinct"] >= ONE_EACH


def _is_own_account(column: Column, *, secret: bool) -> bool:
    words = plain_words(column.header)
    if column.kind == "staff_id":
        return bool(OF_STAFF.search(words)) and _one_each(column) and column.profile.filled >= ENOUGH
    if column.profile["digits"] > ONE_EACH and not secret:
        return False
    if TYPIST.search(words):
        return False
    return _one_each(column) and (secret or column.profile.filled >= ENOUGH // 2)


def _is_number_of_each(column: Column) -> bool:
    words = plain_words(column.header)
    codes = column.profile["digits"] + column.profile["code"]
    return _one_each(column) and codes > REPEATED and not (TYPIST.search(words) or OF_STAFF.search(words))


# --- rows about staff and others -------------------------------------------------------------------------------------


def _beside_workers(typed: list[Column], role: Role) -> list[Column]:
    """Beside an agent, "Taux" or "Motif" is medical when its values are; a number is no account."""
    secret = any(c.kind == "password" and c.profile.filled for c in typed)
    numbered = any(c.kind == "staff_id" and c.profile.filled for c in typed)
    made = []
    for column in typed:
        changed = column
        if column.owner or not column.profile.filled:
            pass
        elif column.kind in MEDICAL and not _is_medical(column):
            changed = _retyped(column, "other", "nothing clinical in its values")
        elif column.kind == "login" and not secret and column.profile["digits"] > ONE_EACH:
            kind = "staff_id" if role is Role.STAFF and not numbered else "other"
            changed = _retyped(column, kind, "numbers, not accounts")
        made.append(changed)
    return made


def _is_medical(column: Column) -> bool:
    p = column.profile
    return max(p["cim10"], p["ccam"], p["dose"], p["act"], _share(column, find_clinical)) >= 0.3
