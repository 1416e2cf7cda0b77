"""Coverage of 95% forecast intervals of methods that choose their model.

``pytest -m slow tests/trends/forecasting/test_chosen_coverage.py`` writes docs/evidence/chosen-forecast-coverage.md.
"""

from functools import cache
from itertools import product

import numpy as np
import pytest
from evidence import table, write_page

from fraudstats.trends.forecasting.forecasters import FORECASTERS

SEED = 20261128
METHODS = ("ets", "theta", "arima", "combination")
STEPS = (1, 3)
#: Futures that are drawn for each simulated past, and where the values start.
FUTURES, START = 200, 100.0
#: Pasts of each length: long ones take longer and scatter less.
RUNS = {10: 60, 15: 60, 30: 40, 60: 20}


def states(slope=0.0, noise=0.0, level=1.0):
    """A level that moves by `slope` and steps of standard deviation `level`, seen with noise."""

    def values(random, shape):
        steps = slope + level * random(shape)
        return np.cumsum(steps, axis=-1) + noise * random(shape)

    return values


def autoregression(random, shape, coefficient=0.6):
    shocks = random(shape)
    values = shocks / np.sqrt(1 - coefficient**2)
    for t in range(1, shape[-1]):
        values[..., t] = coefficient * values[..., t - 1] + shocks[..., t]
    return values


def damped_trend(random, shape, alpha=0.6, beta=0.2, phi=0.9):
    """Exponential smoothing with a damped trend, which starts at one standard deviation a step."""
    shocks, level, slope = random(shape), 0.0, 1.0
    values = np.empty(shape)
    for t in range(shape[-1]):
        level, slope = level + phi * slope, phi * slope
        values[..., t] = level + shocks[..., t]
        level, slope = level + alpha * shocks[..., t], slope + beta * shocks[..., t]
    return values


TRUTHS = {
    "random walk": states(),
    "random walk with a drift of half its steps": states(slope=0.5),
    "local level, ratio 1": states(noise=1.0),
    "autoregression of 0.6 about a mean": autoregression,
    "damped trend (0.6, 0.2, 0.9)": damped_trend,
    "white noise about a mean": states(noise=1.0, level=0.0),
}
CASES = list(product(TRUTHS, RUNS))


@cache
def simulate(truth, n):
    """Coverage of each method at each step, its Monte Carlo standard error, and median half widths: methods x steps."""
    rng = np.random.default_rng([SEED, list(TRUTHS).index(truth), n])
    steps = [step - 1 for step in STEPS]
    shares, widths = [], []
    for _ in range(RUNS[n]):
        past, ahead = _path(rng, TRUTHS[truth], n)
        parts = [FORECASTERS[name](past, max(STEPS), None, rng)[steps] for name in METHODS[:-1]]
        ends = [np.quantile(each, [0.025, 0.975], axis=1) for each in (*parts, np.mean(parts, axis=0))]
        shares.append([((lower <= ahead) & (ahead <= upper)).mean(axis=0) for lower, upper in ends])
        widths.append([(upper - lower) / 2 for lower, upper in ends])
    return np.mean(shares, axis=0), np.std(shares, axis=0) / np.sqrt(RUNS[n]), np.median(widths, axis=0)


def _path(rng, truth, n):
    """A past, and the values at the steps in as many futures (futures x steps), which share its shocks."""

    def random(shape):
        shocks = rng.normal(size=shape)
        shocks[:, :n] = shocks[:1, :n]
        return shocks

    values = START + truth(random, (FUTURES, n + max(STEPS)))
    return values[0, :n], values[:, [n + step - 1 for step in STEPS]]


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=str)
def test_intervals_of_chosen_models_hold(case):
    """Finding: with the chosen model taken as known, random walks of 10 and 15 values gave 84 to 95%."""
    share, error, _ = simulate(*case)
    assert (share + 2 * error).min() >= 0.93 and share.max() <= 0.999


def cell(values, form):
    return " / ".join(format(value, form) for value in values)


def cells(case):
    share, error, width = simulate(*case)
    return [*(cell(each, ".1%") for each in share), f"{error.max():.1%}", cell(width[-1], ".1f")]


@pytest.mark.slow
def test_the_page_of_evidence_is_written():
    runs = ", ".join(f"{number} of {n} values" for n, number in RUNS.items())
    write_page(
        "chosen-forecast-coverage",
        "# Coverage of 95% forecast intervals by `ets`, `theta`, `arima` and `combination`, by simulation",
        f"""Made by `pytest -m slow tests/trends/forecasting/test_chosen_coverage.py`: seed {SEED}. These methods
choose their model. In each cell one step / three steps ahead: the share of {FUTURES} futures of each past that lie in
its interval, averaged over the pasts: {runs}. *Error* is the largest Monte Carlo error of a row (one standard
error), *half width* the median of `combination` in standard deviations of a shock.""",
        table(
            ["truth simulated", "n", *METHODS, "error", "half width"],
            [[*case, *cells(case)] for case in CASES],
            texts=1,
        ),
    )
