"""Names of people in one line of text: where they stand, how they are cut, and what says that they are names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from recense.detect.names import TITLES, fold
from recense.detect.text.clinical import find_clinical
from recense.detect.text.kin import (
    ACTED_BEFORE,
    CALLED_BEFORE,
    PATIENT_BEFORE,
    PHONE_AFTER,
    RELATIVE_AFTER,
    RELATIVE_BEFORE,
)
from recense.detect.text.runs import (
    LONGEST,
    MARKS,
    Line,
    begins_name,
    ends_name,
    is_initials,
    names_a_place,
    read_line,
    run_end,
    titles_at,
)
from recense.detect.text.split import USUAL, Habit, NameRead, read_name
from recense.detect.text.tokens import PLURAL_TITLES
from recense.detect.text.vocabulary import EPONYM_NAMES, INSTITUTIONS, JOBS, NOT_NAMES, PLACES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.text.lexicon import Lexicon
    from recense.detect.text.tokens import Token

DOCTORS = frozenset({"DR", "DOCTEUR", "PR", "PROF", "PROFESSEUR", "DRE", "DOCTEURE", "PROFESSEURE"})
_BORN_AFTER = re.compile(
    r"^[\s,;:)(\-–]{0,5}(?:(?:[Nn][ée]{1,2}|NE[E]?|NÉE?)(?:\s?\(e\)|\s?\(E\))?\s{0,3}(?:le|LE|en|EN|:)|DDN|D\.D\.N|ddn|"
    r"(?:entr[ée]e?|sortie?|hospitalis[ée]e?|admise?|op[ée]r[ée]e?|transf[ée]r[ée]e?|d[ée]c[ée]d[ée]e?|suivie?|nir"
    r"|NIR|ipp|IPP|INS)\b)"
)
_DATE_AFTER = re.compile(
    r"^[\s,;:(\-–=|]{1,4}(?:\d{1,2}[/.\- ]\d{1,2}[/.\- ](?:19|20)?\d\d|\d{8}|(?:19|20)\d\d-\d\d-\d\d"
    r"|\d{1,2}(?:er)? [a-zéû]{3,9}\.? (?:19|20)\d\d)\b"
)
_OF_PERSON = re.compile(  # the sex and a date, or the number that only a patient has: "(F, 17.08.1931)"
    r"^[\s,;:(\-–]{1,4}[MFH]\s?[,;/\- ]\s?\d{1,2}[/.\- ]\d{1,2}[/.\- ](?:19|20)?\d\d\b"
)
_AGE_AFTER = re.compile(r"^[\s,;(\-–]{1,4}(?:[âa]g[ée]{1,2}\s(?:de\s)?)?\d{1,3}\s?(?:ans\b|a\b)", re.IGNORECASE)
_RECORD_BEFORE = re.compile(r"\s*(?:[^\W\d_]{2,12}\.?\s{0,2}(?:n°\s?)?\d{1,4}\s{0,2}[:)–-]?|[-–•*]|\d{1,3}[.)])\s*")
_JOB_AFTER = re.compile(r"\s?[,(–-]\s?([^\W\d_][\w-]{2,})")
NAMES_TOO = frozenset({"CHU", "CHI", "CMP"})  # of two words, the first may be a family name
_REFERENCE = re.compile(  # a book or an article: its authors are nobody's patient
    r"\bet al\b|\bet coll\b|\bdoi\b|\bISBN\b|\bRev(?:ue)?\b.*\d{4}|\bédit(?:ions?|eur)\b|\d\s?e\s?éd\b"
    r"|\b(?:Elsevier|Lavoisier|Flammarion|Gallimard|Folio|Hachette|Robert Laffont|Actes Sud|Albin Michel|Livre de poche"
    r"|Presses universitaires)\b",
    re.IGNORECASE,
)
_COMPANY_AFTER = re.compile(
    r"\s{0,2}(?:(?:et|&)\s(?:[Ff]ils|[Aa]ssoci|[Cc]ie|[Ff]r[èe]res)|(?:SARL|SAS|SA|EURL|SCI|SNC|SELARL)\b)"
)
_AND = re.compile(r"\s*(?:,|et|ET|&|/)\s*")


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
    role: str | None = None  # what the place says by itself: a label

    @property
    def sex(self) -> str | None:
        """The sex that the title tells, or a married name."""
        told = {TITLES[t][0] for t in self.titles if t in TITLES and TITLES[t][0]}
        if len(told) == 1:
            return told.pop()
        return "F" if self.read.married and not told else None

    @property
    def is_doctor(self) -> bool:
        """Whether a doctor's title stands before the name."""
        return any(t in DOCTORS for t in self.titles)


