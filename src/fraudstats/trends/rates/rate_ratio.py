"""Exact comparison of two counts: the ratio of their rates.

Given their sum, the first of two Poisson counts is binomial, whatever the rates' common size, so that an
exact test and interval of the ratio follow from the binomial distribution. This holds for counts of any
size, zero included.

"Two-sided" has two meanings for a distribution that is not symmetric (Fay, 2010, "Two-sided exact tests and matching
confidence intervals for discrete data", R Journal 2(1), 53-58): *central*, twice the smaller tail, which is what the
interval inverts; and *minlike*, all outcomes no more likely than this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.style import GREY, PALETTE
from fraudstats.trends.rates.poisson import read_count
from fraudstats.trends.result import TrendResult, check_alpha, format_p, interval_frame
from fraudstats.trends.series.time_series import TimeSeries

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["RateRatioResult", "rate_ratio"]

KINDS = {"exact": "exact", "midp": "mid-p"}
NAMES = ("first", "second")
#: What "two-sided" means -> in print.
TWO_SIDED = {"central": "central", "minlike": "least likely outcomes"}


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class RateRatioResult(TrendResult):
    """The ratio of two Poisson rates, first to second; `params` holds it as ``ratio``.

    Attributes
    ----------
    first, second : Interval
        The counts.
    odds : float
        Exposure of the first count over that of the second.
    kind : {"exact", "midp"}
    two_sided : {"central", "minlike"}
        What the p-value means by two-sided.
    """

    first: Interval
    second: Interval
    odds: float
    kind: str
    two_sided: str

    @property
    def method(self) -> str:
        return f"Rate ratio, {KINDS[self.kind]}"

    @property
    def ratio(self) -> float:
        """Rate of the first count over rate of the second; infinite if the second count is zero."""
        return cast(float, self.params["ratio"])

    @property
    def p_value(self) -> float:
        """Two-sided, under equal rates: twice the smaller tail, or the probability of all outcomes no more likely."""
        return _p_value(self.first, self.second, self.odds, self.kind, self.two_sided)

    @property
    def p_values(self) -> pd.Series:
        """The p-value, by the name of the estimate."""
        return pd.Series({"ratio": self.p_value})

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Exact interval of the ratio; for counts known as ranges it covers every pair that the ranges allow."""
        check_alpha(alpha)
        low = _limits(self.first.lower, self.second.upper, alpha, self.kind)[0] / self.odds
        high = _limits(self.first.upper, self.second.lower, alpha, self.kind)[1] / self.odds
        return interval_frame(self.params.index, [low], [high])

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """The ratio as a table of one row: ``estimate``, ``lower``, ``upper``, ``p_value``."""
        return super().to_frame(alpha).assign(p_value=self.p_values)

    def poolable(self) -> pd.DataFrame:
        """The logarithm of the ratio with its large-sample standard error, ``sqrt(1 / first + 1 / second)``."""
        counts = self.first.midpoint, self.second.midpoint
        if min(counts) <= 0:
            raise TrendError("a count of zero leaves the logarithm of the ratio without a standard error")
        std_err = float(np.sqrt(1 / counts[0] + 1 / counts[1]))
        return pd.DataFrame({"estimate": [np.log(self.ratio)], "std_err": [std_err]}, index=["log_ratio"])

    def summary(self) -> str:
        """The result in a line."""
        lower, upper = self.conf_int().loc["ratio"]
        p = f"p {format_p(self.p_value)} ({TWO_SIDED[self.two_sided]})"
        return f"{self.method}: {self.ratio:.4g} (95% interval {lower:.4g} to {upper:.4g}), {p}"

    def _draw(self, ax: Axes) -> None:
        """The ratio with its 95% interval beside 1, on a log axis."""
        ends = self.conf_int().loc["ratio"]
        ax.set_xscale("log")
        if np.isfinite(ends.upper) and ends.lower > 0:
            ax.hlines(0, ends.lower, ends.upper, color=PALETTE[0], label="95% interval")
        ax.plot(self.ratio, 0, "o", color=PALETTE[0], label="rate ratio")
        ax.axvline(1, color=GREY, linewidth=0.8)

    def _label(self, ax: Axes) -> None:
        ax.xaxis.set_major_formatter("{x:g}")
        ax.set(xlabel="rate ratio", yticks=[])


