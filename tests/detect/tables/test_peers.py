"""Several people in one row, each the row's own; and those who are only named beside."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tables_of_cases import mentions

NAMES = [
    "M. DUPONT Jean", "Mme LEFÈVRE Marie", "M. BENALI Karim", "Mme NGUYEN Hoa", "M. MOREAU Paul", "Mme PETIT Zoé",
    "M. CARON Luc", "Mme LEROUX Anne",
]  # fmt: skip
PAIRS = list(zip(NAMES[::2], NAMES[1::2], strict=True))


def families(found):
    return sorted(m["family_name"] for m in found)


ALL = sorted(n.split()[1] for n in NAMES)


def test_the_beds_of_a_room_are_people_each():
    rows = [["Chambre", "Lit P", "Lit F"], *[[str(100 + i), *pair] for i, pair in enumerate(PAIRS)]]
    found = mentions([*rows, ["110", "LIBRE", "M. ROUX Marc"]])
    assert families(found) == sorted([*ALL, "ROUX"])
    assert {m["role"] for m in found} == {"patient"}


def test_the_days_of_an_agenda_are_people_each_and_no_day_is_one():
    rows = [["Heure", "lundi 12", "mercredi 14"], *[[f"{8 + i}h00", *pair] for i, pair in enumerate(PAIRS)]]
    found = mentions([*rows, ["17h00", "PAUSE", None]])
    assert families(found) == ALL
    assert all("stay" in m["categories"] for m in found)


def test_whom_the_header_names_otherwise_is_no_peer():
    rows = [["Patient", "Médecin"], *[[a, f"Dr {b.removeprefix('Mme ')}"] for a, b in PAIRS]]
    roles = {m["family_name"]: m["role"] for m in mentions(rows)}
    assert roles["DUPONT"] == "patient"
    assert roles["LEFÈVRE"] == "staff"


@pytest.mark.parametrize(("group", "role"), [("Mère", "other"), ("Personne à prévenir", "other"), ("Médecin", "staff")])
def test_each_group_of_a_header_is_another_person(group, role):
    rows = [["Enfant", None, None, group, None], ["Nom", "Prénom", "Né le", "Nom", "Prénom"]]
    rows += [[*a.split()[1:], "12/01/2024", *b.split()[1:]] for a, b in PAIRS]
    found = [(m["family_name"], m["birth_name"], m["role"]) for m in mentions(rows)]
    assert found[:2] == [("DUPONT", None, "patient"), ("LEFÈVRE", None, role)]
    assert len(found) == len(NAMES)


def test_a_list_of_doctors_is_people():
    rows = [
        ["Médecin", "Spécialité", "Tél"],
        *[[f"Dr {n.split(' ', 1)[1]}", "Cardiologie", "03 20 11 22 33"] for n in NAMES],
    ]
    found = mentions(rows)
    assert families(found) == ALL
    assert {m["role"] for m in found} == {"staff"}


def test_who_is_under_a_header_of_things_with_a_civil_title_is_somebody():
    rows = [["code", "libelle"], *[[str(i), n] for i, n in enumerate(NAMES)]]
    assert families(mentions(rows)) == ALL
    rows = [["code", "libelle"], ["1", "Mme"], ["2", "Salle Pasteur"], ["3", "Pavillon Jean Macé"]]
    assert mentions(rows) == []


INITIALS = ["M. PRUVOST", "I. Olivier", "Bouzid L.", "P. OLIVIER", "L. BOUZID", "É. Mathieu", "C. Noël", "V. DUBOIS"]


@pytest.mark.parametrize("header", ["IOA", "Branc.", "Traité par", "Zzz"])
def test_initials_beside_a_patient_are_who_did_something(header):
    rows = [["Nom", "Prénom", "DDN", header]]
    rows += [[*n.split()[1:], "12/03/1954", INITIALS[i]] for i, n in enumerate(NAMES)]
    staff = [m for m in mentions(rows) if m["role"] == "staff"]
    assert [m["family_name"].upper() for m in staff] == [
        "PRUVOST",
        "OLIVIER",
        "BOUZID",
        "OLIVIER",
        "BOUZID",
        "MATHIEU",
        "NOËL",
        "DUBOIS",
    ]


def test_names_with_a_word_of_their_own_are_another_person():
    rows = [["nom_pat", "prenom_pat", "ddn_pat", "op_nom", "op_prenom", "op_rpps"]]
    rows += [[*a.split()[1:], "12/03/1954", *b.split()[1:], "10001234567"] for a, b in PAIRS]
    assert {m["family_name"]: m["role"] for m in mentions(rows)}["LEFÈVRE"] == "staff"


def test_the_two_names_of_one_person_are_not_two_people():
    rows = [["NOMUSU", "NOMPAT", "PREN", "DNAIS"], *[[*b.split()[1:2], *a.split()[1:], "12/03/1954"] for a, b in PAIRS]]
    found = mentions(rows)
    assert len(found) == len(PAIRS)
    assert found[0]["birth_name"] == "DUPONT"


def test_the_child_whose_birth_date_follows_is_the_patient_and_the_mother_is_beside():
    rows = [["Lit", "Enfant", "DDN", "Mère", "Tél mère"]]
    rows += [
        [str(i), a.split(" ", 1)[1], "12/03/2020", b.split(" ", 1)[1], "0612345679"] for i, (a, b) in enumerate(PAIRS)
    ]
    assert [(m["family_name"], m["role"]) for m in mentions(rows)][:2] == [("DUPONT", "patient"), ("LEFÈVRE", "other")]


def test_initials_under_the_days_of_a_week_are_patients_of_the_agenda():
    rows = [
        [None, "Lundi 16/11", "Mardi 17/11", "Mercredi 18/11", "Jeudi 19/11"],
        ["8h", None, None, "GARCIA E.", "HOCQUET Y."],
        ["8h45", "TRAN R.", "Staff", "VILAIN M.", "VILAIN R."],
        ["9h30", None, None, "Staff", "DUBOIS A."],
        ["10h15", "DIALLO O.", "RCP", None, "VINCENT M."],
    ]
    found = mentions(rows, "HAD-SSR/planning grille.xls")
    assert families(found) == ["DIALLO", "DUBOIS", "GARCIA", "HOCQUET", "TRAN", "VILAIN", "VILAIN", "VINCENT"]
    assert {m["role"] for m in found} == {"patient"}


def test_what_is_noted_after_the_names_of_an_agenda_hides_nobody():
    rows = [[None, "lundi 12", "mardi 13", "jeudi 15"]]
    rows += [
        ["9h00", None, "CHEVALIER Franck 1ère fois", "MULLER Aurélie contrôle"],
        ["10h00", "NOWACKI Stéphane (HTA)", "BONTE Josiane 1ère fois", "BOULANGER Léa contrôle"],
        ["11h00", "POULAIN Léa (HTA)", "EL AMRANI Élodie 1ère fois", None],
        ["12h00", "PICARD Véronique (HTA)", "LILLE Zoé 1ère fois", "LEBLANC Mathéo contrôle"],
    ]
    assert len(mentions(rows, "Consultations/agenda grille.xlsx")) == 10
