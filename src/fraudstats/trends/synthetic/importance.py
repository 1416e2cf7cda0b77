"""How much each predictor counts in the weights of the donors: the diagonal matrix V of Abadie and Gardeazabal (2003).

For given V the weights of the donors bring their predictors as near as possible to those of the series. V itself is
chosen by the distance of the *outcome* before the intervention. That distance is not convex in V, and flat in places,
so that the answer depends on start and search. Here both are fixed: from equal V, and from V by regression, decimal
logarithms of V are moved one at a time, up and down, in steps that halve from 2 to 1/16 whenever none is nearer; the
nearer of the two ends is taken. No chance is involved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from fraudstats.trends.synthetic.weights import simplex_weights

__all__ = ["chosen_importance", "matched_weights", "standardised"]

#: Decimal logarithm of the smallest V, the largest being one: less and rounding decides.
LEAST = -6.0
#: First and last step of the search, in the same logarithms.
WIDEST, FINEST = 2.0, 1 / 16
#: A step must bring the outcome nearer by this share to be taken.
NEARER = 1e-9


def standardised(predictors: np.ndarray) -> np.ndarray:
    """Predictors (p, units) over their standard deviations among the units; one that does not vary is left as it is."""
    scatter = predictors.std(axis=1, ddof=1, keepdims=True)
    return predictors / np.where(scatter > 0, scatter, 1.0)


def matched_weights(importance: np.ndarray, predictors: np.ndarray) -> np.ndarray:
    """Weights of the donors (columns from the second on) whose predictors are nearest to those of the first column.

    Examples
    --------
    >>> predictors = np.array([[2.0, 1.0, 3.0], [5.0, 5.0, 9.0]])
    >>> [matched_weights(np.array(v), predictors).round(2).tolist() for v in ([1.0, 1e-6], [1e-6, 1.0])]
    [[0.5, 0.5], [1.0, 0.0]]
    """
    scaled = np.sqrt(importance)[:, None] * predictors
    return simplex_weights(scaled[:, 0], scaled[:, 1:])


def chosen_importance(predictors: np.ndarray, outcomes: np.ndarray) -> np.ndarray:
    """V, adding up to one, whose weights bring the outcome before (times, units) nearest to that of the first unit."""

    def distance(logs):
        apart = outcomes[:, 0] - outcomes[:, 1:] @ matched_weights(10.0**logs, predictors)
        return float(apart @ apart)

    ends = [_descend(distance, _logs(start)) for start in _starts(predictors, outcomes)]
    best = 10.0 ** min(ends, key=distance)
    return best / best.sum()


def _starts(predictors: np.ndarray, outcomes: np.ndarray) -> Iterator[np.ndarray]:
    """Equal V, and the squared coefficients of a regression of the outcome of each time on the predictors of units."""
    yield np.ones(len(predictors))
    design = np.column_stack([np.ones(predictors.shape[1]), predictors.T])
    slopes = np.linalg.lstsq(design, outcomes.T, rcond=None)[0][1:]
    squared = (slopes**2).sum(axis=1)
    if squared.max() > 0:
        yield squared


def _logs(importance: np.ndarray) -> np.ndarray:
    """Decimal logarithms, the largest zero and none below the least."""
    with np.errstate(divide="ignore"):
        return np.maximum(np.log10(importance / importance.max()), LEAST)


def _descend(distance: Callable[[np.ndarray], float], logs: np.ndarray) -> np.ndarray:
    """A compass search: one coordinate at a time, the steps halved when no step brings the outcome nearer."""
    reached, step = distance(logs), WIDEST
    while step >= FINEST:
        moved = False
        for j in range(len(logs)):
            for tried in _moves(logs, j, step):
                found = distance(tried)
                if found < reached * (1 - NEARER):
                    logs, reached, moved = tried, found, True
                    break
        step = step if moved else step / 2
    return logs


def _moves(logs: np.ndarray, j: int, step: float) -> Iterator[np.ndarray]:
    for way in (step, -step):
        tried = logs.copy()
        tried[j] += way
        yield np.maximum(tried - tried.max(), LEAST)
