"""A straight line through a series, whose interval allows for errors that depend on their neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.kendall.values import in_twelfths, steps
from fraudstats.trends.likelihoods.autoregression import AUTOREGRESSIVE, autoregression, autoregressive_fit
from fraudstats.trends.likelihoods.covariance import COV_TYPES, covariance, newey_west, read_lags
from fraudstats.trends.likelihoods.fixed_b import FixedB, fixed_b
from fraudstats.trends.likelihoods.glm import GlmFit, fit_glm
from fraudstats.trends.likelihoods.wald import WaldResult
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.result import check_alpha, format_p, interval_frame
from fraudstats.trends.series.exposure import beside
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["LinearTrendResult", "linear_trend"]

METHOD = "a linear trend"
#: Values below which errors have under two degrees of freedom.
FEWEST = 4
FIXED_B = "HAC-fixed-b"
#: Errors that need to know which values are neighbours.
ORDERED = (AUTOREGRESSIVE, "HAC-corrected", "HAC", FIXED_B)
#: What 95% intervals of the slope cover at 7 to 30 values and autocorrelations of 0 to 0.6, where that is too little
#: (docs/evidence/linear-coverage.md).
COVERS = {
    "HAC-corrected": "84 to 97%",
    "HAC-fixed-b": "85 to 96%",
    "HAC": "65 to 90%",
    "HC0": "64 to 94%",
    "nonrobust": "68 to 96%",
}


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class LinearTrendResult(WaldResult):
    """A fitted straight line; `params` holds ``intercept`` (at time zero) and ``slope`` (per unit of time).

    Attributes
    ----------
    log : bool
        Whether the line is that of the natural logarithms.
    cov_type : str
        As given to :func:`linear_trend`.
    max_lags : int or None
        Lags of the errors; None where they have none.
    fit : GlmFit
        The least squares fit (generalised, for ``"AR(1)"``) of the values, or of their logarithms, each divided by the
        standard deviation that its weight implies.
    design : ndarray
        The design that was fitted, one row per value that is not missing.
    rows : ndarray of int
        Position of each of these values on the regular time grid.
    limits : tuple of FixedB, optional
        Distributions of the t statistics of ``"HAC-fixed-b"``.
    """

    log: bool
    cov_type: str
    max_lags: int | None
    fit: GlmFit
    design: np.ndarray
    rows: np.ndarray
    limits: tuple[FixedB, ...] | None = None

    @property
    def method(self) -> str:
        lags = "" if self.max_lags is None else f" over {self.max_lags} lags"
        return f"Linear trend of the {'logarithms' if self.log else 'values'}, {self.cov_type} errors{lags}"

    @property
    def slope(self) -> float:
        """The slope per unit of time (of the logarithm, where that was fitted)."""
        return float(self.params.iloc[1])

    @property
    def fittedvalues(self) -> np.ndarray:
        """The line at the times of the series, on the scale of the values."""
        line = float(self.params.iloc[0]) + self.slope * np.asarray(self.series.time, float)
        return np.exp(line) if self.log else line

    def fitted_band(self, alpha: float = 0.05) -> pd.DataFrame | None:
        """Pointwise intervals of the line; None where its estimates are not Student's (fixed b, AR(1))."""
        if not self._student:
            return None
        time = np.asarray(self.series.time, float)
        ends = self._line_ends(np.column_stack([np.ones(len(time)), time]), alpha)
        return interval_frame(None, *(np.exp(ends) if self.log else ends))

    @property
    def p_values(self) -> pd.Series:
        """Two-sided p-values of the intercept and the slope being zero."""
        if self.limits is None:
            return super().p_values
        scores = self.params / self.bse
        return pd.Series([d.p_value(t) for d, t in zip(self.limits, scores, strict=True)], self.params.index)

    @property
    def _student(self) -> bool:
        return super()._student and self.limits is None

    def percent_change(self, alpha: float = 0.05) -> pd.Series:
        """Change per unit of time (a year, where times are dates), in percent: estimate, lower, upper."""
        if not self.log:
            raise TrendError("a line of the values has no constant percent change; fit it with log=True")
        return 100 * (self.ratios(alpha).loc["slope"] - 1)

    def autocorrelation(self) -> float:
        """First-order autocorrelation of the errors by restricted likelihood, without the bias that residuals have."""
        return autoregression(self.fit, self.design, self.rows).rho

    def _critical(self, alpha: float) -> np.ndarray:
        if self.limits is None:
            return super()._critical(alpha)
        return np.array([d.critical(check_alpha(alpha)) for d in self.limits])

    def _body(self) -> str:
        if not self.log:
            return super()._body()
        change, p = self.percent_change(), cast(float, self.p_values["slope"])
        ends = f"{change.lower:.3g}% to {change.upper:.3g}%"
        line = f"Change per unit of time: {change.estimate:.3g}% ({ends}), p {format_p(p)}"
        return f"{super()._body()}\n\n{line}"


