"""How common it is, in this heap, that two profiles are one person: what Splink's weights start from.

The weights of the evidence are shipped; the starting odds cannot be, since they hang on how much the files of a heap overlap.
They are found as a mixture's proportions are (Dempster, Laird and Rubin 1977), one number at a time: the share that makes
the mean of the probabilities equal to itself. A few imaginary observations keep small heaps near the odds of chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROUNDS = 50
IMAGINARY = 10.0


def shift_of_pairs(weight: NDArray[np.float64], profiles: int, start: float) -> float:
    """Return the bits to add to the weights of core pairs so that their starting odds fit.

    Args:
        weight: match weights of the scored pairs, bits, with the prior `start` in them.
        profiles: how many core profiles there are; all their pairs but the scored ones are two people.
        start: the prior that the weights hold.

    """
    pairs = profiles * (profiles - 1) / 2
    if pairs <= 0:
        return 0.0
    odds = np.exp2(np.clip(weight, -60, 60))
    share, base = start, start / (1 - start)
    for _ in range(ROUNDS):
        factor = share / (1 - share) / base
        expected = float((odds * factor / (1 + odds * factor)).sum())
        share = min((expected + IMAGINARY * start * profiles) / (pairs + IMAGINARY * profiles), 0.5)
    return float(np.log2(share / (1 - share) / base))


def share_known(odds: NDArray[np.float64]) -> float:
    """Return how likely a poorer profile is to be one of the core people, before looking at it.

    Args:
        odds: for each poorer profile, the summed odds of its candidates, scored as if it were as likely known as not.

    """
    share = 0.5
    for _ in range(ROUNDS):
        factor = share / (1 - share)
        known = float((odds * factor / (1 + odds * factor)).sum())
        share = (known + IMAGINARY / 2) / (len(odds) + IMAGINARY)
    return min(share, 0.98)
