"""Cards in workbooks: who each is about, whatever its labels."""

from __future__ import annotations

import numpy as np
import pytest

from recense.detect.tables.forms import find_cards
from recense.detect.tables.grid import Grid, cells_from_list

PEOPLE = [("MARTIN Jeanne", "03/02/1950", "800123", "F"), ("LEROY Paul", "14/11/1938", "800124", "M")]
PEOPLE += [("OUALI Samia", "25/07/1991", "800125", "F"), ("PETIT Luc", "30/09/1962", "800126", "M")]


def cards_of(rows):
    width = max(map(len, rows))
    columns = [cells_from_list([row[j] if j < len(row) else None for row in rows]) for j in range(width)]
    found = find_cards(Grid(0, "", "row", np.arange(1, len(rows) + 1), tuple(columns)))
    if found is None:
        return None
    made, table = found
    return [
        {h: c[r] for h, c in zip(table.headers, made.columns, strict=True)} | {"line": int(made.lines[r])}
        for r in range(made.height)
    ]


def body(born, number, sex):
    return [["Né(e) le", born], ["IPP", number], ["Sexe", sex], [None]]


def test_a_lone_cell_above_each_card_names_it_when_no_label_does():
    cards = cards_of([row for name, *rest in PEOPLE for row in ([name], *body(*rest))])
    assert [(c["Nom et prénom"], c["IPP"], c["line"]) for c in cards] == [
        (name, number, 1 + 5 * i) for i, (name, _, number, _) in enumerate(PEOPLE)
    ]


def test_the_same_title_above_every_card_names_nobody():
    cards = cards_of([row for _, *rest in PEOPLE for row in (["Fiche patient"], *body(*rest))])
    assert all("Nom et prénom" not in c for c in cards)


@pytest.mark.parametrize("label", ["Ident.", "Hébergé"])
def test_words_before_another_value_in_each_card_are_a_label_though_unknown(label):
    cards = cards_of([row for name, *rest in PEOPLE for row in ([label, name], *body(*rest))])
    assert [(c[label], c["IPP"]) for c in cards] == [(name, number) for name, _, number, _ in PEOPLE]


def test_labels_above_their_values_in_one_column_are_cards():
    rows = [
        [x] for name, born, number, _ in PEOPLE for x in ("NOM", name, "DATE DE NAISSANCE", born, "IPP", number, None)
    ]
    assert [(c["NOM"], c["IPP"]) for c in cards_of(rows)] == [(name, number) for name, _, number, _ in PEOPLE]
