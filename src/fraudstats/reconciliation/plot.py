"""The pictures of a reconciliation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from fraudstats.reconciliation.estimate.components import DAYS_PER_MONTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot", "plot_calibration"]

BULLETIN, BOUNDS, BAND = "0.35", "#c9ced6", "#2b6ca3"


def plot(
    estimate: pd.DataFrame, statements: pd.DataFrame, freq: str = "M", alpha: float = 0.1, ax: Axes | None = None
) -> Axes:
    """Bulletins as windows, sharp bounds as a stair, the band and the median as lines.

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
    """
    import matplotlib.pyplot as plt

    ax = plt.subplots(figsize=(9, 4.2), layout="constrained")[1] if ax is None else ax
    rates = _bulletins(ax, statements, freq)
    ceiling = 1.25 * max(estimate["upper"].max(), rates.max(initial=0.0)) or 1.0
    edges = _edges(estimate.index)
    middle = edges[:-1] + (edges[1:] - edges[:-1]) / 2
    low, high = estimate["lower_bound"].to_numpy(), estimate["upper_bound"].clip(upper=2 * ceiling).to_numpy()
    ax.stairs(high, edges, baseline=low, fill=True, color=BOUNDS, alpha=0.5, label="sharp bounds")
    band = f"{1 - alpha:.0%} band"
    ax.fill_between(middle, estimate["lower"], estimate["upper"], color=BAND, alpha=0.3, label=band)
    ax.plot(middle, estimate["estimate"], color=BAND, label="median")
    ax.set(xlim=(edges[0], edges[-1]), ylim=(0, ceiling), ylabel=f"count per {_PERIOD[freq][0]}")
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False, ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return ax


#: Name of a period, and its mean length in days.
_PERIOD = {
    "D": ("day", 1),
    "W": ("week", 7),
    "M": ("month", DAYS_PER_MONTH),
    "Q": ("quarter", 3 * DAYS_PER_MONTH),
    "Y": ("year", 12 * DAYS_PER_MONTH),
}


def _edges(periods):
    starts = periods.to_timestamp(how="start")
    return starts.append(periods[-1:].to_timestamp(how="end").ceil("D")).to_numpy()


def _bulletins(ax, statements, freq):
    """Draw each total at its mean per period; return the upper ends."""
    totals = statements[statements["form"] == "total"]
    first, stop = totals["period_start"], totals["period_end"] + pd.Timedelta(days=1)
    lengths = (stop - first).dt.days / _PERIOD[freq][1]
    low, high = totals["lower"] / lengths, totals["upper"] / lengths
    high = high.where(np.isfinite(high), low)
    for x0, x1, y0, y1 in zip(first, stop, low, high, strict=True):
        ax.fill_between([x0, x1], y0, y1, color=BULLETIN, alpha=0.35, lw=0)
    ax.hlines((low + high) / 2, first, stop, color=BULLETIN, lw=0.8, label="bulletins")
    return high.to_numpy()


def plot_calibration(table: pd.DataFrame, alpha: float, axes: Sequence[Axes] | None = None) -> np.ndarray:
    """Each statement beside its leave-one-out prediction, and nominal against actual coverage.

    Parameters
    ----------
    table : pandas.DataFrame
        As in `LeaveOneOut`.
    alpha : float
        Probability outside the bands.
    axes : pair of matplotlib.axes.Axes, optional

    Returns
    -------
    numpy.ndarray of matplotlib.axes.Axes
    """
    import matplotlib.pyplot as plt

    if axes is None:
        left, right = plt.subplots(1, 2, figsize=(9, 4.2), width_ratios=(1.6, 1), layout="constrained")[1]
    else:
        left, right = axes
    _predictions(left, table, alpha)
    _coverages(right, table)
    return np.array([left, right])


def _predictions(ax, table, alpha):
    """Totals as printed, relative to their prediction."""
    table = table[table["form"] == "total"].sort_values("median")
    columns = ["lower", "upper", "stated_lower", "stated_upper"]
    lower, upper, low, high = table[columns].div(table["median"].replace(0, np.nan), axis=0).T.to_numpy()
    high, rows = np.minimum(high, 2 * low + 1), np.arange(len(table))
    ax.hlines(rows, lower, upper, color=BAND, alpha=0.45, lw=4, label=f"{1 - alpha:.0%} band without it")
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
