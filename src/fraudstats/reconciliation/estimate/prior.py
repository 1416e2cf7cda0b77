"""The prior of the counts, before any bulletin is read: a level that wanders, a season, noise, and a year's last month.

Bulletins leave the split of a total among its months open. The prior closes that gap, and is the only thing
here that is belief and not fact. It is Gaussian in the counts, so that window totals stay Gaussian::

    count[t] = days[t] * (level + walk[t] + guess[t] * (season[month of t] + year_end[t] + noise[t]))

`days` is the length of the period over the mean length. `guess` is a rough, smooth estimate of the local
level: it only says how large a step of 5% is in 2016 and in 2023, so that growth by a factor of ten does not
leave the early years with bands as wide as the late ones. `year_end` is zero but in the last period of a year,
where returns come in late and targets are met. How strong walk, season, year's end and noise are is not fixed:
each has a few possible `scales`, weighted by a prior here and by the bulletins' likelihood in `sampling`.

The model is the structural time series of Harvey (1989, *Forecasting, Structural Time Series Models and the
Kalman Filter*), used for temporal disaggregation as in Durbin and Quenneville (1997, Benchmarking by state
space models, *International Statistical Review* 65). Denton's (1971) method is its special case without
season and noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from fraudstats.reconciliation.estimate.bursts import Bursts
from fraudstats.reconciliation.estimate.components import (
    DAYS_PER_MONTH,
    Component,
    diagonal,
    drift,
    season,
    single,
    walk,
    year_end,
)

__all__ = ["Prior", "Scale", "structural_prior"]

#: Monthly scales, relative to the local level; the typical one of each, and the spread around it in logarithms.
WALK, DRIFT, NOISE = (0.01, 0.02, 0.04, 0.08, 0.16), (0.001, 0.003, 0.01), (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64)
SEASON, MILD_SEASON = (0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.7, 1.0, 1.5), (0.02, 0.05, 0.1, 0.2)
TYPICAL_WALK, TYPICAL_DRIFT, TYPICAL_MILD_SEASON, TYPICAL_NOISE = 0.03, 0.002, 0.12, 0.06
SPREAD = 0.9
#: What the last period of a year has on top; zero is that it is like any other.
YEAR_END = (0.0, 0.15, 0.4, 1.0)
#: Excess of one kind of bulletin over another, as a share; zero means that both count the same.
BREAK = (0.0, 0.03, 0.08, 0.2)
#: The level before anything is known: its standard deviation over the guess's mean.
VAGUE = 3.0


@dataclass(frozen=True, eq=False, repr=False)
class Scale:
    """The possible values of one scale.

    Parameters
    ----------
    values : numpy.ndarray
        Shape (g,).
    log_weights : numpy.ndarray
        Shape (g,): logarithm of each value's prior weight, up to a constant.
    """

    values: np.ndarray
    log_weights: np.ndarray

    @classmethod
    def even(cls, values: tuple[float, ...]) -> Scale:
        """Values as likely as each other."""
        return cls(np.array(values), np.zeros(len(values)))

    @classmethod
    def around(cls, typical: float, values: tuple[float, ...]) -> Scale:
        """Values above zero, weighted as by a log-normal distribution around a typical one."""
        distance = (np.log(values) - np.log(typical)) / SPREAD
        return cls(np.array(values), -0.5 * distance**2)

    def despite_the_cut(self, effects: int) -> Scale:
        """The same weights once counts below zero, which strong effects would often make, are cut off.

        Of independent effects that stood alone, the cut would leave the share above -1; divided by it, the weights are
        about those of the prior as it is used, in which effects add up to zero and noise stands beside them.
        """
        from scipy.special import log_ndtr

        return Scale(self.values, self.log_weights - effects * log_ndtr(1 / self.values))

    @classmethod
    def perhaps_none(cls, values: tuple[float, ...]) -> Scale:
        """Values of which the first is zero, as likely as all others together."""
        others = len(values) - 1
        return cls(np.array(values), np.log([0.5] + [0.5 / others] * others))


@dataclass(frozen=True, repr=False)
class Prior:
    """A Gaussian over D unknowns, mixed over the scales of its components.

    Parameters
    ----------
    mean : numpy.ndarray
        Shape (D,).
    components : tuple of Component
        Independent parts that add up, C of them; those whose name is no scale's have the fixed scale 1.
    scales : mapping
        Name -> `Scale`, J of them, independent of each other.
    bursts : Bursts
        What single unknowns may have on top.
    """

    mean: np.ndarray
    components: tuple[Component, ...]
    scales: Mapping[str, Scale]
    bursts: Bursts

    @property
    def size(self) -> int:
        """Number of standard normals behind one vector of unknowns."""
        return sum(part.size for part in self.components)

    @cached_property
    def owners(self) -> np.ndarray:
        """Shape (C,): the position of each component's scale among the J, or J where it has none."""
        names = list(self.scales)
        return np.array([names.index(part.name) if part.name in names else len(names) for part in self.components])

    def chosen(self, choice: np.ndarray) -> np.ndarray:
        """The scales, shape (M, J), of M choices of values (M, J)."""
        columns = [scale.values[choice[:, j]] for j, scale in enumerate(self.scales.values())]
        return np.stack(columns, axis=1) if columns else np.empty(choice.shape)

    def variances(self, choice: np.ndarray) -> np.ndarray:
        """The squared scale of each component, shape (M, C), of M choices of values (M, J)."""
        return np.pad(self.chosen(choice), ((0, 0), (0, 1)), constant_values=1.0)[:, self.owners] ** 2

    def log_weight(self, choice: np.ndarray) -> np.ndarray:
        """The logarithm of the prior weight, shape (M,), of M choices of values (M, J)."""
        columns = (scale.log_weights[choice[:, j]] for j, scale in enumerate(self.scales.values()))
        return sum(columns, np.zeros(len(choice)))

    def parts(self, normals: np.ndarray) -> np.ndarray:
        """Each component at unit scale, shape (C, M, D), of standard normals (M, size)."""
        stops = np.cumsum([part.size for part in self.components])[:-1]
        pieces = np.split(normals, stops, axis=1)
        return np.stack([part.forward(piece) for part, piece in zip(self.components, pieces, strict=True)])


