"""Cells with several facts and facts over several cells: one fact a column, and the person kept whole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tables_of_cases import mentions, read

from recense.detect.tables.cells import facts_of

NAMES = ["DUPONT Jean", "LEFÈVRE Marie", "BENALI Karim", "NGUYEN Hoa", "MOREAU Paul", "PETIT Zoé"]
BORN = ["12/03/1954", "25/12/1948", "07/08/1990", "30/11/2001", "01/01/1933", "14/07/1962"]
FAMILIES = [n.split()[0] for n in NAMES]


def families(found):
    return [m["family_name"] for m in found]


def test_a_cell_with_name_telephone_and_address_is_a_person_who_has_them():
    rows = [["Patient", "Date"]]
    rows += [[f"{n}\n06 12 34 56 0{i}\n{i + 1} rue du Port 59000 LILLE", "12/02/2024"] for i, n in enumerate(NAMES)]
    found = mentions(rows)
    assert families(found) == FAMILIES
    assert (found[1]["phones"], found[1]["address"], found[1]["city"]) == (["+33612345601"], "2 rue du Port", "LILLE")


@pytest.mark.parametrize("header", ["Patient", "IPP - Nom Prénom - DDN", None])
def test_a_number_a_name_and_a_birth_date_in_one_cell_are_three(header):
    rows = [[header, "Service"]] if header else []
    rows += [[f"{8001234 + i} - {n} - {b}", "Cardiologie"] for i, (n, b) in enumerate(zip(NAMES, BORN, strict=True))]
    found = mentions(rows)
    assert families(found) == FAMILIES
    assert [m["ipp"] for m in found] == [str(8001234 + i) for i in range(len(NAMES))]
    assert [m["birth_date"].strftime("%d/%m/%Y") for m in found] == BORN


def test_what_is_examined_beside_the_name_is_no_name():
    rows = [["Créneau", "Patient / examen"], *[[f"{8 + i}h30", f"{n} / SCANNER THORAX"] for i, n in enumerate(NAMES)]]
    found = mentions(rows)
    assert families(found) == FAMILIES
    assert all("health" in m["categories"] for m in found)


def test_the_family_and_its_telephone_in_one_cell_are_people_beside():
    rows = [["Nom", "Prénom", "DDN", "Famille prévenue (nom, tél)"]]
    rows += [
        [*n.split(), b, f"Mme {n.split()[0]} Rose 06 12 34 56 0{i}"]
        for i, (n, b) in enumerate(zip(NAMES, BORN, strict=True))
    ]
    found = mentions(rows)
    beside = [m for m in found if m["role"] == "other"]
    assert [m["given_names"] for m in beside] == [["Rose"]] * len(NAMES)
    assert beside[2]["phones"] == ["+33612345602"]
    assert all(m["phones"] is None for m in found if m["role"] == "patient")


@pytest.mark.parametrize(
    "text",
    [
        "DUPONT / LEROY",
        "DUPONT - LEROY Marie",
        "DUPONT, Jean",
        "DUPONT Jean (12/03/1954)",
        "DUPONT Jean (72 ans)",
        "12/03/1954 - 14:30",
    ],
)
def test_a_name_alone_is_left_whole(text):
    assert facts_of(text, sure=True, told=False) is None


@pytest.mark.parametrize("header", ["Adresse", "Commentaire", None])
def test_a_column_that_is_about_something_else_is_left_whole(header):
    texts = ["12 rue Jean Jaurès / 59000 LILLE", "3 place Foch - 62000 ARRAS", "8 av. Pasteur / 59280 ARMENTIERES"]
    assert mentions([[header, "Stock"], *[[t, "12"] for t in texts]]) == []


@pytest.mark.parametrize(
    "heads",
    [
        [["Nom", "Prénom", "Jour naiss", "Mois naiss", "Année naiss"]],
        [["NOM", "PRENOM", "JJ", "MM", "AAAA"]],
        [["Nom", "Prénom", "Né(e) le", None, None], [None, None, "J", "M", "A"]],
    ],
)
def test_a_birth_date_in_three_columns_is_one(heads):
    rows = [*heads, *[[*n.split(), *b.split("/")] for n, b in zip(NAMES, BORN, strict=True)]]
    assert [m["birth_date"].strftime("%d/%m/%Y") for m in mentions(rows)] == BORN


def test_small_numbers_side_by_side_are_no_date():
    rows = [
        ["Nom", "Prénom", "Taille", "Score", "Année"],
        *[[*n.split(), "12", str(i + 1), "1990"] for i, n in enumerate(NAMES)],
    ]
    assert all(m["birth_date"] is None for m in mentions(rows))


def test_a_split_column_keeps_its_place_in_the_file():
    rows = [["N°", "Patient"], *[[str(i), f"{n} - 06 12 34 56 0{i}"] for i, n in enumerate(NAMES)]]
    assert {c["column"] for c in read(rows).columns if c["header"] == "Patient"} == {1}
