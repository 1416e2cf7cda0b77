"""The regional test, against pymannkendall, against rkt's arithmetic written out, and against the seasonal test."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from fraudstats.errors import TrendError
from fraudstats.trends import mann_kendall, regional_mann_kendall

statsmodels = pytest.importorskip("statsmodels.api")


@pytest.fixture(scope="module")
def sea():
    """Sea surface temperatures of January to June as six areas, 30 years (statsmodels' elnino, rows 30-59)."""
    return statsmodels.datasets.elnino.load_pandas().data.iloc[30:60, 1:7].to_numpy()


def sign_sum(x):
    return sum(np.sign(b - a) for a, b in combinations(x, 2))


def test_against_pymannkendall(sea):
    """Numbers printed by pymannkendall 1.4.3, regional_test."""
    result = regional_mann_kendall(sea)
    assert (result.s, result.var_s) == (172, pytest.approx(18840))
    assert (result.z, result.p_value) == pytest.approx((1.2458210399950178, 0.21283010343283326))
    assert result.slope == pytest.approx(0.010557142857142765)


def test_correlated_areas_against_pymannkendall(sea):
    """correlated_multivariate_test, whose z has no continuity correction: 172 / sqrt(var)."""
    result = regional_mann_kendall(sea, correction="hirsch_slack")
    assert result.var_s == pytest.approx(65500.666666666664)
    assert result.z * np.sqrt(result.var_s) == pytest.approx(171)
    assert 172 / np.sqrt(result.var_s) == pytest.approx(0.672056191916935)


def test_against_the_sums_of_helsel_and_frans(sea):
    """S and its variance are the sums over areas; the slope is the median of all pairs within areas, as rkt has it."""
    result = regional_mann_kendall(sea)
    alone = [mann_kendall(column) for column in sea.T]
    assert result.s == sum(sign_sum(column) for column in sea.T) == sum(one.s for one in alone)
    assert result.var_s == pytest.approx(sum(one.var_s for one in alone))
    slopes = [(x[j] - x[i]) / (j - i) for x in sea.T for i, j in combinations(range(30), 2)]
    assert result.slope == pytest.approx(np.median(slopes))
    assert result.areas["p_value"].tolist() == pytest.approx([one.p_value for one in alone])


def test_areas_are_seasons_of_one_place(sea):
    """Arranged by month, the same numbers are a seasonal series."""
    months = np.tile(np.arange(12) < 6, 30)
    values = np.full(360, np.nan)
    values[months] = sea.ravel()
    seasonal = mann_kendall(values, season=12)
    regional = regional_mann_kendall(sea)
    assert (seasonal.s, seasonal.var_s) == (regional.s, pytest.approx(regional.var_s))


def test_one_trend_in_all_areas_is_tested(sea):
    scores = [sign_sum(x) / np.sqrt(mann_kendall(x).var_s) for x in sea.T]
    chi2 = np.square(scores).sum() - 6 * np.mean(scores) ** 2
    assert regional_mann_kendall(sea).homogeneity_p == pytest.approx(stats.chi2.sf(chi2, 5))
    opposed = np.column_stack([np.arange(12.0), -np.arange(12.0)])
    result = regional_mann_kendall(opposed)
    assert result.s == 0 and result.homogeneity_p < 1e-6
    assert "1 areas rise, 1 fall" in result.summary()


def test_few_values_have_an_exact_p_value():
    # Two areas of 3 rising values: S = 6 in 1 of 36 arrangements, and -6 in another.
    assert regional_mann_kendall(np.array([[1, 5], [2, 6], [3, 7]])).p_value == pytest.approx(2 / 36)


def test_a_table_keeps_its_times_and_missing_values():
    frame = pd.DataFrame(
        {"north": [5, 6, np.nan, 9], "south": [2, 4, 5, 4]},
        index=pd.PeriodIndex(["2019", "2020", "2021", "2023"], freq="Y"),
    )
    result = regional_mann_kendall(frame)
    assert result.s == 3 + 4 - 1 + 0 and result.nobs == 7
    assert result.areas.index.tolist() == ["north", "south"]
    slopes = [1, 1, 4 / 3, 2, 1.5, 1, 0.5, 0, -0.5]
    assert result.slope == pytest.approx(np.median(slopes))
    assert len(result.plot().lines) == 2


@pytest.mark.parametrize(
    "data, options, words",
    [
        ([1, 2, 3], {}, "needs a table of times x areas"),
        (np.ones((5, 1)), {}, "needs a table of times x areas"),
        (np.ones((2, 3)), {}, "at least 3 values, and series 0 has 2"),
        (np.ones((5, 2)), {"correction": "yue_wang"}, "expected 'hirsch_slack'"),
        (np.ones((5, 2)), {"alternative": "up"}, "'up'"),
    ],
)
def test_bad_requests_are_named(data, options, words):
    with pytest.raises(TrendError, match=words):
        regional_mann_kendall(data, **options)
