"""Claimed numbers: a single one, a change with its sign, a range; and the words that say a direction or a record."""

import pytest

from fraudstats.claims.given.numbers import direction_of, read_number, superlative_of
from fraudstats.errors import PrintedError
from fraudstats.interval import Interval


@pytest.mark.parametrize(
    ("text", "value", "step", "qualifier"),
    [("37万余起", 370000, 10000, "more_than"), ("464,000", 464000, 1000, None), ("RM1.61 billion", 1.61e9, 1e7, None)],
)
def test_a_count(text, value, step, qualifier):
    read = read_number(text, "count")
    assert (read.value, read.step, read.qualifier, read.interval) == (value, step, qualifier, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("over 51,000 in 2 years", 51000),
        ("51,000 cases over the past five years", 51000),
        ("SG$651.8 million (USD$483.62 million)", 651.8e6),
        ("NT$37.19 billion (US$1.23 billion)", 37.19e9),
    ],
)
def test_the_time_and_another_currency_beside_a_number_are_no_part_of_it(text, value):
    assert read_number(text, "count").value == value


def test_a_change():
    assert (
        read_number("nearly 52%", "change").value,
        read_number("more than doubled", "change").value,
    ) == (52, 100)


def test_a_share_in_words():
    read = read_number("nearly half", "share")
    assert (read.value, read.step, read.qualifier) == (50, 10, "nearly")


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("between $27.4 billion and $36.5 billion", 27.35e9, 36.55e9),
        ("3.5萬至4萬", 34500, 40500),
        ("300 to 400 cases", 250, 450),
        ("$18 billion to $37 billion", 17.5e9, 37.5e9),
        ("18-37 billion", 17.5e9, 37.5e9),
    ],
)
def test_a_range(text, lower, upper):
    interval = read_number(text, "count").interval
    assert isinstance(interval, Interval)
    assert tuple(interval) == pytest.approx((lower, upper))


@pytest.mark.parametrize("text", ["recently", "between 40 and 30", "in 2 years 3 cases", "5,700 (6,100 revised)"])
def test_no_number(text):
    with pytest.raises(PrintedError):
        read_number(text, "count")


@pytest.mark.parametrize(
    ("text", "said"),
    [("fell by a third", "down"), ("同比下降24%", "down"), ("up 5.7%", "up"), ("同比增长34倍", "up"), ("8.3%増", "up"),
     ("24 percent", ""), ("rose, then fell", ""), ("dipped by 13 percent", "down"),
     ("spike of 50%", "up"), ("tripled", "up"), ("24 percent in 2019-2023", "")],
)  # fmt: skip
def test_the_direction_of_a_change(text, said):
    assert direction_of(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("近六年的新高", "highest"), ("a record high", "highest"), ("lowest since 2018", "lowest"), ("many", "")],
)
def test_a_superlative(text, said):
    assert superlative_of(text) == said
