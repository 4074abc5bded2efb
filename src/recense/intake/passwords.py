"""The password bank of one container: what opened the last member is tried first on the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class PasswordBank:
    """Passwords as bytes: archives name no charset, so accents are tried in UTF-8 and in the French code pages."""

    def __init__(self, passwords: Sequence[str]) -> None:
        spellings = (_encoded(word, page) for word in passwords for page in ("utf-8", "cp1252", "cp850"))
        self._words = list(dict.fromkeys(spelling for spelling in spellings if spelling))

    def __iter__(self) -> Iterator[bytes]:
        """Yield the passwords, the likeliest first."""
        return iter(tuple(self._words))

    def opened_by(self, word: bytes) -> None:
        """Try this one first from now on."""
        self._words.remove(word)
        self._words.insert(0, word)


def _encoded(word: str, page: str) -> bytes:
    try:
        return word.encode(page)
    except UnicodeEncodeError:
        return b""
