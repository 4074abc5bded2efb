"""What a heap shows beyond two rows: its sites, whose number a number is, who is meant by a bare name."""

from conftest import grouped, table_of
from test_pairs import NIR, A


def _last(rows, count):
    result = grouped(table_of(rows))
    return [result[key] for key in sorted(result)[-count:]]


def _two_sites(background):
    """Two lists a site of the same people; the sites count over the same range."""
    rows = []
    for k, person in enumerate(background):
        for site, start in (("n", 500_100), ("s", 500_137)):
            rows += [person | {"file": f"{site}{copy}", "ipp": str(start + 3 * k)} for copy in (1, 2)]
    return rows


def test_one_person_has_two_numbers_at_two_sites(background):
    rows = [*_two_sites(background), A | {"file": "n1", "ipp": "700001"}, A | {"file": "s1", "ipp": "810001"}]
    a, b = _last(rows, 2)
    assert a[0] == b[0]


def test_two_numbers_at_one_site_are_namesakes_even_when_other_sites_are_in_the_heap(background):
    rows = [*_two_sites(background), A | {"file": "n1", "ipp": "700001"}, A | {"file": "n2", "ipp": "810001"}]
    a, b = _last(rows, 2)
    assert a[0] != b[0]


def test_a_number_of_another_length_is_the_same_person_registered_twice(background):
    rows = [*_two_sites(background), A | {"file": "n1", "ipp": "700001"}, A | {"file": "n2", "ipp": "8100017"}]
    a, b = _last(rows, 2)
    assert a[0] == b[0]


def test_a_number_without_a_birth_date_speaks_by_its_year_and_month(background):
    mother = A | {"file": "a"}
    daughter = A | {"born": "1984-09-20", "file": "a"}
    dateless = {"fam": "LEFEBVRE", "first": "Marie", "nir": NIR, "file": "b"}
    a, b, c = _last([*background, mother, daughter, dateless], 3)
    assert c[0] == a[0]
    assert c[0] != b[0]


def test_a_family_name_in_a_letter_is_the_one_person_of_the_letter(background):
    letter = {"source": "text", "unit": "line", "file": "letter"}
    rows = [*background, A | letter, A | {"born": "1980-01-17", "first": "Paul", "sex": "M", "file": "z"}]
    rows.append({"fam": "Lefebvre"} | letter)
    a, b, c = _last(rows, 3)
    assert (c[0], c[1], c[2]) == (a[0], 1, True)
    assert a[0] != b[0]


def test_a_bare_name_that_two_people_bear_is_placed_on_neither(background):
    rows = [
        *background,
        A | {"file": "a"},
        A | {"born": "1980-01-17", "file": "b"},
        {"fam": "Lefebvre", "first": "Marie", "file": "mail"},
    ]
    a, b, c = _last(rows, 3)
    assert c[0] not in {a[0], b[0]}
    assert c[2] is False


def test_a_patient_is_not_the_colleague_of_the_same_name(background):
    doctor = {"fam": "LEFEBVRE", "first": "Marie", "role": "staff", "source": "text", "file": "mail"}
    a, b = _last([*background, A, doctor], 2)
    assert a[0] != b[0]
    assert b[2] is False


def test_a_mother_and_her_newborn_on_one_stay_are_two(background):
    mother = A | {"born": "1994-03-12", "stay_ids": ["2400117"], "file": "stays"}
    baby = {
        "fam": "LEFEBVRE",
        "first": "BEBE",
        "born": "2024-02-01",
        "stay_ids": ["2400117"],
        "ipp": "700002",
        "file": "stays",
    }
    a, b = _last([*background, mother, baby], 2)
    assert a[0] != b[0]
    assert b[2] is True, "a newborn with a number and a birth date is counted"
