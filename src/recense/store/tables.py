"""One table a noun: its columns, its one writer. All tables of a run are Parquet files in the run's folder.

`documents` is not a table of the run: each source file has one, in the store of work already done (`store/work.py`),
as an Arrow IPC file with the schema `DOCUMENT`, written by `extract` and read by `detect`.
"""

from __future__ import annotations

import pyarrow as pa

STRINGS = pa.list_(pa.string())

# A document is the lines of a source file, in order. A line of a grid has one cell a column; a line of a text has one
# cell, the line. `block` numbers the grids and texts of the file from 0; `place` and `line` are the locator.
DOCUMENT = pa.schema(
    [
        ("block", pa.int32()),
        ("form", pa.string()),  # "grid" or "text"
        ("place", pa.string()),  # "sheet=Liste", "page=3", "table=patients", "message=12", ""
        ("line", pa.int32()),
        ("unit", pa.string()),  # "row" or "line", see `model.Locator`
        ("cells", STRINGS),  # a null cell is an empty one
    ]
)

# intake: every disclosed file, archive member and missing file, once a path.
SOURCE_FILES = pa.schema(
    [
        ("path", pa.string()),  # as disclosed, `!/` enters a container
        ("sha256", pa.string()),  # null when missing or not readable at all
        ("bytes", pa.int64()),
        ("media_type", pa.string()),
        ("parent", pa.string()),  # path of the container, null at the top
        ("container", pa.bool_()),  # it has members
        ("status", pa.string()),  # `pending` for what `extract` must read, final for the rest
        ("problem", pa.string()),  # "code: sentence", null when there is none
        ("duplicate_of", pa.string()),  # first path (in order) with the same content
        ("debris", pa.string()),  # why it is technical debris of an operating system, null when it is not
        ("origin", pa.string()),  # where its bytes are: a real path, or a path in the scratch folder
    ]
)

# extract: one row a distinct content that was to be read.
READINGS = pa.schema(
    [
        ("sha256", pa.string()),
        ("media_type", pa.string()),
        ("status", pa.string()),
        ("problem", pa.string()),
        ("reader", pa.string()),
        ("grids", pa.int32()),
        ("texts", pa.int32()),
        ("rows", pa.int64()),  # lines of grids handed over
        ("lines", pa.int64()),  # lines of text handed over
        ("document", pa.string()),  # key in the store of work, null when nothing could be read
    ]
)

# detect: what each distinct content is.
DOCUMENT_FACTS = pa.schema(
    [
        ("sha256", pa.string()),
        ("form", pa.string()),  # model.Form
        ("medical_content", pa.string()),  # model.MedicalContent
        ("kind", pa.string()),  # model.FileKind
        ("kind_reason", pa.string()),
        ("mentions", pa.int64()),
    ]
)

# detect: the account of every table found. rows_in = the sum of the parts: nothing is dropped.
TABLES_FOUND = pa.schema(
    [
        ("sha256", pa.string()),
        ("place", pa.string()),
        ("table_no", pa.int32()),
        ("first_line", pa.int32()),
        ("last_line", pa.int32()),
        ("rows_in", pa.int64()),
        ("rows_title", pa.int64()),  # titles and notes, above, between and below
        ("rows_header", pa.int64()),  # the header, and where it is repeated
        ("rows_blank", pa.int64()),
        ("rows_total", pa.int64()),
        ("rows_data", pa.int64()),
        ("rows_with_mention", pa.int64()),
        ("subject", pa.string()),  # who a row is about: patient, staff, other, nobody
        ("reason", pa.string()),
    ]
)

# detect: what every column of every table holds.
COLUMNS_FOUND = pa.schema(
    [
        ("sha256", pa.string()),
        ("place", pa.string()),
        ("table_no", pa.int32()),
        ("column", pa.int32()),  # from 0
        ("header", pa.string()),
        ("data_type", pa.string()),  # model.DataType
        ("confidence", pa.float32()),
        ("reason", pa.string()),
        ("to_confirm", pa.bool_()),
        ("filled", pa.int64()),
    ]
)

