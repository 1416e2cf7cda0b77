"""What would have come without the intervention: prediction intervals by simulation.

A band around the *expected* counterfactual is too narrow to compare an observed value with; a new value
also scatters, and scatters together with its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fraudstats.trends.likelihoods.maximum import square_root

__all__ = ["Impact", "counterfactual_draws", "impact", "residual_autocorrelation"]


@dataclass(frozen=True)
class Impact:
    """Observed minus counterfactual total since the first intervention, with its prediction interval."""

    observed: float
    counterfactual: float
    lower: float
    upper: float
    alpha: float

    @property
    def difference(self) -> float:
        return self.observed - self.counterfactual

    def __str__(self):
        return (
            f"Since the first intervention: {self.observed:,.0f} observed, {self.counterfactual:,.0f} "
            f"expected without it; difference {self.difference:,.0f} ({100 * (1 - self.alpha):g}% prediction "
            f"interval {self.lower:,.0f} to {self.upper:,.0f})"
        )


def impact(result, alpha, n_draws, seed) -> Impact:
    """Sum the difference over the values after the first intervention."""
    after = result.touched() & np.isfinite(result.series.value)
    observed = float(result.series.value[after].sum())
    totals = counterfactual_draws(result, n_draws, seed)[:, after].sum(axis=1)
    upper, lower = observed - np.quantile(totals, [alpha / 2, 1 - alpha / 2])
    expected = float(result.fit.mean(result.without(), result.offset)[after].sum())
    return Impact(observed, expected, float(lower), float(upper), alpha)


def counterfactual_draws(result, n_draws, seed) -> np.ndarray:
    """Series (draws x times) that the model without interventions could have brought.

    Estimates are drawn from their normal (or t) distribution, errors from the family's distribution through
    a Gaussian copula with the first-order autocorrelation of the residuals.
    """
    from scipy import stats

    rng = np.random.default_rng(seed)
    x, n = result.without(), len(result.series)
    df = result.fit.df_resid
    # One chi-squared draw scales the estimates and, for (log-)normal values, the errors: Student's t.
    stretch = np.sqrt(df / rng.chisquare(df, n_draws)) if np.isfinite(df) else np.ones(n_draws)
    root = square_root(result.cov)
    eta = (rng.standard_normal((n_draws, len(x.T))) @ root.T * stretch[:, None]) @ x.T
    z = _autocorrelated(rng, n_draws, n, residual_autocorrelation(result))
    centre = result.fit.mean(x, result.offset)
    if result.spec.family == "normal":
        return centre + eta + np.sqrt(result.fit.scale) * stretch[:, None] * z
    if result.spec.family == "lognormal":
        return centre * np.exp(eta + np.sqrt(result.fit.scale) * stretch[:, None] * z)
    return result.fit.quantile(stats.norm.cdf(z), centre * np.exp(np.clip(eta, -50, 50)))


def residual_autocorrelation(result) -> float:
    """First-order autocorrelation of the Pearson residuals between neighbours in time; never below 0."""
    residual = np.full(len(result.series), np.nan)
    seen = np.isfinite(result.series.value)
    residual[seen] = result.fit.pearson(result.series.value[seen])
    pairs = residual[1:] * residual[:-1]
    total = np.nansum(residual**2)
    return float(np.clip(np.nansum(pairs) / total, 0, 0.95)) if total > 0 else 0.0


def _autocorrelated(rng, n_draws, n, rho):
    z = rng.standard_normal((n_draws, n))
    for t in range(1, n):
        z[:, t] = rho * z[:, t - 1] + np.sqrt(1 - rho**2) * z[:, t]
    return z
