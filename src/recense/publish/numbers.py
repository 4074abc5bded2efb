"""Numbers, dates and shares as each language writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

NARROW = "\u202f"  # narrow no-break space: between thousands and before double punctuation in French
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
UNITS = {"fr": ["octets", "ko", "Mo", "Go", "To"], "en": ["bytes", "kB", "MB", "GB", "TB"]}


def number(value: float, lang: str) -> str:
    """Write a whole number: 304 120 in French (narrow no-break spaces), 304,120 in English."""
    return f"{round(value):,}".replace(",", NARROW if lang == "fr" else ",")


def decimal(value: float, lang: str) -> str:
    """Write a number with the decimals that it has, at most two: 1,25 in French."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if lang == "fr" else text


def about(value: int) -> int:
    """Round as a statement does: exact to a hundred, to the ten below a thousand, then to two figures."""
    if value <= 100:
        return value
    digits = len(str(value))
    step = 10 ** max(1, digits - 2)
    return int((value + step // 2) // step * step)


def share(part: float, whole: float, lang: str) -> str:
    """Write a share: 12 %, 0,4 %, < 0,1 %; never 0 for something nor 100 for less than all."""
    if whole <= 0:
        return "–"
    percent = 100 * part / whole
    space = "\u202f" if lang == "fr" else ""
    if 0 < percent < 0.1:
        return f"<{space}{decimal(0.1, lang)}{space}%"
    if percent < 10 or 99 < percent < 100:
        percent = min(percent, 99.9) if percent < 100 else percent
        return f"{decimal(round(percent, 1), lang)}{space}%"
    return f"{percent:.0f}{space}%"


def size(count: int, lang: str) -> str:
    """Write a size in bytes with the unit that suits it."""
    value, unit = float(count), 0
    while value >= 1000 and unit < len(UNITS[lang]) - 1:
        value, unit = value / 1000, unit + 1
    figure = decimal(round(value, 1 if value < 10 else 0), lang)
    return f"{figure}\u00a0{UNITS[lang][unit]}"


def day_in_words(day: date, lang: str) -> str:
    """Write a date: 1er mars 2026; 1 March 2026."""
    month = MONTHS[lang].split()[day.month - 1]
    return f"{'1er' if day.day == 1 and lang == 'fr' else day.day} {month} {day.year}"


def date_in_words(moment: datetime, lang: str) -> str:
    """Write a date and its time: 24 novembre 2026 à 13 h 40; 24 November 2026, 13:40."""
    day = day_in_words(moment, lang)
    if lang == "fr":
        return f"{day} à {moment.hour} h {moment.minute:02d}"
    return f"{day}, {moment.hour:02d}:{moment.minute:02d}"


def month_in_words(month: str, lang: str) -> str:
    """Write `2024-02` as février 2024."""
    year, number_of_month = month.split("-")
    return f"{MONTHS[lang].split()[int(number_of_month) - 1]} {year}"


def typeset(text: str, lang: str) -> str:
    """Put the curly apostrophe, and in French the no-break spaces that its punctuation wants."""
    text = text.replace("'", "’")
    if lang != "fr":
        return text
    for mark, space in ((";", NARROW), ("?", NARROW), ("!", NARROW), (":", "\u00a0"), ("»", "\u00a0")):
        text = text.replace(f" {mark}", f"{space}{mark}")
    return text.replace("« ", "«\u00a0")
