"""Log probabilities of intervals: what a number known as a range contributes to a likelihood."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, betaincc, betaln, gammainc, gammaincc, gammaln, log_ndtr, xlog1py, xlogy

__all__ = ["censored_likelihood", "log_count_interval", "log_count_mass", "log_normal_interval"]

#: Below this probability the distribution functions run out of digits; the tail is summed instead.
TINY = 1e-200


def log_normal_interval(lower: ArrayLike, upper: ArrayLike) -> np.ndarray:
    """Log of the standard normal probability of [lower, upper]; accurate in both tails.

    >>> float(np.exp(log_normal_interval(-1.959964, 1.959964)).round(6))
    0.95
    >>> float(log_normal_interval(40.0, np.inf).round(3))
    -804.608
    """
    # The interval is reflected into the lower tail, where log_ndtr keeps its digits.
    lower, upper = np.asarray(lower, float), np.asarray(upper, float)
    flip = lower > 0
    low, high = np.where(flip, -upper, lower), np.where(flip, -lower, upper)
    log_high = log_ndtr(high)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.exp(np.where(np.isneginf(low), -np.inf, log_ndtr(low) - log_high))
        return log_high + np.log1p(-share)


def log_count_interval(lower: ArrayLike, upper: ArrayLike, mu: ArrayLike, alpha: float = 0.0) -> np.ndarray:
    """Log probability that a Poisson (alpha = 0) or negative binomial count is from `lower` to `upper`.

    Where the probability is too small for a difference of distribution functions, it is the mass at the end
    nearer to the mean times a geometric series.

    >>> float(np.exp(log_count_interval(0, 2, 1.0)).round(6))
    0.919699
    >>> bool(np.isfinite(log_count_interval(370_000, 379_999, 100_000.0)))
    True
    """
    lower, upper, mu = np.broadcast_arrays(*(np.asarray(v, float) for v in (lower, upper, mu)))
    above = lower > mu
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        difference = np.where(
            above,
            _survival(lower - 1, mu, alpha) - _survival(upper, mu, alpha),
            _cumulative(upper, mu, alpha) - _cumulative(lower - 1, mu, alpha),
        )
        near = np.where(above, lower, upper)
        ratio = np.where(above, _step(lower, mu, alpha), 1 / _step(upper - 1, mu, alpha))
        terms = np.where(ratio < 1, -np.expm1((upper - lower + 1) * np.log(ratio)) / (1 - ratio), 1.0)
        tail = log_count_mass(near, mu, alpha) + np.log(terms)
        log_probability = np.where(difference > TINY, np.log(difference), tail)
    return np.where(lower == upper, log_count_mass(np.where(np.isfinite(lower), lower, 0), mu, alpha), log_probability)


def log_count_mass(k: ArrayLike, mu: ArrayLike, alpha: float = 0.0) -> np.ndarray:
    """Log probability of a Poisson (alpha = 0) or negative binomial count; of a density, for counts that are not whole.

    Written so that it keeps its digits for counts of 10^12 and more.

    >>> float(log_count_mass(3, 2.0).round(6)), float(log_count_mass(3, 2.0, 0.5).round(6))
    (-1.712318, -2.079442)
    """
    k, mu = np.asarray(k, float), np.asarray(mu, float)
    if alpha == 0:
        return xlogy(k, mu) - mu - gammaln(k + 1)
    size = 1 / alpha
    with np.errstate(invalid="ignore"):
        ways = -np.log(k + size) - betaln(size, k + 1)
    return ways - xlog1py(size, alpha * mu) - xlog1py(k, 1 / (alpha * mu))


def censored_likelihood(
    family: str, design: np.ndarray, offset: np.ndarray, lower: np.ndarray, upper: np.ndarray, weights: np.ndarray
) -> Callable[[np.ndarray], float]:
    """The log likelihood of ranges as a function of the parameters.

    Parameters
    ----------
    family : {"normal", "lognormal", "poisson", "negbin"}
    design, offset : ndarray
        Of the linear predictor; the parameters are its coefficients and, except for `poisson`, the
        logarithm of the errors' standard deviation or of the counts' dispersion.
    lower, upper : ndarray
        Ends of the ranges, both included.
    weights : ndarray
        How many equal rows each row stands for.
    """
    p = design.shape[1]
    if family in ("poisson", "negbin"):

        def counts(params):
            mu = np.exp(np.clip(design @ params[:p] + offset, -700, 700))
            alpha = float(np.exp(np.clip(params[p], -30, 30))) if family == "negbin" else 0.0
            return float(weights @ log_count_interval(lower, upper, mu, alpha))

        return counts

    jacobian, exact = 0.0, lower == upper
    if family == "lognormal":
        jacobian = weights[exact] @ np.log(lower[exact])
        with np.errstate(divide="ignore"):
            lower, upper = np.log(lower), np.log(upper)

    def amounts(params):
        scale = np.exp(np.clip(params[p], -300, 300))
        eta = design @ params[:p] + offset
        low, high = (lower - eta) / scale, (upper - eta) / scale
        density = -0.5 * np.where(exact, low, 0) ** 2 - 0.5 * np.log(2 * np.pi) - np.log(scale)
        return float(weights @ np.where(exact, density, log_normal_interval(low, high)) - jacobian)

    return amounts


def _step(k, mu, alpha):
    """Mass at k + 1 over the mass at k."""
    return mu * (1 + alpha * k) / ((1 + alpha * mu) * (k + 1))


def _cumulative(k, mu, alpha):
    inside = np.clip(k, 0, 1e300)
    # Not betainc(1 / alpha, inside + 1, 1 / (1 + alpha mu)), its equal: near 1 the argument has lost its digits.
    share = alpha * mu / (1 + alpha * mu)
    p = gammaincc(inside + 1, mu) if alpha == 0 else betaincc(inside + 1, 1 / alpha, share)
    return np.where(k < 0, 0.0, np.where(np.isinf(k), 1.0, p))


def _survival(k, mu, alpha):
    inside = np.clip(k, 0, 1e300)
    share = alpha * mu / (1 + alpha * mu)
    p = gammainc(inside + 1, mu) if alpha == 0 else betainc(inside + 1, 1 / alpha, share)
    return np.where(k < 0, 1.0, np.where(np.isinf(k), 0.0, p))
