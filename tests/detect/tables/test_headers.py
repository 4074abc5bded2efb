"""Headers are read by their words, whatever writes them."""

from __future__ import annotations

import pytest

from recense.detect.tables.headers import read_header


@pytest.mark.parametrize(("header", "kind"), [
    ("assure.etatCivil.naissance.date", "birth_date"), ("patient.naissance.nom", "birth_name"),
    ("patient.nom.famille", "family_name"), ("sejour.entree.date", "arrival_date"), ("id.nir.valeur", "nir"),
    ("adresse.codePostal.valeur", "postcode"), ("patient.nom", "family_name"),
])  # fmt: skip
def test_the_part_above_makes_the_last_part_of_a_path_precise(header, kind):
    read = read_header(header)
    assert read.kind == kind
    assert read.owner != "relative"


@pytest.mark.parametrize(
    ("header", "kind", "owner"),
    [
        ("etatCivil.nomFamille", "family_name", ""),
        ("contact.nomFamille", "family_name", "relative"),
        ("patient.etatCivil.nomFamille", "family_name", "patient"),
    ],
)
def test_the_family_of_a_family_name_is_no_relative(header, kind, owner):
    read = read_header(header)
    assert (read.kind, read.owner) == (kind, owner)
