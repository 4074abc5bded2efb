"""RPPS: the number of a French health professional, 11 digits of which the last is a Luhn key."""

from __future__ import annotations

import re

from recense.detect.recognizers.normalized import Normalized, luhn_agrees

PATTERN = re.compile(r"(?<![0-9A-Za-z])8?1[0-9](?:[ \u00a0.]?\d){9}(?![0-9A-Za-z])")


def normalize(text: str) -> Normalized | None:
    """Return the 11 digits; the national form with a leading 8 loses it. None: not 11 digits that begin with 1."""
    digits = re.sub(r"[ \u00a0.\-]", "", re.sub(r"(?i)rpps|n°|:", "", text))
    if len(digits) == 12 and digits.startswith("81"):
        digits = digits[1:]
    if not re.fullmatch(r"1\d{10}", digits):
        return None
    return Normalized(digits, valid=luhn_agrees(digits))
