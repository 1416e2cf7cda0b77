"""Trend of numbers known only as ranges, by maximum likelihood.

"More than 370,000" is a number from 370,000 up to 380,000. A range contributes its probability to the
likelihood, an exact value its density, an open range its tail; so rounding is part of the model instead of
being hoped not to matter. With normal and log-normal errors this is the accelerated failure time model
that R's ``survreg`` fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.counts.count_trend import ALPHA_ZERO, OVERDISPERSED, count_design
from fraudstats.trends.counts.range_fit import RangeFit, fit_ranges
from fraudstats.trends.counts.ranges import Ranges, read_offset, read_ranges, read_weights
from fraudstats.trends.likelihoods.allowed import allowed_lines, least_squares_bounds
from fraudstats.trends.likelihoods.glm import check_design
from fraudstats.trends.likelihoods.wald import WaldResult
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.result import check_alpha, interval_frame
from fraudstats.trends.series.read import as_time_series

__all__ = ["IntervalRegressionResult", "interval_regression"]

FAMILIES = {
    "normal": "normal errors",
    "lognormal": "log-normal errors",
    "poisson": "Poisson counts",
    "negbin": "negative binomial counts",
}
#: The name of the last parameter, on the log scale.
SPREAD = {"normal": ["log_scale"], "lognormal": ["log_scale"], "poisson": [], "negbin": ["log_alpha"]}


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class IntervalRegressionResult(WaldResult):
    """A fitted trend of interval-censored values.

    Attributes
    ----------
    family : str
        As given to :func:`interval_regression`.
    design, offset : ndarray
        Of the linear predictor.
    used : ndarray of bool
        Which rows have a range.
    ranges : Ranges
        The rows that were used, with their weights.
    fit : RangeFit
        The maximum of the likelihood, and the profile from which intervals come.
    """

    family: str
    design: np.ndarray
    offset: np.ndarray
    used: np.ndarray
    ranges: Ranges
    fit: RangeFit

    @property
    def method(self) -> str:
        weights = f", frequency weights of sum {self.ranges.n:g}" if (self.ranges.weights != 1).any() else ""
        return f"Interval-censored regression, {FAMILIES[self.family]}{weights}"

    @property
    def nobs(self) -> int:
        """The number of values and ranges that were used, each once, whatever its weight."""
        return int(self.used.sum())

    @property
    def loglik(self) -> Callable[[np.ndarray], float]:
        """Log likelihood as a function of the array of parameters."""
        return self.fit.loglik

    @property
    def scale(self) -> float:
        """Standard deviation of the errors (of the logarithms, for log-normal); NaN for counts."""
        return float(np.exp(self.params["log_scale"])) if "log_scale" in self.params else np.nan

    @property
    def fittedvalues(self) -> np.ndarray:
        """The trend at the observation times: expected values (medians for log-normal)."""
        eta = self.design @ self.params.to_numpy()[: self.design.shape[1]] + self.offset
        return eta if self.family == "normal" else np.exp(eta)

    def fitted_band(self, alpha: float = 0.05) -> pd.DataFrame | None:
        """Pointwise Wald intervals of the trend; None where the likelihood has no curvature."""
        if not np.isfinite(self.cov).all():
            return None
        ends = self._line_ends(self.design, alpha) + self.offset
        return interval_frame(None, *(ends if self.family == "normal" else np.exp(ends)))

    @property
    def p_values(self) -> pd.Series:
        """Two-sided p-values of the coefficients being zero, which agree with the profile intervals."""
        found = [self.test(str(name)) for name in self._coefficients]
        return pd.Series(found, self._coefficients).reindex(self.params.index)

    def test(self, name: str, value: float = 0.0) -> float:
        """The p-value of the hypothesis that a parameter has a value, two-sided, by the penalised likelihood ratio.

        It is 1 where a line through all ranges has that coefficient.

        Parameters
        ----------
        name : str
            A name of `params`.
        value : float
        """
        names = [str(one) for one in self.params.index]
        if name not in names:
            raise TrendError(f"no parameter is called {name!r}; choose one of {', '.join(names)}")
        k, lines = names.index(name), self.fit.lines
        if lines is not None and k < len(lines.lower) and lines.lower[k] <= value <= lines.upper[k]:
            return 1.0
        return self.fit.profile.p_value(k, value)

    def conf_int(self, alpha: float = 0.05, method: str = "profile") -> pd.DataFrame:
        """Confidence intervals of the parameters.

        Parameters
        ----------
        alpha : float
        method : {"profile", "wald"}
            Penalised likelihood-ratio intervals with the limits of Student's t, which hold in short series and where
            ranges are wide; they contain the coefficients of every line through all ranges. Or Wald intervals, as
            ``survreg`` prints, which are too narrow in both cases, and NaN where the likelihood has no maximum.
        """
        if method == "wald":
            return super().conf_int(alpha)
        if method != "profile":
            raise TrendError(f"method {method!r} is unknown; choose 'profile' or 'wald'")
        ends = np.array([self._interval(k, check_alpha(alpha)) for k in range(len(self.params))])
        return interval_frame(self.params.index, *ends.T)

    def _interval(self, k, alpha):
        """The profile interval of a parameter, with its estimate and what lines through all ranges allow."""
        held = [float(self.params.iloc[k])]
        lines, step = self.fit.lines, float(np.sqrt(self.cov[k, k]))
        if lines is not None and k < len(lines.lower):
            held += [lines.lower[k], lines.upper[k]]
            step = float(lines.upper[k] - lines.lower[k]) or step
        if not (np.isfinite(step) and step > 0):
            step = 1.0  # a log scale without a standard error
        lower, upper = self.fit.profile.interval(k, step, alpha)
        return min(lower, *held), max(upper, *held)

    def least_squares_bounds(self) -> pd.DataFrame:
        """The smallest and largest least-squares estimates when each value may lie anywhere in its range.

        Sharp: every bound is reached, with each value at one end of its range. Of the logarithms of the values (over
        their exposure), except for normal errors. They say how far rounding alone can move a trend, and nothing
        about scatter.

        Returns
        -------
        DataFrame
            One row per coefficient, columns ``lower`` and ``upper``; infinite where an open range has a say.
        """
        ends = least_squares_bounds(self.ranges.design, *self.ranges.linear(), self.ranges.weights)
        return interval_frame(self._coefficients, *ends)

    def line_bounds(self) -> pd.DataFrame:
        """The coefficients that lines through all ranges have, by linear programmes; NaN if no line passes through all.

        Returns
        -------
        DataFrame
            One row per coefficient, columns ``lower`` and ``upper``.
        """
        lines = self.fit.lines or allowed_lines(self.ranges.design, *self.ranges.linear())
        if lines is None:
            return interval_frame(self._coefficients, np.nan, np.nan)
        return interval_frame(self._coefficients, lines.lower, lines.upper)

    @property
    def _coefficients(self):
        return self.params.index[: self.design.shape[1]]


@pools_draws
def interval_regression(
    data: Any,
    time: Any = None,
    *,
    family: str = "lognormal",
    exposure: Any = None,
    exog: Any = None,
    weights: Any = None,
) -> IntervalRegressionResult:
    """Fit a linear trend (log-linear, except for normal errors) to values of which only ranges are known.

    Parameters
    ----------
    data : TimeSeries, list of Interval, or DataFrame with `lower` and `upper`
        Ranges in time; `lower` equal to `upper` is an exact value, an infinite end an open range, a missing
        row is left out. The band of an estimate is refused: it is no range that the value must lie in.
    time : array, optional
        Times, in place of those of `data`.
    family : {"lognormal", "normal", "poisson", "negbin"}
        Distribution of the values. Counts are log-linear; their ranges hold whole numbers, both ends
        included.
    exposure : number or array, optional
        What each value is in proportion to, by default the days of its window; not for normal errors.
    exog : array or DataFrame, optional
        Further columns of the design, one row per value.
    weights : array, optional
        Frequency weights, whole numbers from 1: how many equal rows each row stands for. The fit is that of the rows
        written out.

    Returns
    -------
    IntervalRegressionResult
        `params` holds ``intercept``, ``slope``, further columns, and ``log_scale`` (normal, log-normal: the
        logarithm of the standard deviation) or ``log_alpha`` (negative binomial). Where one line passes
        through all ranges, the likelihood is largest for every such line, with errors of scale zero: the estimate
        is then the line midway between the least and the most steep of them, ``log_scale`` is minus infinity,
        there are no standard errors, and a note says so.

    Raises
    ------
    TrendError
        If fewer than 3 ranges are known, a range does not belong to the family, every range is open on the
        same side, the values leave no error to estimate, ranges allow trends of any steepness, weights are not
        whole numbers, or `data` is an estimate with its band.

    References
    ----------
    Kalbfleisch, J. D. and Prentice, R. L. (2002). *The Statistical Analysis of Failure Time Data*, 2nd ed.
    Wiley.
    Stewart, M. B. (1983). On least squares estimation when the dependent variable is grouped. *Review of
    Economic Studies* 50, 737-753.

    Examples
    --------
    >>> ranges = pd.DataFrame({"year": [2018, 2019, 2020, 2021, 2022],
    ...                        "lower": [100, 120, 150, 170, 210], "upper": [110, 130, 160, 180, 220]})
    >>> fit = interval_regression(ranges, family="poisson")
    >>> fit.ratios().loc["slope"].round(2).tolist()
    [1.19, 1.13, 1.26]

    How far rounding alone can move the least-squares trend:

    >>> fit.least_squares_bounds().loc["slope"].round(3).tolist()
    [0.156, 0.198]
    """
    if family not in FAMILIES:
        raise TrendError(f"family {family!r} is unknown; choose one of {', '.join(FAMILIES)}")
    series = as_time_series(data, time)
    lower, upper, used = read_ranges(series, family)
    names, design = count_design(series, exog)
    offset = read_offset(series, exposure, family)
    check_design(design[used])
    rows = (design, offset, lower, upper, read_weights(series, weights))
    ranges = Ranges(family, *(row[used] for row in rows))
    fit = fit_ranges(ranges)
    result = IntervalRegressionResult(
        series=series,
        params=pd.Series(fit.params, [*names, *SPREAD[family]]),
        cov=fit.cov,
        llf=fit.llf,
        family=family,
        design=design,
        offset=offset,
        used=used,
        ranges=ranges,
        fit=fit,
    )
    return replace(result, notes=tuple(_notes(result)))


def _notes(result: IntervalRegressionResult) -> Iterator[str]:
    fit, ranges = result.fit, result.ranges
    if fit.lines is not None and fit.boundary:
        least, most = fit.lines.lower[1], fit.lines.upper[1]
        yield (
            f"one line passes through all ranges, with any slope from {least:.4g} to {most:.4g}: the likelihood is as "
            "large for each of them, with errors of scale zero, so the estimate is the line midway, without standard "
            "errors; the intervals hold these slopes and those that errors the ranges may hide would add"
        )
    elif fit.flat:
        yield (
            "the ranges are wide against the errors, so many trends fit equally well: the estimate is one of "
            "them, and the profile intervals hold them all"
        )
    if result.family == "negbin" and fit.boundary:
        yield ALPHA_ZERO
    mu = result.fittedvalues[result.used]
    misses = np.maximum(0, np.maximum(ranges.lower - mu, mu - ranges.upper))
    spare = ranges.n - len(result.params)
    if result.family == "poisson" and ranges.weights @ (misses**2 / mu) > OVERDISPERSED * max(spare, 1):
        yield "the counts vary more than a Poisson variance allows: the intervals are too narrow; try negbin"
