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
                "family_name": "TANGUY",
                "given_names": ("Loïc",),
                "role": "patient",
                "birth_date": d("14/03/1951"),
                "sex": "M",
                "ipp": "8204517",
                "stay_ids": ("240012345",),
                "arrival": d("12/02/2024"),
                "discharge": d("21/02/2024"),
                "sectors": ("Cardiologie",),
                "phones": (),
                "rpps": None,
                "address": None,
                "postcode": None,
                "line": 13,
                "types": {"diagnosis", "drug", "result", "sector", "arrival_date", "ipp"},
            },
            {
                "family_name": "MERCIER",
                "given_names": ("Paul",),
                "role": "other",
                "address": "4 place de l'Église",
                "postcode": "59270",
                "city": "BAILLEUL",
                "birth_date": None,
            },
            {
                "family_name": "VASSEUR",
                "given_names": ("Hélène",),
                "role": "staff",
                "rpps": "10999999997",
                "birth_date": None,
                "line": 4,
                "not_types": {"diagnosis", "drug"},
            },
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
                "family_name": "KERVELLA",
                "given_names": ("YVONNE",),
                "birth_name": "LE GOFF",
                "role": "patient",
                "birth_date": d("03/11/1944"),
                "sex": "F",
                "address": "15 BIS RUE DES PECHEURS",
                "postcode": "29120",
                "types": {"diagnosis", "drug"},
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
                "family_name": "BOUDJEMAA",
                "given_names": ("Karim",),
                "role": "patient",
                "birth_date": d("05/07/1988"),
                "sex": "M",
                "ipp": "00451278",
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
                "family_name": "FONTAN",
                "given_names": ("Isabelle",),
                "role": "staff",
                "rpps": "10999999997",
                "phones": ("+33556001122",),
                "postcode": "33000",
                "birth_date": None,
                "not_types": {"drug"},
            },
            {
                "family_name": "ETCHEVERRY",
                "given_names": ("Solange",),
                "role": "patient",
                "birth_date": d("12/12/1937"),
                "sex": "F",
                "phones": (),
                "address": None,
                "types": {"drug"},
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
                "family_name": "ZIELINSKI",
                "given_names": ("Hanna",),
                "role": "patient",
                "birth_date": d("30/09/1962"),
                "sex": "F",
                "nir": "262099999900133",
                "types": {"result", "nir"},
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
                "family_name": "NOVELLI",
                "given_names": ("Fabrice",),
                "role": "patient",
                "postcode": "42000",
                "city": "SAINT-ETIENNE",
                "phones": (),
                "types": {"sector", "appointment"},
                "birth_date": None,
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
            {
                "family_name": "ROUVIERE",
                "given_names": ("Nathalie",),
                "role": "staff",
                "emails": ("n.rouviere@ch-valmont.fr",),
                "phones": ("+33320998877",),
                "job": "Cadre de santé",
                "line": 1,
            },
            {
                "family_name": "Aubry",
                "given_names": ("Philippe",),
                "role": "staff",
                "emails": ("philippe.aubry@ch-valmont.fr",),
            },
            {
                "family_name": "GUILLOUX",
                "given_names": ("Odette",),
                "role": "patient",
                "birth_date": d("01/04/1939"),
                "sex": "F",
                "phones": (),
                "line": 4,
            },
            {"family_name": "PERROT", "given_names": ("Martine",), "role": "other", "phones": ("+33611223345",)},
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
            {
                "family_name": "PELLERIN",
                "given_names": ("Gérard",),
                "birth_date": d("02/02/1940"),
                "role": "patient",
                "types": {"diagnosis", "drug"},
            },
            {
                "family_name": "OUEDRAOGO",
                "given_names": ("Aminata",),
                "birth_date": d("14/07/1985"),
                "role": "patient",
                "types": {"diagnosis"},
                "not_types": {"drug"},
            },
            {
                "family_name": "VANDENBROUCKE",
                "given_names": ("Luc",),
                "birth_date": d("23/10/1958"),
                "role": "patient",
                "not_types": {"drug", "diagnosis"},
            },
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
    Document(
        "scan with noise",
        """CENTRE H0SPITALIER DE MEZIERES
Service de Chirurgie Orthopedique

Monsieur KACZMAREK Edmond
Ne le 1O/06/1948
8 rue des Tilleu1s
O8000 CHARLEVILLE

Le patient M. KACZMAREK a ete opere le 03/02/2024 d'une prothese de hanche.
Dr WILLEMIN
""",
        [
            {
                "family_name": "KACZMAREK",
                "given_names": ("Edmond",),
                "role": "patient",
                "birth_date": d("10/06/1948"),
                "sex": "M",
            },
            {"family_name": "WILLEMIN", "role": "staff", "birth_date": None},
        ],
    ),
    Document(
        "scan reads a letter as a digit in a known name",
        """URGENCES - PASSAGE DU 03/02/2024
L0ISEAU MARlE-P1ERRE
Motif : chute de sa hauteur
""".replace("MARlE-P1ERRE", "MARIE"),
        [{"family_name": "LOISEAU", "given_names": ("MARIE",), "role": "patient", "types": {"diagnosis"}}],
        known=[("LOISEAU", "Marie"), ("LOISEAU", "Paul")],
    ),
    Document(
        "mail thread",
        """De : Sandrine LECOINTE <s.lecointe@ch-valmont.fr>
À : Bruno MASSON <b.masson@ch-valmont.fr>
Objet : RE: dossier HADDAD

Oui c'est fait.
Sandrine

Le 12/02/2024 à 10:12, Bruno MASSON <b.masson@ch-valmont.fr> a écrit :
> Bonjour Sandrine,
> peux-tu rappeler M. HADDAD Youssef (IPP 8812345), son RDV du 20/02/2024 est annulé.
> Merci
> Bruno MASSON
> Secrétaire médicale, consultations externes
> Poste 4512
""",
        [
            {
                "family_name": "LECOINTE",
                "given_names": ("Sandrine",),
                "role": "staff",
                "emails": ("s.lecointe@ch-valmont.fr",),
                "ipp": None,
            },
            {
                "family_name": "MASSON",
                "given_names": ("Bruno",),
                "role": "staff",
                "emails": ("b.masson@ch-valmont.fr",),
                "line": 2,
                "ipp": None,
            },
            {
                "family_name": "HADDAD",
                "given_names": ("Youssef",),
                "role": "patient",
                "ipp": "8812345",
                "emails": (),
                "types": {"appointment"},
            },
        ],
    ),
    Document(
        "letter of a patient",
        """Mme Josette BRUNEAU
17 chemin des Vignes
71000 MACON
06 33 44 55 66
josette.bruneau@orange.fr

A l'attention de M. le Directeur

Monsieur le Directeur,

Je souhaite obtenir une copie de mon dossier médical suite à mon hospitalisation du 03/01/2024 au 09/01/2024 en chirurgie.
Je suis née le 17/05/1949.

Je vous prie d'agréer, Monsieur le Directeur, mes salutations distinguées.

Josette BRUNEAU
""",
        [
            {
                "family_name": "BRUNEAU",
                "given_names": ("Josette",),
                "role": "patient",
                "birth_date": d("17/05/1949"),
                "phones": ("+33633445566",),
                "emails": ("josette.bruneau@orange.fr",),
                "address": "17 chemin des Vignes",
                "postcode": "71000",
                "city": "MACON",
                "arrival": d("03/01/2024"),
                "discharge": d("09/01/2024"),
                "line": 1,
            },
        ],
    ),
    Document(
        "letter of the personnel office",
        """Direction des Ressources Humaines
Affaire suivie par : Mme Corinne DELATTRE - 03 21 00 11 22

Madame Aurélie FOURCADE
Infirmière - Service de réanimation
Matricule : 004512
6 rue des Lilas
62000 ARRAS

Objet : renouvellement de votre contrat

Madame,

Votre contrat à durée déterminée est renouvelé du 01/03/2024 au 31/08/2024.

Le Directeur des Ressources Humaines
Olivier SAUVAGE
""",
        [
            {"family_name": "DELATTRE", "given_names": ("Corinne",), "role": "staff", "phones": ("+33321001122",)},
            {
                "family_name": "FOURCADE",
                "given_names": ("Aurélie",),
                "role": "staff",
                "staff_id": "004512",
                "address": "6 rue des Lilas",
                "postcode": "62000",
                "job": "Infirmière",
            },
            {"family_name": "SAUVAGE", "given_names": ("Olivier",), "role": "staff", "address": None},
        ],
    ),
    Document(
        "admission form",
        """FICHE D'ADMISSION
Nom de naissance : PRIOUX            Nom d'usage : CHEVALIER
Prénom(s) : Ghislaine Marie
Né(e) le : 21/09/1953   à : TOURS (37)
Adresse : 3 allée des Cèdres
Code postal : 37000  Ville : TOURS
Téléphone : 02 47 11 22 33     Portable : 06 77 88 99 00
N° de sécurité sociale : 2 53 09 37 999 001 12
Médecin traitant : Dr ROUX Vincent
Personne à prévenir : CHEVALIER Bernard (époux) 06 12 12 12 13
""",
        [
            {
                "family_name": "CHEVALIER",
                "birth_name": "PRIOUX",
                "given_names": ("Ghislaine", "Marie"),
                "role": "patient",
                "birth_date": d("21/09/1953"),
                "phones": ("+33247112233", "+33677889900"),
                "address": "3 allée des Cèdres",
                "nir": "253093799900112",
            },
            {"family_name": "ROUX", "given_names": ("Vincent",), "role": "other", "phones": ()},
            {
                "family_name": "CHEVALIER",
                "given_names": ("Bernard",),
                "role": "other",
                "phones": ("+33612121213",),
                "birth_date": None,
            },
        ],
    ),
    Document(
        "form with labels above values",
        """BULLETIN D'ENTREE

NOM
OBERLIN
PRENOM
Mathilde
DATE DE NAISSANCE
02/10/1971
IPP
7781234
UNITE
Gynécologie
""",
        [{"family_name": "OBERLIN", "given_names": ("Mathilde",), "role": "patient", "birth_date": d("02/10/1971")}],
    ),
    Document(
        "transport order",
        """PRESCRIPTION MEDICALE DE TRANSPORT
Personne transportée
Nom et prénom : M. Alphonse DELORY
N° d'immatriculation : 1 40 05 62 999 001 45
Date de naissance : 06/05/1940
Adresse : 22 rue Jean Jaurès 62300 LENS
Trajet : domicile vers CH de Lens, service d'hémodialyse
Prescripteur : Dr Estelle PARMENTIER    RPPS 10999999997
Ambulances MARTIN - 03 21 77 88 99
""",
        [
            {
                "family_name": "DELORY",
                "given_names": ("Alphonse",),
                "role": "patient",
                "birth_date": d("06/05/1940"),
                "nir": "140056299900145",
                "address": "22 rue Jean Jaurès",
                "postcode": "62300",
                "rpps": None,
            },
            {
                "family_name": "PARMENTIER",
                "given_names": ("Estelle",),
                "role": "staff",
                "rpps": "10999999997",
                "address": None,
            },
        ],
    ),
    Document(
        "birth report",
        """Compte rendu d'accouchement
Mère : Mme SYLLA Fatoumata née KONATE le 11/12/1993
Enfant : SYLLA Ismaël, né le 04/03/2024 à 03h12, poids 3250 g
Sage-femme : Pauline GRELIER
""",
        [
            {
                "family_name": "SYLLA",
                "birth_name": "KONATE",
                "given_names": ("Fatoumata",),
                "birth_date": d("11/12/1993"),
                "sex": "F",
            },
            {"family_name": "SYLLA", "given_names": ("Ismaël",), "role": "patient", "birth_date": d("04/03/2024")},
            {"family_name": "GRELIER", "given_names": ("Pauline",), "role": "staff"},
        ],
    ),
    Document(
        "social report",
        """Note sociale concernant Monsieur Ahmed BELKACEM, né en 1962, hospitalisé en psychiatrie depuis le 5 janvier 2024.
Monsieur vit seul. Son frère, M. Nordine BELKACEM (07 55 44 33 22), gère ses papiers.
Mesure de curatelle confiée à l'UDAF, Mme Ledoux.
L'assistante sociale, Myriam ROUSSELOT
""",
        [
            {
                "family_name": "BELKACEM",
                "given_names": ("Ahmed",),
                "role": "patient",
                "birth_year": 1962,
                "phones": (),
                "arrival": d("05/01/2024"),
            },
            {"family_name": "BELKACEM", "given_names": ("Nordine",), "role": "other", "phones": ("+33755443322",)},
            {"family_name": "Ledoux"},
            {"family_name": "ROUSSELOT", "given_names": ("Myriam",), "role": "staff", "birth_year": None},
        ],
    ),
    Document(
        "bed list in a mail",
        """De: Regulation <regulation@ch-valmont.fr>
À: Cadres de nuit <cadres.nuit@ch-valmont.fr>
Objet: lits disponibles

Bonsoir,
sorties prévues demain :
- GAUTIER Jean-Luc ch 212
- NGUYEN Thi Lan ch 214 (EHPAD)
- DE BEAUMONT Charles ch 220
Entrée : LOPEZ Maria, 14h, urgences
Bonne nuit
""",
        [
            {"family_name": "GAUTIER", "given_names": ("Jean-Luc",), "role": "patient"},
            {"family_name": "NGUYEN", "given_names": ("Thi", "Lan"), "role": "patient"},
            {"family_name": "DE BEAUMONT", "given_names": ("Charles",), "role": "patient"},
            {"family_name": "LOPEZ", "given_names": ("Maria",), "role": "patient"},
        ],
        known=[("NGUYEN", "Thi"), ("GAUTIER", "Jean-Luc"), ("NGUYEN", "Lan")],
    ),
    Document(
        "on-call list in prose",
        """Astreintes du week-end
Chirurgie : Dr Pascal HENNEBELLE 06 01 02 03 05
Anesthésie : Dr A. Toutain, DECT 4578, 06 01 02 03 06
Administrateur de garde : Mme Véronique Lacaze, 06.01.02.03.07
""",
        [
            {"family_name": "HENNEBELLE", "given_names": ("Pascal",), "role": "staff", "phones": ("+33601020305",)},
            {"family_name": "Toutain", "given_names": ("A",), "role": "staff", "phones": ("+33601020306",)},
            {"family_name": "Lacaze", "given_names": ("Véronique",), "role": "staff", "phones": ("+33601020307",)},
        ],
    ),
    Document(
        "bank details",
        """Titulaire du compte : M. RIBEIRO Manuel
IBAN : FR76 3000 6000 0112 3456 7890 189
BIC : AGRIFRPP
Motif : remboursement caution chambre particulière
""",
        [
            {
                "family_name": "RIBEIRO",
                "given_names": ("Manuel",),
                "role": "patient",
                "iban": "FR7630006000011234567890189",
            }
        ],
    ),
    Document(
        "death",
        """Bulletin de décès
Nom : WAGNER Prénom : Lucienne
Née le 01/07/1930, décédée le 15/02/2024 à 04:10
Médecin ayant constaté le décès : Dr SIMONET
""",
        [
            {
                "family_name": "WAGNER",
                "given_names": ("Lucienne",),
                "birth_date": d("01/07/1930"),
                "death_date": d("15/02/2024"),
                "sex": "F",
            },
            {"family_name": "SIMONET", "role": "staff"},
        ],
    ),
    Document(
        "imaging",
        """SCANNER THORACIQUE du 11/01/2024
Patient(e) : M. Eloi MONTAGNE (12/04/1967)
Demandeur : Dr Jeanne AUBERTIN, service des urgences
Indication : suspicion d'embolie pulmonaire.
Conclusion : pas d'embolie pulmonaire. Emphysème.
Radiologue : Dr Y. LAMBRECHT
""",
        [
            {
                "family_name": "MONTAGNE",
                "given_names": ("Eloi",),
                "role": "patient",
                "birth_date": d("12/04/1967"),
                "types": {"diagnosis", "act"},
            },
            {"family_name": "AUBERTIN", "given_names": ("Jeanne",), "role": "staff"},
            {"family_name": "LAMBRECHT", "given_names": ("Y",), "role": "staff"},
        ],
    ),
    Document(
        "complaint about care",
        """Fiche d'événement indésirable
Déclarant : Mme Lydie CARON, IDE, service de gériatrie
Patient concerné : M. DESCHAMPS Robert, 84 ans, chambre 12
Description : chute dans le couloir, fracture du poignet.
Cadre : M. Hervé BOUTON
""",
        [
            {"family_name": "CARON", "given_names": ("Lydie",), "role": "staff", "not_types": {"diagnosis"}},
            {"family_name": "DESCHAMPS", "given_names": ("Robert",), "role": "patient", "types": {"diagnosis", "age"}},
            {"family_name": "BOUTON", "given_names": ("Hervé",), "role": "staff"},
        ],
    ),
    Document(
        "ticket with an account",
        """Ticket INC-45781
Utilisateur : Mme Séverine Dubosc (login : sdubosc)
Problème : impossible d'ouvrir Easily depuis ce matin.
Technicien : Kevin
""",
        [{"family_name": "Dubosc", "given_names": ("Séverine",), "role": "staff"}],
    ),
    Document(
        "log with a known person",
        """2024-02-11 08:12:03 INFO user=jdupont opened patient=VERCRUYSSE^ODILE ipp=8204512
2024-02-11 08:12:09 INFO user=admin closed
""",
        [
            {"family_name": "DUPONT", "given_names": ("J",), "role": "staff", "types": {"login"}},
            {"family_name": "VERCRUYSSE", "given_names": ("ODILE",), "role": "patient", "ipp": "8204512"},
        ],
        known=[("DUPONT", "Jacques"), ("VERCRUYSSE", "Odile")],
    ),
    Document(
        "free-text cell",
        "Vu avec sa fille Mme CORDIER 06 45 45 45 46, retour à domicile prévu, adressé par Dr Lenoir",
        [
            {"family_name": "CORDIER", "role": "other", "phones": ("+33645454546",)},
            {"family_name": "Lenoir", "role": "other"},
        ],
        cell=True,
    ),
    Document(
        "free-text cell about nobody else",
        "RAS, à jeun depuis minuit, Doliprane 1 g si besoin. Appeler le service au 4512",
        [],
        cell=True,
    ),
    Document(
        "nobody: newsletter",
        """Le Petit Journal du CH - n° 12
Le self sera fermé le lundi 1er avril. Bonnes vacances à tous !
Recette : tarte Tatin. Concert à l'église Saint-Martin, place Jean Jaurès.
Rendez-vous salle Marie Curie, bâtiment Louis Pasteur, rue Victor Hugo.
Le Tour de France passera avenue du Maréchal Foch.
""",
        [],
    ),
    Document(
        "nobody: order",
        """BON DE COMMANDE N° 2024-0451
Fournisseur : Laboratoires PIERRE FABRE
Article : sonde de Foley CH 16, drain de Redon
Livraison : Pharmacie - Hôpital Saint-Louis, 12 boulevard Jean Moulin
Total TTC : 1 250,00 EUR
""",
        [],
    ),
    Document(
        "nobody: drug list",
        """Livret thérapeutique
Nom : PARACETAMOL
Nom : Lévothyrox
DOLIPRANE 1000 mg, KARDEGIC 75 mg
Nom du serveur : SRV-MARTIN01
""",
        [],
        known=[("MARTIN", "Paul")],
    ),
    Document(
        "foreign and composed names",
        """Hôpital de jour - venues du 04/06/2024
- M. BEN SALAH Mohamed Ali, né le 01/01/1970
- Mme VAN DER BEKEN Wilhelmina, née le 09/09/1955
- M. O'CONNOR Sean, né le 17/03/1980
- Mme M'BAYE Awa, née le 30/08/1991
- Mme LE GUEN-MORVAN Anne-Lise, née le 12/12/1966
- M. D'ALMEIDA José, né le 25/12/1949
""",
        [
            {"family_name": "BEN SALAH", "given_names": ("Mohamed", "Ali"), "birth_date": d("01/01/1970")},
            {"family_name": "VAN DER BEKEN", "given_names": ("Wilhelmina",), "birth_date": d("09/09/1955")},
            {"family_name": "O'CONNOR", "given_names": ("Sean",), "birth_date": d("17/03/1980")},
            {"family_name": "M'BAYE", "given_names": ("Awa",), "birth_date": d("30/08/1991")},
            {"family_name": "LE GUEN-MORVAN", "given_names": ("Anne-Lise",), "birth_date": d("12/12/1966")},
            {"family_name": "D'ALMEIDA", "given_names": ("José",), "birth_date": d("25/12/1949")},
        ],
    ),
    Document(
        "psychiatric letter in running prose",
        """Madame, chère Consœur,

Je vous remercie de suivre Mademoiselle Chloé Barrault, 23 ans, étudiante, domiciliée 5 rue des Carmes 44000 NANTES
(tél : 06.98.76.54.32), hospitalisée à la demande d'un tiers du 3 mars au 2 avril 2024 dans notre unité de psychiatrie
pour un épisode dépressif majeur avec idées suicidaires. Mlle Barrault sort sous Sertraline 50 mg.

Restant à votre disposition, bien confraternellement.

Docteur Hugues TESSIER
Psychiatre, praticien hospitalier
h.tessier@ch-valmont.fr - 02 40 11 22 33
""",
        [
            {
                "family_name": "Barrault",
                "given_names": ("Chloé",),
                "role": "patient",
                "sex": "F",
                "address": "5 rue des Carmes",
                "postcode": "44000",
                "phones": ("+33698765432",),
                "emails": (),
                "types": {"age", "drug", "diagnosis", "sector"},
                "line": 3,
            },
            {
                "family_name": "TESSIER",
                "given_names": ("Hugues",),
                "role": "staff",
                "emails": ("h.tessier@ch-valmont.fr",),
                "phones": ("+33240112233",),
            },
        ],
    ),
    Document(
        "letter to several doctors",
        """Service de Neurologie                                   Le 14 mai 2024
Pr Jean-Christophe VALADE, chef de service

Destinataires : Dr Mireille COUDERC, Dr Paul ESNAULT

RE : Mme PAGNOL Simone - 08/10/1942 - IPP 3312457

Chers Confrères,
J'ai reçu en consultation Mme PAGNOL pour le suivi de sa maladie de Parkinson. Score de Hoehn et Yahr 2.
Le traitement par Modopar est maintenu.
Amicalement,
Pr J.-C. VALADE
""",
        [
            {"family_name": "VALADE", "given_names": ("Jean-Christophe",), "role": "staff"},
            {"family_name": "COUDERC", "given_names": ("Mireille",), "role": "other"},
            {"family_name": "ESNAULT", "given_names": ("Paul",), "role": "other"},
            {
                "family_name": "PAGNOL",
                "given_names": ("Simone",),
                "role": "patient",
                "birth_date": d("08/10/1942"),
                "ipp": "3312457",
                "types": {"diagnosis"},
            },
        ],
    ),
    Document(
        "nursing notes",
        """TRANSMISSIONS CIBLEES - M. RENAUDIN Étienne - ch 305
08h30 : TA 12/8, T° 37,2. Patient calme. Pansement refait. (L. Morin, IDE)
14h00 : douleur EVA 5, Perfalgan 1 g passé. Visite de son épouse.
20h15 : appel de sa fille, Mme Garnier. RAS.
""",
        [
            {"family_name": "RENAUDIN", "given_names": ("Étienne",), "role": "patient", "types": {"result", "drug"}},
            {"family_name": "Morin", "given_names": ("L",), "role": "staff"},
            {"family_name": "Garnier", "role": "other"},
        ],
    ),
    Document(
        "separators",
        """Nom|Prénom|Né le|IPP|Service
FORESTIER|Adeline|02/02/1982|1100233|Maternité
CHAUVIN|Rémi|14/11/1971|1100234|Urologie
""",
        [
            {"family_name": "FORESTIER", "given_names": ("Adeline",), "birth_date": d("02/02/1982")},
            {"family_name": "CHAUVIN", "given_names": ("Rémi",), "birth_date": d("14/11/1971")},
        ],
        known=[("FORESTIER", "Adeline"), ("CHAUVIN", "Rémi")],
    ),
    Document(
        "english mail",
        """From: Laura Bennett <laura.bennett@supplier-med.com>
To: Gilles Perrin <gilles.perrin@ch-valmont.fr>
Subject: maintenance contract

Dear Gilles,
please find attached the signed contract.
Best regards,
Laura Bennett
Account manager
""",
        [
            {
                "family_name": "Bennett",
                "given_names": ("Laura",),
                "role": "other",
                "emails": ("laura.bennett@supplier-med.com",),
            },
            {
                "family_name": "Perrin",
                "given_names": ("Gilles",),
                "role": "staff",
                "emails": ("gilles.perrin@ch-valmont.fr",),
            },
        ],
    ),
    Document(
        "insured and child",
        """Assuré : M. COLLET Damien   N° SS 1 75 03 59 999 001 81
Bénéficiaire : COLLET Manon, née le 19/06/2011
Acte : consultation de pédiatrie du 05/02/2024
""",
        [
            {"family_name": "COLLET", "given_names": ("Damien",), "nir": "175035999900181", "birth_date": None},
            {
                "family_name": "COLLET",
                "given_names": ("Manon",),
                "role": "patient",
                "birth_date": d("19/06/2011"),
                "nir": None,
            },
        ],
    ),
    Document(
        "consent",
        """CONSENTEMENT ECLAIRE
Je soussignée Mme Véronique ALLARD épouse PONCHEL, née le 07/07/1977 à Dijon, certifie avoir été informée
par le Docteur KELLER des risques de l'intervention (cholécystectomie) prévue le 14/06/2024.
Fait à Dijon, le 02/06/2024              Signature
""",
        [
            {
                "family_name": "PONCHEL",
                "birth_name": "ALLARD",
                "given_names": ("Véronique",),
                "role": "patient",
                "birth_date": d("07/07/1977"),
                "sex": "F",
                "types": {"act"},
            },
            {"family_name": "KELLER", "role": "staff"},
        ],
    ),
    Document(
        "payslip",
        """BULLETIN DE PAIE - Mars 2024
Matricule : 0045127
Nom : BESNIER    Prénom : Aurore
Emploi : Aide-soignante    Grade : AS classe normale
N° SS : 2 88 04 72 999 001 22
Net à payer : 1 812,44 EUR
Virement : FR76 3000 6000 0112 3456 7890 189
""",
        [
            {
                "family_name": "BESNIER",
                "given_names": ("Aurore",),
                "role": "staff",
                "nir": "288047299900122",
                "iban": "FR7630006000011234567890189",
            }
        ],
    ),
    Document(
        "nobody: places, laws, companies",
        """Note d'information
Selon la loi Kouchner et la loi Leonetti, l'information est due. Plan Vigipirate, protocole Martin.
Monsieur le Maire et Madame la Directrice inaugureront la Maison Sainte-Anne, rue du Docteur Jean Martin.
Fournisseurs : Société Dupont & Fils, Ambulances Girard, Cabinet Durand et associés, Clinique Saint-Roch, Banque Lazard.
Le Professeur référent sera nommé en mars. Messieurs les Chefs de service, Mesdames les Cadres.
Score de Glasgow 15, sonde de Foley, fracture de Pouteau-Colles, signe de Babinski, scanner Siemens Somatom.
Salle Jean Moulin, Hall Simone Veil, amphithéâtre Henri Laborit, Espace Marie Curie, Tour Eiffel.
""",
        [],
        known=[("MARTIN", "Jean"), ("DUPONT", "Anne"), ("DURAND", "Paul"), ("GIRARD", "Luc"), ("VEIL", "Simone")],
    ),
    Document(
        "nobody: source code",
        """class Martin(Person):
    name = "Paul Durand"
    def __init__(self, patient):
        self.patient = patient  # Marie
INSERT INTO service VALUES ('Cardiologie', 'Bernard');
server.host = martin.ch-valmont.local
""",
        [],
        known=[("MARTIN", "Jean"), ("BERNARD", "Anne")],
    ),
    Document(
        "nobody: clinical guideline in capitals",
        """RECOMMANDATIONS DE BONNE PRATIQUE
PRISE EN CHARGE DU PATIENT DIABETIQUE
LE MEDECIN TRAITANT ADRESSE LE PATIENT AU CENTRE DE REFERENCE. METFORMINE 850 MG MATIN ET SOIR.
OBJECTIF HBA1C INFERIEUR A 7 %. MALADIE DE BASEDOW, MALADIE DE CROHN, NEPHROPATHIE.
""",
        [],
        known=[("TRAITANT", "Marc"), ("BASEDOW", "Karl")],
    ),
]
