"""Invented tables from which the column model is trained: varied layouts, headers and values, nothing of any real person.

Names come from Faker, from syllables, and from foreign lists; a part of the header words, of the surnames and of the
other vocabularies is held out for the check (`part="check"`), so that the score is on words that were never seen.
"""

# ruff: noqa: ARG001, ARG005, SIM905, E731 - a writer of cells may not look at the person; long word lists read better as text
from __future__ import annotations

import datetime as dt
import random
import unicodedata
from dataclasses import dataclass

from faker import Faker

from recense.invent.style import MONTHS

LOCALES = ["fr_FR", "fr_FR", "fr_FR", "es_ES", "it_IT", "pt_PT", "pl_PL", "de_DE", "nl_NL", "tr_TR", "en_GB", "ro_RO"]

HEADERS = {
    "family_name": [
        "Nom",
        "NOM",
        "Nom patient",
        "NOM_PAT",
        "Nom de famille",
        "Nom du patient",
        "PATNAM",
        "NomPat",
        "nom_usager",
        "Last name",
        "Patronyme",
        "NOM MALADE",
        "LIB_NOM",
        "Nom agent",
        "nm",
        "PT_NOM",
        "NOMPAT",
        "Surname",
        "XNOM",
        "Z_NOM",
    ],
    "birth_name": [
        "Nom de naissance",
        "NOM_NAISS",
        "Nom JF",
        "NJF",
        "Nom de jeune fille",
        "NOMNAI",
        "Nom naiss.",
        "NOM_JF",
        "maiden_name",
        "Nom de naiss",
        "NOMJFI",
        "PATNJF",
        "Nom patronymique",
    ],
    "used_name": [
        "Nom d'usage",
        "NOM_USAGE",
        "Nom marital",
        "NOM_MARITAL",
        "Nom usuel",
        "NomUsage",
        "NOM EPOUSE",
        "NOMMAR",
        "N_USAGE",
        "Nom d’époux",
    ],
    "given_names": [
        "Prénom",
        "PRENOM",
        "Prénoms",
        "PREN",
        "PRENOM_PAT",
        "Prénom(s)",
        "prenom",
        "First name",
        "PATPRE",
        "Prenom usuel",
        "PRN",
        "1er prénom",
        "Prénom patient",
        "PRENOMPAT",
        "Given name",
        "LIB_PRENOM",
    ],
    "full_name": [
        "Nom Prénom",
        "Nom et prénom",
        "NOM PRENOM",
        "Patient",
        "Identité",
        "Nom - Prénom",
        "Nom complet",
        "PATIENT",
        "Bénéficiaire",
        "Prénom Nom",
        "Nom/Prénom",
        "Résident",
        "Usager",
        "LIB_PATIENT",
        "Agent",
        "full_name",
        "Identité du patient",
        "Malade",
        "Personne",
        "Participants",
    ],
    "practitioner": [
        "Médecin",
        "MEDECIN",
        "Praticien",
        "Prescripteur",
        "Médecin traitant",
        "MED_RESP",
        "Chirurgien",
        "Opérateur",
        "Dr",
        "Anesthésiste",
        "MED_TRAIT",
        "Médecin responsable",
        "Adressé par",
        "Référent",
        "Correspondant",
        "Validé par",
        "SENIOR",
        "IDE référente",
    ],
    "relative": [
        "Personne à prévenir",
        "PERS_PREV",
        "Contact",
        "Personne de confiance",
        "Représentant légal",
        "Tuteur",
        "Aidant",
        "Nom du contact",
        "Parent 1",
        "A prévenir",
        "Conjoint",
    ],
    "title": ["Civ", "Civilité", "CIV", "Titre", "TITRE", "civilite", "Mme/M."],
    "sex": ["Sexe", "SEXE", "Sx", "Genre", "S", "SEX", "H/F", "Gender", "COD_SEXE", "M/F"],
    "birth_date": [
        "Date de naissance",
        "DDN",
        "DATE_NAISS",
        "Né(e) le",
        "DTNAIS",
        "Naissance",
        "Date naiss.",
        "DATNAI",
        "DN",
        "DT_NAISS",
        "Birth date",
        "Né le",
        "D. naissance",
        "DATE NAIS",
        "naiss",
        "PATDDN",
        "DOB",
        "Date Nais",
        "NELE",
    ],
    "birth_place": [
        "Lieu de naissance",
        "LIEU_NAISS",
        "Né(e) à",
        "Ville de naissance",
        "COM_NAISS",
        "LIEUNAIS",
        "Commune naiss.",
    ],
    "age": ["Age", "AGE", "Âge", "age_patient", "AGE_ENTREE", "Ans"],
    "death_date": ["Date de décès", "DATE_DECES", "Décès", "DCD", "DT_DECES", "Décédé le"],
    "arrival_date": [
        "Date d'entrée",
        "ENTREE",
        "DT_ENTREE",
        "Date entrée",
        "Entrée le",
        "DTENT",
        "Arrivée",
        "Date d'admission",
        "Admission",
        "DATE_ENTREE",
        "Date venue",
        "D_ENTREE",
        "Début séjour",
        "date_adm",
        "Entré le",
        "HEURE_ARRIVEE",
        "DATENT",
    ],
    "discharge_date": [
        "Date de sortie",
        "SORTIE",
        "DT_SORTIE",
        "Sortie le",
        "DTSOR",
        "Date sortie",
        "Fin séjour",
        "DATE_SORTIE",
        "D_SORTIE",
        "Sortie prévue",
        "DATSOR",
        "Sorti le",
    ],
    "appointment": [
        "Date RDV",
        "RDV",
        "Rendez-vous",
        "Date du rendez-vous",
        "DATE_RDV",
        "Date intervention",
        "Date consultation",
        "Créneau",
        "Date opération",
        "Date examen",
        "Prochain RDV",
        "DTRDV",
    ],
    "date": [
        "Date",
        "Date de création",
        "MAJ le",
        "Date facture",
        "DATE_MAJ",
        "Embauche",
        "Péremption",
        "Mise en service",
        "Échéance",
        "Date livraison",
        "date_creation",
        "Dernière connexion",
        "Date d'achat",
        "Modifié le",
    ],
    "phone": [
        "Téléphone",
        "TEL",
        "Tél.",
        "Portable",
        "TEL1",
        "Mobile",
        "N° tél",
        "TEL_PORT",
        "TELDOM",
        "Tél portable",
        "phone",
        "GSM",
        "TEL2",
        "Numéro de téléphone",
        "Fixe",
        "Poste",
        "TEL_PATIENT",
    ],
    "email": ["Email", "E-mail", "Mail", "Courriel", "ADR_MAIL", "Adresse mail", "MEL", "mail", "Messagerie"],
    "address": [
        "Adresse",
        "ADRESSE",
        "Adresse complète",
        "ADR",
        "Domicile",
        "Adresse postale",
        "Coordonnées",
        "ADRESSE_PAT",
    ],
    "street": ["Rue", "ADR1", "Adresse 1", "Voie", "ADR_LIGNE1", "N° et rue", "adresse1", "LIB_VOIE"],
    "postcode": ["CP", "Code postal", "CODE_POSTAL", "CPOST", "codepostal", "Code Post.", "ZIP", "CP_PAT"],
    "city": [
        "Ville",
        "VILLE",
        "Commune",
        "COMMUNE",
        "Localité",
        "VILLE_PAT",
        "LIB_COMMUNE",
        "City",
        "Ville de résidence",
    ],
    "country": ["Pays", "PAYS", "Nationalité", "COD_PAYS"],
    "nir": [
        "NIR",
        "N° SS",
        "N° sécurité sociale",
        "NUM_SECU",
        "NSS",
        "Numéro SS",
        "INS",
        "NUMSS",
        "N° assuré",
        "Sécurité sociale",
        "NOSECU",
        "N° immat.",
        "MATRICULE_INS",
        "SECU",
    ],
    "ipp": [
        "IPP",
        "N° IPP",
        "NIP",
        "ID_PATIENT",
        "N° patient",
        "NUM_PAT",
        "Identifiant patient",
        "NUMIPP",
        "PATID",
        "Code patient",
        "IDPAT",
        "N°IPP",
        "PID",
    ],
    "stay_id": [
        "IEP",
        "NDA",
        "N° séjour",
        "NUM_SEJ",
        "N° dossier",
        "Dossier",
        "NUM_DOSSIER",
        "N° venue",
        "ID_SEJOUR",
        "N° admission",
        "N° adm.",
        "NUMSEJ",
        "IDSEJ",
        "Séjour",
    ],
    "sector": [
        "Service",
        "SERVICE",
        "UF",
        "Unité",
        "LIB_UF",
        "Secteur",
        "Pôle",
        "SERV",
        "Unité de soins",
        "UM",
        "LIB_SERVICE",
        "Service d'hospitalisation",
        "Spécialité",
        "Affectation",
        "UF_HEB",
        "Département",
        "Libellé UF",
    ],
    "room": ["Chambre", "Lit", "CH", "N° chambre", "CH_LIT", "Box", "LIT"],
    "diagnosis_code": ["DP", "CIM10", "Code diag", "DAS", "CODE_DP", "CIM-10", "DIAG_P", "DR"],
    "diagnosis": [
        "Diagnostic",
        "Motif",
        "Motif d'hospitalisation",
        "Pathologie",
        "LIB_DIAG",
        "Diagnostic principal",
        "Motif de recours",
        "ATCD",
        "Motif consultation",
        "MOTIF_ENTREE",
        "Affection",
        "Allergies",
    ],
    "act": [
        "Acte",
        "CCAM",
        "Intervention",
        "Examen",
        "Code acte",
        "Libellé acte",
        "Type d'examen",
        "ACTE_CCAM",
        "Geste",
        "LIB_ACTE",
    ],
    "drug": ["Traitement", "Médicament", "DCI", "Prescription", "Posologie", "Molécule", "LIB_MEDICAMENT"],
    "result": [
        "Résultat",
        "Valeur",
        "CRP",
        "Hémoglobine",
        "Glycémie",
        "Créat",
        "HbA1c",
        "Poids",
        "TA",
        "Score",
        "INR",
        "RESULTAT",
        "Température",
    ],
    "iban": ["IBAN", "RIB", "Compte", "Coordonnées bancaires", "IBAN_AGENT"],
    "amount": [
        "Montant",
        "Total TTC",
        "Prix",
        "Salaire brut",
        "MONTANT",
        "Coût",
        "Reste à charge",
        "PU HT",
        "Net à payer",
        "Solde",
    ],
    "rpps": ["RPPS", "N° RPPS", "NUM_RPPS"],
    "job": [
        "Fonction",
        "Grade",
        "Métier",
        "Emploi",
        "Poste occupé",
        "FONCTION",
        "Qualification",
        "LIB_GRADE",
        "Statut agent",
        "Profession",
    ],
    "staff_id": ["Matricule", "MATRICULE", "N° agent", "MAT", "ID_AGENT", "Code agent", "MATR", "N° matricule"],
    "login": ["Login", "Identifiant", "LOGIN", "Compte AD", "Utilisateur", "sAMAccountName", "user"],
    "password": ["Mot de passe", "MDP", "password", "pwd"],
    "free_text": [
        "Commentaire",
        "Observations",
        "Remarques",
        "OBS",
        "Note",
        "COMMENTAIRE",
        "Transmission",
        "Divers",
        "Conclusion",
        "Évolution",
        "Précisions",
    ],
    "other": [],
}
OTHER_HEADERS = {
    "product": [
        "Nom",
        "Désignation",
        "Libellé",
        "Article",
        "Produit",
        "Nom du produit",
        "Dénomination",
        "DESIGNATION",
        "Nom commercial",
    ],
    "company": [
        "Nom",
        "Société",
        "Raison sociale",
        "Fournisseur",
        "Nom fournisseur",
        "Entreprise",
        "Mutuelle",
        "Organisme",
    ],
    "machine": ["Nom", "Nom machine", "Hostname", "Poste", "Serveur", "Nom du poste", "Équipement"],
    "room_name": ["Nom", "Salle", "Nom de la salle", "Local", "Libellé", "Bâtiment"],
    "file": ["Nom", "Nom du fichier", "Fichier", "Chemin", "Document", "Name"],
    "commune": ["Nom", "Commune", "Nom commune", "Libellé", "LIBCOM"],
    "software": ["Nom", "Logiciel", "Application", "Nom de l'application"],
    "number": [
        "N°",
        "Quantité",
        "Stock",
        "Nb",
        "Ordre",
        "Rang",
        "Durée",
        "Nb jours",
        "ID",
        "Effectif",
        "Capacité",
        "Population",
    ],
    "code": ["Code", "Référence", "N° série", "N° inventaire", "Lot", "Réf", "Code article"],
    "flag": [
        "Actif",
        "Statut",
        "État",
        "Présent",
        "O/N",
        "Type",
        "Mode de sortie",
        "Mode entrée",
        "Catégorie",
        "Régime",
    ],
    "time": ["Heure", "H.", "Heure RDV", "Horaire"],
    "mesure": ["Unité", "Conditionnement", "Marque", "Modèle", "Version"],
    "formation": ["Intitulé", "Formation", "Thème", "Titre", "Objet", "Nom de la procédure"],
}

