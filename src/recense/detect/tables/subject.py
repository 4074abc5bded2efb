"""Whom the rows of a table are about: patients, staff, others, or nobody. A "Nom" alone is not people."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recense.detect.names import fold
from recense.detect.tables.columns import CONFIRM_BELOW
from recense.detect.tables.evidence import BESIDE, FAMILY_KINDS, are_beside, may_be_people, person_evidence, why_nobody
from recense.detect.tables.headers import plain_words, read_header
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
    "email": 0.3,
}
MAYBE_STAFF_WORDS = words("maybe_staff_lists")
WHO_PATIENTS, WHO_STAFF = words("who_patients"), words("who_staff")
PATIENT_HEADERS, STAFF_HEADERS, STAFF_FOLDERS = words("patient_headers"), words("staff_headers"), words("staff_folders")
DOUBTED = 0.69
# headers under which a list's own people are the staff, or outside
STAFF_NAMES = re.compile(
    r"\b(?:AGENTS?|SALARIES?|DEMANDEURS?|DECLARANTS?|INTERVENANTS?|RESPONSABLES?|REFERENTS?|EMPLOYES?|COLLABORATEURS?"
    r"|PROFESSIONNELS?|PRATICIENS?|MEDECINS?|INFIRMIERE?S?|UTILISATEURS?|EMPRUNTEURS?|DETENTEURS?|AFFECTE|ETUDIANTE?S?|STAGIAIRES?)\b"
)
OTHER_NAMES = re.compile(r"\b(?:CANDIDATE?S?|BENEVOLES?|VISITEURS?|VISITEUSES?|FOURNISSEURS?|DONATEURS?|PLAIGNANTS?)\b")
FIRMS = re.compile(r"\b(?:SOCIETE|ENTREPRISE|RAISON SOCIALE|FOURNISSEUR|COMPANY|SUPPLIER)\b")
OF_PATIENTS = re.compile(r"\b(?:PROFESSION|CSP|OCCUPATION|ACTIVITE)\b")  # what a patient may be asked
PRACTICE = frozenset({"city", "postcode", "address", "street"})
OF_THE_HOUSE = frozenset({"staff_id", "birth_date", "nir", "iban", "login", "ipp", "stay_id"})
OF_THE_STAFF = frozenset({"job", "staff_id", "sector", "rpps", "adeli"})
OF_CARE = frozenset({"ipp", "stay_id", "diagnosis", "diagnosis_code", "drug", "result", "room"})
# what is said of patients, and of the staff in its own lists: hired, left, born, seen by occupational medicine
OF_ANYBODY = frozenset({"arrival_date", "discharge_date", "appointment", "act", "death_date", "age"})
PATIENT_WORDS = words("patient_lists")
STAFF_WORDS = words("staff_lists")
OTHER_WORDS = words("other_lists")
OUTSIDE_DOCTORS = re.compile(
    r"\b(?:(?:MEDECINS?|PRATICIENS?|INFIRMIERS?|IDE|KINES?|PROFESSIONNELS?) "
    r"(?:TRAITANTS?|CORRESPONDANTS?|LIBERAUX|LIBERALES?|(?:DE )?VILLE|EXTERIEURS?)|ADRESSEURS|CORRESPONDANTS|LIBERAUX)\b"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the rows are about, None for nobody, how sure, and why."""

    role: Role | None
    confidence: float
    reason: str
    has_own: bool = True  # False: the rows name professionals or contacts, and nobody of their own


def subject_of(
    typed: Sequence[Column], titles: Sequence[str], names: Sequence[str], evidence: tuple[float, str] | None = None
) -> Subject:
    """Decide whom the rows are about. `names` are those of the file and the sheet, `titles` the lines above the table.

    `evidence` is what showed, elsewhere than in the columns, that they are about people: how sure, and by what.
    """
    evidence = evidence or person_evidence(typed)
    if evidence is None:
        beside = next((BESIDE[c.owner] for c in typed if are_beside(c)), None)
        if beside:
            return Subject(beside, 0.8, "professionals or contacts named in the rows, and nobody else", has_own=False)
        return Subject(None, 0.9, why_nobody(typed))
    strength, why = evidence
    role = _role_of(typed, titles, names)
    return Subject(role, strength, f"{why}; {role.value} by its columns and names")


