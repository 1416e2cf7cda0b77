import numpy as np
import pandas as pd
import pytest
from scipy.optimize import brentq
from statsmodels.genmod.families import NegativeBinomial
from statsmodels.genmod.generalized_linear_model import GLM

from fraudstats import trends
from fraudstats.errors import TrendError
from fraudstats.trends.counts.count_trend import count_trend

COUNTS = [120, 140, 130, 180, 260, 240, 300, 410, 380, 500, 520, 700]
DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
TIME = np.arange(1, 13)

# R 4.2.2, glm(x ~ t + offset(log(days)), family = ...); MASS::glm.nb of the same.
R = {
    "poisson": ([1.192761361, 0.157504733], [0.04508156561, 0.00508080833]),
    "quasipoisson": ([1.192761361, 0.157504733], [0.07501588911, 0.00845448354]),
    "negbin": ([1.190798740, 0.157741119], [0.06217902693, 0.00771745349]),
}


@pytest.mark.parametrize("family", R)
def test_against_r(family):
    fit = count_trend(COUNTS, TIME, family=family, exposure=DAYS)
    estimates, errors = R[family]
    assert fit.params.tolist() == pytest.approx(estimates, rel=1e-6)
    # R's errors of the negative binomial take alpha as it is estimated; ours allow for its bias in short series.
    cov = fit.fit.bread if family == "negbin" else fit.cov
    assert np.sqrt(np.diag(cov)).tolist() == pytest.approx(errors, rel=1e-5)


def test_errors_of_the_negative_binomial_are_those_of_the_dispersion_that_makes_pearson_fit():
    """Breslow (1984), by statsmodels: Pearson's chi-squared is 10 at this alpha, which is larger than R's 1 / 230."""
    fit = count_trend(COUNTS, TIME, family="negbin", exposure=DAYS)
    x, y, mu = fit.design, np.array(COUNTS, float), fit.fittedvalues
    alpha = brentq(lambda a: ((y - mu) ** 2 / (mu + a * mu**2)).sum() - 10, 1e-6, 1)
    assert alpha > fit.dispersion
    model = GLM(y, x, family=NegativeBinomial(alpha=alpha), offset=np.log(DAYS))
    information = -model.hessian(fit.params.to_numpy(), scale=1.0, observed=False)
    assert fit.cov == pytest.approx(np.linalg.inv(information), rel=1e-6)


def test_dispersions_against_r():
    assert count_trend(COUNTS, TIME, family="quasipoisson", exposure=DAYS).dispersion == pytest.approx(
        2.7689081, rel=1e-6
    )
    assert count_trend(COUNTS, TIME, family="poisson", exposure=DAYS).llf == pytest.approx(-58.6539446, rel=1e-8)
    negbin = count_trend(COUNTS, TIME, family="negbin", exposure=DAYS)
    assert 1 / negbin.dispersion == pytest.approx(230.438097, rel=1e-4)
    assert 2 * negbin.llf == pytest.approx(-112.464432, abs=1e-5)
    assert negbin.fit.alpha_se / negbin.fit.alpha**2 == pytest.approx(183.479127, rel=1e-3)


def test_the_days_of_windows_are_the_exposure():
    """Eleven months at the same daily rate are no fall of 8%."""
    starts = pd.to_datetime([f"{year}-01-01" for year in range(2016, 2023)])
    ends = pd.to_datetime([f"{year}-12-31" for year in range(2016, 2022)] + ["2022-11-30"])
    days = (ends - starts).days + 1
    frame = pd.DataFrame({"period_start": starts, "period_end": ends, "value": 1000 * days})
    assert count_trend(frame).params["slope"] == pytest.approx(0, abs=1e-9)
    assert count_trend(frame, exposure=1).params["slope"] < -0.003


def test_an_exact_exponential_is_recovered_with_percent_change():
    fit = count_trend(100 * 1.05 ** np.arange(8), np.arange(2015, 2023), family="poisson")
    assert fit.percent_change()["estimate"] == pytest.approx(5, abs=1e-6)
    assert fit.predict(2024) == pytest.approx(100 * 1.05**9)
    assert fit.fittedvalues == pytest.approx(fit.series.value)


def test_rows_may_come_in_any_order():
    frame = pd.DataFrame({"time": TIME, "value": COUNTS, "days": DAYS})
    mixed = frame.sample(frac=1, random_state=3)
    fit = count_trend(mixed[["time", "value"]], exposure=mixed["days"], exog=mixed[["days"]])
    peer = count_trend(COUNTS, TIME, exposure=DAYS, exog=np.array(DAYS))
    assert fit.params.to_numpy() == pytest.approx(peer.params.to_numpy())
    assert list(fit.params.index) == ["intercept", "slope", "days"]


def test_a_missing_value_keeps_its_time():
    holed = np.array(COUNTS, float)
    holed[4] = np.nan
    fit = count_trend(holed, TIME, family="poisson", exposure=DAYS, cov_type="HAC", max_lags=2)
    peer = count_trend(np.delete(holed, 4), np.delete(TIME, 4), family="poisson", exposure=np.delete(DAYS, 4))
    assert fit.params.tolist() == pytest.approx(peer.params.tolist())
    assert len(fit.fittedvalues) == 12
    assert fit.nobs == 11


