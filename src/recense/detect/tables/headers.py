"""What a header says: the type of its column, and whose data it is. The vocabulary is data, `rules/headers.toml`."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import islice

from recense.detect.names import fold

SMALL_WORDS = frozenset(
    [
        "DE",
        "DU",
        "DES",
        "LA",
        "LE",
        "LES",
        "L",
        "D",
        "A",
        "AU",
        "AUX",
        "EN",
        "ET",
        "OU",
        "PAR",
        "SUR",
        "POUR",
        "THE",
        "OF",
        "AND",
        "TO",
    ]
)
KEPT_PHRASES = {
    "NE LE": "NE",
    "NEE LE": "NE",
    "NE E LE": "NE",
    "REMIS A": "REMIS QUI",
    "NE A": "LIEU NAISSANCE",
    "NEE A": "LIEU NAISSANCE",
    "NE E A": "LIEU NAISSANCE",
}
NO_PERSON = frozenset(
    {"URGENCE", "EMERGENCY", "CONF", "TRAITANT", "PS", "FAMILLE", "ACC", "RESP"}
)  # words of owners, of others too
VALUE_TOO = 0.9  # strength of a header that may as well be a value: enough for a column, not for a label of a form
DONE_BY = re.compile(
    r"^(?!REMBOURSE|PAYE|PRIS EN CHARGE|FINANCE|ENTREE|SORTIE|ARRIVEE)[A-Z ]*(?:[EIU]|PRIS|FAIT|ECRIT|PRESCRIT)E?S? PAR$"
)
WEAK_KINDS = frozenset({"other", "free_text", "result", "date"})  # their words are found in headers of all kinds
WEEKDAY = re.compile(
    r"(?i)(?:lun|mar|mer|jeu|ven|sam|dim)(?:\.|$|(?:di|cre?di|dre?di|anche)\b)[\s.]*(?:\d{1,2}\b(?:[\s/.-]*[^\W\d]{3,9}|[/.-]\d{1,2})?.{0,5})?"
)  # a day at the head of an agenda
LONGEST = 60  # a longer cell is not a header


@dataclass(frozen=True, slots=True)
class HeaderRead:
    """What a header says. `kind` is a key of `headers.toml` [types]; `owner` one of [owners], or "".

    `strength` is 1.0 for a known header, less when only part of it, or something near it, is known.
    """

    kind: str
    owner: str
    strength: float
    words: str


# in a path: kinds that the part above may make precise, and last parts that say nothing by themselves
UNTOLD = frozenset({"date", "other", "family_name", "relative", "result"})
VALUES = frozenset({"VALEUR", "VALUE", "LIBELLE", "TEXT", "TEXTE", "DISPLAY", "NUMERO", "CODE", "ID"})


# "Né(e)", "Époux(se)", "Patient·e", "Infirmier(ère)": the ending of the other sex, or of the plural
INCLUSIVE = re.compile(
    r"(?<=[^\W\d_])(?:[·•/](?:e|se|ne|ère|trice|euse)s?(?![\w-])|\((?:e|se|ne|ère|ere|rice|trice|euse|ve|s|es)\)s?)",
    re.IGNORECASE,
)
# the same in the names of a database: NOM_EPOUX_SE, NE_E_LE
INCLUSIVE_WORDS = re.compile(
    r"\b(?:(EPOUX) SE|(NE|CONJOINT|PATIENT|ASSURE|MARIE|HOSPITALISE|INFORME|PREVENU|AGENT|ADRESSE) E)\b(?! MAIL)"
)
# "nom de famille", "famille usage": the name, and not the family; in a path, `identite.famille` is the name too
FAMILY_NAME = re.compile(
    r"\bNOM FAMILLE\b|\bFAMILLE NOM\b|\bFAMILLE(?= (?:USAGE|USUEL|NAISSANCE|NAISS|MARITAL)\b)"
    r"|(?<=\bIDENTITE )FAMILLE$|(?<=\bPATIENT )FAMILLE$|(?<=\bCIVIL )FAMILLE$|(?<=\bNAME )FAMILLE$"
)


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    size: int  # letters that it explains
    exact: re.Pattern[str]
    inside: re.Pattern[str]


@lru_cache(maxsize=50_000)
def read_header(header: str) -> HeaderRead | None:
    """Read a header, one or two levels joined by " / ". Returns None when no word of it is known."""
    group, _, own = header.rpartition(" / ")
    if not group and " " not in header and "." in header:  # a path in a document: `patient.identite.nom`
        path, _, last = header.rpartition(".")
        read = _read_last(path, last)
        if read and read.strength >= 0.9 and len(path) >= 3:
            return HeaderRead(read.kind, read.owner or _owner_of(plain_words(path)), read.strength, read.words)
    read = _read_words(plain_words(own or header))
    if not group:
        return read
    above = _read_words(plain_words(group))
    owner = _owner_of(plain_words(group))
    if read is None:
        return above and HeaderRead(above.kind, above.owner or owner, above.strength * 0.8, above.words)
    if not read.owner and owner:
        return HeaderRead(read.kind, owner, read.strength, read.words)
    return read


def _read_last(path: str, last: str) -> HeaderRead | None:
    """Read the last part of a path, with the part above it where that says more: `naissance.date`, `naissance.nom`."""
    above = path.rpartition(".")[2]
    if fold(last) == "FAMILLE":  # the name in an identity, relatives in a notice
        last = "nom" if FAMILY_NAME.search(plain_words(f"{above} {last}")) else last
    if fold(last).startswith("NAISSANCE") and re.search(r"\bNOMS?$", plain_words(above)):
        last = "nom de naissance"  # `noms.naissance`
    read = _read_words(plain_words(last))
    whole = (
        read is not None and read.kind == "family_name" and " " in plain_words(last)
    )  # `etatCivil.nomFamille` says it all
    if read is None or read.strength < 0.9 or (read.kind in UNTOLD and not whole):
        for words in (f"{above} {last}", f"{last} {above}", above if fold(last) in VALUES else ""):
            both = _read_words(plain_words(words))
            if both and both.strength >= 0.95 and both.kind != "other":
                return both
    return read


@lru_cache(maxsize=50_000)
def plain_words(header: str) -> str:
    """Write a header in plain words: `dateNaissance_PAT1` becomes "DATE NAISSANCE PAT 1"."""
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", header)
    bare = INCLUSIVE.sub("", spaced.replace("°", " "))
    folded = fold(bare).replace("\ufffd", "E")  # the letter most often lost to an encoding
    words = [w for w in re.split(r"[^0-9A-Z]+", folded) if w]
    phrase = INCLUSIVE_WORDS.sub(lambda m: m[1] or m[2], " ".join(words))
    words = phrase.split()
    if phrase in KEPT_PHRASES:
        return KEPT_PHRASES[phrase]
    words = [part for w in words for part in re.findall(r"\d+(?:ER|EME|ND)?|[A-Z]+|\S", w)]
    if DONE_BY.match(phrase):
        return phrase
    kept = [w for w in words if w not in SMALL_WORDS]
    return " ".join(kept or words)


def _is_value_too(kind: str, words: str) -> bool:
    """Say whether a header's one word stands in cells too: a job ("IDE") in lists of staff, a kinship ("FILS") in others."""
    return kind in {"practitioner", "relative"} and " " not in words and not words.startswith(("MED", "DOCTEUR"))


