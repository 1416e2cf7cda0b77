"""Joinpoint models of several groups, as one table, one text and one picture."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.html_face import html_of_summary
from fraudstats.style import MARKERS, PALETTE, drawing, house_axes, legend_if_needed, tidy_axes
from fraudstats.trends.joinpoints.result import JoinpointResult
from fraudstats.trends.result import draw_time

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["JoinpointByResult"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class JoinpointByResult:
    """Outcome of :func:`fraudstats.trends.joinpoint_by`; ``result["North"]`` is the model of one group.

    Attributes
    ----------
    by : tuple of str
        The columns that name the group.
    fits : dict of JoinpointResult
        The models by group; the key is a tuple where several columns name it.
    failed : dict of str
        Why a group has no model, by group.
    """

    by: tuple[str, ...]
    fits: dict[Hashable, JoinpointResult]
    failed: dict[Hashable, str]

    def __getitem__(self, group: Hashable) -> JoinpointResult:
        if group in self.failed:
            raise TrendError(f"the group {group!r} could not be fitted: {self.failed[group]}")
        if group not in self.fits:
            raise TrendError(f"there is no group {group!r}; the groups are {', '.join(map(repr, self.fits))}")
        return self.fits[group]

    def __len__(self) -> int:
        return len(self.fits)

    @property
    def method(self) -> str:
        """What was done, in a line."""
        first, *_ = next(iter(self.fits.values())).method.split(":")
        return f"{first}, by {' and '.join(self.by)}: {len(self.fits)} groups"

    @property
    def params(self) -> pd.Series:
        """Changes and joinpoints of every group."""
        return self._stacked(lambda fit: fit.params)

    @property
    def p_values(self) -> pd.Series:
        """Two-sided p-values of the changes being zero, each of its own; NaN for joinpoints."""
        return self._stacked(lambda fit: fit.p_values)

    @property
    def nobs(self) -> int:
        """The number of values in all groups."""
        return sum(fit.nobs for fit in self.fits.values())

    @property
    def notes(self) -> tuple[str, ...]:
        """The groups without a model, the caveats of each group, and one on testing several."""
        notes = [f"{_name(label)} could not be fitted: {reason}" for label, reason in self.failed.items()]
        said: dict[str, list[str]] = {}
        for label, fit in self.fits.items():
            for note in fit.notes:
                said.setdefault(note, []).append(_name(label))
        for note, groups in said.items():
            notes.append(note if len(groups) == len(self.fits) else f"{', '.join(groups)}: {note}")
        if len(self.fits) > 1:
            notes.append(
                f"each of {len(self.fits)} groups is tested and covered by itself; among many, some bends and some "
                "asterisks are chance"
            )
        return tuple(notes)

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Intervals of changes and joinpoints of every group at level ``1 - alpha``, each by itself."""
        return self._stacked(lambda fit: fit.conf_int(alpha))

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """The table of :meth:`JoinpointResult.to_frame` for every group, the average change included."""
        return self._stacked(lambda fit: fit.to_frame(alpha))

    def segments(self, alpha: float = 0.05) -> pd.DataFrame:
        """One row per group and segment: ``start, end, apc, lower, upper, p_value``; ``slope`` if linear."""
        return self._stacked(lambda fit: fit.segments(alpha), "segment")

    def aapc(
        self,
        start: float | str | None = None,
        end: float | str | None = None,
        *,
        alpha: float = 0.05,
        interval: str | None = None,
    ) -> pd.DataFrame:
        """Average change from `start` to `end`, one row per group: ``estimate, lower, upper, p_value``.

        Raises
        ------
        TrendError
            If the times lie outside a group's series; it is named.
        """
        rows = []
        for label, fit in self.fits.items():
            try:
                rows.append(fit.aapc(start, end, alpha=alpha, interval=interval)._asdict())
            except TrendError as problem:
                raise TrendError(f"{_name(label)}: {problem}") from problem
        return pd.DataFrame(rows, index=self._groups())

    def table(self, digits: int = 1, alpha: float = 0.05) -> pd.DataFrame:
        """One row of text per group, as joinpoint papers print it: period and change of each trend, and the average."""
        rows = [fit.table(digits, alpha) for fit in self.fits.values()]
        longest = max((row.columns for row in rows), key=len)
        return pd.concat(rows).set_axis(self._groups()).reindex(columns=longest).fillna("")

    def poolable(self) -> pd.DataFrame:
        """The average change of each group with its standard error (see :meth:`JoinpointResult.poolable`)."""
        return self._stacked(lambda fit: fit.poolable())

    def summary(self, alpha: float = 0.05) -> str:
        """Method, the row of each group, and caveats as text."""
        by_values = f"n = {self.nobs} in all"
        lines = [self.method, by_values, "", self.table(alpha=alpha).to_string(), ""]
        return "\n".join(lines + [f"Note: {note}" for note in self.notes])

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw values, trends and joinpoints of all groups; returns the matplotlib axes."""
        with drawing():
            ax = tidy_axes(house_axes(ax), "both")
            for number, (label, fit) in enumerate(self.fits.items()):
                color, marker, series = PALETTE[number % 4], MARKERS[number // 4 % 4], fit.series
                fine = np.union1d(np.linspace(series.time[0], series.time[-1], 200), fit.joinpoints)
                ax.plot(series.time, series.value / fit.response.exposure, marker, color=color, markersize=3)
                ax.plot(fine, fit.predict(fine), color=color, label=_name(label))
                ax.plot(fit.joinpoints, fit.predict(fit.joinpoints), "D", color=color, markerfacecolor="white")
            draw_time(ax, next(iter(self.fits.values())).series)
            legend_if_needed(ax)
        return ax

    def __repr__(self):
        return self.summary()

    def _repr_html_(self) -> str:
        return html_of_summary(self.summary())

    def _stacked(self, part: Callable[[JoinpointResult], Any], name: str = "parameter") -> Any:
        return pd.concat({label: part(fit) for label, fit in self.fits.items()}, names=[*self.by, name])

    def _groups(self):
        if len(self.by) == 1:
            return pd.Index(list(self.fits), name=self.by[0])
        labels: list[Any] = list(self.fits)
        return pd.MultiIndex.from_tuples(labels, names=self.by)


def _name(label):
    return ", ".join(map(str, label)) if isinstance(label, tuple) else str(label)
