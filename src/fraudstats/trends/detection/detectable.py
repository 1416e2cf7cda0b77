"""The arithmetic of power: which trend a series of a given length and scatter could have shown at all.

The yardstick is the t test of a straight line (through logarithms, where all values are positive): with noise of
standard deviation sigma, a slope b gives a noncentral t with ``b sqrt(sum (t - mean)^2) / sigma``. Autocorrelated
noise makes the slope more variable by a known factor (Weatherhead et al., 1998, Journal of Geophysical Research 103).
"""

from __future__ import annotations

from math import factorial
from typing import Any

import numpy as np
from scipy.optimize import brentq
from scipy.special import ncfdtr, stdtrit

__all__ = ["changes", "detectable_score", "detectable_words", "power_note", "scatter", "slope_factor", "t_power"]

#: What the sentence under a summary takes for granted.
ALPHA, TARGET = 0.05, 0.8


def power_note(time: np.ndarray, value: np.ndarray, dated: bool) -> str:
    """One sentence on the trend that a series like this could have shown; for summaries of short series.

    Parameters
    ----------
    time, value : ndarray
        Without missing values.
    dated : bool
        Whether a unit of time is a year.
    """
    n = len(value)
    if n < 3 or np.ptp(time) == 0:
        return f"{n} value{'s' * (n != 1)} cannot show a trend by any test"
    rank = f"; no rank test of {n} values gives p below {2 / factorial(n):.2g}" if n < 5 else ""
    log = bool((value > 0).all())
    sigma = scatter(time, value, log)
    if sigma <= 0:
        return f"the values lie on a line, so their scatter, and what {n} values could show, are unknown{rank}"
    slope = sigma * slope_factor(time, 0.0) * detectable_score(n - 2, ALPHA, TARGET)
    return detectable_words(n, TARGET, slope, log, dated) + rank


def detectable_words(n: int, target: float, slope: float, log: bool, dated: bool) -> str:
    """The detectable slope as a sentence."""
    size = "rise of {:.3g}% or a fall of {:.3g}%" if log else "rise or fall of {:.4g}"
    return (
        f"the smallest trend that {n} values so scattered would show with probability {target:.0%} is a "
        f"{size.format(*changes(slope, log))} {'a year' if dated else 'per unit of time'}"
    )


def scatter(time: np.ndarray, value: np.ndarray, log: bool) -> float:
    """Standard deviation about the line; zero if only rounding errors are left."""
    value = np.log(value) if log else value
    centred = time - time.mean()
    residual = value - value.mean() - centred * (centred @ value) / (centred @ centred)
    sse = residual @ residual
    return 0.0 if sse <= 1e-24 * (value @ value) else float(np.sqrt(sse / (len(value) - 2)))


def slope_factor(time: np.ndarray, autocorrelation: float) -> float:
    """Standard error of the least-squares slope for noise of standard deviation one."""
    centred = time - time.mean()
    weight = centred / (centred @ centred)
    gaps = np.diff(np.unique(time))
    steps = np.abs(time[:, None] - time) / gaps.min()
    correlation = np.sign(autocorrelation) ** np.round(steps) * abs(autocorrelation) ** steps
    return float(np.sqrt(weight @ correlation @ weight))


def t_power(score: Any, df: float, alpha: float) -> Any:
    """Power of the two-sided t test at a noncentrality; one where it is too large for the distribution."""
    critical = stdtrit(df, 1 - alpha / 2)
    return 1 - np.nan_to_num(ncfdtr(1, df, np.square(score), critical**2), nan=0.0)


def detectable_score(df: float, alpha: float, target: float) -> float:
    """The noncentrality at which the t test has the target power."""
    upper = 2.0
    while t_power(upper, df, alpha) < target:
        upper *= 2
    return float(brentq(lambda score: t_power(score, df, alpha) - target, upper / 4, upper))  # pyright: ignore[reportArgumentType]


def changes(slope: float, log: bool) -> tuple[float, float]:
    """A slope as rise and fall: percent where it is one of logarithms, else the slope itself."""
    if not log:
        return slope, slope
    with np.errstate(over="ignore"):
        return float(100 * np.expm1(slope)), float(-100 * np.expm1(-slope))
