"""How good a probabilistic forecast was."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

__all__ = ["crps_ensemble", "diebold_mariano", "naive_scale"]


def crps_ensemble(ensemble: np.ndarray, observed: ArrayLike) -> np.ndarray:
    """Continuous ranked probability score of equally probable values (last axis): lower is better.

    It generalises the absolute error, to which it is equal for a forecast of one value (Gneiting and Raftery, 2007,
    Strictly proper scoring rules, prediction, and estimation, *Journal of the American Statistical
    Association* 102, 359-378).

    >>> float(crps_ensemble(np.array([1.0, 3.0]), 2.0)), float(crps_ensemble(np.array([2.0]), 5.0))
    (0.5, 3.0)
    """
    x = np.sort(ensemble, axis=-1)
    m = x.shape[-1]
    rank = 2 * np.arange(1, m + 1) - m - 1
    return np.abs(x - np.asarray(observed)[..., None]).mean(axis=-1) - (rank * x).sum(axis=-1) / m**2


def naive_scale(values: np.ndarray, season: int = 1) -> float:
    """Mean absolute change over `season` steps: the denominator of MASE.

    Hyndman, R. J. and Koehler, A. B. (2006). Another look at measures of forecast accuracy. *International
    Journal of Forecasting* 22, 679-688. NaN where nothing changes.
    """
    change = np.abs(values[season:] - values[:-season])
    change = change[np.isfinite(change)]
    return float(change.mean()) if change.any() else np.nan


def diebold_mariano(loss: ArrayLike, reference: ArrayLike, horizon: int = 1) -> float:
    """Two-sided p-value of equal expected losses of two forecasts, over successive origins.

    Diebold and Mariano (1995), with the small-sample correction of Harvey, Leybourne and Newbold (1997,
    Testing the equality of prediction mean squared errors, *International Journal of Forecasting* 13,
    281-291). NaN for fewer than 4 origins or losses that never differ.
    """
    from scipy import stats

    d = np.asarray(loss, float) - np.asarray(reference, float)
    n = len(d)
    centred = d - d.mean() if n else d
    if n < 4 or not (centred**2).sum() > 1e-12 * (d**2).sum():
        return np.nan
    gamma = [centred[k:] @ centred[: n - k] / n for k in range(min(horizon, n - 1))]
    variance = (gamma[0] + 2 * sum(gamma[1:])) / n
    if variance <= 0:
        variance = gamma[0] / n
    h = min(horizon, n - 1)
    correction = (n + 1 - 2 * h + h * (h - 1) / n) / n
    statistic = d.mean() / np.sqrt(variance) * np.sqrt(max(correction, 1 / n))
    return float(2 * stats.t.sf(abs(statistic), n - 1))
