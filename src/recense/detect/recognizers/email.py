"""E-mail addresses."""

from __future__ import annotations

import re

from recense.detect.recognizers.normalized import Normalized

PATTERN = re.compile(
    r"(?<![\w.+-])[A-Za-zÀ-ÿ0-9_][\wÀ-ÿ.+'-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,12}(?![\w-])",
    re.ASCII,
)
_SHAPE = re.compile(r"[a-z0-9_](?:[\w.+'-]*[\w+-])?@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,12}", re.ASCII)


def normalize(text: str) -> Normalized | None:
    """Return the address in lower case, without `mailto:` or angle brackets. None: not one address.

    `valid` says whether every part is well formed; nobody is asked whether the address exists.
    """
    bare = text.strip().strip("<>()[];,").lower().removeprefix("mailto:").strip()
    if not PATTERN.fullmatch(bare):
        return None
    return Normalized(bare, valid=_SHAPE.fullmatch(bare) is not None and ".." not in bare)


def find_emails(text: str) -> list[Normalized]:
    """Return every address of a cell or a line, in order, each once."""
    return list(dict.fromkeys(n for m in PATTERN.finditer(text) if (n := normalize(m.group()))))
