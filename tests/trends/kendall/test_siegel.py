"""Siegel's slope, against SciPy and against its permutation test written out."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from fraudstats.errors import TrendError
from fraudstats.trends import siegel, theil_sen
from fraudstats.trends.kendall.siegel import repeated_median


@pytest.mark.parametrize("n", [3, 4, 9, 20, 61])
def test_slope_and_intercept_against_scipy(n):
    random = np.random.default_rng(n)
    time, value = np.sort(random.uniform(0, 50, n)), random.normal(size=n)
    expected = stats.siegelslopes(value, time)
    result = siegel(value, time)
    assert (result.slope, result.intercept) == pytest.approx((expected.slope, expected.intercept))


def test_several_series_at_once_against_scipy():
    values = np.random.default_rng(1).normal(size=(40, 12))
    expected = [stats.siegelslopes(row).slope for row in values]
    assert repeated_median(values, np.arange(12)) == pytest.approx(expected)


def test_nearly_half_of_the_values_may_be_wild():
    value = 3 * np.arange(20.0)
    value[11:] = 1e6
    assert siegel(value).slope == pytest.approx(3) and theil_sen(value).slope > 1000


def test_the_p_value_is_that_of_all_permutations():
    value = np.array([1.0, 3, 2, 5, 4, 7])
    seen = abs(stats.siegelslopes(value).slope)
    every = [abs(stats.siegelslopes(np.array(order)).slope) >= seen - 1e-9 for order in permutations(value)]
    assert siegel(value, n_permutations=20_000).p_value == pytest.approx(np.mean(every), abs=0.01)


def test_the_interval_holds_what_the_test_does_not_reject():
    value = np.random.default_rng(5).normal(size=15) + 0.3 * np.arange(15)
    result = siegel(value)
    lower, upper = result.conf_int().loc["slope"]
    assert lower < result.slope < upper
    for slope, rejected in ((lower - 0.01, True), (lower + 0.01, False), (upper - 0.01, False), (upper + 0.01, True)):
        assert (siegel(value - slope * np.arange(15)).p_value <= 0.05) == rejected
    assert (result.conf_int().loc["slope", "lower"] > 0) == (result.p_value <= 0.05)


def test_too_few_values_leave_the_interval_open_and_a_line_has_no_width():
    assert siegel([1, 3, 2, 5]).conf_int().iloc[0].tolist() == [-np.inf, np.inf]
    assert siegel([1, 2, 3, 4, 5, 6, 7]).conf_int().iloc[0].tolist() == [1, 1]
    assert siegel([4, 4, 4, 4]).slope == 0


def test_missing_values_keep_their_time_and_months_are_twelfths():
    assert siegel([1, np.nan, 3, 4, 5]).slope == 1
    months = pd.Series(np.arange(36.0) / 12, pd.period_range("2020-01", periods=36, freq="M"))
    assert siegel(months).slope == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize(
    "data, options, words",
    [
        ([3, 5], {}, "at least 3 values, got 2"),
        ([1, 2, 3], {"time": [1, 1, 2]}, "one value per time"),
        ([1, 2, 3], {"n_permutations": 0}, "at least one"),
    ],
)
def test_bad_requests_are_named(data, options, words):
    with pytest.raises(TrendError, match=words):
        siegel(data, **options)


def test_the_protocol():
    result = siegel(pd.Series([3.0, 5, 4, 6, 8, 7, 9, 12], range(2011, 2019), name="cases"))
    assert "cases: n = 8, 2011 to 2018" in result.summary() and "999 permutations, seed 0" in result.method
    assert result.to_frame().columns.tolist() == ["estimate", "lower", "upper", "p_value"]
    assert len(result.plot().lines) == 2
