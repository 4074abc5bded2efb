"""Whatever the layout, each record keeps its row."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from recense.invent.columns import COLUMNS
from recense.invent.family import Family, find_family
from recense.invent.layouts import cards, lay_out, vertical
from recense.invent.people import invent_people
from recense.invent.plan import FileSpec
from recense.invent.tables import make_table

FAMILY = find_family("development")
PEOPLE = invent_people(80, 2, 0, FAMILY.places, FAMILY.words.jobs)


def with_layout(**chances: float) -> Family:
    habits = replace(FAMILY.habits, layouts=chances, no_header=0.0)
    return replace(FAMILY, habits=habits)


def a_table(family, kind="arrivals", count=40, seed=1):
    wanted = next(k for k in family.tables if k.name == kind)
    spec = FileSpec(0, wanted, "xlsx", "x.xlsx", list(range(count)), start=dt.date(2022, 3, 1), days=90)
    return make_table(spec, family, PEOPLE, random.Random(seed))


@pytest.mark.parametrize(
    "feature",
    ["titles", "two_levels", "repeated_header", "blank_rows", "shifted", "sections", "two_tables", "months", "totals",
     "footnotes", "side_table", "margin", "hidden_rows", "hidden_sheet", "parameters", "free_slots", "none"],
)  # fmt: skip
def test_every_record_stands_once_on_a_row_that_holds_its_name(feature):
    family = with_layout(**{feature: 1.0})
    table, context = a_table(family)
    book = lay_out(table, context, "Titre", "xlsx")
    placed = [
        (m, sheet.rows[row]) for sheet in book for row, named in sheet.owners.items() for m in named if m.slot == 0
    ]
    assert sorted(m.person for m, _ in placed) == list(range(40))
    for mention, cells in placed:
        text = " ".join(str(c) for c in cells)
        assert (mention.family_name or "") in text


@pytest.mark.parametrize("layout", [cards, vertical])
def test_cards_and_vertical_forms_put_a_mention_where_its_name_first_stands(layout):
    family = with_layout()
    table, context = a_table(family, "contacts", 8)
    sheet = layout(table, context, "Fiche")
    placed = [(m, sheet.rows[row]) for row, named in sheet.owners.items() for m in named]
    assert sorted(m.person for m, _ in placed if m.slot == 0) == list(range(8))
    assert any(m.slot > 0 for m, _ in placed)
    for mention, cells in placed:
        words = [mention.family_name or "", *mention.given_names]
        assert any(w and w.upper() in str(c).upper() for w in words for c in cells)


def test_every_field_has_header_words_in_every_family_that_ships():
    for name in ("development", "demo"):
        family = find_family(name)
        assert set(COLUMNS) <= set(family.headers)


def test_categories_are_those_of_the_cells_that_are_filled():
    table, _ = a_table(FAMILY, "billing", 60, seed=4)
    for cells, (own, *_) in zip(table.rows, table.mentions, strict=True):
        shown = dict(zip(table.fields, cells, strict=True))
        assert ("patient_id" in own.categories) == bool(shown.get("stay") or shown.get("ipp"))
        assert "other" in own.categories
        assert "health" not in own.categories