@pools_draws
def linear_trend(
    data: Any,
    time: Any = None,
    *,
    log: bool = False,
    weights: Any = None,
    cov_type: str = "AR(1)",
    max_lags: int | None = None,
) -> LinearTrendResult:
    """Fit a straight line to a series, with an interval that holds where neighbouring errors are correlated.

    Parameters
    ----------
    data : TimeSeries, array, Series, DataFrame or Draws
        Values in time (see :func:`~fraudstats.trends.as_time_series`), over windows of one length. Ranges are read at
        their midpoints, and a note says so; open ranges are refused, missing values keep their place in time. Draws
        are pooled.
    time : array or str, optional
        Times of the values, or the column that holds them.
    log : bool
        Fit the logarithms: the slope is then a constant percent change.
    weights : array, optional
        One number above zero per value: inverse variances, up to a factor, on the scale of the line.
    cov_type : {"AR(1)", "HAC-corrected", "HAC-fixed-b", "HAC", "HC0", "nonrobust"}
        Errors: a first-order autoregression, by generalised least squares averaged over its coefficient, which moves
        the line, too; Newey and West's without their small-sample bias, with Satterthwaite's degrees of freedom; those
        with critical values that know the bandwidth (Kiefer and Vogelsang, 2005), computed for this design; those as
        Stata's ``newey`` has them; robust to heteroscedasticity; those of independent errors.
    max_lags : int, optional
        Lags of the three kinds of Newey and West's; by default ``floor(4 (n / 100)^(2/9))``, for ``"HAC-fixed-b"`` all
        (a bandwidth of the whole series).

    Returns
    -------
    LinearTrendResult

    Raises
    ------
    TrendError
        With fewer than 4 values, two values at one time, windows of unequal length, values not above zero where `log`
        is set, `max_lags` with errors that have none, or times that are on no regular grid where errors are
        autocorrelated.

    References
    ----------
    Newey, W. K. and West, K. D. (1987). A simple, positive semi-definite, heteroskedasticity and autocorrelation
    consistent covariance matrix. *Econometrica* 55, 703-708.
    Kiefer, N. M. and Vogelsang, T. J. (2005). A new asymptotic theory for heteroskedasticity-autocorrelation robust
    tests. *Econometric Theory* 21, 1130-1164.
    Cheang, W.-K. and Reinsel, G. C. (2000). Bias reduction of autoregressive estimates in time series regression model
    through restricted maximum likelihood. *Journal of the American Statistical Association* 95, 1173-1184.

    Examples
    --------
    >>> years = np.arange(2010, 2022)
    >>> losses = [21, 22, 25, 24, 27, 31, 30, 33, 38, 37, 41, 44]
    >>> trend = linear_trend(losses, years, log=True, cov_type="nonrobust")
    >>> trend.percent_change().round(1).tolist()
    [7.0, 6.2, 7.8]
    """
    if cov_type not in (known := (AUTOREGRESSIVE, FIXED_B, *COV_TYPES)):
        raise TrendError(f"cov_type {cov_type!r} is unknown; choose one of {', '.join(known)}")
    if max_lags is not None and "HAC" not in cov_type:
        raise TrendError(
            f"max_lags is {max_lags}, and {cov_type} errors have no lags; give a cov_type of Newey and West's"
        )
    series = _read(data, time, log)
    seen = np.flatnonzero(np.isfinite(series.value))
    weight = _read_weights(series, weights)[seen]
    rows = steps(series, f"{cov_type} errors")[seen] if cov_type in ORDERED else seen
    response = np.log(series.value[seen]) if log else series.value[seen]
    fit, x = _least_squares(series.time[seen], response, np.sqrt(weight))
    lags = _lags(cov_type, max_lags, len(seen))
    found = _errors(fit, x, rows, cov_type, lags)
    result = LinearTrendResult(
        series=series,
        params=pd.Series(found["fit"].beta, ["intercept", "slope"]),
        log=log,
        cov_type=cov_type,
        max_lags=lags,
        design=x,
        rows=rows,
        **found,
    )
    return _judged(result, fit.scatters(response * np.sqrt(weight)))


