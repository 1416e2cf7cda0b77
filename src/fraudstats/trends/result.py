"""The one protocol that every fitted trend follows.

A result has ``params``, ``conf_int()``, ``summary()``, ``to_frame()`` and ``plot()``, as users of
statsmodels and lifelines expect, and prints as its summary. A model's own result subclasses
:class:`TrendResult`, says what its method is called, and adds what is special to it (``.joinpoints``,
``.slope``, ``.forecast()``).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.series.read import TimeSeries

__all__ = ["TrendResult", "check_alpha", "format_p", "interval_frame"]

#: A shorter series gets a line on what it could have shown at all.
SHORT_SERIES = 12


@dataclass(kw_only=True, repr=False, eq=False)
class TrendResult(ABC):
    """A fitted trend.

    Attributes
    ----------
    series : TimeSeries
        What was fitted, in time order.
    params : Series
        The estimates, by name.
    notes : tuple of str
        Caveats that belong beside the numbers; printed by ``summary()``.
    """

    series: TimeSeries
    params: pd.Series
    notes: tuple[str, ...] = ()

    @property
    @abstractmethod
    def method(self) -> str:
        """What was done, in a line: "Mann-Kendall test, exact"."""

    @abstractmethod
    def conf_int(self, alpha=0.05) -> pd.DataFrame:
        """Intervals at level ``1 - alpha``: one row a parameter, columns ``lower`` and ``upper``."""

    @property
    def n(self) -> int:
        """The number of values that are not missing."""
        return self.series.n

    @property
    def fittedvalues(self) -> np.ndarray | None:
        """The trend at the observation times, on the scale of the values; None without a line."""
        return None

    @property
    def power(self) -> str:
        """One sentence on the trend that a series of this length could have shown at all."""
        from fraudstats.trends.detection.power import power_line

        return power_line(self.series.complete())

    def to_frame(self) -> pd.DataFrame:
        """The estimates as a table: columns ``estimate``, ``lower``, ``upper`` (95%)."""
        ends = self.conf_int().reindex(self.params.index)
        return ends.assign(estimate=self.params)[["estimate", "lower", "upper"]]

    def summary(self) -> str:
        """Method, data, estimates and caveats as text that can be pasted into an appendix."""
        parts = [self.method, self._data_line(), "", self._body(), *self._closing()]
        return "\n".join(parts)

    def plot(self, ax=None):
        """Draw the values, their intervals and the fitted trend; returns the matplotlib axes."""
        if ax is None:
            import matplotlib.pyplot as plt

            ax = plt.subplots()[1]
        self._draw(ax)
        ax.set(xlabel="time", ylabel=self.series.name or "value")
        ax.legend(frameon=False)
        return ax

    def __repr__(self):
        return self.summary()

    def _body(self):
        """The main table of the summary."""
        return self.to_frame().to_string(float_format="{:.6g}".format)

    def _data_line(self):
        labels = self.series.labels
        line = f"n = {self.n}, {labels[0]} to {labels[-1]}"
        if missing := len(self.series) - self.n:
            line += f", {missing} missing"
        if self.series.name:
            line = f"{self.series.name}: {line}"
        return f"{line}; data release {self.series.release or 'not stated'}"

    def _closing(self):
        lines = [f"Note: {note}" for note in self.notes]
        if self.n < SHORT_SERIES:
            lines.append(f"Power: {self.power}")
        return ["", *lines] if lines else []

    def _draw(self, ax):
        draw_values(ax, self.series)
        if self.fittedvalues is not None:
            ax.plot(self.series.time, self.fittedvalues, color="C1", label="fitted trend")


def draw_values(ax, series, color="black", label="observed"):
    """Points, with bars where the printed number implies an interval."""
    ax.plot(series.time, series.value, "o", color=color, markersize=4, label=label)
    if series.has_intervals:
        bounded = np.isfinite(series.upper) & np.isfinite(series.lower)
        ax.vlines(series.time[bounded], series.lower[bounded], series.upper[bounded], color=color, linewidth=1)


def interval_frame(index, lower, upper) -> pd.DataFrame:
    """Ends of intervals as the table that ``conf_int()`` returns."""
    return pd.DataFrame({"lower": lower, "upper": upper}, index=index, dtype=float)


def check_alpha(alpha) -> float:
    """`alpha` itself, or an error unless it lies strictly between 0 and 1."""
    if not (isinstance(alpha, (int, float, np.number)) and 0 < alpha < 1):
        raise TrendError(f"alpha is {alpha!r}; it must lie between 0 and 1 (0.05 gives 95% intervals)")
    return float(alpha)


def format_p(p) -> str:
    """A p-value as journals print it.

    >>> format_p(0.00004), format_p(0.0312)
    ('< 0.0001', '0.0312')
    """
    return "< 0.0001" if p < 1e-4 else f"{p:.4f}"
