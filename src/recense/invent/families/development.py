"""The development family: a hospital of the north, its lists, letters and clutter. What the product may be tuned on."""

# ruff: noqa: E501 - lines of data read better whole
# fmt: off
from __future__ import annotations

from recense.invent.families.development_clutter import HARMLESS
from recense.invent.families.development_prose import DOCUMENTS
from recense.invent.families.development_words import HEADERS, PLACES, WORDS
from recense.invent.family import Family, Habits, TableKind

_OFFICE = ("xlsx", "xlsm", "xls", "ods", "csv", "pdf", "docx", "html")

HABITS = Habits(
    date_formats={
        "%d/%m/%Y": 55, "%d/%m/%y": 8, "%Y-%m-%d": 10, "%d-%m-%Y": 5, "%d.%m.%Y": 3, "%Y%m%d": 5, "bare": 3, "long": 1,
        "short": 1, "%d/%m/%Y 00:00:00": 3, "%Y-%m-%dT00:00:00": 2, "serial": 1.5, "%d%m%Y": 1.5, "%m/%d/%Y": 1,
    },
    name_cases={"upper": 60, "title": 28, "lower": 3, "mixed": 9},
    name_layouts=(
        ("family", "given"), ("family", "given"), ("family", "given"), ("title", "family", "given"), ("given", "family"),
        ("birth", "used", "given"), ("birth", "given", "used"), ("used", "birth", "given"), ("family", "birth", "given"),
        ("full",), ("full",), ("title", "full"), ("birth", "given"),
    ),
    full_names={
        "{F} {G}": 30, "{G} {F}": 10, "{T} {F} {G}": 16, "{T} {G} {F}": 5, "{F}, {G}": 7, "{F} {G} née {B}|{F} {G}": 8,
        "{F} née {B} {G}|{F} {G}": 4, "{B} épouse {F} {G}|{F} {G}": 6, "{B} ép. {F}, {G}|{F}, {G}": 3,
        "{F} ({B}) {G}|{F} {G}": 4, "{F} {G} (née {B})|{F} {G}": 4, "{T} {F} {G} NEE {B}|{T} {F} {G}": 3, "{F} {G} ({D})": 3,
        "{F} {G} {D}": 2, "{F} {G} née {B} le {D}|{F} {G} né(e) le {D}": 2,
    },
    missing=("NC", "?", "néant", "-", "NR", "inconnu", "X", "N/A", "."),
    delimiters={";": 65, ",": 12, "\t": 8, "|": 10, "~": 2},
    encodings={"utf-8": 40, "utf-8-sig": 12, "cp1252": 25, "latin-1": 8, "cp850": 7, "utf-16": 6},
    layouts={
        "decorated_text": 0.25, "titles": 0.55, "two_levels": 0.07, "repeated_header": 0.1, "blank_rows": 0.15, "shifted": 0.06,
        "sections": 0.2, "two_tables": 0.07, "cards": 0.08, "vertical": 0.15, "months": 0.08, "totals": 0.3, "footnotes": 0.2,
        "side_table": 0.07, "margin": 0.12, "hidden_rows": 0.07, "hidden_sheet": 0.05, "parameters": 0.2, "free_slots": 0.35, "stated_separator": 0.04,
    },
    noise={
        "typo": 0.012, "lookalike": 0.003, "hyphen": 0.2, "accents": 0.03, "capitals": 0.01, "mojibake": 0.001, "swapped": 0.003,
        "initial": 0.006, "no_birth_date": 0.012, "date_swap": 0.003, "date_slip": 0.006, "partial_date": 0.004, "missing": 0.03,
        "wrong_digit": 0.008, "spaces": 0.01, "suffix": 0.006,
    },
    formats={
        "csv": 24, "xlsx": 26, "xls": 7, "xlsm": 2, "ods": 4, "tsv": 3, "txt": 6, "dbf": 3, "sqlite": 2, "mysql": 2, "postgresql": 2,
        "copy": 2, "sqlserver": 2, "json": 2, "ndjson": 2, "fhir": 1.5, "xml": 2.5, "html": 3, "hl7": 2, "pdf": 8, "docx": 4,
    },
)

