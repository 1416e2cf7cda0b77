import joblib
import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from fraudstats.draws import Draws
from fraudstats.errors import TrendError
from fraudstats.trends import joinpoint
from fraudstats.trends.joinpoints.fit import Fit
from fraudstats.trends.joinpoints.selection import criteria
from fraudstats.trends.joinpoints.unconnected import UnconnectedLines

YEARS = np.arange(1990, 2020)
STRAIGHT, BENT = [10, 13, 15, 21, 23, 31, 34, 46], [10, 15, 22, 34, 50, 40, 33, 26]


def bent(noise=0.02, seed=0, joinpoints=(2000, 2010), slopes=(0.05, -0.03, 0.04), years=YEARS):
    """A log-linear series with the given bends."""
    rise = slopes[0] * (years - years[0])
    for at, before, after in zip(joinpoints, slopes, slopes[1:], strict=False):
        rise = rise + (after - before) * np.maximum(years - at, 0)
    return 50 * np.exp(rise + noise * np.random.default_rng(seed).normal(size=len(years)))


class TestFit:
    def test_no_joinpoint_is_ordinary_regression(self):
        value = bent()
        result = joinpoint(value, YEARS, max_joinpoints=0)
        ols = sm.OLS(np.log(value), sm.add_constant(YEARS)).fit()
        low, high = ols.conf_int()[1]
        row = result.segments().loc[1]
        assert row.apc == pytest.approx(100 * np.expm1(ols.params[1]))
        assert [row.lower, row.upper] == pytest.approx([100 * np.expm1(low), 100 * np.expm1(high)])
        assert row.p_value == pytest.approx(ols.pvalues[1])

    def test_standard_errors_weight_as_the_delta_method_says(self):
        value, se = bent(), np.random.default_rng(1).uniform(0.5, 3, 30)
        result = joinpoint(value, YEARS, se=se, max_joinpoints=0)
        wls = sm.WLS(np.log(value), sm.add_constant(YEARS), weights=(value / se) ** 2).fit()
        assert result.fit.slopes[0] == pytest.approx(wls.params[1])
        assert result.fit.slope_variances()[0] == pytest.approx(wls.bse[1] ** 2)

    def test_counts_with_exposure(self):
        people = np.linspace(1e5, 2e5, 30)
        count = np.random.default_rng(2).poisson(people * bent(0) / 1e4)
        rates = joinpoint(count, YEARS, exposure=people, max_joinpoints=0)
        wls = sm.WLS(np.log(count / people), sm.add_constant(YEARS), weights=count).fit()
        assert rates.fit.slope_variances()[0] == pytest.approx(wls.bse[1] ** 2)
        poisson = joinpoint(count, YEARS, exposure=people, errors="poisson", max_joinpoints=0)
        assert poisson.fit.slope_variances()[0] == pytest.approx(wls.bse[1] ** 2 / wls.scale)

    def test_linear_poisson_variance(self):
        count, people = np.array([10.0, 12, 9, 20, 22]), np.array([1.0, 1, 2, 2, 2])
        fit = joinpoint(count, range(5), exposure=people, log=False, max_joinpoints=0).fit
        wls = sm.WLS(count / people, sm.add_constant(np.arange(5)), weights=people**2 / count).fit()
        assert fit.slopes[0] == pytest.approx(wls.params[1])

    def test_slopes_of_the_delta_interval_have_the_variance_of_all_their_observations(self):
        result = joinpoint(bent(), YEARS, min_joinpoints=2, max_joinpoints=2)
        s2 = result.fit.sse / (30 - 6)
        for inside, variance in zip(
            (YEARS <= 2000, (YEARS > 2000) & (YEARS <= 2010), YEARS > 2010),
            result.fit.slope_variances(),
            strict=True,
        ):
            assert variance == pytest.approx(s2 / (len(YEARS[inside]) * YEARS[inside].var()))

    def test_order_of_rows_and_missing_values(self):
        value, se = bent(), np.linspace(1, 2, 30)
        order = np.random.default_rng(3).permutation(30)
        mixed = np.where(np.arange(30) == 7, np.nan, value)
        first = joinpoint(np.delete(value, 7), np.delete(YEARS, 7), se=np.delete(se, 7), select="bic")
        second = joinpoint(mixed[order], YEARS[order], se=se[order], select="bic")
        pd.testing.assert_frame_equal(first.segments(), second.segments())

    def test_a_series_with_windows_is_read_whole(self):
        frame = pd.Series(bent(), index=pd.period_range("1990", periods=30, freq="Y"), name="cases")
        assert joinpoint(frame, select="wbic").joinpoints.tolist() == [2000, 2010]


