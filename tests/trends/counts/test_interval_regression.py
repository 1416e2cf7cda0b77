import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from fraudstats import trends
from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.trends.counts.interval_regression import interval_regression

# The Tobin (1958) data of R's survival package: durable goods, age, liquidity ratio.
DURABLE = [0, 0.7, 0, 0, 0, 0, 0, 3.7, 0, 3, 10.4, 0, 0, 0, 1.5, 0, 0, 3.5, 6.1, 0]
AGE = [
    57.7,
    50.9,
    48.5,
    41.7,
    47.7,
    59.8,
    44.3,
    45.1,
    51.7,
    50,
    46.8,
    58,
    58.9,
    40,
    34.1,
    39.9,
    33.4,
    48.1,
    46.6,
    53.1,
]
QUANT = [236, 283, 207, 220, 238, 216, 284, 221, 275, 269, 207, 249, 246, 277, 231, 219, 240, 266, 214, 251]

# Ranges of width 20 with left-, right- and un-censored rows (None is open), analysed below by R.
LOWER = [
    120,
    140,
    160,
    120,
    160,
    160,
    None,
    200,
    120,
    200,
    146.72259,
    120,
    140,
    180,
    180,
    160,
    140,
    160,
    240,
    180,
]
LOWER += [160, 160, 180, 140, 180, 160, 260, 240, 200, 160, 260, 260, 240, 260, 200, 260, 300, 240, 180, 280]
UPPER = [
    140,
    160,
    180,
    140,
    None,
    180,
    180,
    220,
    None,
    220,
    146.72259,
    140,
    160,
    200,
    200,
    180,
    160,
    180,
    260,
    200,
]
UPPER += [180, 180, 200, 160, 200, 180, 280, 260, 220, 180, 280, 280, 260, 280, 220, 280, 320, 260, 200, 300]


@pytest.fixture
def ranges():
    lower = [-np.inf if x is None else x for x in LOWER]
    upper = [np.inf if x is None else x for x in UPPER]
    return pd.DataFrame({"time": np.arange(1, 41) / 4, "lower": lower, "upper": upper})


def test_tobin_against_survreg():
    """survival 3.5-3: survreg(Surv(durable, durable > 0, "left") ~ age + quant, tobin, "gaussian")."""
    durable = np.array(DURABLE)
    data = pd.DataFrame({"time": AGE, "lower": np.where(durable > 0, durable, -np.inf), "upper": durable})
    fit = interval_regression(data, family="normal", exog=np.array(QUANT))
    assert fit.params.tolist() == pytest.approx([15.1448664, -0.1290593, -0.0455417, 1.7178509], abs=1e-4)
    assert fit.bse.tolist() == pytest.approx([16.0794532, 0.2185836, 0.0582541, 0.3103227], rel=1e-3)
    assert fit.llf == pytest.approx(-28.9401332, abs=1e-6)
    assert fit.scale == pytest.approx(5.57254, rel=1e-4)
    assert fit.nobs == 20


@pytest.mark.parametrize(
    "family, estimates, errors, llf",
    [
        (
            "lognormal",
            [4.95000241, 0.06037212, -1.80324713],
            [0.05689171, 0.00945148, 0.11953912],
            -74.92212851,
        ),
        ("normal", [135.742245, 12.1641628, 3.52294804], [11.5589282, 1.93199308, 0.11880349], -76.99697700),
    ],
)
def test_mixed_censoring_against_survreg(ranges, family, estimates, errors, llf):
    """survival 3.5-3: survreg(Surv(lower, upper, type = "interval2") ~ t), lognormal and gaussian."""
    fit = interval_regression(ranges, family=family)
    assert fit.params.tolist() == pytest.approx(estimates, rel=1e-4)
    assert fit.bse.tolist() == pytest.approx(errors, rel=1e-4)
    assert fit.llf == pytest.approx(llf, abs=1e-6)


def test_wald_intervals_are_those_of_survreg(ranges):
    wald = interval_regression(ranges, family="lognormal").conf_int(method="wald")
    half = 1.959964 * 0.00945148
    assert wald.loc["slope"].tolist() == pytest.approx([0.0603721 - half, 0.0603721 + half], rel=1e-4)


