"""Negative binomial regression with variance ``mu + alpha mu^2``, in arithmetic that keeps its digits for large counts.

The size ``1 / alpha`` is the root of its score, in which terms are small differences of logarithms whatever the size of
the counts; the log likelihood of counts of 10^11 is a difference of numbers of 10^13, in which a maximum is lost.

References
----------
Lawless, J. F. (1987). Negative binomial and mixed Poisson regression. *Canadian Journal of Statistics* 15, 209-225.
Breslow, N. E. (1984). Extra-Poisson variation in log-linear models. *Applied Statistics* 33, 38-44.
"""

from __future__ import annotations

from typing import cast

import numpy as np
from scipy.special import digamma, polygamma, xlogy

from fraudstats.trends.likelihoods.censored import log_count_mass

__all__ = ["dispersion", "fitted_means", "log_likelihood", "moment_dispersion"]

MAX_STEPS = 200
#: A variance that exceeds the Poisson one by less than this share is Poisson's.
POISSON = 1e-6


def fitted_means(
    x: np.ndarray, y: np.ndarray, offset: np.ndarray, alpha: float, beta: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Estimates and means for a known `alpha` (0: Poisson), by Newton's method from `beta`.

    A step that lowers the likelihood is halved; the likelihood is concave, so this ends at its maximum.
    """
    mu = np.exp(x @ beta + offset)
    height = _half_deviance(y, mu, alpha)
    for _ in range(MAX_STEPS):
        # Minus the second derivative, positive everywhere; Fisher's expectation of it crawls where counts lie far off.
        weight = mu * (1 + alpha * y) / (1 + alpha * mu) ** 2
        step = np.linalg.lstsq((x * weight[:, None]).T @ x, x.T @ ((y - mu) / (1 + alpha * mu)), rcond=None)[0]
        new, share = _half_deviance(y, _means(x, beta + step, offset), alpha), 1.0
        while not new <= height + 1e-12 * (1 + height) and share > 1e-9:
            share /= 2
            new = _half_deviance(y, _means(x, beta + share * step, offset), alpha)
        beta, height = beta + share * step, new
        mu = _means(x, beta, offset)
        if np.abs(step).max() < 1e-11 * (1 + np.abs(beta).max()):
            break
    return beta, mu


def dispersion(
    x: np.ndarray, y: np.ndarray, offset: np.ndarray, beta: np.ndarray, mu: np.ndarray
) -> tuple[float, float]:
    """Alpha of largest likelihood and its standard error, from the Poisson fit; 0 and 0 if there is no overdispersion.

    Examples
    --------
    >>> y = np.array([3.0, 9, 1, 14, 5, 22])
    >>> x, mean = np.ones((6, 1)), np.full(6, 9.0)
    >>> [round(float(value), 4) for value in dispersion(x, y, np.zeros(6), np.log([9.0]), mean)]
    [0.607, 0.4091]
    """
    from scipy.optimize import brentq

    excess = ((y - mu) ** 2 - y).sum()
    if excess <= POISSON * y.sum():
        return 0.0, 0.0

    def score(log_alpha):
        alpha = np.exp(log_alpha)
        means = fitted_means(x, y, offset, alpha, beta)[1]
        return _size_score(y, means, 1 / alpha)

    # The likelihood rises with alpha at zero and falls at infinity; the score is that of the size, its inverse.
    low = high = np.log(excess / (mu**2).sum())
    while score(low) > 0 and low > -60:
        low -= 2
    while score(high) < 0 and high < 60:
        high += 2
    if high == low:
        high += 2
    alpha = float(np.exp(cast(float, brentq(score, low, high, xtol=1e-13))))
    mu = fitted_means(x, y, offset, alpha, beta)[1]
    if alpha * mu.max() < POISSON:
        return 0.0, 0.0
    return alpha, float(alpha**2 / np.sqrt(_size_information(y, mu, 1 / alpha)))


def moment_dispersion(y: np.ndarray, mu: np.ndarray, df: float) -> float:
    """Alpha with which Pearson's chi-squared is its degrees of freedom (Breslow, 1984); 0 if it is less at alpha 0.

    >>> round(moment_dispersion(np.array([3.0, 9, 1, 14, 5, 22]), np.full(6, 9.0), 5), 4)
    0.6543
    """
    from scipy.optimize import brentq

    def excess(log_alpha):
        return float(((y - mu) ** 2 / (mu * (1 + np.exp(log_alpha) * mu))).sum() - df)

    if df <= 0 or excess(-np.inf) <= 0:
        return 0.0
    top = np.log(((y - mu) ** 2 / mu**2).sum() / df)  # enough without Poisson's part of the variance
    if excess(top - 60) <= 0:
        return 0.0
    return float(np.exp(cast(float, brentq(excess, top - 60, top, xtol=1e-13))))


def log_likelihood(y: np.ndarray, mu: np.ndarray, alpha: float) -> float:
    """Log likelihood of counts, which need not be whole; Poisson's for alpha 0."""
    return float(log_count_mass(y, mu, alpha).sum())


def _means(x, beta, offset):
    return np.exp(np.clip(x @ beta + offset, -700, 700))


def _half_deviance(y, mu, alpha):
    """Log likelihood lost against means equal to the counts, written so that large counts lose no digits."""
    if alpha == 0:
        with np.errstate(over="ignore", invalid="ignore"):
            return float((xlogy(y, y / mu) - (y - mu)).sum())
    size = 1 / alpha
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        near = np.where(y > 0, y * np.log1p(size * (y - mu) / (mu * (y + size))), 0.0)
    return float((near + size * np.log1p((mu - y) / (y + size))).sum())


def _size_score(y, mu, size):
    """Derivative of the log likelihood in the size 1 / alpha."""
    terms = digamma(y + size) - digamma(size) - np.log1p(mu / size) + (mu - y) / (mu + size)
    return float(terms.sum())


def _size_information(y, mu, size):
    """Minus the second derivative of the log likelihood in the size, at the maximum."""
    terms = polygamma(1, size) - polygamma(1, y + size) - 1 / size + 2 / (mu + size) - (y + size) / (mu + size) ** 2
    return max(float(terms.sum()), np.finfo(float).tiny)
