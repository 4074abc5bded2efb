"""What short values say of health, and what a date beside a patient is a date of, by word formation (`rules/medical.toml`).

Prose is read by `detect.text.clinical`; a cell of a table says less around its words, and its column says the rest: most
of its values must be medical before one is believed.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

from recense.detect.names import fold
from recense.detect.text.clinical import find_clinical

LONGEST = 60  # letters: longer cells are prose
WORD = re.compile(r"[A-Z][A-Z\d]+")


@cache
def _lists() -> dict[str, str]:
    text = (resources.files("recense.detect") / "rules" / "medical.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a list; it holds for whole words of folded text."""
    parts = "|".join(w.replace("_", r"[ _-]?") for w in _lists()[name].split())
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)")


@lru_cache(maxsize=100_000)
def is_medical(cell: str) -> bool:
    """Say whether a short value says something of health: "PTH G", "GIR 2", "O+", "cholécystite", "Bisoprolol 2,5 mg"."""
    if len(cell) > LONGEST:
        return bool(find_clinical(cell))
    folded = fold(cell).strip(" .")
    return bool(
        pattern("whole").fullmatch(folded) or pattern("terms").search(folded) or _formed(folded) or find_clinical(cell)
    )


def _formed(folded: str) -> bool:
    return any(
        pattern("formed").fullmatch(word) and not pattern("not_formed").fullmatch(word) for word in WORD.findall(folded)
    )
