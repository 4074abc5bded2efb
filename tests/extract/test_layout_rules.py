"""Rules on a page decide over the gaps between words."""

from recense.extract.layout.page import Page, Word
from recense.extract.layout.tables import read_pages

NAMES = ["Wallet", "Sergent", "Bodart", "Ringot", "Cazin", "Tonnel"]


def page() -> Page:
    """A list whose postcodes and towns stand far apart in one cell, as OCR gives them."""
    words = []
    for number, name in enumerate(NAMES):
        top = 50.0 + 20 * number
        for x, text in ((42, name), (142, "Odile"), (242, "11/04/1954"), (342, f"59{number}70"), (382, "Bailleul")):
            words.append(Word(float(x), x + 5.0 * len(text), top, top + 10, text))
    return Page(1, 595, 842, words, [], [(float(x), 45.0, 172.0) for x in (40, 140, 240, 340, 440)])


def test_two_runs_between_the_same_rules_are_one_cell_of_a_table():
    (blocks,) = read_pages([page()])
    assert [b.grid for b in blocks] == [True]
    assert blocks[0].rows[0][1] == ["Wallet", "Odile", "11/04/1954", "59070 Bailleul"]
