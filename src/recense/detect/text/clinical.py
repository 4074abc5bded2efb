"""Medical content in prose: diagnoses, drugs, results, acts, by stems and a short list (`clinical.toml`)."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

from recense.model import DataType

_LISTS = tomllib.loads(resources.files("recense.detect.text").joinpath("clinical.toml").read_text(encoding="utf-8"))


def _any_of(name: str) -> str:
    """Join the patterns of a list; `~` in front of a word means that more letters may stand before it."""
    words = [w.strip() for w in _LISTS[name].split("\n") if w.strip()]
    return "|".join(rf"\w{{3,}}{w[1:]}" if w.startswith("~") else w for w in words)


DIAGNOSIS = re.compile(rf"(?<!\w)(?:{_any_of('diagnoses')})(?!\w)", re.IGNORECASE)
DRUG = re.compile(rf"(?<!\w)(?:{_any_of('drugs')})(?!\w)", re.IGNORECASE)
ACT = re.compile(rf"(?<!\w)(?:{_any_of('acts')})(?!\w)", re.IGNORECASE)
DOSE = re.compile(
    r"(?<![\w,.])\d{1,4}(?:[.,]\d{1,3})?\s?(?:mg|µg|mcg|UI|gouttes?|cp|comprim[ée]s?|g[ée]lules?|sachets?)(?![\w/])"
    r"(?:[^.;\n]{0,30}\b(?:par jour|/\s?j(?:our)?|matin|soir|midi|fois|x\s?\d)\b)?",
    re.IGNORECASE,
)
_MEASURES = _any_of("measures")
_UNITS = r"(?:g/d?l|mg/d?l|mg/l|µg/l|ng/ml|pg/ml|[mµn]mol/l|mEq/l|UI/l|mUI/l|U/l|G/l|T/l|/mm3|mmHg|bpm|mmol|%|°C|kg/m2|ml/min)"
RESULT = re.compile(
    rf"(?<!\w)(?:{_MEASURES})(?!\w)[^\d\n]{{0,20}}[<>]?\s?\d{{1,6}}(?:[.,/]\d{{1,3}})?"
    rf"|(?<![\w,.])\d{{1,6}}(?:[.,]\d{{1,3}})?\s?{_UNITS}(?![\w])",
    re.IGNORECASE,
)
SECTION = re.compile(rf"^\W{{0,4}}(?:\d{{1,2}}[.)/ -]+)?(?:{_any_of('sections')})\s*(?::|$|-)", re.IGNORECASE)
_CLINICAL = ((DataType.DIAGNOSIS, DIAGNOSIS), (DataType.DRUG, DRUG), (DataType.RESULT, RESULT), (DataType.ACT, ACT))


def find_clinical(words: str) -> list[tuple[int, DataType]]:
    """Return where in a line something is said of health, the first of each kind: `(start, data type)`."""
    found = []
    for kind, pattern in _CLINICAL:
        match = pattern.search(words)
        if match:
            found.append((match.start(), kind))
    if not any(kind == DataType.DRUG for _, kind in found) and (dose := DOSE.search(words)):
        found.append((dose.start(), DataType.DRUG))
    return found
