"""Which windows a bulletin without dates can mean.

A window is possible if its total, as bounded by all other statements, meets the printed interval. Totals grow
with the window, so for each start the possible ends form one run, and both ends of the run move forward with
the start: the runs are found by walking along them, with a few bounds per period.

The possible windows are ranked by Bayes' rule. The likelihood is the probability of the printed interval
under the estimate made from the other statements, and a discrepancy between bulletins. The prior says how
official bulletins choose windows: whole years most of all, then from 1 January on, and seldom long before they are
published.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from fraudstats.dates import first_day, last_day
from fraudstats.errors import ReconcileError
from fraudstats.reconciliation.bounds.sharp_bounds import SharpBounds
from fraudstats.reconciliation.estimate.discrepancy import TYPICAL
from fraudstats.reconciliation.statements.grid import Grid, first_and_last_days

__all__ = ["candidates", "possible_windows", "rank_windows"]

#: Odds of a window against another of its year: for windows of several years and for those within one; that
#: begin on another day, on 1 January, or on 1 January to end on 31 December. Measured on the 1,135 windows of
#: over a month printed in police statistics (94, 30, 22; 77, 344, 568), each share spread over its windows.
ODDS = np.array([[0.11, 0.43, 3.5], [1.0, 25.0, 400.0]])
#: How many times likelier a window is for each month less between its end and the publication.
A_MONTH_LESS = 1.5


def candidates(bulletin: Mapping, bounds: SharpBounds, counts: Callable[[], np.ndarray]) -> pd.DataFrame:
    """The windows that a bulletin can mean, the most probable first.

    Parameters
    ----------
    bulletin : mapping
        See `Reconciliation.candidates`.
    bounds : SharpBounds
        Of the other statements.
    counts : callable
        Draws (T, n) of the periods' counts given the other statements; only called if a window is possible.
    """
    bulletin = _read(bulletin)
    windows = possible_windows(bounds, bulletin)
    if windows.empty:
        return windows.assign(probability=0.0, expected=0.0)
    return rank_windows(windows, bounds.statements.grid, counts(), bulletin)


def possible_windows(bounds: SharpBounds, bulletin: Mapping) -> pd.DataFrame:
    """All windows of whole periods within the grid whose total may lie in the bulletin's interval.

    Parameters
    ----------
    bounds : SharpBounds
        Of the other statements.
    bulletin : mapping
        ``lower`` and ``upper``; a ``period_start`` or ``period_end`` that is printed is kept; a window must
        not end after ``published``, and lasts ``months`` months, where these are given.

    Returns
    -------
    pandas.DataFrame
        ``period_start`` and ``period_end``, one row per window, in order of time.
    """
    starts, ends = _edges(bounds.statements.grid, bulletin)
    slack = 1e-9 * bounds.statements.scale
    lower, upper = bulletin["lower"] - slack, bulletin["upper"] + slack
    found, near, far = [], 0, -1
    for start in starts:
        near = max(near, int(np.searchsorted(ends, start)))
        while near < len(ends) and _bound(bounds, start, ends[near], 1) < lower:
            near += 1
        far = max(far, near - 1)
        while far + 1 < len(ends) and _bound(bounds, start, ends[far + 1], 0) <= upper:
            far += 1
        found += [(start, end) for end in ends[near : far + 1]]
    windows = pd.DataFrame(found, columns=["period_start", "period_end"], dtype="datetime64[us]")
    return windows.loc[_lasts(windows, bulletin.get("months"))].reset_index(drop=True)


def rank_windows(windows: pd.DataFrame, grid: Grid, counts: np.ndarray, bulletin: Mapping) -> pd.DataFrame:
    """The windows with their probability, the most probable first.

    Parameters
    ----------
    windows : pandas.DataFrame
        As from `possible_windows`.
    grid : Grid
    counts : numpy.ndarray
        Shape (T, n): draws of the periods' counts given the other statements.
    bulletin : mapping
        As above.

    Returns
    -------
    pandas.DataFrame
        ``period_start``, ``period_end``, ``probability`` (sums to 1), and ``expected``: the total that the
        other statements lead one to expect.
    """
    mean, sd = _moments(grid.weights(windows["period_start"], windows["period_end"]), counts)
    # A bulletin prints what the others imply but for their discrepancy, whose variance is twice its scale squared.
    sd = np.hypot(sd, np.sqrt(2) * TYPICAL * mean)
    weight = _log_chance(mean, sd, bulletin["lower"] - 0.5, bulletin["upper"] + 0.5)
    weight += _log_prior(windows, bulletin.get("published"))
    chance = np.exp(weight - weight.max(initial=-np.inf))
    ranked = windows.assign(probability=chance / chance.sum(), expected=mean)
    return ranked.sort_values("probability", ascending=False, kind="stable", ignore_index=True)


def _read(bulletin):
    """The bulletin with its bounds checked and its dates read."""
    if not {"lower", "upper"} <= set(bulletin) or not bulletin["lower"] <= bulletin["upper"]:
        raise ReconcileError("the bulletin needs a lower bound and an upper one that is not below it")
    dates = {"period_start": first_day, "period_end": last_day, "published": last_day}
    days = {name: read(bulletin.get(name), name) for name, read in dates.items()}
    return {**bulletin, **{name: day and pd.Timestamp(day) for name, day in days.items()}}


def _edges(grid, bulletin):
    """The days on which the window may begin and end."""
    starts, ends = first_and_last_days(grid.periods)
    if pd.notna(bulletin.get("period_start")):
        starts = pd.DatetimeIndex([bulletin["period_start"]])
    if pd.notna(bulletin.get("period_end")):
        ends = pd.DatetimeIndex([bulletin["period_end"]])
    published = bulletin.get("published")
    return starts, ends if pd.isna(published) else ends[ends <= published]


def _bound(bounds, start, end, side):
    return bounds.windows([start], [end])[side][0]


def _lasts(windows, months):
    if months is None or pd.isna(months):
        return np.ones(len(windows), bool)
    if months <= 0 or months != int(months):
        raise ReconcileError(f"months = {months!r} is not a whole number of months above zero")
    day_after = windows["period_end"] + pd.Timedelta(days=1)
    return windows["period_start"] + pd.DateOffset(months=int(months)) == day_after


def _moments(weights, counts):
    covariance = np.atleast_2d(np.cov(counts))
    variance = np.einsum("kt,kt->k", weights @ covariance, weights)
    return weights @ counts.mean(axis=1), np.sqrt(np.maximum(variance, 0.25))


def _log_chance(mean, sd, lower, upper):
    """The log-probability that a normal variable lies between two ends, far into the tails."""
    from scipy.special import log_ndtr

    low, high = (lower - mean) / sd, (upper - mean) / sd
    low, high = np.where(low > 0, -high, low), np.where(low > 0, -low, high)
    larger, smaller = log_ndtr(high), log_ndtr(low)
    return larger + np.log(-np.expm1(np.minimum(smaller - larger, -1e-15)))


def _log_prior(windows, published):
    starts, ends = windows["period_start"], windows["period_end"]
    within_a_year = (starts.dt.year == ends.dt.year).to_numpy(int)
    january = (starts.dt.day_of_year == 1).to_numpy(int)
    years = january * ((ends.dt.month == 12) & (ends.dt.day == 31)).to_numpy(int)
    weight = np.log(ODDS[within_a_year, january + years])
    if pd.notna(published):
        weight -= np.log(A_MONTH_LESS) * ((published - ends).dt.days.to_numpy() / 30.4)
    return weight
