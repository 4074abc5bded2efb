"""Where tables are in a grid; every row in one part of one table."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from tables_of_cases import HEADER, PEOPLE, mentions, read

from recense.detect.tables.grid import grid_from_rows
from recense.detect.tables.structure import _side_by_side, find_tables

ACCOUNT = ("rows_title", "rows_header", "rows_blank", "rows_total", "rows_data")


def parts(rows):
    return [list(t.parts) for t in find_tables(grid_from_rows(rows))]


def test_titles_above_totals_below_and_notes_are_not_people():
    rows = [
        ["Liste des patients présents"],
        [],
        HEADER,
        *PEOPLE,
        ["Total", None, None, None, None, "5"],
        ["Édité le 12/02/2024"],
    ]
    assert parts(rows) == [["title", "blank", "header", *["data"] * 5, "total", "title"]]
    assert len(mentions(rows)) == 5


def test_a_header_that_comes_back_on_each_page_is_not_a_person():
    rows = [HEADER, *PEOPLE[:2], HEADER, *PEOPLE[2:]]
    assert parts(rows) == [["header", "data", "data", "header", "data", "data", "data"]]


def test_a_table_without_header_is_read_from_its_values():
    found = mentions(PEOPLE)
    assert [m["family_name"] for m in found] == [p[0] for p in PEOPLE]
    assert [m["birth_date"].strftime("%d/%m/%Y") for m in found] == [p[2] for p in PEOPLE]


def test_two_levels_of_header_say_together_what_a_column_is():
    rows = [
        ["Patient", None, None, "Médecin", None],
        ["Nom", "Prénom", "Né(e) le", "Nom", "Tél"],
        ["DUPONT", "Jean", "12/03/1954", "MARTIN", "0612345679"],
    ]
    found = mentions(rows)
    assert [(m["family_name"], m["role"]) for m in found] == [("DUPONT", "patient"), ("MARTIN", "staff")]
    assert found[0]["phones"] is None
    assert found[1]["phones"] == ["+33612345679"]


def test_tables_one_under_another_have_each_their_own_columns():
    rows = [
        HEADER,
        *PEOPLE[:3],
        [],
        ["Stock de la pharmacie"],
        ["DCI", "Quantité", "Prix"],
        ["PARACETAMOL", "12", "3,50"],
    ]
    assert [t["subject"] for t in read(rows).tables] == ["patient", "nobody"]


def test_tables_side_by_side_are_two_tables():
    rows = [
        ["Nom", "Prénom", "DDN", None, "Nom", "Prénom", "DDN"],
        ["DUPONT", "Jean", "12/03/1954", None, "MARTIN", "Zoé", "13/03/1954"],
    ]
    assert {m["family_name"] for m in mentions(rows)} == {"DUPONT", "MARTIN"}


def test_the_title_of_a_section_is_the_sector_of_its_rows():
    rows = [
        ["Nom", "Prénom", "DDN"],
        ["CARDIOLOGIE"],
        ["DUPONT", "Jean", "12/03/1954"],
        ["MATERNITÉ"],
        ["NGUYEN", "Hoa", "30/11/2001"],
    ]
    assert [m["sectors"] for m in mentions(rows)] == [["Cardiologie"], ["Maternité"]]


def test_a_name_alone_in_its_row_is_still_a_person():
    rows = [HEADER, PEOPLE[0], ["DURAND"], PEOPLE[1]]
    assert "DURAND" in [m["family_name"] for m in mentions(rows)]


def test_labels_beside_values_are_one_person_a_card():
    rows = [
        ["FICHE"], ["Nom", "DUPONT"], ["Prénom", "Jean"], ["Date de naissance", "12/03/1954"], [],
        ["Nom", "MARTIN"], ["Prénom", "Zoé"], ["Date de naissance", "13/03/1954"],
    ]  # fmt: skip
    found = mentions(rows)
    assert [(m["line"], m["family_name"], m["given_names"]) for m in found] == [
        (2, "DUPONT", ["Jean"]),
        (6, "MARTIN", ["Zoé"]),
    ]


def test_a_table_on_its_side_is_one_person_a_column():
    rows = [
        ["Nom", "DUPONT", "MARTIN", "NGUYEN"],
        ["Prénom", "Jean", "Zoé", "Hoa"],
        ["Né(e) le", "12/03/1954", "13/03/1954", "30/11/2001"],
    ]
    assert [m["family_name"] for m in mentions(rows)] == ["DUPONT", "MARTIN", "NGUYEN"]


def test_pages_without_header_take_the_types_of_the_first():
    from tables_of_cases import TODAY

    from recense.detect.tables.grid import Grid
    from recense.detect.tables.read import read_tables

    pages = [grid_from_rows([HEADER, *PEOPLE[:3]]), grid_from_rows(PEOPLE[3:])]
    grids = [Grid(i, f"page={i + 1}", "line", g.lines, g.columns) for i, g in enumerate(pages)]
    found = read_tables(grids, "liste.pdf", TODAY).mentions.to_pylist()
    assert [(m["place"], m["family_name"]) for m in found[3:]] == [("page=2", "NGUYEN"), ("page=2", "DE LA TOUR")]


cells = st.one_of(
    st.none(),
    st.sampled_from(
        ["Nom", "Prénom", "Total", "DUPONT", "Jean", "12/03/1954", "Page 1/2", "12", "Cardiologie", "IPP", "Nom :", "?"]
    ),
    st.text(max_size=8),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, max_size=6), max_size=14))
def test_every_row_of_any_grid_is_in_exactly_one_part(rows):
    grid = grid_from_rows(rows)
    tables = find_tables(grid)
    if grid.columns:
        beside = len({t.first for t in tables}) < len(tables)
        covered = sum(len(t.parts) for t in tables)
        assert beside or covered == len(rows)
    for table in read(rows).tables:
        assert table["rows_in"] == sum(table[part] for part in ACCOUNT)
        assert table["rows_with_mention"] <= table["rows_data"]


@pytest.mark.parametrize("width", [0, 1, 3])
def test_an_empty_grid_is_nobody(width):
    assert mentions([[None] * width] * 3) == []


@pytest.mark.parametrize(
    "second",
    [["usuel", "usuel", "jj/mm/aaaa", "(libre)"], [None, None, "naissance", None], ["texte", "texte", "date", "texte"]],
)
def test_the_second_line_of_a_header_is_nobody(second):
    rows = [["Nom", "Prénom", "Date de naissance" if second[0] else "Date de", "Motif"], second]
    rows += [[p[0], p[1], p[2], "chute"] for p in PEOPLE]
    found = mentions(rows)
    assert [m["family_name"] for m in found] == [p[0] for p in PEOPLE]
    assert all(m["birth_date"] for m in found)


def test_a_first_row_without_birth_date_is_still_a_person():
    rows = [["Nom", "Prénom", "DDN"], ["DURAND", "Anne", None], *[p[:3] for p in PEOPLE]]
    assert len(mentions(rows)) == 6


@pytest.mark.parametrize(
    ("headers", "blocks"),
    [
        (["Lundi / Nom", "Lundi / Prénom", "", "Mardi / Nom", "Mardi / Prénom"], [(0, 1, 2), (3, 4)]),
        (["Chambre", "Nom", "Prénom", "Nom", "Prénom"], [(0, 1, 2), (0, 3, 4)]),
        (["N°", "Nom", "Prénom", "N°", "Nom", "Prénom"], [(0, 1, 2), (3, 4, 5)]),
        (["Nom 1", "Prénom 1", "Nom 2", "Prénom 2", "Date"], [(0, 1, 4), (2, 3, 4)]),
        (["Enfant / Nom", "Enfant / Prénom", "Mère / Nom", "Mère / Prénom"], [(0, 1, 2, 3)]),
        (["Nom", "Prénom", "Nom", "DDN"], [(0, 1, 2, 3)]),
    ],
)
def test_a_header_that_begins_again_begins_another_person_unless_it_says_whose(headers, blocks):
    assert _side_by_side(headers) == blocks


def test_entries_and_exits_with_other_headers_side_by_side_are_people_of_their_own():
    rows = [
        ["ENTRÉES", None, None, None, "SORTIES", None],
        ["Nom", "Prénom", "DDN", None, "Patient sortant", "Vers"],
        ["DUPONT", "Jean", "12/03/1954", None, "MOREAU Paul", "Domicile"],
        ["LEFÈVRE", "Marie", "25/12/1948", None, "PETIT Zoé", "SSR"],
    ]
    assert sorted(m["family_name"] for m in mentions(rows)) == ["DUPONT", "LEFÈVRE", "MOREAU", "PETIT"]


def test_groups_may_stand_below_what_they_group():
    rows = [
        ["Date", "Heure", "Nom", "Prénom", "DDN", "", ""],
        ["RDV", "RDV", "Patient", "Patient", "Patient", "Praticien", "Motif"],
        *[["12/02/2026", "14:40", p[0], p[1], p[2], "Dr Le Goff", "Bilan"] for p in PEOPLE],
    ]
    found = mentions(rows)
    assert [m["family_name"] for m in found if m["role"] == "patient"] == [p[0] for p in PEOPLE]
    assert all(m["birth_date"] for m in found if m["role"] == "patient")


def test_the_letters_of_a_week_are_a_header():
    rows = [["PASA : présences"], [], ["Résident", "L", "M", "J", "V"]]
    rows += [[f"{p[0]} {p[1]}", "X", None, "X", None] for p in PEOPLE]
    assert len(mentions(rows)) == len(PEOPLE)


def test_somebody_present_once_is_no_header():
    rows = [["Résident", "L", "M", "J", "V"], *[[f"{p[0]} {p[1]}", "X", "X", "X", "X"] for p in PEOPLE]]
    rows += [
        ["VINCENT MARIE", "X", None, None, None],
        ["TRAN JEANNE", "X", None, None, None],
        ["KONE RENÉ", None, "X", "X", None],
    ]
    assert len(mentions(rows)) == len(PEOPLE) + 3


def test_whose_consultation_it_is_stands_above_a_header_and_groups_nothing():
    rows = [[None, "Dr LOISON", "salle 3", None], ["Hre", "Nom M.", "Pnom", "Dt nais"]]
    rows += [["9h00", p[0], p[1], p[2].replace("/", "-")] for p in PEOPLE]
    found = mentions(rows, "Secretariat/CS.xlsx")
    assert [(m["family_name"], m["given_names"][0], m["role"]) for m in found][:1] == [("DUPONT", "Jean", "patient")]
    assert len(found) == len(PEOPLE)
