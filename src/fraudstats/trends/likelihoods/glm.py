"""Generalised linear models for counts and amounts, fast enough to be run thousands of times.

The linear predictor is ``eta = X b + offset``. Counts have a log link: Poisson and quasi-Poisson models are fitted by
statsmodels, the negative binomial by :mod:`~fraudstats.trends.likelihoods.negative_binomial`; `normal` has the
identity link; `lognormal` is the normal model of the logarithms.

References
----------
McCullagh, P. and Nelder, J. A. (1989). *Generalized Linear Models*, 2nd ed. Chapman and Hall.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fraudstats.errors import TrendError
from fraudstats.trends.likelihoods.negative_binomial import (
    dispersion,
    fitted_means,
    log_likelihood,
    moment_dispersion,
)

__all__ = ["FAMILIES", "GlmFit", "check_design", "fit_glm", "standardised"]

FAMILIES = ("poisson", "quasipoisson", "negbin", "normal", "lognormal")
MAX_STEPS = 200
#: A fit is done when its estimates change by less than this, absolutely and relatively.
SETTLED = 1e-11
#: Mean above which a count is drawn from the gamma distribution of its mean and variance.
LARGE = 1000.0
#: Residuals below this share of the values are rounding errors of the arithmetic: the values do not scatter.
ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class GlmFit:
    """A fitted model: estimates, their covariance, and what a prediction needs.

    Attributes
    ----------
    beta, cov : ndarray
        Estimates (p,) and covariance (p, p). That of `negbin` is made with the larger of two estimates of alpha, of
        largest likelihood and by moments: the first is biased towards zero in short series.
    mu : ndarray
        Fitted means at the rows; for `lognormal` the fitted medians.
    scale : float
        The Pearson dispersion of `quasipoisson`, the residual variance of `normal` and `lognormal`, else 1.
    alpha, alpha_se : float
        The dispersion of `negbin` (variance ``mu + alpha mu^2``) and its standard error; else 0.
    llf : float
        Log likelihood; NaN for `quasipoisson`, which has none.
    df_resid : float
        Rows minus estimates where a scale or dispersion is estimated (t intervals), infinite for Poisson.
    scores, bread : ndarray
        Contributions of the rows to the estimating equations (n, p), and the inverse of their derivative (for
        `negbin` the covariance that R prints).
    """

    family: str
    beta: np.ndarray
    cov: np.ndarray
    mu: np.ndarray
    scale: float
    alpha: float
    alpha_se: float
    llf: float
    df_resid: float
    scores: np.ndarray
    bread: np.ndarray

    @property
    def log_link(self) -> bool:
        """Whether estimates are on the log scale."""
        return self.family != "normal"

    def mean(self, x: np.ndarray, offset: float | np.ndarray = 0.0) -> np.ndarray:
        """Expected value (median for `lognormal`) at rows `x` of a design."""
        eta = x @ self.beta + offset
        return np.exp(eta) if self.log_link else eta

    def pearson(self, y: np.ndarray) -> np.ndarray:
        """Residuals divided by their standard deviation under the model; 0 where the values do not scatter."""
        residual = self._residual(y)
        if not self.scatters(y):
            return np.zeros_like(residual)
        deviation = np.sqrt(self.variance())
        return np.divide(residual, deviation, out=np.zeros_like(residual), where=deviation > 0)

    def scatters(self, y: np.ndarray) -> bool:
        """Whether the values differ from the fitted ones by more than the rounding errors of the arithmetic."""
        unit = 1.0 if self.family == "lognormal" else np.abs(y).max(initial=0.0)
        return bool(np.abs(self._residual(y)).max(initial=0.0) > ROUNDING * unit)

    def _residual(self, y):
        return np.log(y / self.mu) if self.family == "lognormal" else y - self.mu

    def variance(self) -> np.ndarray:
        """The model's variance of each row (of the logarithm, for `lognormal`)."""
        if self.family in ("normal", "lognormal"):
            return np.full_like(self.mu, self.scale)
        return self.scale * self.mu * (1 + self.alpha * self.mu)

    @property
    def weight(self) -> np.ndarray:
        """The weight of each row in the estimating equations."""
        if self.family in ("normal", "lognormal"):
            return np.ones_like(self.mu)
        return self.mu / (1 + self.alpha * self.mu)

    def quantile(self, p: np.ndarray, mu: np.ndarray) -> np.ndarray:
        """Quantile of a new value whose mean (median for `lognormal`) is `mu`."""
        from scipy import stats

        if self.family == "normal":
            return stats.norm.ppf(p, mu, np.sqrt(self.scale))
        if self.family == "lognormal":
            return mu * np.exp(np.sqrt(self.scale) * stats.norm.ppf(p))
        # A quasi-Poisson variance phi * mu is that of a negative binomial of size mu / (phi - 1).
        return _count_quantile(*np.broadcast_arrays(p, mu, self.alpha * mu + max(self.scale - 1, 0)))