class TestSelection:
    def test_every_rule_finds_plain_bends(self):
        for select in ("permutation", "bic3", "wbic"):
            assert joinpoint(bent(), YEARS, select=select, n_permutations=499).joinpoints.tolist() == [
                2000,
                2010,
            ]

    def test_the_sequence_of_tests_and_their_levels(self):
        tests = joinpoint(bent(), YEARS, n_permutations=499).tests
        assert tests[["null", "alternative"]].values.tolist() == [[0, 3], [1, 3], [2, 3]]
        assert tests.alpha.tolist() == pytest.approx([0.05 / 3, 0.05 / 2, 0.05])
        assert tests.rejected.tolist() == [True, True, False]

    def test_the_f_statistic(self):
        result = joinpoint(bent(), YEARS, n_permutations=9)
        sse = result.criteria.sse
        expected = ((sse[0] - sse[3]) / 6) / (sse[3] / (30 - 8))
        assert result.tests.statistic.iloc[0] == pytest.approx(expected)

    def test_criteria_by_their_formulae(self):
        table = joinpoint(bent(0.1), YEARS).criteria
        n, k = 30, table.index.to_numpy()
        base, per = np.log(table.sse / n), np.log(n) / n
        assert table.bic.tolist() == pytest.approx((base + (2 * k + 2) * per).tolist())
        assert table.bic3.tolist() == pytest.approx((base + (3 * k + 2) * per).tolist())
        assert table.wbic.tolist() == pytest.approx(
            (table.bic * (1 - table.weight) + table.bic3 * table.weight).tolist()
        )

    def test_partial_r2_of_one_joinpoint_is_the_fall_of_the_sum_of_squares(self):
        value = np.log(bent(0.1))
        fits = [Fit(YEARS.astype(float), value, np.ones(30), np.array(at)) for at in ([], [2004.0])]
        assert criteria(fits).weight[1] == pytest.approx(1 - fits[1].sse / fits[0].sse)

    def test_p_values_of_pure_noise_are_uniform(self):
        p = [
            joinpoint(
                np.exp(np.random.default_rng(s).normal(size=14)),
                range(14),
                max_joinpoints=1,
                n_permutations=99,
            ).tests.p_value.iloc[0]
            for s in range(150)
        ]
        assert stats.kstest(p, "uniform").pvalue > 0.01

    def test_the_same_seed_gives_the_same_numbers_however_they_are_computed(self):
        one = joinpoint(bent(0.2), YEARS, n_permutations=1500, seed=3)
        with joblib.parallel_config(backend="threading", n_jobs=2):
            two = joinpoint(bent(0.2), YEARS, n_permutations=1500, seed=3)
        pd.testing.assert_frame_equal(one.tests, two.tests)
        other = joinpoint(bent(0.2), YEARS, n_permutations=1500, seed=4)
        assert (one.tests.p_value.iloc[0] != other.tests.p_value.iloc[0]) or one.tests.p_value.iloc[0] < 0.001