class _Signs(NamedTuple):
    """What stands around a window of words: a birth or a stay after it, a date, an age, a place where people are named."""

    born: bool
    dated: bool
    personal: bool  # a sex and a date
    aged: bool
    owner: bool  # "dossier", "patient" before it
    mobile: bool  # the number of a mobile telephone: somebody's
    record: bool  # the line begins like a record, then the name
    expected: bool
    announced: bool  # nothing but people stand there: a list of attendance, a mail header
    in_capitals: bool  # the whole line

    @property
    def says_something(self) -> bool:
        """Whether anything around the words may make a person of them."""
        return (
            self.born
            or self.dated
            or self.personal
            or self.aged
            or self.expected
            or self.announced
            or self.owner
            or self.mobile
        )


def find_names(
    number: int, words: str, lexicon: Lexicon, *, expected: bool = False, announced: bool = False, habit: Habit = USUAL
) -> list[NameSpan]:
    """Return the names in a line, in order.

    `expected` is True where people are likely (a signature): a usual given name beside an unknown capitalised word is
    then enough. `announced` is True where nothing but people are (a list of those present): two capitalised words are.
    """
    line = read_line(words)
    spans: list[NameSpan] = []
    at = 0
    carried: tuple[str, ...] = ()  # by a title in the plural: "Drs Durand et Lefèvre"
    tokens, known = line.tokens, lexicon.family_words
    while at < len(tokens):
        token = tokens[at]
        if not (token.capital or token.title or token.is_particle or token.key in known):  # most words of prose
            at += 1
            continue
        titles, first = titles_at(line, at)
        if (
            not titles
            and carried
            and line.tokens[at].may_be_name
            and _AND.fullmatch(words[spans[-1].end : line.tokens[at].start])
        ):
            titles = carried
        if not titles and not begins_name(line, first, lexicon):
            at = max(first, at + 1) if first == at else first
            continue
        stop = run_end(line, first, lexicon, titled=bool(titles))
        if stop == first:
            at = max(first, at + 1)
            continue
        span = None
        if titles:
            span = _titled(number, line, at, (first, stop), titles, lexicon, habit)
        else:
            likely = expected or announced or any(t.key in JOBS for t in line.tokens[max(0, first - 2) : first])
            span = _untitled(number, line, (first, stop), lexicon, habit, expected=likely, announced=announced)
        if span:
            spans.append(span)
            if len({TITLES[t][0] for t in titles if t in TITLES}) == 2:
                stop = _add_second(spans, line, stop, lexicon, habit)
            plural = any(t.key in PLURAL_TITLES for t in line.tokens[at:first])
            carried = titles if plural or (carried and titles == carried) else ()
        at = stop
    return spans


def _titled(
    number: int, line: Line, at: int, run: tuple[int, int], titles: tuple[str, ...], lexicon: Lexicon, habit: Habit
) -> NameSpan | None:
    tokens = line.tokens[run[0] : run[1]]
    first = tokens[0]
    word = first.key in NOT_NAMES and not first.caps and not first.is_particle
    if first.key in JOBS or word or _is_office(tokens, lexicon) or names_a_place(line, at, titled=True):
        return None
    read = read_name(line.words, tokens, lexicon, habit, titled=True)
    if read.family is None or (len(read.family) < 2 and not read.given):
        return None
    return NameSpan(number, first.start, tokens[-1].end, read, titles, "title", 0.97 if read.given else 0.9)


