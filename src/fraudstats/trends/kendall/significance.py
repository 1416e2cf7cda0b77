"""Variance, tau and p-value of Kendall's S, within seasons where there are any."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from fraudstats.errors import TrendError
from fraudstats.trends.kendall import autocorrelation
from fraudstats.trends.kendall.null import tail
from fraudstats.trends.kendall.scores import kendall_variance, tie_groups, tied_pairs

__all__ = ["exact_p", "p_values", "score_variance", "season_covariances", "tau_b", "tied_groups", "z_scores"]


def score_variance(values: np.ndarray, time: np.ndarray, season: np.ndarray | None) -> np.ndarray:
    """Variance of S without trend: the sum over independent seasons."""
    variances = (kendall_variance(values[:, group], time[group]) for group in _groups(season))
    return sum(variances, start=np.zeros(len(values)))


def season_covariances(values: np.ndarray, season: np.ndarray) -> np.ndarray:
    """What correlated seasons add to the variance."""
    counts = np.bincount(season)
    if (counts[counts > 0] != counts.max()).any():
        raise TrendError("hirsch_slack needs each season equally often; fill up whole cycles with NaN")
    return autocorrelation.season_covariances(values, season)


def tau_b(s: np.ndarray, values: np.ndarray, time: np.ndarray, season: np.ndarray | None) -> np.ndarray:
    """Kendall's tau-b: S over the geometric mean of the pairs untied in value and untied in time."""
    untied, apart = np.zeros(len(values)), np.zeros(len(values))
    for group in _groups(season):
        part = values[:, group]
        n = np.isfinite(part).sum(axis=1)
        untied += n * (n - 1) / 2 - tied_pairs(part)
        apart += n * (n - 1) / 2 - tied_pairs(np.where(np.isfinite(part), time[group], np.nan))
    return s / np.maximum(np.sqrt(untied * apart), 1)


def z_scores(s: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """The normal score with continuity correction."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((s == 0) | (variance == 0), 0.0, (s - np.sign(s)) / np.sqrt(variance))


def p_values(s: np.ndarray, z: np.ndarray, seasons: list | None, alternative: str) -> np.ndarray:
    """Exact p-values where `seasons` gives the groups of ties, else normal ones from `z`."""
    if seasons is not None:
        return np.array([exact_p(*pair, alternative) for pair in zip(s, seasons, strict=True)])
    if alternative == "two-sided":
        return np.minimum(1, 2 * ndtr(-np.abs(z)))
    return ndtr(-z) if alternative == "greater" else ndtr(z)


def exact_p(s: int, seasons: tuple, alternative: str) -> float:
    """The exact p-value of a score."""
    if alternative == "two-sided":
        return min(1.0, 2 * tail(abs(s), seasons)) if s else 1.0
    return tail(s if alternative == "greater" else -s, seasons)


def tied_groups(values: np.ndarray, season: np.ndarray | None) -> list[tuple[tuple[int, ...], ...]]:
    """Groups of equal values of each series, season by season, as `null.score_distribution` reads them."""
    parts = (tie_groups(values[:, group]) for group in _groups(season))
    return [tuple(sorted(groups)) for groups in zip(*parts, strict=True)]


def _groups(season):
    return [slice(None)] if season is None else [season == label for label in np.unique(season)]
