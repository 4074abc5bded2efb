"""A disclosure is what its truth says: read again at its place, every name is there."""

import io
import random
import re
import sqlite3
import unicodedata
import zipfile
import zlib

import docx
import polars as pl
import pytest

from recense.errors import OperatorError
from recense.invent import invent_disclosure
from recense.invent.containers import zip_with_password


@pytest.fixture(scope="module")
def heap(tmp_path_factory):
    out = tmp_path_factory.mktemp("heap")
    truth = invent_disclosure(out, people=400, seed=3, family="development")
    return out, truth


def folded(text):
    plain = "".join(c for c in unicodedata.normalize("NFKD", str(text).upper()) if not unicodedata.combining(c))
    return re.sub(r"\W+", "", plain)


def named(row):
    return [n for n in (row["family_name"], row["birth_name"], *row["given_names"]) if n]


def mentions_of(out, *formats):
    files = pl.read_parquet(out / "truth/files.parquet").filter(pl.col("format").is_in(formats))
    mentions = pl.read_parquet(out / "truth/mentions.parquet").join(files.select("path", "format", "clues"), on="path")
    return mentions.filter(~pl.col("path").str.contains("!/"))


def test_every_mention_of_a_spreadsheet_stands_on_its_row(heap):
    import openpyxl

    out, _ = heap
    checked = 0
    for (path,), group in mentions_of(out, "xlsx", "xlsm").group_by(["path"]):
        book = openpyxl.load_workbook(out / "files" / path)
        for row in group.filter(pl.col("line").is_not_null()).iter_rows(named=True):
            sheet = book[row["place"].removeprefix("sheet=")]
            text = folded(" ".join(str(c.value) for c in sheet[row["line"]] if c.value is not None))
            assert any(folded(n) in text for n in named(row)), (path, row["line"])
            checked += 1
    assert checked > 5


def test_every_mention_of_a_delimited_file_stands_on_its_physical_line(heap):
    out, _ = heap
    checked = 0
    for (path,), group in mentions_of(out, "csv", "tsv", "txt").group_by(["path"]):
        data = (out / "files" / path).read_bytes()
        encodings = ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252", "cp850")
        readings = []
        for encoding in encodings:
            try:
                readings.append(re.split("\r\n|\n", data.decode(encoding)))
            except UnicodeDecodeError:
                continue
        for row in group.filter(pl.col("line").is_not_null()).iter_rows(named=True):
            lines = [folded(r[row["line"] - 1]) for r in readings if row["line"] <= len(r)]
            assert any(all(folded(n) in line for n in named(row)) for line in lines), (path, row["line"])
            checked += 1
    assert checked > 20


def test_every_mention_of_a_database_is_in_its_table(heap):
    out, _ = heap
    for (path,), group in mentions_of(out, "sqlite").group_by(["path"]):
        connection = sqlite3.connect(out / "files" / path)
        for row in group.iter_rows(named=True):
            table = row["place"].removeprefix("table=")
            text = folded(" ".join(str(c) for r in connection.execute(f'SELECT * FROM "{table}"') for c in r))
            assert all(folded(n) in text for n in named(row))
        connection.close()


def test_every_file_of_the_heap_has_its_line_in_the_truth_and_the_reverse(heap):
    out, truth = heap
    expected = {
        f["path"] for f in truth.files.to_pylist() if "!/" not in f["path"] and f["expected_status"] != "missing"
    }
    there = {p.relative_to(out / "files").as_posix() for p in (out / "files").rglob("*") if p.is_file()}
    assert there == expected
    paths = truth.files["path"].to_pylist()
    assert len(set(paths)) == len(paths)


def test_what_is_missing_is_listed_and_what_is_there_is_listed_too(heap):
    out, truth = heap
    listed = {line.split("\t")[1]: int(line.split("\t")[0]) for line in (out / "listing.txt").read_text().splitlines()}
    missing = {f["path"] for f in truth.files.to_pylist() if f["expected_status"] == "missing"}
    assert missing
    assert missing < set(listed)
    for path, size in listed.items():
        assert path in missing or (out / "files" / path).stat().st_size == size


