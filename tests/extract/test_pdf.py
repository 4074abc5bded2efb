"""PDF: a list printed comes back row by row, everything else stays text."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from printed import fixed_width, lines, people, table, tight
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, SimpleDocTemplate

from recense.errors import Encrypted, Unreadable

PDF = "application/pdf"
PROSE = (
    "Le patient a été admis le 11 février 2024 pour une douleur thoracique. L'examen clinique retrouve une tension "
    "artérielle normale, l'auscultation est sans particularité. Un traitement par aspirine a été instauré. "
)


def missing(reading, rows):
    found = {tuple(cells) for cells in reading.cells()}
    return [row for row in rows if tuple(cell or None for cell in row) not in found]


@pytest.mark.parametrize("ruled", [True, False])
def test_every_row_of_a_printed_list_comes_back_with_its_cells(read, ruled):
    rows = people(120)
    reading = read(table(rows, ruled=ruled), PDF)
    assert missing(reading, rows) == []
    assert reading.answer["rows"] == len(rows) + len(reading.places())  # the header of each page is a row of it


@pytest.mark.parametrize(("ruled", "middle"), [(True, False), (True, True), (False, False), (False, True)])
def test_cells_folded_on_several_lines_are_joined_again(read, ruled, middle):
    rows = people(60)
    reading = read(table(rows, ruled=ruled, wrap=True, middle=middle), PDF)
    assert missing(reading, rows) == []


def test_title_and_footer_stay_text_and_the_locator_counts_lines_from_the_top(read):
    reading = read(table(people(5), ruled=True), PDF)
    assert reading.words() == ["CENTRE HOSPITALIER DE VALMONT", "Édité le 11/02/2024 08:12   Page 1/12"]
    assert [line for line, _ in reading.rows()] == [2, 3, 4, 5, 6, 7]
    assert {x["unit"] for x in reading.lines} == {"line"}
    assert reading.places() == ["page=1"]


@pytest.mark.parametrize("sections", [True, False])
def test_fixed_width_lines_are_cut_where_their_columns_begin(read, sections):
    widths = [8, 14, 13, 10, 1, 14, 22, 16]
    rows = people(90)
    reading = read(fixed_width(rows, widths, sections), PDF)
    assert missing(reading, rows) == []


def test_tight_right_aligned_and_mostly_empty_columns_keep_their_cells(read):
    rows = [[*row[1:4], "" if i % 4 else "59280", str(i * 7 + 3), row[6]] for i, row in enumerate(people(75))]
    reading = read(tight(rows, right={4}), PDF)
    assert missing(reading, rows) == []


def test_a_cell_of_a_date_and_a_time_is_one_cell_when_every_word_was_drawn_alone(read):
    rows = [[row[0], row[1], row[7]] for row in people(40)]
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for i, row in enumerate(rows):
        canvas.setFont("Helvetica", 9)
        for x, cell in zip((40, 150, 300), row, strict=True):
            for j, word in enumerate(cell.split(" ")):
                before = "".join(w + " " for w in cell.split(" ")[:j])
                canvas.drawString(x + canvas.stringWidth(before, "Helvetica", 9), 800 - 14 * i, word)
    canvas.save()
    assert missing(read(stream.getvalue(), PDF), rows) == []


def test_a_list_of_two_columns_keeps_its_rows_and_a_single_row_its_header(read):
    pairs = [[row[1], row[3]] for row in people(30)]
    assert read(lines(*[((50, a), (250, b)) for a, b in pairs]), PDF).cells() == pairs
    one = [["Nom", "Prénom", "Né(e) le", "Service"], ["DUVAL", "Zoé", "01/02/1950", "Urgences"]]
    assert read(lines(*[list(zip((50, 150, 250, 350), row, strict=True)) for row in one]), PDF).cells() == one


def test_two_tables_on_a_page_do_not_share_columns(read):
    first = [[row[0], row[1], row[3]] for row in people(8)]
    second = [[row[2], row[4], row[5], row[6]] for row in people(8, seed=2)]
    between = "Ci-dessous les personnes sorties, dont le dossier a été transmis au médecin traitant par messagerie."
    data = lines(
        *[list(zip((160, 230, 400), row, strict=True)) for row in first],
        between,
        *[list(zip((50, 160, 230, 400), row, strict=True)) for row in second],
    )
    reading = read(data, PDF)
    assert reading.cells() == [*first, *second]
    assert reading.words() == [between]


def test_the_second_line_of_a_record_is_not_glued_to_the_first(read):
    records = people(20)
    data = lines(
        *[
            line
            for row in records
            for line in (
                ((40, row[0]), (110, row[1]), (220, row[2]), (400, row[3])),
                ((110, "1 rue Haute"), (400, "59000 LILLE")),
                "",
            )
        ],
        gap=11,
    )
    cells = read(data, PDF).cells()
    assert [row for row in cells if row[0]] == [row[:4] for row in records]


@pytest.mark.parametrize("justified", [True, False])
def test_prose_gives_no_grid(read, justified):
    stream = io.BytesIO()
    style = ParagraphStyle("prose", alignment=4 if justified else 0)
    SimpleDocTemplate(stream).build([Paragraph(PROSE * (i % 5 + 1), style) for i in range(20)])
    reading = read(stream.getvalue(), PDF)
    assert reading.answer["grids"] == 0
    assert " ".join(reading.words()).split() == (PROSE * 60).split()


def test_two_columns_of_prose_are_read_one_after_the_other(read):
    stream = io.BytesIO()
    page = BaseDocTemplate(stream)
    page.addPageTemplates(PageTemplate(frames=[Frame(40, 40, 245, 700), Frame(305, 40, 245, 700)]))
    page.build([Paragraph(PROSE * 4, ParagraphStyle("prose", alignment=4)) for _ in range(8)])
    reading = read(stream.getvalue(), PDF)
    assert reading.answer["grids"] == 0
    assert " ".join(reading.words()).split() == (PROSE * 32).split()


def test_the_address_beside_a_letterhead_is_not_mixed_with_it(read):
    beside = [
        ("CH de Valmont", "Monsieur DUVAL Paul"),
        ("1 rue Haute", "12 rue Basse"),
        ("59000 LILLE", "59280 NIEPPE"),
    ]
    data = lines(*[((50, a), (330, b)) for a, b in beside], "", "Monsieur,", "Votre rendez-vous est confirmé.")
    assert read(data, PDF).words() == [
        *[a for a, _ in beside],
        *[b for _, b in beside],
        "Monsieur,",
        "Votre rendez-vous est confirmé.",
    ]


def test_cards_of_labels_and_values_stay_text_with_both_on_their_line(read):
    cards = [((50, f"Nom : {row[1]}"), (300, f"Prénom : {row[2]}")) for row in people(30)]
    reading = read(lines(*cards), PDF)
    assert reading.answer["grids"] == 0
    assert reading.words() == [f"{a[1]}   {b[1]}" for a, b in cards]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_along_its_text(read, turn):
    rows = people(20)
    document = pypdfium2.PdfDocument(table(rows, ruled=True))
    document[0].set_rotation(turn)
    stream = io.BytesIO()
    document.save(stream)
    assert missing(read(stream.getvalue(), PDF), rows) == []


def test_text_drawn_from_bottom_to_top_is_read(read):
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.rotate(90)
    for i in range(10):
        for j, x in enumerate((50, 250, 450)):
            canvas.drawString(x, -100 - 14 * i, f"r{i}c{j}")
    canvas.save()
    assert read(stream.getvalue(), PDF).cells() == [[f"r{i}c{j}" for j in range(3)] for i in range(10)]


def test_values_of_form_fields_and_notes_are_read_where_they_stand(read):
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(50, 800, "Nom :")
    canvas.acroForm.textfield(name="nom", value="DUVAL", x=90, y=793, width=200, height=18)
    canvas.textAnnotation("rappeler la famille", Rect=(50, 700, 200, 720))
    canvas.save()
    assert read(stream.getvalue(), PDF).words() == ["Nom : DUVAL", "rappeler la famille"]


def test_an_encrypted_pdf_opens_with_a_password_of_the_bank_and_says_when_none_fits(read):
    data = lines("Bonjour", encrypt=StandardEncryption("secret", "owner"))
    assert read(data, PDF, passwords=("autre", "secret")).words() == ["Bonjour"]
    with pytest.raises(Encrypted, match="--passwords"):
        read(data, PDF, passwords=("autre",))


def test_a_pdf_that_anybody_may_open_needs_no_password(read):
    assert read(lines("Bonjour", encrypt=StandardEncryption("", "owner")), PDF).words() == ["Bonjour"]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4 rien",
        table(people(50))[:3000],
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\ntrailer<</Root 1 0 R>>\n"
        ),
    ],
    ids=["nothing", "truncated", "cyclic"],
)
def test_a_damaged_pdf_is_unreadable_with_a_sentence(read, data):
    with pytest.raises(Unreadable, match="damaged"):
        read(data, PDF)


def two_columns(*rows: tuple[str, str]) -> bytes:
    return lines(*([(x, words) for x, words in zip((60, 320), row, strict=True) if words] for row in rows))


def test_a_form_without_colons_gives_its_labels_beside_their_values(read):
    form = [
        ("Nom", "LEROY"),
        ("Prénoms", "Anne, Marie"),
        ("Date de naissance", "01/02/1950"),
        ("Adresse", "1 rue du Lac"),
    ]
    rows = read(two_columns(*form, ("", "59000 LILLE"), ("Médecin traitant", "Dr MOREL")), PDF).cells()
    assert rows == [*map(list, form[:3]), ["Adresse", "1 rue du Lac, 59000 LILLE"], ["Médecin traitant", "Dr MOREL"]]


def test_a_letterhead_beside_an_address_is_no_form(read):
    head = [
        ("CENTRE HOSPITALIER", "Mme Anne LEROY"),
        ("Service de soins", "1 rue du Lac"),
        ("Le secrétariat", "59000 LILLE"),
    ]
    assert read(two_columns(*head), PDF).rows() == []


def test_cards_side_by_side_are_read_one_after_the_other(read):
    cards = [("Mme Anne LEROY", "M. Ali DIOP"), ("1 rue du Lac", "2 rue Foch"), ("à LILLE", "à LYS")]
    words = read(two_columns(*cards * 5), PDF).words()
    assert (len(words), words[:3], words[15]) == (30, ["Mme Anne LEROY", "1 rue du Lac", "à LILLE"], "M. Ali DIOP")
