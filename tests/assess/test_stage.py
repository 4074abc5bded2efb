import json
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fake_run import write_run

from recense.assess.stage import assess_exposures
from recense.model import Category, FileKind, FileStatus, Request
from recense.settings import read_settings
from recense.store import tables
from recense.store.case import create_or_open
from recense.store.run import Run
from recense.store.talk import Talk


@pytest.fixture
def run(tmp_path):
    case = create_or_open(tmp_path / "a.case")
    run = Run(case, Request(sources=()), read_settings(1), Talk(quiet=True))
    run.start()
    yield run
    run.close()


@pytest.fixture(scope="module")
def assessed(tmp_path_factory):
    case = create_or_open(tmp_path_factory.mktemp("case") / "a.case")
    run = Run(case, Request(sources=()), read_settings(1), Talk(quiet=True))
    run.start()
    write_run(run.folder, people=400, files=60)
    assess_exposures(run)
    yield run
    run.close()


def put(run, name, rows):
    names = tables.SCHEMAS[name].names
    columns = [pa.array([row.get(c) for row in rows], tables.SCHEMAS[name].field(c).type) for c in names]
    pq.write_table(pa.table(columns, schema=tables.SCHEMAS[name]), run.path(name))


def mention(number, sha="a", **more):
    return {
        "mention_id": f"m{number}",
        "sha256": sha,
        "place": "",
        "line": number,
        "unit": "row",
        "slot": 0,
        "role": "patient",
        "confidence": 0.99,
        "categories": ["identity"],
        "rules": ["names: the person is named"],
        "flags": [],
    } | more


def person(number, **more):
    return {
        "person_id": f"p{number}",
        "placed": True,
        "certainty": "certain",
        "family_name": "TERMONT",
        "given_names": ["Lucie"],
        "role": "patient",
        "mentions": 1,
    } | more


def assess(run, *, mentions=(), persons=(), members=(), source=(), readings=(), facts=(), estimate=None):
    put(run, "mentions", list(mentions))
    put(run, "persons", list(persons))
    put(run, "memberships", [{"mention_id": m, "person_id": p, "tie": t, "probability": 1.0} for m, p, t in members])
    put(run, "source_files", list(source))
    put(run, "readings", list(readings))
    put(run, "document_facts", list(facts))
    run.write_json(
        "headcount",
        {
            "estimate": len(persons) if estimate is None else estimate,
            "low": None,
            "high": None,
            "level": 0.95,
            "basis": "none",
        },
    )
    assess_exposures(run)
    return (
        run.read("people").to_pylist(),
        run.read("exposures").to_pylist(),
        run.read("files").to_pylist(),
        run.read_json("summary"),
    )


def file(path, status="pending", sha="a", **more):
    return {
        "path": path,
        "sha256": sha,
        "bytes": 10,
        "media_type": "text/csv",
        "status": status,
        "container": False,
    } | more


def read(sha="a", status="analysed", **more):
    return {"sha256": sha, "status": status, "rows": 5, "lines": 0, "document": sha} | more


def fact(sha="a", kind="list", **more):
    return {
        "sha256": sha,
        "kind": kind,
        "kind_reason": "because",
        "form": "list",
        "medical_content": "none",
        "mentions": 1,
    } | more


def test_the_summary_has_the_keys_of_the_contract_in_their_order(assessed):
    summary = assessed.read_json("summary")
    assert list(summary)[:11] == [
        "schema_version",
        "people",
        "patients",
        "staff",
        "mentions",
        "files",
        "categories",
        "sectors",
        "patient_records",
        "severity",
        "remaining",
    ]
    assert summary["schema_version"] == 1
    assert list(summary["people"]) == ["estimate", "low", "high", "level"]
    assert set(summary["files"]) == {"total", "by_status", "by_kind"}
    assert set(summary["categories"]) == {str(c) for c in Category}
    assert set(summary["severity"]) == {"low", "medium", "high", "very_high"}
    assert set(summary["remaining"]) == {str(s) for s in FileStatus} - {"analysed"}