class TestAverageChange:
    def test_weights_are_the_lengths_of_the_segments(self):
        result = joinpoint(bent(), YEARS, select="bic3")
        b = result.fit.slopes
        mean = (7 * b[0] + 10 * b[1] + 5 * b[2]) / 22
        found = result.aapc(1993, 2015)
        assert found.estimate == pytest.approx(100 * np.expm1(mean))
        variances = UnconnectedLines.of(result.fit).slope_variances
        half = 1.959963985 * np.sqrt((np.array([7, 10, 5]) ** 2 * variances).sum()) / 22
        assert [found.lower, found.upper] == pytest.approx([100 * np.expm1(mean - half), 100 * np.expm1(mean + half)])

    def test_within_one_segment_it_is_that_segments_change(self):
        result = joinpoint(bent(), YEARS, select="bic3")
        row = result.segments().loc[2]
        assert list(result.aapc(2001, 2009)) == pytest.approx([row.apc, row.lower, row.upper, row.p_value])
        delta = result.aapc(2001, 2009, interval="delta")
        assert delta.estimate == pytest.approx(row.apc)
        half = stats.t.ppf(0.975, 30 - 6) * np.sqrt(result.fit.slope_variances()[1])
        assert delta.upper == pytest.approx(100 * np.expm1(result.fit.slopes[1] + half))

    def test_refits_centre_on_the_estimate(self):
        result = joinpoint(bent(), YEARS, select="bic3", n_resamples=2000)
        found = result.aapc(interval="quantile")
        assert found.lower < found.estimate < found.upper
        delta = result.aapc(interval="delta")
        assert found.upper - found.lower == pytest.approx(delta.upper - delta.lower, rel=0.25)

    @pytest.mark.parametrize("start, end", [(1980, 2000), (2005, 2005), (2000, 2030)])
    def test_a_range_outside_is_refused(self, start, end):
        with pytest.raises(TrendError, match="1990 to 2019"):
            joinpoint(bent(), YEARS, select="bic3").aapc(start, end)


class TestDraws:
    def test_draws_are_pooled(self):
        draws = Draws(pd.DataFrame({k: bent(seed=k) for k in range(4)}, index=YEARS))
        result = joinpoint(draws, select="bic3")
        assert result.n_joinpoints.to_dict() == {2: 1.0} and result.joinpoints[2000.0] == 1

    def test_a_range_is_fitted_at_its_midpoint_and_the_note_says_so(self):
        """IC3's "more than one million" of 2025 was fitted at 1,000,000 under a note on midpoints."""
        value = np.append(bent()[:-1], 100.0)
        frame = pd.DataFrame({"time": YEARS, "value": value, "lower": value, "upper": value})
        frame.loc[29, "upper"] = 200.0
        ranges = joinpoint(frame, select="bic3")
        middle = joinpoint(frame[["time", "value"]].assign(value=[*value[:-1], 150.0]), select="bic3")
        pd.testing.assert_frame_equal(ranges.segments(), middle.segments())
        assert "Note: one range enters by its midpoint (2019: 150, printed 100)" in ranges.summary()

    def test_an_open_range_is_refused_with_its_row(self):
        frame = pd.DataFrame({"year": YEARS, "value": 7.0, "lower": 7.0, "upper": 7.0})
        frame.loc[3, "upper"] = np.inf
        with pytest.raises(TrendError, match="range of 1993 is open: 7 to inf.*interval_regression"):
            joinpoint(frame)


