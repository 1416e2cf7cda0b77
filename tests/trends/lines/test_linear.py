"""A straight line with errors that allow for autocorrelation, against R's sandwich and statsmodels.

R: R 4.2.2, sandwich 3.0-2, `NeweyWest(lm(y ~ t), lag, prewhite = FALSE, adjust = TRUE)`; `adjust` multiplies by
n / (n - p), as `cov_type="HAC"` does.
"""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudstats import trends
from fraudstats.errors import TrendError

YEARS = list(range(2010, 2022))
LOSSES = [21.0, 22, 25, 24, 27, 31, 30, 33, 38, 37, 41, 44]
COV_TYPES = ("AR(1)", "HAC-corrected", "HAC-fixed-b", "HAC", "HC0", "nonrobust")


def slope(*args, **options):
    return trends.linear_trend(*args, **options).to_frame().loc["slope"]


class TestAgreement:
    def test_newey_west_agrees_with_r(self):
        found = trends.linear_trend(LOSSES, YEARS, cov_type="HAC", max_lags=2)
        assert found.params.to_numpy() == pytest.approx([-4162.00233100264, 2.08041958042], rel=1e-10)
        assert found.bse.to_numpy() == pytest.approx([212.932769006073, 0.105617103843], rel=1e-8)

    def test_weighted_newey_west_agrees_with_r(self):
        found = trends.linear_trend(LOSSES, YEARS, cov_type="HAC", max_lags=3, weights=range(1, 13))
        assert found.params.to_numpy() == pytest.approx([-4447.16983016973, 2.22177822178], rel=1e-10)
        assert found.bse.to_numpy() == pytest.approx([198.8309450347187, 0.0985486160296], rel=1e-8)

    def test_least_squares_of_logarithms_agree_with_r(self):
        found = trends.linear_trend(LOSSES, YEARS, log=True, cov_type="nonrobust")
        assert found.slope == pytest.approx(0.0676583363746, rel=1e-10)
        assert found.bse["slope"] == pytest.approx(0.00339915230095, rel=1e-8)
        assert found.p_values["slope"] == pytest.approx(2.24888979151e-09, rel=1e-6)
        assert found.percent_change().estimate == pytest.approx(100 * np.expm1(0.0676583363746))

    def test_fixed_b_has_the_errors_of_all_lags_without_a_correction(self):
        """R: NeweyWest(lag = 11, prewhite = FALSE)."""
        found = trends.linear_trend(LOSSES, YEARS, log=True, cov_type="HAC-fixed-b")
        assert found.bse["slope"] == pytest.approx(0.000558943049, rel=1e-8)
        half = (found.conf_int().loc["slope", "upper"] - found.slope) / found.bse["slope"]
        assert half == pytest.approx(found.limits[1].critical(0.05))

    @pytest.mark.parametrize("max_lags", [0, 1, 4])
    def test_newey_west_agrees_with_statsmodels(self, max_lags):
        x = sm.add_constant(np.array(YEARS, float))
        peer = sm.OLS(LOSSES, x).fit(cov_type="HAC", cov_kwds={"maxlags": max_lags, "use_correction": True}, use_t=True)
        found = trends.linear_trend(LOSSES, YEARS, cov_type="HAC", max_lags=max_lags)
        assert found.bse.to_numpy() == pytest.approx(peer.bse, rel=1e-6)
        assert found.conf_int().to_numpy() == pytest.approx(peer.conf_int(), rel=1e-6)

    def test_a_gap_in_time_keeps_lags_as_distances(self):
        """Left out or given as missing, a year is the same gap."""
        missing = [*LOSSES[:5], np.nan, *LOSSES[6:]]
        years, values = YEARS[:5] + YEARS[6:], LOSSES[:5] + LOSSES[6:]
        for cov_type in COV_TYPES:
            given, left_out = (slope(*data, cov_type=cov_type) for data in ((missing, YEARS), (values, years)))
            pd.testing.assert_series_equal(given, left_out)
        assert slope(values, years).std_err != pytest.approx(slope(values).std_err)

    def test_an_average_over_autocorrelations_lies_near_generalised_least_squares_of_a_long_series(self):
        rng, errors = np.random.default_rng(2), np.zeros(400)
        noise = rng.normal(size=400)
        for t in range(1, 400):
            errors[t] = 0.5 * errors[t - 1] + noise[t]
        values = 3 + 0.02 * np.arange(400) + errors
        peer = sm.GLSAR(values, sm.add_constant(np.arange(400.0)), rho=1)
        fit = peer.iterative_fit(20)
        found = slope(values, np.arange(400))
        assert found.estimate == pytest.approx(fit.params[1], abs=0.1 * fit.bse[1])
        assert found.std_err == pytest.approx(fit.bse[1], rel=0.1)


