"""The faults of typing, of old programs and of spreadsheets, one function each: a text in, a worse text out."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

_NEAR = {
    "a": "zqs",
    "e": "zrd",
    "i": "uok",
    "o": "ipl",
    "u": "yij",
    "n": "bhm",
    "r": "etf",
    "s": "qdz",
    "t": "ryg",
    "l": "kom",
    "m": "lpn",
    "d": "sfe",
    "c": "xvd",
    "p": "om",
    "g": "fht",
    "b": "vng",
    "h": "gjn",
    "f": "dgr",
    "v": "cbf",
    "y": "tuh",
}
_LOOKALIKE = (
    ("rn", "m"),
    ("m", "rn"),
    ("l", "1"),
    ("O", "0"),
    ("I", "l"),
    ("S", "5"),
    ("B", "8"),
    ("cl", "d"),
    ("i", "l"),
)


def strip_accents(text: str) -> str:
    """Write without accents, as old programs do."""
    folded = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ł", "l").replace("Ł", "L"))
    return "".join(c for c in folded if not unicodedata.combining(c))


def typo(text: str, rng: random.Random) -> str:
    """Make one typing error: a letter doubled, lost, swapped or replaced by its neighbour on the keyboard."""
    if len(text) < 4:
        return text
    at, draw = rng.randrange(1, len(text) - 1), rng.random()
    if draw < 0.25:
        return text[:at] + text[at] + text[at:]
    if draw < 0.5:
        return text[:at] + text[at + 1 :]
    if draw < 0.75:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    wrong = rng.choice(_NEAR.get(text[at].lower(), "e"))
    return text[:at] + (wrong.upper() if text[at].isupper() else wrong) + text[at + 1 :]


def lookalike(text: str, rng: random.Random) -> str:
    """Confuse letters as a scanner does."""
    found = [(a, b) for a, b in _LOOKALIKE if a in text[1:]]
    if not found:
        return text
    a, b = rng.choice(found)
    return text[:1] + text[1:].replace(a, b, 1)


def lose_hyphen(text: str, rng: random.Random) -> str:
    """Write a double name with a space, stuck, or only its first half."""
    if "-" not in text:
        return text
    return rng.choice(
        (text.replace("-", " "), text.replace("-", " "), text.replace("-", ""), text.split("-", maxsplit=1)[0])
    )


def mojibake(text: str) -> str:
    """Read UTF-8 as if it were cp1252, once."""
    try:
        return text.encode("utf-8").decode("cp1252")
    except UnicodeDecodeError:
        return text


def spaces(text: str, rng: random.Random) -> str:
    """Add spaces around or inside."""
    return rng.choice((f"{text} ", f" {text}", f"{text}   ", text.replace(" ", "  "), f"{text}\u00a0"))


def swap_day_and_month(day: dt.date) -> dt.date:
    """Swap day and month where that is a date."""
    return dt.date(day.year, day.day, day.month) if day.day <= 12 else day


def wrong_digit(text: str, rng: random.Random) -> str:
    """Change one digit."""
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    if not digits:
        return text
    at = rng.choice(digits)
    return text[:at] + str((int(text[at]) + rng.randrange(1, 10)) % 10) + text[at + 1 :]


def slip_date(day: dt.date, rng: random.Random) -> dt.date:
    """Mistype a date: one digit of the day or of the year."""
    if rng.random() < 0.6 or day.month == 2:
        return day.replace(day=1 + (day.day + rng.choice((1, 9))) % 28)
    return day.replace(year=max(1900, min(2024, day.year + rng.choice((-10, -1, 1, 10)))), day=min(day.day, 28))


NAME_FAULTS: dict[str, Callable[[str, random.Random], str]] = {
    "typo": typo,
    "lookalike": lookalike,
    "hyphen": lose_hyphen,
    "accents": lambda text, _: strip_accents(text),
    "capitals": lambda text, _: text.upper(),
    "mojibake": lambda text, _: mojibake(text),
}
"""The faults of a name that stay in its written form, and so in the truth."""
