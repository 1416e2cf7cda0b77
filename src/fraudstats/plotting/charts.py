"""One call for each kind of result: each takes it and, optionally, the axes, and returns the axes.

>>> import pandas as pd
>>> cases = pd.DataFrame({"period_start": ["2021-01-01"], "period_end": ["2021-11-30"], "value": [370_000],
...                       "lower": [370_000], "upper": [380_000]})
>>> bool(plot_series(cases).get_xlim()[1] > 0)
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.dates import Window
from fraudstats.style import (
    ACCENT,
    GREY,
    INK,
    PALETTE,
    count_axis,
    drawing,
    house_axes,
    legend_if_needed,
    open_ends,
    tidy_axes,
    values,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from fraudstats.reconciliation import Reconciliation
    from fraudstats.trends import TrendResult

__all__ = ["plot_bounds", "plot_forecast", "plot_reconciliation", "plot_series", "plot_trend"]


def plot_series(
    table: pd.DataFrame, ax: Axes | None = None, color: str = INK, label: str | None = None, unit: str | None = None
) -> Axes:
    """Each number as a line over the time that it counts, on the range that it allows.

    Parameters
    ----------
    table : DataFrame
        ``period_start, period_end, lower, upper`` and optionally ``value`` (else the middle of the range is drawn), as
        from `Dataset.series` or `Dataset.select`. Rows without a known window are not drawn; a range without an end is
        drawn as its other end with an arrow. The gaps in ``attrs["gaps"]`` of a series are hatched, with their reasons.
    ax : matplotlib.axes.Axes, optional
    color, label : str
        Of the lines.
    unit : str, optional
        Of the numbers: "cases", "yen". By default the column ``unit`` of the table, where it has one and the same.
    """
    with drawing():
        axes = tidy_axes(house_axes(ax), "both")
        start, stop, rows = _known(table)
        low, high = (rows[end].to_numpy(float) for end in ("lower", "upper"))
        open_ends(axes, start + (stop - start) / 2, low, high, color=color)
        low, high = np.where(np.isfinite(low), low, high), np.where(np.isfinite(high), high, low)
        level = rows["value"].to_numpy(float) if "value" in rows else (low + high) / 2
        for x0, x1, y0, y1 in zip(start, stop, low, high, strict=True):
            axes.fill_between([x0, x1], y0, y1, color=color, alpha=0.35, linewidth=0)
        axes.hlines(level, start, stop, color=color, linewidth=1.2, label=label or "")
        for gap in table.attrs.get("gaps", ()):
            _hatch(axes, gap)
        axes.set_ylabel(_unit(table) if unit is None else unit)
        count_axis(axes)
        legend_if_needed(axes)
    return axes


def _known(table):
    """First days, days after the last, and rows of the windows that are known."""
    windows = [Window(*ends) for ends in zip(table["period_start"], table["period_end"], strict=True)]
    known = np.array([window.known for window in windows], bool)
    start, stop = (pd.DatetimeIndex([getattr(one, end) for one in windows if one.known]) for end in ("start", "end"))
    return start, stop + pd.Timedelta(days=1), table.loc[known]


def _unit(table):
    units = table["unit"].dropna().unique() if "unit" in table else ()
    return str(units[0]).replace("_", " ") if len(units) == 1 else ""


def _hatch(axes, gap):
    """A period without a value, so that nobody reads a line into it."""
    first, last = pd.Timestamp(gap["start"]), pd.Timestamp(gap["end"]) + pd.Timedelta(days=1)
    axes.axvspan(first, last, facecolor="none", edgecolor=GREY, hatch="////", linewidth=0, alpha=0.6)
    words = f"no value: {gap['reason'].replace('_', ' ')}"
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    style: dict[str, Any] = {"rotation": 90, "ha": "center", "va": "center", "fontsize": 7, "bbox": box}
    axes.text(first + (last - first) / 2, 0.5, words, transform=axes.get_xaxis_transform(), **style)


def plot_reconciliation(result: Reconciliation, freq: str = "M", ax: Axes | None = None, **options: Any) -> Axes:
    """The bulletins over their windows, the sharp bounds that they imply, and the band of the estimate.

    Parameters
    ----------
    result : Reconciliation
    freq : {"D", "W", "M", "Q", "Y"}
        Periods that are estimated.
    ax : matplotlib.axes.Axes, optional
    **options
        ``alpha, n_draws, seed`` of `Reconciliation.estimate`, and ``unit``.
    """
    return result.plot(freq, ax=ax, **options)


def plot_bounds(table: pd.DataFrame, ax: Axes | None = None, ceiling: float | None = None, unit: str = "") -> Axes:
    """Sharp bounds of every period as a stair, and the band and its median where there is one.

    Parameters
    ----------
    table : DataFrame
        As from `Reconciliation.bounds_table` (``lower, upper``) or `Reconciliation.estimate` (``estimate, lower, upper,
        lower_bound, upper_bound``), indexed by periods.
    ax : matplotlib.axes.Axes, optional
    ceiling : float, optional
        Top of the axis. What lies beyond is cut, with an arrow and its value. By default a quarter above the largest
        number that is drawn.
    unit : str
        What is counted.
    """
    from fraudstats.reconciliation.plot import draw_periods

    with drawing():
        axes = tidy_axes(house_axes(ax), "both")
        draw_periods(axes, table, ceiling)
        axes.set_ylabel(unit)
        legend_if_needed(axes)
    return axes


def plot_trend(
    trend: TrendResult | pd.DataFrame, ax: Axes | None = None, labels: tuple[str, str] | None = None, unit: str = ""
) -> Axes:
    """The values of a series with their ranges, and the fitted trend with its interval where the model gives one.

    Parameters
    ----------
    trend : TrendResult or DataFrame
        A fitted model, or ``time, value, lower, upper, fitted``.
    ax : matplotlib.axes.Axes, optional
    labels : pair of str, optional
        What the values and the line are called in a legend; of a table alone.
    unit : str
        Of the values; by default the name of the series.
    """
    axes = trend.plot(ax) if not isinstance(trend, pd.DataFrame) else _plot_table(trend, ax, labels or ("", ""))
    if unit:
        axes.set_ylabel(unit)
    return axes


def _plot_table(table, ax, labels):
    with drawing():
        axes = tidy_axes(house_axes(ax), "both")
        values(axes, *(table[c] for c in ("time", "value", "lower", "upper")), color=PALETTE[0], label=labels[0])
        axes.plot(table["time"], table["fitted"], color=ACCENT, label=labels[1])
        count_axis(axes)
        legend_if_needed(axes)
    return axes


def plot_forecast(forecast: TrendResult, ax: Axes | None = None, unit: str = "") -> Axes:
    """A series, its forecast with the prediction interval, and the naive forecasts beside it.

    Parameters
    ----------
    forecast : ForecastResult
        Of `fraudstats.trends.forecast`, or the result of a model with a forecast of its own.
    ax : matplotlib.axes.Axes, optional
    unit : str
        Of the values; by default the name of the series.
    """
    return plot_trend(forecast, ax, unit=unit)
