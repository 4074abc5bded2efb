"""Invent a whole disclosure: a heap of files, its listing, a bank of passwords, and the truth to score against."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from recense.invent.containers import Container, pack, plan_containers
from recense.invent.damage import spoil, write_debris
from recense.invent.family import Family, find_family
from recense.invent.making import Workshop
from recense.invent.people import Population, invent_people
from recense.invent.plan import FileSpec, plan_files
from recense.invent.truth import MENTIONS, PEOPLE, READABLE, FileTruth, Page, Truth, files_table

if TYPE_CHECKING:
    from pathlib import Path

ALONE = 3_000  # below so many people, another process costs more than it gives
_shop: Workshop | None = None  # what the processes of the pool inherit


def invent_disclosure(
    out: Path, *, people: int, seed: int, family: str = "demo", scans: int | None = None, corrupt: bool = True
) -> Truth:
    """Write `files/`, `listing.txt`, `passwords.txt` and `truth/` under `out`, and return the truth.

    `scans` is the number of scanned pages (by default it grows slowly with `people`); `corrupt` adds damaged files. The
    same arguments give the same truth.
    """
    chosen = find_family(family)
    rng = random.Random(f"disclosure {seed} {people} {family}")
    population = invent_people(people, seed, chosen.surname_half, chosen.places, chosen.words.jobs)
    specs = plan_files(chosen, population, rng, scans if scans is not None else default_scans(people))
    folders = sorted({f for k in chosen.tables for f in k.folders})
    containers = plan_containers(specs, folders, rng)
    staging, heap = out / ".staging", out / "files"
    for folder in (staging, heap):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    pages = _make_all(Workshop(chosen, population, seed, staging), specs)
    files = [f for p in pages for f in p.files]
    mentions = pa.concat_tables([p.mentions for p in pages]) if pages else MENTIONS.empty_table()
    files += _pack_all(containers, staging)
    _deliver(staging, heap)
    files += _add_copies(heap, files, rng)
    files += write_debris(heap, folders, rng)
    if corrupt:
        files += spoil(heap, staging, folders, rng)
    shutil.rmtree(staging, ignore_errors=True)
    mentions = _hide_locked(mentions, files, containers)
    files += _write_listing(out, heap, files, rng)
    (out / "passwords.txt").write_text(
        "\n".join(["secret", *(c.password for c in containers if c.password and c.known), "123456"]) + "\n"
    )
    truth = _make_truth(population, chosen, mentions, files)
    truth.write(out / "truth")
    return truth


def default_scans(people: int) -> int:
    """Return how many pages are scanned: 4 for a few hundred people, 12 at 30,000, 30 at 300,000."""
    return 4 if people < 2_000 else 8 if people < 20_000 else 12 if people < 100_000 else 30


def _make_all(shop: Workshop, specs: list[FileSpec]) -> list[Page]:
    """Make every file, attachments before the mails that carry them; the pages come in the order of the plan."""
    global _shop  # noqa: PLW0603 - a forked process finds the population here, without a copy of it
    _shop = shop
    mails = [s for s in specs if s.attachments]
    rest = [s for s in specs if not s.attachments]
    if len(shop.population) <= ALONE:
        return [shop.make(s) for s in rest + mails]
    context = multiprocessing.get_context("fork")
    with context.Pool(min(os.cpu_count() or 1, 4)) as pool:
        return pool.map(_make, rest, chunksize=8) + pool.map(_make, mails, chunksize=4)


def _make(spec: FileSpec) -> Page:
    assert _shop is not None
    return _shop.make(spec)


def _pack_all(containers: list[Container], staging: Path) -> list[FileTruth]:
    files = []
    for container in reversed(containers):
        pack(container, staging, staging / container.staged)
        status = "analysed" if container.known else "encrypted"
        files.append(
            FileTruth(container.path, container.form, None, status, clues="password" if container.password else "")
        )
    return files


def _deliver(staging: Path, heap: Path) -> None:
    """Move to the heap what is not inside something else."""
    for path in sorted(staging.rglob("*")):
        inner = path.relative_to(staging)
        if path.is_file() and not any(part.endswith(".members") for part in inner.parts):
            target = heap / inner
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)


def _add_copies(heap: Path, files: list[FileTruth], rng: random.Random) -> list[FileTruth]:
    """Copy some files elsewhere under another name: the same content, a second path."""
    plain = [f for f in files if "!/" not in f.path and f.status == "analysed" and f.kind]
    copies = []
    for number, original in enumerate(rng.sample(plain, max(1, len(files) // 60))):
        folder, _, name = original.path.rpartition("/")
        path = f"{rng.choice((folder, 'sauvegarde/D/Bureau', 'Commun/A TRIER'))}/Copie de {number} {name}"
        target = heap / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(heap / original.path, target)
        copies.append(
            FileTruth(path, original.format, original.kind, "analysed", original.concerns_people, original.path, "copy")
        )
    return copies


def _hide_locked(mentions: pa.Table, files: list[FileTruth], containers: list[Container]) -> pa.Table:
    """Forget what stands behind a password that nobody knows, and say how its members end."""
    for container in containers:
        if container.known:
            continue
        inside = f"{container.path}!/"
        mentions = mentions.filter(pc.invert(pc.starts_with(mentions["path"], inside)))
        files[:] = [f for f in files if not f.path.startswith(inside)]
    return mentions


def _write_listing(out: Path, heap: Path, files: list[FileTruth], rng: random.Random) -> list[FileTruth]:
    """List the files of the heap, and some that are not in it."""
    lines = [(p.stat().st_size, p.relative_to(heap).as_posix()) for p in sorted(heap.rglob("*")) if p.is_file()]
    known = [f.path for f in files if "!/" not in f.path]
    missing = []
    for number in range(max(3, len(lines) // 25)):
        folder = rng.choice(known).rpartition("/")[0]
        name = rng.choice(("liste patients", "entrees", "courrier", "export", "RDV", "scan"))
        path = f"{folder}/{name} {number + 7_000}.{rng.choice(('xlsx', 'pdf', 'csv', 'docx', 'zip'))}"
        missing.append(FileTruth(path, "missing", None, "missing"))
        lines.append((rng.randrange(900, 9_000_000), path))
    rng.shuffle(lines)
    (out / "listing.txt").write_text("".join(f"{size}\t{path}\n" for size, path in lines), encoding="utf-8")
    return missing


def _make_truth(population: Population, family: Family, mentions: pa.Table, files: list[FileTruth]) -> Truth:
    """Keep the people who are named somewhere, and count."""
    named = sorted(set(mentions["person"].to_pylist()))
    sure = set(mentions.filter(mentions["identifying"])["person"].to_pylist())
    cities = family.places.cities
    rows = [
        {
            "person": p,
            "role": population.role[p],
            "family_name": population.used[p],
            "birth_name": population.birth[p],
            "given_names": [population.given[p], *([population.second[p]] if population.second[p] else [])],
            "birth_date": population.birth_date(p),
            "sex": population.sex[p],
            "nir": population.nir[p],
            "phones": [n for n in (population.phone[p], population.landline[p]) if n],
            "emails": [population.email[p]] if population.email[p] else [],
            "address": population.street[p],
            "postcode": cities[population.city[p]][0],
            "city": cities[population.city[p]][1],
            "ipp": str(population.ipp[p]),
            "identifiable": p in sure,
        }
        for p in named
    ]
    table = files_table(files)
    counts = {
        "people": len(named),
        "identifiable": len(sure),
        "mentions": mentions.num_rows,
        "identifying_mentions": int(pc.sum(mentions["identifying"]).as_py() or 0),
        "files": len(files),
        "readable": sum(f.status in READABLE for f in files),
        "formats": {v["values"]: v["counts"] for v in pc.value_counts(table["format"]).to_pylist()},
        "family": family.name,
    }
    return Truth(pa.Table.from_pylist(rows, schema=PEOPLE), mentions, table, counts)
