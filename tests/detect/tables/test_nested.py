"""The rows of a list within a list repeat who holds it, and mention them once."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from tables_of_cases import PEOPLE, TODAY

from recense.detect.tables.grid import Grid, grid_from_rows
from recense.detect.tables.read import read_tables

HOLDERS = [["patients.nom", "patients.prenom", "patients.ddn"], *[p[:3] for p in PEOPLE]]


def grid(block, place, rows):
    made = grid_from_rows(rows)
    lines = np.arange(len(rows), dtype=np.int32)
    return Grid(block, f"list={place}", "row", lines, made.columns)


def people(inner):
    found = read_tables([grid(0, "patients", HOLDERS), inner], "export.json", TODAY).mentions.to_pylist()
    return [(m["place"], m["family_name"], m["role"]) for m in found if m["place"] != "list=patients"]


def test_contacts_of_patients_are_mentioned_and_the_patients_not_again():
    head = [*HOLDERS[0], "responsables.lien", "responsables.nom", "responsables.prenom"]
    rows = [head, *[[*p[:3], "mère", p[0], "Rose"] for p in PEOPLE]]
    found = people(grid(1, "patients.responsables", rows))
    assert found == [("list=patients.responsables", p[0], "other") for p in PEOPLE]


def test_what_only_the_inner_rows_say_of_the_patient_is_kept():
    rows = [[*HOLDERS[0], "traitements.medicament"], *[[*p[:3], "PARACETAMOL 1 G"] for p in PEOPLE]]
    assert len(people(grid(1, "patients.traitements", rows))) == len(PEOPLE)


def test_the_people_of_the_inner_list_are_not_those_of_the_outer():
    rows = [["enfants.nom", "enfants.prenom", "enfants.ddn"], *[[p[0], "Léa", "12/03/2020"] for p in PEOPLE]]
    assert len(people(grid(1, "patients.enfants", rows))) == len(PEOPLE)
