"""What a joinpoint model holds besides its lines: a jump where a definition changed, and a season."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.interruptions.design import cycle
from fraudstats.trends.joinpoints.names import read_time
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["NOTHING", "Terms", "read_terms"]

#: Fewest values on either side of a jump, as in NCI's Joinpoint.
BESIDE_JUMP = 2
#: Comparability ratios outside these are taken for slips, as in NCI's Joinpoint.
RATIOS = 0.01, 100.0


@dataclass(frozen=True)
class Terms:
    """Columns of the model that do not depend on the joinpoints.

    Attributes
    ----------
    jump : tuple of float or None
        Last time of the old and first time of the new definition.
    size : float or None
        The jump on the scale of the model, where it is known (the logarithm of a comparability ratio).
    size_error : float
        Standard error of `size`.
    places : tuple of pairs
        For each observation its time and its place in the season, from zero; empty without a season.
    harmonics : int or None
        Waves that the effects of the places are made of; None if each place has an effect of its own.
    """

    jump: tuple[float, float] | None = None
    size: float | None = None
    size_error: float = 0.0
    places: tuple[tuple[float, int], ...] = ()
    harmonics: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns that are parameters; those of the season come after them, and have none."""
        return ("jump",) if self.jump is not None and self.size is None else ()

    def columns(self, time: np.ndarray) -> np.ndarray:
        """The columns at times of observations (times x columns).

        >>> Terms(places=((0.0, 0), (1.0, 1), (2.0, 2))).columns(np.array([0.0, 1, 2])).tolist()
        [[-1.0, -1.0], [1.0, 0.0], [0.0, 1.0]]
        """
        jump = self.after(time)[:, None] if self.names else np.empty((len(time), 0))
        if not self.places:
            return jump
        times, places = (np.array(column) for column in zip(*self.places, strict=True))
        return np.column_stack([jump, self.season[places[np.searchsorted(times, time)]]])

    @property
    def season(self) -> np.ndarray:
        """The columns of a season (places x columns), each adding up to zero, so that the lines run through its middle.

        One column for each place but the first, which has minus the sum of the others' coefficients; or waves, of which
        the shortest that a season of even length has is a cosine alone.

        >>> Terms(places=((0.0, 0), (1.0, 1), (2.0, 2), (3.0, 3)), harmonics=2).season.round(9).T.tolist()
        [[0.0, 1.0, 0.0, -1.0], [1.0, 0.0, -1.0, -0.0], [1.0, -1.0, 1.0, -1.0]]
        """
        number = max(place for _, place in self.places) + 1
        if self.harmonics is None:
            return np.vstack([-np.ones(number - 1), np.eye(number - 1)])
        turns = 2 * np.pi * np.outer(np.arange(number), np.arange(1, self.harmonics + 1)) / number
        waves = np.stack([np.sin(turns), np.cos(turns)], axis=-1).reshape(number, -1)
        return np.delete(waves, -2, axis=1) if 2 * self.harmonics == number else waves

    def known(self, time: np.ndarray) -> np.ndarray:
        """What is known of the values at any times, and is not fitted."""
        return np.zeros(len(time)) if self.size is None else self.size * self.after(time)

    def after(self, time: np.ndarray) -> np.ndarray:
        """One where the new definition holds, zero before.

        >>> Terms(jump=(1998.0, 1999.0)).after(np.array([1998.0, 1998.4, 1998.6])).tolist()
        [0.0, 0.0, 1.0]
        """
        border = np.inf if self.jump is None else sum(self.jump) / 2
        return (np.asarray(time, float) > border).astype(float)


NOTHING = Terms()


def read_terms(
    series: TimeSeries, jump: Any, comparability: Any, season: int | None, harmonics: int | None, log: bool
) -> Terms:
    """The terms from what the user gave, in the times of `series`.

    Raises
    ------
    TrendError
        If a jump has fewer than two values on either side, a comparability ratio is no ratio or is given without what
        it needs, a place in the season has fewer than two values, or waves are more than the season has.
    """
    places = _read_season(series, season)
    _check_harmonics(harmonics, season)
    return replace(_read_jump(series, jump, comparability, log), places=places, harmonics=harmonics)


def _check_harmonics(harmonics, season):
    if harmonics is None:
        return
    if season is None:
        raise TrendError("`harmonics` need `season`, the number of rows in a cycle (12 for months)")
    if not (isinstance(harmonics, (int, np.integer)) and 1 <= harmonics <= season // 2) or harmonics is True:
        raise TrendError(f"harmonics is {harmonics!r}; a season of {season} rows has 1 to {season // 2} waves")


def _read_season(series, season):
    if season is None:
        return ()
    place = cycle(series, season).position
    values = np.bincount(place, minlength=season)
    if values.min() < 2:
        raise TrendError(
            f"season {season} has {season} places, and place {values.argmin() + 1} has {values.min()} values; two of "
            "each are needed: give a longer series, or sums of whole years"
        )
    return tuple(zip(series.time.tolist(), place.tolist(), strict=True))


def _read_jump(series, jump, comparability, log):
    if jump is None:
        if comparability is not None:
            raise TrendError("comparability is the ratio of two definitions; give the first time of the new as `jump`")
        return NOTHING
    first = read_time(series, jump)
    old, new = series.time[series.time < first], series.time[series.time >= first]
    if min(len(np.unique(old)), len(np.unique(new))) < BESIDE_JUMP:
        raise TrendError(
            f"jump {jump} is the first time of the new definition, and leaves {len(old)} values before it and "
            f"{len(new)} from it on; {BESIDE_JUMP} or more are needed on either side, in a series from "
            f"{series.labels[0]} to {series.labels[-1]}"
        )
    border = (float(old[-1]), float(new[0]))
    return Terms(border, *_size(comparability, log)) if comparability is not None else Terms(border)


def _size(comparability, log):
    """Logarithm of the comparability ratio, and its standard error."""
    try:
        ratio, error = (float(x) for x in (comparability if np.ndim(comparability) else (comparability, 0.0)))
    except (TypeError, ValueError):
        raise TrendError(
            f"comparability is {comparability!r}; expected the ratio of new to old counts, or the pair of ratio and "
            "standard error"
        ) from None
    low, high = RATIOS
    if not (low <= ratio <= high and 0 <= error < ratio):
        raise TrendError(
            f"comparability is {comparability!r}; expected a ratio of new to old counts from {low} to {high:g}, and a "
            "standard error below it (not a percent)"
        )
    if not log:
        raise TrendError("a comparability ratio multiplies, so it needs log=True; a linear model can estimate the jump")
    return float(np.log(ratio)), float(error / ratio)
