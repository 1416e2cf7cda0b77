import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from fraudstats import Interval
from fraudstats.errors import TrendError
from fraudstats.trends import mann_kendall

statsmodels = pytest.importorskip("statsmodels.api")


@pytest.fixture(scope="module")
def nile():
    """Annual flow of the Nile at Aswan, 1871-1970 (statsmodels)."""
    return statsmodels.datasets.nile.load_pandas().data["volume"].to_numpy()


@pytest.fixture(scope="module")
def sea():
    """Monthly sea surface temperatures, 1990-2001 (statsmodels' elnino, rows 40-51)."""
    return statsmodels.datasets.elnino.load_pandas().data.iloc[40:52, 1:].to_numpy().ravel()


class TestAgainstPyMannKendall:
    """Numbers printed by pymannkendall 1.4.3 (Hussain and Mahmud 2019) on the same series, with lag=3."""

    @pytest.mark.parametrize(
        "correction, p, z, s, var_s",
        [
            (None, 3.658262921657496e-05, -4.128066522844101, -1387, 112728.33333333333),
            ("hamed_rao", 0.009068166970294111, -2.609473498565488, -1387, 282111.428078166),
            ("yue_wang", 0.010286798518095441, -2.566036559871495, -1387, 291743.22609701694),
            ("prewhiten", 0.010725223653460514, -2.5515262757340658, -845, 109417.0),
            ("trend_free_prewhiten", 4.716306254870517e-06, -4.577026992252815, -1515, 109417.0),
        ],
    )
    def test_nile(self, nile, correction, p, z, s, var_s):
        result = mann_kendall(nile, correction=correction, max_lags=3)
        assert (result.p_value, result.z) == pytest.approx((p, z), rel=1e-9)
        assert result.s == s and result.var_s == pytest.approx(var_s)
        assert (result.slope, result.intercept) == pytest.approx((-2.6, 1022.2))

    def test_all_lags_by_default(self, nile):
        assert mann_kendall(nile, correction="hamed_rao").var_s == pytest.approx(241565.3569166269)

    @pytest.mark.parametrize(
        "correction, p, z, s, var_s",
        [
            (None, 0.00015471091017071892, -3.7833832520053257, -451, 14147.0),
            ("yue_wang", 0.003896041509619641, -2.886458478411722, -451, 24304.93131175228),
            ("prewhiten", 0.022326565879152493, -2.284765768341504, -266, 13452.666666666666),
        ],
    )
    def test_fifty_years_with_many_ties(self, nile, correction, p, z, s, var_s):
        result = mann_kendall(np.round(nile[:50] / 50), correction=correction, max_lags=3)
        assert (result.p_value, result.z) == pytest.approx((p, z), rel=1e-9)
        assert result.s == s and result.var_s == pytest.approx(var_s)

    def test_seasonal(self, sea):
        result = mann_kendall(sea, season=12)
        assert (result.s, result.var_s) == (-95, 2549)
        assert (result.p_value, result.z) == pytest.approx((0.06262529621928459, -1.8618424837477408))
        assert 12 * result.slope == pytest.approx(-0.046931818181817964)

    def test_correlated_seasons(self, sea):
        # pymannkendall divides S by the root of the variance without continuity correction: z = -0.72693.
        result = mann_kendall(sea, season=12, correction="hirsch_slack")
        assert result.var_s == pytest.approx(17079) and result.z == pytest.approx(-94 / 17079**0.5)


