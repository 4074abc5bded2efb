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

from recense.resolve.reading import UNREAD, UNREAD_SPREAD, people_unseen, spread_of_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb
    import pyarrow as pa
    from numpy.typing import NDArray

LEVEL = 0.95
Z = 1.959964  # two-sided normal quantile of LEVEL
IMAGINARY_ERROR = 0.5  # squared size of the one error imagined in each stratum: a clean sample does not make it perfect
# Planted people are not the heap's own: the correction that they teach may be off by this share of itself (one
# standard deviation).
TRANSFER = 0.3
NOT_COUNTED = 7  # the stratum of the undeterminable band

STRATA = (
    "single mention, alone",
    "several mentions, agreeing, alone",
    "agreeing, another person is near",
    "attributes differ or a tie is weak",
    "attributes differ and another person is near",
    "a poorer mention is loosely attached",
    "counted by a number, without a full birth date",
    "not counted",
)


@dataclass(frozen=True, slots=True)
class Clusters:
    """The predicted people of one clustering, one element a person, in any order.

    `stratum` indexes `STRATA`; `placed` is false for the undeterminable band; `mentions` counts mentions; `certainty` is
    "certain", "probable" or "possible"; `files` counts the files where a birth date or a number of theirs was read.
    `alone` are sizes: for each file that is the only one to count somebody, how many placed people it alone counts.
    """

    stratum: NDArray[np.int64]
    placed: NDArray[np.bool_]
    mentions: NDArray[np.int64]
    certainty: NDArray[np.str_]
    files: NDArray[np.int64]
    alone: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class KnownAnswers:
    """What clusters with a known answer say: one element a cluster.

    `y` is the number of real people that the cluster stands for, `weight` how much of the cluster is in the sample: 1, or
    the planted share of its people where planted and real ones are merged. `planted` and `found` count the invented people
    put into copies of the documents and those with at least one mention found; both 0 for clusters that people reviewed.
    `measured`: how planted people are written differently from file to file was measured on this heap.
    """

    basis: str  # "known_answers" or "review"
    stratum: NDArray[np.int64]
    y: NDArray[np.float64]
    weight: NDArray[np.float64]
    planted: int = 0
    found: int = 0
    measured: bool = True


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
    undeterminable: dict[str, float]
    certainty: dict[str, int]
    strata: list[dict[str, Any]] = field(default_factory=list)
    detection: dict[str, Any] | None = None  # people planted in documents, and found
    reading: dict[str, float] | None = None  # the allowance where that was not measured
    deviations: str | None = None  # of planted people: "measured" on this heap, or "usual"

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
            "reading": self.reading,
            "deviations": self.deviations,
        }


NO_ANSWERS = (
    "No cluster was reviewed and no invented people were planted in this run: the count is given without an interval."
)

PLANTED = (
    "Errors of linking: learnt from invented people planted among the mentions of this heap and linked like all others. {how} "
    "Errors of reading: an allowance learnt on invented heaps, applied to how often people are met in this one. A list that was "
    "not recognised at all, or a file not analysed, is not in the interval."
)
MEASURED = "How their names and dates are miswritten was measured on this heap's own mentions that share a number."
USUAL_RATES = (
    "Too few mentions of this heap share a number to measure how names and dates are miswritten: usual rates served."
)


