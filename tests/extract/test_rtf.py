r"""RTF: accents in all their spellings, tables, and what is not text left out."""

from __future__ import annotations

import pytest

from recense.errors import Unreadable

RTF = "application/rtf"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (rb"\ansi\ansicpg1252 n\'e9e", "née"),
        (rb"\ansi\uc1 n\u233?e", "née"),
        (rb"\ansi\uc1 n\u233\'e9e", "née"),
        (rb"\ansi\uc0 n\u233 e", "née"),
        (rb"\ansi\uc2 \u8364\'80\'80 fin", "€ fin"),
        (rb"\mac n\'8ee", "née"),
        (rb"\pca n\'82e", "née"),
        (rb"\ansi\ansicpg1250{\fonttbl{\f0\fcharset238 A;}}\f0 Dvo\'f8\'e1k", "Dvořák"),
        (rb"\ansi{\fonttbl{\f0 A;}{\f1\fcharset204 B;}}\f0 a\f1\'e0\f0\'e0", "aаà"),
        (rb"\ansi a\~b\_c \{d\} \\", "a b-c {d} \\"),
        (rb"\ansi l\rquote h\'f4pital \emdash  fin", "l’hôpital — fin"),
        (rb"\ansi{\*\generator Truc;}{\info{\author X}}{\pict 0102ab}texte", "texte"),
        (rb"\ansi{\field{\*\fldinst HYPERLINK x}{\fldrslt lien}}", "lien"),
        (rb"\ansi \u-10179?\u-8704? fin", "\U0001f600 fin"),
    ],
)
def test_text_is_read_in_every_spelling_of_the_format(read, body, words):
    assert read(rb"{\rtf1" + body + rb"\par}", RTF).words() == [words]


def test_tables_come_back_in_order_between_the_paragraphs(read):
    row = rb"\trowd\cellx1\cellx2\pard\intbl %s\cell %s\cell\row"
    data = (
        rb"{\rtf1\ansi\pard avant\par "
        + row % (b"Nom", rb"Pr\'e9nom")
        + row % (b"DUVAL", rb"Zo\'e9\par Marie")
        + row % (b"LEROY", b"")
        + rb"\pard apr\'e8s\par}"
    )
    assert [(x["form"], x["line"], x["cells"]) for x in read(data, RTF).lines] == [
        ("text", 1, ["avant"]),
        ("grid", 2, ["Nom", "Prénom"]),
        ("grid", 3, ["DUVAL", "Zoé Marie"]),
        ("grid", 4, ["LEROY", None]),
        ("text", 5, ["après"]),
    ]


def test_a_truncated_document_is_read_as_far_as_it_goes(read):
    assert read(rb"{\rtf1\ansi Madame DUVAL\par n\'e9e {\b le", RTF).words() == ["Madame DUVAL", "née le"]


def test_bytes_of_a_picture_are_no_text(read):
    assert read(rb"{\rtf1{\pict\bin5 }{\\}x}avant \bin3 {{{apr\'e8s\par}", RTF).words() == ["avant après"]


def test_groups_without_end_do_not_crash(read):
    assert read(rb"{\rtf1 a\par" + b"{" * 100_000 + rb" b\par", RTF).words() == ["a", "b"]


def test_what_does_not_begin_as_an_rtf_is_unreadable(read):
    with pytest.raises(Unreadable, match="damaged"):
        read(b"autre chose", RTF)
