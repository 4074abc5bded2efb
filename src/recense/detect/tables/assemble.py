"""From typed columns to mentions: one for each row's own person, and one for each other person named in the row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from recense.detect.categories import CategoryContext, categories_of, is_telling
from recense.detect.tables import values
from recense.detect.text.clinical import find_clinical
from recense.model import DataType, Form, MedicalContent, Role

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from recense.detect.tables.subject import Subject
    from recense.detect.tables.typing import Column

STRINGS = pl.List(pl.String)
MENTION = pl.Schema(
    {
        "line": pl.Int32, "local": pl.Int16, "role": pl.String, "family_name": pl.String, "birth_name": pl.String, "given_names": STRINGS,
        "birth_date": pl.Date, "birth_year": pl.Int16, "sex": pl.String, "nir": pl.String, "nir_valid": pl.Boolean, "ipp": pl.String,
        "stay_ids": STRINGS, "phones": STRINGS, "emails": STRINGS, "address": pl.String, "postcode": pl.String, "city": pl.String,
        "country": pl.String, "iban": pl.String, "rpps": pl.String, "staff_id": pl.String, "official_id": pl.String, "job": pl.String,
        "sectors": STRINGS, "arrival": pl.Date, "discharge": pl.Date, "death_date": pl.Date, "data_types": STRINGS, "categories": STRINGS,
        "rules": STRINGS, "flags": STRINGS, "confidence": pl.Float32, "reason": pl.String, "row": pl.Int64,
    }
)  # fmt: skip
ANCHORS = ("family_name", "birth_name", "given_names", "nir", "ipp", "stay_ids", "birth_date", "birth_year", "staff_id", "rpps", "iban", "official_id")
NAME_KINDS = ("family_name", "used_name", "birth_name", "given_names", "full_name")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the file says around a table: sectors of its titles, its names, the sector of each row's section."""

    titles: tuple[str, ...] = field(repr=False)
    names: tuple[str, ...]
    title_sectors: frozenset[str]
    row_sectors: pl.Series | None = field(repr=False)


class _Rows:
    """The columns of one person of the rows, as they are filled in."""

    def __init__(self, height: int) -> None:
        self.height = height
        self.made: dict[str, pl.Series] = {}
        self.present: dict[DataType, np.ndarray] = {}
        self.flags: dict[str, np.ndarray] = {}

    def put(self, name: str, series: pl.Series) -> None:
        """Set a column; what an earlier column of the same kind gave stays."""
        before = self.made.get(name)
        if before is None:
            self.made[name] = series
        elif isinstance(series.dtype, pl.List):
            empty = pl.lit([], series.dtype)
            both = pl.concat_list(pl.lit(before).fill_null(empty), pl.lit(series).fill_null(empty)).list.unique(maintain_order=True)
            self.made[name] = pl.select(pl.when(both.list.len() > 0).then(both)).to_series()
        else:
            self.made[name] = pl.select(pl.coalesce(pl.lit(before), pl.lit(series))).to_series()

    def mark(self, data_type: DataType, where: pl.Series) -> None:
        """Note in which rows a type of data is present."""
        filled = where.is_not_null().to_numpy()
        self.present[data_type] = self.present[data_type] | filled if data_type in self.present else filled

    def flag(self, name: str, where: pl.Series) -> None:
        """Note in which rows something is odd."""
        odd = where.fill_null(value=False).to_numpy()
        if odd.any():
            self.flags[name] = self.flags[name] | odd if name in self.flags else odd