# detect: one reference to one person at one place of one file. Names are as read (trimmed), numbers and dates normalised.
MENTIONS = pa.schema(
    [
        ("mention_id", pa.string()),  # 32 hexadecimal digits: hash of sha256, place, line, slot
        ("sha256", pa.string()),
        ("place", pa.string()),
        ("line", pa.int32()),
        ("unit", pa.string()),
        ("slot", pa.int16()),  # which person of that line, 0 is the row's own
        ("source", pa.string()),  # "table" or "text"
        ("role", pa.string()),  # model.Role
        ("family_name", pa.string()),
        ("birth_name", pa.string()),
        ("given_names", STRINGS),
        ("birth_date", pa.date32()),
        ("birth_year", pa.int16()),  # when the year alone is known
        ("sex", pa.string()),  # "M", "F" or null
        ("nir", pa.string()),  # digits and 2A/2B, without spaces: 13 or 15 characters
        ("nir_valid", pa.bool_()),  # its key agrees; null without a key
        ("ipp", pa.string()),
        ("stay_ids", STRINGS),
        ("phones", STRINGS),  # E.164
        ("emails", STRINGS),  # lower case
        ("address", pa.string()),  # number and street, as read
        ("postcode", pa.string()),
        ("city", pa.string()),
        ("country", pa.string()),
        ("iban", pa.string()),
        ("rpps", pa.string()),
        ("staff_id", pa.string()),
        ("official_id", pa.string()),
        ("job", pa.string()),
        ("sectors", STRINGS),
        ("arrival", pa.date32()),
        ("discharge", pa.date32()),
        ("death_date", pa.date32()),
        ("data_types", STRINGS),  # model.DataType present at this place
        ("categories", STRINGS),  # model.Category exposed at this place, sorted
        ("rules", STRINGS),  # the rule of each category, same order
        ("flags", STRINGS),  # what is odd: "nir_key_wrong", "birth_date_first_of_january", "sector_telling"…
        ("confidence", pa.float32()),  # that this is a mention of a person
        ("reason", pa.string()),  # how it was read
    ]
)

# resolve: to whom each mention belongs.
MEMBERSHIPS = pa.schema(
    [
        ("mention_id", pa.string()),
        ("person_id", pa.string()),
        ("tie", pa.string()),  # "core", "attached" (a poorer mention placed on a person), "unplaced"
        ("probability", pa.float32()),
    ]
)

# resolve: the comparisons that hold people together, or nearly do.
LINKS = pa.schema(
    [
        ("mention_id_l", pa.string()),  # one mention stands for each of the two profiles
        ("mention_id_r", pa.string()),
        ("probability", pa.float32()),
        ("weight", pa.float32()),  # match weight, bits
        ("same_person", pa.bool_()),  # both ends are in one person
        ("reasons", STRINGS),  # claims: "names agree", "birth dates have day and month swapped"…
    ]
)

# resolve: the register, with the best value of every attribute.
PERSONS = pa.schema(
    [
        ("person_id", pa.string()),
        ("placed", pa.bool_()),  # counted in the headcount; false: the undeterminable band
        ("certainty", pa.string()),  # certain, probable, possible
        ("family_name", pa.string()),
        ("birth_name", pa.string()),
        ("given_names", STRINGS),
        ("birth_date", pa.date32()),
        ("sex", pa.string()),
        ("nir", pa.string()),
        ("ipps", STRINGS),
        ("phones", STRINGS),
        ("emails", STRINGS),
        ("address", pa.string()),
        ("postcode", pa.string()),
        ("city", pa.string()),
        ("country", pa.string()),
        ("role", pa.string()),
        ("death_date", pa.date32()),
        ("mentions", pa.int64()),
        ("confidence", pa.float32()),
    ]
)

# assess: the register as exported (DESIGN §7), one row a placed or unplaced person.
PEOPLE = pa.schema(
    [
        *PERSONS,
        ("categories", STRINGS),
        ("sectors", STRINGS),
        ("first_seen", pa.date32()),  # earliest arrival or appointment
        ("last_seen", pa.date32()),
        ("files", pa.int64()),
        ("contactable_by", pa.string()),  # email, sms, post, none
        ("severity", pa.string()),  # low, medium, high, very_high
        ("severity_score", pa.float32()),
        ("severity_reason", pa.string()),
        ("minor", pa.bool_()),
    ]
)

# assess: person × category, with the best proof.
EXPOSURES = pa.schema(
    [
        ("person_id", pa.string()),
        ("category", pa.string()),
        ("mention_id", pa.string()),  # the best proof
        ("rule", pa.string()),
        ("mentions", pa.int64()),
        ("certainty", pa.string()),  # certain, probable, possible
    ]
)

# assess: every disclosed file with its one final status (DESIGN §7).
FILES = pa.schema(
    [
        ("path", pa.string()),
        ("sha256", pa.string()),
        ("bytes", pa.int64()),
        ("media_type", pa.string()),
        ("status", pa.string()),
        ("problem", pa.string()),
        ("kind", pa.string()),
        ("kind_reason", pa.string()),
        ("form", pa.string()),
        ("medical_content", pa.string()),
        ("people", pa.int64()),
        ("mentions", pa.int64()),
        ("duplicate_of", pa.string()),
    ]
)

SCHEMAS: dict[str, pa.Schema] = {
    "source_files": SOURCE_FILES,
    "readings": READINGS,
    "document_facts": DOCUMENT_FACTS,
    "tables_found": TABLES_FOUND,
    "columns_found": COLUMNS_FOUND,
    "mentions": MENTIONS,
    "memberships": MEMBERSHIPS,
    "links": LINKS,
    "persons": PERSONS,
    "people": PEOPLE,
    "exposures": EXPOSURES,
    "files": FILES,
}
