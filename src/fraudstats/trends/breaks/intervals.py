"""Intervals of levels, slopes and dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
from scipy.stats import t as student

from fraudstats.trends.breaks.bai import bai_interval
from fraudstats.trends.breaks.dates import neighbouring_places
from fraudstats.trends.breaks.fit import BreakFit
from fraudstats.trends.breaks.splits import EXACT_FIT

__all__ = ["bai_ends", "known_ends", "profile_ends"]


def known_ends(fit: BreakFit, weights: np.ndarray, alpha: float) -> tuple[np.ndarray, np.ndarray]:
    """Student's t intervals of combinations of the coefficients as if the breaks were known.

    Parameters
    ----------
    weights : ndarray
        One row per combination.
    """
    half = student.ppf(1 - alpha / 2, fit.df) * std_errors(fit, weights)
    middle = weights @ fit.beta
    return middle - half, middle + half


def std_errors(fit: BreakFit, weights: np.ndarray) -> np.ndarray:
    """Standard errors of combinations of the coefficients as if the breaks were known."""
    return np.sqrt(fit.ssr / fit.df * _unscaled(fit, weights))


def profile_ends(fit: BreakFit, weights: np.ndarray, least: int, alpha: float) -> tuple[np.ndarray, np.ndarray]:
    """Intervals that let each break move in turn: what no segmentation with a good enough fit would allow is left out.

    A value of a combination is kept if some segmentation with that value has a sum of squares of at most
    ``SSR (1 + t^2 / df)``, t being Student's point; with the breaks held fixed this is the interval of `known_ends`.
    """
    point = student.ppf(1 - alpha / 2, fit.df)
    limit = fit.ssr * (1 + point**2 / fit.df)
    lower, upper = known_ends(fit, weights, alpha)
    for moved in _moved(fit, least):
        spare = limit - moved.ssr
        if spare > 0:
            half, middle = np.sqrt(spare * _unscaled(moved, weights)), weights @ moved.beta
            lower, upper = np.minimum(lower, middle - half), np.maximum(upper, middle + half)
    return lower, upper


def bai_ends(fit: BreakFit, alpha: float) -> np.ndarray:
    """Bai's interval of each break: the first and the last number of values before it (breaks x 2).

    The error variance of each segment is its own, or that of all where a segment does not scatter; the shift is that of
    the fitted lines between the two values beside the break. The ends stay within the series, and hold the estimate.
    """
    n, bounds = len(fit.seen), [0, *fit.breaks.tolist(), len(fit.seen)]
    variance = [_variance(fit.residuals[a:b], fit.ssr / n) for a, b in pairwise(bounds)]
    ends = []
    for number, at in enumerate(fit.breaks):
        lower, upper = bai_interval(int(at), jumps(fit)[number], (variance[number], variance[number + 1]), alpha)
        ends.append((np.clip(lower, 1, at), np.clip(upper, at, n - 1)))
    return np.array(ends, dtype=int).reshape(-1, 2)


def _variance(residuals, pooled):
    """The mean square of the residuals of a segment."""
    own = float(np.square(residuals).mean())
    return own if pooled and own > EXACT_FIT * pooled else pooled


def jumps(fit: BreakFit) -> np.ndarray:
    """How far the fitted lines are apart half-way between the values beside each break, later less earlier."""
    return jump_weights(fit) @ fit.beta


def jump_weights(fit: BreakFit) -> np.ndarray:
    """The jumps as combinations of the coefficients, one row each."""
    p, q = fit.regressors.fixed.shape[1], fit.regressors.changing.shape[1]
    weights = np.zeros((len(fit.breaks), fit.design.shape[1]))
    for number, at in enumerate(fit.breaks):
        middle = fit.regressors.changing[at - 1 : at + 1].mean(axis=0)
        weights[number, p + q * number : p + q * (number + 2)] = [*-middle, *middle]
    return weights


def _moved(fit: BreakFit, least: int) -> Iterator[BreakFit]:
    """Every segmentation in which one break lies elsewhere between its neighbours."""
    for number, at in enumerate(fit.breaks):
        for place in neighbouring_places(fit.breaks, number, least, len(fit.seen)):
            if place != at:
                yield replace(fit, breaks=np.where(np.arange(len(fit.breaks)) == number, place, fit.breaks))


def _unscaled(fit, weights):
    """Variances of combinations of the coefficients with errors of variance one."""
    triangle = np.linalg.qr(fit.design)[1]
    return np.square(np.linalg.solve(triangle.T, weights.T)).sum(axis=0)
