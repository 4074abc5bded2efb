"""How many people: an estimate, an interval that was earned, and what cannot be decided, each apart.

Let `y` of a predicted cluster be the number of real people that it stands for: 1 when it is right, 2 when two whole people
are merged in it, k/K when it holds k of the K core mentions of a person. Real people are the sum of `y` over the clusters, so
the mean of `y` in each stratum of clusters, learnt where the answer is known, corrects the count and gives its variance: the
stratified difference estimator (Cassel, Särndal and Wretman 1976). The answer is known for clusters that people
reviewed, or for invented people planted into copies of the heap's own documents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEVEL = 0.95
Z = 1.959964  # two-sided normal quantile of LEVEL
IMAGINARY_ERROR = 0.5  # squared size of the one error imagined in each stratum: a clean sample does not make it perfect

STRATA = (
    "single mention, alone",
    "several mentions, agreeing, alone",
    "agreeing, another person is near",
    "attributes differ or a tie is weak",
    "attributes differ and another person is near",
    "a poorer mention is loosely attached",
    "counted without a full birth date or number",
    "not counted",
)


@dataclass(frozen=True, slots=True)
class Clusters:
    """The predicted people of one clustering, one element a person, in any order.

    `stratum` indexes `STRATA`; `placed` is false for the undeterminable band; `mentions` counts mentions; `certainty` is
    "certain", "probable" or "possible".
    """

    stratum: NDArray[np.int64]
    placed: NDArray[np.bool_]
    mentions: NDArray[np.int64]
    certainty: NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class KnownAnswers:
    """What clusters with a known answer say: one element a cluster, of one of the heap's strata.

    `y` is the number of real people that the cluster stands for. `planted` and `found` count the invented people put into
    copies of the documents and those with at least one mention found; both 0 for clusters that people reviewed.
    """

    basis: str  # "known_answers" or "review"
    stratum: NDArray[np.int64]
    y: NDArray[np.float64]
    planted: int = 0
    found: int = 0


@dataclass(frozen=True, slots=True)
class Headcount:
    """The figures of `headcount.json`."""

    estimate: float
    low: float | None
    high: float | None
    level: float
    basis: str  # "none", "known_answers", "review"
    reason: str
    placed: dict[str, int]
    undeterminable: dict[str, int]
    certainty: dict[str, int]
    strata: list[dict[str, Any]] = field(default_factory=list)
    detection: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as the run writes it: people rounded to whole ones."""
        return {
            "estimate": round(self.estimate),
            "low": None if self.low is None else int(np.floor(self.low)),
            "high": None if self.high is None else int(np.ceil(self.high)),
            "level": self.level,
            "basis": self.basis,
            "reason": self.reason,
            "placed": self.placed,
            "undeterminable": self.undeterminable,
            "certainty": self.certainty,
            "strata": self.strata,
            "detection": self.detection,
        }


def estimate_headcount(clusters: Clusters, known: KnownAnswers | None = None) -> Headcount:
    """Estimate the number of people.

    Without known answers the estimate is the count of placed people and there is no interval. With them, for strata h of
    M_h clusters of which n_h have a known answer, N = sum M_h mean(y_h), divided by the share of planted people found.
    """
    raise NotImplementedError


def known_answers(
    labels: NDArray[np.int64],
    stratum: NDArray[np.int64],
    person: NDArray[np.int64],
    core: NDArray[np.bool_],
    planted: int,
) -> KnownAnswers:
    """Score the clustering of the real and planted mentions together.

    Args:
        labels: cluster of each mention, 0..C-1; real and planted mentions alike.
        stratum: stratum of each cluster, length C.
        person: number of the planted person of each mention, -1 for a real mention.
        core: whether the mention is one that people are counted on.
        planted: how many people were planted, found or not.
    """
    raise NotImplementedError
