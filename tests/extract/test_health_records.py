"""FHIR, HL7 v2 and CDA: what is said of a patient stays beside who the patient is."""

from __future__ import annotations

import json

import pytest

from recense.errors import Unreadable

FHIR, FHIR_XML, HL7, XML = "application/fhir+json", "application/fhir+xml", "application/hl7-v2", "application/xml"

PATIENT = {
    "resourceType": "Patient",
    "id": "p1",
    "identifier": [
        {"system": "urn:oid:1.2.250.1.213.1.4.8", "value": "285057800608436"},
        {"system": "https://hopital.invalid/ipp", "type": {"coding": [{"code": "PI"}]}, "value": "00123"},
    ],
    "name": [{"use": "official", "family": "LEROY", "given": ["Marie", "Anne"]}, {"use": "usual", "family": "DUPONT"}],
    "gender": "female",
    "birthDate": "1985-05-01",
    "telecom": [{"system": "phone", "value": "0612345678"}, {"system": "email", "value": "m@exemple.invalid"}],
    "address": [{"line": ["1 rue du Lac"], "postalCode": "59280", "city": "Armentières"}],
    "contact": [{"name": {"family": "DUPONT", "given": ["Paul"]}, "telecom": [{"value": "0698765432"}]}],
}
CONDITION = {
    "resourceType": "Condition",
    "subject": {"reference": "urn:uuid:1"},
    "code": {"coding": [{"code": "E11", "display": "Diabète de type 2"}]},
    "recordedDate": "2024-02-11T00:00:00+01:00",
}
OBSERVATION = {
    "resourceType": "Observation",
    "subject": {"reference": "https://hopital.invalid/fhir/Patient/p1"},
    "code": {"text": "Glycémie"},
    "valueQuantity": {"value": 5.2, "unit": "mmol/L"},
    "effectiveDateTime": "2024-02-11T08:30:00Z",
}
ENCOUNTER = {
    "resourceType": "Encounter",
    "subject": {"reference": "Patient/p1"},
    "identifier": [{"value": "S99"}],
    "period": {"start": "2024-02-01", "end": "2024-02-03"},
    "serviceType": {"text": "Cardiologie"},
}


def bundle(*resources) -> str:
    first, *others = resources
    entries = [{"fullUrl": "urn:uuid:1", "resource": first}, *({"resource": r} for r in others)]
    return json.dumps({"resourceType": "Bundle", "entry": entries}, ensure_ascii=False)


def test_a_patient_is_read_under_plain_headers(read):
    assert read(bundle(PATIENT), FHIR).records("resource=Patient") == [
        {
            "Nom": "DUPONT",
            "Nom de naissance": "LEROY",
            "Prénoms": "Marie Anne",
            "Date de naissance": "1985-05-01",
            "Sexe": "F",
            "NIR": "285057800608436",
            "IPP": "00123",
            "Téléphone": "0612345678",
            "Email": "m@exemple.invalid",
            "Adresse": "1 rue du Lac",
            "Code postal": "59280",
            "Ville": "Armentières",
            "Personne à prévenir": "DUPONT Paul",
            "Téléphone de la personne à prévenir": "0698765432",
        }
    ]


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        (CONDITION, {"Diagnostic": "Diabète de type 2", "Code diagnostic": "E11", "Date (Condition)": "2024-02-11"}),
        (OBSERVATION, {"Examen": "Glycémie", "Résultat": "5.2 mmol/L", "Date (Observation)": "2024-02-11 08:30"}),
        (
            ENCOUNTER,
            {
                "Numéro de séjour": "S99",
                "Date d'entrée": "2024-02-01",
                "Date de sortie": "2024-02-03",
                "Service": "Cardiologie",
            },
        ),
    ],
)
def test_what_is_said_of_a_patient_stands_on_the_patients_row(read, resource, expected):
    [record] = read(bundle(PATIENT, resource), FHIR).records()
    assert expected.items() <= record.items()
    assert (record["Nom"], record["Date de naissance"], record["IPP"]) == ("DUPONT", "1985-05-01", "00123")


