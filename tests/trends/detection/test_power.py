import numpy as np
import pandas as pd
import pytest
from scipy import stats

from fraudstats.errors import TrendError
from fraudstats.trends import mann_kendall, power


class TestDetectable:
    @pytest.mark.parametrize("n, noise", [(3, 0.1), (5, 0.1), (12, 0.3), (40, 0.02)])
    def test_against_the_mean_over_the_estimated_noise(self, n, noise):
        slope = power(n, noise=noise, log=True).params["detectable"]
        score = slope * np.sqrt(((np.arange(n) - (n - 1) / 2) ** 2).sum()) / noise
        scale = np.sqrt(stats.chi2.ppf((np.arange(100_000) + 0.5) / 100_000, n - 2) / (n - 2))
        limit = stats.t.ppf(0.975, n - 2) * scale
        found = np.mean(stats.norm.sf(limit - score) + stats.norm.cdf(-limit - score))
        assert found == pytest.approx(0.8, abs=1e-4)

    def test_by_simulation(self):
        result = power(8, noise=0.2, log=True)
        random, time = np.random.default_rng(0), np.arange(8)
        noise = 0.2 * random.normal(size=(4000, 8))
        values, apart = noise + result.params["detectable"] * time, time - time.mean()
        slopes = values @ apart / (apart @ apart)
        rest = values - values.mean(axis=1, keepdims=True) - np.outer(slopes, apart)
        t = slopes / np.sqrt((rest**2).sum(axis=1) / 6 / (apart @ apart))
        assert 2 * stats.t.sf(abs(t[0]), 6) == pytest.approx(stats.linregress(time, values[0]).pvalue)
        found = np.mean(2 * stats.t.sf(np.abs(t), 6) < 0.05)
        assert found == pytest.approx(0.8, abs=0.02)

    def test_at_no_trend_the_power_is_the_level(self):
        assert power(9, noise=1, log=False).probability(0) == pytest.approx(0.05)

    def test_more_values_show_smaller_trends(self):
        slopes = [power(n, noise=0.1, log=True).params["detectable"] for n in (3, 4, 6, 10, 30)]
        assert all(np.diff(slopes) < 0) and slopes[0] > 0.5

    def test_autocorrelation_hides_trends(self):
        plain, red = (power(20, noise=0.1, log=True, autocorrelation=r).params["detectable"] for r in (0, 0.5))
        # For long series the factor is sqrt((1 + r) / (1 - r)) = 1.73 (Weatherhead et al. 1998).
        assert 1.4 < red / plain < 1.74

    def test_noise_is_estimated_about_the_line_of_logarithms(self):
        value = np.exp(0.1 * np.arange(7) + np.array([0.1, -0.1, 0.05, 0, -0.05, 0.1, -0.1]))
        result = power(pd.Series(value, index=pd.period_range("2015", periods=7, freq="Y")))
        fit = stats.linregress(np.arange(7), np.log(value))
        assert result.slope_error == pytest.approx(fit.stderr) and result.log
        ends = result.conf_int().iloc[0]
        assert ends.lower < result.params["detectable"] < ends.upper and "a year" in result.summary()

    @pytest.mark.parametrize("df", [1, 2, 5, 30])
    def test_the_curve_rises_to_one(self, df):
        curve = power(df + 2, noise=1, log=False).probability(np.linspace(0, 2000, 400))
        assert (np.diff(curve) > -1e-9).all() and curve[-1] == pytest.approx(1)


class TestSentence:
    def test_short_series_say_what_they_could_have_shown(self):
        assert "7 values so scattered would show with probability 80%" in mann_kendall([3, 5, 4, 6, 5, 7, 9]).summary()

    def test_four_values_have_a_smallest_p(self):
        assert "p below 0.083" in mann_kendall([1, 3, 2, 5]).summary()

    def test_a_long_series_says_nothing(self):
        assert "Power" not in mann_kendall(np.arange(12)).summary()

    def test_values_on_a_line(self):
        assert "lie on a line" in mann_kendall([1, 2, 4, 8]).summary()

    def test_the_sentence_under_a_summary_is_that_of_power(self):
        values = [3, 5, 4, 6, 5, 7, 9]
        assert mann_kendall(values).power_note == power(values).power_note


class TestRefusing:
    @pytest.mark.parametrize(
        "args, kwargs, words",
        [
            (2, {"noise": 1}, "at least 3 values"),
            (9, {}, "give `noise`"),
            (9, {"noise": -1}, "above zero"),
            (9, {"noise": 1, "target": 0.01}, "target is 0.01"),
            (9, {"noise": 1, "test_alpha": 2}, "alpha is 2"),
            (9, {"noise": 1, "autocorrelation": 1}, "between -1 and 1"),
            ([1, 0, 2], {"log": True}, "above zero; give log=False"),
            ([1, 2, 3], {"time": [1, 1, 1]}, "share one time"),
        ],
    )
    def test_bad_requests_are_named(self, args, kwargs, words):
        with pytest.raises(TrendError, match=words):
            power(args, **kwargs)


def test_the_protocol():
    result = power([3, 5, 4, 6, 5, 7, 9])
    assert result.curve().power.is_monotonic_increasing and list(result.params.index) == ["detectable"]
    assert result.to_frame().columns.tolist() == ["estimate", "lower", "upper"]
    assert result.plot().get_ylabel() == "power"
