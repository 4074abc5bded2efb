"""What doctors, nurses and machines of the unseen family write about one patient or a few."""

# fmt: off
from __future__ import annotations

from recense.invent.family import DocumentKind

_ALL = ("pdf", "docx", "odt", "rtf", "txt", "html")

LETTERS = (
    DocumentKind(
        "consultation letter",
        (
            # a terse specialist
            """
Dr réf. : {initials}/{initials} - {number}
{sector}
{today}

{name}, {born}

Vu ce jour. {diagnosis} stable sous {drug}.
{result}.
Pas de modification. RV {appointment}.

{signature}
""",
            # dictated
            """
{hospital}
Consultation de {sector} - {doctor}

{addressee}
{addressee_address}

dicté le {today}, dactylographié par {initials}

Chère consœur, cher confrère,

Merci de m'avoir confié {patient}{birth_name}, {ne} le {born}, que je vois point à la ligne pour {diagnosis}. {clinical}
Sur le plan biologique : {result}, {result}.
Je propose donc {drug} et je revois {patient_short} le {appointment}.
En restant à votre disposition, bien cordialement.

{signature}
Lettre relue et validée informatiquement, non signée manuscritement
""",
            # old-fashioned
            """
{town}, ce {today}

Mon cher Maître et ami,

J'ai l'honneur de vous adresser les conclusions de l'examen de {patient}, {age}, demeurant {address}, que vous avez bien voulu soumettre à mon avis.
Il s'agit selon toute vraisemblance d'une affection du type {diagnosis}. {clinical}
J'ai cru bon de lui prescrire {drug}. Je serais heureux de recevoir de vos nouvelles et vous prie de croire à mes sentiments les plus dévoués.

{doctor}
Ancien chef de clinique
""",
            # templated output of a program
            """
[ENTETE_SITE] {site}                                     Page 1/1
Destinataire(s) : {addressee} ; Dossier patient
Patient          : {name}
Nom de naissance : voir identité INS
D. naissance     : {born}    (INS : {nir})
N° venue         : {stay}
Unité            : {sector}
------------------------------------------------------------
#MOTIF#
{diagnosis}
#HISTOIRE DE LA MALADIE#
{clinical}
#BIOLOGIE#
{result}
#CONDUITE A TENIR#
{drug} ; {act}
------------------------------------------------------------
Document validé électroniquement par {doctor} le {today}
""",
            """
{sector} / {site}
Tél. secrétariat : poste 4012

Concerne : {patient} - DDN : {born} - IPP : {ipp}

Cher ami,
Ta patiente / ton patient va mieux. Le Holter est normal. {clinical}
On avait évoqué un Basedow puis un Parkinson débutant devant le tremblement : je n'y crois pas. Score de Glasgow 15, Romberg négatif.
Amitiés,
{doctor}
""",
        ),
        ("cs {number}", "LET_{year}_{number}", "courrier {number}", "dictée {day}{month} {number}"), ("Secrétariat médical/Frappe", "Secrétariat médical/Courriers types", "DPI_export/docs"), _ALL,
        kind="patient_record|correspondence", share=6, clinical=True,
    ),
    DocumentKind(
        "discharge summary",
        (
            """
{hospital} - Site {site}
SYNTHÈSE DE SÉJOUR

Monsieur/Madame : {name}{birth_name}      {ne} le {born}
Séjour n° {stay} en {sector}, du {arrival} au {discharge}
Destinataire : {addressee}

I. Circonstances d'admission : {diagnosis}.
II. Antécédents : maladie de Crohn ; {diagnosis}.
III. Examen : {clinical}
IV. Examens complémentaires : {act} ; {result} ; {result}.
V. Évolution : favorable sous {drug}.
VI. Ordonnance de sortie : {drug} ; {drug}.

Séniors : {doctor}. Secrétariat : {initials}
""",
            """
LETTRE DE SORTIE - à remettre au patient (décret 2016-995)

Identité : {patient}
Date de naissance {born}
Entrée le {arrival} / Sortie le {discharge}
Personne à contacter : {relative} - {relation} - {relative_phone}
Résumé : {clinical}
Traitement à poursuivre : {drug}
BMR : non recherchée
Interlocuteur : {doctor}
""",
        ),
        ("SYN {number}", "CRH_{number}_valide", "LDS {number}"), ("DPI_export/docs", "DPI_export/2021", "U/BACKUP/Poste SEC-11/CRH"), _ALL, kind="patient_record", share=4, clinical=True,
    ),
    DocumentKind(
        "operative report",
        (
            """
PROTOCOLE OPÉRATOIRE
{name} né(e) le {born} - dossier {ipp}
BO salle 3 - {today} - venant de : {sector}
Op. : {doctor}    Aide : {colleague}    IADE : {colleague2}
Diagnostic : {diagnosis}
Titre : {act}
Voie d'abord de Mac Burney étendue. Exposition par écarteurs de Farabeuf. Lavage. Redon aspiratif. Fermeture plan par plan.
Prothèse type Charnley-Kerboull. Anticoagulation par {drug}.
Pertes sanguines : 150 cc. Compte de compresses exact.
""",
            """
CR anesthésie : consultation du {today}
Patient : {patient}, {age}
Acte prévu : {act} le {appointment}
ASA 2. Mallampati 1. Cormack attendu I. Jeûne expliqué. Allergies : aucune connue.
Traitement personnel : {drug} (à arrêter J-5), {drug}
{result}
{doctor}
""",
        ),
        ("PO_{number}", "CRO {day}{month}{year} {number}", "CPA {number}"), ("BLOC/Protocoles", "DPI_export/docs"), ("docx", "pdf", "odt", "rtf"), kind="patient_record", share=2, clinical=True,
    ),
    DocumentKind(
        "laboratory report",
        (
            """
LABORATOIRE DE BIOLOGIE MÉDICALE - {site}
Biologistes : {doctor}
Demande {number}   Prélevé le {today}   Prescripteur : Dr {colleague}
Patient {name}   Né(e) {born}   Sexe voir étiquette   IPP {ipp}
Service : {sector}

HÉMATOLOGIE - BIOCHIMIE            Résultat        (réf.)
  {result}
  {result}
  {result}
Clairance selon Cockcroft et Gault : non calculable
Coloration de Gram : négative. Corps de Heinz : absents.
Fin du compte rendu
""",
        ),
        ("bio_{number}", "CR LBM {number}"), ("LBM/CR", "DPI_export/bio"), ("pdf", "txt", "html", "rtf"), kind="patient_record", share=2, clinical=True,
    ),
    DocumentKind(
        "imaging report",
        (
            """
SERVICE D'IMAGERIE - {hospital}
{patient}, {ne} le {born}
Examen du {today} : scanner cérébral
Demandeur : {addressee} - Provenance : {sector}
Indication : {diagnosis}
Technique : acquisition hélicoïdale, sans injection.
Résultat : pas d'anomalie du polygone de Willis. Vallée sylvienne libre. Kyste de Tarlov sans signification. {clinical}
Conclusion : pas d'argument pour une lésion récente.
{doctor}, radiologue
""",
            """
RX GENOU DROIT F + P + DFP
Patient(e) : {name} ({born}) ; ID {ipp}
Radiographie standard : ostéophytose, pincement type Kellgren et Lawrence II. Angle de Cobb 12°.
Pas de signe de Segond. Rotule de type Wiberg II.
Dr {colleague}
""",
        ),
        ("IMG_{number}", "CR scanner {number}", "RX {day}{month}{year} {number}"), ("Imagerie/CR", "DPI_export/imagerie"), ("pdf", "docx", "rtf", "txt"), kind="patient_record", share=2, clinical=True,
    ),
    DocumentKind(
        "prescription sheet",
        (
            """
{doctor}
{sector}
                                    {town}, le {today}
{patient}
{born}   {age}

1/ {drug}, 1 le soir, 28 jours
2/ {drug}, si besoin, max 3 par jour
3/ Bas de contention classe 2
AR 2
""",
            """
ORDONNANCE BIZONE
Prescripteur : {doctor}
Bénéficiaire : {name}     Né(e) le : {born}     N° : {nir}
--- En rapport avec l'affection exonérante ---
{drug} QSP 1 mois
--- Sans rapport ---
{drug} QSP 15 jours
Kinésithérapie : 10 séances, méthode de Klapp
""",
        ),
        ("ORDO {number}", "presc {number}"), ("DPI_export/ordonnances", "Secrétariat médical/Frappe"), ("pdf", "docx", "rtf", "odt"), kind="patient_record", share=2, clinical=True,
    ),
    DocumentKind(
        "certificate",
        (
            """
CERTIFICAT MÉDICAL
{sector}

Je soussigné {doctor}, certifie que l'état de santé de {patient}, {ne} le {born}, domicilié(e) {address}, est incompatible avec toute activité professionnelle jusqu'au {appointment}.
Certificat établi à la demande de l'intéressé(e) et remis en main propre pour faire valoir ce que de droit.
Le {today}
{signature}
""",
            """
CERTIFICAT INITIAL DESCRIPTIF
Sur réquisition, j'ai examiné le {today} {patient} (né(e) le {born}).
Constatations : ecchymose périorbitaire, plaie de 2 cm, {diagnosis}. ITT : 6 jours sous réserve de complications.
{doctor} - {sector}
""",
        ),
        ("certif {number}", "CMI_{number}"), ("Secrétariat médical/Certificats",), ("docx", "pdf", "odt"), kind="patient_record|correspondence", share=1.2, clinical=True,
    ),
    DocumentKind(
        "nurse transmissions",
        (
            """
TRANSMISSIONS {sector*} le {today}
--------------------------------
1 porte {name} - douleur : EVA 3, {drug} donné 18h. Famille passée.
1 fenêtre {name2} ({born2}) - {diagnosis2}. Bilan de demain prêt.
2 : lit vide, désinfecté
3 porte {patient3}, entrée {arrival3} : chute sans gravité, Braden 14
3 fenêtre {patient_short4} : {result4}, {drug4}
4 {name5}, née/né {born5} - sort demain, famille prévenue ({relation5})
IDE AM : {nurse}. IDE nuit : {colleague}. AS : {colleague2}
""",
            """
Relève du {today} / {sector*}
{name} : D> refuse l'alimentation  A> CNO proposés, {drug}  R> 1/2 CNO pris
{name2} : D> désaturation 88 %  A> O2 2 L, appel {doctor_short}  R> 94 %
{name3} : cible élimination, Norton 13, {result3}
{nurse}
""",
        ),
        ("relève {sector} {number}", "transm {day}-{month} {number}"), ("Partage_Public/Unités", "U/BACKUP/Poste IDE M102"), ("txt", "docx", "odt", "rtf", "pdf"), kind="patient_record|list|correspondence", share=2.5, clinical=True,
    ),
    DocumentKind(
        "psychologist",
        (
            """
Compte rendu d'évaluation neuropsychologique
Réalisée par {colleague}, neuropsychologue - {sector}
Patient : {name}, {ne} le {born}, vu à la demande de {doctor}

{patient_short} se présente à l'heure, accompagné(e) de {relation}. Discours fluide, thymie conservée.
MoCA 22/30 ; test de Stroop déficitaire ; figure de Rey copiée sans erreur ; Beck 9.
Hypothèse : {diagnosis}. Une réévaluation est proposée le {appointment}.
""",
            """
{sector} - synthèse d'entretien du {today}
Personne suivie : {name} ({born})
Proche rencontré : {relative}
Les difficultés ont débuté après un deuil. Échelle de Hamilton à 17. Pas d'idées suicidaires.
{diagnosis}. Orientation : groupe thérapeutique, {drug} non souhaité.
Psychologue : {colleague}
""",
        ),
        ("bilan psy {number}", "neuropsy_{number}"), ("Psychologues/Dossiers", "Psychologues/Bilans"), ("docx", "odt", "pdf"), kind="patient_record", share=1.2, clinical=True,
    ),
    DocumentKind(
        "physiotherapist",
        (
            """
Bilan-diagnostic kinésithérapique (BDK)
Pour {patient}, {age}, séjour {stay}, {sector}
Prescription de {doctor} : rééducation après {act}
J12 : flexion 95°, extension 0. Quadriceps 4 (Daniels). Test de Thomas négatif. Tinetti 21/28. Get up and go 14 s.
Séances réalisées : 9. Marche avec deux cannes, escalier autonome.
{colleague}, MK
""",
        ),
        ("BDK {number}", "kiné {number}"), ("Plateau technique/Kiné",), ("docx", "pdf", "odt", "txt"), kind="patient_record", share=1, clinical=True,
    ),
    DocumentKind(
        "ambulance report",
        (
            """
FICHE BILAN SMUR n° {number}
Départ base 14h02 - SLL 14h17 - arrivée {sector} 15h05, le {today}
Victime : {name}   âge : {age}   né(e) le {born}
Adresse d'intervention : {address}
Bilan : conscience Glasgow 13, FC 112, TA 88/50, SpO2 91 %. Suspicion de {diagnosis}.
Gestes : VVP, {drug}, scope.
Équipage : {doctor}, IADE {colleague}, amb. {colleague2}
Témoin sur place : {relative}, {relation}
""",
        ),
        ("FB_SMUR_{number}", "intervention {number}"), ("SAU/SMUR",), ("pdf", "docx", "txt", "rtf"), kind="patient_record", share=1.2, clinical=True,
    ),
    DocumentKind(
        "case meeting",
        (
            """
RCP ({sector*}) - {today} - visioconférence
Présents : {doctor} (coordonnateur), Dr {colleague}, Dr {colleague2}. Excusé : Dr {colleague3}
1) {name}, {ne} {born}. {diagnosis}. Karnofsky 80. Avis : {drug}.
2) {name2}, {born2}. Gleason 7. Avis : {act2}.
3) {name3}, {born3}. Breslow 1,2 mm. Avis : surveillance.
4) {name4} ({born4}) : dossier différé, scanner attendu.
Prochaine réunion dans quinze jours.
""",
            """
Réunion de synthèse pluridisciplinaire - {sector*}
Le {today}. Autour de la table : {nurse}, {colleague}, {doctor}.
- {patient} : projet de retour à domicile, GIR 3, {diagnosis}.
- {patient2}, {age2} : demande d'entrée en EHPAD déposée par {relation2}. MMS 14.
- {patient3}, né(e) le {born3} : poursuite {drug3}.
""",
        ),
        ("RCP {day}{month}{year}", "synthèse {sector} {number}"), ("RCP/Fiches", "Partage_Public/Staffs"), ("docx", "pdf", "odt", "rtf"), kind="patient_record|correspondence|list", share=1.4, clinical=True,
    ),
    DocumentKind(
        "adverse event",
        (
            """
DÉCLARATION D'ÉVÉNEMENT n° {number} (BlueKanGo)
Qui déclare : {colleague}          Où : {sector}          Quand : {today}
Personne exposée : {name} / {born} / IPP {ipp}
Faits : erreur de débit sur PSE, {drug} passé en 2 h au lieu de 8 h. Glycémie capillaire surveillée. {result}.
Mesures immédiates : {doctor} prévenu. Information donnée à {relative}.
Gravité : mineure
""",
        ),
        ("FSEI_{number}", "EI {year}-{number}"), ("Qualité-GDR/FSEI",), ("docx", "pdf", "html", "odt"), kind="patient_record|correspondence", share=1.2, clinical=True,
    ),
)
