"""The nouns: what every room speaks of. Frozen, without behaviour.

Fields that hold personal data are declared `repr=False`: a traceback or a log prints the noun, never the value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Category(StrEnum):
    """Categories of personal data, as in every output (GDPR Art. 33(3)(a); labels in `publish/labels.toml`)."""

    IDENTITY = "identity"
    CONTACT = "contact"
    NIR = "nir"
    PATIENT_ID = "patient_id"
    STAY = "stay"
    HEALTH = "health"
    BANK = "bank"
    CREDENTIALS = "credentials"
    STAFF = "staff"
    FAMILY = "family"
    OFFICIAL_ID = "official_id"
    OTHER = "other"


class FileStatus(StrEnum):
    """In which single state a disclosed file ends."""

    ANALYSED = "analysed"
    PARTIAL = "partial"  # read, but a named part of it could not be
    UNREADABLE = "unreadable"  # damaged, or it lies about what it is
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    FAILED = "failed"  # our reader stopped, or hit a limit
    MISSING = "missing"  # on the listing, not in the heap
    PENDING = "pending"


class FileKind(StrEnum):
    """What a disclosed file is, for the headline: lists only, or patient records too?"""

    LIST = "list"
    PATIENT_RECORD = "patient_record"
    CORRESPONDENCE = "correspondence"
    STAFF = "staff"
    FINANCE = "finance"
    TECHNICAL = "technical"
    NO_PERSONAL_DATA = "no_personal_data"
    UNKNOWN = "unknown"


class Form(StrEnum):
    """First axis of a file's kind: its form."""

    LIST = "list"
    LETTER = "letter"
    FORM = "form"
    MAIL = "mail"
    OTHER = "other"


class MedicalContent(StrEnum):
    """Second axis of a file's kind: what it says about health."""

    NONE = "none"
    IMPLIED = "implied"  # by a care sector, an appointment, a stay
    EXPLICIT = "explicit"  # a diagnosis, a drug, a result, a clinical note


class Role(StrEnum):
    """Who the person is to the hospital."""

    PATIENT = "patient"
    STAFF = "staff"
    OTHER = "other"  # a relative, an outside doctor, a supplier's contact


class DataType(StrEnum):
    """What one column, or one span of text, holds."""

    FAMILY_NAME = "family_name"  # the name in use, or the only one given
    BIRTH_NAME = "birth_name"  # nom de naissance, nom de jeune fille
    USED_NAME = "used_name"  # nom d'usage, nom marital
    GIVEN_NAMES = "given_names"
    FULL_NAME = "full_name"  # any order, any title
    TITLE = "title"  # M., Mme, Dr
    SEX = "sex"
    BIRTH_DATE = "birth_date"
    BIRTH_PLACE = "birth_place"
    AGE = "age"
    DEATH_DATE = "death_date"
    ARRIVAL_DATE = "arrival_date"
    DISCHARGE_DATE = "discharge_date"
    APPOINTMENT = "appointment"
    DATE = "date"  # any other date
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"  # whole, in one cell
    STREET = "street"
    POSTCODE = "postcode"
    CITY = "city"
    COUNTRY = "country"
    NIR = "nir"  # social-security number or INS, with or without its key
    IPP = "ipp"  # the hospital's patient identifier, unique within one site
    STAY_ID = "stay_id"  # number of a stay (IEP, NDA, séjour, dossier)
    SECTOR = "sector"  # care sector, ward, unit (UF)
    DIAGNOSIS_CODE = "diagnosis_code"  # CIM-10
    DIAGNOSIS = "diagnosis"
    ACT = "act"  # CCAM code or label, examination
    DRUG = "drug"
    RESULT = "result"  # a measured value, a laboratory result
    IBAN = "iban"
    BANK_CARD = "bank_card"
    AMOUNT = "amount"
    RPPS = "rpps"
    ADELI = "adeli"
    FINESS = "finess"
    JOB = "job"
    STAFF_ID = "staff_id"  # matricule
    LOGIN = "login"
    PASSWORD = "password"  # noqa: S105 - the name of a type of data, not a secret
    OFFICIAL_ID = "official_id"  # identity card, passport, residence permit, driving licence
    PRACTITIONER = "practitioner"  # full name of a professional beside the row's own person
    RELATIVE = "relative"  # full name of a contact, parent or guardian beside the row's own person
    RELATIVE_PHONE = "relative_phone"
    FREE_TEXT = "free_text"  # prose: searched as text
    OTHER = "other"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Locator:
    """The place of a piece of text inside one source file: the proof.

    `place` names the part (`sheet=Liste`, `page=3`, `table=patients`, `message=12`; "" when the file has one part),
    `line` is the row of a grid or the line of a text, counted from 1 as a person who opens the file would count it.
    """

    place: str
    line: int
    unit: str = "line"  # "row" in a grid, "line" in a text and on a page

    def __str__(self) -> str:
        """Write it as the export does: `sheet=Liste row=12`, `page=3 line=8`, `row=5`."""
        return f"{self.place} {self.unit}={self.line}".strip()


@dataclass(frozen=True, slots=True)
class Exposed:
    """One category exposed at one place, with the rule that says so."""

    category: Category
    rule: str


@dataclass(frozen=True, slots=True)
class Request:
    """What the operator asked of one run."""

    sources: tuple[str, ...]
    listing: str | None = None
    passwords: tuple[str, ...] = field(default=(), repr=False)
    workers: int = 0  # 0: one a core
    breach: str = "published"  # how far the files went, for the severity: see `assess/severity.py`
