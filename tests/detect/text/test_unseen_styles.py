"""People and almost-people in texts written in styles that no template had: each line of the tables is a promise.

A person is written "FAMILY|Given", then what must be true of the mention: "~ role=other ~ phones=+33612345678".
"""

import datetime as dt

import pytest

from recense.detect.text.find import find_mentions
from recense.detect.text.lexicon import build_lexicon, lexicon_of
from recense.detect.text.shapes import TextContext, TextLine

NOTHING_KNOWN = lexicon_of(build_lexicon([], [], [], []))

NOTES = [
    (
        "somebody to call has the number beside them",
        "prévenir Nicolas MENARD au 06 12 34 56 78",
        ["MENARD|Nicolas ~ role=other ~ phones=+33612345678"],
    ),
    ("a kinship before a colon names a relative", "fille: Laura DUPREZ", ["DUPREZ|Laura ~ role=other"]),
    (
        "two relatives keep their own numbers",
        "Fille : Mme Sylviane COCHETEUX 0612345678 / fils : Bertrand COCHETEUX 0698765432",
        [
            "COCHETEUX|Sylviane ~ role=other ~ phones=+33612345678",
            "COCHETEUX|Bertrand ~ role=other ~ phones=+33698765432",
        ],
    ),
    (
        "a given name that no list has is told by the capitals beside a call",
        "appeler KOWALCZYK Teddy (neveu) 06.11.22.33.44",
        ["KOWALCZYK|Teddy ~ role=other ~ phones=+33611223344"],
    ),
    ("the person of confidence in short", "PC = WOJTOWICZ Ghislaine (soeur)", ["WOJTOWICZ|Ghislaine ~ role=other"]),
    ("a job after the name is staff", "vu avec Mme Pruvost assistante sociale", ["Pruvost| ~ role=staff"]),
    ("a job before the name is staff", "dossier APA en cours avec l'AS Mme KOWALCZYK", ["KOWALCZYK| ~ role=staff"]),
    ("a relative without a name is nobody here", "prévenir sa fille au 06 12 34 56 78 ; à jeun depuis minuit", []),
    ("capitals of a note are not a name", "RDV Lundi matin, Voir Cardio. Régime Sans Sel. Bilan Sanguin OK", []),
]

