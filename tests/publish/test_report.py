import copy
import json
import re
from html.parser import HTMLParser

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fake_run import FAMILIES, FIRSTS, write_run

from recense.assess.stage import assess_exposures
from recense.errors import OperatorError
from recense.model import Request
from recense.publish.figures import column_letter
from recense.publish.report import render_report, statement_facts
from recense.publish.stage import publish_report, write_report
from recense.settings import read_settings
from recense.store.case import create_or_open
from recense.store.run import Run
from recense.store.talk import Talk


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    run = Run(
        create_or_open(tmp_path_factory.mktemp("x") / "a <b>.case"),
        Request(sources=()),
        read_settings(1),
        Talk(quiet=True),
    )
    run.start()
    write_run(run.folder, people=500, files=60)
    _name_files_after_people(run.folder / "source_files.parquet")
    assess_exposures(run)
    publish_report(run)
    yield run
    run.close()


def _name_files_after_people(path):
    table = pq.read_table(path)
    paths = table["path"].to_pylist()
    missing = [i for i, status in enumerate(table["status"].to_pylist()) if status == "missing"]
    paths[missing[0]] = "Courriers/Lettre de Vassalin Élodie.docx"
    paths[missing[1]] = "Courriers/<script>alert(1)</script>.docx"
    pq.write_table(table.set_column(0, "path", pa.array(paths)), path)


@pytest.fixture
def page(published):
    return (published.case.outputs / "report.html").read_text()


@pytest.fixture
def figures(published):
    return json.loads((published.case.outputs / "report.json").read_text())


def text_of(page, lang="fr"):
    body = page.split(f'<div class="page" data-body="{lang}"')[1].split('<div class="page"')[0]
    return re.sub(
        r"[ \n]+",
        " ",
        re.sub(r"<[^>]+>", "", re.sub(r"<style.*?</style>|<script.*?</script>", "", body, flags=re.DOTALL)),
    )


def test_the_page_needs_nothing_from_outside(page):
    assert not re.search(r"https?:|//[a-z]+\.|@import|url\(|<link|<img|src=", page.replace("http-equiv", ""))
    assert "default-src 'none'" in page


def test_both_languages_are_in_the_page_and_it_opens_in_the_one_asked(figures):
    for lang in ("fr", "en"):
        page = render_report(figures, lang)
        assert f'data-lang="{lang}"' in page
        assert "Qui est concerné" in page
        assert "Who is concerned" in page


def test_nobody_is_named_on_the_page_nor_in_its_figures(published, page):
    figures = (published.case.outputs / "report.json").read_text()
    words = {w.upper() for w in re.findall(r"\w+", page + figures)}
    found = words & ({n.upper() for n in FAMILIES} | {"KARIM", "SAMUEL", "ÉLODIE"})
    assert not found
    assert not re.search(r"p0000\d\d\d", page + figures)
    assert "Lettre de ••• •••.docx" in figures
    assert FIRSTS


def test_what_is_read_in_files_is_escaped(page):
    assert "<script>alert" not in page
    assert "a &lt;b&gt;" in page


def test_the_tags_of_the_page_are_closed(page):
    open_tags = []

    class Checker(HTMLParser):
        def handle_starttag(self, tag, _attributes):
            if tag not in {"meta", "br", "wbr", "rect", "line", "circle"}:
                open_tags.append(tag)

        def handle_endtag(self, tag):
            if tag not in {"rect", "line", "circle"}:
                assert open_tags.pop() == tag

    Checker().feed(page)
    assert open_tags == []


def test_the_page_says_the_figures_of_the_summary(page, figures):
    said = text_of(page)
    summary = figures["summary"]
    for count in (
        summary["people"]["estimate"],
        summary["people"]["low"],
        summary["people"]["high"],
        summary["patients"],
        summary["staff"],
    ):
        assert f"{count:,}".replace(",", "\u202f") in said
    remaining = sum(summary["remaining"].values())
    assert f"{remaining}\u00a0fichiers restent à analyser" in said
    assert "réponses connues" in said


