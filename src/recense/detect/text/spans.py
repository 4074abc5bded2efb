"""Names of people in one line of text: where they stand, how they are cut, and what says that they are names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from recense.detect.names import TITLES
from recense.detect.text.split import USUAL, Habit, NameRead, read_name
from recense.detect.text.tokens import BIRTH_MARKS, JOB_TITLES, PLURAL_TITLES, USED_MARKS, Token, tokens_of
from recense.detect.text.vocabulary import BETWEEN_STREET, EPONYM_NAMES, EPONYMS, JOBS, NOT_NAMES, PLACES, STREETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.text.lexicon import Lexicon

LONGEST = 7  # words of one name, marks and particles included
_TOUCHING = re.compile(r"[ \u00a0]|[-‐‑][ ]?|\^|_|,[ ]?|\.[ ]{0,2}-?|")
_AROUND_MARK = re.compile(r"[ \u00a0]{0,2}[(,]?[ ]?\.?[ ]?")
_BORN_AFTER = re.compile(
    r"^[\s,;:)(\-–]{0,5}(?:(?:[Nn][ée]{1,2}|NE[E]?|NÉE?)(?:\s?\(e\)|\s?\(E\))?\s{0,3}(?:le|LE|en|EN|:)|DDN|D\.D\.N|ddn|"
    r"(?:entr[ée]e?|sortie?|hospitalis[ée]e?|admise?|op[ée]r[ée]e?|transf[ée]r[ée]e?|d[ée]c[ée]d[ée]e?|suivie?)\b)"
)
_DATE_AFTER = re.compile(r"^[\s,;:(\-–]{1,4}\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d\d")
_INITIAL_AUTHORS = re.compile(r"\bet al\b|\bdoi\b|\bISBN\b|\bRev(?:ue)?\b.*\d{4}", re.IGNORECASE)


@dataclass(slots=True)
class NameSpan:
    """A name at one place of a part. `line` is the index in the part, `cue` what says that it is a person."""

    line: int
    start: int
    end: int
    read: NameRead = field(repr=False)
    titles: tuple[str, ...]
    cue: str
    confidence: float
    role: str | None = None  # what the place says by itself: a header, a label

    @property
    def sex(self) -> str | None:
        """The sex that the title tells, or a married name."""
        told = {TITLES[t][0] for t in self.titles if t in TITLES and TITLES[t][0]}
        if len(told) == 1:
            return told.pop()
        return "F" if self.read.married and not told else None

    @property
    def is_doctor(self) -> bool:
        """Whether a professional title stands before the name."""
        return any(
            t in {"DR", "DOCTEUR", "PR", "PROF", "PROFESSEUR", "DRE", "DOCTEURE", "PROFESSEURE"} for t in self.titles
        )


def find_names(
    line: int, words: str, lexicon: Lexicon, *, expected: bool = False, habit: Habit = USUAL
) -> list[NameSpan]:
    """Return the names in a line, in order.

    `expected` is True where the place itself announces people (a list of those present, a signature): then a usual
    given name beside an unknown capitalised word is enough.
    """
    tokens = tokens_of(words)
    spans: list[NameSpan] = []
    reference = _INITIAL_AUTHORS.search(words) is not None
    caps_line = not any(t.capital and not t.caps or not t.capital for t in tokens if len(t.text) > 3)
    at = 0
    carried: tuple[str, ...] = ()
    while at < len(tokens):
        titles, first = _titles(words, tokens, at)
        if not titles and carried and tokens[at].may_be_name and _joined_by_and(words, tokens, at, spans[-1]):
            titles = carried
        begins = titles or tokens[first].may_be_name or _particle_start(words, tokens, first, lexicon)
        if not begins and not _identity_starts(tokens, first, lexicon):
            at = max(first, at + 1) if first > at else at + 1
            continue
        stop = _run_end(words, tokens, first, titled=bool(titles), caps_line=caps_line, lexicon=lexicon)
        if stop == first:
            at = max(first, at + 1)
            continue
        span = None
        if not _names_a_place(words, tokens, at, titled=bool(titles)):
            if titles:
                span = _titled(line, words, tokens[first:stop], titles, lexicon, habit)
            elif not reference:
                announced = expected or any(t.key in JOBS for t in tokens[max(0, first - 2) : first])
                span = _untitled(
                    line, words, tokens[first:stop], lexicon, habit, expected=announced, caps_line=caps_line
                )
        if span:
            spans.append(span)
            plural = any(t.key in PLURAL_TITLES for t in tokens[at:first])
            carried = titles if plural or (carried and titles == carried) else ()
        at = stop
    return spans


def _titles(words: str, tokens: Sequence[Token], at: int) -> tuple[tuple[str, ...], int]:
    """Read the titles that begin at `at`; return them and the index of the word after."""
    titles: list[str] = []
    here = at
    while here < len(tokens):
        token = tokens[here]
        title = token.title
        if title and _is_title_here(words, tokens, here):
            titles.append(title)
        elif not (titles and token.key in {"ET", "LE", "LA", "L'", "OU"} and _title_follows(tokens, here)):
            break
        here += 1
    if (
        not titles
        or here >= len(tokens)
        or not re.fullmatch(r"[ \u00a0\t]{0,3}[.:]?[ \u00a0\t]{0,3}", words[tokens[here - 1].end : tokens[here].start])
    ):
        return (), at if not titles else min(here, len(tokens) - 1) if here > at else at
    return tuple(titles), here


def _title_follows(tokens: Sequence[Token], here: int) -> bool:
    return here + 1 < len(tokens) and tokens[here + 1].title is not None


def _is_title_here(words: str, tokens: Sequence[Token], here: int) -> bool:
    token = tokens[here]
    if token.key == "M":
        after = words[token.end : token.end + 2]
        return token.capital and (
            after.startswith(".") or (after.startswith(" ") and here + 1 < len(tokens) and tokens[here + 1].capital)
        )
    if token.key in {"PR", "BB", "ENF", "MR", "DR", "MM"}:
        return token.capital and here + 1 < len(tokens) and (tokens[here + 1].capital or tokens[here + 1].is_particle)
    if token.key in JOB_TITLES:
        return here + 1 < len(tokens) and tokens[here + 1].may_be_name and tokens[here + 1].start - token.end == 1
    if token.key in {"ENFANT", "BEBE", "MAITRE"}:
        return here + 1 < len(tokens) and tokens[here + 1].capital and tokens[here + 1].may_be_name
    return True


def _particle_start(words: str, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Say whether a family name begins with the particle at `at`: "DE LA TOUR Marie", "- da Silva Anne"."""
    token = tokens[at]
    if not token.is_particle or at + 1 >= len(tokens):
        return False
    if not token.capital:
        joined = f"{token.key} {tokens[at + 1].key}".replace("' ", "'")
        heads = re.fullmatch(r"|.*(?:[-–•*>:,;(]|\d[.)])\s*", words[: token.start]) is not None
        second = tokens[at + 1]
        follows = second.may_be_name or (second.is_particle and at + 2 < len(tokens) and tokens[at + 2].may_be_name)
        return follows and (heads or joined in lexicon.families)
    return at + 1 < len(tokens) and (tokens[at + 1].may_be_name or tokens[at + 1].is_particle and tokens[at + 1].caps)


