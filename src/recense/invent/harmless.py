"""Files that concern nobody, though some look as if they did: stocks with a "Nom" column, rooms, menus, code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recense.invent.letters import Letter
from recense.invent.sheets import Sheet
from recense.invent.style import pick
from recense.invent.writers import delimited, grids, records, texts, workbooks

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from recense.invent.family import Family, HarmlessKind


def make_harmless(path: Path, kind: HarmlessKind, format_name: str, family: Family, rng: random.Random) -> None:
    """Write one such file."""
    if kind.texts:
        _write_text(path, kind, format_name, family, rng)
        return
    sheet = Sheet(rng.choice(family.sheet_names))
    sheet.header_rows.add(sheet.add(list(kind.header)))
    for _ in range(rng.randrange(8, 400)):
        sheet.add([_varied(rng.choice(pool), rng) for pool in kind.columns])
    if format_name in {"csv", "txt", "tsv"}:
        encoding, delimiter = pick(family.habits.encodings, rng), pick(family.habits.delimiters, rng)
        delimited.write_delimited(path, [sheet], rng, delimiter=delimiter, encoding=encoding)
    elif format_name in records.WRITERS:
        rows = sheet.rows[1:]
        names = [f"c{i}" for i in range(len(kind.header))]
        records.WRITERS[format_name](path, records.bare(names, list(kind.header), rows), rng)
    else:
        {
            "xlsx": workbooks.write_xlsx,
            "xls": workbooks.write_xls,
            "ods": workbooks.write_ods,
            "pdf": grids.write_pdf,
            "html": grids.write_html,
            "docx": grids.write_docx,
        }[format_name](path, [sheet], rng)


def _varied(value: str, rng: random.Random) -> str | int:
    """Put numbers for `#`, a price for `~`."""
    if value == "#":
        return rng.randrange(1, 5_000)
    value = value.replace("~", f"{rng.randrange(100, 99_999) / 100:.2f}".replace(".", ","))
    return re.sub("#", lambda _: str(rng.randrange(10)), value)


def _write_text(path: Path, kind: HarmlessKind, format_name: str, family: Family, rng: random.Random) -> None:
    text = rng.choice(kind.texts).strip("\n").replace("{hospital}", family.words.hospital)
    lines = text.split("\n")
    if "…" in lines:  # a body that goes on: its lines come again, varied
        at = lines.index("…")
        lines = (
            lines[:at]
            + [rng.choice(lines[max(0, at - 6) : at]) for _ in range(rng.randrange(10, 300))]
            + lines[at + 1 :]
        )
    letter = Letter([str(_varied(line, rng)) for line in lines], [], [])
    if format_name in {"docx", "odt", "rtf", "html", "pdf"}:
        {
            "docx": texts.write_docx,
            "odt": texts.write_odt,
            "rtf": texts.write_rtf,
            "html": texts.write_html,
            "pdf": texts.write_pdf,
        }[format_name](path, letter, rng)
    else:
        path.write_bytes(delimited.encoded("\n".join(letter.paragraphs) + "\n", pick(family.habits.encodings, rng)))
