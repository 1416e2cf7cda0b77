"""Which dates of a break the values do not rule out: an exact test of each, inverted.

If a break lies at a date, the fitted line and the residual sum of squares of the regression with that break are
sufficient; given these, the residuals of normal errors point in any direction with equal chance, whatever the size of
the shift. So each date is tested by how much better another one would fit, beside series with the same fitted line
and the same sum of squares whose residuals are turned at random. With one break the set of dates that pass holds the
true one at least as often as its level says in series of any length (the estimate always passes, so a large shift is
dated right more often); with several, the other breaks are taken as known.

Worsley, 1986, "Confidence regions and tests for a change-point in a sequence of exponential family random variables",
Biometrika 73, 91-104; Siegmund, 1988, "Confidence sets in change-point problems", International Statistical Review 56,
31-48; rotations: Langsrud, 2005, Statistics and Computing 15, 53-60.
"""

from __future__ import annotations

import numpy as np

from fraudstats.trends.breaks.regressors import Regressors

__all__ = ["date_p_values", "neighbouring_places"]

#: Sums of squares closer than this share of the one without a break are equal.
TIE = 1e-12


def neighbouring_places(breaks: np.ndarray, number: int, least: int, n: int) -> np.ndarray:
    """Where the break of that number may lie between its neighbours.

    >>> neighbouring_places(np.array([4, 9]), 0, 2, 12)
    array([2, 3, 4, 5, 6, 7])
    """
    bounds = np.concatenate([[0], breaks, [n]])
    return np.arange(bounds[number] + least, bounds[number + 2] - least + 1)


def date_p_values(
    values: np.ndarray,
    regressors: Regressors,
    breaks: np.ndarray,
    number: int,
    least: int,
    n_draws: int,
    random: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """P-values of the places where one break may lie, the others being where they are.

    Returns
    -------
    (ndarray of int, ndarray)
        How many values lie before each place, and its p-value; one at the estimate.
    """
    places = neighbouring_places(breaks, number, least, len(values))
    bases = []
    for place in places:
        moved = np.where(np.arange(len(breaks)) == number, place, breaks)
        bases.append(np.linalg.qr(regressors.design(moved))[0])
    null = np.linalg.qr(regressors.design([]))[0]
    rest = values - null @ (null.T @ values)  # what all of the regressions fit alike does not matter
    basis = np.hstack(bases)  # times x (places x columns)
    fitted = rest @ basis
    ssr = np.maximum(rest @ rest - _by_place(fitted**2, len(places)), 0)
    least_ssr = ssr.min() + TIE * (rest @ rest)
    noise = random.standard_normal((n_draws, len(values)))
    turned = noise @ basis
    p = np.ones(len(places))
    for k in np.flatnonzero(ssr > least_ssr):
        best = _best_of_turned(basis, fitted, turned, noise, k, len(places), ssr[k])
        p[k] = (1 + np.count_nonzero(best <= least_ssr)) / (1 + n_draws)
    return places, p


def _best_of_turned(basis, fitted, turned, noise, k, places, ssr):
    """The smallest sum of squares over all places, of series with a break at place k and residuals turned at random."""
    width = basis.shape[1] // places
    own = slice(k * width, (k + 1) * width)
    length = np.sqrt(np.square(noise).sum(axis=1) - np.square(turned[:, own]).sum(axis=1))
    overlap = basis[:, own].T @ basis
    residual = turned - turned[:, own] @ overlap
    explained = np.square(fitted[own] @ overlap + residual * (np.sqrt(ssr) / length)[:, None])
    return fitted[own] @ fitted[own] + ssr - _by_place(explained, places).max(axis=1)


def _by_place(squares, places):
    """Sums over the columns of each place."""
    return squares.reshape(*squares.shape[:-1], places, -1).sum(axis=-1)
