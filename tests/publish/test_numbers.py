from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recense.publish.numbers import about, date_in_words, decimal, number, share, size, typeset


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (0, 0),
        (7, 7),
        (100, 100),
        (101, 100),
        (105, 110),
        (487, 490),
        (1397, 1400),
        (1450, 1500),
        (31240, 31000),
        (299431, 300000),
    ],
)
def test_a_statement_rounds_to_two_figures(value, rounded):
    assert about(value) == rounded


@given(st.integers(0, 10**8))
def test_rounding_stays_within_five_percent_and_is_done_once(value):
    assert abs(about(value) - value) <= 0.05 * value
    assert about(about(value)) == about(value)


def test_thousands_are_parted_as_each_language_does():
    assert number(304120, "fr") == "304\u202f120"
    assert number(304120, "en") == "304,120"
    assert decimal(3.25, "fr") == "3,25"
    assert decimal(4.0, "en") == "4"


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (1, 2, "50%"),
        (1, 3000, "<0.1%"),
        (2999, 3000, "99.9%"),
        (3000, 3000, "100%"),
        (0, 10, "0%"),
        (1, 0, "–"),
        (0.95, 1, "95%"),
    ],
)
def test_a_share_never_says_none_for_some_nor_all_for_most(part, whole, written):
    assert share(part, whole, "en") == written


def test_sizes_and_dates_are_in_words():
    assert size(12_300_000, "fr") == "12\u00a0Mo"
    assert size(999, "en") == "999\u00a0bytes"
    moment = datetime.fromisoformat("2026-03-01T09:05")
    assert date_in_words(moment, "fr") == "1er mars 2026 à 9 h 05"
    assert date_in_words(moment, "en") == "1 March 2026, 09:05"


def test_french_punctuation_gets_its_no_break_spaces():
    assert typeset("l'eau « vive » : oui ; non ?", "fr") == "l’eau «\u00a0vive\u00a0»\u00a0: oui\u202f; non\u202f?"
    assert typeset("it's so: yes", "en") == "it’s so: yes"
