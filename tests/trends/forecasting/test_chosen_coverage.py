"""Coverage of 95% forecast intervals of ets, theta, arima and their combination. Run by ``pytest -m slow``.

``python tests/trends/forecasting/test_chosen_coverage.py`` prints the section of docs/evidence/forecast-coverage.md.
"""

import sys
from itertools import product

import numpy as np
import pytest
from test_forecast_coverage import FUTURES, STEPS, paths

from fraudstats.trends.forecasting.forecasters import FORECASTERS

SEED = 20261127
RUNS = 40
LENGTHS = (10, 15, 20, 30)
TRUTHS = (
    "random walk",
    "local level, ratio 1",
    "white noise around a level",
    "random walk with a drift of half its steps",
    "white noise around a line",
)
METHODS = ("ets", "theta", "arima", "combination")
CASES = list(product(TRUTHS, LENGTHS))


def simulate(truth, n):
    """Coverage of each method one and three steps ahead: methods x steps."""
    rng = np.random.default_rng([SEED, TRUTHS.index(truth), n])
    found = []
    for values, ahead in zip(*paths(rng, RUNS, n, truth), strict=True):
        parts = [FORECASTERS[name](values, 3, None, rng) for name in METHODS[:3]]
        ensembles = [*parts, np.mean(parts, axis=0)]
        ends = [np.quantile(ensemble, [0.025, 0.975], axis=1) for ensemble in ensembles]
        shares = [((lower <= ahead) & (ahead <= upper)).mean(axis=0) for lower, upper in ends]
        found.append([[share[step - 1] for step in STEPS] for share in shares])
    return np.mean(found, axis=0)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=str)
def test_intervals_of_chosen_models_hold(case):
    share = simulate(*case)
    assert 0.82 <= share[:, 0].min() and share.max() <= 0.999


if __name__ == "__main__":
    print("## `forecast(method=...)`: `ets`, `theta`, `arima` and `combination`\n")
    print(
        f"Seed {SEED}; `python tests/trends/forecasting/test_chosen_coverage.py`. {RUNS} pasts of each, {FUTURES} futures of\n"
        "each past; one step / three steps ahead. Monte Carlo error: about 1 point.\n"
    )
    print("| truth simulated | n | " + " | ".join(f"`{name}`" for name in METHODS) + " |")
    print("|---|---:|" + "---:|" * len(METHODS))
    for truth, n in CASES:
        cells = " | ".join(" / ".join(f"{x:.1%}" for x in shares) for shares in simulate(truth, n))
        print(f"| {truth} | {n} | {cells} |")
        sys.stdout.flush()
