"""Two mentions, the same person or not, and why."""

import pytest
from conftest import grouped, table_of

A = {"fam": "LEFEBVRE", "first": "Marie", "born": "1954-03-12", "sex": "F", "file": "a"}
NIR = "2540359512345"

SAME = {
    "identical rows": (A, {}),
    "accents, capitals": ({"fam": "Lefèbvre", "first": "MARIE"}, {}),
    "a typing error in the family name": ({"fam": "LEFBVRE"}, {}),
    "two typing errors, in the name and the first name": ({"fam": "LEFEBRVE", "first": "Mairie"}, {}),
    "an OCR confusion": ({"fam": "LEFE8VRE", "first": "RNarie"}, {}),
    "day and month swapped": ({"born": "1954-12-03"}, {}),
    "a mistyped year": ({"born": "1955-03-12"}, {}),
    "unknown day, same number": ({"born": "1954-01-01", "ipp": "123456"}, {"ipp": "123456"}),
    "birth name and used name": ({"fam": "DUBOISSET", "birth": "LEFEBVRE"}, {}),
    "birth name alone in one, both in the other": ({"fam": "DUBOISSET"}, {"fam": "LEFEBVRE", "birth": "DUBOISSET"}),
    "name fields swapped": ({"fam": "Marie", "first": "LEFEBVRE"}, {}),
    "all first names in one": ({"first": ["Marie", "Louise", "Anne"]}, {}),
    "compound first name halved": ({"first": "Marie-Christine"}, {"first": "Marie", "phone": "+33612345678"}),
    "family name cut at a fixed width": ({"fam": "LEFEBVRE DE LA TO"}, {"fam": "LEFEBVRE DE LA TOURNELLE"}),
    "an initial, same number": ({"first": "M", "ipp": "123456"}, {"ipp": "123456"}),
    "moved house": (
        {"address": "3 rue des Lilas", "postcode": "59000"},
        {"address": "12 avenue Foch", "postcode": "75012"},
    ),
    "leading zeros lost by a spreadsheet": ({"ipp": "00123456", "born": "1954-01-01"}, {"ipp": "123456"}),
    "married, with the number of her husband in one list": ({"nir": "1520459123456"}, {"nir": NIR}),
    "names in part, their own number": ({"fam": "MOREAUX", "nir": NIR}, {"nir": NIR}),
    "two patient numbers at one site, one phone: a duplicate": (
        {"ipp": "104417", "phone": "+33612345678"},
        {"ipp": "250983", "phone": "+33612345678"},
    ),
    "date of birth wrong, same number": ({"born": "1961-08-30", "ipp": "123456"}, {"ipp": "123456"}),
}

DIFFERENT = {
    "twins": ({"first": "Louise", "phone": "+33612345678"}, {"phone": "+33612345678"}),
    "twins on a parent's number": (
        {"fam": "MOREL", "first": "Léo", "born": "2015-05-02", "nir": NIR},
        {"fam": "MOREL", "first": "Hugo", "born": "2015-05-02", "nir": NIR},
    ),
    "child and parent on one number and phone": (
        {"first": "Jade", "born": "2012-06-07", "nir": NIR, "phone": "+33612345678"},
        {"nir": NIR, "phone": "+33612345678"},
    ),
    "father and son of one name": (
        {"first": "Jean", "born": "1950-02-03", "sex": "M", "phone": "+33612345678"},
        {"first": "Jean", "born": "1978-11-23", "sex": "M", "phone": "+33612345678"},
    ),
    "namesakes born the same day: their own numbers differ": ({"nir": "2540375056018"}, {"nir": NIR}),
    "namesakes born the same day: two patient numbers at one site": (
        {"ipp": "104417", "file": "s"},
        {"ipp": "250983", "file": "s"},
    ),
    "one patient number at two sites": (
        {"fam": "GARNIER", "first": "Paul", "born": "1980-10-09", "sex": "M", "ipp": "123456"},
        {"ipp": "123456"},
    ),
    "same first name and date, another family, men": (
        {"fam": "GARNIER", "first": "Jean", "sex": "M"},
        {"first": "Jean", "sex": "M"},
    ),
    "husband and wife": (
        {
            "first": "Michel",
            "born": "1951-07-19",
            "sex": "M",
            "phone": "+33612345678",
            "address": "3 rue des Lilas",
            "postcode": "59000",
        },
        {"phone": "+33612345678", "address": "3 rue des Lilas", "postcode": "59000"},
    ),
    "namesakes of other years": ({"born": "1987-09-30"}, {}),
    "child without a date, parent's phone": (
        {"first": "Jade", "born": None, "phone": "+33612345678"},
        {"phone": "+33612345678"},
    ),
}