def estimate_headcount(clusters: Clusters, known: KnownAnswers | None = None) -> Headcount:
    """Estimate the number of people.

    Without known answers the estimate is the count of placed people and there is no interval. With them, for strata h of
    M_h clusters of which n_h have a known answer, N = sum M_h mean(y_h), divided by the share of planted people found. Its
    variance is sum M_h^2 (sum (y - mean)^2 + 1/2) / ((n_h - 1) n_h), that of the share found, and the transfer.
    """
    placed = clusters.placed
    count = int(placed.sum())
    split = {name: int((clusters.certainty[placed] == name).sum()) for name in ("certain", "probable", "possible")}
    sums = {"people": count, "mentions": int(clusters.mentions[placed].sum())}
    band: dict[str, float] = {"groups": int((~placed).sum()), "mentions": int(clusters.mentions[~placed].sum())}
    sizes = np.bincount(clusters.stratum, minlength=len(STRATA))
    if known is None or not len(known.y):
        strata = [{"stratum": name, "clusters": int(m)} for name, m in zip(STRATA, sizes, strict=True)]
        return Headcount(count, None, None, LEVEL, "none", NO_ANSWERS, sums, band, split, strata)
    strata, means, variances = _learn_strata(sizes, known)
    counted = np.arange(len(STRATA)) != NOT_COUNTED
    linked, variance = float((sizes * means)[counted].sum()), float(variances[counted].sum())
    detection: dict[str, Any] | None = None
    reading: dict[str, float] | None = None
    estimate = linked
    if known.planted:
        share = known.found / known.planted
        estimate = linked / share if share else linked
        spread = (share * (1 - share) + IMAGINARY_ERROR / known.planted) / known.planted
        variance = variance / max(share, 1e-9) ** 2 + linked**2 * spread / max(share, 1e-9) ** 4
        detection = {"planted": known.planted, "found": known.found, "share": share}
    elif known.basis == "known_answers":
        linked, lost = _with_band(linked, known)
        unseen = people_unseen(clusters.files[placed])
        more = people_unseen(clusters.files[placed], UNREAD + UNREAD_SPREAD) - unseen
        estimate = linked + unseen
        lists = spread_of_lists(clusters.alone, linked)
        variance += lost**2 + more**2 + lists**2
        reading = {
            "lost": unseen / max(estimate, 1.0),
            "deviation": more / max(estimate, 1.0),
            "lists": lists / max(estimate, 1.0),
        }
    variance += (TRANSFER * (linked - count)) ** 2
    half = Z * variance**0.5
    band["expected_people"] = round(float(sizes[NOT_COUNTED] * means[NOT_COUNTED]), 1)
    reviewed = known.basis == "review"
    how = MEASURED if known.measured else USUAL_RATES
    reason = "Learnt from clusters that people reviewed." if reviewed else PLANTED.format(how=how)
    return Headcount(
        estimate,
        max(estimate - half, 0.0),
        estimate + half,
        LEVEL,
        known.basis,
        reason,
        sums,
        band,
        split,
        strata,
        detection,
        reading,
        None if reviewed else "measured" if known.measured else "usual",
    )


def _with_band(linked: float, known: KnownAnswers) -> tuple[float, float]:
    """Return the count with the people who fell in the undeterminable band though they could be counted, and its deviation.

    Planted people copy people who are counted: the share of them that only the band holds is lost from the count.
    """
    mass = known.y * known.weight
    whole = float(mass.sum())
    if not whole:
        return linked, 0.0
    share = float(mass[known.stratum == NOT_COUNTED].sum()) / whole
    spread = ((share * (1 - share) + IMAGINARY_ERROR / whole) / whole) ** 0.5
    return linked / (1 - share), linked * spread / (1 - share) ** 2


def _learn_strata(
    sizes: NDArray[np.int64], known: KnownAnswers
) -> tuple[list[dict[str, Any]], NDArray[np.float64], NDArray[np.float64]]:
    """Return the table of strata, the mean of y and the variance of M_h times that mean, each by stratum.

    A stratum with fewer than two answers borrows the mean and the spread of all counted clusters.
    """
    all_mean, all_square = _moments(known.y[known.stratum != NOT_COUNTED], known.weight[known.stratum != NOT_COUNTED])
    all_weight = float(known.weight[known.stratum != NOT_COUNTED].sum())
    table, means, variances = [], np.ones(len(STRATA)), np.zeros(len(STRATA))
    for h, name in enumerate(STRATA):
        here = known.stratum == h
        n = float(known.weight[here].sum())
        if n >= 2:
            mean, squares = _moments(known.y[here], known.weight[here])
            spread = (squares + IMAGINARY_ERROR) / ((n - 1) * n)
        else:
            mean, spread = all_mean, all_square / max(float(known.weight.sum()), 1.0) + IMAGINARY_ERROR
        means[h], variances[h] = mean, float(sizes[h]) ** 2 * spread
        if known.basis == "known_answers":
            # planted clusters are no sample of the heap's: the errors of its own are drawn anew
            variances[h] += (
                float(sizes[h]) * (squares if n >= 2 else all_square) / max(n if n >= 2 else all_weight, 1.0)
            )
        table.append(
            {
                "stratum": name,
                "clusters": int(sizes[h]),
                "answers": round(n, 1),
                "people_per_cluster": round(mean, 4),
                "deviation": round(float(variances[h] ** 0.5), 1),
            }
        )
    return table, means, variances


def _moments(y: NDArray[np.float64], weight: NDArray[np.float64]) -> tuple[float, float]:
    """Return the weighted mean and the weighted sum of squares around it; (1, 0) of nothing."""
    total = float(weight.sum())
    if not total:
        return 1.0, 0.0
    mean = float((weight * y).sum() / total)
    return mean, float((weight * (y - mean) ** 2).sum())


