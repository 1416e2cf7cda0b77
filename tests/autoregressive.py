"""Many series with first-order autoregressive errors, and their regressions averaged over the autocorrelation at once.

Written apart from the library: all series share a design, so that one product of matrices fits thousands.
"""

from functools import cached_property

import numpy as np
from scipy import linalg, special

#: The autocorrelations that are averaged over; their weight beforehand is 1 + rho.
GRID = np.linspace(-0.975, 0.975, 40)
#: How many halvings find a quantile, in a bracket of REACH standard errors.
HALVINGS, REACH = 50, 500


def errors(rng, n, rho, runs, scale=1.0):
    """Errors that start in their stationary distribution, with normal innovations: times x series."""
    found = rng.normal(0, scale, (n, runs))
    found[0] /= np.sqrt(1 - rho**2)
    for t in range(1, n):
        found[t] += rho * found[t - 1]
    return found


class Averaged:
    """What is known of the coefficients of `x` in each column of `values`."""

    def __init__(self, x, values):
        self.x, self.values = x, values
        self.df = len(x) - x.shape[1]

    @cached_property
    def given(self):
        """Weights (rho x series); means and standard errors (rho x coefficients x series)."""
        (n, p), apart = self.x.shape, np.abs(np.subtract.outer(range(len(self.x)), range(len(self.x))))
        heights, means, scales = [], [], []
        for rho in GRID:
            factor = linalg.cholesky(rho**apart, lower=True)
            white = linalg.solve_triangular(factor, np.column_stack([self.x, self.values]), lower=True)
            basis, root = np.linalg.qr(white[:, :p])
            along = basis.T @ white[:, p:]
            squares = (white[:, p:] ** 2).sum(axis=0) - (along**2).sum(axis=0)
            inverse = np.linalg.inv(root)
            volume = np.log(np.diag(factor)).sum() + np.log(np.abs(np.diag(root))).sum()
            heights.append(np.log1p(rho) - volume - (n - p) / 2 * np.log(squares))
            means.append(inverse @ along)
            scales.append(np.sqrt((inverse**2).sum(axis=1)[:, None] * squares / (n - p)))
        weight = np.exp(heights - np.max(heights, axis=0))
        return weight / weight.sum(axis=0), np.array(means), np.array(scales)

    def below(self, place, value):
        """Probability of a coefficient below `value` in each series."""
        weight, mean, scale = self.given
        return (weight * special.stdtr(self.df, (value - mean[:, place]) / scale[:, place])).sum(axis=0)

    def quantile(self, place, level):
        """The quantile of a coefficient in each series, by halving."""
        _, mean, scale = (part if part.ndim < 3 else part[:, place] for part in self.given)
        low, high = (mean - REACH * scale).min(axis=0), (mean + REACH * scale).max(axis=0)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            under = self.below(place, middle) < level
            low, high = np.where(under, middle, low), np.where(under, high, middle)
        return (low + high) / 2


def width_if_known(x, rho, place, tail=0.025):
    """Width of the interval of a coefficient by generalised least squares with the true autocorrelation."""
    n, p = x.shape
    correlation = rho ** np.abs(np.subtract.outer(range(n), range(n))) / (1 - rho**2)
    cov = np.linalg.inv(x.T @ np.linalg.solve(correlation, x))
    return -2 * special.stdtrit(n - p, tail) * np.sqrt(cov[place, place])
