"""Maximum likelihood on a numerical log likelihood: the maximum, its curvature, and its profile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from fraudstats.errors import TrendError

__all__ = ["Maximum", "maximise", "maximum_at", "profile_height", "square_root"]

#: Step of the numerical derivatives, in standard errors.
STEP = 1e-3


@dataclass(frozen=True, eq=False)
class Maximum:
    """Where a log likelihood is largest.

    Attributes
    ----------
    params : ndarray
    cov : ndarray
        Inverse of minus the second derivative (a generalised inverse where the likelihood is flat).
    value : float
    flat : bool
        Whether the second derivative vanishes in some direction.
    """

    params: np.ndarray
    cov: np.ndarray
    value: float
    flat: bool = False


def maximise(loglik: Callable[[np.ndarray], float], start: np.ndarray, cov: np.ndarray) -> Maximum:
    """The maximum of `loglik`, from `start`, in the units of a guessed covariance `cov`."""
    unit = square_root(cov)
    u = _climb(lambda u: loglik(start + unit @ u), np.zeros(len(start)))
    return maximum_at(loglik, start + unit @ u, cov)


def maximum_at(loglik: Callable[[np.ndarray], float], best: np.ndarray, cov: np.ndarray) -> Maximum:
    """A known maximum with its curvature, in the units of a guessed covariance `cov`."""
    unit = square_root(cov)
    hessian = _hessian(lambda u: loglik(best + unit @ u), len(best))
    curvature, axes = np.linalg.eigh(-hessian)
    flat = curvature < 1e-4 * max(curvature.max(), 1e-4)
    spread = np.where(flat, 1.0, 1 / np.where(flat, 1, curvature))
    root = unit @ axes * np.sqrt(spread)
    return Maximum(best, root @ root.T, loglik(best), bool(flat.any()))


def profile_height(loglik: Callable[[np.ndarray], float], best: Maximum, k: int, value: float) -> float:
    """The largest log likelihood with parameter `k` fixed at `value`."""
    others, away = np.delete(np.arange(len(best.params)), k), value - best.params[k]
    slope = best.cov[others, k] / best.cov[k, k]
    unit = square_root(best.cov[np.ix_(others, others)] - np.outer(slope, best.cov[others, k]))

    def at(u):
        params = best.params.copy()
        params[k] = value
        params[others] += slope * away + unit @ u
        return loglik(params)

    return at(_climb(at, np.zeros(len(others)))) if len(others) else at(np.zeros(0))


def _climb(function, start):
    """The point where `function`, scaled to unit curvature, is largest."""
    from scipy import optimize

    if not np.isfinite(function(start)):
        raise TrendError("the likelihood is zero at the first guess; check the ranges and their times")

    def cost(u):
        value = -function(u)
        return value if np.isfinite(value) else 1e300

    with np.errstate(over="ignore", invalid="ignore"):
        found = optimize.minimize(cost, start, method="BFGS", options={"gtol": 1e-6})
        if np.abs(found.jac).max(initial=0) < 1e-3:
            return found.x
        # The walls of a flat likelihood stop a gradient method short.
        options = {"xatol": 1e-5, "fatol": 1e-9}
        return optimize.minimize(cost, found.x, method="Nelder-Mead", options=options).x


def _hessian(function, n):
    """Second derivatives at zero by central differences."""
    eye = STEP * np.eye(n) * 10
    hessian = np.empty((n, n))
    for i in range(n):
        for j in range(i + 1):
            hessian[i, j] = hessian[j, i] = (
                function(eye[i] + eye[j]) - function(eye[i] - eye[j])
                - function(eye[j] - eye[i]) + function(-eye[i] - eye[j])
            ) / (4 * eye[0, 0] ** 2)  # fmt: skip
    return hessian


def square_root(cov: np.ndarray) -> np.ndarray:
    """A square root of a covariance that may be singular."""
    values, axes = np.linalg.eigh(cov)
    return axes * np.sqrt(np.maximum(values, 1e-14 * max(values.max(initial=0), 1e-300)))