def test_the_figures_add_up(assessed):
    summary = assessed.read_json("summary")
    people = assessed.read("people").to_pylist()
    placed = [p for p in people if p["placed"]]
    assert summary["patients"] + summary["staff"] + summary["others"] == len(placed) == 400
    assert sum(summary["severity"].values()) == len(placed)
    assert (
        sum(summary["files"]["by_status"].values())
        == summary["files"]["total"]
        == assessed.read("source_files").num_rows
    )
    assert sum(summary["files"]["by_kind"].values()) == summary["files"]["total"]
    for slug, count in summary["categories"].items():
        assert count == sum(slug in p["categories"] for p in placed)
    assert summary["remaining"]["missing"] == 4
    assert sum(part["people"] for part in summary["severity_parts"]) == len(placed)
    for band, count in summary["severity"].items():
        assert count == sum(p["people"] for p in summary["severity_parts"] if p["severity"] == band)
    assert len(people) == assessed.read("persons").num_rows


def test_every_file_ends_in_one_status_and_one_kind(assessed):
    files = assessed.read("files").to_pylist()
    assert len({f["path"] for f in files}) == len(files)
    for f in files:
        assert FileStatus(f["status"])
        assert FileKind(f["kind"])
        assert f["kind_reason"]
        assert f["problem"] or f["status"] == "analysed"


def test_a_copy_takes_what_its_twin_is_and_counts_for_its_path(run):
    people, _, files, _ = assess(
        run,
        mentions=[mention(1)],
        persons=[person(1)],
        members=[("m1", "p1", "core")],
        source=[file("a.csv"), file("b.csv", duplicate_of="a.csv")],
        readings=[read()],
        facts=[fact(kind="patient_record")],
    )
    assert [(f["status"], f["kind"], f["people"]) for f in files] == [("analysed", "patient_record", 1)] * 2
    assert people[0]["files"] == 2


@pytest.mark.parametrize(
    ("source", "readings", "facts", "status", "kind"),
    [
        (file("a", "missing", sha=None), [], [], "missing", "unknown"),
        (file("a", "encrypted"), [], [], "encrypted", "unknown"),
        (file("a"), [read(status="failed", document=None, problem="timed_out: slow")], [], "failed", "unknown"),
        (file("a"), [read(status="partial")], [fact()], "partial", "list"),
        (file("a"), [], [], "pending", "unknown"),
        (file("a"), [read()], [], "failed", "unknown"),  # read, then lost by detect: said, not hidden
        (
            file("a"),
            [read()],
            [fact(kind_reason="x; the search for people failed (timed_out)", mentions=0)],
            "failed",
            "unknown",
        ),
        (file("a"), [read()], [fact(kind_reason="x; the search for people failed (timed_out)")], "partial", "list"),
        (file("a"), [read(rows=0)], [], "analysed", "unknown"),
        (file("a", "analysed", container=True), [], [], "analysed", "technical"),
        (file("a", "analysed", debris="macOS folder settings"), [], [], "analysed", "technical"),
        (file("a", "analysed", bytes=0), [], [], "analysed", "no_personal_data"),
    ],
)
def test_the_final_status_and_kind(run, source, readings, facts, status, kind):
    _, _, files, summary = assess(run, source=[source], readings=readings, facts=facts)
    assert (files[0]["status"], files[0]["kind"]) == (status, kind)
    assert summary["remaining"].get(status, 0) == (status != "analysed")


@pytest.mark.parametrize(
    ("more", "means"),
    [
        ({"emails": ["a@b.fr"], "phones": ["+33612345678"]}, "email"),
        ({"phones": ["+33320000000", "+33712345678"]}, "sms"),
        ({"phones": ["+262692123456"]}, "sms"),
        ({"phones": ["+33320000000"], "address": "1 rue X", "postcode": "59280"}, "post"),
        ({"address": "1 rue X", "city": "Lens"}, "post"),
        ({"address": "1 rue X"}, "none"),
        ({"postcode": "59280", "city": "Lens"}, "none"),
        ({"emails": [], "phones": []}, "none"),
        ({"emails": ["a@b.fr"], "death_date": date(2020, 1, 1)}, "none"),
    ],
)
def test_how_a_person_can_be_told(run, more, means):
    people, *_ = assess(
        run, mentions=[mention(1)], persons=[person(1, **more)], members=[("m1", "p1", "core")], source=[file("a")]
    )
    assert people[0]["contactable_by"] == means