def doubted(typed: Sequence[Column], subject: Subject) -> list[Column]:
    """Lower the confidence of names that may be people's though little shows it, so that somebody confirms them."""
    if subject.role is not None and subject.confidence > CONFIRM_BELOW:
        return list(typed)
    why = "people by little" if subject.role else "but nothing shows that these are people"
    return [
        replace(c, confidence=min(c.confidence, DOUBTED), reason=f"{c.reason}; {why}") if may_be_people(c) else c
        for c in typed
    ]


def _role_of(typed: Sequence[Column], titles: Sequence[str], names: Sequence[str]) -> Role:
    """Weigh what columns, headers, and the names of file, sheet and folder say about who the people are."""
    own = [c for c in typed if not c.owner and c.profile.filled]
    sure = {c.kind: c for c in own if c.confidence >= 0.5}
    # folders hold much that is not what they are named for: only the file's and the sheet's own names count in full
    said = _plain(" ".join([*titles, *(n.rsplit("/", 1)[-1] for n in names)]))
    of_patients, of_staff = bool(WHO_PATIENTS.search(said)), bool(WHO_STAFF.search(said))
    if OUTSIDE_DOCTORS.search(said) and not of_patients and not sure.keys() & OF_CARE:
        return Role.OTHER
    if sure.keys() & {"rpps", "adeli"} and sure.keys() & PRACTICE and not sure.keys() & OF_THE_HOUSE:
        return Role.OTHER  # doctors with the town they practise in
    if sure.keys() & {"login", "password"} and sure.keys() & {"birth_date", "nir"} and not sure.keys() & OF_THE_STAFF:
        return Role.PATIENT  # the accounts of a portal: those of the staff hold no birth date
    at_work = not sure.keys() & OF_CARE and (_are_at_work(sure) or (of_staff and not of_patients))
    patient = sum(p for kind, p in PATIENT_POINTS.items() if kind in sure and not (at_work and kind in OF_ANYBODY))
    patient += 3.0 * of_patients + 2.0 * bool(PATIENT_WORDS.search(said)) * (not at_work)
    patient += 1.0 * ("birth_date" in sure and not at_work)
    staff = sum(p for kind, p in STAFF_POINTS.items() if kind in sure) + 3.0 * of_staff
    staff += 2.0 * bool(STAFF_WORDS.search(said)) + 0.8 * bool(MAYBE_STAFF_WORDS.search(said))
    if "job" in sure and OF_PATIENTS.search(plain_words(sure["job"].header)):
        staff -= STAFF_POINTS["job"]  # a civil status holds a profession too
    other = 2.5 * bool(OTHER_WORDS.search(said))
    folder = _plain(names[0].rpartition("/")[0]) if names else ""
    staff += 0.4 * bool(STAFF_FOLDERS.search(folder))
    headers = " | ".join(plain_words(c.header) for c in typed if c.header and c.profile.filled)
    patient += min(2.0, len(set(PATIENT_HEADERS.findall(headers))))
    staff += min(2.0, len(set(STAFF_HEADERS.findall(headers))))
    for column in typed:
        read = read_header(column.header) if column.header else None
        owner = read.owner if read else ""
        patient += 2.0 * (owner == "patient") + 0.7 * (
            column.owner in {"practitioner", "relative"} and column.kind == "full_name"
        )
        staff += 2.0 * (owner == "staff") + 3.0 * (
            column.kind == "full_name" and not column.owner and column.profile["doctor"] > 0.5
        )
        if column.kind in FAMILY_KINDS and not column.owner:
            headed = plain_words(column.header)
            staff += 3.0 * bool(STAFF_NAMES.search(headed))
            other += 5.0 * bool(OTHER_NAMES.search(headed))
        other += 2.5 * bool(FIRMS.search(fold(column.header)) or column.profile["company"] > 0.4)
    if not patient and sure.keys() & {"email", "phone"} and sure.keys() & {"sector", "job"}:
        staff += 1.0  # names, service and telephone: a directory
    return max(((patient + 0.2, Role.PATIENT), (staff, Role.STAFF), (other, Role.OTHER)), key=lambda item: item[0])[1]


def _plain(text: str) -> str:
    """Write names of files as words: no digits, no signs."""
    return " ".join(re.findall(r"[A-Z]+", fold(text)))


def _are_at_work(sure: dict[str, Column]) -> bool:
    """Say whether columns are those of working life: then dates of arrival are hirings, examinations those of the staff."""
    job = sure.get("job")
    real = job is not None and job.profile["job"] >= 0.2 and not OF_PATIENTS.search(plain_words(job.header))
    return real or bool(sure.keys() & {"staff_id", "rpps"})
