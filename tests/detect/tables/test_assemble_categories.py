"""What a row holds, and which categories it therefore exposes, of whom: true cases and those that only look so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tables_of_cases import TODAY, mentions, read

from recense.detect.tables.grid import grid_from_rows
from recense.detect.tables.read import read_tables

FAMILY = [
    "DUPONT",
    "LEFÈVRE",
    "BEN ALI",
    "NGUYEN",
    "DE LA TOUR",
    "MARCHAL",
    "COLIN",
    "PICARD",
    "HUET",
    "ROCHE",
    "BAZIN",
    "COSTE",
]
GIVEN = ["Jean", "Marie", "Mohamed", "Hoa", "Paul", "Lucie", "Alain", "Nadia", "Pierre", "Claire", "Denis", "Julie"]
BORN = [f"{i + 10}/0{i % 9 + 1}/19{40 + 3 * i}" for i in range(12)]
ARRIVED = [f"{i + 1:02d}/02/2024" for i in range(12)]
KIN = [f"{f} {g}" for f, g in zip(FAMILY, GIVEN[::-1], strict=True)]
PHONES = [f"06 39 98 {10 + i} {20 + i}" for i in range(12)]
LOGINS = [f"{g[0]}{f}".lower().replace(" ", "") for f, g in zip(FAMILY, GIVEN, strict=True)]
PATIENTS = {"IPP": [f"8{i:06d}" for i in range(12)], "Nom": FAMILY, "Prénom": GIVEN, "Né(e) le": BORN}
STAFF = {
    "Matricule": [f"M{i:05d}" for i in range(12)],
    "Nom": FAMILY,
    "Prénom": GIVEN,
    "Fonction": ["Infirmier", "Médecin"] * 6,
}


def some(*values):
    """Repeat a few values over the rows."""
    return [values[i % len(values)] for i in range(12)]


def table(*parts):
    columns = {k: v for part in parts for k, v in part.items()}
    return [list(columns), *([c[i] for c in columns.values()] for i in range(12))]


def of_own(*parts, path="Divers/liste.xlsx"):
    """Return the categories exposed of each row's own person."""
    seen, answers = set(), []
    for m in mentions(table(*parts), path):
        if m["line"] not in seen:
            seen.add(m["line"])
            answers.append(set(m["categories"]))
    return answers


