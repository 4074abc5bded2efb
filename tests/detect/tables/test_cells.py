"""Cells that hold more than a name, and cells that only look like one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tables_of_cases import mentions

BORN = [("SEGUIN Thierry", "17/11/1948"), ("TESSIER Anne", "06/05/1938"), ("VERDIER Odette", "27/07/1967")]


@pytest.mark.parametrize("between", [" ", " né(e) le ", " - ", " (", " DDN : "])
def test_a_birth_date_after_a_name_leaves_it_a_name(between):
    end = ")" if "(" in between[-1] else ""
    rows = [["Patient", "Motif"], *[[f"{n}{between}{d}{end}", "contrôle"] for n, d in BORN]]
    assert [(m["family_name"], m["birth_date"].strftime("%d/%m/%Y")) for m in mentions(rows, "x.csv")] == [
        (n.split()[0], d) for n, d in BORN
    ]


DAYS = ["Lundi 12/03/2024", "Mardi 13/03/2024", "mercredi 14 mars", "Jeudi 15/03/2024"]
PLACES = ["Saint Martin 12/03/2024", "Armentières 13/03/2024", "Hazebrouck 14/03/2024", "Salle Pasteur 15/03/2024"]


@pytest.mark.parametrize("header", [None, "Patient", "Nom", "Jour"])
def test_a_weekday_before_a_date_is_nobody(header):
    rows = [[day, "réunion"] for day in DAYS]
    assert mentions([[header, "Motif"], *rows] if header else rows, "x.csv") == []


@pytest.mark.parametrize("header", [None, "Nom", "Lieu"])
def test_a_place_before_a_date_is_nobody(header):
    rows = [[place, "réunion"] for place in PLACES]
    assert mentions([[header, "Motif"], *rows] if header else rows, "x.csv") == []


def test_somebody_may_be_called_like_a_day():
    rows = [["Nom", "Prénom", "DDN"], ["DIMANCHE", "Lucie", "12/03/1954"], ["AVRIL", "Paul", "13/03/1954"]]
    assert [m["family_name"] for m in mentions(rows)] == ["DIMANCHE", "AVRIL"]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("MULLER Aurélie contrôle", ["Aurélie"]), ("NOWACKI Stéphane (HTA)", ["Stéphane"]), ("LILLE Zoé 1ère fois", ["Zoé"]),
        ("DUPONT Marie Claude", ["Marie", "Claude"]), ("DUPONT J. P.", ["J.", "P."]), ("DUPONT Marie de Lourdes", ["Marie", "de", "Lourdes"]),
    ],
)  # fmt: skip
def test_what_is_noted_after_a_given_name_is_none(text, given):
    rows = [["Patient", "DDN"], [text, "12/03/1954"], *[[n, d] for n, d in BORN]]
    assert mentions(rows)[0]["given_names"] == given
