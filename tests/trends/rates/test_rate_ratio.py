import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.trends.rates.rate_ratio import rate_ratio


def test_against_r_poisson_test():
    """The example of R's help page, poisson.test(c(11, 6+8+7), c(800, 1083+1050+878))."""
    result = rate_ratio(11, 21, 800, 3011)
    assert result.ratio == pytest.approx(1.971488, rel=1e-6)
    assert (result.lower, result.upper) == pytest.approx((0.858426403, 4.277265944), rel=1e-8)
    assert result.p_value == pytest.approx(0.0796686, rel=1e-5)


def test_a_zero_count_against_r():
    result = rate_ratio(0, 5, 10, 20)
    assert (result.ratio, result.lower) == (0, 0)
    assert result.upper == pytest.approx(2.18255821, rel=1e-8)
    assert result.p_value == pytest.approx(0.176955, rel=1e-5)
    other_way = rate_ratio(5, 0, 20, 10)
    assert (other_way.ratio, other_way.upper) == (np.inf, np.inf)
    assert other_way.lower == pytest.approx(1 / 2.18255821, rel=1e-8)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 10**9), st.floats(0.1, 1000), st.sampled_from(["exact", "midp"]))
def test_swapping_the_counts_inverts_the_ratio(a, b, exposure, method):
    there = rate_ratio(a, b, exposure, 7.0, method=method)
    back = rate_ratio(b, a, 7.0, exposure, method=method)
    assert there.lower == pytest.approx(1 / back.upper if back.upper else np.inf, rel=1e-6, abs=1e-12)
    assert there.p_value == pytest.approx(back.p_value, rel=1e-6)
    assert there.lower <= there.ratio <= there.upper


def coverage(method, total, shares):
    """Probability that the interval holds the true odds, by enumeration of all outcomes, for each share."""
    outcomes = np.arange(total + 1)
    lower, upper = np.transpose([((r := rate_ratio(a, total - a, method=method)).lower, r.upper) for a in outcomes])
    odds = (shares / (1 - shares))[:, None]
    return (stats.binom.pmf(outcomes, total, shares[:, None]) * ((lower <= odds) & (odds <= upper))).sum(axis=1)


@pytest.mark.parametrize("total", [4, 17])
def test_the_exact_interval_never_covers_less_than_it_says(total):
    assert coverage("exact", total, np.linspace(0.02, 0.98, 97)).min() >= 0.95


def test_the_mid_p_interval_is_shorter_and_covers_on_average():
    assert coverage("midp", 25, np.linspace(0.05, 0.95, 91)).mean() == pytest.approx(0.95, abs=0.015)
    exact, midp = rate_ratio(12, 20), rate_ratio(12, 20, method="midp")
    assert exact.lower < midp.lower < midp.upper < exact.upper


def test_ranges_hold_every_pair_of_counts():
    wide = rate_ratio(Interval(20, 24), Interval(9, 11), 2.0, 1.0)
    pairs = [rate_ratio(a, b, 2.0, 1.0) for a in range(20, 25) for b in range(9, 12)]
    assert wide.lower == min(p.lower for p in pairs)
    assert wide.upper == max(p.upper for p in pairs)
    assert wide.p_value >= max(p.p_value for p in pairs)
    apart = rate_ratio(Interval(100, 110), Interval(10, 12))
    assert apart.p_value == max(rate_ratio(a, b).p_value for a in range(100, 111) for b in range(10, 13))


@pytest.mark.parametrize(
    "arguments, says",
    [
        ((0, 0), "both counts are zero"),
        ((-1, 3), "zero or more"),
        ((2.5, 3), "whole number"),
        ((3, "many"), "'many'"),
        ((3, 4, 0), "above zero"),
        ((3, Interval(2, np.inf)), "bounded"),
        ((3, float("nan")), "whole number"),
    ],
)
def test_bad_counts_are_refused(arguments, says):
    with pytest.raises(TrendError, match=says):
        rate_ratio(*arguments)


def test_bad_options_are_refused():
    with pytest.raises(TrendError, match="midp"):
        rate_ratio(3, 4, method="normal")
    with pytest.raises(TrendError, match="alpha"):
        rate_ratio(3, 4, alpha=5)
