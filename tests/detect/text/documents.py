"""Invented documents of many styles, each with the people it mentions: what must be found, and nothing more."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Document:
    name: str
    text: str
    people: list  # dicts of fields that must be exactly so; `types` must be among the data types, `not_types` not
    cell: bool = False
    known: list = field(default_factory=list)  # (family, given) read elsewhere in the heap's tables


def d(text):
    day, month, year = text.split("/")
    return dt.date(int(year), int(month), int(day))


DOCUMENTS = [
    Document(
        "discharge letter",
        """CENTRE HOSPITALIER DE VALMONT
Service de Cardiologie
12 rue du Docteur Roux - 59190 VALMONT
Chef de service : Dr Hélène VASSEUR
Secrétariat : 03 20 11 22 33

                                   Docteur Paul MERCIER
                                   4 place de l'Église
                                   59270 BAILLEUL

Valmont, le 22 février 2024

Concerne : Monsieur TANGUY Loïc, né le 14/03/1951
IPP : 8204517   N° séjour : 240012345

Cher Confrère,

Votre patient Monsieur TANGUY Loïc a été hospitalisé du 12/02/2024 au 21/02/2024 dans le service de
cardiologie pour une insuffisance cardiaque décompensée.

Antécédents : hypertension artérielle, diabète de type 2.

Biologie : CRP 12 mg/l, créatinine 98 µmol/l.

Traitement de sortie :
- Bisoprolol 2,5 mg le matin
- Furosémide 40 mg

M. TANGUY sera revu en consultation le 15/04/2024.

Confraternellement,

Dr Hélène VASSEUR
RPPS 10999999997
""",
        [
            {
                "family_name": "TANGUY", "given_names": ("Loïc",), "role": "patient", "birth_date": d("14/03/1951"), "sex": "M",
                "ipp": "8204517", "stay_ids": ("240012345",), "arrival": d("12/02/2024"), "discharge": d("21/02/2024"),
                "sectors": ("Cardiologie",), "phones": (), "rpps": None, "address": None, "postcode": None, "line": 13,
                "types": {"diagnosis", "drug", "result", "sector", "arrival_date", "ipp"},
            },
            {"family_name": "MERCIER", "given_names": ("Paul",), "role": "other", "address": "4 place de l'Église", "postcode": "59270", "city": "BAILLEUL", "birth_date": None},
            {"family_name": "VASSEUR", "given_names": ("Hélène",), "role": "staff", "rpps": "10999999997", "birth_date": None, "line": 4, "not_types": {"diagnosis", "drug"}},
        ],
    ),
    Document(
        "consultation letter in capitals",
        """HOPITAL SAINT-VINCENT
CONSULTATION DE PNEUMOLOGIE

MADAME KERVELLA YVONNE NEE LE GOFF
NEE LE 03/11/1944
15 BIS RUE DES PECHEURS
29120 PONT-L'ABBE

MON CHER CONFRERE,

J'AI VU CE JOUR MADAME KERVELLA POUR UNE BPCO STADE III.
SPIROMETRIE : VEMS 45 %.
TRAITEMENT : SERETIDE 2 FOIS PAR JOUR.

BIEN CONFRATERNELLEMENT

DOCTEUR MARC OLLIVIER
""",
        [
            {
                "family_name": "KERVELLA", "given_names": ("YVONNE",), "birth_name": "LE GOFF", "role": "patient", "birth_date": d("03/11/1944"),
                "sex": "F", "address": "15 BIS RUE DES PECHEURS", "postcode": "29120", "types": {"diagnosis", "drug"},
            },
            {"family_name": "OLLIVIER", "given_names": ("MARC",), "role": "staff", "birth_date": None, "address": None},
        ],
        known=[("LE GOFF", "Annick"), ("KERVELLA", "Yvonne"), ("OLLIVIER", "Marc")],
    ),
    Document(
        "operative report",
        """COMPTE RENDU OPERATOIRE
Patient : BOUDJEMAA Karim        Né(e) le : 05/07/1988      Sexe : M
IPP : 00451278
Date d'intervention : 18/01/2024
Opérateur : Dr LEMOINE Antoine
Anesthésiste : Dr S. PRIGENT
Instrumentiste : Mme Claire DELVAUX

