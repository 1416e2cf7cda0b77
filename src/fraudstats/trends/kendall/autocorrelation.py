"""What serial correlation does to the Mann-Kendall test, and the usual corrections.

Positive autocorrelation makes S more variable, so the plain test finds trends that are not there. Two
remedies inflate the variance (Hamed and Rao, 1998, Journal of Hydrology 204; Yue and Wang, 2004, Water
Resources Management 18, with all autocorrelations as estimated, or with the first and those of a first-order
autoregression), two remove the lag-one correlation first (von Storch, 1995, in *Analysis of Climate
Variability*; Yue, Pilon, Phinney and Cavadias, 2002, Hydrological Processes 16), and between seasons the
covariances are added (Hirsch and Slack, 1984, Water Resources Research 20).
All work on series x times, equally spaced; missing values are skipped, not filled.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from fraudstats.trends.kendall.scores import ranks

__all__ = [
    "autocorrelations",
    "hamed_rao_factor",
    "lag_one",
    "lag_one_factor",
    "prewhitened",
    "season_covariances",
    "trend_free_prewhitened",
    "unbiased_lag_one",
    "yue_wang_factor",
]

#: Largest coefficient that `unbiased_lag_one` gives; short series would reach one, which leaves no information at all.
LARGEST = 0.95


def autocorrelations(values: np.ndarray, max_lags: int) -> np.ndarray:
    """Sample autocorrelations at lags 1 to `max_lags` (series x lags), divided by n at every lag.

    >>> autocorrelations(np.array([[1.0, 2, 3, 4]]), 2)
    array([[ 0.25, -0.3 ]])
    """
    centred = values - np.nanmean(values, axis=1, keepdims=True)
    centred = np.where(np.isfinite(centred), centred, 0)
    power = np.square(centred).sum(axis=1)
    power[power == 0] = 1
    products = [(centred[:, lag:] * centred[:, :-lag]).sum(axis=1) for lag in range(1, max_lags + 1)]
    return np.stack(products, axis=1) / power[:, None]


def hamed_rao_factor(detrended: np.ndarray, max_lags: int | None = None, alpha: float = 0.05) -> np.ndarray:
    """Variance inflation from the significant autocorrelations of the ranks of the detrended values."""
    n, lags = _lengths(detrended, max_lags)
    # Detrending must not break ties by rounding errors.
    spread = np.nanmax(np.abs(detrended), axis=1, keepdims=True)
    rank = ranks(np.round(detrended / np.where(spread > 0, spread, 1), 10))
    correlation = autocorrelations(np.where(np.isfinite(detrended), rank, np.nan), len(lags))
    significant = np.abs(correlation) > -ndtri(alpha / 2) / np.sqrt(n)
    weight = (n - lags) * (n - lags - 1) * (n - lags - 2) / (n * (n - 1) * (n - 2))
    return 1 + 2 * (weight * np.where(significant, correlation, 0)).sum(axis=1)


def yue_wang_factor(detrended: np.ndarray, max_lags: int | None = None) -> np.ndarray:
    """Variance inflation from the autocorrelations of the detrended values."""
    n, lags = _lengths(detrended, max_lags)
    return 1 + 2 * ((1 - lags / n) * autocorrelations(detrended, len(lags))).sum(axis=1)


def lag_one(values: np.ndarray) -> np.ndarray:
    """The lag-one autocorrelation of each series, as estimated."""
    return autocorrelations(values, 1)[:, 0]


def unbiased_lag_one(detrended: np.ndarray) -> np.ndarray:
    """The lag-one autocorrelation of each detrended series without the bias that mean and trend give it.

    The estimate falls short by some (2 + 4 rho) / n; the correction is Hamed's (2009, Journal of Hydrology 368). Kept
    from zero to `LARGEST`, since a variance that is made smaller finds trends that are not there.

    >>> unbiased_lag_one(np.array([[1.0, -1, 1, -1, 1, -1], [2, 3, 1, -1, -3, -2]]))
    array([0.  , 0.95])
    """
    n = np.isfinite(detrended).sum(axis=1)
    return np.clip((n * lag_one(detrended) + 2) / np.maximum(n - 4, 1), 0, LARGEST)


def lag_one_factor(coefficient: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Variance inflation by a first-order autoregression: ``1 + 2 sum (1 - k / n) r^k`` over k = 1, ..., n - 1.

    Yue and Wang's (2004) effective sample size with the autocorrelations r^k, in closed form. R's modifiedmk
    (``mmky1lag``) has 1 - 1 / n in the place of 1 - k / n.

    >>> lag_one_factor(np.array([0.0, 0.5]), np.array([3, 3]))
    array([1.        , 1.83333333])
    """
    r = coefficient
    return 1 + 2 * (r ** (n + 1) - n * r**2 + (n - 1) * r) / (n * (r - 1) ** 2)


def prewhitened(values: np.ndarray) -> np.ndarray:
    """``x[t] - r x[t - 1]`` with the lag-one autocorrelation r; one value shorter."""
    return values[:, 1:] - lag_one(values)[:, None] * values[:, :-1]


def trend_free_prewhitened(values: np.ndarray, trend: np.ndarray) -> np.ndarray:
    """Prewhitened around the trend line `trend` (series x times), which is put back afterwards."""
    return prewhitened(values - trend) + trend[:, 1:]


def season_covariances(values: np.ndarray, season: np.ndarray) -> np.ndarray:
    """Sum over all pairs of seasons of the covariance of their scores (Dietz and Killeen, 1981).

    Parameters
    ----------
    values : ndarray
        Series x times, whole years in order.
    season : ndarray
        Season of each time, 0 to p - 1, each equally often.
    """
    by_season = [values[:, season == label] for label in np.unique(season)]
    signs = [_sign_matrix(x) for x in by_season]
    rank = [ranks(x) for x in by_season]
    count = [np.isfinite(x).sum(axis=1) for x in by_season]
    years = by_season[0].shape[1]
    total = np.zeros(len(values))
    for g in range(len(by_season)):
        for h in range(g):
            concordance = (signs[g] * signs[h]).sum(axis=(1, 2)) / 2
            products = (rank[g] * rank[h]).sum(axis=1)
            total += 2 * (concordance + 4 * products - years * (count[g] + 1) * (count[h] + 1)) / 3
    return total


def _sign_matrix(values):
    """Signs of all differences within a series: series x times x times, zero where one is missing."""
    return np.nan_to_num(np.sign(values[:, None, :] - values[:, :, None]))


def _lengths(values, max_lags):
    length = values.shape[1]
    lags = np.arange(1, min(max_lags or length - 1, length - 1) + 1, dtype=float)
    return np.isfinite(values).sum(axis=1, keepdims=True).astype(float), lags
