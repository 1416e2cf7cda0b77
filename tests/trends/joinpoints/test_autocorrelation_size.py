"""How often autocorrelated straight lines are bent, and bends missed. Run by ``pytest -m slow`` on this file.

``python tests/trends/joinpoints/test_autocorrelation_size.py`` prints a table of all cases, with ``line`` the one of
straight lines that docs/evidence/joinpoint-autocorrelation.md holds. All rules are applied to the same series.
"""

import sys

import numpy as np
import pytest

from fraudstats.trends import joinpoint

SEED, RUNS, NOISE, PERMUTATIONS = 20261127, 60, 0.05, 99
LENGTHS, RHOS, TRUTHS = (15, 20, 30), (0.0, 0.3, 0.6), ("line", "bend")
BEFORE, AFTER = 0.08, -0.04
RULES = ("ignored", "known", "estimated")


def drawn(rng, n, rho, shape):
    """Times and values: a line or a bend in the middle, with stationary autoregressive errors in logarithms."""
    time, error = np.arange(float(n)), rng.normal(size=n)
    for k in range(1, n):
        error[k] = rho * error[k - 1] + np.sqrt(1 - rho**2) * error[k]
    after = AFTER if shape == "bend" else BEFORE
    return time, np.exp(3 + BEFORE * time + (after - BEFORE) * np.maximum(time - n // 2, 0) + NOISE * error)


def found(rng, n, rho, shape):
    """Number of joinpoints by rule, whether the average change is covered, and the estimate of rho."""
    time, value = drawn(rng, n, rho, shape)
    after = AFTER if shape == "bend" else BEFORE
    average = BEFORE + (after - BEFORE) * (n - 1 - n // 2) / (n - 1)
    options = {"max_joinpoints": 1, "n_permutations": PERMUTATIONS, "seed": int(rng.integers(10**9))}
    results = [joinpoint(value, time, rho=given, **options) for given in (None, rho, "estimate")]
    averages = [np.log1p(np.array(result.aapc()[1:3]) / 100) for result in results]
    held = [low <= average <= high for low, high in averages]
    return [len(result.joinpoints) for result in results], held, results[-1].fit.correlated[0]


def simulate(n, rho, shape, runs=RUNS):
    """Share of runs with more joinpoints than there are, with fewer, and with the average covered; mean estimate."""
    rng = np.random.default_rng([SEED, n, RHOS.index(rho), TRUTHS.index(shape)])
    numbers, held, estimates = zip(*(found(rng, n, rho, shape) for _ in range(runs)), strict=True)
    true = int(shape == "bend")
    more, fewer = np.array(numbers) > true, np.array(numbers) < true
    return more.mean(axis=0), fewer.mean(axis=0), np.mean(held, axis=0), float(np.mean(estimates))


@pytest.mark.slow
@pytest.mark.parametrize("n", LENGTHS)
def test_a_known_correlation_keeps_the_level_of_the_test(n):
    more, *_ = simulate(n, 0.6, "line")
    assert more[1] < 0.1 < more[0]


if __name__ == "__main__":
    print("# Joinpoint tests under autocorrelation: size and power by simulation\n")
    print(
        f"Seed {SEED}; `python tests/trends/joinpoints/test_autocorrelation_size.py line > "
        f"docs/evidence/joinpoint-autocorrelation.md`. {RUNS} log-linear series for "
        f"each length, correlation and truth: a line of slope {BEFORE:g}, or a bend to {AFTER:g} at time n // 2; "
        f"stationary first-order autoregressive errors of standard deviation {NOISE:g}. One joinpoint at most, by "
        f"{PERMUTATIONS} permutations at a level of 5%, parametric intervals.\n"
    )
    print(
        "'ignored' is `rho=None`, 'known' is given the true correlation, 'estimated' is `rho=\"estimate\"`. Percent of "
        "series with more joinpoints than there are, with fewer, and whose average change is in its 95% interval "
        "(Monte Carlo standard error 2 to 6); the mean estimate of the correlation.\n"
    )
    print("| truth | n | rho | rule | too many | too few | average | mean estimate |")
    print("|---|---:|---:|---|---:|---:|---:|---:|")
    for case in [(n, rho, shape) for shape in sys.argv[1:] or TRUTHS for n in LENGTHS for rho in RHOS]:
        *shares, estimate = simulate(*case)
        for k, rule in enumerate(RULES):
            cells = " | ".join(f"{100 * share[k]:.0f}" for share in shares)
            last = f"{estimate:.2f}" if rule == "estimated" else ""
            print(f"| {case[2]} | {case[0]} | {case[1]:g} | {rule} | {cells} | {last} |")
        sys.stdout.flush()
