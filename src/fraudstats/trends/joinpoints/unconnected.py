"""The segments as unconnected lines: what the standard errors of the reference software rest on.

NCI's Joinpoint estimates slopes under the constraint that the lines meet, but their standard errors without it, as
Lerman (1980) and Feder (1975) did: the observations that lie at joinpoints are deleted, each segment's other
observations are a regression line of their own, and the residuals of all these lines give one variance (the help of
the software, "Estimated Regression Coefficients (Beta)"). An observation at a joinpoint belongs to both lines or to
neither; to neither is the choice that favours no segment.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fraudstats.trends.joinpoints.fit import Fit
from fraudstats.trends.joinpoints.joint import joint_lines

__all__ = ["UnconnectedLines"]


@dataclass(frozen=True)
class UnconnectedLines:
    """A weighted line through the observations of each segment, those at joinpoints left out.

    Attributes
    ----------
    spread : ndarray
        ``sum w (t - mean)^2`` of each segment; zero where it has observations at fewer than two times.
    sse : float
        Weighted sum of squared residuals of all lines.
    spare : int
        Observations less the parameters that they determine: n less those at joinpoints, less two for each segment,
        or one for a segment with observations at one time, or none for an empty one. With k joinpoints at observations
        and two or more others in each segment it is n - 3k - 2; a joinpoint between observations deletes none.
    variance : float
        Variance of an observation of weight one: known, or ``sse / spare``, or that of the connected lines if none is
        spare.
    df : float
        Degrees of freedom of `variance`; infinite if it is known.
    covariance : ndarray or None
        Of slopes and effects (a jump), where all lines share further terms or their errors are correlated.

    Examples
    --------
    >>> time = np.arange(9.0)
    >>> fit = Fit(time, np.array([0.0, 1, 2, 4, 5, 4, 3, 1, 1]), np.ones(9), np.array([4.0]))
    >>> lines = UnconnectedLines.of(fit)
    >>> lines.spread.tolist(), lines.spare, round(lines.variance, 3)
    ([5.0, 5.0], 4, 0.25)
    """

    spread: np.ndarray
    sse: float
    spare: int
    variance: float
    df: float
    covariance: np.ndarray | None = None

    @classmethod
    def of(cls, fit: Fit) -> UnconnectedLines:
        """The lines of the segments of `fit`."""
        if not fit.plain:
            return cls._joint(fit)
        segment = np.where(np.isin(fit.time, fit.joinpoints), -1, fit.segment(fit.time))
        lines = [_line(fit, segment == number) for number in range(len(fit.joinpoints) + 1)]
        spread, sse, spare = (np.array(column) for column in zip(*lines, strict=True))
        left = int(spare.sum())
        return cls(spread, float(sse.sum()), left, *_variance(fit, sse.sum(), left))

    @classmethod
    def _joint(cls, fit):
        joint = joint_lines(fit)
        variance, df = _variance(fit, joint.sse, joint.spare)
        covariance = variance * joint.covariance + fit.terms.size_error**2 * np.outer(joint.shift, joint.shift)
        per_unit = np.diag(joint.covariance)[: len(fit.slopes)]
        return cls(1 / per_unit, joint.sse, joint.spare, variance, df, covariance)

    @property
    def slope_variances(self) -> np.ndarray:
        """Variances of the slopes; infinite where a segment has observations at fewer than two times."""
        if self.covariance is not None:
            return np.diag(self.covariance)[: len(self.spread)]
        known = self.spread > 0
        return np.where(known, self.variance / np.where(known, self.spread, 1), np.inf)

    @property
    def effect_variances(self) -> np.ndarray:
        """Variances of the effects of further terms; infinite where the lines leave them open."""
        return np.array([]) if self.covariance is None else np.diag(self.covariance)[len(self.spread) :]

    def average_variance(self, weight: np.ndarray) -> float:
        """Variance of the slopes' average with these weights."""
        used = np.flatnonzero(weight)
        if self.covariance is None:
            return float((weight[used] ** 2 * self.slope_variances[used]).sum())
        return float(weight[used] @ self.covariance[np.ix_(used, used)] @ weight[used])

    @property
    def notes(self) -> tuple[str, ...]:
        """What the intervals cannot rest on, and what to use instead."""
        notes = []
        for number in np.flatnonzero(self.spread == 0) + 1:
            notes.append(
                f"segment {number} has values at fewer than two times besides its joinpoints, so its parametric "
                "interval is unbounded; interval='quantile' gives one"
            )
        if np.isinf(self.effect_variances[:1]).any():
            notes.append(
                "the values between joinpoints do not tell a jump or a season from the trend, so a parametric "
                "interval is unbounded; interval='quantile' gives one"
            )
        if np.isfinite(self.df) and not self.spare:
            notes.append(
                "without the values at joinpoints no degree of freedom is left, so parametric intervals take the "
                f"residual variance of the connected lines ({self.df:g} degree{'s' * (self.df != 1)} of freedom)"
            )
        return tuple(notes)


def _variance(fit, sse, left):
    """Variance of an observation of weight one, and its degrees of freedom."""
    if fit.known_variance is not None:
        return float(fit.known_variance), np.inf
    return (float(sse / left), left) if left else (float(fit.variance), fit.df)


def _line(fit, own):
    """Spread, sum of squared residuals, and observations to spare of the line through the rows `own`."""
    time, value, weight = fit.time[own], fit.value[own], fit.weight[own]
    times = len(np.unique(time))
    if not times:
        return 0.0, 0.0, 0
    away, rise = (v - np.average(v, weights=weight) for v in (time, value))
    spread = weight @ away**2 if times > 1 else 0.0
    slope = (weight * away) @ rise / spread if times > 1 else 0.0
    return spread, weight @ (rise - slope * away) ** 2, len(time) - min(times, 2)
