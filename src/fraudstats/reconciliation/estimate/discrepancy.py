"""How far bulletins miss each other beyond their printed ranges.

Draws take every bulletin at its word, to the last printed digit. Ministries do not count so well: the same cases are
booked late, twice, or in another year, and two bulletins that nearly agree differ by a per cent or two more than their
rounding allows. A bulletin that is *predicted* from the others is therefore the total drawn, times one plus a
discrepancy with Student's t distribution, whose scale is learnt from how well the bulletins predict each other. Its
heavy tails keep one bulletin that is far off from widening what is said of all others (West, 1984, Outlier models
and prior distributions in Bayesian linear regression, *JRSS B* 46). A change is off by the discrepancies of two totals.
"""

from __future__ import annotations

import numpy as np
from scipy.special import stdtr

__all__ = ["SCALES", "TYPICAL", "chance_up_to", "log_likelihoods", "others_weights", "with_discrepancy"]

#: Possible scales, as a share of a total, and their weights before anything is learnt. Of 177 pairs of different
#: numbers about one window in the data, 85 miss each other by more than their printed ranges allow: by 0.8% (median;
#: quartiles 0.3 and 2.8%).
SCALES = np.array([0.001, 0.0025, 0.005, 0.01, 0.02, 0.04])
WEIGHTS = np.exp(-0.5 * (np.log(SCALES / 0.008) / 0.9) ** 2)
#: Degrees of freedom of Student's t.
DF = 4
#: The scale for a bulletin where nothing is learnt.
TYPICAL = 0.008
#: What a window and a range allow at least: a prediction is not blamed for a printed number exact to the unit.
NARROWEST = 5e-4


def log_likelihoods(predicted: np.ndarray, lower: float, upper: float, totals: int = 1) -> np.ndarray:
    """The log-probability of a printed range at each of the `SCALES`.

    Parameters
    ----------
    predicted : numpy.ndarray
        Shape (n,): draws of a total, or of the ratio of two.
    lower, upper : float
        The printed range, in the same unit.
    totals : int
        Of how many totals the discrepancies add up: 1, or 2 for a ratio.

    Returns
    -------
    numpy.ndarray
        Shape of `SCALES`.
    """
    room = NARROWEST * np.median(predicted)
    inside = _up_to(predicted, upper + room, totals) - _up_to(predicted, lower - room, totals)
    # No prediction of n draws is surer than this.
    return np.log((inside.sum(axis=1) + 0.1) / (len(predicted) + 0.2))


def others_weights(log_likelihoods: np.ndarray) -> np.ndarray:
    """The probability of each scale, for each of G bulletins, learnt from all the others.

    Parameters
    ----------
    log_likelihoods : numpy.ndarray
        Shape (G, S).

    Returns
    -------
    numpy.ndarray
        Shape (G, S); rows add up to one.

    Examples
    --------
    >>> likely = np.log(np.full((3, 6), 0.1))
    >>> likely[1:, 3] = np.log(0.9)  # two bulletins speak for a scale of 1%
    >>> others_weights(likely)[0].round(2)
    array([0.  , 0.01, 0.01, 0.97, 0.01, 0.  ])
    """
    others = np.log(WEIGHTS) + log_likelihoods.sum(axis=0) - log_likelihoods
    weights = np.exp(others - others.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def chance_up_to(predicted: np.ndarray, value: float, weights: np.ndarray, totals: int = 1) -> float:
    """The probability that a bulletin prints up to a value.

    Parameters
    ----------
    predicted, totals
        As for `log_likelihoods`.
    value : float
    weights : numpy.ndarray
        Shape of `SCALES`: their probabilities.
    """
    return float(weights @ _up_to(predicted, value, totals).mean(axis=1))


def with_discrepancy(
    predicted: np.ndarray, weights: np.ndarray, rng: np.random.Generator, totals: int = 1
) -> np.ndarray:
    """What bulletins would print: `predicted` (n,) with a discrepancy each.

    Parameters
    ----------
    predicted, weights, totals
        As for `chance_up_to`.
    rng : numpy.random.Generator

    Returns
    -------
    numpy.ndarray
        Shape (n,).
    """
    scale = rng.choice(SCALES, len(predicted), p=weights) * np.sqrt(totals)
    return predicted * (1 + scale * rng.standard_t(DF, len(predicted)))


def _up_to(predicted, value, totals):
    """The probability of up to `value` for each scale and draw, shape (S, n)."""
    scale = SCALES[:, None] * np.sqrt(totals)
    return stdtr(DF, (value / np.maximum(predicted, 1e-300) - 1) / scale)
