"""Interval regression against independent implementations: least squares, rows written out, SciPy; and its tests."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from fraudstats.errors import TrendError
from fraudstats.trends.counts.count_trend import count_trend
from fraudstats.trends.counts.interval_regression import interval_regression


def frame(n=7, seed=1, width=0.1):
    rng = np.random.default_rng(seed)
    values = 100 * np.exp(0.05 * np.arange(n) + rng.normal(0, 0.1, n))
    return pd.DataFrame({"time": np.arange(n), "lower": values * (1 - width / 2), "upper": values * (1 + width / 2)})


@pytest.mark.parametrize("n", [4, 7, 20])
def test_intervals_of_exact_values_are_the_t_intervals_of_least_squares(n):
    """By statsmodels. With the limits of chi-squared they were two fifths too narrow at n = 4."""
    data = frame(n, width=0)
    fit = interval_regression(data)
    peer = sm.OLS(np.log(data["lower"].to_numpy()), sm.add_constant(np.arange(n))).fit()
    for k, name in enumerate(["intercept", "slope"]):
        for alpha in (0.05, 0.2):
            assert fit.conf_int(alpha).loc[name].tolist() == pytest.approx(peer.conf_int(alpha)[k], abs=2e-5)
        assert fit.p_values[name] == pytest.approx(peer.pvalues[k], rel=1e-4)


def test_narrow_ranges_are_next_to_exact_values():
    exact, narrow = (interval_regression(frame(width=width)) for width in (0, 1e-5))
    assert narrow.conf_int().loc["slope"].tolist() == pytest.approx(exact.conf_int().loc["slope"].tolist(), abs=1e-4)


@pytest.mark.parametrize("family", ["lognormal", "normal", "negbin"])
def test_a_test_rejects_what_lies_outside_the_interval(family):
    fit = interval_regression(frame(seed=4).round(), family=family)
    for end, outwards in zip(fit.conf_int(0.1).loc["slope"], (-1, 1), strict=True):
        assert fit.test("slope", end) == pytest.approx(0.1, abs=2e-3)
        assert fit.test("slope", end + outwards * fit.bse["slope"]) < 0.1
    with pytest.raises(TrendError, match="choose one of intercept, slope"):
        fit.test("trend")


class TestWeights:
    WEIGHTS = (1, 3, 2, 1, 1, 2, 1)

    @pytest.mark.parametrize("family", ["lognormal", "normal", "poisson", "negbin"])
    def test_frequency_weights_are_rows_written_out(self, family):
        data = frame(seed=5).round()
        weighted = interval_regression(data, family=family, weights=self.WEIGHTS)
        rows = data.loc[np.repeat(data.index, self.WEIGHTS)]
        # A series has one value at a time; times a millionth of a year apart are as good as one.
        rows = rows.assign(time=rows["time"] + 1e-9 * np.arange(len(rows)))
        written = interval_regression(rows, family=family)
        assert (weighted.nobs, written.nobs) == (7, 11)
        assert "frequency weights of sum 11" in weighted.summary() and "missing" not in weighted.summary()
        assert weighted.params.tolist() == pytest.approx(written.params.tolist(), abs=2e-3)
        assert weighted.llf == pytest.approx(written.llf, abs=1e-4)
        assert weighted.bse["slope"] == pytest.approx(written.bse["slope"], rel=1e-2)
        assert weighted.conf_int().loc["slope"].tolist() == pytest.approx(
            written.conf_int().loc["slope"].tolist(), rel=1e-3
        )
        bounds = weighted.least_squares_bounds(), written.least_squares_bounds()
        assert bounds[0].loc["slope"].tolist() == pytest.approx(bounds[1].loc["slope"].tolist(), rel=1e-6)

    def test_the_weighted_likelihood_by_scipy(self):
        """Weighted log probabilities of the normal distribution function, maximised by Nelder and Mead's method."""
        data = frame(seed=6)
        weighted = interval_regression(data, weights=self.WEIGHTS)

        def cost(params):
            ends = [np.log(data[end]) - params[0] - params[1] * data["time"] for end in ("lower", "upper")]
            low, high = (stats.norm.cdf(end / np.exp(params[2])) for end in ends)
            return -(np.array(self.WEIGHTS) * np.log(high - low)).sum()

        options = {"xatol": 1e-9, "fatol": 1e-12, "maxiter": 20_000, "maxfev": 20_000}
        peer = optimize.minimize(cost, [4.6, 0.05, -2.3], method="Nelder-Mead", options=options)
        assert weighted.params.tolist() == pytest.approx(peer.x, abs=1e-5)
        assert weighted.llf == pytest.approx(-peer.fun, abs=1e-8)

    def test_weights_follow_the_order_of_the_data(self):
        data = frame(seed=5).assign(w=self.WEIGHTS)
        mixed = data.sample(frac=1, random_state=3)
        one, other = (interval_regression(d[["time", "lower", "upper"]], weights=d["w"]) for d in (data, mixed))
        assert one.params.tolist() == pytest.approx(other.params.tolist())

    @pytest.mark.parametrize("weights", [[1, 1, 1, 1, 1, 1, 0], [1, 1, 1, 1, 1, 1, 0.5], [np.nan] * 7])
    def test_what_is_no_frequency_is_refused(self, weights):
        with pytest.raises(TrendError, match="whole numbers"):
            interval_regression(frame(), weights=weights)


