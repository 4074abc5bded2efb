"""FINESS: the number of a health establishment, 9 characters with a Luhn key. It names a place, not a person."""

from __future__ import annotations

import re

from recense.detect.recognizers.normalized import Normalized, luhn_agrees

PATTERN = re.compile(r"(?<![0-9A-Za-z])(?:\d\d|2[AB])(?:[ \u00a0]?\d){7}(?![0-9A-Za-z])")
_SHAPE = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-8]|2[AB])\d{7}")


def normalize(text: str) -> Normalized | None:
    """Return the 9 characters; `valid` is None in Corsica, whose letters have no published key rule."""
    kept = re.sub(r"[ \u00a0.\-]", "", re.sub(r"(?i)finess|n°|:", "", text)).upper()
    if not _SHAPE.fullmatch(kept):
        return None
    return Normalized(kept, valid=luhn_agrees(kept) if kept.isdigit() else None)
