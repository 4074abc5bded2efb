"""Which categories of data are exposed at one place: rules that are data (`rules/categories.toml`), each shown.

Call `categories_of` once per distinct combination of data types, role and context, never per mention.
"""

from __future__ import annotations

from dataclasses import dataclass

from recense.model import DataType, Exposed, Form, MedicalContent, Role


@dataclass(frozen=True, slots=True)
class CategoryContext:
    """What the file says beside the mention itself.

    `names` are the words of the path and of the sheet (a patient list named `addictologie.xlsx` implies a stay);
    `sectors` are canonical labels read in the table's title, or in the letter around the mention; `medical_content` is
    that of the text around the mention (a letter, a free-text cell), or of the row, not of the whole file.
    """

    form: Form = Form.LIST
    subject: Role | None = None  # who a row of the table is about; None in a text
    medical_content: MedicalContent = MedicalContent.NONE
    sectors: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


def categories_of(data_types: frozenset[DataType], role: Role, context: CategoryContext) -> list[Exposed]:
    """Return the categories exposed there, sorted by slug, each once, with the rule that says so (`id: sentence`)."""
    raise NotImplementedError


def is_telling(data_types: frozenset[DataType], role: Role, context: CategoryContext, sectors: tuple[str, ...]) -> bool:
    """Say whether a sector read there, or implied by the file's name, tells the condition (flag `sector_telling`)."""
    raise NotImplementedError
