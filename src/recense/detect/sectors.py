"""The care sectors of French hospitals: from any way of writing one to its canonical label.

The vocabulary is data (`rules/sectors.toml`). A sector is *telling* when naming it names the condition: addictology,
maternity, oncology… (GDPR Art. 9; severity and letters treat it as health data).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Sector:
    """A care sector: its canonical label in French, and whether it tells the condition."""

    name: str
    telling: bool


@lru_cache(maxsize=100_000)
def normalize_sector(text: str) -> Sector | None:
    """Return the care sector that `text` (one cell, one header) is the name of, or None.

    Tolerant of capitals, accents, abbreviations (`URG`, `MED INT`), prefixes (`Service de`), numbers of units. A bare unit
    code (`UF 1234`) is kept as read. A sentence that merely mentions a sector is not the name of one.
    """
    raise NotImplementedError


def sectors_in_name(name: str) -> tuple[Sector, ...]:
    """Return the sectors named in a path, a sheet's name or a title, in order, without repetition."""
    raise NotImplementedError
