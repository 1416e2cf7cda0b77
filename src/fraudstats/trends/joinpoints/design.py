"""All allowed sets of joinpoints at once: the grid search as a few matrix products.

With the line ``b0 + b1 t`` taken out, adding the joinpoints of a set S to the model reduces the (weighted)
sum of squares by the squared length of y in the span of the hinges ``max(t - tau, 0)``, tau in S. The allowed
sets form a tree, each hanging from the set without its last joinpoint, and one Gram-Schmidt step gives the
unit vector q that the last joinpoint adds. Then ``reduction(S) = reduction(parent of S) + (q y)^2``: the best
model of every size, for thousands of series of the same times, costs one product of all q with all y. This is
the exhaustive grid search of Lerman (1980, Applied Statistics 29), so there are no local optima.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.joinpoints.products import one_core_product
from fraudstats.trends.joinpoints.whitened import Whitening

__all__ = ["Best", "Design", "Grid"]

#: Numbers (of eight bytes) that unit vectors may fill; rows and columns of a block of the search.
STORE, ROWS, COLUMNS = 2**26, 128, 256


@dataclass(frozen=True)
class Grid:
    """Where joinpoints may lie: candidate times, and how many observations must lie around each.

    Attributes
    ----------
    between : int
        Grid points between neighbouring observation times; 0 allows joinpoints at observations only.
    min_end : int
        Fewest observations before the first and after the last joinpoint, one at it not counted.
    min_between : int
        Fewest observations between two joinpoints, not counting those at the joinpoints.
    candidates : tuple of float or None
        Allowed times in place of the observations and points between.
    barred : tuple of float or None
        Ends of a stretch where no joinpoint may lie, both included.
    continuous : bool
        Whether joinpoints are sought anywhere between the observations as well
        (:mod:`~fraudstats.trends.joinpoints.continuous`); the design holds the observations.
    """

    between: int = 0
    min_end: int = 2
    min_between: int = 2
    candidates: tuple[float, ...] | None = None
    barred: tuple[float, float] | None = None
    continuous: bool = False

    def __post_init__(self):
        if self.between < 0 or self.min_end < 1 or self.min_between < 0:
            raise TrendError(
                f"grid {self.between}, min_end {self.min_end}, min_between {self.min_between}: expected grid "
                "and min_between of at least 0, and min_end of at least 1"
            )

    def points(self, time: np.ndarray) -> np.ndarray:
        """The candidate times that leave enough observations at both ends."""
        times = np.unique(time)
        points = np.unique(np.array(self.candidates, float)) if self.candidates else self._fine(times)
        before = np.searchsorted(times, points, side="left")
        after = len(times) - np.searchsorted(times, points, side="right")
        allowed = (before >= self.min_end) & (after >= self.min_end)
        if self.barred is not None:
            allowed &= (points < self.barred[0]) | (points > self.barred[1])
        return points[allowed]

    def successors(self, time: np.ndarray, points: np.ndarray) -> np.ndarray:
        """For each candidate, the position of the first that may follow it."""
        times = np.unique(time)
        passed = np.searchsorted(times, points, side="right")
        reached = np.searchsorted(times, points, side="left")
        return np.searchsorted(reached - self.min_between, passed, side="left").clip(np.arange(len(points)) + 1)

    def _fine(self, times):
        steps = np.arange(self.between + 1) / (self.between + 1)
        inner = (times[:-1, None] + np.diff(times)[:, None] * steps).ravel()
        return np.append(inner, times[-1])


@dataclass(frozen=True)
class Level:
    """All sets of one size: the last joinpoint's position, the parent set, and the unit vectors (or None)."""

    last: np.ndarray
    parent: np.ndarray
    vectors: np.ndarray | None = None


@dataclass(frozen=True)
class Best:
    """The best set of one size for each column of the data: sum of squares and position."""

    sse: np.ndarray
    index: np.ndarray


