"""What bulletins imply for certain: sharp bounds, contradictions, and for each statement what the others imply."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.dates import Window, first_day, last_day
from fraudstats.errors import DateError, Infeasible, ReconcileError
from fraudstats.interval import Interval
from fraudstats.printed import window_of
from fraudstats.reconciliation.bounds.implied import implied, implied_table
from fraudstats.reconciliation.bounds.sharp_bounds import SharpBounds
from fraudstats.reconciliation.conflicts.contradictions import Contradictions, find_contradictions
from fraudstats.reconciliation.conflicts.repair import repair_table, repaired
from fraudstats.reconciliation.statements.grid import Grid, first_and_last_days
from fraudstats.reconciliation.statements.linear_system import Statements

__all__ = ["Implications"]


class Implications:
    """What a set of statements implies without any model.

    Parameters
    ----------
    comparable : Statements
        Statements that all count the same thing.
    repair : {"none", "least"}
        Whether to widen their bounds by the least amount if they contradict each other.

    Attributes
    ----------
    repair_rule : str
        As given in `repair`.
    """

    def __init__(self, comparable: Statements, repair: str = "none"):
        if repair not in ("none", "least"):
            raise ReconcileError(f"repair={repair!r} is not known; choose 'none' or 'least'")
        self.repair_rule = repair
        self._comparable = comparable
        self._binding = repaired(comparable) if repair == "least" else comparable

    @property
    def grid(self) -> Grid:
        """The periods."""
        return self._comparable.grid

    @property
    def attrs(self) -> dict[Hashable, Any]:
        """What is known of the data: release, indicator, area; handed on to draws and tables."""
        return dict(self._comparable.table.attrs)

    @cached_property
    def contradictions(self) -> Contradictions:
        """The minimal sets of statements, as given, that cannot all hold; empty if there are none."""
        if SharpBounds(self._comparable).consistent:
            return Contradictions((), complete=True)
        return find_contradictions(self._comparable)

    @cached_property
    def repair(self) -> pd.DataFrame:
        """The least repair: the bounds to widen, as stated and as they would be; no rows if consistent.

        It widens by the least total number of counts. Where statements are equally good candidates for giving
        way, it names one of them: read it beside `contradictions`.
        """
        return repair_table(self._comparable)

    def bounds(self, start: Any, end: Any = None) -> Interval:
        """The sharp bounds of the total from `start` to `end`.

        Parameters
        ----------
        start, end : date
            First and last day, both included; ``bounds("2021")`` and ``bounds("2021-06")`` are short for the
            year and the month. A `Window` will do as well, and so will a label such as ``"1H 2021"``.

        Returns
        -------
        Interval
            Every total in it is possible under all statements, none outside is. The upper end is ``inf`` if
            nothing bounds the total, as for a window that reaches beyond the grid.

        Raises
        ------
        DateError
            If a date cannot be read or is missing, or the window is reversed.
        ReconcileError
            If the statements contradict each other.
        """
        window = window_of(start) if end is None else Window(start, end)
        if not window.known:
            raise DateError(f"{window!r} has no bounds: give its first day, then its last")
        lower, upper = self._sharp.windows([window.start], [window.end])
        return Interval(float(lower[0]), float(upper[0]))

    def chains(self, window: Any) -> tuple[dict[Hashable, int], dict[Hashable, int]]:
        """The statements that add up to the lower and to the upper bound of a window: id -> 1, or -1 if taken off.

        Empty where nothing bounds the total.

        Parameters
        ----------
        window : Window or what `Window.of` reads
            Of whole periods, as all the statements must be; choose ``freq="D"`` where they are not.

        Raises
        ------
        ReconcileError
            If the statements contradict each other, or there are stated changes or parts of periods among them.

        Examples
        --------
        What bounds December 2021 in the example of `reconcile`:

        >>> import pandas as pd
        >>> from fraudstats.reconciliation import reconcile
        >>> result = reconcile(pd.DataFrame({
        ...     "period_start": ["2021-01-01", "2021-01-01"], "period_end": ["2021-11-30", "2021-12-31"],
        ...     "lower": [370_000, 441_000], "upper": [380_000, 442_000]}, index=["nov", "year"]))
        >>> result.chains("2021-12")
        ({'year': 1, 'nov': -1}, {'nov': -1, 'year': 1})
        """
        dated = Window.of(window)
        paths, weights = self._sharp.paths, self.grid.weights([dated.start], [dated.end])[0]
        if paths is None or not np.isin(weights, (0, 1)).all():
            raise ReconcileError("chains are for totals of whole periods without stated changes; try freq='D'")
        if not weights.any():
            return {}, {}
        first = int(weights.argmax())
        lower, upper = paths.chains(first, first + int(weights.sum()))
        if not self.grid.holds(pd.DatetimeIndex([dated.start]), pd.DatetimeIndex([dated.end])).all():
            upper = {}  # days beyond the grid hold unknown counts
        name = self._binding.ids
        return {name[i]: sign for i, sign in lower.items()}, {name[i]: sign for i, sign in upper.items()}

    def bounds_of_windows(self, starts: Sequence[Any], ends: Sequence[Any]) -> pd.DataFrame:
        """The sharp bounds of many windows at once.

        Parameters
        ----------
        starts, ends : sequences of dates
            First and last days, all known.

        Returns
        -------
        pandas.DataFrame
            ``period_start``, ``period_end``, ``lower``, ``upper``, one row per window.
        """
        first = pd.DatetimeIndex([first_day(day, "start") for day in starts])
        last = pd.DatetimeIndex([last_day(day, "end") for day in ends])
        if len(first) != len(last) or first.hasnans or last.hasnans or (first > last).any():
            raise DateError("every window needs a first day and a last day that is not before it")
        lower, upper = self._sharp.windows(first, last)
        table = pd.DataFrame({"period_start": first, "period_end": last, "lower": lower, "upper": upper})
        return self._described(table, kind="bounds")

    def bounds_table(self, freq: str = "M") -> pd.DataFrame:
        """The sharp bounds of every year, quarter or month (``"Y"``, ``"Q"``, ``"M"``, ``"W"``, ``"D"``).

        Returns
        -------
        pandas.DataFrame
            Columns ``lower`` and ``upper``, one row for each period that the span touches; a row is about the
            whole period. ``attrs["kind"]`` is ``"bounds"``.
        """
        periods, _ = self.grid.windows(freq)
        lower, upper = self._sharp.windows(*first_and_last_days(periods))
        table = pd.DataFrame({"lower": lower, "upper": upper}, index=periods.rename("period"))
        return self._described(table, kind="bounds")

    def implied(self, statement: Hashable) -> Interval:
        """The range that all the other statements imply for one: of its total, or of its change.

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
            return Interval(*implied(self._binding, self._binding.position(statement)))
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
        return implied_table(self._binding)

    @property
    def tension(self) -> pd.Series:
        """For each statement the share of its interval that the others rule out: 0 none, 1 all of it."""
        return self.implied_table.loc[:, "tension"]

    @property
    def information(self) -> pd.Series:
        """For each statement, by how much the bounds of its total (or its change) would widen without it."""
        return self.implied_table.loc[:, "information"]

    @cached_property
    def _engines(self) -> SharpBounds:
        return SharpBounds(self._binding)

    @property
    def _sharp(self) -> SharpBounds:
        """The engines behind `bounds`; raises if the statements contradict each other."""
        if not self._engines.consistent:
            raise ReconcileError(
                f"{self.contradictions}\nNo counts satisfy them all, so there are no bounds and no "
                "estimates. Leave out a statement of each set, widen its bounds, declare a revision_budget "
                "for changes whose base was revised, or pass repair='least' to widen by the least amount"
                + self._hint_of_days()
            )
        return self._engines

    def _hint_of_days(self):
        """What to try where windows that cover parts of periods contradict each other."""
        involved = [self._binding.position(name) for one in self.contradictions for name in one]
        shares = self._binding.window[involved]
        if np.isin(shares, (0, 1)).all():
            return ""
        return (
            f". Some of these windows cover parts of a period (frequency {self.grid.freq}), which count by "
            "the share of days: a finer freq may resolve them"
        )

    def _described(self, table, **more):
        table.attrs = self.attrs | more
        return table
