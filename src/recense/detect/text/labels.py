"""Names after a label of a form: "Nom : DUPONT   Prénom : Jean", on one line, on several, or label above value."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from recense.detect.text.runs import LONGEST, ends_name
from recense.detect.text.spans import NameSpan
from recense.detect.text.split import Habit, NameRead, read_name
from recense.detect.text.tokens import BIRTH_MARKS, USED_MARKS, Token, tokens_of
from recense.detect.text.vocabulary import NOT_NAMES, PLACES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.text.lexicon import Lexicon

_OF_PATIENT = (
    r"(?:\s(?:du|de la|de l['’])\s?"
    r"(?:patient\(?e?\)?|malade|b[ée]n[ée]ficiaire|assur[ée]\(?e?\)?|enfant|r[ée]sident|usager))?"
)
_KINDS = (
    (
        "birth",
        (
            rf"nom\s(?:de\s)?(?:naissance|jeune\sfille|patronymique|jf){_OF_PATIENT}|n[ée]{{1,2}}\s?\(nom\)"
            r"|n[ée]{1,2}(?:\s?\(e\))?(?=\s?:\s?(?!le\b|en\b|[àa]\b)[^\W\d_]{2})"
        ),
    ),
    (
        "full",
        (
            rf"noms?\s?(?:,|et|/|-|&|\+)?\s?pr[ée]noms?{_OF_PATIENT}|pr[ée]noms?\s?(?:,|et|/|-|&)?\s?noms?{_OF_PATIENT}"
            rf"|identit[ée]{_OF_PATIENT}|nom\scomplet"
        ),
    ),
    ("family", rf"nom(?:\s(?:de\sfamille|usuel|d['’]usage|marital|d['’][ée]poux|utilis[ée]))?{_OF_PATIENT}"),
    ("given", rf"pr[ée]noms?(?:\s(?:de\snaissance|usuel|d['’]usage|utilis[ée]))?{_OF_PATIENT}"),
    (
        "relative",
        (
            r"personne\s(?:de\sconfiance|[àa]\s(?:pr[ée]venir|contacter))|conjoint\(?e?\)?|p[èe]re|m[èe]re|tut(?:eur"
            r"|rice)|curat(?:eur|rice)|repr[ée]sentant\sl[ée]gal|responsable\sl[ée]gal|contact(?:\sfamille|\surgence)?"
            r"|aidant\(?e?\)?"
        ),
    ),
    (
        "outside",
        (
            r"m[ée]decin\s(?:traitant|correspondant|adresseur|de\sville)|adress[ée]e?\spar|correspondants?|destinataires?"
            r"|[àa]\sl['’]attention\sde|m\.?t\.?(?=\s?:)"
        ),
    ),
    (
        "staff",
        (
            r"m[ée]decin(?:\s\w+){0,2}|chirurgiens?|anesth[ée]sistes?|op[ée]rateurs?|aides?(?:\sop[ée]ratoires?)?"
            r"|prescripteur|praticien(?:\s\w+)?|interne|infirmi(?:er|[èe]re)\(?e?\)?(?:\s\w+)?|IDE|secr[ée]taire"
            r"|radiologue|biologiste|agent|salari[ée]\(?e?\)?|r[ée]dig[ée]\spar|r[ée]dacteur|valid[ée]\spar|sign[ée]\spar"
            r"|saisi\spar|[ée]tabli\spar|r[ée]alis[ée]\spar|vu\spar|cadre|demandeur|interlocuteur|utilisateur"
            r"|d[ée]clarant\(?e?\)?|r[ée]f[ée]rente?|technicien(?:ne)?|instrumentiste|[ée]tabli\spar|responsable"
            r"|soignante?"
        ),
    ),
    (
        "patient",
        (
            r"patient\(?e?\)?|malade|b[ée]n[ée]ficiaire|assur[ée]\(?e?\)?|r[ée]sident\(?e?\)?|usager|concerne|objet"
            r"|nom\sdu\spatient|enfant|titulaire(?:\sdu\scompte)?"
        ),
    ),
)
_LABEL = re.compile(
    "(?<![\\w'’])(?:"
    + "|".join(f"(?P<{k}>{p})" for k, p in _KINDS)
    + r")[\"']?\s{0,3}(?:\([^)\n]{0,25}\)\s{0,2})?(?P<colon>[:=]|\.{2,}\s?:?|\.\s?:|_{2,}\s?:?)\s{0,3}[\"']?",
    re.IGNORECASE,
)
_BARE = re.compile(  # no colon: at the beginning of the line, or after such a label and its value
    "(?:^\\W{0,4}|(?<=[^\\W\\d_])\\s{1,40})(?:"
    + "|".join(f"(?P<{k}>{p})" for k, p in _KINDS[:4])
    + r")\s{1,40}(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_WIDE = re.compile(  # no colon: a label and its value in two columns
    "(?:^\\W{0,4}|\\s{2,}|\t)(?:" + "|".join(f"(?P<{k}>{p})" for k, p in _KINDS) + r")(?:\s{2,40}|\t)(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_BARE_HEAD = re.compile(r"\W{0,4}(?:nom|pr[ée]nom|identit)", re.IGNORECASE)
_ALONE = re.compile("^\\W{0,4}(?:" + "|".join(f"(?P<{k}>{p})" for k, p in _KINDS) + r")\s{0,3}[:.]?\s*$", re.IGNORECASE)
_END = re.compile(r"\s{3,}|\t|\||;|/\s|\s-\s|\s(?=[A-Za-zÀ-ÿ°]{2,20}\s?:)")
_SETTING = re.compile(r"\s*[\w.-]{1,40}\s?=\s?\S")
ROLE_OF = {
    "relative": "relative",
    "outside": "outside",
    "staff": "staff",
    "patient": "patient",
}
_BORN = re.compile(r"\b(?:naissance|n[ée]e?\s?(?:\(e\))?\s?le|DDN)\b", re.IGNORECASE)
NEAR = 4  # lines between the label of the family name and that of the given name


class _Value(NamedTuple):
    kind: str
    line: int
    start: int
    tokens: list[Token]
    assigned: bool = False  # after "=", in the settings of a program


def find_labelled(words: Sequence[str], lexicon: Lexicon, habit: Habit) -> list[NameSpan]:
    """Return the people named by the labels of a form, each at its first label's value."""
    found: list[NameSpan] = []
    pending: list[_Value] = []
    for value in _values(words, lexicon):
        if value.kind in {"family", "given", "birth"}:
            repeated = any(p.kind == value.kind for p in pending)
            if pending and (repeated or value.line - pending[-1].line > NEAR):
                found += _person(words, pending, lexicon, habit)
                pending = []
            pending.append(value)
        else:
            span = _whole(words, value, lexicon, habit)
            if span:
                found.append(span)
    return found + _person(words, pending, lexicon, habit)


