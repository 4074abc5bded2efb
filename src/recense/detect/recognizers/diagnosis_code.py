"""CIM-10 codes (the French ICD-10). A room (B12), a staff number (A0123) and a day (J21) look the same.

The shape alone is never proof: ask for a header, a label, or a share of well-formed codes over a whole column.
"""

from __future__ import annotations

import re

from recense.detect.recognizers.normalized import Normalized

PATTERN = re.compile(r"(?<![0-9A-Za-z])[A-TV-Z]\d{2}(?:\.[0-9X]{1,2}|[0-9]{1,2})?(?:\+[0-9]{1,2})?(?![0-9A-Za-z])")
_SHAPE = re.compile(r"([A-Z])(\d\d)(?:[0-9X]{0,2}(?:\+?[0-9A-Z]{1,2})?)")
# The last category of each letter, where it is not 99.
_LAST = {"D": 89, "E": 90, "H": 95, "K": 93, "P": 96, "T": 98, "Y": 98}


def normalize(text: str) -> Normalized | None:
    """Return the code in capitals without its dot (`E119`), as hospitals write it. None: not a code."""
    kept = re.sub(r"[ .\-†*]", "", text.strip().upper())
    shape = _SHAPE.fullmatch(kept) if len(kept) <= 7 else None
    if shape is None or int(shape.group(2)) > _LAST.get(shape.group(1), 99):
        return None
    return Normalized(kept, valid=None)
