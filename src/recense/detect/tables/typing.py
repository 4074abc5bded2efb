"""What every column of a table holds, decided for the table as a whole from headers, values and neighbours.

A header that the values do not contradict decides; without one the values do, then the neighbours: the birth date is the
date column with lives in it, arrival comes before discharge, a given name stands beside a family name. Each column ends
with one type, a confidence, the reason, and a mark when a person should confirm it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recense.detect.tables.columns import NAME_KINDS, Column
from recense.detect.tables.compatible import fits, may_be_guessed, types_by_values
from recense.detect.tables.headers import HeaderRead, read_header
from recense.detect.tables.model import load_model, table_features
from recense.detect.tables.profiles import Profile, profile_column
from recense.detect.tables.settle import dates_by_name, settle
from recense.model import DataType

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from recense.detect.tables.grid import Cells

# kinds with a checksum or a shape that nothing else has: no model is asked
BY_SHAPE = frozenset({"email", "iban", "phone", "nir", "rpps"})
TYPES = frozenset(t.value for t in DataType)


def type_columns(
    columns: Sequence[Cells], headers: Sequence[str], today: dt.date, names: Sequence[str] = ()
) -> list[Column]:
    """Type the columns of one table. `names`, of the file, the sheet and the titles, say what a mere "Date" is."""
    profiles = [profile_column(c, today) for c in columns]
    if not profiles:
        return []
    learned = _learned(headers, profiles)
    typed = [_first_guess(i, h, p, g) for i, (h, p, g) in enumerate(zip(headers, profiles, learned, strict=True))]
    return dates_by_name(settle(typed, columns), names)


def _learned(headers: Sequence[str], profiles: Sequence[Profile]) -> list[dict[str, float]]:
    """Return what the learned model gives each column: the probability of each kind that its values can be."""
    made: list[dict[str, float]] = [{"other": 0.3} for _ in profiles]
    unsure = [i for i, (h, p) in enumerate(zip(headers, profiles, strict=True)) if p.filled and _needs_the_model(h, p)]
    if not unsure:
        return made
    model = load_model()
    known = [h if h and read_header(h) else "" for h in headers]
    for i, odds in zip(unsure, model.probabilities(table_features(known, profiles, unsure)), strict=True):
        p = profiles[i]
        possible = {
            k: round(float(o), 6)  # the last bits of a product of matrices are not the same on every run
            for k, o in zip(model.kinds, odds, strict=True)
            if o > 0.02 and fits(k, p) >= 0.3 and may_be_guessed(k, p)
        }
        made[i] = possible or made[i]
    return made


def _needs_the_model(header: str, profile: Profile) -> bool:
    """Say whether the header leaves room for doubt: unknown, used for several things, or not borne out by the values."""
    read = read_header(header) if header else None
    return read is None or read.kind in AMBIGUOUS or read.strength < 0.9 or fits(read.kind, profile) < 0.8


def _by_values(profile: Profile, learned: dict[str, float]) -> tuple[str, float, str]:
    """Return the kind that the values and the neighbours speak for, how likely it is, and the reason."""
    ranked = types_by_values(profile)
    if ranked and ranked[0][1] >= 0.85 and ranked[0][0] in BY_SHAPE:
        return ranked[0][0], ranked[0][1], f"values have the shape of {ranked[0][0]}"
    kind = max(learned, key=lambda k: learned[k])
    return kind, learned[kind], f"values and neighbours look like {kind}"


def _first_guess(  # noqa: PLR0911 - one return a way of deciding, each with its reason
    index: int, header: str, profile: Profile, learned: dict[str, float]
) -> Column:
    if not profile.filled:
        return Column(index, header, "empty", "", 1.0, "no cell is filled", profile)
    read = read_header(header) if header else None
    best, likeness, reason = _by_values(profile, learned)
    best, best_owner = _value_kind(best)
    if read is None:
        return Column(index, header, best, best_owner, 0.95 * likeness, reason, profile)
    kind, owner = _kind_and_owner(read)
    agreement = fits(kind, profile)
    if best in {"nir", "email", "iban"} and likeness >= 0.85 and kind in CODE_KINDS:
        return Column(index, header, best, "", 0.85, f"header reads {kind}, but {reason}", profile)
    if (
        kind in AMBIGUOUS
        and best != kind
        and learned.get(best, 0.0) > 0.9
        and learned.get(_model_kind(kind, owner), 0.0) < 0.02
    ):
        return Column(index, header, best, best_owner, 0.69, f"header reads {kind}, but {reason}", profile)
    if agreement >= 0.5 or (agreement > 0 and likeness < 0.8):
        confidence = read.strength * (0.55 + 0.45 * agreement)
        return Column(index, header, kind, owner, confidence, f"header reads {kind}", profile)
    if agreement == 0 and likeness < 0.6:
        return Column(index, header, "other", "", 0.4, f"header reads {kind}, which the values cannot be", profile)
    if likeness >= 0.8 or agreement == 0:
        return Column(
            index, header, best, best_owner, 0.6 * likeness, f"header reads {kind}, values look like {best}", profile
        )
    return Column(
        index, header, kind, owner, 0.5 * read.strength, f"header reads {kind}, values do not confirm it", profile
    )


# headers that one hospital uses for this and another for that: there the values may decide
AMBIGUOUS = frozenset(
    {
        "family_name",
        "full_name",
        "job",
        "other",
        "result",
        "login",
        "title",
        "date",
        "free_text",
        "act",
        "drug",
        "diagnosis",
    }
)
CODE_KINDS = frozenset(
    {
        "other",
        "staff_id",
        "ipp",
        "stay_id",
        "login",
        "official_id",
        "free_text",
        "result",
        "full_name",
        "family_name",
        "job",
    }
)


def _model_kind(kind: str, owner: str) -> str:
    return owner if owner in {"practitioner", "relative"} and kind in NAME_KINDS else kind


def _value_kind(kind: str) -> tuple[str, str]:
    return ("full_name", kind) if kind in {"practitioner", "relative"} else (kind, "")


def _kind_and_owner(read: HeaderRead) -> tuple[str, str]:
    kind, owner = read.kind, read.owner
    if kind in {"practitioner", "relative"}:
        given = "PRENOM" in read.words
        family = "NOM" in read.words.split()
        return ("given_names" if given and not family else "family_name" if family and not given else "full_name"), kind
    if owner == "thing" and kind in NAME_KINDS:
        return "other", ""
    return kind, owner if owner in {"practitioner", "relative", "insured"} else ""
