"""The lexicon learnt from typed columns."""

import pyarrow.parquet as pq

from recense.detect.text.lexicon import build_lexicon, lexicon_of, load_lexicon

FAMILIES = ["Lefèvre", "LEFEVRE", "DE LA TOUR", None]
BIRTHS = ["Martin", None, None, None]
GIVENS = [["Zoé", "Anne"], ["Zoe"], ["Jean-Marc"], ["Paul"]]
ROLES = ["patient", "patient", "staff", "patient"]


def test_names_are_counted_without_regard_to_capitals_and_accents():
    lexicon = lexicon_of(build_lexicon(FAMILIES, BIRTHS, GIVENS, ROLES))
    assert lexicon.families["LEFEVRE"] == 2
    assert lexicon.givens["ZOE"] == 2
    assert lexicon.family_weight("TOUR") == 1  # a word of a family name
    assert lexicon.family_weight("LA") == 0  # a particle is not


def test_people_are_known_under_each_of_their_names_with_their_role():
    lexicon = lexicon_of(build_lexicon(FAMILIES, BIRTHS, GIVENS, ROLES))
    assert lexicon.role_of("LEFEVRE", "ZOE") == "patient"
    assert lexicon.role_of("MARTIN", "ZOE") == "patient"
    assert lexicon.role_of("DE LA TOUR", "JEAN-MARC") == "staff"
    assert lexicon.role_of("LEFEVRE", "PAUL") is None


def test_a_lexicon_read_back_is_the_one_that_was_written(tmp_path):
    table = build_lexicon(FAMILIES, BIRTHS, GIVENS, ROLES)
    pq.write_table(table, tmp_path / "lexicon.parquet")
    assert load_lexicon(tmp_path / "lexicon.parquet") == lexicon_of(table)


def test_no_names_at_all_make_an_empty_lexicon():
    lexicon = lexicon_of(build_lexicon([], [], [], []))
    assert not lexicon.families
    assert lexicon.given_weight("MARIE") > 0  # the usual given names are always known


def test_a_lexicon_never_shows_a_name():
    assert "LEFEVRE" not in repr(lexicon_of(build_lexicon(FAMILIES, BIRTHS, GIVENS, ROLES)))


def test_the_table_does_not_hang_on_how_a_set_is_walked():
    names = [("DUPONT", "LEROY", ["Marie"], "patient"), ("ABADIE", "ZOLA", ["Jean", "Paul"], "staff")]
    kinds = build_lexicon(*zip(*names, strict=True)).to_pydict()
    families = [f for kind, f in zip(kinds["kind"], kinds["family"], strict=True) if kind == "family"]
    assert families == sorted(families)
    assert build_lexicon(*zip(*reversed(names), strict=True)).to_pydict() == kinds
