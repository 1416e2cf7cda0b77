"""Sen's slope and its interval from the ordered slopes of all pairs."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from fraudstats.trends.kendall.null import critical_score
from fraudstats.trends.kendall.scores import Pairs, pair_slopes

__all__ = ["critical_distance", "scores_and_slopes", "sen_bounds"]


def scores_and_slopes(values: np.ndarray, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """S, and Sen's slope (1968), the median of the slopes of all pairs, by series (NaN without a pair)."""
    scores, medians = [np.zeros(0)], [np.zeros(0)]
    for rows in pairs.blocks(values):
        slopes = pair_slopes(values[rows], pairs)
        n = np.isfinite(slopes).sum(axis=1)
        scores.append(np.count_nonzero(slopes > 0, axis=1) - np.count_nonzero(slopes < 0, axis=1))
        medians.append(np.where(n > 0, order_statistic(slopes, n, (n + 1) / 2), np.nan))
    return np.concatenate(scores).astype(int), np.concatenate(medians)


def sen_bounds(values: np.ndarray, pairs: Pairs, distance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ends of the interval that holds the slopes on which a test would not reject.

    With N pairs and the critical distance C, the ends are the slopes of rank (N - C) / 2 and (N + C) / 2 + 1,
    interpolated (Gilbert, 1987, section 16.5); infinite where the ranks run out.
    """
    lower, upper = [np.zeros(0)], [np.zeros(0)]
    for rows in pairs.blocks(values):
        slopes = pair_slopes(values[rows], pairs)
        n = np.isfinite(slopes).sum(axis=1)
        lower.append(order_statistic(slopes, n, (n - distance[rows]) / 2))
        upper.append(order_statistic(slopes, n, (n + distance[rows]) / 2 + 1))
    return np.concatenate(lower), np.concatenate(upper)


def critical_distance(alpha: float, variance: np.ndarray, seasons: list | None) -> np.ndarray:
    """The distance C of `sen_bounds`, by series.

    Exact from the distribution of S where `seasons` gives its groups of ties (Hollander and Wolfe, 1999,
    section 9.3); else ``z sqrt(variance)``, infinite where there is no variance.
    """
    normal = np.nan_to_num(-ndtri(alpha / 2) * np.sqrt(variance), nan=np.inf)
    if seasons is None:
        return normal
    critical = [critical_score(alpha / 2, groups) for groups in seasons]
    return np.array([np.inf if score is None else score - 2.0 for score in critical])


def order_statistic(ordered: np.ndarray, n: np.ndarray, rank: np.ndarray) -> np.ndarray:
    """The element of each row at `rank` (from 1, interpolated) among its first `n`; infinite outside."""
    inside = np.clip(rank, 1, np.maximum(n, 1))
    below = np.floor(inside).astype(int) - 1
    above = np.minimum(below + 1, np.maximum(n, 1).astype(int) - 1)
    low, high = (np.take_along_axis(ordered, at[:, None], axis=1)[:, 0] for at in (below, above))
    value = np.where(inside == below + 1, low, low + (inside - below - 1) * (high - low))
    return np.where(rank < 1, -np.inf, np.where(rank > n, np.inf, value))