class TestExact:
    def test_no_ties_against_scipy(self):
        for seed, n in enumerate([3, 5, 9, 20, 33]):
            x = np.random.default_rng(seed).normal(size=n) + 0.05 * np.arange(n)
            expected = stats.kendalltau(np.arange(n), x, method="exact")
            result = mann_kendall(x)
            assert result.exact and (result.tau, result.p_value) == pytest.approx(tuple(expected))

    def test_ties_by_counting_all_arrangements(self):
        # S = 9 for 1 1 2 2 2 3; of the 60 arrangements of these values, S is at least 9 in 3.
        result = mann_kendall([1, 1, 2, 2, 3, 2])
        assert result.s == 9 and result.p_value == pytest.approx(2 * 3 / 60)

    def test_one_sided(self):
        x = [1, 2, 3, 4, 5]
        assert mann_kendall(x, alternative="greater").p_value == pytest.approx(1 / 120)
        assert mann_kendall(x, alternative="less").p_value == pytest.approx(1)
        assert mann_kendall(x).p_value == pytest.approx(2 / 120)

    def test_a_constant_series_shows_nothing(self):
        result = mann_kendall([4, 4, 4, 4])
        assert (result.s, result.var_s, result.z, result.p_value, result.slope) == (0, 0, 0, 1, 0)

    def test_exact_and_normal_agree_at_the_border(self):
        x = np.random.default_rng(1).normal(size=41) + 0.03 * np.arange(41)
        normal, exact = mann_kendall(x), mann_kendall(x[:40])
        assert not normal.exact and exact.exact
        assert 2 * stats.norm.sf(abs(exact.z)) == pytest.approx(exact.p_value, rel=0.05)


