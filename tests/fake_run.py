"""An invented run folder: what the rooms before `assess` would leave, at any size, without running them.

Only for tests and for looking at the report. Every person is invented.
"""

from __future__ import annotations

import json
import random
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from recense.store import tables
from recense.store.run import Tables

if TYPE_CHECKING:
    from pathlib import Path

FAMILIES = [
    "VASSALIN",
    "BROCHEUX",
    "TERMONT",
    "DALVIGNE",
    "QUENARD",
    "ROUSTEL",
    "FAUVERAY",
    "LESTIENNE",
    "MARTIN",
    "DUBOIS",
]
FIRSTS = ["Marie", "Jean", "Lucie", "Paul", "Inès", "Karim", "Élodie", "Noé", "Jeanne", "Louis", "Agathe", "Samuel"]
SECTORS = [
    "Urgences",
    "Cardiologie",
    "Maternité",
    "Pédiatrie",
    "Chirurgie",
    "Gériatrie",
    "Psychiatrie",
    "Imagerie",
    "Oncologie",
    "Dialyse",
    "ORL",
    "Neurologie",
]
TELLING = {"Maternité", "Psychiatrie", "Oncologie", "Dialyse"}
LIST_CATEGORIES = (
    ["contact", "identity", "stay"],
    ["identity", "stay"],
    ["identity", "nir", "patient_id", "stay"],
    ["contact", "identity"],
)
RULES = {
    "contact": "contact-details: contact details are given",
    "identity": "names: the person is named",
    "stay": "care-sector: the care sector is given",
    "nir": "social-security-number: the social-security number or INS is given",
    "patient_id": "patient-number: a patient or stay number of the hospital is given",
    "health": "clinical-document: the text about this patient is clinical",
    "staff": "named-as-professional: the person is named as a professional",
    "bank": "bank-details: bank details are given",
}
FAILS = (
    ("encrypted", "encrypted: it needs a password that the bank does not hold", "DAF/salaires 2021.xlsx"),
    ("encrypted", "encrypted: it needs a password that the bank does not hold", "DIM/export_pmsi.zip"),
    ("unreadable", "unreadable: the archive is truncated", "Secretariat/sauvegarde_2019.zip"),
    ("unsupported", "unsupported: no reader for this format yet", "Archives/boite.pst"),
    ("failed", "timed_out: reading took longer than the limit and was stopped", "Imagerie/gros_scan.pdf"),
    ("partial", "grid too wide: columns after the 2,000th were not read", "DSI/extraction.xlsx"),
)


KINDS = (
    ["list"] * 9
    + ["patient_record"] * 2
    + ["correspondence"] * 4
    + ["staff", "finance", "technical", "no_personal_data"]
)
WEIGHTS = {
    "list": 300,
    "patient_record": 1,
    "correspondence": 1,
    "staff": 60,
    "finance": 40,
    "technical": 0,
    "no_personal_data": 0,
}


def _sha(number: int) -> str:
    return f"{number:064x}"


