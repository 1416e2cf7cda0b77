"""The picture of a joinpoint regression."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from fraudstats.style import ACCENT, INK, PALETTE, band, values
from fraudstats.trends.joinpoints.names import time_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_joinpoints"]


def draw_joinpoints(ax: Axes, result: Any) -> None:
    """Of a `JoinpointResult`: values, lines with their bands, joinpoints, and the change of each segment in words."""
    series = result.series
    width = result.response.exposure
    ends = [None if end is None else end / width for end in (series.lower, series.upper)]
    values(ax, series.time, series.value / width, *ends, color=PALETTE[0], label="observed")
    fine = np.linspace(series.time[0], series.time[-1], 200)
    fine = np.unique(np.concatenate([fine, result.joinpoints, result.fit.terms.jump or []]))
    ax.plot(fine, result.predict(fine), color=ACCENT, label="fitted")
    ax.plot(result.joinpoints, result.predict(result.joinpoints), "D", color=ACCENT, markerfacecolor="white")
    _bands(ax, result, fine)
    words = [*_words(result)]
    low, high = ax.get_ylim()
    ax.set_ylim(top=high + 0.055 * len(words) * (high - low))  # room for the words
    ax.text(
        0.01, 0.985, "\n".join(words), transform=ax.transAxes, va="top", fontsize=6.5, color=INK,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5},
    )  # fmt: skip


def _bands(ax, result, fine):
    edges = np.concatenate([fine[:1], result.joinpoints, fine[-1:]])
    for segment, (first, last) in enumerate(pairwise(edges)):
        time = fine[(fine >= first) & (fine <= last)]
        ends = result.band(time, np.full(len(time), segment))
        if np.isfinite(ends.to_numpy()).all():
            label = "95% interval of the line" if segment == 0 else ""
            band(ax, time, ends["lower"], ends["upper"], color=ACCENT, label=label)


def _words(result):
    """The change of each segment with its 95% interval."""
    name, unit = ("APC", "%") if result.response.log else ("slope", "")
    for row in result.segments().to_dict("records"):
        first, last = (time_name(result.series, row[end]) for end in ("start", "end"))
        ends = f"({row['lower']:z.1f} to {row['upper']:z.1f})"
        yield f"{first} to {last}: {name} {row[name.lower()]:z.1f}{unit} {ends}"
