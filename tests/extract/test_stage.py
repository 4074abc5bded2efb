"""The stage reads every distinct content once, hands over what resists, and never loses a file."""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from recense.errors import Unreadable
from recense.extract import registry, stage
from recense.extract.document import SCHEMA
from recense.extract.registry import Reader
from recense.extract.stage import extract_documents
from recense.model import Request
from recense.settings import Limits, Settings
from recense.store.case import create_or_open
from recense.store.run import Run
from recense.store.tables import DOCUMENT, SOURCE_FILES
from recense.store.talk import Talk

HERE = f"{__name__}:"


def crash(source: Path, writer: Any, options: Any) -> None:
    os._exit(3)


def refuse(source: Path, writer: Any, options: Any) -> None:
    raise Unreadable("it is damaged.")


def echo(source: Path, writer: Any, options: Any) -> None:
    writer.text()
    writer.prose(source.read_text())


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    settings = Settings(Limits(), 2, "200MB")
    run = Run(create_or_open(tmp_path / "case"), Request(sources=("x",)), settings, Talk(quiet=True))
    run.start()
    yield run
    run.close()


def receive(run: Run, tmp_path: Path, *files: tuple[str, bytes, str]) -> None:
    rows = []
    for path, data, media_type in files:
        origin = tmp_path / hashlib.sha256(path.encode()).hexdigest()
        origin.write_bytes(data)
        rows.append(
            {
                "path": path,
                "sha256": hashlib.sha256(data).hexdigest(),
                "bytes": len(data),
                "media_type": media_type,
                "container": False,
                "status": "pending",
                "origin": str(origin),
            }
        )
    run.write("source_files", pa.Table.from_pylist(rows, schema=SOURCE_FILES))


def readings(run: Run) -> dict[str, dict[str, Any]]:
    return {reading["sha256"]: reading for reading in run.read("readings").to_pylist()}


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def workbook() -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Nom", "Prénom"])
    book.save(stream)
    return stream.getvalue()


def test_the_document_has_the_shape_that_the_house_agreed_on():
    assert SCHEMA == DOCUMENT


def test_every_distinct_content_gets_one_reading_and_a_document(run, tmp_path):
    listed, book = b"Nom;Prenom\nDUPONT;Jean\n", workbook()
    receive(
        run,
        tmp_path,
        ("a.csv", listed, "text/csv"),
        ("copy.csv", listed, "text/csv"),
        ("b.xlsx", book, registry.SPREADSHEETS[0]),
        ("c.bin", b"\x01\x02", "application/x-strange"),
    )
    extract_documents(run)
    found = readings(run)
    assert len(found) == 3
    assert found[sha(listed)]["status"] == "analysed"
    assert found[sha(listed)]["rows"] == 2
    store = run.work_store("extract", stage.code_version("recense.extract"))
    document = pa.ipc.open_file(str(store.path(found[sha(book)]["document"]))).read_all()
    assert document["cells"].to_pylist() == [["Nom", "Prénom"]]
    strange = found[sha(b"\x01\x02")]
    assert strange["status"] == "unsupported"
    assert strange["problem"].startswith("unsupported: no reader for application/x-strange")
    assert strange["document"] is None


def test_an_interrupted_run_reads_nothing_twice(run, tmp_path, monkeypatch):
    data = b"Nom;Prenom\nDUPONT;Jean\n"
    receive(run, tmp_path, ("a.csv", data, "text/csv"))
    extract_documents(run)
    first = readings(run)
    monkeypatch.setattr(run.workers, "run", lambda tasks: pytest.fail("read again") if list(tasks) else [])
    extract_documents(run)
    assert readings(run) == first


def test_a_reader_that_dies_hands_over_to_the_next(run, tmp_path, monkeypatch):
    with_readers(monkeypatch, ("crash", False), ("echo", False))
    receive(run, tmp_path, ("a.x", b"bonjour", "x/y"))
    extract_documents(run)
    reading = readings(run)[sha(b"bonjour")]
    assert (reading["status"], reading["reader"], reading["lines"]) == ("analysed", "echo", 1)


def test_the_failure_that_says_why_is_the_one_that_is_told(run, tmp_path, monkeypatch):
    with_readers(monkeypatch, ("refuse", False), ("crash", False))
    receive(run, tmp_path, ("a.x", b"bonjour", "x/y"))
    extract_documents(run)
    reading = readings(run)[sha(b"bonjour")]
    assert (reading["status"], reading["problem"]) == ("unreadable", "unreadable: it is damaged.")


def test_a_crash_is_tried_again_by_the_next_run(run, tmp_path, monkeypatch):
    with_readers(monkeypatch, ("crash", False))
    receive(run, tmp_path, ("a.x", b"bonjour", "x/y"))
    extract_documents(run)
    assert readings(run)[sha(b"bonjour")]["status"] == "failed"
    with_readers(monkeypatch, ("echo", False))
    extract_documents(run)
    assert readings(run)[sha(b"bonjour")]["status"] == "analysed"


def test_slow_readers_come_after_all_the_quick_ones(run, tmp_path, monkeypatch):
    slow, quick = Reader("ocr", HERE, ("x/slow",), slow=True), Reader("quick", HERE, ("x/quick",))
    monkeypatch.setattr(registry, "READERS", (slow, quick))
    receive(run, tmp_path, ("s", b"slow", "x/slow"), ("q", b"q", "x/quick"), ("r", b"bigger", "x/quick"))
    rounds = []
    monkeypatch.setattr(run.workers, "run", lambda tasks: rounds.append([t.arguments["path"] for t in tasks]) or [])
    extract_documents(run)
    sizes = [[Path(path).read_bytes() for path in paths] for paths in rounds]
    assert sizes == [[b"bigger", b"q"], [b"slow"]]


def with_readers(monkeypatch, *names: tuple[str, bool]) -> None:
    """Replace the registry here and in the workers by readers of this file."""
    readers = tuple(Reader(name, f"{Path(__file__).stem}:{name}", ("x/y",), slow=slow) for name, slow in names)
    monkeypatch.setattr(registry, "READERS", readers)
    monkeypatch.setattr(stage, "WORK", f"{Path(__file__).stem}:read_with_ours")


def read_with_ours(output: Path, **arguments: Any) -> dict[str, Any]:
    from recense.extract.worker import read_file

    name = arguments["reader"]
    registry.READERS = (Reader(name, f"{Path(__file__).stem}:{name}", ("x/y",)),)
    return read_file(output, **arguments)


def test_the_words_of_malformed_json_are_not_lost(run, tmp_path):
    data = b"{nom: DUPONT, sans guillemets"
    receive(run, tmp_path, ("a.json", data, "application/json"))
    extract_documents(run)
    reading = readings(run)[sha(data)]
    assert (reading["status"], reading["reader"], reading["lines"]) == ("partial", "malformed text", 1)


def test_a_sheet_with_a_cell_in_its_last_corner_is_streamed(run, tmp_path):
    """calamine would ask for 512 GB and abort."""
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.active["XFD1048576"] = "Nom", "loin"
    book.save(stream)
    plain = stream.getvalue()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(stream := io.BytesIO(), "w") as new:
        for part in old.namelist():
            new.writestr(part, re.sub(rb"<dimension[^>]*>", b"", old.read(part)))
    data = stream.getvalue()
    receive(run, tmp_path, ("a.xlsx", data, registry.SPREADSHEETS[0]))
    extract_documents(run)
    reading = readings(run)[sha(data)]
    assert reading["reader"] == "spreadsheet_stream"
    assert reading["rows"] == 102  # the first, a hundred blank ones, the last
