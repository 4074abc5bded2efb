"""Names are data: shown on one line, unique, in the charset that their writer meant."""

from __future__ import annotations

from zipfile import ZipInfo

from hypothesis import given
from hypothesis import strategies as st

from recense.intake.names import NAME_BYTES, best_decoding, distinct, member_name, shown, zip_name

ANY_NAME = st.text(st.characters(codec=None), max_size=60)


@given(ANY_NAME)
def test_any_name_is_shown_on_one_line_of_unicode(name):
    text = shown(name)
    assert len(text.splitlines()) <= 1
    text.encode("utf-8")


@given(st.lists(st.sampled_from(["a.csv", "a (2).csv", "a", "a (2)", "b/a.csv", ".x", ""]), max_size=30))
def test_names_given_twice_stay_distinct(names):
    taken: dict[str, int] = {}
    given_names = [distinct(name, taken) for name in names]
    assert len(set(given_names)) == len(names)


def test_a_second_name_is_numbered_before_its_extension():
    taken: dict[str, int] = {}
    assert [distinct("x/a.csv", taken) for _ in range(3)] == ["x/a.csv", "x/a (2).csv", "x/a (3).csv"]


def test_a_hundred_thousand_equal_names_cost_little():
    taken: dict[str, int] = {}
    assert len({distinct("a", taken) for _ in range(100_000)}) == 100_000


def test_a_name_beyond_the_limit_is_cut_and_stays_unique():
    one, other = shown("é" * 9000 + "1"), shown("é" * 9000 + "2")
    assert one != other
    assert len(one.encode()) <= NAME_BYTES


def test_french_names_are_read_in_each_code_page_that_writes_them():
    for page in ("utf-8", "cp850", "cp437", "cp1252"):
        assert best_decoding("Liste été à vérifier (n°2).csv".encode(page)) == "Liste été à vérifier (n°2).csv", page
    assert best_decoding("PATIENTS AGÉS - RÉANIMATION.csv".encode("cp850")) == "PATIENTS AGÉS - RÉANIMATION.csv"
    assert best_decoding("PATIENTS AGÉS - RÉANIMATION.csv".encode("cp1252")) == "PATIENTS AGÉS - RÉANIMATION.csv"


def test_a_zip_name_with_backslashes_has_folders():
    assert zip_name(ZipInfo("DSI\\été.csv")) == "DSI/été.csv"


def test_a_leading_dot_folder_is_dropped():
    assert member_name("././a/b.csv") == "a/b.csv"
    assert member_name("") == "unnamed"
