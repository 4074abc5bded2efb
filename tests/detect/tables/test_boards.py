"""Boards of a ward: rooms side by side, and under each who lies there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tables_of_cases import mentions, read

from recense.detect.tables.boards import find_board
from recense.detect.tables.grid import grid_from_rows

BOARD = [
    ["MEDECINE A", None, None, None],
    ["A101", "A102", "A103", "A104"],
    ["DUPONT JEAN", "LEFÈVRE MARIE", "LIBRE", "BENALI KARIM"],
    ["79 ans", "87 ans", None, "20 ans"],
    ["APPENDICITE AIGUE", "PYELONEPHRITE", None, "CHUTE A DOMICILE"],
    ["Dr SZYMANSKI", "Dr CARPENTIER", None, "Dr DELCOURT"],
    [],
    ["A201", "A202", "A203", "A204"],
    ["NGUYEN HOA", "MOREAU PAUL", "PETIT ZOÉ", "LIBRE"],
    ["48 ans", "45 ans", "52 ans", None],
    ["COLIQUE NEPHRETIQUE", "ASTHME", "DIABETE", None],
    ["Dr MASSON", "Dr SZYMANSKI", "Dr DELCOURT", None],
]


def test_who_lies_under_a_room_is_a_patient_with_what_stands_below():
    found = mentions(BOARD, "Services/lits.xlsx")
    patients = [m for m in found if m["role"] == "patient"]
    assert [m["family_name"] for m in patients] == ["DUPONT", "LEFÈVRE", "BENALI", "NGUYEN", "MOREAU", "PETIT"]
    assert [m["line"] for m in patients] == [3, 3, 3, 9, 9, 9]
    assert all("health" in m["categories"] for m in patients)
    assert sorted({m["family_name"] for m in found if m["role"] == "staff"}) == [
        "CARPENTIER",
        "DELCOURT",
        "MASSON",
        "SZYMANSKI",
    ]


def test_a_birth_date_on_a_second_line_of_the_cell_is_the_patients():
    rows = [["P101", "P102"], ["ROSSI NATHAN\n27/12/2002", "DECROIX CARLOS\n13/10/1990"], ["ASTHME", "AEG"]]
    assert [m["birth_date"].year for m in mentions(rows, "Services/tableau.ods")] == [2002, 1990]


def test_every_row_of_a_board_is_accounted_for():
    table = read(BOARD, "Services/lits.xlsx").tables[0]
    assert table["rows_in"] == len(BOARD)
    assert (table["rows_header"], table["rows_title"], table["rows_blank"]) == (2, 1, 1)


@pytest.mark.parametrize(
    "rows",
    [
        [["101", "102", "103"], ["12", "14", "9"], ["Total", "35", None]],
        [["C1", "C2"], ["scanner", "radio"], ["3", "4"]],
        [["2023", "2024"], ["Urgences", "Cardiologie"]],
        [["Salle 1", "Salle 2"], ["Projecteur", "Écran"], ["12 places", "30 places"]],
    ],
)
def test_numbers_side_by_side_above_no_names_are_no_board(rows):
    assert find_board(grid_from_rows(rows)) is None
