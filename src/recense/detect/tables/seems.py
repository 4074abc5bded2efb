"""What a column rather is than its header says, by its values: "Famille" over yes and no, "Unité" over mmol/L.

The vocabulary is data, `rules/tables.toml`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from recense.detect.names import fold
from recense.detect.sectors import may_name_a_sector
from recense.detect.tables.columns import NAME_KINDS
from recense.detect.tables.headers import HeaderRead, plain_words, read_header
from recense.detect.tables.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from recense.detect.tables.columns import Column

HALF = 0.5  # of the distinct values: what most of them are
NEARLY_ALL = 0.9
ENOUGH = 10  # filled cells from which values can be said to come again
MEDICAL = frozenset({"diagnosis", "diagnosis_code", "act", "drug", "result"})
ACCOUNT = frozenset({"login", "password"})
NUMBERS = frozenset({"ipp", "stay_id", "staff_id"})
MONEY = re.compile(r"[-+(]?\s?(?:€|EUR)?\s?\d[\d .,\u00a0\u202f']*\)?\s?(?:€|EUR|EUROS?|E)?", re.IGNORECASE)


def retyped(column: Column, kind: str, why: str, owner: str = "") -> Column:
    """Return the column as another kind, never surer than what a person should confirm."""
    return replace(
        column, kind=kind, owner=owner, confidence=min(column.confidence, 0.69), reason=f"{column.reason}; {why}"
    )


def share(column: Column, holds: Callable[[str], object]) -> float:
    """Return the share of the column's examples for which something holds."""
    examples = column.profile.examples
    return sum(bool(holds(v)) for v in examples) / max(len(examples), 1)


def share_of(column: Column, name: str) -> float:
    """Return the share of the column's examples that hold a word of a list."""
    pattern = words(name)
    return share(column, lambda value: pattern.search(fold(value)))


def says(column: Column, name: str) -> re.Match[str] | None:
    """Look for a word of a list in the header."""
    return words(name).search(plain_words(column.header)) if column.header else None


def one_each(column: Column) -> bool:
    """Say whether nearly every row has a value of its own."""
    filled = column.profile.filled
    return filled - column.profile.distinct <= max(1.0, (1 - NEARLY_ALL) * filled)


def is_marks(column: Column) -> bool:
    """Say whether the column only ticks: yes, no, X."""
    pattern = words("marks")
    return share(column, lambda v: pattern.fullmatch(fold(v)) or not any(map(str.isalnum, v))) > HALF


def as_valued(column: Column) -> Column:
    """Take a column for what its values are where its header promised something else."""
    if column.owner in {"relative", "practitioner"} and column.kind in NAME_KINDS:
        return _names_beside(column)
    if column.kind == "amount":
        return _amount(column)
    if column.owner == "practitioner" and column.kind in MEDICAL:
        return replace(column, owner="")  # what a doctor found is the row's own person's; "DP/DR" names no doctor
    if column.owner:
        return column
    if column.kind in {"address", "other"} and column.profile["iban"] > HALF:
        return retyped(column, "iban", "its values are bank accounts")
    read = read_header(column.header) if column.header else None
    instead = _a_sector(column, read) or _told(column) or _mistaken(column, read)
    return retyped(column, *instead) if instead else column


def _a_sector(column: Column, read: HeaderRead | None) -> tuple[str, str] | None:  # noqa: PLR0911 - one return a disguise
    """See in a column of places, or of anything, the way in or out; see that others cannot be sectors."""
    if column.kind not in {"sector", "other"}:
        return None
    perhaps = words("perhaps_way_headers").fullmatch(plain_words(column.header)) if column.header else None
    if says(column, "way_headers") or (perhaps and share_of(column, "ways") >= HALF):
        return "way", "the way in or out, not the sector"
    if column.kind == "other":
        return None
    p = column.profile
    if p["sex"] > NEARLY_ALL:
        return "sex", "its values are those of a sex"
    if (read is None or read.kind != "sector") and p["sector"] < HALF:
        return "other", "few of its values are sectors"
    if p["digits"] < HALF and share(column, may_name_a_sector) < HALF:
        return "other", "its values cannot be sectors"
    return None


def _told(column: Column) -> tuple[str, str] | None:
    """See in a column of anything what the house has no data type for."""
    kind = column.kind
    if kind in {"other", "free_text", *NUMBERS} and says(column, "insurer_headers") and not is_marks(column):
        return "insurer", "who insures the person"
    if kind in {"other", "free_text", "result"} and share_of(column, "rights") >= HALF:
        return "rights", "a legal protection or a social right"
    if kind in {"other", "result"} and share(column, lambda v: words("legal_care").fullmatch(fold(v))) >= HALF:
        return "way", "care under constraint: how people are in hospital"
    if kind == "other" and column.profile["few"] and share_of(column, "marital") > HALF:
        return "household", "the marital status"
    return None


def _mistaken(column: Column, read: HeaderRead | None) -> tuple[str, str] | None:
    """See that a column cannot be what it was taken for."""
    p, kind = column.profile, column.kind
    unsaid = read is None or read.kind != kind
    unsaid_account = kind in ACCOUNT and (read is None or read.kind not in ACCOUNT)
    unlike = p["login_like"] < HALF and (kind == "login" or bool(column.header) or not one_each(column))
    reasons = (
        (unsaid_account and unlike, "nothing says that it is an account"),
        (kind in NUMBERS and says(column, "thing_headers"), "the number of a thing"),
        (kind == "diagnosis_code" and p["cim10"] < 0.3 and unsaid, "its values are no codes of diagnoses"),
        (kind == "country" and "NATION" in plain_words(column.header), "a nationality is no address"),
        (kind == "death_date" and is_marks(column), "marks, not dates"),
        (
            kind == "street" and column.header and p["few"] and p["street"] < 0.1 and not p["digits"],
            "few words, and none of a street",
        ),
    )
    return next((("other", why) for holds, why in reasons if holds), None)


def _amount(column: Column) -> Column:
    """Keep amounts that are some; whoever the header names, the money is the row's own person's ("MT" is no doctor)."""
    if share(column, lambda v: MONEY.fullmatch(v.strip())) < HALF:
        insurer = says(column, "insurer_headers") and column.profile["alpha"] > HALF
        return retyped(column, "insurer" if insurer else "other", "its values are no amounts")
    return replace(column, owner="") if column.owner else column


def _names_beside(column: Column) -> Column:  # noqa: PLR0911 - one return a disguise
    """Tell a relative from a professional, and both from what names nobody."""
    p = column.profile
    if is_marks(column):
        return retyped(column, "other", "marks, not names")
    if share_of(column, "ways") >= HALF:
        return retyped(column, "way", "the way in or out, not names")
    if column.owner == "practitioner":
        if p["login_like"] > HALF or p["name_shape"] < 0.2:
            return retyped(column, "other", "accounts or codes of whoever typed the row, not names")
        if p["act"] + p["dose"] > HALF and p["doctor"] < 0.2:
            return retyped(column, "act" if p["act"] >= p["dose"] else "drug", "acts, not names")
        return column
    unsure = not column.header or read_header(column.header) is None or says(column, "either_headers")
    if unsure and p.filled >= ENOUGH and p["distinct"] <= HALF:
        return retyped(column, column.kind, "a few names that come again are professionals", "practitioner")
    return column