def _read_words(words: str) -> HeaderRead | None:  # noqa: C901, PLR0911 - one return a way of knowing it, surest first
    words = FAMILY_NAME.sub("NOM", words)
    if not words or len(words) > LONGEST:
        return None
    if DONE_BY.match(words):
        return HeaderRead("practitioner", "practitioner", 0.9, words)  # "Traité par", "Saisi par": who did it
    owner = _owner_of(words)
    exact = _exact(words)
    if exact:
        whose = owner if exact in {"practitioner", "relative"} or owner in {"patient", "staff", "thing"} else ""
        return HeaderRead(exact, whose, VALUE_TOO if _is_value_too(exact, words) else 1.0, words)
    bare = _without_owner(words, owner) if owner != "thing" else words
    if owner == "relative" and _exact(bare) == "used_name":
        return HeaderRead("used_name", "", 0.95, words)  # "Nom d'usage (époux)": taken from him, and borne by her
    if not bare and owner in {"practitioner", "relative"} and words not in NO_PERSON:
        return HeaderRead(
            owner, owner, VALUE_TOO if " " not in words else 0.95, words
        )  # "IDE", "Conjointe": the word for a person, and nothing else
    if bare and bare != words:
        exact = _exact(bare)
        if exact:
            return HeaderRead(exact, owner, 0.95, words)
    glued = re.fullmatch(r"(?:PATIENT|PAT|BENEF|MAL)([A-Z]{2,})|([A-Z]{2,})(?:PATIENT|PAT)", words)
    if glued and (exact := _exact(glued[1] or glued[2])):
        return HeaderRead(exact, "patient", 0.9, words)
    if cut := _truncated(bare or words):
        return HeaderRead(cut, owner, 0.85, words)
    found = _inside(bare or words)
    if found:
        kind, share = found
        return HeaderRead(kind, owner, 0.5 + 0.4 * share, words)
    near = _near(words)
    if near is None and owner in {"practitioner", "relative"} and len(re.sub("[^A-Z]", "", bare)) <= 2:
        return HeaderRead(owner, owner, 0.85, words)  # "Accompagnant J+0"
    return HeaderRead(near, owner, 0.75, words) if near else None


