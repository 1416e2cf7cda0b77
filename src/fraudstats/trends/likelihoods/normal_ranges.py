"""Normal errors of which only ranges are known: the largest likelihood, and what it is with a coefficient held fixed.

In the parameters ``coefficients / scale`` and ``1 / scale`` the log likelihood is concave (Burridge, 1981), so Newton's
method finds its maximum from anywhere. It need not have one: where a line passes through all ranges, the likelihood
rises as the scale falls to zero. A penalty, so many times the logarithm of the scale, keeps the scale above zero and
leaves a maximum in every case (Chung et al., 2013).

References
----------
Burridge, J. (1981). A note on maximum likelihood estimation for regression models using grouped data. *Journal of the
Royal Statistical Society B* 43, 41-45.
Chung, Y., Rabe-Hesketh, S., Dorie, V., Gelman, A. and Liu, J. (2013). A nondegenerate penalized likelihood estimator
for variance parameters in multilevel models. *Psychometrika* 78, 685-709.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from fraudstats.trends.likelihoods.censored import log_normal_interval
from fraudstats.trends.likelihoods.glm import standardised

__all__ = ["NormalFit", "NormalRanges"]

HALF_LOG_2PI = 0.5 * np.log(2 * np.pi)
MAX_STEPS = 200
#: Scales from which the search starts, in units of a first guess. With the penalty the likelihood can have two peaks.
STARTS = (1.0, 0.2)
#: The search ends where the quadratic through the last point promises less than this of the log likelihood.
GAIN = 1e-11


@dataclass(frozen=True, eq=False)
class NormalFit:
    """The highest point of a (penalised) log likelihood.

    Attributes
    ----------
    coefficients : ndarray
    log_scale : float
        Logarithm of the standard deviation of the errors.
    height : float
        Log likelihood there, penalty included.
    """

    coefficients: np.ndarray
    log_scale: float
    height: float


@dataclass(frozen=True, eq=False)
class NormalRanges:
    """Ranges of values around a line, each with its weight.

    Attributes
    ----------
    design : ndarray
        One row per range.
    lower, upper : ndarray
        Ends; equal ends are an exact value, an infinite end is an open range.
    weights : ndarray
        How many equal rows each row stands for.

    Examples
    --------
    >>> ranges = NormalRanges(np.ones((3, 1)), np.array([1.0, 2, 6]), np.array([1.0, 2, 6]), np.ones(3))
    >>> float(ranges.highest().coefficients[0].round(6)), float(np.exp(2 * ranges.highest().log_scale).round(6))
    (3.0, 4.666667)
    """

    design: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    weights: np.ndarray

    def highest(self, penalty: float = 0.0) -> NormalFit:
        """The maximum of the log likelihood plus `penalty` times the logarithm of the scale."""
        z, back = standardised(self.design)
        middle, width = self._middles()
        centre = np.linalg.lstsq(z, middle, rcond=None)[0]
        rest = middle - z @ centre
        unit = max(np.sqrt(np.mean(rest**2) + (width.max() / 4) ** 2), np.finfo(float).tiny)
        units = replace(self, design=z, lower=(self.lower - z @ centre) / unit, upper=(self.upper - z @ centre) / unit)
        first = np.linalg.lstsq(z, rest / unit, rcond=None)[0]
        theta, height = max(
            (units._climb(np.append(first / start, -np.log(start)), penalty) for start in STARTS),
            key=lambda found: found[1],
        )
        shift = (penalty - self.weights[self.lower == self.upper].sum()) * np.log(unit)
        coefficients = centre + unit * theta[:-1] * np.exp(-theta[-1])
        return NormalFit(back @ coefficients, np.log(unit) - theta[-1], height + shift)

    def profile(self, k: int, value: float, penalty: float = 0.0) -> float:
        """The largest penalised log likelihood with coefficient `k`, or after them the log scale, fixed at `value`."""
        if k == self.design.shape[1]:
            return self._at_scale(np.exp(value)) + penalty * value
        moved = self.design[:, k] * value
        rest = np.delete(self.design, k, axis=1)
        return replace(self, design=rest, lower=self.lower - moved, upper=self.upper - moved).highest(penalty).height

    def _at_scale(self, scale: float) -> float:
        z, _ = standardised(self.design)
        middle, _ = self._middles()
        centre = np.linalg.lstsq(z, middle, rcond=None)[0]
        units = replace(
            self, design=z, lower=(self.lower - z @ centre) / scale, upper=(self.upper - z @ centre) / scale
        )
        height = units._climb(np.zeros(z.shape[1] + 1), 0.0, fixed_scale=True)[1]
        return height - self.weights[self.lower == self.upper].sum() * np.log(scale)

    def _middles(self):
        lower = np.where(np.isfinite(self.lower), self.lower, self.upper)
        upper = np.where(np.isfinite(self.upper), self.upper, self.lower)
        return (lower + upper) / 2, upper - lower

    def _climb(self, theta, penalty, fixed_scale=False):
        """Newton's method with shortened steps, on (coefficients / scale, -log scale)."""
        height, slope, bend = self._around(theta, penalty)
        free = slice(None, -1) if fixed_scale else slice(None)
        for _ in range(MAX_STEPS):
            step = np.zeros_like(theta)
            step[free] = _uphill(slope[free], bend[free, free])
            step /= max(1.0, abs(step[-1]))  # at most a factor e of the scale in one step
            gain = slope @ step
            if gain < GAIN:
                break
            share, found = 1.0, self._around(theta + step, penalty)
            while not found[0] >= height + 1e-4 * share * gain and share > 1e-12:
                share /= 2
                found = self._around(theta + share * step, penalty)
            if not found[0] > height:
                break
            theta, (height, slope, bend) = theta + share * step, found
        return theta, height

    def _around(self, theta, penalty):
        """Penalised log likelihood, its gradient and its second derivatives."""
        steep = np.exp(np.clip(theta[-1], -300, 300))
        exact, below, above = self.lower == self.upper, np.isfinite(self.lower), np.isfinite(self.upper)
        bottom, top = (np.where(end, ends, 0) * steep for end, ends in ((below, self.lower), (above, self.upper)))
        eta = self.design @ theta[:-1]
        low, high = np.where(below, bottom - eta, -np.inf), np.where(above, top - eta, np.inf)
        with np.errstate(all="ignore"):
            inside = log_normal_interval(low, high)
            terms = np.where(exact, theta[-1] - 0.5 * low**2 - HALF_LOG_2PI, inside)
            at_low = np.where(below & ~exact, np.exp(-0.5 * low**2 - HALF_LOG_2PI - inside), 0)
            at_high = np.where(above & ~exact, np.exp(-0.5 * high**2 - HALF_LOG_2PI - inside), 0)
        low, high = np.where(below, low, 0), np.where(above, high, 0)
        by_low, by_high = np.where(exact, -low, -at_low), at_high
        low_low = np.where(exact, -1.0, low * at_low - at_low**2)
        high_high, cross = -high * at_high - at_high**2, at_low * at_high
        to_low, to_high = np.column_stack([-self.design, bottom]), np.column_stack([-self.design, top])
        w = self.weights
        slope = (w * by_low) @ to_low + (w * by_high) @ to_high
        slope[-1] += w[exact].sum() - penalty
        mixed = (to_low * (w * cross)[:, None]).T @ to_high
        bend = (to_low * (w * low_low)[:, None]).T @ to_low + (to_high * (w * high_high)[:, None]).T @ to_high
        bend = bend + mixed + mixed.T
        bend[-1, -1] += w @ (by_low * bottom + by_high * top)
        height = float(w @ terms) - penalty * theta[-1]
        return (height if np.isfinite(height) else -np.inf), slope, bend


def _uphill(slope, bend):
    """Newton's step, with the sign of a bend turned round where the function is not concave."""
    if not (np.isfinite(slope).all() and np.isfinite(bend).all()):
        return np.zeros_like(slope)
    curvature, axes = np.linalg.eigh(-bend)
    curvature = np.maximum(np.abs(curvature), 1e-10 * max(np.abs(curvature).max(initial=0), 1e-300))
    return axes @ ((axes.T @ slope) / curvature)
