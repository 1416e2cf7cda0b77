"""Weights and autocorrelation: what turns errors into independent ones of equal variance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fraudstats.errors import TrendError

__all__ = ["Whitening", "lag_unit"]


@dataclass(frozen=True)
class Whitening:
    """Errors of variance ``1 / weight`` whose neighbours, `unit` apart in time, are correlated by `rho`.

    Errors further apart are correlated by powers of it (a first-order autoregression, stationary from the first value).

    Examples
    --------
    >>> errors = Whitening(np.arange(3.0), np.ones(3), rho=0.6)
    >>> white = errors.white(np.array([1.0, 1, 1]))
    >>> white.round(6).tolist(), errors.coloured(white).round(6).tolist()
    ([1.0, 0.5, 0.5], [1.0, 1.0, 1.0])
    """

    time: np.ndarray
    weight: np.ndarray
    rho: float = 0.0
    unit: float = 1.0

    def white(self, rows: np.ndarray) -> np.ndarray:
        """Values or columns (one row per observation) such that their errors are independent with variance one."""
        root = np.sqrt(self.weight)
        scaled = root * rows if rows.ndim == 1 else root[:, None] * rows
        if not self.rho:
            return scaled
        factor = self._factor()
        later = (scaled[1:].T - factor * scaled[:-1].T) / np.sqrt(1 - factor**2)
        return np.concatenate([scaled[:1], later.T])

    def coloured(self, rows: np.ndarray) -> np.ndarray:
        """The inverse of `white`."""
        if not self.rho:
            return (rows.T / np.sqrt(self.weight)).T
        out, factor = np.array(rows, float), self._factor()
        for k in range(1, len(out)):
            out[k] = factor[k - 1] * out[k - 1] + np.sqrt(1 - factor[k - 1] ** 2) * rows[k]
        return (out.T / np.sqrt(self.weight)).T

    def take(self, rows: np.ndarray) -> Whitening:
        """The errors of some observations; those left out lengthen the lag between their neighbours."""
        return Whitening(self.time[rows], self.weight[rows], self.rho, self.unit)

    @property
    def log_determinant(self) -> float:
        """Logarithm of the determinant of the transformation, without the weights."""
        return float(-0.5 * np.log1p(-(self._factor() ** 2)).sum()) if self.rho else 0.0

    def _factor(self):
        """Correlation of each error with the one before."""
        return self.rho ** np.rint(np.diff(self.time) / self.unit)


def lag_unit(time: np.ndarray) -> float:
    """The time between neighbours that are correlated by rho: the usual step, of which gaps are multiples.

    Raises
    ------
    TrendError
        If steps are no multiples of the usual one, so that no lag-one correlation is defined.
    """
    steps = np.diff(time)
    unit = float(np.median(steps))
    if unit <= 0 or (np.abs(steps / unit - np.rint(steps / unit)) > 0.1).any() or (steps < 0.5 * unit).any():
        raise TrendError(
            "autocorrelated errors need values at equal steps, with gaps of whole steps at most; the steps are "
            f"{steps.min():.4g} to {steps.max():.4g}"
        )
    return unit
