"""Windows: a year before, across months of different length."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudstats.dataset.windows import a_year_before, bounds_of_date


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("2021-11-30", "2020-11-30"),
        ("2024-02-29", "2023-02-28"),
        ("2021-02-28", "2020-02-29"),
        ("2021-02-27", "2020-02-27"),
    ],
)
def test_a_year_before(day, before):
    assert a_year_before(dt.date.fromisoformat(day)) == dt.date.fromisoformat(before)


@given(st.dates(dt.date(1901, 1, 1), dt.date(2100, 1, 1)))
def test_a_year_before_is_in_the_same_month(day):
    before = a_year_before(day)
    assert (before.year, before.month) == (day.year - 1, day.month)


def test_bounds_of_a_date():
    assert bounds_of_date("2024-02") == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    assert bounds_of_date("unknown") == bounds_of_date(None) == (None, None)
