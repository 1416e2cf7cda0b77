import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats import rates as statsmodels_rates

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
    assert rate_ratio([11, 21], exposure=[800, 3011], two_sided="minlike").p_value == pytest.approx(0.0796686, rel=1e-5)


def test_a_zero_count_against_r():
    result = rate_ratio([0, 5], exposure=[10, 20])
    assert (result.ratio, ends(result)[0]) == (0, 0)
    assert ends(result)[1] == pytest.approx(2.18255821, rel=1e-8)
    assert rate_ratio([0, 5], exposure=[10, 20], two_sided="minlike").p_value == pytest.approx(0.176955, rel=1e-5)
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


class TestTwoSided:
    """Statistics review, S13: exact by one definition (.07967), mid-P by the other (.08008), and so above exact."""

    COUNTS, EXPOSURE, SHARE = [11, 21], [800, 3011], 800 / 3811

    def p(self, method, two_sided):
        return rate_ratio(self.COUNTS, exposure=self.EXPOSURE, method=method, two_sided=two_sided).p_value

    @pytest.mark.parametrize("ours, theirs", [("exact", "exact-cond"), ("midp", "cond-midp")])
    def test_least_likely_outcomes_against_statsmodels(self, ours, theirs):
        expected = statsmodels_rates.test_poisson_2indep(11, 800, 21, 3011, method=theirs).pvalue
        assert self.p(ours, "minlike") == pytest.approx(expected, rel=1e-9)
        assert expected == pytest.approx({"exact": 0.0796686, "midp": 0.0636984}[ours], rel=1e-5)

    def test_the_central_p_value_is_twice_the_smaller_tail(self):
        tail = stats.binom.sf(10, 32, self.SHARE)
        assert self.p("exact", "central") == pytest.approx(2 * tail)
        assert self.p("midp", "central") == pytest.approx(2 * tail - stats.binom.pmf(11, 32, self.SHARE))

    @pytest.mark.parametrize("two_sided", ["central", "minlike"])
    def test_mid_p_is_below_exact_in_both(self, two_sided):
        assert self.p("midp", two_sided) < self.p("exact", two_sided)

    @pytest.mark.parametrize("method", ["exact", "midp"])
    def test_the_default_rejects_just_where_the_interval_leaves_out_one(self, method):
        for first in range(30):
            result = rate_ratio([first, 12], exposure=[1.0, 1.5], method=method)
            lower, upper = ends(result)
            assert (result.p_value <= 0.05) == (not lower <= 1 <= upper)

    def test_the_summary_says_which(self):
        result = rate_ratio(self.COUNTS, exposure=self.EXPOSURE, two_sided="minlike")
        assert result.summary().endswith("p 0.0797 (least likely outcomes)")

    def test_ranges_and_other_words_are_refused(self):
        with pytest.raises(TrendError, match="is for exact counts"):
            rate_ratio([Interval(3, 5), 9], two_sided="minlike")
        with pytest.raises(TrendError, match="choose 'central' or 'minlike'"):
            rate_ratio([3, 5], two_sided="blaker")


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