DIAGNOSES = """Fracture col fémoral|Pneumopathie|Douleur thoracique|AVC ischémique|Insuffisance cardiaque|Chute à domicile|Diabète de type 2|Appendicite aiguë|Accouchement voie basse|Colique néphrétique|BPCO exacerbée|Asthme|HTA|Embolie pulmonaire|Cancer du sein|Carcinome bronchique|Infection urinaire|Pyélonéphrite|Occlusion intestinale|Hernie inguinale|Malaise vagal|Syncope|Anémie|Dépression sévère|Intoxication médicamenteuse|Alcoolisation aiguë|Détresse respiratoire|Gastro-entérite|Déshydratation|Épilepsie|Confusion|Démence|Sciatique|Entorse cheville|Plaie main|Brûlure|Traumatisme crânien|Érysipèle|Cellulite|Sepsis|Endocardite|Angor|Infarctus du myocarde|Fibrillation auriculaire|Cholécystite|Pancréatite aiguë|Hémorragie digestive|Cirrhose|Hépatite C|Rectorragies|Insuffisance rénale|Céphalées|Méningite|Sclérose en plaques|Parkinson|Grossesse gémellaire|Menace accouchement prématuré|Fausse couche|IVG|Schizophrénie|Trouble bipolaire|Agitation|Altération état général|Lombalgie|Arthrose genou|Polyarthrite|Goutte|Psoriasis|Zona|Varices|Ulcère de jambe|Escarre|Bronchiolite|Otite|Angine|Varicelle|Fièvre|Toux|Vertiges|Cataracte|Glaucome""".split(
    "|"
)
ACTS = """Scanner thoracique|IRM cérébrale|Échographie abdominale|Radio poumon|Coloscopie|Fibroscopie|Prothèse de hanche|PTG|Cholécystectomie|Césarienne|Appendicectomie|Cataracte OD|Ostéosynthèse|Arthroscopie|Biopsie prostatique|Ponction lombaire|Dialyse|Chimiothérapie|Pose de PAC|Coronarographie|Doppler|Mammographie|Hystéroscopie|Thyroïdectomie|Cure hernie|Amygdalectomie|Consultation anesthésie|Vaccin grippe|Test PCR|EEG|EFR|Holter|Échocardiographie|Ablation vésicule|Extraction dentaire|Infiltration""".split(
    "|"
)
DRUGS = """DOLIPRANE 1000 MG|AMOXICILLINE 500 mg|KARDEGIC 75|LASILIX 40 mg|LOVENOX 4000 UI|METFORMINE 850|RAMIPRIL 5 mg|BISOPROLOL 2,5 mg|ATORVASTATINE 20|TAHOR 40|OMEPRAZOLE 20 mg gél|LEVOTHYROX 75|SERESTA 10|ALPRAZOLAM 0,25|TRAMADOL 50 mg|MORPHINE 10 mg/ml|PREVISCAN 20 mg|ELIQUIS 5 mg|XARELTO 20|VENTOLINE|SERETIDE DISKUS|INSULINE LANTUS|AUGMENTIN 1 g|CEFTRIAXONE 1 g inj|CIPROFLOXACINE|VANCOMYCINE|PARACETAMOL|IBUPROFENE 400|SPASFON|SMECTA|FORLAX|VALIUM|HALDOL|RISPERDAL|ZOLOFT|SEROPLEX|LYRICA 75|NEURONTIN|KEPPRA 500|DEPAKINE|CORTANCYL 20|SOLUPRED""".split(
    "|"
)
SECTORS = """Cardiologie|Urgences|Maternité|Pédiatrie|Chirurgie viscérale|Chirurgie orthopédique|Pneumologie|Neurologie|Gastro-entérologie|Réanimation|USC|Gériatrie|SSR|USLD|EHPAD|Médecine polyvalente|Oncologie|Hématologie|Néphrologie|Dialyse|Psychiatrie|Addictologie|Radiologie|Imagerie|Laboratoire|Bloc opératoire|Consultations externes|HDJ|Chirurgie ambulatoire|UCA|Ophtalmologie|ORL|Urologie|Gynécologie|Néonatologie|Rhumatologie|Endocrinologie|Dermatologie|Médecine A|Médecine B|Chir 2|MED 1|URG|CARDIO|PNEUMO|GASTRO|REA|MATER|PEDIA|UHCD|Soins palliatifs|SMUR|Stomatologie|Diabétologie|Infectiologie|2101|3402|UF 1204|4410 - Cardio|Court séjour gériatrique|HAD|SSIAD""".split(
    "|"
)
JOBS = """Infirmier|IDE|Aide-soignante|AS|ASH|Médecin|Praticien hospitalier|Cadre de santé|Secrétaire médicale|Adjoint administratif|Sage-femme|Kinésithérapeute|Manipulateur radio|Technicien de laboratoire|Pharmacien|Préparateur en pharmacie|Interne|Ambulancier|Brancardier|Ingénieur informatique|Technicien supérieur|Agent d'entretien|Cuisinier|Directeur adjoint|Attaché d'administration|Psychologue|Diététicienne|Ergothérapeute|IADE|IBODE|Puéricultrice|Assistante sociale|Ouvrier principal|Agent logistique|Contrôleur de gestion|Responsable RH|Auxiliaire de puériculture|Orthophoniste|Standardiste|Educateur spécialisé""".split(
    "|"
)
PRODUCTS = """Gants nitrile taille M|Compresses stériles 10x10|Seringue 10 ml|Cathéter 18G|Masque FFP2|Surblouse|Drap d'examen|Écran 24 pouces|Imprimante laser|Clavier|Lit médicalisé|Fauteuil roulant|Pousse-seringue|Moniteur|Papier A4|Toner noir|Chariot de soins|Gel hydroalcoolique 500 ml|Sonde urinaire CH16|Pansement hydrocolloïde|Bande Velpeau|Thermomètre|Tensiomètre|Lampe scialytique|Table d'opération|Aspirateur|Détergent|Sac poubelle DASRI|Vis inox|Chaise|Bureau|Armoire|Onduleur|Switch 24 ports|Licence Office|Poche de nutrition|Tubulure|Champ stérile|Lame bistouri n°11|Coton""".split(
    "|"
)
COMPANIES_TAIL = [
    "SARL",
    "SAS",
    "SA",
    "& Fils",
    "Médical",
    "Santé",
    "France",
    "Services",
    "Distribution",
    "Ingénierie",
    "Conseil",
    "Groupe",
    "Industries",
    "Équipement",
]
ROOMS = """Salle de réunion|Salle A|Salle polyvalente|Amphithéâtre|Bureau 12|Salle des Lilas|Bâtiment Pasteur|Pavillon Laennec|Hall principal|Salle de soins|Local technique|Chaufferie|Salle d'attente|Réserve|Lingerie|Cuisine centrale|Morgue|Archives|Bloc A|Salle Jeanne d'Arc|Pavillon Curie|Vestiaire|Parking nord|Salle 104|Crèche""".split(
    "|"
)
SOFTWARE = """DxCare|Sillage|Orbis|Easily|Hopital Manager|Mediboard|Crossway|ResUrgences|CPage|Hexagone|Pharma|Genois|Office 2016|Windows 10|Adobe Reader|Chrome|Firefox|Veeam|VMware|Xplore|PACS|Chimio|Cursus|Octime|Chronos|Cpage i|Osiris|Clinicom|Qualios|Ennov""".split(
    "|"
)
FORMATIONS = """Gestes d'urgence AFGSU 1|Hygiène des mains|Incendie|Bientraitance|Douleur|Excel niveau 2|Manutention|Identitovigilance|RGPD|Plan blanc|Circuit du médicament|Procédure d'admission|Protocole chute|Gestion des risques|Radioprotection|Tutorat|Soins palliatifs|Communication|Cybersécurité|Conduite à tenir AES""".split(
    "|"
)
PROSE = """patient vu ce jour, pas de plainte|à revoir dans 3 mois avec bilan|famille prévenue par téléphone|sortie reportée, attente de place en SSR|refuse les soins ce matin|RAS|allergie à la pénicilline signalée par la fille|transport en ambulance demandé|surveillance glycémique 3 fois par jour|a appelé pour annuler son rendez-vous|dossier incomplet, manque la carte vitale|ne parle pas français, interprète|retour à domicile avec aide ménagère|douleur EVA 6, antalgiques donnés|vue par le cardiologue, échographie demandée|absent le jour de la convocation|en attente de la réponse de la mutuelle|mutation en médecine demain|perfusion à changer à 18h|ordonnance remise au patient""".split(
    "|"
)
FLAGS = [
    ["O", "N"],
    ["Oui", "Non"],
    ["0", "1"],
    ["Actif", "Inactif"],
    ["Domicile", "Transfert", "Décès", "Mutation"],
    ["8", "7", "6"],
    ["A", "B", "C"],
    ["En cours", "Terminé", "Annulé"],
    ["RG", "CMU", "AME", "ALD"],
    ["VRAI", "FAUX"],
    ["Urgent", "Programmé"],
    ["Ambulance", "VSL", "Taxi"],
    ["Conforme", "Non conforme"],
    ["CDI", "CDD"],
]
SYLLABLES = "ba bel ber bou bra bri car chau cle col cor cou dan dar del dou du fer fla fon fou gal gar ger gou gran gui ha hau her jac jo la lam lan leb lec lef leg len lou ma mar mau mer mon mou nar nau noi par pel per pi poi pre qui ra re ri ro rou sa sau ser si so tar tau ter thi tou tre va var ver vi vil wa yv zan".split()
ENDS = "ard aud ault eau el elle er et ette ez ian ic ier in iot is lin lot man mont net not on ot ou oux rel ret rin ron roux sel son tel tier ton trand veau vier ville".split()