class TestLeastSquaresBounds:
    def test_by_hand(self):
        """Slope (-1, 0, 1) / 2 times the values: least with the first high and the last low."""
        data = pd.DataFrame({"time": [0, 1, 2], "lower": [10.0, 10, 10], "upper": [12.0, np.inf, 12]})
        fit = interval_regression(data, family="normal")
        assert fit.least_squares_bounds().loc["slope"].tolist() == pytest.approx([-1, 1])
        assert fit.least_squares_bounds().loc["intercept"].tolist()[1] == np.inf

    def test_of_logarithms_over_exposure(self):
        data = frame().assign(days=[1, 2, 1, 1, 3, 1, 1])
        fit = interval_regression(data[["time", "lower", "upper"]], exposure=data["days"])
        logs = np.log(data[["lower", "upper"]].to_numpy() / data[["days"]].to_numpy())
        shares = (np.arange(7) - 3) / 28
        highest = (np.where(shares > 0, logs[:, 1], logs[:, 0]) * shares).sum()
        assert fit.least_squares_bounds().loc["slope", "upper"] == pytest.approx(highest)

    def test_counts_of_zero_have_no_logarithm(self):
        fit = interval_regression([0, 3, 4, 9, 14], range(5), family="poisson")
        with pytest.raises(TrendError, match="certainly zero"):
            fit.least_squares_bounds()
        with pytest.raises(TrendError, match="certainly zero"):
            fit.line_bounds()

    @settings(max_examples=20, deadline=None)
    @given(st.integers(0, 10**6))
    def test_they_hold_the_slope_of_any_values_in_the_ranges(self, seed):
        data, rng = frame(seed=seed), np.random.default_rng(seed)
        inside = np.log(rng.uniform(data["lower"], data["upper"]))
        lower, upper = interval_regression(data).least_squares_bounds().loc["slope"]
        assert lower <= np.polyfit(data["time"], inside, 1)[0] <= upper


def test_a_negative_binomial_without_overdispersion_is_poisson_and_says_so():
    """It gave a log_alpha of -13.36 with a standard error of 39, and no note, where count_trend gives one."""
    counts = [100, 106, 110, 116, 121, 128, 135]
    data = pd.DataFrame({"time": range(7), "lower": counts, "upper": [count + 4 for count in counts]})
    negbin, poisson = (interval_regression(data, family=family) for family in ("negbin", "poisson"))
    assert any(note in negbin.notes for note in count_trend(counts, family="negbin").notes)
    assert np.isneginf(negbin.params["log_alpha"]) and np.isnan(negbin.bse["log_alpha"])
    assert negbin.params["slope"] == pytest.approx(poisson.params["slope"], rel=1e-6)
    assert negbin.bse["slope"] == pytest.approx(poisson.bse["slope"], rel=1e-6)
    assert "nan" not in negbin.summary().replace("NaN", "")
