"""The report: one HTML page, complete in itself, in French and in English, that a director reads in two minutes.

It is rendered from the figures alone (`figures.py`): no person is in it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from recense.publish import numbers, plots
from recense.publish.numbers import typeset
from recense.publish.timeline import Timeline, timeline_of

if TYPE_CHECKING:
    import jinja2

LANGUAGES = ("fr", "en")
SECTORS_SHOWN = 14
PARTS_SHOWN = 8
ESSENTIAL = 0.25  # share of patients from which a category is named in the statement
MOSTLY = 0.75  # share of patients found in lists from which the files are "essentially lists"


def render_report(figures: dict[str, Any], lang: str = "fr") -> str:
    """Render the page; both languages are in it, `lang` is the one that shows first."""
    template = _templates().get_template("report.html.j2")
    bodies = {code: _body(figures, code) for code in LANGUAGES}
    return template.render(bodies=bodies, lang=lang, case=figures["about"]["case"])


def statement_facts(figures: dict[str, Any]) -> dict[str, Any]:
    """Work out what the headline says, from the figures: what is rounded, what is essential, what is left."""
    summary = figures["summary"]
    patients = summary["patients"]
    exposed = sorted(figures["patient_categories"].items(), key=lambda item: (-item[1], item[0]))
    essential = [slug for slug, people in exposed if people >= ESSENTIAL * max(patients, 1)]
    return {
        "patients": numbers.about(patients),
        "rounded": numbers.about(patients) != patients,
        "staff": numbers.about(summary["staff"]),
        "others": numbers.about(summary["others"]),
        "mostly_lists": patients > 0 and figures["patients_in_lists"] >= MOSTLY * patients,
        "categories": essential[:5],
        "remaining": sum(summary["remaining"].values()),
    }


def breakable(path: str) -> Markup:
    """Return a path that a narrow cell may break after a folder."""
    return Markup("<wbr>").join(escape(part) for part in re.split(r"(?<=[/_ ])", path))


def _body(figures: dict[str, Any], lang: str) -> Markup:
    words = _Words(lang)
    template = _templates().get_template("body.html.j2")
    return Markup(  # noqa: S704 - the template escapes what it shows
        template.render(
            f=figures,
            s=figures["summary"],
            lang=lang,
            L=words.say,
            label=words.label,
            num=words.number,
            dec=words.decimal,
            share=words.share,
            size=words.size,
            joined=words.joined,
            breakable=breakable,
            typeset=lambda text: typeset(text, lang),
            count=words.count,
            FILE=(("fichier", "file"), ("fichiers", "files")),
            COLUMN=(("colonne", "column"), ("colonnes", "columns")),
            PERSON=(("personne", "person"), ("personnes", "people")),
            PATIENT=(("patient", "patient"), ("patients", "patients")),
            PROFESSIONAL=(("professionnel", "professional"), ("professionnels", "professionals")),
            MENTION=(("mention", "mention"), ("mentions", "mentions")),
            moment=numbers.date_in_words(datetime.fromisoformat(figures["about"]["made"]), lang),
            day=numbers.day_in_words(date.fromisoformat(figures["summary"]["assessed_on"]), lang),
            facts=statement_facts(figures),
            plots=_Plots(figures, words),
            sectors_shown=SECTORS_SHOWN,
            parts_shown=PARTS_SHOWN,
        )
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The words and numbers of one language, for the templates."""

    lang: str

    def say(self, french: str, english: str, **values: object) -> Markup:
        """Return the sentence of this language; `values` are escaped, the sentence is ours."""
        sentence = typeset(french if self.lang == "fr" else english, self.lang)
        return Markup(sentence).format(**values)  # noqa: S704 - our own words

    def count(self, value: int, one: tuple[str, str], many: tuple[str, str]) -> str:
        """Write a number with its noun, French first: 1 fichier, 12 fichiers."""
        noun = (one if value == 1 or (value == 0 and self.lang == "fr") else many)[LANGUAGES.index(self.lang)]
        return f"{self.number(value)}\u00a0{noun}"

    def label(self, group: str, code: str) -> str:
        """Return what a code is called; the code itself when it has no label."""
        pair = _labels()[group].get(code)
        return typeset(pair[LANGUAGES.index(self.lang)], self.lang) if pair else code

    def number(self, value: float) -> str:
        """Write a whole number."""
        return numbers.number(value, self.lang)

    def decimal(self, value: float) -> str:
        """Write a number with its decimals."""
        return numbers.decimal(value, self.lang)

    def share(self, part: float, whole: float) -> str:
        """Write a share."""
        return numbers.share(part, whole, self.lang)

    def size(self, count: int) -> str:
        """Write a size in bytes."""
        return numbers.size(count, self.lang)

    def joined(self, items: list[str]) -> str:
        """Write a list within a sentence: a, b et c."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {'et' if self.lang == 'fr' else 'and'} {items[-1]}"


class _Plots:
    """The plots of the page, each from its figures."""

    def __init__(self, figures: dict[str, Any], words: _Words) -> None:
        self._figures, self._summary, self._words = figures, figures["summary"], words

    def bar(self, count: int, most: int, colour: str = "ink") -> Markup:
        """Draw one bar of a table."""
        return plots.bar(count, most, colour)

    def interval(self) -> Markup | None:
        """Draw the estimate within its interval; None when no interval is published."""
        people = self._summary["people"]
        if people["low"] is None or people["high"] is None:
            return None
        texts = tuple(self._words.number(people[key]) for key in ("low", "estimate", "high"))
        label = f"{texts[1]} ({texts[0]} – {texts[2]})"
        return plots.interval(people["estimate"], people["low"], people["high"], (texts[0], texts[1], texts[2]), label)

    def strip(self, counts: dict[str, int], colours: dict[str, str], group: str) -> Markup:
        """Draw parts of a whole, in the order of `colours`."""
        parts = [
            plots.Part(counts[code], colour, f"{self._words.label(group, code)} : {self._words.number(counts[code])}")
            for code, colour in colours.items()
            if counts.get(code)
        ]
        return plots.strip(parts, "; ".join(part.title for part in parts))

    def roles(self) -> Markup:
        """Draw patients, staff and others side by side."""
        say, number = self._words.say, self._words.number
        named = (
            ("patients", "ink", say("Patients", "Patients")),
            ("staff", "ink2", say("Professionnels", "Professionals")),
            ("others", "ink3", say("Autres personnes", "Other people")),
        )
        parts = [
            plots.Part(self._summary[key], colour, f"{name} : {number(self._summary[key])}")
            for key, colour, name in named
        ]
        return plots.strip(parts, "; ".join(part.title for part in parts))

    def timeline(self) -> tuple[Timeline, Markup] | None:
        """Draw arrivals over time; None when there are none."""
        line = timeline_of({row["month"]: row["people"] for row in self._figures["arrivals"]}, self._words.lang)
        if line is None:
            return None
        columns = [plots.Column(p.people, f"{p.title} : {self._words.number(p.people)}", p.mark) for p in line.periods]
        most = max(p.people for p in line.periods)
        top = self._words.say("{n} personnes", "{n} people", n=self._words.number(most))
        label = self._words.say("Arrivées par période", "Arrivals by period")
        return line, plots.columns(columns, str(top), str(label))


@cache
def _labels() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("recense.publish") / "labels.toml").read_text(encoding="utf-8"))


@cache
def _templates() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("recense.publish", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
