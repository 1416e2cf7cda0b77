"""The corrections for autocorrelation, against published numbers and independent arithmetic."""

import numpy as np
import pandas as pd
import pytest

from fraudstats.errors import TrendError
from fraudstats.trends import mann_kendall, theil_sen

statsmodels = pytest.importorskip("statsmodels.api")


@pytest.fixture(scope="module")
def nile():
    """Annual flow of the Nile at Aswan, 1871-1970 (statsmodels)."""
    return statsmodels.datasets.nile.load_pandas().data["volume"].to_numpy()


@pytest.fixture(scope="module")
def lag_one(nile):
    """The lag-one autocorrelation of the detrended flows, by statsmodels."""
    return statsmodels.tsa.acf(nile + 2.6 * np.arange(100), nlags=1)[1]


def inflation(r, n):
    """Yue and Wang (2004), equation for n / n*, term by term."""
    return 1 + 2 * sum((1 - k / n) * r**k for k in range(1, n))


class TestYueWang:
    """Statistics review, S2: the lag-one form was not offered, and the default found trends in a third to a half."""

    def test_the_published_lag_one_form(self, nile, lag_one):
        plain = mann_kendall(nile).var_s
        found = mann_kendall(nile, correction="yue_wang_lag_one")
        assert found.var_s == pytest.approx(plain * inflation(lag_one, 100), rel=1e-12)
        assert found.var_s == pytest.approx(245806, abs=1)

    def test_what_modifiedmk_prints_follows_from_its_weights(self, nile, lag_one):
        """R's mmky1lag 1.6 gives 246617: it weighs every lag by 1 - 1/n, where the paper has 1 - k/n."""
        theirs = 1 + 2 * (1 - 1 / 100) * sum(lag_one**k for k in range(1, 100))
        assert mann_kendall(nile).var_s * theirs == pytest.approx(246617, abs=1)

    def test_the_default_takes_the_first_lag_without_its_bias(self, nile, lag_one):
        found = mann_kendall(nile, correction="yue_wang")
        unbiased = (100 * lag_one + 2) / 96
        assert found.var_s == pytest.approx(mann_kendall(nile).var_s * inflation(unbiased, 100), rel=1e-12)
        assert "lag-one autocorrelation without its bias" in found.method

    def test_all_lags_are_available_by_an_explicit_argument(self, nile):
        # pymannkendall 1.4.3, yue_wang_modification_test without a lag.
        found = mann_kendall(nile, correction="yue_wang", max_lags="all")
        assert found.var_s == pytest.approx(112149.66644163335, rel=1e-9)
        assert "all lags" in found.method
        assert "in 4" in found.notes[-1] and "instead of 5%" in found.notes[-1]

    def test_the_default_never_lowers_the_variance(self):
        flipping = np.array([3.0, 1, 4, 1.5, 4.2, 1.1, 4.4, 0.9, 4.6, 0.7, 4.8, 0.5])
        assert mann_kendall(flipping, correction="yue_wang").var_s == mann_kendall(flipping).var_s
        assert mann_kendall([1, 3, 2, 5], correction="yue_wang").var_s >= mann_kendall([1, 3, 2, 5]).var_s

    def test_the_interval_of_the_slope_follows(self, nile):
        widths = [
            np.ptp(theil_sen(nile, correction="yue_wang", max_lags=lags).conf_int().to_numpy())
            for lags in (None, "all")
        ]
        assert widths[0] > 1.4 * widths[1]


@pytest.mark.parametrize("max_lags", [0, -1, 2.5, True, "every"])
def test_what_is_no_number_of_lags_is_refused(nile, max_lags):
    with pytest.raises(TrendError, match="max_lags is .*; expected a number of lags"):
        mann_kendall(nile, correction="hamed_rao", max_lags=max_lags)


@pytest.mark.parametrize(
    "correction, max_lags, words",
    [("hamed_rao", None, "all lags"), ("hamed_rao", 3, "lags up to 3"), ("yue_wang", 5, "lags up to 5")],
)
def test_the_method_states_its_lags(nile, correction, max_lags, words):
    assert words in mann_kendall(nile, correction=correction, max_lags=max_lags).method


class TestMonths:
    """Statistics review, S16: the seasonal slope of months was .05000245 where rkt and trend give .05."""

    MONTHS = pd.period_range("2001-01", periods=240, freq="M")

    @pytest.mark.parametrize("season", [None, 12])
    def test_calendar_months_are_twelfths_of_a_year(self, season):
        values = pd.Series(0.05 * (self.MONTHS.year + (self.MONTHS.month - 1) / 12), self.MONTHS)
        assert theil_sen(values, season=season).slope == pytest.approx(0.05, rel=1e-12)

    def test_quarters_likewise_and_years_are_years(self):
        quarters = pd.period_range("2001Q1", periods=40, freq="Q")
        assert theil_sen(pd.Series(np.arange(40) / 4, quarters)).slope == pytest.approx(1, rel=1e-12)
        years = pd.Series([3.0, 4, 7, 9], pd.period_range("2001", periods=4, freq="Y"))
        assert mann_kendall(years).series.time.tolist() == [2001, 2002, 2003, 2004]


@pytest.mark.parametrize(
    "data, words",
    [
        ([3, 5], "at least 3 values, and the series has 2"),
        (pd.Series([3, 5], name="cases"), "the series 'cases' has 2"),
        (pd.DataFrame({"a": [1, 2, 3], "b": [1, np.nan, 3]}, index=[2001, 2002, 2003]), "series 'b' has 2"),
    ],
)
def test_a_short_series_is_called_by_its_name(data, words):
    """Statistics review, S12: `mann_kendall([3, 5])` named "series 'slope'"."""
    with pytest.raises(TrendError, match=words):
        mann_kendall(data)