def test_the_columns_to_confirm_are_those_that_could_change_who_is_counted(page, figures):
    shown = [(row["table_no"], row["letter"], row["data_type"]) for row in figures["to_confirm"]["examples"]]
    assert shown == [(0, "B", "sector"), (0, "C", "ipp"), (1, "B", "full_name")]
    assert figures["to_confirm"]["columns"] == 3
    assert "3\u00a0colonnes de 1\u00a0fichier" in text_of(page)


def test_without_an_interval_the_page_says_why(figures):
    figures["summary"]["people"].update(low=None, high=None)
    figures["summary"]["headcount"].update(basis="none")
    page = render_report(figures)
    assert "Aucun intervalle n’est publié" in text_of(page)
    assert 'class="interval"' not in page


@pytest.mark.parametrize("basis", ["review", "known_answers", "none", None])
def test_any_basis_of_the_interval_renders(figures, basis):
    figures["summary"]["headcount"]["basis"] = basis
    assert ("relus par des personnes" in text_of(render_report(figures))) is (basis == "review")


def test_a_complete_analysis_without_records_says_so(figures):
    figures["summary"]["remaining"] = dict.fromkeys(figures["summary"]["remaining"], 0)
    figures["summary"]["patient_records"] = {"files": 0, "people": 0}
    figures["remaining"] = []
    said = text_of(render_report(figures), "en")
    assert "All the disclosed files have been analysed." in said
    assert "no patient’s medical record appears" in said


def test_the_statement_speaks_of_lists_only_when_most_patients_are_in_lists(figures):
    assert statement_facts(figures)["mostly_lists"]
    other = copy.deepcopy(figures)
    other["patients_in_lists"] = figures["summary"]["patients"] // 2
    assert not statement_facts(other)["mostly_lists"]
    assert "essentiellement de listes" not in text_of(render_report(other))


def test_one_of_each_is_said_in_the_singular(figures):
    summary = figures["summary"]
    summary["remaining"] = dict.fromkeys(summary["remaining"], 0) | {"missing": 1}
    summary["patient_records"] = {"files": 1, "people": 1}
    summary["patients"], summary["staff"] = 1, 0
    said = text_of(render_report(figures))
    assert "1\u00a0patient est concerné" in said
    assert "1\u00a0fichier contient un dossier ou un compte rendu médical\u202f; il concerne 1\u00a0patient." in said
    assert "1\u00a0fichier reste à analyser" in said


def test_an_empty_heap_has_a_page(tmp_path):
    run = Run(create_or_open(tmp_path / "a.case"), Request(sources=()), read_settings(1), Talk(quiet=True))
    run.start()
    write_run(run.folder, people=60, files=20)
    for file in run.folder.glob("*.parquet"):
        pq.write_table(pq.read_table(file).slice(0, 0), file)
    (run.folder / "headcount.json").write_text('{"estimate": 0, "low": null, "high": null, "level": 0.95}')
    assess_exposures(run)
    publish_report(run)
    run.close()
    assert "personne n’a été trouvé" in text_of((run.case.outputs / "report.html").read_text())


def test_the_report_of_a_finished_run_is_written_where_asked(published, tmp_path):
    folder = tmp_path / "hopital.case" / "runs" / "0007"
    folder.parent.mkdir(parents=True)
    folder.symlink_to(published.folder)
    write_report(folder, tmp_path / "out" / "page.html", "en")
    figures = json.loads((tmp_path / "out" / "page.json").read_text())
    assert (figures["about"]["run"], figures["about"]["case"]) == (7, "hopital")
    with pytest.raises(OperatorError, match="folder"):
        write_report(folder, tmp_path / "out", "en")


@pytest.mark.parametrize(("number", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_a_spreadsheet_calls_them(number, letter):
    assert column_letter(number) == letter
