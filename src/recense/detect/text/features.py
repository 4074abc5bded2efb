"""What a text looks like, for the kind of its file: its form, and how much it says of health."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recense.detect.text.clinical import SECTION, find_clinical
from recense.detect.text.layout import CLOSING, CODE, GREETING, MAIL_HEADER
from recense.model import DataType, Form

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES = 2_000  # looked at: a kind does not need more
_FORM_LABEL = re.compile(r"^\W{0,4}[A-Za-zÀ-ÿ][\w'’()/. °\-]{1,40}\s?:")
_SUBJECT = re.compile(r"^\W{0,4}(?:Objet|Concerne|Subject|Sujet|R[ée]f[ée]rences?)\s?:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextFeatures:
    """Counts of lines, unless said otherwise. `form` is the likeliest form of the text."""

    form: Form
    lines: int
    sections: int  # titles of the parts of a medical report
    diagnoses: int
    drugs: int
    results: int
    acts: int
    mail_headers: int
    greetings: int
    closings: int
    form_labels: int
    code: int

    @property
    def explicit(self) -> int:
        """How many lines say something of health."""
        return self.diagnoses + self.drugs + self.results


def text_features(lines: Sequence[str]) -> TextFeatures:
    """Look at the first lines of a text, blank ones included."""
    looked = [line for line in lines[:LINES] if line and not line.isspace()]

    def count(pattern: re.Pattern[str]) -> int:
        return sum(pattern.search(line) is not None for line in looked)

    clinical = [{kind for _, kind in find_clinical(line)} for line in looked]

    def say(kind: DataType) -> int:
        return sum(kind in kinds for kinds in clinical)

    headers, greetings, closings = count(MAIL_HEADER), count(GREETING), count(CLOSING)
    labels, code = count(_FORM_LABEL), count(CODE)
    return TextFeatures(
        form=_form(len(looked), headers, greetings, closings, labels, code, subject=count(_SUBJECT) > 0),
        lines=len(looked),
        sections=count(SECTION),
        diagnoses=say(DataType.DIAGNOSIS),
        drugs=say(DataType.DRUG),
        results=say(DataType.RESULT),
        acts=say(DataType.ACT),
        mail_headers=headers,
        greetings=greetings,
        closings=closings,
        form_labels=labels,
        code=code,
    )


def _form(lines: int, headers: int, greetings: int, closings: int, labels: int, code: int, *, subject: bool) -> Form:
    if headers >= 2 and subject:
        return Form.MAIL
    if code * 2 > lines:
        return Form.OTHER
    if greetings and (closings or subject):
        return Form.LETTER
    if labels * 3 >= lines and labels >= 3:
        return Form.FORM
    return Form.LETTER if closings and lines > 5 else Form.OTHER
