"""The unseen family put together, with its habits of typing."""

# fmt: off
from __future__ import annotations

from bench.unseen.clutter import HARMLESS
from bench.unseen.columns import EXTRA_COLUMNS
from bench.unseen.layouts import clerk
from bench.unseen.letters import LETTERS
from bench.unseen.lists import TABLES
from bench.unseen.mails import MAILS
from bench.unseen.papers import PAPERS
from bench.unseen.words import HEADERS, PLACES, WORDS
from recense.invent.family import Family, Habits

HABITS = Habits(
    date_formats={
        "%d/%m/%Y": 46, "%d/%m/%y": 6, "%Y-%m-%d": 9, "%d.%m.%Y": 6, "%d-%m-%Y": 4, "%Y%m%d": 6, "%d%m%Y": 4, "bare": 4, "%d %m %Y": 3, "%Y/%m/%d": 2,
        "%d/%m/%Y 00:00": 3, "%Y-%m-%d 00:00:00.000": 3, "%Y-%m-%dT00:00:00Z": 1, "long": 1.5, "short": 1, "%d.%m.%y": 1.5, "serial": 1, "%d-%b-%Y": 1,
    },
    name_cases={"upper": 66, "title": 24, "lower": 2, "mixed": 8},
    name_layouts=(
        ("family", "given"), ("family", "given"), ("family", "given"), ("family", "given"), ("given", "family"), ("title", "given", "family"), ("title", "family", "given"),
        ("birth", "given", "used"), ("used", "given", "birth"), ("birth", "used", "given"), ("given", "birth", "used"), ("family", "given", "birth"),
        ("full",), ("full",), ("full",), ("title", "full"), ("birth", "given"),
    ),
    full_names={
        "{F} {G}": 32, "{G} {F}": 12, "{T} {F} {G}": 12, "{T} {G} {F}": 7, "{F}, {G}": 4, "{F} {G} née {B}|{F} {G}": 6, "{F} née {B} {G}|{F} {G}": 4, "{T} {F} née {B}, {G}|{T} {F}, {G}": 3,
        "{B} épouse {F} {G}|{F} {G}": 4, "{B} EP {F} {G}|{F} {G}": 4, "{G} {F} née {B}|{G} {F}": 3, "{F} {G} (N. {B})|{F} {G}": 3, "{B} {G} ép. {F}|{B} {G}": 3, "{F} {G} nom de naissance {B}|{F} {G}": 1.5,
        "{F} ({G})": 1.5, "{F} {G} - {D}": 3, "{F} {G} ({D})": 2, "{D} {F} {G}": 1.5, "{F} / {G}": 2, "{F} {T} {G}": 1.5,
    },
    missing=("NSP", "inc.", "non renseigné", "--", "NULL", "(vide)", "n.r.", "s/o", "#N/A", "aucun", "XXX", "à compléter", "/"),
    delimiters={";": 52, ",": 18, "\t": 12, "|": 10, "#": 2, "^": 2, ":": 1},
    encodings={"utf-8": 36, "utf-8-sig": 9, "cp1252": 29, "iso8859-15": 8, "latin-1": 4, "cp850": 7, "utf-16": 5, "mac-roman": 1.5},
    layouts={
        "decorated_text": 0.2, "titles": 0.6, "two_levels": 0.05, "repeated_header": 0.12, "blank_rows": 0.12, "shifted": 0.04, "sections": 0.25, "two_tables": 0.06, "cards": 0.06,
        "vertical": 0.1, "months": 0.1, "totals": 0.35, "footnotes": 0.25, "side_table": 0.06, "margin": 0.15, "hidden_rows": 0.08, "hidden_sheet": 0.05, "parameters": 0.25, "free_slots": 0.4,
        "stated_separator": 0.03, "extra": 0.12,
    },
    noise={
        "typo": 0.012, "lookalike": 0.003, "hyphen": 0.22, "accents": 0.03, "capitals": 0.01, "mojibake": 0.001, "swapped": 0.003, "initial": 0.006, "no_birth_date": 0.012, "date_swap": 0.003,
        "date_slip": 0.006, "partial_date": 0.004, "missing": 0.03, "wrong_digit": 0.008, "spaces": 0.012, "suffix": 0.008,
    },
    formats={
        "csv": 22, "xlsx": 28, "xls": 9, "xlsm": 2, "ods": 3, "tsv": 4, "txt": 6, "dbf": 3.5, "sqlite": 2, "mysql": 2, "postgresql": 2, "copy": 2, "sqlserver": 3, "json": 2, "ndjson": 1.5,
        "fhir": 1.5, "xml": 3, "html": 3, "hl7": 2, "pdf": 7, "docx": 3,
    },
    no_header=0.07,
)

UNSEEN = Family(
    name="unseen",
    surname_half=1,
    places=PLACES,
    words=WORDS,
    habits=HABITS,
    headers=HEADERS,
    tables=TABLES,
    documents=(*LETTERS, *PAPERS, *MAILS),
    harmless=HARMLESS,
    extra_columns=EXTRA_COLUMNS,
    extra_layouts=(clerk,),
    totals=("Nb lignes", "TOTAL UF", "Effectif", "Nombre d'enregistrements", "S/TOTAL"),
    footnotes=(
        "Imprimé depuis le poste AGE-07", "Requête exécutée sans erreur", "Ne pas laisser ce document sur les chariots", "(1) hors séances", "Mise à jour : secrétariat, poste 4012",
        "Données nominatives – diffusion restreinte", "Fin d'édition",
    ),
    free_slots=("--- libre ---", "FERMÉ", "Repas", "LIT BLOQUÉ (travaux)", "RCP", "congés", "DISPO", "Urgence", "Non attribué", "STAFF"),
    name_suffixes=("(x)", "#", "- SORTI", "(isolement)", "** NE PAS JOINDRE **", "+ accompagnant", "(2e appel)"),
    sheet_names=("Feuil1", "Feuille1", "RESULTAT", "Query", "export BO", "Liste nominative", "Feuil3", "données brutes", "A traiter", "TCD source"),
)
