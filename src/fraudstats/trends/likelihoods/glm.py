"""Generalised linear models for counts and amounts, fast enough to be run thousands of times.

The linear predictor is ``eta = X b + offset``. Counts have a log link and are fitted by iteratively
reweighted least squares; `normal` has the identity link; `lognormal` is the normal model of the logarithms.

References
----------
McCullagh, P. and Nelder, J. A. (1989). *Generalized Linear Models*, 2nd ed. Chapman and Hall.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln, polygamma, xlogy

from fraudstats.errors import TrendError

__all__ = ["FAMILIES", "GlmFit", "check_design", "fit_glm"]

FAMILIES = ("poisson", "quasipoisson", "negbin", "normal", "lognormal")
MAX_STEPS = 100
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
        Estimates (p,) and covariance (p, p).
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
        Contributions of the rows to the estimating equations (n, p), and the inverse of their derivative.
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
    z, back = _standardised(x)
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
    if (norms == 0).any() or np.linalg.matrix_rank(_standardised(x)[0], tol=1e-9 * np.sqrt(n)) < p:
        raise TrendError(
            f"the {p} columns of the design cannot be told apart on these {n} rows (one is constant or a sum "
            "of others); drop a term, or use more values on each side of it"
        )


def _standardised(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Columns centred and scaled (if one is constant), and the matrix that maps estimates back."""
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
    beta, mu = _irls(x, y, offset, 0.0)
    alpha, alpha_se = _dispersion(x, y, offset, beta, mu) if family == "negbin" else (0.0, 0.0)
    if alpha > 0:
        beta, mu = _irls(x, y, offset, alpha, beta)
    bread = np.linalg.inv((x * (mu / (1 + alpha * mu))[:, None]).T @ x)
    scale, df = 1.0, np.inf if family == "poisson" else n - p
    if family == "quasipoisson":
        scale = ((y - mu) ** 2 / mu).sum() / (n - p) if n > p else np.nan
    llf = np.nan if family == "quasipoisson" else _loglik(y, mu, alpha)
    scores = x * ((y - mu) / (1 + alpha * mu))[:, None]
    return GlmFit(family, beta, scale * bread, mu, scale, alpha, alpha_se, llf, df, scores, bread)


def _irls(x, y, offset, alpha: float, beta=None):
    """Iteratively reweighted least squares, halving a step that lowers the likelihood."""
    if beta is None:
        start = np.log((y + y.mean()) / 2) - offset
        beta = np.linalg.lstsq(x, start, rcond=None)[0]
    llf = _loglik(y, _exp(x @ beta + offset), alpha)
    for _ in range(MAX_STEPS):
        mu = _exp(x @ beta + offset)
        weight = mu / (1 + alpha * mu)
        score = x.T @ (weight * (y - mu) / mu)
        step = np.linalg.lstsq((x * weight[:, None]).T @ x, score, rcond=None)[0]
        new = _loglik(y, _exp(x @ (beta + step) + offset), alpha)
        while new < llf - 1e-9 * (1 + abs(llf)) and np.abs(step).max() > 1e-9:
            step = step / 2
            new = _loglik(y, _exp(x @ (beta + step) + offset), alpha)
        beta, llf = beta + step, new
        if np.abs(step).max() < 1e-10 * (1 + np.abs(beta).max()):
            break
    mu = _exp(x @ beta + offset)
    if (mu / np.exp(offset) < 1e-8 * y.sum() / np.exp(offset).sum()).any():
        raise TrendError(
            "zero counts on one side of a step (or at one end) leave the likelihood without a maximum: the "
            "rate there is zero, its change minus infinity; fs.trends.rate_ratio bounds it exactly"
        )
    return beta, mu


def _count_quantile(p, mu, excess):
    """Quantiles of counts of variance ``mu (1 + excess)``; of a gamma distribution where they are large."""
    from scipy import stats

    large, over = mu > LARGE, excess > 1e-8
    safe, middle = np.where(over, excess, 1.0), np.where(large, 1.0, mu)
    overdispersed = stats.nbinom.ppf(p, middle / safe, 1 / (1 + safe))
    discrete = np.where(over, overdispersed, stats.poisson.ppf(p, middle))
    big = np.where(large, mu, LARGE)
    return np.where(large, np.round(stats.gamma.ppf(p, big / (1 + excess), scale=1 + excess)), discrete)


def _exp(eta):
    return np.exp(np.clip(eta, -700, 700))


def _loglik(y, mu, alpha):
    """Poisson (alpha = 0) or negative binomial log likelihood; y need not be whole."""
    if alpha < 1e-9:
        return float((xlogy(y, mu) - mu - gammaln(y + 1)).sum())
    size = 1 / alpha
    terms = gammaln(y + size) - gammaln(size) - gammaln(y + 1) - (y + size) * np.log1p(alpha * mu)
    return float((terms + xlogy(y, alpha * mu)).sum())


def _dispersion(x, y, offset, beta, mu):
    """The negative binomial dispersion and its standard error; 0 where counts are not overdispersed."""
    from scipy.optimize import minimize_scalar

    if ((y - mu) ** 2 - y).sum() <= 0:
        return 0.0, 0.0

    def profile(log_alpha):
        return -_loglik(y, _irls(x, y, offset, np.exp(log_alpha), beta)[1], np.exp(log_alpha))

    moment = max(((y - mu) ** 2 - y).sum() / (mu**2).sum(), 1e-12)
    bounds = np.log(moment) + np.array([-12, 12])
    search = minimize_scalar(profile, bounds=bounds, method="bounded", options={"xatol": 1e-9})
    alpha = float(np.exp(search.x))
    mu = _irls(x, y, offset, alpha, beta)[1]
    return alpha, float(alpha**2 / np.sqrt(_size_information(y, mu, 1 / alpha)))


def _size_information(y, mu, size):
    """Minus the second derivative of the log likelihood in the size 1 / alpha, at the maximum."""
    terms = polygamma(1, size) - polygamma(1, y + size) - 1 / size + 2 / (mu + size) - (y + size) / (mu + size) ** 2
    return max(float(terms.sum()), np.finfo(float).tiny)
