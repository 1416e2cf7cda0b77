"""A distribution that is a mixture of Student t or normal distributions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["Mixture"]

#: A scale below this share of the mean is a rounding error of the arithmetic.
ROUNDING = 1e-12
#: Distances from a centre at which probabilities are computed, as shares of the largest.
DISTANCES = np.r_[0, np.geomspace(0.01, 1, 48)]


@dataclass(frozen=True, eq=False)
class Mixture:
    """A mixture for each of several periods, with the same weights in all.

    Attributes
    ----------
    mean, scale : ndarray
        Of each component, components x periods.
    weight : ndarray
        Weights of the components, which add up to 1.
    df : float or ndarray
        Degrees of freedom of all components, or of each; infinite for normal ones.

    Examples
    --------
    >>> one = Mixture(np.array([[10.0]]), np.array([[2.0]]), np.array([1.0]), np.inf)
    >>> one.quantiles(np.array([0.025, 0.5, 0.975])).round(2).tolist()
    [[6.08, 10.0, 13.92]]
    """

    mean: np.ndarray
    scale: np.ndarray
    weight: np.ndarray
    df: float | np.ndarray

    @property
    def std(self) -> np.ndarray:
        """Standard deviation in each period; infinite for two degrees of freedom or fewer."""
        df = np.reshape(self.df, (-1, 1))
        with np.errstate(divide="ignore", invalid="ignore"):
            stretch = np.select([np.isinf(df), df > 2], [1.0, df / (df - 2)], np.inf)
        centre = self.weight @ self.mean
        return np.sqrt(self.weight @ (self.scale**2 * stretch + (self.mean - centre) ** 2))

    def quantiles(self, levels: np.ndarray) -> np.ndarray:
        """Quantiles at rising `levels`: periods x levels."""
        pairs = zip(self.mean.T, self.scale.T, strict=True)
        return np.array([self._quantiles(levels, mean, scale) for mean, scale in pairs])

    def quantiles_about(self, centre: np.ndarray, levels: np.ndarray) -> np.ndarray:
        """Quantiles (periods x levels), symmetric about `centre`, with as much between them as the mixture has there.

        The central interval at any level is as wide as makes the mixture put that probability into it, so that an
        interval is right where the centre is not the middle of the mixture.

        Examples
        --------
        >>> one = Mixture(np.array([[10.0]]), np.array([[2.0]]), np.array([1.0]), np.inf)
        >>> one.quantiles_about(np.array([12.0]), np.array([0.025, 0.5, 0.975])).round(2).tolist()
        [[6.71, 12.0, 17.29]]
        """
        shape = self._longest()
        score = shape.ppf(levels)
        apart = np.abs(self.mean - centre)
        distances = DISTANCES[:, None] * (apart + self.scale * np.abs(score).max()).max(axis=0)
        beyond = [self.probabilities(centre - d) + 1 - self.probabilities(centre + d) for d in distances]
        known = self.scale.max(axis=0) <= ROUNDING * np.abs(self.mean).max(axis=0)
        away = [
            np.sign(score) * (self.weight @ sure) if exact else _away(shape, score, each, distance)
            for exact, sure, each, distance in zip(known, apart.T, np.transpose(beyond), distances.T, strict=True)
        ]
        return centre[:, None] + np.array(away)

    def probabilities(self, values: np.ndarray) -> np.ndarray:
        """Probability of a value below `values`, one for each period."""
        return self.weight @ self._below((values - self.mean) / self.scale)

    def _longest(self):
        """The standard distribution of the component with the longest tails."""
        from scipy import stats

        fewest = np.min(self.df)
        return stats.norm if np.isinf(fewest) else stats.t(fewest)

    def _below(self, scores):
        """Probability below scores (components x any) of each component."""
        from scipy import special

        known = np.isinf(self.df).all()
        return special.ndtr(scores) if known else special.stdtr(np.reshape(self.df, (-1, 1)), scores)

    def _quantiles(self, levels, mean, scale):
        """By interpolation of the value in its score, a straight line where there is one component."""
        from scipy.interpolate import PchipInterpolator

        if not scale.max() > ROUNDING * np.abs(mean).max():
            return np.full(len(levels), self.weight @ mean)
        shape = self._longest()
        score = shape.ppf(levels)
        # A quantile of a mixture lies between the least and the greatest of its components.
        ends = mean[:, None] + scale[:, None] * np.linspace(score[0], score[-1], 129)
        x = np.unique(np.concatenate([ends.min(axis=0), ends.max(axis=0)]))
        below = self.weight @ self._below((x - mean[:, None]) / scale[:, None])
        rising = np.r_[True, np.diff(below) > 1e-12]
        return PchipInterpolator(shape.ppf(below[rising]), x[rising])(score)


def _away(shape, score, beyond, distance):
    """Distances at the scores, interpolated in the score, which is a straight line where there is one component."""
    from scipy.interpolate import PchipInterpolator

    falling = np.r_[True, np.diff(beyond) < -1e-12] & (beyond > 1e-12)
    reached = PchipInterpolator(shape.isf(beyond[falling] / 2), distance[falling])
    return np.sign(score) * reached(np.abs(score))
