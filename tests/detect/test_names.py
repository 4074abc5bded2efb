"""Full names in all the orders that hospital lists write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recense.detect.names import compact, fold, parse_full_name, split_given_names
from recense.model import Role

CASES = [
    # text, family name, birth name, given names, sex
    ("DUPONT Jean", "DUPONT", None, ("Jean",), None),
    ("Jean DUPONT", "DUPONT", None, ("Jean",), None),
    ("M. DUPONT Jean", "DUPONT", None, ("Jean",), "M"),
    ("Dupont, Jean", "Dupont", None, ("Jean",), None),
    ("DUPONT Marie née LEROY", "DUPONT", "LEROY", ("Marie",), "F"),
    ("DUPONT (née LEROY) Marie", "DUPONT", "LEROY", ("Marie",), "F"),
    ("Mme DUPONT née LEROY Marie", "DUPONT", "LEROY", ("Marie",), "F"),
    ("LEROY épouse DUPONT", "DUPONT", "LEROY", (), "F"),
    ("LEROY Marie ép. DUPONT", "DUPONT", "LEROY", ("Marie",), "F"),
    ("DURAND Anne (nom de naissance : PETIT)", "DURAND", "PETIT", ("Anne",), None),
    ("DE LA TOUR Anne-Marie", "DE LA TOUR", None, ("Anne-Marie",), None),
    ("Mme Marie de la Tour", "de la Tour", None, ("Marie",), "F"),
    ("Jean-Pierre de LA TOUR", "de LA TOUR", None, ("Jean-Pierre",), None),
    ("DUPONT-DURAND Jean Pierre", "DUPONT-DURAND", None, ("Jean", "Pierre"), None),
    ("DUPONT - LEROY Marie", "DUPONT-LEROY", None, ("Marie",), None),
    ("DUPONT - Jean", "DUPONT", None, ("Jean",), None),
    ("BEN ALI MOHAMED", "BEN ALI", None, ("MOHAMED",), None),
    ("LE GALL YANN", "LE GALL", None, ("YANN",), None),
    ("JEAN DUPONT", "DUPONT", None, ("JEAN",), None),
    ("O'CONNOR Liam", "O'CONNOR", None, ("Liam",), None),
    ("DUPONT Jean (M.)", "DUPONT", None, ("Jean",), "M"),
    ("DUPONT Jean né le 12/03/1954", "DUPONT", None, ("Jean",), None),
    ("Ambert CHRISTEL", "Ambert", None, ("CHRISTEL",), None),
    ("P. MARTIN", "MARTIN", None, ("P.",), None),
    ("BB DURAND", "DURAND", None, (), None),
]


@pytest.mark.parametrize(("text", "family", "birth", "given_names", "sex"), CASES)
def test_a_full_name_is_cut_into_its_parts(text, family, birth, given_names, sex):
    name = parse_full_name(text)
    assert name is not None
    assert (name.family_name, name.birth_name, name.given_names, name.sex) == (family, birth, given_names, sex)


@pytest.mark.parametrize("text", ["Paracétamol 500 mg", "12/03/1954", "x", "jdupont@ch.fr", "C:\\Users\\dupont", ""])
def test_what_cannot_be_a_name_is_not_one(text):
    assert parse_full_name(text) is None


@pytest.mark.parametrize("text", ["Dr Paul MARTIN", "Docteur MARTIN Paul", "Mme le Dr Sophie BERNARD", "Pr. MARTIN"])
def test_a_professional_title_says_staff(text):
    name = parse_full_name(text)
    assert name is not None
    assert name.role_hint is Role.STAFF


def test_the_order_of_the_column_decides_where_nothing_else_does():
    assert parse_full_name("KAVANTO RILOUX", "family_first").family_name == "KAVANTO"
    assert parse_full_name("KAVANTO RILOUX", "given_first").family_name == "RILOUX"


def test_a_name_never_shows_itself_in_a_repr():
    assert "DUPONT" not in repr(parse_full_name("DUPONT Jean"))


def test_folding_takes_off_accents_and_ligatures():
    assert fold("  Lefèvre‑Œuvrard   d’Été ") == fold("LEFEVRE‑OEUVRARD D'ETE")
    assert compact("L'Hôte-Du Bois") == "LHOTEDUBOIS"


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_exception(text):
    parse_full_name(text)
    split_given_names(text)


@pytest.mark.parametrize(
    "text",
    ["MARTINEAU Odile 72 ans", "MARTINEAU Odile (3 mois)", "MARTINEAU Odile - 1 an", "MARTINEAU Odile 5 mois et 12 j."],
)
def test_an_age_after_a_name_is_not_part_of_it(text):
    name = parse_full_name(text)
    assert (name.family_name, name.given_names) == ("MARTINEAU", ("Odile",))


@pytest.mark.parametrize("order", [None, "family_first", "given_first"])
@pytest.mark.parametrize("text", ["Dr LE FOULGOC", "Dr DE SOUSA", "Mme DE LA ROCHEFOUCHE"])
def test_a_particle_is_no_name_by_itself(text, order):
    name = parse_full_name(text, order)
    assert (name.family_name, name.given_names) == (text.partition(" ")[2], ())
