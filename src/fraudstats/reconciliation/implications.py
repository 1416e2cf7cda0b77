"""What bulletins imply for certain: sharp bounds, contradictions, and what the others say of each."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError
from fraudstats.interval import Interval
from fraudstats.reconciliation.bounds.engine import Bounds
from fraudstats.reconciliation.bounds.implied import implied, implied_table
from fraudstats.reconciliation.bounds.linear_programs import Infeasible
from fraudstats.reconciliation.conflicts.contradictions import Contradictions, find_contradictions
from fraudstats.reconciliation.conflicts.elastic import repair_table, repaired
from fraudstats.reconciliation.statements.grid import Grid, first_day, last_day
from fraudstats.reconciliation.statements.linear import Statements

__all__ = ["Facts"]


class Facts:
    """What a set of statements implies without any model.

    Parameters
    ----------
    comparable : Statements
        Statements that all count the same thing.
    repair : {"none", "least"}
        Whether to widen their bounds by the least amount if they contradict each other.

    Attributes
    ----------
    comparable : Statements
        As given.
    binding : Statements
        Those on which bounds rest: the same, or repaired.
    """

    def __init__(self, comparable: Statements, repair="none"):
        if repair not in ("none", "least"):
            raise ReconcileError(f"repair={repair!r} is not known; choose 'none' or 'least'")
        self.comparable, self.repair_rule = comparable, repair
        self.binding = repaired(comparable) if repair == "least" else comparable

    @property
    def grid(self) -> Grid:
        return self.comparable.grid

    @cached_property
    def contradictions(self) -> Contradictions:
        """The minimal sets of statements, as given, that cannot all hold; empty if there are none."""
        if Bounds(self.comparable).consistent:
            return Contradictions((), complete=True)
        return find_contradictions(self.comparable)

    @cached_property
    def repair(self) -> pd.DataFrame:
        """The least repair: the bounds to widen, as stated and as they would be; no rows if consistent.

        It widens by the least total number of counts. Where statements are equally good candidates for giving
        way, it names one of them: read it beside `contradictions`.
        """
        return repair_table(self.comparable)

    def bounds(self, start, end=None) -> Interval:
        """The sharp bounds of the total from `start` to `end`.

        Parameters
        ----------
        start, end : date-like
            First and last day, both included; ``bounds("2021")`` and ``bounds("2021-06")`` are short for the
            year and the month.

        Returns
        -------
        Interval
            Every total in it is possible under all statements, none outside is. The upper end is ``inf`` if
            nothing bounds the total, as for a window that reaches beyond the grid.

        Raises
        ------
        ReconcileError
            If the statements contradict each other, or the window is reversed.
        """
        first, last = first_day(start), last_day(start if end is None else end)
        if pd.isna(first) or pd.isna(last) or first > last:
            raise ReconcileError(f"from {start!r} to {end!r} is no window: give its first day, then its last")
        lower, upper = self.sharp.windows([first], [last])
        return Interval(float(lower[0]), float(upper[0]))

    def bounds_table(self, freq="M") -> pd.DataFrame:
        """The sharp bounds of every year, quarter or month (``"Y"``, ``"Q"``, ``"M"``, ``"W"``, ``"D"``).

        Returns
        -------
        pandas.DataFrame
            Columns ``lower`` and ``upper``, one row for each period that the span touches; a row speaks of
            the whole period.
        """
        periods, _ = self.grid.windows(freq)
        ends = periods.to_timestamp(how="end").normalize()
        lower, upper = self.sharp.windows(periods.to_timestamp(how="start"), ends)
        return pd.DataFrame({"lower": lower, "upper": upper}, index=periods.rename("period"))

    def implied(self, statement) -> Interval:
        """What all the other statements say of one: the sharp bounds of its total, or of its change.

        Parameters
        ----------
        statement : hashable
            Its id: that of the table's id column, else its index label.

        Raises
        ------
        ReconcileError
            If there is no such statement, or the others contradict each other.
        """
        try:
            return Interval(*implied(self.binding, self.binding.position(statement)))
        except Infeasible:
            raise ReconcileError(
                f"without {statement!r} the other statements still contradict each other, so they imply "
                f"nothing:\n{self.contradictions}"
            ) from None

    @cached_property
    def implied_table(self) -> pd.DataFrame:
        """Every statement beside what the others imply for it, its `tension` and its `information`.

        Rows are NaN where the others contradict each other and so imply nothing.
        """
        return implied_table(self.binding)

    @property
    def tension(self) -> pd.Series:
        """For each statement the share of its interval that the others rule out: 0 none, 1 all of it."""
        return self.implied_table["tension"]

    @property
    def information(self) -> pd.Series:
        """For each statement, by how much the bounds of its total (or its change) would widen without it."""
        return self.implied_table["information"]

    @property
    def answers(self) -> bool:
        """Whether there are bounds and estimates: the statements are consistent, or have been repaired."""
        return self._engines.consistent

    @cached_property
    def _engines(self) -> Bounds:
        return Bounds(self.binding)

    @property
    def sharp(self) -> Bounds:
        """The engines behind `bounds`, for many windows at once."""
        if not self.answers:
            raise ReconcileError(
                f"{self.contradictions}\nNo counts satisfy them all, so there are no bounds and no "
                "estimates. Leave out a statement of each set, widen its bounds, declare a revision_budget "
                "for changes whose base was revised, or pass repair='least' to widen by the least amount"
                + self._hint_of_days()
            )
        return self._engines

    def _hint_of_days(self):
        """What to try where windows that cover parts of periods contradict each other."""
        involved = [self.binding.position(name) for one in self.contradictions for name in one]
        shares = self.binding.window[involved]
        if np.isin(shares, (0, 1)).all():
            return ""
        return (
            f". Some of these windows cover parts of a period (frequency {self.grid.freq}), which count by "
            "the share of days: a finer freq may resolve them"
        )
