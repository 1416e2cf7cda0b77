"""Jumps where a definition changed, against least squares written out here and against recoded values."""

from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from fraudstats.errors import TrendError
from fraudstats.trends import compare_joinpoints, joinpoint
from fraudstats.trends.joinpoints.fit import Fit, hinges
from fraudstats.trends.joinpoints.terms import Terms
from fraudstats.trends.joinpoints.unconnected import UnconnectedLines

YEARS = np.arange(1990, 2014)
AFTER = YEARS >= 1999


def bent(seed=0, jump=0.2, noise=0.03, n=24):
    time = np.arange(n)
    rise = 0.05 * time - 0.1 * np.maximum(time - 15, 0) + jump * (time >= 9)
    return 50 * np.exp(rise + noise * np.random.default_rng(seed).normal(size=n))


def least_squares(columns, value, weight):
    root = np.sqrt(weight)
    found = np.linalg.lstsq(root[:, None] * columns, root * value, rcond=None)[0]
    return found, np.square(root * (value - columns @ found)).sum()


def exhaustive(value, weight, size):
    """Smallest sum of squares over all sets that leave two values on all sides and none beside the jump."""
    found = []
    for at in combinations([year for year in YEARS[2:-2] if year not in (1998, 1999)], size):
        if all(b - a > 2 for a, b in pairwise(at)):
            columns = np.column_stack([hinges(YEARS - 2000.0, np.array(at) - 2000.0), AFTER])
            found.append((least_squares(columns, value, weight)[1], at))
    return min(found)


class TestEstimates:
    @pytest.mark.parametrize("weighted", [False, True])
    def test_the_search_is_exhaustive_least_squares_with_a_jump(self, weighted):
        value = bent(1)
        se = np.random.default_rng(3).uniform(1, 4, 24) if weighted else None
        weight = (value / se) ** 2 if se is not None else np.ones(24)
        result = joinpoint(value, YEARS, se=se, jump=1999, select="bic")
        for size, sse in result.criteria.sse.items():
            assert sse == pytest.approx(exhaustive(np.log(value), weight, size)[0])
        one = joinpoint(value, YEARS, se=se, jump=1999, select="bic", min_joinpoints=1, max_joinpoints=1)
        at = exhaustive(np.log(value), weight, 1)[1]
        columns = np.column_stack([hinges(YEARS - 2000.0, np.array(at) - 2000.0), AFTER])
        (_, slope, bend, jump), _ = least_squares(columns, np.log(value), weight)
        assert one.joinpoints.tolist() == list(at)
        assert one.fit.slopes == pytest.approx([slope, slope + bend])
        assert one.params["jump"] == pytest.approx(100 * np.expm1(jump))
        assert one.fit.df == 24 - 5

    def test_criteria_count_the_jump_as_a_parameter(self):
        table = joinpoint(bent(1), YEARS, jump=1999, select="bic").criteria
        expected = np.log(table.sse / 24) + (2 * table.index + 3) * np.log(24) / 24
        assert table.bic.tolist() == pytest.approx(expected.tolist())

    @given(factor=st.floats(0.05, 20), seed=st.integers(0, 5))
    @settings(deadline=None, max_examples=15)
    def test_values_recoded_from_the_change_on_change_the_jump_and_nothing_else(self, factor, seed):
        value = bent(seed)
        one = joinpoint(value, YEARS, jump=1999, select="bic3")
        two = joinpoint(np.where(AFTER, factor * value, value), YEARS, jump=1999, select="bic3")
        assert two.joinpoints.tolist() == one.joinpoints.tolist()
        assert two.fit.slopes == pytest.approx(one.fit.slopes)
        assert 1 + two.params["jump"] / 100 == pytest.approx(factor * (1 + one.params["jump"] / 100))
        assert tuple(two.aapc()) == pytest.approx(tuple(one.aapc()), rel=1e-6)

    def test_a_jump_that_is_not_modelled_is_taken_for_a_steeper_trend(self):
        value = bent(2, jump=0.5)
        assert joinpoint(value, YEARS, select="bic3", max_joinpoints=1).fit.slopes[0] > 0.06
        assert joinpoint(value, YEARS, jump=1999, select="bic3", max_joinpoints=1).fit.slopes[0] == pytest.approx(
            0.05, abs=0.005
        )

    def test_no_joinpoint_lies_beside_the_jump(self):
        """There a bend and a jump fit the same two unconnected lines, so the jump would be arbitrary."""
        value = np.where(YEARS < 1999, 10 + YEARS - 1990.0, 40 - 2 * (YEARS - 1999.0))
        result = joinpoint(value, YEARS, jump=1999, log=False, max_joinpoints=1, min_joinpoints=1, select="bic")
        assert not {1998, 1999} & set(result.design.points.tolist())

    def test_a_permutation_test_does_not_take_the_jump_for_a_bend(self):
        """The share of straight lines with a jump that are bent, at 5%: 10 of 200 are expected, and over 18 are 1%."""
        bends = 0
        for seed in range(200):
            noise = np.random.default_rng(seed).normal(size=14)
            value = np.exp(0.1 * np.arange(14) + 1.5 * (np.arange(14) >= 5) + 0.1 * noise)
            bends += len(joinpoint(value, range(14), jump=5, max_joinpoints=1, n_permutations=99).joinpoints)
        assert 2 <= bends <= 18

    def test_fitted_values_jump_and_the_average_change_does_not(self):
        time = np.arange(12)
        value = 20 * 1.1**time * np.where(time >= 5, 1.5, 1.0)
        result = joinpoint(value, time, jump=5, select="bic3", max_joinpoints=1)
        assert result.fittedvalues == pytest.approx(value)
        assert result.aapc().estimate == pytest.approx(10)
        assert result.params["jump"] == pytest.approx(50)

    def test_a_linear_model_has_a_jump_in_values(self):
        time = np.arange(12)
        result = joinpoint(3.0 * time + 7 * (time >= 5), time, jump=5, log=False, select="bic3", max_joinpoints=1)
        assert result.params["jump"] == pytest.approx(7) and result.fit.slopes[0] == pytest.approx(3)


