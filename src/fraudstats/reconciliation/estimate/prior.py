"""The prior of the counts, before any bulletin is read: a level that wanders, a season, and noise.

Bulletins leave the split of a total among its months open. The prior closes that gap, and is the only thing
here that is belief and not fact. It is Gaussian in the counts, so that window totals stay Gaussian::

    count[t] = days[t] * (level + walk[t] + guess[t] * (season[month of t] + noise[t]))

`days` is the length of the period over the mean length. `guess` is a rough, smooth estimate of the local
level: it only says how large a step of 5% is in 2016 and in 2023, so that growth by a factor of ten does not
leave the early years with bands as wide as the late ones. How strong walk, season and noise are is not fixed:
a grid of `scales` is carried along, weighted by its own prior here and by the bulletins' likelihood in
`sampling`.

The model is the structural time series of Harvey (1989, *Forecasting, Structural Time Series Models and the
Kalman Filter*), used for temporal disaggregation as in Durbin and Quenneville (1997, Benchmarking by state
space models, *International Statistical Review* 65). Denton's (1971) method is its special case without
season and noise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from fraudstats.reconciliation.estimate.components import (
    DAYS_PER_MONTH,
    Component,
    diagonal,
    drift,
    season,
    single,
    walk,
)

__all__ = ["Prior", "structural_prior"]

#: Monthly scales, relative to the local level: centre of the prior of each, and its spread in logarithms.
WALK, SEASON, NOISE = (0.01, 0.02, 0.04, 0.08, 0.16), (0.02, 0.05, 0.10, 0.20), (0.02, 0.04, 0.08, 0.16, 0.32)
DRIFT = (0.001, 0.003, 0.01)
TYPICAL = {"walk": 0.03, "drift": 0.002, "season": 0.07, "noise": 0.06}
SPREAD = 0.9
#: The level before anything is known: its standard deviation over the guess's mean.
VAGUE = 3.0


@dataclass(frozen=True, repr=False)
class Prior:
    """A Gaussian over D unknowns, mixed over a grid of scales.

    Parameters
    ----------
    mean : numpy.ndarray
        Shape (D,).
    components : tuple of Component
        Independent parts that add up.
    names : tuple of str
        The scales that are learnt, J of them.
    scales : numpy.ndarray
        Shape (G, J): the grid.
    log_weights : numpy.ndarray
        Shape (G,): logarithm of each grid point's prior weight, up to a constant.
    """

    mean: np.ndarray
    components: tuple[Component, ...]
    names: tuple[str, ...]
    scales: np.ndarray
    log_weights: np.ndarray

    @property
    def size(self) -> int:
        """Number of standard normals behind one vector of unknowns."""
        return sum(part.size for part in self.components)

    def component_scales(self) -> np.ndarray:
        """The scale of each component at each grid point, shape (G, number of components)."""
        columns = {name: self.scales[:, j] for j, name in enumerate(self.names)}
        ones = np.ones(len(self.scales))
        return np.stack([columns.get(part.name, ones) for part in self.components], axis=1)

    def parts(self, normals: np.ndarray) -> np.ndarray:
        """Each component at unit scale, shape (number of components, M, D), of standard normals (M, size)."""
        stops = np.cumsum([part.size for part in self.components])[:-1]
        pieces = np.split(normals, stops, axis=1)
        return np.stack([part.forward(piece) for part, piece in zip(self.components, pieces, strict=True)])

    def keep(self, points: np.ndarray | list[int]) -> Prior:
        """The same prior on some points of its grid only."""
        return replace(self, scales=self.scales[points], log_weights=self.log_weights[points])


def structural_prior(days: ArrayLike, season_of: ArrayLike, guess: ArrayLike, breaks: int | None = None) -> Prior:
    """The prior of counts, and of the relative excess of bulletins of another kind.

    Parameters
    ----------
    days : array_like
        Shape (T,): days in each period.
    season_of : array_like of int
        Shape (T,): the season (month of the year) of each period, from 0; all equal means no season.
    guess : array_like
        Shape (T,): rough positive level of each period, as a count for a period of mean length.
    breaks : int, optional
        Number J of further unknowns: excess shares of bulletins of another kind, one per year. They have a
        common size and a deviation of half that size from year to year; a scale of zero (no break) is on the
        grid.

    Returns
    -------
    Prior
        Over D = T + J unknowns.

    Examples
    --------
    >>> prior = structural_prior([31, 28, 31], [0, 1, 2], [100, 100, 100])
    >>> prior.mean.round(1)
    array([103.3,  93.3, 103.3])
    >>> [part.name for part in prior.components]
    ['level', 'walk', 'drift', 'noise', 'season']
    """
    days, season_of, guess = np.asarray(days, float), np.asarray(season_of), np.asarray(guess, float)
    share, months = days / days.mean(), days.mean() / DAYS_PER_MONTH
    extra = breaks or 0
    level = np.pad(share * guess.mean(), (0, extra))
    parts = [
        single("level", VAGUE * level),
        walk(share, guess * np.sqrt(months), extra),
        drift(share, guess * months, np.sqrt(months), extra),
        diagonal("noise", np.pad(share * guess, (0, extra))),
    ]
    grids = {"walk": WALK, "drift": DRIFT, "noise": NOISE}
    if np.ptp(season_of) > 0:
        parts.append(season(share * guess, season_of, extra))
        grids["season"] = SEASON
    scales = np.array(list(product(*grids.values())))
    # Noise averages out over longer periods; that of a day is kept small enough for a count above zero.
    typical = TYPICAL | {"noise": np.clip(TYPICAL["noise"] / np.sqrt(months), NOISE[0], NOISE[-2])}
    log_weights = -0.5 * ((np.log(scales) - np.log([typical[name] for name in grids])) / SPREAD) ** 2
    prior = Prior(level, tuple(parts), tuple(grids), scales, log_weights.sum(axis=1))
    return prior if breaks is None else _with_breaks(prior, len(days), breaks)


#: Excess of one kind of bulletin over another, as a share; zero means that both count the same.
BREAK = (0.0, 0.03, 0.08, 0.2)


def _with_breaks(prior, periods, breaks):
    reach = np.repeat([0.0, 1.0], [periods, breaks])
    parts = (*prior.components, single("break", reach), diagonal("break", 0.5 * reach))
    # As likely as not that there is no break at all.
    share = np.log([0.5] + [0.5 / (len(BREAK) - 1)] * (len(BREAK) - 1))
    scales = np.column_stack([np.repeat(prior.scales, len(BREAK), axis=0), np.tile(BREAK, len(prior.scales))])
    log_weights = np.repeat(prior.log_weights, len(BREAK)) + np.tile(share, len(prior.scales))
    return Prior(prior.mean, parts, (*prior.names, "break"), scales, log_weights)