def test_profile_intervals_end_where_the_penalised_likelihood_has_fallen_to_the_limit_of_student(ranges):
    """Both maxima found anew by Nelder and Mead's method, which shares no code with the fit."""
    fit = interval_regression(ranges, family="lognormal")
    limit = 39 * np.log1p(stats.t.ppf(0.975, 38) ** 2 / 38)
    top = penalised_maximum(fit, fit.params.to_numpy(), [0, 1, 2])
    for end in fit.conf_int().loc["slope"]:
        start = fit.params.to_numpy().copy()
        start[1] = end
        assert 2 * (top - penalised_maximum(fit, start, [0, 2])) == pytest.approx(limit, abs=1e-3)


def penalised_maximum(fit, start, free):
    """The largest of log likelihood plus log scale, over some of the parameters."""

    def cost(some):
        params = start.copy()
        params[free] = some
        return -fit.loglik(params) - params[2]

    options = {"xatol": 1e-9, "fatol": 1e-11, "maxiter": 20_000, "maxfev": 20_000}
    return -optimize.minimize(cost, start[free], method="Nelder-Mead", options=options).fun


def test_exact_values_give_least_squares():
    rng = np.random.default_rng(5)
    time, y = np.arange(12.0), 50 + 3 * np.arange(12) + rng.normal(0, 4, 12)
    fit = interval_regression(pd.DataFrame({"time": time, "lower": y, "upper": y}), family="normal")
    slope, intercept = np.polyfit(time, y, 1)
    rss = ((y - intercept - slope * time) ** 2).sum()
    assert fit.params.tolist() == pytest.approx([intercept, slope, np.log(np.sqrt(rss / 12))], rel=1e-5)


@pytest.mark.parametrize("family", ["poisson", "negbin"])
def test_exact_counts_give_the_count_trend(family):
    counts, time = [31, 44, 38, 60, 75, 66, 101, 97], np.arange(8)
    fit, peer = interval_regression(counts, time, family=family), trends.count_trend(counts, time, family=family)
    assert fit.params.to_numpy()[:2] == pytest.approx(peer.params.to_numpy(), rel=1e-3)
    assert fit.llf == pytest.approx(peer.llf, abs=1e-5)


def test_windows_are_the_exposure_of_counts():
    """Eleven months at the daily rate of full years are no fall."""
    frame = pd.DataFrame(
        {
            "period_start": ["2019-01-01", "2020-01-01", "2021-01-01", "2022-01-01"],
            "period_end": ["2019-12-31", "2020-12-31", "2021-11-30", "2022-11-30"],
            "lower": [365_000, 366_000, 334_000, 334_000],
            "upper": [365_000, 366_000, 334_000, 334_000],
        }
    )
    assert interval_regression(frame, family="poisson").params["slope"] == pytest.approx(0, abs=1e-6)


def test_wide_ranges_leave_a_flat_likelihood_and_honest_profile_intervals():
    """Ranges of 10,000 around counts whose Poisson deviation is 600: every slope through them is as good."""
    data = pd.DataFrame({"time": [0, 1, 2], "lower": [370_000, 370_000, 370_000], "upper": [380_000, 380_000, 380_000]})
    fit = interval_regression(data, family="poisson")
    assert any("many trends fit equally well" in note for note in fit.notes)
    lower, upper = fit.conf_int().loc["slope"]
    steepest = np.log(380 / 370) / 2
    assert lower == pytest.approx(-steepest, rel=0.15)
    assert upper == pytest.approx(steepest, rel=0.15)
    assert lower < -steepest
    assert upper > steepest


