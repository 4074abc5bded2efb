"""Names of people: their letters folded for comparison, and a full name in one cell read into its parts."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from recense.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

Order = Literal["family_first", "given_first"]
Capitals = Literal["family", "given"]

LIGATURES = str.maketrans(
    {"Œ": "OE", "Æ": "AE", "Ø": "O", "Ł": "L", "Đ": "D", "ẞ": "SS", "’": "'", "`": "'", "´": "'", "ʼ": "'"}
)

# title -> (sex, role)
TITLES: dict[str, tuple[str | None, Role | None]] = {
    **dict.fromkeys(("M", "MR", "MONSIEUR", "MONS", "MSIEUR", "SIEUR", "SR"), ("M", None)),
    **dict.fromkeys(
        ("MME", "MADAME", "MRS", "MS", "DAME", "MLLE", "MELLE", "MADEMOISELLE", "MLE", "MISS"), ("F", None)
    ),
    **dict.fromkeys(("DR", "DOCTEUR", "PR", "PROF", "PROFESSEUR", "DOC"), (None, Role.STAFF)),
    **dict.fromkeys(("DRE", "DOCTEURE", "PRE", "PROFESSEURE"), ("F", Role.STAFF)),
    **dict.fromkeys(("IDE", "IADE", "IBODE", "IPA", "CADRE", "INTERNE", "AS", "ASH", "SF"), (None, Role.STAFF)),
    **dict.fromkeys(("ENFANT", "ENF", "BEBE", "BB", "NNE", "NOUVEAU-NE", "MAITRE", "ME"), (None, None)),
}
# short titles that are also words or names: they count only with a dot, or before a name that keeps two words without them
SHORT_TITLES = frozenset(
    {"M", "MS", "SR", "SF", "AS", "PR", "ME", "DOC", "ENF", "DAME", "SIEUR", "CADRE", "MONS", "PRE"}
)

# fmt: off
PARTICLES = frozenset((
    "DE", "DU", "DES", "D", "LA", "LE", "LES", "VAN", "VON", "VANDEN", "VANDER", "DEN", "DER", "TER", "TEN", "ZU",
    "ZUM", "DA", "DAS", "DO", "DOS", "DI", "DEL", "DELLA", "DELLE", "DELLO", "BEN", "BENT", "BINT", "IBN", "EL",
    "AL", "AIT", "OULD", "ABOU", "ABU", "O", "MAC", "MC", "ST", "STE", "SAINT", "SAINTE",
))
# fmt: on
# a particle in lower case that begins the family name wherever it stands; BEN, SAINT and the like are not among them
BINDING = frozenset(
    {"DE", "DU", "DES", "D", "LA", "LE", "LES", "VAN", "VON", "DEN", "DER", "DA", "DOS", "DI", "DEL", "DELLA"}
)

DAY_WORD = re.compile(
    r"(?:LUN|MAR|MERCRE|JEU|VENDRE|SAME)DI|DIMANCHE|JANVIER|FEVRIER|MARS|AVRIL|MAI|JUIN|JUILLET|AOUT|(?:SEPT|NOV|DEC)EMBRE"
    r"|OCTOBRE|SEM(?:AINE)?|JOUR|MATIN|MIDI|SOIR|NUIT|APRES|[AP]M|LE|DU|AU|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY"
)

MARKER = re.compile(
    r"""[\s,;(\[/-]*(?:
      (?P<birth>\bn[ée]{1,2}\b(?:\s*\(\s*e\s*\))?(?!\s*(?:le|la|en|à)\b)\s*:?|\bn[ée]e?\s*:
         |\bnom\s+de\s+(?:jeune\s+fille|naissance)\b\s*:?
         |\b(?:j\.?\s?f\.?|nom\s+jf|de\s+naissance|born|dite?)\b\.?\s*:?)
    | (?P<used>\b(?:[ée]pouse|[ée]p(?:se|ouse)?|vve|veuve|vv|divorc[ée]{1,2}e?|div|usage
         |nom\s+d['’]usage|nom\s+marital|marital|mari[ée]e)\b\.?\s*:?)
    )[\s]*""",
    re.IGNORECASE | re.VERBOSE,
)
BORN_ON = re.compile(r"[\s,;(\-]*\bn[ée]{1,2}(?:\s?\(e\))?\s+(?:le|en|à|a)\b.*$", re.IGNORECASE)
AGED = re.compile(
    r"[\s,;(\-]*\b\d{1,3}\s?(?:ans?|mois|jours?|semaines?|sem|a|j)\b(?:\s+(?:et\s+)?\d{1,2}\s?(?:mois|jours?|j))?[\s)\].]*$",
    re.IGNORECASE,
)  # "DUPONT Marie 72 ans", "(3 mois)": an age after a name
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`]\s?(?=[^\W\d_])|[.\-‐‑–](?=[^\W\d_])|\.-(?=[^\W\d_]))*\.?")
SPACED_HYPHEN = re.compile(r"(?<=[^\W\d_])\s+[-–]\s+|(?<=[^\W\d_])\s*[-–](?=\s)\s*|\s+[-–](?=[^\W\d_])")
NOT_A_NAME = re.compile(r"[\d@#*=<>|%€$_\\]|https?:|www\.")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A full name read into its parts. `family_name` is the one in use; `confidence` that it was cut rightly."""

    title: str | None = field(repr=False)
    family_name: str | None = field(repr=False)
    birth_name: str | None = field(repr=False)
    given_names: tuple[str, ...] = field(repr=False)
    sex: str | None
    role_hint: Role | None
    confidence: float


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Write in capitals without accents: "Lefèvre-Œuvrard" becomes "LEFEVRE-OEUVRARD". Spaces are made single."""
    upper = unicodedata.normalize("NFKD", text).upper().translate(LIGATURES)
    bare = "".join(c for c in unicodedata.normalize("NFKD", upper) if not unicodedata.combining(c))
    return " ".join(bare.split())


def compact(text: str) -> str:
    """Keep the letters and digits of the folded text: "L'Hôte-Du Bois" becomes "LHOTEDUBOIS"."""
    return "".join(c for c in fold(text) if c.isalnum())


def words_of(text: str) -> list[str]:
    """Cut the folded text at all that is neither letter nor digit."""
    return [w for w in re.split(r"[^0-9A-Z]+", fold(text)) if w]


@cache
def known_given_names() -> dict[str, str]:
    """Return the usual given names, folded, with the sex of most people who bear them."""
    lists = tomllib.loads(
        resources.files("recense.detect").joinpath("data/given_names.toml").read_text(encoding="utf-8")
    )
    return {name: sex for sex, names in lists.items() for name in names.split()}


def is_given_name(word: str) -> bool:
    """Say whether every part of the word ("Jean-Pierre") is a usual given name."""
    known = known_given_names()
    parts = [p for p in re.split(r"[-\s]+", fold(word)) if p]
    return bool(parts) and all(p in known for p in parts)


def is_day(text: str) -> bool:
    """Tell "Lundi 12/03/2024" and "mardi 13 mars (matin)", days, from Mme DIMANCHE and from a name with a birth date."""
    return any(c.isdigit() for c in text) and all(DAY_WORD.fullmatch(w) for w in re.findall(r"[A-Z]+", fold(text)))


def split_given_names(text: str) -> tuple[str, ...]:
    """Cut a cell of given names: "Jean-Pierre, Marie" gives two. Initials and dots are kept as read."""
    return tuple(w for w in re.split(r"[\s,;/]+", text.strip(" ,;.()")) if w)


def without_age(text: str) -> str:
    """Leave out the age that secretaries write after a name."""
    return AGED.sub("", text) if text[-1:] in "sS)jJaAnNmM." and any(c.isdigit() for c in text) else text


def parse_full_name(text: str, order: Order | None = None, capitals: Capitals | None = None) -> PersonName | None:
    """Read a full name in any order, with titles, maiden names, particles.

    `order` and `capitals` (which part is written in them) are what the rest of the column says, when it does.
    Returns None when the text cannot be a person's name.
    """
    cleaned = without_age(BORN_ON.sub("", " ".join(text.replace("\u00a0", " ").split()))).strip(" ,;:-*\"'")
    if not 2 <= len(cleaned) <= 90 or NOT_A_NAME.search(cleaned):
        return None
    titles, rest = _take_titles(cleaned)
    main, birth_part, used_part = _take_marked(rest)
    if not main and not birth_part and not used_part:
        return None
    family, given, sure = _split_name(main, order, capitals)
    birth: str | None = None
    if birth_part:
        birth, more_given = _family_of_part(birth_part, has_given=bool(given))
        given = given or more_given
        if not family:
            family = birth
    elif used_part:
        used, more_given = _family_of_part(used_part, has_given=bool(given))
        birth, family = family, used
        given = given or more_given
    if family is None or len(compact(family)) < 1 or len((*given, family)) > 9:
        return None
    if not given and not titles and not birth and not used_part and len(family.split()) > 4:
        return None
    sex = next((TITLES[t][0] for t in titles if TITLES[t][0]), None)
    if sex is None and (used_part or re.search(r"\bn[ée]e\b", rest, re.IGNORECASE)):
        sex = "F"
    role = next((TITLES[t][1] for t in titles if TITLES[t][1]), None)
    confidence = max(sure, 0.6) if given else 0.5 if titles or birth else 0.3
    return PersonName(titles[0] if titles else None, family, birth, given, sex, role, confidence)


def _take_titles(text: str) -> tuple[list[str], str]:
    """Take the civil and professional titles from both ends: "Mme le Dr", "DUPONT Jean (M.)"."""
    titles: list[str] = []
    words = text.split()
    while len(words) > 1:
        bare = fold(words[0]).strip(".,:()")
        followed = len(words) > 2 or words[0].endswith(".") or bare not in SHORT_TITLES
        if bare in TITLES and (followed or (bare == "M" and not titles)) and not _is_initial(words):
            titles.append(bare)
            words = words[1:]
            while words and fold(words[0]).strip(".") in {"ET", "LE", "LA", "L'"} and titles and len(words) > 1:
                if fold(words[1]).strip(".") not in TITLES:
                    break
                words = words[1:]
            continue
        break
    while (
        len(words) > 1
        and (bare := fold(words[-1]).strip(".,:()")) in TITLES
        and (words[-1][0] == "(" or bare not in SHORT_TITLES)
    ):
        titles.append(bare)
        words = words[:-1]
    return titles, " ".join(words).strip(" ,;:")


def _is_initial(words: Sequence[str]) -> bool:
    """Tell "M. A. DUPONT", a title, from "AS DUPONT": two letters in capitals may be initials, but titles win."""
    return fold(words[0]) in {"AS", "SF"} and not words[0].endswith(".") and len(words) < 3


def _take_marked(text: str) -> tuple[str, str | None, str | None]:
    """Cut at "née" and "épouse": the part before, the birth name after, the used name after."""
    found = MARKER.search(text)
    if not found:
        return text, None, None
    before = text[: found.start()].strip(" ,;:()[]-/")
    after = text[found.end() :].strip(" ,;:()[]-/")
    second = MARKER.search(after)
    if second:
        after = after[: second.start()].strip(" ,;:()[]-/")
    closing = re.search(r"[)\]]", after)
    if closing:  # "DUPONT (née LEROY) Marie"
        before = f"{before} {after[closing.end() :].strip()}".strip()
        after = after[: closing.start()].strip()
    if not after:
        return before, None, None
    return (before, after, None) if found.group("birth") else (before, None, after)


def _family_of_part(text: str, *, has_given: bool) -> tuple[str | None, tuple[str, ...]]:
    if has_given:
        return text or None, ()
    family, given, _ = _split_name(text, "family_first")
    return family, given


def _split_name(
    text: str, order: Order | None, capitals: Capitals | None = None
) -> tuple[str | None, tuple[str, ...], float]:
    """Cut a name without titles into family name and given names, and say how sure the cut is."""
    text = SPACED_HYPHEN.sub(_join_or_cut, re.sub(r"[()\[\]\"]", " ", text).strip(" ,;:/-"))
    if not text:
        return None, (), 0.0
    for mark in (",", ";", "/", "^"):
        if mark in text:
            left, _, right = text.partition(mark)
            if left.strip() and right.strip(" ,;/^"):
                return left.strip(), split_given_names(right.replace("^", " ")), 0.95
    words = [w.strip(".") if len(w.strip(".")) > 1 else w for w in WORD.findall(text)]
    if not words:
        return None, (), 0.0
    if len(words) == 1:
        return words[0], (), 0.3
    cut = _cut_by_case(words, capitals)
    sure = 0.95
    if cut is None and all(fold(w).strip("'") in PARTICLES for w in words[:-1]) and not is_given_name(words[-1]):
        return " ".join(words), (), 0.3  # "LE FOULGOC", "DE SOUSA": a particle is no name by itself
    if cut is None:
        cut, sure = _cut_by_words(words, order)
    family, given = cut
    return (" ".join(family) or None), tuple(given), sure


def _join_or_cut(hyphen: re.Match[str]) -> str:
    """Tell "DUPONT - LEROY", a double name, from "DUPONT - Jean", two parts."""
    left = hyphen.string[: hyphen.start()].split()[-1]
    right = (hyphen.string[hyphen.end() :].split() or [""])[0]
    return "-" if left.isupper() == right.isupper() else " "


Cut = tuple[list[str], list[str]]


def _cut_by_case(words: list[str], capitals: Capitals | None) -> Cut | None:
    """Cut where capitals end: "DUPONT Jean", "Jean-Pierre de LA TOUR"."""
    capital = [w.isupper() and not _is_initial_word(w) for w in words]
    mixed = [not c and w[:1].isupper() for w, c in zip(words, capital, strict=True)]
    if not any(capital) or not any(mixed):
        return None
    family_at = [i for i, c in enumerate(capital) if c]
    first, last = family_at[0], family_at[-1]
    while first > 0 and words[first - 1].islower() and fold(words[first - 1]).strip("'") in PARTICLES:
        first -= 1
    if any(mixed[first : last + 1]):  # capitals on both sides of a mixed word: only the first run is the family
        last = next(i for i in range(first, last + 1) if mixed[i]) - 1
    given = words[:first] + words[last + 1 :]
    if all(w.islower() for w in given):
        return None
    given = _without_notes(given)
    family = words[first : last + 1]
    swapped = _known(family) and not any(is_given_name(w) or _is_initial_word(w) for w in given)
    if capitals == "given" or (capitals is None and swapped):
        return given, family  # "Ambert CHRISTEL"
    return family, given


def _without_notes(given: list[str]) -> list[str]:
    """Leave out what is noted after a given name: "Léa contrôle", "Léa HTA"."""
    plain = [w for w in given if w[:1].isupper() and (not w.isupper() or _is_initial_word(w))]
    end = given.index(plain[0]) + 1 if plain else len(given)
    return given[:end] + [w for w in given[end:] if w in plain or _is_particle(w)]


def _known(words: list[str]) -> bool:
    return all(map(is_given_name, words))


def _cut_by_words(words: list[str], order: Order | None) -> tuple[Cut, float]:
    """Cut by particles, by usual given names, then by the order that the column has."""
    known = [is_given_name(w) for w in words]
    sure = 0.7 if order else 0.5
    if _is_initial_word(words[-1]) != _is_initial_word(
        words[0]
    ):  # "Bouzid L.", "L. Bouzid": an initial is a given name
        order, sure = ("family_first" if _is_initial_word(words[-1]) else "given_first"), 0.85
    if order is None:
        order, sure = _order_of(words, known)
    if order == "given_first":
        return _given_first(words, known), sure
    return _family_first(words, known), sure


def _order_of(words: list[str], known: list[bool]) -> tuple[Order, float]:
    if known[0] and not known[-1]:
        return "given_first", 0.85
    if known[-1] and not known[0]:
        return "family_first", 0.85
    folded = [fold(w).strip("'.") for w in words]
    if any(f in BINDING for f in folded[1:-1]) and folded[0] not in PARTICLES:
        return "given_first", 0.7  # "Jean de la Tour"
    if all(w.isupper() for w in words):
        return "family_first", 0.6
    return ("given_first" if known[0] or not known[-1] else "family_first"), 0.5


def _family_first(words: list[str], known: list[bool]) -> Cut:
    end = 1
    while end < len(words) and _is_particle(words[end - 1]):
        end += 1
    if end >= len(words):
        return words[:1], words[1:]
    first_known = next((i for i in range(end, len(words)) if known[i]), None)
    if first_known is not None and all(known[first_known:]):
        end = first_known
    elif len(words) > end + 1 and _is_particle(words[end]):  # "DUPONT DE LIGNE Jean"
        while end < len(words) - 1 and _is_particle(words[end]):
            end += 1
        end = min(end + 1, len(words) - 1)
    return words[:end], words[end:]


def _given_first(words: list[str], known: list[bool]) -> Cut:
    start = 1
    particle = next((i for i in range(1, len(words) - 1) if _is_particle(words[i])), None)
    while start < len(words) - 1 and known[start]:
        start += 1
    if particle is not None and particle < start + 1:
        start = particle
    elif particle is None and start < len(words) - 1 and _is_initial_word(words[start]):
        start += 1
    return words[start:], words[:start]


def _is_particle(word: str) -> bool:
    return fold(word).strip("'.") in PARTICLES


def _is_initial_word(word: str) -> bool:
    return all(len(part) <= 1 for part in re.split(r"[.-]", word))
