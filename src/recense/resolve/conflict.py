"""What forbids that two profiles be one person, each as a claim in SQL over the columns `…_l` and `…_r` of two profiles.

Two people of one household agree on name, address, phone and insured's number: these agreements are not independent, so
adding their weights would make a child and its parent one person. First name, birth date and a person's own numbers are
what separates them. The same text serves the match weights and the vetoes inside clusters: a conflict is never outvoted,
not even through a third.
"""

from __future__ import annotations


def nearly(left: str, right: str) -> str:
    """Return the condition that two names are one slip apart: a letter, two neighbours exchanged, "rn" read for "m"."""
    return (
        f"(jaro_winkler_similarity({left}, {right}) >= 0.92 or (length({left}) > 3 "
        f"and damerau_levenshtein({left}, {right}) <= 1) "
        f"or replace({left}, 'RN', 'M') = replace({right}, 'RN', 'M'))"
    )


def alike(left: str, right: str, similarity: float) -> str:
    """Return the condition that two names could be two slips apart."""
    return (
        f"(jaro_winkler_similarity({left}, {right}) >= {similarity} or {nearly(left, right)} "
        f"or (least(length({left}), length({right})) > 5 and damerau_levenshtein({left}, {right}) <= 2))"
    )


SWAPPED = f"({alike('given_l', 'fam_r', 0.85)} and {alike('fam_l', 'given_r', 0.85)})"
FIRST_NAMES_DIFFER = (
    # a first name that repeats the family name is a slip of the form, not a first name
    "(length(first_l) > 1 and length(first_r) > 1 and first_l <> fam_l and first_r <> fam_r "
    f"and not {alike('first_l', 'first_r', 0.8)} "
    "and not list_has_any(given_tokens_l, given_tokens_r) and not starts_with(given_l, first_r) "
    f"and not starts_with(given_r, first_l) and not {SWAPPED} "
    # a name written in the other's field, alone or with more
    "and not list_has_any(given_tokens_l, family_tokens_r) and not list_has_any(family_tokens_l, given_tokens_r))"
)
FAMILY_NAMES_DIFFER = (
    f"(not {SWAPPED} and not list_has_any(family_tokens_l, family_tokens_r) "
    "and not list_has_any(given_tokens_l, family_tokens_r) "
    f"and not list_has_any(family_tokens_l, given_tokens_r) and not {alike('fam_l', 'fam_r', 0.85)} "
    f"and not coalesce({alike('birth_l', 'fam_r', 0.85)}, false) and not coalesce({alike('fam_l', 'birth_r', 0.85)}, false) "
    f"and not coalesce({alike('birth_l', 'birth_r', 0.85)}, false))"
)
# no reading of one date as a mistake in the other
BIRTH_DATES_FAR = (
    "(case when dob_l is not null and dob_r is not null then dob_l <> dob_r and dob_l <> dob_swapped_r and md_l <> md_r "
    "and not (yob_l = yob_r and (md_l = '01-01' or md_r = '01-01' or md_l[:2] = md_r[:2] or md_l[4:] = md_r[4:])) "
    "and damerau_levenshtein(dob_l, dob_r) > 1 "
    # an age in whole years may be one off
    "when yob_l is not null and yob_r is not null then abs(yob_l - yob_r) > 1 else false end)"
)
SAME_OWN_NIR = "coalesce(own_l and own_r and nir_l = nir_r, false)"
SAME_NUMBER = f"(list_has_any(ipps_l, ipps_r) or list_has_any(ids_l, ids_r) or {SAME_OWN_NIR})"
SAME_CONTACT = (
    "(list_has_any(phones_l, phones_r) or list_has_any(emails_l, emails_r) or list_has_any(addrs_l, addrs_r) "
    "or list_has_any(shared_l, shared_r))"
)
# nobody is the father of someone born within fourteen years
GENERATION = 14
MISWRITTEN_DATE = f"({SAME_CONTACT} and abs(yob_l - yob_r) < {GENERATION} and (first_l = first_r or given_l = given_r))"
OTHER_NUMBER_AT_SAME_SITE = (
    "(list_has_any(spaces_l, spaces_r) and not list_has_any(ipps_l, ipps_r) "
    "and not (len(ipps_l) = 1 and len(ipps_r) = 1 and damerau_levenshtein(ipps_l[1], ipps_r[1]) <= 1))"
)
OWN_NIRS_DIFFER = "(own_l and own_r and damerau_levenshtein(nir_l, nir_r) > 2)"
NAMESAKES = (
    f"({OTHER_NUMBER_AT_SAME_SITE} and not {SAME_OWN_NIR} and not list_has_any(ids_l, ids_r) and not {SAME_CONTACT})"
)

# (claim, condition), in the order in which they are told. A null condition does not hold.
CONFLICTS: tuple[tuple[str, str], ...] = (
    ("all names differ", f"{FIRST_NAMES_DIFFER} and {FAMILY_NAMES_DIFFER}"),
    ("first names and birth dates both differ", f"{FIRST_NAMES_DIFFER} and {BIRTH_DATES_FAR}"),
    (
        "first names differ and no number of their own is shared: relatives, twins",
        f"{FIRST_NAMES_DIFFER} and not {SAME_NUMBER}",
    ),
    (
        "birth dates are far apart and no number is shared: father and son, namesakes",
        f"{BIRTH_DATES_FAR} and not {SAME_NUMBER} and not {MISWRITTEN_DATE}",
    ),
    ("their own social-security numbers differ", OWN_NIRS_DIFFER),
    ("RPPS numbers differ", "rpps_l <> rpps_r"),
    (
        "family names differ, a man keeps his, and no number or contact is shared",
        f"{FAMILY_NAMES_DIFFER} and (sex_l = 'M' or sex_r = 'M') and not {SAME_NUMBER} and not {SAME_CONTACT}",
    ),
    ("another patient number at the same site and no other number or contact is shared: namesakes", NAMESAKES),
    (
        "birth names differ and no number or contact is shared",
        (
            "jaro_winkler_similarity(birth_l, birth_r) < 0.8 and fam_l <> birth_r and birth_l <> fam_r "
            f"and not {SWAPPED} and not {SAME_NUMBER} and not {SAME_CONTACT}"
        ),
    ),
)

# What forbids two profiles to stand in one cluster even when other profiles tie them. Slips add up along a chain of
# profiles, so only what no chain of slips explains is here.
FORBIDDEN = "coalesce({}, false)".format(
    " or ".join(
        f"coalesce({condition}, false)"
        for condition in (
            f"{FIRST_NAMES_DIFFER} and {BIRTH_DATES_FAR} and abs(yob_l - yob_r) > 1",
            f"{BIRTH_DATES_FAR} and abs(yob_l - yob_r) >= {GENERATION} and not {SAME_NUMBER}",
            OWN_NIRS_DIFFER,
            "rpps_l <> rpps_r",
            NAMESAKES,
        )
    )
)
# Forbids too, unless a third profile of that birth date bears both first names.
FORBIDDEN_UNLESS_BOTH_NAMES = f"coalesce({FIRST_NAMES_DIFFER} and not {SAME_NUMBER}, false)"
