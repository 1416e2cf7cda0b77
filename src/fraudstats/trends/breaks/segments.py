"""The best segmentations of a series into 1, 2, ... segments: no break can be placed better.

Where all coefficients change at a break, the sum of squares adds up over segments, and Bai and Perron's dynamic
programme finds the best segmentation (2003, "Computation and analysis of multiple structural change models", Journal
of Applied Econometrics 18, 1-22). A slope that goes on through all segments ties them together; all segmentations are
tried then.
"""

from __future__ import annotations

from math import comb

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.breaks.regressors import Regressors

__all__ = ["best_segmentations", "segment_ssr", "ssr_of"]

#: Sums of squares closer than this share of the total are equal, and the earlier break is taken.
TIE = 1e-10
#: Most segmentations that are tried one by one.
MOST = 2_000_000


def best_segmentations(values: np.ndarray, regressors: Regressors, least: int, most: int) -> list[np.ndarray]:
    """The breaks of the best segmentation into 1, 2, ..., `most` + 1 segments of `least` values or more.

    Parameters
    ----------
    values : ndarray
    regressors : Regressors
    least, most : int
        Fewest values of a segment; most breaks (fewer are returned where the series is too short).

    Returns
    -------
    list of ndarray of int
        For each number of breaks, how many values lie before each.

    Examples
    --------
    >>> values = np.array([1.0, 2, 1, 8, 9, 8, 4, 4, 5])
    >>> [breaks.tolist() for breaks in best_segmentations(values, Regressors.of("level", np.arange(9.0)), 2, 2)]
    [[], [3], [3, 6]]
    """
    most = min(most, len(values) // least - 1)
    if regressors.fixed.shape[1]:
        return [np.zeros(0, int), *(_tried(values, regressors, least, number) for number in range(1, most + 1))]
    return _programme(segment_ssr(values, regressors.changing), least, most)


def ssr_of(values: np.ndarray, regressors: Regressors, breaks: np.ndarray) -> float:
    """Residual sum of squares of a segmentation."""
    design = regressors.design(breaks)
    return float(np.square(values - design @ np.linalg.lstsq(design, values, rcond=None)[0]).sum())


def segment_ssr(values: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Residual sum of squares of every segment: entry (i, j) is that of the values i to j - 1.

    Segments with no more values than columns, and empty ones, have none. Each further value of a segment adds the
    square of its recursive residual, the standardised error with which the values before foretell it (Brown, Durbin
    and Evans, 1975, "Techniques for testing the constancy of regression relationships over time", Journal of the
    Royal Statistical Society B 37, 149-192).
    """
    n, q = columns.shape
    starts = np.arange(n - q)
    first = starts[:, None] + np.arange(q)
    # In terms of its first values each segment begins with the identity, however far from zero its times are.
    basis = np.linalg.inv(columns[first])
    beta, inverse = values[first], np.tile(np.eye(q), (n - q, 1, 1))
    ssr = np.zeros((n + 1, n + 1))
    for length in range(q, n):
        on = slice(n - length)  # the segments that go on for a further value
        beta, inverse, basis, starts = beta[on], inverse[on], basis[on], starts[on]
        row = np.einsum("sq,sqr->sr", columns[starts + length], basis)
        gain = np.einsum("sqr,sr->sq", inverse, row)
        scale = 1 + (row * gain).sum(axis=1)
        error = values[starts + length] - (row * beta).sum(axis=1)
        ssr[starts, starts + length + 1] = ssr[starts, starts + length] + error**2 / scale
        beta = beta + gain * (error / scale)[:, None]
        inverse = inverse - gain[:, :, None] * gain[:, None, :] / scale[:, None, None]
    return ssr


def _programme(ssr, least, most):
    """Bai and Perron's dynamic programme."""
    n = len(ssr) - 1
    tolerance = TIE * ssr[0, n]
    cost = np.where(np.arange(n + 1) >= least, ssr[0], np.inf)
    origins, found = [], [np.zeros(0, int)]
    for number in range(1, most + 1):
        reached, origin = np.full(n + 1, np.inf), np.zeros(n + 1, int)
        for end in range((number + 1) * least, n + 1):
            total = cost[: end - least + 1] + ssr[: end - least + 1, end]
            reached[end] = total.min()
            origin[end] = np.flatnonzero(total <= reached[end] + tolerance)[0]
        cost = reached
        origins.append(origin)
        found.append(_traced(origins, n))
    return found


def _traced(origins, end):
    """The breaks of the best segmentation, from the last to the first."""
    breaks = []
    for origin in reversed(origins):
        end = origin[end]
        breaks.append(end)
    return np.array(breaks[::-1])


def _tried(values, regressors, least, number):
    """The best of all segmentations where one coefficient, a slope, is common to all segments."""
    n = len(values)
    count = comb(n - (number + 1) * least + number, number)
    if count > MOST:
        raise TrendError(
            f"{n} values have {count:,} segmentations with {number} breaks, and with a common slope each has to be "
            f"tried; at most {MOST:,} are. Give a smaller max_breaks or a larger trim"
        )
    ends = _all_breaks(n, least, number)
    moments = _moments(values, regressors)
    bounds = np.column_stack([np.zeros(count, int), ends, np.full(count, n)])
    yy, xy, xx = (table[bounds[:, :-1], bounds[:, 1:]].sum(axis=1) for table in moments)
    ssr = yy - xy**2 / xx
    return ends[np.flatnonzero(ssr <= ssr.min() + TIE * moments[0][0, n])[0]]


def _all_breaks(n, least, number):
    """All places of so many breaks, in lexical order: one row for each."""
    rows = np.zeros((1, 0), int)
    for k in range(number):
        last = n - (number - k) * least
        first = rows[:, -1] + least if k else np.array([least])
        lengths = last - first + 1
        repeated = np.repeat(rows, lengths, axis=0)
        steps = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        rows = np.column_stack([repeated, np.repeat(first, lengths) + steps])
    return rows


def _moments(values, regressors):
    """Sums of squares and products of values and slope within every segment, about the segment's means."""
    one, line = regressors.changing, regressors.fixed[:, 0]
    line = line * max(np.linalg.norm(values - values.mean()), np.finfo(float).tiny) / np.linalg.norm(line)
    above, below = segment_ssr(values + line, one), segment_ssr(values - line, one)
    return segment_ssr(values, one), (above - below) / 4, segment_ssr(line, one)
