"""Coverage of the intervals under known truth. Run by ``pytest -m slow tests/trends/test_coverage.py``.

``python tests/trends/test_coverage.py`` prints the table that docs/evidence/trend-coverage.md holds.
"""

import sys
import warnings

import numpy as np
import pandas as pd
import pytest

from fraudstats import trends
from fraudstats.draws import Draws
from fraudstats.errors import TrendWarning

SEED = 20261123
TIME = np.arange(15.0)
SLOPE = 0.06


def holds(interval, truth):
    return bool(interval["lower"] <= truth <= interval["upper"])


def rate_ratio(rng, method):
    first, second = rng.poisson(9), rng.poisson(15)
    if first + second == 0:
        return True
    result = trends.rate_ratio([first, second], exposure=[1.0, 2.0], method=method)
    return holds(result.conf_int().loc["ratio"], 9 / 7.5)


def count_trend(rng, family, overdispersion):
    mean = 60 * np.exp(SLOPE * TIME)
    counts = rng.poisson(mean)
    if overdispersion:
        counts = rng.negative_binomial(1 / overdispersion, 1 / (1 + overdispersion * mean))
    return holds(trends.count_trend(counts, TIME, family=family).conf_int().loc["slope"], SLOPE)


def lognormal_ranges(rng, method):
    values = 100 * np.exp(SLOPE * TIME + rng.normal(0, 0.15, 15))
    lower = np.floor(values / 20) * 20
    frame = pd.DataFrame({"time": TIME, "lower": np.maximum(lower, 1e-9), "upper": lower + 20})
    return holds(trends.interval_regression(frame).conf_int(method=method).loc["slope"], SLOPE)


def poisson_ranges(rng):
    counts = rng.poisson(400 * np.exp(SLOPE * TIME[:6]))
    lower = counts // 50 * 50
    frame = pd.DataFrame({"time": TIME[:6], "lower": lower, "upper": lower + 49})
    return holds(trends.interval_regression(frame, family="poisson").conf_int().loc["slope"], SLOPE)


def level_change(rng, cov_type, rho):
    time, noise = np.arange(72), np.zeros(72)
    shocks = rng.normal(0, 0.06, 72)
    for t in range(1, 72):
        noise[t] = rho * noise[t - 1] + shocks[t]
    mean = 300 * np.exp(0.004 * time - 0.2 * (time >= 40) + noise)
    max_lags = 6 if "HAC" in cov_type else None
    fit = trends.interrupted(rng.poisson(mean), time, interventions=40, cov_type=cov_type, max_lags=max_lags)
    return holds(fit.conf_int().loc["level 40"], -0.2)


def counterfactual(rng):
    mean = 300 * np.exp(0.01 * np.arange(48))
    counts = rng.negative_binomial(20, 20 / (20 + mean))
    fit = trends.interrupted(counts, np.arange(48), interventions=30, family="negbin", cov_type="nonrobust")
    table = fit.counterfactual(n_draws=500).iloc[30:]
    return np.mean((table.lower <= table.observed) & (table.observed <= table.upper))


def walk(rng, n, level=1.0, irregular=2.0):
    return np.cumsum(rng.normal(0, level, n)) + rng.normal(0, irregular, n)


def state_space_forecast(rng):
    values = walk(rng, 61)
    ahead = trends.state_space(values[:60]).forecast(1)
    return bool(ahead.lower.item() <= values[60] <= ahead.upper.item())


def state_space_level(rng):
    steps = np.cumsum(rng.normal(0, 1, 60))
    states = trends.state_space(steps + rng.normal(0, 2, 60)).states
    return np.mean(np.abs(states.level - steps) <= 1.96 * states.level_se)


def state_space_variance(rng):
    return holds(trends.state_space(walk(rng, 80)).conf_int().loc["sigma2.irregular"], 4.0)


def forecast(rng, method):
    drift = 0.5 if method != "naive" else 0.0
    values = np.cumsum(rng.normal(drift, 1, 16))
    if method == "linear_trend":
        values = 0.5 * np.arange(16) + rng.normal(0, 1, 16)
    ends = trends.forecast(values[:15], horizon=1, method=method).conf_int().iloc[0]
    return holds(ends, values[15])


def pooled_rounding(rng):
    counts = rng.poisson(400 * np.exp(SLOPE * TIME[:6]))
    printed = np.floor(counts / 100) * 100
    draws = Draws(printed[:, None] + rng.uniform(0, 100, (6, 30)))
    pooled = trends.pool(trends.count_trend, draws, time=TIME[:6], family="poisson")
    return holds(pooled.conf_int().loc["slope"], SLOPE)


