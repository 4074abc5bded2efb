"""French postcodes: 5 digits that begin with a department."""

from __future__ import annotations

import re

from recense.detect.recognizers.normalized import Normalized

PATTERN = re.compile(r"(?<![0-9A-Za-z.,/-])(?:F[ -]?)?(?:0[1-9]|[1-8]\d|9[0-578])[ ]?\d{3}(?![0-9A-Za-z]|[.,/-]\d)")


def normalize(text: str) -> Normalized | None:
    """Return the 5 digits; 4 digits get back the 0 that a spreadsheet dropped. `valid`: the department exists."""
    kept = re.sub(r"(?i)^f[ -]?|[ \u00a0]|cedex.*$", "", text.strip())
    if re.fullmatch(r"[1-9]\d{3}", kept):
        kept = f"0{kept}"
    if not re.fullmatch(r"\d{5}", kept):
        return None
    department = int(kept[:2])
    return Normalized(kept, valid=1 <= department <= 95 or (department in {97, 98} and kept[2] != "0"))
