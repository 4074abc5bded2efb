"""Numbers of official papers: identity card (old and new), passport, residence permit, driving licence.

None has a public key and several are plain digits: in a text, ask for a label near the number (`LABEL`).
"""

from __future__ import annotations

import re

from recense.detect.recognizers.normalized import Normalized

LABEL = re.compile(
    r"(?i)\b(?:c\.?n\.?i\.?|carte (?:nationale )?d.identit[ée]|pi[èe]ce d.identit[ée]|passeport|passport"
    r"|(?:titre|carte) de s[ée]jour|permis de conduire|agdref)\b"
)
PATTERN = re.compile(
    r"(?<![0-9A-Za-z])(?:\d{2} ?[A-Z]{2} ?\d{5}|\d{12}|\d{10}"
    r"|(?=[A-Z0-9]{0,8}\d[A-Z0-9]{0,8}\b)(?=[0-9]{0,8}[A-Z])[0-9A-Z]{9})(?![0-9A-Za-z])"
)
_SHAPES = (
    re.compile(r"\d{2}[A-Z]{2}\d{5}"),  # passport, driving licence since 2013
    re.compile(r"\d{2}(?:0[1-9]|1[0-2])[0-9AB]{3}\d{5}"),  # identity card until 2021: year, month, department, order
    re.compile(
        r"(?=.*\d.*\d)(?=.*[A-Z].*[A-Z])[0-9B-DF-HJ-NP-TV-Z]{9}"
    ),  # identity card since 2021, residence permit: no vowels
    re.compile(r"\d{10}"),  # foreigners' file (AGDREF)
    re.compile(r"\d{12}"),  # driving licence before 2013
)


def normalize(text: str) -> Normalized | None:
    """Return the number in capitals without separators. None: no paper has this shape."""
    kept = re.sub(r"[ \u00a0.\-]", "", text.strip().upper())
    return Normalized(kept, valid=None) if any(shape.fullmatch(kept) for shape in _SHAPES) else None
