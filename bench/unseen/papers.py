"""What the offices, the families and the machines of the unseen family write: convocations, reminders, consents, minutes, complaints."""

# fmt: off
from __future__ import annotations

from recense.invent.family import DocumentKind

_ALL = ("pdf", "docx", "odt", "rtf", "txt", "html")

PAPERS = (
    DocumentKind(
        "summons",
        (
            """
{hospital}
Plateau de consultations
                                        {patient}
                                        {address}

Nos réf. : {ipp}
Le {today}

Votre rendez-vous avec {doctor} est fixé au {appointment}, {sector}, niveau 2.
Présentez-vous aux bornes d'accueil 15 minutes avant.
Documents à apporter : pièce d'identité, carte de mutuelle, courrier du médecin.
Pour annuler : répondre au SMS envoyé au {phone}.
""",
            """
CONVOCATION AMBULATOIRE
M/Mme : {name}
Né(e) : {born}
Date d'intervention : {appointment}
Praticien : {doctor}
La veille, une infirmière vous appelle au {phone}.
Douche à la Bétadine la veille et le matin. Venir accompagné.
""",
            """
Mail de rappel automatique - ne pas répondre
Bonjour {patient_short},
Nous vous attendons le {appointment} ({sector}).
Votre numéro de dossier : {stay}
Adresse utilisée : {email}
""",
        ),
        ("convoc {number}", "CONV_{year}{month}_{number}", "rdv ambu {number}"), ("Secrétariat médical/Convocations", "BLOC/UCA/Convoc"), _ALL, kind="correspondence", share=3,
    ),
    DocumentKind(
        "payment reminder",
        (
            """
CENTRE DES FINANCES PUBLIQUES - Trésorerie hospitalière
LETTRE DE RELANCE
Débiteur : {patient}
{address}
Titre n° {number} - passage du {arrival} - dossier {stay}
Montant restant dû : {amount}
À défaut de paiement sous 30 jours, une saisie administrative à tiers détenteur pourra être engagée.
Le comptable public
""",
            """
{hospital} - Facturation
Objet du courrier : remboursement d'un trop-perçu
Bénéficiaire : {name} ({born})
Assuré : {nir}
Nous procéderons au virement de {amount} sur le compte {iban}.
Le régisseur, p/o {colleague}
""",
        ),
        ("relance {number}", "SATD_{number}", "trop-perçu {number}"), ("TRESORERIE/Relances", "Facturation-Admissions/Courriers"), ("docx", "pdf", "rtf", "txt", "odt"), kind="finance|correspondence", share=1.6,
    ),
    DocumentKind(
        "social worker",
        (
            """
SERVICE SOCIO-ÉDUCATIF - note à l'attention du juge des contentieux de la protection
Situation de : {patient}{birth_name}
{ne} le {born} ; {address}
Hospitalisé(e) depuis le {arrival} ({sector})

Ressources : pension 812 €. Loyer impayé : {amount}. Pièce fournie : {official_id}.
Entourage : {relative} ({relation}), joignable au {relative_phone}, se dit épuisé(e).
Une mesure de curatelle paraît adaptée.
Rédigé le {today} par {colleague}, ASE
""",
            """
Demande d'APA en urgence
Pour : {name}, né(e) le {born}, n° SS {nir}
Tél. : {phone}
Contact famille : {relative} {relative_phone}
Date de sortie envisagée : {discharge}
{nurse}
""",
        ),
        ("note sociale {number}", "APA {number}", "JCP_{number}"), ("Service socio-éducatif/Situations",), ("docx", "odt", "pdf", "rtf"), kind="correspondence|patient_record", share=1.5,
    ),
    DocumentKind(
        "consent",
        (
            """
CONSENTEMENT ÉCLAIRÉ (à conserver dans le dossier)
Je, soussigné(e) {name}, né(e) le {born}, reconnais avoir été informé(e) par {doctor} des bénéfices et des risques de l'anesthésie générale.
J'ai pu poser toutes mes questions lors de la consultation.
Téléphone : {phone}     Courriel : {email}
Fait le {today}, en deux exemplaires
""",
            """
Autorisation d'opérer (personne sous protection juridique)
Patient : {name}     Date de naissance : {born}
Je soussigné(e), {relative}, autorise {doctor} à pratiquer l'intervention prévue sur le genou gauche.
Téléphone où me joindre : {relative_phone}
Le {today}
""",
        ),
        ("consentement {number}", "autorisation {number}"), ("DRCI/Consentements", "BLOC/UCA/Autorisations"), ("pdf", "docx", "odt"), kind="correspondence|patient_record", share=1, clinical=True,
    ),
    DocumentKind(
        "complaint",
        (
            """
Lettre recommandée avec AR
À Monsieur le Directeur, {hospital}

Monsieur,
Par la présente je viens me plaindre de la façon dont {patient}, que j'accompagnais (je suis {relation}), a été reçu(e) dans votre service de {sector} le {arrival}. On a attendu sept heures sur un brancard !!! personne ne nous a expliqué.
Le docteur {colleague} n'a même pas dit bonjour. Nous voulons le dossier complet (né(e) le {born}, dossier {stay}).
Sans réponse de votre part je saisirai un avocat.
{relative}
{address}
""",
            """
Bonjour,
je vous écrit au sujet de {patient_short} hospitalisée chez vous, ses lunettes et son appareil auditif ont été perdus lors du transfert du {arrival}
l'infirmière {nurse} devait nous rappeler, on attend toujours
merci de me rappeler {relative_phone}
cordialement, {relative}
""",
        ),
        ("réclamation {number}", "courrier CDU {number}", "plainte_{number}"), ("Affaires juridiques/CDU/Courriers", "Direction/Courrier arrivé"), ("docx", "pdf", "txt", "rtf"), kind="correspondence", share=1.2,
    ),
    DocumentKind(
        "administration answer",
        (
            """
{hospital}
Affaires juridiques - relations avec les usagers
{addressee}
{addressee_address}

Vos réf. : {number}
Docteur,
Suite à votre demande, vous trouverez sous pli les pièces du dossier de {patient}, {ne} le {born} (IPP {ipp}).
Je vous prie d'agréer, Docteur, l'expression de ma considération distinguée.
Pour la direction,
{colleague}
""",
            """
Bordereau d'envoi
Expéditeur : archives médicales, {colleague}
Destinataire : {addressee}
Dossiers transmis le {today} :
- {ipp} {name} {born}
- {ipp2} {name2} {born2}
- {ipp3} {name3} {born3}
Accusé de réception à retourner.
""",
        ),
        ("com dossier {number}", "BE {number}", "réponse usager {number}"), ("Affaires juridiques/Communication dossiers", "Archives médicales/Envois"), ("docx", "pdf", "odt", "rtf"), kind="correspondence|list", share=1.3,
    ),
    DocumentKind(
        "HR letter",
        (
            """
DIRECTION DES RESSOURCES HUMAINES
Dossier suivi par : {colleague} (poste 4188)
{town}, le {today}

{nurse}

Objet : renouvellement de contrat
Votre contrat à durée déterminée est renouvelé pour six mois. Veuillez retourner l'exemplaire signé.
La DRH, {colleague2}
""",
            """
RAPPORT CIRCONSTANCIÉ
Je soussignée {colleague}, cadre de santé, porte à votre connaissance que {nurse} s'est présentée en retard à trois reprises ce mois-ci. Entretien réalisé le {today} en présence de {colleague2}.
""",
        ),
        ("agent {number}", "avenant CDD {number}", "rapport {number}"), ("DRH-DAM/Courriers",), ("docx", "odt", "pdf", "rtf"), kind="staff|correspondence", share=1,
    ),
    DocumentKind(
        "committee",
        (
            """
COMPTE RENDU DE LA FORMATION SPÉCIALISÉE (F3SCT) DU {today}
Étaient présents : {colleague}, {colleague2}, {nurse}
Invité : {doctor}, santé au travail
Point 1 - Ascenseur B : devis en cours.
Point 2 - Accès parking P3 : barrière réparée.
Point 3 - Document unique : mise à jour en avril.
La séance est levée à 16 h. Secrétariat : {colleague3}
""",
            """
RELEVÉ DE DÉCISIONS - CODIR du {today}
Participants : {colleague} ; {colleague2}
1. Plan bleu : ok
2. Travaux Sumène : report
3. Cyber : sensibilisation hameçonnage, pilote {colleague3}
""",
        ),
        ("F3SCT {day}{month}{year}", "CODIR {number}", "CR CLAN {number}"), ("Direction/Instances", "Direction/CODIR"), ("docx", "odt", "pdf", "txt"), kind="staff|correspondence|unknown", share=1.2,
    ),
    DocumentKind(
        "program trace",
        (
            """
<14>1 2023-11-06T07:58:12 srv-eai-01 HL7in - connexion SIL acceptée
<14>1 2023-11-06T07:58:13 srv-eai-01 HL7in - ADT^A08 IPP={ipp} NOM={name} DDN={born}
<11>1 2023-11-06T07:58:13 srv-eai-01 INS - INSi KO trait={nir2} patient "{name2}"
<14>1 2023-11-06T07:59:40 srv-eai-01 purge - 0 message(s)
""",
            """
06/11/2023 09:14:03;AGE-07;IMPRESSION;ETIQUETTES;{name};{born};{ipp}
06/11/2023 09:15:41;AGE-07;CONSULTATION;DOSSIER;{name2};{born2};{ipp2}
06/11/2023 09:15:59;SEC-11;DECONNEXION;;;;
06/11/2023 09:20:20;SEC-11;MODIF;COORD;{name3};{born3};{ipp3}
""",
        ),
        ("eai_{year}{month}{day}", "audit_{number}"), ("Interfaces/EAI/logs", "DSIO/Journaux"), ("log", "txt"), kind="technical|list|correspondence", share=0.8,
    ),
)
