"""Whose the columns beside a name are, once it is known whom the rows are about.

"Contact", "Utilisateur" or "Identifiant" mean one thing in a list of patients and another in a list of agents: the values
and the subject decide here, column by column, so that nobody is given a category for somebody else's data.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recense.detect.names import fold
from recense.detect.tables.columns import NAME_KINDS
from recense.detect.tables.headers import plain_words, read_header
from recense.detect.tables.medical import is_medical, pattern
from recense.detect.tables.seems import (
    ACCOUNT,
    ENOUGH,
    HALF,
    MONEY,
    NEARLY_ALL,
    as_valued,
    is_marks,
    one_each,
    retyped,
    says,
    share,
    share_of,
)
from recense.detect.tables.words import words
from recense.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.tables.columns import Column

MEDICAL = frozenset({"diagnosis", "act", "drug", "result"})
CARE_DATES = frozenset({"arrival_date", "discharge_date", "appointment"})
SOME = 0.3  # of the distinct values, from which a column under a medical header is medical
LONGER_THAN_A_BED = 3.2  # letters: "A12" is as often a bed or a reason of refusal as a diagnosis, "E119" is not
# kinds for want of a better one, under which accounts may stand
MAYBE_ACCOUNTS = frozenset(
    {"other", "practitioner", "relative", "full_name", "free_text", "sector", "room", "ipp", "stay_id", "staff_id"}
)
MOST = 0.7  # of the distinct values
# a lower-case word with a dot or not, or the beginning of a name with figures
ACCOUNT_SHAPE = re.compile(r"(?=[a-z._\-]+\d{0,3}$|[A-Za-z]{3,8}\d{1,4}$)([A-Za-z]+)(?:[._\-]([A-Za-z]+))?\d{0,4}")
PATIENTS_OWN = frozenset(
    {"birth_date", "ipp", "nir", "stay_id"}
)  # beside these, letters of a name and figures code a patient
CHOSEN = re.compile(r"(?=.*[a-z])(?=.*\d)(?=.*[A-Z!*$#@?+&])(?!.*@.*\.)[^\s/:;,.]{6,20}")
CONTACT_ONLY = frozenset({"TEL", "TELEPHONE", "NUMERO", "NUM", "NO", "N", "CONTACT", "MAIL", "EMAIL", "ADRESSE"})


def belonging(typed: Sequence[Column], role: Role | None) -> list[Column]:
    """Retype the columns of a table whose rows are about people of this role. The others are returned as they are."""
    if role is None:
        return list(typed)
    columns = _accounts_by_values([as_valued(c) if c.profile.filled else c for c in typed])
    columns = _professionals_named(_only_name_is_own(columns))
    columns = _numbers_of_relatives(_contact_is_own(columns))
    return _beside_patients(columns) if role is Role.PATIENT else _beside_workers(columns, role)


def tells_treatment(header: str) -> bool:
    """Say whether a header makes a date one of a treatment: "Vacciné le", "Dose 1"."""
    return bool(words("treatment_headers").search(plain_words(header)))


# --- accounts --------------------------------------------------------------------------------------------------------


def _accounts_by_values(typed: list[Column]) -> list[Column]:
    """See logins and passwords under any header: one a row, made of the names of the row, or such as people choose."""
    if any(c.kind in ACCOUNT and c.profile.filled for c in typed):
        return typed
    surnames = frozenset(
        fold(word)[:3]
        for c in typed
        if c.kind in NAME_KINDS and not c.owner and c.profile.filled
        for name in c.profile.examples
        for word in name.split()
        if len(word) > 2
    )
    of_patients = any(c.kind in PATIENTS_OWN and not c.owner and c.profile.filled for c in typed)
    made = []
    for column in typed:
        changed = column
        told = read_header(column.header) if column.header else None
        otherwise = told is not None and told.kind not in MAYBE_ACCOUNTS | ACCOUNT
        if column.kind not in MAYBE_ACCOUNTS or otherwise or not column.profile.filled or not one_each(column):
            pass
        elif of_patients and not any(c.kind == "email" for c in typed):
            pass  # codes of a register; a portal's list has addresses
        elif share(column, lambda v: _is_made_of(v, surnames)) >= MOST:
            changed = retyped(column, "login", "made of the names of the row: accounts")
        elif share(column, CHOSEN.fullmatch) >= MOST:
            changed = retyped(column, "password", "such as people choose for passwords")
        made.append(changed)
    return made


def _is_made_of(value: str, surnames: frozenset[str]) -> bool:
    """Say whether a value is an account made of a name: "jdupont", "p.martin", "DUP04"; not the name itself."""
    letters = ACCOUNT_SHAPE.fullmatch(value)
    if not letters:
        return False
    first, rest = fold(letters[1]), fold(letters[2] or "")
    return first[:3] in surnames or first[1:4] in surnames or rest[:3] in surnames


# --- names and numbers beside ----------------------------------------------------------------------------------------


def _only_name_is_own(typed: list[Column]) -> list[Column]:
    """Names without header that look like a relative's are the row's own person's where nobody else is named."""
    if any(c.kind in NAME_KINDS and not c.owner and c.profile.filled for c in typed):
        return typed
    only = next(
        (c for c in typed if c.owner == "relative" and c.kind in NAME_KINDS and not c.header and c.profile.filled), None
    )
    return [retyped(c, c.kind, "the only names of the row") if c is only else c for c in typed]


