"""One Poisson count: reading it, and the limits of its mean.

Garwood (1936, Biometrika 28) inverts the two one-sided tests exactly, which makes the limits quantiles of the
chi-squared distribution; mid-P counts half of the probability of the count itself (Cohen and Yang, 1994, Statistics in
Medicine 13); the score interval inverts the normal test with the variance under the mean tested (Rao, 1948).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.interval import Interval

__all__ = ["LIMITS", "mean_limits", "read_count"]

#: Method -> its name in print.
LIMITS = {"exact": "exact (Garwood)", "midp": "mid-p", "score": "score"}


def read_count(count: Any, name: str, *, open_end: bool = False) -> Interval:
    """A count as an interval of whole numbers; `name` is what the message calls it ("the first count").

    With `open_end` its upper end may be infinite ("at least 5,000").
    """
    try:
        if isinstance(count, bool | np.bool_):
            raise TypeError
        ends = Interval.of(count)
        whole = Interval(float(np.ceil(ends.lower)), float(np.floor(ends.upper)))
        bounded = open_end or np.isfinite(whole.upper)
    except (TypeError, ValueError):
        raise TrendError(f"{name} is {count!r}; give a whole number or an Interval of some") from None
    exact = ends.lower == ends.upper
    if whole.lower < 0 or not (bounded and np.isfinite(whole.lower)) or (exact and ends != whole):
        raise TrendError(f"{name} is {count}; give a whole number, zero or more, or a bounded Interval")
    return whole


def mean_limits(count: float, alpha: float, method: str) -> tuple[float, float]:
    """Limits of the mean of a Poisson count at level ``1 - alpha``.

    >>> [round(end, 2) for end in mean_limits(10, 0.05, "exact")]
    [4.8, 18.39]
    """
    from scipy import stats

    if method == "midp":
        return _midp_limits(count, alpha)
    if method == "score":
        z = stats.norm.isf(alpha / 2)
        centre, half = count + z**2 / 2, z * np.sqrt(count + z**2 / 4)
        return max(float(centre - half), 0.0), float(centre + half)
    lower = float(stats.chi2.ppf(alpha / 2, 2 * count) / 2) if count else 0.0
    return lower, float(stats.chi2.isf(alpha / 2, 2 * count + 2) / 2)


def _midp_limits(count, alpha):
    """The means at which one tail, with half of the count's own probability, is alpha / 2."""
    from scipy import optimize, stats

    def above(mean):
        return stats.poisson.sf(count, mean) + stats.poisson.pmf(count, mean) / 2 - alpha / 2

    def below(mean):
        return stats.poisson.cdf(count - 1, mean) + stats.poisson.pmf(count, mean) / 2 - alpha / 2

    outside = mean_limits(count, alpha, "exact")
    lower = float(optimize.brentq(above, outside[0], count, xtol=1e-12)) if count else 0.0  # pyright: ignore[reportArgumentType]
    return lower, float(optimize.brentq(below, count, outside[1], xtol=1e-12))  # pyright: ignore[reportArgumentType]