class TestEdges:
    def test_a_short_series_uses_fewer_joinpoints_and_says_so(self):
        result = joinpoint([1, 2, 4, 8, 9, 10], range(6), n_permutations=99)
        assert "at most 1 joinpoints, not 3" in result.summary()

    def test_a_short_series_says_what_it_could_have_shown_unless_it_bends(self):
        """The scatter about one line is not that of a fit with a bend (docs/trends/power.md)."""
        straight, bent = (joinpoint(y, range(8), n_permutations=99) for y in (STRAIGHT, BENT))
        assert (straight.one_trend, bent.one_trend) == (True, False)
        assert "Power" in straight.summary() and "Power" not in bent.summary()
        assert straight.caveats[-1] == straight.power_note and bent.caveats == bent.notes

    def test_three_values_make_a_line(self):
        assert len(joinpoint([1, 2, 5], range(3)).segments()) == 1

    def test_values_on_a_line_have_no_joinpoint_and_no_width(self):
        result = joinpoint(2.0 ** np.arange(12), range(12), n_permutations=99)
        assert result.segments()[["apc", "lower", "upper"]].values.tolist() == [pytest.approx([100, 100, 100])]
        assert "exactly" in result.summary()

    def test_a_constant_series(self):
        result = joinpoint(np.full(12, 7.0), range(12), n_permutations=99)
        assert len(result.joinpoints) == 0 and result.segments().p_value.iloc[0] == pytest.approx(1, abs=1e-6)

    def test_counts_of_zero_are_read_as_one_half(self):
        result = joinpoint([0, 1, 2, 4, 6, 9, 14, 20], range(8), errors="overdispersed", max_joinpoints=1, select="bic")
        assert "1 count of zero read as one half" in result.summary()

    @pytest.mark.parametrize(
        "args, kwargs, words",
        [
            (([1, 2, 3, 0, 5, 6, 7, 8, 9], range(9)), {}, "a value is zero"),
            (([1, 2, 3, -1, 5, 6, 7, 8, 9], range(9)), {}, "at least zero, got -1"),
            (([1, 2], range(2)), {}, "3 times or more, got 2"),
            ((range(1, 10), range(9)), {"select": "aic"}, "'aic'"),
            ((range(1, 10), range(9)), {"interval": "bayes"}, "'bayes'"),
            ((range(1, 10), range(9)), {"errors": "gamma"}, "'gamma'"),
            ((range(1, 10), range(9)), {"se": [0] * 9}, "above zero, got 0"),
            ((range(1, 10), range(9)), {"se": [1] * 8}, "one row for each"),
            ((range(1, 10), range(9)), {"min_joinpoints": 2, "max_joinpoints": 1}, "min <= max"),
            # Statistics review, S14: 6 and 99 were accepted, against the documentation.
            ((range(1, 10), range(9)), {"max_joinpoints": 6}, "expected 0 <= min <= max <= 5"),
            ((range(1, 10), range(9)), {"max_joinpoints": 99}, "expected 0 <= min <= max <= 5"),
            ((range(1, 10), range(9)), {"min_joinpoints": -1}, "min_joinpoints is -1"),
            ((range(1, 10), range(9)), {"min_end": 0}, "min_end of at least 1"),
            ((range(1, 10), range(9)), {"n_permutations": 0}, "n_permutations is 0; give a whole number from 1"),
        ],
    )
    def test_bad_requests_are_named(self, args, kwargs, words):
        with pytest.raises(TrendError, match=words):
            joinpoint(*args, **kwargs)


class TestFewValues:
    """Statistics review, part D: how often a short line gets a bend was only on a page of the evidence."""

    VALUES = (200, 322, 441, 464, 437, 294, 258)

    def test_the_permutation_test_holds_its_level(self):
        words = "by permutation test, at its level of 5%, bent 5% of simulated straight lines of 7 values"
        assert words in joinpoint(self.VALUES, n_permutations=99).summary()

    @pytest.mark.parametrize("select", ["bic", "bic3", "wbic"])
    def test_criteria_do_not(self, select):
        result = joinpoint(self.VALUES, select=select)
        assert f"do not choose the number of joinpoints by {select} among fewer than 10 values" in result.summary()
        assert "use select='permutation'" in result.summary()

    def test_nothing_is_said_where_nothing_is_chosen_or_values_are_enough(self):
        for result in (
            joinpoint(self.VALUES, max_joinpoints=0),
            joinpoint(self.VALUES, min_joinpoints=1, max_joinpoints=1, select="bic"),
            joinpoint([*self.VALUES, 260, 251, 240], select="wbic"),
        ):
            assert "straight lines" not in result.summary()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.01, 1000), st.integers(-2000, 2000), st.integers(1, 12))
