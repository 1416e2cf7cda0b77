"""The one protocol that every fitted trend follows.

A result has ``params``, ``conf_int(alpha)``, ``p_values``, ``nobs``, ``summary()``, ``to_frame(alpha)``, ``plot()`` and
``poolable()``, and prints as its summary. It cannot be changed. A model's own result subclasses :class:`TrendResult`,
says what its method is called, and adds what is special to it (``.joinpoints``, ``.slope``, ``.forecast()``).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from fraudstats.digits import meaningful
from fraudstats.errors import TrendError
from fraudstats.html_face import html_of_summary
from fraudstats.style import (
    ACCENT,
    PALETTE,
    band,
    count_axis,
    decimal_year_axis,
    drawing,
    house_axes,
    house_title,
    legend_if_needed,
    tidy_axes,
    values,
)
from fraudstats.trends.detection.detectable import power_note
from fraudstats.trends.series.time_series import TimeSeries

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["TrendResult", "check_alpha", "draw_time", "draw_values", "format_p", "from_interval", "interval_frame"]

#: A shorter series gets a line on what it could have shown at all.
SHORT_SERIES = 12
#: Normal quantile by which a 95% interval is read back into a standard error.
Z95 = 1.959963984540054


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class TrendResult(ABC):
    """A fitted trend.

    Attributes
    ----------
    series : TimeSeries
        What was fitted, in time order.
    params : Series
        The estimates, by name.
    notes : tuple of str
        Caveats that belong beside the numbers, those of the series first; printed by ``summary()``.
    """

    series: TimeSeries
    params: pd.Series
    notes: tuple[str, ...] = ()

    #: What the times of `pooling_times` are called.
    turn = "joinpoint"
    #: Columns of the summary's table -> digits of their fractions.
    _digits: ClassVar[Mapping[str, int]] = MappingProxyType({"p_value": 3})

    def __post_init__(self):
        of_series = tuple(note for note in self.series.notes if note not in self.notes)
        object.__setattr__(self, "notes", (*of_series, *self.notes))

    @property
    @abstractmethod
    def method(self) -> str:
        """What was done, in a line: "Mann-Kendall test, exact"."""

    @abstractmethod
    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Intervals at level ``1 - alpha``: one row per parameter, columns ``lower`` and ``upper``."""

    @property
    def p_values(self) -> pd.Series:
        """Two-sided p-values of the parameters being zero; NaN where the method tests none."""
        return pd.Series(np.nan, self.params.index)

    @property
    def nobs(self) -> int:
        """The number of values that are not missing."""
        return self.series.nobs

    @property
    def fittedvalues(self) -> np.ndarray | None:
        """The trend at the observation times, on the scale of the values; None without a line."""
        return None

    def fitted_band(self, alpha: float = 0.05) -> pd.DataFrame | None:
        """Pointwise intervals of `fittedvalues`, columns ``lower`` and ``upper``; None where the model gives none."""
        return None

    @property
    def one_trend(self) -> bool:
        """Whether the model has one trend for all times, so that the scatter about one line is its own."""
        return True

    @property
    def power_note(self) -> str:
        """One sentence on the trend that a series of this length could have shown at all."""
        series = self.series.complete()
        return power_note(series.time, series.value, series.start is not None)

    @property
    def caveats(self) -> tuple[str, ...]:
        """The notes, and of a short series under one trend the smallest trend that it could have shown.

        Of a fit with a bend or a step that would be the scatter about a line that the fit says is wrong.
        """
        short = self.nobs < SHORT_SERIES and self.one_trend
        return (*self.notes, self.power_note) if short else self.notes

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """The estimates as a table: ``estimate``, ``lower``, ``upper`` at level ``1 - alpha``."""
        ends = self.conf_int(alpha).reindex(self.params.index)
        return ends.assign(estimate=self.params).loc[:, ["estimate", "lower", "upper"]]

    def poolable(self) -> pd.DataFrame:
        """What is pooled over draws: ``estimate`` and ``std_err``, one row per quantity.

        Raises
        ------
        TrendError
            If a 95% interval is unbounded, so that it has no standard error.
        """
        return from_interval(self.to_frame())

    def pooling_df(self) -> float:
        """Degrees of freedom behind the standard errors of `poolable`; infinite if they are taken as known."""
        return np.inf

    def pooling_times(self) -> tuple[float | str, ...] | None:
        """Times whose frequency over draws is of interest (joinpoints, breaks); None if the model finds none."""
        return None

    def summary(self) -> str:
        """Method, data, estimates and caveats as text that can be pasted into an appendix."""
        parts = [self.method, self._data_line(), "", self._body(), *self._closing()]
        return "\n".join(parts)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the result in the house style; returns the matplotlib axes.

        By default these are the values with the ranges that the printed numbers allow, and the fitted trend.
        """
        with drawing():
            ax = tidy_axes(house_axes(ax), "both")
            self._draw(ax)
            self._label(ax)
            if not ax.get_title("left"):
                house_title(ax, self.method)
            legend_if_needed(ax)
        return ax

    def __repr__(self):
        return self.summary()

    def _repr_html_(self) -> str:
        return html_of_summary(self.summary())

    def _body(self) -> str:
        """The main table of the summary."""
        table = meaningful(self.to_frame(), bands=[("lower", "estimate", "upper")], digits=self._digits)
        return table.to_string(float_format="{:.6g}".format)

    def _data_line(self) -> str:
        labels = self.series.labels
        line = f"n = {self.nobs}, {labels[0]} to {labels[-1]}"
        if missing := len(self.series) - self.nobs:
            line += f", {missing} missing"
        if self.series.name:
            line = f"{self.series.name}: {line}"
        return f"{line}; data release {self.series.release or 'not stated'}"

    def _closing(self) -> list[str]:
        lines = [f"{'Note' if text in self.notes else 'Power'}: {text}" for text in self.caveats]
        return ["", *lines] if lines else []

    def _draw(self, ax: Axes) -> None:
        draw_values(ax, self.series)
        if self.fittedvalues is not None:
            ax.plot(self.series.time, self.fittedvalues, color=ACCENT, label="fitted trend")
        if (ends := self.fitted_band()) is not None:
            band(ax, self.series.time, *ends.to_numpy().T, color=ACCENT, label="95% interval of the trend")

    def _label(self, ax: Axes) -> None:
        """Name the axes, when all is drawn."""
        draw_time(ax, self.series)


def draw_values(ax: Axes, series: TimeSeries, label: str = "observed") -> None:
    """Points, with bars where the printed number implies a range."""
    ends = (series.lower, series.upper) if series.has_intervals else (None, None)
    values(ax, series.time, series.value, *ends, color=PALETTE[0], label=label)


def draw_time(ax: Axes, series: TimeSeries) -> None:
    """Name both axes: years and months as people say them, counts with separators."""
    if series.start is not None:
        decimal_year_axis(ax)
    else:
        whole = bool(np.all(series.time == np.round(series.time)))
        ax.xaxis.get_major_locator().set_params(integer=whole)  # pyright: ignore[reportCallIssue]  # of the default locator
        ax.set_xlabel("time")
    per = " per day" if series.is_rate else ""
    ax.set_ylabel(f"{(series.name or 'value').replace('_', ' ')}{per}")
    count_axis(ax)


def from_interval(table: pd.DataFrame) -> pd.DataFrame:
    """Estimates and standard errors from 95% intervals: columns ``estimate, lower, upper`` in, ``std_err`` out."""
    std_err = (table["upper"] - table["lower"]) / (2 * Z95)
    if not np.isfinite(std_err).all():
        raise TrendError("a 95% interval is unbounded, so it has no standard error; give `quantity`")
    return pd.DataFrame({"estimate": table["estimate"], "std_err": std_err})


def interval_frame(index: Any, lower: Any, upper: Any) -> pd.DataFrame:
    """Ends of intervals as the table that ``conf_int()`` returns."""
    return pd.DataFrame({"lower": lower, "upper": upper}, index=index, dtype=float)


def check_alpha(alpha: float) -> float:
    """`alpha` itself, or an error unless it lies strictly between 0 and 1."""
    if not (isinstance(alpha, (int, float, np.number)) and 0 < alpha < 1):
        raise TrendError(f"alpha is {alpha!r}; it must lie between 0 and 1 (0.05 gives 95% intervals)")
    return float(alpha)


def format_p(p: float) -> str:
    """A p-value as journals print it.

    >>> format_p(0.00004), format_p(0.0312)
    ('< 0.0001', '0.0312')
    """
    return "< 0.0001" if p < 1e-4 else f"{p:.4f}"
