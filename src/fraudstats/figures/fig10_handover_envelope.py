"""Figure 10: how many suspects can have been handed over by each day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.amounts import listed, span
from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.figures.labels import day, number
from fraudstats.plotting import (
    ACCENT,
    GREY,
    PALE,
    PALETTE,
    count_axis,
    cut_above,
    month_axis,
    panels,
    tidy_axes,
    values,
)

if TYPE_CHECKING:
    from fraudstats.reconciliation import Reconciliation

__all__ = ["FIGURE", "data"]

#: The day from which the running total counts.
_SINCE = "1 Jan 2023"
_START = pd.Timestamp(_SINCE)
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
        ``date`` (the day up to which it counts), ``value`` (as printed), ``lower, upper`` and ``ids``.
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
    announced = totals.loc[:, ["value", "lower", "upper"]].assign(
        series=began, date=totals["period_end"], ids=totals.index
    )
    announced = announced.sort_values(["date", "series", "ids"])
    columns = ["series", "date", "value", "lower", "upper", "ids"]
    return pd.concat([bounds, announced], ignore_index=True).loc[:, columns]


def _picture(data):
    bounds, announced = data[data["series"] == "bounds"], data[data["series"] != "bounds"]
    top = 1.3 * announced["lower"].max()
    picture, axes = panels(height=3.7)
    tidy_axes(axes, "both")
    shade = bounds["upper"].clip(upper=2 * top)
    axes.fill_between(
        bounds["date"],
        bounds["lower"],
        shade,
        step="post",
        color=PALE,
        label="possible under all announcements",
        linewidth=0,
    )
    for end in (bounds["lower"], shade):
        axes.step(bounds["date"], end, where="post", color=GREY, linewidth=0.7)
    _announced(axes, announced)
    axes.set_ylim(0, top)
    beyond = bounds[bounds["upper"] > top]
    if len(beyond):
        cut_above(axes, beyond["date"].iloc[len(beyond) // 2], _beyond(beyond["upper"]), color=GREY)
    axes.set_xlim(_first_seen(bounds) - pd.Timedelta(days=20), data["date"].max() + pd.Timedelta(days=20))
    axes.set_ylabel(f"persons since {_SINCE}")
    count_axis(axes)
    month_axis(axes, (1, 4, 7, 10))
    axes.legend(loc="lower right")
    return picture


def _first_seen(bounds):
    """The last day up to which nothing need have happened."""
    return bounds.loc[bounds["lower"] == 0, "date"].max()


def _beyond(upper):
    return f"to {number(upper.max())}" if np.isfinite(upper).all() else "no bound"


#: From when an announced total counts -> marker, colour, filling.
_STYLES = {
    "since start": ("o", PALETTE[0], PALETTE[0]),
    "since a later day": ("s", PALETTE[2], PALETTE[2]),
    "unknown start": ("D", ACCENT, "none"),  # one may lie over a square
}


def _announced(axes, totals):
    """Totals at the printed number with their ranges, by the day from which they count; hollow where it is unknown."""
    for series, (marker, colour, face) in _STYLES.items():
        rows = totals[totals["series"] == series]
        since = f"since {_SINCE}" if series == "since start" else series
        values(
            axes, rows["date"], rows["value"], rows["lower"], rows["upper"], color=colour, marker=marker,
            markerfacecolor=face, label=f"announced total, {since}",
        )  # fmt: skip


def _words(data):
    return (
        "Grey, between two edges: for each day, the smallest and the largest running total that all announcements "
        "allow together (sharp bounds, no model; single handovers count as floors of their days). Points: announced "
        "totals at the printed number, with bars over what 'more than' and rounding leave open, by the day from which "
        "they count. Hollow: the source prints no start; they were not used for the bounds. Those inside the grey may "
        "be totals from the same day on; those below it leave some out. Up to "
        f"{day(_first_seen(data[data['series'] == 'bounds']))} no announcement demands a handover; the axis "
        "begins shortly before that day."
    )


def _alt(data):
    bounds = data[data["series"] == "bounds"].set_index("date")
    totals = data[data["series"] == "since start"].sort_values("date")
    parts = [f"{number(row.value)} by {day(row.date)}" for row in totals.itertuples()]
    end = totals["date"].iloc[-1]
    low, high = bounds.loc[end, ["lower", "upper"]]
    return (
        f"A grey area between two rising steps, with points for announced totals. Announced since {_SINCE}: "
        f"{listed(parts)}. On {day(end)} all announcements together allow {span(round(low), high)}."
    )


FIGURE = PaperFigure(
    name="10-handover-envelope",
    title="How many suspects from Myanmar can have been handed over up to each day",
    notebook="07_handovers_and_treaties",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
    inputs=_inputs,
)
