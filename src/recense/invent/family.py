"""What makes one family of disclosures: all of its words, layouts and habits, as data.

Register yours to use it by name.

A family never shares its layouts, headers and vocabularies with another, nor its surnames with one of the other half.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from recense.errors import OperatorError

if TYPE_CHECKING:
    from recense.invent.cells.context import TableContext
    from recense.invent.people import Places
    from recense.invent.sheets import Sheet, Table

Words = tuple[str, ...]
# a column of a table: from the context (people, style, random numbers) to one cell a row; None is an empty cell
ColumnFunction = Callable[["TableContext"], "list[Any]"]
# a layout of a grid: from the bare table to one sheet, keeping track of the row of each of its records
LayoutFunction = Callable[["Table", "TableContext", str], "Sheet"]


@dataclass(frozen=True)
class TableKind:
    """One kind of list. `fields` are names of columns (`columns.py`), in a usual order.

    `x?` is there half of the time, `x?.3` three times in ten. `names` stands for one of the
    family's ways of naming people.
    """

    name: str
    fields: Words
    files: Words  # patterns of file names: {year} {month} {sector} {number} {site}
    folders: Words
    kind: str = "list"  # the expected kind of the file, several acceptable ones joined by "|"
    subject: str = "patient"  # whose rows: patient, staff, other
    share: float = 1.0  # how many files of it, relative to the others
    weight: float = 1.0  # how long, relative to the others
    titles: Words = ()
    formats: Words = ()  # only these, when given
    ordered_by: str = ""  # "sector": may be cut into sections
    implies: Words = ()  # categories that being on the list exposes, whatever its columns
    only: str = ""  # "minors", "old": patients of that age alone, beside the lists they are in anyway


@dataclass(frozen=True)
class DocumentKind:
    """One kind of prose: its templates, whose marks are listed in `letters.py`."""

    name: str
    templates: Words
    files: Words
    folders: Words
    formats: Words
    kind: str = "correspondence"
    share: float = 1.0
    clinical: bool = False  # the words of the template itself speak of health


@dataclass(frozen=True)
class HarmlessKind:
    """One kind of file that concerns nobody: a grid (`columns`) or a text (`texts`)."""

    name: str
    files: Words
    folders: Words
    formats: Words
    header: Words = ()
    columns: tuple[Words, ...] = ()  # the pool of each column; a `#` in a value becomes a number, a `~` a price
    texts: Words = ()
    kind: str = "no_personal_data|technical|finance|unknown"
    share: float = 1.0


@dataclass(frozen=True)
class Vocabulary:
    """The words of a hospital."""

    hospital: str
    sites: Words
    sectors: Words
    sector_codes: Words  # same order as `sectors`
    diagnoses: tuple[tuple[str, str], ...]  # CIM-10 code, label
    drugs: Words
    acts: tuple[tuple[str, str], ...]  # code, label
    results: tuple[tuple[str, str, float, float], ...]  # label, unit, low, high
    jobs: Words
    notes: Words  # free text about a patient's care; may hold {diagnosis} {drug}
    neutral_notes: Words  # free text that says nothing of health
    clinical: Words  # sentences for letters; may hold {diagnosis} {drug} {result} {he}
    companies: Words
    towns_of_birth: Words
    modes: Words  # how people arrive
    destinations: Words


@dataclass(frozen=True)
class Habits:
    """How often, and in which ways. Weights need not add up to one."""

    date_formats: Mapping[str, float]
    name_cases: Mapping[str, float]  # upper, title, lower, mixed
    name_layouts: tuple[Words, ...]  # ways of naming people in columns
    full_names: Mapping[str, float]  # patterns of {T} {F} {G} {B}; ` née {B}` is kept only where it differs
    missing: Words  # what is typed where nothing is known
    delimiters: Mapping[str, float]
    encodings: Mapping[str, float]
    layouts: Mapping[str, float]  # chance of each feature of `sheets.py`
    noise: Mapping[str, float]  # chance of each fault of `noise.py`, a cell
    formats: Mapping[str, float]  # of lists
    no_header: float = 0.06
    noisy_files: float = 0.25  # share of files with five times the noise


@dataclass(frozen=True)
class Family:
    """A family of disclosures. See `families/development.py` for a full one."""

    name: str
    surname_half: int  # 0 is the development family's; every other family takes 1
    places: Places
    words: Vocabulary
    habits: Habits
    headers: Mapping[str, Words]  # header words of each field
    tables: tuple[TableKind, ...]
    documents: tuple[DocumentKind, ...]
    harmless: tuple[HarmlessKind, ...]
    extra_columns: Mapping[str, tuple[str | None, ColumnFunction]] = field(default_factory=dict)  # category, function
    extra_layouts: tuple[LayoutFunction, ...] = ()
    totals: Words = ("TOTAL",)
    footnotes: Words = ()
    sheet_names: Words = ("Feuil1",)
    free_slots: Words = ("LIBRE",)  # typed where a name would be, when nobody is there
    name_suffixes: Words = ("*",)  # typed after a whole name


_FAMILIES: dict[str, Family] = {}


def register_family(name: str, family: Family) -> None:
    """Make `family` usable by its name."""
    _FAMILIES[name] = family


def find_family(name: str) -> Family:
    """Return a registered family; those that ship with Recense are registered when first asked for."""
    if name not in _FAMILIES:
        import recense.invent.families  # noqa: F401 - registers what ships
    if name not in _FAMILIES:
        raise OperatorError(
            f"There is no family of disclosures named {name!r}: known are {', '.join(sorted(_FAMILIES))}."
        )
    return _FAMILIES[name]
