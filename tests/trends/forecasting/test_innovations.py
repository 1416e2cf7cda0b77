"""ETS, Theta and ARIMA against R's forecast package and statsmodels."""

import warnings

import numpy as np
import pytest
import statsmodels.api as sm

from fraudstats import trends
from fraudstats.errors import TrendError
from fraudstats.trends.forecasting.arima import arima, arima_models, differences
from fraudstats.trends.forecasting.exponential_smoothing import ets, ets_models, theta
from fraudstats.trends.forecasting.innovations import estimate
from fraudstats.trends.forecasting.seasonal_adjustment import Season, seasonal_factors

#: Users connected to a server, minute by minute (Makridakis, Wheelwright and Hyndman, 1998; R's datasets::WWWusage).
WWWUSAGE = np.array([
    88, 84, 85, 85, 84, 85, 83, 85, 88, 89, 91, 99, 104, 112, 126, 138, 146, 151, 150, 148, 147, 149, 143, 132, 131,
    139, 147, 150, 148, 145, 140, 134, 131, 131, 129, 126, 126, 132, 137, 140, 142, 150, 159, 167, 170, 171, 172, 172,
    174, 175, 172, 172, 174, 174, 169, 165, 156, 142, 131, 121, 112, 104, 102, 99, 99, 95, 88, 84, 84, 87, 89, 88, 85,
    86, 89, 91, 91, 94, 101, 110, 121, 135, 145, 149, 156, 165, 171, 175, 177, 182, 193, 204, 208, 210, 215, 222, 228,
    226, 222, 220,
], float)  # fmt: skip


@pytest.fixture(scope="module")
def nile():
    return sm.datasets.nile.load_pandas().data["volume"].to_numpy(float)


@pytest.fixture(scope="module")
def short():
    return np.cumsum(np.random.default_rng(8).normal(1, 3, 18)) + 50


def test_theta_against_r(nile):
    """R's forecast::thetaf(Nile): drift -1.3571527153, sum of squares 2038674.4382675944, first forecast
    799.8119962159 (printed in the verification of TSAnalytics.jl). R's optimiser stops short: its sum is the larger."""
    found = theta(nile, 10)
    assert np.diff(found.best.mean[0]) == pytest.approx(np.full(9, -1.3571527153), abs=1e-8)
    squares = found.best.variance[0] * 100
    assert squares <= 2038674.4382675944 and squares == pytest.approx(2038674.4382675944, rel=1e-7)
    assert found.best.mean[0, 0] == pytest.approx(799.8119962159, abs=0.03)
    assert trends.forecast(nile, horizon=2, method="theta").params.to_numpy() == pytest.approx(found.best.mean[0, :2])


def test_the_season_of_theta_against_r(nile):
    """R's decompose(AirPassengers, "multiplicative")$figure, and the statistic of thetaf's test (TSAnalytics.jl)."""
    figure = [0.9102303674, 0.8836253207, 1.0073662876, 0.9759060123, 0.9813780275, 1.1127758267]
    figure += [1.2265555429, 1.2199109694, 1.0604919326, 0.9217572404, 0.8011780824, 0.8988243900]
    passengers = np.array([
        112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133,
        114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242,
        209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264,
        302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313,
        318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318,
        362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
        417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
    ], float)  # fmt: skip
    assert seasonal_factors(passengers, 12, True) == pytest.approx(figure, abs=1e-9)
    published = [440.0781910816, 428.3842805570, 489.7070986696, 475.7046276614]
    season = Season(passengers, 12)
    ahead = season.back(theta(season.adjusted, 4).best.mean.T)[:, 0]
    assert ahead == pytest.approx(published, rel=1e-4)
    # The statistic of the Nile at 4 is 1.688 and at 12 1.282; the bound is 1.645.
    assert len(seasonal_factors(nile, 4, True)) == 4 and len(seasonal_factors(nile, 12, True)) == 1


def test_arima_chooses_and_estimates_as_auto_arima():
    """R's auto.arima(WWWusage), as printed: ARIMA(1,1,1), ar1 0.6504, ma1 0.5256, sigma^2 9.995, log likelihood
    -254.15, AICc 514.55 (Hyndman and Khandakar, 2008, use the series)."""
    found = arima(WWWUSAGE, 3)
    assert found.name == "ARIMA(1,1,1)" and found.theta.round(4).tolist() == [0.6504, 0.5256]
    assert found.best.llf[0] == pytest.approx(-254.15, abs=0.005) and found.aicc == pytest.approx(514.55, abs=0.005)
    assert found.best.variance[0] * 99 / 97 == pytest.approx(9.995, abs=0.001)


@pytest.mark.parametrize("gap", [False, True])
@pytest.mark.parametrize("order", [(1, 0, 0), (0, 1, 1), (2, 0, 0), (0, 1, 2), (1, 2, 1)])
def test_arima_against_statsmodels(short, order, gap):
    values = short.copy()
    values[[5, 6]] = np.nan if gap else values[[5, 6]]
    p, d, q = order
    name = f"ARIMA({p},{d},{q})" + (" with mean" if d == 0 else "")
    found = estimate(next(model for model in arima_models(values, 3, d) if model.name == name))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = sm.tsa.ARIMA(values, order=order, trend="c" if d == 0 else "n")
        peer = model.fit(method_kwargs={"maxiter": 500})
    if not gap or d < 2:
        assert found.best.llf[0] >= peer.llf - 0.002
    assert found.best.mean[0] == pytest.approx(peer.forecast(3), rel=5e-3, abs=0.05)


