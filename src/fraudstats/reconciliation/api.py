"""The front door: tables in, a `Reconciliation` out."""

from __future__ import annotations

from typing import Any

from fraudstats.reconciliation.result import Reconciliation
from fraudstats.reconciliation.statements.printed_bounds import GIVEN
from fraudstats.reconciliation.statements.read import read_statements

__all__ = ["reconcile"]


def reconcile(
    observations: Any,
    changes: Any = None,
    freq: str = "M",
    start: Any = None,
    end: Any = None,
    convention: str = GIVEN,
    revision_budget: float = 0.0,
    repair: str = "none",
    counts_differently: str | None = None,
) -> Reconciliation:
    """Find what overlapping, rounded bulletins of one indicator jointly imply.

    The counts of all periods are unknown and not negative; every bulletin bounds the total of its window,
    every stated change the ratio of two totals. A window that covers part of a period takes its part by the
    share of days (choose ``freq="D"`` to avoid that).

    Parameters
    ----------
    observations : pandas.DataFrame or Tidy
        One row per bulletin, with ``period_start`` and ``period_end`` (dates, both included; ISO text will do),
        ``lower`` and ``upper`` (``upper`` may be ``inf``), as ``ds.select(...).bulletins()`` and `fs.tidy` give it.
        Without ``lower`` and ``upper``, ``value`` is a full count, or is read by its ``qualifier``. A bulletin of
        which a date is missing is kept aside for `Reconciliation.candidates`. Optional: ``observation_id`` (else the
        index labels are ids), ``source_id``, ``kind``, ``value``, ``qualifier``, ``precision``, ``published``,
        ``months``. Half-open intervals are taken with their end.
    changes : pandas.DataFrame, optional
        One row per stated change, with ``period_start``, ``period_end``, ``base_start``, ``base_end``,
        ``lower`` and ``upper``: the ratio of the two totals minus one, as fractions. Optional: ``change_id``,
        ``source_id``, ``kind``, ``revision_budget``.
    freq : {"M", "D", "W", "Q", "Y"}
        Length of the unknown periods.
    start, end : date-like, optional
        The span to report; by default all that the statements touch. Statements outside it still count,
        because windows overlap.
    convention : {"given", "printed", "truncated", "conservative"}
        How a printed number is read as an interval: "given" takes ``lower`` and ``upper`` as they are, the
        others read ``value``, ``qualifier`` and ``precision`` (see `fraudstats.conventions`).
    revision_budget : float
        The fraction by which the base of a stated change may have been revised since it was printed.
    repair : {"none", "least"}
        What to do about contradictions: report them and answer nothing else, or widen the bounds by the least
        total number of counts.
    counts_differently : str, optional
        The ``kind`` of bulletins that count something wider or narrower than the others (such as
        "full_year"); the size of that break is estimated, and sharp bounds rest on the others alone.

    Returns
    -------
    Reconciliation

    Raises
    ------
    ReconcileError
        If the tables cannot be read; the message lists every problem.
    DateError
        If `start` or `end` cannot be read.
    CodeError
        If the convention or a qualifier is not known.

    References
    ----------
    Manski, C. F. (2003). *Partial Identification of Probability Distributions*. Springer.
    Dechter, R., Meiri, I. and Pearl, J. (1991). Temporal constraint networks. *Artificial Intelligence*, 49.
    Dagum, E. B. and Cholette, P. A. (2006). *Benchmarking, Temporal Distribution, and Reconciliation Methods
    for Time Series*. Springer.

    Examples
    --------
    The cases announced as solved in China, "37万余" (more than 370,000) for January to November 2021 and
    "44.1万余" for the year, leave between 61,000 and 72,000 for December.

    >>> import pandas as pd
    >>> bulletins = pd.DataFrame({
    ...     "period_start": ["2021-01-01", "2021-01-01"], "period_end": ["2021-11-30", "2021-12-31"],
    ...     "lower": [370_000, 441_000], "upper": [380_000, 442_000]}, index=["nov", "year"])
    >>> result = reconcile(bulletins)
    >>> result.bounds("2021-12")
    Interval(61000, 72000)
    >>> result.bounds_table("Y")
               lower     upper
    period
    2021    441000.0  442000.0
    >>> result.implied("nov")
    Interval(0, 442000)
    """
    stated = read_statements(observations, changes, freq, start, end, convention, revision_budget)
    return Reconciliation(stated, repair, counts_differently)
