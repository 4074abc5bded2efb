"""The mails of the unseen family: threads with quoted replies, signatures in several styles, lists in the body, forwards."""

# fmt: off
from __future__ import annotations

from recense.invent.family import DocumentKind

MAILS = (
    DocumentKind(
        "ward mail",
        (
            """
Objet : {sector} - lit pour demain ?
Bonsoir,
Auriez-vous une place pour {patient}, {age}, DDN {born} ? {diagnosis}, sous {drug}.
Merci de me rappeler.
--
{doctor}
{hospital} | poste 3317
""",
            """
Objet : Re: Re: avis
Vu avec l'interne, OK pour {act}.

{doctor}

Le {today}, {colleague} a écrit :
> Bonjour,
> le bilan de {name} ({born}) est revenu : {result}
> que fait-on ?
>
> Le {today}, {colleague2} a écrit :
>> peux-tu surveiller {patient_short} ce soir ? merci
""",
            """
Objet : TR: transfert SMR
Accord de principe.
Cordialement,

{doctor}
Praticien hospitalier

________________________________
De : {colleague}
Envoyé : mardi 14 mars 2023 10:22
Objet : transfert SMR

Bonjour à toutes,
Transfert demandé pour {patient}{birth_name}, {ne} le {born}, NIR {nir}, entré(e) le {arrival} ({sector}).
Contact famille : {relative}, {relative_phone}
Bien à vous
""",
            """
Objet : programme de demain
Bonjour,
Ci-dessous le programme ({sector*}), ordre modifié :
08h00  {name}  {born}  {act}
09h15  {name2}  {born2}  {act2}
10h40  {name3}  {born3}  {act3}
13h30  {name4}  {born4}  {act4}
Bonne journée
{colleague}, régulation bloc
""",
            """
Objet : dossiers incomplets INS
Bonjour la CIV,
À corriger svp :
* {name} / {born} / IPP {ipp}
* {name2} / {born2} / IPP {ipp2} - homonyme ?
* {patient3}, IPP {ipp3}
* {patient4} né(e) {born4}
Merci !
{colleague} - bureau des admissions
""",
        ),
        ("msg {number}", "RE_{year}{month}{day}_{number}", "TR dossier {number}", "INBOX_{number}"), ("MAIL/PST_exportés", "MAIL/Archives 2022"), ("eml", "eml", "eml", "mbox"), kind="correspondence|patient_record", share=3.5,
    ),
    DocumentKind(
        "office mail",
        (
            """
Objet : changement de coordonnées
Bonjour,
Merci de noter la nouvelle adresse de {patient} ({born}) : {address}
Tel {phone} - mail {email}
Bonne réception,
{colleague}
Secrétariat de {sector}
Pensez à l'environnement avant d'imprimer ce message
""",
            """
Objet : RV à déplacer
{patient} a appelé ce matin du {phone}, ne peut pas venir le {appointment}. Je n'ai rien avant septembre ?
{colleague}
""",
            """
Objet : tableau à jour
Bonjour à tous,
Le fichier demandé est en pièce jointe. Merci de ne pas le diffuser.
Bien cordialement
""",
            """
Objet : votre accès DPI
Bonjour {nurse},
Identifiant : {login}
Mot de passe (à changer) : {password}
Hotline DSIO
""",
            """
Objet : Rép : planning d'août
Ok pour moi.
{colleague}

---- Message original ----
De : {colleague2}
À : liste-cadres
Bonjour, merci de poser vos congés avant vendredi.
""",
            """
Objet : demande de copie de dossier
Bonjour,
Je fais partie des proches ({relation}) de {patient}, né(e) le {born}, et je souhaite la copie de son dossier {stay}.
Mon numéro : {relative_phone}
{relative}
""",
        ),
        ("message_{number}", "Re {number}", "secretariat_{year}{month}_{number}"), ("MAIL/PST_exportés", "MAIL/Secrétariats"), ("eml", "eml", "eml", "mbox"), kind="correspondence", share=3,
    ),
)
