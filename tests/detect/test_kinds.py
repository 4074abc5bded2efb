import pytest

from recense.detect.kinds import FileFeatures, TableFeatures, kind_of, medical_content_of
from recense.model import DataType as T
from recense.model import FileKind, Form, MedicalContent, Role

NAME = {T.FAMILY_NAME, T.GIVEN_NAMES, T.BIRTH_DATE}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table(subject, *types, rows=40, named=None):
    return TableFeatures(subject, frozenset({*NAME, *types}), rows, rows if named is None else named)


@pytest.mark.parametrize(
    ("path", "tables", "kind", "medical"),
    [
        ("a/liste.xlsx", [table(Role.PATIENT)], "list", "none"),
        ("a/liste.xlsx", [table(Role.PATIENT, T.SECTOR, T.ARRIVAL_DATE)], "list", "implied"),
        ("Maternité/liste.xlsx", [table(Role.PATIENT)], "list", "implied"),
        ("a/dim.xlsx", [table(Role.PATIENT, T.DIAGNOSIS_CODE)], "list", "explicit"),
        ("a/annuaire.xlsx", [table(Role.STAFF, T.JOB, T.PHONE)], "staff", "none"),
        ("a/planning psychiatrie.xlsx", [table(Role.STAFF, T.SECTOR)], "staff", "none"),
        ("a/factures_2023.xlsx", [table(Role.PATIENT, T.AMOUNT, T.ARRIVAL_DATE)], "finance", "implied"),
        ("a/virements.csv", [table(Role.STAFF, T.IBAN, T.AMOUNT)], "staff", "none"),
        ("RH/primes 2024.xlsx", [table(Role.STAFF, T.AMOUNT)], "staff", "none"),
        ("a/fournisseurs.csv", [table(None, T.IBAN, named=0)], "finance", "none"),
        ("a/tarifs.csv", [table(None, T.AMOUNT, named=0)], "no_personal_data", "none"),
        ("a/agents.csv", [table(Role.STAFF, T.IBAN)], "staff", "none"),
        (
            "a/base.sqlite",
            [table(None, rows=900, named=0), table(Role.PATIENT, rows=20), table(Role.STAFF, rows=5)],
            "list",
            "none",
        ),
        ("a/contacts.csv", [table(Role.OTHER, T.PHONE)], "list", "none"),
        ("a/stock_pharmacie.xlsx", [table(None, named=0)], "no_personal_data", "none"),
        ("a/menus.csv", [table(None, named=0)], "no_personal_data", "none"),
        ("a/parc informatique.xlsx", [table(None, named=0)], "technical", "none"),
        ("a/communes.xlsx", [table(None, named=0)], "no_personal_data", "none"),
    ],
)
def test_a_file_of_tables_is_what_its_rows_are_about(path, tables, kind, medical):
    mentions = {t.subject: t.rows_with_mention for t in tables if t.subject}
    verdict = kind_of(FileFeatures(path, XLSX, tuple(tables), mentions=mentions))
    assert (verdict.kind, verdict.medical_content, verdict.form) == (kind, medical, verdict.form)
    assert verdict.reason


LETTER = (
    "Centre hospitalier\nService de cardiologie\nLETTRE DE LIAISON\nCher confrère,\nVotre patiente Mme {} a été hospitalisée pour dyspnée. "
    "Antécédents : HTA, diabète. Traitement de sortie : bisoprolol 5 mg.\nConfraternellement"
)
CONVOCATION = (
    "Service de gastro-entérologie\nCONVOCATION\nMadame,\nVous avez rendez-vous le 12/03/2024 à 10h00 avec le Dr {} pour une coloscopie. "
    "Merci de vous présenter aux admissions.\nVeuillez agréer, Madame, nos salutations."
)
INVOICE = "AVIS DES SOMMES À PAYER\nM. {}\nHospitalisation du 02/03/2024 au 05/03/2024, scanner, consultation\nMontant à régler : 54,00 €\nVirement à l'ordre de la régie"
LABORATORY = "Laboratoire de biologie médicale\nRésultats d'examens\nPatient : {}\nHémoglobine 12,4 g/dL\nCréatinine 80 µmol/L\nCRP 4 mg/L\nValeurs de référence"
MINUTES = "Compte rendu de réunion\nPrésents : {}, Mme B\nOrdre du jour : travaux du parking\nRelevé de décisions"
JOB = "Entretien professionnel annuel\nAgent : {}\nMatricule : 12345\nGrade : adjoint administratif"
PROCEDURE = "PROCÉDURE de sauvegarde des serveurs\nÀ chaque mise à jour, vérifier les journaux."
POEM = "Il pleut sur la ville.\nLe marché reprend jeudi."
REGISTER = "IPP NOM PRENOM NE LE\n" + "\n".join(f"80{n:04d} TERMONT LUCIE 01/02/19{n + 40}" for n in range(20))
LABELS = "\n".join(f"M. X\\n{n} rue des Lilas\\n59280 ARMENTIERES\\n" for n in range(12)).replace("\\n", "\n")
PORTAL = "Madame, Monsieur,\nVoici vos identifiants du portail.\nVeuillez agréer nos salutations\n{}"
TUMOR_BOARD = "Participants : Dr {}\nDossier 1 : M. X, carcinome. Décision : chimiothérapie.\nRCP du 22/12/2020"
MUTUAL = "De : A\nÀ : B\nObjet : transfert\nBonsoir, peux-tu prendre Mme {} ?\nSa mutuelle a été vue. Merci"
INTERNAL = (
    "Objet : M. {}\nBonjour, le patient se plaint de douleurs et de fièvre, son traitement a changé.\nCordialement"
)


