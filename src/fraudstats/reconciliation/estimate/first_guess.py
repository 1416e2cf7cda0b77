"""A rough, smooth, positive first guess at the counts: how large "5%" is in each period."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fraudstats.reconciliation.estimate.components import DAYS_PER_MONTH, single, walk

__all__ = ["first_guess"]

#: Monthly step of the guess, relative to its level, and how closely it follows the bulletins.
STEP, FIT = 0.15, 0.05
#: The guess is nowhere less than this share of its mean: a month of zero must be able to become something.
FLOOR = 0.05


def first_guess(window: ArrayLike, lower: ArrayLike, upper: ArrayLike, days: ArrayLike) -> np.ndarray:
    """The level of each period as a count for a period of mean length.

    The best linear predictor under a random walk whose steps are in proportion to the level, which is found
    from an even walk first and then once more.

    Parameters
    ----------
    window : array_like
        Shape (n, T): the share of each period in each total.
    lower, upper : array_like
        Shape (n,): bounds of the totals; a total without an upper bound counts at its lower one.
    days : array_like
        Shape (T,): days in each period.

    Returns
    -------
    numpy.ndarray
        Shape (T,), positive.

    Examples
    --------
    >>> first_guess([[1, 1, 0, 0], [0, 0, 1, 1]], [10, 100], [10, 100], [30, 30, 30, 30]).round()
    array([ 4.,  6., 34., 58.])
    """
    window, days = np.asarray(window, float), np.asarray(days, float)
    lower, upper = np.asarray(lower, float), np.asarray(upper, float)
    share, root = days / days.mean(), np.sqrt(days.mean() / DAYS_PER_MONTH)
    middle = np.where(np.isfinite(upper), (lower + upper) / 2, lower)
    spread = np.where(np.isfinite(upper), (upper - lower) / 4, 0.3 * lower)
    mean = middle.sum() / max((window @ share).sum(), 1e-12) or 1.0
    level = np.full(len(days), mean)
    for _ in range(2):
        error = np.hypot(spread, FIT * (window @ (share * level)))
        parts = single("level", 3 * mean * share), walk(share, STEP * root * level)
        cross = sum(part.covariance_with(window) for part in parts)
        gain = np.linalg.solve(cross @ window.T + np.diag(error**2), middle - window @ (share * mean))
        level = np.maximum(mean + gain @ cross / share, FLOOR * mean)
    return level
