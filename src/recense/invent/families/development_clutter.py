"""What concerns nobody in the development family: stocks, rooms, prices, menus, minutes, code, empty forms."""

# ruff: noqa: E501 - lines of data read better whole
# fmt: off
from __future__ import annotations

from recense.invent.family import HarmlessKind

_GRIDS = ("xlsx", "csv", "xls", "ods")
_PROSE = ("docx", "pdf", "odt", "txt", "rtf")

HARMLESS = (
    HarmlessKind(
        "medicines", ("stock pharmacie {year}", "livret_{number}"), ("Pharmacie/Stock",), (*_GRIDS, "pdf"),
        header=("Code", "Nom", "Forme", "Stock", "Prix"),
        columns=(("#####",), ("Doliprane", "Augmentin", "Kardégic", "Lovenox", "Inexium", "Aspégic", "Ventoline", "Rivotril", "Laroxyl", "Tahor", "Célestène", "Cordarone"),
                 ("cp", "inj", "sachet", "amp", "sirop"), ("#",), ("~",)), share=3,
    ),
    HarmlessKind(
        "rooms", ("chambres {sector}", "plan des lits"), ("Services techniques/Plans",), _GRIDS,
        header=("N°", "Nom", "Étage", "Bâtiment", "Date contrôle"),
        columns=(("###",), ("Salle Victor Hugo", "Chambre 1##", "Salle Marie Curie", "Bureau 2##", "Salle Pasteur", "Office"), ("RDC", "1", "2"), ("A", "B", "C"), ("##/0#/2023",)), share=2,
    ),
    HarmlessKind(
        "communes", ("communes", "codes postaux {number}"), ("DIM/Référentiels",), (*_GRIDS, "dbf", "sqlite"),
        header=("CODE", "NOM", "CP", "POP"),
        columns=(("59###",), ("Armentières", "Saint-Omer", "Martin-Église", "Villeneuve-d'Ascq", "La Madeleine", "Marcq-en-Barœul", "Sainte-Marie-Cappel", "Le Mesnil", "Paul", "Roland"), ("59##0",), ("####",)), share=2,
    ),
    HarmlessKind(
        "suppliers", ("fournisseurs {year}", "mandats_{number}"), ("Achats/Fournisseurs", "DAF/Mandats"), (*_GRIDS, "mysql"),
        header=("N° tiers", "Raison sociale", "SIRET", "Montant", "Date"),
        columns=(("#####",), ("SARL Dupont", "Bernard SAS", "Ets Martin et Fils", "Garage Petit", "Imprimerie Durand", "Boulangerie Lefebvre", "Lambert Sécurité"), ("##############",), ("~",), ("##/1#/2022",)), share=2,
    ),
    HarmlessKind(
        "equipment", ("inventaire {site} {year}", "parc_{number}"), ("DSI/Parc", "Biomédical/Inventaire"), (*_GRIDS, "json", "xml"),
        header=("N° inventaire", "Désignation", "Marque", "N° série", "Mise en service", "Localisation"),
        columns=(("INV-#####",), ("PC portable", "Moniteur", "Lit électrique", "Pousse-seringue", "Imprimante", "Défibrillateur"), ("Dell", "HP", "Philips", "Hill-Rom", "Siemens"), ("SN########",), ("1#/0#/201#",), ("Urgences", "Bloc", "Cardiologie", "RDC")), share=3,
    ),
    HarmlessKind(
        "prices", ("tarifs {year}", "grille tarifaire"), ("DAF/Tarifs",), (*_GRIDS, "html", "pdf"),
        header=("Code", "Prestation", "Tarif"),
        columns=(("###",), ("Chambre particulière", "Télévision", "Repas accompagnant", "Forfait journalier", "Médecine", "Chirurgie"), ("~",)), share=1,
    ),
    HarmlessKind(
        "statistics", ("activité {year}", "statistiques {month_name} {year}"), ("DIM/Statistiques", "Direction/Indicateurs"), (*_GRIDS, "docx"),
        header=("Service", "Entrées", "Journées", "DMS", "Taux"),
        columns=(("Urgences", "Cardiologie", "Maternité", "Pédiatrie", "Psychiatrie", "Gériatrie"), ("#",), ("#",), ("#,#",), ("## %",)), share=3,
    ),
    HarmlessKind(
        "saints", ("calendrier des fêtes", "fêtes à souhaiter"), ("Communication/Divers",), ("xlsx", "csv", "docx"),
        header=("Date", "Prénom", "Fête"),
        columns=(("0#/0#", "1#/1#"), ("Nicolas", "Martin", "Anne", "Michel", "Lucie", "Rémi", "Thérèse", "Blaise", "Agathe"), ("St Nicolas", "Ste Lucie", "St Martin", "Toussaint")), share=1,
    ),
    HarmlessKind(
        "diseases", ("thesaurus", "CIM10_{number}"), ("DIM/Référentiels",), ("csv", "xlsx", "dbf", "txt"),
        header=("Code", "Libellé", "Nom court"),
        columns=(("K50#", "G20", "C81#", "M35#", "G61#"), ("Maladie de Crohn", "Maladie de Parkinson", "Maladie de Hodgkin", "Syndrome de Gougerot-Sjögren", "Syndrome de Guillain-Barré"), ("CROHN", "PARKINSON", "HODGKIN", "GOUGEROT", "GUILLAIN")), share=1.5,
    ),
    HarmlessKind(
        "generic accounts", ("comptes génériques", "boites_service"), ("DSI/Comptes",), ("csv", "xlsx", "ods"),
        header=("Identifiant", "Nom", "Service"),
        columns=(("urgences#", "accueil#", "svc_gap", "scan#", "borne#"), ("Poste accueil", "Service GAP", "Scanner couloir", "Borne admission"), ("Urgences", "DSI", "Admissions")), share=1,
    ),
    HarmlessKind(
        "streets", ("voirie", "secteurs ambulances"), ("Transports/Référentiels",), ("csv", "xlsx", "dbf"),
        header=("Rue", "Commune", "Secteur", "CP"),
        columns=(("Rue Jean Jaurès", "Place Louise de Bettignies", "Avenue Robert Schuman", "Rue du Docteur Roux", "Impasse Paul Bert"), ("Houplines", "Bailleul", "Nieppe"), ("1", "2", "3"), ("59###",)), share=1,
    ),
    HarmlessKind(
        "team rota", ("roulement {year}", "maquette planning"), ("Soins/Plannings",), ("xlsx", "xls", "ods"),
        header=("Semaine", "Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi"),
        columns=(("S##",), ("Équipe A", "Équipe B", "Repos"), ("M", "S", "N", "R"), ("M", "S", "N", "R"), ("Équipe A", "Équipe B"), ("M", "R")), share=1,
    ),
    HarmlessKind(
        "procedure", ("procédure hygiène {number}", "mode opératoire {number}"), ("Qualité/Procédures",), _PROSE,
        texts=(
            """
{hospital}
PROCEDURE - Hygiène des mains
Version 3 - applicable au 01/03/2022
1. Objet : prévenir la transmission croisée.
2. Domaine d'application : tous les services de soins.
3. Le patient doit être informé. Le médecin prescrit, l'infirmier applique.
4. La friction hydro-alcoolique dure 30 secondes.
Rédigé par : le service Qualité    Validé par : la CME
""",
            """
Protocole douleur
Paracétamol 1 g toutes les 6 heures. Réévaluer la douleur (EVA) après 1 heure.
Si EVA > 6 : appeler le médecin de garde.
Nom du patient : ....................   Date de naissance : .. / .. / ....
""",
        ), share=3,
    ),
    HarmlessKind(
        "menu", ("menu semaine {number}", "cantine {month_name}"), ("Restauration/Menus",), ("docx", "pdf", "txt", "html"),
        texts=(
            """
Menu de la semaine
Lundi : carottes râpées, rôti de porc Orloff, purée Saint-Germain, pomme Golden
Mardi : pâté Henri IV, poule au pot, tarte Tatin
Mercredi : salade César, poisson, riz Camargue, poire Belle-Hélène
Jeudi : œuf mayonnaise, steak Charles, frites, crème Mont-Blanc
Vendredi : brandade, salade verte, éclair Saint-Honoré
""",
        ), share=1,
    ),
    HarmlessKind(
        "form", ("formulaire d'admission", "fiche de renseignements {number}"), ("Bureau des entrées/Modèles",), ("docx", "pdf", "odt"),
        texts=(
            """
FICHE DE RENSEIGNEMENTS
Nom de naissance : ................................
Nom d'usage : .....................................
Prénom(s) : .......................................
Né(e) le : ../../....  à : ........................
N° de sécurité sociale : _ __ __ __ ___ ___ __
Personne à prévenir : .............................
Téléphone : .......................................
Signature :
""",
        ), share=1.5,
    ),
    HarmlessKind(
        "code", ("import_{number}", "batch_nuit"), ("DSI/Scripts", "DSI/Développement"), ("py", "bat", "js"),
        texts=(
            """
# import des séjours
import csv, sys
CHAMPS = ["nom", "prenom", "date_naissance", "service"]
def lire(chemin):
    with open(chemin, encoding="cp1252") as f:
        for ligne in csv.DictReader(f, delimiter=";"):
            yield {c: ligne[c] for c in CHAMPS}
if __name__ == "__main__":
    print(sum(1 for _ in lire(sys.argv[1])))
""",
        ), share=1.5,
    ),
    HarmlessKind(
        "configuration", ("serveur_{number}", "config"), ("DSI/Config",), ("ini", "cfg", "yml"),
        texts=(
            """
[base]
hote=srv-gap-01
port=1521
utilisateur=gap_lecture
[service]
nom=Interface HL7
date_installation=2019-03-12
timeout=30
""",
        ), share=1.5,
    ),
    HarmlessKind(
        "log", ("sauvegarde_{year}{month}{day}", "nuit_{number}"), ("DSI/Logs",), ("log", "txt"),
        texts=(
            """
2023-01-12 02:00:01 INFO début sauvegarde srv-fic-0#
2023-01-12 02:00:#1 INFO copie volume D: terminée (#### Mo)
2023-01-12 02:0#:01 WARN fichier verrouillé E:/partage/bureau.pst
2023-01-12 02:1#:01 ERROR connexion refusée 10.1.#.##
…
2023-01-12 06:00:00 INFO fin
""",
        ), share=2,
    ),
    HarmlessKind(
        "notes without names", ("compte rendu CHSCT {year}", "note de service {number}"), ("Direction/Notes",), _PROSE,
        texts=(
            """
{hospital}
Note de service n° 2023-##
Objet : stationnement
À compter du 1er mars, le parking Nord est réservé aux visiteurs.
Les agents utiliseront le parking Sud. Les médecins de garde conservent leurs places.
La Direction
""",
        ), share=1.5,
    ),
)
