"""What would have come without the intervention: prediction intervals by simulation.

A band around the *expected* counterfactual is too narrow to compare an observed value with; a new value
also scatters, and scatters together with its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from fraudstats.digits import meaningful
from fraudstats.errors import TrendError
from fraudstats.style import ACCENT, GREY, PALETTE, band, count_axis
from fraudstats.trends.arguments import random_generator
from fraudstats.trends.interruptions.segmented import SegmentedFit
from fraudstats.trends.interruptions.strength import sides
from fraudstats.trends.likelihoods.glm import GlmFit
from fraudstats.trends.result import TrendResult, check_alpha, format_p, interval_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from fraudstats.trends.interruptions.fitted import FittedInterruption
    from fraudstats.trends.series.time_series import TimeSeries

__all__ = [
    "ImpactResult",
    "Projection",
    "counterfactual_draws",
    "counterfactual_table",
    "draw_interventions",
    "impact",
    "impact_lines",
    "projection",
]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class ImpactResult(TrendResult):
    """Observed minus counterfactual total since the first intervention; `params` holds this ``difference``.

    Values whose windows the intervention splits are in no total: most of such a window may lie before it.

    Attributes
    ----------
    observed, counterfactual : float
        The observed total, and the total expected without the interventions.
    totals : ndarray
        Simulated totals without the interventions.
    n_after : int
        The number of values wholly after the first intervention.
    n_split : int
        The number of values that it splits.
    """

    observed: float
    counterfactual: float
    totals: np.ndarray
    n_after: int
    n_split: int = 0

    @property
    def method(self) -> str:
        return "Observed minus counterfactual total since the first intervention"

    @property
    def difference(self) -> float:
        return self.observed - self.counterfactual

    @property
    def nobs(self) -> int:
        """The number of values wholly after the first intervention."""
        return self.n_after

    @property
    def p_values(self) -> pd.Series:
        """Two-sided share of the simulated totals that lie at least as far out as the observed one."""
        n, above = len(self.totals), (self.totals >= self.observed).sum()
        below = (self.totals <= self.observed).sum()
        return pd.Series(min(1.0, 2 * (1 + min(above, below)) / (1 + n)), self.params.index)

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Prediction interval of the difference."""
        tails = [check_alpha(alpha) / 2, 1 - alpha / 2]
        upper, lower = self.observed - np.quantile(self.totals, tails)
        return interval_frame(self.params.index, [lower], [upper])

    def poolable(self) -> pd.DataFrame:
        """What is pooled over draws: the difference, with the standard deviation of the simulated totals."""
        return pd.DataFrame({"estimate": self.params, "std_err": float(self.totals.std(ddof=1))})

    @property
    def sentence(self) -> str:
        """The impact in a sentence."""
        band = self.conf_int().assign(difference=self.difference).reset_index(drop=True)
        ends = meaningful(band, bands=[("lower", "difference", "upper")])  # the ends are simulated
        lower, upper = ends.loc[0, ["lower", "upper"]]
        without = f", without the {self.n_split} value{'s' * (self.n_split > 1)} that it splits" if self.n_split else ""
        return (
            f"Since the first intervention{without}: {self.observed:,.0f} observed, {self.counterfactual:,.0f} "
            f"expected without it; difference {self.difference:,.0f} (95% prediction "
            f"interval {lower:,.0f} to {upper:,.0f})"
        )

    def summary(self) -> str:
        """The method and the impact in a sentence, with its p-value."""
        return f"{self.method}\n{self.sentence}, p {format_p(cast(float, self.p_values['difference']))}"

    def _draw(self, ax: Axes) -> None:
        """The simulated totals and the observed one."""
        ax.hist(self.totals, bins=40, color=PALETTE[0], alpha=0.5, label="simulated without the intervention")
        ax.axvline(self.observed, color=ACCENT, linestyle="--", label="observed")

    def _label(self, ax: Axes) -> None:
        ax.set(xlabel="total since the first intervention", ylabel="simulated series")
        count_axis(ax, "x")


@dataclass(frozen=True, eq=False)
class Projection:
    """A series as a fitted model expects it without the interventions, and what a simulation of it needs.

    Attributes
    ----------
    series : TimeSeries
    fitted, centre : ndarray
        What the model expects with and without the interventions, one number per row of the series.
    touched, after : ndarray of bool
        Which rows lie in part at least, and which wholly, after the first intervention's onset.
    fit : GlmFit
        The model of single values.
    x, cov : ndarray
        How the linear predictor of `centre` depends on the estimates, and their covariance.
    residual : ndarray
        Pearson residuals of the values that are not missing.
    """

    series: TimeSeries
    fitted: np.ndarray
    centre: np.ndarray
    touched: np.ndarray
    after: np.ndarray
    fit: GlmFit
    x: np.ndarray
    cov: np.ndarray
    residual: np.ndarray

    def autocorrelation(self) -> float:
        """First-order autocorrelation of the Pearson residuals between neighbours in time; never below 0."""
        residual = np.full(len(self.series), np.nan)
        residual[np.isfinite(self.series.value)] = self.residual
        pairs = residual[1:] * residual[:-1]
        total = np.nansum(residual**2)
        return float(np.clip(np.nansum(pairs) / total, 0, 0.95)) if total > 0 else 0.0


