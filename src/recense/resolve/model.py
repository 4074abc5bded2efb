"""The comparisons, their levels and their weights: a Fellegi-Sunter model, run by Splink.

m is the share of pairs of one person at a level, u that of pairs of two people. They are shipped, learnt by
`tools/learn_match_weights.py` from invented mentions whose truth is known, and not re-estimated on each heap: the result is
the same whatever the size of the heap, and nothing random is in it. What is particular to a heap enters by three doors: the
frequency of each name in it, the number of people in it, and which values no longer mean anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from recense.resolve.conflict import CONFLICTS, SWAPPED, alike, nearly

if TYPE_CHECKING:
    from collections.abc import Sequence

CONFLICT_M, CONFLICT_U = 1e-11, 1e-2  # thirty bits against


@dataclass(frozen=True, slots=True)
class Level:
    """One way in which a value of two profiles may compare. `claim` says it in words; an empty claim is not worth saying."""

    claim: str
    condition: str  # SQL over `…_l` and `…_r`; "else" for the last
    m: float
    u: float
    frequency_of: str | None = None  # the column whose own frequency replaces u
    per_person: bool = False  # u is this many other people that share the value, over the people of the heap


@dataclass(frozen=True, slots=True)
class Comparison:
    """One attribute of two profiles, its levels in order: the first whose condition holds. `unknown`: nothing to compare."""

    name: str
    unknown: str
    levels: tuple[Level, ...]


_PAIRS = (("fam_l", "fam_r"), ("birth_l", "fam_r"), ("fam_l", "birth_r"), ("birth_l", "birth_r"))
_NEARLY = " or ".join(f"coalesce({nearly(a, b)}, false)" for a, b in _PAIRS)
_ALIKE = " or ".join(f"coalesce({alike(a, b, 0.85)}, false)" for a, b in _PAIRS)
_PREFIX = "(least(length({0}_l), length({0}_r)) >= {1} and (starts_with({0}_l, {0}_r) or starts_with({0}_r, {0}_l)))"
# on one side a slip may hide the sex that the first name tells
_WOMAN = "(woman_l or woman_r) and coalesce(sex_l, 'F') = 'F' and coalesce(sex_r, 'F') = 'F'"
# a program that read two digits of a year
_CENTURY = "(md_l = md_r and abs(yob_l - yob_r) = 100)"
_YEAR_SLIP = "(md_l = md_r and md_l <> '01-01' and abs(yob_l - yob_r) in (1, 2, 9, 10, 11))"
_TWO_PARTS = f"({_YEAR_SLIP} or (yob_l = yob_r and (md_l[:2] = md_r[:2] or md_l[4:] = md_r[4:])))"


def _tells_birth(one: str, other: str) -> str:
    """Return the condition that one's number, no birth date beside it, tells whether the other's birth date is theirs."""
    return (
        f"(nir_start_{one} is not null and dob_{other} is not null "
        f"and not coalesce(damerau_levenshtein(nir_{one}, nir_{other}) <= 1, false))"
    )


def _begins(one: str, other: str) -> str:
    """Return the condition that one's number begins with the other's sex, if it is known, and birth year and month."""
    return (
        f"(nir_start_{one}[2:5] = dob_{other}[3:4] || dob_{other}[6:7] "
        f"and coalesce(sex_{other} = case nir_start_{one}[1] when '1' then 'M' when '2' then 'F' end, true))"
    )


def _parent(one: str, other: str) -> str:
    """Return the condition that one's number was given to somebody who could be the other's parent."""
    return f"coalesce((yob_{other} - nir_start_{one}[2:3]::int + 2000) % 100 between 15 and 55, false)"


_PARENT_OF_R, _PARENT_OF_L = _parent("l", "r"), _parent("r", "l")

COMPARISONS: tuple[Comparison, ...] = (
    Comparison(
        "family",
        "fam_l is null or fam_r is null",
        (
            Level("family names agree", "fam_l = fam_r", 0.64, 0.0015, frequency_of="fam"),
            Level(
                "one's family name is the other's birth name",
                "fam_l = birth_r or birth_l = fam_r or birth_l = birth_r",
                0.14,
                0.0004,
            ),
            Level("family and first names are swapped", SWAPPED, 0.008, 1e-06),
            Level("one family name is the other cut short", _PREFIX.format("fam", 5), 0.015, 6e-05),
            Level("family names share a part", "list_has_any(family_tokens_l, family_tokens_r)", 0.012, 0.0002),
            Level(
                "a family name stands among the first names",
                "list_has_any(family_tokens_l, given_tokens_r) or list_has_any(given_tokens_l, family_tokens_r)",
                0.004,
                3e-4,
            ),
            Level("family names nearly agree", _NEARLY, 0.1, 0.0005),
            Level("family names look alike", _ALIKE, 0.025, 0.002),
            Level("family names differ, a woman may use two", _WOMAN, 0.055, 0.25),
            Level("family names differ", "else", 0.008, 0.75),
        ),
    ),
    Comparison(
        "first",
        "first_l is null or first_r is null",
        (
            Level("first names agree", "first_l = first_r", 0.75, 0.01, frequency_of="first"),
            Level("first names agree in part", "given_l = given_r or first_token_l = first_token_r", 0.03, 0.004),
            Level(
                "an initial agrees with the first name", "initial_l = first_r[1] or initial_r = first_l[1]", 0.03, 0.003
            ),
            Level("one first name is the other cut short", _PREFIX.format("given", 3), 0.003, 0.0008),
            Level("first names nearly agree", nearly("first_l", "first_r"), 0.115, 0.0015),
            Level("a first name is shared", "list_has_any(given_tokens_l, given_tokens_r)", 0.008, 0.01),
            Level("first and family names are swapped", SWAPPED, 0.01, 0.01),
            Level("first names look alike", alike("first_l", "first_r", 0.80), 0.038, 0.007),
            Level(
                "a first name stands in the family name",
                "list_has_any(given_tokens_l, family_tokens_r) or list_has_any(family_tokens_l, given_tokens_r)",
                0.006,
                0.002,
            ),
            Level("first names differ", "else", 0.015, 0.965),
        ),
    ),
    Comparison(
        "birth",
        "yob_l is null or yob_r is null",
        (
            Level("birth dates agree", "dob_l = dob_r and md_l <> '01-01'", 0.66, 3.5e-05),
            Level("birth dates agree, on a 1 January", "dob_l = dob_r", 0.01, 5e-05),
            Level(
                "birth years agree, a day is not known",
                "yob_l = yob_r and (dob_l is null or dob_r is null or md_l = '01-01' or md_r = '01-01')",
                0.22,
                0.004,
            ),
            Level("birth dates have day and month swapped", "dob_l = dob_swapped_r", 0.012, 1.2e-05),
            Level("birth dates are a century apart", _CENTURY, 0.006, 2e-06),
            Level("birth dates differ by one digit", "damerau_levenshtein(dob_l, dob_r) = 1", 0.04, 0.0008),
            Level("birth dates agree on two parts of three", _TWO_PARTS, 0.022, 0.003),
            Level(
                "birth days and months agree, the years are far apart", "md_l = md_r and md_l <> '01-01'", 0.002, 0.002
            ),
            Level("birth years agree", "yob_l = yob_r", 0.003, 0.009),
            Level("birth dates differ", "else", 0.006, 0.983),
        ),
    ),
    Comparison(
        "sex",
        "sex_l is null or sex_r is null",
        (Level("", "sex_l = sex_r", 0.995, 0.5), Level("sexes differ", "else", 0.005, 0.5)),
    ),
    Comparison(
        "nir",
        "nir_l is null or nir_r is null",
        (
            Level(
                "their own social-security numbers agree",
                "nir_l = nir_r and own_l and own_r",
                0.86,
                0.02,
                per_person=True,
            ),
            Level("social-security numbers agree, as in a family", "nir_l = nir_r", 0.1, 1.0, per_person=True),
            Level("social-security numbers differ by one digit", "damerau_levenshtein(nir_l, nir_r) = 1", 0.01, 1e-06),
            Level("social-security numbers differ", "own_l and own_r", 0.002, 0.75),
            Level("", "else", 0.1, 0.25),
        ),
    ),
    Comparison(
        "nir_birth",
        f"not ({_tells_birth('l', 'r')} or {_tells_birth('r', 'l')})",
        (
            Level(
                "the social-security number begins with the birth year and month",
                f"{_begins('l', 'r')} or {_begins('r', 'l')}",
                0.85,
                0.0012,
            ),
            Level("the social-security number may be a parent's", f"{_PARENT_OF_R} or {_PARENT_OF_L}", 0.12, 0.36),
            Level("the social-security number is that of another birth date", "else", 0.03, 0.64),
        ),
    ),
    Comparison(
        "number",
        "not ((len(ipps_l) > 0 and len(ipps_r) > 0) or list_has_any(ids_l, ids_r) or list_has_any(shared_l, shared_r))",
        (
            Level("patient numbers agree", "list_has_any(ipps_l, ipps_r)", 0.72, 0.5, per_person=True),
            Level("professional or official numbers agree", "list_has_any(ids_l, ids_r)", 0.1, 0.3, per_person=True),
            Level("stay or account numbers agree", "list_has_any(shared_l, shared_r)", 0.1, 0.5, per_person=True),
            Level("patient numbers of one site differ", "list_has_any(spaces_l, spaces_r)", 0.01, 0.5),
            Level("", "else", 0.3, 0.3),
        ),
    ),
    Comparison(
        "contact",
        "not (len(phones_l) > 0 and len(phones_r) > 0) and not (len(emails_l) > 0 and len(emails_r) > 0) "
        "and not (len(cps_l) > 0 and len(cps_r) > 0)",
        (
            Level("e-mail addresses agree", "list_has_any(emails_l, emails_r)", 0.08, 0.4, per_person=True),
            Level("phone numbers agree", "list_has_any(phones_l, phones_r)", 0.52, 1.0, per_person=True),
            Level("addresses agree", "list_has_any(addrs_l, addrs_r)", 0.08, 2.0, per_person=True),
            Level("postcodes agree", "list_has_any(cps_l, cps_r)", 0.25, 0.01),
            Level("contacts differ", "else", 0.05, 0.98),
        ),
    ),
    Comparison(
        "role",
        "staff_l is null or staff_r is null",
        (
            Level("both are staff", "staff_l and staff_r", 0.10, 0.01),
            Level("one is staff, the other is not said to be", "staff_l <> staff_r", 0.02, 0.15),
            Level("", "else", 0.88, 0.84),
        ),
    ),
    Comparison(
        "conflict",
        "false",
        (
            *(Level(claim, condition, CONFLICT_M, CONFLICT_U) for claim, condition in CONFLICTS),
            Level("", "else", 1.0, 1.0),
        ),
    ),
)


def build_settings(start: float, comparisons: Sequence[Comparison] = COMPARISONS) -> dict[str, Any]:
    """Return the Splink settings for a heap where two profiles are one person with probability `start`: 1 over its people."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "pid",
        "probability_two_random_records_match": start,
        "blocking_rules_to_generate_predictions": ["l.pid = r.pid"],  # not used: `block.py` gives the pairs
        "comparisons": [_comparison(c, start) for c in comparisons],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "max_iterations": 1,
        "em_convergence": 0.001,
    }


def _comparison(comparison: Comparison, start: float) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": comparison.unknown, "label_for_charts": "unknown", "is_null_level": True}
    ]
    for level in comparison.levels:
        # in a tiny heap a shared number would seem likely by chance: it is not
        u = min(level.u * start, 1e-3) if level.per_person else level.u
        entry: dict[str, Any] = {
            "sql_condition": "ELSE" if level.condition == "else" else level.condition,
            "label_for_charts": level.claim or "not told",
            "m_probability": level.m,
            "u_probability": u,
            "fix_m_probability": True,
            "fix_u_probability": True,
        }
        if level.frequency_of:
            entry["tf_adjustment_column"] = level.frequency_of
            entry["tf_adjustment_weight"] = 1.0
        levels.append(entry)
    return {"output_column_name": comparison.name, "comparison_levels": levels}