class TestMissingAndTime:
    def test_a_missing_value_keeps_its_time(self):
        result = mann_kendall([1, np.nan, 5, 7])
        assert result.s == 3 and result.slope == 2 and result.nobs == 3

    def test_ties_in_time_have_kendalls_variance(self):
        # R's Kendall(x, y) and scipy's asymptotic tau use the same formula.
        time, x = [1, 1, 2, 2, 3, 3, 4], [1.0, 2, 2, 3, 5, 4, 5]
        result = mann_kendall(x, time)
        reference = stats.kendalltau(time, x, method="asymptotic")
        assert result.tau == pytest.approx(reference.statistic) and not result.exact
        plain = result.s / result.var_s**0.5
        assert 2 * stats.norm.sf(abs(plain)) == pytest.approx(reference.pvalue)

    def test_months_know_their_season_even_with_a_gap(self):
        months = pd.period_range("2020-03", periods=36, freq="M")
        values = pd.Series(np.arange(36.0) % 12 + np.arange(36) // 12, index=months)
        assert mann_kendall(values, season=12).s == 36
        assert mann_kendall(values.drop(months[5]), season=12).s == 36 - 2
        assert mann_kendall(values, season=12).slope == pytest.approx(1, rel=0.01)

    def test_month_start_dates_are_months(self):
        dates = pd.date_range("2020-01-01", periods=24, freq="MS")
        assert mann_kendall(pd.Series(np.arange(24.0), index=dates), season=12).s == 12

    def test_hamed_rao_with_a_gap_uses_the_pairs_present(self, nile):
        gappy = np.where(np.arange(100) == 50, np.nan, nile)
        full, missing = (
            mann_kendall(nile, correction="hamed_rao"),
            mann_kendall(gappy, correction="hamed_rao"),
        )
        assert missing.z == pytest.approx(full.z, rel=0.1) and missing.nobs == 99


class TestMany:
    def test_columns_equal_single_series(self):
        table = np.random.default_rng(3).integers(0, 9, (25, 40)).astype(float)
        table[3, ::3] = np.nan
        many = mann_kendall(table)
        for column in (0, 1, 17):
            one = mann_kendall(table[:, column])
            for name in ("s", "var_s", "z", "p_value", "tau", "slope", "intercept"):
                assert getattr(many, name).iloc[column] == pytest.approx(getattr(one, name))
            assert many.conf_int().iloc[column].tolist() == pytest.approx(one.conf_int().iloc[0].tolist())

    def test_names_are_kept(self):
        frame = pd.DataFrame({"a": [1, 2, 3, 4], "b": [4, 3, 2, 1]}, index=[2001, 2002, 2003, 2004])
        assert mann_kendall(frame).s.to_dict() == {"a": 6, "b": -6}


class TestIntervals:
    BULLETINS = (Interval(370, 380), Interval(375, 395), Interval(390, 392), Interval(400, np.inf))

    def test_the_range_of_s_and_p(self):
        # The second value cannot lie below the first and above the third at once: 4, not 2.
        result = mann_kendall(list(self.BULLETINS))
        assert (result.s_range.lower, result.s_range.upper) == (4, 6)
        assert result.p_range.lower == pytest.approx(2 / 24) and result.p_range.upper == pytest.approx(8 / 24)
        assert "S from 4 to 6" in result.summary()

    def test_exact_values_have_no_range(self):
        with pytest.raises(TrendError, match="lower"):
            _ = mann_kendall([1, 2, 3]).s_range


class TestRefusing:
    @pytest.mark.parametrize(
        "data, kwargs, words",
        [
            ([1, 2], {}, "at least 3 values"),
            (range(9), {"correction": "hamed"}, "'hamed'; expected one of hamed_rao"),
            (range(9), {"alternative": "up"}, "'up'"),
            (range(9), {"season": 1}, "season is 1"),
            (range(9), {"correction": "hirsch_slack"}, "give `season`"),
            (range(9), {"correction": "yue_wang", "season": 3}, "not for a seasonal test"),
            (range(9), {"correction": "hirsch_slack", "season": 4}, "equally often"),
            ([1, 2, 3], {"time": [1, 1, 1]}, "share one time"),
            ([1, 2, 3], {"season": 3}, "no season has two"),
            ([1, 2, 4, 3], {"time": [0, 1, 5, 6.3], "correction": "prewhiten"}, "equally spaced"),
        ],
    )
    def test_bad_requests_are_named(self, data, kwargs, words):
        with pytest.raises(TrendError, match=words):
            mann_kendall(list(data), **kwargs)


numbers = st.lists(st.integers(-50, 50), min_size=4, max_size=14)


@settings(max_examples=60, deadline=None)
@given(numbers, st.integers(1, 9), st.integers(-100, 100))
def test_s_ignores_scale_and_shift_and_turns_with_the_sign(x, scale, shift):
    x = np.array(x, float)
    base, moved, turned = (
        mann_kendall(x),
        mann_kendall(scale * x + shift, np.arange(len(x)) * 2.5),
        mann_kendall(-x),
    )
    assert base.s == moved.s == -turned.s and base.p_value == pytest.approx(moved.p_value)
    assert moved.slope == pytest.approx(base.slope * scale / 2.5) and turned.slope == pytest.approx(-base.slope)


@settings(max_examples=40, deadline=None)
@given(numbers)
def test_the_interval_leaves_out_zero_just_when_the_test_rejects(x):
    result = mann_kendall(x)
    ends = result.conf_int(0.1).iloc[0]
    if result.p_value > 0.1:
        assert ends.lower <= 0 <= ends.upper


def test_the_protocol(nile):
    result = mann_kendall(pd.Series(nile, index=range(1871, 1971), name="volume"))
    assert "volume: n = 100, 1871 to 1970" in result.summary() and "p = < 0.0001" in result.summary()
    assert result.to_frame().loc["slope", "lower"] < result.slope < result.to_frame().loc["slope", "upper"]
    assert len(result.plot().lines) == 2


class TestNegativeVariance:
    FLIPPING = np.array([3.0, 1, 4, 1.5, 4.2, 1.1, 4.4, 0.9, 4.6, 0.7, 4.8, 0.5])

    def test_a_single_series_is_refused(self):
        with pytest.raises(TrendError, match="variance of S is negative"):
            mann_kendall(self.FLIPPING, correction="yue_wang", max_lags=1)

    def test_among_several_it_is_named(self):
        table = np.column_stack([np.arange(12.0) + self.FLIPPING[::-1] ** 2 % 1, self.FLIPPING])
        result = mann_kendall(table, correction="yue_wang", max_lags=1)
        assert np.isnan(result.z.iloc[1]) and np.isfinite(result.z.iloc[0])
        assert "no test for 1 of 2 series (first: 1)" in result.summary()
