"""The rate of one count, against published tables, statsmodels, and its own definition by enumeration."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.rates import confint_poisson

from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.trends import rate

#: Garwood (1936) in the digits of Pearson and Hartley, *Biometrika Tables for Statisticians* 1, table 40: 95% limits.
GARWOOD = {
    0: (0.0, 3.69),
    1: (0.0253, 5.57),
    2: (0.242, 7.22),
    3: (0.619, 8.77),
    4: (1.09, 10.24),
    5: (1.62, 11.67),
    6: (2.20, 13.06),
    7: (2.81, 14.42),
    8: (3.45, 15.76),
    9: (4.12, 17.08),
    10: (4.80, 18.39),
    15: (8.40, 24.74),
    20: (12.22, 30.89),
    25: (16.18, 36.90),
    30: (20.24, 42.83),
    50: (37.11, 65.92),
}
#: The same, 99%.
GARWOOD_99 = {0: (0.0, 5.30), 1: (0.0050, 7.43), 5: (1.08, 14.15), 10: (3.72, 21.40)}


def ends(result, alpha=0.05):
    return tuple(result.conf_int(alpha).iloc[0])


@pytest.mark.parametrize("count", GARWOOD)
def test_against_the_published_table(count):
    assert ends(rate(count)) == pytest.approx(GARWOOD[count], abs=0.005)


@pytest.mark.parametrize("count", GARWOOD_99)
def test_against_the_published_table_at_99_per_cent(count):
    assert ends(rate(count), 0.01) == pytest.approx(GARWOOD_99[count], abs=0.005)


@pytest.mark.parametrize("count", [0, 1, 7, 250, 1_000_000])
@pytest.mark.parametrize("ours, theirs", [("exact", "exact-c"), ("score", "score")])
def test_against_statsmodels(count, ours, theirs):
    expected = confint_poisson(count, 2.5, method=theirs, alpha=0.1)
    assert ends(rate(count, exposure=2.5, method=ours), 0.1) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("count", [0, 1, 4, 33, 10_000])
def test_the_mid_p_limits_leave_half_the_level_on_each_side(count):
    lower, upper = ends(rate(count, method="midp"))
    half = [stats.poisson.pmf(count, mean) / 2 for mean in (lower, upper)]
    if count:
        assert stats.poisson.sf(count, lower) + half[0] == pytest.approx(0.025)
    assert stats.poisson.cdf(count - 1, upper) + half[1] == pytest.approx(0.025)
    # statsmodels averages the quantiles of two gamma distributions, which comes close.
    assert (lower, upper) == pytest.approx(confint_poisson(count, 1, method="midp-c"), rel=0.02, abs=0.05) or count < 2


def coverage(method, means):
    """Probability that the interval holds the mean, by enumeration of all counts, per mean."""
    counts = np.arange(120)
    lower, upper = np.transpose([ends(rate(int(count), method=method)) for count in counts])
    holds = (lower <= means[:, None]) & (means[:, None] <= upper)
    return (stats.poisson.pmf(counts, means[:, None]) * holds).sum(axis=1)


def test_the_exact_interval_never_covers_less_than_it_says_and_the_others_on_average():
    means = np.linspace(0.5, 40, 400)
    assert coverage("exact", means).min() >= 0.95
    assert coverage("midp", means).mean() == pytest.approx(0.955, abs=0.01)
    assert coverage("score", means).mean() == pytest.approx(0.952, abs=0.01)
    assert coverage("score", means).min() < 0.95


def test_rates_are_counts_over_exposures():
    result = rate(10, exposure=2.5)
    assert result.params["rate"] == 4
    assert ends(result) == pytest.approx(tuple(end / 2.5 for end in ends(rate(10))))


def test_a_range_holds_every_count_that_it_allows():
    wide = ends(rate(Interval(7.2, 11.9)))
    assert wide == (ends(rate(8))[0], ends(rate(11))[1])


def test_several_counts_keep_their_labels():
    result = rate(pd.Series([3, 0, Interval(7, 9)], index=[2019, 2020, 2021]), exposure=[1, 2, 4])
    assert result.params.to_dict() == {2019: 3, 2020: 0, 2021: 2}
    assert result.conf_int().loc[2020].tolist() == pytest.approx([0, ends(rate(0))[1] / 2])
    assert "2020: 0 (95% interval 0 to 1.844)" in result.summary() and result.nobs == 3
    assert result.to_frame(0.1).columns.tolist() == ["estimate", "lower", "upper"]
    assert result.plot().get_ylabel() == "rate"


@pytest.mark.parametrize("data", [-1, 2.5, "many", True, np.nan, Interval(3, np.inf), [1, -2], [], {2020: 3}])
def test_bad_counts_are_refused(data):
    with pytest.raises(TrendError, match="whole number"):
        rate(data)


@pytest.mark.parametrize("exposure", [0, -2, np.nan, "days", [1, 2, 3]])
def test_bad_exposures_are_refused(exposure):
    with pytest.raises(TrendError, match="exposure is"):
        rate([3, 4], exposure=exposure)


def test_other_bad_requests_and_what_is_pooled():
    with pytest.raises(TrendError, match="'wald' is unknown; choose one of exact, midp, score"):
        rate(3, method="wald")
    with pytest.raises(TrendError, match="alpha"):
        rate(3).conf_int(5)
    assert rate(9, exposure=3).poolable().loc["rate"].tolist() == [3, 1]
    with pytest.raises(TrendError, match="zero"):
        rate(0).poolable()
