"""Medical content in prose: diagnoses, drugs, results, acts, by stems and a short list (`clinical.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from recense.model import DataType

_LISTS = tomllib.loads(resources.files("recense.detect.text").joinpath("clinical.toml").read_text(encoding="utf-8"))


def _patterns(name: str) -> list[str]:
    """Return the patterns of a list; `~` in front of one means that more letters may stand before it."""
    words = [w.strip() for w in _LISTS[name].split("\n") if w.strip()]
    return [rf"\w{{3,}}{w[1:]}" if w.startswith("~") else w for w in words]


class _Words:
    """The words of one kind: single ones are looked up once a distinct word, phrases only where their first word is."""

    def __init__(self, name: str) -> None:
        patterns = _patterns(name)
        single = [p for p in patterns if " " not in p]
        phrases = [p for p in patterns if " " in p]
        self.single = re.compile("|".join(single) or "(?!)", re.IGNORECASE)
        self.heads = re.compile("|".join(re.split(r" |\(\?: ", p)[0] for p in phrases) or "(?!)", re.IGNORECASE)
        self.phrases = re.compile(rf"(?<!\w)(?:{'|'.join(phrases) or '(?!)'})(?!\w)", re.IGNORECASE)


_KINDS = {
    DataType.DIAGNOSIS: _Words("diagnoses"),
    DataType.DRUG: _Words("drugs"),
    DataType.ACT: _Words("acts"),
}
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_][\w\-]*\w")
DOSE = re.compile(
    r"(?<![\w,.])\d{1,4}(?:[.,]\d{1,3})?\s?(?:m?g|µg|mcg|UI|gouttes?|cp|comprim[ée]s?|g[ée]lules?|sachets?)(?![\w/])"
    r"(?:[^.;\n]{0,30}\b(?:par jour|/\s?j(?:our)?|matin|soir|midi|fois|x\s?\d)\b)?",
    re.IGNORECASE,
)
_MEASURES = "|".join(_patterns("measures"))
_UNITS = r"(?:g/d?l|mg/d?l|mg/l|µg/l|ng/ml|pg/ml|[mµn]mol/l|mEq/l|m?UI/l|[UGT]/l|/mm3|mmHg|bpm|mmol|%|°C|kg/m2|ml/min)"
RESULT = re.compile(
    rf"(?<!\w)(?:{_MEASURES})(?!\w)[^\d\n]{{0,20}}[<>]?\s?\d{{1,6}}(?:[.,/]\d{{1,3}})?"
    rf"|(?<![\w,.])\d{{1,6}}(?:[.,]\d{{1,3}})?\s?{_UNITS}(?![\w])",
    re.IGNORECASE,
)


def find_clinical(words: str) -> list[tuple[int, DataType]]:
    """Return where in a line something is said of health, the first of each kind: `(start, data type)`."""
    found: dict[DataType, int] = {}
    for match in _WORD.finditer(words):
        for kind, alone in _kinds_of(match.group().lower()):
            if kind in found:
                continue
            place = match if alone else _KINDS[kind].phrases.search(words)
            if place:
                found[kind] = place.start()
    if _DIGIT.search(words):
        if DataType.DRUG not in found and (dose := DOSE.search(words)):
            found[DataType.DRUG] = dose.start()
        if result := RESULT.search(words):
            found[DataType.RESULT] = result.start()
    return [(start, kind) for kind, start in found.items()]


@lru_cache(maxsize=100_000)
def _kinds_of(word: str) -> tuple[tuple[DataType, bool], ...]:
    """Return the kinds that a word tells: alone (True), or as the first of a phrase to look for (False)."""
    told: list[tuple[DataType, bool]] = []
    for kind, lists in _KINDS.items():
        if lists.single.fullmatch(word):
            told.append((kind, True))
        elif lists.heads.fullmatch(word):
            told.append((kind, False))
    return tuple(told)
