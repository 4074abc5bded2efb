"""Telephone numbers of France, overseas and the neighbours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recense.detect.recognizers import phone

GOOD = [
    ("06 12 34 56 79", "+33612345679"),
    ("06.12.34.56.79", "+33612345679"),
    ("0612345679", "+33612345679"),
    ("06-12-34-56-79", "+33612345679"),
    ("06/12/34/56/79", "+33612345679"),
    ("+33 6 12 34 56 79", "+33612345679"),
    ("+33 (0)6 12 34 56 79", "+33612345679"),
    ("0033612345679", "+33612345679"),
    ("612345679", "+33612345679"),  # the 0 was lost in a spreadsheet
    ("03 20 11 22 33", "+33320112233"),
    ("0262 12 34 56", "+262262123456"),
    ("0692123456", "+262692123456"),
    ("0590 12 34 56", "+590590123456"),
    ("0696 12 34 56", "+596696123456"),
    ("+262 263 18 48 56", "+262263184856"),  # a range that libraries do not know yet
    ("00594 594 79 28 20", "+594594792820"),
    ("+32 475 12 34 56", "+32475123456"),
    ("02 218 45 67", "+3222184567"),  # Belgium without its country code
    ("0041 79 123 45 67", "+41791234567"),
    ("+352 621 123 456", "+352621123456"),
    ("+49 1512 3456789", "+4915123456789"),
]


@pytest.mark.parametrize(("text", "value"), GOOD)
def test_a_number_is_written_as_e164(text, value):
    found = phone.normalize(text)
    assert found is not None
    assert found.value == value
    assert found.valid


@pytest.mark.parametrize(
    "text", ["", "12", "06 12 34", "285017599900133", "12/03/1954", "0 800", "+33", "59000", "06123456799"]
)
def test_what_nobody_can_dial_is_not_a_number(text):
    assert phone.normalize(text) is None


@pytest.mark.parametrize("text", ["0000000000", "0102030405", "01 23 45 67 89", "0666666666"])
def test_what_fills_a_compulsory_field_is_not_valid(text):
    assert phone.normalize(text).valid is False


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("06 12 34 56 79 / 03 20 11 22 33", ["+33612345679", "+33320112233"]),
        ("0612345679;0320112233", ["+33612345679", "+33320112233"]),
        ("06 12 34 56 79 ou 0320112233 (fille)", ["+33612345679", "+33320112233"]),
        ("Tél : 03.20.11.22.33 - port. 06.12.34.56.79", ["+33320112233", "+33612345679"]),
        ("612345679 / 320112233", ["+33612345679", "+33320112233"]),
        ("0612345679 0612345679", ["+33612345679"]),
        ("le 12/03/2024 à 14h30, dossier 204512", []),
        ("NIR 2 85 01 75 999 001 33", []),
        ("IBAN FR76 3000 6000 0112 3456 7890 189", []),
    ],
)
def test_every_number_of_a_cell_is_found_once(text, values):
    assert [n.value for n in phone.find_phones(text)] == values


@given(st.integers(1, 9), st.integers(0, 99_999_999), st.sampled_from([" ", ".", "-", "", "\u00a0"]))
def test_normalising_twice_is_normalising_once(first, rest, gap):
    digits = f"0{first}{rest:08d}"
    once = phone.normalize(gap.join(digits[i : i + 2] for i in range(0, 10, 2)))
    assert once is not None
    again = phone.normalize(once.value)
    assert again is not None
    assert again.value == once.value