def fit_glm(x: ArrayLike, y: ArrayLike, offset: ArrayLike | None = None, family: str = "poisson") -> GlmFit:
    """Fit `y` (n,) on the design `x` (n, p) by maximum (quasi-)likelihood.

    Raises
    ------
    TrendError
        If the family is unknown, a value does not belong to it, columns of the design are collinear, or the
        likelihood has no maximum (zero counts on one side of a step).

    Examples
    --------
    >>> fit = fit_glm(np.ones((3, 1)), np.array([2.0, 3.0, 4.0]))
    >>> float(np.exp(fit.beta[0]).round(6)), float(fit.cov[0, 0].round(6))
    (3.0, 0.111111)
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    offset = np.zeros(len(y)) if offset is None else np.asarray(offset, float)
    check_response(y, family)
    check_design(x)
    z, back = standardised(x)
    if family in ("normal", "lognormal"):
        fit = _least_squares(z, y, offset, family)
    else:
        fit = _count_model(z, y, offset, family)
    beta, cov, scores, bread = back @ fit.beta, back @ fit.cov @ back.T, fit.scores, back @ fit.bread @ back.T
    forward = np.linalg.inv(back)
    return GlmFit(**{**vars(fit), "beta": beta, "cov": cov, "scores": scores @ forward, "bread": bread})


def check_response(y: np.ndarray, family: str) -> None:
    """Refuse values that the family cannot produce."""
    if family not in FAMILIES:
        raise TrendError(f"family {family!r} is unknown; choose one of {', '.join(FAMILIES)}")
    if family == "lognormal" and (y <= 0).any():
        raise TrendError(f"lognormal needs values above zero, got {y.min():g}; use a count family or normal")
    if family in ("poisson", "quasipoisson", "negbin"):
        if (y < 0).any():
            raise TrendError(f"counts cannot be negative, got {y.min():g}; use the normal family for changes")
        if not y.any():
            raise TrendError("every count is zero, so no trend can be estimated; use a longer series")


def check_design(x: np.ndarray) -> None:
    """Refuse a design that cannot tell its columns apart."""
    n, p = x.shape
    if n < p:
        raise TrendError(f"{n} values cannot carry {p} parameters; drop terms or use a longer series")
    norms = np.linalg.norm(x, axis=0)
    if (norms == 0).any() or np.linalg.matrix_rank(standardised(x)[0], tol=1e-9 * np.sqrt(n)) < p:
        raise TrendError(
            f"the {p} columns of the design cannot be told apart on these {n} rows (one is constant or a sum "
            "of others); drop a term, or use more values on each side of it"
        )


def standardised(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Columns centred and scaled (if one is constant), and the matrix that maps estimates back.

    >>> z, back = standardised(np.column_stack([np.ones(3), [2018.0, 2019, 2020]]))
    >>> z[:, 1].round(3).tolist(), (back @ [5.0, 1.0]).round(3).tolist()
    ([-1.225, 0.0, 1.225], [-2467.76, 1.225])
    """
    constant = np.flatnonzero((x == x[0]).all(axis=0) & (x[0] != 0))
    scale = np.where(x.std(axis=0) > 0, x.std(axis=0), 1.0)
    back = np.diag(1 / scale)
    if not len(constant):
        scale = np.maximum(np.abs(x).max(axis=0), np.finfo(float).tiny)
        return x / scale, np.diag(1 / scale)
    c = constant[0]
    scale[c] = 1.0
    centre = x.mean(axis=0) / x[0, c]
    centre[c] = 0.0
    back = np.diag(1 / scale)
    back[c] -= centre / scale
    return (x - np.outer(x[:, c], centre)) / scale, back


