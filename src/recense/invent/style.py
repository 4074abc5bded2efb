"""How one table is typed: its cases, its dates, its phones, drawn once a file from the habits of the family."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recense.invent.noise import strip_accents

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from recense.invent.family import Habits, Words

MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
SHORT_MONTHS = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
EXCEL_EPOCH = dt.date(1899, 12, 30)
PHONE_STYLES = (
    "plain",
    "plain",
    "spaces",
    "spaces",
    "dots",
    "dashes",
    "slashes",
    "plus",
    "plus_spaces",
    "zeros",
    "lost_zero",
)
NIR_STYLES = ("plain", "plain", "plain", "spaced", "spaced_key", "no_key", "no_key", "mangled")
SEX_WORDS = (
    ("M", "F"),
    ("M", "F"),
    ("H", "F"),
    ("1", "2"),
    ("Masculin", "Féminin"),
    ("Homme", "Femme"),
    ("m", "f"),
    ("G", "F"),
)
TITLES = (("M.", "Mme"), ("M", "MME"), ("Mr", "Mme"), ("MR", "MME"), ("Monsieur", "Madame"), ("M.", "Mlle"))


@dataclass
class Style:
    """The habits of one table."""

    name_case: str
    given_case: str
    drop_accents: bool
    date_format: str
    birth_format: str
    native_dates: bool  # real date cells, where the format has any
    phone: str
    nir: str
    sex_words: tuple[str, str]
    titles: tuple[str, str]
    full_name: str
    names: Words
    missing: str  # typed where nothing is known; "" leaves it blank
    noise: float  # multiplies the chances of every fault
    cut: int  # letters kept of a name, 0 for all
    seconds: bool  # other given names are written too


def draw_style(habits: Habits, rng: random.Random, *, typed: bool) -> Style:
    """Draw the style of one table; `typed` says that its format has real dates."""
    date_format = pick(habits.date_formats, rng)
    return Style(
        name_case=pick(habits.name_cases, rng),
        given_case=pick(habits.name_cases, rng) if rng.random() < 0.5 else "title",
        drop_accents=rng.random() < 0.3,
        date_format=date_format,
        birth_format=date_format if rng.random() < 0.8 else pick(habits.date_formats, rng),
        native_dates=typed and rng.random() < 0.55,
        phone=rng.choice(PHONE_STYLES),
        nir=rng.choice(NIR_STYLES),
        sex_words=rng.choice(SEX_WORDS),
        titles=rng.choice(TITLES),
        full_name=pick(habits.full_names, rng),
        names=rng.choice(habits.name_layouts),
        missing=rng.choice(habits.missing) if rng.random() < 0.3 else "",
        noise=5.0 if rng.random() < habits.noisy_files else rng.choice((0.3, 1.0)),
        cut=rng.choice((15, 20, 25)) if rng.random() < 0.06 else 0,
        seconds=rng.random() < 0.2,
    )


def pick(weights: Mapping[str, float], rng: random.Random) -> str:
    """Draw one key by its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def cased(text: str, case: str) -> str:
    """Write a name in capitals (`upper`), small (`lower`), or as it is."""
    if case == "upper":
        return text.upper()
    return text.lower() if case == "lower" else text


def plain(text: str, style: Style) -> str:
    """Lose the accents, where the style does."""
    return strip_accents(text) if style.drop_accents else text


def date_text(day: dt.date, pattern: str) -> str:
    """Write a date: a strftime pattern, `serial` (Excel's), `long` (11 février 2024), `short`, or `bare` (1/2/2024)."""
    if pattern == "serial":
        return str((day - EXCEL_EPOCH).days)
    if pattern == "long":
        return f"{day.day}{'er' if day.day == 1 else ''} {MONTHS[day.month - 1]} {day.year}"
    if pattern == "short":
        return f"{day.day:02d} {SHORT_MONTHS[day.month - 1]} {day.year}"
    if pattern == "%d/%m/%Y":  # by far the commonest: formatted without strftime, three times faster
        return f"{day.day:02d}/{day.month:02d}/{day.year}"
    if pattern == "bare":
        return f"{day.day}/{day.month}/{day.year}"
    return day.strftime(pattern)


def phone_text(digits: str, style: str) -> str | int:
    """Write a phone number of ten digits in one of `PHONE_STYLES`."""
    pairs = [digits[i : i + 2] for i in range(0, 10, 2)]
    separators = {"plain": "", "spaces": " ", "dots": ".", "dashes": "-", "slashes": "/"}
    if style in separators:
        return separators[style].join(pairs)
    if style == "plus":
        return f"+33{digits[1:]}"
    if style == "plus_spaces":
        return f"+33 {digits[1]} {' '.join(pairs[1:])}"
    return f"0033{digits[1:]}" if style == "zeros" else int(digits)


def nir_text(nir: str, style: str) -> str:
    """Write a NIR of 15 characters in one of `NIR_STYLES`; `mangled` is what a spreadsheet makes of it."""
    if style == "spaced":
        return f"{nir[0]} {nir[1:3]} {nir[3:5]} {nir[5:7]} {nir[7:10]} {nir[10:13]} {nir[13:]}"
    if style == "spaced_key":
        return f"{nir[:13]} {nir[13:]}"
    if style == "no_key":
        return nir[:13]
    if style == "mangled" and nir.isdigit():
        return f"{int(nir):.5E}".replace(".", ",")
    return nir
