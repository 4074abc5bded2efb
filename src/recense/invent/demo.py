"""The small disclosure of `recense demo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recense.invent.disclosure import invent_disclosure

if TYPE_CHECKING:
    from pathlib import Path

    from recense.invent.truth import Truth

PEOPLE = 400
SEED = 20240211  # the night of the attack that the product was made for


def invent_demo(out: Path) -> Truth:
    """Invent the demo's disclosure in `out`: the same one each time."""
    return invent_disclosure(out, people=PEOPLE, seed=SEED, family="demo")
