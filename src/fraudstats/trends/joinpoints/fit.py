"""One joinpoint model: connected lines at given joinpoints, and what their slopes are worth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from fraudstats.trends.joinpoints.terms import NOTHING, Terms
from fraudstats.trends.joinpoints.whitened import Whitening

__all__ = ["Fit", "hinges", "solve"]


def hinges(time: np.ndarray, joinpoints: Any) -> np.ndarray:
    """Columns 1, t, max(t - tau_1, 0), ... (times x columns).

    >>> hinges(np.array([0.0, 1, 2]), [1.0]).tolist()
    [[1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [1.0, 2.0, 1.0]]
    """
    time = np.asarray(time, float)
    bends = np.maximum(time[:, None] - np.asarray(joinpoints, float), 0)
    return np.column_stack([np.ones(len(time)), time, bends])


def solve(values: np.ndarray, errors: Whitening, joinpoints: Any, terms: Terms = NOTHING) -> np.ndarray:
    """Least squares coefficients of the columns of `hinges` and of `terms`, for each column of `values`."""
    time, middle, level = errors.time, errors.time.mean(), values[0]
    columns = hinges(time - middle, np.asarray(joinpoints) - middle)
    if terms != NOTHING:
        columns = np.column_stack([columns, terms.columns(time)])
    # Around the first value, so that a constant series has slopes of exactly zero.
    coefficients = np.linalg.lstsq(errors.white(columns), errors.white(values - level), rcond=None)[0]
    coefficients[0] += level - middle * coefficients[1]
    return coefficients


@dataclass(frozen=True)
class Fit:
    """Connected lines, fitted by weighted least squares.

    Attributes
    ----------
    time, value, weight : ndarray
        Values on the scale of the model (logarithms in a log-linear one).
    joinpoints : ndarray
    known_variance : float or None
        Variance at weight one, where the counting model knows it; else it is estimated from the residuals.
    terms : Terms
        Further columns of the model.
    correlated : tuple of float
        Correlation of neighbouring errors, and the time between neighbours.
    coefficients, effects : ndarray
        Of the columns of `hinges`, and of those of `terms`.
    """

    time: np.ndarray
    value: np.ndarray
    weight: np.ndarray
    joinpoints: np.ndarray
    known_variance: float | None = None
    terms: Terms = NOTHING
    correlated: tuple[float, float] = (0.0, 1.0)
    coefficients: np.ndarray = field(init=False)
    effects: np.ndarray = field(init=False)

    def __post_init__(self):
        found = solve(self.value[:, None], self.errors, self.joinpoints, self.terms)[:, 0]
        coefficients, effects = np.split(found, [len(self.joinpoints) + 2])
        object.__setattr__(self, "coefficients", coefficients)
        object.__setattr__(self, "effects", effects)

    @property
    def errors(self) -> Whitening:
        """Weights and correlation of the errors."""
        return Whitening(self.time, self.weight, *self.correlated)

    @property
    def plain(self) -> bool:
        """Whether the lines are all there is: no further terms, no correlation."""
        return self.terms == NOTHING and not self.correlated[0]

    @property
    def slopes(self) -> np.ndarray:
        """Slope of each segment."""
        return np.cumsum(self.coefficients[1:])

    @property
    def df(self) -> int:
        """Observations less parameters, the joinpoints counted (2k + 2, and the columns of `terms`)."""
        return len(self.time) - 2 * len(self.joinpoints) - 2 - len(self.effects)

    @property
    def fitted(self) -> np.ndarray:
        """The lines and the further terms at the observations."""
        return self.predict(self.time) + self.terms.columns(self.time) @ self.effects

    @property
    def residuals(self) -> np.ndarray:
        """Residuals times the root of their weight, without correlation: exchangeable if the model holds."""
        return self.errors.white(self.value - self.fitted)

    @property
    def sse(self) -> float:
        """Weighted sum of squared residuals."""
        return float(np.square(self.residuals).sum())

    @property
    def variance(self) -> float:
        """Variance of an observation of weight one."""
        return self.sse / self.df if self.known_variance is None else self.known_variance

    def predict(self, time: np.ndarray) -> np.ndarray:
        """The lines at any times."""
        return hinges(time, self.joinpoints) @ self.coefficients

    def jump(self, time: np.ndarray) -> np.ndarray:
        """What a jump adds at any times, estimated or known."""
        known = self.terms.known(time)
        return known + self.effects[0] * self.terms.after(time) if self.terms.names else known

    def segment(self, time: np.ndarray) -> np.ndarray:
        """Segment of each time; a joinpoint belongs to the segment that it ends."""
        return np.searchsorted(self.joinpoints, time, side="left")

    def line_moments(self) -> np.ndarray:
        """Total weight, mean time and spread ``sum w (t - mean)^2`` of each segment (segments x 3)."""
        segment, number = self.segment(self.time), len(self.joinpoints) + 1
        total = np.bincount(segment, self.weight, number)
        mean = np.bincount(segment, self.weight * self.time, number) / np.where(total > 0, total, 1)
        spread = np.bincount(segment, self.weight * (self.time - mean[segment]) ** 2, number)
        return np.column_stack([total, mean, spread])

    def slope_variances(self) -> np.ndarray:
        """Variances of the slopes with every observation in a segment; infinite for fewer than two times.

        With the joinpoints free, the segments are to first order separate lines (Feder, 1975, Annals of
        Statistics 3), so each slope has the variance that its own observations give. The delta interval rests on these.
        """
        return self._over(self.line_moments()[:, 2])

    def rise_variance(self, start: float, end: float) -> float:
        """Variance of ``f(end) - f(start)``, allowing for estimated joinpoints."""
        first, last = self.segment(np.array([np.nextafter(start, np.inf), end]))
        slopes = self.slope_variances()
        if first == last:
            return float((end - start) ** 2 * slopes[first])
        total, mean, _ = self.line_moments().T
        ends = ((first, start), (last, end))
        away = sum((t - mean[i]) ** 2 * slopes[i] for i, t in ends if t != mean[i])
        return float(self._over(total)[[first, last]].sum() + away)

    def line_variances(self, time: np.ndarray, segment: np.ndarray | int) -> np.ndarray:
        """Variances of the line of a segment at any times, each segment a line of its own, as in `slope_variances`."""
        total, mean, _ = self.line_moments().T[:, segment]
        return self._over(total) + (np.asarray(time, float) - mean) ** 2 * self.slope_variances()[segment]

    def _over(self, information):
        """The variance of an observation over what the observations add up to."""
        return np.where(information > 0, self.variance / np.where(information > 0, information, 1), np.inf)
