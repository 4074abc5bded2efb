"""JSON of any shape becomes rows that keep what belongs together."""

from __future__ import annotations

import json

import pytest

from recense.errors import Unreadable
from recense.extract.formats import json_stream

JSON, NDJSON = "application/json", "application/x-ndjson"


def test_objects_are_rows_under_dotted_names(read):
    reading = read(
        '[{"nom":"DUPONT","adresse":{"cp":"59280"},"tel":["06","07"],"nir":185057800608436},{"nom":"X"}]', JSON
    )
    assert reading.rows() == [
        (0, ["nom", "adresse.cp", "tel", "nir"]),
        (1, ["DUPONT", "59280", "06 ; 07", "185057800608436"]),
        (2, ["X", None, None, None]),
    ]


def test_an_inner_list_keeps_its_holder_beside_it(read):
    text = json.dumps([{"nom": "DUPONT", "sejours": [{"uf": "A"}, {"uf": "B"}]}])
    assert read(text, JSON).records("list=sejours") == [
        {"nom": "DUPONT", "sejours.uf": "A"},
        {"nom": "DUPONT", "sejours.uf": "B"},
    ]


def test_one_record_with_lists_of_its_own_stays_one_record(read):
    text = json.dumps({"nom": "DUPONT", "sejours": [{"uf": "A"}, {"uf": "B"}]})
    assert [record["nom"] for record in read(text, JSON).records("list=sejours")] == ["DUPONT", "DUPONT"]


def test_a_wrapper_does_not_come_into_its_rows(read):
    text = json.dumps({"export": "2024-02-11", "patients": [{"nom": "A"}, {"nom": "B"}], "total": 2})
    assert read(text, JSON).records("list=patients") == [{"nom": "A"}, {"nom": "B"}]


def test_records_under_their_keys_are_rows(read):
    text = json.dumps({f"00{i}": {"nom": f"N{i}", "ne": "1950"} for i in range(4)})
    assert read(text, JSON).records()[2] == {"_id": "002", "nom": "N2", "ne": "1950"}


def test_lines_of_json_are_rows_and_a_broken_line_costs_itself(read):
    reading = read('{"nom":"A"}\n{"nom":"B"\n{"nom":"C"}\n', NDJSON)
    assert [record["nom"] for record in reading.records()] in (["A", "C"], ["A"])
    assert reading.answer["status"] == "partial"
    assert any('"B"' in words for words in reading.words())


def test_rows_without_names_are_rows(read):
    assert read('[["Nom","Prénom"],["DUPONT","Zoë"]]', JSON).rows() == [(1, ["Nom", "Prénom"]), (2, ["DUPONT", "Zoë"])]


def test_a_large_file_is_read_piece_by_piece_the_same(read, monkeypatch):
    text = json.dumps({"total": 3, "patients": [{"nom": f"N{i}", "n": i * 12345} for i in range(300)]})
    whole = read(text, JSON).rows("list=patients")
    monkeypatch.setattr(json_stream, "PIECE", 7)
    assert read(text, JSON).rows("list=patients") == whole


def test_a_truncated_file_keeps_what_stands_before_the_cut(read):
    reading = read('[{"nom":"A"},{"nom":"B', JSON)
    assert reading.records() == [{"nom": "A"}]
    assert reading.answer["status"] == "partial"


@pytest.mark.parametrize("text", ['{"a', "nope", "[" * 100_000])
def test_what_is_not_json_is_unreadable(read, text):
    with pytest.raises(Unreadable):
        read(text, JSON)


def test_half_a_character_pair_is_not_a_failure(read):
    assert read('[{"nom":"A\\ud83d"}]', JSON).answer["status"] == "analysed"
