"""The same mentions give the same people, whatever their order, the threads, or what else was said of them."""

import numpy as np
import pyarrow as pa
import pytest
from conftest import connect, partition, table_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people import invent

from recense.resolve.cluster import Edges, cluster_profiles
from recense.resolve.group import group_mentions


@pytest.fixture(scope="module")
def heap():
    return invent(150, 500, seed=5)[0]


@pytest.fixture(scope="module")
def expected(heap):
    return partition(heap)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_shuffled_mentions_give_the_same_people(heap, expected, seed):
    order = np.random.default_rng(seed).permutation(heap.num_rows)
    assert partition(heap.take(pa.array(order))) == expected


def test_one_thread_and_four_give_the_same_tables(heap):
    results = []
    for threads in (1, 4):
        connection = connect()
        connection.execute(f"set threads = {threads}")
        connection.register("mentions", heap)
        group_mentions(connection)
        assigned = connection.execute("select * from assigned order by rid").fetchall()
        edges = connection.execute("select * from edges order by l, r").fetchall()
        results.append((assigned, edges))
    assert results[0] == results[1]


def _edges(drawn):
    best = {}
    for a, b, p in drawn:
        if a != b:
            best[min(a, b), max(a, b)] = p
    pairs = sorted(best)
    p = np.array([best[k] for k in pairs], float)
    left, right = (np.array([k[side] for k in pairs], np.int64) for side in (0, 1))
    return Edges(left, right, p, np.log2(p / (1 - p)))


nodes = st.integers(0, 9)
edge_lists = st.lists(st.tuples(nodes, nodes, st.floats(0.02, 0.999)), max_size=30)
vetoes = st.sets(st.tuples(nodes, nodes).filter(lambda p: p[0] < p[1]), max_size=8)


def _within(vetoed):
    return lambda label: [(a, b) for a, b in vetoed if label[a] >= 0 and label[a] == label[b]]


@given(edge_lists, vetoes, st.lists(st.booleans(), min_size=10, max_size=10))
def test_a_veto_is_kept_between_core_profiles_however_many_links_pass_between(drawn, vetoed, core):
    core = np.array(core)
    edges = _edges(drawn)
    # a vetoed pair has no edge of its own: the model gives it none
    keep = np.array([(a, b) not in vetoed for a, b in zip(edges.left, edges.right, strict=True)], bool)
    result = cluster_profiles(core, np.zeros(len(core), np.int64), edges.where(keep), _within(vetoed))
    for a, b in vetoed:
        if core[a] and core[b]:
            assert result.label[a] != result.label[b]


@given(edge_lists, vetoes, vetoes)
def test_adding_a_veto_never_joins_two_that_were_apart_in_their_component(drawn, vetoed, more):
    """Within the components of the edges, more vetoes may only part."""
    core = np.ones(10, bool)
    edges = _edges(drawn)
    without = cluster_profiles(core, np.zeros(len(core), np.int64), edges, _within(set())).label
    fewer = cluster_profiles(core, np.zeros(len(core), np.int64), edges, _within(vetoed | more)).label
    for a in range(10):
        for b in range(a):
            if fewer[a] == fewer[b]:
                assert without[a] == without[b]


def test_a_component_parts_at_its_weakest_link():
    p = np.array([0.999, 0.9, 0.99])
    edges = Edges(np.array([0, 1, 2]), np.array([1, 2, 3]), p, np.log2(p / (1 - p)))
    result = cluster_profiles(np.ones(4, bool), np.zeros(4, np.int64), edges, _within({(0, 3)}))
    assert result.label.tolist() == [0, 0, 1, 1]


def test_a_poor_profile_never_bridges_two_people():
    p = np.array([0.97, 0.97])
    edges = Edges(np.array([0, 1]), np.array([2, 2]), p, np.log2(p / (1 - p)))
    result = cluster_profiles(np.array([True, True, False]), np.zeros(3, np.int64), edges, _within(set()))
    assert result.label[0] != result.label[1]
    assert result.tie[2] == 2, "two people fit it equally: it is placed on neither"


def test_empty_and_tiny_heaps_go_through():
    assert partition(table_of([])) == set()
    assert len(partition(table_of([{"fam": "LEFEBVRE"}]))) == 1
    assert len(partition(table_of([{}, {}]))) == 2
    assert len(partition(table_of([{"fam": "LEFEBVRE", "first": "Marie", "born": "1954-03-12"}] * 2))) == 1


@pytest.mark.parametrize("column", ["birth_date", "given_names", "family_name", "mention_id"])
def test_a_heap_without_a_column_goes_through(heap, column):
    if column == "mention_id":
        one_file = heap.set_column(1, "sha256", pa.array(["f"] * heap.num_rows))
        assert partition(one_file)
        return
    k = heap.schema.get_field_index(column)
    assert partition(heap.set_column(k, heap.schema.field(k), pa.nulls(heap.num_rows, heap.schema.field(k).type)))


def test_a_heap_of_staff_only_goes_through(heap):
    k = heap.schema.get_field_index("role")
    assert partition(heap.set_column(k, heap.schema.field(k), pa.array(["staff"] * heap.num_rows)))


def test_absurd_cells_taken_for_names_cost_nothing():
    monster = {"fam": "A" * 200_000, "first": ["B" * 50_000] * 300, "born": "1954-03-12", "ipp": "9" * 100_000 + "1"}
    rows = [monster | {"file": f"f{k}", "birth": "C" * (50_000 + k)} for k in range(6)]
    assert len(partition(table_of(rows))) >= 1
