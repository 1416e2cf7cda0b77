"""What a run of equal windows leaves out is named; other windows have no gaps."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudstats.dates import Window
from fraudstats.gaps import missing_windows, period_name


def gaps(*windows):
    read = [Window(*window) if isinstance(window, tuple) else Window(window) for window in windows]
    return [period_name(one) for one in missing_windows([w.start for w in read], [w.end for w in read])]


@pytest.mark.parametrize(
    ("windows", "missing"),
    [
        (["2016", "2017", "2019"], ["2018"]),
        (["2019", "2016"], ["2017", "2018"]),
        (["2019"], []),
        ([], []),
        (["2021-11", "2022-02"], ["2021-12", "2022-01"]),
        ([("2020-01", "2020-06"), ("2021-07", "2021-12")], ["2020-H2", "2021-H1"]),
        ([("2020-10", "2020-12"), ("2021-04", "2021-06")], ["2021-Q1"]),
        (["2020", "2022-03"], []),
        ([("2020-02", "2020-04"), ("2021-02", "2021-04")], []),
        ([("2020-01-01", "2020-11-30"), ("2022-01-01", "2022-11-30")], []),
        ([("2020-01-15", "2020-02-14")], []),
    ],
)
def test_the_periods_left_out(windows, missing):
    assert gaps(*windows) == missing


def test_an_unknown_end_has_no_gaps():
    assert missing_windows(["2020-01-01", None], ["2020-12-31", "2022-12-31"]) == ()


def test_a_window_that_is_no_period_is_named_by_its_days():
    assert period_name(Window("2021-01", "2021-11")) == "2021-01-01 to 2021-11-30"


@given(st.sets(st.integers(0, 60), min_size=1), st.sampled_from(["Y", "Q", "M"]))
def test_what_is_there_and_what_is_missing_are_the_whole_span(places, freq):
    span = pd.period_range("1990", periods=61, freq=freq)
    there = span[sorted(places)]
    found = missing_windows(there.start_time, there.end_time)
    assert len(there) + len(found) == max(places) - min(places) + 1
    assert {pd.Period(one.start, freq) for one in found} == set(span[min(places) : max(places) + 1]) - set(there)