def _professionals_named(typed: list[Column]) -> list[Column]:
    """Take names under "IDE", "Kiné" or "Traité par" for those of professionals, where the row's own person has theirs."""
    named = [c for c in typed if c.kind in NAME_KINDS and not c.owner and c.profile.filled]
    made = []
    for column in typed:
        said = plain_words(column.header) if column.header else ""
        other_names = [c for c in named if c is not column]
        if (
            column.kind in NAME_KINDS
            and column.owner in {"", "relative"}
            and column.profile.filled
            and other_names
            and words("professional_headers").fullmatch(said)
        ):
            column = retyped(column, "full_name", "a professional by its header", "practitioner")  # noqa: PLW2901
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
                    retyped(c, kind, "it follows a relative's name", "relative") if c is column else c for c in made
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


def _contact_is_own(typed: list[Column]) -> list[Column]:
    """A number "Contact" is the row's own person's, where nobody else is named and they have no other."""
    if any(c.owner == "relative" and c.kind in NAME_KINDS and c.profile.filled for c in typed):
        return typed
    if any(says(c, "kin_headers") and not is_marks(c) for c in typed):
        return typed
    held = {c.kind for c in typed if not c.owner and c.profile.filled}
    return [
        retyped(c, c.kind, "nobody else is named whom it could reach")
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
    secret = any(c.kind == "password" and one_each(c) for c in typed)
    made = []
    for column in typed:
        changed = column
        if column.owner or not column.profile.filled:
            pass
        elif column.kind in {"other", "date"} and _is_visit(column):
            changed = retyped(column, "appointment", "the day on which somebody was seen")
        elif column.kind in {"other", "sector"} and _is_payer(column):
            changed = retyped(column, "insurer", "who pays, not where somebody is")
        elif column.kind in {"other", "sector", "age"}:
            kind = _medical_kind(column)
            changed = retyped(column, kind, "its values are medical") if kind else column
        elif column.kind in {"diagnosis", "act", "diagnosis_code"}:
            changed = _not_medical(column)
        elif column.kind in CARE_DATES:
            changed = _not_of_care(column)
        elif column.kind in {"rpps", "adeli"}:
            changed = retyped(column, column.kind, "a patient has none: the professional's", "practitioner")
        elif column.kind in {*ACCOUNT, "staff_id"} and not _is_own_account(column, secret=secret):
            number = column.kind != "password" and not numbered and _is_number_of_each(column)
            numbered |= number
            kind, why = ("ipp", "a number for each patient") if number else ("other", "of whoever typed the row")
            changed = retyped(column, kind, why)
        made.append(changed)
    return made


def _medical_kind(column: Column) -> str | None:
    """Return which medical data a column without a telling header holds, if most of its values are some."""
    p = column.profile
    if column.kind == "sector":  # "Spécialité" over medicines; a ward may be named for what it treats
        return "drug" if p["dose"] >= HALF and p["sector"] < HALF else None
    if column.kind == "other" and p["cim10"] > NEARLY_ALL and p.filled >= ENOUGH and p["length"] > LONGER_THAN_A_BED:
        return "diagnosis_code" if p.filled > p.distinct else None  # a code for each row is a number
    if column.header and pattern("not_health_headers").search(plain_words(column.header)):
        return None
    if p["dose"] >= HALF:
        return "drug"
    if p["date"] >= HALF:
        return None
    enough = NEARLY_ALL if p["sector"] >= HALF else HALF
    return "diagnosis" if share(column, is_medical) >= enough else None


def _not_medical(column: Column) -> Column:
    """Under a header that promises an act, see that people only came; without one, that nothing is medical."""
    stays = pattern("stays")
    if column.kind == "act" and share(column, lambda v: stays.fullmatch(fold(v))) >= HALF:
        return retyped(column, "way", "stays and consultations, not acts")
    read = read_header(column.header) if column.header else None
    p = column.profile
    guessed = read is None or read.kind not in MEDICAL | {"free_text", "diagnosis_code"}
    if column.kind == "diagnosis_code":
        numbers = guessed and bool(column.header) and p.filled >= ENOUGH // 2 and p.filled == p.distinct
        return retyped(column, "other", "a number for each row, not diagnoses") if numbers else column
    if guessed and max(p["cim10"], p["ccam"], p["dose"], p["act"], share(column, is_medical)) < SOME:
        return retyped(column, "other", "nothing clinical in its values")
    return column


def _is_payer(column: Column) -> bool:
    return share(column, lambda v: pattern("payers").search(fold(v))) >= MOST


def _is_visit(column: Column) -> bool:
    said = plain_words(column.header) if column.header else ""
    dated = column.profile["date"] > NEARLY_ALL and not tells_treatment(column.header)
    return dated and bool(pattern("seen_headers").search(said)) and not pattern("other_date_headers").search(said)


def _not_of_care(column: Column) -> Column:
    """See that a date is of a sample, of papers or of money, or that nothing says that somebody came or left."""
    said = plain_words(column.header) if column.header else ""
    if not said:
        return column
    coming = pattern("care_date_headers").search(said)
    if pattern("other_date_headers").search(said) and not coming:
        return retyped(column, "date", "a date of something else than care")
    if read_header(column.header) is None and not coming:
        return retyped(column, "date", "nothing says that somebody came or left")
    return column


def _is_own_account(column: Column, *, secret: bool) -> bool:
    if column.kind == "staff_id":
        return bool(says(column, "staff_number_headers")) and one_each(column) and column.profile.filled >= ENOUGH
    if column.profile["digits"] > NEARLY_ALL and not secret:
        return False
    return not says(column, "typist_headers") and one_each(column) and (secret or column.profile.filled >= ENOUGH // 2)


def _is_number_of_each(column: Column) -> bool:
    codes = column.profile["digits"] + column.profile["code"]
    others = says(column, "typist_headers") or says(column, "staff_number_headers")
    return one_each(column) and codes > HALF and not others


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
        elif column.kind in {"other", "free_text", *MEDICAL} and share_of(column, "sick") >= HALF:
            changed = retyped(column, "diagnosis", "aptitude for work, or sick leaves")
        elif column.kind in MEDICAL and not _is_medical(column):
            changed = retyped(column, "other", "nothing clinical in its values")
        elif role is Role.OTHER and column.kind == "other" and _is_payer(column):
            changed = retyped(column, "insurer", "who pays")
        elif role is Role.OTHER and column.kind == "other" and (kind := _medical_kind(column)):
            changed = retyped(column, kind, "its values are medical")
        elif column.kind == "login" and not secret and column.profile["digits"] > NEARLY_ALL:
            kind = "staff_id" if role is Role.STAFF and not numbered else "other"
            changed = retyped(column, kind, "numbers, not accounts")
        made.append(changed)
    return made


def _is_medical(column: Column) -> bool:
    """Look for medical values; "80 %" is a rate of work."""
    p = column.profile
    said = share(column, lambda v: not MONEY.fullmatch(v.rstrip(" %")) and is_medical(v))
    return max(p["cim10"], p["ccam"], p["dose"], p["act"], said) >= SOME
