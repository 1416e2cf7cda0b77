import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.trends.rates.rate_ratio import rate_ratio


def ends(result, alpha=0.05):
    return tuple(result.conf_int(alpha).loc["ratio"])


def test_against_r_poisson_test():
    """The example of R's help page, poisson.test(c(11, 6+8+7), c(800, 1083+1050+878))."""
    result = rate_ratio([11, 21], exposure=[800, 3011])
    assert result.ratio == pytest.approx(1.971488, rel=1e-6)
    assert ends(result) == pytest.approx((0.858426403, 4.277265944), rel=1e-8)
    assert result.p_value == pytest.approx(0.0796686, rel=1e-5)


def test_a_zero_count_against_r():
    result = rate_ratio([0, 5], exposure=[10, 20])
    assert (result.ratio, ends(result)[0]) == (0, 0)
    assert ends(result)[1] == pytest.approx(2.18255821, rel=1e-8)
    assert result.p_value == pytest.approx(0.176955, rel=1e-5)
    other_way = rate_ratio([5, 0], exposure=[20, 10])
    assert (other_way.ratio, ends(other_way)[1]) == (np.inf, np.inf)
    assert ends(other_way)[0] == pytest.approx(1 / 2.18255821, rel=1e-8)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 10**9), st.floats(0.1, 1000), st.sampled_from(["exact", "midp"]))
def test_swapping_the_counts_inverts_the_ratio(a, b, exposure, method):
    there = rate_ratio([a, b], exposure=[exposure, 7.0], method=method)
    back = rate_ratio([b, a], exposure=[7.0, exposure], method=method)
    (lower, upper), back_upper = ends(there), ends(back)[1]
    assert lower == pytest.approx(1 / back_upper if back_upper else np.inf, rel=1e-6, abs=1e-12)
    assert there.p_value == pytest.approx(back.p_value, rel=1e-6)
    assert lower <= there.ratio <= upper


def coverage(method, total, shares):
    """Probability that the interval holds the true odds, by enumeration of all outcomes, per share."""
    outcomes = np.arange(total + 1)
    lower, upper = np.transpose([ends(rate_ratio([a, total - a], method=method)) for a in outcomes])
    odds = (shares / (1 - shares))[:, None]
    return (stats.binom.pmf(outcomes, total, shares[:, None]) * ((lower <= odds) & (odds <= upper))).sum(axis=1)


@pytest.mark.parametrize("total", [4, 17])
def test_the_exact_interval_never_covers_less_than_it_says(total):
    assert coverage("exact", total, np.linspace(0.02, 0.98, 97)).min() >= 0.95


def test_the_mid_p_interval_is_shorter_and_covers_on_average():
    assert coverage("midp", 25, np.linspace(0.05, 0.95, 91)).mean() == pytest.approx(0.95, abs=0.015)
    exact, midp = ends(rate_ratio([12, 20])), ends(rate_ratio([12, 20], method="midp"))
    assert exact[0] < midp[0] < midp[1] < exact[1]


def test_ranges_hold_every_pair_of_counts():
    wide = rate_ratio([Interval(20, 24), Interval(9, 11)], exposure=[2.0, 1.0])
    pairs = [rate_ratio([a, b], exposure=[2.0, 1.0]) for a in range(20, 25) for b in range(9, 12)]
    assert ends(wide) == (min(ends(p)[0] for p in pairs), max(ends(p)[1] for p in pairs))
    assert wide.p_value >= max(p.p_value for p in pairs)
    apart = rate_ratio([Interval(100, 110), Interval(10, 12)])
    assert apart.p_value == max(rate_ratio([a, b]).p_value for a in range(100, 111) for b in range(10, 13))


@pytest.mark.parametrize(
    "data, says",
    [
        ([0, 0], "both counts are zero"),
        ([-1, 3], "zero or more"),
        ([2.5, 3], "whole number"),
        ([3, "many"], "'many'"),
        ([3, Interval(2, np.inf)], "bounded"),
        ([3, float("nan")], "whole number"),
        ([3], "two counts are expected"),
        ([3, 4, 5], "got 3"),
        (3, "two counts are expected"),
        (Interval(3, 4), "two counts are expected"),
        ({2021: 3, 2022: 4}, "two counts are expected"),
    ],
)
def test_bad_counts_are_refused(data, says):
    with pytest.raises(TrendError, match=says):
        rate_ratio(data)


@pytest.mark.parametrize("exposure, says", [([3, 0], "above zero"), (7, "two exposures"), (["a", 1], "above zero")])
def test_bad_exposures_are_refused(exposure, says):
    with pytest.raises(TrendError, match=says):
        rate_ratio([3, 4], exposure=exposure)


def test_bad_options_are_refused():
    with pytest.raises(TrendError, match="midp"):
        rate_ratio([3, 4], method="normal")
    with pytest.raises(TrendError, match="alpha"):
        rate_ratio([3, 4]).conf_int(5)


def test_the_protocol():
    result = rate_ratio(pd.Series([11, 21]), exposure=np.array([800, 3011]))
    table = result.to_frame(0.1)
    assert table.columns.tolist() == ["estimate", "lower", "upper", "p_value"]
    assert 0.858426403 < table.lower.item() < table.estimate.item() < table.upper.item() < 4.277265944
    assert result.p_values["ratio"] == result.p_value
    assert result.nobs == 2
    assert result.method in result.summary() == repr(result)
    assert result.poolable().loc["log_ratio"].tolist() == pytest.approx(
        [np.log(1.971488), np.sqrt(1 / 11 + 1 / 21)], rel=1e-6
    )
    assert result.plot().get_xlabel() == "rate ratio"
    with pytest.raises(TrendError, match="zero"):
        rate_ratio([0, 5]).poolable()
