"""Each invented document gives exactly its people, each with their own data and nobody else's."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_documents import DOCUMENTS

from recense.detect.text.find import find_mentions
from recense.detect.text.lexicon import build_lexicon, lexicon_of
from recense.detect.text.shapes import TextContext, TextLine

TODAY = dt.date(2024, 11, 1)


def lexicon(known):
    families = [family for family, _ in known]
    return lexicon_of(
        build_lexicon(families, [None] * len(known), [[given] for _, given in known], ["patient"] * len(known))
    )


def mentions_of(document):
    lines = [TextLine("", number, "line", words) for number, words in enumerate(document.text.splitlines(), 1)]
    return find_mentions(lines, lexicon(document.known), TextContext(cell=document.cell, today=TODAY))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_a_document_gives_exactly_its_people_with_their_own_data(document):
    found = {(m.family_name, m.given_names): m for m in mentions_of(document)}
    expected = {(p["family_name"], p.get("given_names", ())): p for p in document.people}
    assert sorted(map(str, found)) == sorted(map(str, expected))
    for key, person in expected.items():
        mention = found[key]
        for field, value in person.items():
            if field == "types":
                assert value <= set(mention.data_types), key
            elif field == "not_types":
                assert not value & set(mention.data_types), key
            else:
                assert getattr(mention, field) == value, (key, field)


def test_a_mention_never_shows_a_value():
    for document in DOCUMENTS:
        for mention in mentions_of(document):
            shown = repr(mention)
            assert not mention.family_name or mention.family_name not in shown
            assert str(mention.birth_date or "no date") not in shown


def test_the_place_of_a_mention_is_a_line_that_names_the_person():
    for document in DOCUMENTS:
        lines = document.text.splitlines()
        for mention in mentions_of(document):
            if "noise" not in document.name and "digit" not in document.name and "account" not in mention.reason:
                last_word = (mention.family_name or "").split()[-1]
                assert last_word.casefold() in lines[mention.line - 1].casefold()


def test_pages_are_read_apart():
    lines = [
        TextLine("page=1", 1, "line", "Mme GUILLOUX Odette, née le 01/04/1939, IPP 1100233"),
        TextLine("page=2", 1, "line", "M. PELLERIN Gérard, né le 02/02/1940"),
    ]
    found = find_mentions(lines, lexicon([]), TextContext(today=TODAY))
    assert [(m.place, m.family_name, m.birth_date.year, m.ipp) for m in found] == [
        ("page=1", "GUILLOUX", 1939, "1100233"),
        ("page=2", "PELLERIN", 1940, None),
    ]


def test_a_hospital_named_after_somebody_is_not_a_person():
    lines = [TextLine("", 1, "line", "Mme GUILLOUX Odette, née le 01/04/1939, vient du CHU Gérard Marchant.")]
    found = find_mentions(lines, lexicon([]), TextContext(today=TODAY))
    assert [m.family_name for m in found] == ["GUILLOUX"]


def test_a_name_cut_by_a_line_break_is_one_person_with_what_follows():
    text = [
        "Je vous remercie de m'avoir adressé en consultation votre patient Monsieur Gaston",
        "LHERMITE, né le 12/05/1950, pour une hernie inguinale.",
    ]
    lines = [TextLine("", n, "line", w) for n, w in enumerate(text, 1)]
    (mention,) = find_mentions(lines, lexicon([("LHERMITE", "Gaston")]), TextContext(today=TODAY))
    assert (mention.family_name, mention.given_names, mention.line) == ("LHERMITE", ("Gaston",), 1)
    assert mention.birth_date == dt.date(1950, 5, 12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=8))
def test_any_text_at_all_is_searched_without_failing(lines):
    texts = [TextLine("", n, "line", w) for n, w in enumerate(lines, 1)]
    for cell in (False, True):
        find_mentions(texts, lexicon([("DUPONT", "Jean")]), TextContext(cell=cell, today=TODAY))
