"""Each fault does what it says, and nothing else."""

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recense.invent import noise


@pytest.mark.parametrize(
    ("fault", "text", "possible"),
    [
        (noise.lose_hyphen, "Petit-Jean", {"Petit Jean", "PetitJean", "Petit"}),
        (noise.lose_hyphen, "Martin", {"Martin"}),
        (noise.lookalike, "Bernard", {"Bemard"}),
    ],
)
def test_a_fault_gives_one_of_its_outcomes(fault, text, possible):
    assert {fault(text, random.Random(n)) for n in range(30)} <= possible


def test_accents_are_lost_in_every_alphabet_of_the_list():
    assert noise.strip_accents("Élodie Yıldız Łukasz Gonçalves") == "Elodie Yildiz Lukasz Goncalves"


def test_mojibake_is_utf_8_read_as_windows():
    assert noise.mojibake("Hélène") == "HÃ©lÃ¨ne"


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12), st.integers())
def test_a_typing_error_changes_little(text, seed):
    worse = noise.typo(text, random.Random(seed))
    assert abs(len(worse) - len(text)) <= 1
    assert worse[0] == text[0]


@given(st.dates(dt.date(1910, 1, 1), dt.date(2023, 12, 31)), st.integers())
def test_a_mistyped_date_is_still_a_date(day, seed):
    assert isinstance(noise.slip_date(day, random.Random(seed)), dt.date)
    swapped = noise.swap_day_and_month(day)
    assert swapped == day if day.day > 12 else (swapped.day, swapped.month) == (day.month, day.day)


@given(st.text("0123456789", min_size=1, max_size=15), st.integers())
def test_a_wrong_digit_is_one_digit(number, seed):
    worse = noise.wrong_digit(number, random.Random(seed))
    assert sum(a != b for a, b in zip(number, worse, strict=True)) == 1
