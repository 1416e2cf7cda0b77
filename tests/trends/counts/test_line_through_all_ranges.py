"""Interval regression where one line passes through all ranges, so that the likelihood is largest without errors."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudstats.errors import TrendError
from fraudstats.trends.counts.interval_regression import interval_regression

#: Seven coarse yearly figures of which the fit, its intervals and its repr were refused ("likelihood is zero").
COARSE = pd.DataFrame(
    {
        "year": range(2018, 2025),
        "lower": [400, 400, 440, 440, 480, 480, 520],
        "upper": [440, 440, 480, 480, 520, 520, 560],
    }
)


def fit(data=COARSE, family="lognormal"):
    return interval_regression(data, family=family, exposure=None if family == "normal" else 1.0)


def slopes_through(time, lower, upper):
    """Least and most steep line through all ranges, by trying every pair of ends that it may touch."""
    found = []
    for i in range(len(time)):
        for j in range(len(time)):
            if i != j:
                for first in (lower[i], upper[i]):
                    for second in (lower[j], upper[j]):
                        slope = (second - first) / (time[j] - time[i])
                        line = first + slope * (time - time[i])
                        if (line >= lower - 1e-9).all() and (line <= upper + 1e-9).all():
                            found.append(slope)
    return (min(found), max(found)) if found else (np.nan, np.nan)


class TestCoarseYears:
    @pytest.mark.parametrize("family", ["lognormal", "normal"])
    def test_the_estimate_is_the_line_midway_and_passes_through_all_ranges(self, family):
        result = fit(family=family)
        ends = COARSE[["lower", "upper"]].to_numpy(float).T
        least, most = slopes_through(COARSE["year"].to_numpy(), *(np.log(ends) if family == "lognormal" else ends))
        assert result.line_bounds().loc["slope"].tolist() == pytest.approx([least, most], rel=1e-6)
        assert result.params["slope"] == pytest.approx((least + most) / 2, rel=1e-6)
        assert (result.fittedvalues >= COARSE["lower"] - 1e-6).all()
        assert (result.fittedvalues <= COARSE["upper"] + 1e-6).all()

    @pytest.mark.parametrize("family", ["lognormal", "normal"])
    def test_its_intervals_hold_every_allowed_slope_and_some_more(self, family):
        result = fit(family=family)
        ends, allowed = result.conf_int(), result.line_bounds()
        assert (ends.lower["slope"] < allowed.lower["slope"]) and (ends.upper["slope"] > allowed.upper["slope"])
        assert ends.lower["intercept"] < allowed.lower["intercept"]
        assert np.isneginf(ends.lower["log_scale"]) and np.isfinite(ends.upper["log_scale"])
        narrow = result.conf_int(alpha=0.5).loc["slope"]
        assert narrow.lower <= allowed.lower["slope"] and narrow.upper >= allowed.upper["slope"]

    @pytest.mark.parametrize("family", ["lognormal", "normal"])
    def test_the_summary_says_so(self, family):
        result = fit(family=family)
        assert "one line passes through all ranges, with any slope from" in result.summary() == repr(result)
        assert result.scale == 0 and result.llf == 0
        assert result.bse.isna().all()
        assert result.test("slope", result.params["slope"]) == 1
        assert result.p_values["slope"] < 0.01

    def test_counts_have_no_such_case_but_the_boundary_of_alpha(self):
        """A Poisson count scatters even if its range does not show it."""
        poisson, negbin = fit(family="poisson"), fit(family="negbin")
        for result in (poisson, negbin):
            ends, allowed = result.conf_int().loc["slope"], result.line_bounds().loc["slope"]
            assert ends.lower < allowed.lower and ends.upper > allowed.upper
        assert any("alpha is 0" in note for note in negbin.notes)
        assert np.isneginf(negbin.params["log_alpha"]) and np.isnan(negbin.bse["log_alpha"])
        assert np.isneginf(negbin.conf_int().lower["log_alpha"])
        assert negbin.params[:2].tolist() == pytest.approx(poisson.params.tolist(), rel=1e-6)
        assert negbin.bse[:2].tolist() == pytest.approx(poisson.bse.tolist(), rel=1e-6)
        assert negbin.llf == pytest.approx(poisson.llf, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_coarse_series_are_always_fitted_and_their_intervals_hold_what_is_allowed(seed):
    """Of such simulated series 12 to 36% were refused."""
    rng = np.random.default_rng(seed)
    values = 100 * np.exp(0.05 * np.arange(7) + rng.normal(0, rng.choice([0.03, 0.1]), 7))
    lower = np.floor(values / 20) * 20
    result = interval_regression(pd.DataFrame({"time": np.arange(7), "lower": lower, "upper": lower + 20}))
    least, most = slopes_through(np.arange(7), np.log(lower), np.log(lower + 20))
    assert result.line_bounds().loc["slope"].tolist() == pytest.approx([least, most], abs=1e-5, nan_ok=True)
    ends = result.conf_int().loc["slope"]
    assert ends.lower <= result.params["slope"] <= ends.upper
    if np.isfinite(least):
        assert ends.lower <= least + 1e-5 and ends.upper >= most - 1e-5


def test_exact_values_on_a_line_through_the_other_ranges():
    """Two exact values always lie on a line; where it passes through the ranges, the likelihood has no bound at all."""
    data = COARSE.copy()
    data.loc[1, ["lower", "upper"]], data.loc[5, ["lower", "upper"]] = 425, 500
    result = fit(data)
    assert result.params["slope"] == pytest.approx(np.log(500 / 425) / 4, rel=1e-5)
    assert np.isposinf(result.llf)
    ends = result.conf_int().loc["slope"]
    assert ends.lower < result.params["slope"] - 0.002 and ends.upper > result.params["slope"] + 0.002


@pytest.mark.parametrize(
    "lower, upper, says",
    [
        ([1, 1, 1, 1], [2, np.inf, np.inf, np.inf], "however steep"),
        ([1, 2, 2.5], [1, 2, 4], "no error to estimate"),
    ],
)
def test_ranges_that_leave_nothing_to_estimate_are_refused(lower, upper, says):
    frame = pd.DataFrame({"time": range(len(lower)), "lower": np.array(lower, float), "upper": upper})
    with pytest.raises(TrendError, match=says):
        interval_regression(frame, family="normal")
