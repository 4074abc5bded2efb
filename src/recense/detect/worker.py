"""What runs in the disposable workers: tables of a batch of documents, then their texts. See `stage.py`."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from recense.detect.names import fold
from recense.detect.results import (
    COLUMNS,
    DOCUMENTS,
    FOUND,
    FREE_TEXTS,
    FROM_TABLES,
    TABLES,
    VERDICTS,
    read_results,
    write_results,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recense.detect.kinds import FileFeatures, KindVerdict
    from recense.detect.tables.known import KnownPeople
    from recense.detect.tables.read import TablesRead
    from recense.detect.text.shapes import TextLine, TextMention
    from recense.model import MedicalContent

HEAD_CHARACTERS = 4_000  # of the text of a document, for its kind


def read_tables_of(output: Path, documents: list[dict[str, Any]], today: str) -> dict[str, Any]:
    """Read the tables of documents (`sha256`, `path`, `document`) and write `FROM_TABLES` at `output`."""
    day = dt.date.fromisoformat(today)
    parts = [_tables_of(document, day) for document in documents]
    write_results(output, [pa.concat_tables(list(tables)) for tables in zip(*parts, strict=True)])
    return {"documents": len(documents)}


def _tables_of(document: dict[str, Any], day: dt.date, known: KnownPeople | None = None) -> tuple[pa.Table, ...]:
    """Read the tables of one document; return one table of each schema of `FROM_TABLES`."""
    from recense.detect.tables.grid import grid_from_arrow
    from recense.detect.tables.read import read_tables

    grids = [grid_from_arrow(i, rows) for i, rows in _blocks(Path(document["document"]), "grid")]
    return _tables_handed_back(document["sha256"], read_tables(grids, document["path"], day, known))


def needs_known_people(table: dict[str, Any]) -> bool:
    """Say whether a table (of the JSON of `DOCUMENTS`) may be better read with people known from others.

    It is about nobody, or about people whose birth dates or names were not seen.
    """
    if not table["rows"]:
        return False
    types = set(table["data_types"])
    return table["subject"] is None or "birth_date" not in types or not ({"full_name", "given_names"} & types)


def _blocks(path: Path, form: str) -> Iterator[tuple[int, pa.Table]]:
    """Yield the number and the rows of each block of that form, in order."""
    with pa.OSFile(str(path), "rb") as source:
        table = pa.ipc.open_file(source).read_all()
    forms = table["form"].to_numpy()
    blocks = table["block"].to_numpy()
    start = 0
    while start < len(blocks):
        end = start + int((blocks[start:] != blocks[start]).argmax() or len(blocks) - start)
        if forms[start] == form:
            yield int(blocks[start]), table.slice(start, end - start)
        start = end


def _tables_handed_back(sha256: str, read: TablesRead) -> tuple[pa.Table, ...]:
    count = read.mentions.num_rows
    mentions = read.mentions.set_column(
        read.mentions.schema.get_field_index("sequence"), "sequence", pa.array(range(count), pa.int64())
    )
    mentions = mentions.append_column("sha256", pa.repeat(pa.scalar(sha256), count)).select(FOUND.names)
    features = [
        {
            "subject": f.subject,
            "data_types": sorted(f.data_types),
            "rows": f.rows,
            "rows_with_mention": f.rows_with_mention,
        }
        for f in read.features
    ]
    names = _names_by_line(mentions) if read.free_texts else {}
    texts = [
        {
            "sha256": sha256,
            "place": t.place,
            "line": t.line,
            "unit": t.unit,
            "words": t.text,
            "names": names.get((t.place, t.line), ""),
        }
        for t in read.free_texts
    ]
    return (
        pa.Table.from_pylist([{"sha256": sha256, "features": json.dumps(features), "texts": len(texts)}], DOCUMENTS),
        mentions.cast(FOUND),
        pa.Table.from_pylist([{"sha256": sha256, **t} for t in read.tables], TABLES),
        pa.Table.from_pylist([{"sha256": sha256, **c} for c in read.columns], COLUMNS),
        pa.Table.from_pylist(texts, FREE_TEXTS),
    )


def _names_by_line(mentions: pa.Table) -> dict[tuple[str, int], str]:
    """Write down the people of each row, "FAMILY=GIVEN" between bars, for the search of its free-text cells."""
    names: dict[tuple[str, int], str] = {}
    columns = ("place", "line", "family_name", "birth_name", "given_names")
    for place, line, family, birth, given in zip(*(mentions[n].to_pylist() for n in columns), strict=True):
        first = fold(given[0]) if given else ""
        known = [f"{fold(n)}={first}" for n in (family, birth) if n]
        names[place, line] = "|".join([*filter(None, [names.get((place, line))]), *known])
    return names


# --- texts -----------------------------------------------------------------------------------------------------------


def search_texts_of(output: Path, documents: list[dict[str, Any]], lexicon: str, today: str) -> dict[str, Any]:
    """Search the texts of documents and write `FROM_TEXTS` at `output`.

    A document has `sha256`, `path`, `media_type`, `document`, `results` (the file that `read_tables_of` wrote), `debris`,
    and `again`: whether it has tables to read again with the people known from the heap. What its tables then gave is
    handed back too, in place of what they gave before.
    """
    from recense.detect.tables.known import load_known_people
    from recense.detect.text.lexicon import load_lexicon

    names = load_lexicon(Path(lexicon))
    day = dt.date.fromisoformat(today)
    found: list[pa.Table] = []
    verdicts: list[dict[str, Any]] = []
    tables, columns = [TABLES.empty_table()], [COLUMNS.empty_table()]
    held: tuple[str, list[pa.Table]] = ("", [])
    for document in documents:
        if held[0] != document["results"]:
            held = (document["results"], read_results(Path(document["results"]), len(FROM_TABLES)))
        mine = [t.filter(pa.compute.equal(t["sha256"], document["sha256"])) for t in held[1]]
        if document["again"]:
            mine = list(_tables_of(document, day, load_known_people(Path(lexicon))))
            found.append(mine[1])
            tables.append(mine[2])
            columns.append(mine[3])
        mentions, verdict = _search(document, mine, names, day)
        found.append(mentions)
        verdicts.append(verdict)
    done = [pa.Table.from_pylist(verdicts, VERDICTS), *map(pa.concat_tables, (found, tables, columns))]
    write_results(output, done)
    return {"documents": len(documents)}


def _search(
    document: dict[str, Any], from_tables: Sequence[pa.Table], lexicon: Any, day: dt.date
) -> tuple[pa.Table, dict[str, Any]]:
    from recense.detect.kinds import kind_of
    from recense.detect.text.find import find_mentions
    from recense.detect.text.shapes import TextContext, TextLine

    facts, tabled, _, _, cells = from_tables
    lines: list[TextLine] = []
    for _, rows in _blocks(Path(document["document"]), "text"):
        texts = [(c[0] or "") if c else "" for c in rows["cells"].to_pylist()]
        lines += map(TextLine, rows["place"].to_pylist(), rows["line"].to_pylist(), rows["unit"].to_pylist(), texts)
    path, media_type = document["path"], document["media_type"]
    mentions = find_mentions(lines, lexicon, TextContext(path, media_type, today=day)) if lines else []
    in_cells = (
        _search_cells(cells, lexicon, TextContext(path, media_type, cell=True, today=day)) if cells.num_rows else []
    )
    words = "\n".join(line.words for line in lines)
    everybody = [*mentions, *in_cells]
    features = _features(document, facts["features"][0].as_py(), words, len(lines), everybody, tabled)
    verdict = kind_of(features)
    medical = _medical_contents(lines, mentions)
    rows = [
        _row(document, m, i, verdict, medical[_part_of(m.place)] if i < len(mentions) else None)
        for i, m in enumerate([*mentions, *in_cells])
    ]
    return pa.Table.from_pylist(rows, FOUND), verdict_row(document["sha256"], verdict, tabled.num_rows + len(rows))


def _part_of(place: str) -> str:
    """Name the part that a place belongs to: the messages of a mailbox speak for themselves, the pages of a letter together."""
    return place if place.startswith("message=") else ""


def _medical_contents(lines: Sequence[TextLine], mentions: Sequence[TextMention]) -> dict[str, MedicalContent]:
    """Say for each part of a text what it says about health."""
    from recense.detect.kinds import medical_content_of

    words: dict[str, list[str]] = {}
    for line in lines:
        words.setdefault(_part_of(line.place), []).append(line.words)
    patients = {_part_of(m.place) for m in mentions if m.role == "patient"}
    return {part: medical_content_of("\n".join(said), about_patient=part in patients) for part, said in words.items()}


def _search_cells(cells: pa.Table, lexicon: Any, context: Any) -> list[TextMention]:
    """Search free-text cells; the row's own person, named again there, is not another mention."""
    from recense.detect.text.find import find_mentions
    from recense.detect.text.shapes import TextLine

    rows = cells.to_pylist()
    own = {(r["place"], r["line"]): [tuple(n.split("=")) for n in r["names"].split("|") if n] for r in rows}
    found: list[TextMention] = []
    for owned in (True, False):
        lines = [
            TextLine(r["place"], r["line"], r["unit"], r["words"])
            for r in rows
            if bool(own[r["place"], r["line"]]) == owned
        ]
        found += find_mentions(lines, lexicon, replace(context, owned=owned))
    return [m for m in found if not any(_is_own(m, family, given) for family, given in own[m.place, m.line])]


