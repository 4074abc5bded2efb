"""Values brought to their one form, and rows to mentions."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tables_of_cases import HEADER, PEOPLE, TODAY, mentions

from recense.detect.tables import values
from recense.detect.tables.grid import cells_from_list


def test_a_name_cell_may_hold_a_birth_date_and_a_number():
    cell = values.read_full_names(cells_from_list(["DUPONT Jean (12/03/1954) IPP 123456"]), TODAY)[0]
    assert (cell.family, cell.given, cell.born, cell.number) == ("DUPONT", ["Jean"], dt.date(1954, 3, 12), "123456")


def test_a_digit_where_a_scan_saw_a_letter_stays_in_the_name():
    cell = values.read_full_names(cells_from_list(["M. ROUSSE1 Chrlstophe"]), TODAY)[0]
    assert (cell.family, cell.given, cell.sex) == ("ROUSSE1", ["Chrlstophe"], "M")


def test_a_column_that_writes_given_names_in_capitals_is_understood():
    cells = values.read_full_names(
        cells_from_list(["Ambert CHRISTEL", "Bailet ELENA", "Reine BERNARD", "Kavanto RAYAN"]), TODAY
    )
    assert [c.family for c in cells] == ["Ambert", "Bailet", "Reine", "Kavanto"]


def test_names_in_use_and_names_of_birth_each_have_their_place():
    rows = [
        ["Nom", "Nom d'usage", "Prénom", "DDN"],
        ["LEROY", "DUPONT", "Marie", "12/03/1954"],
        ["MARTIN", None, "Luc", "13/03/1954"],
    ]
    assert [(m["family_name"], m["birth_name"]) for m in mentions(rows)] == [("DUPONT", "LEROY"), ("MARTIN", None)]


@pytest.mark.parametrize(
    ("number", "key", "value", "valid"),
    [
        ("1 99 01 59 999 001", "23", "199015999900123", True),
        ("199015999900123", None, "199015999900123", True),
        ("1990159999001", None, "1990159999001", None),
        ("1990159999001", "99", "199015999900199", False),
        ("255012B999001", "35", "255012B99900135", True),
    ],
)
def test_a_nir_is_kept_with_its_key_right_or_wrong(number, key, value, valid):
    cell = values.read_nirs(cells_from_list([number]), cells_from_list([key]) if key else None)[0]
    assert (cell.value, cell.valid) == (value, valid)


def test_a_nir_that_a_spreadsheet_mangled_is_flagged():
    rows = [["Nom", "Prénom", "DDN", "NIR"], *[[p[0], p[1], p[2], "1.85031E+14"] for p in PEOPLE]]
    found = mentions(rows)
    assert found[0]["nir"] is None
    assert "nir_mangled" in found[0]["flags"]
    assert "nir" in found[0]["categories"]


def test_leading_zeros_do_not_make_another_patient():
    assert values.read_codes(cells_from_list(["00123", "123", "IPP 0123", "A12 3", "12.0", "000"])) == [
        "123",
        "123",
        "123",
        "A123",
        "12",
        None,
    ]


def test_a_day_or_an_address_that_strayed_among_numbers_is_no_number():
    cells = cells_from_list(["45012", "45013", "MARDI 12 MARS 2024", "Total 3", "45014", "PSY-2024-007"])
    assert values.read_codes(cells) == ["45012", "45013", None, None, "45014", "PSY-2024-007"]
    letters = cells_from_list(["PSY-2024-007", "CHIR-2024-008", "Mercredi 3 avril"])
    assert values.read_codes(letters) == ["PSY-2024-007", "CHIR-2024-008", None]


def test_two_telephones_in_a_cell_are_two():
    cells = cells_from_list(["0612345679 / 0320445566", "06.11.22.33.44", "0262 12 34 56", "0000000000"])
    assert values.read_phones(cells) == [["+33612345679", "+33320445566"], ["+33611223344"], ["+262262123456"], None]


@pytest.mark.parametrize(
    ("text", "street", "postcode", "city"),
    [
        ("12 rue X 59280 ARMENTIERES", "12 rue X", "59280", "ARMENTIERES"),
        ("3 av. de la Gare, 75012 Paris cedex 12", "3 av. de la Gare", "75012", "Paris cedex 12"),
        ("106 ALLÉE DES PEUPLIERS\n59190 HAZEBROUCK", "106 ALLÉE DES PEUPLIERS", "59190", "HAZEBROUCK"),
        ("rue Y", "rue Y", None, None),
    ],
)
def test_an_address_is_cut_into_its_parts(text, street, postcode, city):
    cell = values.read_addresses(cells_from_list([text]))[0]
    assert (cell.street, cell.postcode, cell.city) == (street, postcode, city)


def test_nobody_is_born_after_their_stay():
    rows = [
        HEADER,
        ["DUPONT", "Jean", "22/08/19", "M", "Gériatrie", "23/08/2018"],
        ["PETIT", "Zoé", "22/08/15", "F", "Pédiatrie", "23/08/2018"],
    ]
    assert [m["birth_date"].year for m in mentions(rows)] == [1919, 2015]


def test_each_row_says_which_data_it_shows():
    rows = [HEADER, PEOPLE[0], ["DURAND", "Anne", None, None, None, None]]
    first, second = mentions(rows)
    assert set(first["data_types"]) == {"family_name", "given_names", "birth_date", "sex", "sector", "arrival_date"}
    assert first["categories"] == ["identity", "stay"]
    assert second["data_types"] == ["family_name", "given_names"]
    assert len(first["rules"]) == len(first["categories"])


def test_a_telling_sector_is_flagged():
    rows = [HEADER, ["DUPONT", "Jean", "12/03/1954", "M", "Addictologie", "01/02/2024"], PEOPLE[0]]
    first, second = mentions(rows)
    assert "sector_telling" in first["flags"]
    assert "sector_telling" not in second["flags"]


def test_a_row_with_an_odd_cell_is_still_a_person():
    rows = [
        ["IPP", *HEADER],
        *[[str(100234 + i), *p] for i, p in enumerate(PEOPLE)],
        ["100999", None, None, "99/99/9999", None, None, None],
    ]
    last = mentions(rows)[-1]
    assert (last["ipp"], last["family_name"]) == ("100999", None)
    assert "birth_date_unreadable" in last["flags"]


def test_reading_codes_twice_is_reading_them_once():
    cells = cells_from_list(["00123", "IPP 0123", "A12 3", "P-0001"])
    once = values.read_codes(cells)
    assert values.read_codes(cells_from_list(once)) == once
