"""Runs of words that may be one name: where one begins, its titles, where it ends, and whether it names a place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from recense.detect.text.tokens import BIRTH_MARKS, JOB_TITLES, USED_MARKS, Token, tokens_of
from recense.detect.text.vocabulary import BETWEEN_STREET, EPONYMS, JOBS, METHODS, NOT_NAMES, PLACES, STREETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.text.lexicon import Lexicon

LONGEST = 8  # words of one name, marks and particles included
MARKS = BIRTH_MARKS | USED_MARKS
_TOUCHING = re.compile(r"[ \u00a0]|[-‐‑][ ]?|\^|_|,[ ]?|\.[ ]{0,2}-?|")
_SEPARATOR = re.compile(r"\s*[|;\t]\s*|\s\s")
_AROUND_MARK = re.compile(r"[ \u00a0]{0,2}[(,]?[ ]?\.?[ ]?")
_HEADS_LINE = re.compile(r"|.*(?:[-–•*>:,;(]|\d[.)])\s*")
_AFTER_TITLE = re.compile(r"[ \u00a0\t]{0,3}[.:]?[ \u00a0\t]{0,3}")
_INSIDE_PLACE = re.compile(r"[ \u00a0\-.'’«\"]{0,3}")
_AFTER_INITIAL = re.compile(r"\.?\s*(?:$|[^\w\s]|[a-z0-9]|\s\s)")
_SHORT_STREETS = frozenset({"R", "ALL", "CHE", "RES", "IMP", "MAIL"})  # also words, or initials


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text cut into words."""

    words: str = field(repr=False)
    tokens: Sequence[Token] = field(repr=False)
    in_capitals: bool

    def gap(self, at: int) -> str:
        """Return what stands between the word before `at` and the word at `at`."""
        return self.words[self.tokens[at - 1].end : self.tokens[at].start]

    def token(self, at: int) -> Token | None:
        """Return the word at `at`, or None past the end."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else None


@lru_cache(maxsize=512)
def read_line(words: str) -> Line:
    """Cut a line into words. A line is looked at twice: for how names are written, then for the names."""
    tokens = tokens_of(words)
    return Line(words, tokens, all(t.caps for t in tokens if len(t.text) > 3))


def titles_at(line: Line, at: int) -> tuple[tuple[str, ...], int]:
    """Read the titles that begin at `at`; return them and the index of the word after. None: `at` itself."""
    if line.tokens[at].title is None:
        return (), at
    titles: list[str] = []
    here = at
    while token := line.token(here):
        following = line.token(here + 1)
        if token.title and _is_title(line, token, following):
            titles.append(token.title)
        elif not (titles and token.key in {"ET", "LE", "LA", "L'", "OU"} and following and following.title):
            break
        here += 1
    if not titles:
        return (), at
    if here >= len(line.tokens) or not _AFTER_TITLE.fullmatch(line.gap(here)):
        return (), min(here, len(line.tokens) - 1)
    return tuple(titles), here


def _is_title(line: Line, token: Token, following: Token | None) -> bool:
    """Say whether a word that can be a title is one here: "M" may be an initial, "AS" a word."""
    if following is None:
        return False
    if token.key == "M":
        after = line.words[token.end : token.end + 1]
        return token.capital and (
            after == "." or (after == " " and following.capital and following.start - token.end == 1)
        )
    if token.key in {"PR", "BB", "ENF", "MR", "DR", "MM"}:
        return token.capital and (following.capital or following.is_particle)
    if token.key in JOB_TITLES:
        return following.may_be_name and following.start - token.end == 1
    if token.key in {"ENFANT", "BEBE", "MAITRE"}:
        return following.may_be_name
    return True


def begins_name(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Say whether a name without title may begin at `at`."""
    token, second = line.tokens[at], line.token(at + 1)
    if token.may_be_name:
        return True
    if second is None:
        return False
    if token.is_particle:
        return _particle_begins(line, at, lexicon)
    if token.capital and _is_known_pair(line, at, lexicon):
        return True
    # two words in any case that are somebody known: "degryse ANNE-CHARLOTTE", "dupont jean"
    known = not token.capital and token.key in lexicon.family_words
    return known and lexicon.role_of(token.key, second.key) is not None


