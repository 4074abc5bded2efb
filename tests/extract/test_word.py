"""DOCX and ODT: paragraphs and tables in order, and all that hides around them."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from odf.opendocument import OpenDocumentText
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from recense.errors import Encrypted, Suspicious, Unreadable

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """The smallest DOCX around the XML of a body and of other parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {W}>{content}</w:{name}>")
    return stream.getvalue()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_paragraphs_and_tables_keep_the_order_of_the_document(read):
    document = Document()
    document.add_paragraph("Patients présents")
    cells = document.add_table(2, 3)
    for row, words in zip(cells.rows, (("Nom", "Prénom", "Né(e) le"), ("DUVAL", "Zoé", "01/02/1950")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.add_paragraph("Fin\tde liste")
    reading = read(saved(document), DOCX)
    assert [(x["form"], x["line"], x["cells"]) for x in reading.lines] == [
        ("text", 1, ["Patients présents"]),
        ("grid", 2, ["Nom", "Prénom", "Né(e) le"]),
        ("grid", 3, ["DUVAL", "Zoé", "01/02/1950"]),
        ("text", 4, ["Fin   de liste"]),
    ]


def test_a_merged_cell_keeps_its_columns_and_a_table_in_a_cell_is_read(read):
    document = Document()
    outer = document.add_table(2, 3)
    for i, row in enumerate(outer.rows):
        for j, cell in enumerate(row.cells):
            cell.text = f"{i}{j}"
    outer.cell(0, 0).merge(outer.cell(0, 1))
    inner = outer.cell(1, 2).add_table(2, 2)
    for i, cell in enumerate(inner._cells):
        cell.text = f"dedans {i}"
    assert read(saved(document), DOCX).cells() == [
        ["00\n01", None, "02"],
        ["10", "11", "12"],
        ["dedans 0", "dedans 1"],
        ["dedans 2", "dedans 3"],
    ]


def test_headers_footers_notes_comments_and_text_boxes_are_read(read):
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('encadré')}</w:txbxContent></w:pict></w:r></w:p>"
    data = docx(
        paragraph("corps") + box,
        header1=paragraph("en-tête"),
        footer1=paragraph("pied"),
        footnotes=f"<w:footnote>{paragraph('note')}</w:footnote>",
        comments=f"<w:comment>{paragraph('remarque')}</w:comment>",
    )
    assert read(data, DOCX).words() == ["corps", "encadré", "en-tête", "pied", "note", "remarque"]


def test_tracked_insertions_and_deletions_are_both_read(read):
    body = (
        "<w:p><w:ins><w:r><w:t>Madame DUVAL </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>Monsieur LEROY</w:delText></w:r></w:del></w:p>"
    )
    assert read(docx(body), DOCX).words() == ["Madame DUVAL Monsieur LEROY"]


def test_the_two_versions_of_one_text_box_are_read_once(read):
    both = "".join(
        f"<mc:{v}><w:txbxContent>{paragraph('encadré')}</w:txbxContent></mc:{v}>" for v in ("Choice", "Fallback")
    )
    body = f'<w:p xmlns:mc="urn:mc"><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>'
    assert read(docx(body), DOCX).words() == ["encadré"]


def test_a_damaged_part_beside_the_text_is_said_and_the_text_is_kept(read):
    stream = io.BytesIO(docx(paragraph("corps")))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("word/header1.xml", "<w:hdr>tronqué")
    reading = read(stream.getvalue(), DOCX)
    assert reading.words() == ["corps"]
    assert "damaged" in reading.problem


@pytest.mark.parametrize("media_type", [DOCX, ODT])
def test_a_truncated_document_is_unreadable(read, media_type):
    with pytest.raises(Unreadable):
        read(docx(paragraph("corps"))[:200], media_type)


@pytest.mark.parametrize("media_type", [DOCX, ODT])
def test_another_zip_under_the_same_name_is_unreadable(read, media_type):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("autre.txt", "x")
    with pytest.raises(Unreadable, match="no text part"):
        read(stream.getvalue(), media_type)


def test_a_document_that_is_a_bomb_is_refused(read):
    with pytest.raises(Suspicious):
        read(docx(paragraph("a" * (80 << 20))), DOCX)


def test_deep_nesting_is_unreadable_not_a_crash(read):
    with pytest.raises(Unreadable):
        read(docx("<w:sdt>" * 5000 + paragraph("x") + "</w:sdt>" * 5000), DOCX)


def test_an_external_entity_is_not_read(read, tmp_path):
    (tmp_path / "secret").write_text("SECRET")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<!DOCTYPE d [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>'
            f"<w:document {W}><w:body>{paragraph('avant &e; après')}</w:body></w:document>",
        )
    try:
        words = read(stream.getvalue(), DOCX).words()
    except Unreadable:
        words = []
    assert "SECRET" not in " ".join(words)


def odt_table(rows: list[list[str]]) -> Table:
    made = Table()
    for row in rows:
        line = TableRow()
        made.addElement(line)
        for words in row:
            cell = TableCell()
            cell.addElement(P(text=words))
            line.addElement(cell)
    return made


def test_an_odt_gives_its_text_and_tables_in_order(read):
    document = OpenDocumentText()
    document.text.addElement(P(text="Patients présents"))
    document.text.addElement(odt_table([["Nom", "Prénom"], ["DUVAL", "Zoé"]]))
    document.text.addElement(P(text="Fin"))
    reading = read(saved(document), ODT)
    assert [(x["form"], x["line"], x["cells"]) for x in reading.lines] == [
        ("text", 1, ["Patients présents"]),
        ("grid", 2, ["Nom", "Prénom"]),
        ("grid", 3, ["DUVAL", "Zoé"]),
        ("text", 4, ["Fin"]),
    ]


def test_repeated_and_covered_cells_of_an_odt_keep_their_columns(read):
    document = OpenDocumentText()
    made = odt_table([["a", "b", "c", "d"]])
    line = TableRow()
    made.addElement(line)
    for words, options in (("x", {"numbercolumnsrepeated": 2}), ("y", {"numbercolumnsspanned": 2})):
        cell = TableCell(**options)
        cell.addElement(P(text=words))
        line.addElement(cell)
    line.addElement(CoveredTableCell())
    document.text.addElement(made)
    assert read(saved(document), ODT).cells() == [["a", "b", "c", "d"], ["x", "x", "y", None]]


def test_an_odt_with_a_password_is_encrypted(read):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("content.xml", b"\x01\x02chiffre")
        package.writestr("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")
    with pytest.raises(Encrypted, match="password"):
        read(stream.getvalue(), ODT)


def test_paragraphs_that_tabs_cut_alike_are_a_table(read):
    document = Document()
    for words in ("Présents", "Nom\tPrénom\tNé le", "LEROY\tAnne\t01/02/1950", "DIOP\tAwa\t03/04/1961", "Fin"):
        document.add_paragraph(words)
    reading = read(saved(document), DOCX)
    assert reading.rows()[1] == (3, ["LEROY", "Anne", "01/02/1950"])
    assert reading.words() == ["Présents", "Fin"]


def test_labels_and_values_set_apart_by_one_tab_stay_lines(read):
    document = Document()
    for words in ("Nom :\tLEROY", "Prénom :\tAnne", "Lille,\t\tle 12 février", "Service\t\tCardiologie"):
        document.add_paragraph(words)
    assert read(saved(document), DOCX).rows() == []


def test_the_lines_of_a_cell_stay_lines(read):
    document = Document()
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Patient", "Suite", "LEROY Anne\n01/02/1950", "RAS"), strict=True):
        cell.text = words
    assert read(saved(document), DOCX).cells()[1] == ["LEROY Anne\n01/02/1950", "RAS"]
