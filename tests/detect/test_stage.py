"""The stage whole: two passes, the same tables whatever the workers, nothing done twice, nothing lost."""

from __future__ import annotations

import io

import pyarrow as pa
import pytest

from recense.detect.stage import detect_mentions
from recense.extract.document import DocumentWriter
from recense.model import Request
from recense.settings import read_settings
from recense.store.case import create_or_open
from recense.store.run import Run
from recense.store.tables import READINGS, SOURCE_FILES
from recense.store.talk import Talk
from recense.store.work import code_version

LIST = [
    ["Nom", "Prénom", "DDN", "Service", "Commentaire"],
    ["VASSALIN", "Odile", "12/03/1954", "Cardiologie", "à rappeler, voir sa fille Mme TERMONT Agathe"],
    ["BROCHEUX", "Karim", "13/04/1960", "Urgences", None],
    ["Total", "2"],
]
STOCK = [["Nom", "Dosage", "Stock"], ["DOLIPRANE", "500 mg", "12"], ["LASILIX", "40 mg", "8"]]
BOARD = [
    ["Zone", "Adresse mail"],
    ["Z1", "VASSALIN Odile"],
    ["Z2", "BROCHEUX Karim"],
    ["Z3", "ORMESSIN Luce"],
    ["Z4", "TERMONT Agathe"],
]
MORE = [["Nom", "Prénom", "DDN"], ["ORMESSIN", "Luce", "01/02/1950"], ["BALZIN", "Remi", "07/09/1961"]]
LETTER = "Cher confrère,\nJ'ai revu Madame Odile VASSALIN, née le 12/03/1954, pour une fracture.\nDr Paul DALVIGNE\n"


def run_stage(root, workers, order=1, talk=None):
    """Lay a case as `intake` and `extract` leave it, and run the stage."""
    case = create_or_open(root)
    run = Run(case, Request(sources=("x",)), read_settings(workers), talk or Talk(io.StringIO(), quiet=True))
    run.start()
    store = run.work_store("extract", code_version("recense.extract"))
    files, readings = [], []
    for sha, path, grid, text in (
        ("a1", "Listes/patients.csv", LIST, None),
        ("b2", "Pharmacie/stock.csv", STOCK, None),
        ("c3", "Courriers/lettre.txt", None, LETTER),
        ("e5", "Etages/panneau.csv", BOARD, None),
        ("f6", "Listes/autres.csv", MORE, None),
    ):
        made = run.scratch / sha
        with DocumentWriter(made) as document:
            if grid:
                document.grid()
                document.rows_from(grid)
            else:
                document.text()
                document.prose(text)
        store.keep(f"{sha}-key", made)
        files.append(
            {
                "path": path,
                "sha256": sha,
                "media_type": "text/csv" if grid else "text/plain",
                "container": False,
                "status": "pending",
            }
        )
        readings.append(
            {
                "sha256": sha,
                "status": "analysed",
                "document": f"{sha}-key",
                "rows": len(grid or ()),
                "lines": 0 if grid else 3,
            }
        )
    files.append(
        {
            "path": "DSI/perdu.bin",
            "sha256": "d4",
            "media_type": "application/octet-stream",
            "container": False,
            "status": "unsupported",
        }
    )
    run.write("source_files", pa.Table.from_pylist(files[::order], SOURCE_FILES))
    run.write("readings", pa.Table.from_pylist(readings, READINGS))
    try:
        detect_mentions(run)
        return {name: run.read(name) for name in ("mentions", "tables_found", "columns_found", "document_facts")}
    finally:
        run.close()


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return run_stage(tmp_path_factory.mktemp("one") / "x.case", 1)


def test_people_are_found_in_rows_letters_and_comments_and_nobody_in_a_stock(tables):
    found = [(m["sha256"], m["line"], m["slot"], m["family_name"], m["role"]) for m in tables["mentions"].to_pylist()]
    assert found == [
        ("a1", 2, 0, "VASSALIN", "patient"),
        ("a1", 2, 1, "TERMONT", "other"),
        ("a1", 3, 0, "BROCHEUX", "patient"),
        ("c3", 2, 0, "VASSALIN", "patient"),
        ("c3", 3, 0, "DALVIGNE", "staff"),
        ("e5", 2, 0, "VASSALIN", "patient"),
        ("e5", 3, 0, "BROCHEUX", "patient"),
        ("e5", 4, 0, "ORMESSIN", "patient"),
        ("e5", 5, 0, "TERMONT", "patient"),
        ("f6", 2, 0, "ORMESSIN", "patient"),
        ("f6", 3, 0, "BALZIN", "patient"),
    ]


def test_a_table_understood_only_with_the_names_of_others_is_accounted_for_once(tables):
    told = {t["sha256"]: (t["subject"], t["rows_with_mention"]) for t in tables["tables_found"].to_pylist()}
    assert told["e5"] == ("patient", 4)
    assert told["b2"] == ("nobody", 0)
    assert len(tables["tables_found"]) == 4
    types = [c["data_type"] for c in tables["columns_found"].to_pylist() if c["sha256"] == "e5"]
    assert types.count("full_name") == 1
    assert len(types) == 2


def test_every_content_has_its_facts_even_one_that_could_not_be_read(tables):
    facts = {f["sha256"]: (f["kind"], f["mentions"]) for f in tables["document_facts"].to_pylist()}
    assert facts["a1"] == ("list", 3)
    assert facts["b2"][1] == 0
    assert facts["c3"][1] == 2
    assert facts["d4"] == ("unknown", 0)


def test_the_account_of_every_table_adds_up(tables):
    for t in tables["tables_found"].to_pylist():
        assert t["rows_in"] == sum(t[f"rows_{part}"] for part in ("title", "header", "blank", "total", "data"))


def test_a_mention_is_named_by_its_place(tables):
    ids = tables["mentions"]["mention_id"].to_pylist()
    assert len(set(ids)) == len(ids)
    assert all(len(i) == 32 for i in ids)


def test_the_tables_are_the_same_whatever_the_workers(tables, tmp_path):
    for name, table in run_stage(tmp_path / "two.case", 2).items():
        assert table.equals(tables[name]), name


def test_a_second_run_does_nothing_again(tmp_path):
    first = run_stage(tmp_path / "x.case", 1)
    said = io.StringIO()
    second = run_stage(tmp_path / "x.case", 1, talk=Talk(said))
    assert "Reading tables: done" in said.getvalue()  # nothing to do: no count
    assert all(second[name].equals(first[name]) for name in first)
