"""Files of the unseen family that concern nobody, though many look as if they did."""

# fmt: off
from __future__ import annotations

from recense.invent.family import HarmlessKind

_GRIDS = ("xlsx", "csv", "xls", "ods", "tsv")
_PROSE = ("docx", "pdf", "odt", "txt", "rtf")

HARMLESS = (
    HarmlessKind(
        "formulary", ("livret thérapeutique {year}", "PUI_articles_{number}"), ("PUI/Livret",), (*_GRIDS, "pdf", "dbf"), header=("UCD", "Nom", "DCI", "Dosage", "Qté", "Péremption"),
        columns=(("34009########",), ("Modopar", "Célestamine", "Lovenox", "Néo-Mercazole", "Humira", "Marcaïne", "Clamoxyl", "Ventoline", "Victoza", "Rosuva", "Adrénaline Renaudin", "Lidocaïne Aguettant", "Solution de Dakin", "Ringer Lactate", "Liqueur de Fehling"),
                 ("lévodopa", "adalimumab", "énoxaparine", "amoxicilline", "bupivacaïne"), ("## mg", "1 g", "#,# ml"), ("#",), ("03/202#", "11/202#", "08/202#")), share=3,
    ),
    HarmlessKind(
        "meeting rooms", ("salles réservables", "plan niveau {number}"), ("Services techniques/Bâtiments", "Direction/Logistique"), _GRIDS, header=("Nom de la salle", "Type", "Capacité", "Niveau", "Dernier contrôle"),
        columns=(("Salle Simone Veil", "Amphi Laennec", "Salle Émile Roux", "Espace Camille Claudel", "Salle Ambroise Paré", "Salle Georges Pompidou"), ("réunion", "visioconférence", "formation"), ("##",), ("RDJ", "N0", "N1", "N-1"), ("1#/03/2023", "2#/11/2022", "07/06/2023")), share=2,
    ),
    HarmlessKind(
        "suppliers", ("tiers actifs {year}", "mandats émis {number}", "marchés_{year}"), ("Achats-Marchés/Tiers", "TRESORERIE/Hélios"), (*_GRIDS, "mysql", "sqlserver"), header=("Code tiers", "NOM", "SIREN", "Ville", "Mt mandaté", "Dt mandat"),
        columns=(("F0####",), ("GARAGE ROUSSEL SARL", "Ets CHAPUIS & FILS", "SAS MEDTRONIC FRANCE", "BONNET FRERES TP", "Menuiserie FAURE SARL", "SODEXO SANTE", "Laboratoires PIERRE FABRE", "BERGER LEVRAULT SA", "GIRAUD IMPRIMEURS", "DALKIA"),
                 ("#########",), ("LE PUY", "LYON", "ST ETIENNE", "PARIS"), ("~",), ("1#/10/2022", "2#/12/2022", "05/11/2022")), share=2.5,
    ),
    HarmlessKind(
        "towns", ("insee_communes_{year}", "table CP {number}"), ("DSIO/Tables", "DIM/ePMSI/Référentiels"), (*_GRIDS, "sqlite", "json", "copy"), header=("INSEE", "NOM_COMMUNE", "CP", "DEP"),
        columns=(("43###",), ("Saint-Germain-Laprade", "Blavozy", "Polignac", "Rosières", "Chadrac", "Sainte-Sigolène", "Allègre", "Félines", "Paulhaguet", "Saint-Just-Malmont", "Bas-en-Basset", "Vernassal"), ("43##0",), ("43", "15", "63")), share=2,
    ),
    HarmlessKind(
        "devices", ("GMAO_{number}", "inventaire biomed {year}"), ("Biomédical/GMAO", "DSIO/Parc"), (*_GRIDS, "xml", "ndjson"), header=("Code GMAO", "Libellé", "Nom constructeur", "Modèle", "N° de série", "Mis en service le", "UF"),
        columns=(("EQ-######",), ("Échographe", "Moniteur multiparamétrique", "Respirateur", "Table d'opération", "Scialytique", "Bistouri", "Lève-malade"), ("Philips", "Siemens", "Dräger", "Maquet", "Fresenius Kabi", "Carl Zeiss", "Olympus", "Karl Storz", "Hamilton", "Stryker", "Hill-Rom"),
                 ("Affiniti ##", "Evita V###", "MX###", "Alphamaxx"), ("SN#######",), ("1#/04/201#", "2#/09/201#", "03/01/201#"), ("C007", "G310", "0021")), share=3,
    ),
    HarmlessKind(
        "service accounts", ("comptes de service", "BAL_generiques_{number}"), ("DSIO/AD",), ("csv", "xlsx", "json"), header=("sAMAccountName", "DisplayName", "Mail", "Description"),
        columns=(("svc_backup##", "sqlagent#", "imp_ps##", "gen.urgences", "kiosk##"), ("Service sauvegarde", "Agent SQL", "Imprimante PS", "BAL Urgences", "Borne accueil"), ("bal.###@hopitaux-haut-velay.example.org",), ("ne pas supprimer", "compte machine", "migration 2021")), share=1.5,
    ),
    HarmlessKind(
        "prostheses", ("tarif DMI {year}", "LPP_{number}"), ("PUI/DMI", "BLOC/DMI"), (*_GRIDS, "pdf", "html"), header=("Réf.", "Nom du dispositif", "Fabricant", "Code LPP", "PU HT"),
        columns=(("####-##",), ("Tige de Charnley cimentée", "Cupule Bousquet", "Clou de Küntscher", "Plaque de Judet", "Broche de Kirschner", "Sonde de Foley CH##", "Canule de Guedel", "Drain de Redon", "Ciment Palacos", "Valve de Starr-Edwards", "Aiguille de Tuohy"),
                 ("Zimmer", "Smith & Nephew", "DePuy", "Stryker", "Lépine", "Coloplast"), ("3######",), ("~",)), share=2,
    ),
    HarmlessKind(
        "price list", ("tarifs prestations {year}", "grille régie"), ("Facturation-Admissions/Tarifs",), (*_GRIDS, "html", "pdf", "docx"), header=("DMT", "Libellé", "Tarif au 01/03"),
        columns=(("###",), ("Médecine - hospit. complète", "Chirurgie", "Spécialités coûteuses", "Chambre particulière", "Lit accompagnant", "Ticket télé semaine", "Copie de dossier"), ("~",)), share=1,
    ),
    HarmlessKind(
        "ward statistics", ("TBD {month_name} {year}", "DMS par UF {year}", "occupation {number}"), ("DIM/Tableaux de bord", "Direction/CREA"), (*_GRIDS, "docx"), header=("UF", "Nb séjours", "Journées", "DMS", "IP-DMS", "Tx occ."),
        columns=(("SAU", "USIC", "Néonatologie", "HAD", "SMR polyvalent", "Pédopsychiatrie"), ("#",), ("#",), ("#,#",), ("1,0#", "0,9#"), ("##,# %",)), share=3,
    ),
    HarmlessKind(
        "ICD", ("CIM-10 FR {year}", "thésaurus urgences {number}"), ("DIM/ePMSI/Référentiels", "SAU/Paramétrage"), ("csv", "xlsx", "txt", "dbf", "xml"), header=("CODE", "LIBELLE_LONG", "LIBELLE_COURT"),
        columns=(("G20", "E05.0", "K50.#", "I73.0", "M72.0", "D66", "E24.#", "Q90.#", "F84.5"), ("Maladie de Parkinson", "Maladie de Basedow", "Maladie de Crohn", "Syndrome de Raynaud", "Maladie de Dupuytren", "Maladie de von Willebrand", "Syndrome de Cushing", "Trisomie 21 (Down)", "Syndrome d'Asperger"),
                 ("PARKINSON", "BASEDOW", "CROHN", "RAYNAUD", "DUPUYTREN", "WILLEBRAND", "CUSHING", "DOWN", "ASPERGER")), share=2,
    ),
    HarmlessKind(
        "CCAM", ("CCAM_V{number}", "actes favoris bloc"), ("DIM/ePMSI/Référentiels", "BLOC/Paramétrage"), ("csv", "xlsx", "dbf", "postgresql"), header=("Acte", "Libellé", "Activité", "Tarif S1"),
        columns=(("NEKA0##", "LMMA0##", "HFMC0##", "JKFA0##"), ("Intervention de Bentall", "Cure de hernie selon Shouldice", "Résection selon Hartmann", "Fundoplicature de Nissen", "Opération de Latarjet", "Duodénopancréatectomie selon Whipple", "Cystocèle : Burch"), ("1", "4"), ("~",)), share=1.5,
    ),
    HarmlessKind(
        "streets", ("RIVOLI {number}", "sectorisation HAD {year}"), ("HAD/Cartographie", "DSIO/Tables"), ("csv", "xlsx", "ods", "dbf"), header=("Code voie", "Nom", "Commune", "Secteur"),
        columns=(("0###",), ("AV CHARLES DUPUY", "RUE ANTOINE MARTIN", "PL MICHELET", "BD ALEXANDRE CLAIR", "RUE JULES VALLES", "CHE DE SAINT MARTIN", "RUE MARIE MARVINGT"), ("LE PUY EN VELAY", "VALS PRES LE PUY", "ESPALY ST MARCEL"), ("N", "S", "E")), share=1.5,
    ),
    HarmlessKind(
        "training catalogue", ("catalogue DPC {year}", "offre formation {number}"), ("DRH-DAM/Formation",), (*_GRIDS, "pdf", "docx"), header=("N°", "Intitulé", "Organisme", "Durée", "Public", "Date session"),
        columns=(("F##",), ("AFGSU niveau 2", "Méthode Montessori", "Humanitude Gineste-Marescotti", "Toucher-massage", "Snoezelen", "Échelle de Braden", "Excel niveau 1"), ("ANFH", "CESU 43", "GERONTO FORMATION", "Grieps"), ("2 j", "7 h"), ("IDE, AS", "tous", "médecins"), ("1#/02/2024", "2#/05/2024")), share=1,
    ),
    HarmlessKind(
        "licences", ("licences_{year}", "applis et versions"), ("DSIO/Licences",), ("xlsx", "csv", "json"), header=("Application", "Éditeur", "Version", "Serveur", "Fin de support"),
        columns=(("Crossway", "Pastel", "Hexagone", "Osiris", "Chimio", "Magellan", "Clinicom", "Oscar"), ("Maincare", "Softway", "Dedalus", "Computer Engineering", "Berger-Levrault"), ("#.#",), ("srv-app##",), ("31/12/202#",)), share=1.5,
    ),
    HarmlessKind(
        "lines", ("annuaire postes internes", "DECT_{number}"), ("Standard/Téléphonie",), ("xlsx", "csv", "xls", "pdf"), header=("Poste", "Nom affiché", "Bâtiment"),
        columns=(("####",), ("Salle de soins M102", "Fax admissions", "Ascenseur B", "Office SMR", "Sas ambulances", "Astreinte technique", "Bureau des internes"), ("Roux", "Sumène", "Logistique")), share=1.5,
    ),
    HarmlessKind(
        "trees", ("plantations parc {year}", "espaces verts"), ("Services techniques/Espaces verts",), ("xlsx", "ods"), header=("Repère", "Nom", "Variété", "Année"),
        columns=(("A##",), ("Rosier Pierre de Ronsard", "Rosier Madame Meilland", "Pommier Reine des Reinettes", "Camélia Débutante", "Clématite Docteur Ruppel"), ("grimpant", "tige"), ("20##",)), share=0.7,
    ),
    HarmlessKind(
        "wards' kits", ("dotation chariot {number}", "stock magasin {year}"), ("Logistique/Magasin",), (*_GRIDS, "dbf", "sqlite"), header=("Article", "Désignation", "Emplacement", "Mini", "Maxi"),
        columns=(("M#####",), ("Seringue Luer 10 ml", "Pince Kocher", "Pince de Péan", "Ciseaux Mayo", "Bistouri n° ##", "Champ Bétadine", "Sparadrap Leukoplast", "Sonde de Blakemore"), ("A-##", "B-##"), ("##",), ("###",)), share=2,
    ),
    HarmlessKind(
        "procedure", ("PROC-{number}", "Protocole {number} vf", "conduite à tenir {number}"), ("Qualité-GDR/GED", "Partage_Public/Protocoles"), _PROSE,
        texts=(
            """
{hospital}
CONDUITE À TENIR DEVANT UNE CHUTE
Réf. GDR-PR-0## - version c - diffusion : toutes UF
1) Ne pas relever seul le patient. Évaluer la conscience (score de Glasgow).
2) Rechercher un signe de fracture ; immobiliser (attelle de Thomas si besoin).
3) Appeler l'interne de garde. Tracer dans le dossier : nom, prénom, date de naissance, heure.
4) Prévenir la personne de confiance.
Rédaction : groupe Chutes. Validation : cellule qualité.
""",
            """
Fiche technique – Pose de sonde de Foley
Matériel : sonde CH 16, seringue de 10 ml, poche de Redon non nécessaire
Position de Trendelenburg si syndrome vagal
Identito-vigilance : demander au patient de décliner son identité (nom de naissance, prénom, date de naissance)
Élimination : DASRI
""",
            """
PROTOCOLE ANTICOAGULANTS
Score de CHA2DS2-VASc, formule de Cockcroft
Relais AVK : INR à J3 puis J5
Antidote : PPSB (Kanokad), vitamine K
Contacter le biologiste de garde au poste ####
""",
        ), share=3,
    ),
    HarmlessKind(
        "menus", ("menus S{number}", "UCP menu {month_name}"), ("UCP/Menus",), ("docx", "pdf", "txt", "html"),
        texts=(
            """
UCP - cycle automne
LUNDI midi : lentilles du Puy, saucisse, fourme, compote
MARDI midi : macédoine, bœuf Strogonoff, pommes Anna, poire Belle Hélène
MERCREDI midi : salade Waldorf, filet de colin Bercy, riz Pilaf, flan
JEUDI midi : velouté Dubarry, gigot Soubise, tarte Bourdaloue
VENDREDI midi : œuf Mimosa, brandade Parmentier, pêche Melba
""",
        ), share=1,
    ),
    HarmlessKind(
        "blank forms", ("trame admission", "formulaire désignation PC {number}", "consentement vierge"), ("Facturation-Admissions/Trames", "Qualité-GDR/GED"), ("docx", "pdf", "odt", "rtf"),
        texts=(
            """
DÉSIGNATION D'UNE PERSONNE DE CONFIANCE
Je soussigné(e) Nom : ______________________ Prénom : ______________________
Né(e) le : ___/___/______ à : ______________________
Désigne : Nom, prénom ______________________ Lien : __________
Téléphone : __ __ __ __ __      Adresse : ______________________
Fait à ____________, le ___/___/______     Signature
""",
            """
{hospital}                                        (cadre réservé : étiquette patient)
CONSENTEMENT ÉCLAIRÉ À L'ACTE CHIRURGICAL
Je reconnais avoir reçu du Docteur ............................... les informations utiles.
Nom : ........................ Prénom : ........................ Date : ...... / ...... / ......
[ ] J'accepte   [ ] Je refuse la transfusion
""",
        ), share=1.5,
    ),
    HarmlessKind(
        "queries", ("requete_{number}", "maj_tables_{number}"), ("DSIO/Requêtes SQL",), ("sql", "txt"),
        texts=(
            """
-- requête de contrôle des doublons d'identité
SELECT p.nom_usuel, p.nom_naissance, p.prenom, p.ddn, COUNT(*) AS nb
FROM patient p JOIN sejour s ON s.id_patient = p.id_patient
WHERE s.date_entree >= '2023-01-01' AND p.nom_usuel NOT LIKE 'TEST%'
GROUP BY p.nom_usuel, p.nom_naissance, p.prenom, p.ddn
HAVING COUNT(*) > 1
ORDER BY nb DESC;
""",
        ), share=1,
    ),
    HarmlessKind(
        "scripts", ("copie_{number}", "purge_nuit"), ("DSIO/Scripts",), ("bat", "cmd"),
        texts=(
            """
rem copie de nuit vers le NAS
set SRC=D:\\DATA\\EXPORT
set DST=\\\\nas-sumene\\backup
robocopy %SRC% %DST% /MIR /R:2 /LOG:C:\\logs\\nuit.txt
if errorlevel 8 echo ECHEC >> C:\\logs\\erreurs.txt
""",
        ), share=1.5,
    ),
    HarmlessKind(
        "settings", ("eai_{number}", "mirth-routes", "appsettings"), ("Interfaces/EAI", "DSIO/Config"), ("ini", "yml", "conf"),
        texts=(
            """
canal: ADT_VERS_SIL
source:
  type: mllp
  port: 66##
  charset: ISO-8859-1
filtre: MSH-9 in [ADT^A01, ADT^A03, ADT^A40]
mapping:
  nom: PID-5.1
  prenom: PID-5.2
  ddn: PID-7
retention_jours: 30
""",
        ), share=1.2,
    ),
    HarmlessKind(
        "machine logs", ("veeam_{year}{month}{day}", "iis_{number}", "pare-feu {month_name}"), ("DSIO/Journaux", "Interfaces/EAI/logs"), ("log", "txt"),
        texts=(
            """
[1#/06/2023 01:1#:3#] Job 'VM-GAP' started
[1#/06/2023 01:1#:3#] Processing disk 1 of 2 (### GB)
[1#/06/2023 02:4#:0#] Warning: snapshot consolidation needed on esx-0#
[1#/06/2023 02:4#:0#] DENY TCP 10.43.#.##:5#### -> 185.12.##.##:443
…
[1#/06/2023 05:00:00] Job finished with 1 warning
""",
        ), share=2,
    ),
    HarmlessKind(
        "notices", ("note info {number}", "flash DSIO {month_name}", "affiche {number}"), ("Direction/Notes de service", "Com/Affiches"), _PROSE,
        texts=(
            """
{hospital}
FLASH INFO
Le 1# mars, coupure du DPI de 22 h à 2 h : mode dégradé papier.
Les étiquettes restent imprimables depuis la borne du hall Charles-Dupuy.
Merci de votre compréhension.
La DSIO
""",
            """
NOTE DE SERVICE 2023/##
Objet : tenue professionnelle
Il est rappelé que le port de bijoux est proscrit dans les unités de soins.
Les vestiaires du bâtiment Émile Roux seront fermés du 3 au 7 avril.
La direction des soins
""",
            """
Appel à candidatures – Poste d'IDE de nuit, UNV, 100 %
Qualités attendues : rigueur, sens du travail en équipe. Connaissance du score NIHSS appréciée.
Candidatures à adresser à la DRH avant le 3#/0#. Renseignements : poste ####
""",
        ), share=2,
    ),
)