def assemble(  # noqa: PLR0913 - a table is its columns, their types, its subject, its lines and its surroundings
    columns: Sequence[pl.Series], typed: Sequence[Column], subject: Subject, lines: np.ndarray, around: Surroundings, today: dt.date
) -> pl.DataFrame:
    """Return the mentions of the rows of one table, schema `MENTION`; `row` is the row of the table, from 0."""
    if subject.role is None:
        return pl.DataFrame(schema=MENTION)
    own = [c for c in typed if not c.owner or c.owner == "insured"]
    frames = [_own_person(columns, own, typed, subject, lines, around, today)]
    for owner, role in (("practitioner", Role.STAFF), ("relative", Role.OTHER)):
        for local, group in enumerate(_groups([c for c in typed if c.owner == owner]), 1 if owner == "practitioner" else 50):
            frames.append(_beside(columns, group, role, local, subject, lines, around, today))
    return pl.concat(frames).sort("row", "local", maintain_order=True)


# --- the row's own person ------------------------------------------------------------------------------------------


def _own_person(  # noqa: PLR0913 - as `assemble`
    columns: Sequence[pl.Series], own: Sequence[Column], typed: Sequence[Column], subject: Subject, lines: np.ndarray, around: Surroundings, today: dt.date
) -> pl.DataFrame:
    rows = _Rows(len(lines))
    role = pl.Series([subject.role.value if subject.role else None]).new_from_index(0, len(lines))
    _put_names(rows, columns, own, today)
    _put_numbers(rows, columns, own)
    _put_dates(rows, columns, own, today)
    _put_places(rows, columns, own)
    _put_the_rest(rows, columns, own)
    _put_sectors(rows, columns, own, around)
    for column in typed:
        if column.data_type in {DataType.RELATIVE, DataType.RELATIVE_PHONE}:
            rows.mark(column.data_type, columns[column.index])
    explicit = _explicit_rows(columns, own)
    sure = min([c.confidence for c in own if c.kind in {*NAME_KINDS, "ipp", "nir", "birth_date"} and c.profile.filled] or [0.5])
    confidence = round(min(subject.confidence, 0.6 + 0.4 * sure), 3)
    reason = f"row of a table about {'patients' if subject.role is Role.PATIENT else 'staff' if subject.role is Role.STAFF else 'people'}: {subject.reason}"
    return _finish(rows, role, 0, lines, around, subject, explicit, confidence, reason)


def _columns_of(kind: str, own: Sequence[Column]) -> list[Column]:
    return [c for c in own if c.kind == kind and c.profile.filled]


def _put_names(rows: _Rows, columns: Sequence[pl.Series], own: Sequence[Column], today: dt.date) -> None:
    for kind, data_type in (("used_name", DataType.USED_NAME), ("family_name", DataType.FAMILY_NAME), ("birth_name", DataType.BIRTH_NAME)):
        for column in _columns_of(kind, own):
            parsed = values.read_family_names(columns[column.index], today)
            family = parsed.struct.field("family")
            if kind == "birth_name":
                rows.put("birth_name", family)
            elif kind == "family_name" and "family_name" in rows.made:  # the name in use has its own column
                other = pl.select(pl.when(pl.lit(rows.made["family_name"]).is_not_null()).then(pl.lit(family))).to_series()
                rows.put("family_name", family)
                rows.made.setdefault("_first_name", other)
            else:
                rows.put("family_name", family)
            rows.mark(data_type, family)
            _put_from_cell(rows, parsed)
    for column in _columns_of("full_name", own):
        parsed = values.read_full_names(columns[column.index], today)
        rows.put("family_name", parsed.struct.field("family"))
        rows.mark(DataType.FULL_NAME, parsed.struct.field("family"))
        _put_from_cell(rows, parsed)
    for column in _columns_of("given_names", own):
        given = values.read_given_names(columns[column.index])
        rows.made["given_names"] = pl.select(pl.coalesce(pl.lit(given), pl.lit(rows.made.get("given_names", given)))).to_series()
        rows.mark(DataType.GIVEN_NAMES, given)
    if "_first_name" in rows.made:
        rows.put("birth_name", rows.made.pop("_first_name"))
    if "birth_name" in rows.made:  # the only name given is also the one in use
        rows.put("family_name", rows.made["birth_name"])
    for kind in ("sex", "title"):
        for column in _columns_of(kind, own):
            rows.put("sex", values.read_sexes(columns[column.index]))
            rows.mark(DataType(kind), columns[column.index])