def known_answers(
    labels: NDArray[np.int64],
    stratum: NDArray[np.int64],
    person: NDArray[np.int64],
    core: NDArray[np.bool_],
    planted: int,
) -> KnownAnswers:
    """Score the clustering of the real and planted mentions together (the real figures never come from it).

    Args:
        labels: cluster of each mention, 0..C-1; real and planted mentions alike.
        stratum: stratum of each cluster, length C.
        person: number of the planted person of each mention, -1 for a real mention.
        core: whether the mention is one that people are counted on.
        planted: how many people were planted, found or not.

    A planted person's one unit lies on their core mentions, on all of them if there is none. Real mentions in a cluster
    with planted ones count as one whole real person: what the planted ones were merged with.

    """
    ours = person >= 0
    numbers, who = np.unique(person[ours], return_inverse=True)
    mass = core[ours].astype(np.float64)
    total = np.bincount(who, weights=mass, minlength=len(numbers))
    mass = np.where(total[who] == 0, 1.0, mass)
    total = np.bincount(who, weights=mass, minlength=len(numbers))
    size = len(stratum)
    planted_mass = np.asarray(np.bincount(labels[ours], weights=mass / total[who], minlength=size), np.float64)
    real = np.bincount(labels[~ours & core], minlength=size) > 0
    touched = np.bincount(labels[ours], minlength=size) > 0
    y = planted_mass + real
    # without any mass, a poorer mention left out of its person's cluster: a whole cluster that stands for nobody
    weight = np.where(real, np.divide(planted_mass, y, out=np.zeros(size), where=y > 0), 1.0)
    return KnownAnswers("known_answers", stratum[touched], y[touched], weight[touched], planted, len(numbers))


def pool_answers(answers: Sequence[KnownAnswers]) -> KnownAnswers:
    """Put the answers of several rounds together. They were planted as mentions: they say nothing of what reading misses."""
    return KnownAnswers(
        answers[0].basis,
        np.concatenate([a.stratum for a in answers]),
        np.concatenate([a.y for a in answers]),
        np.concatenate([a.weight for a in answers]),
        measured=all(a.measured for a in answers),
    )


def describe_clusters(connection: duckdb.DuckDBPyConnection, persons: pa.Table) -> Clusters:
    """Describe the people of the tables that `group.py` leaves, and `identity`; `persons` has the columns of PERSONS."""
    find_strata(connection)
    connection.register("persons_built", persons.select(["person_id", "certainty"]))
    rows = connection.execute(
        "select stratum, placed, mentions, certainty, files from strata join identity using (cluster) "
        "join persons_built using (person_id) order by cluster"
    ).fetchnumpy()
    connection.unregister("persons_built")
    alone = connection.execute(
        "select count(*) people from strata where placed and files = 1 group by only_file order by only_file"
    ).fetchnumpy()["people"]
    return Clusters(
        rows["stratum"].astype(np.int64),
        rows["placed"].astype(bool),
        rows["mentions"].astype(np.int64),
        rows["certainty"].astype(str),
        rows["files"].astype(np.int64),
        alone.astype(np.int64),
    )


def find_strata(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `strata` (cluster, placed, mentions, files, only_file, stratum) from the tables that `group.py` leaves."""
    connection.execute(_STRATA)


# Strata are what can be seen without knowing the truth: how mixed, how weakly held, how near to another person.
_STRATA = """
create or replace temp table strata as
with p as (select profile_cluster.*, dob, left(first, 3) first3, sex, core from profile_cluster join profile using (pid)),
near as (
  select distinct unnest([a.cluster, b.cluster]) as cluster from edges
  join profile_cluster a on a.pid = l join profile_cluster b on b.pid = r where a.cluster <> b.cluster),
c as (
  select cluster, count(*) filter (core) cores,
    count(distinct dob) filter (core) > 1 or count(distinct first3) filter (core) > 1
      or count(distinct sex) filter (core) > 1 mixed,
    coalesce(min(probability) filter (core) < 0.999, false) weak, coalesce(min(probability) filter (tie = 1) < 0.98, false) loose
  from p group by cluster),
m as (
  select cluster, bool_or(placed) placed, count(*) mentions, coalesce(min(probability) filter (tie = 1) < 0.98, false) loose,
    count(distinct file) filter (dob is not null or nir is not null or ipp is not null or len(ids) > 0) files,
    min(file) filter (dob is not null or nir is not null or ipp is not null or len(ids) > 0) only_file
  from assigned join norm using (rid) group by cluster)
select m.cluster, m.placed, m.mentions, m.files, m.only_file,
  case when not m.placed then 7 when coalesce(cores, 0) = 0 then 6
    when mixed and near.cluster is not null then 4 when mixed or (weak and cores > 1) then 3 when near.cluster is not null then 2
    when m.loose then 5 when m.mentions > 1 then 1 else 0 end stratum
from m left join c using (cluster) left join near on near.cluster = m.cluster
"""