def _least_squares(x, y, offset, family):
    response = (np.log(y) if family == "lognormal" else y) - offset
    bread = np.linalg.inv(x.T @ x)
    beta = np.linalg.lstsq(x, response, rcond=None)[0]
    residual = response - x @ beta
    n, p = x.shape
    rss = residual @ residual
    scale = rss / (n - p) if n > p else np.nan
    with np.errstate(divide="ignore"):
        llf = -n / 2 * (np.log(2 * np.pi * rss / n) + 1)
    eta = x @ beta + offset
    mu = np.exp(eta) if family == "lognormal" else eta
    if family == "lognormal":
        llf -= np.log(y).sum()
    return GlmFit(family, beta, scale * bread, mu, scale, 0.0, 0.0, llf, n - p, x * residual[:, None], bread)


def _count_model(x, y, offset, family):
    n, p = x.shape
    _check_maximum(x, y)
    beta, mu = _poisson(x, y, offset)
    alpha, alpha_se, scale, df, spread = 0.0, 0.0, 1.0, np.inf if family == "poisson" else n - p, 0.0
    if family == "negbin":
        alpha, alpha_se = dispersion(x, y, offset, beta, mu)
        if alpha > 0:
            beta, mu = fitted_means(x, y, offset, alpha, beta)
        spread = max(alpha, moment_dispersion(y, mu, n - p))
    if family == "quasipoisson":
        scale = ((y - mu) ** 2 / mu).sum() / (n - p) if n > p else np.nan
    bread = _inverse_information(x, mu, alpha)
    cov = scale * (_inverse_information(x, mu, spread) if spread > alpha else bread)
    llf = np.nan if family == "quasipoisson" else log_likelihood(y, mu, alpha)
    scores = x * ((y - mu) / (1 + alpha * mu))[:, None]
    return GlmFit(family, beta, cov, mu, scale, alpha, alpha_se, llf, df, scores, bread)


def _inverse_information(x, mu, alpha):
    return np.linalg.inv((x * (mu / (1 + alpha * mu))[:, None]).T @ x)


def _poisson(x, y, offset):
    """Estimates and means by statsmodels, or by shortened steps where its full ones do not settle."""
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    try:
        with warnings.catch_warnings():
            # Of counts that lie on the trend it says "perfect separation", which was refused before the fit.
            warnings.simplefilter("ignore")
            # By the parameters: the deviance, its own criterion, never settles to twelve digits in counts of millions.
            fit = GLM(y, x, family=Poisson(), offset=offset).fit(
                maxiter=MAX_STEPS, tol_criterion="params", atol=SETTLED, rtol=SETTLED
            )
        if fit.converged:
            return fit.params, np.exp(x @ fit.params + offset)
    except ValueError:  # weights that overflow, after a step too far
        pass
    start = np.linalg.lstsq(x, np.log((y + y.mean()) / 2) - offset, rcond=None)[0]
    return fitted_means(x, y, offset, 0.0, start)


def _check_maximum(x, y):
    """Refuse counts whose likelihood rises without end as the means of some zero counts go to zero."""
    from scipy.optimize import linprog

    _, sizes, axes = np.linalg.svd(x[y > 0])
    free = axes[(sizes > 1e-9 * sizes.max()).sum() :].T
    # Along `free` the means of positive counts stay; can those of the zero counts only fall?
    falls = x[y == 0] @ free
    if falls.size and linprog(falls.sum(axis=0), falls, np.zeros(len(falls)), bounds=(-1, 1)).fun < -1e-9:
        raise TrendError(
            "zero counts on one side of a step (or at one end) leave the likelihood without a maximum: the "
            "rate there is zero, its change minus infinity; fs.trends.rate_ratio bounds it exactly"
        )


def _count_quantile(p, mu, excess):
    """Quantiles of counts of variance ``mu (1 + excess)``; of a gamma distribution where they are large."""
    from scipy import stats

    large, over = mu > LARGE, excess > 1e-8
    safe, middle = np.where(over, excess, 1.0), np.where(large, 1.0, mu)
    overdispersed = stats.nbinom.ppf(p, middle / safe, 1 / (1 + safe))
    discrete = np.where(over, overdispersed, stats.poisson.ppf(p, middle))
    big = np.where(large, mu, LARGE)
    return np.where(large, np.round(stats.gamma.ppf(p, big / (1 + excess), scale=1 + excess)), discrete)