PEOPLE = [
    (
        "the number of a relative without a name goes to nobody",
        "Vit seule. Son fils Kévin (06 12 34 56 78) passe le week-end. Sa fille, Mme Laura DUPREZ, est là.",
        ["DUPREZ|Laura ~ role=other ~ phones="],
    ),
    (
        "a sex and a date after two words in capitals are a person",
        "Résultat pour HOVELAQUE JEANNINE (F, 17.08.1931) : K+ 5,9 mmol/L",
        ["HOVELAQUE|JEANNINE ~ birth_date=1931-08-17 ~ sex=F"],
    ),
    (
        "lines with birth dates are people though nothing says so",
        "- HOCHART Léa, 03/11/1958, fracture\n- DE SMET Sacha, 08/09/2009, fracture\n- SOW Mathéo, 01/03/1984, entorse",
        ["HOCHART|Léa ~ birth_date=1958-11-03", "DE SMET|Sacha", "SOW|Mathéo ~ birth_date=1984-03-01"],
    ),
    (
        "columns without a header are cut at the gap",
        "8204517    BRZEZINSKI      ZOLTAN      12/03/1950\n8204518    HOCHART         LEA         03/11/1958",
        ["BRZEZINSKI|ZOLTAN ~ birth_date=1950-03-12", "HOCHART|LEA ~ birth_date=1958-11-03"],
    ),
    (
        "a list of rooms and names",
        "201 LEQUETTE Gilbert\n202 WATTELLE Josiane\n203 vide\n204 QUEVAL Aymeric",
        ["LEQUETTE|Gilbert", "WATTELLE|Josiane", "QUEVAL|Aymeric"],
    ),
    (
        "an age after a name",
        "Ch 12 : BRZEZINSKI Zoltan, 71 ans, chute",
        ["BRZEZINSKI|Zoltan"],
    ),
    (
        "the initial of a given name is not the title of what follows",
        "LEQUETTE M. (12/03/1950) PCR+\nWATTELLE J-P. (02/08/1938) PCR+",
        ["LEQUETTE|M ~ birth_date=1950-03-12", "WATTELLE|J-P ~ birth_date=1938-08-02"],
    ),
    (
        "a couple with their given names after",
        "M. et Mme LEQUETTE Jean et Rose",
        ["LEQUETTE|Jean ~ sex=M", "LEQUETTE|Rose ~ sex=F"],
    ),
    (
        "a couple with their given names before",
        "Monsieur et Madame Jean et Rose LEQUETTE",
        ["LEQUETTE|Jean", "LEQUETTE|Rose"],
    ),
    (
        "a newborn named after the mother is not the mother",
        "Nouveau-né LEQUETTE (fille), mère LEQUETTE Aurore",
        ["LEQUETTE|", "LEQUETTE|Aurore ~ role=other"],
    ),
    (
        "a given name that looks like a particle stays",
        "Concerne : Madame NGUYEN THI Hong Van, née le 06/06/1990",
        ["NGUYEN THI|Hong Van ~ birth_date=1990-06-06"],
    ),
    (
        "a day of the week may be a family name after a title",
        "Vu Mme DIMANCHE Violette ce matin",
        ["DIMANCHE|Violette"],
    ),
    (
        "a date that was dictated",
        "Mme Hochart Léa née le 03 11 1958 adressée pour gonalgie",
        ["Hochart|Léa ~ birth_date=1958-11-03"],
    ),
    (
        "a form in columns without colons",
        (
            "Nom                 BRZEZINSKI          Prénom    Zoltan\nNé le               12/03/1950\n"
            "Personne à prévenir  WATTELLE Josiane   06 98 76 54 32\nMédecin traitant     Dr QUEVAL"
        ),
        [
            "BRZEZINSKI|Zoltan ~ birth_date=1950-03-12",
            "WATTELLE|Josiane ~ role=other ~ phones=+33698765432",
            "QUEVAL| ~ role=other",
        ],
    ),
    (
        "a form on one line without colons",
        "Nom BRZEZINSKI Prénom Zoltan Né le 12/03/1950 Sexe M",
        ["BRZEZINSKI|Zoltan ~ birth_date=1950-03-12"],
    ),
    (
        "what is left of a message in JSON",
        '{"nom":"BRZEZINSKI","prenom":"Zoltan","ddn":"1950-03-12"}',
        ["BRZEZINSKI|Zoltan ~ birth_date=1950-03-12"],
    ),
    (
        "private addresses that are names",
        "elodie.fauvarque59@orange.fr\nzoltan.brzezinski@wanadoo.fr",
        ["Fauvarque|Elodie", "Brzezinski|Zoltan"],
    ),
    (
        "a signature with the job below",
        "Le scanner est reporté.\nBien à vous,\n\nZoltan Brzezinski\nCadre de santé - Imagerie",
        ["Brzezinski|Zoltan ~ role=staff"],
    ),
    (
        "who validated a result",
        "Validé électroniquement par BRZEZINSKI Zoltan le 12/02/2024",
        ["BRZEZINSKI|Zoltan ~ role=staff"],
    ),
    (
        "a list of addresses that ends its lines like code",
        '"Pontauzier, Violaine" <violaine.pontauzier@ch-lys.fr>;\n"Vannes, Rose-Aimée" <rose-aimee.vannes@ch-lys.fr>;',
        ["Pontauzier|Violaine", "Vannes|Rose-Aimée"],
    ),
    (
        "the doctor of two entries of a list is two mentions, a namesake another person",
        "08:10 ROBERT Claude 12/03/1950, Dr LAURENT\n08:20 ROBERT Claude 01/02/2001, Dr LAURENT\n08:30 QUEVAL Josiane 04/05/1966",
        ["ROBERT|Claude", "ROBERT|Claude", "LAURENT|", "LAURENT|", "QUEVAL|Josiane"],
    ),
    (
        "letters lost by a conversion are letters",
        "Mme WI?NIEWSKI Zeynep, née le 03/02/1971",
        ["WI?NIEWSKI|Zeynep ~ birth_date=1971-02-03"],
    ),
    (
        "a long birth name between the name and the date",
        "Patiente : Mme Élodie D'HÆNE née VAN DEN BERGHE le 01/02/1980",
        ["D'HÆNE|Élodie ~ birth_name=VAN DEN BERGHE ~ birth_date=1980-02-01"],
    ),
    ("whose file it is", "Dossier BRZEZINSKI Zoltan : pièce d'identité manquante", ["BRZEZINSKI|Zoltan"]),
    (
        "numbers alone are somebody each",
        "258115915039954\n177085905500145\n109097547126514",
        ["| ~ nir=258115915039954 ~ sex=F", "| ~ nir=177085905500145", "| ~ nir=109097547126514"],
    ),
    (
        "a mobile number after capitals is somebody's",
        "Bio-Ouest - Zohra TRAORENGA - 06 39 98 44 49",
        ["TRAORENGA|Zohra"],
    ),
]