def write_run(folder: Path, people: int = 3000, files: int = 160, seed: int = 7, mentions_each: float = 2.0) -> Tables:
    """Write the tables that `assess` reads, for about `people` persons, and `headcount.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    dice = random.Random(seed)
    _write_files(folder, files, dice)
    _write_people(folder, people, files, rng, mentions_each)
    low, high = round(people * 0.994), round(people * 1.007)
    headcount = {
        "estimate": people,
        "low": low,
        "high": high,
        "level": 0.95,
        "basis": "known_answers",
        "reason": "invented people were planted into copies of the heap's own files and counted again",
        "placed": {"people": people, "mentions": int(people * mentions_each)},
        "undeterminable": {"people": people // 60, "mentions": people // 60},
        "certainty": {
            "certain": int(people * 0.95),
            "probable": int(people * 0.04),
            "possible": people - int(people * 0.95) - int(people * 0.04),
        },
        "strata": [],
        "detection": {"planted": 400, "found": 398},
    }
    (folder / "headcount.json").write_text(json.dumps(headcount))
    return Tables(folder)


def _write(folder: Path, name: str, columns: dict[str, object]) -> None:
    schema = tables.SCHEMAS[name]
    length = len(next(iter(columns.values())))
    arrays = [
        columns[f.name].cast(f.type)
        if isinstance(columns.get(f.name), pa.ChunkedArray | pa.Array)
        else pa.array(columns[f.name], f.type)
        if f.name in columns
        else pa.nulls(length, f.type)
        for f in schema
    ]
    pq.write_table(pa.table(arrays, schema=schema), folder / f"{name}.parquet")


def _write_rows(folder: Path, name: str, rows: list[dict[str, object]]) -> None:
    _write(folder, name, {c: [row.get(c) for row in rows] for c in tables.SCHEMAS[name].names})


def _write_files(folder: Path, count: int, dice: random.Random) -> None:
    source: list[dict[str, object]] = []
    readings: list[dict[str, object]] = []
    facts: list[dict[str, object]] = []
    xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    for n in range(count):
        kind = KINDS[n % len(KINDS)]
        media = xlsx if kind in {"list", "staff", "finance"} else "application/pdf"
        path = f"{dice.choice(['DSI', 'Secretariats', 'Admissions', 'Qualité'])}/{kind}_{n:04d}.{'xlsx' if media == xlsx else 'pdf'}"
        source.append(
            {
                "path": path,
                "sha256": _sha(n),
                "bytes": 1000 + n * 37,
                "media_type": media,
                "status": "pending",
                "container": False,
            }
        )
        readings.append(
            {
                "sha256": _sha(n),
                "media_type": media,
                "status": "analysed",
                "reader": "test",
                "rows": 10,
                "lines": 0,
                "document": _sha(n),
            }
        )
        medical = {"list": "implied", "patient_record": "explicit"}.get(kind, "none")
        form = {"list": "list", "staff": "list", "correspondence": "letter"}.get(kind, "other")
        facts.append(
            {
                "sha256": _sha(n),
                "form": form,
                "medical_content": medical,
                "kind": kind,
                "kind_reason": f"it is a {kind}",
                "mentions": 3,
            }
        )
    for n in range(max(2, count // 20)):  # copies
        first = source[n]
        source.append({**first, "path": f"copie/{n}.xlsx", "duplicate_of": first["path"]})
    for n, (status, problem, path) in enumerate(FAILS):
        late = status in {"partial", "failed"}
        source.append(
            {
                "path": path,
                "sha256": _sha(9000 + n),
                "bytes": 5000,
                "media_type": xlsx,
                "status": "pending" if late else status,
                "problem": None if late else problem,
                "container": path.endswith(".zip"),
            }
        )
        if late:
            readings.append(
                {"sha256": _sha(9000 + n), "media_type": xlsx, "status": status, "problem": problem, "document": None}
            )
    source.append(
        {
            "path": "DSI/archive.zip",
            "sha256": _sha(9900),
            "bytes": 90000,
            "media_type": "application/zip",
            "status": "analysed",
            "container": True,
        }
    )
    source.append(
        {
            "path": "DSI/archive.zip!/.DS_Store",
            "sha256": _sha(9901),
            "bytes": 6148,
            "media_type": "application/octet-stream",
            "status": "analysed",
            "container": False,
            "debris": "macOS folder settings",
            "parent": "DSI/archive.zip",
        }
    )
    source.append(
        {
            "path": "DSI/vide.txt",
            "sha256": _sha(9902),
            "bytes": 0,
            "media_type": "application/x-empty",
            "status": "analysed",
            "container": False,
        }
    )
    for n in range(max(3, count // 15)):
        source.append(
            {
                "path": f"Partage/manquant_{n:03d}.xlsx",
                "sha256": None,
                "bytes": None,
                "media_type": None,
                "status": "missing",
                "problem": "missing: on the listing, not in the heap",
                "container": False,
            }
        )
    for name, rows in (("source_files", source), ("readings", readings), ("document_facts", facts)):
        _write_rows(folder, name, rows)
    found = {"rows_in": 12, "rows_data": 10, "rows_with_mention": 10, "subject": "patient"}
    nobody = {"rows_in": 5, "rows_data": 4, "rows_with_mention": 0, "subject": "nobody"}
    column = {
        "sha256": _sha(0),
        "place": "sheet=Liste",
        "reason": "its values look so",
        "to_confirm": True,
        "filled": 9,
    }
    seen = [
        (0, 0, "family_name", 0.99),
        (0, 1, "sector", 0.55),
        (0, 2, "ipp", 0.6),
        (1, 0, "other", 0.3),
        (1, 1, "full_name", 0.4),
    ]
    _write_rows(folder, "tables_found", [{**column, "table_no": n, **t} for n, t in enumerate((found, nobody))])
    doubtful = [
        {**column, "table_no": t, "column": c, "data_type": kind, "confidence": sure, "to_confirm": sure < 0.9}
        for t, c, kind, sure in seen
    ]
    _write_rows(folder, "columns_found", doubtful)
    _write(
        folder,
        "links",
        {
            "mention_id_l": ["a"],
            "mention_id_r": ["b"],
            "probability": [0.9],
            "weight": [3.1],
            "same_person": [True],
            "reasons": [["names agree"]],
        },
    )


def _lists(rng: np.random.Generator, options: list[list[str]], size: int) -> tuple[pa.Array, np.ndarray]:
    picked = rng.choice(len(options), size, p=[0.5, 0.3, 0.1, 0.1] if len(options) == 4 else None)
    return pa.array(options, tables.STRINGS).take(pa.array(picked)), picked


def _write_people(folder: Path, people: int, files: int, rng: np.random.Generator, each: float) -> None:
    total = people + people // 60
    role = np.where(np.arange(total) % 17 == 0, "staff", np.where(np.arange(total) % 53 == 0, "other", "patient"))
    family = np.array(FAMILIES)[rng.integers(0, len(FAMILIES), total)]
    first = np.array(FIRSTS)[rng.integers(0, len(FIRSTS), total)]
    born = np.datetime64("1930-01-01") + rng.integers(0, 34000, total).astype("timedelta64[D]")
    person_id = np.array([f"p{n:07d}" for n in range(total)])
    placed = np.arange(total) < people
    certainty = np.where(np.arange(total) % 20 == 1, "probable", "certain")
    has_phone, has_mail = rng.random(total) < 0.5, rng.random(total) < 0.2
    _write(
        folder,
        "persons",
        {
            "person_id": person_id,
            "placed": placed,
            "certainty": certainty,
            "family_name": family,
            "birth_name": pa.nulls(total, pa.string()),
            "given_names": pa.array([[f] for f in first], tables.STRINGS),
            "birth_date": pa.array(born, pa.date32(), mask=~placed | (rng.random(total) < 0.05)),
            "sex": np.where(rng.random(total) < 0.5, "F", "M"),
            "phones": [["+33612345678"] if p else None for p in has_phone],
            "emails": [[f"x{n}@exemple.fr"] if m else None for n, m in enumerate(has_mail)],
            "address": np.where(rng.random(total) < 0.6, "1 rue des Lilas", None),
            "postcode": ["59280"] * total,
            "city": ["Armentières"] * total,
            "role": role,
            "mentions": [1] * total,
            "confidence": pa.array(np.full(total, 0.97), pa.float32()),
            "death_date": [date(2020, 1, 1) if n % 400 == 399 else None for n in range(total)],
        },
    )
    size = int(people * each) + total - people
    of = np.concatenate([np.arange(total), rng.integers(0, people, size - total)]) if size >= total else np.arange(size)
    size = len(of)
    weights = np.array([WEIGHTS[KINDS[n % len(KINDS)]] for n in range(files)], float)
    content = rng.choice(files, size, p=weights / weights.sum())
    categories, picked = _lists(rng, [list(c) for c in LIST_CATEGORIES], size)
    options = [[RULES[c] for c in row] for row in LIST_CATEGORIES]
    rules = pa.array(options, tables.STRINGS).take(pa.array(picked))
    is_patient = role[of] == "patient"
    sector = np.array(SECTORS)[rng.integers(0, len(SECTORS), size) * rng.integers(0, 2, size)]
    arrival = np.datetime64("2021-03-01") + (rng.triangular(0, 800, 1070, size)).astype("timedelta64[D]")
    staying = is_patient & (picked != 3)
    staff_cats = pa.array([["identity", "staff"]], tables.STRINGS)
    keep = pa.array(is_patient)
    categories = pa.compute.if_else(keep, categories, staff_cats.take(pa.array(np.zeros(size, int))))
    staff_rules = pa.array([[RULES["identity"], RULES["staff"]]], tables.STRINGS)
    rules = pa.compute.if_else(keep, rules, staff_rules.take(pa.array(np.zeros(size, int))))
    in_record = np.array([KINDS[n % len(KINDS)] == "patient_record" for n in range(files)])[content] & is_patient
    clinical = ["health", "identity", "stay"]
    zeros = pa.array(np.zeros(size, int))
    categories = pa.compute.if_else(pa.array(in_record), pa.array([clinical], tables.STRINGS).take(zeros), categories)
    told = pa.array([[RULES[c] for c in clinical]], tables.STRINGS)
    rules = pa.compute.if_else(pa.array(in_record), told.take(zeros), rules)
    sector_lists = pa.array([[s] for s in SECTORS], tables.STRINGS)
    index = {s: i for i, s in enumerate(SECTORS)}
    sectors = sector_lists.take(pa.array([index[s] for s in sector]))
    sectors = pa.compute.if_else(pa.array(staying), sectors, pa.nulls(size, tables.STRINGS))
    telling = np.isin(sector, list(TELLING)) & staying
    flags = pa.array([[], ["sector_telling"]], tables.STRINGS).take(pa.array(telling.astype(int)))
    mention_id = [f"{n:032x}" for n in range(size)]
    _write(
        folder,
        "mentions",
        {
            "mention_id": mention_id,
            "sha256": pa.array([_sha(n) for n in range(files)]).take(pa.array(content)),
            "place": ["sheet=Liste"] * size,
            "line": rng.integers(2, 5000, size),
            "unit": ["row"] * size,
            "slot": [0] * size,
            "source": ["table"] * size,
            "role": role[of],
            "family_name": family[of],
            "given_names": pa.array([[f] for f in first], tables.STRINGS).take(pa.array(of)),
            "birth_date": pa.array(born[of], pa.date32(), mask=~placed[of]),
            "sex": ["F"] * size,
            "sectors": sectors,
            "arrival": pa.array(arrival, pa.date32(), mask=~staying),
            "categories": categories,
            "rules": rules,
            "flags": flags,
            "confidence": pa.array(rng.choice([0.99, 0.95, 0.75, 0.5], size, p=[0.7, 0.2, 0.08, 0.02]), pa.float32()),
            "reason": ["row of a table"] * size,
        },
    )
    tie = np.where(placed[of], np.where(rng.random(size) < 0.95, "core", "attached"), "unplaced")
    _write(
        folder,
        "memberships",
        {
            "mention_id": mention_id,
            "person_id": person_id[of],
            "tie": tie,
            "probability": pa.array(np.ones(size), pa.float32()),
        },
    )
