"""The power of a trend test: what a series of a given length and scatter could have shown, as a curve.

A test that finds nothing in six years says little unless one knows what it could have found. The arithmetic is in
:mod:`~fraudstats.trends.detection.detectable`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.special import chdtri

from fraudstats.errors import TrendError
from fraudstats.style import GREY, PALETTE
from fraudstats.trends.arguments import whole_number
from fraudstats.trends.detection.detectable import (
    changes,
    detectable_score,
    detectable_words,
    scatter,
    slope_factor,
    t_power,
)
from fraudstats.trends.result import TrendResult, check_alpha, interval_frame
from fraudstats.trends.series.read import as_time_series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["PowerResult", "power"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class PowerResult(TrendResult):
    """What :func:`power` found.

    Attributes
    ----------
    params : Series
        ``detectable``: the smallest slope found with the target power, per unit of time (of the logarithm
        in a log-linear model).
    noise : float
        Standard deviation of the values (of their logarithms) about the trend.
    noise_known : bool
        Whether the noise was given, not estimated.
    log : bool
        Whether slopes are those of logarithms.
    test_alpha, target : float
        Level and wanted power of the test.
    slope_error : float
        Standard error of the slope for this noise.
    """

    noise: float
    noise_known: bool
    log: bool
    test_alpha: float
    target: float
    slope_error: float

    @property
    def method(self) -> str:
        kind = "log-linear" if self.log else "linear"
        return f"Power of the t test of a {kind} trend, level {self.test_alpha:g}, two-sided"

    @property
    def df(self) -> int:
        """Degrees of freedom of the t test."""
        return self.nobs - 2

    @property
    def change(self) -> tuple[float, float]:
        """The detectable rise and fall per unit of time: percent in a log-linear model, else the slope."""
        return changes(self._slope, self.log)

    def probability(self, slope: Any) -> Any:
        """Probability of finding a trend of this slope (per unit of time, on the scale of the model)."""
        found = t_power(np.asarray(slope, float) / self.slope_error, self.df, self.test_alpha)
        return float(found) if np.ndim(found) == 0 else found

    def curve(self) -> pd.DataFrame:
        """The power curve: ``slope``, ``power``."""
        slopes = np.linspace(0, 2, 41) * self._slope
        return pd.DataFrame({"slope": slopes, "power": self.probability(slopes)})

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Interval of the detectable slope that the estimated noise implies (chi square; none if known)."""
        slope, ratio = self._slope, np.ones(2)
        if not self.noise_known:
            tails = np.array([check_alpha(alpha) / 2, 1 - alpha / 2])
            ratio = np.sqrt(self.df / chdtri(self.df, tails))
        return interval_frame(["detectable"], *(slope * ratio).reshape(2, 1))

    @property
    def power_note(self) -> str:
        """The smallest trend found with the target power, as a sentence."""
        dated = self.series.start is not None
        return detectable_words(self.nobs, self.target, self._slope, self.log, dated)

    @property
    def _slope(self):
        return float(self.params.iloc[0])

    def _body(self):
        return f"noise (standard deviation) = {self.noise:.6g}\n{self.power_note}"

    def _label(self, ax: Axes) -> None:
        ax.set(xlabel="slope per unit of time", ylabel="power", ylim=(0, 1.02))

    def _draw(self, ax):
        curve = self.curve()
        ax.plot(curve["slope"], curve["power"], color=PALETTE[0], label=f"n = {self.nobs}")
        ax.axhline(self.target, color=GREY, linewidth=0.8, label=f"target {self.target:g}")


def power(
    data: Any,
    time: Any = None,
    *,
    noise: float | None = None,
    log: bool | None = None,
    target: float = 0.8,
    test_alpha: float = 0.05,
    autocorrelation: float = 0.0,
) -> PowerResult:
    """The smallest trend that a series could have shown, and its power curve.

    Parameters
    ----------
    data : series or int
        Anything that :func:`~fraudstats.trends.as_time_series` reads, or a number of equally spaced values
        (then `noise` is needed).
    time : array or str, optional
        Times, in place of those of `data`; or the column that holds them.
    noise : float, optional
        Standard deviation about the trend (of logarithms if `log`); estimated from `data` by default.
    log : bool, optional
        Whether the trend is a percent change; by default where all values are positive.
    target : float
        Wanted probability of finding the trend.
    test_alpha : float
        Level of the two-sided test.
    autocorrelation : float
        Lag-one autocorrelation of the noise, in steps of the series.

    Returns
    -------
    PowerResult

    Raises
    ------
    TrendError
        With fewer than three values, which can show no trend.

    Examples
    --------
    Six yearly counts that scatter by 10% must rise by 9.4% a year:

    >>> rise, fall = power(6, noise=0.1, log=True).change
    >>> round(rise, 1), round(fall, 1)
    (9.4, 8.6)
    """
    series, log = _read(data, time, log)
    for name, given in (("target", target), ("autocorrelation", autocorrelation), ("noise", noise)):
        if given is not None and not isinstance(given, int | float | np.number):
            raise TrendError(f"{name} is {given!r}; give a number")
    if not check_alpha(test_alpha) < target < 1:
        raise TrendError(f"target is {target!r}; expected a power between test_alpha = {test_alpha:g} and 1")
    if noise is None and isinstance(data, (int, np.integer)):
        raise TrendError("a number of values has no scatter of its own; give `noise`, the standard deviation")
    if not -1 < autocorrelation < 1:
        raise TrendError(f"autocorrelation is {autocorrelation!r}; expected a number between -1 and 1")
    sigma = scatter(series.time, series.value, log) if noise is None else float(noise)
    if not (np.isfinite(sigma) and sigma > 0):
        raise TrendError(f"the noise is {sigma:g}; it must be above zero (values on a line show any trend)")
    error = sigma * slope_factor(series.time, autocorrelation)
    slope = error * detectable_score(series.nobs - 2, test_alpha, target)
    return PowerResult(
        series=series,
        params=pd.Series({"detectable": slope}),
        noise=sigma,
        noise_known=noise is not None,
        log=log,
        test_alpha=test_alpha,
        target=target,
        slope_error=error,
    )


def _read(data, time, log):
    if isinstance(data, (int, np.integer)) and not isinstance(data, bool):
        data = np.ones(whole_number("the number of values", data, 0))
    series = as_time_series(data, time).points("a statement of power").complete().require(3, "a statement of power")
    if np.ptp(series.time) == 0:
        raise TrendError("all values share one time, so they can show no trend")
    log = bool((series.value > 0).all()) if log is None else log
    if log and not (series.value > 0).all():
        raise TrendError("logarithms need values above zero; give log=False")
    return series, log
