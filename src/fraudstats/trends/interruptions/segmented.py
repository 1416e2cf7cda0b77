"""A fitted segmented regression: its effects, its design with and without the interventions."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.interruptions.design import Specification, design_columns
from fraudstats.trends.interruptions.fitted import FittedInterruption
from fraudstats.trends.likelihoods.autoregression import AUTOREGRESSIVE, autoregression, autoregressive_fit
from fraudstats.trends.likelihoods.covariance import COV_TYPES, covariance
from fraudstats.trends.likelihoods.glm import FAMILIES, GlmFit, fit_glm
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["LINK", "SegmentedFit", "fit_segments", "require_effects", "require_known"]

LINK = {"normal": "additive", "lognormal": "log-linear, log-normal errors"}


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class SegmentedFit(FittedInterruption):
    """A fitted segmented regression.

    `params` holds ``intercept``, ``trend`` and, for each intervention, ``level ...`` and ``slope ...``; except
    for normal errors these are on the log scale, and :meth:`effects` gives the ratios.

    Attributes
    ----------
    fit : GlmFit
    exposure : ndarray
    exog : ndarray or None
    """

    fit: GlmFit
    exposure: np.ndarray
    exog: np.ndarray | None

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
    def log_link(self) -> bool:
        """Whether effects are ratios."""
        return self.fit.log_link

    @property
    def scatters(self) -> bool:
        """Whether the values differ from the fitted ones at all, rounding errors of the arithmetic apart."""
        return self.fit.scatters(self.series.complete().value)

    def residuals(self) -> np.ndarray:
        """Pearson residuals of the values that are not missing."""
        return self.fit.pearson(self.series.complete().value)

    def misfit(self) -> float:
        """Minus the log likelihood; Pearson's chi-squared where there is none (quasi-Poisson)."""
        residual = self.residuals()
        return -self.llf if np.isfinite(self.llf) else float(self.fit.scale * residual @ residual)

    def autocorrelation(self) -> float:
        """First-order autocorrelation of the errors by restricted likelihood, without the bias that residuals have."""
        seen = np.flatnonzero(np.isfinite(self.series.value))
        return autoregression(self.fit, self.design.to_numpy()[seen], seen).rho

    def centred(self) -> tuple[np.ndarray, np.ndarray]:
        """The design without the interventions about the means of its columns, and the covariance of its estimates.

        A year counted from 0 makes the variance of the intercept some 10^5 times that of a prediction, and the
        difference of such numbers keeps few digits, other ones on every processor.
        """
        seen, x = np.flatnonzero(np.isfinite(self.series.value)), self.design.to_numpy()
        means = np.where((x == x[0]).all(axis=0), 0.0, x[seen].mean(axis=0))
        rows = x[seen] - means
        _, errors = _estimate(rows, self.series.value[seen], self.offset[seen], seen, self.spec)
        return self.without() - means, errors["cov"]

    def refit(
        self,
        rows: np.ndarray | None = None,
        interventions: dict[str, float] | None = None,
        more: np.ndarray | None = None,
        lag: float | None = None,
    ) -> SegmentedFit:
        """See :meth:`FittedInterruption.refit`."""
        rows = np.arange(len(self.series)) if rows is None else rows
        columns = [] if self.exog is None else list(self.exog.T)
        columns += [] if more is None else [np.asarray(more, float)]
        return fit_segments(
            self.series.take(rows),
            self.interventions if interventions is None else interventions,
            self.spec if lag is None else replace(self.spec, lag=lag),
            self.exposure[rows],
            np.column_stack(columns)[rows] if columns else None,
        )


def fit_segments(
    series: TimeSeries,
    times: dict[str, float],
    spec: Specification,
    exposure: np.ndarray,
    exog: np.ndarray | None,
) -> SegmentedFit:
    """Fit one specification; the arrays follow the order of the series."""
    design = design_columns(series, times, spec)
    if exog is not None:
        design = design.assign(**{f"x{k + 1}": column for k, column in enumerate(exog.T)})
    offset = np.zeros(len(series)) if spec.family == "normal" else np.log(exposure)
    seen = np.flatnonzero(np.isfinite(series.value))
    require_effects(design.iloc[seen])
    fit, errors = _estimate(design.to_numpy()[seen], series.value[seen], offset[seen], seen, spec)
    return SegmentedFit(
        series=series,
        params=pd.Series(fit.beta, design.columns),
        **errors,
        llf=fit.llf,
        interventions=times,
        fit=fit,
        design=design,
        exposure=exposure,
        exog=exog,
        spec=spec,
    )


def _estimate(x, y, offset, rows, spec):
    """The fit, and what is known of its estimates."""
    fit = fit_glm(x, y, offset, spec.family)
    if spec.cov_type == AUTOREGRESSIVE:
        fit, cov, mixture = autoregressive_fit(fit, x, offset, rows)
        return fit, {"cov": cov, "mixtures": (mixture,)}
    cov, df = covariance(fit, x, rows, spec.cov_type, spec.max_lags)
    return fit, {"cov": cov, "df_resid": df}


def require_known(spec: Specification) -> Specification:
    """The specification itself, or an error if its family or errors are unknown, or an intervention changes nothing."""
    if spec.family not in FAMILIES:
        raise TrendError(f"family {spec.family!r} is unknown; choose one of {', '.join(FAMILIES)}")
    if spec.cov_type not in (known := (*COV_TYPES, AUTOREGRESSIVE)):
        raise TrendError(f"cov_type {spec.cov_type!r} is unknown; choose one of {', '.join(known)}")
    if not (spec.level_change or spec.slope_change):
        raise TrendError(
            "with neither level_change nor slope_change an intervention changes nothing; set one of them to True"
        )
    return spec


def require_effects(design: pd.DataFrame) -> None:
    """Refuse a design (of the values that are not missing) that cannot tell before from after."""
    if len(design) <= design.shape[1]:
        raise TrendError(
            f"{len(design)} values leave no degree of freedom for {design.shape[1]} parameters; drop terms "
            "(slope_change, season), or use a longer series"
        )
    for name in map(str, design):
        constant = len(np.unique(design[name])) < 2
        if name.startswith(("level ", "slope ")) and constant:
            raise TrendError(
                f"nothing distinguishes before from after for the term {name!r}: every value lies on one "
                "side of it; choose another date, another lag, or a longer series"
            )
