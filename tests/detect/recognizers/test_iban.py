"""IBAN and RIB."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recense.detect.recognizers import iban


@pytest.mark.parametrize(
    ("text", "value", "valid"),
    [
        ("FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189", True),
        ("fr76-3000-6000-0112-3456-7890-189", "FR7630006000011234567890189", True),
        ("IBAN FR76 30006 00001 12345678901 89", "FR7630006000011234567890189", True),
        ("30006 00001 12345678901 89", "FR7630006000011234567890189", True),  # a RIB
        ("BE68 5390 0754 7034", "BE68539007547034", True),
        ("LU28 0019 4006 4475 0000", "LU280019400644750000", True),
        ("DE89370400440532013000", "DE89370400440532013000", True),
        ("CH9300762011623852957", "CH9300762011623852957", True),
        ("FR76 3000 6000 0112 3456 7890 188", "FR7630006000011234567890188", False),
    ],
)
def test_an_iban_is_read_however_it_is_written(text, value, valid):
    found = iban.normalize(text)
    assert found is not None
    assert (found.value, found.valid) == (value, valid)


@pytest.mark.parametrize(
    "text", ["", "FR76 3000 6000", "30006 00001 12345678901 88", "285017599900133", "ZZ68539007547034", "FRANCE"]
)
def test_another_length_or_country_is_not_an_iban(text):
    assert iban.normalize(text) is None


def test_the_words_after_an_iban_are_not_taken_with_it():
    text = "IBAN : FR76 3000 6000 0112 3456 7890 189 BIC AGRIFRPP"
    assert iban.PATTERN.search(text).group() == "FR76 3000 6000 0112 3456 7890 189"
    assert iban.PATTERN.search("compte DE89 3704 0044 0532 0130 00 ouvert").group() == "DE89 3704 0044 0532 0130 00"


accounts = st.tuples(st.integers(10000, 99999), st.integers(0, 99999), st.integers(0, 10**11 - 1)).map(
    lambda t: f"{t[0]:05d}{t[1]:05d}{t[2]:011d}"
)


@given(accounts)
def test_a_rib_becomes_a_valid_iban_and_normalising_twice_changes_nothing(account):
    rib = f"{account}{97 - int(account + '00') % 97:02d}"
    once = iban.normalize(rib)
    assert once is not None
    assert once.valid is True
    assert once.value.endswith(rib)
    assert iban.normalize(once.value) == once


@given(accounts, st.data())
def test_one_digit_changed_is_never_valid(account, data):
    number = iban.normalize(f"{account}{97 - int(account + '00') % 97:02d}").value
    place = data.draw(st.integers(2, len(number) - 1))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != number[place]]))
    changed = iban.normalize(number[:place] + other + number[place + 1 :])
    assert changed is None or changed.valid is not True
