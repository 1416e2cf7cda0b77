"""Coverage of 95% intervals of a level change under autocorrelated errors. Run by ``pytest -m slow`` with this file.

``python tests/trends/interruptions/test_interrupted_coverage.py`` prints docs/evidence/interrupted-coverage.md.
"""

import sys
import warnings
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from fraudstats import trends
from fraudstats.errors import TrendWarning
from fraudstats.trends.likelihoods.covariance import covariance

SEED = 20261129
RUNS = 300
CHANGE = -0.2
COV_TYPES = ("HAC-corrected", "AR(1)", "HAC", "HC0", "nonrobust")
CASES = list(product((24, 48, 96), (0.0, 0.3, 0.6)))


def counts(rng, n, rho):
    """Poisson counts around 3,000 whose logarithms have AR(1) errors, with a level change after 6 in 10 values."""
    time, errors = np.arange(n), rng.normal(0, 0.06, n)
    errors[0] /= np.sqrt(1 - rho**2)
    for t in range(1, n):
        errors[t] += rho * errors[t - 1]
    return rng.poisson(3000 * np.exp(0.004 * time + CHANGE * (time >= 6 * n // 10) + errors))


def simulate(n, rho):
    """Coverage and median width by each kind of errors, and how often a note warns of autocorrelation."""
    rng = np.random.default_rng([SEED, n, int(10 * rho)])
    hits, widths, notes = [], [], []
    for _ in range(RUNS):
        values = counts(rng, n, rho)
        robust, modelled = (
            trends.interrupted(values, np.arange(n), interventions=6 * n // 10, cov_type=cov_type)
            for cov_type in COV_TYPES[:2]
        )
        # Other kinds of errors are those of the same estimates.
        others = [covariance(robust.fit, robust.design.to_numpy(), np.arange(n), c) for c in COV_TYPES[2:]]
        fits = [robust, modelled, *(replace(robust, cov=cov, df_resid=df) for cov, df in others)]
        ends = np.array([fit.conf_int().iloc[2] for fit in fits])
        hits.append((ends[:, 0] <= CHANGE) & (ends[:, 1] >= CHANGE))
        widths.append(ends[:, 1] - ends[:, 0])
        notes.append(any("strongly correlated" in note for note in robust.notes))
    return np.mean(hits, axis=0), np.median(widths, axis=0), np.mean(notes)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=str)
def test_autoregressive_errors_hold_where_robust_ones_fade(case):
    """Finding: at an autocorrelation of 0.6 robust errors covered 87 to 90%."""
    share, _, noted = simulate(*case)
    assert 0.925 <= share[COV_TYPES.index("AR(1)")] <= 0.985
    if case[1] == 0:
        assert noted < 0.08


if __name__ == "__main__":
    warnings.simplefilter("ignore", TrendWarning)
    print("# Coverage of 95% intervals of interrupted series, by simulation\n")
    print(
        f"Seed {SEED}; `python tests/trends/interruptions/test_interrupted_coverage.py`. {RUNS} series each of\n"
        "Poisson counts around 3,000 whose logarithms have a trend of 0.004, a level change of -0.2 after six of ten\n"
        "values, and AR(1) errors of autocorrelation rho with innovations of 0.06; the model has a level and a slope\n"
        "change. Monte Carlo error: 1.3 points at 95%, 1.9 at 88%. In brackets, the median width of the interval of\n"
        "the level change. The last column is how often a note warns of strong autocorrelation.\n"
    )
    print("| values | rho | " + " | ".join(COV_TYPES) + " | noted |")
    print("|---:|---:|" + "---:|" * (len(COV_TYPES) + 1))
    for case in CASES:
        share, width, noted = simulate(*case)
        cells = " | ".join(f"{a:.1%} ({b:.2f})" for a, b in zip(share, width, strict=True))
        print(f"| {case[0]} | {case[1]} | {cells} | {noted:.0%} |")
        sys.stdout.flush()
