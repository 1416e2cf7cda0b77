"""Figure 10: how many suspects can have been handed over by each day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.plotting import ACCENT, GREY, PALETTE, count_axis, month_axis, panels, tidy_axes

if TYPE_CHECKING:
    from fraudstats.reconciliation import Reconciliation

__all__ = ["FIGURE", "data"]

#: The day from which the running total counts.
_START = pd.Timestamp("2023-01-01")
#: Contradicts the totals around it; see notebook 07.
_LEFT_OUT = "stheadline-2023-10-17-wa2350/suspects_handed_over"


def _inputs(dataset: Dataset) -> dict[str, Any]:
    from fraudstats.reconciliation import reconcile

    handed, _ = dataset.select("suspects_handed_over", ref_area="CN", counterpart_area="MM").bulletins()
    single = (handed["upper"] < 2_400) & handed["period_start"].notna()
    handed.loc[single, "upper"] = np.inf
    running = handed[handed["period_start"].notna() | handed["lower"].gt(1_400)]
    return {"result": reconcile(running[running["observation_id"] != _LEFT_OUT], freq="D")}


def data(dataset: Dataset, result: Reconciliation) -> pd.DataFrame:
    """Sharp bounds of the total since 1 January 2023 for every day, and the announced totals.

    Parameters
    ----------
    dataset : Dataset
        That the announcements come from.
    result : Reconciliation
        Of handovers, with periods of a day.

    Returns
    -------
    DataFrame
        ``series`` (``bounds``; ``since start``, ``since a later day`` and ``unknown start`` for announced totals),
        ``date`` (the day up to which it counts), ``lower, upper`` and ``ids``.
    """
    days = result.grid.reported.to_timestamp()
    days = days[days >= _START]
    bounds = (
        result.bounds_of_windows([_START] * len(days), list(days))
        .loc[:, ["lower", "upper"]]
        .assign(series="bounds", date=days)
    )
    totals = pd.concat([result.statements, result.without_window])
    totals = totals.loc[np.isfinite(totals["upper"]) & totals["period_end"].notna()]  # a point needs its day
    began = np.where(totals["period_start"] == _START, "since start", "since a later day")
    began = np.where(totals["period_start"].isna(), "unknown start", began)
    announced = totals.loc[:, ["lower", "upper"]].assign(series=began, date=totals["period_end"], ids=totals.index)
    announced = announced.sort_values(["date", "series", "ids"])
    return pd.concat([bounds, announced], ignore_index=True).loc[:, ["series", "date", "lower", "upper", "ids"]]


def _picture(data):
    bounds, announced = data[data["series"] == "bounds"], data[data["series"] != "bounds"]
    start_words = f"{_START.day} {_START:%B %Y}"
    top = 1.25 * announced["lower"].max()
    picture, axes = panels(figsize=(9.5, 4.6))
    tidy_axes(axes, "both")
    shade = bounds["upper"].clip(upper=2 * top)
    label = "possible under all announcements"
    axes.fill_between(bounds["date"], bounds["lower"], shade, step="post", color=GREY, alpha=0.35, label=label)
    _announced(axes, announced, start_words)
    axes.set_ylim(0, top)
    count_axis(axes)
    month_axis(axes, (1, 4, 7, 10))
    axes.set_title(f"Suspects handed over from Myanmar since {start_words}")
    axes.legend(loc="lower right", fontsize=8)
    return picture


_STYLES = {"since start": ("o", PALETTE[0]), "since a later day": ("s", PALETTE[1]), "unknown start": ("D", ACCENT)}


def _announced(axes, totals, start_words):
    """Totals with their ranges, by the day from which they count; hollow where that is unknown."""
    for series, (marker, colour) in _STYLES.items():
        rows = totals[totals["series"] == series]
        middle, half = (rows["lower"] + rows["upper"]) / 2, (rows["upper"] - rows["lower"]) / 2
        since = f"since {start_words}" if series == "since start" else series
        axes.errorbar(
            rows["date"], middle, half, fmt=marker, ms=5, lw=1, capsize=2, color=colour,
            mfc="white" if series == "unknown start" else colour, label=f"announced total, {since}",
        )  # fmt: skip


def _words(data):
    return (
        "Grey: for each day, the smallest and the largest running total that all announcements allow together (sharp "
        "bounds, no model; single handovers count as floors of their days). Points: the middles of announced "
        "totals with their ranges, by the day from which they count. Hollow: the source prints no start; they were not "
        "used for the bounds. Those inside the grey may be totals from the same day on; those below it leave some out."
    )


FIGURE = PaperFigure(
    name="10-handover-envelope",
    title="How many suspects can have been handed over by each day",
    notebook="07_handovers_and_treaties",
    compute=data,
    picture=_picture,
    words=_words,
    inputs=_inputs,
)
