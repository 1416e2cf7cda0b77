"""How the errors of neighbouring periods go together: autoregressions, and sums of them.

Each function of the autocorrelation `rho` comes with its derivative by it, of which the estimating equation is made.
All are up to a scale, which is estimated.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["Autoregressive", "AutoregressiveCorrelation", "Errors", "IntegratedAutoregressive", "Walk"]


@dataclass(frozen=True)
class Errors:
    """The errors of `n` periods; independent, unless a subclass says otherwise."""

    n: int

    def covariance(self, rho: float) -> np.ndarray:
        """Covariance of the periods, n x n, up to a scale."""
        return np.eye(self.n)

    def derivative(self, rho: float) -> np.ndarray:
        """Derivative of the covariance by `rho`."""
        return np.zeros((self.n, self.n))


@dataclass(frozen=True)
class AutoregressiveCorrelation(Errors):
    """A first-order autoregression of unit variance, whatever its autocorrelation."""

    def covariance(self, rho: float) -> np.ndarray:
        return _toeplitz(_powers(self.n, rho))

    def derivative(self, rho: float) -> np.ndarray:
        return _toeplitz(_power_slopes(self.n, rho))


@dataclass(frozen=True)
class Autoregressive(AutoregressiveCorrelation):
    """A first-order autoregression whose *shocks* have unit variance (Chow and Lin, 1971)."""

    def covariance(self, rho: float) -> np.ndarray:
        return super().covariance(rho) / (1 - rho**2)

    def derivative(self, rho: float) -> np.ndarray:
        stretch = 2 * rho / (1 - rho**2)
        return super().derivative(rho) / (1 - rho**2) + stretch * self.covariance(rho)


@dataclass(frozen=True)
class IntegratedAutoregressive(Errors):
    """A walk that starts at zero, whose steps are a first-order autoregression (Litterman, 1983)."""

    def covariance(self, rho: float) -> np.ndarray:
        response = _causal(np.cumsum(_powers(self.n, rho)))
        return response @ response.T

    def derivative(self, rho: float) -> np.ndarray:
        response = _causal(np.cumsum(_powers(self.n, rho)))
        half = _causal(np.cumsum(_power_slopes(self.n, rho))) @ response.T
        return half + half.T


@dataclass(frozen=True)
class Walk(Errors):
    """Errors whose differences of some order are independent: a walk, a walk of slopes, ..., from a start at zero."""

    order: int

    def covariance(self, rho: float) -> np.ndarray:
        first = np.r_[1.0, np.zeros(self.n - 1)]
        for _ in range(self.order):
            first = np.cumsum(first)
        response = _causal(first)
        return response @ response.T


def _powers(n, rho):
    return float(rho) ** np.arange(n)


def _power_slopes(n, rho):
    k = np.arange(1, n)
    return np.r_[0.0, k * float(rho) ** (k - 1)]


def _toeplitz(column):
    from scipy import linalg

    return linalg.toeplitz(column)


def _causal(response):
    """What a shock does to its own period and all later ones."""
    from scipy import linalg

    return linalg.toeplitz(response, np.zeros(len(response)))
