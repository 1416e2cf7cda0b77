"""Segmented regression around dated interventions."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError, TrendWarning
from fraudstats.trends.counts.count_trend import RANGES
from fraudstats.trends.interruptions.counterfactual import Impact, counterfactual_draws, impact
from fraudstats.trends.interruptions.design import (
    Specification,
    design_columns,
    intervention_times,
    share_after,
    span,
)
from fraudstats.trends.likelihoods.covariance import covariance
from fraudstats.trends.likelihoods.glm import FAMILIES, GlmFit, fit_glm
from fraudstats.trends.likelihoods.wald import WaldResult
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.result import check_alpha
from fraudstats.trends.series.exposure import beside, read_exposure
from fraudstats.trends.series.read import TimeSeries, as_time_series

__all__ = ["Interrupted", "fit_interrupted", "interrupted"]

#: Values before and after below which the result is called weak (Penfold and Zhang, 2013).
ENOUGH = 8
LINK = {"normal": "additive", "lognormal": "log-linear, log-normal errors"}


@dataclass(kw_only=True, repr=False, eq=False)
class Interrupted(WaldResult):
    """A fitted segmented regression.

    `params` holds ``intercept``, ``trend`` and, for each intervention, ``level ...`` and ``slope ...``; but
    for normal errors these are on the log scale, and :meth:`effects` gives the ratios.

    Attributes
    ----------
    interventions : dict
        Label and time of each intervention, in the units of the series' time.
    fit : GlmFit
    design : DataFrame
    exposure : ndarray
    spec : Specification
    """

    interventions: dict[str, float]
    fit: GlmFit
    design: pd.DataFrame
    exposure: np.ndarray
    exog: np.ndarray | None
    spec: Specification

    @property
    def method(self) -> str:
        kind = LINK.get(self.spec.family, self.spec.family)
        return f"Interrupted time series ({kind}; {self.spec.cov_type} errors)"

    @property
    def fittedvalues(self) -> np.ndarray:
        """The fitted series, with the interventions."""
        return self.fit.mean(self.design.to_numpy(), self.offset)

    @property
    def offset(self) -> np.ndarray:
        """Logarithm of the exposures; zero for normal errors."""
        return np.log(self.exposure) if self.fit.log_link else np.zeros(len(self.series))

    @property
    def effect_columns(self) -> list[str]:
        """Names of the parameters that the interventions brought."""
        return [name for name in self.design if name.startswith(("level ", "slope "))]

    def effects(self, alpha=0.05) -> pd.DataFrame:
        """Level and slope changes: ratios (differences for normal errors), intervals and p-values."""
        table = self.ratios(alpha) if self.fit.log_link else self.conf_int(alpha).assign(estimate=self.params)
        columns = ["estimate", "lower", "upper"]
        return table.loc[self.effect_columns, columns].assign(p_value=self.pvalues)

    def counterfactual(self, alpha=0.05, n_draws=2000, seed=0) -> pd.DataFrame:
        """What would have come without the interventions, one row a value.

        Returns
        -------
        DataFrame
            ``time, observed, fitted, counterfactual`` and ``lower, upper``: a *prediction* interval, which
            holds a new value with probability ``1 - alpha``; it carries the estimates' uncertainty, the
            scatter of values, and the autocorrelation of residuals.
        """
        draws = counterfactual_draws(self, n_draws, seed)
        lower, upper = np.quantile(draws, [check_alpha(alpha) / 2, 1 - alpha / 2], axis=0)
        return pd.DataFrame(
            {
                "time": self.series.time,
                "observed": self.series.value,
                "fitted": self.fittedvalues,
                "counterfactual": self.fit.mean(self.without(), self.offset),
                "lower": lower,
                "upper": upper,
            },
            index=pd.Index(self.series.labels, name="window"),
        )

    def impact(self, alpha=0.05, n_draws=2000, seed=0) -> Impact:
        """Total of observed minus counterfactual values since the first intervention."""
        return impact(self, check_alpha(alpha), n_draws, seed)

    def placebo(self):
        """The same model at dates before the first intervention, when nothing happened: one row a date."""
        from fraudstats.trends.interruptions.falsification import placebo

        return placebo(self)

    def falsification(self):
        """Try to break the result: placebo dates, autocorrelation, curvature, onset, number of values."""
        from fraudstats.trends.interruptions.falsification import falsification

        return falsification(self)

    def without(self) -> np.ndarray:
        """The design without the interventions."""
        return self.design.assign(**dict.fromkeys(self.effect_columns, 0.0)).to_numpy()

    def touched(self) -> np.ndarray:
        """Which values lie, in part at least, after the first intervention's onset."""
        return share_after(*span(self.series), min(self.interventions.values()) + self.spec.lag) > 1e-9

    def _body(self):
        what = "ratios" if self.fit.log_link else "differences"
        effects = self.effects().to_string(float_format="{:.4g}".format)
        return f"{super()._body()}\n\nEffects ({what}, slopes per unit of time):\n{effects}\n{self.impact()}"

    def _draw(self, ax):
        super()._draw(ax)
        table = self.counterfactual()
        after = self.touched()
        ax.plot(table.time[after], table.counterfactual[after], "--", color="C0", label="without the intervention")
        band = {"color": "C0", "alpha": 0.2, "label": "95% prediction interval"}
        ax.fill_between(table.time[after], table.lower[after], table.upper[after], **band)
        for label, time in self.interventions.items():
            ax.axvline(time, color="grey", linewidth=1)
            ax.annotate(label, (time, 1), xycoords=("data", "axes fraction"), rotation=90, va="top", fontsize="small")


