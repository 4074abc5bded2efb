"""The questions that commands ask of a finished run."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from recense.store.queries import find_people, fold
from recense.store.run import Tables
from recense.store.tables import MEMBERSHIPS, MENTIONS, PEOPLE


@pytest.fixture
def tables(tmp_path):
    people = [
        {
            "person_id": "P-A",
            "family_name": "LEROY",
            "given_names": ["Marie"],
            "mentions": 2,
            "phones": ["+33639980001"],
        },
        {"person_id": "P-B", "family_name": "ABADIE", "given_names": ["Zoé"], "mentions": 1, "phones": []},
    ]
    read = [("m1", "P-A", "LEROY"), ("m2", "P-A", "DELEPIERRE"), ("m3", "P-B", "ABADIE")]
    mentions = [{"mention_id": m, "family_name": name, "given_names": ["Marie"]} for m, _, name in read]
    memberships = [{"mention_id": m, "person_id": p} for m, p, _ in read]
    for name, rows, schema in (
        ("people", people, PEOPLE),
        ("mentions", mentions, MENTIONS),
        ("memberships", memberships, MEMBERSHIPS),
    ):
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), tmp_path / f"{name}.parquet")
    return Tables(tmp_path)


@pytest.mark.parametrize("words", ["leroy", "Delepierre Marie", "marie DELEPIERE", "06 39 98 00 01", "p-a"])
def test_a_person_is_found_by_every_name_read_by_a_slip_and_by_number(tables, words):
    assert [p["person_id"] for p in find_people(tables, words)] == ["P-A"]


def test_nobody_is_found_by_what_was_not_read(tables):
    assert find_people(tables, "delepierre zoe") == []
    assert find_people(tables, " ") == []


def test_words_are_folded_as_the_register_is():
    assert fold("Zoé 06 12 34") == "ZOE 061234"