ROWS = {
    "a room is a stay": ({"Chambre": some("101", "102", "103")}, {"stay"}),
    "the way in is a stay": ({"Mode d'entrée": some("Urgences", "Domicile", "Mutation")}, {"stay"}),
    "where people go is a stay": ({"Destination": some("Domicile", "CHU Lille", "EHPAD")}, {"stay"}),
    "the day of death is one of a stay": ({"Date de décès": ARRIVED}, {"stay"}),
    "marks under a service are none": ({"Transport": some("oui", "non")}, set()),
    "a diagnosis is health": ({"Motif": some("fracture du col", "pneumopathie", "AVC")}, {"health"}),
    "papers to bring are no health": (
        {"Motif": some("mutuelle à fournir", "carte vitale périmée", "dossier incomplet")},
        set(),
    ),
    "late coming is no health": ({"Motif": some("retards répétés", "absent", "litige")}, set()),
    "clinical words under an unknown header are health": (
        {"Pb": some("diabète de type 2", "AVC", "fracture du poignet")},
        {"health"},
    ),
    "codes of diagnoses under an unknown header are health": (
        {"DP/DR": some("E119", "I10", "J189", "C509")},
        {"health"},
    ),
    "codes of refusal are no diagnoses": ({"Code rejet": some("A12", "B07", "D55")}, set()),
    "a doctor is nothing of the patient's": ({"Médecin": some("Dr ROUX", "Dr LEROY")}, set()),
    "a doctor's number is the doctor's": (
        {"Médecin": some("Dr ROUX", "Dr LEROY"), "RPPS": some("10100000012", "10100000020")},
        set(),
    ),
    "a typist's account is the typist's": ({"Saisi par": some("jdurand", "cpetit", "spruvost")}, set()),
    "a user who comes again is the typist": ({"Utilisateur": some("jdurand", "cpetit", "spruvost")}, set()),
    "an account for each patient is theirs": (
        {"Login": LOGINS, "Mot de passe": [f"Soleil{i}!" for i in range(12)]},
        {"credentials"},
    ),
    "a relative is family": ({"Personne à prévenir": KIN}, {"family"}),
    "yes and no under a family are nothing": ({"Famille": some("oui", "non")}, set()),
    "a contact number alone is one's own": ({"Tél contact": PHONES}, {"contact"}),
    "a contact number after a relative is the relative's": (
        {"Personne à prévenir": KIN, "Tél contact": PHONES},
        {"family"},
    ),
    "a telephone that follows a relative is the relative's": ({"Aidant": KIN, "Tél": PHONES}, {"family"}),
    "a note that names whom to call is family": (
        {"Observations": [f"prévenir Mme {f} {g} au {p}" for f, g, p in zip(FAMILY, GIVEN[::-1], PHONES, strict=True)]},
        {"family"},
    ),
    "a note that speaks of one's own is family": (
        {"Observations": some("vu avec sa fille", "son fils passe demain")},
        {"family"},
    ),
    "a note that names a doctor to call is not": (
        {"Observations": some("appeler Dr ROUX Alain", "contacter le secrétariat")},
        set(),
    ),
    "a marital status is family": ({"Situation": some("Marié(e)", "Veuf", "Célibataire")}, {"family"}),
    "the state of a file is no marital status": ({"Situation": some("VALIDE", "EN COURS", "CLOS")}, set()),
    "an insurer is something else": ({"Mutuelle": some("MGEN", "HARMONIE", "AESIO")}, {"other"}),
    "yes and no under an insurer are nothing": ({"Mutuelle": some("oui", "non")}, set()),
    "a legal protection is something else": ({"Mesure": some("tutelle", "curatelle renforcée")}, {"other"}),
    "care under constraint is a stay": ({"Mesure": some("SDT", "SDRE", "SPI")}, {"stay"}),
    "the day of a vaccine is health": ({"Vacciné le": ARRIVED}, {"health"}),
    "doses under a product are health": ({"Produit": some("MORPHINE 10 mg", "OXYCODONE 5 mg")}, {"health"}),
    "a death that is a mark is no date": ({"Décédé": some("f", "t")}, set()),
    "bank accounts are bank data whatever the header": (
        {"Coordonnées": [f"FR76 3000 4000 {i:04d} 0000 0000 1{i % 10}2" for i in range(12)]},
        {"bank"},
    ),
    "an amount is something else": ({"Reste à payer": [f"{i * 7 + 12},50" for i in range(12)]}, {"other"}),
    "a percentage under an amount is none": ({"Montant": some("100 %", "80 %", "50 %")}, set()),
    "a nationality is no address": ({"Nationalité": some("FR", "MA", "PT")}, set()),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_patients_row_exposes_what_it_really_holds(case):
    columns, more = ROWS[case]
    assert of_own(PATIENTS, columns) == [{"identity", "patient_id", *more}] * 12


def test_an_empty_cell_exposes_nothing():
    half = [p if i % 2 else None for i, p in enumerate(PHONES)]
    answers = of_own(PATIENTS, {"Téléphone": half})
    assert ["contact" in a for a in answers] == [bool(p) for p in half]


def test_a_no_under_a_medical_header_exposes_nothing():
    answers = of_own(PATIENTS, {"Allergie": some("arachide", "non")})
    assert ["health" in a for a in answers] == [True, False] * 6


def test_a_patients_own_number_under_an_unsure_header_is_no_staff_number():
    numbered = {
        "N° d'identification": [f"77{i:05d}" for i in range(12)],
        "Nom": FAMILY,
        "Prénom": GIVEN,
        "Né(e) le": BORN,
    }
    for answer in of_own(numbered, {"Date d'entrée": ARRIVED}):
        assert "staff" not in answer
        assert "stay" in answer


def test_the_relative_has_the_telephone_and_not_the_family():
    beside = [m for m in mentions(table(PATIENTS, {"Aidant": KIN, "Tél": PHONES})) if m["role"] == "other"]
    assert [set(m["categories"]) for m in beside] == [{"contact", "identity"}] * 12


def test_the_professional_beside_a_patient_is_exposed_as_one():
    beside = [m for m in mentions(table(PATIENTS, {"Médecin": some("Dr ROUX", "Dr LEROY")})) if m["role"] == "staff"]
    assert [set(m["categories"]) for m in beside] == [{"identity", "staff"}] * 12


STAFF_ROWS = {
    "a unit is where they work": ({"Service": some("Cardiologie", "Urgences")}, set()),
    "a rate of work is no result": ({"Taux": some("100 %", "80 %", "50 %")}, set()),
    "a leave is no diagnosis": ({"Motif": some("CA", "RTT", "Formation")}, set()),
    "a sick leave is health": ({"Motif": some("dépression", "lombalgie", "fracture du poignet")}, {"health"}),
    "aptitude for work is health": ({"Avis": some("Apte", "Inapte temporaire", "Apte avec restriction")}, {"health"}),
    "sick leaves are health": ({"Nature": some("CMO", "CLM", "AT")}, {"health"}),
    "whom to call is family": ({"Personne à prévenir": KIN}, {"family"}),
}


@pytest.mark.parametrize("case", STAFF_ROWS)
def test_an_agents_row_exposes_what_it_really_holds(case):
    columns, more = STAFF_ROWS[case]
    assert of_own(STAFF, columns, path="RH/agents.xlsx") == [{"identity", "staff", *more}] * 12


def test_a_stay_is_told_by_the_name_of_a_sheet_and_not_of_a_database_table():
    for place, stays in (("sheet=Sorties mars", True), ("table=RDV", False)):
        grid = grid_from_rows(table(PATIENTS), place=place)
        found = read_tables([grid], "DSI/base.sqlite", TODAY).mentions.to_pylist()
        assert {"stay" in m["categories"] for m in found} == {stays}


SECTORS = {
    "letters of a sex": ("M", "F"),
    "units of measure": ("g/dL", "mmol/L", "µmol/L"),
    "numbers of another table's rows": ("1", "2"),
}


@pytest.mark.parametrize("case", SECTORS)
def test_what_is_no_sector_is_not_shown_as_one(case):
    found = read(table(PATIENTS, {"Service": some(*SECTORS[case])})).mentions.to_pylist()
    assert not any(m["sectors"] for m in found)


def test_known_and_own_names_of_sectors_are_shown():
    found = read(table(PATIENTS, {"Service": some("CARDIO", "Les Glycines", "1101")})).mentions.to_pylist()
    assert {s for m in found for s in m["sectors"] or ()} == {"Cardiologie", "Les Glycines", "1101"}