def _values(words: Sequence[str], lexicon: Lexicon) -> list[_Value]:
    values: list[_Value] = []
    for number, line in enumerate(words):
        if len(line) > 400:
            continue
        matches = list(_LABEL.finditer(line)) if ":" in line or "=" in line or ".." in line or "__" in line else []
        matches = matches or _without_colon(line)
        for at, match in enumerate(matches):
            stop = matches[at + 1].start() if at + 1 < len(matches) else len(line)
            end = _END.search(line, match.end(), stop)
            value = _name_tokens(line, match.end(), end.start() if end else stop, lexicon)
            if value:
                assigned = match.groupdict().get("colon") == "=" or _SETTING.match(line) is not None
                values.append(_Value(_kind(match), number, value[0].start, value, assigned))
        if not matches and len(line) < 60 and number + 1 < len(words) and (alone := _ALONE.match(line)):
            below = words[number + 1]
            value = _name_tokens(below, 0, len(below), lexicon)
            whole = value and not below[: value[0].start].strip() and not below[value[-1].end :].strip()
            if whole:
                values.append(_Value(_kind(alone), number + 1, value[0].start, value))
    return values


def _without_colon(line: str) -> list[re.Match[str]]:
    """Return the labels of a form without colons: in columns, or one after the other from the beginning of the line."""
    wide = list(_WIDE.finditer(line)) if "  " in line or "\t" in line else []
    if wide or not _BARE_HEAD.match(line):
        return wide
    bare = list(_BARE.finditer(line))
    return bare if bare and bare[0].start() == 0 else []


def _kind(match: re.Match[str]) -> str:
    return next(k for k, _ in _KINDS if match.group(k))


