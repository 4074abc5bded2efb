"""What a file is: its kind, on two axes (form, medical content), with the reason.

Vocabulary is data (`rules/kinds.toml`): titles of hospital documents, words of file names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recense.model import DataType, FileKind, Form, MedicalContent, Role

if TYPE_CHECKING:
    from collections.abc import Mapping


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

    `words` is the beginning of the text of the file (some 4,000 characters are enough) or "" for grids only; it never
    leaves this function.
    """

    path: str
    media_type: str
    tables: tuple[TableFeatures, ...] = ()
    words: str = field(default="", repr=False)
    text_lines: int = 0
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
    """Decide what a file is. Pure; the same features give the same verdict."""
    raise NotImplementedError
