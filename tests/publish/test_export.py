import csv
import json

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fake_run import write_run

from recense.assess.stage import assess_exposures
from recense.errors import OperatorError
from recense.model import Request
from recense.publish.stage import export
from recense.settings import read_settings
from recense.store.case import create_or_open
from recense.store.run import Run
from recense.store.talk import Talk

CONTRACT = {
    "files": ["path", "sha256", "bytes", "media_type", "status", "problem", "kind", "people", "duplicate_of"],
    "mentions": [
        "mention_id", "person_id", "path", "where", "family_name", "birth_name", "given_names", "birth_date", "sex", "categories", "confidence",
    ],
    "people": [
        "person_id", "family_name", "birth_name", "given_names", "birth_date", "sex", "nir", "ipps", "phones", "emails", "address", "postcode",
        "city", "country", "death_date", "role", "categories", "sectors", "first_seen", "last_seen", "files", "mentions", "contactable_by",
        "severity", "confidence",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    root = tmp_path_factory.mktemp("export")
    run = Run(create_or_open(root / "a.case"), Request(sources=()), read_settings(1), Talk(quiet=True))
    run.start()
    write_run(run.folder, people=200, files=40)
    _spoil(run.folder / "persons.parquet")
    assess_exposures(run)
    export(run.folder, root / "out")
    run.close()
    return root / "out"


def _spoil(path):
    """Give the first people names that a spreadsheet would run."""
    table = pq.read_table(path)
    names = table["family_name"].to_pylist()
    names[:6] = ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", " =cmd"]
    table = table.set_column(table.schema.get_field_index("family_name"), "family_name", pa.array(names))
    pq.write_table(table, path)


@pytest.mark.parametrize("name", CONTRACT)
def test_the_columns_of_the_contract_come_first_in_their_order(exported, name):
    assert pq.read_schema(exported / f"{name}.parquet").names[: len(CONTRACT[name])] == CONTRACT[name]


def test_types_are_those_of_the_contract(exported):
    mentions, people = pq.read_schema(exported / "mentions.parquet"), pq.read_schema(exported / "people.parquet")
    assert mentions.field("birth_date").type == pa.date32()
    assert mentions.field("given_names").type.value_type == pa.string()
    assert mentions.field("categories").type.value_type == pa.string()
    assert people.field("files").type == pa.int64()
    assert people.field("first_seen").type == pa.date32()


def test_every_mention_of_the_run_is_there_once_with_its_place_and_a_disclosed_path(exported):
    mentions = pq.read_table(exported / "mentions.parquet").to_pylist()
    paths = {f["path"]: f for f in pq.read_table(exported / "files.parquet").to_pylist()}
    assert (
        len({m["mention_id"] for m in mentions})
        == len(mentions)
        == json.loads((exported / "summary.json").read_text())["mentions"]
    )
    assert all(paths[m["path"]]["duplicate_of"] is None for m in mentions)
    assert all(m["where"] == f"sheet=Liste row={m['where'].rsplit('=', 1)[1]}" for m in mentions)


def test_no_cell_runs_as_a_formula(exported):
    with (exported / "people.csv").open(newline="", encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    cells = [cell for row in rows for cell in row.values()]
    sheet = openpyxl.load_workbook(exported / "people.xlsx").active
    cells += [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [cell for cell in cells if cell.strip()[:1] in {"=", "+", "-", "@"} or cell[:1] in {"\t", "\r"}]
    assert [row["family_name"] for row in rows[:6]] == ["'=1+1", "'+33", "'-2", "'@SUM(A1)", "'\t=1", "' =cmd"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_spreadsheet_has_a_row_a_person(exported):
    sheet = openpyxl.load_workbook(exported / "people.xlsx", read_only=True).active
    people = pq.read_table(exported / "people.parquet").num_rows
    assert sum(1 for _ in sheet.iter_rows()) == people + 1
    with (exported / "people.csv").open(newline="", encoding="utf-8") as handle:
        assert sum(1 for _ in csv.reader(handle)) == people + 1


def test_more_people_than_a_sheet_holds_go_on_to_the_next(tmp_path, monkeypatch):
    import duckdb

    from recense.publish import export as module

    monkeypatch.setattr(module, "SHEET_ROWS", 4)
    with duckdb.connect() as connection:
        module._write_sheets(connection, "select range as n from range(7)", tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert [[c.value for c in sheet["A"]] for sheet in book] == [["n", 0, 1, 2], ["n", 3, 4, 5], ["n", 6]]


def test_exporting_onto_a_file_is_refused(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(OperatorError, match="folder"):
        export(tmp_path, tmp_path / "x")
