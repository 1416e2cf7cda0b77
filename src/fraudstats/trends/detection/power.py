"""What trend a series of a given length could have shown at all.

A test that finds nothing in six years says little unless one knows what it could have found. The yardstick
is the t test of a straight line (through logarithms, where all values are positive): with noise of standard
deviation sigma, a slope b gives a noncentral t with ``b sqrt(sum (t - mean)^2) / sigma``. Autocorrelated
noise makes the slope more variable by a known factor (Weatherhead et al., 1998, Journal of Geophysical
Research 103).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import chdtri, ncfdtr, stdtrit

from fraudstats.errors import TrendError
from fraudstats.trends.result import TrendResult, check_alpha, interval_frame
from fraudstats.trends.series.read import as_time_series

__all__ = ["PowerResult", "power", "power_line"]


@dataclass(kw_only=True, repr=False, eq=False)
class PowerResult(TrendResult):
    """What :func:`power` found.

    Attributes
    ----------
    params : Series
        ``detectable``: the smallest slope found with the target power, per unit of time (of the logarithm
        in a log-linear model).
    noise : float
        Standard deviation of the values (of their logarithms) about the trend.
    log : bool
        Whether slopes are those of logarithms.
    """

    noise: float
    noise_known: bool
    log: bool
    alpha: float
    target: float
    slope_error: float

    @property
    def method(self):
        kind = "log-linear" if self.log else "linear"
        return f"Power of the t test of a {kind} trend, level {self.alpha:g}, two-sided"

    @property
    def df(self) -> int:
        return self.n - 2

    @property
    def change(self) -> tuple[float, float]:
        """The detectable rise and fall per unit of time: percent in a log-linear model, else the slope."""
        return _changes(self.params["detectable"], self.log)

    def probability(self, slope):
        """Probability of finding a trend of this slope (per unit of time, on the scale of the model)."""
        found = _t_power(np.asarray(slope, float) / self.slope_error, self.df, self.alpha)
        return float(found) if np.ndim(found) == 0 else found

    def conf_int(self, alpha=0.05):
        """Interval of the detectable slope that the estimated noise implies (chi square; none if known)."""
        slope, ratio = self.params["detectable"], np.ones(2)
        if not self.noise_known:
            tails = np.array([check_alpha(alpha) / 2, 1 - alpha / 2])
            ratio = np.sqrt(self.df / chdtri(self.df, tails))
        return interval_frame(["detectable"], *(slope * ratio).reshape(2, 1))

    def to_frame(self):
        """The power curve: ``slope``, ``power``."""
        slopes = np.linspace(0, 2, 41) * self.params["detectable"]
        return pd.DataFrame({"slope": slopes, "power": self.probability(slopes)})

    def _body(self):
        return f"noise (standard deviation) = {self.noise:.6g}\n{self.power}"

    @property
    def power(self):
        unit = "a year" if self.series.start is not None else "per unit of time"
        size = "rise of {:.3g}% or a fall of {:.3g}%" if self.log else "rise or fall of {:.4g}"
        return (
            f"the smallest trend that {self.n} values so scattered would show with probability "
            f"{self.target:.0%} is a {size.format(*self.change)} {unit}"
        )

    def plot(self, ax=None):
        """Draw the power curve; returns the matplotlib axes."""
        ax = super().plot(ax)
        ax.set(xlabel="slope per unit of time", ylabel="power", ylim=(0, 1.02))
        return ax

    def _draw(self, ax):
        curve = self.to_frame()
        ax.plot(curve.slope, curve.power, label=f"n = {self.n}")
        ax.axhline(self.target, color="gray", linewidth=0.8)


def power(data, *, time=None, noise=None, log=None, target=0.8, alpha=0.05, autocorrelation=0.0) -> PowerResult:
    """The smallest trend that a series could have shown, and its power curve.

    Parameters
    ----------
    data : series or int
        Anything that :func:`~fraudstats.trends.as_time_series` reads, or a number of equally spaced values
        (then `noise` is needed).
    time : array, optional
        Times, in place of those of `data`.
    noise : float, optional
        Standard deviation about the trend (of logarithms if `log`); estimated from `data` by default.
    log : bool, optional
        Whether the trend is a percent change; by default where all values are positive.
    target : float
        Wanted probability of finding the trend.
    alpha : float
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
    check_alpha(alpha)
    if not alpha < target < 1:
        raise TrendError(f"target is {target!r}; expected a power between alpha = {alpha:g} and 1")
    if noise is None and isinstance(data, (int, np.integer)):
        raise TrendError("a number of values has no scatter of its own; give `noise`, the standard deviation")
    if not -1 < autocorrelation < 1:
        raise TrendError(f"autocorrelation is {autocorrelation!r}; expected a number between -1 and 1")
    sigma = _scatter(series, log) if noise is None else float(noise)
    if not (np.isfinite(sigma) and sigma > 0):
        raise TrendError(f"the noise is {sigma:g}; it must be above zero (values on a line show any trend)")
    error = sigma * _slope_factor(series.time, autocorrelation)
    slope = error * _detectable_score(series.n - 2, alpha, target)
    return PowerResult(
        series=series,
        params=pd.Series({"detectable": slope}),
        noise=sigma,
        noise_known=noise is not None,
        log=log,
        alpha=alpha,
        target=target,
        slope_error=error,
    )


