"""Bank card numbers: 16 digits (15 for American Express) with a Luhn key, which one number in ten has by accident."""

from __future__ import annotations

import re

from recense.detect.recognizers.normalized import Normalized, luhn_agrees

PATTERN = re.compile(
    r"(?<![0-9A-Za-z])(?:[2456]\d{3}(?:[ \u00a0-]?\d{4}){3}|3[47]\d{2}[ \u00a0-]?\d{6}[ \u00a0-]?\d{5})(?![0-9A-Za-z])"
)
_SHAPE = re.compile(r"(?:2[2-7]|4\d|5[0-8]|6\d)\d{14}|3[47]\d{13}")


def normalize(text: str) -> Normalized | None:
    """Return the digits; `valid` says whether the Luhn key agrees. None: not the length or the range of a card."""
    digits = re.sub(r"[ \u00a0.\-]", "", text.strip())
    if not _SHAPE.fullmatch(digits):
        return None
    return Normalized(digits, valid=luhn_agrees(digits))
