"""Words of a line, with what makes them look like a part of a name."""

from __future__ import annotations

import re
from typing import NamedTuple

from recense.detect.names import PARTICLES, TITLES, fold
from recense.detect.text.vocabulary import NOT_NAMES

_WORD = re.compile(
    r"[dlDL]['’](?=[^\W\d_])"  # d'Arc, L'Hôte: the elision is a particle of its own
    r"|[^\W\d_](?:[^\W\d_]|['’\-‐‑](?=[^\W\d_])|[0158](?=[A-ZÉÈ]{2}|[A-ZÉÈ]\b))*"  # OCR reads DUP0NT
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

    def __repr__(self) -> str:
        """Show where it is, never what it is."""
        return f"Token({self.start}, {self.end})"

    @property
    def title(self) -> str | None:
        """The civil or professional title that the word is, folded."""
        if self.key in PLURAL_TITLES:
            return PLURAL_TITLES[self.key]
        if self.key in JOB_TITLES and not self.caps:
            return None
        return self.key if self.key in TITLES and self.key not in _NOT_TITLES else None

    @property
    def is_particle(self) -> bool:
        """Whether it may stand inside a family name in lower case."""
        return self.key.rstrip("'") in PARTICLES

    @property
    def may_be_name(self) -> bool:
        """Whether it may be a word of a name: a capital, and not a word of hospital prose."""
        return self.capital and self.key not in NOT_NAMES and self.title is None


def tokens_of(words: str) -> list[Token]:
    """Cut a line into its words."""
    return [_token(m.start(), m.end(), m.group()) for m in _WORD.finditer(words)]


def _token(start: int, end: int, text: str) -> Token:
    key = fold(text)
    if not text.isalpha() and any(c.isdigit() for c in text):
        key = key.translate(_OCR)
    return Token(start, end, text, key, text.isupper() and len(text) > 1, text[0].isupper())