@cache
def _vocabulary() -> dict[str, dict[str, list[str]]]:
    text = (resources.files("recense.detect") / "rules" / "headers.toml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    return loaded


@cache
def _entries() -> dict[str, list[_Entry]]:
    """Return the phrases as patterns, by their first two letters."""
    made: dict[str, list[_Entry]] = {}
    for kind, phrases in _vocabulary()["types"].items():
        for phrase in phrases:
            folded = [w for w in re.split(r"[^0-9A-Z*]+", fold(phrase)) if w and w not in SMALL_WORDS] or [fold(phrase)]
            pattern = " ?".join(w.replace("*", r"[A-Z]*?") for w in folded)
            size = sum(len(w.strip("*")) for w in folded)
            entry = _Entry(kind, size, re.compile(pattern), re.compile(rf"(?:^| ){pattern}(?:$| )"))
            made.setdefault("".join(folded)[:2], []).append(entry)
    return made


def _beginning_at(words: str) -> list[_Entry]:
    return _entries().get(words.replace(" ", "")[:2], []) + _entries().get(words[:1], [])


@cache
def _whole() -> dict[str, str]:
    """Return the phrases without stars, written with spaces and glued, for a look-up."""
    found: dict[str, str] = {}
    for kind, phrases in _vocabulary()["types"].items():
        for phrase in phrases:
            if "*" not in phrase:
                words = plain_words(phrase)
                found.setdefault(words, kind)
                found.setdefault(words.replace(" ", ""), kind)
    return found


def _exact(words: str) -> str | None:
    known = _whole().get(words) or _whole().get(re.sub(r" \d$", "", words))
    if known:
        return known
    bare = re.sub(r" \d$", "", words)
    best = max(
        (e for e in _beginning_at(bare) if e.exact.fullmatch(bare) or e.exact.fullmatch(words)),
        key=lambda e: e.size,
        default=None,
    )
    return best.kind if best else None


def _inside(words: str) -> tuple[str, float] | None:
    """Find the known phrase that explains most of the header, and the share of its letters that it explains."""
    best, size = None, 0.0
    starts = {m.start() for m in re.finditer(r"\S+", words)}
    for entry in [e for at in sorted(starts) for e in _beginning_at(words[at:])]:
        weight = entry.size * (0.4 if entry.kind in WEAK_KINDS else 1.0)
        if weight > size and entry.size >= 2 and entry.inside.search(words):
            best, size = entry, weight
    return (best.kind, min(1.0, size / len(words.replace(" ", "")))) if best else None


def _truncated(words: str) -> str | None:
    """Read a header that a format cut short ("FIN SEJ", "DEBUT SEJO"): all known phrases that go on from it say the same."""
    if len(words.replace(" ", "")) < 5:
        return None
    phrases = _phrases_in_order()
    kinds = set()
    for phrase in islice(phrases, bisect_left(phrases, words), None):
        if not phrase.startswith(words):
            break
        if phrase[len(words) : len(words) + 1].isalpha():
            kinds.add(_whole()[phrase])
    return kinds.pop() if len(kinds) == 1 else None


@cache
def _phrases_in_order() -> list[str]:
    return sorted(_whole())


def _near(words: str) -> str | None:
    """Find a known phrase that differs by a slip: a letter lost to an encoding, or misread."""
    glued = words.replace(" ", "")
    if not 5 <= len(glued) <= 24 or any(c.isdigit() for c in glued):
        return None
    from rapidfuzz import fuzz, process

    known = _whole()
    found = process.extractOne(glued, _long_phrases(), scorer=fuzz.ratio, score_cutoff=86)
    return known[found[0]] if found and known[found[0]] not in {"practitioner", "other"} else None


@cache
def _long_phrases() -> list[str]:
    return [k for k in _whole() if len(k) >= 5 and " " not in k]


@cache
def _owner_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    made = []
    for owner, phrases in _vocabulary()["owners"].items():
        ordered = sorted((plain_words(p) for p in phrases), key=len, reverse=True)
        made.append((owner, re.compile(rf"(?:^| )(?:{'|'.join(ordered)})(?=$| )")))
    return tuple(made)


def _owner_of(words: str) -> str:
    for owner, pattern in _owner_patterns():
        if pattern.search(words):
            return owner
    return ""


def _without_owner(words: str, owner: str) -> str:
    if not owner:
        return words
    pattern = dict(_owner_patterns())[owner]
    return pattern.sub("", words).strip()
