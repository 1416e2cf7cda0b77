"""Intervals of a weighted sum of Poisson counts, such as a directly standardised rate.

With counts x of weights w, the sum is y = sum(w x) and its variance is estimated by v = sum(w^2 x).

- gamma: Fay and Feuer (1997). The limits are quantiles of gamma distributions; the upper one is that of y and v after
  one more event in the group of the largest weight.
- tiwari: Tiwari, Clegg and Zou (2006). The upper limit spreads that event evenly over the groups.
- midp: Fay and Kim (2017). Quantiles of the even mixture of the two gamma distributions of `gamma`.
- dobson: Dobson, Kuulasmaa, Eberle and Scherer (1991). Exact limits of the plain sum of counts, scaled to y and v.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.rates.poisson import mean_limits

__all__ = ["METHODS", "WeightedSum"]

#: Method -> its name in print.
METHODS = {
    "gamma": "gamma (Fay and Feuer)",
    "tiwari": "modified gamma (Tiwari, Clegg and Zou)",
    "midp": "mid-p gamma (Fay and Kim)",
    "dobson": "Dobson, exact",
}


@dataclass(frozen=True)
class WeightedSum:
    """A weighted sum of counts, each known exactly or as a range.

    Attributes
    ----------
    lower, upper : ndarray
        The ends of each count.
    weights : ndarray
    """

    lower: np.ndarray
    upper: np.ndarray
    weights: np.ndarray

    @property
    def value(self) -> float:
        """The sum, at the middle of counts known as ranges."""
        return float(self.weights @ (self.lower + self.upper) / 2)

    @property
    def std_err(self) -> float:
        """Its standard error, likewise."""
        return float(np.sqrt(self.weights**2 @ (self.lower + self.upper) / 2))

    @property
    def ends(self) -> tuple[float, float]:
        """What the counts' ranges alone allow."""
        return float(self.weights @ self.lower), float(self.weights @ self.upper)

    def limits(self, alpha: float, method: str) -> tuple[float, float]:
        """Limits at level ``1 - alpha``; for counts known as ranges they hold those of every count that is allowed.

        They may be wider than needed then: the sum, its variance and the plain count take their ends independently.

        >>> pair = WeightedSum(np.array([0, 2]), np.array([0, 2]), np.array([1.0, 3.0]))
        >>> [round(end, 2) for end in pair.limits(0.05, "gamma")]
        [0.73, 21.67]
        """
        ends = (0,) if np.array_equal(self.lower, self.upper) else (0, 1)
        corners = [self._corner(a, b, c, alpha, method) for a, b, c in product(ends, repeat=3)]
        return min(low for low, _ in corners), max(high for _, high in corners)

    def _corner(
        self, sum_end: int, variance_end: int, count_end: int, alpha: float, method: str
    ) -> tuple[float, float]:
        counts = (self.lower, self.upper)
        total = float(self.weights @ counts[sum_end])
        variance = float(self.weights**2 @ counts[variance_end])
        if method == "dobson":
            return _dobson(total, variance, float(counts[count_end].sum()), alpha)
        more = _more(self.weights, method)
        lower, upper = (total, variance), (total + more[0], variance + more[1])
        if method == "midp":
            return _mixture(lower, upper, alpha)
        return _quantile(alpha / 2, *lower), _quantile(1 - alpha / 2, *upper)


def _more(weights, method):
    """What the upper limit adds to the sum and to its variance."""
    if method == "tiwari":
        return float(weights.mean()), float((weights**2).mean())
    return float(weights.max()), float(weights.max() ** 2)


def _quantile(share, mean, variance):
    """Of the gamma distribution with this mean and variance; its mean where it does not vary."""
    from scipy import stats

    return float(stats.gamma.ppf(share, mean**2 / variance, scale=variance / mean)) if mean * variance > 0 else mean


def _below(value, mean, variance):
    from scipy import stats

    if mean * variance > 0:
        return float(stats.gamma.cdf(value, mean**2 / variance, scale=variance / mean))
    return float(value >= mean)


def _mixture(lower, upper, alpha):
    """Quantiles of the even mixture of two gamma distributions, given by mean and variance."""
    from scipy import optimize

    def excess(at, share):
        return _below(at, *lower) + _below(at, *upper) - 2 * share

    def quantile(share):
        ends = sorted((_quantile(share, *lower), _quantile(share, *upper)))
        if lower[0] == 0:  # half of the mixture lies at zero
            return _quantile(max(2 * share - 1, 0.0), *upper)
        if ends[0] == ends[1] or excess(ends[0], share) >= 0:  # a distribution that does not vary jumps there
            return ends[0]
        return float(optimize.brentq(excess, *ends, args=(share,), xtol=1e-13))  # pyright: ignore[reportArgumentType]

    return quantile(alpha / 2), quantile(1 - alpha / 2)


def _dobson(total, variance, count, alpha):
    if count == 0:
        raise TrendError("Dobson's limits scale those of the count, and there is no event; use method='gamma'")
    scale = np.sqrt(variance / count)
    lower, upper = mean_limits(count, alpha, "exact")
    return float(total + scale * (lower - count)), float(total + scale * (upper - count))
