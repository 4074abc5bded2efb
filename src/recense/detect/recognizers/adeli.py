"""ADELI: the older number of a health professional, 9 characters that begin with the department.

It looks like a FINESS or a SIREN: only a header or a label tells them apart, and its key is not published.
"""

from __future__ import annotations

import re

from recense.detect.recognizers.normalized import Normalized

PATTERN = re.compile(r"(?<![0-9A-Za-z])(?:\d\d|2[AB])(?:[ \u00a0]?\d){7}(?![0-9A-Za-z])")
_SHAPE = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-8]|2[AB])\d{7}")


def normalize(text: str) -> Normalized | None:
    """Return the 9 characters; the national form with a leading 0 loses it. None: not this shape."""
    kept = re.sub(r"[ \u00a0.\-]", "", re.sub(r"(?i)adeli|n°|:", "", text)).upper()
    if len(kept) == 10 and kept.startswith("0"):
        kept = kept[1:]
    return Normalized(kept, valid=None) if _SHAPE.fullmatch(kept) else None