def structural_prior(
    days: ArrayLike, season_of: ArrayLike, guess: ArrayLike, breaks: int | None = None, counting: float = 0.0
) -> Prior:
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
    counting : float
        The typical error of counting in a period, relative to the level: of rare and independent events, one over
        the root of their number (Poisson); 0 for amounts.

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
    ['level', 'walk', 'drift', 'noise', 'season', 'year_end']
    """
    days, season_of, guess = np.asarray(days, float), np.asarray(season_of), np.asarray(guess, float)
    share, months = days / days.mean(), days.mean() / DAYS_PER_MONTH
    level = share * guess.mean()
    # Noise averages out over longer periods; that of a day is kept small enough for a count above zero.
    own = np.clip(TYPICAL_NOISE / np.sqrt(months), NOISE[0], 0.16)
    noise = float(min(np.hypot(own, counting), NOISE[-2]))
    parts = [
        single("level", VAGUE * level),
        walk(share, guess * np.sqrt(months)),
        drift(share, guess * months, np.sqrt(months)),
        diagonal("noise", share * guess),
    ]
    scales = {
        "walk": Scale.around(TYPICAL_WALK, WALK),
        "drift": Scale.around(TYPICAL_DRIFT, DRIFT),
        "noise": Scale.around(noise, NOISE),
    }
    may_burst = np.ones(len(days), bool)
    if np.ptp(season_of) > 0:
        last = season_of == season_of.max()
        parts.append(season(share * guess, season_of))
        if breaks is None:
            # A few windows show a few contrasts of a season: a prior that leans to mild ones would decide the others.
            scales["season"] = Scale.even(SEASON).despite_the_cut(int(season_of.max()) + 1)
            parts.append(year_end(share * guess, last))
            scales["year_end"] = Scale.perhaps_none(YEAR_END)
        else:
            # A break between bulletins is the other reading of Decembers that tower over other months: where it is
            # asked about, the months themselves have none.
            scales["season"] = Scale.around(TYPICAL_MILD_SEASON, MILD_SEASON)
            may_burst = ~last
    prior = Prior(level, tuple(parts), scales, Bursts.of(share * guess * may_burst))
    return prior if breaks is None else _with_breaks(prior, len(days), breaks)


def _with_breaks(prior, periods, breaks):
    reach = np.repeat([0.0, 1.0], [periods, breaks])
    parts = [part.wider(breaks) for part in prior.components]
    parts += [single("break", reach), diagonal("break", 0.5 * reach)]
    mean = np.pad(prior.mean, (0, breaks))
    bursts = Bursts(np.pad(prior.bursts.height, (0, breaks)), np.pad(prior.bursts.spread, (0, breaks)))
    return Prior(mean, tuple(parts), {**prior.scales, "break": Scale.perhaps_none(BREAK)}, bursts)
