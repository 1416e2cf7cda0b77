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
from fraudstats.trends.counts.count_trend import OVERDISPERSED, count_design
from fraudstats.trends.likelihoods.censored import censored_likelihood
from fraudstats.trends.likelihoods.glm import check_design, fit_glm
from fraudstats.trends.likelihoods.maximum import Maximum, maximise, profile_interval
from fraudstats.trends.likelihoods.wald import WaldResult
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.result import check_alpha, interval_frame
from fraudstats.trends.series.exposure import read_exposure
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
    loglik : callable
        Log likelihood as a function of the array of parameters.
    """

    family: str
    design: np.ndarray
    offset: np.ndarray
    used: np.ndarray
    loglik: Callable[[np.ndarray], float]

    @property
    def method(self) -> str:
        return f"Interval-censored regression, {FAMILIES[self.family]}"

    @property
    def nobs(self) -> int:
        """The number of values and ranges that were used."""
        return int(self.used.sum())

    @property
    def scale(self) -> float:
        """Standard deviation of the errors (of the logarithms, for log-normal); NaN for counts."""
        return float(np.exp(self.params["log_scale"])) if "log_scale" in self.params else np.nan

    @property
    def fittedvalues(self) -> np.ndarray:
        """The trend at the observation times: expected values (medians for log-normal)."""
        eta = self.design @ self.params.to_numpy()[: self.design.shape[1]] + self.offset
        return eta if self.family == "normal" else np.exp(eta)

    def conf_int(self, alpha: float = 0.05, method: str = "profile") -> pd.DataFrame:
        """Confidence intervals of the parameters.

        Parameters
        ----------
        alpha : float
        method : {"profile", "wald"}
            Likelihood-ratio intervals, which stay right where ranges are wide and the likelihood is flat
            between them; or Wald intervals, as ``survreg`` prints.
        """
        if method == "wald":
            return super().conf_int(alpha)
        if method != "profile":
            raise TrendError(f"method {method!r} is unknown; choose 'profile' or 'wald'")
        best = Maximum(self.params.to_numpy(), self.cov, self.llf)
        ends = [profile_interval(self.loglik, best, k, check_alpha(alpha)) for k in range(len(self.params))]
        return interval_frame(self.params.index, *np.transpose(ends))


@pools_draws
def interval_regression(
    data: Any, time: Any = None, *, family: str = "lognormal", exposure: Any = None, exog: Any = None
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

    Returns
    -------
    IntervalRegressionResult
        `params` holds ``intercept``, ``slope``, further columns, and ``log_scale`` (normal, log-normal: the
        logarithm of the standard deviation) or ``log_alpha`` (negative binomial).

    Raises
    ------
    TrendError
        If fewer than 3 ranges are known, a range does not belong to the family, every range is open on the
        same side, the values leave no error to estimate, or `data` is an estimate with its band.

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
    """
    if family not in FAMILIES:
        raise TrendError(f"family {family!r} is unknown; choose one of {', '.join(FAMILIES)}")
    series = as_time_series(data, time)
    lower, upper, used = _ranges(series, family)
    names, design = count_design(series, exog)
    offset = _offset(series, exposure, family)
    check_design(design[used])
    loglik = censored_likelihood(family, design[used], offset[used], lower[used], upper[used])
    best = maximise(loglik, *_start(family, design[used], offset[used], lower[used], upper[used]))
    result = IntervalRegressionResult(
        series=series,
        params=pd.Series(best.params, [*names, *SPREAD[family]]),
        cov=best.cov,
        llf=best.value,
        family=family,
        design=design,
        offset=offset,
        used=used,
        loglik=loglik,
    )
    return replace(result, notes=tuple(_notes(result, best.flat, lower, upper)))


def _ranges(series, family):
    lower = series.value if series.lower is None else series.lower
    upper = series.value if series.upper is None else series.upper
    used = ~(np.isnan(lower) | np.isnan(upper))
    if used.sum() < 3:
        raise TrendError(f"interval regression needs at least 3 ranges, got {used.sum()}; use a longer series")
    if family in ("poisson", "negbin"):
        whole = np.ceil(lower), np.floor(upper)
        if (bad := used & ((upper < 0) | (whole[0] > whole[1]))).any():
            row = int(np.flatnonzero(bad)[0])
            raise TrendError(
                f"no whole number, zero or more, lies in the range {lower[row]:g} to {upper[row]:g}; "
                "use lognormal or normal for values that are not counts"
            )
        lower, upper = np.maximum(whole[0], 0), whole[1]
    if family == "lognormal":
        if (upper[used] <= 0).any():
            raise TrendError("log-normal values lie above zero; use normal, or a count family for zero counts")
        lower = np.maximum(lower, 0)
    for end, name, open_end in (
        (lower, "below", -np.inf if family == "normal" else 0),
        (upper, "above", np.inf),
    ):
        if (end[used] == open_end).all():
            raise TrendError(f"every range is open {name}, so the trend is unbounded; give some that are closed")
    return lower, upper, used


def _offset(series, exposure, family):
    if family != "normal":
        return np.log(read_exposure(series, exposure))
    if exposure is not None:
        raise TrendError("normal errors take no exposure; give rates (`as_time_series(data).per_day()`)")
    series.require_equal_windows("interval regression with normal errors")
    return np.zeros(len(series))


def _start(family, design, offset, lower, upper):
    """Estimates and covariance of the ordinary model of the ranges' middles (or their closed ends)."""
    low, high = np.where(np.isfinite(lower), lower, upper), np.where(np.isfinite(upper), upper, lower)
    if family == "lognormal":
        low = np.where(low > 0, low, high)
    fit = fit_glm(design, (low + high) / 2, offset, family)
    beta, cov = fit.beta, fit.cov
    if family == "poisson":
        return beta, cov
    if family == "negbin":
        return np.append(beta, np.log(max(fit.alpha, 1e-4))), _bordered(cov, 0.5)
    middle = (low + high) / 2
    width = np.log(high / low) if family == "lognormal" else high - low
    floor = max(np.abs(width).max() / 4, 1e-6 * (1.0 if family == "lognormal" else np.abs(middle).max()))
    if (lower == upper).all() and np.nan_to_num(fit.scale) <= (1e-9 * floor) ** 2:
        raise TrendError("the values lie exactly on a line, so there is no error to estimate; check the data")
    scale = max(np.sqrt(np.nan_to_num(fit.scale)), floor)
    return np.append(beta, np.log(scale)), _bordered(scale**2 * fit.bread, 0.5 / len(low))


def _bordered(cov, last):
    return np.block([[cov, np.zeros((len(cov), 1))], [np.zeros((1, len(cov))), np.array([[last]])]])


def _notes(result: IntervalRegressionResult, flat: bool, lower, upper) -> Iterator[str]:
    if flat:
        yield (
            "the ranges are wide against the errors, so many trends fit equally well: the estimate is one of "
            "them, and the profile intervals hold them all"
        )
    mu, used = result.fittedvalues[result.used], result.used
    misses = np.maximum(0, np.maximum(lower[used] - mu, mu - upper[used]))
    spare = used.sum() - len(result.params)
    if result.family == "poisson" and (misses**2 / mu).sum() > OVERDISPERSED * max(spare, 1):
        yield "the counts vary more than a Poisson variance allows: the intervals are too narrow; try negbin"
