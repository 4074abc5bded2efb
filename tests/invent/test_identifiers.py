"""Invented numbers hold: their keys are right, and they are not meant to be anybody's."""

import random

import pytest
from stdnum import iban, luhn
from stdnum.fr import nir as stdnum_nir

from recense.invent.identifiers import make_iban, make_nir, make_phone, make_rpps, nir_key


@pytest.mark.parametrize("department", ["59", "2A", "2B", "974", "99", "01"])
def test_every_invented_nir_has_the_right_key(department):
    rng = random.Random(department)
    for _ in range(50):
        number = make_nir("F", 1954, 3, department, rng)
        assert len(number) == 15
        assert stdnum_nir.is_valid(number), department
        assert number.startswith("25403")


def test_a_nir_with_one_wrong_digit_has_another_key():
    number = make_nir("M", 1980, 12, "62", random.Random(1))
    wrong = number[:8] + str((int(number[8]) + 1) % 10) + number[9:]
    assert nir_key(wrong[:13]) != wrong[13:]


@pytest.mark.parametrize("number", [0, 1, 1234, 987_654])
def test_every_invented_iban_has_both_keys_right_and_no_real_bank(number):
    account = make_iban(number)
    assert iban.is_valid(account)
    assert account[4:6] == "99"
    rib = account[4:]
    assert (89 * int(rib[:5]) + 15 * int(rib[5:10]) + 3 * int(rib[10:21]) + int(rib[21:])) % 97 == 0


def test_every_invented_rpps_passes_luhn():
    assert all(luhn.is_valid(make_rpps(n)) and len(make_rpps(n)) == 11 for n in range(200))


def test_phones_of_small_disclosures_are_in_the_ranges_kept_for_fiction():
    rng = random.Random(3)
    mobiles = {make_phone(rng, mobile=True, fiction=True) for _ in range(100)}
    assert all(len(m) == 10 and m.startswith("063998") for m in mobiles)
