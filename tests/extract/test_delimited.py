"""A delimited text gives every one of its lines, under its own number, cut as a person would cut it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recense.extract.formats import delimited
from recense.extract.formats.aligned import cut, find_cuts
from recense.extract.formats.dialect import find_dialect

CSV = "text/csv"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", "^", "~", "¤"])
def test_any_delimiter_is_found(read, delimiter):
    text = "".join(
        delimiter.join(row) + "\n" for row in [["IPP", "Nom", "Prenom"], ["1", "DUPONT", "Jean"], ["2", "X", ""]]
    )
    assert read(text, CSV).rows() == [
        (1, ["IPP", "Nom", "Prenom"]),
        (2, ["1", "DUPONT", "Jean"]),
        (3, ["2", "X", None]),
    ]


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["Nom;Poids", "A;12,5", "B;13,1", "C;9,0"], ";"),  # decimal commas
        (["a,b;c,d;e,f", "1,5;2,5;3,5", "2,5;3,5;4,5"], ";"),
        (["Nom,Adresse", 'A,"1, rue X"', 'B,"2, rue Y"'], ","),
        (["Nom\tNé à", "A\tLille; Nord", "B\tLens; Nord"], "\t"),
        (["heure;nom", "08:30:00;A", "09:15:00;B"], ";"),
    ],
)
def test_a_delimiter_is_not_taken_for_a_sign_inside_cells(lines, delimiter):
    assert find_dialect(lines).delimiter == delimiter


def test_the_delimiter_that_the_file_tells_is_believed(read):
    assert read("sep=|\na|b;c;d\n", CSV).rows() == [(1, ["sep=", None]), (2, ["a", "b;c;d"])]


def test_a_cell_over_two_lines_keeps_the_numbers_of_the_file(read):
    rows = read('a;b\n1;"deux\nlignes"\n3;z\n', CSV).rows()
    assert rows == [(1, ["a", "b"]), (2, ["1", "deux\nlignes"]), (4, ["3", "z"])]


def test_a_quote_that_never_closes_costs_no_row(read):
    text = "a;b\n" + '1;"x\n' + "".join(f"{i};y\n" for i in range(2, 3000))
    rows = read(text, CSV).rows()
    assert len(rows) == 3000
    assert rows[1] == (2, ["1", "x"])
    assert rows[-1] == (3000, ["2999", "y"])


def test_an_inch_mark_is_not_a_quote(read):
    assert read('a;b\n1;tube 5" long\n2;y\n', CSV).cells() == [["a", "b"], ["1", 'tube 5" long'], ["2", "y"]]


def test_a_line_quoted_whole_is_cut(read):
    assert read('a;b;c\n"1;2;3"\n4;5;6\n', CSV).cells()[1] == ["1", "2", "3"]


def test_ragged_rows_and_blank_lines_all_come_out(read):
    text = "Nom;Prénom;Né le\n\nA;B;C;D;E\nF\n;;\nG;H;I\n"
    assert [line for line, _ in read(text, CSV).rows()] == [1, 2, 3, 4, 5, 6]


def test_tables_of_two_delimiters_one_under_another_are_both_cut(read):
    text = "Nom;Prénom;Né\n" + "A;B;C\n" * 20 + "\nIPP\tUF\tDate\n" + "1\t2\t3\n" * 5
    cells = read(text, CSV).cells()
    assert cells[1] == ["A", "B", "C"]
    assert cells[-1] == ["1", "2", "3"]


def test_nul_bytes_are_not_read(read):
    assert read(b"a;b\n1\x00;2\n", CSV).cells()[1] == ["1", "2"]


def test_a_column_alone_is_a_grid(read):
    reading = read("Nom\nDUPONT Jean\nMARTIN Anne\n", CSV)
    assert reading.cells() == [["Nom"], ["DUPONT Jean"], ["MARTIN Anne"]]


def test_prose_comes_out_as_text(read):
    prose = (
        "Madame, Monsieur, je vous écris, comme convenu, au sujet de la réunion.\n"
        "Elle est reportée, hélas, à cause de la neige, qui tombe depuis lundi.\n"
        "Bien à vous, Jean Dupont, cadre de santé\n"
    )
    reading = read(prose, CSV)
    assert reading.rows() == []
    assert len(reading.words()) == 3


def test_an_empty_text_has_no_line(read):
    assert read("", CSV).lines == []


LISTING = (
    "CENTRE HOSPITALIER                      LISTE DES MALADES PRESENTS            PAGE 1\n"
    "\n"
    "NOM              PRENOM        NE LE       CHAMBRE\n"
    "---------------  ------------  ----------  -------\n"
    "DUPONT           JEAN          01/02/1950  101\n"
    "LE GOFF MARTIN   ANNE MARIE    03/04/1960  102\n"
    "MARTIN                         05/06/1970  103\n"
)


def test_aligned_columns_are_cut_and_an_empty_cell_keeps_its_place(read):
    cells = read(LISTING, CSV).cells()
    assert cells[2] == ["NOM", "PRENOM", "NE LE", "CHAMBRE"]
    assert cells[5] == ["LE GOFF MARTIN", "ANNE MARIE", "03/04/1960", "102"]
    assert cells[6] == ["MARTIN", None, "05/06/1970", "103"]
    assert len(cells) == 7


def test_what_a_database_prints_is_a_grid_and_its_rules_are_blank(read):
    text = (
        "+-----+--------+\n| ipp | nom    |\n+-----+--------+\n| 1   | DUPONT |\n| 2   | -      |\n+-----+--------+\n"
    )
    rows = [[cell.strip() for cell in cells if cell and cell.strip()] for cells in read(text, CSV).cells()]
    assert rows == [[], ["ipp", "nom"], [], ["1", "DUPONT"], ["2", "-"], []]


PLAIN = "text/plain"


def test_a_listing_named_plain_text_is_a_grid(read):
    assert read(LISTING, PLAIN).cells()[4] == ["DUPONT", "JEAN", "01/02/1950", "101"]


def test_columns_one_space_apart_are_cut_but_not_a_date_from_its_hour(read):
    text = (
        "date_rdv         nom_prenom     tel_portable secteur\n"
        "14/11/2023 16h20 Chaillol LÉNA  inconnu      Urgences\n"
        "12/10/2023 10h30 Coutyre DENISE 0639987995   Pneumologie\n"
        "16/11/2023 08h15 Salinas SOLAL  0639986843   Dialyse\n"
    )
    assert read(text, PLAIN).cells()[:2] == [
        ["date_rdv", "nom_prenom", "tel_portable", "secteur"],
        ["14/11/2023 16h20", "Chaillol LÉNA", "inconnu", "Urgences"],
    ]


def test_a_row_whose_cells_fill_their_columns_counts_like_the_others(read):
    text = (
        "12345678 DUPONT          JEAN       19500201 F\n"
        "12345679 MARTIN          ANNE       19600301 F\n"
        "12345680 LEFEBVRE-DURAND MARIE-ANGE 19700301 F\n"
        "12345681 PETIT           PAUL       19800301 M\n"
    )
    assert read(text, PLAIN).cells()[2] == ["12345680", "LEFEBVRE-DURAND", "MARIE-ANGE", "19700301", "F"]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"2023-05-02 08:12:{i:02d} INFO  service demarre en {i} ms pour la tache\n" for i in range(10, 60)),
        (
            "Service de cardiologie          Lille, le 3 mai 2023\n\nCher confrère,\nJe vous remercie de m'avoir adressé\n"
            "Monsieur DUPONT, né le 2 mars.\n\nEntrée : 1er mai      Sortie : 3 mai\n\nBien à vous,\n"
        ),
        "[base]\nhote=srv\nport=1521\n",
        "def lire(a):\n    with open(a) as f:\n        for x in f:\n            print(x)\n",
    ],
)
def test_logs_letters_and_code_stay_text(read, text):
    reading = read(text, PLAIN)
    assert reading.rows() == []
    assert len(reading.words()) >= 3


def test_a_line_whose_words_run_over_an_edge_stays_one_cell():
    cuts = find_cuts(LISTING.splitlines())
    assert cut("Malades presents dans toutes les unites", cuts) == ["Malades presents dans toutes les unites"]


def test_a_line_without_an_end_is_read_in_pieces_as_text(read, monkeypatch):
    monkeypatch.setattr(delimited, "LONGEST_LINE", 1000)
    monkeypatch.setattr(delimited, "PIECE", 100)
    monkeypatch.setattr(delimited, "LONGEST_READ", 5000)
    reading = read("a;b\n1;2\n" + "x;" * 5000 + "\n3;4\n", CSV)
    assert reading.answer["status"] == "partial"
    assert "line 3" in reading.problem
    assert reading.cells() == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert "".join(reading.words()) == "x;" * 2500
    assert reading.rows()[-1][0] == 4


def test_too_many_columns_are_cut_and_told(read):
    reading = read(";".join(map(str, range(3000))) + "\n1;2\n", CSV)
    assert len(reading.cells()[0]) == 2000
    assert reading.answer["status"] == "partial"


def test_latin_letters_of_every_export_come_back(read):
    for encoding in ("utf-8-sig", "utf-16", "cp1252", "cp850"):
        assert read("Prénom;Né à\nZoë;Nîmes\n".encode(encoding), CSV).cells() == [["Prénom", "Né à"], ["Zoë", "Nîmes"]]


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=4, max_size=12))
def test_rows_in_are_rows_out(read, rows):
    """What a program writes with quotes comes back cell by cell, whatever is in the cells."""
    table = [["Nom", "Prénom", "Service"], *rows]
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    assert read(stream.getvalue(), CSV).cells() == [[cell or None for cell in row] for row in table]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.text("abé;,\t \"'|0", max_size=20), min_size=1, max_size=30))
def test_no_line_is_lost_whatever_its_quotes(read, lines):
    """Every letter of every line is in the document, cut or not."""
    reading = read("\n".join(lines) + "\n", CSV)
    out = "".join(cell or "" for line in reading.lines for cell in line["cells"])
    for letter in "abé0":
        assert out.count(letter) == "".join(lines).count(letter)


def test_texts_in_quotes_that_run_over_most_lines_stay_in_their_cells(read):
    note = "\n".join(f"Ligne {n} du compte rendu, sans accent" for n in range(70))
    rows = read("IPP,Nom,CR\n" + "".join(f'{n},NOM{n},"{note}"\n' for n in range(9)), CSV).rows()
    assert (len(rows), rows[1], rows[2][0]) == (10, (2, ["0", "NOM0", note]), 72)


def test_quotes_after_a_backslash_are_words_of_the_cell(read):
    text = '"id","nom","note"\n' + "".join(
        f'"{n}","NOM{n}","dit \\"oui, demain\n ou après\\" ce jour"\n' for n in range(5)
    )
    assert read(text, CSV).rows()[2] == (4, ["1", "NOM1", 'dit "oui, demain\n ou après" ce jour'])
    paths = "nom;dossier\n" + "".join(f'"NOM{n}";"C:\\"\n' for n in range(5))
    assert read(paths, CSV).cells()[1] == ["NOM0", "C:\\"]


def test_a_comma_inside_an_address_without_quotes_does_not_shift_the_row(read):
    text = "Nom,Prénom,Adresse,Ville\n" + "".join(
        f"NOM{n},Anne,{n} rue du Lac{', apt 3' if n % 2 else ''},LILLE\n" for n in range(8)
    )
    assert read(text, CSV).cells()[2] == ["NOM1", "Anne", "1 rue du Lac, apt 3", "LILLE"]
    extra = text + "NOM,Anne,x,y,LILLE\n"
    assert read(extra, CSV).cells()[-1] == ["NOM", "Anne", "x", "y", "LILLE"]


GLUED = [
    ("100504570", "LEROY", "ANNE", "03021950", "F", "24095090", "CARD", "20240110", "250025951203412"),
    ("100574464", "DIOP", "AWA", "05041961", "F", "24046996", "SSR", "20240112", "261042B95120341"),
    ("100940759", "MOREL", "PAUL", "07081972", "M", "24009236", "PNEU", "20240113", "172085951203498"),
    ("100969357", "DE SMET", "LEO", "09101983", "M", "24037128", "CHIR", "20240114", "183105951203411"),
]


def glued_lines(*rows):
    return "".join(
        "".join(cell.ljust(w) for cell, w in zip(row, (9, 14, 10, 8, 1, 10, 4, 8, 15), strict=True)) + "\n"
        for row in rows
    )


def test_fields_of_fixed_width_with_nothing_between_them_are_cut_where_figures_and_letters_meet(read):
    assert read(glued_lines(*GLUED), PLAIN).cells() == [list(row) for row in GLUED]
    head = ("IPP", "NOM", "PRENOM", "DDN", "S", "SEJOUR", "SERV", "ENTREE", "NIR")
    assert read(glued_lines(head, *GLUED), PLAIN).cells()[0] == list(head)


def test_a_code_of_letters_and_figures_stays_whole_in_an_aligned_listing(read):
    rows = [
        f"{name:<12}{room:<6}CH2024-{n:04}AB   {name * 9}\n"
        for n, (name, room) in enumerate(zip("ABCDE", "12345", strict=True))
    ]
    assert read("".join(rows), PLAIN).cells()[1] == ["B", "2", "CH2024-0001AB", "BBBBBBBBB"]


def test_numbers_written_in_groups_are_no_prose(read):
    head = f"{'NOM':<12} {'TELEPHONE':<16} NIR\n"
    rows = "".join(f"{f'NOM{n}':<12} 06 12 34 56 7{n}   1 50 02 59 512 034 1{n}\n" for n in range(6))
    assert read(head + rows, PLAIN).cells()[1] == ["NOM0", "06 12 34 56 70", "1 50 02 59 512 034 10"]


def test_records_of_coded_lines_are_rows_at_the_line_where_they_begin(read):
    text = "".join(f"01|NOM{n}|19500{n}03\n02|{n} rue du Lac|LILLE|06{n}\n03|note {n}\n03|suite\n" for n in range(1, 5))
    for media_type in (PLAIN, CSV):
        rows = read(text, media_type).rows()
        assert rows[1] == (5, ["NOM2", "19500203", "2 rue du Lac", "LILLE", "062", "note 2 ; suite"])
        assert len(rows) == 4


def test_a_table_whose_first_column_is_a_code_stays_a_table(read):
    text = "".join(f"0{n % 2 + 1}|NOM{n}|19500{n}03\n" for n in range(1, 9))
    assert read(text, CSV).cells()[2] == ["02", "NOM3", "19500303"]


def test_what_the_client_of_a_database_prints_is_no_row(read):
    rows = "".join(f"{f'NOM{n}':<20} {f'ANNE{n}':<20} 1950-02-0{n}\n" for n in range(1, 6))
    reading = read(
        f"{'nom':<20} {'prenom':<20} ddn\n{'-' * 20} {'-' * 20} {'-' * 10}\n{rows}\n(5 rows affected)\n", PLAIN
    )
    assert (reading.words(), reading.cells()[-2]) == (["(5 rows affected)"], ["NOM5", "ANNE5", "1950-02-05"])


def test_the_fields_of_json_in_a_column_are_columns_of_the_row(read):
    people = [{"nom": f"NOM{n}", "naissance": {"date": f"1950-02-0{n}"}} for n in range(1, 5)]
    quoted = [json.dumps(person).replace('"', '""') for person in people]
    text = "id;donnees\n" + "".join(f'{n};"{cell}"\n' for n, cell in enumerate(quoted))
    assert read(text, CSV).rows()[:2] == [
        (1, ["id", "donnees", "nom", "naissance.date"]),
        (2, ["0", None, "NOM1", "1950-02-01"]),
    ]
    braces = "id;note\n" + "".join(f'{n};"{{""à revoir}}"\n' for n in range(4))
    assert read(braces, CSV).cells()[1] == ["0", '{"à revoir}']


PEOPLE = [
    ("MARTIN", "JEANNE", "03/02/1950", "06 12 34 56 78"),
    ("LEROY", "PAUL", "14/11/1938", "06 98 76 54 32"),
    ("OUALI", "SAMIA", "25/07/1991", "06 11 22 33 44"),
    ("PETIT", "LUC", "30/09/1962", "06 55 44 33 22"),
    ("ROUSSEL", "ANNE", "08/05/1947", "06 77 88 99 00"),
]


def test_a_telephone_in_an_aligned_listing_stays_one_cell_though_its_groups_are_aligned(read):
    lines = [f"{family:<12}{given:<10}{born:<12}{phone}" for family, given, born, phone in PEOPLE]
    assert read("\n".join(lines), "text/plain").cells() == [list(person) for person in PEOPLE]


def test_a_title_before_each_name_is_no_column(read):
    lines = [f"0{i}/03   Dr {family:<12}  2{i}0   {phone}" for i, (family, _, _, phone) in enumerate(PEOPLE, 1)]
    assert [cells[1] for cells in read("\n".join(lines), "text/plain").cells()] == [f"Dr {p[0]}" for p in PEOPLE]


def test_what_every_page_of_a_spool_says_again_does_not_blur_its_columns(read):
    lines = []
    for page, (family, *_) in enumerate(PEOPLE, 1):
        lines += [
            f"CENTRE HOSPITALIER DE BRESLES  EDITION DU 04/02/2024 PAGE {page}",
            "ETAT DES ENTREES DU JOUR PRECEDENT",
        ]
        lines += [f"{80000000 + page}  {f:<14}{g + family:<16}{b}" for f, g, b, _ in PEOPLE]
    cells = read("\n".join(lines), "text/plain").cells()
    assert cells[2] == ["80000001", "MARTIN", "JEANNEMARTIN", "03/02/1950"]


def test_stickers_three_across_are_a_row_each_at_the_line_where_they_begin(read):
    lines = []
    for i in range(4):
        a, b = PEOPLE[i], PEOPLE[i + 1]
        lines += [f"{a[0] + ' ' + a[1]:<30}{b[0]} {b[1]}", f"{a[2]:<30}{b[2]}", ""]
    rows = read("\n".join(lines), "text/plain").rows()
    assert rows[:3] == [
        (1, ["MARTIN JEANNE", "03/02/1950"]),
        (1, ["LEROY PAUL", "14/11/1938"]),
        (4, ["LEROY PAUL", "14/11/1938"]),
    ]


@pytest.mark.parametrize("across", [1, 2])
def test_cards_of_labels_are_records_one_above_another_and_side_by_side(read, across):
    cards = [[f"Nom..: {f}", f"Prenom: {g}", f"Ne le: {b}"] for f, g, b, _ in PEOPLE[:4]]
    lines = ["FICHES D ACCUEIL"]
    for i in range(0, 4, across):
        lines += ["   ".join(f"{words:<24}" for words in at) for at in zip(*cards[i : i + across], strict=True)] + [
            "---"
        ]
    found = read("\n".join(lines), "text/plain")
    expected = [{"Nom": f, "Prenom": g, "Ne le": b} for f, g, b, _ in PEOPLE[:4]]
    assert (found.records(), found.words()) == (expected, ["FICHES D ACCUEIL"])


def test_a_form_alone_stays_text(read):
    assert not read("Nom : MARTIN\nPrenom : JEANNE\nNe le : 03/02/1950\nMotif : chute\n", "text/plain").rows()


def test_cards_without_labels_one_above_another_are_rows_and_paragraphs_are_text(read):
    cards = [f"{f} {g}\n{b}\n{phone}\n" for f, g, b, phone in [*PEOPLE, *PEOPLE]]
    assert read("\n".join(cards), "text/plain").cells()[1] == ["LEROY PAUL", "14/11/1938", "06 98 76 54 32"]
    prose = ["Le service reste ouvert.\nLa garde commence ce soir.\nMerci de rappeler.\n"] * 8
    assert not read("\n".join(prose), "text/plain").rows()
