"""Figure 4: the cooperation of China and Myanmar on a timeline."""

from __future__ import annotations

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.plotting import PALETTE, joined, panels, tidy_axes

__all__ = ["FIGURE", "data"]

#: Lane -> kinds of event in it, from top to bottom.
_LANES = {
    "laws and agreements": ("law", "treaty", "mechanism"),
    "meetings": ("meeting",),
    "operations and incidents": ("operation", "patrol", "incident"),
    "handovers": ("handover",),
    "warrants": ("warrant",),
    "trials": ("verdict", "proceedings"),
}
_SPLIT = pd.Timestamp("2023-01-01")


def data(dataset: Dataset, area: str = "MM") -> pd.DataFrame:
    """The dated events in which an area takes part (or China alone makes law), one row per event.

    Parameters
    ----------
    dataset : Dataset
    area : str
        Its code.

    Returns
    -------
    DataFrame
        ``date`` (its first possible day), ``precision`` (``day``, ``month``, ``year``), ``lane, kind, title, value,
        unit`` and ``ids``. Reports of one event (same kind and day) by several sources are one row.
    """
    events = dataset.events
    lane_of = {kind: lane for lane, kinds in _LANES.items() for kind in kinds}
    takes_part = events["actors"].str.split().map(lambda a: area in a, na_action="ignore").fillna(False).astype(bool)
    events = events.loc[takes_part | (events["kind"] == "law")]
    events = events.assign(
        lane=events["kind"].map(lane_of), precision=events["date"].str.len().map({4: "year", 7: "month", 10: "day"})
    ).dropna(subset=["lane"])
    rows = events.sort_values(["date_from", "kind", "event_id"]).groupby(["date", "kind"], as_index=False)
    table = rows.agg(
        date_from=("date_from", "first"),
        precision=("precision", "first"),
        lane=("lane", "first"),
        title=("title", "first"),
        value=("value", "max"),
        unit=("unit", "first"),
        ids=("event_id", joined),
    )
    return (
        table.drop(columns="date")
        .rename(columns={"date_from": "date"})
        .sort_values(["date", "kind"], ignore_index=True)
    )


def _picture(data):
    import matplotlib.dates as mdates

    early, late = data[data["date"] < _SPLIT], data[data["date"] >= _SPLIT]
    height = 0.24 * len(early)
    picture, (top, bottom) = panels(
        2, 1, figsize=(10, 1.2 + height + 4.2), gridspec_kw={"height_ratios": [height + 0.6, 4.2]}
    )
    _named(top, early)
    _lanes(bottom, late)
    bottom.xaxis.set_major_locator(mdates.MonthLocator(bymonth=(1, 4, 7, 10)))
    bottom.xaxis.set_major_formatter(mdates.ConciseDateFormatter(bottom.xaxis.get_major_locator()))
    picture.tight_layout(h_pad=2)
    return picture


def _colour(lane):
    return PALETTE[list(_LANES).index(lane) % len(PALETTE)]


def _named(axes, events):
    for y, row in enumerate(events.to_dict("records")):
        date = row["date"]
        axes.plot([date], [y], "o", color=_colour(row["lane"]), markersize=6)
        words = f"{date:%Y}" if row["precision"] == "year" else f"{date:%b %Y}"
        axes.annotate(
            f"{words}: {row['title']}", (date, y), xytext=(8, 0), textcoords="offset points", va="center", fontsize=8
        )
    axes.set_ylim(len(events) - 0.5, -0.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlim(pd.Timestamp("2004-06-01"), pd.Timestamp("2056-01-01"))
    axes.set_xticks([pd.Timestamp(f"{year}-01-01") for year in range(2005, 2024, 3)], range(2005, 2024, 3))
    tidy_axes(axes)
    axes.set_title("Cooperation of China and Myanmar against cross-border crime, to 2022")


def _lanes(axes, events):
    lanes = list(_LANES)
    for row in events.to_dict("records"):
        y = lanes.index(row["lane"])
        persons = row["value"] if row["kind"] == "handover" and pd.notna(row["value"]) else 0
        axes.scatter([row["date"]], [y], s=22 + persons / 30, color=_colour(row["lane"]), alpha=0.6, linewidth=0.6)
    largest = events[events["kind"] == "handover"].nlargest(6, "value").sort_values("date")
    for i, row in enumerate(largest.to_dict("records")):
        axes.annotate(
            f"{row['value']:,.0f}", (row["date"], lanes.index(row["lane"])), xytext=(0, 22 if i % 2 else -28),
            textcoords="offset points", ha="center", fontsize=8,
        )  # fmt: skip
    axes.set_yticks(range(len(lanes)), lanes)
    axes.set_ylim(len(lanes) - 0.4, -0.6)
    tidy_axes(axes)
    axes.set_title("Since 2023")


def _words(data):
    return (
        f"{len(data)} dated events. Top: every event to the end of 2022. Bottom: events since 2023 by kind; the area "
        "of a handover shows its number of persons, and the largest are labelled. Events known by month or year are at "
        "its beginning."
    )


FIGURE = PaperFigure(
    name="04-timeline",
    title="The cooperation of China and Myanmar on a timeline",
    notebook="01_reproducing_the_paper",
    compute=data,
    picture=_picture,
    words=_words,
)
