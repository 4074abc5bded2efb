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
ACCOUNT = frozenset({"login", "password"})
NUMBERS = frozenset({"ipp", "stay_id", "staff_id"})

MONEY = re.compile(r"[-+(]?\s?(?:€|EUR)?\s?\d[\d .,\u00a0\u202f']*\)?\s?(?:€|EUR|EUROS?|E)?", re.IGNORECASE)
MARK = re.compile(r"(?:OUI|NON|O|N|X|1|0|OK|VRAI|FAUX|TRUE|FALSE|YES|NO|FAIT|VU|PREVENUE?S?|INFORMEE?S?|JOINTE?S?)")
CONTACT_ONLY = frozenset({"TEL", "TELEPHONE", "NUMERO", "NUM", "NO", "N", "CONTACT", "MAIL", "EMAIL", "ADRESSE"})
EITHER = re.compile(r"(?:^|\b)(?:CONTACT|REFERENT|RESPONSABLE|INTERLOCUTEUR|URGENCE)S?(?:\b|$)")
TYPIST = re.compile(
    r"\b(?:SAISIE?|CREE|CREATION|CREATEUR|MAJ|MODIF\w*|AUTEUR|OPERATEUR|OP|AGENT|PAR|VALID\w*|EDITE|TRAITE)\b"
)
KIN = re.compile(
    r"\b(?:PREVENIR|URGENCE|CONFIANCE|PROCHES?|FAMILLE|AIDANT|PARENTS?|MERE|PERE|CONJOINTE?|TUTEUR|ENTOURAGE|REPRESENTANT)\b"
)
INSURER = re.compile(r"\b(?:MUTUELLE|ADHERENT|AMC|COMPLEMENTAIRE|ORGANISME COMPLEMENTAIRE|CAISSE|ASSUREUR)\b")
THING = re.compile(
    r"\b(?:LOT|TITRE|SERIE|FACT\w*|PROMO\w*|INVENTAIRE|PDS|POIDS|CONTRAT|BUVARD|ECHANTILLON|PRELEVEMENT|BADGE)\b"
)
MARITAL = re.compile(
    r"\b(?:MARIEE?|CELIBATAIRE|VEUF|VEUVE|VEUFVE|DIVORCEE?|SEPAREE?|PACSEE?|PACS|CONCUBIN\w*|UNION LIBRE|VIE MARITALE)\b"
)
PROFESSIONAL = re.compile(
    r"(?:IDE|IDEL|IADE|IBODE|AS|ASH|SF|ARC|TECHNICIENN?E?|TECH|MANIP\w*|KINE\w*|DIET\w*|BRANC\w*|PSY\w*|COORDINATRICE|INVESTIGATEUR"
    r"|PRELEVEUR|POSEUR|EXECUTANT|VALIDEUR|LECTEUR|SECRETAIRE|CADRE|ERGO\w*|AMBULANCIER|PHARMACIENN?E?|AGENT|OPERATRICE)"
    r"(?: (?:REF\w*|NUIT|JOUR|MATIN|SOIR|\d))?|(?:APPELE|VU|FAIT|TRAITE|REALISE|SAISI|VALIDE|SIGNE|ADRESSE|PRIS|LU) (?:A|PAR)|PAR"
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
    columns = _professionals_named(_only_name_is_own(columns))
    columns = _numbers_of_relatives(_contact_is_own(columns))
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
    if column.kind == "amount":
        return _amount(column)
    if column.owner:
        return column
    instead = _not_a_sector(column, words) or _not_what_it_seems(column, words)
    if instead:
        return _retyped(column, *instead)
    return column


def _not_a_sector(column: Column, words: str) -> tuple[str, str] | None:
    """Return what a column of places or of anything rather is: a way in or out, a sex, nothing."""
    if column.kind not in {"sector", "other"}:
        return None
    if WAY.search(words) or (WAY_SHORT.fullmatch(words) and _share(column, lambda v: WAYS.search(fold(v))) >= REPEATED):
        return "way", "the way in or out, not the sector"
    if column.kind == "sector" and column.profile["sex"] > ONE_EACH:
        return "sex", "its values are those of a sex"
    if column.kind == "sector" and not words and column.profile["sector"] < REPEATED:
        return "other", "few of its values are sectors"
    return None


def _amount(column: Column) -> Column:
    """Keep amounts that are some; whoever the header names, the money is the row's own person's ("MT" is no doctor)."""
    if _share(column, lambda v: MONEY.fullmatch(v.strip())) < REPEATED:
        insurer = bool(INSURER.search(plain_words(column.header))) and column.profile["alpha"] > REPEATED
        return _retyped(column, "insurer" if insurer else "other", "its values are no amounts")
    return replace(column, owner="") if column.owner else column


def _not_what_it_seems(column: Column, words: str) -> tuple[str, str] | None:  # noqa: PLR0911 - one return a disguise
    """Return what a column rather is, and why, where its header and its values together say so."""
    p, kind = column.profile, column.kind
    read = read_header(column.header) if words else None
    if INSURER.search(words) and kind in {"other", *NUMBERS, "free_text"} and not _is_marks(column):
        return "insurer", "who insures the person"
    if kind == "other" and p["few"] and _share(column, lambda v: MARITAL.search(fold(v))) > REPEATED:
        return "household", "the marital status"
    if kind in ACCOUNT and words and (read is None or read.kind not in ACCOUNT) and p["login_like"] < REPEATED:
        return "other", "nothing says that it is an account"
    if kind in NUMBERS and THING.search(words):
        return "other", "the number of a thing"
    if kind == "diagnosis_code" and p["cim10"] < 0.3 and (read is None or read.kind != kind):
        return "other", "its values are no codes of diagnoses"
    if kind == "country" and "NATION" in words:
        return "other", "a nationality is no address"
    if kind == "street" and words and p["few"] and p["street"] < 0.1 and not p["digits"]:
        return "other", "few words, and none of a street"
    return None


def _is_marks(column: Column) -> bool:
    return _share(column, lambda v: MARK.fullmatch(fold(v)) or not any(map(str.isalnum, v))) > REPEATED


def _only_name_is_own(typed: list[Column]) -> list[Column]:
    """Names without header that look like a relative's are the row's own person's where nobody else is named."""
    if any(c.kind in NAME_KINDS and not c.owner and c.profile.filled for c in typed):
        return typed
    only = next(
        (c for c in typed if c.owner == "relative" and c.kind in NAME_KINDS and not c.header and c.profile.filled), None
    )
    return [_retyped(c, c.kind, "the only names of the row") if c is only else c for c in typed]


def _professionals_named(typed: list[Column]) -> list[Column]:
    """Take names under "IDE", "Kiné" or "Traité par" for those of professionals, where the row's own person has theirs."""
    named = [c for c in typed if c.kind in NAME_KINDS and not c.owner and c.profile.filled]
    made = []
    for column in typed:
        words = plain_words(column.header) if column.header else ""
        other_names = [c for c in named if c is not column]
        if (
            column.kind in NAME_KINDS
            and column.owner in {"", "relative"}
            and column.profile.filled
            and other_names
            and PROFESSIONAL.fullmatch(words)
        ):
            column = _retyped(column, "full_name", "a professional by its header", "practitioner")  # noqa: PLW2901
        made.append(column)
    return made


def _numbers_of_relatives(typed: list[Column]) -> list[Column]:
    """Give each relative the telephone or mail that follows the name, until as many are given as there are relatives."""
    named = [c for c in typed if c.owner == "relative" and c.kind in NAME_KINDS - {"given_names"} and c.profile.filled]
    made = list(typed)
    for kind in ("phone", "email"):
        left = len(named) - sum(c.owner == "relative" and c.kind == kind and c.profile.filled > 0 for c in typed)
        for column in [c for c in made if c.kind == kind and not c.owner and c.profile.filled]:
            if left > 0 and _follows_a_relative(column, made) and "PATIENT" not in plain_words(column.header):
                left -= 1
                made = [
                    _retyped(c, kind, "it follows a relative's name", "relative") if c is column else c for c in made
                ]
    return made


def _follows_a_relative(column: Column, typed: Sequence[Column]) -> bool:
    before = [c for c in typed if c.index < column.index]
    while before and (
        before[-1].kind in {"kinship", "other"}
        or (before[-1].owner == "relative" and before[-1].kind not in NAME_KINDS)
    ):
        before.pop()
    return bool(before) and before[-1].owner == "relative" and before[-1].kind in NAME_KINDS


def _names_beside(column: Column, words: str) -> Column:
    """Tell a relative from a professional, and both from what names nobody."""
    profile = column.profile
    if _is_marks(column):
        return _retyped(column, "other", "marks, not names")
    if _share(column, lambda v: WAYS.search(fold(v))) >= REPEATED:
        return _retyped(column, "way", "the way in or out, not names")
    if column.owner == "practitioner" and (profile["login_like"] > REPEATED or profile["name_shape"] < 0.2):
        return _retyped(column, "other", "accounts or codes of whoever typed the row, not names")
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
    if any(KIN.search(plain_words(c.header)) and not _is_marks(c) for c in typed if c.header):
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
        elif (
            column.kind == "other" and column.profile["alpha"] > REPEATED and _share(column, find_clinical) >= REPEATED
        ):
            changed = _retyped(column, "diagnosis", "its values are clinical")
        elif column.kind in {"rpps", "adeli"}:
            changed = _retyped(column, column.kind, "a patient has none: the professional's", "practitioner")
        elif column.kind in {*ACCOUNT, "staff_id"} and not _is_own_account(column, secret=secret):
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
    said = _share(
        column, lambda v: not MONEY.fullmatch(v.rstrip(" %")) and find_clinical(v)
    )  # "80 %" is a rate of work
    return max(p["cim10"], p["ccam"], p["dose"], p["act"], said) >= 0.3
