"""A fitted segmented regression of a series and a control: what changed in the one beyond the other."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from fraudstats.trends.interruptions.counterfactual import Projection
from fraudstats.trends.interruptions.design import Specification, design_columns
from fraudstats.trends.interruptions.fitted import FittedInterruption
from fraudstats.trends.interruptions.segmented import LINK, require_effects
from fraudstats.trends.interruptions.stacked import Stack, stack
from fraudstats.trends.likelihoods.autoregression import AUTOREGRESSIVE
from fraudstats.trends.likelihoods.glm import GlmFit, fit_glm
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["ControlledFit", "fit_comparison"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class ControlledFit(FittedInterruption):
    """A fitted regression of a series and its control.

    `params` holds the control's terms (``control intercept``, ``control trend``, ``control level ...``), then those by
    which the series differs from it: ``difference intercept`` and ``difference trend`` before the interventions, and
    the effects, ``level ...`` and ``slope ...``. Time begins at the first value; except for normal errors all are on
    the log scale.

    Attributes
    ----------
    control : TimeSeries
        At the times of the series; both are missing where either is.
    stacked : Stack
        The two fits, and what is common to them.
    exposures : ndarray
        Of the control and the series (2, n).
    """

    control: TimeSeries
    stacked: Stack
    exposures: np.ndarray

    @property
    def method(self) -> str:
        kind = LINK.get(self.spec.family, self.spec.family)
        return f"Controlled interrupted time series ({kind}; {self.spec.cov_type} errors)"

    @property
    def fit(self) -> GlmFit:
        """The model of the series."""
        return self.stacked.treated

    @property
    def offset(self) -> np.ndarray:
        """Logarithms of the exposures of control and series (2, n); zero for normal errors."""
        return np.log(self.exposures) if self.fit.log_link else np.zeros_like(self.exposures)

    @property
    def log_link(self) -> bool:
        """Whether effects are ratios of ratios."""
        return self.fit.log_link

    @property
    def scatters(self) -> bool:
        """Whether the values of either series differ from the fitted ones at all."""
        pairs = ((self.fit, self.series), (self.stacked.control, self.control))
        return any(fit.scatters(series.complete().value) for fit, series in pairs)

    @property
    def fittedvalues(self) -> np.ndarray:
        """The fitted series, with the interventions."""
        return self.fit.mean(self.design.to_numpy(), self.offset[1])

    def residuals(self) -> np.ndarray:
        """Differences of the working residuals of series and control, divided by their standard deviation."""
        residual, variance = self.stacked.contrast()
        return residual / np.sqrt(variance)

    def misfit(self) -> float:
        """Sum of squares of these differences, in units that do not depend on how well the model fits."""
        control, treated = self.stacked.control, self.fit
        residual, _ = self.stacked.contrast()
        return float((residual**2 / (1 / control.weight + 1 / treated.weight)).sum())

    def autocorrelation(self) -> float:
        """First-order autocorrelation of the differences of the errors, by restricted likelihood."""
        return self.stacked.autoregression().rho

    def difference_before(self) -> np.ndarray:
        """How the linear predictor of the series differs from the control's without the effects."""
        p = self.design.shape[1]
        return self.without() @ self.params.to_numpy()[p:]

    def projection(self) -> Projection:
        """The series without the effects: its own course before, and the control's change."""
        x, without = self.design.to_numpy(), self.without()
        p = x.shape[1]
        away = (x - without) @ self.params.to_numpy()[p:]
        centre = self.fittedvalues * np.exp(-away) if self.fit.log_link else self.fittedvalues - away
        directions = np.hstack([x, without])
        residual = self.stacked.residuals[1]
        return Projection(
            self.series,
            self.fittedvalues,
            centre,
            self.touched(),
            self.wholly_after(),
            self.fit,
            directions,
            self.cov,
            residual,
        )

    def refit(
        self,
        rows: np.ndarray | None = None,
        interventions: dict[str, float] | None = None,
        more: np.ndarray | None = None,
        lag: float | None = None,
    ) -> ControlledFit:
        """See :meth:`FittedInterruption.refit`."""
        rows = np.arange(len(self.series)) if rows is None else rows
        return fit_comparison(
            self.series.take(rows),
            self.control.take(rows),
            self.interventions if interventions is None else interventions,
            self.spec if lag is None else replace(self.spec, lag=lag),
            self.exposures[:, rows],
            None if more is None else np.asarray(more, float)[rows],
        )


def fit_comparison(
    series: TimeSeries,
    control: TimeSeries,
    times: dict[str, float],
    spec: Specification,
    exposures: np.ndarray,
    more: np.ndarray | None = None,
) -> ControlledFit:
    """Fit one specification to a series and a control at the same times; `exposures` are of control and series."""
    design = design_columns(series, times, spec)
    design = design.assign(trend=design["trend"] - series.time[0])
    if more is not None:
        design = design.assign(x1=more)
    seen = np.flatnonzero(np.isfinite(series.value))
    require_effects(design.iloc[seen])
    offset = np.zeros_like(exposures) if spec.family == "normal" else np.log(exposures)
    x, y_control, y_treated = design.to_numpy()[seen], control.value[seen], series.value[seen]
    base, treated = (
        fit_glm(x, y_control, offset[0][seen], spec.family),
        fit_glm(x, y_treated, offset[1][seen], spec.family),
    )
    stacked = stack(base, treated, y_control, y_treated, x, seen)
    beta = np.append(base.beta, treated.beta - base.beta)
    if spec.cov_type == AUTOREGRESSIVE:
        beta, cov, known = stacked.autoregressive()
        errors = {"cov": cov, "mixtures": known}
        p = len(beta) // 2
        moved = replace(treated, beta=beta[:p] + beta[p:])
        stacked = replace(stacked, treated=replace(moved, mu=moved.mean(x, offset[1][seen])))
    else:
        model = spec.cov_type == "nonrobust"
        cov, df = stacked.nonrobust() if model else stacked.robust(spec.cov_type, spec.max_lags)
        errors = {"cov": cov, "df_resid": df}
    return ControlledFit(
        series=series,
        params=pd.Series(beta, _names(design)),
        **errors,
        control=control,
        interventions=times,
        stacked=stacked,
        design=design,
        exposures=exposures,
        spec=spec,
    )


def _names(design):
    """The control's terms, then the differences; a change of level or slope beyond the control is the effect itself."""
    terms = [str(name) for name in design]
    effects = [name if name.startswith(("level ", "slope ")) else f"difference {name}" for name in terms]
    return [*(f"control {name}" for name in terms), *effects]