NOBODY = [
    (
        "offices of a directory",
        "Standard   9\nAccueil   4400\nAmbulances Martin  03 20 11 22 33\nGarde   4470\nInterne   4471",
    ),
    ("an association of guardians", "Mesure confiée à l'UDAF du Nord, copie à l'ATI de Lille"),
    ("rooms that bear a name", "La réunion se tiendra Salle Jacques Brel, puis Espace Georges Brassens."),
    (
        "houses that bear a name",
        "Pavillon Louis Pasteur, collège Jean Moulin\nIFSI Florence Nightingale\n12 rue du Dr Calmette",
    ),
    ("a hospital that signs", "Cordialement\n\nCH de la Lys - Service de Médecine"),
    ("methods of somebody", "Protocole du Pr Roussel version 2, selon la méthode du Dr Kegel."),
    ("authors of books", "Albert CAMUS - La Peste - Folio\nHARRISON T., Médecine interne, Lavoisier, 2013"),
    ("the ends of exports", "lundi 12   mardi 13\nGarde   Interne\n14 rows affected"),
    (
        "authors of software",
        "# Copyright (c) 2012 John Resig\n# Author: Jean Martin <jean.martin@editeur.com>\n# @author Marie Durand",
    ),
    ("accounts of machines", "user=svc_backup\nlogin: admin\naccount=oracle\nfrom=no-reply@ch-lys.fr"),
    ("dishes", "Lundi : Poulet Marengo, Salade Niçoise\nMardi : Pommes Anna, Tarte Tatin, Poire Belle Hélène"),
    (
        "machines with their dates",
        "PHILIPS Intellivue 12/03/1998\nSIEMENS Acuson 04/05/2018\nSTRYKER Secure 01/02/1978",
    ),
    ("cars with their dates", "Renault Clio AB-123-CD 12/03/2015\nPeugeot Partner EF-456-GH 04/05/1998"),
    ("companies that hold a contract", "Titulaire : EIFFAGE Construction\nMandataire : BOUYGUES Energies"),
    ("offices to call", "Contact : Service Après Vente 06 12 34 56 78\nAppeler Astreinte Technique 06 11 22 33 44"),
    (
        "mailboxes of offices",
        "accueil.urgences@ch-lys.fr, pharmacie.lecomte@orange.fr, cabinet.medical@free.fr, svc.backup@ch-lys.fr",
    ),
    (
        "long numbers of which few have the key of a social-security number",
        "177085905500145\n" + "\n".join(f"35693803564{n:04}" for n in range(20)),
    ),
    ("a form that nobody filled", "Nom Usuel    Nom Naissance    Prénom\nNom :            Prénom :\nNé(e) le :"),
]


def find(text, *, cell=False):
    lines = [TextLine("", n, "line", w) for n, w in enumerate(text.splitlines(), 1)]
    context = TextContext(cell=cell, owned=cell, today=dt.date(2024, 11, 1))
    return find_mentions(lines, NOTHING_KNOWN, context)


def name(mention):
    return f"{mention.family_name or ''}|{' '.join(mention.given_names)}"


def said(mention, field):
    value = getattr(mention, field)
    return ",".join(value) if isinstance(value, tuple) else str(value)


def hold(found, people):
    wanted = [p.split(" ~ ") for p in people]
    assert sorted(map(name, found)) == sorted(w[0] for w in wanted)
    for person, *facts in wanted:
        alike = [m for m in found if name(m) == person]
        told = [dict(f.split("=", 1) for f in facts)]
        assert any(all(said(m, k) == v for k, v in told[0].items()) for m in alike), (person, facts)


@pytest.mark.parametrize(("promise", "text", "people"), NOTES, ids=[n[0] for n in NOTES])
def test_in_a_note_on_a_row(promise, text, people):
    hold(find(text, cell=True), people)


@pytest.mark.parametrize(("promise", "text", "people"), PEOPLE, ids=[p[0] for p in PEOPLE])
def test_in_a_text(promise, text, people):
    hold(find(text), people)


@pytest.mark.parametrize(("what", "text"), NOBODY, ids=[n[0] for n in NOBODY])
def test_nobody_is_found_in(what, text):
    assert [name(m) for m in find(text)] == []
