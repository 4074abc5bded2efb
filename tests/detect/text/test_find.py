"""Each invented document gives exactly its people, each with their own data and nobody else's."""

import datetime as dt

import pytest
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
