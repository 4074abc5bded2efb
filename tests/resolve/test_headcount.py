"""The count, its interval, and what is kept out of it."""

from dataclasses import replace

import numpy as np
import pytest

from recense.resolve.headcount import (
    NOT_COUNTED,
    Clusters,
    KnownAnswers,
    estimate_headcount,
    known_answers,
)
from recense.resolve.reading import people_unseen, spread_of_lists


def _clusters(stratum):
    stratum = np.array(stratum)
    n = len(stratum)
    return Clusters(
        stratum, stratum != NOT_COUNTED, np.full(n, 2), np.full(n, "certain"), np.full(n, 2), np.zeros(0, int)
    )


def test_without_known_answers_the_count_is_given_and_no_interval_is_claimed():
    head = estimate_headcount(_clusters([0, 0, 1, NOT_COUNTED])).as_json()
    assert (head["estimate"], head["low"], head["high"], head["basis"]) == (3, None, None, "none")
    assert head["reason"]
    assert head["undeterminable"] == {"groups": 1, "mentions": 2}


def test_a_planted_person_split_in_two_lowers_the_count_of_such_clusters():
    # planted person 0 in clusters 0 and 1 (core mentions 3 and 1), person 1 whole in cluster 2
    answers = known_answers(
        labels=np.array([0, 0, 0, 1, 2]),
        stratum=np.array([1, 0, 0]),
        person=np.array([0, 0, 0, 0, 1]),
        core=np.ones(5, bool),
        planted=2,
    )
    assert answers.y.tolist() == [0.75, 0.25, 1.0]
    assert answers.y.sum() == 2


def test_a_planted_person_merged_with_a_real_one_counts_two_and_weighs_half():
    answers = known_answers(np.array([0, 0]), np.array([1]), np.array([0, -1]), np.ones(2, bool), planted=1)
    assert (answers.y.tolist(), answers.weight.tolist()) == ([2.0], [0.5])


def test_a_poor_group_of_a_person_already_counted_stands_for_nobody():
    answers = known_answers(
        np.array([0, 1]), np.array([0, NOT_COUNTED]), np.array([0, 0]), np.array([True, False]), planted=1
    )
    assert answers.y.tolist() == [1.0, 0.0]


def test_people_not_found_at_all_raise_the_estimate():
    head = estimate_headcount(
        _clusters([0] * 1000), KnownAnswers("known_answers", np.zeros(90, int), np.ones(90), np.ones(90), 100, 90)
    )
    assert head.estimate == pytest.approx(1000 / 0.9)
    assert head.low < 1000 / 0.9 < head.high


def test_who_cannot_be_determined_is_not_counted_by_the_group():
    known = KnownAnswers(
        "known_answers",
        np.r_[np.zeros(50, int), np.full(50, NOT_COUNTED)],
        np.r_[np.ones(50), np.zeros(50)],
        np.ones(100),
    )
    few, many = (estimate_headcount(_clusters([0] * 100 + [NOT_COUNTED] * n), known) for n in (4, 4000))
    assert few.estimate == many.estimate == pytest.approx(100, abs=0.1)


def test_people_of_whom_linking_left_only_poor_groups_are_in_the_estimate():
    known = KnownAnswers(
        "known_answers",
        np.r_[np.zeros(95, int), np.full(5, NOT_COUNTED)],
        np.ones(100),
        np.ones(100),
    )
    assert estimate_headcount(_clusters([0] * 950), known).estimate == pytest.approx(1000, abs=0.5)


def test_where_people_are_met_once_a_lost_place_loses_them():
    once, often = people_unseen(np.full(1000, 1), 0.1), people_unseen(np.full(1000, 4), 0.1)
    assert once == pytest.approx(1000 / 9)
    assert often == 0


def test_people_lost_with_their_places_are_about_as_many_as_told():
    rng = np.random.default_rng(5)
    places = 1 + rng.negative_binomial(1.1, 0.4, 20_000)
    read = rng.binomial(places, 0.9)
    assert people_unseen(read[read > 0], 0.1) == pytest.approx((read == 0).sum(), rel=0.1)


def test_the_reason_says_when_usual_rates_served():
    known = KnownAnswers("known_answers", np.zeros(9, int), np.ones(9), np.ones(9), measured=False)
    head = estimate_headcount(_clusters([0] * 9), known).as_json()
    assert "usual rates" in head["reason"]
    assert head["deviations"] == "usual"


def test_a_clean_sample_still_leaves_an_interval():
    head = estimate_headcount(
        _clusters([0] * 1000), KnownAnswers("known_answers", np.zeros(200, int), np.ones(200), np.ones(200))
    )
    assert head.low < 1000 < head.high
    assert head.high - head.low < 60


def test_the_interval_covers_the_truth_when_answers_are_drawn_from_the_clusters():
    """Clusters of which 3 % are merges and 5 % halves of a person: 200 draws of 400 reviewed ones."""
    rng = np.random.default_rng(3)
    y = rng.choice([1.0, 2.0, 0.5], 10_000, p=[0.92, 0.03, 0.05])
    stratum = np.where(y == 1, rng.choice(3, 10_000, p=[0.6, 0.3, 0.1]), rng.choice(3, 10_000, p=[0.1, 0.2, 0.7]))
    covered = 0
    for _ in range(200):
        picked = np.concatenate([rng.choice(np.flatnonzero(stratum == h), 130, replace=False) for h in range(3)])
        head = estimate_headcount(
            _clusters(stratum), KnownAnswers("review", stratum[picked], y[picked], np.ones(len(picked)))
        )
        covered += head.low <= y.sum() <= head.high
    assert covered >= 190


def test_a_few_long_lists_that_alone_count_people_make_the_count_less_sure_than_many_short_ones():
    assert spread_of_lists(np.array([100, 100]), 1000) > 3 * spread_of_lists(np.full(20, 10), 1000)
    assert spread_of_lists(np.array([900]), 1000) == spread_of_lists(np.array([100]), 1000), "it is looked at"
    assert spread_of_lists(np.zeros(0, int), 1000) == 0.0


def test_the_interval_widens_with_the_lists_that_alone_count_people():
    known = KnownAnswers("known_answers", np.zeros(300, int), np.ones(300), np.ones(300))
    base = _clusters([0] * 1000)
    wide = replace(base, alone=np.array([200, 300]))
    narrow, wider = (estimate_headcount(c, known).as_json() for c in (base, wide))
    assert wider["high"] - wider["low"] > narrow["high"] - narrow["low"] + 50
    assert wider["reading"]["lists"] > 0
