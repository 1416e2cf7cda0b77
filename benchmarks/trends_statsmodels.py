"""Regressions for counts beside statsmodels: does it settle, where, and how fast?

Run on one core: ``OMP_NUM_THREADS=1 python benchmarks/trends_statsmodels.py``.
"""

import time
import warnings

import numpy as np
import statsmodels.api as sm

from fraudstats.trends.likelihoods.glm import fit_glm
from fraudstats.trends.likelihoods.negative_binomial import fitted_means

SERIES = 300


def years(n):
    return np.column_stack([np.ones(n), np.arange(n) - (n - 1) / 2])


def counts(random, x, alpha, level=300.0):
    mean = level * np.exp(0.1 * x[:, 1])
    return random.negative_binomial(1 / alpha, 1 / (1 + alpha * mean)).astype(float)


def settled(call):
    """The fit, or None if it raised, said that it had not converged, or warned; and its time."""
    start = time.perf_counter()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found = call()
    except (ValueError, Warning, np.linalg.LinAlgError):
        found = None
    return found, time.perf_counter() - start


def joint(factor):
    """`NegativeBinomial`, which estimates slope and alpha at once, on seven counts times `factor`."""
    random, x = np.random.default_rng(1), years(7)
    failed, differences, ours, theirs = 0, [], 0.0, 0.0
    for _ in range(SERIES):
        y = factor * (counts(random, x, 0.1) + 1)
        start = time.perf_counter()
        own = fit_glm(x, y, None, "negbin")
        ours += time.perf_counter() - start
        peer, seconds = settled(lambda y=y: sm.NegativeBinomial(y, x).fit(disp=0, maxiter=500))
        theirs += seconds
        failed += peer is None
        differences += [] if peer is None else [abs(peer.params[1] - own.beta[1])]
    print(
        f"NegativeBinomial, counts of 300 x {factor:.0e}: does not settle {failed / SERIES:.1%}, else slopes differ by "
        f"at most {max(differences, default=np.nan):.0e}; ours {1e3 * ours / SERIES:.1f} ms, statsmodels "
        f"{1e3 * theirs / SERIES:.1f} ms"
    )


def known(alpha, outlier):
    """`GLM` with a known alpha (0: Poisson) on 5 to 30 counts, one of them 10,000 times as large if `outlier`."""
    random, failed, ours, theirs, difference = np.random.default_rng(2), 0, 0.0, 0.0, 0.0
    family = sm.families.NegativeBinomial(alpha=alpha) if alpha else sm.families.Poisson()
    options = {"maxiter": 200, "tol_criterion": "params", "atol": 1e-11, "rtol": 1e-11}
    for _ in range(SERIES):
        x = years(random.integers(5, 31))
        y = counts(random, x, 0.3, 10 ** random.uniform(1, 9)) + 1
        y[random.integers(len(y))] *= 10_000 if outlier else 1
        start = time.perf_counter()
        beta, _ = fitted_means(x, y, np.zeros(len(y)), alpha, np.array([np.log(y.mean()), 0.0]))
        ours += time.perf_counter() - start
        peer, seconds = settled(lambda y=y, x=x: sm.GLM(y, x, family=family).fit(**options))
        theirs += seconds
        if peer is None or not peer.converged:
            failed += 1
        else:
            difference = max(difference, np.abs(peer.params - beta).max())
    print(
        f"GLM, alpha {alpha:g}{', one count far off' if outlier else ''}: does not settle {failed / SERIES:.1%}, else "
        f"estimates differ by at most {difference:.0e}; ours {1e3 * ours / SERIES:.1f} ms, statsmodels "
        f"{1e3 * theirs / SERIES:.1f} ms"
    )


if __name__ == "__main__":
    for factor in (1, 1e3, 1e6, 1e9):
        joint(factor)
    for outlier in (False, True):
        for alpha in (0.0, 0.01, 0.3, 2.0):
            known(alpha, outlier)
