"""What people ask of an analysed case: its state, its people with their proof, its export."""

from __future__ import annotations

import json
import subprocess

import pyarrow.parquet as pq
import pytest
from running import COMMAND, GAPS, recense

# DESIGN §7, in its order: other programs rely on it.
CONTRACT = {
    "files": ["path", "sha256", "bytes", "media_type", "status", "problem", "kind", "people", "duplicate_of"],
    "mentions": [
        *["mention_id", "person_id", "path", "where", "family_name", "birth_name", "given_names", "birth_date", "sex"],
        *["categories", "confidence"],
    ],
}
PEOPLE = {
    *[
        "person_id",
        "family_name",
        "given_names",
        "birth_date",
        "role",
        "categories",
        "sectors",
        "first_seen",
        "last_seen",
    ],
    *["files", "mentions", "contactable_by", "severity", "confidence"],
}
SUMMARY = {
    *["schema_version", "people", "patients", "staff", "mentions", "files", "categories", "sectors", "patient_records"],
    *["severity", "remaining"],
}


@pytest.fixture(scope="module")
def exported(small, tmp_path_factory):
    out = tmp_path_factory.mktemp("export")
    done = recense("export", small.case, out)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def someone(small):
    """A person of the register that several mentions hold together."""
    people = [p for p in small.read("people") if p["placed"] and p["birth_date"] and p["given_names"]]
    named = [p for p in people if (p["family_name"] or "").isalpha() and len(p["family_name"]) > 4]
    return max(named, key=lambda p: (p["mentions"], p["person_id"]))


def test_the_export_keeps_its_contract(exported):
    for name, columns in CONTRACT.items():
        assert pq.read_schema(exported / f"{name}.parquet").names[: len(columns)] == columns
    assert set(pq.read_schema(exported / "people.parquet").names) >= PEOPLE
    summary = json.loads((exported / "summary.json").read_text(encoding="utf-8"))
    assert set(summary) >= SUMMARY
    assert {*summary["people"]} == {"estimate", "low", "high", "level"}


def test_the_export_is_the_register(small, exported):
    people = pq.read_table(exported / "people.parquet")
    assert sorted(people["person_id"].to_pylist()) == sorted(p["person_id"] for p in small.read("people"))
    assert pq.read_table(exported / "mentions.parquet").num_rows == len(small.read("mentions"))
    assert {p.suffix for p in exported.iterdir()} >= {".json", ".parquet", ".csv", ".xlsx"}


def test_status_names_each_file_that_is_not_analysed(small):
    done = recense("status", small.case)
    gaps = [f for f in small.read("files") if f["status"] != "analysed"]
    assert done.returncode == GAPS
    assert gaps
    for gap in gaps:
        assert gap["status"] in done.stdout
    told = json.loads(recense("status", small.case, "--json").stdout)
    assert [g["path"] for g in told["gaps"]] == [
        g["path"] for g in sorted(gaps, key=lambda g: (g["status"], g["path"]))
    ]
    assert {"summary", "gaps", "columns_to_confirm"} == set(told)


def test_a_person_is_found_by_name_and_birth_date_and_shown_with_the_proof(small, someone):
    words = [someone["family_name"], someone["birth_date"].strftime("%d/%m/%Y")]
    found = json.loads(recense("search", small.case, *words, "--json").stdout)
    assert someone["person_id"] in [p["person_id"] for p in found]
    shown = json.loads(recense("person", small.case, someone["person_id"], "--json").stdout)
    assert len(shown["mentions"]) == someone["mentions"]
    assert all(m["path"] and m["line"] is not None for m in shown["mentions"])
    text = recense("person", small.case, someone["person_id"]).stdout
    assert "Where:" in text
    assert "Why one person:" in text


def test_one_slip_in_a_name_is_forgiven(small, someone):
    name = someone["family_name"]
    slipped = name[:-1] + ("X" if name[-1].upper() != "X" else "Y")
    found = json.loads(
        recense("search", small.case, slipped, someone["birth_date"].strftime("%d/%m/%Y"), "--json").stdout
    )
    assert someone["person_id"] in [p["person_id"] for p in found]


def test_nobody_is_said_on_standard_error(small):
    done = recense("search", small.case, "zzzzqqqq")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nobody" in done.stderr


def test_a_reader_that_closes_the_pipe_is_not_a_bug(small):
    command = " ".join(COMMAND) + f" status {small.case} --json | head -c 1 >/dev/null"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert "bug" not in done.stderr


def test_the_report_is_written_where_asked(small, tmp_path):
    page = tmp_path / "rapport.html"
    done = recense("report", small.case, "--out", page, "--lang", "en")
    assert (done.returncode, done.stdout.strip()) == (0, str(page))
    assert page.read_text(encoding="utf-8").startswith("<!")


def test_json_of_the_main_job_is_the_summary(small):
    done = recense(*small.heap.request(small.case, "--json", "--quiet"))
    assert json.loads(done.stdout) == json.loads((small.tables / "summary.json").read_text(encoding="utf-8"))
    assert done.stderr == ""
