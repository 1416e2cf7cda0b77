"""What a regression with a bend is fitted to, and the fit of many designs at once.

A profile over the place of a bend takes hundreds of fits that differ in one column, which one call of Newton's method
makes together. Links are canonical (logarithm, logit, identity), so that Newton's steps are those of Fisher's scoring.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.series.exposure import beside, read_exposure
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["Fits", "Regression", "read_regression"]

COUNTS, SHARES, AMOUNTS = ("poisson", "quasipoisson"), ("binomial", "quasibinomial"), ("normal", "lognormal")
#: Steps of Newton's method, and their halvings; 60 steps reach a maximum that lies nowhere, too.
MOST_STEPS, MOST_HALVINGS = 60, 30
#: A fit is done when its linear predictor changes by less than this.
SETTLED = 1e-11
#: Linear predictors stay within this of zero: e^-300 is a count or a share of none.
WIDEST = 300.0
#: A linear predictor that falls or rises by more than this from value to value is on its way to infinity.
RUNAWAY = 25.0


@dataclass(frozen=True, eq=False)
class Fits:
    """Fits of several designs.

    Attributes
    ----------
    beta : ndarray
        Estimates, designs x columns.
    mu, weight : ndarray
        Fitted means and their variances under a dispersion of 1, designs x values.
    deviance : ndarray
        Of each design.
    """

    beta: np.ndarray
    mu: np.ndarray
    weight: np.ndarray
    deviance: np.ndarray


@dataclass(frozen=True, eq=False)
class Regression:
    """The values of a regression on time.

    Attributes
    ----------
    series : TimeSeries
        The values that are not missing, as printed.
    y : ndarray
        Counts, successes, or amounts (logarithms for `lognormal`).
    size : ndarray
        Exposure of each count, trials behind each number of successes, or ones.
    family : str
    """

    series: TimeSeries
    y: np.ndarray
    size: np.ndarray
    family: str

    @property
    def time(self) -> np.ndarray:
        """Times of the values."""
        return self.series.time

    @property
    def known_dispersion(self) -> bool:
        """Whether the variance follows from the mean alone."""
        return self.family in ("poisson", "binomial")

    @property
    def counted(self) -> bool:
        """Whether the values are counts or successes; zeros among these can leave a likelihood without a maximum."""
        return self.family not in AMOUNTS

    def columns(self, *more: np.ndarray) -> np.ndarray:
        """Designs with constant, time since the middle, and further columns: designs x values x columns.

        Each of `more` has shape (values,) or (designs, values).
        """
        base = [np.ones(len(self.y)), self.time - self.time.mean()]
        return np.stack(np.broadcast_arrays(*base, *more), axis=-1).reshape(-1, len(self.y), 2 + len(more))

    def fit(self, designs: np.ndarray) -> Fits:
        """Maximum likelihood of each design, of shape (designs, values, columns)."""
        scale = np.maximum(np.abs(designs).max(axis=1, keepdims=True), np.finfo(float).tiny)
        x = designs / scale
        beta = np.linalg.pinv(x) @ self._start()
        mu, weight, deviance = self._at(x, beta)
        for _ in range(MOST_STEPS):
            step = self._step(x, mu, weight)
            factor = np.ones(len(x))
            for _ in range(MOST_HALVINGS):
                tried = beta + factor[:, None] * step
                found = self._at(x, tried)
                worse = ~(found[2] <= deviance + 1e-10 * (1 + np.abs(deviance)))
                if not worse.any():
                    break
                factor[worse] /= 2
            moved = np.abs(np.einsum("gnp,gp->gn", x, tried - beta)).max()
            beta, (mu, weight, deviance) = tried, found
            if moved < SETTLED * (1 + np.abs(beta).max()):
                break
        return Fits(beta / scale[:, 0], mu, weight, deviance)

    def runs_away(self, designs: np.ndarray, fits: Fits) -> np.ndarray:
        """Whether the likelihood of a design has no maximum: counts of zero (or of all trials) draw its line off."""
        predictor = np.einsum("gnp,gp->gn", designs, fits.beta)
        return self.counted & (np.ptp(predictor, axis=1) > RUNAWAY)

    def pearson(self, mu: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """Residuals over their standard deviations under a dispersion of 1; none where a mean is zero."""
        residual = self.y - mu
        return np.divide(residual, np.sqrt(weight), out=np.zeros_like(residual), where=weight > 0)

    def expected(self, predictor: np.ndarray) -> np.ndarray:
        """Fitted counts, successes or amounts, on the scale of the values."""
        return np.exp(predictor) if self.family == "lognormal" else self._mean(predictor)[0]

    def _start(self):
        if self.family in COUNTS:
            return np.log((self.y + self.y.mean()) / 2 / self.size)
        if self.family in SHARES:
            share = (self.y + 0.5 * self.y.sum() / self.size.sum()) / (self.size + 0.5)
            return np.log(share / (1 - share))
        return self.y

    def _at(self, x, beta):
        mu, weight = self._mean(np.einsum("gnp,gp->gn", x, beta))
        return mu, weight, self._deviance(mu)

    def _mean(self, predictor):
        if self.family in AMOUNTS:
            return predictor, np.ones_like(predictor)
        predictor = np.clip(predictor, -WIDEST, WIDEST)
        if self.family in COUNTS:
            mu = self.size * np.exp(predictor)
            return mu, mu
        share = 1 / (1 + np.exp(-predictor))
        return self.size * share, self.size * share * (1 / (1 + np.exp(predictor)))

    def _step(self, x, mu, weight):
        information = np.einsum("gnp,gn,gnq->gpq", x, weight, x)
        # What makes a singular information invertible moves no maximum, only the way to it.
        ridge = 1e-13 * np.trace(information, axis1=1, axis2=2)[:, None, None] + np.finfo(float).tiny
        score = np.einsum("gnp,gn->gp", x, self.y - mu)
        return np.linalg.solve(information + ridge * np.eye(x.shape[2]), score[..., None])[..., 0]

    def _deviance(self, mu):
        from scipy.special import xlogy

        if self.family in AMOUNTS:
            return ((self.y - mu) ** 2).sum(axis=1)
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
            terms = xlogy(self.y, self.y / mu) - (self.y - mu)
            if self.family in SHARES:
                rest, left = self.size - self.y, self.size - mu
                terms = xlogy(self.y, self.y / mu) + xlogy(rest, rest / left)
        return 2 * np.where(np.isfinite(terms), terms, np.inf).sum(axis=1)


def read_regression(
    data: Any, time: Any, family: str | None, trials: Any, exposure: Any, fewest: int, method: str
) -> Regression:
    """Read the values and what they are in proportion to, or refuse them."""
    family = family or ("quasipoisson" if trials is None else "quasibinomial")
    _check_options(family, trials, exposure)
    series = as_time_series(data, time).points(method).require(fewest, method)
    size = np.ones(len(series))
    if family in COUNTS:
        size = read_exposure(series, exposure)
    elif family in SHARES:
        size = _read_trials(series, trials)
    else:
        series.require_equal_windows(method)
    seen = np.isfinite(series.value)
    series, size = series.take(seen), size[seen]
    if len(np.unique(series.time)) < fewest:
        raise TrendError(f"{method} needs values at {fewest} times, got {len(np.unique(series.time))}")
    _check_values(series, size, family)
    found = Regression(series, np.log(series.value) if family == "lognormal" else series.value, size, family)
    return _with_maximum(found)


def _check_options(family, trials, exposure):
    if family not in (known := (*COUNTS, *SHARES, *AMOUNTS)):
        raise TrendError(f"family {family!r} is unknown; choose one of {', '.join(known)}")
    if trials is None and family in SHARES:
        raise TrendError(f"{family} values are successes of trials; give trials=, or a family of counts")
    if trials is not None and family not in SHARES:
        raise TrendError(f"{family} values have no trials; use family='quasibinomial', or exposure= for counts")
    if exposure is not None and family not in COUNTS:
        raise TrendError(f"{family} values take no exposure; it is for counts")


def _read_trials(series, trials):
    found = beside(series, np.full(len(series), trials) if np.ndim(trials) == 0 else trials, "trials")
    if found.shape[1] != 1 or not (np.isfinite(found[:, 0]) & (found[:, 0] > 0))[np.isfinite(series.value)].all():
        raise TrendError("trials must be one number above zero for each value; leave out values that have none")
    return found[:, 0]


def _check_values(series, size, family):
    low = series.value.min()
    if low <= 0 and family == "lognormal":
        raise TrendError(f"a value is {low:g}, and only numbers above zero have logarithms; use family='normal'")
    if low < 0 and family not in AMOUNTS:
        raise TrendError(f"a value is {low:g}; counts and successes are not negative, use family='normal'")
    if family in SHARES and (over := np.flatnonzero(series.value > size)).size:
        row = over[0]
        raise TrendError(
            f"{series.labels[row]} has {series.value[row]:g} successes of {size[row]:g} trials; are they exchanged?"
        )


def _with_maximum(found: Regression) -> Regression:
    """The regression itself, unless its straight line runs away to minus or plus infinity."""
    none, all_of = not found.series.value.any(), found.family in SHARES and (found.y == found.size).all()
    if found.counted and (none or all_of):
        what = "zero" if none else "all of its trials"
        raise TrendError(f"every value is {what}, so no bend can be found; use a longer series")
    if found.runs_away(found.columns(), found.fit(found.columns()))[0]:
        raise TrendError(
            "values of zero at one end (or of all trials) leave the likelihood of the straight line without a maximum; "
            "use longer windows, or compare two counts with fs.trends.rate_ratio"
        )
    return found
