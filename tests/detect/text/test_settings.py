"""Settings of programs: people named in them are those who run the program; machines, accounts and services are nobody."""

import datetime as dt

import pytest

from recense.detect.text.find import find_mentions
from recense.detect.text.lexicon import build_lexicon, lexicon_of
from recense.detect.text.shapes import TextContext, TextLine

KNOWN = [("MARTIN", "Paul"), ("BERNARD", "Jeanne"), ("ROUGE", "Claire"), ("LEROY", "Karim"), ("LEBLANC", "Inès")]


def found(text):
    names = [f for f, _ in KNOWN]
    table = build_lexicon(names, [None] * 5, [[g] for _, g in KNOWN], ["patient"] * 5)
    lines = [TextLine("", number, "line", words) for number, words in enumerate(text.splitlines(), 1)]
    return find_mentions(lines, lexicon_of(table), TextContext(today=dt.date(2024, 11, 1)))


def test_people_called_by_an_alert_are_staff_though_a_form_would_name_a_patient():
    text = "[alerte1]\nnom = DRAGOMIR\nprenom = Xavier\nmobile = 0639987545\n\n[alerte2]\nnom = ARNOULTET\nprenom = Odile\nmobile = 0639983201\n"
    assert [(m.family_name, m.role.value) for m in found(text)] == [("DRAGOMIR", "staff"), ("ARNOULTET", "staff")]


def test_a_whole_name_in_a_setting_is_somebody_however_uncommon():
    assert [m.family_name for m in found("port=80\nhost=srv1\nresponsable=DRAGOMIRESCU Zdzislaw\n")] == ["DRAGOMIRESCU"]


def test_a_form_with_colons_still_names_a_patient():
    text = "Fiche d'admission\nNom : DRAGOMIR\nPrénom : Xavier\nNé le : 12/03/1954\nService : Cardiologie\n"
    assert [(m.family_name, m.role.value) for m in found(text)] == [("DRAGOMIR", "patient")]


NOBODY = {
    "properties": "db.user=svc_dpi\ndb.password=S3cret!\ndb.host=srv-martin.ch.local\nresponsable=DSI\ncontact=Secrétariat Cardiologie\nnom=Serveur Rouge\n",
    "ini": "[serveur]\nnom = DPI Production\nutilisateur = svc_backup\nadministrateur = Administrateur Local\nport = 1433\n[imprimante]\nnom = Leblanc\n",
    "yml": "services:\n  dpi:\n    user: svc_dpi\n    nom: Passerelle HL7\n    contact: Support Editeur\n    responsable: Service Informatique\n",
    "conf": "[global]\n   workgroup = HOPITAL\n   server string = Serveur Fichiers\n[radiologie]\n   comment = Partage Radiologie\n   valid users = @GG_Radiologie, svc_pacs\n   admin users = Administrateur\n",
    "env": "APP_NAME=Agenda\nAPP_OWNER=DSI\nSMTP_FROM=noreply@ch.fr\nLDAP_BIND=cn=svc_ldap,ou=Services,dc=ch,dc=fr\nTITULAIRE=CH de Bellecombe\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", NOBODY)
def test_settings_with_names_of_machines_accounts_and_services_are_nobody(kind):
    assert [(m.family_name, m.given_names) for m in found(NOBODY[kind])] == []


def test_a_directory_of_extension_numbers_names_staff():
    lines = ["DRAGOMIR Xavier ........ 4512", "ARNOULTET Odile ........ 4513", "LEROY Karim ............ 4520"]
    assert {m.role.value for m in found("\n".join([*lines, "MARTIN Paul ............ 4601"]))} == {"staff"}
    assert {m.role.value for m in found("\n".join(["Répertoire du bâtiment B", *lines]))} == {"staff"}


def test_a_list_of_patients_with_numbers_at_the_end_of_its_lines_names_patients():
    lines = ["LEROY Karim   ch. 12   4520", "MARTIN Paul   ch. 14   4601", "BERNARD Jeanne   ch. 15   4602"]
    assert {m.role.value for m in found("\n".join(["Patients présents, sorties du jour", *lines, *lines]))} == {
        "patient"
    }


def test_the_telephone_below_a_patient_is_not_the_doctors_named_after_it_and_the_next_record_is_another_person():
    text = "\n".join(
        f"{name}  née le 03/02/195{i}\n      {i} rue du Lac 59000 Lille, au fond de la cour\n"
        f"      Tél. 06 39 98 68 8{i} - médecin traitant habituel : Dr Leclerc"
        for i, name in enumerate(["LEROY Inès", "MARTIN Claire", "BERNARD Jeanne"])
    )
    patients = [m for m in found(text) if m.role.value == "patient"]
    assert [(m.family_name, m.birth_date.year, m.phones[0][-2:]) for m in patients] == [
        ("LEROY", 1950, "80"),
        ("MARTIN", 1951, "81"),
        ("BERNARD", 1952, "82"),
    ]


def test_born_needs_no_article_before_a_date():
    mentions = found("8h00 LEROY Karim (né 08/03/78) tel 0639989677\n8h15 MARTIN Claire (née 15/11/88)\n")
    assert [str(m.birth_date) for m in mentions] == ["1978-03-08", "1988-11-15"]
