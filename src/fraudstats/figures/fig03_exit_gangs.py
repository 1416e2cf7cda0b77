"""Figure 3: exit gangs, cases and suspects by window, the paper's three numbers between their neighbours."""

from __future__ import annotations

import pandas as pd

from fraudstats.amounts import listed
from fraudstats.dataset import Dataset
from fraudstats.figures.base import PAPER, PaperFigure
from fraudstats.figures.labels import as_printed, day, number
from fraudstats.plotting import ACCENT, INK, PALETTE, count_axis, joined, month_axis, panels, tidy_axes

__all__ = ["FIGURE", "data"]

#: Indicator -> what is counted, and its unit.
_PANELS = {
    "illegal_exit_groups_busted": ("exit gangs dealt with", "gangs"),
    "illegal_exit_cases_solved": ("exit cases solved", "cases"),
    "illegal_exit_suspects_arrested": ("suspects of exit crimes arrested", "persons"),
}


def data(dataset: Dataset, paper: str = PAPER) -> pd.DataFrame:
    """Printed counts of exit gangs, cases and suspects, and the paper's claims of them.

    Parameters
    ----------
    dataset : Dataset
    paper : str
        Id of the paper whose claims are drawn.

    Returns
    -------
    DataFrame
        ``indicator, kind`` (``printed`` or ``claimed``), ``sub_area, period_start, period_end, at`` (the end, or the
        day of publication where no end is printed), ``value, lower, upper, text, witnesses`` and ``ids``; one row
        per window and number.
    """
    printed = dataset.select(list(_PANELS), ref_area="CN").observations
    printed["at"] = printed["period_end"].fillna(printed["published_by"])
    key = ["indicator", "sub_area", "period_start", "period_end", "value"]
    rows = printed.groupby(key, as_index=False, dropna=False).agg(
        at=("at", "min"),
        lower=("lower", "min"),
        upper=("upper", "max"),
        text=("value_text", "first"),
        witnesses=("witness", "nunique"),
        ids=("observation_id", joined),
    )
    rows.insert(1, "kind", "printed")
    claims = dataset.claims
    claims = claims[(claims["paper"] == paper) & claims["indicator"].isin(_PANELS)]
    claimed = claims.loc[:, ["indicator", "period_start", "period_end", "value", "lower", "upper", "text"]]
    claimed = claimed.assign(kind="claimed", at=claimed["period_end"], witnesses=0, ids="")
    both = pd.concat([rows, claimed], ignore_index=True)
    return both.sort_values(["indicator", "at", "value"], ignore_index=True)


def _picture(data):
    picture, rows = panels(len(_PANELS), 1, height=5.4, sharex=True)
    for axes, (indicator, (title, unit)) in zip(rows, _PANELS.items(), strict=True):
        tidy_axes(axes, "both")
        shown = data[data["indicator"] == indicator]
        for row in shown.drop_duplicates(["kind", "value", "period_start"]).to_dict("records"):
            _segment(axes, row, named=not _is_repeated(row, shown))
        axes.set_ylim(0, shown["upper"].max() * 1.3)
        count_axis(axes)
        axes.set_ylabel(unit)
        axes.set_title(title, fontweight="normal")
    month_axis(rows[-1], (1, 4, 7, 10))
    rows[-1].set_xlim(data["period_start"].min() - pd.Timedelta(days=20), data["at"].max() + pd.Timedelta(days=90))
    picture.align_ylabels()
    _legend(rows[0])
    return picture


def _is_repeated(row, shown):
    """Whether the same number is drawn over a longer time, whose label names it."""
    longer = shown[(shown["kind"] == row["kind"]) & (shown["value"] == row["value"])]
    return bool((longer["period_start"] < row["period_start"]).any())


#: What a line says by its dashes, colour and marker.
_LINES = {
    "printed, for this time": {"color": PALETTE[0], "linestyle": "-", "marker": "o"},
    "printed, time not given (ends on the day of publication)": {
        "color": PALETTE[0], "linestyle": (0, (1, 1.5)), "marker": "o", "markerfacecolor": "white"},
    "the paper's number for the year": {"color": ACCENT, "linestyle": (0, (4, 2)), "marker": "D"},
}  # fmt: skip


def _legend(axes):
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], label=label, linewidth=2, **style) for label, style in _LINES.items()]
    axes.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(-0.01, 1.17), ncols=3, columnspacing=1.2, fontsize=6.5
    )


def _segment(axes, row, named):
    printed, undated, claimed = _LINES.values()
    is_claim = row["kind"] == "claimed"
    open_ended = pd.isna(row["period_start"]) or pd.isna(row["period_end"])
    style = claimed if is_claim else undated if open_ended else printed
    at, value = row["at"], row["value"]
    start = at - pd.Timedelta(days=60) if pd.isna(row["period_start"]) else row["period_start"]
    if row["upper"] > row["lower"]:
        axes.fill_between([start, at], row["lower"], row["upper"], color=style["color"], alpha=0.25, linewidth=0)
    axes.plot([start, at], [value] * 2, linewidth=2, markevery=[1], markersize=5, **style)
    if not named:
        return
    words = f"{row['text']} (paper)" if is_claim else as_printed(row)
    if pd.notna(row["sub_area"]):
        words += f" ({row['sub_area']})"
    side = {"xytext": (-2, 5), "ha": "right"} if is_claim else {"xytext": (7, -2.5), "ha": "left"}
    colour = ACCENT if is_claim else INK
    axes.annotate(words, (at, value), textcoords="offset points", fontsize=7, color=colour, **side)


def _words(data):
    begun = data.loc[data["kind"] == "printed", "period_start"].dropna().drop_duplicates().sort_values()
    starts = f" Sources give {listed(map(day, begun))} as the beginning." if len(begun) > 1 else ""
    return (
        "Each line is one published count: it spans the time that the number counts, at the height of the number, "
        f"shaded where rounding leaves it open.{starts} Dotted: the source does not print the time. Red and dashed: "
        f"what the paper says of the year {_claims(data)['period_end'].max().year}.{_room(data)}"
    )


def _claims(data):
    return data[data["kind"] == "claimed"].set_index("indicator")


def _room(data):
    """Up to which days a count of the same campaign could be the paper's number."""
    printed, claims = data[data["kind"] == "printed"], _claims(data)
    low, high = (printed["indicator"].map(claims[end]) for end in ("lower", "upper"))
    below, above = printed.loc[printed["upper"] < low, "at"], printed.loc[printed["lower"] > high, "at"]
    if len(below) + len(above) < len(printed) or below.empty or above.empty:
        return ""
    return (
        " No source in the dataset prints the red numbers; the printed ones around them leave room for a count of the "
        f"same campaign up to some day between {day(below.max())} and {day(above.min())}, which would not be a count "
        "of the year."
    )


def _alt(data):
    parts = []
    for indicator, (title, _) in _PANELS.items():
        shown = data[data["indicator"] == indicator].drop_duplicates(["kind", "value"])
        claimed = shown.loc[shown["kind"] == "claimed", "value"].iloc[0]
        printed = [
            f"{number(row.value)} ({'up to' if pd.notna(row.period_end) else 'published'} {day(row.at)})"
            for row in shown[shown["kind"] == "printed"].itertuples()
        ]
        parts.append(f"{title}: the paper {number(claimed)}, printed {listed(printed)}")
    return f"Three panels of horizontal lines over time. {'; '.join(parts)}."


FIGURE = PaperFigure(
    name="03-exit-gangs",
    title="Exit gangs in 2021: the paper's three numbers between the printed ones",
    notebook="01_reproducing_the_paper",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
)
