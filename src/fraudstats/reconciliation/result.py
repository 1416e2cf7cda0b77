"""The result of `reconcile`: every question one may ask of bulletins, each answered by its own module."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError
from fraudstats.interval import Interval
from fraudstats.reconciliation.bounds import Bounds
from fraudstats.reconciliation.breaks import kind_masks
from fraudstats.reconciliation.contradictions import Contradictions, find_contradictions
from fraudstats.reconciliation.elastic import repair_table, repaired
from fraudstats.reconciliation.grid import Grid, first_day, last_day
from fraudstats.reconciliation.implied import implied, implied_table
from fraudstats.reconciliation.programmes import Infeasible
from fraudstats.reconciliation.statements import Statements

__all__ = ["Reconciliation"]


class Reconciliation:
    """What overlapping, rounded bulletins jointly imply; made by `reconcile`.

    Three kinds of answers, from certain to probable:

    - facts, without any model: `bounds`, `bounds_table`, `contradictions`, `repair`, `implied`, `tension`,
      `information`;
    - estimates under a model: `draws`, `estimate`, `leave_one_out`, `candidates`, `kind_break`;
    - for reading: `summary`, `plot`.

    Attributes
    ----------
    stated : Statements
        The dated statements as given.
    binding : Statements
        Those on which the facts rest: without the kind of bulletin that counts something else, if a break is
        switched on; and with the widened bounds, if ``repair="least"``.
    statements : Statements
        All of them, with the widened bounds: those on which the estimates rest.
    undated : pandas.DataFrame
        Observations without a printed start or end; see `candidates`.
    grid : Grid
        The periods.
    other_kind : str or None
        The kind of bulletin taken to count something else than the others.
    """

    def __init__(self, stated: Statements, repair="none", other_kind=None):
        if repair not in ("none", "least"):
            raise ReconcileError(f"repair={repair!r} is not known; choose 'none' or 'least'")
        self.stated, self.repair_rule, self.other_kind = stated, repair, other_kind
        self._comparable = stated.take(~self.is_other_kind)
        self.binding = repaired(self._comparable) if repair == "least" else self._comparable
        self._draws = {}

    def __repr__(self):
        reported = self.grid.reported
        return (
            f"<Reconciliation of {len(self.stated)} statements, {reported[0]} to {reported[-1]}: "
            f"{self.contradictions.headline()}>"
        )

    @property
    def grid(self) -> Grid:
        return self.stated.grid

    @property
    def undated(self) -> pd.DataFrame:
        return self.stated.undated

    @cached_property
    def kinds(self):
        """Masks (n,), (n,) of the windows and bases counted by the other kind; None without a break."""
        return None if self.other_kind is None else kind_masks(self.stated, self.other_kind)

    @cached_property
    def is_other_kind(self) -> np.ndarray:
        """Mask (n,) of the stated statements that involve the other kind of bulletin."""
        return np.zeros(len(self.stated), bool) if self.kinds is None else self.kinds[0] | self.kinds[1]

    @cached_property
    def statements(self) -> Statements:
        table = self.stated.table.copy()
        table.loc[self.binding.ids, ["lower", "upper"]] = self.binding.table[["lower", "upper"]]
        return Statements(table, self.grid, self.undated)

    def without(self, statement) -> Reconciliation:
        """The same reconciliation without one statement."""
        stated = self.stated.without(self.stated.position(statement))
        return Reconciliation(stated, self.repair_rule, self.other_kind)

    def with_other_kind(self, kind) -> Reconciliation:
        """The same statements, those of one kind taken to count something else than the others.

        Parameters
        ----------
        kind : str or None
            A value of the column ``kind``; ``"full_year"`` also takes every unlabelled window of whole
            calendar years; None makes all kinds count the same again.
        """
        return Reconciliation(self.stated, self.repair_rule, kind)

    # --- facts

    @cached_property
    def contradictions(self) -> Contradictions:
        """The minimal sets of statements, as given, that cannot all hold; empty if there are none."""
        if Bounds(self._comparable).consistent:
            return Contradictions((), complete=True)
        return find_contradictions(self._comparable)

    @cached_property
    def repair(self) -> pd.DataFrame:
        """The least repair: the bounds to widen, as stated and as they would be; no rows if consistent.

        It widens by the least total number of counts. Where statements are equally good candidates for giving
        way, it names one of them: read it beside `contradictions`.
        """
        return repair_table(self._comparable)

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
            f". Some of these windows cover parts of a period (frequency {self.grid.freq}), which count by the "
            "share of days: a finer freq may resolve them"
        )

    # --- estimates

    @cached_property
    def posterior(self):
        """Prior and polytope, ready to be drawn from; see `fraudstats.reconciliation.posterior`."""
        from fraudstats.reconciliation.posterior import posterior

        self.sharp  # noqa: B018 - raises if the statements contradict each other
        return posterior(self.statements, self.kinds)

    def sample(self, n=2000, seed=0):
        """The draws with all that is known of them: scales, convergence, the break's size (`Draws`)."""
        from fraudstats.reconciliation.draws import draw

        if (n, seed) not in self._draws:
            self._draws[n, seed] = draw(self.posterior, n, seed)
        return self._draws[n, seed]

    def draws(self, n=2000, seed=0) -> pd.DataFrame:
        """Draws of the reported periods, each satisfying every statement and none negative.

        Parameters
        ----------
        n : int
            How many.
        seed : int
            The same seed gives the same draws.

        Returns
        -------
        pandas.DataFrame
            Periods x draws.

        Warns
        -----
        ConvergenceWarning
            If the chains do not agree.
        """
        return self.sample(n, seed).frame()

    def estimate(self, freq="M", level=0.9, n=2000, seed=0) -> pd.DataFrame:
        """Sharp bounds and credible band side by side.

        Parameters
        ----------
        freq : {"Y", "Q", "M", "W", "D"}
        level : float
            Probability of the band.
        n, seed : int
            As for `draws`.

        Returns
        -------
        pandas.DataFrame
            One row a period: ``lower_bound``, ``lower``, ``median``, ``upper``, ``upper_bound``.
        """
        from fraudstats.reconciliation.estimate import estimate

        return estimate(self, freq, level, n, seed)

    def leave_one_out(self, **options):
        """Predict each statement without it: `fraudstats.reconciliation.loo.leave_one_out`."""
        from fraudstats.reconciliation.loo import leave_one_out

        return leave_one_out(self, **options)

    def kind_break(self, **options):
        """The break between kinds of bulletin and its size: `fraudstats.reconciliation.breaks.kind_break`."""
        from fraudstats.reconciliation.breaks import kind_break

        return kind_break(self, **options)

    def candidates(self, statement, n=1000, seed=0) -> pd.DataFrame:
        """The windows that a bulletin without a printed start or end can mean, the most probable first.

        Parameters
        ----------
        statement : hashable or mapping
            The id of an undated observation; or of a dated one, to ask what its window might have been had it
            not been printed; or a new bulletin as a mapping with ``lower`` and ``upper``. A printed start or
            end, ``published`` and ``months`` (the length, such as 60 for "five years") narrow the search.
        n, seed : int
            As for `draws`.

        Returns
        -------
        pandas.DataFrame
            ``period_start``, ``period_end``, ``probability`` (sums to 1) and ``expected``, the total that the
            other statements lead one to expect. No rows: no window is consistent with the others.
        """
        from fraudstats.reconciliation.candidates import candidates

        return candidates(self, statement, n, seed)

    # --- for reading

    def summary(self) -> str:
        """The result in words, ready to be printed."""
        from fraudstats.reconciliation.summary import summary

        return summary(self)

    def plot(self, **options):
        """Bulletins as windows, bounds as a stair, a band: `fraudstats.reconciliation.plot.plot`."""
        from fraudstats.reconciliation.plot import plot

        return plot(self, **options)