def test_every_format_is_there(heap):
    _, truth = heap
    formats = set(truth.files["format"].to_pylist())
    assert formats >= {
        "csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "dbf", "sqlite", "mysql", "postgresql", "copy", "sqlserver", "json",
        "ndjson", "fhir", "xml", "html", "hl7", "pdf", "docx", "odt", "rtf", "eml", "mbox", "zip", "tar.gz", "scan-pdf",
        "scan-jpg", "scan-png", "scan-tiff", "debris", "empty", "truncated-xlsx", "encrypted-pdf", "missing", "log",
    }  # fmt: skip


def test_everybody_in_the_truth_is_named_somewhere_and_most_are_identifiable(heap):
    _, truth = heap
    people = {p["person"]: p for p in truth.people.to_pylist()}
    mentions = truth.mentions.to_pylist()
    assert {m["person"] for m in mentions} == set(people)
    for person, row in people.items():
        assert row["identifiable"] == any(m["identifying"] for m in mentions if m["person"] == person)
    assert sum(p["identifiable"] for p in people.values()) > 0.85 * len(people)


def test_a_mention_is_identifying_when_it_has_a_name_and_a_date_or_a_number(heap):
    _, truth = heap
    for m in truth.mentions.to_pylist():
        assert "identity" in m["categories"] or m["family_name"] is None
        if m["given_names"] and len(m["given_names"][0].strip(".")) > 1 and m["birth_date"]:
            assert m["identifying"]
        if m["identifying"] and not m["birth_date"]:
            assert {"nir", "patient_id", "staff"} & set(m["categories"])


def test_nobody_is_named_in_files_that_concern_nobody(heap):
    _, truth = heap
    nobody = {f["path"] for f in truth.files.to_pylist() if not f["concerns_people"]}
    assert len(nobody) > 15
    assert not nobody & {m["path"] for m in truth.mentions.to_pylist()}


def test_the_locked_archive_opens_with_the_bank_and_the_lost_one_does_not(heap):
    out, truth = heap
    bank = (out / "passwords.txt").read_text().split()
    locked = {f["path"]: f["expected_status"] for f in truth.files.to_pylist() if f["clues"] == "password"}
    assert sorted(locked.values()) == ["analysed", "encrypted"]

    def opens(path, password):
        with zipfile.ZipFile(out / "files" / path) as archive:
            try:
                return (
                    archive.testzip() is None
                    if not password
                    else bool(archive.read(archive.namelist()[0], password.encode()))
                )
            except (RuntimeError, zipfile.BadZipFile, zlib.error):  # a wrong password may pass the check of one byte
                return False

    for path, status in locked.items():
        assert not opens(path, "")
        assert any(opens(path, p) for p in bank) == (status == "analysed")


def test_the_old_cipher_is_what_the_standard_library_reads():
    members = [("a/é.txt", b"hello " * 50), ("b.bin", bytes(300))]
    with zipfile.ZipFile(io.BytesIO(zip_with_password(members, b"mot"))) as archive:
        assert [(n, archive.read(n, b"mot")) for n in archive.namelist()] == members
        with pytest.raises(RuntimeError):
            archive.read("a/é.txt")


def test_the_same_seed_gives_the_same_truth(tmp_path):
    first, second = (invent_disclosure(tmp_path / n, people=60, seed=8, scans=0) for n in "ab")
    assert first.mentions.equals(second.mentions)
    assert first.files.equals(second.files)
    assert first.people.equals(second.people)
    same = [p for p in (tmp_path / "a/files").rglob("*") if p.is_file()]
    assert all(p.read_bytes() == (tmp_path / "b" / p.relative_to(tmp_path / "a")).read_bytes() for p in same)


def test_word_documents_and_scans_do_not_bear_the_time_of_writing(tmp_path):
    from PIL import Image

    from recense.invent.writers import scans, stamped

    stamped.save_docx(docx.Document(), tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        assert {part.date_time for part in archive.infolist()} == {stamped.STAMP}
    scans._save(tmp_path / "a.pdf", Image.new("L", (60, 80), 255), random.Random(1), "pdf")
    assert b"CreationDate (D:20231106" in (tmp_path / "a.pdf").read_bytes()


def test_scans_and_damage_can_be_left_out(tmp_path):
    truth = invent_disclosure(tmp_path, people=60, seed=1, scans=0, corrupt=False)
    assert not {f for f in truth.files["format"].to_pylist() if "scan" in f or "truncated" in f}


def test_an_unknown_family_is_the_operators_mistake(tmp_path):
    with pytest.raises(OperatorError, match="demo"):
        invent_disclosure(tmp_path, people=50, seed=1, family="nowhere")