def rate_ratio(
    data: Sequence[Any] | np.ndarray | pd.Series,
    *,
    exposure: ArrayLike | None = None,
    method: str = "exact",
    two_sided: str = "central",
) -> RateRatioResult:
    """Compare the rates of two counts exactly.

    The two counts are compared in the order given, first over second, and need not follow each other in time
    (they may be those of two areas in one window), so there is no `time` as in the models of a series.

    Parameters
    ----------
    data : two counts
        Whole numbers or Intervals of some. For counts known as ranges, the interval covers every pair that the
        ranges allow, and the p-value is the largest at their corners, or 1 where the rates can be equal.
    exposure : two numbers, optional
        What the counts are in proportion to: days, persons. By default equal.
    method : {"exact", "midp"}
        "exact" (Clopper and Pearson, 1934) never covers less than it says; "midp" is shorter and covers it
        on average.
    two_sided : {"central", "minlike"}
        What the p-value, exact or mid-P, means by two-sided: "central" is twice the smaller tail, so that p is under
        0.05 just where the 95% interval leaves out 1; "minlike" adds up all outcomes no more likely than this one, as
        R's ``poisson.test`` and SciPy's ``binomtest`` do (for exact counts only).

    Returns
    -------
    RateRatioResult

    Raises
    ------
    TrendError
        If there are not two counts, a count is negative or not whole, both are zero, an exposure is not above zero, or
        "minlike" is asked for counts known as ranges.

    References
    ----------
    Przyborowski, J. and Wilenski, H. (1940). Homogeneity of results in testing samples from Poisson series.
    *Biometrika* 31, 313-323.
    Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case
    of the binomial. *Biometrika* 26, 404-413.

    Examples
    --------
    >>> print(rate_ratio([11, 21], exposure=[800, 3011]).summary())
    Rate ratio, exact: 1.971 (95% interval 0.8584 to 4.277), p 0.1120 (central)
    """
    if not (isinstance(method, str) and method in KINDS):
        raise TrendError(f"method {method!r} is unknown; choose 'exact' or 'midp'")
    if not (isinstance(two_sided, str) and two_sided in TWO_SIDED):
        raise TrendError(f"two_sided is {two_sided!r}; choose 'central' or 'minlike'")
    pair = _pair(data, "counts")
    first, second = (read_count(count, f"the {name} count") for count, name in zip(pair, NAMES, strict=True))
    if first.upper == 0 and second.upper == 0:
        raise TrendError("both counts are zero, so nothing is known of their ratio; widen the windows")
    if two_sided == "minlike" and not _exact(first, second):
        raise TrendError(
            "two_sided='minlike' is for exact counts: between the ends of a range its p-value may be larger"
        )
    odds = _odds(exposure)
    ratio = first.midpoint / second.midpoint / odds if second.midpoint else np.inf
    series = TimeSeries(
        time=np.arange(2.0),
        value=np.array([first.midpoint, second.midpoint], float),
        lower=np.array([first.lower, second.lower], float),
        upper=np.array([first.upper, second.upper], float),
    )
    params = pd.Series({"ratio": float(ratio)})
    return RateRatioResult(
        series=series, params=params, first=first, second=second, odds=odds, kind=method, two_sided=two_sided
    )


def _pair(given, what):
    """The two elements of a pair, or an error."""
    if isinstance(given, (str, Interval, dict, pd.DataFrame)) or not hasattr(given, "__len__"):
        raise TrendError(f"two {what} are expected, as in rate_ratio([11, 21], exposure=[800, 3011]), got {given!r}")
    pair = list(given)
    if len(pair) != 2:
        raise TrendError(f"two {what} are expected, as in rate_ratio([11, 21], exposure=[800, 3011]), got {len(pair)}")
    return pair


def _odds(exposure: ArrayLike | None) -> float:
    if exposure is None:
        return 1.0
    first, second = _pair(exposure, "exposures")
    for value in (first, second):
        if not (isinstance(value, (int, float, np.number)) and np.isfinite(value) and value > 0):
            raise TrendError(f"an exposure is {value!r}; it must be a number above zero")
    return float(first / second)


def _limits(first: float, second: float, alpha: float, kind: str) -> list[float]:
    """Limits of the odds that an event falls in the first count."""
    from scipy import stats

    total = first + second
    if kind == "midp":
        share = _midp_limits(first, total, alpha)
    else:
        share = (
            float(stats.beta.ppf(alpha / 2, first, second + 1)) if first else 0.0,
            float(stats.beta.ppf(1 - alpha / 2, first + 1, second)) if second else 1.0,
        )
    return [float(s / (1 - s)) if s < 1 else np.inf for s in share]


def _midp_limits(first: float, total: float, alpha: float) -> tuple[float, float]:
    from scipy import optimize, stats

    def tail(share, side):
        inside = stats.binom.pmf(first, total, share) / 2
        beyond = stats.binom.sf if side == "upper" else stats.binom.cdf
        return inside + beyond(first - (side == "lower"), total, share) - alpha / 2

    lower = 0.0 if first == 0 else optimize.brentq(tail, 0, first / total, args=("upper",), xtol=1e-14)
    upper = 1.0 if first == total else optimize.brentq(tail, first / total, 1, args=("lower",), xtol=1e-14)
    return cast(float, lower), cast(float, upper)


def _p_value(first: Interval, second: Interval, odds: float, kind: str, two_sided: str) -> float:
    """The largest two-sided p-value over the counts that the ranges allow."""
    if first.lower <= odds * second.upper and odds * second.lower <= first.upper and not _exact(first, second):
        return 1.0
    pairs = {(a, b) for a in (first.lower, first.upper) for b in (second.lower, second.upper) if a + b > 0}
    return max(_pair_p_value(a, b, odds / (1 + odds), kind, two_sided) for a, b in pairs)


def _exact(first, second):
    return first.lower == first.upper and second.lower == second.upper


def _pair_p_value(first: float, second: float, share: float, kind: str, two_sided: str) -> float:
    from scipy import stats

    total = first + second
    half = stats.binom.pmf(first, total, share) / 2 if kind == "midp" else 0.0
    if two_sided == "minlike":
        return float(stats.binomtest(int(first), int(total), share).pvalue - half)
    tails = stats.binom.cdf(first, total, share), stats.binom.sf(first - 1, total, share)
    return float(min(1.0, 2 * (min(tails) - half)))
