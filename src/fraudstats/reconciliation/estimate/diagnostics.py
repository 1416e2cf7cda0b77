"""Convergence diagnostics: rank-normalised split R-hat and effective sample size.

Vehtari, Gelman, Simpson, Carpenter and Buerkner (2021), Rank-normalization, folding, and localization: an
improved R-hat for assessing convergence of MCMC, *Bayesian Analysis* 16, 667-718. Margossian, Hoffman, Sountsov,
Riou-Durand, Vehtari and Gelman (2024), Nested R-hat: assessing the convergence of Markov chain Monte Carlo when running
many short chains, *Bayesian Analysis* 19.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

__all__ = ["effective_size", "rank_rhat", "superchains"]


def rank_rhat(draws: ArrayLike) -> np.ndarray:
    """The larger of the rank-normalised split R-hat and its folded version; near 1 when the chains agree.

    Parameters
    ----------
    draws : array_like
        Shape (chains, draws, ...): further axes are separate quantities.

    Returns
    -------
    numpy.ndarray
        Shape (...): one value per quantity; 1 for a constant one.

    Examples
    --------
    >>> agree = np.random.default_rng(0).normal(size=(4, 500))
    >>> rank_rhat(agree).round(2), rank_rhat(agree + [[0], [0], [0], [3]]).round(1)
    (np.float64(1.0), np.float64(1.5))
    """
    halves = _split(draws)
    folded = np.abs(halves - np.median(halves, axis=(0, 1)))
    return np.maximum(_rhat(_rank_normal(halves)), _rhat(_rank_normal(folded)))


def effective_size(draws: ArrayLike) -> np.ndarray:
    """Bulk effective sample size: how many independent draws would fix a quantity's centre as well.

    Geyer's (1992) initial monotone sequence of autocorrelations of the rank-normalised split chains.

    Parameters
    ----------
    draws : array_like
        Shape (chains, draws, ...).

    Returns
    -------
    numpy.ndarray
        Shape (...); all draws for a constant quantity.

    Examples
    --------
    >>> bool(3000 < effective_size(np.random.default_rng(0).normal(size=(4, 1000))) < 5000)
    True
    """
    z = _rank_normal(_split(draws))
    chains, length = z.shape[:2]
    within, between = _variances(z)
    total = within * (length - 1) / length + between
    spread = np.where(total > 0, total, 1.0)
    rho = 1 - (within - _autocovariance(z).mean(axis=0) * length / (length - 1)) / spread
    rho[0] = 1.0
    pairs = rho[: length // 2 * 2].reshape(length // 2, 2, *rho.shape[1:]).sum(axis=1)
    positive = np.logical_and.accumulate(pairs > 0, axis=0)
    monotone = np.minimum.accumulate(np.where(positive, pairs, 0.0), axis=0)
    time = np.maximum(2 * monotone.sum(axis=0) - 1, 1 / np.log10(chains * length))
    return np.where(total > 0, chains * length / time, chains * length)


def superchains(draws: np.ndarray, groups: int = 4) -> np.ndarray:
    """Many short chains as a few long ones, in the order of time.

    Each short chain by itself is too short for R-hat, which would only show its autocorrelation; a few groups of them
    are not, and their early halves and late halves tell whether all have forgotten their start.

    Parameters
    ----------
    draws : numpy.ndarray
        Shape (chains, draws, ...).
    groups : int

    Returns
    -------
    numpy.ndarray
        Shape (groups, chains // groups * draws, ...).

    Examples
    --------
    >>> superchains(np.array([[1, 2], [10, 20], [3, 4], [30, 40]]), groups=2).tolist()
    [[1, 10, 2, 20], [3, 30, 4, 40]]
    """
    chains, length, *rest = draws.shape
    each = chains // groups
    grouped = draws[: each * groups].reshape(groups, each, length, *rest)
    return grouped.swapaxes(1, 2).reshape(groups, each * length, *rest)


def _split(draws):
    draws = np.asarray(draws, float)
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, half : 2 * half]])


def _rank_normal(draws):
    """Normal scores of the average ranks over all chains."""
    from scipy.stats import rankdata

    flat = draws.reshape(draws.shape[0] * draws.shape[1], -1)
    scores = ndtri((rankdata(flat, axis=0) - 0.375) / (len(flat) + 0.25))
    return scores.reshape(draws.shape)


def _variances(z):
    return z.var(axis=1, ddof=1).mean(axis=0), z.mean(axis=1).var(axis=0, ddof=1)


def _rhat(z):
    length = z.shape[1]
    within, between = _variances(z)
    pooled = within * (length - 1) / length + between
    return np.sqrt(np.divide(pooled, within, out=np.ones_like(pooled), where=within > 0))


def _autocovariance(z):
    """Shape (chains, lags, ...), divided by the length."""
    length = z.shape[1]
    power = np.abs(np.fft.rfft(z - z.mean(axis=1, keepdims=True), 2 * length, axis=1)) ** 2
    return np.fft.irfft(power, axis=1)[:, :length] / length
