"""Figure 4: the cooperation of China and Myanmar on a timeline."""

from __future__ import annotations

import pandas as pd

from fraudstats.amounts import listed
from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.figures.labels import number
from fraudstats.plotting import FAINT, INK, PALETTE, joined, month_axis, panels, tidy_axes

__all__ = ["FIGURE", "data"]

#: Lane -> kinds of event in it, from top to bottom.
_LANES = {
    "laws and agreements": ("law", "treaty", "mechanism"),
    "meetings": ("meeting",),
    "operations and incidents": ("operation", "patrol", "incident"),
    "handovers and flights home": ("handover",),
    "warrants": ("warrant",),
    "trials": ("verdict", "proceedings"),
}
_SPLIT = pd.Timestamp("2023-01-01")
#: Flights home from there are another count than handovers (figure 02).
_FLIGHTS = "Myawaddy"


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
    early, late = data[data["date"] < _SPLIT], data[data["date"] >= _SPLIT]
    heights = (0.5 + 0.17 * len(early), 0.5 + 0.36 * len(_LANES))
    picture, whole = panels(height=0.5 + sum(heights))
    whole.remove()
    top, bottom = picture.subfigures(2, 1, height_ratios=heights)
    left, right = top.subplots(1, 2, width_ratios=(1, 3))
    _dates(left, early)
    _names(right, early)
    _lanes(bottom.subplots(), late)
    return picture


def _dates(axes, events):
    """Every event a dot on the years."""
    for y, row in enumerate(events.to_dict("records")):
        axes.plot([row["date"], _SPLIT], [y, y], color=FAINT, linewidth=0.7, zorder=0)
        axes.plot([row["date"]], [y], "o", color=PALETTE[0], clip_on=False)
    when = [f"{row.date:%Y}" if row.precision == "year" else f"{row.date:%b %Y}" for row in events.itertuples()]
    axes.set_yticks(range(len(events)), when, fontsize=6.5)
    axes.set_ylim(len(events) - 0.5, -0.5)
    axes.set_xlim(pd.Timestamp(f"{events['date'].min().year - 1}-07-01"), _SPLIT)
    years = range(events["date"].min().year, int(_SPLIT.year), 5)
    axes.set_xticks([pd.Timestamp(f"{year}-01-01") for year in years], years)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.set_title(f"to {_SPLIT.year - 1}", fontweight="normal")


def _names(axes, events):
    """The same events in words, level with their dots; the column is as wide as the longest."""
    for y, title in enumerate(events["title"]):
        axes.text(0, y, title, va="center", fontsize=6.5).set_in_layout(False)
    axes.set_ylim(len(events) - 0.5, -0.5)
    axes.set_axis_off()


def _lanes(axes, events):
    lanes = list(_LANES)
    for row in events.to_dict("records"):
        persons = row["value"] if row["kind"] == "handover" and pd.notna(row["value"]) else 0
        axes.scatter(
            [row["date"]], [lanes.index(row["lane"])], s=14 + persons / 18, facecolor=PALETTE[0], alpha=0.55,
            edgecolor=INK, linewidth=0.5, zorder=2,
        )  # fmt: skip
    for i, row in enumerate(_largest(events).sort_values("date").to_dict("records")):
        at = {"xytext": (0, 8), "va": "bottom"} if i % 2 else {"xytext": (0, -8), "va": "top"}
        axes.annotate(
            number(row["value"]), (row["date"], lanes.index(row["lane"])), textcoords="offset points", ha="center",
            fontsize=6.5, **at,
        )  # fmt: skip
    axes.set_yticks(range(len(lanes)), [lane.replace(" and ", "\nand ") for lane in lanes])
    axes.set_ylim(len(lanes) - 0.4, -0.6)
    month_axis(axes)
    tidy_axes(axes)
    axes.set_title(f"since {_SPLIT.year}, by kind", fontweight="normal")


def _largest(events, most=6):
    return events[events["kind"] == "handover"].nlargest(most, "value")


def _words(data):
    return (
        f"{len(data)} dated events. Top: every event to the end of {_SPLIT.year - 1}. "
        f"Bottom: events since {_SPLIT.year} by kind. Handovers between police and flights home from {_FLIGHTS}, "
        "which figure 02 keeps apart, are one row; the area grows with the number of persons, which is written at the "
        "largest. Events known by month or year are at its beginning."
    )


def _alt(data):
    early, late = data[data["date"] < _SPLIT], data[data["date"] >= _SPLIT]
    counts = [f"{lane} {times}" for lane, times in late["lane"].value_counts(sort=False).items()]
    largest = [f"{number(row.value)} in {row.date:%B %Y}{_flight(row.title)}" for row in _largest(late).itertuples()]
    first, law = early.iloc[0], early.iloc[-1]
    return (
        f"Two timelines. To {_SPLIT.year - 1}: {len(early)} events from {first['date'].year} ({first['title']}) to "
        f"{law['date']:%B %Y} ({law['title']}). Since {_SPLIT.year}: {len(late)} events: {listed(counts)}. The largest "
        f"handovers and flights home: {listed(largest)}."
    )


def _flight(title):
    return f" (flown home from {_FLIGHTS})" if _FLIGHTS in title else ""


FIGURE = PaperFigure(
    name="04-timeline",
    title="The cooperation of China and Myanmar on a timeline",
    notebook="01_reproducing_the_paper",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
)
