"""The smaller recognizers: true and almost-true values side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recense.detect.recognizers import (
    adeli,
    bank_card,
    diagnosis_code,
    email,
    finess,
    login,
    official_id,
    postcode,
    rpps,
)
from recense.detect.recognizers.normalized import luhn_agrees

CASES = [
    # recognizer, text, value or None, valid
    (bank_card, "4970 1012 3456 7890", "4970101234567890", False),
    (bank_card, "4111 1111 1111 1111", "4111111111111111", True),
    (bank_card, "3782 822463 10005", "378282246310005", True),
    (bank_card, "1111 1111 1111 1111", None, None),
    (bank_card, "285017599900133", None, None),
    (email, "Jean.Dupont@CH-Exemple.fr", "jean.dupont@ch-exemple.fr", True),
    (email, "mailto:a-b_c+d@sub.domaine.org", "a-b_c+d@sub.domaine.org", True),
    (email, "<marie@exemple.fr>", "marie@exemple.fr", True),
    (email, "jean.@exemple.fr", "jean.@exemple.fr", False),
    (email, "jean@exemple", None, None),
    (email, "a@b.fr, c@d.fr", None, None),
    (email, "@exemple.fr", None, None),
    (rpps, "10999999997", "10999999997", True),
    (rpps, "RPPS : 10 999 999 997", "10999999997", True),
    (rpps, "810999999997", "10999999997", True),
    (rpps, "10999999998", "10999999998", False),
    (rpps, "20999999997", None, None),
    (rpps, "1099999999", None, None),
    (adeli, "59 1 12345 6", "591123456", None),
    (adeli, "2A1123456", "2A1123456", None),
    (adeli, "0591123456", "591123456", None),
    (adeli, "001123456", None, None),
    (adeli, "5911234567890", None, None),
    (finess, "750712184", "750712184", True),  # a public hospital
    (finess, "750712185", "750712185", False),
    (finess, "2A0000154", "2A0000154", None),
    (finess, "75071218", None, None),
    (official_id, "12AB34567", "12AB34567", None),
    (official_id, "12 AB 34567", "12AB34567", None),
    (official_id, "880692310285", "880692310285", None),
    (official_id, "X4RTBPFW4", "X4RTBPFW4", None),
    (official_id, "7503012345", "7503012345", None),
    (official_id, "DUPONTXXX", None, None),
    (official_id, "12345", None, None),
    (diagnosis_code, "I10", "I10", None),
    (diagnosis_code, "E11.9", "E119", None),
    (diagnosis_code, "f10.2", "F102", None),
    (diagnosis_code, "Z51.1", "Z511", None),
    (diagnosis_code, "M62.89+8", "M6289+8", None),
    (diagnosis_code, "A0123456", None, None),
    (diagnosis_code, "T99", None, None),
    (diagnosis_code, "J2", None, None),
    (diagnosis_code, "DUPONT", None, None),
    (postcode, "59280", "59280", True),
    (postcode, "1000", "01000", True),
    (postcode, "F-75001", "75001", True),
    (postcode, "59 280", "59280", True),
    (postcode, "97410", "97410", True),
    (postcode, "20090", "20090", True),
    (postcode, "75800 CEDEX 08", "75800", True),
    (postcode, "99123", "99123", False),
    (postcode, "123456", None, None),
    (login, "CHA\\JDupont", "jdupont", None),
    (login, "mdurand2", "mdurand2", None),
    (login, "jean dupont", None, None),
]


@pytest.mark.parametrize(("recognizer", "text", "value", "valid"), CASES)
def test_a_value_has_one_normal_form_or_none(recognizer, text, value, valid):
    found = recognizer.normalize(text)
    if value is None:
        assert found is None
    else:
        assert (found.value, found.valid) == (value, valid)


@pytest.mark.parametrize(("recognizer", "text", "value", "valid"), [c for c in CASES if c[2]])
def test_normalising_twice_is_normalising_once(recognizer, text, value, valid):
    assert recognizer.normalize(value) == recognizer.normalize(text)


@given(st.integers(0, 10**10 - 1), st.data())
def test_one_digit_changed_breaks_a_luhn_key(number, data):
    body = f"{number:010d}"
    digits = next(body + d for d in "0123456789" if luhn_agrees(body + d))
    place = data.draw(st.integers(0, 10))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != digits[place]]))
    assert not luhn_agrees(digits[:place] + other + digits[place + 1 :])


@pytest.mark.parametrize(
    ("pattern", "text", "span"),
    [
        (email.PATTERN, "De : Jean <jean.dupont@ch-x.fr>; a@b", "jean.dupont@ch-x.fr"),
        (rpps.PATTERN, "Dr X - RPPS 10999999997 -", "10999999997"),
        (postcode.PATTERN, "12 rue des Lilas 59280 ARMENTIERES", "59280"),
        (official_id.PATTERN, "passeport n° 12AB34567,", "12AB34567"),
        (diagnosis_code.PATTERN, "diabète (E11.9) connu", "E11.9"),
        (login.PATTERN, "user=jdupont ok", "user=jdupont"),
        (login.PASSWORD, "Mot de passe : Ete2024!", "Mot de passe : Ete2024!"),
        (bank_card.PATTERN, "carte 4111-1111-1111-1111 exp", "4111-1111-1111-1111"),
    ],
)
def test_a_shape_is_found_inside_a_sentence(pattern, text, span):
    assert pattern.search(text).group() == span


@pytest.mark.parametrize("text", ["le 12/03/59280", "59280,50 euros", "IPP 592801", "réf. A59280"])
def test_a_postcode_is_not_a_piece_of_another_number(text):
    assert postcode.PATTERN.search(text) is None


@pytest.mark.parametrize("recognizer", [adeli, bank_card, diagnosis_code, email, finess, official_id, postcode, rpps])
@given(text=st.text(max_size=30))
def test_any_text_at_all_is_read_without_failing(recognizer, text):
    recognizer.normalize(text)
