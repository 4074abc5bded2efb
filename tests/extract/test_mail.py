"""Mail: header lines, the body that a reader would show, tables in it; attachments are left to intake."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from recense.errors import Unreadable

MAIL, MBOX = "message/rfc822", "application/mbox"


def message(**headers: str) -> EmailMessage:
    mail = EmailMessage()
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    return mail


def test_the_headers_come_first_in_french_then_the_body(read):
    mail = message(
        From="Zoé Duval <zoe@example.org>", To="a@example.org", Cc="b@example.org", Subject="Été à l'hôpital"
    )
    mail["Date"] = "Sun, 11 Feb 2024 08:12:00 +0100"
    mail.set_content("Bonjour,\n\nMonsieur LEROY est né le 1er mai.\n", cte="quoted-printable")
    assert read(mail.as_bytes(), MAIL).words() == [
        "De : Zoé Duval <zoe@example.org>",
        "À : a@example.org",
        "Cc : b@example.org",
        "Date : 2024-02-11 08:12",
        "Objet : Été à l'hôpital",
        "Bonjour,",
        "",
        "Monsieur LEROY est né le 1er mai.",
    ]


def test_plain_text_is_preferred_and_html_not_repeated(read):
    mail = message(Subject="x")
    mail.set_content("Vu ce jour")
    mail.add_alternative("<p>Vu <b>ce</b> jour</p>", subtype="html")
    assert read(mail.as_bytes(), MAIL).words()[1:] == ["Vu ce jour"]


def test_an_html_body_gives_its_text_and_its_tables_in_order(read):
    mail = message(Subject="x")
    rows = "<tr><th>Nom</th><th>Né le</th></tr><tr><td>DUVAL</td><td>01/02/1950</td></tr>"
    mail.set_content(f"<style>p{{}}</style><p>Voici&nbsp;la <b>liste</b></p><table>{rows}</table>fin", subtype="html")
    assert [(x["form"], x["cells"]) for x in read(mail.as_bytes(), MAIL).lines] == [
        ("text", ["Objet : x"]),
        ("text", ["Voici la liste"]),
        ("grid", ["Nom", "Né le"]),
        ("grid", ["DUVAL", "01/02/1950"]),
        ("text", ["fin"]),
    ]


def test_a_cell_over_several_rows_is_of_each_and_keeps_the_others_in_place(read):
    mail = message(Subject="x")
    rows = (
        "<tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr>"
        "<tr><td>e</td><td>f</td><td>g</td></tr>"
    )
    mail.set_content(f"<table>{rows}</table>", subtype="html")
    assert read(mail.as_bytes(), MAIL).cells() == [["a", "b", None], ["a", "c", "d"], ["e", "f", "g"]]


def test_a_table_that_lays_out_the_page_is_text(read):
    mail = message(Subject="x")
    mail.set_content("<table><tr><td><table><tr><td>Bonjour</td></tr></table></td></tr></table>", subtype="html")
    reading = read(mail.as_bytes(), MAIL)
    assert (reading.answer["grids"], reading.words()[-1]) == (0, "Bonjour")


def test_attachments_are_not_read_here(read):
    mail = message(Subject="x")
    mail.set_content("corps")
    mail.add_attachment("Nom;Prénom\nDUVAL;Zoé\n", subtype="csv", filename="liste.csv")
    inner = message(Subject="dedans")
    inner.set_content("SECRET")
    mail.add_attachment(inner)
    assert read(mail.as_bytes(), MAIL).words() == ["Objet : x", "corps"]


@pytest.mark.parametrize(
    ("header", "body"),
    [
        (b"Content-Type: text/plain; charset=iso-8859-1", "né €".encode("cp1252")),
        (b"Content-Type: text/plain; charset=us-ascii", "né €".encode("cp1252")),
        (b"Content-Type: text/plain; charset=truc", "né €".encode()),
        (b"Content-Type: text/plain; charset=utf-8", "né €".encode("cp1252")),
        (b"X-Nothing: 1", "né €".encode()),
    ],
)
def test_a_wrong_or_missing_charset_does_not_spoil_the_accents(read, header, body):
    data = header + b"\r\nSubject: =?truc?Q?x=E9?=\r\n\r\n" + body
    assert read(data, MAIL).words()[-1] == "né €"


def test_raw_accents_in_a_header_are_read(read):
    assert read("Subject: Été\r\n\r\ncorps".encode("cp1252"), MAIL).words() == ["Objet : Été", "corps"]


def test_a_multipart_without_its_boundary_still_gives_its_text(read):
    data = b"Subject: x\r\nContent-Type: multipart/mixed\r\n\r\nMadame DUVAL\r\n"
    assert "Madame DUVAL" in read(data, MAIL).words()


def test_a_mail_cut_short_gives_what_is_left(read):
    mail = message(Subject="x")
    mail.set_content("Madame DUVAL\n" * 100, cte="base64")
    words = read(mail.as_bytes()[:700], MAIL).words()
    assert words[1] == "Madame DUVAL"
    assert len(words) > 20


def test_a_mailbox_gives_one_text_a_message(read):
    data = (
        b"From a@example.org Sun Feb 11 08:12:00 2024\nSubject: un\n\nBonjour\n>From la cour\nFrom ici\n\n"
        b"From b@example.org Mon Feb 12 09:00:00 2024\nSubject: deux\n\nn\xe9\n"
    )
    reading = read(data, MBOX)
    assert reading.places() == ["message=1", "message=2"]
    assert [w for w in reading.words() if w] == [
        "Objet : un",
        "Bonjour",
        "From la cour",
        "From ici",
        "Objet : deux",
        "né",
    ]


def test_a_sentence_that_begins_with_from_does_not_split_a_message(read):
    data = b"From a Sun Feb 11 08:12:00 2024\nSubject: un\n\nfin.\n\nFrom the hospital with care\n"
    assert read(data, MBOX).places() == ["message=1"]


@pytest.mark.parametrize("media_type", [MAIL, MBOX])
def test_nothing_in_it_is_unreadable(read, media_type):
    with pytest.raises(Unreadable):
        read(b"\n\n", media_type)


def test_a_table_that_the_page_alone_holds_is_read(read):
    mail = message(Subject="Planning")
    mail.set_content("Votre logiciel ne montre pas le HTML.")
    people = ("DUPONT Marie", "LEROY Paul", "ABADIE Zoé")
    rows = "".join(f"<tr><td>{name}</td><td>12/03/195{year}</td></tr>" for year, name in enumerate(people))
    page = f"<p>Bonjour</p><table><tr><th>Patient</th><th>Né le</th></tr>{rows}</table>"
    mail.add_alternative(page, subtype="html")
    assert [cells[0] for _, cells in read(mail.as_bytes(), MAIL).rows()] == ["Patient", *people]


def test_the_version_of_a_message_that_names_people_is_read(read):
    people = "M. DUPONT Paul, né le 01/02/1950"
    mail = message(Subject="Liste")
    mail.set_content("Message en HTML")
    mail.add_alternative(f"<div>{people}</div>", subtype="html")
    assert people in read(mail.as_bytes(), MAIL).words()
    mail = message(Subject="Liste")
    mail.set_content(people)
    logo = "<table><tr><td>logo</td><td>CH</td></tr><tr><td>a</td><td>b</td></tr></table>"
    mail.add_alternative(logo, subtype="html")
    assert people in read(mail.as_bytes(), MAIL).words()
