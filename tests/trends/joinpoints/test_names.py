import numpy as np
import pandas as pd
import pytest

from fraudstats.draws import Draws
from fraudstats.errors import TrendError
from fraudstats.trends import compare_joinpoints, joinpoint

MONTHS = pd.period_range("2019-01", periods=48, freq="M")
RISE = np.interp(np.arange(48), [0, 30, 47], [0, 3, 1])


def monthly(season=0.0, seed=1, index=MONTHS):
    noise = 0.05 * np.random.default_rng(seed).normal(size=48)
    return pd.Series(100 * np.exp(RISE + noise + season * np.sin(np.arange(48) * np.pi / 6)), index)


@pytest.fixture(scope="module")
def result():
    return joinpoint(monthly(), max_joinpoints=1, select="bic3")


class TestMonths:
    def test_a_joinpoint_of_months_is_named(self, result):
        """It was 2021.54 in tables, pooled draws and comparisons."""
        assert result.joinpoint_labels == ["2021-07"]
        assert result.segments()[["start", "end"]].values.tolist() == [["2019-01", "2021-07"], ["2021-07", "2022-12"]]
        assert result.to_frame().loc["aapc", ["start", "end"]].tolist() == ["2019-01", "2022-12"]
        assert result.to_frame().loc["apc_1", "end"] == "2021-07"
        text = result.summary()
        assert "2021-07" in text and "2021.5" not in text

    def test_pooled_draws_and_comparisons_name_it(self, result):
        draws = Draws(pd.DataFrame({k: monthly(seed=k) for k in range(3)}, index=MONTHS))
        pooled = joinpoint(draws, max_joinpoints=1, select="bic3")
        assert set(pooled.joinpoints.index) <= {"2021-06", "2021-07", "2021-08"}
        text = compare_joinpoints(result, result, n_permutations=19).summary()
        assert "joinpoints of the common trend: 2021-07" in text

    def test_a_range_of_months_is_given_by_name(self, result):
        times = result.series.time
        assert result.aapc("2020-01", "2021-12") == result.aapc(times[12], times[35])
        with pytest.raises(TrendError, match="no value of '2025-01'; its times run from 2019-01 to 2022-12"):
            result.aapc("2020-01", "2025-01")
        with pytest.raises(TrendError, match="got 2021-12 to 2020-01 in a series from 2019-01 to 2022-12"):
            result.aapc("2021-12", "2020-01")

    def test_a_month_between_those_observed_is_named(self):
        gap = joinpoint(monthly().drop(MONTHS[29:32]), grid=1, max_joinpoints=1, select="bic3")
        assert gap.joinpoint_labels[0] in ("2021-06", "2021-07", "2021-08")

    def test_other_windows_have_days(self):
        quarters = pd.Series(
            100 * np.exp(RISE[:16]) + np.arange(16) % 3, pd.period_range("2019Q1", periods=16, freq="Q")
        )
        found = joinpoint(quarters, grid=1, min_joinpoints=1, max_joinpoints=1, select="bic3")
        assert all(len(name) in (10, 21) for name in found.joinpoint_labels)

    def test_years_stay_numbers(self):
        years = monthly(index=pd.period_range("1970", periods=48, freq="Y"))
        found = joinpoint(years, max_joinpoints=1, select="bic3")
        assert found.segments()["start"].tolist() == [1970.0, 2000.0] and found.joinpoint_labels == ["2000"]
        assert found.aapc("1980", "1990") == found.aapc(1980, 1990)


class TestSeason:
    def test_a_season_that_was_not_removed_is_noted(self):
        text = joinpoint(monthly(0.2), select="bic3", max_joinpoints=1).summary()
        assert "the values depend on the month of the year (p < 0.0001)" in text
        assert "adjusted for the season" in text

    def test_months_without_a_season_years_and_short_series_have_no_note(self, result):
        years = joinpoint(monthly(0.2, index=pd.period_range("1970", periods=48, freq="Y")), select="bic3")
        short = joinpoint(monthly(0.2)[:20], select="bic3")
        for found in (result, years, short):
            assert "month of the year" not in found.summary()

    def test_quarters_have_seasons_too(self):
        quarters = pd.period_range("2010Q1", periods=48, freq="Q")
        value = pd.Series(monthly().to_numpy() * np.tile([1, 1.3, 1, 0.8], 12), quarters)
        assert "month of the year" in joinpoint(value, select="bic3", max_joinpoints=1).summary()
