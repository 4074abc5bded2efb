"""The layout of a part of a document: its blocks, its mail headers, where it greets and where it is signed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MAIL_HEADER = re.compile(
    r"^[\s>*|]{0,8}(?P<label>De|From|À|A|To|Cc|CC|Cci|Bcc|Exp[ée]diteur|Destinataires?|Envoy[ée] par|Reply-To"
    r"|R[ée]pondre [àa]|Pour)\*?\s{0,2}:\*?\s*(?=\S)"
)
_MAIL_SUBJECT = re.compile(
    r"^[\s>*|]{0,8}(?:Objet|Subject|Sujet|Date|Envoy[ée](?: le)?|Sent)\*?\s{0,2}:", re.IGNORECASE
)
_QUOTED_WROTE = re.compile(r"^[\s>]{0,8}(?:Le|On)\b.{4,120}(?:a [ée]crit|wrote)\s?:", re.IGNORECASE)
GREETING = re.compile(
    r"^[\s>]{0,12}(?:(?:mon |ma )?ch[eè]re?s?\b|madame,|monsieur,|mesdames|madame, monsieur|docteur,|bonjour|bonsoir"
    r"|messieurs)",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:\bc(?:or)?dl?t\b|cordialement|confraternellement|sentiments (?:les )?(?:meilleurs|distingu|confraternel|d[ée]vou)"
    r"|salutations"
    r"|bien [àa] (?:vous|toi)|je vous prie d['’]agr[ée]er|veuillez (?:agr[ée]er|croire|recevoir)"
    r"|respectueusement|bonne (?:journ[ée]e|r[ée]ception|soir[ée]e)|amiti[ée]s|bien amicalement|avec (?:mes"
    r"|nos) remerciements|sign[ée] [ée]lectroniquement|sinc[èe]rement|best regards)",
    re.IGNORECASE,
)
ATTENDANCE = re.compile(
    r"^\W{0,6}(?:[ée]taient\s)?(?:pr[ée]sent\(?e?\)?s?|participant\(?e?\)?s?|excus[ée]\(?e?\)?s?"
    r"|absent\(?e?\)?s?(?: excus[ée]s)?|invit[ée]\(?e?\)?s?|membres(?: pr[ée]sents)?|diffusion"
    r"|animateur|animatrice|secr[ée]taire de s[ée]ance|r[ée]dacteur|r[ée]dactrice|pr[ée]sidence|pilote"
    r"|personnes? pr[ée]sentes?|intervenants?)\s{0,2}(?:\([^)]*\))?\s{0,2}(?::|$)",
    re.IGNORECASE,
)
_NOT_ATTENDANCE = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|^\W{0,3}\w[^:]{1,30}\s?:|^\s*\d+\s?[.)]|[.!?]\s+[A-Z]")
_ADDRESSEE = re.compile(r"\s*\"?[^\W\d_][^<>{}=()]{2,60}<[\w.\-]+@[\w.\-]+>[;,\s]*")  # "Durand, Marie" <…>;
CODE = re.compile(
    r"[{};]\s*$|^\s*(?:def |class |import |from \w[\w.]* import|return\b|public |private |function\b|var |const |let "
    r"|#include|SELECT |INSERT |CREATE |UPDATE |</?\w+[ >/])"
    r"|=>|::|\w\(\)|==|!=|\b\w+\.\w+\(|^\s*(?://|/\*)|^\s*\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|^[A-Za-z_.]+\s?=\s?\S|\$\{?\w"
)


@dataclass(slots=True)
class Layout:
    """One entry a line of the part."""

    block: list[int] = field(default_factory=list)  # -1 on a blank line
    mail_header: list[str | None] = field(default_factory=list)  # its label, "De", "À"…
    signature: list[bool] = field(default_factory=list)  # after the closing formula, before the next message
    attendance: list[bool] = field(default_factory=list)
    code: list[bool] = field(default_factory=list)
    greeting: int = -1  # index of the first greeting
    closing: int = -1
    is_mail: bool = False

    def before_greeting(self, line: int) -> bool:
        """Whether the line stands in the head of a letter."""
        return self.greeting >= 0 and line < self.greeting


def read_layout(words: Sequence[str]) -> Layout:
    """Read the layout of the lines of one part."""
    layout = Layout()
    block, blank, signed, attendance = -1, True, False, False
    headers = sum(1 for w in words[:400] if MAIL_HEADER.match(w) or _MAIL_SUBJECT.match(w))
    layout.is_mail = headers >= 2
    for number, line in enumerate(words):
        if not line or line.isspace():
            layout.block.append(-1)
            layout.mail_header.append(None)
            layout.signature.append(signed)
            layout.attendance.append(False)
            layout.code.append(False)
            blank, attendance = True, False
            continue
        if blank:
            block, blank = block + 1, False
        header = MAIL_HEADER.match(line) if layout.is_mail else None
        if header or _QUOTED_WROTE.match(line):
            signed = False
        if layout.greeting < 0 and GREETING.match(line):
            layout.greeting = number
        attendance = ATTENDANCE.match(line) is not None or (attendance and not _NOT_ATTENDANCE.search(line))
        layout.block.append(block)
        layout.mail_header.append(header.group("label") if header else None)
        layout.attendance.append(attendance)
        layout.code.append(CODE.search(line) is not None and not _ADDRESSEE.match(line))
        closing = len(line) < 300 and CLOSING.search(line) is not None
        if closing and layout.closing < 0:
            layout.closing = number
        layout.signature.append(signed)
        signed = signed or closing
    return layout
