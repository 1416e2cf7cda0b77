"""What is read, refused and noted, and what holds of every method."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudstats import trends
from fraudstats.draws import Draws
from fraudstats.errors import TrendError
from fraudstats.trends import disaggregate

TOTALS = [120.0, 150, 210, 190, 240]
YEARS = pd.period_range("2018", periods=5, freq="Y")
QUARTERS = pd.period_range("2018Q1", periods=20, freq="Q")
CALLS = pd.Series(10 + np.arange(20) + 3 * np.sin(np.arange(20.0)), QUARTERS, name="calls")
METHODS = ("denton", "denton_cholette", "chow_lin", "fernandez", "litterman", "pro_rata")


def split(method="denton_cholette", **options):
    return disaggregate(pd.Series(TOTALS, YEARS, name="cases"), indicator=CALLS, method=method, **options)


class TestTotals:
    @pytest.mark.parametrize("method", METHODS)
    def test_periods_add_up_to_them(self, method):
        path = split(method).params
        np.testing.assert_allclose(path.groupby(path.index.year).sum(), TOTALS, rtol=1e-10)

    @pytest.mark.parametrize("method", METHODS)
    @pytest.mark.parametrize("conversion", ["average", "first", "last"])
    def test_are_averages_or_one_of_the_periods_if_asked(self, method, conversion):
        path = split(method, conversion=conversion).params.to_numpy().reshape(5, 4)
        made = {"average": path.mean(axis=1), "first": path[:, 0], "last": path[:, -1]}[conversion]
        np.testing.assert_allclose(made, TOTALS, rtol=1e-10)

    @given(
        totals=st.lists(st.floats(1, 1e6), min_size=3, max_size=8),
        method=st.sampled_from(["denton_cholette", "fernandez", "pro_rata"]),
        unit=st.sampled_from([1.0, 1e-6, 1e9]),
    )
    @settings(max_examples=15, deadline=None)
    def test_periods_go_with_the_unit_of_the_totals(self, totals, method, unit):
        one = disaggregate(totals, freq=4, method=method).params.to_numpy()
        np.testing.assert_allclose(one.reshape(-1, 4).sum(axis=1), totals, rtol=1e-9, atol=1e-11 * max(totals))
        other = disaggregate(np.array(totals) * unit, freq=4, method=method).params.to_numpy()
        np.testing.assert_allclose(other, one * unit, rtol=1e-7, atol=1e-9 * unit * max(totals))

    def test_windows_may_differ_in_length_and_leave_gaps(self):
        frame = pd.DataFrame(
            {
                "period_start": ["2020-01-01", "2021-01-01", "2021-12-01", "2023-01-01"],
                "period_end": ["2020-12-31", "2021-11-30", "2021-12-31", "2023-12-31"],
                "value": [1200, 1320, 130, 1500],
            }
        )
        result = disaggregate(frame, freq="M")
        path = result.params
        sums = [path["2020"].sum(), path["2021-01":"2021-11"].sum(), path["2021-12"], path["2023"].sum()]
        np.testing.assert_allclose(sums, frame["value"], rtol=1e-10)
        assert any("12 periods (2022-01 to 2022-12) have no total: 12 lie between them" in n for n in result.notes)
        assert result.conf_int().loc["2021-12"].tolist() == pytest.approx([130, 130])

    def test_a_missing_total_is_bridged(self):
        totals = [120.0, np.nan, 210, 190, 240]
        result = disaggregate(totals, YEARS, indicator=CALLS)
        assert result.nobs == 4 and np.isfinite(result.params).all()
        assert any("4 periods (2019Q1 to 2019Q4)" in note for note in result.notes)

    def test_ranges_enter_by_midpoints_and_reconcile_is_named(self):
        frame = pd.DataFrame({"lower": [90.0, 150, 200], "upper": [110.0, 150, 200]}, index=YEARS[:3])
        result = disaggregate(frame, freq="Q")
        assert result.params["2018"].sum() == pytest.approx(100)
        assert any("midpoint" in note for note in result.notes) and any("fs.reconcile" in n for n in result.notes)

    def test_years_as_numbers_are_calendar_years_and_it_is_said(self):
        result = disaggregate(TOTALS, list(range(2018, 2023)), freq="Q")
        assert result.params.index.equals(QUARTERS)
        assert "the times are read as calendar years" in result.notes

    def test_totals_without_a_calendar_take_a_number_of_periods(self):
        result = disaggregate(TOTALS, freq=2)
        assert result.params.index.tolist() == [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5]
        assert result.plot() is not None

    def test_draws_are_pooled(self):
        draws = Draws(np.array(TOTALS)[:, None] + np.random.default_rng(1).uniform(-9, 9, (5, 20)), YEARS)
        exact, pooled = disaggregate(pd.Series(TOTALS, YEARS), freq="Q"), disaggregate(draws, freq="Q")
        assert (pooled.table["std_err"] > exact.to_frame()["std_err"]).all()
        with pytest.raises(TrendError, match="no standard errors to pool"):
            disaggregate(draws, freq="Q", method="pro_rata")


class TestIndicator:
    def test_beyond_the_totals_the_last_ratio_goes_on(self):
        longer = pd.Series(np.r_[CALLS, 40, 44], pd.period_range("2018Q1", periods=22, freq="Q"))
        for method in ("denton", "denton_cholette", "pro_rata"):
            result = disaggregate(TOTALS, YEARS, indicator=longer, method=method)
            ratio = result.params / longer
            np.testing.assert_allclose(ratio.iloc[-3:], ratio.iloc[-3], rtol=1e-9)
            assert any("2 lie beyond the totals and are extrapolated" in note for note in result.notes)

    def test_its_scale_is_no_matter_in_proportion(self):
        np.testing.assert_allclose(split().params, disaggregate(TOTALS, YEARS, indicator=1e5 * CALLS).params, rtol=1e-9)

    def test_one_in_exact_proportion_is_followed_exactly(self):
        shape = CALLS * np.repeat(TOTALS / CALLS.groupby(CALLS.index.year).sum().to_numpy(), 4)
        result = disaggregate(TOTALS, YEARS, indicator=2 * shape, method="chow_lin", constant=False)
        np.testing.assert_allclose(result.params, shape, rtol=1e-9)
        assert any("without any error" in note for note in result.notes)

    def test_rows_in_no_order_are_sorted_by_their_periods(self):
        shuffled = CALLS.sample(frac=1, random_state=1)
        np.testing.assert_array_equal(disaggregate(TOTALS, YEARS, indicator=shuffled).params, split().params)

    def test_several_are_named_by_their_columns_with_periods_or_in_their_order(self):
        both = pd.DataFrame({"calls": CALLS, "blocked": np.cos(np.arange(20.0))})
        one = disaggregate(TOTALS, YEARS, indicator=both, method="chow_lin")
        other = disaggregate(TOTALS, YEARS, freq="Q", indicator=both.reset_index(drop=True), method="chow_lin")
        assert one.coefficients.index.tolist() == ["constant", "calls", "blocked"]
        pd.testing.assert_frame_equal(one.coefficients, other.coefficients)

    def test_an_additive_one_may_be_zero_or_change_its_sign(self):
        around = CALLS - CALLS.mean()
        one, other = (
            disaggregate(TOTALS, YEARS, indicator=known, criterion="additive").params for known in (around, CALLS)
        )
        np.testing.assert_allclose(one, other, rtol=1e-9)
        zero = disaggregate(TOTALS, YEARS, indicator=0 * CALLS, criterion="additive")
        np.testing.assert_allclose(zero.params, disaggregate(pd.Series(TOTALS, YEARS), freq="Q").params, rtol=1e-9)

    @pytest.mark.parametrize(
        ("indicator", "options", "words"),
        [
            (CALLS.to_list()[:19], {"freq": "Q"}, "19 values and the totals cover 20 periods"),
            (CALLS.iloc[1:], {}, "missing in 2018Q1"),
            (CALLS.drop(QUARTERS[3]), {}, "no value in 2018Q4"),
            (CALLS.where(CALLS.index != QUARTERS[2]), {}, "missing or infinite in 2018-07"),
            (CALLS, {"freq": "M"}, "are no months"),
            (CALLS - CALLS.iloc[4], {}, "nowhere zero"),
            (pd.concat([CALLS, CALLS**2], axis=1, keys=["a", "b"]), {}, r"2 are given \(a, b\)"),
            (CALLS * 0 + 1, {"method": "chow_lin"}, "cannot be told apart"),
            ([], {"freq": "Q"}, "empty"),
        ],
    )
    def test_one_that_does_not_fit_is_refused(self, indicator, options, words):
        with pytest.raises(TrendError, match=words):
            disaggregate(TOTALS, YEARS, indicator=indicator, **options)


class TestOptions:
    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ({"method": "chowlin"}, "choose one of pro_rata"),
            ({"conversion": "mean"}, "choose one of sum, average"),
            ({"rho": 0.5}, "does not use rho; leave it out, or use a method that does: chow_lin, litterman"),
            ({"method": "fernandez", "difference": 2}, "does not use difference"),
            ({"method": "chow_lin", "criterion": "additive"}, "does not use criterion"),
            ({"method": "pro_rata", "constant": True}, "does not use constant"),
            ({"criterion": "ratio"}, "additive, proportional"),
            ({"difference": 4}, "from 0 to 3"),
            ({"difference": True}, "from 0 to 3"),
            ({"method": "chow_lin", "rho": 1}, "between -1 and 1"),
            ({"method": "chow_lin", "rho": "ml"}, "maxlog, minrss, minrss_ecotrim"),
            ({"method": "litterman", "rho": "minrss_ecotrim"}, "one of maxlog, minrss$"),
            ({"method": "chow_lin", "rho": 0.5, "min_rho": 0.1}, "min_rho would not be used"),
            ({"method": "chow_lin", "min_rho": -1}, "min_rho is -1"),
            ({"method": "chow_lin", "constant": 1}, "True or False"),
            ({"freq": 4}, "the totals have windows; give 'Q' or 'M'"),
            ({"freq": "W"}, "choose 'Q' or 'M'"),
            ({"freq": "Y"}, "years already"),
        ],
    )
    def test_what_is_unknown_or_not_used_is_refused(self, options, words):
        with pytest.raises(TrendError, match=words):
            split(**options)

    @pytest.mark.parametrize(
        ("data", "options", "words"),
        [
            (TOTALS, {"freq": "Q"}, "no calendar"),
            (pd.Series(TOTALS, YEARS), {}, "freq is missing"),
            (pd.Series(TOTALS, YEARS), {"freq": "Q", "method": "denton"}, "give it as `indicator`"),
            (pd.Series(TOTALS, YEARS), {"freq": "Q", "criterion": "additive"}, "there is none"),
            (pd.Series(TOTALS, YEARS), {"freq": "Q", "method": "chow_lin", "constant": False}, "no regression"),
            (pd.Series(TOTALS[:1], YEARS[:1]), {"freq": "Q"}, "at least 2 values"),
            (TOTALS, {"freq": 1}, "2 or more"),
        ],
    )
    def test_what_is_missing_is_named(self, data, options, words):
        with pytest.raises(TrendError, match=words):
            disaggregate(data, **options)

    def test_too_few_totals_for_a_regression_are_refused(self):
        with pytest.raises(TrendError, match=r"2 totals cannot tell 2 coefficients \(constant, calls\)"):
            disaggregate(TOTALS[:2], YEARS[:2], indicator=CALLS.iloc[:8], method="chow_lin")

    def test_a_known_autocorrelation_is_taken(self):
        result = split("chow_lin", rho=0.7)
        assert result.rho == 0.7 and "rho given" in result.method
        pd.testing.assert_frame_equal(result.conf_int(), result.conf_int(autocorrelation="plug-in"))

    def test_an_autocorrelation_is_not_below_its_bound(self):
        assert split("chow_lin", min_rho=0.4).rho >= 0.4


class TestIntervals:
    @pytest.mark.parametrize("method", ["denton", "denton_cholette", "chow_lin", "fernandez", "litterman"])
    def test_hold_the_estimate(self, method):
        table = split(method).to_frame()
        assert (table["lower"] <= table["estimate"]).all() and (table["estimate"] <= table["upper"]).all()
        assert (table["std_err"] > 0).all()

    def test_averaged_over_the_autocorrelation_are_wider_than_at_a_high_estimate(self):
        time = np.arange(32)
        known = pd.Series(10 + np.sin(time), pd.period_range("2018Q1", periods=32, freq="Q"))
        wave = (known + 5 * np.sin(time / 6)).groupby(known.index.year).sum()
        result = disaggregate(wave.to_numpy(), wave.index, indicator=known, method="chow_lin")
        wide, narrow = (result.conf_int(autocorrelation=name) for name in ("integrated", "plug-in"))
        assert result.rho > 0.5
        assert ((wide["upper"] - wide["lower"]) > (narrow["upper"] - narrow["lower"])).all()
        with pytest.raises(TrendError, match="integrated, plug-in"):
            result.conf_int(autocorrelation="none")

    def test_pro_rata_has_none_and_says_so(self):
        result = split("pro_rata")
        assert result.conf_int().isna().all(axis=None) and any("no error model" in note for note in result.notes)
        assert result.plot() is not None

    def test_as_many_totals_as_coefficients_give_none(self):
        result = disaggregate(TOTALS[:2], YEARS[:2], freq="Q", difference=2)
        np.testing.assert_allclose(np.diff(result.params, 2), 0, atol=1e-9)
        assert result.conf_int().isna().all(axis=None) and any("no errors are seen" in n for n in result.notes)

    def test_constant_totals_have_no_errors_and_it_is_said(self):
        result = disaggregate([40.0] * 5, YEARS, freq="Q")
        np.testing.assert_allclose(result.to_frame()[["estimate", "lower", "upper"]], 10, rtol=1e-9)
        assert any("that is no certainty" in note for note in result.notes)

    def test_a_period_that_is_a_total_is_known(self):
        ends = split("chow_lin", conversion="last").conf_int()[3::4]
        np.testing.assert_allclose(ends["lower"], TOTALS, rtol=1e-12)
        np.testing.assert_allclose(ends["upper"], TOTALS, rtol=1e-12)


class TestResult:
    def test_periods_below_zero_are_noted(self):
        result = disaggregate([100.0, 1, 1, 100], YEARS[:4], freq="Q")
        assert (result.params < 0).any() and any("below zero" in note for note in result.notes)

    def test_the_summary_shows_the_regression_and_no_power_of_a_trend(self):
        text = split("chow_lin").summary()
        assert text.startswith("Temporal disaggregation: Chow-Lin, rho by maxlog; sum of the periods\ncases: n = 5")
        assert "Autocorrelation (rho)" in text and "constant" in text and "Power" not in text

    def test_what_denton_starts_from_is_the_indicator(self):
        assert split("denton").preliminary.tolist() == CALLS.tolist()
        assert len(split("denton").coefficients) == 0 and np.isnan(split("denton").llf)

    def test_it_is_a_model_of_the_package(self):
        assert "disaggregate" in trends.__all__
