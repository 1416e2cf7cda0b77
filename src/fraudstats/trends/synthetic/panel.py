"""One unit against the weighted mean of the others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fraudstats.trends.synthetic.importance import chosen_importance, matched_weights, standardised
from fraudstats.trends.synthetic.weights import simplex_weights

__all__ = ["Match", "Panel"]


@dataclass(frozen=True)
class Match:
    """Weights of the donors, of the predictors (none if there are none), and the distances of the first unit."""

    weights: np.ndarray
    importance: np.ndarray
    gap: np.ndarray


@dataclass(frozen=True)
class Panel:
    """Outcomes (times, units) and predictors (p, units), the first unit being the one that is matched by the others.

    `importance` holds weights of the predictors that are given; None means that they are to be chosen.
    """

    outcomes: np.ndarray
    after: np.ndarray
    predictors: np.ndarray
    importance: np.ndarray | None

    def without(self, unit: int) -> Panel:
        return self.of(np.delete(np.arange(self.outcomes.shape[1]), unit))

    def first(self, unit: int) -> Panel:
        """The same units, in another order: this one is matched by all others."""
        return self.of(np.append(unit, np.delete(np.arange(self.outcomes.shape[1]), unit)))

    def of(self, units: np.ndarray) -> Panel:
        return Panel(self.outcomes[:, units], self.after, self.predictors[:, units], self.importance)

    def match(self) -> Match:
        fitted = ~self.after & np.isfinite(self.outcomes).all(axis=1)
        before = self.outcomes[fitted]
        if len(self.predictors):
            scaled = standardised(self.predictors)
            importance = chosen_importance(scaled, before) if self.importance is None else self.importance
            weights = matched_weights(importance, scaled)
        else:
            importance, weights = np.empty(0), simplex_weights(before[:, 0], before[:, 1:])
        return Match(weights, importance, self.outcomes[:, 0] - self.outcomes[:, 1:] @ weights)
