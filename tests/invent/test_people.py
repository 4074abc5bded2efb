"""The population holds what makes hospital identity hard."""

from collections import Counter, defaultdict

import pytest

from recense.invent.family import find_family
from recense.invent.names import surname_half
from recense.invent.people import TODAY, invent_people


@pytest.fixture(scope="module")
def population():
    family = find_family("development")
    return invent_people(6_000, 5, family.surname_half, family.places, family.words.jobs)


def test_everybody_is_counted_once(population):
    assert len(population) == 6_000
    lengths = {len(v) for v in vars(population).values()}
    assert lengths == {6_000}
    roles = Counter(population.role)
    assert roles["patient"] > 5_000
    assert roles["staff"] == 300


def test_nobody_is_born_in_the_future_and_some_are_over_a_hundred(population):
    ages = [(TODAY.toordinal() - b) / 365.25 for b in population.born]
    assert min(ages) > 0
    assert sum(a >= 100 for a in ages) > 5


def test_married_women_have_two_names(population):
    married = [i for i in range(6_000) if population.used[i] != population.birth[i] and population.sex[i] == "F"]
    assert len(married) > 600


def test_children_are_insured_by_a_parent_and_reached_by_the_parents_phone(population):
    children = [i for i in range(6_000) if population.insured[i] != i]
    assert len(children) > 200
    assert all(population.born[population.insured[c]] < population.born[c] for c in children)
    assert sum(population.phone[c] == population.phone[population.insured[c]] for c in children) > len(children) * 0.8


def test_there_are_twins_namesakes_and_fathers_with_their_sons_name(population):
    names = defaultdict(list)
    for i in range(6_000):
        names[population.birth[i], population.given[i]].append(i)
    same = [group for group in names.values() if len(group) > 1]
    assert any(len({population.born[i] for i in group}) == 1 for group in same), "namesakes born the same day"
    assert any(abs(population.born[g[0]] - population.born[g[1]]) > 6_000 for g in same)
    twins = sum(
        population.born[i] == population.born[i + 1] and population.birth[i] == population.birth[i + 1]
        for i in range(5_999)
    )
    assert twins > 5


def test_the_two_sites_give_the_same_number_to_different_people(population):
    shared = set(population.ipp) & set(population.ipp_site_2)
    assert len(shared) > 500
    assert len(set(population.ipp)) == 6_000


def test_families_of_different_halves_never_share_a_listed_surname(population):
    wrong = [n for n in population.birth if "-" not in n and " " not in n and surname_half(n) != 0]
    # what is left is made of syllables, or of an origin with too few names to cut in two
    assert len(wrong) < len(population) * 0.03


def test_the_same_seed_gives_the_same_people():
    family = find_family("demo")
    first, second = (invent_people(300, 9, 1, family.places, family.words.jobs) for _ in range(2))
    assert vars(first) == vars(second)
    other = invent_people(300, 10, 1, family.places, family.words.jobs)
    assert first.used != other.used


def test_without_insee_names_come_from_a_library_and_from_syllables(monkeypatch):
    from recense.invent import names

    monkeypatch.setattr(names, "insee_folder", lambda: None)
    names.name_pools.cache_clear()
    try:
        pools = names.name_pools(0)
        assert len(pools.surnames) > 5_000
        assert all(surname_half(s) == 0 for s in pools.surnames)
        family = find_family("demo")
        assert len(invent_people(100, 1, 0, family.places, family.words.jobs)) == 100
    finally:
        names.name_pools.cache_clear()