def power_line(series) -> str:
    """One sentence on the trend that a series like this could have shown; for summaries of short series."""
    n = series.n
    if n < 3 or np.ptp(series.time) == 0:
        return f"{n} value{'s' * (n != 1)} cannot show a trend by any test"
    rank = f"; no rank test of {n} values gives p below {2 / factorial(n):.2g}" if n < 5 else ""
    try:
        return power(series).power + rank
    except TrendError:
        return f"the values lie on a line, so their scatter, and what {n} values could show, are unknown{rank}"


def _read(data, time, log):
    if isinstance(data, (int, np.integer)) and not isinstance(data, bool):
        data = np.ones(max(int(data), 0))
    series = as_time_series(data, time).complete().require(3, "a statement of power")
    if np.ptp(series.time) == 0:
        raise TrendError("all values share one time, so they can show no trend")
    log = bool((series.value > 0).all()) if log is None else log
    if log and not (series.value > 0).all():
        raise TrendError("logarithms need values above zero; give log=False")
    return series, log


def _scatter(series, log):
    """Standard deviation about the line; zero if only rounding errors are left."""
    value = np.log(series.value) if log else series.value
    centred = series.time - series.time.mean()
    residual = value - value.mean() - centred * (centred @ value) / (centred @ centred)
    sse = residual @ residual
    return 0.0 if sse <= 1e-24 * (value @ value) else float(np.sqrt(sse / (len(value) - 2)))


def _slope_factor(time, autocorrelation):
    """Standard error of the least-squares slope for noise of standard deviation one."""
    centred = time - time.mean()
    weight = centred / (centred @ centred)
    gaps = np.diff(np.unique(time))
    steps = np.abs(time[:, None] - time) / gaps.min()
    correlation = np.sign(autocorrelation) ** np.round(steps) * abs(autocorrelation) ** steps
    return float(np.sqrt(weight @ correlation @ weight))


def _t_power(score, df, alpha):
    """Power of the two-sided t test at a noncentrality; one where it is too large for the distribution."""
    critical = stdtrit(df, 1 - alpha / 2)
    return 1 - np.nan_to_num(ncfdtr(1, df, np.square(score), critical**2), nan=0.0)


def _detectable_score(df, alpha, target):
    """The noncentrality at which the t test has the target power."""
    upper = 2.0
    while _t_power(upper, df, alpha) < target:
        upper *= 2
    return brentq(lambda score: _t_power(score, df, alpha) - target, upper / 4, upper)


def _changes(slope, log):
    if not log:
        return slope, slope
    with np.errstate(over="ignore"):
        return float(100 * np.expm1(slope)), float(-100 * np.expm1(-slope))
