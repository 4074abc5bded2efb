"""Medical columns, dates of care and accounts under headers nobody has seen: what values say, and what only looks so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tables_of_cases import mentions

from recense.detect.tables.medical import is_medical

FAMILY = [
    "DUPONT",
    "LEFEVRE",
    "MARCHAL",
    "NGUYEN",
    "COLIN",
    "PICARD",
    "HUET",
    "ROCHE",
    "BAZIN",
    "COSTE",
    "VIDAL",
    "MERCIER",
]
GIVEN = ["Jean", "Marie", "Paul", "Hoa", "Lucie", "Alain", "Nadia", "Pierre", "Claire", "Denis", "Julie", "Karim"]
BORN = [f"{i + 10}/0{i % 9 + 1}/19{40 + 3 * i}" for i in range(12)]
DAYS = [f"{i + 1:02d}/02/2024" for i in range(12)]


def exposed(header, values, *, born=True):
    """Return the categories that a column beside names adds to what the names expose."""
    rows = [["Nom", "Prénom", *(["DDN"] if born else []), header]]
    for i in range(12):
        rows.append([FAMILY[i], GIVEN[i], *([BORN[i]] if born else []), values[i % len(values)]])
    found = {c for m in mentions(rows, "Divers/liste.csv") for c in m["categories"]}
    return found - {"identity", "staff"}


@pytest.mark.parametrize(
    "value",
    [
        "cholécystite",
        "hypokaliémie",
        "myopie et glaucome",
        "PTH G",
        "BPCO",
        "GIR 2",
        "pT2N0M0",
        "O+",
        "62,5 kg",
        "38 SA + 2",
        "2 L/min",
        "Escherichia coli",
        "Arachide",
        "Mixée lisse",
        "Négatif",
        "Comirnaty",
        "Bisoprolol 2,5 mg",
        "RQTH",
    ],
)
def test_short_values_of_health_are_told_by_word_formation(value):
    assert is_medical(value)


@pytest.mark.parametrize(
    "value",
    [
        "Visite",
        "Suite",
        "Limite",
        "Marguerite",
        "Brigitte",
        "Jérôme",
        "Autonome",
        "Diplôme",
        "Cardiologue",
        "Cardiologie",
        "Pharmacie",
        "Conduite",
        "Retraite",
        "Lens",
        "Mutuelle à fournir",
        "A12",
        "Chose",
        "Dose",
        "CPAM",
        "Facturation",
    ],
)
def test_words_that_only_end_like_medicine_say_nothing_of_health(value):
    assert not is_medical(value)


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Germe", ["Escherichia coli", "Klebsiella pneumoniae", "négatif"]),
        ("DMI", ["PTH cotyle 52", "Pacemaker DDD", "Stent actif"]),
        ("AG", ["38 SA + 2", "40 SA", "36 SA + 5"]),
        ("All.", ["Pénicilline", "Arachide", "Latex"]),
        ("Débit", ["2 L/min", "1,5 L/min", "3 L/min"]),
    ],
)
def test_a_column_of_medical_values_exposes_health_under_any_header(header, values):
    assert exposed(header, values) == {"health"}


@pytest.mark.parametrize("header", ["Relance le", "Reçu le", "Réglé le", "Consentement signé le", "Prélvt le"])
def test_dates_of_papers_money_and_samples_tell_no_stay(header):
    assert "stay" not in exposed(header, DAYS)


@pytest.mark.parametrize("header", ["Vu le", "Entré le", "Date de visite", "RDV le"])
def test_dates_of_coming_and_seeing_tell_a_stay(header):
    assert "stay" in exposed(header, DAYS)


def test_numbers_of_tickets_shaped_like_codes_are_no_diagnoses():
    assert "health" not in exposed("Ticket", [f"A{i:03d}" for i in range(1, 13)])


def test_accounts_made_of_names_and_chosen_passwords_are_credentials_under_any_header():
    logins = [f"{g[0]}.{f}".lower() for f, g in zip(FAMILY, GIVEN, strict=True)]
    chosen = ["Azerty12!", "Hopital2023*", "Soleil33", "Doudou!76", "Chats2020$", "Motus+62", "Ete2024*", "Loulou88"]
    assert "credentials" in exposed("Accès", logins, born=False)
    assert "credentials" in exposed(
        "Sésame", [*chosen, "Nuage#11", "Vacances9", "Printemps24!", "Bienvenue1!"], born=False
    )
    assert "credentials" not in exposed("Cote", [f"AB{i:04d}" for i in range(12)], born=False)


def test_who_pays_is_neither_a_ward_nor_health():
    assert exposed("Organisme", ["CPAM 75", "MGEN", "Harmonie mutuelle", "MSA"]) == {"other"}
