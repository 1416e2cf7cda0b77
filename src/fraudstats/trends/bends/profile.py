"""The deviance as a function of the place of one change, its minimum, and what it does not exclude.

Between two neighbouring times a bent line is two lines that cross there. Where the two lines of largest likelihood,
fitted apart, cross between the times they are the best bent line of this gap; where they do not, the best bend lies at
one of its ends (Hudson, 1966). Trying all gaps finds the global minimum, without starting values. A jump leaves the
same fit wherever in a gap it lies.

Intervals are the values that a likelihood ratio does not exclude, the place of the change being free: chi-squared with
one degree of freedom, or F with one and those of an estimated dispersion. Given the place, the deviance is taken as
quadratic in a coefficient, which it is for normal errors.

References
----------
Hudson, D. J. (1966). Fitting segmented curves whose join points have to be estimated. *Journal of the American
Statistical Association* 61, 1097-1129.
Muggeo, V. M. R. (2003). Estimating regression models with unknown break-points. *Statistics in Medicine* 22, 3055-3071.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fraudstats.trends.bends.regression import Fits, Regression

__all__ = ["Profile", "change_columns"]

#: Places tried in each gap between two times, and again around the ends of an interval, where it is refined twice.
PER_GAP, REFINED = 24, 33
#: A coefficient of a fit that runs away is one that does, if it is larger than this over the series.
UNBOUNDED = 25.0


def change_columns(time: np.ndarray, places: np.ndarray, slope: bool, level: bool) -> list[np.ndarray]:
    """The columns that a change of slope, of level, or both, at each of `places` adds: (places, values) each."""
    since = time - np.reshape(places, (-1, 1))
    return [np.maximum(since, 0)] * slope + [(since > 0) * 1.0] * level


@dataclass(frozen=True, eq=False)
class Profile:
    """All places of one change in a regression.

    Attributes
    ----------
    regression : Regression
    slope, level : bool
        Whether the slope, the level, or both change.
    """

    regression: Regression
    slope: bool
    level: bool

    @property
    def df(self) -> int:
        """Values minus parameters, the place of the change among these."""
        return len(self.regression.y) - 3 - self.slope - self.level

    @cached_property
    def times(self) -> np.ndarray:
        """Different times of the values, in their order."""
        return np.unique(self.regression.time)

    @cached_property
    def place(self) -> float:
        """Where the deviance is smallest; the middle of its gap, if the level may change."""
        if self.level:
            return float(self._middles[self.at(self._middles).deviance.argmin()])
        inner = self.times[1:-1]
        places = np.concatenate([inner, self._crossings(inner)])
        return float(places[self.at(places).deviance.argmin()])

    @cached_property
    def best(self) -> Fits:
        """The fit at `place`."""
        return self.at(np.array([self.place]))

    @cached_property
    def dispersion(self) -> float:
        """Pearson's chi-squared over its degrees of freedom; 1 where the family knows its variance."""
        if self.regression.known_dispersion:
            return 1.0
        return float((self.regression.pearson(self.best.mu, self.best.weight) ** 2).sum() / self.df)

    def at(self, places: np.ndarray) -> Fits:
        """The fits with the change at each of `places`."""
        return self.regression.fit(self.designs(places))

    def designs(self, places: np.ndarray) -> np.ndarray:
        """Their designs."""
        return self.regression.columns(*change_columns(self.regression.time, places, self.slope, self.level))

    def drop(self, alpha: float) -> float:
        """How far above its minimum the deviance may lie inside an interval at level ``1 - alpha``."""
        from scipy import stats

        if self.regression.known_dispersion:
            return float(stats.chi2.isf(alpha, 1))
        return self.dispersion * float(stats.f.isf(alpha, 1, self.df))

    def tail(self, rise: float) -> float:
        """Probability of a deviance this far above its minimum."""
        from scipy import stats

        if self.regression.known_dispersion:
            return float(stats.chi2.sf(rise, 1))
        return float(stats.f.sf(rise / self.dispersion, 1, self.df))

    def interval(self, alpha: float) -> tuple[float, float]:
        """The places that are not excluded, from the first to the last; an end of the series where all are."""
        limit = self.best.deviance[0] + self.drop(alpha)
        height = self._fits.deviance
        kept = np.flatnonzero((height <= limit) | (height == height.min()))
        first, last = int(kept[0]), int(kept[-1])
        if self.level:
            gaps = np.searchsorted(self.times, self._grid[[first, last]])
            return float(self.times[gaps[0] - 1]), float(self.times[gaps[1]])
        return self._end(first, -1, limit), self._end(last, 1, limit)

    def coefficient(self, direction: np.ndarray, alpha: float) -> tuple[float, float]:
        """Interval of a combination of the coefficients, the place being free."""
        value, spread, room = self._quadratic(direction, self.drop(alpha))
        # At some places a slope may run away: there the deviance is flat, and the interval has no end.
        far = self._runaway & (np.abs(value) > UNBOUNDED / np.ptp(self.times))
        half = np.where(far, 0.0, spread) * np.sqrt(np.maximum(room, 0))
        value = np.where(far, np.sign(value) * np.inf, value)[room >= 0]
        return float((value - half[room >= 0]).min()), float((value + half[room >= 0]).max())

    def p_value(self, direction: np.ndarray) -> float:
        """Of a combination of the coefficients being zero, the place being free."""
        value, spread, room = self._quadratic(direction, 0.0)
        return self.tail(float(((value / spread) ** 2 - room).min()))

    def covariance(self) -> np.ndarray:
        """Covariance of the coefficients and, of a bend, its place: linearised, as Muggeo (2003) has it."""
        x = self.designs(np.array([self.place]))[0]
        if not self.level:
            after = (self.regression.time > self.place) * 1.0
            x = np.column_stack([x, -self.best.beta[0, -1] * after])
        return self.dispersion * np.linalg.pinv((x * self.best.weight[0][:, None]).T @ x, hermitian=True)

    @cached_property
    def _middles(self):
        return (self.times[1:-2] + self.times[2:-1]) / 2

    @cached_property
    def _grid(self):
        if self.level:
            return self._middles
        inner = self.times[1:-1]
        steps = np.linspace(0, 1, PER_GAP, endpoint=False)
        places = (inner[:-1, None] + np.diff(inner)[:, None] * steps).ravel()
        return np.unique(np.append(places, [inner[-1], self.place]))

    @cached_property
    def _fits(self):
        return self.at(self._grid)

    @cached_property
    def _runaway(self):
        return self.regression.runs_away(self.designs(self._grid), self._fits)

    def _crossings(self, inner):
        """Where two lines fitted apart on both sides of a gap cross, if they cross in it."""
        time, starts, ends = self.regression.time, inner[:-1], inner[1:]
        after = (time > starts[:, None]) * 1.0
        since = time - starts[:, None]
        two_lines = np.stack([1 - after, (1 - after) * since, after, after * since], axis=-1)
        a, b, c, d = self.regression.fit(two_lines).beta.T
        with np.errstate(divide="ignore", invalid="ignore"):
            places = starts + (a - c) / (d - b)
        return places[(places > starts) & (places < ends)]

    def _end(self, kept, side, limit):
        """The place beyond the last one kept on a side, where the deviance passes the limit; or the series' end."""
        if not 0 <= kept + side < len(self._grid):
            return float(self.times[0 if side < 0 else -1])
        outside, inside = self._grid[kept + side], self._grid[kept]
        for _ in range(2):
            tried = np.linspace(outside, inside, REFINED)
            first = int(np.append(self.at(tried[:-1]).deviance <= limit, True).argmax())
            outside, inside = tried[max(first - 1, 0)], tried[first]
        return float((outside + inside) / 2)

    def _quadratic(self, direction, allowance):
        """Value and unit spread of a combination at every place, and how far the deviance may rise there."""
        fits = self._fits
        x = self.designs(self._grid)
        information = np.einsum("gnp,gn,gnq->gpq", x, fits.weight, x)
        inverse = np.linalg.pinv(information, hermitian=True)
        spread = np.sqrt(np.einsum("p,gpq,q->g", direction, inverse, direction))
        return fits.beta @ direction, spread, self.best.deviance[0] + allowance - fits.deviance
