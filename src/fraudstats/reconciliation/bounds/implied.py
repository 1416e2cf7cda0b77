"""For each statement, the range implied by all the others, and how far the two disagree.

Because the polytope is convex, the totals that all statements allow for one statement's window are exactly those that
it states and the others imply. So the range implied by the others tells both how much of the stated interval they rule
out (tension) and how much the bounds would widen without it (information).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from fraudstats.errors import Infeasible
from fraudstats.reconciliation.bounds.elastic import TOLERANCE
from fraudstats.reconciliation.bounds.linear_programs import LinearPrograms, ratio_range
from fraudstats.reconciliation.statements.linear_system import Statements

__all__ = ["implied", "implied_table"]


def implied(statements: Statements, position: int, programs: LinearPrograms | None = None) -> tuple[float, float]:
    """The range that the other statements imply for one: of its total, or of its ratio minus one.

    Parameters
    ----------
    statements : Statements
    position : int
        Which one is left out.
    programs : LinearPrograms, optional
        Those of all `statements`, to save building them again.

    Raises
    ------
    Infeasible
        If the others contradict each other.

    Examples
    --------
    >>> from fraudstats.reconciliation.statements.read import read_statements
    >>> implied(read_statements(pd.DataFrame({
    ...     "period_start": ["2021-01", "2021-12", "2021"], "period_end": ["2021-11", "2021-12", "2021"],
    ...     "lower": [370, 60, 400], "upper": [380, 70, np.inf]})), 2)
    (430.0, 450.0)
    """
    programs = programs or LinearPrograms(statements)
    with programs.without(position):
        lower, upper = programs.bounds(statements.window[[position]])
    if not statements.is_change[position]:
        return float(lower[0]), float(upper[0])
    window, base = statements.window[position], statements.base[position]
    low, high = ratio_range(statements.without(position), window, base)
    return low - 1, high - 1


def implied_table(statements: Statements) -> pd.DataFrame:
    """Every statement beside what all the others imply for it.

    Returns
    -------
    pandas.DataFrame
        Indexed by statement: ``form``, ``lower``, ``upper`` as stated; ``implied_lower``, ``implied_upper``;
        ``tension``, the share of the stated interval that the others rule out (0 none, 1 all: a
        contradiction); ``information``, by how much the range of its total (or ratio) would widen without it.
        Where the others contradict each other they imply nothing, and these four are NaN.
    """
    from tqdm import tqdm

    programs = LinearPrograms(statements)
    ranges = [
        _implied_or_nan(statements, position, programs)
        for position in tqdm(range(len(statements)), "leaving statements out", delay=2, leave=False, disable=None)
    ]
    table = statements.table[["form", "source_id", "lower", "upper"]].copy()
    table[["implied_lower", "implied_upper"]] = ranges
    slack = np.where(statements.is_change, 1e-8, 10 * TOLERANCE * statements.scale)
    return table.assign(tension=_tension(table, slack), information=_information(table, slack))


def _implied_or_nan(statements, position, programs):
    try:
        return implied(statements, position, programs)
    except Infeasible:
        return np.nan, np.nan


def _tension(table, slack):
    lower, upper, low, high, closed = _ends(table)
    width, excluded = upper - lower, np.clip(low - lower, 0, None) + np.clip(upper - high, 0, None)
    apart = np.maximum(low - np.where(closed, upper, np.inf), lower - high) > slack
    share = np.divide(excluded, width, out=np.zeros_like(width), where=closed & (width > slack))
    return np.where(np.isnan(low), np.nan, np.where(apart, 1.0, np.clip(share, 0, 1)))


def _information(table, slack):
    lower, upper, low, high, closed = _ends(table)
    below = np.clip(np.minimum(lower, high) - low, 0, None)
    above = np.where(closed, np.clip(high - np.maximum(upper, low), 0, None), 0.0)
    gained = below + above
    return np.where(gained > slack, gained, np.where(np.isnan(low), np.nan, 0.0))


def _ends(table):
    """Stated and implied bounds, an open upper end as the lower one; and whether the upper end is closed."""
    lower, upper, low, high = table[["lower", "upper", "implied_lower", "implied_upper"]].to_numpy(float).T
    closed = np.isfinite(upper)
    return lower, np.where(closed, upper, lower), low, high, closed