Intervention : appendicectomie sous coelioscopie
Indication : appendicite aiguë
Compte rendu : sous anesthésie générale, mise en place de trois trocarts...
""",
        [
            {
                "family_name": "BOUDJEMAA", "given_names": ("Karim",), "role": "patient", "birth_date": d("05/07/1988"), "sex": "M", "ipp": "00451278",
                "types": {"diagnosis", "act"},
            },
            {"family_name": "LEMOINE", "given_names": ("Antoine",), "role": "staff", "birth_date": None},
            {"family_name": "PRIGENT", "given_names": ("S",), "role": "staff"},
            {"family_name": "DELVAUX", "given_names": ("Claire",), "role": "staff"},
        ],
    ),
    Document(
        "prescription",
        """Docteur Isabelle FONTAN
Médecine générale
RPPS : 10999999997
3 rue Pasteur 33000 BORDEAUX
Tél : 05 56 00 11 22

Bordeaux, le 6 mars 2024

Mme Solange ETCHEVERRY
née le 12/12/1937

PARACETAMOL 1 g : 1 comprimé 3 fois par jour pendant 8 jours
AMOXICILLINE 500 mg : 1 gélule matin et soir
""",
        [
            {
                "family_name": "FONTAN", "given_names": ("Isabelle",), "role": "staff", "rpps": "10999999997", "phones": ("+33556001122",),
                "postcode": "33000", "birth_date": None, "not_types": {"drug"},
            },
            {
                "family_name": "ETCHEVERRY", "given_names": ("Solange",), "role": "patient", "birth_date": d("12/12/1937"), "sex": "F",
                "phones": (), "address": None, "types": {"drug"},
            },
        ],
    ),
    Document(
        "laboratory result",
        """LABORATOIRE DE BIOLOGIE MEDICALE
Nom : ZIELINSKI
Prénom : Hanna
Date de naissance : 30.09.1962
Sexe : F
N° Sécu : 2 62 09 99 999 001 33
Prescripteur : Dr BAUDRY

HEMATOLOGIE
Hémoglobine      11,2 g/dL
Leucocytes       7,4 G/L
Plaquettes       250 G/L
Validé par : M. Thomas GRANGIER, biologiste
""",
        [
            {
                "family_name": "ZIELINSKI", "given_names": ("Hanna",), "role": "patient", "birth_date": d("30/09/1962"), "sex": "F",
                "nir": "262099999900133", "types": {"result", "nir"},
            },
            {"family_name": "BAUDRY", "role": "staff"},
            {"family_name": "GRANGIER", "given_names": ("Thomas",), "role": "staff"},
        ],
    ),
    Document(
        "convocation",
        """Hôpital de jour d'addictologie
Tel secrétariat : 04 77 00 11 22

Monsieur Fabrice NOVELLI
Résidence Les Acacias
27 avenue du Général Leclerc
42000 SAINT-ETIENNE

Objet : convocation

Monsieur,

Nous vous confirmons votre rendez-vous le 02/05/2024 à 14h30 dans le service d'addictologie.
En cas d'empêchement merci d'appeler le 04 77 00 11 23.

Le secrétariat
""",
        [
            {
                "family_name": "NOVELLI", "given_names": ("Fabrice",), "role": "patient", "postcode": "42000", "city": "SAINT-ETIENNE", "phones": (),
                "types": {"sector", "appointment"}, "birth_date": None,
            },
        ],
    ),
    Document(
        "certificate",
        """CERTIFICAT MEDICAL

Je soussigné, Docteur Bruno CASTAGNE, certifie avoir examiné ce jour l'enfant LEVASSEUR Timéo, né le 08/08/2016,
et n'avoir constaté aucune contre-indication à la pratique du judo.

Fait à Nevers le 12/09/2024
""",
        [
            {"family_name": "CASTAGNE", "given_names": ("Bruno",), "role": "staff", "birth_date": None},
            {"family_name": "LEVASSEUR", "given_names": ("Timéo",), "role": "patient", "birth_date": d("08/08/2016")},
        ],
    ),
    Document(
        "mail with signature",
        """De: Nathalie ROUVIERE <n.rouviere@ch-valmont.fr>
