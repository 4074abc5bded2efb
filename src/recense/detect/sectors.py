"""The care sectors of French hospitals: from any way of writing one to its canonical label.

The vocabulary is data (`rules/sectors.toml`). A sector is *telling* when naming it names the condition: addictology,
maternity, oncology… Severity and letters then treat it as health data.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

LONGEST_NAME = 9  # words: a longer cell is a sentence, not the name of a sector
LONGEST_ALIAS = 6  # words
STREET = frozenset(
    {"rue", "r", "avenue", "av", "ave", "boulevard", "bd", "bld", "place", "pl", "impasse", "imp", "allee"}
    | {"chemin", "che", "route", "rte", "quai", "square", "residence"}
)
UNIT_CODE = re.compile(
    r"^\W*(u\.?\s?f|u\.?\s?m|unit[ée](?: fonctionnelle)?)\.?\s*(?:n[°o]\s*|[:\-]\s*)?(\d{3,5}[a-z]?)\W*$", re.IGNORECASE
)
NOT_A_CODE = re.compile(r"[/:,€%+]|\d{7,}|^0+$")  # dates, times, amounts, telephones
UNIT_OF_MEASURE = re.compile(
    r"^\W*(?:[µmnkcdp]?(?:g|l|mol|UI|Eq|m|Hg)|mm3|%|T|G|U)\s?/\s?\w+|^\W*(?:mmol|mmHg|bpm|kg|mg|cm)\W*$", re.IGNORECASE
)
ORDINAL = re.compile(r"^(?:\d{1,5}[a-z]?|[a-z]|[ivx]{1,4}|\d+(?:er|e|eme|ere))$")


@dataclass(frozen=True, slots=True)
class Sector:
    """A care sector: its canonical label in French, and whether it tells the condition.

    A `platform` (laboratory, operating theatre, pharmacy) serves the others: a list kept in its folder is not of people
    who stayed there.
    """

    name: str
    telling: bool
    platform: bool = False


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    whole: dict[str, Sector]  # every way of writing a sector
    inside: dict[str, Sector]  # those clear enough to be recognised within a longer text
    before: frozenset[str]
    after: frozenset[str]
    not_care: frozenset[str]
    elsewhere: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    source = tomllib.loads((files("recense.detect") / "rules" / "sectors.toml").read_text(encoding="utf-8"))
    whole: dict[str, Sector] = {}
    inside: dict[str, Sector] = {}
    for entry in source["sector"]:
        sector = Sector(entry["name"], entry.get("telling", False), entry.get("platform", False))
        for word in [sector.name, *entry["words"]]:
            plain = " ".join(words_of(word))
            whole.setdefault(plain, sector)
            if not word.startswith("="):
                inside.setdefault(plain, sector)
    return _Vocabulary(
        whole,
        inside,
        frozenset(source["around"]["before"]),
        frozenset(source["around"]["after"]),
        frozenset(" ".join(words_of(w)) for w in source["not_care"]["words"]),
        frozenset(source["elsewhere"]["words"]),
    )


@lru_cache(maxsize=100_000)
def normalize_sector(text: str) -> Sector | None:
    """Return the care sector that `text` (one cell, one header) is the name of, or None.

    Tolerant of capitals, accents, abbreviations (`URG`, `MED INT`), prefixes (`Service de`), numbers of units. A bare
    unit code (`UF 1234`) is kept as read, and so is an unknown name after "Service de". A sentence that merely mentions
    a sector is not the name of one.
    """
    code = UNIT_CODE.match(text)
    if code:
        return Sector(f"UF {code[2].upper()}", telling=False)
    tokens = words_of(text)
    if not tokens or len(tokens) > LONGEST_NAME or (STREET.intersection(tokens) and "ehpad" not in tokens):
        return None
    words = _vocabulary()
    for candidate in _without_surroundings(tokens, words):
        known = words.whole.get(candidate)
        if known:
            return known
    found = _found_inside(tokens, words)
    if found and _is_mostly(found, tokens, words):
        return _most_telling(found)
    return _named_service(text, tokens, words)


@lru_cache(maxsize=100_000)
def may_name_a_sector(text: str) -> bool:
    """Say whether a cell of a column of sectors may be shown as one, known or not ("Les Glycines", "3A", "1101").

    A mark, a letter, a unit of measure, the number of a row in another table, a place people come from, another
    hospital: these are no sectors of this one.
    """
    if normalize_sector(text):
        return True
    tokens = words_of(text)
    bare = "".join(tokens)
    if not any(map(str.isalpha, bare)):
        return len(bare) >= 3 and not NOT_A_CODE.search(text)
    return len(bare) > 1 and not UNIT_OF_MEASURE.search(text) and not _vocabulary().elsewhere.intersection(tokens)


def sectors_in_name(name: str) -> tuple[Sector, ...]:
    """Return the sectors named in a path, a sheet's name or a title, in order, without repetition."""
    parts = [part for part in re.split(r"[/\\]+|!/", name) if part]
    if parts:
        parts[-1] = re.sub(r"(?:\.[A-Za-z][A-Za-z0-9]{1,5})+$", "", parts[-1])
    seen: dict[Sector, None] = {}
    for part in parts:
        for _, _, sector in _found_inside(words_of(part), _vocabulary()):
            seen.setdefault(sector)
    return tuple(seen)