class TestProperties:
    @settings(max_examples=10, deadline=None)
    @given(
        values=st.lists(st.floats(-100, 100), min_size=5, max_size=12).filter(lambda v: np.ptp(v) > 0.1),
        cov_type=st.sampled_from(COV_TYPES),
        shift=st.floats(-50, 50),
    )
    def test_adding_a_line_moves_the_slope_and_nothing_else(self, values, cov_type, shift):
        time = np.arange(len(values))
        if np.abs(np.polynomial.Polynomial.fit(time, values, 1)(time) - values).max() < 1e-3:
            return
        before = slope(values, time, cov_type=cov_type)
        after = slope(np.array(values) + shift * time, time, cov_type=cov_type)
        for name in ("estimate", "lower", "upper"):
            assert after[name] - before[name] == pytest.approx(shift, abs=1e-5 * (1 + abs(before[name])))

    @pytest.mark.parametrize("cov_type", COV_TYPES)
    def test_intervals_and_p_values_agree(self, cov_type):
        """At the level of its p-value an interval ends at zero."""
        found = trends.linear_trend([3, 9, 4, 8, 7, 5, 9, 10], cov_type=cov_type)
        p = found.p_values["slope"]
        ends = found.conf_int(p).loc["slope"]
        assert min(abs(ends)) < 2e-3 * (ends.upper - ends.lower)

    @pytest.mark.parametrize("cov_type", COV_TYPES)
    def test_units_of_value_and_time_change_nothing(self, cov_type):
        one = slope(LOSSES, YEARS, cov_type=cov_type)
        other = slope(np.array(LOSSES) * 1e9, np.array(YEARS) - 2000, cov_type=cov_type)
        assert other.estimate == pytest.approx(1e9 * one.estimate, rel=1e-7)
        assert other.upper == pytest.approx(1e9 * one.upper, rel=1e-5)
        assert other.p_value == pytest.approx(one.p_value, rel=1e-4)

    def test_the_default_is_wider_than_errors_known_to_be_too_small_and_these_say_so(self):
        wide, narrow = (trends.linear_trend(LOSSES, YEARS, cov_type=c) for c in ("AR(1)", "HAC"))
        assert np.diff(wide.conf_int().loc["slope"]) > np.diff(narrow.conf_int().loc["slope"])
        assert not wide.notes and any("cover" in note for note in narrow.notes)


class TestEdges:
    @pytest.mark.parametrize(
        "data, time, options, words",
        [
            (LOSSES[:3], None, {}, "at least 4 values"),
            ([1, 2, 4, 3, 5], [1, 2, 2, 3, 4], {}, "one value per time"),
            ([1, 0, 4, 3, 5], None, {"log": True}, "above zero have logarithms"),
            ([1, 2, 4, 3, 5], [1, 2.31, 2.9, 3, 4], {}, "equally spaced"),
            (LOSSES, YEARS, {"max_lags": 2}, "have no lags"),
            (LOSSES, YEARS, {"max_lags": 12, "cov_type": "HAC"}, "at most 11 lags"),
            (LOSSES, YEARS, {"cov_type": "HC3"}, "choose one of"),
            (LOSSES, YEARS, {"weights": [0, *range(11)]}, "above zero"),
            (LOSSES, YEARS, {"weights": [1, 2]}, "one row for each"),
        ],
    )
    def test_what_cannot_be_fitted_is_refused_with_the_reason(self, data, time, options, words):
        with pytest.raises(TrendError, match=words):
            trends.linear_trend(data, time, **options)

    def test_windows_of_unequal_length_are_refused(self):
        frame = pd.DataFrame({"period": ["2019", "2020", "2021", "2022", "2023-01/2023-06"], "value": [5, 6, 8, 7, 4]})
        frame["period_start"] = ["2019-01-01", "2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01"]
        frame["period_end"] = ["2019-12-31", "2020-12-31", "2021-12-31", "2022-12-31", "2023-06-30"]
        with pytest.raises(TrendError, match="per_day"):
            trends.linear_trend(frame.drop(columns="period"))

    @pytest.mark.parametrize("values", [[5] * 6, [1, 2, 3, 4, 5, 6]])
    def test_values_on_a_line_have_no_interval_and_say_why(self, values):
        found = trends.linear_trend(values)
        assert found.slope == pytest.approx(values[1] - values[0], abs=1e-12)
        assert found.conf_int().isna().all(axis=None) and found.p_values.isna().all()
        assert any("on the line exactly" in note for note in found.notes)

    def test_a_line_of_values_has_no_percent_change(self):
        with pytest.raises(TrendError, match="log=True"):
            trends.linear_trend(LOSSES, YEARS).percent_change()

    def test_months_count_as_twelfths_of_a_year(self):
        months = pd.Series(np.arange(24) + np.tile([0.0, 1, 0.5], 8), pd.period_range("2020-01", periods=24, freq="M"))
        assert slope(months, cov_type="nonrobust").estimate == pytest.approx(12, rel=0.02)

    def test_the_summary_names_errors_and_percent(self):
        text = trends.linear_trend(LOSSES, YEARS, log=True).summary()
        assert "AR(1) errors" in text and "Change per unit of time: 7%" in text
