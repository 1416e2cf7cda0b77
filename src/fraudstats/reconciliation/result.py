"""The result of `reconcile`: every question one may ask of bulletins, each answered by its own module."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.draws import Draws
from fraudstats.errors import ReconcileError
from fraudstats.reconciliation.estimate.bands import check_alpha, estimate_table
from fraudstats.reconciliation.estimate.candidates import candidates
from fraudstats.reconciliation.estimate.definition_break import DefinitionBreak, definition_break
from fraudstats.reconciliation.estimate.draws import PosteriorDraws, draw
from fraudstats.reconciliation.estimate.leave_one_out import LeaveOneOut, leave_one_out
from fraudstats.reconciliation.estimate.posterior import Posterior, posterior
from fraudstats.reconciliation.implications import Implications
from fraudstats.reconciliation.statements.kinds import FULL_YEAR, KindMasks, kind_masks
from fraudstats.reconciliation.statements.linear_system import Statements

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Reconciliation"]


class Reconciliation(Implications):
    """What overlapping, rounded bulletins jointly imply; made by `reconcile`.

    Three kinds of answers, from certain to probable:

    - implications, without any model: `bounds`, `bounds_table`, `contradictions`, `repair`, `implied`, `tension`,
      `information`;
    - estimates under a model: `draws`, `estimate`, `leave_one_out`, `candidates`, `definition_break`;
    - for reading: `summary`, `plot`.

    With `counts_differently` the implications rest on the other kinds of bulletin alone, the estimates on all.

    Attributes
    ----------
    grid : Grid
        The periods.
    repair_rule : str
        Whether bounds were widened: ``"none"`` or ``"least"``.
    counts_differently : str or None
        The kind of bulletin taken to count something else than the others.
    """

    def __init__(self, stated: Statements, repair: str = "none", counts_differently: str | None = None):
        self._stated, self.counts_differently = stated, counts_differently
        self._drawn: dict[tuple[int, int], PosteriorDraws] = {}
        super().__init__(stated.take(~self._differs), repair)

    def __repr__(self):
        from fraudstats.reconciliation.summary import headline

        return f"<{headline(self, len(self._stated))}>"

    def _repr_html_(self) -> str:
        from fraudstats.reconciliation.summary import face

        return face(self, len(self._stated))

    @property
    def statements(self) -> pd.DataFrame:
        """The statements with a known window, as given: one row per statement, as a copy.

        ``form`` (``"total"`` or ``"change"``), ``period_start``, ``period_end``, ``base_start``, ``base_end``,
        ``lower``, ``upper``; ``counts_differently``, whether its window or base is counted by the kind of bulletin
        that counts something else; and what else the tables held.
        """
        return self._stated.table.assign(counts_differently=self._differs)

    @property
    def without_window(self) -> pd.DataFrame:
        """Observations without a known start or end; see `candidates`."""
        return self._stated.without_window.copy()

    def without(self, statement: Hashable) -> Reconciliation:
        """The same reconciliation without one statement."""
        stated = self._stated.without(self._stated.position(statement))
        return Reconciliation(stated, self.repair_rule, self.counts_differently)

    def counting_differently(self, kind: str | None) -> Reconciliation:
        """The same statements, those of one kind taken to count something else than the others.

        Parameters
        ----------
        kind : str or None
            A value of the column ``kind``; ``"full_year"`` also takes every unlabelled window of whole
            calendar years; None makes all kinds count the same again.
        """
        if kind == self.counts_differently:
            return self  # with the draws that it has kept
        return Reconciliation(self._stated, self.repair_rule, kind)

    def draws(self, n_draws: int = 2000, seed: int = 0) -> Draws:
        """Draws of the reported periods, each satisfying every statement and none negative.

        Parameters
        ----------
        n_draws : int
            How many, at least two.
        seed : int
            The same seed gives the same draws.

        Warns
        -----
        ConvergenceWarning
            If the chains do not agree.
        """
        return self._sample(n_draws, seed).reported(self.attrs)

    def convergence(self, n_draws: int = 2000, seed: int = 0) -> pd.DataFrame:
        """Whether the chains behind `draws` agree.

        Returns
        -------
        pandas.DataFrame
            ``rhat`` (rank-normalised split R-hat, near 1 if they agree) and ``ess`` (bulk effective sample size), one
            row per independent total, per period (of long spans: per some) and per scale of the prior.
        """
        return self._sample(n_draws, seed).convergence.copy()

    def estimate(self, freq: str = "M", alpha: float = 0.1, n_draws: int = 2000, seed: int = 0) -> pd.DataFrame:
        """Sharp bounds and credible band side by side.

        Parameters
        ----------
        freq : {"Y", "Q", "M", "W", "D"}
        alpha : float
            Probability outside the band, half of it on either side.
        n_draws, seed : int
            As for `draws`.

        Returns
        -------
        pandas.DataFrame
            One row per period: ``estimate`` (the median), ``lower`` and ``upper`` (the band), ``lower_bound`` and
            ``upper_bound`` (certain). ``attrs["kind"]`` is ``"band"``.
        """
        check_alpha(alpha)
        table = estimate_table(self._sample(n_draws, seed), self.bounds_table(freq), freq, alpha)
        return self._described(table, kind="band", alpha=alpha)

    def leave_one_out(
        self, alpha: float = 0.1, n_draws: int = 1000, seed: int = 0, n_jobs: int | None = None
    ) -> LeaveOneOut:
        """Predict each statement from all the others, with the discrepancy that they show among themselves.

        Parameters
        ----------
        alpha : float
            Probability outside the bands.
        n_draws, seed : int
            Draws for each prediction, and their seed.
        n_jobs : int, optional
            Workers for joblib; None leaves it to `joblib.parallel_config`.

        Raises
        ------
        ReconcileError
            If the statements contradict each other, or there are fewer than two totals about different windows.

        Warns
        -----
        ReconcileWarning
            If no total touches the base of a change, so that nothing but the prior predicts it.
        """
        return leave_one_out(self._believed, self._masks, alpha, n_draws, seed, n_jobs)

    def definition_break(
        self, kind: str = FULL_YEAR, alpha: float = 0.1, n_draws: int = 2000, seed: int = 0
    ) -> DefinitionBreak:
        """Detect and estimate a break between bulletins of one kind and all others.

        Parameters
        ----------
        kind : str
            A value of the column `kind`; ``"full_year"`` also takes every unlabelled window of whole calendar
            years.
        alpha : float
            Probability outside the bands.
        n_draws, seed : int
            As for `draws`.

        Raises
        ------
        ReconcileError
            If there are no bulletins of this kind, no others to compare them with, or the others contradict
            each other.
        """
        check_alpha(alpha)
        return definition_break(self.counting_differently(kind)._sample(n_draws, seed), kind, alpha)

    def candidates(
        self, statement: Hashable | Mapping[str, Any] | pd.Series, n_draws: int = 1000, seed: int = 0
    ) -> pd.DataFrame:
        """The windows that a bulletin without dates can mean, the most probable first.

        Parameters
        ----------
        statement : hashable or mapping
            The id of an observation of `without_window`; or of a dated one, to ask what its window might have been
            had it not been printed; or a new bulletin as a mapping with ``lower`` and ``upper``. A known start or
            end, ``published`` and ``months`` (the length, such as 60 for "five years") narrow the search.
        n_draws, seed : int
            As for `draws`.

        Returns
        -------
        pandas.DataFrame
            ``period_start``, ``period_end``, ``probability`` (sums to 1) and ``expected``, the total that the
            other statements lead one to expect. No rows: no window is consistent with the others.
        """
        bulletin, others = self._bulletin_and_others(statement)
        return candidates(bulletin, others._sharp, lambda: others._sample(n_draws, seed).counts)

    def summary(self) -> str:
        """The result in words, ready to be printed."""
        from fraudstats.reconciliation.summary import summary

        return summary(self, self.statements, self.without_window, self.counts_differently)

    def plot(
        self,
        freq: str = "M",
        alpha: float = 0.1,
        n_draws: int = 2000,
        seed: int = 0,
        ax: Axes | None = None,
        unit: str = "count",
    ) -> Axes:
        """Bulletins as windows, bounds as a stair, a band; parameters as for `estimate`, and what is counted."""
        from fraudstats.reconciliation.plot import plot

        return plot(self.estimate(freq, alpha, n_draws, seed), self.statements, freq, alpha, ax, unit)

    # --- what the answers rest on

    @cached_property
    def _masks(self) -> KindMasks | None:
        """The windows and bases counted by the kind that counts differently; None without a break."""
        return None if self.counts_differently is None else kind_masks(self._stated, self.counts_differently)

    @property
    def _differs(self) -> np.ndarray:
        """Mask (n,) of the statements that involve the kind that counts differently."""
        return np.zeros(len(self._stated), bool) if self._masks is None else self._masks.either

    @cached_property
    def _believed(self) -> Statements:
        """All statements, with the widened bounds: those on which the estimates rest; raises if they contradict."""
        self._sharp  # noqa: B018 - raises if the statements contradict each other
        table = self._stated.table.copy()
        table.loc[self._binding.ids, ["lower", "upper"]] = self._binding.table[["lower", "upper"]]
        return Statements(table, self.grid, self._stated.without_window)

    @cached_property
    def _posterior(self) -> Posterior:
        return posterior(self._believed, self._masks)

    def _sample(self, n_draws: int, seed: int) -> PosteriorDraws:
        """The draws with all that is known of them, kept for the next question."""
        if (n_draws, seed) not in self._drawn:
            self._drawn[n_draws, seed] = draw(self._posterior, n_draws, seed)
        return self._drawn[n_draws, seed]

    def _bulletin_and_others(self, statement):
        """A bulletin without its dates, and the reconciliation of all others."""
        if isinstance(statement, Mapping | pd.Series):
            return dict(statement), self
        aside = self._stated.without_window
        if isinstance(statement, Hashable) and statement in aside.index:
            return aside.loc[statement].to_dict(), self
        position = self._stated.position(statement)
        if self._stated.is_change[position]:
            raise ReconcileError(f"{statement!r} is a stated change; candidates are for totals")
        row = self._stated.table.drop(columns=["period_start", "period_end"]).iloc[position]
        return row.to_dict(), self.without(statement)