def test_scale_and_shift_change_nothing_that_matters(seed, scale, shift, unit):
    time = np.arange(16.0)
    value = np.exp(np.random.default_rng(seed).normal(size=16))
    base = joinpoint(value, time, select="bic")
    moved = joinpoint(scale * value, unit * time + shift, select="bic")
    assert moved.joinpoints == pytest.approx(unit * base.joinpoints + shift)
    assert moved.fit.slopes == pytest.approx(base.fit.slopes / unit, abs=1e-8)
    assert moved.fit.sse == pytest.approx(base.fit.sse, rel=1e-6)


class TestProtocol:
    @pytest.fixture
    def result(self):
        return joinpoint(bent(), YEARS, n_permutations=199)

    def test_params_and_intervals(self, result):
        assert list(result.params.index) == ["apc_1", "apc_2", "apc_3", "joinpoint_1", "joinpoint_2"]
        ends = result.conf_int()
        assert ((ends.lower <= result.params) & (result.params <= ends.upper)).all()
        wider = result.conf_int(0.01)
        assert (wider.lower <= ends.lower).all() and (wider.upper >= ends.upper).all()

    def test_lines_are_connected(self, result):
        for at in result.joinpoints:
            assert result.predict([at - 1e-9]) == pytest.approx(result.predict([at + 1e-9]))

    def test_tables(self, result):
        assert result.to_frame().index.tolist() == [*result.params.index, "aapc"]
        assert result.to_frame().columns[:3].tolist() == ["estimate", "lower", "upper"]
        text = result.table().iloc[0]
        assert text["Trend 1", "Period"] == "1990–2000" and text["Trend 1", "Change (95% CI)"].startswith("4.8*")
        assert "*" in text["Trend 1", "Change (95% CI)"]

    def test_months_are_named(self):
        months = pd.Series(bent(), index=pd.period_range("2020-01", periods=30, freq="M"))
        text = joinpoint(months, select="bic3").table().iloc[0]
        assert text["Trend 1", "Period"] == "2020-01–2020-11" and text["AAPC", "Period"] == "2020-01–2022-06"

    def test_summary_and_picture(self, result):
        assert "2 joinpoints by permutation test" in result.summary()
        assert "199 permutations per test, seed 0" in result.summary()
        axes = result.plot()
        fitted = next(line for line in axes.lines if line.get_label() == "fitted")
        assert fitted.get_ydata() == pytest.approx(result.predict(fitted.get_xdata()))
        assert axes.texts[0].get_text().count("APC") == 3
        labels = [text.get_text() for text in axes.get_legend().get_texts()]
        assert labels == ["observed", "fitted", "95% interval of the line"]

    def test_linear_models_have_slopes(self):
        result = joinpoint(bent(), YEARS, log=False, select="bic3")
        assert "slope" in result.segments() and "slope_1" in result.params
        assert "Average" in result.table().columns.get_level_values(0)


@pytest.mark.slow
def test_the_permutation_test_holds_its_level():
    random = np.random.default_rng(30)
    wrong = sum(
        len(joinpoint(np.exp(random.normal(size=20)), range(20), n_permutations=399).joinpoints) > 0 for _ in range(600)
    )
    assert wrong <= stats.binom.ppf(0.999, 600, 0.05)


def test_segments_with_one_observation_have_unbounded_changes():
    result = joinpoint(
        [1, 2, 3, 4, 5, 6, 7, 9, 30], range(9), min_end=1, min_joinpoints=1, max_joinpoints=1, select="bic"
    )
    assert result.joinpoints.tolist() == [7]
    last = result.segments().loc[2]
    assert (last.lower, last.upper, last.p_value) == (-100, np.inf, 1)
    assert result.aapc().upper == np.inf and np.isfinite(result.aapc(interval="delta").upper)
