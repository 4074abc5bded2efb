"""Words of a line, with what makes them look like a part of a name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from recense.detect.names import PARTICLES, TITLES, fold
from recense.detect.text.vocabulary import NOT_NAMES

_WORD = re.compile(
    r"[dlDL]['’](?=[^\W\d_])"  # d'Arc, L'Hôte: the elision is a particle of its own
    r"|(?:[^\W\d_]|(?<!\S)\?(?=[^\W\d_]{2}))"  # "?ukasz": a letter that a conversion lost
    r"(?:[^\W\d_]|['’\-‐‑](?=[^\W\d_])|\?(?=[^\W\d_])|[0158](?=[A-ZÉÈ]{2}|[A-ZÉÈ]\b))*"  # OCR reads DUP0NT
    r"(?:(?<=[A-ZÀ-Þ]{4})\?(?=\s[A-ZÀ-Þ][a-zà-ÿ]))?"
)
# Titles that are words or initials too count only when a dot or a capital name follows; these never count here.
_NOT_TITLES = frozenset({"ME", "DOC", "MS", "SR", "DAME", "SIEUR", "CADRE", "INTERNE", "MONS", "PRE", "SF"})
JOB_TITLES = frozenset({"IDE", "IADE", "IBODE", "IPA", "AS", "ASH"})  # only in capitals, before a name
PLURAL_TITLES = {
    "DRS": "DR",
    "DOCTEURS": "DR",
    "PRS": "PR",
    "PROFESSEURS": "PR",
    "MMES": "MME",
    "MESDAMES": "MME",
    "MM": "M",
}
BIRTH_MARKS = frozenset({"NEE", "NE"})
USED_MARKS = frozenset({"EPOUSE", "EP", "EPSE", "VEUVE", "VVE", "DIVORCEE"})
_OCR = str.maketrans("0158", "OISB")


class Token(NamedTuple):
    """One word of a line. `key` is the folded word, which personal data is: a token never shows itself."""

    start: int
    end: int
    text: str
    key: str
    caps: bool  # written in capitals, two letters at least
    capital: bool  # begins with a capital
    title: str | None  # the civil or professional title that the word is, folded
    is_particle: bool  # may stand inside a family name in lower case
    may_be_name: bool  # a capital, and not a word of hospital prose

    def __repr__(self) -> str:
        """Show where it is, never what it is."""
        return f"Token({self.start}, {self.end})"


def tokens_of(words: str) -> list[Token]:
    """Cut a line into its words."""
    return [Token(m.start(), m.end(), *_facts(m.group())) for m in _WORD.finditer(words)]


@lru_cache(maxsize=200_000)
def _facts(text: str) -> tuple[str, str, bool, bool, str | None, bool, bool]:
    """Return all that a word is by itself; most words of a heap come again and again."""
    key = fold(text)
    if not text.isalpha() and any(c.isdigit() for c in text):
        key = key.translate(_OCR)
    caps, capital = text.isupper() and len(text) > 1, text.lstrip("?")[0].isupper() or text[0] == "?"
    title = _title(key, caps=caps)
    particle = key.rstrip("'") in PARTICLES
    return text, key, caps, capital, title, particle, capital and key not in NOT_NAMES and title is None


def _title(key: str, *, caps: bool) -> str | None:
    if key in PLURAL_TITLES:
        return PLURAL_TITLES[key]
    if key in _NOT_TITLES or (key in JOB_TITLES and not caps):
        return None
    return key if key in TITLES else None