#: Name -> (simulation, runs, lowest and highest coverage accepted, what was simulated).
CASES = {
    "rate_ratio, exact": (lambda r: rate_ratio(r, "exact"), 2000, (0.95, 1), "Poisson counts of 9 and 15"),
    "rate_ratio, mid-p": (lambda r: rate_ratio(r, "midp"), 2000, (0.935, 0.985), "the same"),
    "count_trend, poisson": (
        lambda r: count_trend(r, "poisson", 0),
        2000,
        (0.93, 0.97),
        "15 Poisson counts of 60 to 140",
    ),
    "count_trend, quasipoisson": (
        lambda r: count_trend(r, "quasipoisson", 0.03),
        2000,
        (0.92, 0.97),
        "the same, variance mu + 0.03 mu^2",
    ),
    "count_trend, negbin": (lambda r: count_trend(r, "negbin", 0.03), 1000, (0.93, 0.98), "the same"),
    "interval_regression, lognormal, profile": (
        lambda r: lognormal_ranges(r, "profile"),
        250,
        (0.92, 0.985),
        "15 log-normal values (0.15) in ranges of 20",
    ),
    "interval_regression, lognormal, wald": (
        lambda r: lognormal_ranges(r, "wald"),
        250,
        (0.87, 0.98),
        "the same",
    ),
    "interval_regression, poisson, profile": (
        poisson_ranges,
        200,
        (0.93, 1),
        "6 Poisson counts of 400 to 540 in ranges of 50",
    ),
    "interrupted, independent errors": (
        lambda r: level_change(r, "HAC-corrected", 0),
        600,
        (0.92, 0.98),
        "72 values, a level change of -0.2 after 40; `max_lags=6`",
    ),
    "interrupted, AR(1) 0.4": (
        lambda r: level_change(r, "HAC-corrected", 0.4),
        600,
        (0.9, 0.97),
        "the same, log errors AR(1)",
    ),
    "interrupted, Newey-West, independent errors": (
        lambda r: level_change(r, "HAC", 0),
        600,
        (0.75, 0.92),
        "the same, cov_type='HAC'",
    ),
    "interrupted, Newey-West, AR(1) 0.4": (
        lambda r: level_change(r, "HAC", 0.4),
        600,
        (0.7, 0.9),
        "the same, log errors AR(1)",
    ),
    "interrupted, model errors, AR(1) 0.4": (
        lambda r: level_change(r, "nonrobust", 0.4),
        600,
        (0.75, 0.93),
        "the same, cov_type='nonrobust'",
    ),
    "interrupted, prediction interval": (
        counterfactual,
        60,
        (0.92, 0.98),
        "18 values after 30, negative binomial; `cov_type='nonrobust'`, `n_draws=500`",
    ),
    "state_space, one-step forecast": (
        state_space_forecast,
        400,
        (0.9, 0.97),
        "60 values, variances 4 and 1",
    ),
    "state_space, smoothed level": (state_space_level, 200, (0.88, 0.97), "the same"),
    "state_space, irregular variance": (
        state_space_variance,
        150,
        (0.89, 0.99),
        "80 values, the same variances",
    ),
    "forecast, naive": (lambda r: forecast(r, "naive"), 1000, (0.93, 0.97), "random walk of 15"),
    "forecast, drift": (lambda r: forecast(r, "drift"), 1000, (0.93, 0.97), "random walk with drift, 15"),
    "forecast, linear_trend": (
        lambda r: forecast(r, "linear_trend"),
        1000,
        (0.93, 0.97),
        "line with noise, 15",
    ),
    "pool, Poisson trend": (
        pooled_rounding,
        200,
        (0.92, 1),
        "6 counts of 400 to 540, cut to hundreds, 30 draws",
    ),
}


def simulate(name):
    function, runs, *_ = CASES[name]
    rng = np.random.default_rng([SEED, list(CASES).index(name)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TrendWarning)
        return float(np.mean([function(rng) for _ in range(runs)]))


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_coverage(name):
    lowest, highest = CASES[name][2]
    assert lowest <= simulate(name) <= highest


if __name__ == "__main__":
    print("# Coverage of 95% intervals by simulation\n")
    print(f"Seed {SEED}; `python tests/trends/test_coverage.py > docs/evidence/trend-coverage.md`.\n")
    print("| interval | truth simulated | runs | covered |\n|---|---|---:|---:|")
    for case, (_, runs, _, what) in CASES.items():
        print(f"| {case} | {what} | {runs} | {simulate(case):.1%} |")
        sys.stdout.flush()