def _is_own(mention: TextMention, family: str, given: str) -> bool:
    """Say whether a mention is of the row's own person: relatives share the family name, not the given one."""
    from rapidfuzz.distance import OSA

    if family not in {fold(n) for n in (mention.family_name, mention.birth_name) if n}:
        return False
    first, given = fold(mention.given_names[0]).strip(".") if mention.given_names else "", given.strip(".")
    return first.startswith(given) or given.startswith(first) or OSA.distance(first, given) <= 1


def _features(
    document: dict[str, Any], tables: str, words: str, lines: int, mentions: Sequence[TextMention], tabled: pa.Table
) -> FileFeatures:
    roles = Counter(m.role.value for m in mentions) + Counter(tabled["role"].to_pylist())
    types = frozenset(t for m in mentions for t in m.data_types)
    return features_of(document, tables, roles, words[:HEAD_CHARACTERS], lines, types)


def features_of(
    document: dict[str, Any],
    tables: str | None,
    roles: Counter[str],
    words: str = "",
    lines: int = 0,
    types: Any = frozenset(),
) -> FileFeatures:
    """Gather what the kind of a file is decided on; `tables` is the JSON of `DOCUMENTS`, None when nothing could be read."""
    from recense.detect.kinds import FileFeatures, TableFeatures
    from recense.model import DataType, Role

    read = tuple(
        TableFeatures(
            Role(t["subject"]) if t["subject"] else None,
            frozenset(DataType(d) for d in t["data_types"]),
            t["rows"],
            t["rows_with_mention"],
        )
        for t in json.loads(tables or "[]")
    )
    return FileFeatures(
        path=document["path"],
        media_type=document["media_type"] or "",
        tables=read,
        words=words,
        text_lines=lines,
        text_data_types=types,
        mentions={Role(r): n for r, n in roles.items()},
        debris=document["debris"],
        readable=tables is not None,
    )