@dataclass
class Vocabulary:
    """The words of one part: those to learn from, or those held out."""

    rng: random.Random
    part: str
    surnames: list[str]
    given_m: list[str]
    given_f: list[str]
    cities: list[str]

    def words(self, words: list[str]) -> list[str]:
        """Return the words of this part: three quarters to learn from, the rest, with some of all, to check with."""
        held = [w for i, w in enumerate(words) if _number(w) % 4 == 0]
        kept = [w for w in words if _number(w) % 4]
        return (kept if self.part == "learn" else held) or words


def _number(word: str) -> int:
    return sum(ord(c) * (i + 7) for i, c in enumerate(word)) // 3


def vocabulary(seed: int, part: str) -> Vocabulary:
    """Make the vocabulary of a part."""
    rng = random.Random(f"{seed}{part}")
    surnames, given_m, given_f, cities = set(), set(), set(), set()
    for locale in set(LOCALES):
        fake = Faker(locale)
        fake.seed_instance(3)
        weight = 800 if locale == "fr_FR" else 120
        surnames |= {fake.last_name() for _ in range(weight)}
        given_m |= {fake.first_name_male() for _ in range(weight // 3)}
        given_f |= {fake.first_name_female() for _ in range(weight // 3)}
        if locale == "fr_FR":
            cities |= {fake.city() for _ in range(900)}
    made = {
        "".join(random.Random(i).choices(SYLLABLES, k=random.Random(i).randint(1, 2))).capitalize()
        + random.Random(-i).choice(ENDS)
        for i in range(2500)
    }
    vocab = Vocabulary(rng, part, [], [], [], [])
    pick = lambda items: vocab.words(sorted(items))
    latin = [s for s in surnames | made if all(c.isalpha() or c in " '-" for c in s)]
    vocab.surnames, vocab.given_m, vocab.given_f, vocab.cities = pick(latin), pick(given_m), pick(given_f), pick(cities)
    return vocab


def bare(text: str) -> str:
    """Take the accents off."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def invent_person(v: Vocabulary) -> dict:
    """Invent one person."""
    rng = v.rng
    sex = rng.choice("MF")
    last = rng.choice(v.surnames)
    kind = rng.random()
    if kind < 0.06:
        last += "-" + rng.choice(v.surnames)
    elif kind < 0.12:
        last = rng.choice(["De ", "Le ", "La ", "Ben ", "El ", "Van ", "Van der ", "D'", "Du ", "Da "]) + last
    given = rng.choice(v.given_m if sex == "M" else v.given_f)
    if rng.random() < 0.12:
        given += rng.choice(["-", " "]) + rng.choice(v.given_m if sex == "M" else v.given_f)
    born = dt.date(2024, 6, 1) - dt.timedelta(days=int(abs(rng.gauss(50, 25)) * 365) + rng.randint(0, 364))
    return {"sex": sex, "last": last, "given": given, "born": born, "birth": rng.choice(v.surnames) if sex == "F" and rng.random() < 0.5 else last,
            "in": dt.date(rng.choice([2022, 2023, 2024]), rng.randint(1, 12), rng.randint(1, 28)), "stay": rng.randint(0, 25)}  # fmt: skip


def case_of(v: Vocabulary, style: str, text: str) -> str:
    """Write in the case of the column."""
    if style == "UPPER":
        return bare(text).upper()
    if style == "Accents":
        return text.upper()
    if style == "lower":
        return bare(text).lower()
    return text if style == "Title" else bare(text)


DATE_FORMATS = ["%d/%m/%Y"] * 5 + [
    "%Y-%m-%d",
    "%Y-%m-%d",
    "%d/%m/%y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%Y%m%d",
    "%d%m%Y",
    "%d %b %Y",
    "%Y-%m-%d 00:00:00",
    "%m/%d/%Y",
    "serial",
    "words",
]


def write_date(style: str, day: dt.date) -> str:
    """Write a date in the style of the column."""
    if style == "serial":
        return str((day - dt.date(1899, 12, 30)).days)
    if style == "words":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return day.strftime(style)


def column_writer(kind: str, v: Vocabulary):  # noqa: C901, PLR0911, PLR0912, PLR0915
    """Return a function from a person to a cell of that kind, in one style for the whole column."""
    rng = v.rng
    case = rng.choice(["UPPER", "UPPER", "Title", "Title", "Accents", "bare", "lower"])
    given_case = rng.choice([case, "Title", "UPPER"])
    dates = rng.choice(DATE_FORMATS)
    w = v.words
    if kind == "family_name":
        return lambda p: case_of(v, case, p["last"])
    if kind in {"birth_name", "used_name"}:
        empty = rng.random() < 0.6
        return lambda p: "" if empty and p["birth"] == p["last"] else case_of(v, case, p["birth"])
    if kind == "given_names":
        return lambda p: case_of(v, given_case, p["given"])
    if kind in {"full_name", "practitioner", "relative"}:
        order = rng.choice(["fg", "fg", "gf", "f,g"])
        titled = "Dr " if kind == "practitioner" and rng.random() < 0.6 else ""
        titles = kind != "practitioner" and rng.random() < 0.25
        alone = kind == "practitioner" and rng.random() < 0.35
        pool = [invent_person(v) for _ in range(rng.randint(2, 9))] if kind == "practitioner" else None
        up = case if case != "lower" else "UPPER"
        maiden = kind == "full_name" and rng.random() < 0.15

        def full(p):
            q = rng.choice(pool) if pool else (invent_person(v) if kind == "relative" else p)
            last, given = case_of(v, up, q["last"]), case_of(v, given_case, q["given"])
            text = (
                last if alone else {"fg": f"{last} {given}", "gf": f"{given} {last}", "f,g": f"{last}, {given}"}[order]
            )
            if maiden and q["birth"] != q["last"]:
                text += f" née {case_of(v, up, q['birth'])}"
            return titled + (("M. " if q["sex"] == "M" else "Mme ") if titles else "") + text

        return full
    if kind == "title":
        words = rng.choice([("M.", "Mme"), ("M", "MME"), ("Monsieur", "Madame"), ("MR", "MME"), ("M", "Mme")])
        return lambda p: words[p["sex"] == "F"]
    if kind == "sex":
        words = rng.choice(
            [
                ("M", "F"),
                ("H", "F"),
                ("1", "2"),
                ("Homme", "Femme"),
                ("Masculin", "Féminin"),
                ("m", "f"),
                ("MASC", "FEM"),
            ]
        )
        return lambda p: words[p["sex"] == "F"]
    if kind == "birth_date":
        return lambda p: write_date(dates, p["born"])
    if kind == "arrival_date":
        clock = rng.random() < 0.3 and dates not in {"serial", "%Y%m%d", "%d%m%Y"}
        return lambda p: (
            write_date(dates, p["in"]) + (f" {rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}" if clock else "")
        )
    if kind == "discharge_date":
        return lambda p: "" if rng.random() < 0.15 else write_date(dates, p["in"] + dt.timedelta(days=p["stay"]))
    if kind in {"appointment", "date"}:
        base = dt.date(rng.randint(2008, 2024) if kind == "date" else 2024, rng.randint(1, 12), rng.randint(1, 28))
        span = rng.choice([5, 30, 400, 4000]) if kind == "date" else rng.choice([1, 30, 200])
        clock = kind == "appointment" and rng.random() < 0.6
        return lambda p: (
            write_date(dates if not clock else "%d/%m/%Y", base + dt.timedelta(days=rng.randint(0, span)))
            + (f" {rng.randint(8, 18):02d}:{rng.choice(['00', '15', '30'])}" if clock else "")
        )
    if kind == "death_date":
        return lambda p: write_date(dates, p["in"]) if rng.random() < 0.2 else ""
    if kind == "age":
        tail = rng.choice(["", "", " ans"])
        return lambda p: f"{max(0, (dt.date(2024, 6, 1) - p['born']).days // 365)}{tail}"
    if kind == "phone":
        style = rng.choice(
            ["{}{}{}{}{}", "{} {} {} {} {}", "{}.{}.{}.{}.{}", "+33{}{}{}{}{}", "{}-{}-{}-{}-{}", "nozero", "short"]
        )

        def number(p):
            parts = [f"0{rng.choice('1234567')}", *(f"{rng.randint(0, 99):02d}" for _ in range(4))]
            if style == "short":
                return str(rng.randint(1000, 9999))
            text = ("{}{}{}{}{}" if style == "nozero" else style).format(*parts)
            return text[1:] if style == "nozero" else text.replace("+330", "+33")

        return number
    if kind == "email":
        host = rng.choice(["orange.fr", "gmail.com", "ch-exemple.fr", "free.fr"])
        return lambda p: (
            f"{bare(p['given']).lower().replace(' ', '-')}.{bare(p['last']).lower().replace(' ', '')}@{host}"
        )
    if kind in {"street", "address"}:
        ways = ["rue", "avenue", "place", "impasse", "allée", "chemin", "boulevard", "résidence"]
        tail = (
            (lambda p: f" {rng.randint(1, 95):02d}{rng.randint(0, 99) * 10:03d} {rng.choice(v.cities)}")
            if kind == "address"
            else (lambda p: "")
        )
        return lambda p: case_of(
            v,
            case,
            f"{rng.randint(1, 250)}{rng.choice(['', '', ' bis', ','])} {rng.choice(ways)} {rng.choice(['de la ', 'du ', '', 'des '])}{rng.choice([*w(PRODUCTS), *v.surnames[:200]])}{tail(p)}",
        )
    if kind == "postcode":
        area = rng.randint(1, 95)
        return lambda p: f"{area:02d}{rng.choice([0, 100, 120, 200, 230, 280, 300, 400, 510, 700]):03d}"
    if kind in {"city", "birth_place"}:
        return lambda p: case_of(v, case, rng.choice(v.cities))
    if kind == "country":
        return lambda p: rng.choice(["FRANCE", "FRANCE", "FRANCE", "BELGIQUE", "MAROC", "ALGERIE", "PORTUGAL"])
    if kind == "nir":
        spaced, key, broken = rng.random() < 0.4, rng.random() < 0.75, rng.random() < 0.1

        def nir(p):
            body = f"{'12'[p['sex'] == 'F']}{p['born'].year % 100:02d}{p['born'].month:02d}{rng.randint(1, 95):02d}{rng.randint(1, 900):03d}{rng.randint(1, 999):03d}"
            full = body + (f"{97 - int(body) % 97:02d}" if key else "")
            if broken:
                return f"{int(full):.5E}".replace("+0", "+")
            return (
                f"{full[0]} {full[1:3]} {full[3:5]} {full[5:7]} {full[7:10]} {full[10:13]} {full[13:]}".strip()
                if spaced
                else full
            )

        return nir
    if kind in {"ipp", "stay_id", "staff_id"}:
        size, prefix = (
            rng.randint(4, 10) if kind != "staff_id" else rng.randint(3, 7),
            rng.choice(["", "", "", "P", "A", "00", "80", "2024", "N"]),
        )
        return lambda p: prefix + f"{rng.randint(1, 10**size - 1):0{size}d}"
    if kind == "sector":
        words = rng.sample(w(SECTORS), min(rng.randint(1, 12), len(w(SECTORS))))
        style = rng.choice(["Title", "UPPER", "Title", "bare"])
        return lambda p: case_of(v, style, rng.choice(words))
    if kind == "room":
        return lambda p: rng.choice(
            [
                f"{rng.randint(100, 420)}",
                f"{rng.randint(100, 420)}-{rng.choice('ABPF')}",
                f"Ch {rng.randint(1, 60)}",
                f"{rng.randint(1, 40)}{rng.choice('PF')}",
            ]
        )
    if kind == "diagnosis_code":
        dot = rng.choice(["", "."])
        return lambda p: (
            rng.choice("ABCDEFGIJKLMNOPQRSTZ")
            + f"{rng.randint(0, 99):02d}"
            + (f"{dot}{rng.randint(0, 9)}" if rng.random() < 0.7 else "")
        )
    if kind == "diagnosis":
        return lambda p: case_of(
            v, case, rng.choice(w(DIAGNOSES)) + rng.choice(["", "", " gauche", " droit", " ?", " bilatéral"])
        )
    if kind == "act":
        codes = rng.random() < 0.4
        return lambda p: (
            "".join(rng.choices("ABCDEFGHJLMNPQZ", k=4)) + f"{rng.randint(1, 20):03d}"
            if codes
            else case_of(v, case, rng.choice(w(ACTS)))
        )
    if kind == "drug":
        return lambda p: rng.choice(w(DRUGS)) + rng.choice(["", "", " 1-0-1", " x3/j", " matin et soir"])
    if kind == "result":
        style = rng.choice(["decimal", "int", "sign", "unit"])
        return lambda p: {
            "decimal": f"{rng.uniform(0.5, 15):.1f}".replace(".", rng.choice(",.")),
            "int": str(rng.randint(40, 180)),
            "sign": rng.choice(["Négatif", "Positif", "NEG", "POS", "En cours"]),
            "unit": f"{rng.uniform(3, 18):.1f} g/dl",
        }[style]
    if kind == "iban":
        return lambda p: "FR76" + "".join(rng.choices("0123456789", k=23))
    if kind == "amount":
        tail = rng.choice(["", " €", "", ""])
        return lambda p: f"{rng.uniform(5, 4000):.2f}".replace(".", rng.choice(",,.")) + tail
    if kind == "rpps":
        return lambda p: "10" + "".join(rng.choices("0123456789", k=9))
    if kind == "job":
        words = rng.sample(w(JOBS), min(rng.randint(2, 10), len(w(JOBS))))
        return lambda p: case_of(v, case if case != "lower" else "Title", rng.choice(words))
    if kind == "login":
        return lambda p: bare(p["given"][0] + p["last"]).lower().replace(" ", "").replace("'", "")[: rng.randint(6, 12)]
    if kind == "password":
        return lambda p: "".join(rng.choices("abcdefghABCDEFGH23456789!#", k=rng.randint(7, 12)))
    if kind == "free_text":
        return lambda p: rng.choice(w(PROSE)) if rng.random() < 0.7 else ""
    raise KeyError(kind)


def other_writer(kind: str, v: Vocabulary):  # noqa: PLR0911
    """Return a writer of a column that is about things, not people."""
    rng, w = v.rng, v.words
    case = rng.choice(["UPPER", "Title", "Title", "bare"])
    pools = {
        "product": [*w(PRODUCTS), *w(DRUGS)],
        "room_name": w(ROOMS),
        "software": w(SOFTWARE),
        "formation": w(FORMATIONS),
        "commune": v.cities,
    }
    if kind in pools:
        if kind == "product" and rng.random() < 0.4:
            pools[kind] = [d.split()[0] for d in w(DRUGS)]  # one word in capitals: as a family name looks
        return lambda p: case_of(v, case, rng.choice(pools[kind]))
    if kind == "company":
        plain = rng.random() < 0.3
        return lambda p: case_of(
            v, case, f"{rng.choice(v.surnames)} {'' if plain else rng.choice(COMPANIES_TAIL)}".strip()
        )
    if kind == "machine":
        prefix = rng.choice(["PC-", "SRV-", "W10-", "IMP_", "CH-PORT-"])
        return lambda p: f"{prefix}{rng.choice(['URG', 'DSI', 'ADM', 'LABO', 'RH'])}{rng.randint(1, 300):03d}"
    if kind == "file":
        return lambda p: (
            bare(rng.choice(w(FORMATIONS))).replace(" ", "_") + rng.choice([".docx", ".xlsx", ".pdf", "_v2.doc"])
        )
    if kind == "number":
        top = rng.choice([10, 100, 5000, 100000])
        return lambda p: str(rng.randint(0, top))
    if kind == "code":
        prefix, size = rng.choice(["", "REF", "INV-", "LOT", "A"]), rng.randint(3, 8)
        return lambda p: f"{prefix}{rng.randint(1, 10**size):0{size}d}"
    if kind == "flag":
        words = rng.choice(FLAGS)
        return lambda p: rng.choice(words)
    if kind == "time":
        return lambda p: f"{rng.randint(7, 19):02d}{rng.choice(['h', ':'])}{rng.choice(['00', '15', '30', '45'])}"
    return lambda p: rng.choice(
        ["boîte", "unité", "HP", "Dell", "v2.1", "carton de 100", "Philips", "GE", "kg", "pièce"]
    )


PEOPLE = ["family_name", "given_names"]
LAYOUTS = {
    "patients": (
        [
            "ipp",
            "stay_id",
            "birth_name",
            "sex",
            "title",
            "birth_date",
            "age",
            "sector",
            "arrival_date",
            "discharge_date",
            "phone",
            "address",
            "postcode",
            "city",
            "practitioner",
            "diagnosis",
            "nir",
            "email",
            "room",
            "flag",
            "free_text",
            "diagnosis_code",
            "act",
            "used_name",
            "street",
            "relative",
            "birth_place",
            "death_date",
            "number",
            "time",
        ],
        10,
    ),
    "appointments": (
        [
            "birth_date",
            "appointment",
            "practitioner",
            "act",
            "phone",
            "sector",
            "time",
            "email",
            "diagnosis",
            "flag",
            "ipp",
            "free_text",
            "room",
        ],
        4,
    ),
    "results": (
        ["ipp", "birth_date", "result", "date", "act", "sector", "practitioner", "sex", "age", "drug", "flag"],
        3,
    ),
    "staff": (
        [
            "staff_id",
            "job",
            "sector",
            "email",
            "phone",
            "date",
            "login",
            "iban",
            "nir",
            "rpps",
            "birth_date",
            "title",
            "amount",
            "flag",
            "number",
            "password",
            "address",
            "postcode",
            "city",
            "birth_name",
        ],
        6,
    ),
    "billing": (
        ["stay_id", "amount", "date", "nir", "address", "postcode", "city", "company", "code", "birth_date", "flag"],
        2,
    ),
    "things": (
        [
            "product",
            "company",
            "machine",
            "room_name",
            "file",
            "commune",
            "software",
            "number",
            "code",
            "flag",
            "date",
            "mesure",
            "amount",
            "formation",
            "postcode",
            "city",
            "phone",
            "email",
            "sector",
            "address",
            "drug",
            "number",
            "code",
        ],
        7,
    ),
}


def invent_table(v: Vocabulary) -> tuple[list[str], list[str], list[list[str]]]:
    """Invent one table: its headers, the kind of each column, its rows of text."""
    rng = v.rng
    layout = rng.choices(list(LAYOUTS), [weight for _, weight in LAYOUTS.values()])[0]
    pool, _ = LAYOUTS[layout]
    kinds = rng.sample(pool, min(len(pool), rng.randint(2, 9)))
    if layout != "things":
        kinds = [k for k in kinds if not (layout == "things" and k in PEOPLE)]
        style = rng.random()
        names = (
            ["full_name"]
            if style < 0.3
            else ["family_name", "given_names"]
            if style < 0.85
            else ["given_names", "family_name"]
            if style < 0.92
            else []
        )
        at = 0 if rng.random() < 0.6 else rng.randint(0, len(kinds))
        kinds[at:at] = names
        if "full_name" in names:
            kinds = [k for k in kinds if k not in {"birth_name", "used_name"}]
    kinds = [k for k in kinds if not ({"arrival_date", "discharge_date"} <= set(kinds) and k == "discharge_date")] + (
        ["discharge_date"] if {"arrival_date", "discharge_date"} <= set(kinds) else []
    )
    if "arrival_date" in kinds and kinds[-1] == "discharge_date":
        kinds.remove("discharge_date")
        kinds.insert(kinds.index("arrival_date") + 1, "discharge_date")
    writers = [other_writer(k, v) if k in OTHER_HEADERS else column_writer(k, v) for k in kinds]
    headers = [rng.choice(v.words(OTHER_HEADERS.get(k) or HEADERS[k])) for k in kinds]
    blanks = [rng.choice([0, 0, 0, 0.05, 0.3]) if k not in PEOPLE else 0 for k in kinds]
    rows = []
    for _ in range(rng.choice([4, 8, 15, 30, 60, 120])):
        person = invent_person(v)
        rows.append(
            ["" if rng.random() < blank else write(person) for write, blank in zip(writers, blanks, strict=True)]
        )
    return headers, ["other" if k in OTHER_HEADERS else k for k in kinds], rows
