import pytest

from recense.publish.timeline import timeline_of


def months(first, count, people=100):
    year, month = first
    return {f"{year + (month - 1 + n) // 12}-{(month - 1 + n) % 12 + 1:02d}": people for n in range(count)}


def test_no_arrivals_give_no_timeline():
    assert timeline_of({}, "fr") is None


@pytest.mark.parametrize(("count", "step"), [(1, "month"), (30, "month"), (100, "quarter"), (400, "year")])
def test_the_step_suits_the_span(count, step):
    line = timeline_of(months((1990, 1), count), "en")
    assert line.step == step
    assert sum(p.people for p in line.periods) + line.outside == 100 * count


def test_mistyped_years_do_not_flatten_the_rest_and_are_counted_apart():
    line = timeline_of({**months((2022, 1), 24, 500), "1900-01": 3, "2204-05": 2}, "fr")
    assert line.step == "month"
    assert (len(line.periods), line.outside) == (24, 5)
    assert (line.first, line.last) == ("janvier 2022", "décembre 2023")


def test_months_without_arrivals_have_their_column():
    line = timeline_of({"2023-01": 5, "2023-03": 5}, "en")
    assert [p.people for p in line.periods] == [5, 0, 5]
    assert [p.mark for p in line.periods] == ["2023", "", ""]