def _add_second(spans: list[NameSpan], line: Line, stop: int, lexicon: Lexicon, habit: Habit) -> int:
    """Make two people of "M. et Mme DUPONT Jean et Rose", or "Jean et Rose DUPONT"; return the word after them."""
    both = spans[-1]
    following, after = line.token(stop), line.token(stop + 1)
    if following is None or after is None or following.key != "ET" or not after.may_be_name:
        return stop
    end = run_end(line, stop + 1, lexicon, titled=False)
    run = line.tokens[stop + 1 : end]
    first, second = (t for t in both.titles if t in TITLES and TITLES[t][0]), run
    titles = tuple(first)
    if both.read.given and len(run) <= 2 and all(not t.caps or line.in_capitals for t in second):
        read = replace(both.read, given=tuple(t.text for t in run), given_keys=tuple(t.key for t in run))
    elif not both.read.given and len(run) > 1 and lexicon.given_weight(both.read.family_keys[0]):
        read = read_name(line.words, run, lexicon, habit)
        given = both.read.family or ""
        both.read = replace(read, given=(given,), given_keys=both.read.family_keys)
    else:
        return stop
    both.titles = titles[:1]
    spans.append(NameSpan(both.line, run[0].start, run[-1].end, read, titles[1:], "title", both.confidence))
    return end


def _is_office(run: Sequence[Token], lexicon: Lexicon) -> bool:
    """Say whether what follows the title is an office: "Madame la Directrice", "Messieurs les Chefs de service"."""
    if run[0].text.lower() not in {"le", "la", "les", "l'", "l’"} or run[0].caps:
        return False
    return " ".join(t.key for t in run[:2]) not in lexicon.families and not (run[0].capital and len(run) > 1)


def _untitled(
    number: int, line: Line, run: tuple[int, int], lexicon: Lexicon, habit: Habit, *, expected: bool, announced: bool
) -> NameSpan | None:
    """Find the person inside a run of capitalised words: the longest window that something supports."""
    first, stop = run
    if stop - first < 2:
        return None
    around = _around(line, run, expected=expected, announced=announced)
    if around is None or not (around.says_something or _is_known(line, run, lexicon)) or _REFERENCE.search(line.words):
        return None
    for size in range(min(stop - first, LONGEST), 1, -1):
        best: NameSpan | None = None
        for a in range(first, stop - size + 1):
            window = line.tokens[a : a + size]
            if window[0].key in MARKS or window[-1].key in MARKS or not ends_name(window) or _is_house(window, lexicon):
                continue
            read = read_name(line.words, window, lexicon, habit)
            verdict = _verdict(read, window, _signs_of(around, last=a + size == stop, whole=size == stop - first))
            better = verdict and (best is None or verdict[1] > best.confidence)
            if verdict and better and not names_a_place(line, a, titled=False):
                best = NameSpan(number, window[0].start, window[-1].end, read, (), *verdict)
        if best:
            return best
    return None


def _around(line: Line, run: tuple[int, int], *, expected: bool, announced: bool) -> _Signs | None:
    """Read what stands before and after a run of words; None when it names a company or a hospital."""
    first, stop = run
    before, after = line.words[: line.tokens[first].start], line.words[line.tokens[stop - 1].end :]
    head = line.tokens[first]
    if after.startswith(".") and is_initials(line.tokens[stop - 1].text):
        after = after[1:]
    house = stop - first > 2 and head.key in (INSTITUTIONS if head.caps else PLACES)
    if house or _COMPANY_AFTER.match(after):
        return None  # "CHU Claude Huriez", "Salle Jacques Brel"; of two words it may be somebody called Chu
    job = _JOB_AFTER.match(after)
    near = before[-60:]
    called = CALLED_BEFORE.search(near) or RELATIVE_BEFORE.search(near) or RELATIVE_AFTER.match(after[:30])
    born = _BORN_AFTER.match(after) is not None
    phone = PHONE_AFTER.match(after[:40])
    return _Signs(
        born=born,
        dated=not born and _DATE_AFTER.match(after) is not None,
        personal=_OF_PERSON.match(after) is not None,
        aged=_AGE_AFTER.match(after) is not None,
        record=_RECORD_BEFORE.fullmatch(before) is not None,
        expected=expected
        or called is not None
        or (job is not None and fold(job.group(1)) in JOBS)
        or ACTED_BEFORE.search(near) is not None,
        owner=PATIENT_BEFORE.search(near) is not None,
        announced=announced or (called is not None and phone is not None),
        mobile=phone is not None and phone.group("mobile") is not None,
        in_capitals=line.in_capitals,
    )


