"""Maximum likelihood of variances that may be zero."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import numpy as np

from fraudstats.errors import TrendError

__all__ = ["maximise_variances", "profile_variances"]

#: Bounds of a variance, as logarithms relative to the variance of the changes; below, it counts as zero.
LOW, HIGH = -23.0, 9.0
#: Starting values, as logarithms: of the irregular, and of all other variances.
STARTS = ((-1.0, -1.0), (-1.0, -6.0), (-6.0, -1.0), (-0.5, -12.0))


def maximise_variances(
    loglik: Callable[[np.ndarray], float], guess: float, names: Sequence[str]
) -> tuple[np.ndarray, float]:
    """Maximum-likelihood variances of these `names`, and the likelihood there.

    A component whose removal costs no likelihood has a variance of exactly 0.
    """
    n = len(names)
    if not n:
        return np.zeros(0), loglik(np.zeros(0))
    starts = [np.r_[first, np.full(n - 1, rest)] for first, rest in STARTS]
    if "slope" in names and n > 2:
        starts.append(np.r_[-1.0, -1.0, np.full(n - 2, -7.0)])
    u, height = None, -np.inf
    for start in starts:
        found, there = _search(lambda u: loglik(guess * np.exp(u)), start)
        agreed = abs(there - height) < 1e-6 * (1 + abs(there))
        if there > height:
            u, height = found, there
        if agreed:
            break
    if u is None or height <= -1e299:
        raise TrendError("the likelihood has no maximum: the values follow the model without any error; check them")
    variances = guess * np.exp(u)
    for k in np.argsort(variances):
        without = np.where(np.arange(n) == k, 0.0, variances)
        if without.any() and u[k] < LOW + 12 and (at_zero := _safe(loglik, without)) >= height - 1e-5:
            variances, height = without, at_zero
    return variances, height


def profile_variances(
    loglik: Callable[[np.ndarray], float], best: np.ndarray, alpha: float = 0.05
) -> list[tuple[float, float]]:
    """Likelihood-ratio intervals of each variance, others re-estimated; an end may be 0."""
    from scipy import optimize, stats

    limit = stats.chi2.ppf(1 - alpha, 1) / 2
    top, guess = loglik(best), best.max()
    start = np.log(np.maximum(best / guess, np.exp(LOW)))
    ends = []
    for k in range(len(best)):
        others = np.delete(np.arange(len(best)), k)

        def drop(x, k=k, others=others):
            def inner(u):
                full = np.empty(len(best))
                full[k], full[others] = x, u
                return loglik(guess * np.exp(full))

            return top - limit - (_search(inner, start[others])[1] if len(others) else inner(np.zeros(0)))

        lower = optimize.brentq(drop, LOW, start[k], xtol=1e-3) if start[k] > LOW and drop(LOW) > 0 else -np.inf
        upper = optimize.brentq(drop, start[k], HIGH, xtol=1e-3) if drop(HIGH) > 0 else np.inf
        ends.append((float(guess * np.exp(cast(float, lower))), float(guess * np.exp(cast(float, upper)))))
    return ends


def _search(loglik, start):
    from scipy import optimize

    def cost(u):
        return -_safe(loglik, u)

    bounds = [(LOW, HIGH)] * len(start)
    found = optimize.minimize(cost, start, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-12, "gtol": 1e-7})
    return found.x, -found.fun


def _safe(loglik, u):
    """The likelihood, or a very low number where the filter breaks down."""
    try:
        value = loglik(u)
    except np.linalg.LinAlgError:
        return -1e300
    return value if np.isfinite(value) else -1e300
