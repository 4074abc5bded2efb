"""The words by which tables are read, from `rules/tables.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def _lists() -> dict[str, str]:
    text = (resources.files("recense.detect") / "rules" / "tables.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def word_list(name: str) -> list[str]:
    """Return the words of a list as they are written there."""
    return [w.replace("_", " ") for w in _lists()[name].split()]


@cache
def words(name: str) -> re.Pattern[str]:
    """Return the pattern that finds any word of a list, whole, in folded text."""
    return re.compile(rf"\b(?:{'|'.join(word_list(name))})\b")