À: Secretariat Cardiologie <secretariat.cardio@ch-valmont.fr>
Cc: Dr Philippe Aubry <philippe.aubry@ch-valmont.fr>
Objet: sortie de Mme Guilloux
Date: lundi 12 février 2024

Bonjour,

Mme GUILLOUX Odette (née le 01/04/1939) sort demain du service de gériatrie, pouvez-vous prévoir l'ambulance ?
Sa fille Mme Martine PERROT est joignable au 06 11 22 33 45.

Cordialement,

Nathalie ROUVIERE
Cadre de santé
Tél. 03 20 99 88 77
""",
        [
            {"family_name": "ROUVIERE", "given_names": ("Nathalie",), "role": "staff", "emails": ("n.rouviere@ch-valmont.fr",), "phones": ("+33320998877",), "job": "Cadre de santé", "line": 1},
            {"family_name": "Aubry", "given_names": ("Philippe",), "role": "staff", "emails": ("philippe.aubry@ch-valmont.fr",)},
            {"family_name": "GUILLOUX", "given_names": ("Odette",), "role": "patient", "birth_date": d("01/04/1939"), "sex": "F", "phones": (), "line": 4},
            {"family_name": "PERROT", "given_names": ("Martine",), "role": "other", "phones": ("+33611223345",), "types": {"relative"}},
        ],
    ),
    Document(
        "minutes",
        """COMPTE RENDU DE REUNION
Comité de pilotage du projet DPI - 14 mars 2024

Présents : Jean-Marc Thibaud (DSI), Sylvie Carpentier, Rachid Benhaddou
Excusés : Mme Colette Armand

1. Avancement : le serveur sera livré le 2 avril.
2. Divers : prochaine réunion le 11 avril.
""",
        [
            {"family_name": "Thibaud", "given_names": ("Jean-Marc",), "role": "staff"},
            {"family_name": "Carpentier", "given_names": ("Sylvie",), "role": "staff"},
            {"family_name": "Benhaddou", "given_names": ("Rachid",), "role": "staff"},
            {"family_name": "Armand", "given_names": ("Colette",), "role": "staff"},
        ],
    ),
    Document(
        "one patient a line",
        """Transmissions du 12/02/2024 - service de pneumologie

Ch 101 : M. PELLERIN Gérard, né le 02/02/1940, pneumopathie, sous Augmentin
Ch 102 : Mme OUEDRAOGO Aminata, née le 14/07/1985, asthme, sortie prévue
Ch 103 : M. VANDENBROUCKE Luc, né le 23/10/1958, RAS
""",
        [
            {"family_name": "PELLERIN", "given_names": ("Gérard",), "birth_date": d("02/02/1940"), "role": "patient", "types": {"diagnosis", "drug"}},
            {"family_name": "OUEDRAOGO", "given_names": ("Aminata",), "birth_date": d("14/07/1985"), "role": "patient", "types": {"diagnosis"}, "not_types": {"drug"}},
            {"family_name": "VANDENBROUCKE", "given_names": ("Luc",), "birth_date": d("23/10/1958"), "role": "patient", "not_types": {"drug", "diagnosis"}},
        ],
    ),
    Document(
        "nobody: protocol",
        """PROTOCOLE DE PRISE EN CHARGE DE LA MALADIE DE PARKINSON
Version 3 - Centre Hospitalier Jean BERNARD, 12 avenue du Général Leclerc, 59000 LILLE
Pavillon Claude Bernard - Unité Louis Pasteur
Le score de Glasgow et l'échelle de Braden sont évalués à l'entrée.
Critères : maladie d'Alzheimer, maladie de Crohn, syndrome de Guillain-Barré.
Le médecin prescrit le paracétamol 1 g toutes les 6 heures.
Références : Dupont J, Martin P, et al. Rev Neurol 2019;12:45-50.
""",
        [],
    ),
    Document(
        "nobody: log",
        """2024-02-11 08:12:03 INFO server started on SRV-APP01
2024-02-11 08:12:04 WARN user=admin password expired
2024-02-11 08:12:05 ERROR com.hospital.Main.run() failed: null
def main():
    print("Bonjour Jean")
import Martin from './martin';
""",
        [],
    ),
]