LETTERS_MATTER = {"accents, capitals", "an OCR confusion"}  # these cases keep their letters
CASES = {**SAME, **DIFFERENT}


def _moved(row, k):
    """Write the row of a case as other people of other numbers, k letters and years further, all likenesses kept."""

    def letters(text):
        return "".join(
            chr((ord(c) - base + k) % 26 + base)
            if (base := 65 if c.isupper() else 97) and c.isascii() and c.isalpha()
            else c
            for c in text
        )

    years = k % 9
    out = {"file": f"{row['file']}-{k}", "sex": row.get("sex")}
    for name in ("fam", "birth"):
        out[name] = letters(row[name]) if row.get(name) else None
    first = row.get("first")
    out["first"] = [letters(f) for f in first] if isinstance(first, list) else letters(first) if first else None
    born = row.get("born")
    out["born"] = f"{int(born[:4]) + years}{born[4:]}" if born else None
    if row.get("nir"):
        out["nir"] = (
            f"{row['nir'][0]}{int(row['nir'][1:3]) + years:02d}{row['nir'][3:10]}{(int(row['nir'][10:]) + 7 * k) % 1000:03d}"
        )
    if row.get("ipp"):
        out["ipp"] = f"{int(row['ipp']) + 1009 * k:0{len(row['ipp'])}d}"
    if row.get("phone"):
        out["phone"] = f"{row['phone'][:-3]}{k:03d}"
    if row.get("address"):
        out["address"], out["postcode"] = f"{k}{row['address']}", row["postcode"]
    return out


@pytest.fixture(scope="module")
def verdict(background):
    """All cases in one heap: {why: (cluster of the one, cluster of the other)}."""
    rows, shifts = list(background), iter(range(1, 26))
    for changes in CASES.values():
        k = 0 if changes in (SAME[w] for w in LETTERS_MATTER) else next(shifts, None)
        if k is None:  # letters come round again after 25 cases, in other years
            shifts = iter(range(27, 52))
            k = next(shifts)
        one, other = A | changes[0], A | {"file": "b"} | changes[1]
        rows += [_moved(one, k), _moved(other, k)]
    result = grouped(table_of(rows))
    clusters = [result[key][0] for key in sorted(result)][len(background) :]
    return {why: (clusters[2 * k], clusters[2 * k + 1]) for k, why in enumerate(CASES)}


@pytest.mark.parametrize("why", SAME)
def test_same_person(why, verdict):
    assert verdict[why][0] == verdict[why][1]


@pytest.mark.parametrize("why", DIFFERENT)
def test_different_people(why, verdict):
    assert verdict[why][0] != verdict[why][1]


def test_a_conflict_is_not_outvoted_through_a_third(background):
    """A mention that fits two namesakes does not make them one."""
    one = A | {"nir": NIR, "file": "a"}
    other = A | {"nir": "2540375056018", "file": "b"}
    between = A | {"file": "c"}
    result = grouped(table_of([*background, one, other, between, between | {"fam": "LEFEBRE", "file": "d"}]))
    a, b, *_ = (result[k][0] for k in sorted(result)[-4:])
    assert a != b


def test_a_newborn_without_a_first_name_joins_the_child_of_that_number(background):
    baby = {"fam": "LEFEBVRE", "first": "BEBE", "born": "2023-05-06", "ipp": "777001", "file": "a"}
    child = {"fam": "LEFEBVRE", "first": "Lina", "born": "2023-05-06", "ipp": "777001", "file": "b"}
    mother = A | {"file": "b"}
    result = grouped(table_of([*background, baby, child, mother]))
    a, b, c = (result[k][0] for k in sorted(result)[-3:])
    assert a == b
    assert a != c


def test_a_switchboard_phone_and_a_zero_number_tie_nobody(background):
    rows = [r | {"phone": "+33320000000", "nir": "0000000000000", "birth_date": None} for r in background]
    rows += [
        A | {"phone": "+33320000000", "nir": "0000000000000"},
        A | {"first": None, "born": None, "fam": "LEROY", "phone": "+33320000000"},
    ]
    result = grouped(table_of(rows))
    clusters = {v[0] for v in result.values()}
    assert len(clusters) == len(rows)
