"""A fixed season taken out of a series and put back into its forecast, for methods that have none of their own.

The season is taken out if the autocorrelation at its length is significant (at 10%, two-sided), by classical
decomposition: multiplicative where all values are above zero, else additive, as in R's ``forecast::thetaf``.

References
----------
Assimakopoulos, V. and Nikolopoulos, K. (2000). The theta model: a decomposition approach to forecasting. *International
Journal of Forecasting* 16, 521-530.
"""

from __future__ import annotations

import numpy as np

__all__ = ["Season", "seasonal_factors"]

#: Normal quantile of the test of a season.
CRITICAL = 1.6448536269514722


class Season:
    """Factors (or terms, if additive) of the places in the cycle; none if there is no season.

    Examples
    --------
    >>> season = Season(np.tile([8.0, 12.0], 6), 2)
    >>> season.adjusted.tolist()[:4], season.back(np.array([[10.0], [10.0]])).tolist()
    ([10.0, 10.0, 10.0, 10.0], [[8.0], [12.0]])
    """

    def __init__(self, values: np.ndarray, season: int | None):
        self.multiplicative = bool((values[np.isfinite(values)] > 0).all())
        self.factors = seasonal_factors(values, season, self.multiplicative)
        self.n = len(values)
        place = self._at(np.arange(self.n))
        self.adjusted = values / place if self.multiplicative else values - place

    def back(self, ensemble: np.ndarray) -> np.ndarray:
        """The season put into futures (horizon, m) of the adjusted values."""
        place = self._at(self.n + np.arange(len(ensemble)))[:, None]
        return ensemble * place if self.multiplicative else ensemble + place

    def _at(self, rows):
        return self.factors[rows % len(self.factors)]


def seasonal_factors(values: np.ndarray, season: int | None, multiplicative: bool) -> np.ndarray:
    """Factor (or term) of each place in the cycle, from the first value on; one neutral factor if no season is seen."""
    neutral = np.array([1.0 if multiplicative else 0.0])
    if not season or len(values) <= 2 * season or not _is_seasonal(values, season):
        return neutral
    kernel = np.ones(season + 1 - season % 2) / season
    if season % 2 == 0:
        kernel[[0, -1]] /= 2
    half = len(kernel) // 2
    trend = np.convolve(values, kernel, mode="valid")
    inner = values[half : len(values) - half]
    apart = inner / trend if multiplicative else inner - trend
    place = (np.arange(len(inner)) + half) % season
    groups = [apart[(place == k) & np.isfinite(apart)] for k in range(season)]
    if not all(len(group) for group in groups):
        return neutral
    figure = np.array([group.mean() for group in groups])
    figure = figure / figure.mean() if multiplicative else figure - figure.mean()
    return figure if not multiplicative or figure.min() > 0 else neutral


def _is_seasonal(values, season):
    """Whether the autocorrelation at the season's length is beyond Bartlett's bounds."""
    centred = np.nan_to_num(values - np.nanmean(values))
    total = centred @ centred
    if not total > 0:
        return False
    r = np.array([centred[k:] @ centred[:-k] / total for k in range(1, season + 1)])
    n = np.isfinite(values).sum()
    return bool(abs(r[-1]) / np.sqrt((1 + 2 * (r[:-1] ** 2).sum()) / n) > CRITICAL)
