"""The fits behind interval regression: of values with normal errors, and of counts.

Both give the maximum of the likelihood, with what happens where it has none: a line through all ranges lets the
scale of normal errors fall to zero, counts that scatter no more than Poisson counts let the dispersion.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.counts.ranges import COUNTS, Ranges, first_guess
from fraudstats.trends.likelihoods.allowed import AllowedLines, allowed_lines
from fraudstats.trends.likelihoods.censored import censored_likelihood
from fraudstats.trends.likelihoods.maximum import Maximum, maximise, maximum_at, profile_height
from fraudstats.trends.likelihoods.normal_ranges import NormalRanges
from fraudstats.trends.likelihoods.profile import Profile

__all__ = ["RangeFit", "fit_ranges"]

#: Power of the scale in the penalty that keeps it from zero (Chung et al., 2013).
PENALTY = 1.0
#: A scale below this share of the widest range is on its way to zero.
VANISHED = 1e-5
#: A negative binomial likelihood that gains less than this over Poisson's has its maximum at alpha 0.
NO_GAIN = 1e-6


@dataclass(frozen=True, eq=False)
class RangeFit:
    """A fitted trend of ranges.

    Attributes
    ----------
    params, cov : ndarray
        Maximum likelihood estimates and covariance; NaN where the likelihood has no curvature.
    llf : float
        Log likelihood; infinite where the line through all ranges passes through exact values.
    loglik : callable
    profile : Profile
        From which intervals and tests come.
    lines : AllowedLines or None
        The lines through all ranges, if any; None for counts, which scatter even around such a line.
    flat : bool
        Whether many parameters are equally likely.
    boundary : bool
        Whether the scale or the dispersion is zero.
    """

    params: np.ndarray
    cov: np.ndarray
    llf: float
    loglik: Callable[[np.ndarray], float]
    profile: Profile
    lines: AllowedLines | None = None
    flat: bool = False
    boundary: bool = False


def fit_ranges(ranges: Ranges) -> RangeFit:
    """Fit the model of the family of `ranges`."""
    return _fit_counts(ranges) if ranges.family in COUNTS else _fit_amounts(ranges)


def _fit_amounts(ranges):
    n, p = ranges.n, ranges.design.shape[1]
    if n <= p:
        raise TrendError(f"{n:g} ranges cannot carry {p} coefficients and a scale; drop terms or use a longer series")
    loglik = _likelihood(ranges, ranges.family)
    _, guess = first_guess(ranges)
    lower, upper = ranges.linear()
    normal = NormalRanges(ranges.design, lower, upper, ranges.weights)
    lines = allowed_lines(ranges.design, lower, upper)
    on_line = ranges.weights[ranges.exact].sum() if lines is not None else 0.0
    highest = None if lines is not None and (lines.clear > 0 or on_line) else normal.highest()
    if highest is None or highest.log_scale < np.log(VANISHED * _widest(lower, upper)):
        assert lines is not None
        return _fit_through_all(ranges, normal, lines, loglik, on_line)
    best = maximum_at(loglik, np.append(highest.coefficients, highest.log_scale), guess)
    profile = _normal_profile(normal, n, p, PENALTY)
    return RangeFit(best.params, best.cov, best.value, loglik, profile, lines, best.flat)


def _widest(lower, upper):
    width = upper - lower
    return max(width[np.isfinite(width)].max(initial=0.0), np.finfo(float).tiny)


def _fit_through_all(ranges, normal, lines, loglik, on_line):
    """The likelihood is as large as it can be at scale zero, for every line that the ranges allow."""
    p = ranges.design.shape[1]
    if not np.isfinite(lines.middle).all():
        raise TrendError(
            "a line passes through all ranges however steep it is, so there is no trend to estimate; give more ranges "
            "that are closed"
        )
    if ranges.n - PENALTY - on_line <= 0:
        raise TrendError(
            "a line passes through all exact values and through the only range, so there is no error to estimate; "
            "use a longer series"
        )
    params = np.append(lines.middle, -np.inf)
    # Each exact value on the line multiplies the likelihood by one over the scale, which the penalty has to outweigh.
    profile = _normal_profile(normal, ranges.n, p, PENALTY + on_line)
    llf = np.inf if on_line else loglik(params)
    cov = np.full((p + 1, p + 1), np.nan)
    return RangeFit(params, cov, llf, loglik, profile, lines, flat=True, boundary=True)


def _normal_profile(normal, n, p, penalty):
    top = normal.highest(penalty)
    params = np.append(top.coefficients, top.log_scale)
    return Profile(params, top.height, partial(normal.profile, penalty=penalty), n, n - p, penalty)


def _fit_counts(ranges):
    start, guess = first_guess(ranges)
    p = ranges.design.shape[1]
    poisson = maximise(_likelihood(ranges, "poisson"), start[:p], guess[:p, :p])
    if ranges.family == "poisson":
        loglik = _likelihood(ranges, "poisson")
        return _count_fit(ranges, loglik, poisson, _numeric_profile(loglik, poisson, ranges.n, np.inf, 0.0))
    loglik = _likelihood(ranges, "negbin")

    def penalised(params):
        return loglik(params) + PENALTY * params[p] / 2  # the square root of alpha is the scale of large counts

    top = maximise(penalised, start, guess)
    profile = _numeric_profile(penalised, top, ranges.n, ranges.n - p, PENALTY)
    best = maximise(loglik, top.params, top.cov)
    if best.value - poisson.value < NO_GAIN:
        cov = np.full((p + 1, p + 1), np.nan)
        cov[:p, :p] = poisson.cov
        params = np.append(poisson.params, -np.inf)
        return RangeFit(params, cov, poisson.value, loglik, profile, None, poisson.flat, True)
    return _count_fit(ranges, loglik, best, profile)


def _count_fit(ranges, loglik, best, profile):
    return RangeFit(best.params, best.cov, best.value, loglik, profile, None, best.flat)


def _numeric_profile(loglik, best: Maximum, n, df, penalty):
    return Profile(best.params, best.value, partial(profile_height, loglik, best), n, df, penalty)


def _likelihood(ranges, family):
    return censored_likelihood(family, ranges.design, ranges.offset, ranges.lower, ranges.upper, ranges.weights)
