"""Whom the rows of a table are about: judged on values, so that things under people's headers are nobody and people stay."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tables_of_cases import TODAY, mentions, read

from recense.detect.tables.columns import Column
from recense.detect.tables.evidence import may_be_beside
from recense.detect.tables.grid import cells_from_list
from recense.detect.tables.likeness import is_thing
from recense.detect.tables.profiles import profile_column

FAMILIES = "ARCANGELI BLONDEL CHABERT DELATTRE VASSEUR FRAISSANGE GOSSART HENNEBELLE IDRISSI BAUMANN KACZMAREK LEMAIRE MEZIANE".split()
GIVEN = "Alexis Brigitte Clara Djamila Emile Fatou Gaspard Hélène Inès Jean Karim Louise".split()
USUAL = [
    "DUPONT",
    "MARTINEZ",
    "LEFEBVRE",
    "BOUVIER",
    "CARON",
    "DUMOULIN",
    "GAUTHIER",
    "LAMBERT",
    "MASSON",
    "PERROT",
    "ROUSSEL",
    "VIDAL",
]
UNUSUAL = [
    ("NGUYEN", "Thi Hoa"),
    ("SIVAKUMAR", "Thanushan"),
    ("ÖZDEMIR", "Ayşe"),
    ("ZHOU", "Wenjie"),
    ("BENMOKHTAR", "Zoubida"),
]
JOBS = ["IDE", "Aide-soignant", "Cadre de santé", "Médecin", "Secrétaire", "Infirmière"]
SECTORS = ["Cardiologie", "Urgences", "Médecine A", "Gériatrie", "Maternité", "Pneumologie"]
SERVICES = [
    "Secrétariat Cardiologie", "Accueil Urgences", "Pharmacie PUI", "Bureau des Entrées", "Service Qualité", "Bloc Opératoire",
    "Standard Téléphonique", "Direction Générale", "Laboratoire Biologie", "Chambre Mortuaire", "Salle de Staff", "Cellule Communication",
]  # fmt: skip
DRUGS = (
    "Doliprane Amoxicilline Kardegic Lasilix Coversyl Tahor Eliquis Xarelto Lovenox Ventoline Augmentin Seresta".split()
)
PEOPLE = list(zip(FAMILIES, GIVEN, strict=False))


def _each(count, *columns):
    """Return rows: the values of each column in turn."""
    return [[c[i % len(c)] for c in columns] for i in range(count)]


NOBODY = {
    "a formulary whose second name has a header that begins like a given name's": (
        "Pharmacie/dotation.csv",
        [["Nom", "Prénom commercial", "Stock"], *_each(12, DRUGS, ["Comprimé", "Gélule"], ["12", "40", "7"])],
    ),
    "an export of the mailboxes of services, under the headers of an account's owner": (
        "DSI/bal.csv",
        [
            ["displayName", "givenName", "sn", "mail"],
            *[[s, s.split()[0], s.split()[-1], f"bal{i}@ch.fr"] for i, s in enumerate(SERVICES)],
        ],
    ),
    "service accounts": (
        "DSI/comptes.csv",
        [
            ["Login", "Nom", "Prénom"],
            *[[f"svc_{x}", x.title(), "Compte de service"] for x in ("backup", "sql", "veeam", "pacs", "mirth", "wifi")],
        ],
    ),
    "a directory of services": (
        "Direction/annuaire.xlsx",
        [["Nom", "Fonction", "Poste"], *_each(12, SERVICES, ["Secrétariat", "Accueil"], ["4512", "4513", "4520"])],
    ),
    "dishes beside a column that could be logins": (
        "Restauration/plats.csv",
        [["Nom", "Allergènes", "Prix"], *_each(8, ["Ratatouille", "Gratin dauphinois", "Poisson pané", "Riz"], ["gluten"], ["2,50"])],
    ),
    "books and their authors": (
        "Documentation/bibliotheque.csv",
        [["Auteur", "Titre", "Éditeur", "Cote"], *[[f"{g} {f.title()}", "Précis", "Masson", f"R-{i}"] for i, (f, g) in enumerate(PEOPLE)]],
    ),
    "schools that bear names of people": (
        "Social/ecoles.csv",
        [["Nom", "Adresse", "Téléphone"], *[[f"Ecole {g} {f.title()}", "rue Haute", "03 20 11 22 33"] for f, g in PEOPLE]],
    ),
    "homes that bear names of people": (
        "Social/ehpad.csv",
        [
            ["Nom", "Ville", "Téléphone"],
            *[
                [n, "LILLE", "03 20 11 22 33"]
                for n in ("Résidence Les Tilleuls", "EHPAD Marie Curie", "Foyer Jean Moulin", "Résidence Saint Jean",
                          "Résidence Sainte Anne", "EHPAD Saint Paul")
            ],
        ],
    ),
    "processes of a machine under PID": (
        "DSI/process.csv",
        [["PID", "Name", "CPU"], *_each(12, ["4512", "812", "9944"], ["svchost", "lsass", "explorer", "spoolsv"], ["1,2"])],
    ),
    "equipment without header, with dates of purchase and serial numbers": (
        "Biomed/parc.xlsx",
        _each(24, ["Moniteur", "Respirateur", "Autoclave"], ["Philips", "GE"], [f"{n}" for n in range(40518822, 40518846)],
              [f"0{m}/03/{y}" for y in range(1998, 2022, 3) for m in range(1, 4)]),
    ),
    "files of contracts, numbered": (
        "Achats/marches.csv",
        [["N° dossier", "Service", "Date entrée", "Objet"], *[[str(450100 + i), "Achats", "12/01/2024", "Travaux"] for i in range(12)]],
    ),
    "counts of stays by service": (
        "DIM/activite.xlsx",
        [["Service", "Séjours", "Séances", "Sortie moyenne"], *_each(6, SECTORS, ["312", "45", "1204"], ["12", "0"], ["5,2"])],
    ),
    "germs without header: two words, capital and small letters": (
        "Laboratoire/germes.csv",
        [["Escherichia", "coli", "Gram négatif"], ["Klebsiella", "pneumoniae", "Gram négatif"], ["Proteus", "mirabilis", "Gram négatif"],
         ["Serratia", "marcescens", "Gram négatif"], ["Listeria", "monocytogenes", "Gram positif"], ["Candida", "albicans", "levure"]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NOBODY)
def test_things_under_headers_of_people_are_nobody(case):
    path, rows = NOBODY[case]
    assert mentions(rows, path) == []


def test_the_account_says_why_nobody_is_there():
    path, rows = NOBODY["an export of the mailboxes of services, under the headers of an account's owner"]
    assert read(rows, path).tables[0]["reason"] == "names of services, places, firms or goods"


PRESENT = {
    "uncommon and foreign names without a birth date": (
        "Admissions/liste.csv",
        [["NOM", "PRENOM"], *map(list, UNUSUAL)],
        None,
    ),
    "families called as places are": (
        "Admissions/liste.csv",
        [["Nom", "Prénom", "Service"], *_each(8, ["SALLE", "BUREAU", "MAISON", "GARDE", "CENTRE", "PORTIER", "CLINIQUE", "VILLE"], GIVEN, SECTORS)],
        None,
    ),
    "a day hospital's planning": (
        "HDJ/HDJ onco planning.xlsx",
        [["Nom", "Prénom", "Protocole", "Heure", "Fauteuil"], *[[f, g, "FOLFOX", "09h00", "3"] for f, g in PEOPLE]],
        "patient",
    ),
    "a planning of imaging": (
        "Imagerie/planning IRM.csv",
        [["Heure", "Nom Prénom", "Examen"], *[["08:10", f"{f} {g}", "IRM genou"] for f, g in PEOPLE]],
        "patient",
    ),
    "meals: family names beside a room and a diet": (
        "Hôtellerie/repas.csv",
        [["Chambre", "Nom", "Régime", "Texture"], *[[str(101 + i), f, "sans sel", "mixé"] for i, f in enumerate(USUAL)]],
        "patient",
    ),
    "hirings and departures of the staff": (
        "RH/entrees sorties.xlsx",
        [["Nom", "Prénom", "Service", "Date entrée", "Grade"], *[[f, g, "Urgences", "01/02/2024", JOBS[i % 6]] for i, (f, g) in enumerate(PEOPLE)]],
        "staff",
    ),
    "occupational medicine": (
        "SST/visites.xlsx",
        [["Nom", "Prénom", "Né le", "Fonction", "Date visite"], *[[f, g, f"1{i % 10}/03/19{60 + i}", JOBS[i % 6], "04/02/2024"] for i, (f, g) in enumerate(PEOPLE)]],
        "staff",
    ),
    "a vaccination of the staff": (
        "SST/vaccination personnel.csv",
        [["Nom", "Prénom", "Né le", "Service", "Vaccin"], *[[f, g, f"1{i % 10}/03/19{60 + i}", "Urgences", "Grippe"] for i, (f, g) in enumerate(PEOPLE)]],
        "staff",
    ),
    "doctors outside, with their national numbers": (
        "Secrétariats/medecins traitants.csv",
        [["Nom", "Prénom", "RPPS", "Ville"], *[[f, g, f"1000{i:02}45678", "LILLE"] for i, (f, g) in enumerate(PEOPLE)]],
        "other",
    ),
    "a rota that names nobody but doctors": (
        "Gardes/mars.xlsx",
        [["Date", "Médecin de garde"], *[[f"{i + 1:02}/03/2024", f"Dr {f}"] for i, (f, _) in enumerate(PEOPLE)]],
        "staff",
    ),
    "computers lent to the staff": (
        "DSI/portables.csv",
        [["N° inventaire", "Marque", "Affecté à", "Service"], *[[f"PC{i:04}", "Dell", f"{f} {g}", "Urgences"] for i, (f, g) in enumerate(PEOPLE)]],
        "staff",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PRESENT)
def test_people_stay_found_in_lists_that_look_like_others_and_have_their_role(case):
    path, rows, role = PRESENT[case]
    found = Counter(m["role"] for m in mentions(rows, path))
    assert found.total() == len(rows) - 1
    assert role is None or set(found) == {role}


def test_in_a_directory_of_people_the_switchboard_and_the_rooms_are_nobody():
    people = [[f"{f} {g}", JOBS[i % 6], str(4500 + i)] for i, (f, g) in enumerate(PEOPLE)]
    others = ["Standard", "Accueil", "PC sécurité", "Salle de réunion", "Ambulances Martin", "Fax urgences"]
    rows = [["Nom", "Fonction", "Poste"], *people[:6], *[[n, "", "4000"] for n in others], *people[6:]]
    found = read(rows, "RH/annuaire.xlsx")
    assert found.mentions.num_rows == len(people)
    assert found.tables[0]["reason"].endswith(f"rows that name a service, a place or a firm: {len(others)}")


def test_a_row_with_a_birth_date_of_its_own_is_somebody_whatever_its_name():
    rows = [["Nom", "Prénom", "Né le"], *[[f, g, "12/03/1954"] for f, g in PEOPLE], ["STANDARD", "", "04/07/1931"]]
    assert len(mentions(rows)) == len(PEOPLE) + 1


def test_names_that_nothing_shows_to_be_peoples_are_to_be_confirmed():
    rows = [["Nom", "Remise"], *[[f, "10 %"] for f in FAMILIES]]
    found = read(rows, "Divers/liste.csv")
    assert found.mentions.num_rows == 0
    assert "Nom" in [c["header"] for c in found.columns if c["to_confirm"]]


@pytest.mark.parametrize(
    "name", ["DUPONT Marie (secrétariat)", "Dr SERVICE", "BUREAU Marie", "DE LA SALLE", "CHAMBRE", "GARDE Paul"]
)
def test_a_name_with_a_word_of_places_beside_it_is_still_a_name(name):
    assert not is_thing(name)


@pytest.mark.parametrize(
    "name", ["Salle 12", "Bureau des entrées", "svc_backup", "Cardiologie", "EHPAD Marie Curie", "MAISON DE RETRAITE"]
)
def test_a_place_an_account_a_service_is_a_thing(name):
    assert is_thing(name)


def test_people_may_stand_in_columns_under_labels_that_are_not_all_known():
    people = [(f, g, f"06 12 34 56 {i:02}") for i, (f, g) in enumerate(PEOPLE[:5])]
    firms = ["Prestataire", "Biotech Nord", "Lys Ambulances", "Oxygène", "GIE Radiolys", "Taxi Durand"]
    rows = [
        firms,
        *[
            [label, *part]
            for label, part in zip(["Nom", "Prénoms", "Portable"], zip(*people, strict=True), strict=True)
        ],
    ]
    found = mentions([*rows, ["N° tél.", "", "", "", "", ""]], "Achats/commerciaux.xlsx")
    assert [m["family_name"] for m in found] == [f for f, _, _ in people]
    assert {m["role"] for m in found} == {"other"}


RARE = [
    "BIOUD Aliénor",
    "GRAFTEAUX Mila",
    "AKLOUCHE Sokhna",
    "SUANT Yvana",
    "GALOPET Aniss",
    "PANDO Rohann",
    "DADONE Sherine",
]


@pytest.mark.parametrize("write", [str.upper, str.title, str.lower])
@pytest.mark.parametrize("header", ["Nom Prénom", "Identité", "Agents", "Patients"])
def test_whole_names_under_a_header_that_only_people_have_are_people_however_rare(header, write):
    assert len(mentions([[header], *[[write(n)] for n in RARE]], "Divers/liste.csv")) == len(RARE)


def test_names_with_mobile_telephones_are_people_and_names_with_switchboards_are_not():
    mobile = [["Nom", "Tél"], *[[n.title(), f"06 12 34 5{i} 00"] for i, n in enumerate(RARE)]]
    firms = [
        "Sanofi Aventis",
        "Bayer Vital",
        "Teva Pierre",
        "Roche Posay",
        "Alcon Cooper",
        "Boiron Dolisos",
        "Mylan Viatris",
    ]
    fixed = [["Nom", "Tél"], *[[n, f"03 20 34 5{i} 00"] for i, n in enumerate(firms)]]
    assert len(mentions(mobile, "Divers/liste.csv")) == len(RARE)
    assert mentions(fixed, "Divers/liste.csv") == []


def test_family_names_with_initials_are_people():
    rows = [["Nom", "Lit"], *[[f"{n.split()[0]} {n.split()[1][0]}.", str(i + 1)] for i, n in enumerate(RARE)]]
    assert len(mentions(rows, "Divers/liste.csv")) == len(RARE)


@pytest.mark.parametrize(
    ("values", "people"),
    [
        (["1 - ROQ", "2 - Balmont", "3 - Vertois", "JARD", "Palmier 12", "Palmier 14", "Cordeliers"], False),
        (["ROQ", "Balmont", "Vertois", "JARD", "Palmier", "Palmiet", "Cordelier"], True),
    ],
)
def test_the_entries_of_a_list_of_choices_are_nobody_beside_a_patient(values, people):
    profile = profile_column(cells_from_list(values * 6), TODAY)
    column = Column(0, "Nom MEDTRAITANT", "full_name", "practitioner", 0.66, "header reads full_name", profile)
    assert may_be_beside(column) is people


STREETS = ["MOULIN", "JAURES", "CURIE", "FERRY", "ZOLA", "GAMBETTA"]
GIVEN_TO_STREETS = ["Jean", "Jean", "Marie", "Jules", "Emile", "Léon"]


@pytest.mark.parametrize(
    "header",
    [["Code voie", "Prénom", "Nom", "Longueur"], ["Essence", "Prénom", "Nom", "Age"], ["A", "Prénom", "Nom", "B"]],
)
def test_streets_and_trees_that_bear_names_are_nobody(header):
    kinds = ["RUE", "AV", "BD", "PL", "ALL", "RUE"] if header[0] == "A" else ["B41", "B42", "B57", "B60", "B61", "B77"]
    rows = [
        header,
        *([k, g, f, str(40 + 3 * i)] for i, (k, g, f) in enumerate(zip(kinds, GIVEN_TO_STREETS, STREETS, strict=True))),
    ]
    assert not mentions(rows)


def test_people_who_live_in_a_street_are_somebody():
    rows = [["Nom", "Prénom", "Né le", "N°", "Type voie", "Nom voie"]]
    rows += [
        [f, g, f"0{i + 1}/03/19{50 + i}", "12", "RUE", "du Bac"]
        for i, (g, f) in enumerate(zip(GIVEN_TO_STREETS, STREETS, strict=True))
    ]
    assert len(mentions(rows)) == 6