def test_the_patient_may_come_after_what_is_said(read):
    entries = [{"resource": OBSERVATION}, {"resource": PATIENT}]
    text = json.dumps({"resourceType": "Bundle", "entry": entries})
    [record] = read(text, FHIR).records()
    assert (record["Nom"], record["Examen"]) == ("DUPONT", "Glycémie")


def test_one_resource_alone_and_lines_of_resources_are_read(read):
    assert read(json.dumps(PATIENT), FHIR).records()[0]["Prénoms"] == "Marie Anne"
    lines = "\n".join(json.dumps(r) for r in (PATIENT, OBSERVATION, {**OBSERVATION, "code": {"text": "Sodium"}}))
    [record] = read(lines, FHIR).records()
    assert (record["Nom"], record["Examen"], record["Examen 2"]) == ("DUPONT", "Glycémie", "Sodium")


def test_what_is_said_many_times_is_kept_in_the_last_column(read):
    exams = [{**OBSERVATION, "code": {"text": f"Examen {n}"}} for n in range(9)]
    [record] = read(bundle(PATIENT, *exams), FHIR).records()
    assert record["Examen 5"] == "Examen 4 ; Examen 5 ; Examen 6 ; Examen 7 ; Examen 8"
    assert record["Résultat"] == "5.2 mmol/L"


def test_a_patient_who_is_elsewhere_keeps_the_name_displayed(read):
    resource = {**CONDITION, "subject": {"reference": "Patient/zz", "display": "M. MARTIN Jean"}}
    assert read(json.dumps(resource), FHIR).records()[0]["Patient"] == "M. MARTIN Jean"


def test_fhir_in_xml_reads_like_fhir_in_json(read):
    text = (
        '<Bundle xmlns="http://hl7.org/fhir"><entry><fullUrl value="urn:uuid:1"/><resource><Patient><id value="p1"/>'
        '<name><family value="DUPONT"/><given value="Jean"/><given value="Paul"/></name><birthDate value="1950-01-01"/>'
        '</Patient></resource></entry><entry><resource><Condition><subject><reference value="urn:uuid:1"/></subject>'
        '<code><coding><code value="E11"/><display value="Diabète"/></coding></code></Condition></resource></entry></Bundle>'
    )
    [record] = read(text, FHIR_XML).records()
    assert record == {
        "Nom": "DUPONT",
        "Prénoms": "Jean Paul",
        "Date de naissance": "1950-01-01",
        "Diagnostic": "Diabète",
        "Code diagnostic": "E11",
    }


def test_json_without_a_resource_is_not_fhir(read):
    with pytest.raises(Unreadable, match="no FHIR resource"):
        read('{"nom":"x"}', FHIR)


ADT = (
    "MSH|^~\\&|A|B|C|D|20240211083000||ADT^A01^ADT_A01|1|P|2.5\r"
    "PID|1||00123^^^CH&1.2.3&ISO^PI~285057800608436^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.8&ISO^INS||"
    "LEROY^MARIE^ANNE^^^^L~DUPONT^MARIE^^^^^D||19850501|F|||1 rue du Lac^^ARMENTIÈRES^^59280^FRA||"
    "0612345678~^NET^Internet^m@exemple.invalid\r"
    "PV1|1|I|CARDIO^101^1||||9^HOUSE^Gregory||||||||||||S99|||||||||||||||||||||||||20240211083000\r"
    "DG1|1||E11^Diabète^CIM10\rOBX|1|NM|GLY^Glycémie||5.2|mmol/L\rOBX|2|NM|NA^Sodium||140|mmol/L\r"
    "NK1|1|DUPONT^PAUL|CONJ||0698765432\r"
)
ORU = "MSH|^~\\&|A|B|C|D|20240212||ORU^R01|2|P|2.5\rPID|1||9||MARTIN^JEAN||19500101|M\rOBX|1|TX|CR||Vu \\T\\ revu\r"


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp850"])
@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_a_message_is_one_row_with_who_where_when_and_what(read, encoding, end):
    text = ("FHS|^~\\&|X\r" + ADT + ORU).replace("\r", end).encode(encoding)
    reading = read(text, HL7)
    first, second = reading.records()
    assert [line for line, _ in reading.rows()] == [0, 1, 2]
    expected = {
        "Message": "ADT^A01^ADT_A01",
        "IPP": "00123",
        "NIR": "285057800608436",
        "Nom": "DUPONT",
        "Nom de naissance": "LEROY",
        "Prénoms": "MARIE ANNE",
        "Date de naissance": "1985-05-01",
        "Sexe": "F",
        "Adresse": "1 rue du Lac",
        "Ville": "ARMENTIÈRES",
        "Code postal": "59280",
        "Téléphone": "0612345678",
        "Email": "m@exemple.invalid",
        "Numéro de séjour": "S99",
        "Date d'entrée": "2024-02-11 08:30",
        "Service": "CARDIO 101 1",
        "Médecin": "HOUSE Gregory",
        "Code diagnostic": "E11",
        "Diagnostic": "Diabète",
        "Résultats": "Glycémie : 5.2 mmol/L ; Sodium : 140 mmol/L",
        "Personne à prévenir": "DUPONT PAUL",
    }
    assert expected.items() <= first.items()
    assert (second["Nom"], second["Prénoms"], second["Résultats"]) == ("MARTIN", "JEAN", "CR : Vu & revu")


