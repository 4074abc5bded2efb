import re
from xml.etree import ElementTree as ET

import pytest

from recense.publish.plots import Column, Part, bar, columns, interval, strip


def widths(svg, colour):
    return [float(w) for w in re.findall(rf'class="{colour}"[^>]* width="([\d.]+)"', svg)]


def test_a_bar_is_as_long_as_its_count():
    assert widths(bar(50, 200), "ink") == [250.0]
    assert widths(bar(0, 200), "ink") == [0.0]
    assert widths(bar(1, 100_000), "ink") == [3.0]  # what exists is seen


def test_a_strip_shares_its_width_and_leaves_out_what_is_none():
    drawn = strip([Part(30, "ink", "a"), Part(0, "ink2", "b"), Part(10, "ink3", "c")], "label")
    assert widths(drawn, "ink") == [748.0]
    assert widths(drawn, "ink3") == [248.0]
    assert "ink2" not in drawn


def test_an_interval_of_no_width_is_drawn():
    assert "NaN" not in interval(5, 5, 5, ("5", "5", "5"), "x")


@pytest.mark.parametrize("count", [0, 1, 60])
def test_plots_are_well_formed_whatever_their_texts(count):
    nasty = '<script>"&'
    for svg in (
        columns([Column(3, nasty, "2020") for _ in range(count)], nasty, nasty),
        strip([Part(1, "ink", nasty)], nasty),
        interval(2, 1, 3, (nasty, nasty, nasty), nasty),
    ):
        ET.fromstring(svg)
        assert "<script" not in svg


def test_the_last_mark_stays_on_the_plot():
    drawn = columns([Column(1, "", "") for _ in range(59)] + [Column(1, "", "2024")], "", "")
    assert 'text-anchor="end"' in drawn
