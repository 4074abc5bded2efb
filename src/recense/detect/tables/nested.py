"""Lists within lists of a document: the rows of the inner list repeat the person who holds it.

A reader writes the patient's name beside each of their contacts and stays, so that what is said there is theirs. Where the inner
rows say nothing of the patient that their own row does not say, the patient is not mentioned again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recense.detect.tables.columns import NAME_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from recense.detect.tables.columns import Column

LIST = "list="


def types_of_own(typed: Sequence[Column]) -> frozenset[str]:
    """Return what the rows say of their own person."""
    return frozenset(c.kind for c in typed if not c.owner and c.profile.filled and c.kind != "other")


def repeats_its_holder(place: str, typed: Sequence[Column], read: Mapping[str, frozenset[str]]) -> bool:
    """Say whether the row's own person is the one who holds the list, already read with all that these rows say."""
    if not place.startswith(LIST):
        return False
    holder = max((p for p in read if place.startswith(f"{p}.")), key=len, default=None)
    names = [c for c in typed if c.kind in NAME_KINDS and not c.owner and c.profile.filled]
    if holder is None or not names:
        return False
    inner = {place.removeprefix(f"{holder}.").split(".")[0], place.rpartition(".")[2]}
    held = all(c.header.split(".")[0] not in inner for c in names)
    return held and types_of_own(typed) <= read[holder]
