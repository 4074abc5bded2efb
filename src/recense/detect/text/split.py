"""Which words of a name are the family name and which the given ones: every cut is weighed with what the heap knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recense.detect.text.lexicon import how_common
from recense.detect.text.tokens import BIRTH_MARKS, USED_MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.text.lexicon import Lexicon
    from recense.detect.text.tokens import Token


@dataclass(frozen=True, slots=True)
class NameRead:
    """A name cut into its parts, as read.

    `known_family` and `known_given` say what the heap or the shipped list knows of them, `identity` that both were read
    together; `by_case` that capitals told the family name from the given ones.
    """

    family: str | None = field(repr=False)
    birth: str | None = field(repr=False)
    given: tuple[str, ...] = field(repr=False)
    family_keys: tuple[str, ...] = field(repr=False)
    given_keys: tuple[str, ...] = field(repr=False)
    birth_keys: tuple[str, ...] = field(default=(), repr=False)
    known_family: bool = False
    known_given: bool = False
    identity: str | None = None
    by_case: bool = False
    married: bool = False


@dataclass(frozen=True, slots=True)
class _Cut:
    family: Sequence[Token] = field(repr=False)
    given: Sequence[Token] = field(repr=False)
    score: float


@dataclass(frozen=True, slots=True)
class Habit:
    """How names are written in one text.

    `capitals` is what they say of a word among others without: the family name; negative where given names are written
    so. `family_first` is what the order says; 0 where nothing is known.
    """

    capitals: float = 3.0
    family_first: float = 0.0


USUAL = Habit()


def read_name(
    words: str, tokens: Sequence[Token], lexicon: Lexicon, habit: Habit = USUAL, *, titled: bool = False
) -> NameRead:
    """Cut the tokens of one name, with its "née" and "épouse", into family, birth and given names."""
    mark = next(
        (i for i, t in enumerate(tokens) if 0 < i < len(tokens) - 1 and t.key in BIRTH_MARKS | USED_MARKS), None
    )
    if mark is None:
        cut = best_cut(tokens, lexicon, habit, titled=titled)
        return _read(words, cut, None, lexicon)
    before, after = best_cut(tokens[:mark], lexicon, habit, titled=titled), tokens[mark + 1 :]
    if before.given and not before.family:
        before = _Cut(before.given, (), 0)
    late = best_cut(after, lexicon, habit) if not before.given and len(after) > 1 else _Cut(after, (), 0)
    given = before.given or late.given
    if tokens[mark].key in BIRTH_MARKS:
        return _read(words, _Cut(before.family, given, 0), late.family, lexicon)
    return _read(words, _Cut(late.family, given, 0), before.family, lexicon)


def best_cut(tokens: Sequence[Token], lexicon: Lexicon, habit: Habit = USUAL, *, titled: bool = False) -> _Cut:
    """Return the most likely cut of a name without marks. One word is a family name; so may be more, after a title."""
    if len(tokens) == 1:
        return _Cut(tokens, (), 0)
    weigh = _Scales(tokens, lexicon, habit)
    cuts = []
    for k in range(1, len(tokens)):
        cuts.append(weigh.cut(k, family_first=True))
        cuts.append(weigh.cut(k, family_first=False))
    if titled:
        cuts.append(_all_family(tokens, lexicon))
    return max(cuts, key=lambda c: c.score)


def _all_family(tokens: Sequence[Token], lexicon: Lexicon) -> _Cut:
    score = how_common(lexicon.families.get(_joined(tokens), 0)) * 2 - 2.5
    for token in tokens:
        if not token.is_particle:
            score += how_common(lexicon.family_weight(token.key)) - how_common(lexicon.given_weight(token.key))
    return _Cut(tokens, (), score)


class _Scales:
    """Weighs the cuts of one name: what each word says is looked up once."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, habit: Habit) -> None:
        self.tokens, self.lexicon, self.habit = tokens, lexicon, habit
        self.all_caps = all(t.caps or t.is_particle for t in tokens)
        mixed = not self.all_caps and any(t.caps for t in tokens)
        self.usual = [lexicon.given_weight(t.key) for t in tokens]
        self.as_family = [
            how_common(lexicon.family_weight(t.key)) - how_common(g) + (_case(t, habit) if mixed else 0)
            for t, g in zip(tokens, self.usual, strict=True)
        ]

    def cut(self, k: int, *, family_first: bool) -> _Cut:
        """Cut after `k` words."""
        tokens, size = self.tokens, len(self.tokens)
        of_family, of_given = (range(k), range(k, size)) if family_first else (range(k, size), range(k))
        family = tokens[of_family.start : of_family.stop]
        given = tokens[of_given.start : of_given.stop]
        order = self.habit.family_first
        score = (0.6 if family_first == self.all_caps else 0.0) + (order if family_first else -order)
        if given[0].is_particle and given[0].key not in {"ST", "STE", "BEN", "EL"}:
            score -= 6
        if family[-1].is_particle or (given[-1].is_particle and not given[-1].capital):
            score -= 6
        score += sum(self.as_family[i] for i in of_family if not tokens[i].is_particle)
        score -= sum(self.as_family[i] for i in of_given)
        joined = _joined(family)
        if sum(not t.is_particle for t in family) > 1:
            score += how_common(self.lexicon.families.get(joined, 0)) * 2 - 1.5
        elif len(given) > 1 and not all(self.usual[i] for i in of_given):
            score -= 0.5
        if self.lexicon.role_of(joined, given[0].key) is not None:
            score += 8
        return _Cut(family, given, score)


def _case(token: Token, habit: Habit) -> float:
    return habit.capitals if token.caps else -habit.capitals


def _read(words: str, cut: _Cut, birth: Sequence[Token] | None, lexicon: Lexicon) -> NameRead:
    family_keys = tuple(t.key for t in cut.family)
    given_keys = tuple(t.key for t in cut.given)
    joined = _joined(cut.family)
    core = [t for t in cut.family if not t.is_particle]
    mixed = {t.caps for t in (*core, *cut.given)}
    return NameRead(
        family=_as_read(words, cut.family),
        birth=_as_read(words, birth or ()),
        given=tuple(t.text for t in cut.given),
        family_keys=family_keys,
        given_keys=given_keys,
        birth_keys=tuple(t.key for t in birth or ()),
        known_family=joined in lexicon.families or (bool(core) and all(lexicon.family_weight(t.key) for t in core)),
        known_given=bool(given_keys) and lexicon.given_weight(given_keys[0]) > 0,
        identity=lexicon.role_of(joined, given_keys[0]) if given_keys else None,
        by_case=len(mixed) == 2 and all(t.caps for t in core),
        married=birth is not None,
    )


def _joined(tokens: Sequence[Token]) -> str:
    return " ".join(t.key for t in tokens).replace("' ", "'")


def _as_read(words: str, tokens: Sequence[Token]) -> str | None:
    """Return the words as written; a letter that OCR read as a digit becomes the letter again."""
    if not tokens:
        return None
    text = words[tokens[0].start : tokens[-1].end]
    if any(c.isdigit() for c in text):
        return _joined(tokens)
    return " ".join(text.split())
