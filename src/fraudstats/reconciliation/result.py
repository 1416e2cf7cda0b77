"""The result of `reconcile`: every question one may ask of bulletins, each answered by its own module."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from fraudstats.reconciliation.estimate.definition_break import kind_masks
from fraudstats.reconciliation.implications import Facts
from fraudstats.reconciliation.statements.linear import Statements

__all__ = ["Reconciliation"]


class Reconciliation(Facts):
    """What overlapping, rounded bulletins jointly imply; made by `reconcile`.

    Three kinds of answers, from certain to probable:

    - facts, without any model (`Facts`): `bounds`, `bounds_table`, `contradictions`, `repair`, `implied`,
      `tension`, `information`;
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
        self.stated, self.other_kind = stated, other_kind
        self._draws = {}
        super().__init__(stated.take(~self.is_other_kind), repair)

    def __repr__(self):
        reported = self.grid.reported
        return (
            f"<Reconciliation of {len(self.stated)} statements, {reported[0]} to {reported[-1]}: "
            f"{self.contradictions.headline()}>"
        )

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

    @cached_property
    def posterior(self):
        """Prior and polytope, ready to be drawn from; see `fraudstats.reconciliation.estimate.posterior`."""
        from fraudstats.reconciliation.estimate.posterior import posterior

        self.sharp  # noqa: B018 - raises if the statements contradict each other
        return posterior(self.statements, self.kinds)

    def sample(self, n=2000, seed=0):
        """The draws with all that is known of them: scales, convergence, the break's size (`Draws`)."""
        from fraudstats.reconciliation.estimate.draws import draw

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
        from fraudstats.reconciliation.estimate.bands import estimate

        return estimate(self, freq, level, n, seed)

    def leave_one_out(self, **options):
        """Predict each statement without it: `fraudstats.reconciliation.estimate.leave_one_out.leave_one_out`."""
        from fraudstats.reconciliation.estimate.leave_one_out import leave_one_out

        return leave_one_out(self, **options)

    def kind_break(self, **options):
        """The break between kinds of bulletin and its size: `fraudstats.reconciliation.estimate.definition_break.kind_break`."""
        from fraudstats.reconciliation.estimate.definition_break import kind_break

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
        from fraudstats.reconciliation.estimate.candidates import candidates

        return candidates(self, statement, n, seed)

    def summary(self) -> str:
        """The result in words, ready to be printed."""
        from fraudstats.reconciliation.summary import summary

        return summary(self)

    def plot(self, **options):
        """Bulletins as windows, bounds as a stair, a band: `fraudstats.reconciliation.plot.plot`."""
        from fraudstats.reconciliation.plot import plot

        return plot(self, **options)