def _name_tokens(line: str, start: int, stop: int, lexicon: Lexicon) -> list[Token]:
    """Return the words of a value that may be a name, from its beginning; none when it begins with something else."""
    value: list[Token] = []
    last = start
    for token in tokens_of(line[:stop]):
        if token.start < start:
            continue
        gap = line[last : token.start]
        if not re.fullmatch(r"[ \u00a0.,()'’\-]{0,3}", gap) or len(value) > LONGEST:
            break
        begun = any(t.may_be_name for t in value)
        if begun and (token.title or ("," in gap and not (value[-1].caps and lexicon.given_weight(token.key)))):
            break  # the next person of a list
        may_be = token.may_be_name or token.is_particle or token.key in BIRTH_MARKS | USED_MARKS or token.title
        if not may_be and not ((begun or not value) and lexicon.knows(token.key)):
            break
        last = token.end
        value.append(token)
    while len(value) > 1 and (not ends_name(value) or value[-1].key in BIRTH_MARKS | USED_MARKS):
        value.pop()
    if (
        value
        and re.match(r"[\w@\\/.:]*[\d@_\\:]", line[value[-1].end : stop][:12])
        and not line[value[-1].end : stop][:1].isspace()
    ):
        return []  # SRV-APP01, dupont@…
    return value


def _person(words: Sequence[str], pending: Sequence[_Value], lexicon: Lexicon, habit: Habit) -> list[NameSpan]:
    """Make one person of the values of "Nom", "Nom de naissance" and "Prénom"."""
    parts = {v.kind: v for v in pending}
    family, given, birth = parts.get("family"), parts.get("given"), parts.get("birth")
    main = family or birth
    if main is None:
        return []
    bare = [t for t in main.tokens if not t.title]
    if not bare:
        return []
    first = min((v for v in (family, given, birth) if v), key=lambda v: (v.line, v.start))
    titles = tuple(t.title for v in pending for t in v.tokens if t.title)
    if given is None:
        if main.assigned and not birth:
            return []  # `nom = X` alone names a machine, a share, a printer
        read = read_name(words[main.line], bare, lexicon, habit)
        known = read.known_family or read.known_given
        known = known or (
            len(bare) > 1 and (read.by_case or _BORN.search(words[main.line][bare[-1].end :]) is not None)
        )
        if not (known or birth) or (birth and not family and not known):
            return []
        if birth and family:
            read = replace(read, birth=_text(words, birth), birth_keys=_keys(birth))
        sure = 0.85 if read.given else 0.7
    else:
        read = NameRead(
            family=_text(words, main),
            birth=_text(words, birth) if birth and family else None,
            given=tuple(t.text for t in given.tokens if not t.title and not t.is_particle),
            family_keys=_keys(main),
            given_keys=tuple(t.key for t in given.tokens if not t.title and not t.is_particle),
            birth_keys=_keys(birth) if birth and family else (),
            known_family=lexicon.family_weight(bare[0].key) > 0,
            known_given=lexicon.given_weight(given.tokens[0].key) > 0,
        )
        if len(main.tokens) > 1 and any(t.key in BIRTH_MARKS | USED_MARKS for t in main.tokens):
            cut = read_name(words[main.line], bare, lexicon, habit)
            read = replace(
                read, family=cut.family, family_keys=cut.family_keys, birth=cut.birth, birth_keys=cut.birth_keys
            )
        sure = 0.95
    end = first.tokens[-1].end
    return [NameSpan(first.line, first.start, end, read, titles, "label", sure)]


def _whole(words: Sequence[str], value: _Value, lexicon: Lexicon, habit: Habit) -> NameSpan | None:
    """Make a person of a value that holds the whole name."""
    titles = tuple(t.title for t in value.tokens if t.title)
    run = [t for t in value.tokens if not t.title]
    if not any(t.may_be_name or (len(t.text) > 2 and lexicon.knows(t.key)) for t in run) or len(run) > LONGEST:
        return None
    read = read_name(words[value.line], run, lexicon, habit)
    known = read.known_family or read.known_given or titles or read.by_case
    if value.assigned and not (read.known_given or titles):  # a setting names machines and services as well
        known = read.by_case and not any(t.key in PLACES | NOT_NAMES for t in run)
    if not known or (not read.given and not titles and not (value.kind != "patient" and read.known_family)):
        return None
    return NameSpan(
        value.line,
        run[0].start,
        run[-1].end,
        read,
        titles,
        "label",
        0.93 if read.given else 0.8,
        ROLE_OF.get(value.kind),
    )


def _text(words: Sequence[str], value: _Value) -> str:
    tokens = [t for t in value.tokens if not t.title]
    return " ".join(words[value.line][tokens[0].start : tokens[-1].end].split()) if tokens else ""


def _keys(value: _Value) -> tuple[str, ...]:
    return tuple(t.key for t in value.tokens if not t.title)
