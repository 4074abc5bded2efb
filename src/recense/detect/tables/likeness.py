"""How much the values of a column look like names of people: judged on the whole column, never asked of each name.

No list of family names is shipped and given names come from everywhere, so that nobody is lost for an uncommon name: what
is measured is what people's names show as a crowd (usual given names among them, titles, capitals before a given name, that
they differ from one another), and what the names of services, rooms, goods and firms show (`tables.toml`, things).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from recense.detect.names import PARTICLES, TITLES, fold, is_given_name, known_given_names
from recense.detect.sectors import normalize_sector
from recense.detect.tables.columns import NAME_KINDS
from recense.detect.tables.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from recense.detect.tables.columns import Column
    from recense.detect.tables.grid import Cells
    from recense.detect.tables.profiles import Profile

THINGS = words("things")
THINGS_OR_NAMES = words("things_or_names")
ACCOUNT = re.compile(r"(?i)^(?:svc|srv|adm|sa|sys|app|test|compte|user|util)[._-]|[._-](?:svc|adm|test)$")
LINKED = re.compile(r" ?(?:DE|DU|DES|POUR|ET)\b| D'")
APART = re.compile(r"(?<=\w)\s*(?:[(\[,;/]| - )")
TITLED = re.compile(r"(?:M|MR|MME|MLLE|MELLE|MONSIEUR|MADAME|DR|DOCTEUR|PR|PROFESSEUR)\b")
WORD = re.compile(r"[A-Z]+")
OF_SECTORS = (
    "LOGIE",
    "TRIE",
    "RGIE",
    "NITE",
    "PEDIE",
    "SCOPIE",
    "GRAPHIE",
    "THERAPIE",
    "CINE",
    "TIQUE",
)  # how their names end
SHORTEST_SECTOR = 8  # a shorter one may be a family name: REA, LE MAT, SOMMEIL
IDENTIFYING = frozenset({"nir", "birth_date", "ipp", "stay_id", "rpps"})  # what a service or a room has not
INITIALED = re.compile(r"[^\W\d_][\w'’ -]+ [^\W\d_](?:\.?-?[^\W\d_])?\.")  # "DUPONT J.", "LE GOFF M.-T."
FEW = 5  # fewer distinct values say nothing as a crowd


def is_thing(text: str) -> bool:
    """Say whether the text names a service, a room, a firm, an account or goods: words that no person's name holds.

    What follows a name does not count ("DUPONT Marie (secrétariat)"), nor does a thing after a title or a given name.
    """
    # nearly all names are done with here: words come again, and each is looked up once
    if not any(map(_may_be_of_thing, WORD.findall(fold(text)))) and ACCOUNT.search(text) is None:
        return False
    return _is_thing(text)


@lru_cache(maxsize=200_000)
def _may_be_of_thing(word: str) -> bool:
    return bool(THINGS.fullmatch(word) or THINGS_OR_NAMES.fullmatch(word)) or word.endswith(OF_SECTORS)


@lru_cache(maxsize=100_000)
def _is_thing(text: str) -> bool:
    head = APART.split(text, maxsplit=1)[0]
    folded = fold(head).replace("_", " ")
    if ACCOUNT.search(text):
        return True
    given = TITLED.match(folded) is not None or _holds_given_name(folded)
    thing = THINGS.search(folded)
    if thing:
        return not given or thing.start() == 0
    if given:
        return False
    doubtful = THINGS_OR_NAMES.search(folded)
    if doubtful:
        rest = (folded[: doubtful.start()] + folded[doubtful.end() :]).strip()
        return bool(rest) and (
            any(c.isdigit() for c in rest)
            or THINGS_OR_NAMES.search(rest) is not None
            or (doubtful.start() == 0 and LINKED.match(rest) is not None)
            or normalize_sector(rest) is not None
        )
    return len(folded) >= SHORTEST_SECTOR and normalize_sector(head) is not None


def _holds_given_name(folded: str) -> bool:
    known = known_given_names()
    return any(word in known for word in WORD.findall(folded))


@dataclass(frozen=True, slots=True)
class Likeness:
    """Shares of a column's distinct values: what shows people, what shows things, how many have the shape of a name.

    `diverse` is the number of distinct values for one cell, `size` how many there are.
    """

    people: float
    things: float
    shaped: float
    diverse: float
    size: int

    @property
    def are_things(self) -> bool:
        """Say whether most values are names of things."""
        return self.things > 0.5

    @property
    def repeats(self) -> bool:
        """Say whether a few values that are no usual names come again and again: a form, a kind, a state."""
        return self.size <= FEW and self.diverse < 0.2 and self.people < 0.1

    @property
    def may_be_people(self) -> bool:
        """Say whether the values may be people's names: they have the shape, they differ, few are things."""
        return self.shaped >= 0.7 and self.things <= 0.3 and self.diverse >= 0.3


def likeness_of(kind: str, profile: Profile) -> Likeness:
    """Measure a column typed as names of that kind."""
    p = profile
    titled = p["titled"] + p["doctor"]
    initialed = _share(p.examples, lambda text: INITIALED.fullmatch(text) is not None)
    if kind == "given_names":
        people = p["given_first"]
    elif kind == "full_name":
        whole = p["caps_and_title"] * (p["one_word"] < 0.5)
        people = max(titled, p["given_first"] + p["given_after"], whole, initialed)
    else:
        people = max(titled + p["given_first"] - p["given_all"], initialed)
    said = _share(p.examples, is_thing)
    begun = _share(p.examples, _begins_with_thing)
    things = max(said, begun * (begun > 0.4), p["dose"], p["file"], p["prose"], _same_beginning(p.examples))
    return Likeness(min(people, 1.0), min(things, 1.0), p["name_shape"], p["distinct"], p.distinct)


def _share(examples: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, examples)) / max(len(examples), 1)


def _begins_with_thing(text: str) -> bool:
    """Say whether the first of several words is that of a thing: "Foyer Jean Moulin". A few may be families'."""
    first, _, rest = fold(text).partition(" ")
    return bool(rest) and (THINGS.fullmatch(first) or THINGS_OR_NAMES.fullmatch(first)) is not None


def _same_beginning(examples: Sequence[str]) -> float:
    """Return the share of values that begin with the same word: "Salle Pasteur", "Salle Curie"; titles apart."""
    first = Counter(
        found[0].strip(".,-") for text in examples if len(examples) >= FEW and len(found := fold(text).split()) > 1
    )
    known = known_given_names()
    most = max((n for w, n in first.items() if w not in known and w not in TITLES and w not in PARTICLES), default=0)
    return most / len(examples) if most >= FEW else 0.0


def rows_of_nobody(columns: Sequence[Cells], typed: Sequence[Column]) -> np.ndarray:
    """Say in which rows of a table about people the name is that of a thing: the switchboard among the staff.

    A row that holds a number or a birth date of somebody's own is never among them.
    """
    nobody = np.zeros(len(columns[0]), dtype=bool)
    somebody = nobody.copy()
    for column in typed:
        cells = columns[column.index]
        if column.kind in NAME_KINDS:
            nobody |= cells.where(is_thing)
        if column.kind == "given_names":  # a family may be called CLINIQUE
            somebody |= cells.where(is_given_name)
        elif column.kind in IDENTIFYING and not column.owner:
            somebody |= cells.filled
    return nobody & ~somebody
