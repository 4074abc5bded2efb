"""What a file is: its kind, on two axes (form, medical content), with the reason.

The vocabulary is data (`rules/kinds.toml`): titles of hospital documents, words of the clinic, names of files.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from recense.detect.sectors import sectors_in_name, words_of
from recense.model import DataType, FileKind, Form, MedicalContent, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

CLINICAL = frozenset({DataType.DIAGNOSIS, DataType.DIAGNOSIS_CODE, DataType.DRUG, DataType.RESULT})
HEALTH = CLINICAL | {DataType.ACT}
CARE = frozenset(
    {DataType.SECTOR, DataType.ARRIVAL_DATE, DataType.DISCHARGE_DATE, DataType.APPOINTMENT, DataType.STAY_ID}
)
ACCOUNTS = frozenset({DataType.IBAN, DataType.BANK_CARD})
MONEY = ACCOUNTS | {DataType.AMOUNT}
MAILS = ("message/rfc822", "application/mbox")

HEAD = 600  # characters: the title and the first lines
NAME_WEIGHT, HEAD_WEIGHT, BODY_WEIGHT = 4, 3, 1
CLINICAL_WORDS = 3  # distinct words of the clinic that make a text about a patient clinical
REPORT_PHRASES = 2  # distinct titles of a report that make a mail hold one: its subject alone may speak of one
LISTED, LISTED_SHARE = 8, 0.4  # patients of a text, and their number over its lines, from which it is a list
LABELS_SHARE = 0.15  # the same where nothing says that it is a record or a letter: a label has several lines


ROTATED = re.compile(r"(?:[.-]\d+)+(?:\.gz)?$")  # what turning logs leave on a name: `syslog.1`, `app.log.2024-02-11`


@dataclass(frozen=True, slots=True)
class TableFeatures:
    """One table of the file: who its rows are about, the types of its columns, its rows of data."""

    subject: Role | None  # None: nobody
    data_types: frozenset[DataType]
    rows: int
    rows_with_mention: int


@dataclass(frozen=True, slots=True)
class FileFeatures:
    """All that the kind of a file is decided on.

    `words` is the beginning of its text (some 4,000 characters are enough), "" when it has grids only; `text_lines`
    counts the lines of text; `text_data_types` are the types of data read in the text.
    """

    path: str
    media_type: str
    tables: tuple[TableFeatures, ...] = ()
    words: str = field(default="", repr=False)
    text_lines: int = 0
    text_data_types: frozenset[DataType] = frozenset()
    mentions: Mapping[Role, int] = field(default_factory=dict)
    debris: str | None = None
    readable: bool = True


@dataclass(frozen=True, slots=True)
class KindVerdict:
    """The kind of a file, its two axes, and why."""

    kind: FileKind
    form: Form
    medical_content: MedicalContent
    reason: str


def kind_of(features: FileFeatures) -> KindVerdict:
    """Decide what a file is. Pure: the same features give the same verdict."""
    early = _without_content(features)
    if early:
        return early
    table = _main_table(features.tables)
    if table:
        return _kind_of_table(table, features)
    text = _read_text(features)
    if sum(features.mentions.values()) == 0:
        return _kind_without_people(text, features)
    if features.tables and features.text_lines == 0:
        return _kind_of_cells(text, features)
    return _kind_of_text(text, features)


def medical_content_of(words: str, *, about_patient: bool) -> MedicalContent:
    """Say what a text says about health: explicit with several words of the clinic, implied by a care sector.

    For a letter, a mail, or one free-text cell. A text about nobody in care has none.
    """
    if not about_patient:
        return MedicalContent.NONE
    plain = _plain(words)
    if len(_found(plain, "clinical")) >= CLINICAL_WORDS:
        return MedicalContent.EXPLICIT
    care = sectors_in_name(words[:HEAD]) or " rendez vous " in plain or " hospitalis" in plain
    return MedicalContent.IMPLIED if care else MedicalContent.NONE


@dataclass(frozen=True, slots=True)
class _Text:
    """What the words of a text say."""

    scores: dict[FileKind, int]
    title: dict[FileKind, str]  # the phrase that weighs most, for the reason
    clinical: int  # distinct words of the clinic; what was read as clinical data weighs as much as it takes
    phrases: int  # distinct titles of a patient's record
    medical: MedicalContent
    form: Form


def _without_content(features: FileFeatures) -> KindVerdict | None:
    if features.debris:
        return _verdict(FileKind.TECHNICAL, Form.OTHER, MedicalContent.NONE, f"debris: {features.debris}")
    if any(features.media_type.startswith(m) for m in _source()["files"]["clinical_media"]):
        reason = "an image of a patient's examination"
        return _verdict(FileKind.PATIENT_RECORD, Form.OTHER, MedicalContent.EXPLICIT, reason)
    if not features.readable:
        return _verdict(FileKind.UNKNOWN, Form.OTHER, MedicalContent.NONE, "its content could not be read")
    return None


def _main_table(tables: tuple[TableFeatures, ...]) -> TableFeatures | None:
    """Return the table that names the most people; all tables with the same subject speak together."""
    about = [t for t in tables if t.subject is not None and t.rows_with_mention > 0]
    if not about:
        return None
    most = max(about, key=lambda t: (t.rows_with_mention, t.subject is Role.PATIENT))
    same = [t for t in about if t.subject is most.subject]
    return TableFeatures(
        most.subject,
        frozenset[DataType]().union(*(t.data_types for t in same)),
        sum(t.rows for t in same),
        sum(t.rows_with_mention for t in same),
    )


def _kind_of_table(table: TableFeatures, features: FileFeatures) -> KindVerdict:
    medical = _medical_of_table(table, features)
    rows = f"{table.rows_with_mention} row{'s' if table.rows_with_mention > 1 else ''}"
    name = _kind_of_name(features.path)
    about_money = bool(MONEY & table.data_types)
    if table.subject is Role.STAFF:  # their pay is their working life
        return _verdict(FileKind.STAFF, Form.LIST, medical, f"a table of {rows} about professionals")
    if about_money and (FileKind.FINANCE in name or _is_payment(table.data_types)):
        return _verdict(FileKind.FINANCE, Form.LIST, medical, f"a table of {rows} with amounts or bank details")
    if table.subject is Role.PATIENT and table.rows_with_mention == 1 and features.text_lines > 0:
        text = _read_text(features)  # a letter or a form whose heading is laid out as a small table
        if text.medical is MedicalContent.EXPLICIT or FileKind.PATIENT_RECORD in text.scores:
            return _kind_of_text(text, features)
    if table.subject is Role.PATIENT and table.rows_with_mention == 1 and medical is MedicalContent.EXPLICIT:
        reason = "one patient, with medical data"
        return _verdict(FileKind.PATIENT_RECORD, Form.FORM, medical, reason)
    who = "patients" if table.subject is Role.PATIENT else "people"
    what = {
        MedicalContent.EXPLICIT: ", with medical data",
        MedicalContent.IMPLIED: ", with care sectors, stays or appointments",
        MedicalContent.NONE: ", without medical data",
    }[medical]
    return _verdict(FileKind.LIST, Form.LIST, medical, f"a table of {rows} about {who}{what}")


def _medical_of_table(table: TableFeatures, features: FileFeatures) -> MedicalContent:
    if HEALTH & table.data_types:
        return MedicalContent.EXPLICIT
    if table.subject is Role.PATIENT and (CARE & table.data_types or sectors_in_name(features.path)):
        return MedicalContent.IMPLIED
    return MedicalContent.NONE


def _is_payment(data_types: frozenset[DataType]) -> bool:
    """Say whether amounts and accounts are what the table is for: both are there, or an amount without any care."""
    amount = DataType.AMOUNT in data_types
    return amount and (bool(data_types & ACCOUNTS) or not (CARE | HEALTH) & data_types)


def _kind_without_people(text: _Text, features: FileFeatures) -> KindVerdict:
    if _is_technical_file(features):
        return _verdict(
            FileKind.TECHNICAL, Form.OTHER, MedicalContent.NONE, "code, configuration or a log, nobody named"
        )
    title = text.title.get(FileKind.TECHNICAL)
    if title and text.scores[FileKind.TECHNICAL] >= HEAD_WEIGHT:
        form = Form.LIST if features.tables else Form.OTHER
        return _verdict(FileKind.TECHNICAL, form, MedicalContent.NONE, f'nobody named, and it says "{title}"')
    if any(DataType.IBAN in t.data_types for t in features.tables):
        return _verdict(FileKind.FINANCE, Form.LIST, MedicalContent.NONE, "bank accounts, and nobody named")
    if features.tables:
        reason = "tables in which nobody is named"
        return _verdict(FileKind.NO_PERSONAL_DATA, Form.LIST, MedicalContent.NONE, reason)
    if features.text_lines == 0 and features.media_type.startswith("image/"):
        return _verdict(FileKind.UNKNOWN, Form.OTHER, MedicalContent.NONE, "an image in which no text was read")
    return _verdict(FileKind.NO_PERSONAL_DATA, text.form, MedicalContent.NONE, "read, and nobody is named")


def _kind_of_cells(text: _Text, features: FileFeatures) -> KindVerdict:
    """Judge tables about nobody, whose cells name somebody: a remark, a message."""
    if FileKind.TECHNICAL in _kind_of_name(features.path) or _is_technical_file(features):
        return _verdict(FileKind.TECHNICAL, Form.LIST, text.medical, "tables of things, with remarks that name people")
    only_staff = {role for role, count in features.mentions.items() if count} == {Role.STAFF}
    kind = FileKind.STAFF if only_staff else FileKind.LIST
    return _verdict(kind, Form.LIST, text.medical, "a table whose cells name people")


def _kind_of_text(text: _Text, features: FileFeatures) -> KindVerdict:
    patients = features.mentions.get(Role.PATIENT, 0)
    if _is_technical_file(features) and text.medical is not MedicalContent.EXPLICIT:
        return _verdict(FileKind.TECHNICAL, Form.OTHER, text.medical, "code, configuration or a log that names people")
    share = LISTED_SHARE if FileKind.PATIENT_RECORD in text.scores or text.form is Form.LETTER else LABELS_SHARE
    if patients >= LISTED and patients >= share * features.text_lines and text.form is not Form.MAIL:
        reason = f"a text of {features.text_lines} lines that name {patients} patients"
        return _verdict(FileKind.LIST, Form.LIST, text.medical, reason)
    best = _best(text, patients=patients)
    if best is FileKind.PATIENT_RECORD:
        title = text.title.get(best)
        said = f'it says "{title}"' if title else "its words are clinical"
        reason = f"a document about a patient: {said}"
        return _verdict(best, text.form, MedicalContent.EXPLICIT, reason)
    if best:
        return _verdict(best, text.form, text.medical, f'it says "{text.title[best]}"')
    if patients == 0 and features.mentions.get(Role.STAFF, 0) > 1 and text.form is Form.OTHER:
        return _verdict(FileKind.STAFF, text.form, text.medical, "it names professionals only")
    return _verdict(
        FileKind.CORRESPONDENCE, text.form, text.medical, "a text that names people, without clinical words"
    )


def _best(text: _Text, *, patients: int) -> FileKind | None:
    """Choose by weight of titles; a clinical text about a patient is a record unless titled otherwise."""
    if text.form is Form.MAIL:  # a mail may speak of anything: it is a record only when it holds a report
        holds_report = patients and text.phrases >= REPORT_PHRASES and text.clinical >= CLINICAL_WORDS
        return FileKind.PATIENT_RECORD if holds_report else None
    allowed = dict(text.scores)
    titled = allowed.get(FileKind.PATIENT_RECORD, 0)
    clinical = text.clinical >= CLINICAL_WORDS
    if not patients or (titled < HEAD_WEIGHT and not clinical):
        allowed.pop(FileKind.PATIENT_RECORD, None)  # a word in passing does not make a record
    elif clinical:
        allowed[FileKind.PATIENT_RECORD] = titled + min(4, text.clinical - 1)
    if allowed.get(FileKind.TECHNICAL, 0) < HEAD_WEIGHT:
        allowed.pop(FileKind.TECHNICAL, None)  # nor does "identifiants" make a letter technical
    if not allowed:
        return None
    order = list(FileKind)
    return max(allowed, key=lambda kind: (allowed[kind], -order.index(kind)))


def _read_text(features: FileFeatures) -> _Text:
    head, body = _plain(features.words[:HEAD]), _plain(features.words)
    name = _plain(_own_name(features.path))
    scores: dict[FileKind, int] = {}
    title: dict[FileKind, str] = {}
    for kind_name in _source()["titles"]:
        kind = FileKind(kind_name)
        weights = dict.fromkeys(_found(name, "titles", kind_name), NAME_WEIGHT)
        for phrase in _found(body, "titles", kind_name):
            weight = HEAD_WEIGHT if f" {phrase} " in head else BODY_WEIGHT
            weights[phrase] = max(weights.get(phrase, 0), weight)
        if weights:
            weight, _, best = max((weight, len(phrase), phrase) for phrase, weight in weights.items())
            scores[kind] = weight + min(2, len(weights) - 1)
            title[kind] = best
    patient = features.mentions.get(Role.PATIENT, 0) > 0
    medical = medical_content_of(features.words, about_patient=patient)
    if patient and HEALTH & features.text_data_types:
        medical = MedicalContent.EXPLICIT
    clinical = len(_found(body, "clinical")) + CLINICAL_WORDS * bool(CLINICAL & features.text_data_types)
    phrases = len(_found(body, "titles", FileKind.PATIENT_RECORD.value))
    return _Text(scores, title, clinical, phrases, medical, _form_of(features, body))


def _form_of(features: FileFeatures, body: str) -> Form:
    if features.media_type in MAILS:
        return Form.MAIL
    if _found(body, "letter"):
        return Form.LETTER
    if _found(body[: HEAD * 2], "form") or features.words.count(" :") + features.words.count(": ") > 12:
        return Form.FORM
    return Form.OTHER


def _kind_of_name(path: str) -> frozenset[FileKind]:
    name = _plain(_own_name(path))
    return frozenset(FileKind(kind) for kind in _source()["titles"] if _found(name, "titles", kind))


def _own_name(path: str) -> str:
    """Return the file's name without its folders: `sauvegarde.zip!/` says nothing of what was saved."""
    return path.rsplit("/", 1)[-1]


