"""A period without a value is named by every model, with its reason where one is recorded."""

import numpy as np
import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.trends.series.gap_notes import gaps_noted
from fraudstats.trends.series.read import as_time_series


@pytest.mark.parametrize(
    ("data", "time", "note"),
    [
        ([1, 2, 4], [2016, 2017, 2019], ("no value for 2018",)),
        ([1, 2, 3], [2016, 2017, 2018], ()),
        ([1, np.nan, 3], [2016, 2017, 2018], ("no value for 2017",)),
        ([1, 2, 3], [1, 2, 9], ()),
        ([1, 2], [2000, 2010], ("no value for 2001, 2002, 2003, 2004, 2005, 2006 and 3 more",)),
        ([1, 2, 3], pd.PeriodIndex(["2021-01", "2021-02", "2021-04"], freq="M"), ("no value for 2021-03",)),
        ([1, 2, 3], pd.PeriodIndex(["2021Q1", "2021Q2", "2021Q4"], freq="Q"), ("no value for 2021-Q3",)),
    ],
)
def test_what_is_left_out_is_named(data, time, note):
    assert gaps_noted(as_time_series(data, time)) == note


def test_the_recorded_reason_stands_behind_the_period():
    series = fs.load().series("telecom_fraud_cases_solved", "CN", freq="Y")
    assert [gap["period"] for gap in series.attrs["gaps"]] == ["2018"]
    assert [gap["reason"] for gap in series.attrs["gaps"]] == ["not_found"]
    for model in (fs.trends.growth, fs.trends.mann_kendall, fs.trends.joinpoint):
        assert "no value for 2018 (not found)" in model(series).summary()


def test_a_gap_without_a_record_says_so(world, row):
    ds = world(
        b=(
            "2022-01-01",
            "state_media",
            row("x", "2019", "2019", "44.1万", 441000),
            row("y", "2021", "2021", "44.4万", 444000),
        )
    )
    (gap,) = ds.series("cases_solved", "CN").attrs["gaps"]
    assert (gap["period"], gap["reason"]) == ("2020", "no reason recorded")
