"""Records that a JSON or XML file writes its own way come back as rows under the names of their fields."""

from __future__ import annotations

import json

import pytest

JSON, NDJSON, XML = "application/json", "application/x-ndjson", "application/xml"
PEOPLE = [
    {"nom": "LEROY", "prenom": "Anne", "ddn": "1950-02-03"},
    {"nom": "DIOP", "prenom": "Awa", "ddn": "1961-04-05"},
]
ROWS = [list(person.values()) for person in PEOPLE]


@pytest.mark.parametrize(
    "value",
    [
        {"cols": ["nom", "prenom", "ddn"], "data": ROWS},
        {"columns": [{"name": n, "type": "text"} for n in ("nom", "prenom", "ddn")], "rows": ROWS},
        {"columns": ["nom", "prenom", "ddn"], "index": [0, 1], "data": ROWS},
        {name: [person[name] for person in PEOPLE] for name in ("nom", "prenom", "ddn")},
        {name: {str(i): person[name] for i, person in enumerate(PEOPLE)} for name in ("nom", "prenom", "ddn")},
    ],
    ids=["columns and data", "described columns", "pandas split", "lists", "pandas columns"],
)
def test_a_table_written_as_an_object_is_rows(read, value):
    rows = read(json.dumps(value), JSON).records("")
    assert [{name: row[name] for name in PEOPLE[0]} for row in rows if row.get("nom")] == PEOPLE


def test_what_stands_beside_a_table_is_kept(read):
    columns = [{"name": name} for name in ("nom", "prenom", "nom")]
    value = {"total": 2, "columns": columns, "rows": [["LEROY", "Anne", "CARDIO"], ["DIOP", "Awa", "SSR"]]}
    found = read(json.dumps(value), JSON)
    assert found.records("")[1] == {"nom": "DIOP", "prenom": "Awa", "nom 2": "SSR"}
    assert found.records("list=beside") == [{"total": "2"}]


def test_a_table_too_long_to_be_held_keeps_the_names_of_its_columns(read):
    text = json.dumps({"columns": ["nom", "note"], "rows": [["LEROY", "x" * 1000] for _ in range(2000)]})
    rows = read(text, JSON).rows("list=rows")
    assert (rows[0], rows[-1][0], rows[-1][1][0]) == ((0, ["nom", "note"]), 2000, "LEROY")


def test_rows_whose_first_one_is_the_header_are_rows(read):
    text = json.dumps({"range": "A1:C3", "values": [["Nom", "Prénom"], ["LEROY", "Anne"]]})
    assert read(text, JSON).rows("list=values") == [(1, ["Nom", "Prénom"]), (2, ["LEROY", "Anne"])]


def test_the_fields_of_a_ward_stand_after_those_of_its_patients(read):
    text = json.dumps([{"nom": "CARDIO", "lits": 12, "patients": PEOPLE}, {"nom": "SSR", "lits": 8, "patients": []}])
    assert read(text, JSON).records("list=patients")[0] == {
        "patients.nom": "LEROY",
        "patients.prenom": "Anne",
        "patients.ddn": "1950-02-03",
        "groupe.nom": "CARDIO",
    }


def test_the_fields_of_a_patient_stand_before_those_of_the_stays(read):
    text = json.dumps([PEOPLE[0] | {"sejours": [{"nom": "HDJ", "entree": "2024-01-02"}, {"nom": "SSR"}]}, PEOPLE[1]])
    first = read(text, JSON).records("list=sejours")[0]
    assert list(first) == ["nom", "prenom", "ddn", "sejours.nom", "sejours.entree"]
    assert (first["nom"], first["sejours.nom"]) == ("LEROY", "HDJ")


def test_a_doctor_s_names_do_not_become_those_of_the_patients(read):
    doctor = {"nom": "MOREL", "prenom": "Paul", "patients": PEOPLE}
    rows = read(json.dumps([doctor, doctor]), JSON).records("list=patients")
    assert rows[0]["patients.nom"] == "LEROY"
    assert list(rows[0])[:2] == ["patients.nom", "patients.prenom"]


def test_lists_beside_one_patient_are_the_patient_s(read):
    text = json.dumps({"patient": PEOPLE[0], "antecedents": [{"code": "I10"}, {"code": "E11"}]})
    rows = read(text, JSON).records("list=antecedents")
    assert [(row["patient.nom"], row["antecedents.code"]) for row in rows] == [("LEROY", "I10"), ("LEROY", "E11")]


def test_two_records_under_numbers_are_rows_but_two_named_parts_are_one_record(read):
    assert read(json.dumps({"00123": PEOPLE[0], "00124": PEOPLE[1]}), JSON).records()[1]["_id"] == "00124"
    parts = {"patient": {"nom": "LEROY", "tel": "1"}, "contact": {"nom": "DIOP", "tel": "2"}}
    assert read(json.dumps(parts), JSON).records()[0]["contact.nom"] == "DIOP"


