"""Dates in all the ways that hospital lists write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recense.detect.dates import parse_date, read_dates

TODAY = dt.date(2026, 11, 24)
THE_DAY = dt.date(1954, 3, 12)

WRITTEN = [
    "12/03/1954", "12.3.54", "12-MAR-54", "12 mars 1954", "Le vendredi 12 mars 1954", "né le 12/03/1954", "1954-03-12",
    "1954-03-12 08:30", "1954-03-12T00:00:00Z", "19540312", "12031954", "12 03 1954", "12/03/1954 (70 ans)", "12/O3/1954",
    "lun. 12/03/1954", "March 12, 1954", "12/03/54 14:30", "19540312083000", "12/03/1954 à 14h30",
]  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_the_same_day_is_read_however_it_is_written(text):
    assert parse_date(text, "birth", TODAY).date == THE_DAY


@pytest.mark.parametrize("text", ["00/00/1954", "00/03/1954", "1954", "03/1954", "en 1954"])
def test_a_year_is_kept_when_the_day_is_unknown(text):
    read = parse_date(text, "birth", TODAY)
    assert (read.date, read.year) == (None, 1954)


@pytest.mark.parametrize(
    "text",
    [
        "30/02/1999",
        "01/01/1900",
        "31/12/1899",
        "hello",
        "0612345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "12/03/195",
        "",
        "123",
    ],
)
def test_what_is_no_date_gives_nothing(text):
    assert parse_date(text, "birth", TODAY) is None


def test_the_order_of_day_and_month_is_decided_by_the_column():
    american = read_dates(["03/14/2020", "04/05/2020"], today=TODAY)
    assert american.date("04/05/2020") == dt.date(2020, 4, 5)
    french = read_dates(["14/03/2020", "04/05/2020"], today=TODAY)
    assert french.date("04/05/2020") == dt.date(2020, 5, 4)
    assert french.order_proved
    assert not read_dates(["04/05/2020"], today=TODAY).order_proved


def test_a_value_against_the_order_of_its_column_is_read_and_marked():
    read = read_dates(["14/03/2020", "15/03/2020", "03/16/2020"], today=TODAY)
    assert read.by_text["03/16/2020"].date == dt.date(2020, 3, 16)
    assert read.by_text["03/16/2020"].swapped


def test_nobody_is_born_after_today_and_nobody_arrives_in_thirty_years():
    assert parse_date("12/03/54", "birth", TODAY).date == THE_DAY
    assert parse_date("12/03/24", "birth", TODAY).date == dt.date(2024, 3, 12)
    assert parse_date("12/03/28", "birth", TODAY).date == dt.date(1928, 3, 12)
    assert parse_date("12/03/28", "event", TODAY).date == dt.date(2028, 3, 12)
    assert parse_date("12/03/2027", "birth", TODAY) is None


def test_spreadsheet_day_numbers_are_dates_only_where_asked():
    assert read_dates(["19795", "45321.5"], today=TODAY, serials=True).date("19795") == dt.date(1954, 3, 12)
    assert read_dates(["19795"], today=TODAY).date("19795") is None
    assert read_dates(["1954"], today=TODAY, serials=True).year("1954") == 1954  # a year, not the day of 1905


def test_eight_digits_are_read_the_way_that_explains_most_of_the_column():
    assert read_dates(["31121954", "12031954"], today=TODAY).date("12031954") == THE_DAY
    assert read_dates(["19541231", "19540312"], today=TODAY).date("19540312") == THE_DAY


@given(
    st.dates(dt.date(1900, 1, 2), dt.date(2026, 1, 1)),
    st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%d-%m-%Y %H:%M"]),
)
def test_a_written_date_reads_back(day, style):
    written = day.strftime(style)
    other = (
        "31" + dt.date(2000, 1, 31).strftime(style)[2:]
        if style.startswith("%d")
        else dt.date(2000, 1, 31).strftime(style)
    )
    assert read_dates([written, other], today=TODAY).date(written) == day


@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_column_is_read_without_an_exception(texts):
    read = read_dates(texts, "birth", TODAY, serials=True, short=True)
    assert 0 <= read.share <= 1
