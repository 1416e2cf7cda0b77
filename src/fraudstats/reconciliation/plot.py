"""The pictures of a reconciliation."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fraudstats.reconciliation.estimate.components import DAYS_A_MONTH

__all__ = ["plot", "plot_calibration"]

BULLETIN, BOUNDS, BAND = "0.35", "#c9ced6", "#2b6ca3"


def plot(result, freq="M", level=0.9, n=2000, seed=0, ax=None):
    """Bulletins as windows, sharp bounds as a stair, the band and the median as lines.

    A bulletin is a bar over its window at its mean per period; its thickness is the range that the print
    allows.

    Parameters
    ----------
    result : fraudstats.reconciliation.result.Reconciliation
    freq, level, n, seed
        See `Reconciliation.estimate`.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
    """
    import matplotlib.pyplot as plt

    ax = plt.subplots(figsize=(9, 4.2), layout="constrained")[1] if ax is None else ax
    table = result.estimate(freq, level, n, seed)
    rates = _bulletins(ax, result.stated, freq)
    ceiling = 1.25 * max(table["upper"].max(), rates.max(initial=0.0)) or 1.0
    edges = _edges(table.index)
    middle = edges[:-1] + (edges[1:] - edges[:-1]) / 2
    low, high = table["lower_bound"].to_numpy(), table["upper_bound"].clip(upper=2 * ceiling).to_numpy()
    ax.stairs(high, edges, baseline=low, fill=True, color=BOUNDS, alpha=0.5, label="sharp bounds")
    ax.fill_between(middle, table["lower"], table["upper"], color=BAND, alpha=0.3, label=f"{level:.0%} band")
    ax.plot(middle, table["median"], color=BAND, label="median")
    ax.set(xlim=(edges[0], edges[-1]), ylim=(0, ceiling), ylabel=f"count per {_PERIOD[freq][0]}")
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False, ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return ax


#: Name of a period, and its mean length in days.
_PERIOD = {
    "D": ("day", 1),
    "W": ("week", 7),
    "M": ("month", DAYS_A_MONTH),
    "Q": ("quarter", 3 * DAYS_A_MONTH),
    "Y": ("year", 12 * DAYS_A_MONTH),
}


def _edges(periods):
    starts = periods.to_timestamp(how="start")
    return starts.append(periods[-1:].to_timestamp(how="end").ceil("D")).to_numpy()


def _bulletins(ax, statements, freq):
    """Draw each total at its mean per period; return the upper ends."""
    totals = statements.table[~statements.is_change]
    first, stop = totals["period_start"], totals["period_end"] + pd.Timedelta(days=1)
    lengths = (stop - first).dt.days / _PERIOD[freq][1]
    low, high = totals["lower"] / lengths, totals["upper"] / lengths
    high = high.where(np.isfinite(high), low)
    for x0, x1, y0, y1 in zip(first, stop, low, high, strict=True):
        ax.fill_between([x0, x1], y0, y1, color=BULLETIN, alpha=0.35, lw=0)
    ax.hlines((low + high) / 2, first, stop, color=BULLETIN, lw=0.8, label="bulletins")
    return high.to_numpy()


def plot_calibration(result, axes=None):
    """Each statement beside its leave-one-out prediction, and nominal against actual coverage.

    Parameters
    ----------
    result : fraudstats.reconciliation.estimate.leave_one_out.LeaveOneOut
    axes : pair of matplotlib.axes.Axes, optional

    Returns
    -------
    numpy.ndarray of matplotlib.axes.Axes
    """
    import matplotlib.pyplot as plt

    if axes is None:
        axes = plt.subplots(1, 2, figsize=(9, 4.2), width_ratios=(1.6, 1), layout="constrained")[1]
    _predictions(axes[0], result)
    _coverages(axes[1], result.table)
    return np.asarray(axes)


def _predictions(ax, result):
    """Totals as printed, relative to their prediction."""
    table = result.table[result.table["form"] == "total"].sort_values("median")
    columns = ["lower", "upper", "stated_lower", "stated_upper"]
    lower, upper, low, high = table[columns].div(table["median"].replace(0, np.nan), axis=0).T.to_numpy()
    high, rows = np.minimum(high, 2 * low + 1), np.arange(len(table))
    ax.hlines(rows, lower, upper, color=BAND, alpha=0.45, lw=4, label=f"{result.level:.0%} band without it")
    ax.hlines(rows, low, high, color="k", lw=2)
    ax.plot(low, rows, "k|", ms=7, label="as printed")
    ax.plot(high, rows, "k|", ms=7)
    ax.set_yticks(rows, [str(name) for name in table.index], fontsize=7)
    ax.set_xlabel("total, relative to its prediction")
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)


def _coverages(ax, table):
    """For every nominal level, the share of statements inside the central band of that level."""
    away = np.abs((table["pit_lower"] + table["pit_upper"]) / 2 - 0.5) * 2
    ax.plot([0, 1], [0, 1], color="0.7", lw=1)
    levels, inside = np.sort(np.append(away, [0, 1])), np.append(np.linspace(0, 1, len(away) + 1), 1)
    ax.step(levels, inside, where="post", color=BAND)
    ax.set_xlabel("nominal probability of the band")
    ax.set_ylabel("share of statements inside")
    ax.set_aspect("equal")
