"""Headers are read by their words, whatever writes them."""

from __future__ import annotations

import pytest

from recense.detect.tables.headers import read_header


@pytest.mark.parametrize(("header", "kind"), [
    ("assure.etatCivil.naissance.date", "birth_date"), ("patient.naissance.nom", "birth_name"),
    ("patient.nom.famille", "family_name"), ("sejour.entree.date", "arrival_date"), ("id.nir.valeur", "nir"),
    ("adresse.codePostal.valeur", "postcode"), ("patient.nom", "family_name"),
    ("traits.noms.naissance", "birth_name"), ("person.birthTime.value", "birth_date"), ("patient.naissance", "birth_date"),
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
        ("patient.famille", "family_name", "patient"),
        ("NOM_FAMILLE_USAGE", "used_name", ""),
        ("famille_naissance", "birth_name", ""),
        ("Nom d'époux(se)", "used_name", ""),
        ("Nom d'usage (époux)", "used_name", ""),
        ("Nom d’époux/se", "used_name", ""),
        ("NOM_EPOUX_SE", "used_name", ""),
        ("NE_E_LE", "birth_date", ""),
        ("Adresse e-mail", "email", ""),
        ("Époux(se)", "relative", "relative"),
        ("Né·e le", "birth_date", ""),
        ("Adressé(e) par", "practitioner", "practitioner"),
        ("Famille prévenue", "relative", "relative"),
        ("contact famille", "relative", "relative"),
    ],
)
def test_the_family_of_a_family_name_is_no_relative(header, kind, owner):
    read = read_header(header)
    assert (read.kind, read.owner) == (kind, owner)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("IDE", "practitioner"), ("IOA", "practitioner"), ("Branc.", "practitioner"), ("Traité par", "practitioner"),
        ("Réalisé par", "practitioner"), ("2e lecteur", "practitioner"), ("ReferringPhysicianName", "practitioner"),
        ("Conjointe", "relative"), ("Accompagnant J+0", "relative"), ("Qui accompagne", "relative"), ("Plaignant", "relative"),
        ("Patho", "diagnosis"), ("Entrée par", "arrival_date"), ("Patient sortant", "full_name"),
    ],
)  # fmt: skip
def test_a_header_that_is_only_the_word_for_a_person_says_who_it_is(header, kind):
    assert read_header(header).kind == kind


@pytest.mark.parametrize("header", ["Remise", "Payé par", "Transport"])
def test_what_is_done_or_given_is_nobody(header):
    read = read_header(header)
    assert read is None or read.kind not in {"practitioner", "relative", "full_name"}
