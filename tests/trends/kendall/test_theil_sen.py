import numpy as np
import pytest
from scipy import stats

from fraudstats import Interval
from fraudstats.errors import TrendError
from fraudstats.trends import theil_sen

#: Hollander and Wolfe (1999), example 9.1: double ratios of the cloud seeding experiment of Smith (1967).
SEEDING = [1.26, 1.27, 1.12, 1.16, 1.03]


class TestHollanderWolfe:
    def test_slope_and_score(self):
        result = theil_sen(SEEDING, time=[1, 2, 3, 4, 5])
        assert result.slope == pytest.approx(-0.05625) and result.s == -6

    def test_interval_of_level_one_minus_two_times_0_042(self):
        # k = 8 at P(K >= 8) = 0.042: C = 6, so the second smallest and second largest slope.
        ends = theil_sen(SEEDING, time=[1, 2, 3, 4, 5]).conf_int(alpha=2 * 0.0420).iloc[0]
        assert ends.tolist() == pytest.approx([-0.13, 0.01])

    def test_five_values_at_95_percent_reach_the_outermost_slopes(self):
        assert theil_sen(SEEDING).conf_int().iloc[0].tolist() == pytest.approx([-0.15, 0.04])

    def test_four_values_cannot_carry_95_percent(self):
        assert theil_sen(SEEDING[:4]).conf_int().iloc[0].tolist() == [-np.inf, np.inf]


def test_slopes_and_intercept_against_scipy():
    random = np.random.default_rng(8)
    time, value = np.sort(random.uniform(0, 50, 60)), random.normal(size=60)
    expected = stats.theilslopes(value, time)
    result = theil_sen(value, time)
    assert result.slope == pytest.approx(expected.slope) and result.intercept == pytest.approx(expected.intercept)
    # scipy rounds the ranks of the interval, Gilbert interpolates: within one order statistic of each other.
    slopes = np.sort([(value[j] - value[i]) / (time[j] - time[i]) for j in range(60) for i in range(j)])
    ends = result.conf_int().iloc[0]
    for ours, theirs in ((ends.lower, expected.low_slope), (ends.upper, expected.high_slope)):
        assert abs(np.searchsorted(slopes, ours) - np.searchsorted(slopes, theirs)) <= 1


def test_gilberts_interpolated_ranks():
    # Gilbert (1987), section 16.5: with N' slopes, ranks (N' - C)/2 and (N' + C)/2 + 1, C = z sqrt(Var S).
    value = np.random.default_rng(2).permutation(50).astype(float)
    slopes = np.sort([(value[j] - value[i]) / (j - i) for j in range(50) for i in range(j)])
    c = stats.norm.ppf(0.975) * (50 * 49 * 105 / 18) ** 0.5
    low, high = (1225 - c) / 2, (1225 + c) / 2 + 1
    expected = [np.interp(rank, np.arange(1, 1226), slopes) for rank in (low, high)]
    assert theil_sen(value).conf_int().iloc[0].tolist() == pytest.approx(expected)


def test_half_the_pairs_may_be_wild():
    value = 3 * np.arange(20.0)
    value[[2, 7, 11]] = [900, -400, 10_000]
    assert theil_sen(value).slope == pytest.approx(3, abs=0.2)


def test_autocorrelation_widens_the_interval():
    value = np.cumsum(np.random.default_rng(4).normal(size=60))
    plain, corrected = (theil_sen(value, correction=c).conf_int().iloc[0] for c in (None, "hamed_rao"))
    assert corrected.upper - corrected.lower > plain.upper - plain.lower


def test_intervals_bound_the_slope():
    ends = [Interval(10, 12), Interval(13, 14), Interval(15, 19), Interval(20, 21)]
    result = theil_sen(ends)
    random = np.random.default_rng(0)
    for _ in range(50):
        chosen = [random.uniform(e.lower, e.upper) for e in ends]
        assert result.slope_range.lower <= theil_sen(chosen).slope <= result.slope_range.upper
    assert "slopes within" in result.summary()
    with pytest.raises(TrendError, match="lower"):
        _ = theil_sen(SEEDING).slope_range


@pytest.mark.slow
def test_coverage_of_the_exact_interval():
    random = np.random.default_rng(20)
    values = 0.3 * np.arange(15)[:, None] + random.standard_t(3, size=(15, 4000))
    ends = theil_sen(values).conf_int()
    coverage = ((ends["lower"] <= 0.3) & (ends["upper"] >= 0.3)).mean()
    assert 0.945 <= coverage <= 0.97
