"""Critical values of robust t statistics that know the bandwidth: "fixed b".

Newey and West's variance is itself a random number, the more so the more lags it uses; dividing by it and reading
normal or Student quantiles ignores that. Kiefer and Vogelsang (2005) keep the bandwidth a fixed share b of the series
and find the limit of the t statistic, in which b stays. Their tables hold for a mean (or regressors without a trend).
Here the same distribution is computed for the design at hand and its number of values: under independent normal
errors the estimate is independent of the residuals, so that t is a standard normal over the root of a weighted sum of
chi-squared variables, whose weights the design, the kernel and b determine. For a mean of many values that is their
limit.

References
----------
Kiefer, N. M. and Vogelsang, T. J. (2005). A new asymptotic theory for heteroskedasticity-autocorrelation robust tests.
*Econometric Theory* 21, 1130-1164.
Craig, J. W. (1991). A new, simple and exact result for calculating the probability of error for two-dimensional signal
constellations. *IEEE MILCOM* 2, 571-575.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np

from fraudstats.trends.likelihoods.covariance import bartlett_form
from fraudstats.trends.likelihoods.glm import GlmFit

__all__ = ["FixedB", "fixed_b"]

#: Points of the integral over the angle; of 20 to 2,000 degrees of freedom, p-values then have ten digits.
NODES = 200
#: Weights below this share of the largest are rounding errors of the eigenvalues.
NEGLIGIBLE = 1e-12


@dataclass(frozen=True, eq=False)
class FixedB:
    """The distribution of one t statistic: a standard normal over the root of ``sum(weights * chi-squared)``.

    Attributes
    ----------
    weights : ndarray
        Of independent chi-squared variables with one degree of freedom.

    Examples
    --------
    Equal weights are Student's t:

    >>> distribution = FixedB(np.full(6, 1 / 6))
    >>> round(distribution.critical(0.05), 3), round(distribution.p_value(2.447), 3)
    (2.447, 0.05)
    """

    weights: np.ndarray

    def p_value(self, t: float) -> float:
        """Probability of a statistic as far from zero as `t`.

        Craig's integral of the normal tail turns the mean over the variance into the product of transforms of the
        chi-squared variables, a smooth function of one angle.
        """
        if not np.isfinite(t):
            return 0.0 if np.isinf(t) else np.nan
        nodes, share = np.polynomial.legendre.leggauss(NODES)
        sine = np.sin((nodes + 1) * np.pi / 4) ** 2
        factors = -0.5 * np.log1p(t**2 * self.weights[:, None] / sine)
        return float(share @ np.exp(factors.sum(axis=0)) / 2)

    def critical(self, alpha: float) -> float:
        """The number that the statistic exceeds, in absolute value, with probability `alpha`."""
        from scipy.optimize import brentq

        high = 1.0
        while self.p_value(high) > alpha:
            high *= 2
        return cast(float, brentq(lambda t: self.p_value(t) - alpha, 0.0, high, xtol=1e-10))


def fixed_b(fit: GlmFit, x: np.ndarray, rows: np.ndarray, max_lags: int) -> tuple[FixedB, ...]:
    """Distribution of each estimate's t statistic with the Bartlett kernel over `max_lags` lags.

    Parameters
    ----------
    fit : GlmFit
        With normal errors.
    x : ndarray
        The design that was fitted.
    rows : array of int
        Position of each row on the regular time grid.
    max_lags : int
        The bandwidth is ``b = (max_lags + 1) / n``.
    """
    found = []
    for k in range(x.shape[1]):
        weights = np.linalg.eigvalsh(bartlett_form(fit, x, rows, max_lags, k)) / fit.bread[k, k]
        found.append(FixedB(weights[weights > NEGLIGIBLE * weights.max()]))
    return tuple(found)