def test_dates_sectors_and_minority_come_from_all_mentions(run):
    mentions = [
        mention(1, arrival=date(2022, 5, 1), discharge=date(2022, 5, 9), sectors=["ORL"]),
        mention(
            2,
            sha="b",
            arrival=date(2021, 3, 2),
            sectors=["Dialyse", "ORL"],
            categories=["stay"],
            rules=["x: y"],
            flags=["sector_telling"],
        ),
        mention(3, sha="b"),
    ]
    child = person(1, birth_date=date.today() - timedelta(days=3650))
    people, exposures, _, summary = assess(
        run,
        mentions=mentions,
        persons=[child],
        members=[(f"m{n}", "p1", "core") for n in (1, 2, 3)],
        source=[file("a"), file("b", sha="b")],
    )
    found = people[0]
    assert (found["first_seen"], found["last_seen"]) == (date(2021, 3, 2), date(2022, 5, 9))
    assert found["sectors"] == ["Dialyse", "ORL"]
    assert found["minor"]
    assert found["files"] == 2
    assert found["severity_score"] == 5.0
    assert summary["sectors"] == {"Dialyse": 1, "ORL": 1}
    assert [(e["category"], e["mentions"]) for e in exposures] == [("identity", 2), ("stay", 1)]
    assert exposures[1]["rule"] == "x: y"


def test_the_best_proof_is_a_sure_mention_that_the_person_is_counted_on(run):
    mentions = [mention(1, confidence=0.99), mention(2, confidence=0.8), mention(3, confidence=0.95)]
    _, exposures, *_ = assess(
        run,
        mentions=mentions,
        persons=[person(1)],
        source=[file("a")],
        members=[("m1", "p1", "attached"), ("m2", "p1", "core"), ("m3", "p1", "core")],
    )
    assert (exposures[0]["mention_id"], exposures[0]["certainty"], exposures[0]["mentions"]) == ("m3", "certain", 3)


def test_the_undeterminable_band_is_in_no_figure_but_its_own(run):
    _, _, files, summary = assess(
        run,
        mentions=[mention(1), mention(2, categories=["bank"], rules=["x: y"]), mention(3)],
        persons=[person(1), person(2, placed=False)],
        members=[("m1", "p1", "core"), ("m2", "p2", "unplaced"), ("m3", None, "unplaced")],
        source=[file("a")],
        readings=[read()],
        facts=[fact()],
    )
    assert summary["categories"]["bank"] == 0
    assert summary["patients"] == 1
    assert summary["mentions"] == 3
    assert summary["undeterminable"] == {"people": 1, "mentions": 2}
    assert files[0]["people"] == 1


def test_only_the_patients_of_a_record_are_its_people(run):
    mentions = [mention(1), mention(2, role="staff"), mention(3, sha="b")]
    *_, summary = assess(
        run,
        mentions=mentions,
        persons=[person(1), person(2, role="staff"), person(3)],
        members=[(f"m{n}", f"p{n}", "core") for n in (1, 2, 3)],
        source=[file("a"), file("b", sha="b")],
        readings=[read(), read("b")],
        facts=[fact(kind="patient_record"), fact("b")],
    )
    assert summary["patient_records"] == {"files": 1, "people": 1}


def test_an_empty_heap_has_a_summary_of_zeros(run):
    people, exposures, files, summary = assess(run, estimate=0)
    assert (people, exposures, files) == ([], [], [])
    assert summary["people"]["estimate"] == 0
    assert summary["case_severity"]["band"] is None
    json.dumps(summary)


def test_the_same_tables_come_from_the_same_run(run):
    write_run(run.folder, people=300, files=30)
    assess_exposures(run)
    first = [run.read(name) for name in ("people", "exposures", "files")]
    assess_exposures(run)
    assert all(a.equals(run.read(name)) for a, name in zip(first, ("people", "exposures", "files"), strict=True))
