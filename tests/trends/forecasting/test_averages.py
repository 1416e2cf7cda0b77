"""Averages over models: textbook intervals, likelihoods that can be compared, and quantiles by root finding."""

import numpy as np
import pytest
from scipy import optimize, stats

from fraudstats.trends.forecasting.arima import arima_models
from fraudstats.trends.forecasting.averages import average, slope_prior
from fraudstats.trends.forecasting.exponential_smoothing import ets_models
from fraudstats.trends.likelihoods.mixture import Mixture

LEVELS = np.array([0.025, 0.25, 0.5, 0.75, 0.975])


@pytest.fixture(scope="module")
def walk():
    return 50 + np.cumsum(np.random.default_rng(4).normal(0.4, 1, 12))


def named(models, name):
    return next(model for model in models if model.name == name)


def at(model, *theta):
    return model.evaluate(np.array([theta], float))


def alone(evaluation, centre):
    mixture = average([np.zeros(1)], [(evaluation.mean, evaluation.scale, evaluation.df)])
    return mixture.quantiles_about(centre, LEVELS)


def test_a_random_walk_with_drift_has_the_t_interval_of_the_textbook(walk):
    """Last value + h b, with b the mean step and s its standard deviation: +- t(n - 2) s sqrt(h (1 + h / (n - 1)))."""
    found = at(named(arima_models(walk, 3, 1), "ARIMA(0,1,0) with drift"))
    steps, h = np.diff(walk), np.arange(1, 4)
    centre = walk[-1] + h * steps.mean()
    spread = steps.std(ddof=1) * np.sqrt(h * (1 + h / len(steps)))
    expected = centre[:, None] + spread[:, None] * stats.t.ppf(LEVELS, len(steps) - 1)
    assert alone(found, centre) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("kind", ["ets", "arima"])
def test_a_random_walk_has_the_t_interval_of_the_textbook(walk, kind):
    """Smoothing with a weight of 1, on which Theta rests, is the random walk: +- t(n - 1) s sqrt(h)."""
    found = at(ets_models(walk, 3)[0], 1) if kind == "ets" else at(named(arima_models(walk, 3, 1), "ARIMA(0,1,0)"))
    steps, h = np.diff(walk), np.arange(1, 4)
    spread = np.sqrt((steps**2).mean() * h)
    expected = walk[-1] + spread[:, None] * stats.t.ppf(LEVELS, len(steps))
    assert alone(found, np.full(3, walk[-1])) == pytest.approx(expected, rel=1e-9)


def test_models_of_values_and_of_differences_have_one_scale_of_likelihood(walk):
    """An autoregression about a mean becomes the random walk as its coefficient nears 1; one of the differences about a
    drift becomes the model of second differences; and smoothing with a weight of 1 is the random walk."""
    levels, steps, changes = (arima_models(walk, 1, d) for d in (0, 1, 2))
    nearly = 1 - 1e-9
    random_walk = at(named(steps, "ARIMA(0,1,0)")).restricted
    assert at(named(levels, "ARIMA(1,0,0) with mean"), nearly).restricted == pytest.approx(random_walk, abs=1e-4)
    assert at(ets_models(walk, 1)[0], 1).restricted == pytest.approx(random_walk, abs=1e-9)
    twice = at(named(changes, "ARIMA(0,2,0)")).restricted
    assert at(named(steps, "ARIMA(1,1,0) with drift"), nearly).restricted == pytest.approx(twice, abs=1e-4)
    drift = at(named(steps, "ARIMA(0,1,0) with drift")).restricted
    assert at(named(ets_models(walk, 1), "ETS(A,A,N)"), 1, 0).restricted == pytest.approx(drift, abs=0.02)


@pytest.mark.parametrize("gap", [False, True])
def test_a_drift_has_the_odds_of_schwarz(walk, gap):
    """Twice the log odds: n log(S0 / S1) - log n, from the squares of n steps about zero and about their mean (each
    divided by the root of the time it took)."""
    values = walk.copy()
    values[[4, 5]] = np.nan if gap else values[[4, 5]]
    models = arima_models(values, 1, 1)
    with_drift, without = (at(named(models, name)) for name in ("ARIMA(0,1,0) with drift", "ARIMA(0,1,0)"))
    odds = with_drift.restricted[0] + slope_prior(values) - without.restricted[0]
    seen = np.flatnonzero(np.isfinite(values))
    root = np.sqrt(np.diff(seen))
    line = np.linalg.lstsq(root[:, None], np.diff(values[seen]) / root, rcond=None)
    n, about_zero = len(root), (np.diff(values[seen]) ** 2 / root**2).sum()
    schwarz = n / 2 * np.log(about_zero / line[1][0]) - np.log((root**2).sum()) / 2
    assert odds == pytest.approx(schwarz, rel=1e-9)


def test_models_count_by_their_mean_likelihood():
    """Two points of exp(0) and exp(-1) against one of exp(-1): weights in the ratio 1 / 2 : exp(-1) / 2 : exp(-1)."""
    first, second = (np.array([[1.0], [2.0]]), np.ones((2, 1)), 9), (np.array([[5.0]]), np.ones((1, 1)), 8)
    found = average([np.array([0.0, -1]), np.array([-1.0])], [first, second])
    raw = np.array([0.5, np.exp(-1) / 2, np.exp(-1)])
    assert found.weight == pytest.approx(raw / raw.sum())
    assert found.mean.ravel().tolist() == [1, 2, 5] and found.df.tolist() == [9, 9, 8]


def test_centred_intervals_hold_what_the_mixture_holds():
    parts = [(0.3, 10, 2, 5), (0.5, 11, 0.5, 9), (0.2, 14, 3, np.inf)]
    weight, mean, scale, df = map(np.array, zip(*parts, strict=True))
    mixture = Mixture(mean[:, None], scale[:, None], weight, df)

    def missing(half, level):
        inside = [stats.t.cdf((12 + half - m) / s, k) - stats.t.cdf((12 - half - m) / s, k) for _, m, s, k in parts]
        return weight @ inside - level

    found = mixture.quantiles_about(np.array([12.0]), LEVELS)[0]
    for level, lower, upper in ((0.95, found[0], found[-1]), (0.5, found[1], found[-2])):
        half = optimize.brentq(missing, 0, 100, args=(level,))
        assert (lower, upper) == pytest.approx((12 - half, 12 + half), rel=1e-4)
    assert found[2] == 12
    spread = weight @ (scale**2 * [5 / 3, 9 / 7, 1] + (mean - weight @ mean) ** 2)
    assert mixture.std == pytest.approx([np.sqrt(spread)])


def test_what_is_known_exactly_has_a_width_of_its_distance_from_the_centre():
    sure = Mixture(np.array([[7.0]]), np.array([[1e-300]]), np.ones(1), np.array([5.0]))
    assert sure.quantiles_about(np.array([8.0]), LEVELS).tolist() == [[7, 7, 8, 9, 9]]
