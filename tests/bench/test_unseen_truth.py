"""The truth of the unseen family stands in its files: read again by nothing but standard readers."""

import email
import email.policy
import html
import json
import mailbox
import re
import sqlite3
import sys
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import polars as pl
import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))  # `bench` is not installed

import bench.unseen

from recense.invent import invent_disclosure
from recense.invent.families.development import DEVELOPMENT
from recense.invent.names import surname_half

ENCODINGS = ("utf-8-sig", "cp1252", "iso8859-15", "cp850", "mac-roman")


@pytest.fixture(scope="module")
def heap(tmp_path_factory):
    out = tmp_path_factory.mktemp("unseen")
    invent_disclosure(out, people=300, seed=11, family=bench.unseen.UNSEEN.name, scans=0)
    return out


def folded(text):
    plain = "".join(c for c in unicodedata.normalize("NFKD", str(text).upper()) if not unicodedata.combining(c))
    return re.sub(r"\W+", "", plain)


def mentions_of(out, *formats):
    files = pl.read_parquet(out / "truth/files.parquet").filter(pl.col("format").is_in(formats))
    mentions = pl.read_parquet(out / "truth/mentions.parquet").join(files.select("path", "format"), on="path")
    mentions = mentions.filter(pl.col("family_name").is_not_null())  # some exports know people by their numbers alone
    for (path,), group in mentions.filter(~pl.col("path").str.contains("!/")).group_by(["path"], maintain_order=True):
        yield out / "files" / path, group.rows(named=True)


def told(row):
    """What must be read where somebody is named: a family name, else a given one."""
    return [folded(n) for n in (row["family_name"], row["birth_name"], *row["given_names"]) if n]


def readings(data):
    """Return a text in every encoding that takes it."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return [data.decode("utf-16")]
    texts = []
    for encoding in ENCODINGS:
        try:
            texts.append(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return texts


def test_the_row_of_a_workbook_names_whom_the_truth_says(heap):
    checked = 0
    for path, rows in mentions_of(heap, "xlsx", "xlsm"):
        book = openpyxl.load_workbook(path)
        for row in rows:
            sheet = book[row["place"].removeprefix("sheet=")]
            first, last = (row["line"], row["line"]) if row["line"] else (1, sheet.max_row)  # people across: no line
            cells = (c for cells in sheet.iter_rows(first, last, values_only=True) for c in cells if c is not None)
            line = folded(" ".join(map(str, cells)))
            assert any(name in line for name in told(row)), (path.name, row["place"], row["line"])
            checked += 1
    assert checked > 20


def test_the_line_of_a_text_names_whom_the_truth_says(heap):
    checked = 0
    for path, rows in mentions_of(heap, "csv", "tsv", "txt", "log"):
        texts = [re.split("\r\n|\n", text) for text in readings(path.read_bytes())]
        for row in rows:
            if row["line"] is None:
                lines = [folded("".join(text)) for text in texts]
            else:
                lines = [folded(text[row["line"] - 1]) for text in texts if row["line"] <= len(text)]
            assert any(told(row)[0] in line for line in lines), (path.name, row["line"])
            checked += 1
    assert checked > 50


def test_an_export_of_a_program_names_whom_the_truth_says(heap):
    checked = 0
    for path, rows in mentions_of(
        heap, "mysql", "postgresql", "copy", "sqlserver", "json", "ndjson", "fhir", "xml", "hl7", "html"
    ):
        texts = readings(path.read_bytes())
        if path.suffix == ".json":
            texts = [json.dumps(json.loads(texts[0]), ensure_ascii=False)]
        if path.suffix in {".html", ".xml"}:
            texts = [html.unescape(text) for text in texts]
        folds = [folded(re.sub(r"\\'", "'", text)) for text in texts]
        for row in rows:
            assert any(told(row)[0] in text for text in folds), path.name
            checked += 1
    assert checked > 50


def test_a_table_of_a_database_names_whom_the_truth_says(heap):
    for path, rows in mentions_of(heap, "sqlite"):
        connection = sqlite3.connect(path)
        for row in rows:
            table = row["place"].removeprefix("table=")
            text = folded(" ".join(str(c) for r in connection.execute(f'SELECT * FROM "{table}"') for c in r))
            assert all(name in text for name in told(row))
        connection.close()


def test_a_mail_names_whom_the_truth_says(heap):
    checked = 0
    for path, rows in mentions_of(heap, "eml", "mbox"):
        mails = [path.read_bytes()] if path.suffix == ".eml" else [m.as_bytes() for m in mailbox.mbox(path)]
        texts = []
        for data in mails:
            mail = email.message_from_bytes(data, policy=email.policy.default)
            body = mail.get_body(("plain",)).get_content()
            texts.append(folded(f"{mail['From']} {mail['To']} {mail['Subject']} {body}"))
        for row in rows:
            number = int(row["place"].removeprefix("message=")) if row["place"] else 1
            assert told(row)[0] in texts[number - 1], path.name
            checked += 1
    assert checked > 3


def test_a_word_document_names_whom_the_truth_says(heap):
    for path, rows in mentions_of(heap, "docx", "odt"):
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml")]
        text = folded(html.unescape(re.sub(r"<[^>]+>", "", " ".join(parts))))
        for row in rows:
            assert told(row)[0] in text, path.name


def test_nobody_is_named_in_what_concerns_nobody(heap):
    files = pl.read_parquet(heap / "truth/files.parquet")
    nobody = set(files.filter(~pl.col("concerns_people"))["path"])
    assert len(nobody) > 15
    assert not nobody & set(pl.read_parquet(heap / "truth/mentions.parquet")["path"])


def test_every_file_is_in_the_truth_and_the_reverse(heap):
    files = pl.read_parquet(heap / "truth/files.parquet").filter(pl.col("expected_status") != "missing")
    paths = {p for p in files["path"] if "!/" not in p}
    assert paths == {p.relative_to(heap / "files").as_posix() for p in (heap / "files").rglob("*") if p.is_file()}


def test_the_two_families_share_no_surname_and_no_template(heap):
    unseen = bench.unseen.UNSEEN
    assert unseen.surname_half != DEVELOPMENT.surname_half
    listed = pl.read_parquet(heap / "truth/people.parquet")["birth_name"].to_list()
    simple = [n for n in listed if re.fullmatch(r"[A-Z][a-z]+", n)]
    assert sum(surname_half(n) == unseen.surname_half for n in simple) > 0.9 * len(
        simple
    )  # syllables fall on both sides
    lines = {line for d in DEVELOPMENT.documents for t in d.templates for line in t.splitlines() if len(line) > 40}
    assert not lines & {line for d in unseen.documents for t in d.templates for line in t.splitlines()}
    assert len({t for d in unseen.documents for t in d.templates}) >= 25
    assert len(unseen.harmless) >= 12
    assert not {c for h in DEVELOPMENT.harmless for c in h.files} & {c for h in unseen.harmless for c in h.files}
