"""People whom reading lost: those all of whose places in the heap were not read, which nobody among the mentions can show.

When a share of the places is lost, people met in several files are mostly met in another; people met once are gone. How
many is told by how often the others are met (Good and Toulmin 1956): with t places lost for each one read, and m_k people met
in k files, about m_1 t - m_2 t^2 + m_3 t^3 are not met at all. It takes the lost places to be like the read ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Share of the places that count a person and are not read, or read without what counts them, and its standard deviation from
# heap to heap, learnt on invented heaps of the development family (seeds apart from those that coverage is shown on). A list
# that is not recognised at all goes beyond it.
UNREAD, UNREAD_SPREAD = 0.006, 0.006
# Share of the lists that are misread whole, learnt in the same way; share of all people from which somebody looks at a list.
LIST_MISREAD, LOOKED_AT = 0.02, 0.1


def people_unseen(files: NDArray[np.int64], unread: float = UNREAD) -> float:
    """Return about how many people were not met at all; `files` is how many files count each person met."""
    lost = unread / (1 - unread)
    once, twice, thrice = (int((files == k).sum()) for k in (1, 2, 3))
    return once * lost - twice * lost**2 + thrice * lost**3


def spread_of_lists(alone: NDArray[np.int64], people: float) -> float:
    """Return the standard deviation, in people, of what lists that were misread whole add or take away.

    Lists are read or misread as a whole: one column taken for another loses everybody whom that list alone counts, or counts
    them twice. `alone` is how many people each file alone counts, `people` how many are counted in all. A longer list weighs
    as one of `LOOKED_AT` of them: nobody signs a count without having looked at it.
    """
    weighed = np.minimum(alone.astype(float), LOOKED_AT * people)
    return float((LIST_MISREAD * (weighed**2).sum()) ** 0.5)
