"""Profile likelihood intervals that hold in short series.

The limit of a likelihood ratio is not taken from the chi-squared distribution but from Student's t: of exact values
with normal errors, the interval of a coefficient is then the t interval of least squares. The likelihood is penalised
by the scale of the errors to the power `penalty` (see :mod:`~fraudstats.trends.likelihoods.normal_ranges`). In exact
values that changes nothing, whatever the power, since the limit knows it; in wide ranges it keeps the scale from
zero, where the ratio would compare every trend with one that has no errors at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

__all__ = ["Profile"]

#: An interval that reaches this many steps from the estimate counts as unbounded.
FAR = 2.0**40


@dataclass(frozen=True, eq=False)
class Profile:
    """A penalised log likelihood as a function of one parameter at a time, and what of it is credible.

    Attributes
    ----------
    params : ndarray
        Where it is largest.
    best : float
        Its largest value.
    height : callable
        Its largest value with one parameter fixed: ``height(k, value)``.
    n : float
        Number of values.
    df : float
        Degrees of freedom of the scale; infinite where there is none to estimate.
    penalty : float
        Power of the scale in the penalty.

    Examples
    --------
    >>> normal = Profile(np.array([3.0]), 0.0, lambda k, value: -0.5 * (value - 3) ** 2, 10, np.inf, 0.0)
    >>> [round(end, 3) for end in normal.interval(0, 1.0, 0.05)]
    [1.04, 4.96]
    """

    params: np.ndarray
    best: float
    height: Callable[[int, float], float]
    n: float
    df: float
    penalty: float

    def p_value(self, k: int, value: float) -> float:
        """Of the hypothesis that parameter `k` is `value`, two-sided."""
        from scipy import stats

        ratio = 2 * max(self.best - self.height(k, value), 0.0)
        if np.isinf(self.df):
            return float(stats.chi2.sf(ratio, 1))
        return float(2 * stats.t.sf(np.sqrt(self.df * np.expm1(ratio / (self.n - self.penalty))), self.df))

    def drop(self, alpha: float) -> float:
        """How far below its largest value the log likelihood may lie inside an interval at level ``1 - alpha``."""
        from scipy import stats

        if np.isinf(self.df):
            return float(stats.chi2.isf(alpha, 1)) / 2
        t = stats.t.isf(alpha / 2, self.df)
        return float((self.n - self.penalty) * np.log1p(t**2 / self.df)) / 2

    def interval(self, k: int, step: float, alpha: float) -> tuple[float, float]:
        """All values of parameter `k` that are not rejected; an end is infinite where none is, however far one goes.

        Parameters
        ----------
        k : int
        step : float
            About a standard error, by which the search begins.
        alpha : float
        """
        floor = self.best - self.drop(alpha)
        return self._end(k, -step, floor), self._end(k, step, floor)

    def _end(self, k, side, floor):
        from scipy.optimize import brentq

        def above(distance):
            return self.height(k, self.params[k] + side * distance) - floor

        near, far = 0.0, 2.0
        while above(far) > 0 and far < FAR:
            near, far = far, 2 * far
        if far >= FAR:
            return float(np.sign(side) * np.inf)
        return float(self.params[k] + side * brentq(above, near, far, xtol=1e-6))
