"""Edges to people. Core profiles define people, poorer ones attach to one and never bridge two; a conflict is never outvoted.

1. Components of the edges between core profiles at `CORE`; where a component holds a conflict, its edges are taken again from
   the strongest down, and one that would bring two conflicting profiles together is refused: the component
   parts at its weakest links.
2. A poorer profile joins the person to whom it most likely belongs, all candidates weighed against one another and
   against "none of them", if that is likelier than not. Those whose own numbers nobody has come first: whoever of them is
   likelier nobody known is a person too, whom the rest may join. A doctor of the town is not a patient for bearing their name.
3. Those left over group among themselves in the way of 1.
Everything is decided by probability, then by profile number, so that the order of rows does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from recense.resolve.calibrate import share_known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    FindConflicts = Callable[[Ints], Iterable[tuple[int, int]]]

LARGEST = 200  # profiles of one person
CORE = 0.8  # least probability of an edge that makes two core profiles one person: B-cubed was best from 0.7 to 0.9
ATTACH = 0.5  # least share of the evidence that places a poorer profile
ONE_PERSON, ATTACHED, LEFT_OVER = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Edges:
    """Scored pairs of profiles: `left` < `right`, their probability and match weight (bits)."""

    left: Ints
    right: Ints
    probability: Floats
    weight: Floats

    def where(self, chosen: Flags) -> Edges:
        """Return the chosen ones."""
        return Edges(self.left[chosen], self.right[chosen], self.probability[chosen], self.weight[chosen])


@dataclass(frozen=True, slots=True)
class Clustering:
    """For each profile its cluster (0..C-1, numbered by smallest profile), its tie, and the probability of that tie.

    `known` is the probability that a poorer profile is somebody among the core people, whoever that is.
    """

    label: Ints
    tie: NDArray[np.int8]
    probability: Floats
    known: Floats


@dataclass(frozen=True, slots=True)
class Poor:
    """Poorer profiles to place: which they are, the unit of each (those of one unit go together), and the kind of each."""

    chosen: Flags
    unit: Ints
    kind: Ints


def cluster_profiles(core: Flags, kind: Ints, edges: Edges, find_conflicts: FindConflicts) -> Clustering:
    """Group profiles 0..n-1 into people.

    Args:
        core: whether the profile is one that people are counted on.
        kind: which kind of poorer profile it is, from 0: each kind is as likely known as its own evidence shows.
        edges: scored pairs, any order.
        find_conflicts: given a label for each profile, -1 for one that stands alone, return the pairs of
            profiles of one label that cannot be one person.

    """
    count = len(core)
    both = core[edges.left] & core[edges.right]
    label = _components(count, edges.where(both & (edges.probability >= CORE)), find_conflicts)
    tie = np.where(core, ONE_PERSON, LEFT_OVER).astype(np.int8)
    probability = _best_inside(count, label, edges.where(both), core)
    alone = np.arange(count)
    numbered = ~core & (kind > 0)
    # mentions of one number go together, wherever they go
    unit = _among(numbered, alone, edges, find_conflicts)
    known = _attach(label, tie, probability, edges, core, Poor(numbered, unit, kind))
    new = numbered & (tie == LEFT_OVER) & (known < ATTACH)
    label = np.where(new, unit + count, label)
    known += _attach(label, tie, probability, edges, core | new, Poor(~core & ~numbered, alone, kind))
    left_over = (tie == LEFT_OVER) & ~new
    label = _among(left_over, label, edges, find_conflicts)
    _follow(label, tie, probability, edges, left_over)
    return Clustering(_renumbered(label), tie, probability, known)


def _among(chosen: Flags, label: Ints, edges: Edges, find_conflicts: FindConflicts) -> Ints:
    """Return the labels with those chosen grouped among themselves, apart from all others."""
    inside = chosen[edges.left] & chosen[edges.right] & (edges.probability >= CORE)
    grouped = _components(len(label), edges.where(inside), find_conflicts)
    return np.where(chosen, grouped + len(label) + int(label.max(initial=0)) + 1, label)


def _components(count: int, edges: Edges, find_conflicts: FindConflicts) -> Ints:
    label, sizes, edges = _unchained(count, edges)
    # a pair alone was judged whole when it was scored
    asked = np.where(sizes[label] > 2, label, -1)
    conflicts = sorted((min(a, b), max(a, b)) for a, b in find_conflicts(asked))
    if conflicts:
        _part(label, edges, conflicts)
    return label


def _unchained(count: int, edges: Edges) -> tuple[Ints, Ints, Edges]:
    """Return components of at most `LARGEST` profiles, their sizes, and the edges that hold them.

    Nobody is written in hundreds of ways: a component that large is a chain of weak ties between namesakes, and to look
    for conflicts in it costs the square of its size. Its weakest edges go, two bits at a time.
    """
    while True:
        graph = coo_matrix((np.ones(len(edges.left), np.int8), (edges.left, edges.right)), shape=(count, count))
        label: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
        sizes = np.bincount(label, minlength=1) if count else np.zeros(1, np.int64)
        chained = sizes[label[edges.left]] > LARGEST
        if not chained.any():
            return label, sizes, edges
        edges = edges.where(~chained | (edges.weight > edges.weight[chained].min() + 2.0))


def _part(label: Ints, edges: Edges, conflicts: list[tuple[int, int]]) -> None:
    """Part the components that hold conflicts, in place: edges from the strongest down, none that joins a conflict."""
    torn = np.unique(label[np.array([a for a, _ in conflicts])])
    inside = edges.where(np.isin(label[edges.left], torn))
    order = np.lexsort((inside.right, inside.left, -np.round(inside.weight, 6)))
    members = {int(p): {int(p)} for p in np.flatnonzero(np.isin(label, torn))}
    home = {p: p for p in members}
    foes: dict[int, set[int]] = defaultdict(set)  # by group: the profiles that it cannot take
    for a, b in conflicts:
        foes[a].add(b)
        foes[b].add(a)
    for k in order:
        a, b = home[int(inside.left[k])], home[int(inside.right[k])]
        if a == b:
            continue
        if len(members[a]) < len(members[b]):
            a, b = b, a
        if not foes[a].isdisjoint(members[b]) or not foes[b].isdisjoint(members[a]):
            continue
        for p in members[b]:
            home[p] = a
        members[a] |= members.pop(b)
        foes[a] |= foes.pop(b, set())
    fresh = int(label.max()) + 1
    for number, group in enumerate(sorted(members.values(), key=min)):
        label[sorted(group)] = fresh + number


def _best_inside(count: int, label: Ints, edges: Edges, core: Flags) -> Floats:
    """Return for each profile its best probability to another of its cluster, 1 when it is alone in it."""
    best = np.zeros(count)
    inside = edges.where(label[edges.left] == label[edges.right])
    np.maximum.at(best, inside.left, inside.probability)
    np.maximum.at(best, inside.right, inside.probability)
    alone = np.bincount(label, weights=core, minlength=1)[label] <= 1 if count else np.zeros(0, bool)
    best[alone] = 1.0
    return best


def _attach(label: Ints, tie: NDArray[np.int8], probability: Floats, edges: Edges, people: Flags, poor: Poor) -> Floats:
    """Place the poor profiles, in place, those of one unit together.

    A unit belongs to one person at most, so the odds of its candidates share one unit of probability.
    """
    known = np.zeros(len(label))
    chosen, unit = poor.chosen, poor.unit
    edges = edges.where((people[edges.left] & chosen[edges.right]) | (chosen[edges.left] & people[edges.right]))
    who = np.where(people[edges.left], edges.right, edges.left)
    person = label[np.where(people[edges.left], edges.left, edges.right)]
    what, best_person, odds = _strongest(unit[who], person, edges.weight)
    if not len(what):
        return known
    starts = np.flatnonzero(np.r_[True, what[1:] != what[:-1]])
    units, of_unit = np.unique(unit[chosen], return_inverse=True)
    kinds, total = np.zeros(len(units), np.int64), np.zeros(len(units))
    np.maximum.at(kinds, of_unit, poor.kind[chosen])
    found = np.searchsorted(units, what[starts])
    total[found] = np.add.reduceat(odds, starts)
    shares = np.array([share_known(total[kinds == k]) for k in range(int(kinds.max()) + 1)])
    factor = (shares / (1 - shares))[kinds]
    total *= factor
    known[chosen] = (total / (1.0 + total))[of_unit]
    best, share = np.full(len(units), -1), np.zeros(len(units))
    best[found] = best_person[starts]
    share[found] = odds[starts] * factor[found] / (1.0 + total[found])
    taken = np.flatnonzero(chosen)[share[of_unit] >= ATTACH]
    theirs = of_unit[share[of_unit] >= ATTACH]
    label[taken], probability[taken] = best[theirs], share[theirs]
    tie[taken] = ATTACHED
    return known


def _strongest(what: Ints, where: Ints, weight: Floats) -> tuple[Ints, Ints, Floats]:
    """Return each distinct (what, where) with the odds of its strongest edge: by what, strongest first, ties by where."""
    weight = np.round(weight, 6)
    order = np.lexsort((-weight, where, what))
    what, where, weight = what[order], where[order], weight[order]
    first = np.r_[True, (what[1:] != what[:-1]) | (where[1:] != where[:-1])] if len(what) else np.zeros(0, bool)
    what, where, weight = what[first], where[first], weight[first]
    order = np.lexsort((where, -weight, what))
    return what[order], where[order], np.exp2(np.clip(weight[order], -50, 50))


def _follow(label: Ints, tie: NDArray[np.int8], probability: Floats, edges: Edges, left_over: Flags) -> None:
    """Let a group left over follow an attached profile that it is strongly tied to, in place."""
    attached = tie == ATTACHED
    strong = edges.where(edges.probability >= CORE)
    one_way = left_over[strong.left] & attached[strong.right]
    other = attached[strong.left] & left_over[strong.right]
    group = np.r_[label[strong.left[one_way]], label[strong.right[other]]]
    person = np.r_[label[strong.right[one_way]], label[strong.left[other]]]
    weight = np.r_[strong.weight[one_way], strong.weight[other]]
    group, person, odds = _strongest(group, person, weight)
    if not len(group):
        return
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    share = odds[starts] / (1.0 + np.add.reduceat(odds, starts))
    taken = share >= ATTACH
    table = dict(
        zip(
            group[starts[taken]].tolist(),
            zip(person[starts[taken]].tolist(), share[taken].tolist(), strict=True),
            strict=True,
        )
    )
    for k in np.flatnonzero(left_over & np.isin(label, list(table))):
        label[k], probability[k] = table[int(label[k])]
        tie[k] = ATTACHED


def _renumbered(label: Ints) -> Ints:
    """Number clusters 0..C-1 in the order of their smallest profile."""
    values, first, inverse = np.unique(label, return_index=True, return_inverse=True)
    rank = np.empty(len(values), np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(values))
    return rank[inverse]
