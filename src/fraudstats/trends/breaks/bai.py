"""Bai's confidence interval of a break: where a Brownian motion with a falling drift on either side is largest.

Bai, 1997, "Estimation of a change point in multiple regression models", Review of Economics and Statistics 79, 551-563;
Bai and Perron, 1998, "Estimating and testing linear models with multiple structural changes", Econometrica 66, 47-78.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import brentq
from scipy.special import log_ndtr

__all__ = ["argmax_cdf", "bai_interval"]

#: A chance this close to zero or one is not told from it.
PRECISION = 1e-10


def argmax_cdf(x: float, xi: float = 1.0, phi: float = 1.0) -> float:
    """Distribution function of the place where Bai's process is largest.

    The process is ``W(-s) - |s| / 2`` before the break and ``sqrt(phi) W(s) - xi s / 2`` after it, with independent
    Brownian motions W.

    Parameters
    ----------
    x : float
    xi : float
        The square of the shift after the break over that before (1 for a change of level).
    phi : float
        `xi` times the variance of the errors after the break over that before.

    Examples
    --------
    With equal variances the 97.5% point is 11.03, the 95% point 7.69 (Bai, 1997).

    >>> round(argmax_cdf(0), 6), round(argmax_cdf(7.687), 3), round(argmax_cdf(11.033), 4)
    (0.5, 0.95, 0.975)
    """
    if x > 0:
        # Mirrored in time, and in the unit of time in which the side after the break has unit scale.
        return 1 - argmax_cdf(-x * xi**2 / phi, 1 / xi, 1 / phi)
    size, ratio = abs(x), xi / phi
    root = np.sqrt(size)
    exponential = np.exp(ratio * (1 + ratio) * size / 2 + log_ndtr(-(0.5 + ratio) * root))
    first = root * np.exp(-size / 8) / np.sqrt(2 * np.pi)
    second = phi * (phi + 2 * xi) / (xi * (phi + xi)) * exponential
    third = ((phi + 2 * xi) ** 2 / ((phi + xi) * xi) - 2 + size / 2) * np.exp(log_ndtr(-root / 2))
    return float(third - first - second)


def bai_interval(at: int, jump: float, variances: tuple[float, float], alpha: float) -> tuple[float, float]:
    """The interval of a break after `at` values, in numbers of values.

    Parameters
    ----------
    at : int
    jump : float
        How far the fitted lines before and after are apart at the break.
    variances : (float, float)
        Error variance before and after.
    alpha : float

    Returns
    -------
    (float, float)
        Rounded outwards; infinite without a jump, and without a width where a variance is zero.
    """
    before, after = variances
    if not before or not after:
        return float(at), float(at)
    if not jump:
        return -np.inf, np.inf
    phi, unit = after / before, before / jump**2
    lower, upper = (unit * _quantile(p, phi) for p in (alpha / 2, 1 - alpha / 2))
    return at - np.ceil(upper), at - np.floor(lower)


def _quantile(p: float, phi: float) -> float:
    """The point with the chance `p` before it."""
    ends = [0.0, -1.0 if argmax_cdf(0, 1, phi) > p else 1.0]
    while (argmax_cdf(ends[1], 1, phi) - p) * ends[1] < 0:
        ends[1] *= 2
    low, high = sorted(ends)
    return float(brentq(lambda x: argmax_cdf(x, 1, phi) - p, low, high, xtol=PRECISION))  # pyright: ignore[reportArgumentType]
