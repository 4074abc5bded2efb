"""Planted people: invented, the same each time, and nowhere but in the error rates."""

import random

import pytest
from conftest import connect
from people import invent

from recense.resolve.deviations import Deviations, Written, deviate, deviation_of
from recense.resolve.group import group_mentions
from recense.resolve.planting import plant_people


@pytest.fixture(scope="module")
def planted():
    mentions, _ = invent(500, 1800, seed=5)
    connection = connect()
    connection.register("mentions", mentions)
    group_mentions(connection)
    return mentions, plant_people(connection), plant_people(connection), plant_people(connection, number=1)


def test_the_same_mentions_give_the_same_planted_people_and_another_round_others(planted):
    _, first, again, other = planted
    assert first.mentions.equals(again.mentions)
    assert set(first.mentions["mention_id"].to_pylist()).isdisjoint(other.mentions["mention_id"].to_pylist())


def test_planted_people_have_mentions_and_numbers_of_their_own(planted):
    mentions, first, _, _ = planted
    for column in ("mention_id", "ipp"):
        real = set(mentions[column].drop_null().to_pylist())
        assert real.isdisjoint(first.mentions[column].drop_null().to_pylist())
    assert set(first.mentions["planted_person"].to_pylist()) == set(first.people)


def test_planted_people_stay_a_minority(planted):
    mentions, first, _, _ = planted
    assert 50 <= len(first.people) < 0.5 * 500
    assert first.mentions.num_rows < 0.6 * mentions.num_rows


PERSON = Written("DUPONT MARTIN", ("JEANNE",), "1954-03-12")


@pytest.mark.parametrize(
    "mention",
    [
        Written("DUPONT MARTIN", ("JEANNE",), "1954-12-03"),
        Written("DUPONT", ("JEANNE",), "1954-03-12"),
        Written("LEROY", ("JEANNE",), "1954-03-12"),
        Written("DUPONT MARTIN", ("J",), "1954-01-01"),
        Written("JEANNE", ("DUPONT MARTIN",), "1954-03-12"),
    ],
)
def test_a_deviation_written_again_gives_what_was_read(mention):
    how = deviation_of(PERSON, mention)
    assert how is not None
    again = deviate(PERSON, "LEROY", how)
    assert (again.family, again.given[0], again.born) == (mention.family, mention.given[0], mention.born)


def test_a_relative_under_the_same_number_is_no_deviation():
    assert deviation_of(PERSON, Written("DUPONT MARTIN", ("HUGO",), "1987-06-01")) is None
    assert deviation_of(PERSON, Written("LEROY", ("JEANNE",), "1987-06-01")) is None


def test_with_too_few_shared_numbers_the_usual_rates_serve():
    usual, rng = Deviations([]), random.Random(1)
    drawn = [usual.draw("f", "table", "M", two_names=False, rng=rng) for _ in range(2000)]
    assert not usual.measured
    assert 0.02 < sum(d.family.how != "same" or d.given.how != "same" or d.date != "same" for d in drawn) / 2000 < 0.08