def _put_from_cell(rows: _Rows, parsed: pl.Series) -> None:
    """Take what a name's cell held beside the name: a maiden name, a given name, a title, a birth date, a number."""
    fields = {"birth_name": ("birth", DataType.BIRTH_NAME), "given_names": ("given", DataType.GIVEN_NAMES), "sex": ("sex", DataType.SEX), "birth_date": ("born", DataType.BIRTH_DATE)}
    for name, (part, data_type) in fields.items():
        series = parsed.struct.field(part)
        if series.null_count() < len(series):
            rows.put(name, series)
            if part == "born":
                rows.mark(data_type, series)


def _put_numbers(rows: _Rows, columns: Sequence[pl.Series], own: Sequence[Column]) -> None:
    keys = next((columns[c.index] for c in own if c.kind == "nir_key"), None)
    for column in _columns_of("nir", own):
        read = values.read_nirs(columns[column.index], keys)
        rows.put("nir", read.struct.field("value"))
        rows.put("nir_valid", read.struct.field("valid"))
        for flag in ("nir_key_wrong", "nir_mangled"):
            rows.flag(flag, read.struct.field("flag") == flag)
        rows.mark(DataType.NIR, columns[column.index])
    for kind, name in (("ipp", "ipp"), ("staff_id", "staff_id")):
        for column in _columns_of(kind, own):
            rows.put(name, values.read_codes(columns[column.index]))
            rows.mark(DataType(kind), columns[column.index])
    for column in _columns_of("stay_id", own):
        codes = values.read_codes(columns[column.index])
        rows.put("stay_ids", _as_lists(codes))
        rows.mark(DataType.STAY_ID, codes)
    for kind, name, read_column in (("iban", "iban", values.read_ibans), ("rpps", "rpps", values.read_rpps), ("official_id", "official_id", values.read_official_ids)):
        for column in _columns_of(kind, own):
            rows.put(name, read_column(columns[column.index]))
            rows.mark(DataType(kind), columns[column.index])


def _put_dates(rows: _Rows, columns: Sequence[pl.Series], own: Sequence[Column], today: dt.date) -> None:
    for kind, name in (("birth_date", "birth_date"), ("arrival_date", "arrival"), ("discharge_date", "discharge"), ("appointment", "arrival"), ("death_date", "death_date")):
        for column in _columns_of(kind, own):
            series = columns[column.index]
            read = values.read_date_column(series, column.profile, "birth" if kind == "birth_date" else "event", today)
            rows.put(name, read.dates(series))
            rows.mark(DataType(kind), series)
            if kind == "birth_date":
                rows.put("birth_year", read.years(series))
                dates = rows.made["birth_date"]
                rows.flag("birth_date_first_of_january", (dates.dt.month() == 1) & (dates.dt.day() == 1))
                rows.flag("birth_date_unreadable", series.is_not_null() & rows.made["birth_year"].is_null())


def _put_places(rows: _Rows, columns: Sequence[pl.Series], own: Sequence[Column]) -> None:
    streets = _columns_of("street", own)
    if streets:
        texts = [columns[c.index] for c in streets]
        joined = pl.select(pl.concat_str([pl.lit(t) for t in texts], separator=" ", ignore_nulls=True)).to_series() if len(texts) > 1 else texts[0]
        joined = joined.set(joined == "", None)
        places = values.read_addresses(joined)
        _put_place(rows, places)
        rows.mark(DataType.STREET, joined)
    for column in _columns_of("address", own):
        _put_place(rows, values.read_addresses(columns[column.index]))
        rows.mark(DataType.ADDRESS, columns[column.index])
    for column in _columns_of("postcode", own):
        _put_place(rows, values.read_postcodes(columns[column.index]))
        rows.mark(DataType.POSTCODE, columns[column.index])
    for column in _columns_of("city", own):
        rows.put("city", columns[column.index])
        rows.mark(DataType.CITY, columns[column.index])
    for column in _columns_of("country", own):
        rows.put("country", columns[column.index])
        rows.mark(DataType.COUNTRY, columns[column.index])


