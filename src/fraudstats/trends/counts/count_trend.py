"""Trend of counts: log-linear, with the length of each window as its exposure.

The expected count is ``exposure * exp(intercept + slope * time)``, so a count over eleven months and a count
over a year are comparable as rates. The variance is the mean (`poisson`), a multiple of it (`quasipoisson`),
or ``mu + alpha mu^2`` (`negbin`). The dispersion tells which of them fits; a Poisson interval on
overdispersed counts is far too narrow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from fraudstats.errors import TrendError
from fraudstats.trends.likelihoods.covariance import covariance
from fraudstats.trends.likelihoods.glm import GlmFit, fit_glm
from fraudstats.trends.likelihoods.wald import WaldResult
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.result import format_p, interval_frame
from fraudstats.trends.series.exposure import beside, read_exposure
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["ALPHA_ZERO", "OVERDISPERSED", "CountTrendResult", "count_design", "count_trend"]

NAMES = {"poisson": "Poisson", "quasipoisson": "quasi-Poisson", "negbin": "negative binomial (NB2)"}
#: Pearson dispersion above which a Poisson interval is called too narrow.
OVERDISPERSED = 1.5
#: What is said of a negative binomial model without overdispersion.
ALPHA_ZERO = "the counts vary no more than a Poisson variance allows: alpha is 0, the Poisson model"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class CountTrendResult(WaldResult):
    """A fitted log-linear trend of counts; `params` are on the log scale.

    Attributes
    ----------
    fit : GlmFit
        The fitted model (dispersion, means).
    exposure : ndarray
        Exposure of each value.
    design : ndarray
        Design matrix: constant, time, further columns.
    cov_type : str
        As given to :func:`count_trend`.
    """

    fit: GlmFit
    exposure: np.ndarray
    design: np.ndarray
    cov_type: str

    @property
    def method(self) -> str:
        errors = "" if self.cov_type == "nonrobust" else f", {self.cov_type} errors"
        return f"{NAMES[self.fit.family]} trend with exposure{errors}"

    @property
    def fittedvalues(self) -> np.ndarray:
        """Expected counts at the observation times."""
        return self.exposure * np.exp(self.design @ self.params.to_numpy())

    def fitted_band(self, alpha: float = 0.05) -> pd.DataFrame:
        """Pointwise intervals of the expected counts: columns ``lower`` and ``upper``."""
        return interval_frame(None, *(self.exposure * np.exp(self._line_ends(self.design, alpha))))

    @property
    def dispersion(self) -> float:
        """`quasipoisson`: the factor on the Poisson variance; `negbin`: alpha; `poisson`: 1."""
        return self.fit.alpha if self.fit.family == "negbin" else self.fit.scale

    @property
    def pearson_dispersion(self) -> float:
        """Pearson chi-squared of the Poisson variance over its degrees of freedom."""
        y, mu = self.series.complete().value, self.fit.mu
        spare = len(y) - len(self.params)
        return float(((y - mu) ** 2 / mu).sum() / spare) if spare else np.nan

    @property
    def aic(self) -> float:
        """Akaike's criterion; NaN for `quasipoisson`."""
        return 2 * (len(self.params) + (self.fit.family == "negbin")) - 2 * self.llf

    def percent_change(self, alpha: float = 0.05) -> pd.Series:
        """Change per unit of time (a year, where times are dates), in percent: estimate, lower, upper."""
        return 100 * (self.ratios(alpha).loc["slope"] - 1)

    def predict(self, time: ArrayLike, *, exposure: ArrayLike = 1.0, exog: ArrayLike | None = None) -> np.ndarray:
        """Expected counts at other times."""
        x = _design(np.atleast_1d(np.asarray(time, float)), exog)
        return np.asarray(exposure, float) * np.exp(x @ self.params.to_numpy())

    def _body(self) -> str:
        change, p = self.percent_change(), format_p(cast(float, self.p_values["slope"]))
        ends = f"{change.lower:.3g}% to {change.upper:.3g}%"
        spread = f"Pearson dispersion: {self.pearson_dispersion:.3g}"
        if self.fit.family == "negbin":
            spread += f"; alpha: {self.fit.alpha:.4g} (s.e. {self.fit.alpha_se:.2g})"
        line = f"Change per unit of time: {change.estimate:.3g}% ({ends}), p {p}"
        return f"{super()._body()}\n\n{line}\n{spread}"


