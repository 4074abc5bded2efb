"""Several people in one row who are each the row's own: two beds of a room, the days of an agenda.

Where several columns hold whole names, and neither their headers nor the other columns make one of them the row's own person
and the others people beside them, each column is read as people of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from recense.detect.tables.columns import NAME_KINDS
from recense.detect.tables.headers import WEEKDAY, plain_words, read_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.tables.columns import Column
    from recense.detect.tables.profiles import Profile

PEER = "peer"  # `Column.owner` of a person who is as much the row's own as another
WHY = "whole names under a header of no name"
# what belongs to one person only, when several share a row
OF_ONE = NAME_KINDS | {
    "title", "sex", "birth_date", "birth_place", "age", "death_date", "phone", "email", "address", "street", "postcode", "city",
    "country", "nir", "nir_key", "ipp", "stay_id", "staff_id", "iban", "rpps", "login", "password", "official_id", "diagnosis",
    "diagnosis_code", "drug", "result", "act", "free_text",
}  # fmt: skip
# headers under which no person's name is expected, whatever stands there
PLACES_AND_TIMES = frozenset(
    {"room", "sector", "date", "appointment", "arrival_date", "discharge_date", "other", "act"}
)


def one_person_each(typed: Sequence[Column]) -> list[Sequence[Column]]:
    """Return the columns as each of the row's own people has them: the first with those beside, then each peer alone."""
    peers = [c for c in typed if c.owner == PEER]
    if not peers:
        return [typed]
    first = [c for c in typed if c.owner != PEER]
    common = [c for c in first if not c.owner and c.kind not in OF_ONE]
    return [first, *([*common, replace(peer, owner="")] for peer in peers)]


def peers_apart(typed: list[Column]) -> list[Column]:
    """See people under headers of beds, days and rooms; the first is the row's own person, the others are its peers."""
    named = [c for c in typed if c.header and c.kind in NAME_KINDS and _says_names(c.header)]
    if any(not c.owner and c.profile.filled and not _numbered(c.header) for c in named):
        return typed
    found = [c for c in typed if _is_people(c)]
    if not found or (len(found) < 2 and not _under_place(found[0])):
        return typed
    found = [c for c in typed if c in found or _is_another_day(c)]  # few patients and many pauses
    plainest = max(found, key=lambda c: (c.profile["name_shape"] * _share_of_whole_names(c.profile), -c.index))
    return [_seen_with(c, found, plainest) for c in typed]


def _seen_with(column: Column, found: Sequence[Column], first: Column) -> Column:
    if column in found:
        owner = "" if column is first else PEER
        return replace(column, kind="full_name", owner=owner, confidence=0.75, reason=f"{column.reason}; {WHY}")
    if column.kind in NAME_KINDS and WEEKDAY.fullmatch(column.header):
        return replace(column, kind="other", reason=f"{column.reason}; a day on which nobody comes")
    if column.kind == "other" and column.profile["time"] > 0.5:
        return replace(column, kind="appointment", confidence=0.7, reason="the hours of an agenda of people")
    return column


def _is_people(column: Column) -> bool:
    read = read_header(column.header) if column.header else None
    if not column.profile.filled or not _whole_names(column.profile):
        return False
    if not column.header:
        return False
    if read is None or (read.kind in PLACES_AND_TIMES and read.owner != "thing"):
        return True
    return read.kind == "full_name" and _numbered(column.header)


def _is_another_day(column: Column) -> bool:
    day = WEEKDAY.fullmatch(column.header) if column.header and column.profile.filled else None
    return day is not None and (column.profile["initialed"] or column.profile["given_after"]) >= 0.2


def _under_place(column: Column) -> bool:
    read = read_header(column.header)
    titled = column.profile["titled"] > 0.6  # nothing but people is called Mme or M.
    return read is not None and (titled or read.kind in {"room", "appointment"})


def _says_names(header: str) -> bool:
    read = read_header(header)
    return read is not None and read.strength >= 0.85 and (read.kind in NAME_KINDS or read.kind == "practitioner")


def _numbered(header: str) -> bool:
    return re.search(r"[A-Z]{3} ?[1-9AB]$", plain_words(header)) is not None


def _whole_names(p: Profile) -> bool:
    """Say whether most cells are whole names: beside them an agenda has pauses and a bed may be free."""
    return p["name_shape"] >= 0.5 and _share_of_whole_names(p) >= 0.5 and p["company"] < 0.2 and p["sector"] < 0.3


def _share_of_whole_names(p: Profile) -> float:
    whole = max(p["caps_and_title"], p["titled"] + p["doctor"], p["given_after"], p["given_first"] - p["given_all"])
    return max(whole, p["initialed"])