def test_differences_are_those_of_ndiffs(nile):
    """R's ndiffs: 1 for WWWusage and the Nile; white noise needs none, a twice integrated series two."""
    noise = np.random.default_rng(1).normal(size=60)
    assert [differences(x) for x in (WWWUSAGE, nile, noise, noise.cumsum().cumsum())] == [1, 1, 0, 2]
    assert differences(np.full(20, 3.0)) == 0


@pytest.mark.parametrize("trend, damped", [(None, False), ("add", False), ("add", True)])
def test_smoothing_is_at_least_as_likely_as_statsmodels(short, trend, damped):
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    letters = "Ad" if damped else "A" if trend else "N"
    found = estimate(next(m for m in ets_models(short, 3) if m.name == f"ETS(A,{letters},N)"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer = ETSModel(short, error="add", trend=trend, damped_trend=damped).fit(disp=0, maxiter=2000)
    assert found.best.llf[0] >= peer.llf - 1e-3
    # The likelihood of statsmodels at our estimate is ours.
    smoothed = ets(short, 3)
    assert np.isfinite(smoothed.theta).all()


def test_smoothing_has_the_likelihood_of_statsmodels_at_its_estimate(short):
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    model = next(m for m in ets_models(short, 3) if m.name == "ETS(A,N,N)")
    found = estimate(model)
    alpha, level = found.theta[0], found.best.coefficients[0, 0]
    peer = ETSModel(short, error="add").smooth([alpha, level])
    assert found.best.llf[0] == pytest.approx(peer.llf, rel=1e-9)
    assert found.best.mean[0] == pytest.approx(peer.forecast(3), rel=1e-9)
    assert found.aicc == pytest.approx(peer.aicc, rel=1e-9)


def test_a_season_is_found_by_ets():
    """A clear season of four is chosen and repeated."""
    wave = np.tile([5.0, -2, -6, 3], 6)
    values = 40 + wave + np.random.default_rng(2).normal(0, 0.5, 24)
    found = ets(values, 4, 4)
    assert found.name == "ETS(A,N,A)"
    assert found.best.mean[0] == pytest.approx(40 + wave[:4], abs=1)


@pytest.mark.parametrize(("seed", "times", "shift"), [(1, 0.03, 40.0), (2, 700.0, 0.0)])
def test_units_change_no_choice(seed, times, shift):
    values = np.cumsum(np.random.default_rng(seed).normal(size=14))
    for method in (ets, arima):
        one, other = method(values, 2), method(values * times + shift * times, 2)
        assert one.name == other.name
        assert other.best.mean[0] / times - shift == pytest.approx(one.best.mean[0], rel=1e-4, abs=1e-3)


def test_the_median_is_the_point_forecast_and_the_interval_is_wider_than_with_known_parameters(short):
    for name, method in {"ets": ets, "theta": theta, "arima": arima}.items():
        found, ahead = method(short, 3), trends.forecast(short, horizon=3, method=name)
        assert ahead.params.to_numpy() == pytest.approx(found.best.mean[0], rel=1e-6)
        known = 2 * 1.96 * np.sqrt(found.best.variance[0]) * np.ones(3)
        assert (ahead.conf_int().diff(axis=1).upper.to_numpy() > known).all()


def test_the_combination_is_the_mean_of_the_three(short):
    parts = [trends.forecast(short, horizon=2, method=name) for name in ("ets", "theta", "arima")]
    both = trends.forecast(short, horizon=2, method="combination")
    assert both.params.to_numpy() == pytest.approx(np.mean([part.params for part in parts], axis=0))
    assert both.conf_int().to_numpy() == pytest.approx(np.mean([part.conf_int() for part in parts], axis=0))


@pytest.mark.parametrize("method", ["ets", "theta", "arima", "combination"])
def test_a_constant_series_goes_on(method):
    ahead = trends.forecast(np.full(12, 7.0), horizon=2, method=method)
    assert ahead.to_frame()[["estimate", "lower", "upper"]].to_numpy() == pytest.approx(np.full((2, 3), 7.0))


@pytest.mark.parametrize("method", ["ets", "arima"])
def test_a_line_goes_on(method):
    ahead = trends.forecast(np.arange(12.0), horizon=2, method=method)
    assert ahead.params.to_numpy() == pytest.approx([12, 13], abs=1e-6)


@pytest.mark.parametrize("method, fewest", [("ets", 5), ("theta", 5), ("arima", 4)])
def test_too_few_values_are_refused(method, fewest):
    with pytest.raises(TrendError, match=f"needs at least {fewest} values, got 3"):
        trends.forecast([3.0, 5, 4], horizon=1, method=method)


def test_a_backtest_takes_them():
    values = np.cumsum(np.random.default_rng(3).normal(1, 1, 14))
    test = trends.backtest(values, methods=["ets", "theta"], min_train=12)
    assert {"ets", "theta", "naive", "drift"} == set(test.mase.index)