def _identity_starts(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Say whether two words in any case are somebody known: "degryse ANNE-CHARLOTTE", "dupont jean"."""
    if at + 1 >= len(tokens) or tokens[at].capital or tokens[at].key not in lexicon.family_words:
        return False
    return lexicon.role_of(tokens[at].key, tokens[at + 1].key) is not None


def _joined_by_and(words: str, tokens: Sequence[Token], at: int, last: NameSpan) -> bool:
    return re.fullmatch(r"\s*(?:,|et|ET|&|/)\s*", words[last.end : tokens[at].start]) is not None


def _run_end(  # noqa: PLR0913 - the state of one scan
    words: str, tokens: Sequence[Token], first: int, *, titled: bool, caps_line: bool, lexicon: Lexicon
) -> int:
    """Return the index after the last word that may belong to the name beginning at `first`."""
    stop, here = first, first
    commas = 0
    while here < len(tokens) and here - first < LONGEST:
        token = tokens[here]
        if here > first:
            gap = words[tokens[here - 1].end : token.start]
            if token.key in BIRTH_MARKS | USED_MARKS:
                if not _AROUND_MARK.fullmatch(gap) or not _mark_continues(words, tokens, here):
                    break
                here += 1
                continue
            after_mark = tokens[here - 1].key in BIRTH_MARKS | USED_MARKS
            wide = (
                len(gap) == 2
                and gap.isspace()
                and (lexicon.given_weight(token.key) or lexicon.family_weight(token.key))
            )
            if not _TOUCHING.fullmatch(gap) and not after_mark and gap != ") " and not wide:
                break
            if "." in gap and len(tokens[here - 1].text) > 2 and not after_mark:
                break
            if "," in gap:
                commas += 1
                if commas > 1 or titled or not tokens[here - 1].caps or not lexicon.given_weight(token.key):
                    break
            if gap == ") " and not any(t.key in BIRTH_MARKS | USED_MARKS for t in tokens[first:here]):
                break
        if token.is_particle and (here + 1 < len(tokens)) and _continues(tokens, here):
            here += 1
            continue
        if here > first and token.key in {"BEBE", "BB", "ENFANT"} and token.capital and tokens[here - 1].may_be_name:
            here += 1
            stop = here
            continue
        spoken = titled and here == first and token.caps and lexicon.family_weight(token.key)
        if (
            not token.may_be_name
            and not spoken
            and not _known_in_lower_case(tokens, here, first, lexicon, titled=titled)
        ):
            break
        if (
            caps_line
            and here - first >= 2
            and not lexicon.family_weight(token.key)
            and not lexicon.given_weight(token.key)
        ):
            if not tokens[here - 1].is_particle and tokens[here - 1].key not in BIRTH_MARKS | USED_MARKS:
                break
        here += 1
        stop = here
    return stop


def _known_in_lower_case(tokens: Sequence[Token], here: int, first: int, lexicon: Lexicon, *, titled: bool) -> bool:
    """Say whether a word in lower case is a part of the name: "Dr rolland FERNAND", "Hauville annie"."""
    token = tokens[here]
    if token.capital or len(token.text) < 3 or token.key in NOT_NAMES or token.key in JOBS:
        return False
    beside = tokens[here - 1] if here > first else tokens[here + 1] if here + 1 < len(tokens) else None
    if beside is None:
        return titled and token.key in lexicon.families
    if lexicon.role_of(token.key, beside.key) is not None or lexicon.role_of(beside.key, token.key) is not None:
        return True
    return titled and (token.key in lexicon.families or lexicon.given_weight(token.key) > 0)


def _mark_continues(words: str, tokens: Sequence[Token], here: int) -> bool:
    """Say whether a name follows "née": not "née le", "née en"."""
    if here + 1 >= len(tokens):
        return False
    following = tokens[here + 1]
    if not re.fullmatch(r"[ .:)(e]{0,5}", words[tokens[here].end : following.start]):
        return False
    if following.may_be_name:
        return True
    return following.is_particle and following.capital and here + 2 < len(tokens) and tokens[here + 2].may_be_name


def _continues(tokens: Sequence[Token], here: int) -> bool:
    """Say whether the particle at `here` is inside a name: a capital word, or another particle, follows."""
    following = tokens[here + 1]
    if following.is_particle:
        return (
            here + 2 < len(tokens)
            and tokens[here + 2].may_be_name
            and following.end <= tokens[here + 2].start <= following.end + 1
        )
    gap = following.start - tokens[here].end
    return following.may_be_name and gap <= 1


def _names_a_place(words: str, tokens: Sequence[Token], at: int, *, titled: bool) -> bool:
    """Say whether the run at `at` names a street, an establishment or a disease, from the words before it."""
    here = at - 1
    for _ in range(7):
        if here < 0:
            return False
        gap = words[tokens[here].end : tokens[here + 1].start]
        if not re.fullmatch(r"[ \u00a0\-.'’«\"]{0,3}", gap):
            return False
        key = tokens[here].key.rstrip("'")
        if key in STREETS:
            return key not in {"R", "ALL", "CHE", "RES", "IMP", "MAIL"} or not titled
        if not titled and (key in PLACES or key in EPONYMS):
            return True
        if (
            key not in BETWEEN_STREET
            and tokens[here].key not in BETWEEN_STREET
            and not (tokens[here].capital and tokens[here].may_be_name and at - here <= 2 and not titled)
        ):
            return False
        here -= 1
    return False


def _titled(
    line: int, words: str, run: Sequence[Token], titles: tuple[str, ...], lexicon: Lexicon, habit: Habit
) -> NameSpan | None:
    if run[0].key in JOBS or (run[0].key in NOT_NAMES and not run[0].caps and not run[0].is_particle):
        return None
    read = read_name(words, run, lexicon, habit, titled=True)
    if read.family is None or (len(read.family) < 2 and not read.given):
        return None
    sure = 0.97 if read.given else 0.9
    return NameSpan(line, run[0].start, run[-1].end, read, titles, "title", sure)


def _untitled(  # noqa: PLR0913 - the state of one scan
    line: int, words: str, run: Sequence[Token], lexicon: Lexicon, habit: Habit, *, expected: bool, caps_line: bool
) -> NameSpan | None:
    """Find the person inside a run of capitalised words: the longest window that something supports."""
    born = _BORN_AFTER.match(words[run[-1].end :]) is not None
    dated = not born and _DATE_AFTER.match(words[run[-1].end :]) is not None
    best: NameSpan | None = None
    for size in range(min(len(run), LONGEST), 1, -1):
        for a in range(len(run) - size + 1):
            window = run[a : a + size]
            if window[0].key in BIRTH_MARKS | USED_MARKS or window[-1].key in BIRTH_MARKS | USED_MARKS:
                continue
            if window[-1].is_particle:
                continue
            read = read_name(words, window, lexicon, habit)
            last = a + size == len(run)
            signs = _Signs(born and last, dated and last, expected and size == len(run), caps_line)
            verdict = _verdict(read, window, signs)
            if verdict and (best is None or verdict[1] > best.confidence):
                best = NameSpan(line, window[0].start, window[-1].end, read, (), *verdict)
        if best:
            return best
    return None


class _Signs(NamedTuple):
    """What stands around a window: a birth or a stay after it, a date, a place where people are named, a line in capitals."""

    born: bool
    dated: bool
    expected: bool
    caps_line: bool


def _verdict(read: NameRead, window: Sequence[Token], signs: _Signs) -> tuple[str, float] | None:
    """Say what makes the window a person, and how surely; None when nothing does."""
    if read.family is None or not read.given or any(len(t.text) == 1 for t in window[:1]):
        return None
    if any(k in EPONYM_NAMES for k in read.family_keys) and not read.identity and not signs.born:
        return None
    words = [t for t in window if not t.is_particle and t.key not in BIRTH_MARKS | USED_MARKS]
    givens_known = read.known_given and len(read.given) <= 4
    if read.identity is not None and len(words) <= 4:
        return "identity", 0.97
    if givens_known and read.known_family:
        return "lexicon", 0.93 if read.by_case else 0.88
    if signs.born and (givens_known or read.by_case or len(words) <= 3):
        return "birth", 0.93
    if signs.dated and (givens_known or (read.by_case and read.known_family)):
        return "birth", 0.85
    if givens_known and read.by_case and len(read.family.replace("-", "")) > 2 and not signs.caps_line:
        return "capitals", 0.8
    if signs.expected and (givens_known or read.by_case) and len(words) <= 4:
        return "expected", 0.8
    if read.known_family and read.by_case and len(words) <= 3 and len(read.family) > 2:
        return "family", 0.75
    return None