class TestIntervals:
    @pytest.mark.parametrize("joinpoints", [[], [2005.0], [1994.0, 2005.0], [1994.5]])
    def test_slopes_and_jump_have_the_variances_of_unconnected_lines_with_one_jump(self, joinpoints):
        value, weight = np.log(bent(4)), np.random.default_rng(5).uniform(0.5, 2, 24)
        fit = Fit(YEARS.astype(float), value, weight, np.array(joinpoints), terms=Terms((1998.0, 1999.0)))
        kept = ~np.isin(YEARS, joinpoints)
        columns = [AFTER[kept].astype(float)]
        for low, high in pairwise([-np.inf, *joinpoints, np.inf]):
            own = (YEARS[kept] > low) & (YEARS[kept] < high)
            columns += [own.astype(float), own * (YEARS[kept] - 2000.0)]
        x = np.sqrt(weight[kept])[:, None] * np.column_stack(columns)
        sse = least_squares(np.column_stack(columns), value[kept], weight[kept])[1]
        df = kept.sum() - x.shape[1]
        variances = sse / df * np.diag(np.linalg.inv(x.T @ x))
        lines = UnconnectedLines.of(fit)
        assert lines.df == df
        assert lines.slope_variances == pytest.approx(variances[2::2])
        assert lines.effect_variances == pytest.approx(variances[:1])

    def test_the_interval_of_a_jump_is_students(self):
        result = joinpoint(bent(6), YEARS, jump=1999, select="bic3")
        lines = UnconnectedLines.of(result.fit)
        half = stats.t.ppf(0.95, lines.df) * np.sqrt(lines.effect_variances[0])
        ends = 100 * np.expm1(result.fit.effects[0] + np.array([-half, half]))
        assert result.conf_int(0.1).loc["jump"].tolist() == pytest.approx(ends.tolist())
        score = result.fit.effects[0] / np.sqrt(lines.effect_variances[0])
        assert result.p_values["jump"] == pytest.approx(2 * stats.t.sf(score, lines.df))

    def test_a_jump_between_two_near_joinpoints_is_unbounded_and_the_note_says_what_to_do(self):
        fit = Fit(np.arange(16.0), np.sin(np.arange(16)), np.ones(16), np.array([6.0, 9.0]), terms=Terms((7.0, 8.0)))
        lines = UnconnectedLines.of(fit)
        assert np.isinf(lines.effect_variances).all()
        assert "interval='quantile' gives one" in lines.notes[-1]

    def test_quantile_intervals_hold_the_jump(self):
        result = joinpoint(bent(7), YEARS, jump=1999, select="bic3", interval="quantile", n_resamples=499)
        low, high = result.conf_int().loc["jump"]
        assert low < result.params["jump"] < high and low < 100 * np.expm1(0.2) < high

    def test_delta_is_refused(self):
        with pytest.raises(TrendError, match="delta interval does not allow for a jump, a season"):
            joinpoint(bent(), YEARS, jump=1999, select="bic3").aapc(interval="delta")


