"""What columns hold, under all kinds of headers and none, and whom rows are about."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tables_of_cases import PEOPLE, TODAY, mentions, read, types

from recense.detect.tables.grid import cells_from_list
from recense.detect.tables.headers import read_header
from recense.detect.tables.typing import type_columns

HEADERS = [
    ("NOM_PAT", "family_name"), ("PREN", "given_names"), ("DDN", "birth_date"), ("DTNAIS", "birth_date"), ("Né(e) le", "birth_date"),
    ("NJF", "birth_name"), ("NOMNAI", "birth_name"), ("Nom d’usage", "used_name"), ("NUMSECU", "nir"), ("N° de sécurité sociale", "nir"),
    ("N°IPP", "ipp"), ("NDA", "stay_id"), ("IEP", "stay_id"), ("LIB_UF_HEBERGT", "sector"), ("DT_ENTREE_SEJ", "arrival_date"),
    ("Sortie le", "discharge_date"), ("dateNaissance", "birth_date"), ("PR\ufffdNOM", "given_names"), ("NOM NAISSAN", "birth_name"),
    ("Code postal", "postcode"), ("TEL1", "phone"), ("Service d'affectation", "sector"), ("Grade", "job"), ("Motif d'hospitalisation", "diagnosis"),
    ("patient.identite.nom", "family_name"), ("Nom de famille", "family_name"), ("PATDDN", "birth_date"), ("CP_VILLE", "postcode"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "kind"), HEADERS)
def test_a_header_is_read_however_a_hospital_writes_it(header, kind):
    assert read_header(header).kind == kind


@pytest.mark.parametrize("header", ["DUPONT", "Jean", "F", "CARDIOLOGIE A", "12/03/1954"])
def test_a_value_is_not_a_header(header):
    read = read_header(header)
    assert read is None or read.strength < 0.9


@pytest.mark.parametrize(
    ("header", "owner"),
    [
        ("Nom du médecin", "practitioner"),
        ("Tél personne à prévenir", "relative"),
        ("Nom du patient", "patient"),
        ("Médecin / Nom", "practitioner"),
        ("Nom de famille", ""),
    ],
)
def test_a_header_says_whose_data_it_is(header, owner):
    assert read_header(header).owner == owner


def test_columns_without_header_are_typed_by_values_and_neighbours():
    rows = [[*p, f"0{6 + i % 2}3998{i}{i}4{i}", "59280", "ARMENTIERES"] for i, p in enumerate(PEOPLE * 3)]
    found = types(rows)
    assert found[:4] == ["family_name", "given_names", "birth_date", "sex"]
    assert found[4] == "sector"
    assert found[6:] == ["phone", "postcode", "city"]


def test_the_order_of_rows_does_not_change_types():
    rows = [[*p, str(8000 + i)] for i, p in enumerate(PEOPLE * 4)]
    expected = [c.kind for c in _typed(rows)]
    for seed in range(3):
        shuffled = random.Random(seed).sample(rows, len(rows))
        assert [c.kind for c in _typed(shuffled)] == expected


def _typed(rows):
    columns = [cells_from_list([r[j] for r in rows]) for j in range(len(rows[0]))]
    return type_columns(columns, [""] * len(columns), TODAY)


def test_a_header_that_the_values_contradict_does_not_win():
    rows = [["Téléphone", "Prénom", "Nom"], *[[p[2], p[1], p[0]] for p in PEOPLE]]
    assert types(rows)[0] == "birth_date"


def test_a_guess_is_put_on_the_list_to_confirm():
    columns = read(PEOPLE).columns
    doubtful = [c["data_type"] for c in columns if c["to_confirm"]]
    assert len(doubtful) == 1
    assert doubtful[0] in {"arrival_date", "appointment"}
    assert all(c["reason"] for c in columns)


def test_a_number_of_social_security_is_seen_under_any_header():
    rows = [
        ["Nom", "Prénom", "Matricule"],
        *[
            [p[0], p[1], n]
            for p, n in zip(
                PEOPLE,
                ["1540359999001", "2481259999003", "1900859999005", "2011159999007", "1330159999009"],
                strict=True,
            )
        ],
    ]
    assert types(rows)[2] == "nir"


def test_a_column_named_nom_that_holds_whole_names_is_a_full_name():
    rows = [["Nom", "DDN"], *[[f"{p[0]} {p[1]}", p[2]] for p in PEOPLE]]
    assert types(rows)[0] == "full_name"
    assert [m["given_names"] for m in mentions(rows)][1] == ["Marie-Claude"]


def test_the_only_date_of_a_list_of_discharges_is_a_discharge():
    rows = [["Nom", "Prénom", "DDN", "Date"], *[[p[0], p[1], p[2], p[5]] for p in PEOPLE]]
    assert types(rows, "Sorties/sorties du 12 mars.csv")[3] == "discharge_date"
    assert types(rows, "Entrées/liste des entrées.csv")[3] == "arrival_date"


NOBODY = {
    "medicines": [
        ["Nom", "Dosage", "Stock"],
        ["DOLIPRANE", "500 mg", "12"],
        ["AMOXICILLINE", "1 g", "3"],
        ["LASILIX", "40 mg", "8"],
    ],
    "rooms": [
        ["Nom", "Étage", "Capacité"],
        ["Salle Jeanne d'Arc", "1", "12"],
        ["Salle Pasteur", "2", "30"],
        ["Amphithéâtre Curie", "0", "120"],
    ],
    "communes": [
        ["Nom", "Code postal", "Population"],
        ["ARMENTIERES", "59280", "25000"],
        ["SAINT-OMER", "62500", "15000"],
        ["LILLE", "59000", "230000"],
    ],
    "suppliers": [
        ["Raison sociale", "Adresse", "CP", "Ville"],
        ["MARTIN SARL", "3 rue du Port", "59000", "LILLE"],
        ["Durand Médical SAS", "8 rue Haute", "62000", "ARRAS"],
    ],
    "files": [
        ["Nom", "Taille", "Modifié le"],
        ["compte rendu martin.docx", "12 Ko", "12/03/2024"],
        ["planning.xlsx", "30 Ko", "13/03/2024"],
    ],
    "equipment": [
        ["N° inventaire", "Nom", "Marque", "N° série"],
        ["INV-0012", "Pousse-seringue", "Fresenius", "A1234"],
        ["INV-0013", "Moniteur", "Philips", "B777"],
    ],
    "stock": [
        ["Désignation", "Référence", "Quantité"],
        ["Compresses stériles", "REF123", "40"],
        ["Gants nitrile", "REF124", "100"],
    ],
    "software": [
        ["Nom", "Éditeur", "Version"],
        ["DxCare", "Medasys", "8.1"],
        ["Sillage", "SIB", "22"],
        ["Easily", "HCL", "3"],
    ],
    "sectors": [["Code UF", "Libellé", "Capacité"], ["1101", "Urgences", "21"], ["1210", "Médecine polyvalente", "14"]],
    "services": [["Service", "Téléphone"], ["Cardiologie", "03 20 44 55 66"], ["Accueil", "03 20 44 55 00"]],
}


@pytest.mark.parametrize("name", NOBODY)
def test_a_column_of_names_of_things_is_not_people(name):
    assert mentions(NOBODY[name], "Divers/export.xlsx") == []


def test_people_of_a_list_of_staff_are_staff():
    rows = [
        ["Matricule", "Nom", "Prénom", "Grade", "Service"],
        ["00123", "MARTIN", "Sophie", "IDE", "Urgences"],
        ["00124", "PETIT", "Luc", "Aide-soignant", "SSR"],
    ]
    found = mentions(rows, "DRH/effectifs.xlsx")
    assert {m["role"] for m in found} == {"staff"}
    assert all("staff" in m["categories"] and "stay" not in m["categories"] for m in found)


def test_a_doctor_beside_the_patient_is_another_person():
    rows = [
        ["Patient", "DDN", "Médecin"],
        ["DUPONT Jean", "12/03/1954", "Dr Paul MARTIN"],
        ["NGUYEN Hoa", "30/11/2001", "Dr SC"],
    ]
    found = [(m["line"], m["role"], m["family_name"]) for m in mentions(rows)]
    assert found == [(2, "patient", "DUPONT"), (2, "staff", "MARTIN"), (3, "patient", "NGUYEN")]  # initials name nobody


def test_numbers_without_header_of_people_with_birth_dates_are_theirs_as_patients():
    rows = [[str(8001234 + 37 * i), str(240012345 + 91 * i), *p[:3]] for i, p in enumerate(PEOPLE * 2)]
    assert types(rows)[:2] == ["ipp", "stay_id"]
    assert all(m["phones"] is None and m["role"] == "patient" for m in mentions(rows))


def test_telephones_that_lost_their_zero_stay_telephones():
    numbers = ["612345679", "320445566", "711223344", "698765432", "321998877"]
    rows = [[*p[:3], n] for p, n in zip(PEOPLE, numbers, strict=True)]
    assert mentions(rows)[0]["phones"] == ["+33612345679"]


@pytest.mark.parametrize("job", ["IDE", "Kiné", "Secrétaire", "Interne"])
def test_a_job_in_every_row_is_a_value_and_no_label(job):
    rows = [["Nom", "Prénom", "Grade", "Taux"], *[[p[0], p[1], job, "80 %"] for p in PEOPLE]]
    found = mentions(rows, "RH/temps partiel.csv")
    assert [m["family_name"] for m in found] == [p[0] for p in PEOPLE]
    assert all("health" not in m["categories"] for m in found)


def test_the_score_of_a_training_is_no_result_and_that_of_a_patient_is():
    staff = [["Nom", "Prénom", "Formation", "Score"], *[[p[0], p[1], "Hygiène des mains", "12"] for p in PEOPLE]]
    assert all("health" not in m["categories"] for m in mentions(staff, "RH/formations.xlsx"))
    patients = [["Nom", "Prénom", "DDN", "Score"], *[[*p[:3], "12"] for p in PEOPLE]]
    assert all("health" in m["categories"] for m in mentions(patients))


def test_the_code_of_a_door_opens_no_account():
    door = [
        ["Patient", "Adresse", "Code accès"],
        *[[f"{p[0]} {p[1]}", "3 rue du Port 59000 LILLE", "A12B"] for p in PEOPLE],
    ]
    assert all("credentials" not in m["categories"] for m in mentions(door))
    account = [
        ["Identifiant", "Code accès", "Nom", "Prénom"],
        *[[f"u{i}x", f"x7K{i}pQ2", *p[:2]] for i, p in enumerate(PEOPLE)],
    ]
    assert all("credentials" in m["categories"] for m in mentions(account))


def test_an_account_of_a_bank_is_no_stay():
    bank = [
        ["Account number", "Name", "IBAN"],
        *[[str(8001234 + i), f"{p[0]} {p[1]}", "FR7630006000011234567890189"] for i, p in enumerate(PEOPLE)],
    ]
    assert all(m["stay_ids"] is None for m in mentions(bank))
    stay = [
        ["Account number", "Last name", "First name", "DOB"],
        *[[str(8001234 + i), *p[:3]] for i, p in enumerate(PEOPLE)],
    ]
    assert all(m["stay_ids"] for m in mentions(stay))


def test_a_name_beside_a_given_name_is_found_past_the_column_between_them():
    names = [("Diallo", "Élodie"), ("Kowalski", "Marie-France"), ("Vasseur", "Thierry"), ("Le Goff", "Cédric")]
    rows = [["num", "noms.nom", "noms.nom.type", "prenoms.prenom", "naissance.date"]]
    rows += [[f"14057936{i}", f, "usage", g, f"19{50 + i}-06-05"] for i, (f, g) in enumerate(names)]
    assert [m["family_name"] for m in mentions(rows)] == [f for f, _ in names]


def test_codes_made_of_a_patients_name_are_no_account():
    rows = [["Nom", "Prénom", "Né le", "Repère"]]
    rows += [[*row[:3], f"{row[0][:3].replace(' ', 'X')}{row[1][:3]}0{i}"] for i, row in enumerate(PEOPLE)]
    assert all("credentials" not in m["categories"] for m in mentions(rows))
