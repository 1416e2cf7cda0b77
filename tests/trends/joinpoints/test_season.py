"""Joinpoints of months or quarters with a season, against least squares with a column for each place."""

from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from fraudstats.errors import TrendError
from fraudstats.trends import joinpoint
from fraudstats.trends.joinpoints.fit import hinges

MONTHS = pd.period_range("2020-01", periods=48, freq="M")


def monthly(seed=0, noise=0.03, months=MONTHS):
    k = np.arange(len(months))
    rise = 0.02 * k - 0.035 * np.maximum(k - 25, 0) + 0.3 * np.sin(2 * np.pi * months.month / 12)
    return pd.Series(200 * np.exp(rise + noise * np.random.default_rng(seed).normal(size=len(k))), months)


def dummies(place, number):
    return (place[:, None] == np.arange(1, number)).astype(float)


class TestSeason:
    def test_the_search_is_exhaustive_least_squares_with_a_column_for_each_quarter(self):
        quarters = pd.period_range("2016Q2", periods=22, freq="Q")
        rise = 0.05 * np.minimum(np.arange(22), 12) + 0.2 * (quarters.quarter == 3)
        value = pd.Series(np.exp(rise + 0.05 * np.random.default_rng(1).normal(size=22)), quarters)
        result = joinpoint(value, season=4, select="bic")
        time, columns = result.series.time, dummies(quarters.quarter.to_numpy() - 1, 4)
        for size in (0, 1, 2):
            sets = [at for at in combinations(range(2, 20), size) if all(b - a > 2 for a, b in pairwise(at))]
            designs = [np.column_stack([hinges(time - 2018, time[list(at)] - 2018), columns]) for at in sets]
            y = np.log(value.to_numpy())
            sums = [np.square(y - x @ np.linalg.lstsq(x, y, rcond=None)[0]).sum() for x in designs]
            assert result.criteria.sse[size] == pytest.approx(min(sums))
        assert result.fit.df == 22 - 3 - 2 * len(result.joinpoints) - 2

    def test_effects_of_months_are_found_and_add_up_to_nothing(self):
        result = joinpoint(monthly(), season=12, select="bic3")
        effects = result.season_effects
        assert effects.index.tolist() == list(range(1, 13))
        assert np.log1p(effects / 100).sum() == pytest.approx(0, abs=1e-9)
        expected = 0.3 * np.sin(2 * np.pi * np.arange(1, 13) / 12)
        assert np.log1p(effects.to_numpy() / 100) == pytest.approx(expected, abs=0.06)
        assert joinpoint(monthly(), select="bic3").season_effects is None

    def test_a_bend_is_found_that_the_season_hides(self):
        without = joinpoint(monthly(), select="bic3")
        result = joinpoint(monthly(noise=0.01), season=12, select="bic3", max_joinpoints=1)
        assert len(result.joinpoints) == 1 and result.joinpoint_labels[0] in ("2022-01", "2022-02", "2022-03")
        assert result.fit.slopes == pytest.approx([0.24, -0.18], abs=0.03)
        assert any("depend on the month" in note for note in without.notes)
        assert not any("depend on the month" in note for note in result.notes)

    def test_the_trend_is_without_the_season_and_fitted_values_are_with_it(self):
        result = joinpoint(monthly(noise=1e-6), season=12, select="bic3")
        assert result.fittedvalues == pytest.approx(monthly(noise=1e-6).to_numpy(), rel=2e-3)
        ratio = result.fittedvalues / result.predict(result.series.time)
        assert 100 * (ratio - 1) == pytest.approx(np.tile(result.season_effects, 4))

    def test_a_gap_does_not_shift_the_season(self):
        values = monthly(noise=1e-6).drop([MONTHS[5], MONTHS[20]])
        assert joinpoint(values, season=12, select="bic3").season_effects[1] == pytest.approx(
            100 * np.expm1(0.15), abs=0.1
        )

    def test_with_a_jump_and_autocorrelation_together(self):
        values = monthly(noise=0.01) * np.where(pd.Period("2021-03") <= MONTHS, 1.5, 1)
        result = joinpoint(values, season=12, jump="2021-03", rho=0.2, select="bic3")
        assert result.params["jump"] == pytest.approx(50, abs=4)
        assert list(result.params.index)[-1] == "jump" and len(result.season_effects) == 12
        assert np.isfinite(result.conf_int().to_numpy()).all()

    @pytest.mark.parametrize("pairs", [1, 2, 6])
    def test_waves_against_least_squares_of_statsmodels_at_the_joinpoints_found(self, pairs):
        values = monthly(noise=0.02)
        result = joinpoint(values, season=12, harmonics=pairs, select="bic3", max_joinpoints=1)
        assert len(result.joinpoints) == 1
        turns = 2 * np.pi * np.outer(MONTHS.month - 1, np.arange(1, pairs + 1)) / 12
        waves = np.column_stack([np.sin(turns), np.cos(turns)])
        waves = waves[:, np.ptp(waves, axis=0) > 1e-9]  # six waves of twelve months have no last sine
        design = np.column_stack([hinges(result.series.time - 2020, result.joinpoints - 2020), waves])
        peer = sm.OLS(np.log(values.to_numpy()), design).fit()
        assert result.fit.sse == pytest.approx(peer.ssr)
        assert np.log(result.fittedvalues) == pytest.approx(peer.fittedvalues)
        assert np.log1p(result.season_effects / 100).tolist() == pytest.approx(
            (waves @ peer.params[-waves.shape[1] :])[:12].tolist()
        )
        assert result.fit.df == 48 - 2 - 2 * 1 - min(2 * pairs, 11)

    def test_six_waves_of_twelve_months_are_an_effect_for_each_month(self):
        waves = joinpoint(monthly(), season=12, harmonics=6, select="bic3", max_joinpoints=1)
        months = joinpoint(monthly(), season=12, select="bic3", max_joinpoints=1)
        pd.testing.assert_frame_equal(waves.to_frame(), months.to_frame())

    def test_quantile_intervals_carry_the_season(self):
        result = joinpoint(monthly(), season=12, select="bic3", max_joinpoints=1, interval="quantile", n_resamples=199)
        low, high = result.conf_int().loc["apc_1"]
        assert low < 100 * np.expm1(0.24) < high

    @pytest.mark.parametrize(
        "options, words",
        [({"harmonics": 1}, "need `season`"), ({"season": 12, "harmonics": 7}, "has 1 to 6 waves")],
    )
    def test_waves_that_a_season_does_not_have_are_refused(self, options, words):
        with pytest.raises(TrendError, match=words):
            joinpoint(monthly(), **options)

    @pytest.mark.parametrize(
        "season, words", [(1, "2 or more"), ("year", "number of rows in a cycle"), (36, "two of each are needed")]
    )
    def test_what_is_no_season_is_refused(self, season, words):
        with pytest.raises(TrendError, match=words):
            joinpoint(monthly(), season=season)
