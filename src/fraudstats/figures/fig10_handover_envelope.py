"""Figure 10: how many suspects can have been handed over by each day."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fraudstats.plotting.figure import Figure, caption
from fraudstats.plotting.style import ACCENT, GREY, PALETTE, drawing, tidy_axes

__all__ = ["handover_envelope", "handover_envelope_data"]


def handover_envelope_data(result, start="2023-01-01") -> pd.DataFrame:
    """Sharp bounds of the total since `start` for every day, and the announced totals.

    Parameters
    ----------
    result : Reconciliation
        Of handovers, with periods of a day.
    start : date

    Returns
    -------
    data frame
        ``series`` (``bounds``; ``since start``, ``since a later day`` and ``unknown start`` for announced totals), ``date``
        (the day up to which it counts), ``lower, upper`` and ``ids``.
    """
    start = pd.Timestamp(start)
    days = result.grid.reported[result.grid.reported >= start.to_period("D")].to_timestamp()
    lower, upper = result.sharp.windows([start] * len(days), days)
    bounds = pd.DataFrame({"series": "bounds", "date": days, "lower": lower, "upper": upper})
    totals = pd.concat([result.stated.table, result.undated])
    totals = totals[np.isfinite(totals["upper"])]
    began = np.where(totals["period_start"] == start, "since start", "since a later day")
    began = np.where(totals["period_start"].isna(), "unknown start", began)
    announced = totals[["lower", "upper"]].assign(series=began, date=totals["period_end"], ids=totals.index)
    announced = announced.sort_values(["date", "series", "ids"])
    return pd.concat([bounds, announced], ignore_index=True)[["series", "date", "lower", "upper", "ids"]]


def handover_envelope(dataset, result, start="2023-01-01") -> Figure:
    """The envelope of the running total, with the announced totals on it."""
    import matplotlib.dates as mdates
    import matplotlib.pyplot as plt

    data = handover_envelope_data(result, start)
    bounds, announced = data[data["series"] == "bounds"], data[data["series"] != "bounds"]
    start_words = f"{pd.Timestamp(start).day} {pd.Timestamp(start):%B %Y}"
    top = 1.25 * announced["lower"].max()
    with drawing():
        picture, axes = plt.subplots(figsize=(9.5, 4.6))
        tidy_axes(axes, "both")
        shade = bounds["upper"].clip(upper=2 * top)
        label = "possible under all announcements"
        axes.fill_between(bounds["date"], bounds["lower"], shade, step="post", color=GREY, alpha=0.35, label=label)
        _announced(axes, announced, start_words)
        axes.set_ylim(0, top)
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.xaxis.set_major_locator(mdates.MonthLocator(bymonth=(1, 4, 7, 10)))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%b %Y"))
        axes.set_title(f"Suspects handed over by Myanmar since {start_words}")
        axes.legend(loc="lower right", fontsize=8)
        plt.close(picture)
    text = (
        "Grey: for each day, the smallest and the largest running total that all announcements allow together (sharp "
        "bounds, no model; single handovers count as floors of their days). Points: announced totals with their "
        "ranges, by the day from which they count. Hollow: the source prints no start; they were not used for the "
        "bounds, and those inside the grey may be totals from the same day on."
    )
    return Figure("10-handover-envelope", picture, data, caption(dataset, text, data))


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
