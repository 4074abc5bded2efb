r"""The listing against the heap: which of the files said to be disclosed are not there.

The two name a file from different roots (`C:\DATA\DSI\a.csv`, `DSI/a.csv`). Files in both vote for the pair of roots
that makes them equal; the pairs most voted for are applied to all.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from recense.intake.manifest import Row
from recense.intake.names import distinct, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from recense.intake.listing import Listed

Parts = tuple[str, ...]
Roots = tuple[Parts, Parts]  # what precedes the equal part: on the listing, in the heap

MISSING = "missing: on the listing, not in the heap"
NAMESAKES = 100  # files of one name that vote
PAIRS = 50  # of roots that are applied


def find_missing(listed: Sequence[Listed], rows: Sequence[Row]) -> list[Row]:
    """Return a row for each file of the listing that the heap does not hold, named from the heap's root."""
    left, free, roots = _match(listed, rows, _plain_key)
    if left and free:
        left, _, _ = _match(left, free, _lossy_key)
    taken = {row.path: 1 for row in rows}
    return [
        Row(
            distinct(shown(_from_heap_root(entry, roots)), taken),
            bytes=entry.size or 0,
            status="missing",
            problem=MISSING,
        )
        for entry in left
    ]


def _plain_key(path: str) -> Parts:
    return tuple(unicodedata.normalize("NFC", path).casefold().replace("!/", "/").split("/"))


def _lossy_key(path: str) -> Parts:
    """Return what survives a charset that could not write the name: letters with accents count as question marks."""
    plain = unicodedata.normalize("NFC", path).casefold().replace("!/", "/")
    return tuple("".join(c if c.isascii() else "?" for c in plain).split("/"))


def _match(
    listed: Sequence[Listed], rows: Sequence[Row], key: Callable[[str], Parts]
) -> tuple[list[Listed], list[Row], Roots]:
    """Pair entries with rows, each once. Return the entries and rows left, and the pair of roots that most agree on."""
    entries = {key(entry.path): entry for entry in listed}
    heap = {key(row.path): row for row in reversed(rows)}
    votes = _vote(entries, heap)
    ranked = [((), ()), *(pair for pair, _ in votes.most_common(PAIRS) if pair != ((), ()))]
    dominant = max(ranked, key=lambda pair: (votes[pair], -len(pair[0]) - len(pair[1])))
    for pair in sorted(ranked, key=lambda pair: -votes[pair]):
        trusted = pair == ((), ()) or _is_trusted(pair, votes[pair], len(entries), is_dominant=pair == dominant)
        for parts in [parts for parts in entries if parts[: len(pair[0])] == pair[0]]:
            place = pair[1] + parts[len(pair[0]) :]
            row = heap.get(place)
            if row is not None and (trusted or _sizes_agree(entries[parts], row)):
                del heap[place], entries[parts]
    if not _is_trusted(dominant, votes[dominant], len(listed), is_dominant=True):
        dominant = ((), ())
    return list(entries.values()), list(heap.values()), dominant


def _vote(entries: Iterable[Parts], heap: Iterable[Parts]) -> Counter[Roots]:
    """Let each entry vote for the roots left when its longest common ending with a file of the heap is taken away."""
    by_name: defaultdict[str, list[Parts]] = defaultdict(list)
    for place in heap:
        if len(by_name[place[-1]]) < NAMESAKES:
            by_name[place[-1]].append(place)
    votes: Counter[Roots] = Counter()
    for parts in entries:
        endings = [(_common_ending(parts, place), place) for place in by_name.get(parts[-1], ())]
        longest = max((length for length, _ in endings), default=0)
        votes.update({(parts[: len(parts) - n], place[: len(place) - n]) for n, place in endings if n == longest})
    return votes


def _common_ending(left: Parts, right: Parts) -> int:
    length = 0
    for one, other in zip(reversed(left), reversed(right), strict=False):
        if one != other:
            break
        length += 1
    return length


def _is_trusted(pair: Roots, votes: int, entries: int, *, is_dominant: bool) -> bool:
    """`RH/liste.csv` is not `DSI/liste.csv`: roots that both differ need many files to agree on them."""
    if pair[0] and pair[1]:
        return votes >= 3 and votes * 4 >= entries
    return is_dominant or votes * 10 >= entries


def _sizes_agree(entry: Listed, row: Row) -> bool:
    return bool(entry.exact and entry.size and entry.size == row.bytes)


def _from_heap_root(entry: Listed, roots: Roots) -> str:
    parts = entry.path.split("/")
    if roots[0] and _plain_key(entry.path)[: len(roots[0])] == roots[0]:
        return "/".join((*roots[1], *parts[len(roots[0]) :]))
    return entry.path