TABLES = (
    TableKind(
        "arrivals",
        ("number?.2", "stay?", "ipp?.6", "names", "sex?", "birth_date", "arrival", "mode?.3", "sector", "room?.2", "discharge?.4",
         "phone?.3", "city?.3", "practitioner?.12", "typed_by?.15"),
        ("Liste des entrées {month_name} {year}", "entrees_{year}{month}", "Mouvements {sector} {day}-{month}-{year}", "arrivees_{number}"),
        ("GAP/Admissions", "Bureau des entrées/Listes", "Commun/DIM/2022", "sauvegarde/D/Mes documents"),
        share=8, weight=1.5, titles=("Liste des entrées du {date}", "Mouvements des patients - {site}", "Entrées {year}"),
    ),
    TableKind(
        "appointments",
        ("appointment", "time?.1", "ipp?.4", "names", "birth_date?.85", "phone?.7", "landline?.2", "email?.2", "sector", "practitioner?.25",
         "act?.2", "status?.2", "remark?.15"),
        ("RDV {sector} {month_name}", "planning consultations {year}-{month}", "rdv_export_{number}", "Agenda {day}{month}{year}"),
        ("Consultations/Agenda", "Secrétariats/Planning", "Commun/RDV"),
        share=6, weight=1.2, titles=("Rendez-vous {sector}", "Planning des consultations - semaine du {date}"),
    ),
    TableKind(
        "billing",
        ("stay", "ipp?.5", "names", "birth_date?.8", "nir", "arrival", "discharge", "sector_code?.5", "amount", "iban?.12", "street?.3",
         "postcode?.3", "city?.3", "status?.3"),
        ("Factures en attente {year}", "rejets_cpam_{month}{year}", "facturation_{number}", "impayés {year}"),
        ("DAF/Facturation", "Bureau des entrées/Rejets", "Finances/Recouvrement"),
        kind="finance|list", share=5, weight=1.0, titles=("Titres émis {year}", "Rejets B2 du {date}"),
    ),
    TableKind(
        "mailing",
        ("title?.5", "names", "birth_date?.5", "street", "postcode", "city", "email?.5", "phone?.4"),
        ("Publipostage {number}", "adresses courrier {year}", "mailing_satisfaction_{year}", "etiquettes"),
        ("Communication/Publipostage", "Qualité/Enquête satisfaction"),
        share=2.5, weight=1.0, titles=("Envoi questionnaire de satisfaction {year}",),
    ),
    TableKind(
        "waiting list",
        ("number?.5", "names", "birth_date?.9", "phone", "typed_on", "act", "diagnosis?.3", "practitioner?.2", "called?.25", "remark?.3"),
        ("Liste d'attente {sector}", "attente bloc {year}", "patients à recontacter"),
        ("Bloc/Programmation", "Secrétariats/Attente", "Soins/HDJ"),
        kind="list|patient_record", share=3, weight=0.5, implies=("stay",), titles=("Liste d'attente - {sector}",),
    ),
    TableKind(
        "laboratory",
        ("serial?.5", "ipp", "names", "birth_date", "sex", "arrival", "act?.4", "result", "sector_code?.5", "family_doctor?.1"),
        ("export_labo_{year}{month}", "Résultats {month_name} {year}", "glims_{number}"),
        ("Laboratoire/Exports", "Labo/Archives/2021", "Echanges/SIL"),
        kind="list|patient_record", share=4, weight=1.3, titles=("Résultats validés le {date}",),
    ),
    TableKind(
        "transport",
        ("names", "birth_date?.7", "arrival", "time", "address", "phone?.5", "sector", "company?.5", "mode?.3"),
        ("Transports {day}-{month}", "ambulances_{year}{month}", "bons de transport"),
        ("Transports", "Logistique/Ambulances"), share=2, weight=0.4, titles=("Transports du {date}",),
    ),
    TableKind(
        "meals",
        ("room", "names", "birth_date?.65", "sector", "blank?.2", "remark?.4", "done?.3"),
        ("Repas {day}{month}", "régimes {sector}", "commande repas {number}"),
        ("Restauration/Commandes", "Hôtellerie"), share=2, weight=0.3, titles=("Commande de repas - {sector}",),
    ),
    TableKind(
        "vaccination",
        ("names", "birth_date", "nir?.6", "phone?.4", "email?.3", "drug", "arrival", "serial?.3", "done?.3"),
        ("Vaccination {month_name} {year}", "vaccins_{number}", "centre vaccination {year}"),
        ("Centre de vaccination", "Covid/Vaccination"), kind="list|patient_record", share=2, weight=1.0, titles=("Séance de vaccination du {date}",),
    ),
    TableKind(
        "deaths",
        ("names", "sex?", "birth_date", "birth_place?.5", "arrival?.5", "death_date", "sector", "time?.3", "relative?.3", "relative_phone?.3"),
        ("Décès {year}", "registre_deces_{year}"), ("Chambre mortuaire", "Bureau des entrées/État civil"),
        share=1, weight=0.3, titles=("Registre des décès {year}",),
    ),
    TableKind(
        "contacts",
        ("ipp?.4", "names", "birth_date", "phone", "relative", "relative_phone", "guardian?.25", "sector?.5"),
        ("Personnes à prévenir", "contacts {sector}", "tuteurs et curateurs"), ("Soins/Unités", "Service social"),
        share=1.5, weight=0.3, titles=("Personnes à prévenir - {sector}",),
    ),
    TableKind(
        "coding",
        ("stay", "ipp?.6", "names?.9", "birth_date", "sex", "arrival", "discharge", "diagnosis_code", "diagnosis?.6", "act_code?.5", "sector_code"),
        ("RSS_{year}{month}", "codage {month_name} {year}", "dim_export_{number}"), ("DIM/PMSI", "DIM/Contrôles"),
        kind="list|patient_record", share=3, weight=1.2, titles=("Résumés à valider",),
    ),
    TableKind(
        "identity",
        ("ipp", "birth", "used", "given", "sex", "birth_date", "birth_place?.7", "nir?.7", "official_id?.2", "street?.4", "postcode?.4",
         "city?.4", "phone?.5", "email?.3", "typed_on?.3"),
        ("Base identités {year}", "doublons_identito_{number}", "extraction_patients", "T_PATIENT"),
        ("Identitovigilance", "DSI/Extractions", "DSI/Bases"), share=3, weight=2.0, titles=("Doublons potentiels",),
    ),
    TableKind(
        "ward notes",
        ("room?.6", "names", "birth_date?.7", "arrival?.4", "diagnosis?.5", "note", "called?.15"),
        ("Transmissions {sector}", "relève {day}-{month}", "staff {sector} {year}"), ("Soins/Transmissions", "Soins/Unités"),
        kind="list|patient_record", share=2, weight=0.3, formats=_OFFICE, titles=("Transmissions ciblées - {sector}",),
    ),
    TableKind(
        "admissions feed",
        ("family", "given", "birth_date", "sex", "ipp", "nir?.6", "phone", "street", "postcode", "city", "sector", "arrival"),
        ("ADT_{year}{month}{day}", "flux_{number}", "bundle_{number}"), ("Echanges/HPRIM", "DSI/Interfaces"),
        share=2, weight=0.6, formats=("fhir", "hl7"),
    ),
    TableKind(
        "staff register",
        ("staff_id", "names", "birth_date?.8", "job", "grade?.5", "unit", "hired?.5", "phone?.3", "email?.5", "nir?.3", "rpps?.2"),
        ("Effectifs {year}", "annuaire agents", "liste du personnel {site}"), ("DRH/Effectifs", "DRH/Listes"),
        kind="staff|list", subject="staff", titles=("Effectif au {date}",),
    ),
    TableKind(
        "payroll",
        ("staff_id", "names", "nir", "iban", "amount", "grade?.5"), ("Paie {month_name} {year}", "virements_{year}{month}"),
        ("DRH/Paie", "DAF/Paie"), kind="staff|finance|list", subject="staff", titles=("Virements {year}",),
    ),
    TableKind(
        "accounts",
        ("names", "login", "password", "email", "unit?.5", "typed_on?.4"), ("comptes utilisateurs", "mots_de_passe", "logins_{number}"),
        ("DSI/Comptes", "DSI/Support"), kind="staff|technical|list", subject="staff", titles=("Comptes créés",),
    ),
    TableKind(
        "rota",
        ("names", "job", "unit", "phone?.6", "status?.2"), ("Tableau de garde {month_name}", "astreintes {year}", "planning {sector}"),
        ("Soins/Plannings", "Direction/Astreintes"), kind="staff|list", subject="staff", titles=("Gardes et astreintes",),
    ),
    TableKind(
        "outside doctors",
        ("names", "rpps?.6", "job?.7", "phone", "email?.5", "street", "postcode", "city"), ("Annuaire médecins traitants", "correspondants"),
        ("Secrétariats/Annuaires",), kind="list|staff", subject="other", titles=("Médecins correspondants",),
    ),
    TableKind(
        "suppliers' contacts",
        ("company", "names", "job?.4", "phone", "email?.8"), ("Contacts fournisseurs", "commerciaux_{year}"), ("Achats/Contacts",),
        kind="list|staff|finance", subject="other", titles=("Contacts fournisseurs",),
    ),
)

DEVELOPMENT = Family(
    name="development",
    surname_half=0,
    places=PLACES,
    words=WORDS,
    habits=HABITS,
    headers=HEADERS,
    tables=TABLES,
    documents=DOCUMENTS,
    harmless=HARMLESS,
    totals=("TOTAL", "Total général", "Nombre de patients", "Total lignes"),
    footnotes=(
        "Document confidentiel - ne pas diffuser", "Source : GAM, extraction automatique", "* sous réserve de modification",
        "Édition réservée au service", "NB : les sorties du jour ne figurent pas",
    ),
    free_slots=("LIBRE", "BLOQUÉ", "Pause", "LIT FERMÉ", "Réunion", "FÉRIÉ", "ANNULE", "Créneau urgence", "VIDE", "xxx"),
    name_suffixes=("*", "(DCD)", "- A RAPPELER", "(x2)", "!!", "/ VSL", "- annulé"),
    sheet_names=("Feuil1", "Liste", "Export", "Sheet1", "Données", "Patients", "extraction"),
)
