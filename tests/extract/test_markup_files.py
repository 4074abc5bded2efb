"""XML and HTML give what repeats as rows and the rest as text; nothing outside the file is ever opened."""

from __future__ import annotations

from contextlib import suppress

import pytest

from recense.errors import Unreadable
from recense.extract.formats import xml

XML, HTML = "application/xml", "text/html"


def test_what_repeats_is_a_grid_and_the_rest_is_text(read):
    text = (
        "<export><date>2024-02-11</date><patients><patient id='1'><nom>LEFÈVRE</nom><adr><cp>59280</cp></adr></patient>"
        "<patient id='2'><nom>X</nom></patient></patients></export>"
    )
    reading = read(text, XML)
    assert reading.rows("list=patient") == [
        (0, ["id", "nom", "adr.cp"]),
        (1, ["1", "LEFÈVRE", "59280"]),
        (2, ["2", "X", None]),
    ]
    assert reading.words() == ["date : 2024-02-11"]


def test_an_inner_list_keeps_its_holder_beside_it(read):
    stays = "<stay><uf>A</uf><d>1</d></stay><stay><uf>B</uf><d>2</d></stay>"
    text = f"<r><p><nom>DUPONT</nom>{stays}</p><p><nom>X</nom></p></r>"
    records = read(text, XML).records("list=p.stay")
    assert [(r["nom"], r["stay.uf"]) for r in records] == [("DUPONT", "A"), ("DUPONT", "B")]


def test_prose_stays_prose(read):
    reading = read("<doc><p>Monsieur <b>DUPONT</b> est venu.</p><p>Il va <i>mieux</i>.</p></doc>", XML)
    assert reading.words() == ["Monsieur DUPONT est venu.", "Il va mieux."]


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-16", "UTF-8"])
def test_the_declared_encoding_is_read(read, encoding):
    text = f"<?xml version='1.0' encoding='{encoding}'?><a><b>Hélène</b></a>"
    assert read(text.encode(encoding), XML).words() == ["b : Hélène"]


def test_an_encoding_that_lies_is_seen_through(read):
    text = "<?xml version='1.0' encoding='UTF-8'?><a><b>Hélène</b></a>"
    assert read(text.encode("cp1252"), XML).words() == ["b : Hélène"]


def test_a_large_file_is_read_record_by_record_the_same(read, monkeypatch):
    rows = "".join(f"<patient><nom>N{i}</nom><age>{i}</age></patient>" for i in range(300))
    text = f"<export><patients>{rows}</patients></export>"
    whole = read(text, XML).rows()
    monkeypatch.setattr(xml, "WHOLE", 10)
    assert read(text, XML).rows() == whole


def test_a_cut_file_keeps_what_stands_before_the_cut(read, monkeypatch):
    text = "<r>" + "<p><nom>A</nom><age>1</age></p>" * 4 + "<p><nom>B</n"
    reading = read(text, XML)
    assert reading.answer["status"] == "partial"
    assert reading.cells()[:3] == [["nom", "age"], ["A", "1"], ["A", "1"]]
    monkeypatch.setattr(xml, "WHOLE", 10)
    assert read(text, XML).answer["status"] == "partial"


def test_what_is_not_xml_is_unreadable(read):
    with pytest.raises(Unreadable):
        read("<", XML)


def test_external_entity_is_not_read(read, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("MOT-SECRET")
    text = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]><a><b>avant &x; après</b></a>'
    assert "MOT-SECRET" not in str(read(text, XML).lines)


def test_external_entity_is_not_read_from_a_large_file(read, tmp_path, monkeypatch):
    monkeypatch.setattr(xml, "WHOLE", 10)
    test_external_entity_is_not_read(read, tmp_path)


def test_a_billion_laughs_are_not_laughed(read):
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    text = f'<!DOCTYPE a [<!ENTITY l0 "ha">{entities}]><a><b>&l11;</b></a>'
    with suppress(Unreadable):  # the parser may also refuse it whole
        assert len(str(read(text, XML).lines)) < 1000


def test_a_workbook_of_2003_is_a_grid(read):
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    text = (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="Liste"><Table>'
        '<Row ss:Index="3"><Cell><Data ss:Type="String">Nom</Data></Cell><Cell ss:Index="3">'
        '<Data ss:Type="DateTime">1950-02-01T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    assert read(text, XML).rows("sheet=Liste") == [(3, ["Nom", None, "1950-02-01"])]


def test_a_page_gives_its_tables_its_text_and_its_form(read):
    page = (
        "<html><head><title>Dossier de M. DUPONT</title></head><body><h1>Liste</h1><table><tr><th>Nom</th><th>UF</th></tr>"
        "<tr><td>A</td><td>1</td></tr></table><form><input name='nom' value='LEFÈVRE'><input type=hidden value=jeton>"
        "</form></body></html>"
    )
    reading = read(page, HTML)
    assert reading.cells() == [["Nom", "UF"], ["A", "1"]]
    assert reading.words() == ["Liste", "Dossier de M. DUPONT", "nom : LEFÈVRE"]


def test_a_table_inside_the_cell_of_one_that_lays_out_the_page_is_a_grid(read):
    inner = "<table><tr><td>Nom</td><td>Né le</td></tr><tr><td>LEROY<br>Anne</td><td>1950</td></tr></table>"
    page = f"<html><table><tr><td>menu</td><td>{inner}</td></tr><tr><td>a</td><td>b</td></tr></table></html>"
    assert read(page, HTML).cells() == [["Nom", "Né le"], ["LEROY\nAnne", "1950"]]


def test_a_table_drawn_with_boxes_is_a_grid(read):
    rows = [("Nom", "Prénom", "Né le"), ("LEROY", "Anne", "1950"), ("DIOP", "Awa", "1961")]
    boxes = "".join(f"<div>{''.join(f'<span>{cell}</span>' for cell in row)}</div>" for row in rows)
    assert read(f"<html><div>{boxes}</div></html>", HTML).cells() == [list(row) for row in rows]
    uneven = boxes.replace("<span>1950</span>", "")
    assert read(f"<html><div>{uneven}</div></html>", HTML).rows() == []


def test_a_label_and_its_value_stand_on_one_line(read):
    page = "<div><p><label>Nom</label> <span>LEROY</span></p><div><div class='label'>Né le</div><div>1950</div></div></div>"
    assert read(f"<html>{page}</html>", HTML).words() == ["Nom : LEROY", "Né le : 1950"]
    assert read("<html><p><b>Vu</b> ce jour <i>par moi</i></p></html>", HTML).words() == ["Vu ce jour par moi"]


def test_the_records_that_a_page_brings_for_its_scripts_are_read(read):
    page = '<html><script>var p = [{"nom": "LEROY", "ne": "1950"}]; var o = {"couleur": "bleu"};</script></html>'
    assert read(page, HTML).records() == [{"nom": "LEROY", "ne": "1950"}]
