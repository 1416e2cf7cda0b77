"""Coverage of 95% intervals of the slope of a straight line. Run by ``pytest -m slow`` with this file.

``python tests/trends/lines/test_linear_coverage.py`` prints docs/evidence/linear-coverage.md.
"""

import sys
from itertools import product

import numpy as np
import pytest
from scipy import stats

from fraudstats import trends
from fraudstats.trends.likelihoods.covariance import covariance, newey_west
from fraudstats.trends.likelihoods.fixed_b import fixed_b

SEED = 20261127
RUNS, TIMED = 250, 40
SLOPE = 0.5
COV_TYPES = ("AR(1)", "HAC-corrected", "HAC-fixed-b", "HAC", "HC0", "nonrobust")
CASES = list(product((5, 7, 10, 15, 20, 30), (0.0, 0.3, 0.6)))


def line(rng, n, rho):
    """A line with first-order autoregressive normal errors, started in their stationary distribution."""
    errors = rng.normal(size=n)
    errors[0] /= np.sqrt(1 - rho**2)
    for t in range(1, n):
        errors[t] += rho * errors[t - 1]
    return 10 + SLOPE * np.arange(n) + errors


def simulate(n, rho):
    """Coverage and median width of the slope's interval by each kind of errors."""
    rng = np.random.default_rng([SEED, n, int(10 * rho)])
    time, critical, hits, widths = np.arange(n), None, [], []
    for run in range(RUNS):
        values = line(rng, n, rho)
        averaged = trends.linear_trend(values, time)
        below = averaged.mixture.probabilities(np.array([0, SLOPE]))[1]
        hit, width = [0.025 <= below <= 0.975], [np.nan]
        if run < TIMED:  # quantiles of a mixture take longer than all else
            width = [np.diff(averaged.conf_int().loc["slope"]).item()]
        # The other kinds of errors are those of one least squares fit, whose rows and bread the average keeps.
        fit, x = averaged.fit, averaged.design
        off = np.polynomial.Polynomial.fit(time, values, 1).convert().coef[1] - SLOPE
        critical = critical or fixed_b(fit, x, time, n - 1)[1].critical(0.05)
        for cov_type in COV_TYPES[1:]:
            if cov_type == "HAC-fixed-b":
                half = critical * np.sqrt(newey_west(fit, time, n - 1, correction=False)[1, 1])
            elif cov_type == "nonrobust":
                half = stats.t.isf(0.025, n - 2) * np.sqrt(fit.scale * fit.bread[1, 1])
            else:
                cov, df = covariance(fit, x, time, cov_type)
                half = stats.t.isf(0.025, np.broadcast_to(df, 2)[1]) * np.sqrt(cov[1, 1])
            hit.append(abs(off) <= half)
            width.append(2 * half)
        hits.append(hit)
        widths.append(width)
    return np.mean(hits, axis=0), np.nanmedian(widths, axis=0)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_default_holds_and_others_do_not(case):
    """Monte Carlo error: 1.4 points at 95%."""
    share, _ = simulate(*case)
    assert share[0] >= 0.92
    if case[1] == 0.6:
        assert (share[1:] < 0.95).all()


if __name__ == "__main__":
    print("# Coverage of 95% intervals of the slope of a straight line, by simulation\n")
    print(
        f"Seed {SEED}; `python tests/trends/lines/test_linear_coverage.py`. {RUNS} lines each of slope {SLOPE}\n"
        "with normal errors, independent (rho 0) or first-order autoregressive, innovations of standard\n"
        "deviation 1. Monte Carlo error: 1.4 points at 95%, 2.5 at 80%. In brackets, the median width of the\n"
        f"interval (of the first {TIMED} lines, for AR(1)).\n"
    )
    print("| values | rho | " + " | ".join(COV_TYPES) + " |")
    print("|---:|---:|" + "---:|" * len(COV_TYPES))
    for case in CASES:
        cells = " | ".join(f"{a:.1%} ({b:.2f})" for a, b in zip(*simulate(*case), strict=True))
        print(f"| {case[0]} | {case[1]} | {cells} |")
        sys.stdout.flush()