def _is_technical_file(features: FileFeatures) -> bool:
    name = ROTATED.sub("", _own_name(features.path).casefold())
    source = _source()["files"]
    if features.media_type in MAILS:
        return False
    if name in source["technical_names"] or ("." in name and name.rsplit(".", 1)[-1] in source["technical_extensions"]):
        return True
    return any(features.media_type.startswith(media) for media in source["technical_media"])


def _verdict(kind: FileKind, form: Form, medical: MedicalContent, reason: str) -> KindVerdict:
    return KindVerdict(kind, form, medical, reason)


def _plain(text: str) -> str:
    return f" {' '.join(words_of(text))} "


def _found(plain: str, *vocabulary: str) -> set[str]:
    return set(_pattern(*vocabulary).findall(plain))


@cache
def _pattern(*vocabulary: str) -> re.Pattern[str]:
    """Compile the phrases of one list of the data file; the longest come first so that they win."""
    entry = _source()[vocabulary[0]]
    phrases = entry[vocabulary[1]] if len(vocabulary) > 1 else entry["words"]
    plain = sorted({" ".join(words_of(p)) for p in phrases}, key=len, reverse=True)
    return re.compile(r"(?<= )(" + "|".join(re.escape(p) for p in plain) + r")(?= )")


@cache
def _source() -> dict[str, Any]:
    return tomllib.loads((files("recense.detect") / "rules" / "kinds.toml").read_text(encoding="utf-8"))
