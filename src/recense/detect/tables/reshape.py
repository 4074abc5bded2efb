"""Columns as people write them turned into columns of one fact each, before they are typed.

A cell may hold a person and more (name, telephone and address; "8001234 - DUPONT Jean - 12/03/1954"), and one fact may stand in
several cells (day, month and year of birth). `origin` keeps the column of the file that each came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recense.detect.tables.cells import FACTS, Facts, facts_of, is_name, may_hold_facts
from recense.detect.tables.columns import NAME_KINDS
from recense.detect.tables.grid import Cells, cells_from_list
from recense.detect.tables.headers import HeaderRead, plain_words, read_header

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOK = 60  # distinct values by which a column is judged
SHARE = 0.6  # of them must hold a name, alone or with something else
FEWEST = 0.2  # of them must hold something else
PEOPLE_KINDS = NAME_KINDS | {"practitioner", "relative"}
MOST_VALUES = 200_000
# what each fact is called when the header does not say it, beside the header's own words, which say whose it is
LABELS = {"phone": "Tél", "email": "Mail", "nir": "NIR", "age": "Age", "address": "Adresse", "sex": "Sexe"}
SAID_BY = {
    "number": frozenset({"ipp", "stay_id", "staff_id", "official_id", "rpps"}),
    "date": frozenset({"birth_date", "arrival_date", "discharge_date", "appointment", "date", "death_date"}),
}
HEADER_CUT = re.compile(r"[/|;,+&()\n-]| et ")


@dataclass(frozen=True, slots=True)
class Reshaped:
    """The columns to be typed, their headers, and for each the number of the column that it came from."""

    columns: list[Cells] = field(repr=False)
    headers: list[str]
    origin: list[int]


def reshape(columns: Sequence[Cells], headers: Sequence[str]) -> Reshaped:
    """Return columns of one fact each."""
    made = Reshaped([], [], [])
    for i, (column, header) in enumerate(zip(columns, headers, strict=True)):
        for name, cells in _cut(column, header):
            made.columns.append(cells)
            made.headers.append(name)
            made.origin.append(i)
    return _with_whole_dates(made)


# --- several facts in a cell -----------------------------------------------------------------------------------------


def _cut(column: Cells, header: str) -> list[tuple[str, Cells]]:
    whole = [(header, column)]
    number = len(column.values)
    if not 1 <= number <= MOST_VALUES:
        return whole
    examples = sorted(column.values)[:: max(1, number // LOOK)][:LOOK]
    full = [v for v in examples if may_hold_facts(v)]
    if len(full) < max(1, FEWEST * len(examples)):
        return whole
    reads = [r for part in HEADER_CUT.split(header) if (r := read_header(part.strip()))]
    named = [r for r in reads if r.strength >= 0.9 and r.kind in PEOPLE_KINDS]
    if header and not named and any(r.strength >= 0.9 and r.kind != "other" for r in reads):
        return whole  # a header that says something else: an address, a comment
    told = bool(named) and any(r.kind not in PEOPLE_KINDS | {"other"} for r in reads)
    seen = sum(facts_of(v, sure=bool(named), told=told) is not None for v in full)
    bare = sum(is_name(v, sure=bool(named)) for v in examples if v not in full)
    if seen < SHARE * len(full) or seen + bare < SHARE * len(examples) or (not named and number < 3):
        return whole
    read = {v: facts_of(v, sure=True, told=told) or Facts(v, {}) for v in column.values}
    said = read_header(header)
    own = named[0].words if named and said and said.kind not in PEOPLE_KINDS else header
    return [(own, _part(column, {v: f.name for v, f in read.items()})), *_beside(column, header, read, reads)]


def _beside(column: Cells, header: str, read: dict[str, Facts], reads: Sequence[HeaderRead]) -> list[tuple[str, Cells]]:
    made = []
    for fact in FACTS:
        texts = {v: f.others[fact] for v, f in read.items() if fact in f.others}
        if texts:
            made.append((_name_of(fact, header, reads), _part(column, texts)))
    return made


def _name_of(fact: str, header: str, reads: Sequence[HeaderRead]) -> str:
    """Name the column of one fact: by the header's part that speaks of it, else by what it is."""
    said = next((r for r in reads if r.kind in SAID_BY.get(fact, ())), None)
    if said:
        return said.words
    if fact == "number":
        return "IPP" if any(r.owner == "patient" or r.words in {"PATIENT", "PATIENTS"} for r in reads) else ""
    if fact == "rest":
        other = [r for r in reads if r.kind not in PEOPLE_KINDS | {"other"}]
        return other[0].words if len(other) == 1 else "Commentaire"
    label = LABELS.get(fact, "")
    return f"{header} / {label}" if header and label else label


def _part(column: Cells, texts: dict[str, str]) -> Cells:
    return cells_from_list(column.map(texts.get))


# --- a date in several cells -----------------------------------------------------------------------------------------

DAY = re.compile(r"(?:J|JJ|D|DD|JOUR|DAY)(?: |$)|.*\b(?:JOUR|JJ)\b")
MONTH = re.compile(r"(?:M|MM|MOIS|MONTH)(?: |$)|.*\b(?:MOIS|MM)\b")
YEAR = re.compile(r"(?:A|AA|AAAA|Y|YYYY|AN|ANNEE|YEAR)(?: |$)|.*\b(?:AN|ANNEE|AAAA)\b")


def _with_whole_dates(made: Reshaped) -> Reshaped:
    """Write day, month and year that stand in three columns side by side as one date, in the column of the year."""
    for i in range(len(made.columns) - 2):
        for day, month, year in ((i, i + 1, i + 2), (i + 2, i + 1, i)):
            if not _are_date_parts([made.columns[j] for j in (day, month, year)]):
                continue
            heads = [made.headers[j] for j in (day, month, year)]
            words = [plain_words(h.rpartition(" / ")[2]) for h in heads]
            if any(words[1:]) and not (MONTH.match(words[1]) and (YEAR.match(words[2]) or DAY.match(words[0]))):
                continue
            _join_date(made, day, month, year)
    return made


def _are_date_parts(parts: Sequence[Cells]) -> bool:
    if any(not p.values or len(p.values) > 400 for p in parts):
        return False
    return all(
        all(_between(v, low, high) for v in p.values)
        for p, (low, high) in zip(parts, ((1, 31), (1, 12), (1880, 2100)), strict=True)
    )


def _between(text: str, low: int, high: int) -> bool:
    bare = text.removesuffix(".0")
    return bare.isdecimal() and len(bare) <= 4 and low <= int(bare) <= high


def _join_date(made: Reshaped, day: int, month: int, year: int) -> None:
    parts = [[(v or "").removesuffix(".0") for v in made.columns[j].to_list()] for j in (day, month, year)]
    texts = [f"{d:>02}/{m:>02}/{y}" if d and m and y else y or None for d, m, y in zip(*parts, strict=True)]
    heads = [h for j in (day, month, year) if (h := made.headers[j])]
    birth = next((h for h in heads if (r := read_header(h)) and r.kind == "birth_date"), None)
    made.columns[year] = cells_from_list(texts)
    made.headers[year] = "Date naissance" if birth else ""
    for j in (day, month):
        made.columns[j] = cells_from_list([None] * len(texts))
        made.headers[j] = ""
