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
