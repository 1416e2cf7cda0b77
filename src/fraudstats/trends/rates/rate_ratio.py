"""Exact comparison of two counts: the ratio of their rates.

Given their sum, the first of two Poisson counts is binomial, whatever the rates' common size, so that an
exact test and interval of the ratio follow from the binomial distribution. This holds for counts of any
size, zero included.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.trends.result import check_alpha, format_p

__all__ = ["RateRatio", "rate_ratio"]


@dataclass(frozen=True)
class RateRatio:
    """The ratio of two Poisson rates, first to second.

    Attributes
    ----------
    ratio : float
        Rate of the first count over rate of the second; infinite if the second count is zero.
    lower, upper : float
        Exact interval at level ``1 - alpha``.
    p_value : float
        Two-sided: the probability, under equal rates, of all outcomes no more likely than this one.
    """

    ratio: float
    lower: float
    upper: float
    p_value: float
    alpha: float

    def summary(self) -> str:
        """The result in a line."""
        return (
            f"Rate ratio {self.ratio:.4g} ({100 * (1 - self.alpha):g}% exact interval {self.lower:.4g} to "
            f"{self.upper:.4g}), p {format_p(self.p_value)}"
        )


def rate_ratio(first, second, exposure=1.0, second_exposure=1.0, alpha=0.05, method="exact") -> RateRatio:
    """Compare the rates of two counts exactly.

    Parameters
    ----------
    first, second : int or Interval
        The counts. For counts known as ranges, the interval covers every pair that the ranges allow, and the
        p-value is the largest at their corners, or 1 where the rates can be equal.
    exposure, second_exposure : float
        Their exposures: days, persons.
    alpha : float
        One minus the level of the interval.
    method : {"exact", "midp"}
        "exact" (Clopper and Pearson, 1934) never covers less than it says; "midp" is shorter and covers it
        on average.

    Returns
    -------
    RateRatio

    Raises
    ------
    TrendError
        If a count is negative or not whole, both are zero, or an exposure is not above zero.

    References
    ----------
    Przyborowski, J. and Wilenski, H. (1940). Homogeneity of results in testing samples from Poisson series.
    *Biometrika* 31, 313-323.
    Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case
    of the binomial. *Biometrika* 26, 404-413.

    Examples
    --------
    >>> print(rate_ratio(11, 21, 800, 3011).summary())
    Rate ratio 1.971 (95% exact interval 0.8584 to 4.277), p 0.0797
    """
    check_alpha(alpha)
    if method not in ("exact", "midp"):
        raise TrendError(f"method {method!r} is unknown; choose 'exact' or 'midp'")
    for name, value in (("exposure", exposure), ("second_exposure", second_exposure)):
        if not (np.isfinite(value) and value > 0):
            raise TrendError(f"{name} is {value!r}; it must be a number above zero")
    first, second = (_count(x, name) for x, name in ((first, "first"), (second, "second")))
    if first.upper == 0 and second.upper == 0:
        raise TrendError("both counts are zero, so nothing is known of their ratio; widen the windows")
    odds = exposure / second_exposure
    low = _limits(first.lower, second.upper, alpha, method)[0] / odds
    high = _limits(first.upper, second.lower, alpha, method)[1] / odds
    middle = first.midpoint / second.midpoint / odds if second.midpoint else np.inf
    return RateRatio(float(middle), float(low), float(high), _p_value(first, second, odds, method), alpha)


def _count(count, name):
    """A count as an interval of whole numbers."""
    try:
        ends = Interval.of(count)
        whole = Interval(float(np.ceil(ends.lower)), float(np.floor(ends.upper)))
    except (TypeError, ValueError):
        raise TrendError(f"the {name} count is {count!r}; give a whole number or an Interval of some") from None
    exact = ends.lower == ends.upper
    if whole.lower < 0 or not np.isfinite(whole.upper) or (exact and ends != whole):
        raise TrendError(f"the {name} count is {count}; give a whole number, zero or more, or a bounded Interval")
    return whole


def _limits(first, second, alpha, method):
    """Limits of the odds that an event falls in the first count."""
    from scipy import stats

    total = first + second
    if method == "midp":
        share = _midp_limits(first, total, alpha)
    else:
        share = (
            stats.beta.ppf(alpha / 2, first, second + 1) if first else 0.0,
            stats.beta.ppf(1 - alpha / 2, first + 1, second) if second else 1.0,
        )
    return [s / (1 - s) if s < 1 else np.inf for s in share]


def _midp_limits(first, total, alpha):
    from scipy import optimize, stats

    def tail(share, side):
        inside = stats.binom.pmf(first, total, share) / 2
        beyond = stats.binom.sf if side == "upper" else stats.binom.cdf
        return inside + beyond(first - (side == "lower"), total, share) - alpha / 2

    lower = 0.0 if first == 0 else optimize.brentq(tail, 0, first / total, args=("upper",), xtol=1e-14)
    upper = 1.0 if first == total else optimize.brentq(tail, first / total, 1, args=("lower",), xtol=1e-14)
    return lower, upper


def _p_value(first, second, odds, method):
    """The largest two-sided p-value over the counts that the ranges allow."""
    if first.lower <= odds * second.upper and odds * second.lower <= first.upper and not _exact(first, second):
        return 1.0
    pairs = {(a, b) for a in (first.lower, first.upper) for b in (second.lower, second.upper) if a + b > 0}
    return max(_pair_p_value(a, b, odds / (1 + odds), method) for a, b in pairs)


def _exact(first, second):
    return first.lower == first.upper and second.lower == second.upper


def _pair_p_value(first, second, share, method):
    from scipy import stats

    total = first + second
    if method == "midp":
        inside = stats.binom.pmf(first, total, share) / 2
        tails = stats.binom.cdf(first - 1, total, share), stats.binom.sf(first, total, share)
        return float(min(1.0, 2 * (min(tails) + inside)))
    return float(stats.binomtest(int(first), int(total), share).pvalue)