@pools_draws
def count_trend(
    data: Any,
    time: Any = None,
    *,
    family: str = "quasipoisson",
    exposure: Any = None,
    exog: Any = None,
    cov_type: str = "nonrobust",
    max_lags: int | None = None,
) -> CountTrendResult:
    """Fit a log-linear trend to counts.

    Parameters
    ----------
    data : TimeSeries, array, Series or DataFrame
        Counts in time (see :func:`~fraudstats.trends.as_time_series`); they need not be whole. Ranges are read
        at their midpoints, and a note says so; open ranges are refused.
    time : array, optional
        Times, in place of those of `data`.
    family : {"quasipoisson", "poisson", "negbin"}
        Variance of a count: a multiple of the mean, the mean, or ``mu + alpha mu^2`` with alpha
        estimated by maximum likelihood (Lawless, 1987).
    exposure : number or array, optional
        What each count is in proportion to: population, days. By default the days of the windows, if known.
    exog : array or DataFrame, optional
        Further columns of the design, one row per value.
    cov_type : {"nonrobust", "HC0", "HAC", "HAC-corrected"}
        Covariance of the estimates: the model's, robust to heteroscedasticity, Newey and West's, or that
        with its small-sample bias removed and Satterthwaite's degrees of freedom.
    max_lags : int, optional
        Lags for the last two; by default ``floor(4 (n / 100)^(2/9))``.

    Returns
    -------
    CountTrendResult
        `params` holds ``intercept`` (log rate at time zero) and ``slope`` (log ratio per unit of time).

    Raises
    ------
    TrendError
        For fewer than 3 values, negative counts, counts that are all zero, exposures not above zero,
        or a range without an end.

    References
    ----------
    McCullagh, P. and Nelder, J. A. (1989). *Generalized Linear Models*, 2nd ed. Chapman and Hall.
    Lawless, J. F. (1987). Negative binomial and mixed Poisson regression. *Canadian Journal of Statistics*
    15, 209-225.

    Examples
    --------
    Eleven months and two years, compared as rates per day:

    >>> frame = pd.DataFrame({"period_start": ["2020-02-01", "2021-01-01", "2022-01-01"],
    ...                       "period_end": ["2020-12-31", "2021-12-31", "2022-12-31"],
    ...                       "value": [335, 390, 429]})
    >>> trend = count_trend(frame, family="poisson")
    >>> trend.percent_change().round(1).tolist()
    [8.7, 1.0, 16.9]
    """
    if family not in NAMES:
        raise TrendError(f"family {family!r} is unknown for counts; choose one of {', '.join(NAMES)}")
    series = as_time_series(data, time).points("a trend of counts").require(3, "a trend of counts")
    exposure = read_exposure(series, exposure)
    names, design = count_design(series, exog)
    seen = np.flatnonzero(np.isfinite(series.value))
    fit = fit_glm(design[seen], series.value[seen], np.log(exposure[seen]), family)
    cov, df = covariance(fit, design[seen], seen, cov_type, max_lags)
    result = CountTrendResult(
        series=series,
        params=pd.Series(fit.beta, names),
        cov=cov,
        fit=fit,
        llf=fit.llf,
        df_resid=df,
        exposure=exposure,
        design=design,
        cov_type=cov_type,
    )
    return replace(result, notes=tuple(_notes(result)))


def _design(time, exog):
    columns = [np.ones(len(time)), time] + ([] if exog is None else [*np.reshape(exog, (len(time), -1)).T])
    return np.column_stack(columns)


def count_design(series: TimeSeries, exog: Any = None) -> tuple[list[str], np.ndarray]:
    """Names and columns of a trend's design: constant, time, further columns."""
    names = ["intercept", "slope"]
    if exog is None:
        return names, _design(series.time, None)
    columns = beside(series, exog, "exog")
    more = exog.columns if isinstance(exog, pd.DataFrame) else [f"x{k + 1}" for k in range(columns.shape[1])]
    return [*names, *map(str, more)], _design(series.time, columns)


def _notes(result: CountTrendResult) -> Iterator[str]:
    plain = result.fit.family == "poisson" and result.cov_type == "nonrobust"
    if plain and result.pearson_dispersion > OVERDISPERSED:
        yield (
            f"the counts vary {result.pearson_dispersion:.3g} times as much as a Poisson variance allows, so "
            "these intervals are too narrow; use quasipoisson or negbin"
        )
    if result.fit.family == "negbin" and result.fit.alpha == 0:
        yield ALPHA_ZERO
