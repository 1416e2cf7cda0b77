"""The prior and the region that the statements allow, put together.

With a *definition break* switched on, bulletins of one kind (such as full-year ones) count something wider or narrower
than the others: their total for a year is the months' total plus a share of that year's usual count. The shares are
unknowns like the months, with a prior around zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError
from fraudstats.reconciliation.estimate.first_guess import first_guess
from fraudstats.reconciliation.estimate.polytope import Polytope, polytope
from fraudstats.reconciliation.estimate.prior import Prior, structural_prior
from fraudstats.reconciliation.statements.grid import Grid
from fraudstats.reconciliation.statements.kinds import KindMasks
from fraudstats.reconciliation.statements.linear_system import Statements

__all__ = ["Posterior", "posterior"]

#: Slabs are drawn narrower by this share of their total, so that rounding in the last place crosses no edge.
HAIR = 1e-10


@dataclass(frozen=True, eq=False, repr=False)
class Posterior:
    """A Gaussian prior and the region that the statements allow; made by `posterior`, drawn from by `draw`.

    Parameters
    ----------
    grid : Grid
        The T periods.
    unit : float
        `prior` and `region` measure counts in this unit.
    prior : Prior
    region : Polytope
        Both over D unknowns: T counts, followed by the shares of excess of `years`.
    window, base : numpy.ndarray
        Shape (n, D): every statement's window, and its base, as a linear function of the unknowns.
    years : pandas.Index
        Empty without a definition break.
    """

    grid: Grid
    unit: float
    prior: Prior
    region: Polytope
    window: np.ndarray
    base: np.ndarray
    years: pd.Index


def posterior(
    statements: Statements, differing: KindMasks | None = None, given: np.ndarray | slice = slice(None)
) -> Posterior:
    """Prior and polytope of a set of statements.

    Parameters
    ----------
    statements : Statements
        At least one total among them.
    differing : KindMasks, optional
        Which windows and which bases were counted by the kind of bulletin that counts something else. None
        switches the break off.
    given : numpy.ndarray, optional
        Mask (n,) of the statements to believe; the others are only there to be predicted.

    Raises
    ------
    ReconcileError
        If the statements contradict each other, or none of them is a total.
    """
    believed = statements.take(given)
    total = ~believed.is_change
    if not total.any():
        raise ReconcileError(
            "only changes are stated and no total, so that the level of the counts is unknown: add a total"
        )
    grid = statements.grid
    days = np.diff(grid.edges).astype(float)
    guess = first_guess(believed.window[total], believed.lower[total], believed.upper[total], days)
    unit, usual = guess.mean(), guess * days / days.mean()
    years, window, base = _with_excess(statements, differing, usual / unit)
    target = np.append(usual / unit, np.zeros(len(years)))
    breaks, counting = None if differing is None else len(years), _counting(believed.take(total), unit)
    prior = structural_prior(days, _season_of(grid.periods), guess / unit, breaks, counting)
    region = _region(believed, window[given], base[given], target, unit)
    return Posterior(grid, unit, prior, region, window, base, years)


def _season_of(periods):
    """The month of the year in which a period has its middle; all the same where periods are whole years."""
    first, last = periods.to_timestamp(how="start"), periods.to_timestamp(how="end")
    return np.unique((first + (last - first) / 2).month, return_inverse=True)[1]


def _counting(totals, level):
    """The relative Poisson error of a period's count; none where a printed end is no whole number, as of amounts."""
    ends = np.concatenate([totals.lower, totals.upper])
    whole = np.equal(np.mod(ends[np.isfinite(ends)], 1), 0).all()
    return 1 / np.sqrt(max(level, 1.0)) if whole else 0.0


def _with_excess(statements, differing, usual):
    """The years with a share of excess, and windows and bases over the counts and these shares."""
    window, base = statements.window, statements.base
    if differing is None:
        return pd.Index([], name="year"), window, base
    kinds = np.array(differing)
    year_of = statements.grid.periods.year.to_numpy()
    touched = (kinds[0] @ window + kinds[1] @ base) > 0
    years = pd.Index(np.unique(year_of[touched]), name="year")
    usual_by_year = usual[:, None] * (year_of[:, None] == years.to_numpy())
    of_kind = (kinds[0][:, None] * window, kinds[1][:, None] * base)
    return years, *(np.hstack([part, of @ usual_by_year]) for part, of in zip((window, base), of_kind, strict=True))


def _region(statements, window, base, target, unit):
    """The polytope over the unknowns: totals, both sides of each change, and the changes' thin middles."""
    rows, size = statements.rows, np.abs(target)
    changed = statements.is_change[rows.owner]
    spread = np.where(statements.is_change, statements.upper - statements.lower, 0.0) * (base @ size)
    width = np.where(changed, spread[rows.owner], (rows.upper - rows.lower) / unit)
    room = np.where(changed, 0.0, np.minimum(HAIR * (window @ size)[rows.owner], width / 4))
    rate = np.where(np.isfinite(rows.upper), statements.upper[rows.owner], statements.lower[rows.owner])
    factor = 1 + np.where(changed, rate, -1.0)
    capped = statements.is_change & np.isfinite(statements.upper)
    middle = 1 + (statements.lower + statements.upper)[capped] / 2
    # Both sides of a change would be all but parallel coordinates; what lies between them is a good one.
    between = window[capped] - middle[:, None] * base[capped]
    return polytope(
        window[rows.owner] - factor[:, None] * base[rows.owner],
        rows.lower / unit + room,
        rows.upper / unit - room,
        target,
        counts=len(statements.grid),
        width=width,
        wanted=np.vstack([window[~statements.is_change], between]),
        wanted_width=np.concatenate([width[~changed], spread[capped]]),
    )
