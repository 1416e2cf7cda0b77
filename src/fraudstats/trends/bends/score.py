"""Is there a bend at all? Tests that do not take its place as known.

Without a bend its place means nothing, so that a likelihood ratio has no chi-squared distribution. Muggeo's (2016)
pseudo-score test replaces the bent column by its average over many places, which turns it into the score test of one
ordinary column. Davies' tests take the largest statistic of several places and bound how often chance alone would
exceed it (1987 for normal statistics; 2002 for those of t, where the dispersion is estimated).

References
----------
Muggeo, V. M. R. (2016). Testing with a nuisance parameter present only under the alternative: a score-based approach
with application to segmented modelling. *Journal of Statistical Computation and Simulation* 86, 3059-3067.
Davies, R. B. (1987). Hypothesis testing when a nuisance parameter is present only under the alternative. *Biometrika*
74, 33-43.
Davies, R. B. (2002). Hypothesis testing when a nuisance parameter is present only under the alternative: linear model
case. *Biometrika* 89, 484-489.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.bends.profile import change_columns
from fraudstats.trends.bends.regression import Regression

__all__ = ["ALTERNATIVES", "Evidence", "davies", "pseudo_score"]

#: A column is a sum of others if what is left of it is less than this share.
COLLINEAR = 1e-8
ALTERNATIVES = ("two-sided", "greater", "less")


@dataclass(frozen=True, eq=False)
class Evidence:
    """Outcome of a test of a bend.

    Attributes
    ----------
    statistic, df : float
        A normal (infinite `df`) or t statistic; with two columns F, over `columns`, which is chi-squared over 2 where
        `df` is infinite.
    columns : int
        What changes: 1, slope or level, or 2, both.
    p_value : float
    places, path : ndarray
        Where the change was tried, and the statistic there (of Davies' test; empty for the other).
    """

    statistic: float
    df: float
    columns: int
    p_value: float
    places: np.ndarray
    path: np.ndarray


def pseudo_score(regression: Regression, slope: bool, level: bool, n_points: int, alternative: str) -> Evidence:
    """Muggeo's test over `n_points` places from the first to the last time.

    An estimated dispersion is that of the model with the averaged column: with normal errors the statistic has exactly
    Student's t distribution. That of the straight line, which R's ``pscore.test`` takes by default, holds what the bend
    does to the values as well, and with seven values can never be exceeded by a statistic.
    """
    places = np.linspace(regression.time.min(), regression.time.max(), n_points)
    added = [columns.mean(axis=0) for columns in change_columns(regression.time, places, slope, level)]
    null = regression.fit(regression.columns())
    root = np.sqrt(null.weight[0])
    residual = regression.pearson(null.mu, null.weight)[0]
    known = np.linalg.qr(regression.columns()[0] * root[:, None])[0]
    column = np.column_stack(added) * root[:, None]
    rest = column - known @ (known.T @ column)
    if (np.linalg.norm(rest, axis=0) < COLLINEAR * np.linalg.norm(column, axis=0)).any():
        raise TrendError(
            f"averaged over these {n_points} places the change is a straight line, as a jump is with one place in each "
            f"gap, and cannot be tested; give n_points={n_points + 1}"
        )
    column = np.linalg.qr(rest)
    scores, k = column[0].T @ residual, len(added)
    df = np.inf if regression.known_dispersion else len(residual) - 2 - k
    dispersion = 1.0 if regression.known_dispersion else max(residual @ residual - scores @ scores, 0.0) / df
    if k == 1:
        # The sign of the basis vector is that of its one entry in the triangle.
        score = scores[0] * np.sign(column[1][0, 0])
        statistic = _ratio(score, np.sqrt(dispersion))
        return Evidence(statistic, df, 1, _p(statistic, df, alternative), places, np.zeros(0))
    if alternative != "two-sided":
        raise TrendError("slope and level can change in opposite directions; a test of both is two-sided")
    statistic = _ratio(scores @ scores / k, dispersion)
    return Evidence(statistic, df, k, _f_tail(statistic, k, df), places, np.zeros(0))


def davies(regression: Regression, n_points: int, alternative: str) -> Evidence:
    """Davies' test of a change of slope, over `n_points` places from the second to the last time but one.

    The statistics are signed roots of likelihood ratios, divided by the dispersion of each fit where it is estimated.
    """
    times = np.sort(regression.time)
    places = np.linspace(times[1], times[-2], n_points)
    places = places[(places > times[0]) & (places < times[-1])]  # of several values at one end
    null = regression.fit(regression.columns()).deviance[0]
    fits = regression.fit(regression.columns(*change_columns(regression.time, places, True, False)))
    df = np.inf if regression.known_dispersion else len(regression.y) - 3
    drop = np.maximum(null - fits.deviance, 0)
    spread = np.ones(len(places)) if np.isinf(df) else fits.deviance / df
    ratios = [_ratio(*pair) for pair in zip(np.sqrt(drop), np.sqrt(spread), strict=True)]
    path = np.sign(fits.beta[:, 2]) * np.array(ratios)
    largest = {"greater": path, "less": -path, "two-sided": np.abs(path)}[alternative].max()
    sides = 2 if alternative == "two-sided" else 1
    p_value = min(1.0, sides * (_p(largest, df, "greater") + _bound(largest, path, df)))
    return Evidence(float(largest), df, 1, p_value, places, path)


def _bound(largest, path, df):
    """How much more often than at one place the largest statistic exceeds `largest`."""
    from scipy import special

    if np.isinf(df):
        return float(np.abs(np.diff(path)).sum() * np.exp(-(largest**2) / 2) / np.sqrt(8 * np.pi))
    if np.isinf(largest):
        return 0.0
    share = path**2 / (df + path**2)
    length = np.abs(np.diff(np.arcsin(np.sqrt(np.where(np.isinf(path), 1.0, share))))).sum()
    gammas = np.exp(special.gammaln((df + 1) / 2) - special.gammaln(df / 2))
    return float(length * (df / (df + largest**2)) ** ((df - 1) / 2) * gammas / (2 * np.sqrt(np.pi)))


def _ratio(above, below):
    """A statistic; infinite where nothing scatters about the bent line, zero where nothing bends either."""
    if below > 0:
        return float(above / below)
    return float(np.sign(above) * np.inf) if above else 0.0


def _p(statistic, df, alternative):
    from scipy import stats

    tail = stats.norm if np.isinf(df) else stats.t(df)
    sided = {"greater": tail.sf(statistic), "less": tail.cdf(statistic), "two-sided": 2 * tail.sf(abs(statistic))}
    return float(sided[alternative])


def _f_tail(statistic, k, df):
    from scipy import stats

    return float(stats.chi2.sf(k * statistic, k) if np.isinf(df) else stats.f.sf(statistic, k, df))