def _put_place(rows: _Rows, places: pl.Series) -> None:
    for name, part in (("address", "street"), ("postcode", "postcode"), ("city", "city"), ("country", "country")):
        series = places.struct.field(part)
        if series.null_count() < len(series):
            rows.put(name, series)


def _put_the_rest(rows: _Rows, columns: Sequence[pl.Series], own: Sequence[Column]) -> None:
    for kind, name, read_column in (("phone", "phones", values.read_phones), ("email", "emails", values.read_emails)):
        for column in _columns_of(kind, own):
            rows.put(name, read_column(columns[column.index]))
            rows.mark(DataType(kind), columns[column.index])
    for column in _columns_of("job", own):
        rows.put("job", columns[column.index])
        rows.mark(DataType.JOB, columns[column.index])
    seen = {"birth_place", "age", "diagnosis_code", "diagnosis", "act", "drug", "result", "bank_card", "amount", "adeli", "login", "password", "free_text", "date"}
    for column in own:
        if column.kind in seen and column.profile.filled:
            rows.mark(DataType(column.kind), columns[column.index])


def _put_sectors(rows: _Rows, columns: Sequence[pl.Series], own: Sequence[Column], around: Surroundings) -> None:
    for column in _columns_of("sector", own):
        rows.put("sectors", _as_lists(values.read_sectors(columns[column.index])))
        rows.mark(DataType.SECTOR, columns[column.index])
    if around.row_sectors is not None:
        rows.put("sectors", _as_lists(around.row_sectors))
        rows.mark(DataType.SECTOR, around.row_sectors)
    if "sectors" not in rows.made and len(around.title_sectors) == 1:
        rows.made["sectors"] = pl.Series([sorted(around.title_sectors)], dtype=STRINGS).new_from_index(0, rows.height)


def _as_lists(series: pl.Series) -> pl.Series:
    return pl.select(pl.when(pl.lit(series).is_not_null()).then(pl.concat_list(pl.lit(series)))).to_series()


def _explicit_rows(columns: Sequence[pl.Series], own: Sequence[Column]) -> np.ndarray | None:
    """Say in which rows a free text speaks of health."""
    found: np.ndarray | None = None
    for column in own:
        if column.kind == "free_text" and column.profile.filled:
            said = values.per_distinct(columns[column.index], _speaks_of_health, pl.Boolean).fill_null(value=False).to_numpy()
            found = said if found is None else found | said
    return found


def _speaks_of_health(text: str) -> bool:
    return bool(find_clinical(text))


# --- people beside -------------------------------------------------------------------------------------------------


def _groups(columns: list[Column]) -> list[list[Column]]:
    """Group the columns of one other person: a family name with the given name and the telephone that follow it."""
    groups: list[list[Column]] = []
    for column in columns:
        if not column.profile.filled:
            continue
        kinds = {c.kind for c in groups[-1]} if groups else set()
        opens = column.kind in {"full_name", "family_name"} or (column.kind == "given_names" and "given_names" in kinds)
        if not groups or (opens and kinds & {"full_name", column.kind}):
            groups.append([column])
        else:
            groups[-1].append(column)
    return [g for g in groups if any(c.kind in NAME_KINDS for c in g)]


def _beside(  # noqa: PLR0913 - as `assemble`
    columns: Sequence[pl.Series], group: list[Column], role: Role, local: int, subject: Subject, lines: np.ndarray, around: Surroundings, today: dt.date
) -> pl.DataFrame:
    rows = _Rows(len(lines))
    _put_names(rows, columns, group, today)
    _put_numbers(rows, columns, [c for c in group if c.kind in {"rpps"}])
    _put_the_rest(rows, columns, [c for c in group if c.kind in {"phone", "email"}])
    roles = pl.Series([role.value]).new_from_index(0, len(lines))
    reason = "professional named beside the row's own person" if role is Role.STAFF else "relative or contact named beside the row's own person"
    confidence = round(0.5 + 0.4 * min(c.confidence for c in group), 3)
    return _finish(rows, roles, local, lines, around, subject, None, confidence, reason)


