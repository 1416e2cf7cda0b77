"""Regression estimates under errors that follow a first-order autoregression (AR(1)).

Generalised least squares, averaged over the autocorrelation: each value between -1 and 1 (all equally likely
beforehand) is weighted by its *restricted* likelihood, which has little of the downward bias that an estimate from
residuals has in short series (Cheang and Reinsel, 2000). Given the autocorrelation, estimates have t distributions;
the average has their mean and covariance, and those degrees of freedom (the values less the parameters at most) with
which a 95% interval is as wide as that of the mixture of these t distributions. (By Satterthwaite's rule they fell
below 1 where variances near an autocorrelation of 1 dwarf all others, and intervals became endless.) Models with a log
link are linearised about their fit: one weighted step from the estimates for independent errors.

References
----------
Cheang, W.-K. and Reinsel, G. C. (2000). Bias reduction of autoregressive estimates in time series regression model
through restricted maximum likelihood. *Journal of the American Statistical Association* 95, 1173-1184.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from fraudstats.trends.likelihoods.glm import GlmFit
from fraudstats.trends.likelihoods.mixture import Mixture

__all__ = ["AUTOREGRESSIVE", "Autoregression", "autoregression", "autoregressive_errors", "autoregressive_fit"]

#: The value of `cov_type` that is a model of the errors.
AUTOREGRESSIVE = "AR(1)"
#: Upper end of the interval whose width the degrees of freedom reproduce.
LEVEL = np.array([0.975])


@dataclass(frozen=True, eq=False)
class Autoregression:
    """What first-order autoregressive errors make of a fit.

    Attributes
    ----------
    step : ndarray
        What is added to the estimates.
    cov : ndarray
        Covariance of the estimates.
    df : ndarray
        Degrees of freedom of each estimate.
    rho : float
        Mean autocorrelation.
    grid, weight : ndarray
        The autocorrelations that were averaged over, and the weight of each by its restricted likelihood.
    steps, covs : ndarray
        Step and covariance given each of them.
    """

    step: np.ndarray
    cov: np.ndarray
    df: np.ndarray
    rho: float
    grid: np.ndarray
    weight: np.ndarray
    steps: np.ndarray
    covs: np.ndarray


def autoregression(fit: GlmFit, x: np.ndarray, rows: np.ndarray) -> Autoregression:
    """Average generalised least squares over the autocorrelation of the errors of a fitted model.

    Parameters
    ----------
    fit : GlmFit
    x : ndarray
        The design that was fitted, with more rows than columns.
    rows : array of int
        Position of each row on the regular time grid.
    """
    weighted = x * np.sqrt(fit.weight)[:, None]
    residual = (fit.scores * weighted).sum(axis=1) / (weighted**2).sum(axis=1)
    return autoregressive_errors(weighted, residual, rows)


def autoregressive_errors(x: np.ndarray, residual: np.ndarray, rows: np.ndarray) -> Autoregression:
    """Average generalised least squares of residuals on a design, both of equal variance, over the autocorrelation.

    Parameters
    ----------
    x : ndarray
        The design, with more rows than columns, each row divided by the standard deviation of its error.
    residual : ndarray
        Values less fitted ones, likewise divided.
    rows : array of int
        Position of each row on the regular time grid.
    """
    points = _points(len(x))
    rho = (2 * np.arange(points) + 1) / points - 1
    apart = np.abs(np.subtract.outer(rows, rows))
    lags = np.arange(apart.max() + 1)
    steps, covs, heights = map(np.array, zip(*(_given((r**lags)[apart], x, residual) for r in rho), strict=True))
    weight = np.exp(heights - heights.max())
    weight /= weight.sum()
    step, within = weight @ steps, np.einsum("k,kij->ij", weight, covs)
    around = steps - step
    variances = np.array([np.diag(cov) for cov in covs])
    cov = within + (around.T * weight) @ around
    half = Mixture(around, np.sqrt(variances), weight, len(x) - x.shape[1]).quantiles_about(0 * step, LEVEL)[:, 0]
    df = np.array([_matched(each, len(x) - x.shape[1]) for each in half / np.sqrt(np.diag(cov))])
    return Autoregression(step, cov, df, float(weight @ rho), rho, weight, steps, covs)


def _matched(score, most):
    """Degrees of freedom, `most` at most, of the t distribution with this upper end of its 95% interval."""
    from scipy import optimize, stats

    if not score > stats.t.ppf(LEVEL[0], most):
        return float(most)
    # No distribution of variance 1 has more than 5% beyond 4.5, where one degree of freedom has 12.7.
    return optimize.brentq(lambda df: stats.t.ppf(LEVEL[0], df) - score, 1, most)


def autoregressive_fit(
    fit: GlmFit, x: np.ndarray, offset: np.ndarray, rows: np.ndarray
) -> tuple[GlmFit, np.ndarray, np.ndarray]:
    """The fit with its estimates under autoregressive errors, their covariance and degrees of freedom."""
    found = autoregression(fit, x, rows)
    moved = replace(fit, beta=fit.beta + found.step, cov=found.cov, llf=np.nan)
    return replace(moved, mu=moved.mean(x, offset)), found.cov, found.df


def _points(n):
    """Values of the autocorrelation between -1 and 1, closer together in long series, which know it better."""
    return max(40, int(2 * np.sqrt(n)))


def _given(correlation, x, residual):
    """Step and covariance of the estimates under one autocorrelation, and its restricted log likelihood."""
    from scipy import linalg

    spare = len(x) - x.shape[1]
    factor = linalg.cholesky(correlation, lower=True, check_finite=False)
    white = linalg.solve_triangular(factor, np.column_stack([x, residual]), lower=True, check_finite=False)
    basis, root = np.linalg.qr(white[:, :-1])
    along = basis.T @ white[:, -1]
    rest = white[:, -1] - basis @ along
    squares = max(float(rest @ rest), np.finfo(float).tiny)
    inverse = linalg.solve_triangular(root, np.eye(len(root)), check_finite=False)
    volume = np.log(np.diag(factor)).sum() + np.log(np.abs(np.diag(root))).sum()
    return inverse @ along, inverse @ inverse.T * squares / spare, -volume - spare / 2 * np.log(squares)