@pools_draws
def interrupted(
    data,
    interventions,
    family="quasipoisson",
    *,
    level=True,
    slope=True,
    lag=0.0,
    seasonal=None,
    period=1.0,
    exposure=None,
    exog=None,
    time=None,
    cov_type="HAC-corrected",
    maxlags=None,
) -> Interrupted:
    """Estimate how a series changed at dated interventions.

    Parameters
    ----------
    data : TimeSeries, array, Series or DataFrame
        Values in time (see :func:`~fraudstats.trends.as_time_series`).
    interventions : date, number, list of them, or {label: date}
        When each began, in dates or in the units of the series' time. A window that a date splits is
        exposed to the intervention for the share of its days after it.
    family : {"quasipoisson", "poisson", "negbin", "normal", "lognormal"}
        Counts (log-linear), or values with normal errors (additive) or log-normal errors.
    level, slope : bool
        Whether each intervention may change the level at once, and the slope from then on.
    lag : float
        How much later than its date an intervention takes hold, in units of time (1/12 is a month, if dated).
    seasonal : int, "dummies" or None
        Number of harmonics, or a term for each season.
    period : float
        Length of the season in units of time: 1 year if dated, 12 for months numbered 1, 2, 3, ...
    exposure : number or array, optional
        What each count is in proportion to; by default the days of the windows. Not for normal errors.
    exog : array or DataFrame, optional
        Further columns, one row for each value (a control series, holidays).
    cov_type : {"HAC-corrected", "HAC", "HC0", "nonrobust"}
        Errors: Newey and West's without their small-sample bias, with Satterthwaite's degrees of freedom;
        Newey and West's as Stata's ``newey`` has them; robust to heteroscedasticity; the model's.
    maxlags : int, optional
        Lags of the first two; by default ``floor(4 (n / 100)^(2/9))``.

    Returns
    -------
    Interrupted

    Raises
    ------
    TrendError
        If a date lies outside the series, or the terms cannot be told apart on these values.

    Warns
    -----
    TrendWarning
        If there are fewer than 8 values before or after, under 5 degrees of freedom, or under two seasons
        before.

    References
    ----------
    Wagner, A. K. et al. (2002). Segmented regression analysis of interrupted time series studies in
    medication use research. *Journal of Clinical Pharmacy and Therapeutics* 27, 299-309.
    Lopez Bernal, J., Cummins, S. and Gasparrini, A. (2017). Interrupted time series regression for the
    evaluation of public health interventions: a tutorial. *International Journal of Epidemiology* 46,
    348-355.
    Penfold, R. B. and Zhang, F. (2013). Use of interrupted time series analysis in evaluating health care
    quality improvements. *Academic Pediatrics* 13, S38-S44.

    Examples
    --------
    >>> months = pd.period_range("2020-01", periods=36, freq="M")
    >>> calls = pd.Series([40 + k % 3 for k in range(24)] + [20 + k % 3 for k in range(12)], months)
    >>> fit = interrupted(calls, "2022-01-01", slope=False)
    >>> fit.effects().round(2).loc["level 2022-01-01", ["estimate", "lower", "upper"]].tolist()
    [0.51, 0.5, 0.53]
    """
    if family not in FAMILIES:
        raise TrendError(f"family {family!r} is unknown; choose one of {', '.join(FAMILIES)}")
    if not (level or slope):
        raise TrendError("with neither a level nor a slope an intervention changes nothing; set one of them")
    series = as_time_series(data, time).require(4, "an interrupted series")
    times = intervention_times(interventions, series)
    spec = Specification(family, level, slope, lag, seasonal, period, cov_type, maxlags)
    if family != "normal":
        exposure = read_exposure(data, series, exposure, time)
    elif exposure is not None:
        raise TrendError("normal errors take no exposure; give rates (`as_time_series(data).per_day()`)")
    else:
        exposure = np.ones(len(series.require_equal_windows("an interrupted series with normal errors")))
    columns = None if exog is None else beside(data, exog, "exog", time)
    result = fit_interrupted(series, times, spec, exposure, columns)
    weaknesses = list(_weaknesses(result))
    for weakness in weaknesses:
        warnings.warn(weakness, TrendWarning, stacklevel=2)
    result.notes = (*weaknesses, *[RANGES] * series.has_intervals)
    return result


