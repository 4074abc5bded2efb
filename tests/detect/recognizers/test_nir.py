"""NIR: structure then key, in every way that people and programs write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recense.detect.recognizers import nir

CASES = [
    # text, value, valid
    ("155012A99900158", "155012A99900158", True),
    ("255012B99900135", "255012B99900135", True),
    ("1 55 01 2a 999 001 58", "155012A99900158", True),
    ("2.85.01.75.999.001.33", "285017599900133", True),
    ("2-85-01-75-999-001/33", "285017599900133", True),
    ("2850175999001 clé 33", "285017599900133", True),
    ("2 8 5 0 1 7 5 9 9 9 0 0 1 3 3", "285017599900133", True),
    ("2|8|5|0|1|7|5|9|9|9|0|0|1|3|3", "285017599900133", True),
    ("285O1759990O133", "285017599900133", True),
    ("2850175999001", "2850175999001", None),
    ("285017599900133.0", "285017599900133", True),
    ("285017599900134", "285017599900134", False),
    ("285137599900133", "285137599900133", False),  # month 13
    ("285010099900133", "285010099900133", False),  # department 00
    ("285017599900033", "285017599900033", False),  # order 000
    ("7 85 20 75 999 001", "7852075999001", None),  # provisional number, unknown month
    ("8 85 42 99 999 001", "8854299999001", None),
    ("3 85 99 75 999 001", "3859975999001", None),
    ("2 1 5 6 3 7 5 9 9 9 0 0 1 3 3", "215637599900133", False),
]


@pytest.mark.parametrize(("text", "value", "valid"), CASES)
def test_a_nir_is_read_however_it_is_written(text, value, valid):
    found = nir.normalize(text)
    assert found is not None
    assert (found.value, found.valid) == (value, valid)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0612345678",
        "28501759990",
        "9850175999001",
        "12/03/1954 14:30",
        "FR7630006000011234567890189",
        "1,85E+14",
        "N° 12",
    ],
)
def test_what_lacks_the_shape_is_not_a_nir(text):
    assert nir.normalize(text) is None


@pytest.mark.parametrize("text", ["1,85E+14", "2.8501E+14", "1.85012E14", "2,85E+12", " 1.55E+14 "])
def test_a_number_eaten_by_a_spreadsheet_is_recognised_as_such(text):
    assert nir.is_mangled(text)


@pytest.mark.parametrize("text", ["285017599900133", "9.1E+14", "1,85E+4", "1.85", ""])
def test_other_numbers_are_not_called_mangled(text):
    assert not nir.is_mangled(text)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("N° SS : 2 85 01 75 999 001 33, tél. 06", "2 85 01 75 999 001 33"),
        ("INS 155012A99900158.", "155012A99900158"),
        ("NIR 2850175999001 (clé 33)", "2850175999001 (clé 33)"),
        ("ss:2 8 5 0 1 7 5 9 9 9 0 0 1 3 3 née", "2 8 5 0 1 7 5 9 9 9 0 0 1 3 3"),
    ],
)
def test_a_nir_is_found_whole_inside_a_sentence(text, span):
    found = nir.PATTERN.search(text)
    assert found is not None
    assert found.group() == span


def _numbered(sex, year, month, place, commune, order):
    body = f"{sex}{year:02d}{month:02d}{place}{commune:03d}{order:03d}"
    digits = body.replace("2A", "19").replace("2B", "18") if place in {"2A", "2B"} else body
    return f"{body}{97 - int(digits) % 97:02d}"


valid_nirs = st.builds(
    _numbered,
    st.sampled_from("12"),
    st.integers(0, 99),
    st.integers(1, 12),
    st.sampled_from(["01", "59", "75", "2A", "2B", "97", "99"]),
    st.integers(1, 990),
    st.integers(1, 999),
)


@given(valid_nirs)
def test_a_number_made_by_the_rule_is_valid_and_normalising_twice_changes_nothing(number):
    once = nir.normalize(number)
    assert once is not None
    assert once.valid is True
    assert nir.normalize(once.value) == once


@given(valid_nirs, st.data())
def test_one_digit_changed_is_never_valid(number, data):
    place = data.draw(st.sampled_from([i for i, c in enumerate(number) if c.isdigit()]))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != number[place]]))
    changed = nir.normalize(number[:place] + other + number[place + 1 :])
    assert changed is None or changed.valid is not True


@given(st.text(alphabet="0123456789AB .-/OIl", max_size=40))
def test_normalising_twice_is_normalising_once(text):
    once = nir.normalize(text)
    if once is not None:
        assert nir.normalize(once.value) == once


def test_a_number_never_shows_itself():
    assert "28501" not in repr(nir.normalize("285017599900133"))


@pytest.mark.parametrize("code", ["3400930000120", "3400935955838", "34009 300 001 20"])
def test_the_code_of_a_box_of_medicine_is_not_a_nir(code):
    assert nir.normalize(code) is None
