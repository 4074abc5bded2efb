"""People in blocks of lines: cards of labels and values, labels to stick on tubes or envelopes, several across a page.

Each block of each column is one row, at the line where it begins. What stands beside the blocks is kept as text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from recense.extract.formats.aligned import is_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEWEST: Final = 4  # records that show it
TALLEST: Final = 8  # lines of a sticker
LONG: Final = 6  # cards without labels, one above another, that show it
AGREEING: Final = 0.9
_LABELLED = re.compile(r"\s*([^\W\d_][^:|;\t]{0,38}?)[\s.]*:(?!//)\s*(.*)")
_ACROSS = re.compile(r"\S+(?: \S+)*")
_PIECES = re.compile(r"(?<=\S)(?:\s{3,}|\t+)(?=[^\W\d_][^:|;]{0,38}:)")
_OF_A_PERSON = re.compile(
    r"\b(?:pr[ée])?noms?\b|patient|malade|r[ée]sident|assur[ée]|identit[ée]|b[ée]n[ée]ficiaire", re.IGNORECASE
)

Numbered = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Blocks:
    """Records found in lines: the names of their fields, none when they have none; rows; the lines beside."""

    names: list[str]
    rows: list[tuple[int, list[str]]]
    beside: list[Numbered]


def find_blocks(lines: Sequence[Numbered]) -> Blocks | None:
    """Return the records of cards or of stickers that the lines are made of, or None."""
    filled = [(number, line.expandtabs(8).rstrip()) for number, line in lines]
    return _cards(filled) or _stickers(filled)


# --- cards of labels and values ------------------------------------------------------------------------------------------


def _cards(lines: Sequence[Numbered]) -> Blocks | None:
    """Read cards side by side, whose labels come twice in a line, or one above another, all with the same labels."""
    pairs, beside = list[tuple[int, list[tuple[str, str]]]](), list[Numbered]()
    for number, line in lines:
        pieces = [m for piece in _PIECES.split(line) if (m := _LABELLED.match(piece))]
        if pieces:
            pairs.append((number, [(m[1].strip(), m[2].strip()) for m in pieces]))
        elif line.strip() and not is_rule(line):
            beside.append((number, line))
    twice = sum(len(found) > len({label for label, _ in found}) for _, found in pairs)
    if sum(len(found) for _, found in pairs) < 2 * FEWEST or len(beside) > 0.2 * len(pairs):
        return None
    first = pairs[0][1][0][0]
    records: list[tuple[int, dict[str, str]]] = []
    here: list[dict[str, str]] = []
    for number, found in pairs:
        if found[0][0] == first or not here:
            here = [{} for label, _ in found if label == found[0][0]]
            records += [(number, record) for record in here]
        seen: Counter[str] = Counter()
        for label, value in found:
            here[min(seen[label], len(here) - 1)].setdefault(label, value)
            seen[label] += 1
    names = list(dict.fromkeys(label for _, record in records for label in record))
    alike = Counter(frozenset(record) for _, record in records).most_common(1)[0][1]
    regular = len(names) > 2 and alike >= AGREEING * len(records)
    if (
        len(records) < FEWEST
        or not (regular or twice >= 0.7 * len(pairs))
        or not any(_OF_A_PERSON.search(name) for name in names)
    ):
        return None
    return Blocks(names, [(number, [record.get(n, "") for n in names]) for number, record in records], beside)


# --- stickers ------------------------------------------------------------------------------------------------------------


def _stickers(lines: Sequence[Numbered]) -> Blocks | None:
    """Read blocks between blank lines, as high as one another, whose lines hold as many pieces, or one, at the same places."""
    blocks = list(_between_blanks(lines))
    heights = Counter(map(len, blocks))
    height, count = max(heights.items(), key=lambda item: item[1], default=(0, 0))
    if not 2 <= height <= TALLEST or count < 2 or count < AGREEING * len(blocks) - 1:
        return None
    across = Counter(len(_ACROSS.findall(line)) for block in blocks if len(block) == height for _, line in block)
    wide, times = across.most_common(1)[0]
    alone = wide == 1 and (height < 3 or count < LONG)  # one above another: paragraphs are so too
    if alone or times < 0.8 * across.total():
        return None
    made, beside = list[tuple[int, list[str]]](), list[Numbered]()
    starts = _starts(line for block in blocks if len(block) == height for _, line in block)
    if len(starts) != wide:
        return None
    for block in blocks:
        if len(block) != height:
            beside += block
            continue
        for k, start in enumerate(starts):
            stop = starts[k + 1] if k + 1 < wide else None
            cells = [line[start:stop].strip() for _, line in block]
            if any(cells):
                made.append((block[0][0], cells))
    return Blocks([], made, beside) if len(made) >= FEWEST and _lines_differ(made) else None


def _between_blanks(lines: Sequence[Numbered]) -> Iterable[list[Numbered]]:
    block: list[Numbered] = []
    for number, line in lines:
        if line.strip() and not is_rule(line):
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _starts(lines: Iterable[str]) -> list[int]:
    """Return where pieces begin in most lines."""
    found, count = Counter[int](), 0
    for line in lines:
        count += 1
        found.update({m.start() for m in _ACROSS.finditer(line)})
    return sorted(place for place, times in found.items() if times >= 0.6 * count)


def _lines_differ(rows: Sequence[tuple[int, list[str]]]) -> bool:
    """Say whether one line of the blocks has figures in every record and another has none: an address, a number, a date."""
    shares = [sum(any(map(str.isdigit, cells[k])) for _, cells in rows) / len(rows) for k in range(len(rows[0][1]))]
    return shares[0] < 0.1 and max(shares[1:]) > AGREEING