def verdict_row(sha256: str, verdict: KindVerdict, mentions: int) -> dict[str, Any]:
    """Write a verdict as a row of `VERDICTS`."""
    return {
        "sha256": sha256,
        "form": verdict.form,
        "medical_content": verdict.medical_content,
        "kind": verdict.kind,
        "kind_reason": verdict.reason,
        "mentions": mentions,
    }


def _row(
    document: dict[str, Any], mention: TextMention, sequence: int, verdict: KindVerdict, medical: Any
) -> dict[str, Any]:
    from recense.detect.categories import CategoryContext, categories_of, is_telling
    from recense.model import Form, MedicalContent

    form = verdict.form if medical is not None else Form.LIST
    context = CategoryContext(
        form, None, medical or MedicalContent.NONE, frozenset(mention.sectors), (document["path"],)
    )
    types = frozenset(mention.data_types)
    exposed = categories_of(types, mention.role, context)
    flags = [*mention.flags, *(["sector_telling"] if is_telling(types, mention.role, context, mention.sectors) else [])]
    row = {name: getattr(mention, name, None) for name in FOUND.names}
    return row | {
        "sha256": document["sha256"],
        "source": "text",
        "role": mention.role.value,
        "sequence": 1_000_000_000 + sequence,
        "data_types": sorted(t.value for t in types),
        "categories": [e.category.value for e in exposed],
        "rules": [e.rule for e in exposed],
        "flags": flags,
        "given_names": list(mention.given_names) or None,
        "stay_ids": list(mention.stay_ids) or None,
        "phones": list(mention.phones) or None,
        "emails": list(mention.emails) or None,
        "sectors": list(mention.sectors) or None,
    }
