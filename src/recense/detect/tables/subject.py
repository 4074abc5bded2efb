"""Whom the rows of a table are about: patients, staff, others, or nobody. A "Nom" alone is not people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recense.detect.names import fold
from recense.detect.tables.headers import read_header
from recense.detect.tables.words import words
from recense.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.tables.columns import Column

PATIENT_POINTS = {
    "ipp": 3.0,
    "stay_id": 2.0,
    "nir": 1.0,
    "arrival_date": 2.0,
    "discharge_date": 2.0,
    "appointment": 1.5,
    "diagnosis": 2.0,
    "diagnosis_code": 2.0,
    "act": 1.5,
    "drug": 2.0,
    "result": 1.5,
    "birth_date": 1.0,
    "age": 1.0,
    "room": 1.0,
    "death_date": 1.0,
    "birth_name": 0.5,
    "sector": 0.3,
    "birth_place": 0.3,
    "address": 0.5,
    "street": 0.5,
}
STAFF_POINTS = {
    "job": 3.0,
    "staff_id": 3.0,
    "rpps": 4.0,
    "adeli": 3.0,
    "login": 2.0,
    "password": 2.0,
    "amount": 0.5,
    "email": 0.3,
}
PATIENT_WORDS = words("patient_lists")
STAFF_WORDS = words("staff_lists")
OTHER_WORDS = words("other_lists")
OUTSIDE_DOCTORS = re.compile(
    r"\b(?:(?:MEDECINS?|PRATICIENS?|INFIRMIERS?|IDE|KINES?|PROFESSIONNELS?) "
    r"(?:TRAITANTS?|CORRESPONDANTS?|LIBERAUX|LIBERALES?|DE VILLE|EXTERIEURS?)|ADRESSEURS|CORRESPONDANTS)\b"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the rows are about, None for nobody, how sure, and why."""

    role: Role | None
    confidence: float
    reason: str


def subject_of(
    typed: Sequence[Column], titles: Sequence[str], names: Sequence[str], evidence: tuple[float, str] | None = None
) -> Subject:
    """Decide whom the rows are about. `names` are those of the file and the sheet, `titles` the lines above the table.

    `evidence` is what showed, elsewhere than in the columns, that they are about people: how sure, and by what.
    """
    evidence = evidence or _person_evidence(typed)
    if evidence is None:
        return Subject(None, 0.9, _why_nobody(typed))
    strength, why = evidence
    own = [c for c in typed if not c.owner and c.profile.filled]
    sure = {c.kind for c in own if c.confidence >= 0.5}
    patient = sum(points for kind, points in PATIENT_POINTS.items() if kind in sure)
    staff = sum(points for kind, points in STAFF_POINTS.items() if kind in sure)
    other = 0.0
    # folders hold much that is not what they are named for: only the file's and the sheet's own names count
    said = fold(" ".join([*titles, *(n.rsplit("/", 1)[-1] for n in names)])).replace("_", " ").replace("-", " ")
    patient += 2.0 * bool(PATIENT_WORDS.search(said))
    staff += 2.0 * bool(STAFF_WORDS.search(said))
    other += 2.5 * bool(OTHER_WORDS.search(said)) + 5.0 * bool(OUTSIDE_DOCTORS.search(said))
    for column in typed:
        read = read_header(column.header) if column.header else None
        owner = read.owner if read else ""
        words = fold(column.header)
        patient += 2.0 * (owner == "patient") + 0.7 * (
            column.owner in {"practitioner", "relative"} and column.kind == "full_name"
        )
        staff += 2.0 * (owner == "staff") + 3.0 * (
            column.kind == "full_name" and not column.owner and column.profile["doctor"] > 0.5
        )
        other += 2.5 * bool(
            re.search(r"\b(?:SOCIETE|ENTREPRISE|RAISON SOCIALE|FOURNISSEUR|COMPANY|SUPPLIER)\b", words)
            or column.profile["company"] > 0.4
        )
    if not patient and sure & {"email", "phone"} and sure & {"sector", "job"}:
        staff += 1.0  # names, service and telephone: a directory
    role = max(((patient + 0.2, Role.PATIENT), (staff, Role.STAFF), (other, Role.OTHER)), key=lambda item: item[0])[1]
    return Subject(role, strength, f"{why}; {role.value} by its columns and names")


def _person_evidence(  # noqa: C901, PLR0911 - one return a kind of evidence, strongest first
    typed: Sequence[Column],
) -> tuple[float, str] | None:
    """Return how sure it is that rows are about people, and by what; None when nothing shows it."""
    own = {c.kind: c for c in typed if not c.owner and c.profile.filled and c.confidence >= 0.3}
    names = [own[k] for k in ("family_name", "birth_name", "used_name", "full_name") if k in own]
    given = own.get("given_names")
    if given and names:
        return 0.98, "given names"
    if given and own.keys() & {"birth_date", "ipp", "nir", "stay_id", "staff_id"}:
        return 0.9, "given names with civil status or a number"
    if "nir" in own and own["nir"].profile["nir"] + own["nir"].profile["nir_mangled"] > 0.3:
        return 0.98, "social-security numbers"
    if names and "birth_date" in own:
        return 0.98, "names with birth dates"
    if "ipp" in own and own["ipp"].confidence >= 0.6:
        return 0.95, "patient numbers"
    if any(_names_are_people(c) for c in names):
        return 0.9, "names of people"
    if any(_names_are_patients(c) for c in names):
        return 0.85, "a column of patients' names"
    if names and own.keys() & {"sex", "title", "age", "stay_id"}:
        return 0.9, "names with civil status"
    if (
        "birth_date" in own
        and own.keys() & {"sex", "stay_id", "arrival_date", "postcode", "phone", "email"}
        and own["birth_date"].confidence > 0.7
    ):
        return 0.85, "birth dates"
    if (
        "stay_id" in own
        and own["stay_id"].confidence >= 0.8
        and own.keys() & {"arrival_date", "discharge_date", "diagnosis_code", "sector"}
    ):
        return 0.8, "stay numbers"
    staff = own.keys() & {"staff_id", "rpps", "job", "login"}
    if (
        names
        and staff
        and max(c.profile["name_shape"] for c in names) > 0.8
        and not any(c.profile["company"] > 0.3 for c in names)
    ):
        return 0.85, "names with working life"
    return None


def _names_are_people(column: Column) -> bool:
    p = column.profile
    if p["company"] > 0.25 or p["sector"] > 0.4 or p["file"] > 0.2 or p["name_shape"] < 0.6:
        return False
    if column.kind != "full_name":
        return p["titled"] + p["doctor"] > 0.5
    return p["titled"] + p["doctor"] > 0.4 or p["caps_and_title"] > 0.5 or p["given_after"] + p["given_first"] > 0.4


def _names_are_patients(column: Column) -> bool:
    """Say whether a header that names patients stands over what may be names: "MARTIN P.", "DUPONT", initials."""
    read = read_header(column.header) if column.header else None
    p = column.profile
    return (
        read is not None
        and read.owner == "patient"
        and read.strength >= 0.85
        and p["name_shape"] >= 0.7
        and p["company"] + p["sector"] + p["file"] < 0.3
    )


def _why_nobody(typed: Sequence[Column]) -> str:
    named = next((c for c in typed if c.kind in {"family_name", "full_name"} and not c.owner), None)
    return "names without anything that only people have" if named else "no column that only people have"
