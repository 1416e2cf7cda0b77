"""Kendall's S, its variance, and the slopes of all pairs, for many series at once.

Series are rows of a matrix (series x times). A missing value takes no part in any pair, but keeps its time.
Only pairs of one season and of different times are compared. The variance is Kendall's, with ties in the
values and in time (Kendall, 1975, *Rank Correlation Methods*, chapter 4).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["Pairs", "kendall_s", "kendall_variance", "pair_slopes", "ranks", "tie_groups", "tied_pairs"]

#: Numbers worked on at a time, so that many long series need little memory.
BLOCK = 2**21


@dataclass(frozen=True)
class Pairs:
    """The comparable pairs of times: positions of the earlier and the later, and the time between."""

    first: np.ndarray
    second: np.ndarray
    gap: np.ndarray

    @classmethod
    def of(cls, time: np.ndarray, season: np.ndarray | None = None) -> Pairs:
        """All pairs of different times, within a season where seasons are given."""
        first, second = np.triu_indices(len(time), 1)
        keep = time[second] > time[first]
        if season is not None:
            keep &= season[first] == season[second]
        first, second = first[keep], second[keep]
        return cls(first, second, time[second] - time[first])

    def __len__(self) -> int:
        return len(self.first)

    def differences(self, values: np.ndarray) -> np.ndarray:
        """Later minus earlier value: series x pairs, NaN where one is missing."""
        return values[:, self.second] - values[:, self.first]

    def blocks(self, values: np.ndarray) -> list[slice]:
        """Slices of the rows of `values` whose differences fit into memory together."""
        step = max(1, BLOCK // max(len(self), 1))
        return [slice(start, start + step) for start in range(0, len(values), step)]


def kendall_s(values: np.ndarray, pairs: Pairs) -> np.ndarray:
    """Concordant minus discordant pairs of each series.

    >>> kendall_s(np.array([[1.0, 3, 2, 4]]), Pairs.of(np.arange(4)))
    array([4])
    """
    parts = [np.sign(pairs.differences(values[rows])) for rows in pairs.blocks(values)]
    return np.concatenate([np.nansum(part, axis=1) for part in parts]).astype(int)


def pair_slopes(values: np.ndarray, pairs: Pairs) -> np.ndarray:
    """Slopes of all pairs of each series, sorted; missing ones last (series x pairs)."""
    slopes = pairs.differences(values)
    slopes /= pairs.gap
    slopes.sort(axis=1)
    return slopes


def tie_groups(values: np.ndarray) -> list[tuple[int, ...]]:
    """Sizes of the groups of equal values of each series, ones included, missing values left out.

    >>> tie_groups(np.array([[5.0, 2, 5, np.nan, 5]]))
    [(1, 3)]
    """
    row, size = _runs(values)
    size = size[np.lexsort((size, row))].tolist()
    ends = np.cumsum(np.bincount(row, minlength=len(values))).tolist()
    return [tuple(size[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def tied_pairs(values: np.ndarray) -> np.ndarray:
    """Number of pairs of equal values of each series."""
    return _tie_sums(values)[0] / 2


def kendall_variance(values: np.ndarray, time: np.ndarray) -> np.ndarray:
    """Variance of S when the values are exchangeable, given their ties and the ties in time."""
    n = np.isfinite(values).sum(axis=1).astype(float)
    x, t = _tie_sums(values), _tie_sums(np.where(np.isfinite(values), time, np.nan))
    pairs, triples = n * (n - 1), n * (n - 1) * (n - 2)
    variance = (pairs * (2 * n + 5) - x[2] - t[2]) / 18
    with np.errstate(invalid="ignore", divide="ignore"):
        both = np.where(triples > 0, x[1] * t[1] / (9 * triples), 0)
        both += np.where(pairs > 0, x[0] * t[0] / (2 * pairs), 0)
    return variance + both


def _tie_sums(values):
    """Sums over groups of u equal values: u(u-1), u(u-1)(u-2) and u(u-1)(2u+5), by series."""
    row, size = _runs(values)
    terms = (size * (size - 1), size * (size - 1) * (size - 2), size * (size - 1) * (2 * size + 5))
    return [np.bincount(row, weights=term, minlength=len(values)) for term in terms]


def _runs(values):
    """Series and size of each group of equal values."""
    ordered = np.sort(values, axis=1)
    new = np.ones(ordered.shape, dtype=bool)
    new[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    start = np.flatnonzero(new)
    size = np.diff(start, append=ordered.size)
    present = np.isfinite(ordered.ravel()[start])
    return (start // ordered.shape[1])[present], size[present]


def ranks(values: np.ndarray) -> np.ndarray:
    """Average ranks from 1; a missing value gets the middle rank (n + 1) / 2.

    >>> ranks(np.array([[10.0, 30, 30, np.nan, 20]]))
    array([[1. , 3.5, 3.5, 2.5, 2. ]])
    """
    n = np.isfinite(values).sum(axis=1, keepdims=True)
    above = [np.nansum(np.sign(values - values[:, [i]]) * -1, axis=1) for i in range(values.shape[1])]
    return (n + 1 + np.stack(above, axis=1)) / 2
