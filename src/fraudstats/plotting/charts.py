"""Plots of the common results: each takes the data and, optionally, the axes, and returns the axes.

>>> import pandas as pd
>>> cases = pd.DataFrame({"period_start": ["2021-01-01"], "period_end": ["2021-11-30"], "value": [370_000],
...                       "lower": [370_000], "upper": [380_000]})
>>> bool(plot_series(cases).get_xlim()[1] > 0)
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from fraudstats.dates import Window
from fraudstats.plotting.style import ACCENT, GREY, INK, PALETTE, VERDICT_COLOURS, count_axis, house_axes, tidy_axes
from fraudstats.vocabulary import VERDICTS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from fraudstats.claims.result import Audit
    from fraudstats.trends import TrendResult

__all__ = ["plot_audit", "plot_bounds", "plot_series", "plot_trend"]

#: Verdicts whose colours carry dark letters.
_LIGHT = ("supported_with_caveat", "sources_disagree", "untraceable")


def plot_series(table: pd.DataFrame, ax: Axes | None = None, color: str = INK, label: str | None = None) -> Axes:
    """Each number as a line over the time that it counts, on the range that it allows.

    Parameters
    ----------
    table : DataFrame
        ``period_start, period_end, lower, upper`` and optionally ``value`` (else the middle of the range is drawn), as
        from `Dataset.series` or `Dataset.select`. Rows without a known window are not drawn; a range without an end is
        drawn as its other end. The gaps in ``attrs["gaps"]`` of a series are hatched, with their reasons.
    ax : matplotlib.axes.Axes, optional
    color, label : str
        Of the lines.
    """
    axes = tidy_axes(house_axes(ax), "both")
    windows = [Window(*ends) for ends in zip(table["period_start"], table["period_end"], strict=True)]
    known = np.array([window.known for window in windows], bool)
    start, stop = (
        pd.DatetimeIndex([pd.Timestamp(day) for day in days])
        for days in zip(*((one.start, one.end) for one in windows if one.known), strict=True)
    )
    stop += pd.Timedelta(days=1)
    rows = table.loc[known]
    low, high = (rows[end].to_numpy(float) for end in ("lower", "upper"))
    low, high = np.where(np.isfinite(low), low, high), np.where(np.isfinite(high), high, low)
    level = rows["value"].to_numpy(float) if "value" in rows else (low + high) / 2
    for x0, x1, y0, y1 in zip(start, stop, low, high, strict=True):
        axes.fill_between([x0, x1], y0, y1, color=color, alpha=0.35, linewidth=0)
    axes.hlines(level, start, stop, color=color, linewidth=0.8, label=label or "")
    for gap in table.attrs.get("gaps", ()):
        _hatch(axes, gap)
    count_axis(axes)
    return axes


def _hatch(axes, gap):
    """A period without a value, so that nobody reads a line into it."""
    first, last = pd.Timestamp(gap["start"]), pd.Timestamp(gap["end"]) + pd.Timedelta(days=1)
    axes.axvspan(first, last, facecolor="none", edgecolor=GREY, hatch="////", linewidth=0, alpha=0.6)
    words = f"no value: {gap['reason'].replace('_', ' ')}"
    middle = first + (last - first) / 2
    axes.text(
        middle, 0.5, words, transform=axes.get_xaxis_transform(), rotation=90, ha="center", va="center", fontsize=7
    )


def plot_bounds(table: pd.DataFrame, ax: Axes | None = None, ceiling: float | None = None) -> Axes:
    """Sharp bounds of every period as a stair, and the band and its median where there is one.

    Parameters
    ----------
    table : DataFrame
        As from `Reconciliation.bounds_table` (``lower, upper``) or `Reconciliation.estimate` (``estimate, lower, upper,
        lower_bound, upper_bound``), indexed by periods.
    ax : matplotlib.axes.Axes, optional
    ceiling : float, optional
        Top of the axis; bounds beyond it are cut. By default a quarter above the largest finite number.
    """
    axes = tidy_axes(house_axes(ax), "both")
    is_band = "estimate" in table
    low, high = (table[f"{end}_bound" if is_band else end].to_numpy(float) for end in ("lower", "upper"))
    drawn = table["upper"].to_numpy(float)
    top = ceiling or 1.25 * np.max(drawn, where=np.isfinite(drawn), initial=1.0)
    periods = pd.PeriodIndex(table.index)
    starts = periods.to_timestamp(how="start")
    edges = starts.append(pd.DatetimeIndex([periods[-1].end_time.ceil("D")])).to_numpy()
    axes.stairs(np.minimum(high, 2 * top), edges, baseline=low, fill=True, color=GREY, alpha=0.3, label="sharp bounds")  # pyright: ignore[reportArgumentType]  # dates are converted
    if is_band:
        middle = edges[:-1] + (edges[1:] - edges[:-1]) / 2
        share = f"{1 - table.attrs['alpha']:.0%} band" if "alpha" in table.attrs else "band"
        axes.fill_between(middle, table["lower"], table["upper"], color=PALETTE[0], alpha=0.3, label=share)
        axes.plot(middle, table["estimate"], color=PALETTE[0], label="median")
    axes.set(xlim=(edges[0], edges[-1]), ylim=(0, top))
    count_axis(axes)
    return axes


def plot_trend(
    trend: TrendResult | pd.DataFrame, ax: Axes | None = None, labels: tuple[str, str] | None = None
) -> Axes:
    """The values of a series with their ranges, and the fitted trend.

    Parameters
    ----------
    trend : TrendResult or DataFrame
        A fitted model, or ``time, value, lower, upper, fitted``.
    ax : matplotlib.axes.Axes, optional
    labels : pair of str, optional
        What the values and the line are called in a legend.
    """
    axes = tidy_axes(house_axes(ax), "both")
    table = trend if isinstance(trend, pd.DataFrame) else _of_result(trend)
    values, line = labels or (None, None)
    bounded = table[np.isfinite(table["lower"]) & np.isfinite(table["upper"])]
    axes.vlines(bounded["time"], bounded["lower"], bounded["upper"], color=PALETTE[0], linewidth=5, alpha=0.5)
    axes.plot(table["time"], table["value"], "o", color=PALETTE[0], markersize=5, label=values)
    axes.plot(table["time"], table["fitted"], color=ACCENT, label=line)
    count_axis(axes)
    return axes


def _of_result(result):
    series = result.series
    fitted = np.full(len(series), np.nan) if result.fittedvalues is None else result.fittedvalues
    ends = {end: series.value if getattr(series, end) is None else getattr(series, end) for end in ("lower", "upper")}
    return pd.DataFrame({"time": series.time, "value": series.value, **ends, "fitted": fitted})


def plot_audit(audit: Audit | pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Every claim a tile, by section of the paper and coloured by verdict; a dot where a reader found otherwise.

    Parameters
    ----------
    audit : Audit or DataFrame
        An audit, or ``claim, section, verdict, agrees`` as in its table.
    ax : matplotlib.axes.Axes, optional
    """
    table = audit if isinstance(audit, pd.DataFrame) else audit.to_frame()
    sections = list(table["section"].unique())
    axes = house_axes(ax, (9.5, 1.7 + 0.42 * len(sections)))
    places = table.groupby("section").cumcount()
    for place, row in zip(places, table.to_dict("records"), strict=True):
        _tile(axes, place, sections.index(row["section"]), row)
    axes.set(xlim=(0, places.max() + 1), ylim=(len(sections), 0), xticks=[])
    axes.set_yticks([i + 0.5 for i in range(len(sections))], [section.replace("_", " ") for section in sections])
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    _key_of_verdicts(axes, table["verdict"].value_counts())
    return axes


def _tile(axes, place, y, row):
    from matplotlib.patches import Rectangle

    verdict = row["verdict"]
    axes.add_patch(Rectangle((place + 0.04, y + 0.08), 0.92, 0.84, color=VERDICT_COLOURS[verdict]))
    letters = INK if verdict in _LIGHT else "white"
    axes.text(place + 0.5, y + 0.52, row["claim"], ha="center", va="center", fontsize=7, color=letters)
    if row["agrees"] is False:
        axes.plot(place + 0.85, y + 0.2, "o", color="white", markersize=4, markeredgecolor=INK)


def _key_of_verdicts(axes, counts):
    from matplotlib.patches import Patch

    handles = [
        Patch(color=VERDICT_COLOURS[verdict], label=f"{verdict.replace('_', ' ')} ({counts[verdict]})")
        for verdict in VERDICTS
        if verdict in counts
    ]
    axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.42, -0.02), ncols=5, fontsize=8)