def test_fields_that_each_have_a_value_and_a_type_are_one_record(read):
    text = json.dumps({name: {"value": "x", "type": "s"} for name in ("nom", "prenom", "naissance")})
    assert len(read(text, JSON).records()) == 1


def test_named_values_are_the_fields_of_one_record_when_they_name_a_person(read):
    person = [{"name": name, "value": value} for name, value in PEOPLE[0].items()]
    assert read(json.dumps([{"fields": person}]), JSON).records()[0]["fields.nom"] == "LEROY"
    results = [{"code": "K", "value": 4.1}, {"code": "NA", "value": 138}]
    assert len(read(json.dumps([{"nom": "LEROY", "dosages": results}]), JSON).records("list=dosages")) == 2


def test_values_are_taken_out_of_the_objects_and_the_texts_around_them(read):
    record = {
        "_id": {"$oid": "5f1a"},
        "ne": {"$date": {"$numberLong": "-627004800000"}},
        "vu": {"$date": "2024-02-03T00:00:00Z"},
    }
    assert read(json.dumps(record), NDJSON).records() == [{"_id": "5f1a", "ne": "1950-02-18", "vu": "2024-02-03"}]
    assert read(json.dumps([{"id": 1, "corps": json.dumps(PEOPLE[0])}]), JSON).records()[0]["corps.nom"] == "LEROY"
    assert read(json.dumps([{"note": "{à revoir}"}]), JSON).records()[0]["note"] == "{à revoir}"


def test_resources_one_a_line_are_read_as_resources(read):
    lines = [{"resourceType": "Patient", "name": [{"family": p["nom"], "given": [p["prenom"]]}]} for p in PEOPLE]
    assert read("\n".join(map(json.dumps, lines)), NDJSON).records()[1] == {"Nom": "DIOP", "Prénoms": "Awa"}


def xml_rows(row: str, inside: str = "rows") -> str:
    return f"<{inside}>{''.join(row.format(**person) for person in PEOPLE)}</{inside}>"


@pytest.mark.parametrize(
    "row",
    [
        '<row><field name="nom">{nom}</field><field name="prenom">{prenom}</field><field name="ddn">{ddn}</field></row>',
        '<doc><str name="nom">{nom}</str><arr name="prenom"><str>{prenom}</str></arr><date name="ddn">{ddn}</date></doc>',
        '<row><item key="nom" value="{nom}"/><item key="prenom" value="{prenom}"/><item key="ddn" value="{ddn}"/></row>',
        '<patient nom="{nom}" prenom="{prenom}" ddn="{ddn}"/>',
    ],
    ids=["mysql", "solr", "key and value", "attributes"],
)
def test_rows_of_named_fields_are_rows_of_columns(read, row):
    assert read(xml_rows(row), XML).records() == PEOPLE
    alone = f"<rows>{row.format(**PEOPLE[0])}</rows>"
    found = read(alone, XML).records()[0]
    assert {name.rpartition(".")[2]: value for name, value in found.items()} == PEOPLE[0]


def test_the_name_of_a_table_does_not_stand_among_its_fields(read):
    row = '<table name="patient"><column name="nom">{nom}</column><column name="prenom">{prenom}</column></table>'
    assert read(xml_rows(row), XML).records()[0] == {"table.name": "patient", "nom": "LEROY", "prenom": "Anne"}


def test_what_an_attribute_says_of_a_text_stands_beside_it(read):
    row = '<p><nom type="usage">{nom}</nom><prenom>{prenom}</prenom></p>'
    assert read(xml_rows(row), XML).records()[0] == {"nom": "LEROY", "prenom": "Anne", "nom.type": "usage"}


def test_texts_of_one_tag_are_told_apart_by_their_attribute(read):
    row = '<p><nom type="naissance">{nom}</nom><nom type="usage">MOREL</nom><tel rang="1">01</tel><tel rang="2">02</tel></p>'
    first = read(xml_rows(row), XML).records()[0]
    assert (first["nom naissance"], first["nom usage"], first["tel"]) == ("LEROY", "MOREL", "01 ; 02")


def test_the_record_of_one_patient_keeps_its_lists_with_the_patient(read):
    text = (
        "<d><patient><nom>LEROY</nom><naissance>1950</naissance></patient><e><x a='1' b='2'/><x a='3' b='4'/></e></d>"
    )
    rows = read(text, XML).records("list=d.e.x")
    assert [(row["patient.nom"], row["e.x.a"]) for row in rows] == [("LEROY", "1"), ("LEROY", "3")]


def test_a_file_without_people_stays_lines_of_text(read):
    assert read('<config><hostname>srv</hostname><user name="x"/></config>', XML).words() == [
        "hostname : srv",
        "name : x",
    ]


def test_a_date_inside_an_element_that_says_date_keeps_the_name_that_tells_which(read):
    row = "<p><nom>{nom}</nom><dateNaissance><date>{ddn}</date></dateNaissance></p>"
    assert read(xml_rows(row), XML).records()[0] == {"nom": "LEROY", "dateNaissance": "1950-02-03"}