def test_overdispersion_is_said_to_make_poisson_intervals_too_narrow():
    assert any("too narrow" in note for note in count_trend(COUNTS, TIME, family="poisson", exposure=DAYS).notes)
    assert not count_trend(COUNTS, TIME, family="quasipoisson", exposure=DAYS).notes
    assert "alpha:" in count_trend(COUNTS, TIME, family="negbin", exposure=DAYS).summary()


def test_summary_and_frame():
    fit = trends.count_trend(COUNTS[:8], TIME[:8])
    assert fit.to_frame().columns.tolist() == ["estimate", "lower", "upper", "std_err", "p_value"]
    half = (fit.to_frame(0.5).upper - fit.params) / fit.bse
    assert half.tolist() == pytest.approx([0.717558] * 2, rel=1e-5)  # t with 6 degrees of freedom
    assert fit.pooling_df() == 6
    assert "Power:" in fit.summary()
    assert "quasi-Poisson" in fit.summary()


@pytest.mark.parametrize(
    "options, says",
    [
        ({"family": "normal"}, "choose one of poisson"),
        ({"exposure": [1, 2]}, "one row for each"),
        ({"exposure": 0}, "above zero"),
        ({"exposure": ["a"] * 12}, "not a number"),
        ({"cov_type": "robust"}, "choose one of"),
    ],
)
def test_bad_options_are_refused(options, says):
    with pytest.raises(TrendError, match=says):
        count_trend(COUNTS, **options)


def test_two_values_are_too_few():
    with pytest.raises(TrendError, match="at least 3"):
        count_trend([3, 4])


def test_ranges_enter_by_their_midpoints_which_a_note_names():
    """The printed number of "more than" is the lower end of its range: a trend through it would be too low."""
    frame = pd.DataFrame({"year": [2019, 2020, 2021], "value": [100, 200, 400], "lower": [100, 200, 400]})
    fit = count_trend(frame.assign(upper=[200, 200, 400]), family="poisson", exposure=1)
    assert fit.params.tolist() == pytest.approx(
        count_trend([150, 200, 400], [2019, 2020, 2021], family="poisson").params.tolist()
    )
    assert [note for note in fit.notes if "2019: 150, printed 100" in note]
    with pytest.raises(TrendError, match="2020 is open"):
        count_trend(frame.assign(upper=[200, np.inf, 400]))


def test_a_result_cannot_be_changed():
    fit = count_trend(COUNTS, TIME)
    with pytest.raises(AttributeError):
        fit.params = None


def test_a_count_far_above_the_others_is_fitted():
    """R 4.2.2: glm(c(10, 11, 9, 10, 12, 11, 10, 1e5) ~ seq(0, 7), poisson) has the slope 5.85; no count is zero."""
    fit = count_trend([10, 11, 9, 10, 12, 11, 10, 1e5])
    assert fit.params["slope"] == pytest.approx(5.85011, abs=1e-5)
    y, x = fit.series.value, fit.design
    assert x.T @ (y - fit.fittedvalues) == pytest.approx([0, 0], abs=1e-4)  # the likelihood equations


def test_zeros_that_leave_a_maximum_are_fitted_however_small_their_means():
    """Zeros at one end of counts that rise steeply: the Poisson likelihood equations have a solution."""
    fit = count_trend([0, 0, 0, 1, 0, 3, 100_000])
    assert fit.fittedvalues[0] < 1e-8
    assert fit.design.T @ (fit.series.value - fit.fittedvalues) == pytest.approx([0, 0], abs=1e-3)
    with pytest.raises(TrendError, match="without a maximum"):
        count_trend([0, 0, 0, 0, 0, 0, 7])


#: Cases solved in mainland China, 2018 to 2024.
SOLVED = np.array([131_000, 200_000, 322_000, 441_000, 464_000, 437_000, 294_000])


@pytest.mark.parametrize(
    "factor, beyond, tolerance",
    [
        # Poisson's part of the variance, 1 / (alpha mu) of it or 1 / 10,000 here, vanishes in larger units ...
        (1e6, 1, 1e-4),
        # ... and has vanished: what is left is arithmetic.
        (1e9, 1e6, 1e-8),
        (1e12, 1e9, 1e-8),
    ],
)
def test_larger_units_leave_a_negative_binomial_trend_as_it_is(factor, beyond, tolerance):
    """It was lost in digits: 1.758 to 35.8% for these counts became -40 to 131% for 10^9 times as many."""
    large, small = (count_trend(k * SOLVED, family="negbin") for k in (factor, beyond))
    assert large.ratios().loc["slope"].tolist() == pytest.approx(small.ratios().loc["slope"].tolist(), rel=tolerance)
    assert large.dispersion == pytest.approx(small.dispersion, rel=tolerance)
    assert large.fit.alpha_se == pytest.approx(small.fit.alpha_se, rel=tolerance)
    assert large.llf - small.llf == pytest.approx(-7 * np.log(factor / beyond), abs=7 * max(tolerance, 1e-6))