# --- the mention ---------------------------------------------------------------------------------------------------


def _finish(  # noqa: PLR0913 - the last step needs all that the others made
    rows: _Rows, role: pl.Series, local: int, lines: np.ndarray, around: Surroundings, subject: Subject, explicit: np.ndarray | None, confidence: float, reason: str
) -> pl.DataFrame:
    anchors = [a for a in ANCHORS if a in rows.made] if local == 0 else [a for a in ("family_name", "birth_name", "given_names") if a in rows.made]
    if not anchors:
        return pl.DataFrame(schema=MENTION)
    there = np.zeros(rows.height, dtype=bool)
    for anchor in anchors:
        there |= rows.made[anchor].is_not_null().to_numpy()
    keep = np.flatnonzero(there)
    made = {name: series.gather(keep) for name, series in rows.made.items()}
    frame = pl.DataFrame({"line": lines[keep], "local": np.full(len(keep), local, np.int16), "row": keep, **made, "role": role.gather(keep)})
    said = _said(rows, keep, Role(role[0]), around, subject, None if explicit is None else explicit[keep], frame)
    frame = frame.with_columns(*said, pl.lit(confidence).alias("confidence"), pl.lit(reason).alias("reason"))
    missing = [pl.lit(None, kind).alias(name) for name, kind in MENTION.items() if name not in frame.columns]
    return frame.with_columns(*missing).select([pl.col(n).cast(k) for n, k in MENTION.items()])


def _said(  # noqa: PLR0913 - as `_finish`
    rows: _Rows, keep: np.ndarray, role: Role, around: Surroundings, subject: Subject, explicit: np.ndarray | None, frame: pl.DataFrame
) -> list[pl.Series]:
    """Compute data types, categories, rules and flags once for each distinct combination."""
    kinds = sorted(rows.present, key=lambda t: t.value)
    odd = sorted(rows.flags)
    bits = np.zeros(len(keep), dtype=np.uint64)
    for i, mask in enumerate([*(rows.present[k] for k in kinds), *(rows.flags[f] for f in odd)]):
        bits |= mask[keep].astype(np.uint64) << np.uint64(i)
    if explicit is not None:
        bits |= explicit.astype(np.uint64) << np.uint64(60)
    sector = frame["sectors"].list.join("\x1f").fill_null("") if "sectors" in frame.columns else pl.Series([""]).new_from_index(0, len(keep))
    combos = pl.DataFrame({"bits": bits, "sector": sector})
    distinct = combos.unique(maintain_order=True)
    answers: dict[str, list[list[str]]] = {"data_types": [], "categories": [], "rules": [], "flags": []}
    for value, sectors in distinct.iter_rows():
        types = frozenset(k for i, k in enumerate(kinds) if value >> i & 1)
        flags = [f for i, f in enumerate(odd, len(kinds)) if value >> i & 1]
        medical = MedicalContent.EXPLICIT if value >> 60 & 1 else MedicalContent.NONE
        context = CategoryContext(Form.LIST, subject.role, medical, around.title_sectors, around.names)
        exposed = categories_of(types, role, context)
        if is_telling(types, role, context, tuple(s for s in sectors.split("\x1f") if s)):
            flags.append("sector_telling")
        answers["data_types"].append(sorted(t.value for t in types))
        answers["categories"].append([e.category.value for e in exposed])
        answers["rules"].append([e.rule for e in exposed])
        answers["flags"].append(flags)
    table = distinct.with_columns(*(pl.Series(n, v, dtype=STRINGS) for n, v in answers.items()))
    joined = combos.join(table, on=["bits", "sector"], how="left", maintain_order="left")
    return [joined[name] for name in answers]
