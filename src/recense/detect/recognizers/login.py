"""Account names and passwords beside their label. A password is seen, never kept."""

from __future__ import annotations

import re

from recense.detect.recognizers.normalized import Normalized

PATTERN = re.compile(
    r"(?i)(?<!\w)(?:login|identifiant|nom d.utilisateur|utilisateur|user ?name|user|compte|account|uid|samaccountname)"
    r"[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?P<value>[A-Za-z][\w.\-]{1,40}(?:\\[\w.\-]{2,40})?)"
)
PASSWORD = re.compile(
    r"(?i)(?<!\w)(?:mot de passe|mdp|password|passwd|pwd|pass)[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?P<value>[^\s\"',;]{3,64})"
)


def normalize(text: str) -> Normalized | None:
    r"""Return the account name in lower case, without its domain (`CHU\jdupont`). None: not a name of one word."""
    bare = text.strip().rpartition("\\")[2].lower()
    return Normalized(bare, valid=None) if re.fullmatch(r"[a-z][\w.\-]{1,40}", bare) else None