def test_segments_without_a_column_are_kept_whole(read):
    record = read(ORU + "ZZZ|1|Prothèse^numéro 12\r", HL7).records()[0]
    assert "Prothèse numéro 12" in record["Autres segments"]


def test_messages_in_their_transport_frame_are_read(read):
    assert len(read("\x0b" + ADT + "\x1c\r\x0b" + ORU + "\x1c\r", HL7).records()) == 2


def test_each_patient_of_a_message_has_a_row(read):
    head = "MSH|^~\\&|PIX|CH|||20240201||RSP^K22|1|P|2.5\rMSA|AA|1\r"
    text = head + "".join(f"PID|1||{n}^^^CH^PI||LEROY{n}^Anne\rPV1|1|I|CARDIO{n}\r" for n in (1, 2))
    rows = read("FHS|^~\\&\rBHS|^~\\&\r" + text + "BTS|1\rFTS|1\r", HL7).records()
    assert [(row["Nom"], row["IPP"], row["Service"]) for row in rows] == [
        ("LEROY1", "1", "CARDIO1"),
        ("LEROY2", "2", "CARDIO2"),
    ]


def test_a_file_without_a_message_is_unreadable(read):
    with pytest.raises(Unreadable, match="no HL7 message"):
        read("PID|1||x\r", HL7)


CDA = """<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Compte rendu</title><effectiveTime value="20240211"/>
<recordTarget><patientRole><id root="1.2.250.1.213.1.4.8" extension="285057800608436"/><id root="1.2.3" extension="7"/>
<addr><streetAddressLine>1 rue du Lac</streetAddressLine><postalCode>59280</postalCode><city>Lille</city></addr>
<telecom value="tel:0612345678"/><patient><name><given>Marie</given><family qualifier="BR">LEROY</family>
<family qualifier="SP">DUPONT</family></name><administrativeGenderCode code="F"/><birthTime value="19850501"/></patient>
</patientRole></recordTarget><component><structuredBody><component><section><title>Motif</title><text>Douleur<br/>forte
<content>aiguë</content><table><tr><th>Examen</th><th>Valeur</th></tr><tr><td>Sodium</td><td>140</td></tr></table>
</text></section></component></structuredBody></component></ClinicalDocument>"""


def test_a_clinical_document_gives_its_patient_its_sections_and_their_tables(read):
    reading = read(CDA, XML)
    [patient] = reading.records("patient")
    assert {
        "Nom": "DUPONT",
        "Nom de naissance": "LEROY",
        "Prénoms": "Marie",
        "Date de naissance": "1985-05-01",
        "NIR": "285057800608436",
        "IPP": "7",
        "Ville": "Lille",
    }.items() <= patient.items()
    assert reading.words() == ["Compte rendu", "Motif", "Douleur", "forte aiguë"]
    assert reading.cells("") == [["Examen", "Valeur"], ["Sodium", "140"]]