class Design:
    """Times, weights and grid, with everything that does not depend on the values.

    Parameters
    ----------
    time, weight : ndarray
        Observation times and weights (inverse variances up to a factor).
    grid : Grid
    max_joinpoints : int
        Largest size; fewer are used if the series is too short for so many.
    extra : ndarray, optional
        Further columns of every model (times x columns): a second intercept of parallel series, a jump.
    correlated : tuple of float
        Correlation of neighbouring errors, and the time between neighbours.
    """

    def __init__(
        self,
        time: np.ndarray,
        weight: np.ndarray,
        grid: Grid,
        max_joinpoints: int,
        extra: np.ndarray | None = None,
        correlated: tuple[float, float] = (0.0, 1.0),
    ):
        self.time, self.weight, self.grid = time, weight, grid
        self.errors = Whitening(time, weight / weight.mean(), *correlated)
        self.points = grid.points(time)
        scale = (time - time.min()) / np.ptp(time)
        columns = [np.ones(len(time)), scale] + ([] if extra is None else [extra])
        self.line = np.linalg.qr(self.errors.white(np.column_stack(columns)))[0]
        hinges = self.errors.white(np.maximum(time[:, None] - self.points, 0))
        self._hinges = self._out_of_line(np.ascontiguousarray(hinges.T))
        self.levels: list[Level] = []
        self._grow(max_joinpoints)

    @property
    def max_joinpoints(self) -> int:
        """The largest size that the series is long enough for."""
        return len(self.levels)

    def joinpoints(self, size: int, index: int) -> np.ndarray:
        """The joinpoints of set `index` among those of `size`."""
        chosen = []
        for level in self.levels[:size][::-1]:
            chosen.append(level.last[index])
            index = level.parent[index]
        return self.points[chosen[::-1]]

    def best(self, values: np.ndarray, sizes: Collection[int], locate: bool = True) -> dict[int, Best]:
        """Best sets of the given sizes for each column of `values` (times x series).

        Sums of squares are weighted, the weights having mean one. Without `locate` the positions are zero.
        """
        residual = self._out_of_line(self.errors.white(values).T).T
        total = np.square(residual).sum(axis=0)
        found = {0: Best(total, np.zeros(len(total), dtype=int))}
        if depth := max(sizes):
            width = int(np.clip(2**23 // max(1, self._count(depth - 1)), 1, COLUMNS))
            columns = [slice(start, start + width) for start in range(0, len(total), width)]
            scans = [self._scan(np.ascontiguousarray(residual[:, part]), depth, locate) for part in columns]
            for size, parts in enumerate(zip(*scans, strict=True), start=1):
                gain, index = (np.concatenate(part) for part in zip(*parts, strict=True))
                found[size] = Best(np.maximum(total - gain, 0), index)
        return {size: found[size] for size in sizes}

    def profile(self, values: np.ndarray, size: int) -> list[np.ndarray]:
        """Smallest sum of squares with the j-th of `size` joinpoints at each candidate, by j (else inf)."""
        residual = self._out_of_line(self.errors.white(values)[None, :])[0]
        gain = np.zeros(1)
        for level in range(size):
            gain = gain[self.levels[level].parent] + self._project(level, slice(None), residual[:, None])[:, 0]
        sse, at, lowest = np.maximum(residual @ residual - gain, 0), np.arange(len(gain)), []
        for level in self.levels[:size][::-1]:
            lowest.append(np.full(len(self.points), np.inf))
            np.minimum.at(lowest[-1], level.last[at], sse)
            at = level.parent[at]
        return lowest[::-1]

    def _scan(self, residual, depth, locate):
        """Largest reduction and its position for each column, size by size."""
        gain, out = np.zeros((1, residual.shape[1])), []
        step = max(ROWS, ROWS * COLUMNS // residual.shape[1])
        for number, level in enumerate(self.levels[:depth]):
            kept = np.empty((len(level.last), residual.shape[1])) if number + 1 < depth else None
            best, index = np.full(residual.shape[1], -1.0), np.zeros(residual.shape[1], dtype=int)
            for start in range(0, len(level.last), step):
                rows = slice(start, start + step)
                new = self._project(number, rows, residual)
                new += gain[level.parent[rows]]
                top = new.max(axis=0)
                if locate:
                    index = np.where(top > best, start + new.argmax(axis=0), index)
                np.maximum(best, top, out=best)
                if kept is not None:
                    kept[rows] = new
            gain = gain if kept is None else kept
            out.append((best, index))
        return out

    def _project(self, level, rows, residual):
        """Squared products of the unit vectors with the columns."""
        product = one_core_product(self._vectors(level, rows), residual)
        return np.square(product, out=product)

    def _vectors(self, level, rows):
        stored = self.levels[level].vectors
        if stored is not None:
            return stored[rows]
        return self._orthogonal(level, self.levels[level].last[rows], self.levels[level].parent[rows])

    def _grow(self, size):
        """The levels of the tree, as many as the series is long enough for."""
        follow = self.grid.successors(self.time, self.points)
        last, parent = np.arange(len(self.points)), np.zeros(len(self.points), dtype=int)
        while len(self.levels) < size and len(last):
            number = len(self.levels)
            self._refuse_if_too_large(number)
            fits = len(last) * len(self.time) <= STORE
            self.levels.append(Level(last, parent, self._orthogonal(number, last, parent) if fits else None))
            children = len(self.points) - follow[last]
            parent = np.repeat(np.arange(len(last)), children)
            within = np.arange(len(parent)) - np.repeat(np.cumsum(children) - children, children)
            last = follow[last][parent] + within

    def _refuse_if_too_large(self, number):
        if number and self.levels[-1].vectors is None:
            raise TrendError(
                f"{len(self.points)} candidate times allow {self._count(number):,} sets of {number}, "
                f"too many to search sets of {number + 1}; lower max_joinpoints or give fewer times as `grid`"
            )

    def _orthogonal(self, level, last, parent):
        """Unit vectors that the sets add to their parents; zero where a hinge adds nothing."""
        vectors = self._hinges[last]
        length = np.sqrt(np.square(vectors).sum(axis=1))
        for above in self.levels[:level][::-1]:
            assert above.vectors is not None  # a level hangs only from stored ones: _refuse_if_too_large
            known = above.vectors[parent]
            vectors -= np.einsum("ij,ij->i", vectors, known)[:, None] * known
            parent = above.parent[parent]
        left = np.sqrt(np.square(vectors).sum(axis=1))
        return vectors * np.where(left > 1e-9 * length, 1 / np.where(left > 0, left, 1), 0)[:, None]

    def _out_of_line(self, rows):
        return rows - one_core_product(one_core_product(rows, self.line), self.line.T)

    def _count(self, size):
        return len(self.levels[size - 1].last) if size else 1