def test_overdispersed_ranges_are_said_to_be_so():
    data = pd.DataFrame({"time": range(5), "lower": [100, 300, 150, 500, 90], "upper": [110, 310, 160, 510, 99]})
    assert any("negbin" in note for note in interval_regression(data, family="poisson").notes)
    poisson, negbin = (interval_regression(data, family=family) for family in ("poisson", "negbin"))
    assert negbin.llf > poisson.llf
    assert np.diff(negbin.conf_int().loc["slope"]) > np.diff(poisson.conf_int().loc["slope"])


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.001, 1000))
def test_scaled_values_move_only_intercept_and_scale(seed, factor):
    rng = np.random.default_rng(seed)
    middle = np.exp(4 + 0.1 * np.arange(10) + rng.normal(0, 0.3, 10))
    data = pd.DataFrame({"time": np.arange(10), "lower": 0.95 * middle, "upper": 1.05 * middle})
    plain = interval_regression(data, family="lognormal")
    scaled = interval_regression(data.assign(lower=factor * data.lower, upper=factor * data.upper), family="lognormal")
    assert scaled.params["slope"] == pytest.approx(plain.params["slope"], abs=1e-4)
    assert scaled.params["log_scale"] == pytest.approx(plain.params["log_scale"], abs=1e-3)
    assert scaled.params["intercept"] == pytest.approx(plain.params["intercept"] + np.log(factor), abs=1e-3)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_wider_ranges_are_never_less_likely(seed):
    rng = np.random.default_rng(seed)
    lower = rng.integers(50, 150, 6)
    data = pd.DataFrame({"time": np.arange(6), "lower": lower, "upper": lower + 10})
    wider = data.assign(lower=data.lower - 5, upper=data.upper + 20)
    assert interval_regression(wider, family="poisson").llf >= interval_regression(data, family="poisson").llf - 1e-6


def test_intervals_are_accepted_and_missing_rows_left_out():
    values = [Interval(10, 12), Interval(11, 14), Interval(15, np.inf), 18, 21]
    assert interval_regression(values, family="lognormal").nobs == 5
    frame = pd.DataFrame({"time": range(5), "lower": [10, 11, np.nan, 18, 21], "upper": [12, 14, np.nan, 18, 22]})
    assert interval_regression(frame, family="lognormal").nobs == 4


@pytest.mark.parametrize(
    "lower, upper, family, says",
    [
        ([1, 2], [2, 3], "poisson", "at least 3"),
        ([1.2, 2, 3], [1.8, 3, 4], "poisson", "no whole number"),
        ([-5, 2, 3], [-2, 3, 4], "negbin", "no whole number"),
        ([-5, 2, 3], [-2, 3, 4], "lognormal", "above zero"),
        ([1, 2, 3], [np.inf, np.inf, np.inf], "lognormal", "open above"),
        ([1, 2, 3], [1, 2, 3], "normal", "exactly on a line"),
        ([1, 2, 3], [1, 2, 4], "weibull", "choose one of"),
    ],
)
def test_impossible_ranges_are_refused(lower, upper, family, says):
    data = pd.DataFrame(
        {"time": np.arange(len(lower)), "lower": np.array(lower, float), "upper": np.array(upper, float)}
    )
    with pytest.raises(TrendError, match=says):
        interval_regression(data, family=family)


def test_normal_errors_take_no_exposure():
    with pytest.raises(TrendError, match="per_day"):
        interval_regression([1, 2, 4, 3], family="normal", exposure=[1, 1, 1, 2])


def test_an_unknown_kind_of_interval_is_refused(ranges):
    with pytest.raises(TrendError, match="'profile' or 'wald'"):
        interval_regression(ranges).conf_int(method="bootstrap")


def test_a_band_of_an_estimate_is_no_range():
    months = pd.period_range("2021-01", periods=6, freq="M")
    band = pd.DataFrame({"estimate": 5.0, "lower": 4.0, "upper": 6.0, "lower_bound": 1.0, "upper_bound": 9.0}, months)
    with pytest.raises(TrendError, match="draws"):
        interval_regression(band)


def test_ranges_are_carried_and_not_replaced_by_their_midpoints(ranges):
    assert not any("midpoint" in note for note in interval_regression(ranges).notes)


def test_the_protocol(ranges):
    fit = interval_regression(ranges)
    table = fit.to_frame(0.1)
    assert table.columns.tolist() == ["estimate", "lower", "upper", "std_err", "p_value"]
    assert table.lower["slope"] > fit.conf_int().lower["slope"]
    p = fit.p_values["slope"]
    assert 0 < p < 1e-6 and fit.conf_int(alpha=p).loc["slope", "lower"] == pytest.approx(0, abs=1e-5)
    assert np.isnan(fit.p_values["log_scale"])  # that a scale is 1 is no hypothesis
    assert fit.poolable().std_err.tolist() == pytest.approx(fit.bse.tolist())
