"""Bends, jumps, their intervals and tests, against brute force and at the edges."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from fraudstats import trends
from fraudstats.errors import TrendError
from fraudstats.trends.bends.profile import Profile
from fraudstats.trends.bends.regression import read_regression

YEARS = list(range(2010, 2020))
CASES = [5, 6, 5, 7, 6, 9, 12, 15, 20, 26]
FAMILIES = ("poisson", "quasipoisson", "binomial", "quasibinomial", "normal", "lognormal")


def read(values, time, family, trials=None, exposure=None):
    return read_regression(values, time, family, trials, exposure, 5, "a test")


def options(family):
    return {"family": family, "trials": 40} if "binomial" in family else {"family": family}


class TestFits:
    @pytest.mark.parametrize("family", ["poisson", "binomial"])
    def test_many_designs_at_once_agree_with_statsmodels(self, family):
        regression = read(CASES, YEARS, family, 40 if family == "binomial" else None)
        since = np.maximum(regression.time - np.array([[2012.5], [2014], [2016.2]]), 0)
        designs = regression.columns(since)
        found = regression.fit(designs)
        y = np.column_stack([CASES, 40 - np.array(CASES)]) if family == "binomial" else CASES
        kind = sm.families.Binomial() if family == "binomial" else sm.families.Poisson()
        for k, x in enumerate(designs):
            peer = sm.GLM(y, x, family=kind).fit(tol=1e-12)
            assert found.beta[k] == pytest.approx(peer.params, rel=1e-6)
            assert found.deviance[k] == pytest.approx(peer.deviance, rel=1e-9)

    def test_exposure_is_an_offset(self):
        exposure = np.linspace(1, 3, 10)
        regression = read(CASES, YEARS, "poisson", exposure=exposure)
        x = regression.columns()
        peer = sm.GLM(CASES, x[0], family=sm.families.Poisson(), exposure=exposure).fit(tol=1e-12)
        assert regression.fit(x).beta[0] == pytest.approx(peer.params, rel=1e-7)

    @pytest.mark.parametrize("unit", [1.0, 1e5, 1e10])
    def test_large_units_change_no_bend(self, unit):
        small, large = (trends.free_bend(np.array(CASES) * u, YEARS) for u in (1, unit))
        pd.testing.assert_series_equal(small.params, large.params, rtol=1e-6)
        assert large.dispersion == pytest.approx(unit * small.dispersion, rel=1e-6)


class TestProfile:
    @settings(max_examples=20, deadline=None)
    @given(
        values=st.lists(st.integers(1, 39), min_size=7, max_size=12),
        family=st.sampled_from(FAMILIES),
    )
    def test_no_place_of_a_fine_grid_is_better_than_the_one_found(self, values, family):
        time = np.arange(len(values), dtype=float)
        profile = Profile(read(values, time, **options(family)), True, False)
        tried = profile.at(np.linspace(1, len(values) - 2, 401)).deviance
        assert profile.best.deviance[0] <= tried.min() * (1 + 1e-9) + 1e-9
        assert 1 <= profile.place <= len(values) - 2

    def test_the_interval_is_where_a_likelihood_ratio_excludes_nothing(self):
        fit = trends.free_bend(CASES, YEARS)
        tried = np.linspace(2011, 2018, 7001)
        rise = fit.profile.at(tried).deviance - fit.deviance
        kept = tried[rise <= fit.dispersion * stats.f.isf(0.05, 1, 6)]
        lower, upper = fit.conf_int().loc["bend"]
        assert (lower, upper) == pytest.approx((kept[0], kept[-1]), abs=2e-3)

    def test_the_interval_of_a_slope_is_a_profile_of_normal_errors(self):
        """Brute force: the smallest sum of squares over all places with the slope before the bend fixed."""
        fit = trends.free_bend(CASES, YEARS, family="normal")
        time, limit = np.array(YEARS, float), fit.deviance + fit.dispersion * stats.f.isf(0.05, 1, 6)

        def smallest(slope):
            squares = []
            for place in np.linspace(2011, 2018, 701):
                x = np.column_stack([np.ones(10), np.maximum(time - place, 0)])
                rest = np.array(CASES) - slope * (time - time.mean())
                squares.append(((rest - x @ np.linalg.lstsq(x, rest, rcond=None)[0]) ** 2).sum())
            return min(squares)

        for end, inwards in zip(fit.conf_int().loc["slope_before"], (1, -1), strict=True):
            assert smallest(end + 0.01 * inwards) < limit < smallest(end - 0.01 * inwards)

    def test_a_jump_is_found_between_its_neighbours(self):
        values = [10.2, 9.9, 10.1, 10.0, 9.8, 20.1, 20.0, 19.8, 20.3, 20.1]
        fit = trends.free_bend(values, YEARS, family="normal", slope_change=False, level_change=True)
        assert fit.bend == 2014.5 and fit.params["level_change"] == pytest.approx(10, abs=0.5)
        assert fit.conf_int().loc["bend"].tolist() == [2014, 2015]
        assert fit.p_values["level_change"] == fit.existence.p_value and "slope" in fit.params

    def test_a_bend_with_a_jump_is_two_lines(self):
        values = np.r_[np.arange(5), 30 - 2 * np.arange(5.0)] + np.tile([0.1, -0.1], 5)
        fit = trends.free_bend(values, YEARS, family="normal", level_change=True)
        left, right = (np.polyfit(YEARS[part], values[part], 1)[0] for part in (slice(5), slice(5, 10)))
        assert fit.params[["slope_before", "slope_after"]].tolist() == pytest.approx([left, right])
        assert fit.params["slope_change"] == pytest.approx(right - left)

    def test_higher_levels_are_wider(self):
        fit = trends.free_bend(CASES, YEARS)
        for name in fit.params.index:
            wide, narrow = fit.conf_int(0.01).loc[name], fit.conf_int(0.3).loc[name]
            assert wide.lower <= narrow.lower <= fit.params[name] <= narrow.upper <= wide.upper


class TestTests:
    def test_t_of_the_pseudo_score_is_that_of_the_averaged_column_in_least_squares(self):
        column = np.maximum(np.subtract.outer(YEARS, np.linspace(2010, 2019, 10)), 0).mean(axis=1)
        peer = sm.OLS(CASES, np.column_stack([np.ones(10), np.array(YEARS) - 2014, column])).fit()
        found = trends.bend_test(CASES, YEARS, family="normal")
        assert found.evidence.statistic == pytest.approx(peer.tvalues[2], rel=1e-8)
        assert found.p_value == pytest.approx(peer.pvalues[2], rel=1e-8)

    def test_f_of_slope_and_level_is_that_of_two_columns(self):
        apart = np.subtract.outer(YEARS, np.linspace(2010, 2019, 7))
        columns = [np.maximum(apart, 0).mean(axis=1), (apart > 0).mean(axis=1)]
        peer = sm.OLS(CASES, np.column_stack([np.ones(10), np.array(YEARS) - 2014, *columns])).fit()
        f = peer.f_test(np.eye(4)[2:])
        found = trends.bend_test(CASES, YEARS, family="normal", level_change=True, n_points=7)
        assert (found.evidence.statistic, found.p_value) == pytest.approx((f.fvalue, f.pvalue), rel=1e-7)

    @pytest.mark.parametrize("test", ["pscore", "davies"])
    @pytest.mark.parametrize("family", FAMILIES)
    def test_mirrored_times_bend_the_same_way_and_one_sided_p_values_add_up(self, test, family):
        one, mirrored = (
            trends.bend_test(v, YEARS, test=test, n_points=9, **options(family)) for v in (CASES, CASES[::-1])
        )
        assert one.p_value == pytest.approx(mirrored.p_value, rel=1e-5)
        sides = [
            trends.bend_test(CASES, YEARS, test=test, n_points=9, alternative=a, **options(family)).p_value
            for a in ("greater", "less")
        ]
        assert one.p_value == pytest.approx(min(1, 2 * min(sides)), rel=1e-9)
        assert sides[0] < sides[1]

    @pytest.mark.slow
    @pytest.mark.parametrize("family", ["quasipoisson", "quasibinomial", "normal"])
    def test_seven_straight_series_are_rejected_as_often_as_the_level_says(self, family):
        """300 series of seven values: the standard error of a share of 5% is 1.3 points."""
        rng, hits = np.random.default_rng(3), 0
        for _ in range(300):
            mean = 20 * np.exp(0.05 * np.arange(7))
            values = {"quasipoisson": rng.negative_binomial(8, 8 / (8 + mean)) + 1, "normal": mean + rng.normal(size=7)}
            values["quasibinomial"] = rng.binomial(40, rng.beta(8, 8, 7))
            hits += trends.bend_test(values[family], **options(family)).p_value <= 0.05
        assert 0.01 <= hits / 300 <= 0.095


class TestEdges:
    @pytest.mark.parametrize(
        "data, arguments, words",
        [
            (CASES[:6], {}, "at least 7 values"),
            ([0] * 8, {}, "every value is zero"),
            ([9, 8, 9, 0, 0, 0, 0, 0, 0], {}, "without a maximum|without a bound"),
            (CASES, {"family": "binomial"}, "give trials="),
            (CASES, {"family": "gamma"}, "choose one of"),
            (CASES, {"trials": 20}, "26 successes of 20 trials"),
            (CASES, {"trials": [30] * 9}, "one row for each"),
            (CASES, {"trials": [0] * 10}, "above zero"),
            (CASES, {"trials": 30, "family": "poisson"}, "have no trials"),
            (CASES, {"trials": 30, "exposure": 2}, "take no exposure"),
            ([26] * 10, {"trials": 26}, "all of its trials"),
            ([-1, *CASES], {}, "not negative"),
            ([0, *CASES], {"family": "lognormal"}, "above zero have logarithms"),
            (CASES, {"slope_change": False}, "nothing changes"),
        ],
    )
    def test_what_cannot_be_fitted_is_refused_with_the_reason(self, data, arguments, words):
        with pytest.raises(TrendError, match=words):
            trends.free_bend(data, **arguments)

    @pytest.mark.parametrize(
        "arguments, words",
        [
            ({"test": "wald"}, "choose one of pscore, davies"),
            ({"alternative": "two.sided"}, "two-sided, greater, less"),
            ({"n_points": 1}, "n_points is 1; give a whole number from 2"),
            ({"test": "davies", "level_change": True}, "use test='pscore'"),
            ({"level_change": True, "alternative": "less", "n_points": 7}, "two-sided"),
            ({"level_change": True}, "give n_points=11"),
        ],
    )
    def test_options_that_do_not_go_together_are_refused(self, arguments, words):
        with pytest.raises(TrendError, match=words):
            trends.bend_test(CASES, YEARS, **arguments)

    def test_values_without_scatter_have_no_bend_to_estimate(self):
        for values in ([7, 7, 7, 7, 8, 9, 10, 11], [5] * 8):
            with pytest.raises(TrendError, match="exactly on a line"):
                trends.free_bend(values, family="normal")
        assert trends.bend_test([5] * 8).p_value == pytest.approx(1)

    def test_windows_of_unequal_length_are_exposures_of_counts_and_refused_for_amounts(self):
        frame = pd.DataFrame({"value": [*(365 * np.array([2, 3, 2, 3, 2, 3])), 200]})
        frame["period_start"] = [f"{year}-01-01" for year in range(2015, 2022)]
        frame["period_end"] = [*(f"{year}-12-31" for year in range(2015, 2021)), "2021-03-31"]
        assert trends.free_bend(frame).regression.size[-1] == 90
        with pytest.raises(TrendError, match="per_day"):
            trends.free_bend(frame, family="normal")

    def test_a_steep_end_of_a_long_series_is_a_bend_and_no_zero(self):
        """Its slope was multiplied by the whole series, and the fit refused, although no count is near zero or 200."""
        counts = [122, 103, 86, 91, 95, 146, 109, 109, 98, 106, 125, 109, 144, 108, 101]
        counts += [121, 122, 146, 97, 134, 131, 159, 130, 130, 141, 144, 133, 165, 125, 177]
        fit = trends.free_bend(counts, trials=200)
        assert fit.bend == pytest.approx(28) and np.isfinite(fit.conf_int().loc["slope_before"]).all()

    def test_a_jump_in_a_long_series_has_an_interval_with_ends(self):
        counts = np.random.default_rng(4).poisson(np.where(np.arange(40) < 20, 300, 90))
        ends = trends.free_bend(counts, slope_change=False, level_change=True).conf_int().loc["level_change"]
        assert -1.6 < ends.lower < np.log(0.3) < ends.upper < -0.8

    def test_a_missing_value_is_left_out_with_its_trials(self):
        values, trials = [*CASES[:4], np.nan, *CASES[5:]], np.arange(40, 50)
        rest = [k for k in range(10) if k != 4]
        whole = trends.free_bend(values, YEARS, trials=trials)
        part = trends.free_bend([CASES[k] for k in rest], [YEARS[k] for k in rest], trials=trials[rest])
        pd.testing.assert_frame_equal(whole.to_frame(), part.to_frame())

    def test_notes_say_what_is_weak(self):
        weak = trends.free_bend([10, 13, 9, 12, 11, 10, 14, 12], YEARS[:8])
        assert any("straight line explains" in note for note in weak.notes)
        assert any("reaches the end" in note for note in weak.notes)
        wild = trends.bend_test([100, 200, 90, 250, 120, 300, 150], family="poisson")
        assert any("'quasipoisson' holds" in note for note in wild.notes)

    def test_differences_have_no_ratios(self):
        with pytest.raises(TrendError, match="differences"):
            trends.free_bend(CASES, YEARS, family="normal").ratios()
        ratios = trends.free_bend(CASES, YEARS).ratios()
        assert ratios.estimate["slope_after"] == pytest.approx(1.31454, abs=1e-4)
