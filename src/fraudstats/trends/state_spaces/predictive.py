"""What comes next when the variances are not known: predictive distributions averaged over them.

The variances are one scale times ratios. Given the ratios, the scale (with a prior density of one over it) integrates
out in closed form, and a future value has a Student t distribution (Harvey, 1989, section 3.6). Ratios are weighted
by their *restricted* (exactly diffuse) likelihood and by a prior that was chosen by simulation, for coverage
(docs/evidence/forecast-coverage.md):

- level beside irregular: three fifths for a pure random walk, one fifth for a level that does not move, and one fifth
  even in the angle whose tangent is the ratio of the two standard deviations;
- slope and season: one half for one that does not move, the rest even in g / (1 - g), the ratio of variances to the
  power of 1/4 (slope) or 1/2 (season), which are the powers with which it enters the smoothing.

The forecast is the mixture of these t distributions on a grid of ratios. There are no draws, so that it is the same on
every machine. Where a part of the covariance is known (rounding, variances that the user fixed), the scale has no
closed form and is one more axis of the grid; the mixture is then one of normal distributions.

References
----------
Harvey, A. C. (1989). *Forecasting, Structural Time Series Models and the Kalman Filter*. Cambridge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, cast

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.likelihoods.best_prediction import BestPrediction
from fraudstats.trends.likelihoods.mixture import Mixture
from fraudstats.trends.state_spaces.cumulator import Structure, Windows

__all__ = ["coefficients", "predict"]

#: Prior weights of a pure random walk, and of a level that does not move.
WALK, STEADY = 0.6, 0.2
#: Prior weight of a slope or season that does not move.
UNMOVED = 0.5
SCALE_POINTS = 24
#: Powers of g / (1 - g) that are ratios of variances.
POWERS = {"irregular": 2, "level": 2, "slope": 4, "seasonal": 2}
#: Share of the scale's distribution left out at the upper end of its axis.
TAIL = 5e-4
#: Components of less than this share of the largest weight do not count.
NEGLIGIBLE = 1e-9


@dataclass(frozen=True, eq=False)
class _Moments:
    """Observations and what is to be predicted as one Gaussian vector; what is to be predicted comes last.

    Attributes
    ----------
    value : ndarray
        The n observations.
    regressors : ndarray
        What each row is in proportion to, with unknown (diffuse) coefficients: (n + targets) x m.
    free : {name: ndarray}
        Covariances that come with an unknown variance each.
    known : ndarray or None
        Covariance that is known.
    """

    value: np.ndarray
    regressors: np.ndarray
    free: dict[str, np.ndarray]
    known: np.ndarray | None

    @property
    def df(self) -> int:
        return len(self.value) - self.regressors.shape[1]


def predict(
    structure: Structure, windows: Windows, n_periods: int, horizon: int, fixed: Mapping[str, float] | None = None
) -> Mixture:
    """Predictive distributions of the last `horizon` of `n_periods` + `horizon` periods.

    Parameters
    ----------
    structure : Structure
        With regressors, if any, for all these periods.
    windows : Windows
    n_periods, horizon : int
    fixed : {name of a variance: value}, optional
    """
    return _mixture(_moments(structure, windows, n_periods, horizon, fixed or {}))


def coefficients(
    structure: Structure, windows: Windows, n_periods: int, fixed: Mapping[str, float] | None = None
) -> Mixture:
    """Distributions of the coefficients of the regressors, averaged over the variances likewise."""
    moments = _moments(structure, windows, n_periods, 0, fixed or {})
    m = structure.size
    targets = np.eye(m)[m - (0 if structure.exog is None else structure.exog.shape[1]) :]
    around = ((0, len(targets)), (0, len(targets)))
    return _mixture(
        replace(
            moments,
            regressors=np.vstack([moments.regressors, targets]),
            free={name: np.pad(part, around) for name, part in moments.free.items()},
            known=None if moments.known is None else np.pad(moments.known, around),
        )
    )


def _mixture(moments):
    parts = list(_components(moments))
    mean, scale, log_weight = (np.array(column) for column in zip(*parts, strict=True))
    weight = np.exp(log_weight - log_weight.max())
    kept = weight > NEGLIGIBLE
    df = float(moments.df) if moments.known is None else np.inf
    return Mixture(mean[kept], scale[kept], weight[kept] / weight[kept].sum(), df)


def _components(moments: _Moments) -> Iterator[tuple[np.ndarray, np.ndarray, float]]:
    """Mean and scale of the targets at each point of the grid, with its log weight."""
    for ratios, prior in _ratios(list(moments.free), len(moments.value)):
        free = sum(q * part for q, part in zip(ratios, moments.free.values(), strict=True))
        if moments.known is None:
            fit = _at(moments, free)
            scale = np.sqrt(fit.squares / moments.df)
            height = fit.log_determinants - moments.df / 2 * np.log(fit.squares)
            yield fit.mean, scale * fit.spread, height + np.log(prior)
        else:
            for mean, spread, height in _over_scales(moments, free):
                yield mean, spread, height + np.log(prior)


def _at(moments, covariance):
    return BestPrediction(moments.value, moments.regressors, covariance)


def _over_scales(moments, free):
    """Components along the scale, even in the logarithm of scale plus known variance, which is bounded below."""
    from scipy import stats

    if not moments.free:
        fit = _at(moments, moments.known)
        yield fit.mean, fit.spread, 0.0
        return
    fit, df = _at(moments, free), moments.df
    floor, total = fit.share(moments.known) / df, fit.squares / df
    top = max(total, floor) * df / stats.chi2.ppf(TAIL, df)
    bottom = max(floor, total * df / stats.chi2.isf(TAIL, df))
    step = np.log(top / bottom) / SCALE_POINTS
    for k in range(SCALE_POINTS):
        scale = bottom * np.exp((k + 0.5) * step) - floor
        one = _at(moments, scale * free + moments.known)
        yield one.mean, one.spread, one.log_determinants - one.squares / 2 + np.log(step)


def _ratios(names, n):
    """Points of the grid: variances relative to each other, with the prior weight of each point."""
    both = names[:2] == ["irregular", "level"]
    axes = [_level_axis(_points(len(names), n))] if both else [[((1.0,), 1.0)]] if names else []
    axes += [_ratio_axis(POWERS[name], _points(len(names), n)) for name in names[1 + both :]]
    for point in product(*axes):
        yield sum((part for part, _ in point), ()), np.prod([weight for _, weight in point])


def _points(n_variances, n):
    """Points along an axis; a long series knows a ratio more precisely, and several axes share the work."""
    if n_variances <= 2:
        return max(16, int(3 * np.sqrt(n)))
    return max(8, int(1.2 * np.sqrt(n))) if n_variances == 3 else 6


def _level_axis(points):
    angles = (np.arange(points) + 0.5) / points * np.pi / 2
    between = [((np.cos(a) ** 2, np.sin(a) ** 2), (1 - WALK - STEADY) / points) for a in angles]
    return [((1.0, 0.0), STEADY), *between, ((0.0, 1.0), WALK)]


def _ratio_axis(power, points):
    g = (np.arange(points) + 0.5) / points
    return [((0.0,), UNMOVED), *[((q,), (1 - UNMOVED) / points) for q in (g / (1 - g)) ** power]]


def _moments(structure, windows, n_periods, horizon, fixed):
    n = n_periods + horizon
    rows = np.zeros((len(windows.value) + horizon, n))
    for row, first, last, shares in zip(rows, windows.first, windows.last, windows.weights, strict=False):
        row[first : last + 1] = shares
    rows[len(windows.value) :, n_periods:] = np.eye(horizon)
    kept = _independent(rows[: len(windows.value)], windows.noise)
    rows = np.vstack([rows[: len(windows.value)][kept], rows[len(windows.value) :]])
    states = _paths(structure, n)
    parts = {name: _product(rows @ response) for name, response in _responses(structure, states, n).items()}
    known = np.diag(np.r_[windows.noise[kept], np.zeros(horizon)])
    known = known + sum(value * parts[name] for name, value in fixed.items())
    regressors = rows @ np.einsum("ti,tij->tj", structure.signal(n), states)
    _require_identified(regressors[: len(kept)])
    free = {name: part for name, part in parts.items() if name not in fixed}
    return _Moments(windows.value[kept], regressors, free, known if known.any() or not free else None)


def _product(rows):
    return rows @ rows.T


def _paths(structure, n):
    """How the states of period t follow from those of period 0: periods x m x m."""
    transition, _ = structure.matrices()
    paths = np.empty((n, structure.size, structure.size))
    paths[0] = np.eye(structure.size)
    for t in range(1, n):
        paths[t] = transition @ paths[t - 1]
    return paths


def _responses(structure, paths, n):
    """By variance, what a disturbance in one period adds to the values of all periods."""
    from scipy import linalg

    _, entry = structure.matrices()
    # Regressors have no disturbances, so that the signal of any period will do.
    reaction = np.einsum("i,tij,jk->kt", structure.signal(n)[0], paths, entry)
    named = zip(structure.variances[1:], reaction, strict=True)
    return {"irregular": np.eye(n)} | {name: linalg.toeplitz(column, np.zeros(n)) for name, column in named}


def _independent(rows, noise):
    """Positions of windows that are no sums of others, unless rounding sets them apart."""
    from scipy import linalg

    full = np.column_stack([rows, np.diag(np.sqrt(noise))])
    _, triangle, order = cast(Any, linalg.qr)(full.T, mode="economic", pivoting=True)
    size = np.abs(np.diag(triangle))
    return np.sort(order[: len(size)][size > 1e-9 * size[0]])


def _require_identified(regressors):
    size = np.linalg.norm(regressors, axis=0)
    if (size == 0).any() or np.linalg.matrix_rank(regressors / size, tol=1e-9) < regressors.shape[1]:
        raise TrendError(
            "the observations do not identify every component (a season never observed, collinear "
            "regressors); drop a component or use a longer series"
        )
