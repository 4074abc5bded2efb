"""Lists whose rows are of several kinds, and records of two lines."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tables_of_cases import HEADER, PEOPLE, mentions, read

from recense.detect.tables.grid import grid_from_rows
from recense.detect.tables.records import in_two_lines, kinds_of_rows

FIRST = [[p[0], p[1], p[2], f"{i + 1} rue du Port"] for i, p in enumerate(PEOPLE)]
SECOND = [["59000", "LILLE", f"061234567{i}", f"Dr {PEOPLE[i - 1][0]}"] for i in range(len(PEOPLE))]
HEADS = [["Nom", "Prénom", "DDN", "Adresse"], ["CP", "Ville", "Tél", "Médecin traitant"]]
FAMILIES = [p[0] for p in PEOPLE]


@pytest.mark.parametrize("heads", [HEADS, HEADS[:1], []])
def test_a_record_of_two_lines_is_one_person_with_all_that_is_theirs(heads):
    rows = [*heads, *chain.from_iterable(zip(FIRST, SECOND, strict=True))]
    found = [m for m in mentions(rows) if m["role"] == "patient"]
    assert [(m["family_name"], m["line"]) for m in found] == [
        (f, len(heads) + 1 + 2 * i) for i, f in enumerate(FAMILIES)
    ]
    assert found[1]["phones"] == ["+33612345671"]


def test_the_lines_of_such_records_are_all_accounted_for():
    rows = [*HEADS, *chain.from_iterable(zip(FIRST, SECOND, strict=True))]
    table = read(rows).tables[0]
    assert (table["rows_in"], table["rows_header"], table["rows_data"]) == (len(rows), 2, 2 * len(FIRST))


def test_rows_of_several_kinds_are_several_tables_and_only_patients_are_people():
    rows = []
    for i, p in enumerate(PEOPLE):
        rows += [["P", *p[:3], str(8001234 + i)], ["S", str(284 + i), "30/09/2026", None, None]]
        rows += [["C", f"MARTIN {p[1]}", "CONJOINT", "0710607783", None]] if i % 2 else []
    found = mentions(rows, "Services/fiches.csv")
    assert [m["family_name"] for m in found if m["birth_date"]] == FAMILIES
    assert {m["line"] for m in found if m["family_name"] in FAMILIES} == {1, 3, 6, 8, 11}


def test_a_list_of_men_and_women_is_one_table():
    rows = [["Sexe", "Nom", "Prénom", "DDN"], *[[p[3], p[0], p[1], p[2]] for p in PEOPLE * 2]]
    assert len(kinds_of_rows(grid_from_rows(rows))) == 1
    assert in_two_lines(grid_from_rows(rows)) is None


def test_a_list_with_gaps_is_of_one_line_a_record():
    rows = [HEADER, *[[*p[:4], None, None] if i % 2 else p for i, p in enumerate(PEOPLE * 2)]]
    assert in_two_lines(grid_from_rows(rows)) is None