class TestComparabilityRatio:
    def test_it_is_the_fit_of_recoded_values(self):
        """The rule of NCI's Joinpoint: values before the change times the ratio, their errors by the delta method."""
        value, se = bent(8), np.random.default_rng(9).uniform(1, 3, 24)
        ratio, error = 1.25, 0.04
        known = joinpoint(value, YEARS, se=se, jump=1999, comparability=(ratio, error), select="bic3")
        recoded = np.where(AFTER, value, ratio * value)
        errors = np.where(AFTER, se, np.hypot(ratio * se, value * error))
        plain = joinpoint(recoded, YEARS, se=errors, select="bic3", grid=known.design.points)
        assert known.joinpoints.tolist() == plain.joinpoints.tolist()
        assert known.fit.slopes == pytest.approx(plain.fit.slopes)
        assert known.criteria.sse.tolist() == pytest.approx(plain.criteria.sse.tolist())
        assert known.fittedvalues == pytest.approx(np.where(AFTER, 1, 1 / ratio) * plain.fittedvalues)
        assert "jump" not in known.params

    def test_a_ratio_known_exactly_leaves_the_intervals_of_recoded_values(self):
        value = bent(8)
        known = joinpoint(value, YEARS, jump=1999, comparability=1.25, select="bic3")
        plain = joinpoint(np.where(AFTER, value, 1.25 * value), YEARS, select="bic3", grid=known.design.points)
        pd.testing.assert_frame_equal(known.segments(), plain.segments())
        assert tuple(known.aapc()) == pytest.approx(tuple(plain.aapc()))

    def test_the_error_of_the_ratio_is_shared_by_all_later_values(self):
        """A line through all: its slope moves with the ratio by the slope of a step, whose variance adds."""
        value = bent(8, n=24) * np.exp(0.1 * np.maximum(np.arange(24) - 15, 0))
        options = {"jump": 1999, "max_joinpoints": 0, "select": "bic"}
        exact = joinpoint(value, YEARS, comparability=1.2, **options)
        known = joinpoint(value, YEARS, comparability=(1.2, 0.06), **options)
        step = stats.linregress(YEARS, AFTER.astype(float)).slope
        variance = [UnconnectedLines.of(result.fit).slope_variances[0] for result in (exact, known)]
        assert variance[1] - variance[0] == pytest.approx((0.05 * step) ** 2)
        resampled = [
            joinpoint(value, YEARS, comparability=(1.2, error), interval="quantile", **options).aapc()
            for error in (0.0, 0.06)
        ]
        assert resampled[1].upper - resampled[1].lower > 1.2 * (resampled[0].upper - resampled[0].lower)

    @pytest.mark.parametrize("given", [-1, 0, 120, (1.2, -0.1), (0.5, 0.6), "1.2x", (1, 2, 3)])
    def test_what_is_no_ratio_is_refused(self, given):
        with pytest.raises(TrendError, match="expected (a|the) ratio of new to old counts"):
            joinpoint(bent(), YEARS, jump=1999, comparability=given)

    def test_it_needs_a_time_and_logarithms(self):
        with pytest.raises(TrendError, match="give the first time of the new as `jump`"):
            joinpoint(bent(), YEARS, comparability=1.2)
        with pytest.raises(TrendError, match="needs log=True"):
            joinpoint(bent(), YEARS, jump=1999, comparability=1.2, log=False)


class TestWords:
    def test_the_summary_says_from_when_the_new_definition_holds(self):
        value = bent(1)
        assert "new definition from 1999 on: ratio to the old 1." in joinpoint(value, YEARS, jump=1999).summary()
        given = joinpoint(value, YEARS, jump=1999, comparability=(1.2, 0.02), select="bic3").summary()
        assert "ratio to the old 1.2, standard error 0.02, as given" in given

    def test_a_month_is_given_by_its_name(self):
        months = pd.period_range("2022-01", periods=36, freq="M")
        rise = 0.02 * np.arange(36) + 0.4 * (months >= pd.Period("2024-08")) + 0.001 * (-1.0) ** np.arange(36)
        result = joinpoint(pd.Series(np.exp(rise), months), jump="2024-08", select="bic3")
        assert result.params["jump"] == pytest.approx(100 * np.expm1(0.4), abs=0.5)
        assert "new definition from 2024-08 on" in result.summary()
        with pytest.raises(TrendError, match="no value of '2025-08'; its times run from 2022-01 to 2024-12"):
            joinpoint(pd.Series(np.exp(rise), months), jump="2025-08")

    @pytest.mark.parametrize("jump", [1990, 1991, 2013, 2050])
    def test_a_jump_needs_two_values_on_either_side(self, jump):
        with pytest.raises(TrendError, match="first time of the new definition, and leaves"):
            joinpoint(bent(), YEARS, jump=jump)

    def test_a_picture_has_the_jump(self):
        result = joinpoint(bent(noise=0.01), YEARS, jump=1999, select="bic3")
        line = result.plot().lines[1]
        x, y = np.asarray(line.get_xdata()), np.asarray(line.get_ydata())
        assert y[x == 1999][0] / y[x == 1998][0] > 1.15

    def test_comparisons_of_models_with_a_jump_are_refused(self):
        model = joinpoint(bent(), YEARS, jump=1999, select="bic3")
        with pytest.raises(
            TrendError, match="models with a jump, a season or autocorrelated errors cannot be compared"
        ):
            compare_joinpoints(model, model)