def _is_known(line: Line, run: tuple[int, int], lexicon: Lexicon) -> bool:
    """Say whether a word of the run is known as a name of any kind: nothing else makes a person of it by itself."""
    return any(lexicon.given_weight(t.key) or lexicon.family_weight(t.key) for t in line.tokens[run[0] : run[1]])


def _signs_of(around: _Signs, *, last: bool, whole: bool) -> _Signs:
    """Return the signs that hold for a window of the run: those after it for the last one, those of the place for the whole."""
    return around._replace(
        born=around.born and last,
        dated=around.dated and last,
        personal=around.personal and last,
        aged=around.aged and last,
        mobile=around.mobile and last,
        expected=around.expected and whole,
        owner=around.owner and whole,
        announced=around.announced and whole,
    )


def _is_house(window: Sequence[Token], lexicon: Lexicon) -> bool:
    """Say whether the words begin with a house, which then bears the name: "Salle Jacques Brel", "IFSI Florence Nightingale"."""
    head = window[0]
    return (
        (head.key in INSTITUTIONS if head.caps else head.key in PLACES)
        and head.key not in NAMES_TOO
        and not lexicon.family_weight(head.key)
    )


def _verdict(read: NameRead, window: Sequence[Token], signs: _Signs) -> tuple[str, float] | None:
    """Say what makes the window a person, and how surely; None when nothing does."""
    if read.family is None or not read.given or (len(window[0].text) == 1 and not signs.expected):
        return None
    if any(k in EPONYM_NAMES for k in read.family_keys) and not read.identity and not signs.born:
        return None
    size = sum(not t.is_particle and t.key not in MARKS for t in window)
    given = read.known_given and len(read.given) <= 4
    initial = is_initials(read.given[0])
    cased = read.by_case and len(read.family) > 2  # capitals tell the family name
    dated = signs.born or signs.dated or signs.personal or signs.aged
    signs_of_person = (
        (read.identity is not None and size <= 4, "identity", 0.97),
        (given and read.known_family, "lexicon", 0.93 if read.by_case else 0.88),
        (signs.born and (given or read.by_case or size <= 3), "birth", 0.93),
        (signs.personal and size <= 4 and len(read.family) > 2, "birth", 0.9),
        (signs.dated and (given or (read.by_case and read.known_family)), "birth", 0.85),
        (signs.aged and size <= 4 and (given or (cased and not find_clinical(read.family))), "birth", 0.8),
        (dated and initial and size == 2 and read.family.isupper() and len(read.family) > 2, "birth", 0.75),
        (signs.dated and signs.record and size in {2, 3}, "birth", 0.75),
        (given and cased and not signs.in_capitals, "capitals", 0.8),
        (
            signs.expected and size <= 4 and (given or initial or (cased and not find_clinical(read.family))),
            "expected",
            0.8,
        ),
        (
            signs.owner and size <= 3 and cased and len(read.family) > 3 and not find_clinical(read.family),
            "expected",
            0.7,
        ),
        (signs.announced and size == 2, "expected", 0.6),
        (signs.mobile and cased and size <= 3 and window[0].key not in JOBS, "phone", 0.6),
        (read.known_family and cased and size <= 3, "family", 0.75),
    )
    return next(((cue, sure) for holds, cue, sure in signs_of_person if holds), None)
