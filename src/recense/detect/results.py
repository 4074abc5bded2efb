"""What a worker of this room hands back: several Arrow tables one after another in one file, in a fixed order.

The columns are those of `store/tables.py`, repeated here because a worker knows nothing of the case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

STRINGS = pa.list_(pa.string())


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


_TEXT, _INT, _LONG, _DATE = pa.string(), pa.int32(), pa.int64(), pa.date32()

# A mention before it has an id and a slot; `sequence` is its order within the document.
FOUND = _schema(
    sha256=_TEXT,
    place=_TEXT,
    line=_INT,
    unit=_TEXT,
    source=_TEXT,
    role=_TEXT,
    family_name=_TEXT,
    birth_name=_TEXT,
    given_names=STRINGS,
    birth_date=_DATE,
    birth_year=pa.int16(),
    sex=_TEXT,
    nir=_TEXT,
    nir_valid=pa.bool_(),
    ipp=_TEXT,
    stay_ids=STRINGS,
    phones=STRINGS,
    emails=STRINGS,
    address=_TEXT,
    postcode=_TEXT,
    city=_TEXT,
    country=_TEXT,
    iban=_TEXT,
    rpps=_TEXT,
    staff_id=_TEXT,
    official_id=_TEXT,
    job=_TEXT,
    sectors=STRINGS,
    arrival=_DATE,
    discharge=_DATE,
    death_date=_DATE,
    data_types=STRINGS,
    categories=STRINGS,
    rules=STRINGS,
    flags=STRINGS,
    confidence=pa.float32(),
    reason=_TEXT,
    sequence=_LONG,
)
TABLES = _schema(
    sha256=_TEXT,
    place=_TEXT,
    table_no=_INT,
    first_line=_INT,
    last_line=_INT,
    rows_in=_LONG,
    rows_title=_LONG,
    rows_header=_LONG,
    rows_blank=_LONG,
    rows_total=_LONG,
    rows_data=_LONG,
    rows_with_mention=_LONG,
    subject=_TEXT,
    reason=_TEXT,
)
COLUMNS = _schema(
    sha256=_TEXT,
    place=_TEXT,
    table_no=_INT,
    column=_INT,
    header=_TEXT,
    data_type=_TEXT,
    confidence=pa.float32(),
    reason=_TEXT,
    to_confirm=pa.bool_(),
    filled=_LONG,
)
# A document: what its tables say of it (JSON), then, once its text has been searched, its verdict.
DOCUMENTS = _schema(sha256=_TEXT, features=_TEXT, texts=_LONG)
VERDICTS = _schema(sha256=_TEXT, form=_TEXT, medical_content=_TEXT, kind=_TEXT, kind_reason=_TEXT, mentions=_LONG)
# Free-text cells to be searched as text, with the folded names of the row's own people.
FREE_TEXTS = _schema(sha256=_TEXT, place=_TEXT, line=_INT, unit=_TEXT, words=_TEXT, names=_TEXT)

FROM_TABLES = (DOCUMENTS, FOUND, TABLES, COLUMNS, FREE_TEXTS)
FROM_TEXTS = (VERDICTS, FOUND, TABLES, COLUMNS)  # the tables of documents that were read again


def write_results(path: Path, tables: Sequence[pa.Table]) -> None:
    """Write tables one after another."""
    with pa.OSFile(str(path), "wb") as sink:
        for table in tables:
            options = pa.ipc.IpcWriteOptions(compression="zstd")
            with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
                writer.write_table(table.combine_chunks())


def read_results(path: Path, count: int) -> list[pa.Table]:
    """Read the first `count` tables of a file."""
    with pa.OSFile(str(path), "rb") as source:
        return [pa.ipc.open_stream(source).read_all() for _ in range(count)]