@pytest.mark.parametrize(
    ("path", "media", "words", "mentions", "kind", "form", "medical"),
    [
        (
            "a/x.docx",
            "application/pdf",
            LETTER,
            {Role.PATIENT: 1, Role.STAFF: 2},
            "patient_record",
            "letter",
            "explicit",
        ),
        (
            "a/x.pdf",
            "application/pdf",
            CONVOCATION,
            {Role.PATIENT: 1, Role.STAFF: 1},
            "correspondence",
            "letter",
            "implied",
        ),
        ("a/x.pdf", "application/pdf", INVOICE, {Role.PATIENT: 1}, "finance", None, None),
        ("a/x.png", "image/png", LABORATORY, {Role.PATIENT: 1}, "patient_record", None, "explicit"),
        ("a/x.docx", "application/rtf", MINUTES, {Role.STAFF: 3}, "correspondence", None, "none"),
        ("a/x.docx", "application/rtf", JOB, {Role.STAFF: 2}, "staff", None, "none"),
        ("a/x.txt", "text/plain", PROCEDURE, {}, "technical", None, "none"),
        ("a/x.txt", "text/plain", POEM, {}, "no_personal_data", "other", "none"),
        ("a/x.eml", "message/rfc822", INTERNAL, {Role.PATIENT: 1, Role.STAFF: 1}, "correspondence", "mail", "explicit"),
        ("a/x.eml", "message/rfc822", LETTER, {Role.PATIENT: 1, Role.STAFF: 1}, "patient_record", "mail", "explicit"),
        ("a/x.eml", "message/rfc822", MUTUAL, {Role.PATIENT: 1, Role.STAFF: 2}, "correspondence", "mail", None),
        ("a/x.pdf", "application/pdf", REGISTER, {Role.PATIENT: 20}, "list", "list", None),
        ("a/x.docx", "application/rtf", TUMOR_BOARD, {Role.PATIENT: 1, Role.STAFF: 1}, "patient_record", None, None),
        ("a/import.log", "text/plain", "2024-02-11 connexion de {}", {Role.STAFF: 1}, "technical", "other", "none"),
        ("a/syslog.1", "text/plain", "Feb 11 srv sshd: session de {}", {Role.STAFF: 1}, "technical", "other", "none"),
        ("a/app.log.2024-02-11", "text/plain", "ouverture par {}", {Role.STAFF: 1}, "technical", "other", "none"),
        ("a/identifiants.txt", "text/plain", "DxCare admin / Azerty12", {}, "technical", "other", "none"),
        (
            "a/hygiene.txt",
            "text/plain",
            "Procédure : hygiène des mains\nFriction",
            {},
            "no_personal_data",
            None,
            "none",
        ),
        ("a/etiquettes.txt", "text/plain", LABELS, {Role.PATIENT: 12}, "list", "list", None),
        ("a/x.txt", "text/plain", PORTAL, {Role.PATIENT: 1}, "correspondence", "letter", None),
        ("a/sauve.sh", "text/x-shellscript", "#!/bin/sh\ntar c /srv", {}, "technical", "other", "none"),
        ("a/scan.png", "image/png", "", {}, "unknown", "other", "none"),
        ("a/scan.dcm", "application/dicom", "", {}, "patient_record", "other", "explicit"),
    ],
)
def test_a_text_is_what_its_title_and_its_words_say(path, media, words, mentions, kind, form, medical):
    verdict = kind_of(
        FileFeatures(path, media, words=words, text_lines=words.count("\n") + bool(words), mentions=mentions)
    )
    assert verdict.kind == kind, verdict
    assert form is None or verdict.form == form
    assert medical is None or verdict.medical_content == medical


def test_the_medical_content_of_a_text_is_of_its_patient_only():
    assert medical_content_of(LETTER, about_patient=True) is MedicalContent.EXPLICIT
    assert medical_content_of(LETTER, about_patient=False) is MedicalContent.NONE
    assert medical_content_of(CONVOCATION, about_patient=True) is MedicalContent.IMPLIED
    assert medical_content_of(POEM, about_patient=True) is MedicalContent.NONE


def test_a_file_that_names_somebody_is_never_without_personal_data():
    nobody = table(None, named=0)
    for mentions, kind in (({Role.PATIENT: 14}, "list"), ({Role.STAFF: 2}, "staff"), ({Role.OTHER: 1}, "list")):
        verdict = kind_of(FileFeatures("a/sms.csv", "text/csv", (nobody,), mentions=mentions))
        assert verdict.kind == kind
    assert (
        kind_of(FileFeatures("a/parc informatique.csv", "text/csv", (nobody,), mentions={Role.STAFF: 1})).kind
        == "technical"
    )


def test_debris_is_technical_whatever_it_holds():
    verdict = kind_of(FileFeatures("a/._liste.xlsx", XLSX, debris="AppleDouble", mentions={Role.PATIENT: 3}))
    assert verdict.kind is FileKind.TECHNICAL
    assert "AppleDouble" in verdict.reason


def test_what_could_not_be_read_is_unknown():
    assert kind_of(FileFeatures("a/x.xlsx", XLSX, readable=False)).kind is FileKind.UNKNOWN


def test_one_patient_with_results_is_a_record_and_many_are_a_list():
    one = TableFeatures(Role.PATIENT, frozenset({*NAME, T.RESULT}), 1, 1)
    many = TableFeatures(Role.PATIENT, frozenset({*NAME, T.RESULT}), 300, 300)
    first = kind_of(FileFeatures("a/x.json", "application/json", (one,), mentions={Role.PATIENT: 1}))
    assert (first.kind, first.form) == (FileKind.PATIENT_RECORD, Form.FORM)
    assert (
        kind_of(FileFeatures("a/x.json", "application/json", (many,), mentions={Role.PATIENT: 300})).kind
        is FileKind.LIST
    )
