"""The heap is its own lexicon: the names read in its typed columns, with counts, that its prose is searched with."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

import pyarrow as pa

from recense.detect.names import PARTICLES, fold, known_given_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# `kind` is "family", "given", "identity" or "proven"; an identity has both names, the role, and how often it was read; a proven
# one stood in a row that told more of the person than names, and has a birth date where one was read.
LEXICON = pa.schema(
    [
        ("kind", pa.string()),
        ("family", pa.string()),
        ("given", pa.string()),
        ("role", pa.string()),
        ("count", pa.int32()),
        ("born", pa.date32()),
    ]
)
_SHIPPED = 3  # a usual given name of the shipped list weighs as much as this many sightings


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded names with the number of times they were read in typed columns.

    `families` are whole family names ("DE LA TOUR"), `family_words` each of their words; `identities` maps
    "FAMILY|GIVEN" to the role most often read beside it; `proven` are those read with a number or a birth date, and these
    dates.
    """

    families: Mapping[str, int] = field(default_factory=dict, repr=False)
    family_words: Mapping[str, int] = field(default_factory=dict, repr=False)
    givens: Mapping[str, int] = field(default_factory=dict, repr=False)
    identities: Mapping[str, str] = field(default_factory=dict, repr=False)
    proven: Mapping[str, frozenset[dt.date]] = field(default_factory=dict, repr=False)

    def family_weight(self, word: str) -> int:
        """Return how often the folded word was read as a family name, or as a word of one."""
        return self.families.get(word, 0) or self.family_words.get(word, 0)

    def given_weight(self, word: str) -> int:
        """Return how often the folded word was read as a given name; usual given names have a small weight anyway."""
        count = self.givens.get(word, 0)
        if not count and "-" in word:
            parts = [part for part in word.split("-") if part]
            if parts and parts[0] in {"JEAN", "MARIE", "ANNE"}:
                parts = parts[:1]  # Jean-Bosco, Marie-Lys: the first is enough
            count = min((self.given_weight(part) for part in parts), default=0)
        return count + (_SHIPPED if word in known_given_names() else 0)

    def knows(self, word: str) -> bool:
        """Say whether the folded word was read as a whole family name, or is a given name."""
        return len(word) > 2 and (word in self.families or self.given_weight(word) > 0)

    def role_of(self, family: str, given: str) -> str | None:
        """Return the role of a known identity, names folded; None when nobody was read under both names."""
        return self.identities.get(f"{family}|{given}")


def build_lexicon(
    family_names: Iterable[str | None],
    birth_names: Iterable[str | None],
    given_names: Iterable[Iterable[str] | None],
    roles: Iterable[str | None],
    proven: Iterable[bool] | None = None,
    born: Iterable[dt.date | None] | None = None,
) -> pa.Table:
    """Build the lexicon's table from columns of mentions read in tables, row by row the same people.

    Call it on distinct rows: counts are only used as orders of magnitude. `proven` says which rows told more than names, `born`
    the birth date.
    """
    families: Counter[str] = Counter()
    givens: Counter[str] = Counter()
    identities: Counter[tuple[str, str, str]] = Counter()
    sure: set[tuple[str, str, dt.date | None]] = set()
    columns_in = (family_names, birth_names, given_names, roles)
    more = zip(proven or repeat(False), born or repeat(None))  # noqa: B905 - may be endless
    for (family, birth, given, role), (told, date) in zip(zip(*columns_in, strict=True), more):  # noqa: B905 - the same
        folded = {f for name in (family, birth) if name and (f := _folded_family(name))}
        first = [f for g in (given or ()) if len(f := fold(g).strip(".")) > 1]
        families.update(folded)
        givens.update(first)
        identities.update((f, first[0], role or "") for f in folded if first)
        if told:
            sure.update((f, first[0], date) for f in folded if first)
    rows: list[tuple[str, str | None, str | None, str | None, int, dt.date | None]]
    # in order: the lexicon is part of the key of the work done with it, and must not hang on how a set is walked
    rows = [("family", f, None, None, n, None) for f, n in sorted(families.items())]
    rows += [("given", None, g, None, n, None) for g, n in sorted(givens.items())]
    rows += [("identity", f, g, r, n, None) for (f, g, r), n in sorted(identities.items())]
    rows += [
        ("proven", f, g, None, 1, d) for f, g, d in sorted(sure, key=lambda who: (*who[:2], who[2] or dt.date.min))
    ]
    columns = list(zip(*rows, strict=True)) or [()] * len(LEXICON)
    arrays = [pa.array(column, type=kind.type) for column, kind in zip(columns, LEXICON, strict=True)]
    return pa.table(arrays, schema=LEXICON)


def lexicon_of(table: pa.Table) -> Lexicon:
    """Make the lexicon from its table."""
    families: dict[str, int] = {}
    words: Counter[str] = Counter()
    givens: dict[str, int] = {}
    identities: dict[str, tuple[int, str]] = {}
    proven: dict[str, frozenset[dt.date]] = {}
    for kind, family, given, role, count, born in zip(*(c.to_pylist() for c in table.columns), strict=True):
        if kind == "family":
            families[family] = count
            for word in _words(family):
                words[word] += count
        elif kind == "given":
            givens[given] = count
        elif kind == "proven":
            key = f"{family}|{given}"
            proven[key] = proven.get(key, frozenset()) | ({born} if born else frozenset())
        else:
            key = f"{family}|{given}"
            identities[key] = max(identities.get(key, (0, "")), (count, role))
    return Lexicon(families, dict(words), givens, {key: role for key, (_, role) in identities.items()}, proven)


@cache
def load_lexicon(path: Path) -> Lexicon:
    """Load the lexicon that was written as Parquet at `path`, once a process."""
    import pyarrow.parquet as pq

    return lexicon_of(pq.read_table(path, schema=LEXICON))


def how_common(weight: int) -> float:
    """Weigh a count on a scale that grows slowly: 0 for never."""
    return math.log2(1 + weight)


@lru_cache(maxsize=100_000)
def _folded_family(name: str) -> str | None:
    folded = fold(name).strip(" .,-'")
    return folded if len(folded) > 1 and any(c.isalpha() for c in folded) else None


def _words(family: str) -> list[str]:
    return [w for w in family.replace("-", " ").split() if len(w) > 2 and w not in PARTICLES]
