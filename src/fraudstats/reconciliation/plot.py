"""The pictures of a reconciliation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.reconciliation.estimate.components import DAYS_PER_MONTH
from fraudstats.style import (
    GREY,
    INK,
    PALE,
    PALETTE,
    band,
    count_axis,
    cut_above,
    date_axis,
    drawing,
    house_axes,
    house_legend,
    open_ends,
    panels,
    tidy_axes,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_bulletins", "draw_periods", "mean_per_period", "plot", "plot_calibration"]

BAND = PALETTE[0]
#: Name of a period, and its mean length in days.
_PERIOD = {
    "D": ("day", 1),
    "W": ("week", 7),
    "M": ("month", DAYS_PER_MONTH),
    "Q": ("quarter", 3 * DAYS_PER_MONTH),
    "Y": ("year", 12 * DAYS_PER_MONTH),
}


def plot(
    estimate: pd.DataFrame,
    statements: pd.DataFrame,
    freq: str = "M",
    alpha: float = 0.1,
    ax: Axes | None = None,
    unit: str = "count",
) -> Axes:
    """Bulletins as windows, sharp bounds as a stair, the band and the median as steps.

    A bulletin is a bar over its window at its mean per period; its thickness is its range.

    Parameters
    ----------
    estimate : pandas.DataFrame
        As from `Reconciliation.estimate`.
    statements : pandas.DataFrame
        As from `Reconciliation.statements`.
    freq, alpha
        Those of the estimate.
    ax : matplotlib.axes.Axes, optional
    unit : str
        What is counted.
    """
    rates = mean_per_period(statements, freq)
    high = np.where(np.isfinite(rates["upper"]), rates["upper"], rates["lower"])
    ceiling = 1.25 * np.max([estimate["upper"].to_numpy(float).max(), *high]) or 1.0
    with drawing():
        ax = tidy_axes(house_axes(ax), "both")
        draw_periods(ax, estimate.rename_axis(None), ceiling, alpha)
        draw_bulletins(ax, rates)
        ax.set_ylabel(f"{unit} per {_PERIOD[freq][0]}")
        house_legend(ax, ncols=4, loc="lower left", bbox_to_anchor=(0, 1.0), borderaxespad=0.2)
    return ax


def mean_per_period(statements: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    """Each total, divided by the mean periods that its window is long.

    Parameters
    ----------
    statements : pandas.DataFrame
        As from `Reconciliation.statements`; stated changes are left out.
    freq : str
        Letter of the period.

    Returns
    -------
    pandas.DataFrame
        ``period_start, period_end, lower, upper``, indexed as the statements.
    """
    totals = statements.loc[statements["form"] == "total"]
    lengths = (pd.Series(totals["period_end"] - totals["period_start"]).dt.days + 1) / _PERIOD[freq][1]
    ends = totals[["lower", "upper"]].div(lengths, axis=0)
    return totals[["period_start", "period_end"]].join(ends)


def draw_periods(ax: Axes, table: pd.DataFrame, ceiling: float | None = None, alpha: float | None = None) -> None:
    """The sharp bounds of each period, and the band with its median where there is one.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    table : pandas.DataFrame
        ``lower, upper``; or ``estimate, lower, upper, lower_bound, upper_bound``; indexed by periods.
    ceiling : float, optional
        Top of the axis; what lies beyond is cut, with an arrow and its value.
    alpha : float, optional
        Probability outside the band; by default as the table says.
    """
    is_band = "estimate" in table
    floor, bound = (table[f"{end}_bound" if is_band else end].to_numpy(float) for end in ("lower", "upper"))
    drawn = table["upper"].to_numpy(float)
    top = ceiling or 1.25 * np.max(drawn, where=np.isfinite(drawn), initial=1.0)
    edges = _edges(pd.PeriodIndex(table.index))
    shown: Any = edges  # matplotlib converts dates
    ax.stairs(np.minimum(bound, 2 * top), shown, baseline=floor, fill=True, color=PALE, label="sharp bounds")
    ax.hlines([*floor, *bound], [*edges[:-1]] * 2, [*edges[1:]] * 2, color=GREY, linewidth=0.8)
    if is_band:
        middle, alpha = edges[:-1] + (edges[1:] - edges[:-1]) / 2, alpha or table.attrs.get("alpha")
        share = "band" if alpha is None else f"{1 - alpha:.0%} band"
        place = np.concatenate([shown[:1], middle, shown[-1:]])
        low, middle, high = (np.pad(table[end], 1, "edge") for end in ("lower", "estimate", "upper"))
        band(ax, place, low, high, color=BAND, label=share, step="mid")
        ax.plot(place, middle, color=BAND, drawstyle="steps-mid", label="median")
    ax.set(xlim=(shown[0], shown[-1]), ylim=(0, top))
    count_axis(ax)
    date_axis(ax)
    _mark_what_is_cut(ax, edges, bound, top)


def _edges(periods):
    starts = periods.to_timestamp(how="start")
    return starts.append(periods[-1:].to_timestamp(how="end").ceil("D")).to_numpy()


def _mark_what_is_cut(ax, edges, high, top):
    """Over each run of periods whose bound lies beyond the top, an arrow with the largest of the bounds."""
    cut = np.concatenate([[False], high > top, [False]])
    first, last = (np.flatnonzero(np.diff(cut.astype(int)) == step) for step in (1, -1))
    for number, (a, b) in enumerate(zip(first, last, strict=True)):
        largest = high[a:b].max()
        words = f"to {largest:,.0f}" if np.isfinite(largest) else "no bound"
        cut_above(ax, edges[a] + (edges[b] - edges[a]) / 2, words, drop=15 + 10 * (number % 2), color=GREY)


def draw_bulletins(ax: Axes, rates: pd.DataFrame) -> None:
    """Each bulletin over its window (``period_start, period_end``), at ``lower, upper`` per period.

    One without an upper end is drawn at its lower one, with an arrow.
    """
    stop = rates["period_end"] + pd.Timedelta(days=1)
    low = rates["lower"]
    open_ends(ax, rates["period_start"] + (stop - rates["period_start"]) / 2, low, rates["upper"])
    high = rates["upper"].where(np.isfinite(rates["upper"]), low)
    for x0, x1, y0, y1 in zip(rates["period_start"], stop, low, high, strict=True):
        ax.fill_between([x0, x1], y0, y1, color=INK, alpha=0.3, linewidth=0)
    ax.hlines((low + high) / 2, rates["period_start"], stop, color=INK, linewidth=0.9, label="bulletins")


def plot_calibration(table: pd.DataFrame, alpha: float, axes: Sequence[Axes] | None = None) -> np.ndarray:
    """Each statement beside its leave-one-out prediction, and nominal against actual coverage.

    Parameters
    ----------
    table : pandas.DataFrame
        As in `LeaveOneOut`, in the order in which the totals are drawn, from below.
    alpha : float
        Probability outside the bands.
    axes : pair of matplotlib.axes.Axes, optional

    Returns
    -------
    numpy.ndarray of matplotlib.axes.Axes
    """
    with drawing():
        left, right = panels(1, 2, height=4, width_ratios=(1.6, 1))[1] if axes is None else axes
        _predictions(left, table[table["form"] == "total"], alpha)
        _coverages(right, table)
    return np.array([left, right])


def _predictions(ax, table, alpha):
    """Totals as printed, relative to their prediction."""
    columns = ["lower", "upper", "stated_lower", "stated_upper"]
    lower, upper, low, high = table[columns].div(table["median"].replace(0, np.nan), axis=0).T.to_numpy()
    high, rows = np.minimum(high, 2 * low + 1), np.arange(len(table))
    ax.hlines(rows, lower, upper, color=BAND, alpha=0.4, lw=6, label=f"{1 - alpha:.0%} band, predicted without it")
    ax.hlines(rows, low, high, color=INK, lw=1.2)
    ax.plot(low, rows, "|", color=INK, ms=5, mew=1.2, label="as printed")
    ax.plot(high, rows, "|", color=INK, ms=5, mew=1.2)
    ax.axvline(1, color=GREY, linewidth=0.7, zorder=0)
    ax.set_yticks(rows, [str(name) for name in table.index], fontsize=6.5)
    ax.set_xlabel("total as a multiple of its prediction")
    ax.legend(loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=2, borderaxespad=0.2)


def _coverages(ax, table):
    """For every nominal level, the share of statements inside the central band of that level.

    The grey area holds the share of as many independent statements with a probability of 95% at each level, if the
    bands are honest.
    """
    from scipy.stats import binom

    away = np.abs((table["pit_lower"] + table["pit_upper"]) / 2 - 0.5) * 2
    nominal, number = np.linspace(0, 1, 101), len(away)
    honest = [binom.ppf(q, number, nominal) / number for q in (0.025, 0.975)]
    ax.fill_between(nominal, *honest, color=PALE, linewidth=0, label="honest bands, 95% of such shares")
    ax.plot([0, 1], [0, 1], color=GREY, lw=1)
    levels, inside = np.sort(np.append(away, [0, 1])), np.append(np.linspace(0, 1, number + 1), 1)
    ax.step(levels, inside, where="post", color=BAND, label="these bands")
    ax.set_xlabel("nominal probability of the band")
    ax.set_ylabel("share of statements inside")
    ax.set(xlim=(0, 1), ylim=(0, 1.01))
    ax.legend(loc="lower left", bbox_to_anchor=(0.0, 1.0), borderaxespad=0.2)
