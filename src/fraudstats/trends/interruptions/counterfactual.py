"""What would have come without the intervention: prediction intervals by simulation.

A band around the *expected* counterfactual is too narrow to compare an observed value with; a new value
also scatters, and scatters together with its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from fraudstats.digits import meaningful
from fraudstats.trends.interruptions.segmented import SegmentedFit
from fraudstats.trends.result import TrendResult, axes_for, check_alpha, format_p, interval_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ImpactResult", "counterfactual_draws", "counterfactual_table", "impact", "residual_autocorrelation"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class ImpactResult(TrendResult):
    """Observed minus counterfactual total since the first intervention; `params` holds this ``difference``.

    Attributes
    ----------
    observed, counterfactual : float
        The observed total, and the total expected without the interventions.
    totals : ndarray
        Simulated totals without the interventions.
    n_after : int
        The number of values since the first intervention.
    """

    observed: float
    counterfactual: float
    totals: np.ndarray
    n_after: int

    @property
    def method(self) -> str:
        return "Observed minus counterfactual total since the first intervention"

    @property
    def difference(self) -> float:
        return self.observed - self.counterfactual

    @property
    def nobs(self) -> int:
        """The number of values since the first intervention."""
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
        return (
            f"Since the first intervention: {self.observed:,.0f} observed, {self.counterfactual:,.0f} "
            f"expected without it; difference {self.difference:,.0f} (95% prediction "
            f"interval {lower:,.0f} to {upper:,.0f})"
        )

    def summary(self) -> str:
        """The method and the impact in a sentence, with its p-value."""
        return f"{self.method}\n{self.sentence}, p {format_p(cast(float, self.p_values['difference']))}"

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the simulated totals and the observed one; returns the matplotlib axes."""
        ax = axes_for(ax)
        ax.hist(self.totals, bins=40, color="C0", alpha=0.5, label="without the intervention")
        ax.axvline(self.observed, color="black", label="observed")
        ax.set(xlabel="total since the first intervention", ylabel="simulated series")
        ax.legend(frameon=False)
        return ax


def impact(result: SegmentedFit, n_draws: int, seed: int) -> ImpactResult:
    """Sum the difference over the values after the first intervention."""
    after = result.touched() & np.isfinite(result.series.value)
    observed = float(result.series.value[after].sum())
    expected = float(result.fit.mean(result.without(), result.offset)[after].sum())
    return ImpactResult(
        series=result.series,
        params=pd.Series({"difference": observed - expected}),
        observed=observed,
        counterfactual=expected,
        totals=counterfactual_draws(result, n_draws, seed)[:, after].sum(axis=1),
        n_after=int(after.sum()),
    )


def counterfactual_table(result: SegmentedFit, alpha: float, n_draws: int, seed: int) -> pd.DataFrame:
    """One row per value: observed, fitted, and what would have come without the interventions."""
    draws = counterfactual_draws(result, n_draws, seed)
    lower, upper = np.quantile(draws, [check_alpha(alpha) / 2, 1 - alpha / 2], axis=0)
    columns = {
        "time": result.series.time,
        "observed": result.series.value,
        "fitted": result.fittedvalues,
        "counterfactual": result.fit.mean(result.without(), result.offset),
        "lower": lower,
        "upper": upper,
    }
    return pd.DataFrame(columns, index=pd.Index(result.series.labels, name="window"))


def counterfactual_draws(result: SegmentedFit, n_draws: int, seed: int) -> np.ndarray:
    """Series (draws x times) that the model without interventions could have produced.

    Estimates are drawn from their normal (or t) distribution, errors from the family's distribution through
    a Gaussian copula with the first-order autocorrelation of the residuals.
    """
    from scipy import stats

    rng = np.random.default_rng(seed)
    n = len(result.series)
    df = result.fit.df_resid
    # One chi-squared draw scales the estimates and, for (log-)normal values, the errors: Student's t.
    stretch = np.sqrt(df / rng.chisquare(df, n_draws)) if np.isfinite(df) else np.ones(n_draws)
    x, cov = result.centred()
    estimates = rng.standard_normal((n_draws, len(cov))) @ _symmetric_root(cov)
    eta = (estimates * stretch[:, None]) @ x.T
    z = _autocorrelated(rng, n_draws, n, residual_autocorrelation(result))
    centre = result.fit.mean(result.without(), result.offset)
    if result.spec.family == "normal":
        return centre + eta + np.sqrt(result.fit.scale) * stretch[:, None] * z
    if result.spec.family == "lognormal":
        return centre * np.exp(eta + np.sqrt(result.fit.scale) * stretch[:, None] * z)
    return result.fit.quantile(stats.norm.cdf(z), centre * np.exp(np.clip(eta, -50, 50)))


def _symmetric_root(cov):
    """The square root of a covariance that is the same on every machine: the signs of eigenvectors are not."""
    values, axes = np.linalg.eigh(cov)
    return (axes * np.sqrt(np.maximum(values, 0))) @ axes.T


def residual_autocorrelation(result: SegmentedFit) -> float:
    """First-order autocorrelation of the Pearson residuals between neighbours in time; never below 0."""
    residual = np.full(len(result.series), np.nan)
    residual[np.isfinite(result.series.value)] = result.residuals()
    pairs = residual[1:] * residual[:-1]
    total = np.nansum(residual**2)
    return float(np.clip(np.nansum(pairs) / total, 0, 0.95)) if total > 0 else 0.0


def _autocorrelated(rng, n_draws, n, rho):
    z = rng.standard_normal((n_draws, n))
    for t in range(1, n):
        z[:, t] = rho * z[:, t - 1] + np.sqrt(1 - rho**2) * z[:, t]
    return z
