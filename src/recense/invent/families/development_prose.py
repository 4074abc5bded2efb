"""Letters, reports, mails and minutes of the development family: templates with the marks of `letters.py`."""

# ruff: noqa: E501 - lines of data read better whole
# fmt: off
from __future__ import annotations

from recense.invent.family import DocumentKind

_LETTERS = ("pdf", "docx", "odt", "rtf", "txt", "html")

DOCUMENTS = (
    DocumentKind(
        "hospital report",
        (
            """
{hospital}
Service de {sector}
{town}, le {today}

COMPTE RENDU D'HOSPITALISATION

Patient : {name}{birth_name}
{ne} le {born}
IPP : {ipp}
Hospitalisé du {arrival} au {discharge}

Cher confrère,
{patient_short} a été pris en charge dans notre service pour {diagnosis}.
{clinical}
Traitement de sortie : {drug}, {drug}.
Un rendez-vous de contrôle est prévu le {appointment}.

Bien confraternellement,
{signature}
""",
            """
{hospital} - {site}
{sector}

{addressee}
{addressee_address}

{town}, le {today}

Objet : {patient}, {ne} le {born}

Cher Confrère,

Je vous remercie de m'avoir adressé votre {patient} demeurant {address}, vu en consultation ce jour.
{clinical}
Conclusion : {diagnosis}. Je reverrai {patient_short} le {appointment}.
{signature}
""",
            """
{hospital}                                   PÔLE MÉDECINE
Chef de service : {doctor}                   Cadre : {nurse}
Praticiens : Dr {colleague}, Dr {colleague2}
Secrétariat : poste 4417                     Réf. {initials}/{number}

{addressee}
{addressee_address}

Le {today},

Mon cher ami,
Je vois ce jour {patient}{birth_name}, {age}, que tu m'adresses pour {diagnosis}. {clinical}
{clinical}
Je la revois en consultation le {appointment}. Amitiés.

{signature}
Copie : médecin du travail ; DIM
""",
            """
DOSSIER N° {stay}      EDITE LE {today}
USAGER : {name}    NE(E) LE {born}    TEL {phone}
ADRESSE : {address}
MEDECIN TRAITANT : {addressee}
PERSONNE A PREVENIR : {relative} ({relation}) TEL {relative_phone}
ANTECEDENTS : {diagnosis} / {diagnosis}
TRAITEMENT EN COURS : {drug} - {drug}
NOTES : {clinical}
""",
            """
{sector}                                  {hospital}
LETTRE DE LIAISON A LA SORTIE
Nom : {name}      Date de naissance : {born}
N° INS : {nir}
Entrée : {arrival}   Sortie : {discharge}
Motif : {diagnosis}
Synthèse : {clinical}
Résultats : {result} ; {result}
Traitement : {drug}
Médecin responsable : {doctor}
""",
        ),
        ("CR {number}", "Lettre de sortie {number}", "courrier_{year}{month}{day}_{number}", "LL_{number}", "CRH {sector} {number}"),
        ("Courriers/2022", "Secrétariats/Courriers", "DPI/exports/courriers", "sauvegarde/D/Courriers"),
        _LETTERS, kind="patient_record", share=6, clinical=True,
    ),
    DocumentKind(
        "operation report",
        (
            """
COMPTE RENDU OPERATOIRE
Date : {today}
Patient(e) : {patient}  DDN {born}
Opérateur : {doctor}     IDE : {nurse}
Indication : {diagnosis}
Intervention : {act}
Sous anesthésie générale. Installation en décubitus dorsal. {clinical}
Suites simples.
""",
        ),
        ("CRO {number}", "cro_{year}{month}_{number}"), ("Bloc/CRO", "Bloc/Comptes rendus"), ("docx", "pdf", "odt", "txt"),
        kind="patient_record", share=2, clinical=True,
    ),
    DocumentKind(
        "prescription",
        (
            """
{hospital}
{doctor}
Ordonnance du {today}

{patient}
{ne} le {born} - {age}

{drug} : 1 comprimé matin et soir pendant 7 jours
{drug} : si douleur
{act}
""",
        ),
        ("ordo {number}", "ordonnance_{number}"), ("Courriers/Ordonnances",), ("pdf", "docx", "rtf"), kind="patient_record", share=2, clinical=True,
    ),
    DocumentKind(
        "convocation",
        (
            """
{hospital}
Bureau des rendez-vous
{patient}
{address}

{town}, le {today}

Madame, Monsieur,
Nous vous confirmons votre rendez-vous le {appointment} dans le service de {sector} avec le {doctor}.
Merci de vous munir de votre carte vitale (n° {nir}).
En cas d'empêchement, appelez le secrétariat.
Le secrétariat, {initials}
""",
            """
Convocation
Dossier {stay}
{name} - {born}
Vous êtes attendu(e) le {appointment}, {site}, {sector}.
Nous vous joindrons au {phone}.
""",
        ),
        ("convocation {number}", "RDV_{number}", "courrier patient {number}"), ("Secrétariats/Convocations", "Bureau des entrées/Courriers"),
        _LETTERS, share=3,
    ),
    DocumentKind(
        "bill reminder",
        (
            """
{hospital} - Régie
{patient}
{address}
Réf. : {stay}
Sauf erreur de notre part, la somme de {amount} reste due pour votre séjour du {arrival}.
Vous pouvez régler par virement. IBAN enregistré pour remboursement : {iban}
Le régisseur
""",
        ),
        ("relance_{number}", "Rappel facture {number}"), ("DAF/Relances",), ("docx", "pdf", "rtf", "txt"), kind="correspondence|finance", share=1.5,
    ),
    DocumentKind(
        "social report",
        (
            """
Service social
Évaluation sociale - {today}
Concerne : {patient}{birth_name}, {ne} le {born}, {address}
Personne de confiance : {relation} {relative}, joignable au {relative_phone}.
{patient_short} vit seul(e). Une demande d'APA est en cours. Pièce d'identité : {official_id}.
Entretien avec {nurse} le {today}.
Assistante sociale
""",
        ),
        ("éval sociale {number}", "social_{number}"), ("Service social/Dossiers",), ("docx", "odt", "pdf"), kind="correspondence|patient_record", share=1.5,
    ),
    DocumentKind(
        "mail about patients",
        (
            """
Objet : Dossiers à compléter
Bonjour,
Pourriez-vous compléter les dossiers suivants :
- {name}, {ne} le {born}, IPP {ipp}
- {name2} ({born2})
- {patient3}, entré le {arrival3} en {sector3}
Merci d'avance,
{colleague}
""",
            """
Objet : RE: patient chambre 12
Bonjour {doctor_short},
{patient_short} ({born}) se plaint de douleurs, EVA 6. Peut-on passer {drug} ?
Sa famille ({relative}, {relative_phone}) demande à vous voir.
Cordialement
{nurse}
""",
            """
Objet : TR: TR: transfert de ce soir
OK pour nous, lit réservé.
{nurse}

-----Message d'origine-----
> De la part de {colleague}
> Bonsoir, peux-tu prendre {patient}, {age}, {ne} le {born}, pour {diagnosis} ?
> NIR {nir}
> Sa mutuelle a été vue. Merci
""",
            """
Objet : Liste pour demain
Bonjour à tous,
Voici les patients attendus demain en {sector*} :
1. {name} - {born} - {act}
2. {name2} - {born2} - {act2}
3. {name3} - {born3} - {act3}
4. {name4} - {born4} - à jeun, {act4}
5. {name5} - {born5} - ambulance
Bonne soirée,
{colleague} (poste 2231)
""",
            """
Objet : Changement de rendez-vous
Bonjour,
{patient} tél {phone} souhaite déplacer son rendez-vous du {appointment}.
Son adresse mail : {email}
Cordialement,
Secrétariat de {sector}
""",
            """
Objet : Fichier du mois
Bonjour, vous trouverez ci-joint la liste demandée.
Bonne réception.
""",
        ),
        ("message {number}", "RE dossier {number}", "mail_{year}{month}{day}_{number}"), ("Messagerie", "Messagerie/Archives"), ("eml", "eml", "eml", "mbox"),
        share=5, kind="correspondence",
    ),
    DocumentKind(
        "handover",
        (
            """
RELEVE DE NUIT - {sector*} - {today}
Ch 101 {name} : RAS, dort bien
Ch 102 {name2} (ddn {born2}) : {drug2} à 22h, douleur calmée
Ch 104 {patient_short3} : glycémie {result3}
Ch 105 : VIDE
Ch 106 {name4}, entré le {arrival4} pour {diagnosis4}, famille prévenue
Ch 108 {name5} {born5} transfert prévu
IDE de nuit {nurse}, AS {colleague}
""",
        ),
        ("relève {day}{month}", "transmissions nuit {number}"), ("Soins/Relèves",), ("txt", "docx", "odt", "rtf"), kind="patient_record|list|correspondence", share=2, clinical=True,
    ),
    DocumentKind(
        "minutes naming patients",
        (
            """
RCP {sector*} du {today}
Participants : {doctor}, Dr {colleague}, Dr {colleague2}
Dossier 1 : {name}, {born}, {diagnosis}. Décision : {drug}.
Dossier 2 : {name2}, {born2}, {diagnosis2}. Décision : surveillance.
Dossier 3 : {name3}, {born3}. Reporté.
""",
        ),
        ("RCP {day}{month}{year}", "rcp_{number}"), ("Oncologie/RCP", "DPI/exports/RCP"), ("docx", "pdf", "odt"), kind="patient_record", share=1, clinical=True,
    ),
    DocumentKind(
        "staff letter",
        (
            """
{hospital}
Direction des ressources humaines
{nurse}
Objet : votre demande de temps partiel
{town}, le {today}
Madame, Monsieur,
J'ai le plaisir de vous informer que votre demande est acceptée à compter du 1er du mois prochain.
Pour le directeur, {colleague}
""",
        ),
        ("courrier agent {number}", "DRH_{number}"), ("DRH/Courriers",), ("docx", "odt", "pdf", "rtf"), kind="staff|correspondence", share=1,
    ),
    DocumentKind(
        "access mail",
        (
            """
Objet : Vos accès
Bonjour {nurse},
Votre compte est créé.
Identifiant : {login}
Mot de passe : {password}
Le support
""",
        ),
        ("accès {number}", "creation_compte_{number}"), ("Messagerie/DSI",), ("eml", "txt"), kind="correspondence|technical|staff", share=0.7,
    ),
    DocumentKind(
        "minutes",
        (
            """
Réunion de service du {today}
Présents : {colleague}, {nurse}, {doctor}
Excusée : {colleague2}
1. Planning des congés : voté.
2. Matériel : deux fauteuils à commander.
3. Divers : prochaine réunion dans un mois.
Secrétaire de séance : {colleague3}
""",
        ),
        ("CR réunion {day}-{month}-{year}", "compte rendu réunion {number}"), ("Direction/Réunions", "Qualité/CR"), ("docx", "odt", "pdf"),
        kind="staff|correspondence|unknown", share=1.2,
    ),
    DocumentKind(
        "incident",
        (
            """
FICHE D'EVENEMENT INDESIRABLE n° {number}
Déclarant : {nurse}
Date : {today}
Patient concerné : {name}   né(e) le {born}   service : {sector}
Description : le patient a chuté en se levant. {clinical}
Le médecin de garde, {doctor}, a été prévenu. Famille prévenue : {relative} ({relation}).
""",
        ),
        ("FEI {number}", "evenement_indesirable_{number}"), ("Qualité/FEI",), ("docx", "pdf", "odt", "html"), kind="patient_record|correspondence", share=1.2, clinical=True,
    ),
    DocumentKind(
        "trace",
        (
            """
2023-05-02 08:12:01 INFO  ConnexionService - ouverture session
2023-05-02 08:12:09 INFO  Edition - impression étiquettes patient {name} ddn={born} ipp={ipp}
2023-05-02 08:13:44 WARN  Interface - NIR incohérent pour {name2} (nir={nir2})
2023-05-02 08:15:00 INFO  Purge - 0 élément
""",
        ),
        ("app_{year}{month}{day}", "interface_{number}"), ("DSI/Logs", "DSI/Interfaces/logs"), ("log",), kind="technical|list|correspondence", share=0.8,
    ),
)