def projection(result: SegmentedFit) -> Projection:
    """The projection of one interrupted series."""
    centre = result.fit.mean(result.without(), result.offset)
    x, cov = result.centred()
    return Projection(
        result.series,
        result.fittedvalues,
        centre,
        result.touched(),
        result.wholly_after(),
        result.fit,
        x,
        cov,
        result.residuals(),
    )


def impact(projected: Projection, n_draws: int, seed: int) -> ImpactResult:
    """Sum the difference over the values wholly after the first intervention."""
    seen = np.isfinite(projected.series.value)
    after = projected.after & seen
    if not after.any():
        raise TrendError(
            "no value lies wholly after the first intervention, so there is no total since; give shorter windows "
            "(months in place of years), or later values"
        )
    observed, expected = float(projected.series.value[after].sum()), float(projected.centre[after].sum())
    return ImpactResult(
        series=projected.series,
        params=pd.Series({"difference": observed - expected}),
        observed=observed,
        counterfactual=expected,
        totals=counterfactual_draws(projected, n_draws, seed)[:, after].sum(axis=1),
        n_after=int(after.sum()),
        n_split=int((projected.touched & ~projected.after & seen).sum()),
    )


def impact_lines(result: FittedInterruption, of: Callable[[], ImpactResult]) -> list[str]:
    """The sentence of the impact for a summary; none where no value lies wholly after the intervention."""
    return [of().sentence] if sides(result)[-1] else []


def counterfactual_table(projected: Projection, alpha: float, n_draws: int, seed: int) -> pd.DataFrame:
    """One row per value: observed, fitted, and what would have come without the interventions."""
    draws = counterfactual_draws(projected, n_draws, seed)
    lower, upper = np.quantile(draws, [check_alpha(alpha) / 2, 1 - alpha / 2], axis=0)
    columns = {
        "time": projected.series.time,
        "observed": projected.series.value,
        "fitted": projected.fitted,
        "counterfactual": projected.centre,
        "lower": lower,
        "upper": upper,
    }
    return pd.DataFrame(columns, index=pd.Index(projected.series.labels, name="window"))


def counterfactual_draws(projected: Projection, n_draws: int, seed: int) -> np.ndarray:
    """Series (draws x times) that the model without interventions could have produced.

    Estimates are drawn from their normal (or t) distribution, errors from the family's distribution through
    a Gaussian copula with the first-order autocorrelation of the residuals.
    """
    from scipy import stats

    rng = random_generator(seed)
    fit, centre = projected.fit, projected.centre
    df = fit.df_resid
    # One chi-squared draw scales the estimates and, for (log-)normal values, the errors: Student's t.
    stretch = np.sqrt(df / rng.chisquare(df, n_draws)) if np.isfinite(df) else np.ones(n_draws)
    estimates = rng.standard_normal((n_draws, len(projected.cov))) @ _symmetric_root(projected.cov)
    eta = (estimates * stretch[:, None]) @ projected.x.T
    z = _autocorrelated(rng, n_draws, len(centre), projected.autocorrelation())
    if fit.family == "normal":
        return centre + eta + np.sqrt(fit.scale) * stretch[:, None] * z
    if fit.family == "lognormal":
        return centre * np.exp(eta + np.sqrt(fit.scale) * stretch[:, None] * z)
    return fit.quantile(stats.norm.cdf(z), centre * np.exp(np.clip(eta, -50, 50)))


def draw_interventions(ax: Axes, table: pd.DataFrame, after: np.ndarray, interventions: dict[str, float]) -> None:
    """Draw what would have come since the first intervention, with its band, and a line at each date."""
    rows = table[after]
    ax.plot(rows.time, rows.counterfactual, "--", color=PALETTE[2], label="without the intervention")
    band(ax, rows.time, rows.lower, rows.upper, color=PALETTE[2], label="95% prediction interval")
    ax.set_ylim(top=1.12 * ax.get_ylim()[1])
    for label, time in interventions.items():
        ax.axvline(time, color=GREY, linewidth=1)
        at = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
        ax.annotate(label, (time, 1), (3, -1), va="top", fontsize=7, color=GREY, **at)


def _symmetric_root(cov):
    """The square root of a covariance that is the same on every machine: the signs of eigenvectors are not."""
    values, axes = np.linalg.eigh(cov)
    return (axes * np.sqrt(np.maximum(values, 0))) @ axes.T


def _autocorrelated(rng, n_draws, n, rho):
    z = rng.standard_normal((n_draws, n))
    for t in range(1, n):
        z[:, t] = rho * z[:, t - 1] + np.sqrt(1 - rho**2) * z[:, t]
    return z
