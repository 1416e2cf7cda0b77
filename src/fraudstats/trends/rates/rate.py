"""The rate of one count, with the interval that its random variation gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.style import PALETTE, place_axis
from fraudstats.trends.rates.poisson import LIMITS, mean_limits, read_count
from fraudstats.trends.result import TrendResult, check_alpha, interval_frame
from fraudstats.trends.series.time_series import TimeSeries

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["RateResult", "rate"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class RateResult(TrendResult):
    """Rates of Poisson counts; `params` holds them by the labels of the counts (``rate`` for one).

    Attributes
    ----------
    counts : tuple of Interval
        The counts.
    exposure : ndarray
        What each is in proportion to.
    kind : {"exact", "midp", "score"}
    """

    counts: tuple[Interval, ...]
    exposure: np.ndarray
    kind: str

    @property
    def method(self) -> str:
        return f"Poisson rate, {LIMITS[self.kind]}"

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Interval of each rate; for a count known as a range it covers every count that the range allows."""
        check_alpha(alpha)
        lower = [mean_limits(count.lower, alpha, self.kind)[0] for count in self.counts]
        upper = [mean_limits(count.upper, alpha, self.kind)[1] for count in self.counts]
        return interval_frame(self.params.index, lower / self.exposure, upper / self.exposure)

    def poolable(self) -> pd.DataFrame:
        """The rates, with their large-sample standard errors ``sqrt(count) / exposure``."""
        counts = np.array([count.midpoint for count in self.counts])
        if (counts == 0).any():
            raise TrendError("a count of zero leaves its rate without a standard error; use `conf_int()`")
        return pd.DataFrame({"estimate": self.params, "std_err": np.sqrt(counts) / self.exposure})

    def summary(self) -> str:
        """The method, and each rate with its 95% interval in a line."""
        rows = self.to_frame().itertuples()
        lines = [f"{at}: {rate:.4g} (95% interval {low:.4g} to {high:.4g})" for at, rate, low, high in rows]
        return "\n".join([self.method, *lines])

    def _draw(self, ax: Axes) -> None:
        """The rates with their 95% intervals."""
        table = self.to_frame()
        place = np.arange(len(table))
        ax.vlines(place, table["lower"], table["upper"], color=PALETTE[0], label="95% interval")
        ax.plot(place, table["estimate"], "o", color=PALETTE[0], label="rate")

    def _label(self, ax: Axes) -> None:
        place_axis(ax, self.to_frame().index)
        ax.set(ylabel="rate")


def rate(data: Any, *, exposure: ArrayLike | None = None, method: str = "exact") -> RateResult:
    """The rate of a count, or of several, with exact intervals.

    What is uncertain is the chance in the count itself, as if events came one by one and independently (Poisson).
    National counts scatter far more from year to year: for their trend use :func:`~fraudstats.trends.count_trend`.

    Parameters
    ----------
    data : count, or a list or Series of counts
        Whole numbers or Intervals of some. The interval of a count known as a range covers every count that the range
        allows.
    exposure : number, or one per count, optional
        What the counts are in proportion to, in the unit of the rate: days, or persons / 100,000. By default 1, so
        that the rate is the count.
    method : {"exact", "midp", "score"}
        "exact" (Garwood, 1936) never covers less than it says; "midp" is shorter and covers it nearly, on average;
        "score" (Rao, 1948) is the shortest for large counts and covers less than it says at some means.

    Returns
    -------
    RateResult

    Raises
    ------
    TrendError
        If a count is negative or not whole, or an exposure is not above zero.

    References
    ----------
    Garwood, F. (1936). Fiducial limits for the Poisson distribution. *Biometrika* 28, 437-442.
    Ulm, K. (1990). A simple method to calculate the confidence interval of a standardized mortality ratio. *American
    Journal of Epidemiology* 131, 373-375.

    Examples
    --------
    Ten cases among 250,000 persons, per 100,000:

    >>> print(rate(10, exposure=2.5).summary())
    Poisson rate, exact (Garwood)
    rate: 4 (95% interval 1.918 to 7.356)

    No case at all still leaves a rate of up to 3.7 possible:

    >>> rate(0).conf_int().round(2).values.tolist()
    [[0.0, 3.69]]
    """
    if not (isinstance(method, str) and method in LIMITS):
        raise TrendError(f"method {method!r} is unknown; choose one of {', '.join(LIMITS)}")
    given, index = _listed(data)
    if not len(given):
        raise TrendError("there is no count; give a whole number, an Interval, or several")
    counts = tuple(read_count(count, f"the count {label}") for count, label in zip(given, index, strict=True))
    exposures = _exposures(exposure, len(counts))
    lower, middle, upper = (
        np.array([getattr(c, end) for c in counts], float) for end in ("lower", "midpoint", "upper")
    )
    series = TimeSeries(np.arange(len(counts), dtype=float), middle, lower, upper)
    params = pd.Series(middle / exposures, index)
    return RateResult(series=series, params=params, counts=counts, exposure=exposures, kind=method)


def _listed(data):
    """The counts, and their labels."""
    if isinstance(data, pd.Series):
        return data.tolist(), data.index
    if isinstance(data, list | tuple) or (isinstance(data, np.ndarray) and data.ndim == 1):
        return list(data), pd.RangeIndex(len(data))
    return [data], pd.Index(["rate"])


def _exposures(exposure: ArrayLike | None, n: int) -> np.ndarray:
    try:
        given = np.ones(n) if exposure is None else np.broadcast_to(np.asarray(exposure, dtype=float), n)
    except (TypeError, ValueError):
        raise TrendError(f"exposure is {exposure!r}; give one number, or one for each of {n} counts") from None
    if not (np.isfinite(given) & (given > 0)).all():
        raise TrendError(f"exposure is {exposure!r}; it must be above zero")
    return given