def _is_known_pair(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Say whether a word of hospital prose and the next are somebody known: "PAGES Jules"."""
    token, second = line.tokens[at], line.token(at + 1)
    if second is None or not (token.capital and second.capital) or line.gap(at + 1) != " ":
        return False
    return any(lexicon.role_of(*pair) is not None for pair in ((token.key, second.key), (second.key, token.key)))


def _particle_begins(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Say whether a family name begins with the particle at `at`: "DE LA TOUR Marie", "- da Silva Anne"."""
    token, second, third = line.tokens[at], line.tokens[at + 1], line.token(at + 2)
    if token.capital:
        return second.may_be_name or (second.is_particle and second.caps)
    follows = second.may_be_name or (second.is_particle and third is not None and third.may_be_name)
    joined = f"{token.key} {second.key}".replace("' ", "'")
    return follows and (_HEADS_LINE.fullmatch(line.words[: token.start]) is not None or joined in lexicon.families)


def run_end(line: Line, first: int, lexicon: Lexicon, *, titled: bool) -> int:
    """Return the index after the last word that may belong to the name beginning at `first`; `first` when none does."""
    stop = here = first
    while here < len(line.tokens) and here - first < LONGEST:
        token = line.tokens[here]
        if here > first and token.key in MARKS:
            if not _AROUND_MARK.fullmatch(line.gap(here)) or not _mark_continues(line, here):
                break
        elif here > first and not _touches(line, first, here, lexicon, titled=titled):
            break
        elif _is_inner_particle(line, here):
            pass  # counts only if a name follows
        elif _may_stand(line, first, here, lexicon, titled=titled):
            stop = here + 1
        else:
            break
        here += 1
    return stop


def _touches(line: Line, first: int, here: int, lexicon: Lexicon, *, titled: bool) -> bool:
    """Say whether what separates the word from the one before lets them be one name."""
    gap, before, token = line.gap(here), line.tokens[here - 1], line.tokens[here]
    if before.key in MARKS:
        return True
    if gap == ") ":  # "DUPONT (née LEROY) Marie"
        return any(t.key in MARKS for t in line.tokens[first:here])
    if "," in gap:  # "DUPONT, Jean"
        commas = sum("," in line.gap(i) for i in range(first + 1, here))
        family = all(t.caps or t.is_particle for t in line.tokens[first:here])  # in "Anne DUPONT, Jean" begins another
        return not (commas or titled) and family and lexicon.given_weight(token.key) > 0
    if "." in gap:  # after an initial
        return len(before.text) <= 2 and len(gap) <= 4
    if _TOUCHING.fullmatch(gap):
        return True
    known = lexicon.role_of(before.key, token.key) is not None or lexicon.role_of(token.key, before.key) is not None
    return known and _SEPARATOR.fullmatch(gap) is not None


def is_initials(text: str) -> bool:
    """Say whether the word is the initial of a given name, or two: "M", "J-P"."""
    return all(len(part) == 1 for part in text.strip(".").split("-"))


def ends_name(run: Sequence[Token]) -> bool:
    """Say whether a name may end with the last word: a particle does not, unless it is somebody's last given name: "Hong Van"."""
    last = run[-1]
    return not last.is_particle or (
        last.capital and last.text not in {"De", "Du", "Des", "La", "Le", "Les"} and len(run) > 2
    )


def _ends_with_initial(line: Line, here: int) -> bool:
    """Say whether the letter at `here` is the initial that ends a name, not the title of the next: "DUPONT M. (12/03/1950)"."""
    token = line.tokens[here]
    return token.title == "M" and len(token.text) == 1 and _AFTER_INITIAL.match(line.words, token.end) is not None


def _may_stand(line: Line, first: int, here: int, lexicon: Lexicon, *, titled: bool) -> bool:
    """Say whether the word may be a part of the name that began at `first`."""
    token = line.tokens[here]
    if here > first and token.key in {"BEBE", "BB", "ENFANT"} and token.capital:
        return line.tokens[here - 1].may_be_name  # "DURAND Bébé": a newborn without a given name
    if not token.may_be_name:
        if here > first and line.tokens[here - 1].caps and _ends_with_initial(line, here):
            return True
        if _is_known_pair(line, here, lexicon) or (here > first and _is_known_pair(line, here - 1, lexicon)):
            return True
        named_so = titled and here == first and token.caps and _is_name_after_title(line, here, lexicon)
        return named_so or _known_in_lower_case(line, first, here, lexicon, titled=titled)
    if not line.in_capitals or lexicon.family_weight(token.key) or lexicon.given_weight(token.key):
        return True
    # in a sentence in capitals, only known words follow the second one
    whole = [t for t in line.tokens[first:here] if len(t.text) > 1 and not t.is_particle and t.key not in MARKS]
    before = line.tokens[here - 1] if here > first else None
    return len(whole) < 2 or (before is not None and (before.is_particle or before.key in MARKS))


def _is_name_after_title(line: Line, here: int, lexicon: Lexicon) -> bool:
    """Say whether a word of hospital prose is a name after a title, in capitals before a given one: "Mme DIMANCHE Violette"."""
    token, following = line.tokens[here], line.token(here + 1)
    if lexicon.family_weight(token.key):
        return True
    usual = following is not None and not following.caps and lexicon.given_weight(following.key) > 0
    return usual and token.title is None and not line.in_capitals and len(line.gap(here + 1)) == 1


def _known_in_lower_case(line: Line, first: int, here: int, lexicon: Lexicon, *, titled: bool) -> bool:
    """Say whether a word in lower case is a part of the name: "Dr rolland FERNAND", "Hauville annie"."""
    token = line.tokens[here]
    if token.capital or len(token.text) < 3 or token.key in NOT_NAMES or token.key in JOBS:
        return False
    beside = line.token(here - 1) if here > first else line.token(here + 1)
    if beside is None:
        return titled and token.key in lexicon.families
    if lexicon.role_of(token.key, beside.key) is not None or lexicon.role_of(beside.key, token.key) is not None:
        return True
    return titled and lexicon.knows(token.key)


def _mark_continues(line: Line, here: int) -> bool:
    """Say whether a name follows "née": not "née le", "née en"."""
    following, third = line.token(here + 1), line.token(here + 2)
    if following is None or not re.fullmatch(r"[ .:)(e]{0,5}", line.gap(here + 1)):
        return False
    if following.may_be_name:
        return True
    return following.is_particle and following.capital and third is not None and third.may_be_name


def _is_inner_particle(line: Line, here: int) -> bool:
    """Say whether the particle at `here` leads to a capital word, alone or with another: "van den Graff"."""
    if not line.tokens[here].is_particle:
        return False
    following, third = line.token(here + 1), line.token(here + 2)
    if following is None:
        return False
    if following.is_particle and not following.may_be_name:
        return third is not None and third.may_be_name and len(line.gap(here + 2)) <= 1
    return following.may_be_name and len(line.gap(here + 1)) <= 1


def names_a_place(line: Line, at: int, *, titled: bool) -> bool:
    """Say whether the run at `at` names a street, an establishment or a disease, from the words before it."""
    for here in range(at - 1, max(-1, at - 8), -1):
        token = line.tokens[here]
        if not _INSIDE_PLACE.fullmatch(line.gap(here + 1)):
            return False
        key = token.key.rstrip("'")
        if key in STREETS:
            return not (titled and key in _SHORT_STREETS)
        if key in METHODS if titled else key in PLACES or key in EPONYMS:
            return True
        inside = key in BETWEEN_STREET or token.key in BETWEEN_STREET
        if not inside and not (token.may_be_name and at - here <= 2 and not titled):
            return False
    return False
