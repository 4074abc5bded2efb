"""Names that mail addresses and accounts are made of: `marie.durand@…`, `user=jdupont`. They say less than a name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from recense.detect.names import is_given_name
from recense.detect.recognizers import email, login
from recense.detect.text.spans import NameSpan
from recense.detect.text.split import NameRead, read_name
from recense.detect.text.tokens import tokens_of
from recense.detect.text.vocabulary import JOBS, MACHINES, MAILBOXES, NOT_NAMES, PLACES

if TYPE_CHECKING:
    from recense.detect.text.lexicon import Lexicon

_NUMBERED = re.compile(r"\d{1,4}$")  # marie.durand59: the name was taken
_TURNED = re.compile(
    r"(?P<family>[A-ZÀ-Þ][\w'’\-]+(?: [\w'’\-]+){0,3}), (?P<given>[A-ZÀ-Þ][\w'’\-]+(?: [A-ZÀ-Þ][\w'’\-]+)?)\"?\s?<[\w.\-]+@"
)
PUBLIC_MAIL = re.compile(
    r"@(?:gmail|orange|wanadoo|free|sfr|laposte|yahoo|hotmail|outlook|live|icloud|bbox|numericable|neuf|aol|msn"
    r"|club-internet|protonmail)\.",
    re.IGNORECASE,
)


def mail_names(number: int, line: str, lexicon: Lexicon) -> list[NameSpan]:
    """Return the people whose address is their name, when a part is a usual given name, or the mailbox is a private one."""
    found = []
    for match in email.PATTERN.finditer(line):
        local, _, _ = match.group().partition("@")
        first, dot, last = _NUMBERED.sub("", local).replace("_", ".").partition(".")
        if not dot or len(last) < 3 or not last.replace("-", "").isalpha() or not first.replace("-", "").isalpha():
            continue
        if any(
            word in words
            for word in (first.upper(), last.upper())
            for words in (MACHINES, MAILBOXES, NOT_NAMES, JOBS, PLACES)
        ):
            continue
        ordered = _in_order(first, last, lexicon)
        sure = 0.7
        if ordered is None:
            if len(first) < 3 or not PUBLIC_MAIL.search(match.group()):
                continue
            ordered, sure = (first, last), 0.6
        text = f"{ordered[0].title()} {ordered[1].upper()}"
        read = read_name(text, tokens_of(text), lexicon)
        if read.family and read.given:
            read = replace(read, family=read.family.title())
            found.append(NameSpan(number, match.start(), match.start() + len(local), read, (), "mail", sure))
    return found


def turned_names(number: int, line: str) -> list[NameSpan]:
    """Return the people written before their address as directories write them: "Durand, Marie" <m.durand@…>."""
    found = []
    for match in _TURNED.finditer(line):
        family, given = tokens_of(match.group("family")), tokens_of(match.group("given"))
        if not all(t.may_be_name or t.is_particle for t in (*family, *given)) or family[0].key in PLACES:
            continue
        read = NameRead(
            family=match.group("family"),
            birth=None,
            given=tuple(t.text for t in given),
            family_keys=tuple(t.key for t in family),
            given_keys=tuple(t.key for t in given),
        )
        found.append(NameSpan(number, match.start("family"), match.end("given"), read, (), "expected", 0.85))
    return found


def _in_order(first: str, last: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Return the given name, then the family name, when one of the two words is known to be a given name."""
    if is_given_name(first) or lexicon.given_weight(first.upper()):
        return first, last
    known = is_given_name(last) or lexicon.given_weight(last.upper())
    return (last, first) if known and lexicon.family_weight(first.upper()) else None


def account_names(number: int, line: str, lexicon: Lexicon) -> list[NameSpan]:
    """Return the people whose account is their name, in logs and settings: `user=jdupont`, when DUPONT is known."""
    found = []
    for match in login.PATTERN.finditer(line):
        account = login.normalize(match.group("value"))
        if account is None:
            continue
        name = account.value.replace("_", ".")
        first, dot, last = name.partition(".")
        if not dot:
            first, last = name[:1], name[1:]
            if lexicon.family_weight(name.upper()) and not lexicon.given_weight(name.upper()):
                first, last = "", name
        if first.upper() in MACHINES or len(last) < 4 or not last.isalpha() or not lexicon.family_weight(last.upper()):
            continue
        text = f"{last.upper()} {first.title()}".strip()
        read = read_name(text, tokens_of(text), lexicon)
        found.append(NameSpan(number, match.start("value"), match.end("value"), read, (), "account", 0.7, "staff"))
    return found