def _read(data, time, log):
    """The series, its values such that a line may be drawn through them."""
    series = as_time_series(data, time).points(METHOD).require(FEWEST, METHOD).require_equal_windows(METHOD)
    if len(np.unique(series.time)) < len(series):
        raise TrendError(f"{METHOD} needs one value per time; keep one row of each, or their mean")
    if log and not (low := np.nanmin(series.value)) > 0:
        raise TrendError(
            f"a value is {low:g}, and only numbers above zero have logarithms; use log=False, or fs.trends.count_trend "
            "for counts"
        )
    return in_twelfths(series)


def _read_weights(series: TimeSeries, weights: Any) -> np.ndarray:
    if weights is None:
        return np.ones(len(series))
    found = beside(series, weights, "weights")
    if found.shape[1] != 1 or not (np.isfinite(found) & (found > 0))[np.isfinite(series.value)].all():
        raise TrendError("weights must be one number above zero for each value; leave out values that have none")
    return found[:, 0]


def _lags(cov_type, max_lags, n):
    if "HAC" not in cov_type:
        return None
    lags = n - 1 if cov_type == FIXED_B and max_lags is None else read_lags(max_lags, n)
    if lags >= n:
        raise TrendError(f"max_lags is {lags}; {n} values have at most {n - 1} lags")
    return lags


def _least_squares(time, response, root):
    """The weighted fit and its design; fitted around the middle, where years from zero lose no digits."""
    middle = time.mean()
    centred, design = (np.column_stack([np.ones(len(time)), t]) * root[:, None] for t in (time - middle, time))
    fit = fit_glm(centred, response * root, family="normal")
    back = np.array([[1.0, -middle], [0.0, 1.0]])
    scores = design * (response * root - fit.mu)[:, None]
    moved = {"beta": back @ fit.beta, "cov": back @ fit.cov @ back.T, "bread": back @ fit.bread @ back.T}
    return replace(fit, scores=scores, **moved), design


def _errors(fit: GlmFit, x: np.ndarray, rows: np.ndarray, cov_type: str, lags: int | None) -> dict[str, Any]:
    """What the result is made of: the fit, the covariance of its estimates, and how far they may be off."""
    if cov_type == AUTOREGRESSIVE:
        moved, cov, mixture = autoregressive_fit(fit, x, np.zeros(len(x)), rows)
        return {"fit": moved, "cov": cov, "mixtures": (mixture,)}
    if cov_type == FIXED_B and lags is not None:
        cov = newey_west(fit, rows, lags, correction=False)
        return {"fit": fit, "cov": cov, "limits": fixed_b(fit, x, rows, lags)}
    cov, df = covariance(fit, x, rows, cov_type, lags)
    return {"fit": fit, "cov": cov, "df_resid": df, "llf": fit.llf}


def _judged(result: LinearTrendResult, scatters: bool) -> LinearTrendResult:
    """The result with its notes; without errors where the values do not scatter about the line."""
    if scatters:
        return replace(result, notes=tuple(_notes(result)))
    slope = 0.0 if np.ptp(result.series.complete().value) == 0 else result.slope
    params = pd.Series({"intercept": result.params.iloc[0], "slope": slope})
    note = "the values lie on the line exactly, so nothing tells how far chance reaches: no interval and no p-value"
    return replace(result, params=params, cov=np.full_like(result.cov, np.nan), mixtures=(), notes=(note,))


def _notes(result: LinearTrendResult) -> Iterator[str]:
    if covers := COVERS.get(result.cov_type):
        yield (
            f"95% intervals of the slope by {result.cov_type} errors cover {covers} at 7 to 30 values with "
            f"autocorrelations of 0 to 0.6; those by {AUTOREGRESSIVE} errors hold"
        )
