"""A table that we do not understand is looked at again with the names that the heap's other tables gave."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tables_of_cases import TODAY

from recense.detect.tables.grid import grid_from_rows
from recense.detect.tables.known import known_people
from recense.detect.tables.read import read_tables
from recense.detect.text.lexicon import build_lexicon, lexicon_of

ELSEWHERE = [("Brocheux", "Karim"), ("VASSALIN", "Odile"), ("De La Tour-Valmont", "Jean-Loup"), ("OZGURAL", "Sevda")]
KNOWN = known_people(
    lexicon_of(
        build_lexicon([f for f, _ in ELSEWHERE], [None] * 4, [[g] for _, g in ELSEWHERE], ["patient"] * 4, [True] * 4)
    )
)
NAMES = ["BROCHEUX KARIM", "Odile Vassalin", "de la Tour Valmont Jean Loup", "TERLUMON Paul"]


def again(rows):
    """Read one grid of rows with the known people."""
    return read_tables([grid_from_rows(rows)], "x/y.csv", TODAY, KNOWN)


def without(rows):
    """Read the same grid knowing nobody."""
    return read_tables([grid_from_rows(rows)], "x/y.csv", TODAY)


@pytest.mark.parametrize("name", NAMES[:3])
def test_somebody_known_is_named_in_either_order_in_any_letters(name):
    assert KNOWN.named_in(name)
    assert KNOWN.named_in(f"12 - {name} / chambre 4")


@pytest.mark.parametrize(
    "text", ["TERLUMON Paul", "Brocheux", "Karim", "Brocheux Odile", "Odile, puis Vassalin", "", "500 mg"]
)
def test_nobody_is_known_by_one_name_or_by_the_names_of_two(text):
    assert KNOWN.named_in(text) is None


def test_a_column_of_known_names_under_a_header_of_nothing_is_a_list_of_people():
    names = ["BROCHEUX KARIM", "VASSALIN ODILE", "OZGURAL SEVDA", "TERLUMON PAUL"]
    rows = [["Zone", "Adresse mail"], *([f"Z{i}", name] for i, name in enumerate(names))]
    found = again(rows).mentions.to_pylist()
    assert [m["family_name"].upper() for m in found] == ["BROCHEUX", "VASSALIN", "OZGURAL", "TERLUMON"]


def test_family_and_given_names_side_by_side_are_found_whatever_stands_above_them():
    rows = [
        ["aa", "bb", "cc"],
        *([str(i), f.upper(), g] for i, (f, g) in enumerate([*ELSEWHERE, ("TERLUMON", "Paul")])),
    ]
    found = again(rows).mentions.to_pylist()
    assert [m["family_name"] for m in found] == ["BROCHEUX", "VASSALIN", "DE LA TOUR-VALMONT", "OZGURAL", "TERLUMON"]
    assert found[0]["given_names"] == ["Karim"]


def test_names_that_stood_alone_prove_nobody():
    table = build_lexicon(
        ["SALLE", "BROCHEUX"], [None, None], [["Molière"], ["Karim"]], ["staff", "patient"], [False, True]
    )
    known = known_people(lexicon_of(table))
    assert known.named_in("Salle Molière") is None
    assert known.named_in("Brocheux Karim")


def test_a_stock_stays_about_nobody():
    rows = [
        ["zone", "quoi"],
        *([f"Z{i}", v] for i, v in enumerate(["Doliprane 500", "Odile bleu", "Karim boîte", "Vassal"])),
    ]
    read = again(rows)
    assert not read.mentions.num_rows
    assert not read.free_texts


def test_the_only_row_that_names_somebody_is_searched_as_text():
    rows = [
        ["zone", "quoi", "vers"],
        ["Z1", "fauteuil", "réserve"],
        ["Z2", "lit 4", "OZGURAL Sevda"],
        ["Z3", "lit 5", "cave"],
    ]
    assert [(t.line, t.text) for t in again(rows).free_texts] == [(3, "Z2, lit 4, OZGURAL Sevda")]
    assert not without(rows).free_texts


def test_cells_of_several_facts_are_searched_as_text_and_not_taken_for_names():
    rows = [["zone", "quoi"], *([f"Z{i}", f"vu / {name} / à 1{i}h"] for i, name in enumerate(NAMES[:3]))]
    read = again(rows)
    assert not read.mentions.num_rows
    assert {t.line for t in read.free_texts} >= {2, 3, 4}


BORN = [dt.date(2026, 3, 7), dt.date(2026, 1, 24), dt.date(2025, 12, 13), dt.date(2026, 6, 30)]  # as other dates are
WITH_DATES = known_people(
    lexicon_of(
        build_lexicon(
            [f for f, _ in ELSEWHERE], [None] * 4, [[g] for _, g in ELSEWHERE], ["patient"] * 4, [True] * 4, BORN
        )
    )
)


def completed(rows):
    """Read one grid of rows with the people known with their birth dates."""
    return read_tables([grid_from_rows(rows)], "x/y.csv", TODAY, WITH_DATES).mentions.to_pylist()


def test_the_column_where_known_people_have_their_birth_dates_is_the_birth_date():
    rows = [["Nom", "Prénom", "Repère 1", "Repère 2"]]
    rows += [[f, g, "12/09/2026", d.strftime("%d/%m/%Y")] for (f, g), d in zip(ELSEWHERE, BORN, strict=True)]
    rows.append(["TERLUMON", "Paul", "13/09/2026", "09/09/2026"])
    alone = read_tables([grid_from_rows(rows)], "x/y.csv", TODAY).mentions
    assert alone["birth_date"].null_count == len(rows) - 1
    assert [m["birth_date"] for m in completed(rows)] == [*BORN, dt.date(2026, 9, 9)]


def test_dates_that_are_others_stay_what_they_are():
    rows = [["Nom", "Prénom", "Repère 1"]]
    rows += [[f, g, d.strftime("%d/%m/%Y")] for (f, g), d in zip(ELSEWHERE, reversed(BORN), strict=True)]
    before = read_tables([grid_from_rows(rows)], "x/y.csv", TODAY).columns
    after = read_tables([grid_from_rows(rows)], "x/y.csv", TODAY, WITH_DATES).columns
    assert after == before


def test_given_names_are_told_by_the_family_names_and_birth_dates_beside_them():
    rows = [["Nom", "Ref", "Naissance"]]
    rows += [[f, g.upper(), d.strftime("%d/%m/%Y")] for (f, g), d in zip(ELSEWHERE, BORN, strict=True)]
    assert read_tables([grid_from_rows(rows)], "x/y.csv", TODAY).mentions["given_names"].null_count == 4
    assert [m["given_names"][0] for m in completed(rows)] == ["KARIM", "ODILE", "JEAN-LOUP", "SEVDA"]


@pytest.mark.parametrize("header", [["Aa", "Bb", "Naissance"], ["Ref", "Ref 2", "DDN"]])
def test_both_names_are_told_by_the_birth_dates_beside_them(header):
    rows = [header, *([f, g.upper(), d.strftime("%d/%m/%Y")] for (f, g), d in zip(ELSEWHERE, BORN, strict=True))]
    assert [(m["family_name"], m["given_names"][0]) for m in completed(rows)] == [(f, g.upper()) for f, g in ELSEWHERE]


def test_labels_that_are_written_like_titles_name_nobody():
    rows = [["zone", "quoi"], *([f"Z{i}", ["Dr Secondaire", "M. Principal"][i % 2]] for i in range(60))]
    assert not [t for t in again(rows).free_texts if t.line > 1]
    doctors = [
        ["zone", "quoi"],
        *([f"Z{i}", f"Dr {name}"] for i, name in enumerate(["ORMESSIN", "BALZIN", "TERLUMON"])),
    ]
    assert {t.line for t in again(doctors).free_texts} | {m["line"] for m in again(doctors).mentions.to_pylist()} >= {
        2,
        3,
        4,
    }


def test_every_day_of_an_agenda_is_read_once_one_is_proved():
    days = [
        ["BROCHEUX Karim", "TERLUMON Paul"],
        ["VASSALIN Odile", "OZGURAL Sevda"],
        ["OZGURAL Sevda", None],
        [None, "BALZIN Remi"],
    ]
    found = again([["repère", "x1", "x2"], *([f"{8 + i}h", *row] for i, row in enumerate(days))]).mentions.to_pylist()
    assert sorted(m["family_name"] for m in found) == [
        "BALZIN",
        "BROCHEUX",
        "OZGURAL",
        "OZGURAL",
        "TERLUMON",
        "VASSALIN",
    ]
