"""One typed column: what it holds, whose it is, how sure, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recense.model import DataType

if TYPE_CHECKING:
    from recense.detect.tables.profiles import Profile

NAME_KINDS = frozenset({"family_name", "birth_name", "used_name", "given_names", "full_name"})
CONFIRM_BELOW = 0.7
TYPES = frozenset(t.value for t in DataType)


@dataclass(frozen=True, slots=True)
class Column:
    """One typed column. `kind` is a data type, or "nir_key", "room", "kinship", "bic": what the house has no type for.

    `owner` says whose it is: "" the row's own person, "practitioner", "relative", "insured".
    """

    index: int
    header: str
    kind: str
    owner: str
    confidence: float
    reason: str
    profile: Profile = field(repr=False)

    @property
    def data_type(self) -> DataType:
        """Return the type as the tables of the run say it."""
        if not self.profile.filled:
            return DataType.EMPTY
        if self.owner in {"practitioner", "relative"} and self.kind in NAME_KINDS:
            return DataType.PRACTITIONER if self.owner == "practitioner" else DataType.RELATIVE
        if self.owner == "relative" and self.kind == "phone":
            return DataType.RELATIVE_PHONE
        if self.owner in {"practitioner", "relative"} and self.kind not in {"rpps", "adeli", "finess"}:
            return DataType.OTHER
        return DataType(self.kind) if self.kind in TYPES else DataType.OTHER

    @property
    def to_confirm(self) -> bool:
        """Say whether a person should look: the type is a guess, or the header says something else."""
        return self.confidence < CONFIRM_BELOW and self.profile.filled > 0