def words_of(text: str) -> list[str]:
    """Split into words and numbers, lower case, without accents or punctuation; `S.S.R.` is one word."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("œ", "oe")
    plain = re.sub(r"(?<=\w)\.(?=\w)", "", plain) if re.fullmatch(r"\W*(?:\w\.)+\w?\W*", plain) else plain
    return re.findall(r"[a-z]+|\d+[a-z]*", plain)


def _without_surroundings(tokens: list[str], words: _Vocabulary) -> list[str]:
    """Return the name as read, then with words that change nothing taken off its ends."""
    candidates = [" ".join(tokens)]
    start, end = 0, len(tokens)
    while start < end and (tokens[start] in words.before or ORDINAL.match(tokens[start])):
        start += 1
        candidates.append(" ".join(tokens[start:end]))
    while end > 1 and (tokens[end - 1] in words.after or ORDINAL.match(tokens[end - 1])):
        end -= 1
        candidates += [" ".join(tokens[s:end]) for s in range(min(start, end - 1) + 1)]
    return [c for c in candidates if c]


def _found_inside(tokens: list[str], words: _Vocabulary) -> list[tuple[int, int, Sector]]:
    """Return the aliases found among the tokens, longest first at each place, as (start, end, sector)."""
    found, start = [], 0
    while start < len(tokens):
        for end in range(min(len(tokens), start + LONGEST_ALIAS), start, -1):
            sector = words.inside.get(" ".join(tokens[start:end]))
            if sector:
                found.append((start, end, sector))
                start = end - 1
                break
        start += 1
    return found


def _is_mostly(found: list[tuple[int, int, Sector]], tokens: list[str], words: _Vocabulary) -> bool:
    """Say whether the sectors make up the text: what is left is at most two words that could be anything."""
    covered = {i for start, end, _ in found for i in range(start, end)}
    light = words.before | words.after
    left = [t for i, t in enumerate(tokens) if i not in covered and t not in light and not ORDINAL.match(t)]
    return len(left) <= (2 if tokens[0] in words.before else 1)


def _most_telling(found: list[tuple[int, int, Sector]]) -> Sector:
    return next((sector for _, _, sector in found if sector.telling), found[0][2])


def _named_service(text: str, tokens: list[str], words: _Vocabulary) -> Sector | None:
    """Keep as read a name that says of itself that it is a service ("Service des Lilas"), unless it gives no care."""
    if tokens[0] not in {"service", "serv", "sce", "svc"} or len(tokens) < 2 or len(tokens) > 6:
        return None
    start = 1
    while start < len(tokens) and tokens[start] in words.before:
        start += 1
    rest = " ".join(tokens[start:])
    if not rest or len(rest) < 3 or any(f" {w} " in f" {rest} " for w in words.not_care):
        return None
    return Sector(" ".join(text.split()), telling=False)