def fit_interrupted(series: TimeSeries, times, spec: Specification, exposure, exog) -> Interrupted:
    """Fit one specification; the arrays follow the order of the series."""
    design = design_columns(series, times, spec)
    if exog is not None:
        design = design.assign(**{f"x{k + 1}": column for k, column in enumerate(exog.T)})
    offset = np.zeros(len(series)) if spec.family == "normal" else np.log(exposure)
    seen = np.flatnonzero(np.isfinite(series.value))
    _require_effects(design.iloc[seen])
    fit = fit_glm(design.to_numpy()[seen], series.value[seen], offset[seen], spec.family)
    cov, df = covariance(fit, design.to_numpy()[seen], seen, spec.cov_type, spec.maxlags)
    return Interrupted(
        series=series,
        params=pd.Series(fit.beta, design.columns),
        cov=cov,
        df_resid=df,
        llf=fit.llf,
        interventions=times,
        fit=fit,
        design=design,
        exposure=exposure,
        exog=exog,
        spec=spec,
    )


def _require_effects(design):
    if len(design) <= design.shape[1]:
        raise TrendError(
            f"{len(design)} values leave no degree of freedom for {design.shape[1]} parameters; drop terms "
            "(slope, seasonal), or use a longer series"
        )
    for name in design:
        if name.startswith(("level ", "slope ")) and design[name].nunique() < 2:
            raise TrendError(
                f"nothing distinguishes before from after for the term {name!r}: every value lies on one "
                "side of it; choose another date, another lag, or a longer series"
            )


def _weaknesses(result):
    seen = np.isfinite(result.series.value)
    after = result.touched()
    n_before, n_after = int((seen & ~after).sum()), int((seen & after).sum())
    if min(n_before, n_after) < ENOUGH:
        yield (
            f"{n_before} values before and {n_after} after the intervention; with fewer than {ENOUGH} a side "
            "a change can hardly be told from chance"
        )
    spare = n_before + n_after - len(result.params)
    if spare < 5:
        yield f"{len(result.params)} parameters leave {spare} degrees of freedom; drop terms"
    if result.spec.seasonal is not None:
        start, end = span(result.series)
        seasons = (end[~after].max(initial=start[0]) - start[0]) / result.spec.period
        if seasons < 2 - 1e-9:
            yield f"{seasons:.1f} seasons before the intervention cannot tell it from a change; use two"
