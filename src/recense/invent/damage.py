"""What is broken, empty, locked or lying in a heap, and what operating systems leave behind."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

from recense.invent.letters import Letter
from recense.invent.sheets import Sheet
from recense.invent.truth import FileTruth
from recense.invent.writers import texts, workbooks

if TYPE_CHECKING:
    import random
    from pathlib import Path


SPOILT = "unreadable|failed|partial|unsupported"


def spoil(heap: Path, staging: Path, folders: list[str], rng: random.Random) -> list[FileTruth]:
    """Add damaged files. Nobody is named in them alone: what may be read of them is not scored."""
    folder = f"{rng.choice(folders)}/divers"
    (heap / folder).mkdir(parents=True, exist_ok=True)
    files: list[FileTruth] = []
    lines = ["Rapport", "Document de travail", *[f"ligne {n}" for n in range(60)]]
    sheet = Sheet("Liste", [["Code", "Valeur"], *[[f"C{n}", rng.random()] for n in range(400)]])

    def add(name: str, format_name: str, status: str, data: bytes) -> None:
        (heap / folder / name).write_bytes(data)
        files.append(FileTruth(f"{folder}/{name}", format_name, None, status, concerns_people=False, clues="damaged"))

    scratch = staging / "damage"
    scratch.mkdir(parents=True, exist_ok=True)
    workbooks.write_xlsx(scratch / "a.xlsx", [sheet], rng)
    book = (scratch / "a.xlsx").read_bytes()
    texts.write_pdf(scratch / "a.pdf", Letter(lines, [], []), rng)
    pdf = (scratch / "a.pdf").read_bytes()
    add("tronqué.xlsx", "truncated-xlsx", SPOILT, book[: len(book) // 2])
    add("coupe.pdf", "truncated-pdf", f"{SPOILT}|analysed", pdf[: len(pdf) * 2 // 3])
    with zipfile.ZipFile(scratch / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("bruit.bin"), rng.randbytes(20_000))
    packed = (scratch / "a.zip").read_bytes()
    add("coupé.zip", "truncated-zip", SPOILT, packed[: len(packed) // 2])
    add("vide.xlsx", "empty", "analysed|unreadable|unsupported", b"")
    add("vide.csv", "empty", "analysed|unreadable|unsupported", b"")
    add("faux.xlsx", "lying-extension", SPOILT, rng.randbytes(5_000))
    add("bruit.dat", "unknown-binary", SPOILT, bytes([0, 1, 2, 255]) + rng.randbytes(3_000))
    from reportlab.lib.pdfencrypt import StandardEncryption

    locked = StandardEncryption("motdepasse-perdu", ownerPassword="x", strength=128)
    texts.write_pdf(scratch / "b.pdf", Letter(lines, [], []), rng, encrypt=locked)
    add("protégé.pdf", "encrypted-pdf", "encrypted", (scratch / "b.pdf").read_bytes())
    files += _lying_names(heap, folder, rng)
    return files


def _lying_names(heap: Path, folder: str, rng: random.Random) -> list[FileTruth]:
    """Add a spreadsheet named as a text and a text named as a spreadsheet: readable, whatever their names."""
    sheet = Sheet("Liste", [["Code", "Libellé"], *[[f"C{n}", "Article"] for n in range(40)]])
    workbooks.write_xlsx(heap / folder / "export.xlsx.tmp", [sheet], rng)
    shutil.move(heap / folder / "export.xlsx.tmp", heap / folder / "export.txt")
    (heap / folder / "liste.xls").write_text(
        "Code;Libellé\n" + "".join(f"C{n};Article\n" for n in range(40)), encoding="utf-8"
    )
    return [
        FileTruth(f"{folder}/export.txt", "lying-extension", None, "analysed", concerns_people=False),
        FileTruth(f"{folder}/liste.xls", "lying-extension", None, "analysed", concerns_people=False),
    ]


def write_debris(heap: Path, folders: list[str], rng: random.Random) -> list[FileTruth]:
    """Add what macOS, Windows and Office leave behind."""
    leftovers = {
        ".DS_Store": b"\0\0\0\1Bud1" + bytes(2_000),
        "Thumbs.db": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3_000),
        "desktop.ini": b"[.ShellClassInfo]\r\nLocalizedResourceName=@shell32.dll,-21770\r\n",
        "~$liste.xlsx": b"\x05Agent" + b" " * 49 + bytes(110),
        "._export.csv": b"\0\5\x16\7\0\2\0\0Mac OS X" + bytes(100),
    }
    files = []
    for name, data in leftovers.items():
        for folder in rng.sample(folders, min(2, len(folders))):
            path = f"{folder}/{name}"
            (heap / folder).mkdir(parents=True, exist_ok=True)
            (heap / path).write_bytes(data)
            status = "analysed|unsupported|unreadable"
            files.append(FileTruth(path, "debris", "technical|no_personal_data|unknown", status, concerns_people=False))
    return files
