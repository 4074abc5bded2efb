"""From the plan of a file to its bytes in the staging folder, and to its page of the truth."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from recense.invent import tables
from recense.invent.family import DocumentKind, Family, HarmlessKind, TableKind
from recense.invent.harmless import make_harmless
from recense.invent.layouts import lay_out
from recense.invent.letters import Letter, LetterContext, write_letter
from recense.invent.noise import strip_accents
from recense.invent.style import draw_style, pick
from recense.invent.truth import FileTruth, Mention, Page, as_encoded, mentions_table
from recense.invent.writers import delimited, grids, mails, records, scans, texts, workbooks

if TYPE_CHECKING:
    from pathlib import Path

    from recense.invent.cells.context import TableContext
    from recense.invent.people import Population
    from recense.invent.plan import FileSpec
    from recense.invent.sheets import Book
    from recense.invent.writers.workbooks import Spot


@dataclass
class Workshop:
    """What every file of a disclosure is made from."""

    family: Family
    population: Population
    seed: int
    staging: Path

    def make(self, spec: FileSpec) -> Page:
        """Make one file: its bytes depend on the seed and its number alone, not on who else is made before."""
        rng = random.Random(f"{self.seed} {spec.number}")
        path = self.staging / spec.staged
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(spec.kind, HarmlessKind):
            make_harmless(path, spec.kind, spec.format, self.family, rng)
            return _page(spec, spec.kind.kind, [], concerns=False)
        if isinstance(spec.kind, TableKind):
            return _page(spec, spec.kind.kind, self._list(path, spec, rng))
        if spec.format in {"eml", "mbox"}:
            return _page(spec, spec.kind.kind, self._mail(path, spec, rng))
        letter = self._letter(spec, spec.kind, spec.people, rng)
        return _page(spec, spec.kind.kind, self._prose(path, spec, letter, rng))

    def _list(self, path: Path, spec: FileSpec, rng: random.Random) -> list[Mention]:
        table, context = tables.make_table(spec, self.family, self.population, rng)
        if spec.format in records.WRITERS and not spec.scan:
            return records.WRITERS[spec.format](path, table, rng)
        title = _title(context, spec)
        book = lay_out(table, context, title, "pdf" if spec.scan else spec.format)
        _tell_ward(book, spec, self.family.words.sectors[spec.sector])
        if spec.scan:
            return _placed(book, scans.write_list(path, book, rng, spec.scan), "cp1252")
        encoding = "utf-8"
        if spec.format in {"csv", "tsv", "txt"}:
            encoding = pick(self.family.habits.encodings, rng)
            spots = self._delimited(path, spec, book, encoding, rng)
        else:
            spots = _SHEETS[spec.format](path, book, rng)
            encoding = "cp1252" if spec.format == "pdf" else "utf-8"
        return _placed(book, spots, encoding)

    def _delimited(self, path: Path, spec: FileSpec, book: Book, encoding: str, rng: random.Random) -> list[list[Spot]]:
        if spec.format == "txt" and rng.random() < 0.7:
            return delimited.write_fixed_width(path, book, rng, encoding=encoding)
        delimiter = "\t" if spec.format == "tsv" else pick(self.family.habits.delimiters, rng)
        return delimited.write_delimited(path, book, rng, delimiter=delimiter, encoding=encoding)

    def _letter(self, spec: FileSpec, kind: DocumentKind, patients: list[int], rng: random.Random) -> Letter:
        return write_letter(self._letter_context(spec, patients, rng), kind)

    def _letter_context(self, spec: FileSpec, patients: list[int], rng: random.Random) -> LetterContext:
        population = self.population
        style = draw_style(self.family.habits, rng, typed=False)
        staff, others = population.those("staff"), population.those("other")
        return LetterContext(
            population,
            self.family,
            style,
            rng,
            patients,
            doctors=[p for p in staff if population.rpps[p]] or staff,
            staff=staff,
            outsiders=[p for p in others if population.rpps[p]] or others,
            date=spec.start,
            site=spec.site,
        )

    def _prose(self, path: Path, spec: FileSpec, letter: Letter, rng: random.Random) -> list[Mention]:
        encoding = "utf-8"
        if spec.scan:
            spots, encoding = scans.write_letter(path, letter, rng, spec.scan), "cp1252"
        elif spec.format not in _PROSE:  # txt, log
            encoding = pick(self.family.habits.encodings, rng)
            spots = texts.write_txt(path, letter, rng, encoding=encoding)
        else:
            spots = _PROSE[spec.format](path, letter, rng)
            encoding = "cp1252" if spec.format == "pdf" else "utf-8"
        return _settled(letter, spots, encoding)

    def _mail(self, path: Path, spec: FileSpec, rng: random.Random) -> list[Mention]:
        assert isinstance(spec.kind, DocumentKind)
        mentions: list[Mention] = []
        messages: list[mails.Message] = []
        for number in range(len(spec.people) // 9):
            patients = spec.people[number * 9 : number * 9 + 9]
            context = self._letter_context(spec, patients, rng)
            letter = write_letter(context, spec.kind)
            message, named = mails.make_message(letter, context)
            place = f"message={number + 1}" if spec.format == "mbox" else ""
            prefix = f"{spec.path}!/{place}/" if place else f"{spec.path}!/"
            for attached in spec.attachments:
                if attached.path.startswith(prefix):
                    message.attach(attached.path.rpartition("/")[2], self.staging / attached.staged)
            mentions += _settled(letter, texts.nowhere(letter, place), message.charset)
            for mention in named:
                mention.place = place
            mentions += named
            messages.append(message)
        mails.write_mail(path, messages, mbox=spec.format == "mbox")
        return mentions


_SHEETS: dict[str, Any] = {
    "xlsx": workbooks.write_xlsx,
    "xlsm": workbooks.write_xlsx,
    "xls": workbooks.write_xls,
    "ods": workbooks.write_ods,
    "html": grids.write_html,
    "docx": grids.write_docx,
    "pdf": grids.write_pdf,
}
_PROSE: dict[str, Any] = {
    "docx": texts.write_docx,
    "odt": texts.write_odt,
    "rtf": texts.write_rtf,
    "html": texts.write_html,
    "pdf": texts.write_pdf,
}


def _title(context: TableContext, spec: FileSpec) -> str:
    titles = context.kind.titles or (context.kind.name.capitalize(),)
    words = context.family.words
    return str(context.rng.choice(titles)).format(
        hospital=words.hospital,
        year=context.start.year,
        date=f"{context.start:%d/%m/%Y}",
        sector=words.sectors[spec.sector],
        site=words.sites[context.site % len(words.sites)],
    )


def _tell_ward(book: Book, spec: FileSpec, ward: str) -> None:
    """Expose the stay of everybody on a list of patients whose file name, or a line of whose sheets, names the ward."""
    assert isinstance(spec.kind, TableKind)
    if spec.kind.subject != "patient":
        return
    named = strip_accents(ward).upper() in strip_accents(spec.path).upper()
    for sheet in book:
        lines = (r for n, r in enumerate(sheet.rows[:4]) if n not in sheet.owners and n not in sheet.header_rows)
        if named or any(ward in str(c) for r in lines for c in r):
            for mention in (m for owners in sheet.owners.values() for m in owners if m.slot == 0):
                mention.categories = tuple({*mention.categories, "stay"})


def _placed(book: Book, spots: list[list[Spot]], encoding: str) -> list[Mention]:
    """Put its place on every mention of a book, once."""
    mentions: list[Mention] = []
    for sheet, rows in zip(book, spots, strict=True):
        for row, named in sheet.owners.items():
            for mention in named:
                place, line = rows[row]
                mention.place, mention.line = place, None if sheet.loose else line
                mentions.append(mention)
    return as_encoded(mentions, encoding)


def _settled(letter: Letter, spots: list[Spot], encoding: str) -> list[Mention]:
    for mention, first in zip(letter.mentions, letter.first_named, strict=True):
        mention.place, mention.line = spots[min(first, len(spots) - 1)]
    return as_encoded(letter.mentions, encoding)


def _page(spec: FileSpec, kind: str, mentions: list[Mention], *, concerns: bool = True) -> Page:
    medium = "scan" if spec.scan else ("table" if isinstance(spec.kind, TableKind) else "text")
    name = f"scan-{spec.scan}" if spec.scan else spec.format
    truth = FileTruth(spec.path, name, kind, concerns_people=concerns, clues=f"{spec.kind.name} {spec.clues}".strip())
    return Page([truth], mentions_table(spec.path, medium, mentions))
