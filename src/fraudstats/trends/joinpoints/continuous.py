"""Joinpoints anywhere in time: the smallest sum of squares of all connected lines (Hudson 1966).

Say between which observations each joinpoint lies: then each segment has its observations. Fitted apart, the segments'
lines cannot fit worse than connected ones; and if each pair of neighbours crosses between the observations where their
joinpoint is to lie, they are the best connected lines of this kind. If not, the best ones have a joinpoint at one end
of its gap, so that two lines meet there; the others are free as before. Trying all kinds, and of each the lines apart,
one pair tied at an end, two pairs and so on, finds the smallest sum of squares exactly. What is tied more fits no
better, so that whatever exceeds the best found so far is left out; that is why few kinds are ever fitted.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.joinpoints.design import Grid

__all__ = ["ContinuousSearch"]

#: Kinds that are fitted in one go; sums of squares that differ by less than this share are equal; how near an
#: observation (as a share of the gap) a joinpoint lies that may approach it, but not lie at it.
BATCH, SAME, NEAR = 1024, 1e-10, 1e-9
#: Numbers that the list of kinds may hold.
STORE = 2**24
FREE, LEFT, RIGHT = 0, 1, 2


class Kind(NamedTuple):
    """Gaps in which the joinpoints lie (kinds x joinpoints; gap c ends at time c), and the end that each is tied to."""

    gap: np.ndarray
    tie: np.ndarray


class ContinuousSearch:
    """Times, values and weights, with the line taken out.

    Parameters
    ----------
    time, value, weight : ndarray
    grid : Grid
        How many observations must lie around a joinpoint: two or more, so that each segment has a line of its own.

    Examples
    --------
    >>> time = np.arange(12.0)
    >>> search = ContinuousSearch(time, np.maximum(time - 5.3, 0), np.ones(12), Grid())
    >>> search.best(np.array([5.0]), 0.5).round(6).tolist()
    [5.3]
    """

    def __init__(self, time: np.ndarray, value: np.ndarray, weight: np.ndarray, grid: Grid):
        self.times, self.position = np.unique(time, return_inverse=True)
        self.grid = grid
        self.root = np.sqrt(weight / weight.mean())
        self.middle, self.scale = time.mean(), np.ptp(time)
        self.time = (time - self.middle) / self.scale
        line = np.column_stack([np.ones(len(time)), self.time])
        self.value = value - line @ np.linalg.lstsq(self.root[:, None] * line, self.root * value, rcond=None)[0]
        self.total = np.square(self.root * self.value).sum()
        self.apart = self._apart()

    def best(self, joinpoints: np.ndarray, sse: float) -> np.ndarray:
        """The best joinpoints, as many as those given, which are the best at observations.

        Parameters
        ----------
        joinpoints : ndarray
        sse : float
            Their sum of squares, the weights having mean one.
        """
        size = len(joinpoints)
        gaps = self._kinds(size)
        waiting = Kind(gaps, np.zeros_like(gaps))
        bound = self._bound(gaps)
        waiting = _taken(waiting, bound < self._below(sse))
        found = None
        while len(waiting.gap):
            fitted = [self._fit(_taken(waiting, part)) for part in _batches(len(waiting.gap))]
            sums, places, inside = (np.concatenate(part) for part in zip(*fitted, strict=True))
            good = np.flatnonzero(inside & (sums < self._below(sse)))
            if len(good):
                lowest = sums[good].min()
                first = good[sums[good] <= lowest + SAME * self.total][0]
                sse, found = lowest, (waiting.gap[first], waiting.tie[first], places[first])
            waiting = _tied_once_more(_taken(waiting, ~inside & (sums < self._below(sse))))
        return joinpoints if found is None else self._times_of(*found)

    def _below(self, sse):
        return sse - SAME * self.total

    def _kinds(self, size):
        """All lists of gaps that leave enough observations in every segment."""
        end, between, last = self.grid.min_end, self.grid.min_between, len(self.times) - self.grid.min_end
        kinds = np.arange(end, last + 1)[:, None]
        for _ in range(size - 1):
            first = kinds[:, -1] + between
            count = np.maximum(last + 1 - first, 0)
            if count.sum() * size > STORE:
                raise TrendError(
                    f"{len(self.times)} times have {count.sum():,} places for {size} joinpoints, too many to search "
                    "between; lower max_joinpoints, or give a grid"
                )
            parent = np.repeat(np.arange(len(kinds)), count)
            within = np.arange(len(parent)) - np.repeat(np.cumsum(count) - count, count)
            kinds = np.column_stack([kinds[parent], first[parent] + within])
        return kinds

    def _apart(self):
        """Sum of squares of the line through the observations from one time up to before another (times x times)."""
        square = self.root**2
        powers = (square, square * self.time, square * self.time**2)
        moments = [*powers, square * self.value, square * self.time * self.value, square * self.value**2]
        sums = [np.append(0, np.cumsum(np.bincount(self.position, m))) for m in moments]
        n, t, tt, y, ty, yy = (s[None, :] - s[:, None] for s in sums)
        with np.errstate(divide="ignore", invalid="ignore"):
            spread, rise = tt - t**2 / n, ty - t * y / n
            rest = yy - y**2 / n - np.where(spread > 1e-12, rise**2 / spread, 0)
        return np.maximum(np.nan_to_num(rest), 0)

    def _bound(self, gaps):
        ends = np.column_stack([np.zeros(len(gaps), int), gaps, np.full(len(gaps), len(self.times))])
        return self.apart[ends[:, :-1], ends[:, 1:]].sum(axis=1)

    def _fit(self, kind):
        """Sums of squares, places of the joinpoints, and whether all of them lie in their gaps."""
        number, size = kind.gap.shape
        upper, lower = ((self.times[kind.gap - back] - self.middle) / self.scale for back in (0, 1))
        corner = np.where(kind.tie == LEFT, lower, upper)
        columns = np.zeros((number, len(self.time) + size, 2 + 2 * size))
        rows = columns[:, : len(self.time)]
        rows[:, :, 0], rows[:, :, 1] = 1, self.time
        rows[:, :, 2::2] = (self.position[:, None] >= kind.gap[:, None, :]) & (kind.tie == FREE)[:, None, :]
        rows[:, :, 3::2] = np.maximum(self.time[:, None] - corner[:, None, :], 0)
        rows *= self.root[:, None]
        # A tied pair has no step: a row of its own holds the column's coefficient at zero.
        columns[:, np.arange(size) + len(self.time), 2 * np.arange(size) + 2] = kind.tie != FREE
        value = np.append(self.root * self.value, np.zeros(size))
        q, r = np.linalg.qr(columns)
        found = np.linalg.solve(r, np.swapaxes(q, 1, 2) @ value[:, None])[:, :, 0]
        residual = value - np.einsum("kij,kj->ki", columns, found)
        step, bend = found[:, 2::2], found[:, 3::2]
        inside = (kind.tie != FREE) | ((step * (step - bend * (upper - lower)) <= 0) & (bend != 0))
        with np.errstate(divide="ignore", invalid="ignore"):
            place = np.where(kind.tie == FREE, upper - step / bend, corner)
        return np.square(residual).sum(axis=1), place, inside.all(axis=1)

    def _times_of(self, gap, tie, place):
        """Times of the joinpoints; at an observation, or just beside it where its segment would be too short."""
        lower, upper = self.times[gap - 1], self.times[gap]
        time = np.clip(place * self.scale + self.middle, lower, upper)
        margin = NEAR * (upper - lower)
        low, high = (tie == LEFT) | (time < lower + margin), (tie == RIGHT) | (time > upper - margin)
        at = np.where(low, lower, np.where(high, upper, time))
        if self._enough(at):
            return at
        return np.where(low, lower + margin, np.where(high, upper - margin, time))

    def _enough(self, joinpoints):
        before, after = (np.searchsorted(self.times, joinpoints, side) for side in ("left", "right"))
        ends = before[0] >= self.grid.min_end and len(self.times) - after[-1] >= self.grid.min_end
        return bool(ends and (before[1:] - after[:-1] >= self.grid.min_between).all())


def _batches(number):
    return [slice(start, start + BATCH) for start in range(0, number, BATCH)]


def _taken(kind, rows):
    return Kind(kind.gap[rows], kind.tie[rows])


def _tied_once_more(kind):
    """Every kind with one more pair tied, the pairs in order, so that none occurs twice."""
    size = kind.gap.shape[1]
    last = np.where(kind.tie != FREE, np.arange(size), -1).max(axis=1, initial=-1)
    gaps, ties = [kind.gap[:0]], [kind.tie[:0]]
    for pair in range(size):
        own = last < pair
        for end in (LEFT, RIGHT):
            tie = kind.tie[own].copy()
            tie[:, pair] = end
            gaps.append(kind.gap[own])
            ties.append(tie)
    return Kind(np.concatenate(gaps), np.concatenate(ties))
