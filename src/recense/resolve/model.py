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
_TWO_PARTS = "(md_l = md_r or (yob_l = yob_r and (md_l[:2] = md_r[:2] or md_l[4:] = md_r[4:])))"

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
            Level("family names differ, a woman may use two", "woman_l and woman_r", 0.055, 0.25),
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
            Level("birth dates differ by one digit", "damerau_levenshtein(dob_l, dob_r) = 1", 0.04, 0.0008),
            Level("birth dates agree on two parts of three", _TWO_PARTS, 0.022, 0.003),
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
        "not ((nir_start_l is not null and dob_r is not null and nir_r is null) "
        "or (nir_start_r is not null and dob_l is not null and nir_l is null))",
        (
            Level(
                "the social-security number begins with the birth year and month",
                "nir_start_l[2:5] = dob_r[3:4] || dob_r[6:7] or nir_start_r[2:5] = dob_l[3:4] || dob_l[6:7]",
                0.85,
                0.0012,
            ),
            Level("the social-security number is that of another birth date", "else", 0.15, 0.9988),
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
