"""Figure 3: exit gangs, cases and suspects by window, the paper's three numbers between their neighbours."""

from __future__ import annotations

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.figures.base import PAPER, PaperFigure
from fraudstats.plotting import ACCENT, INK, PALETTE, count_axis, joined, month_axis, panels, tidy_axes

__all__ = ["FIGURE", "data"]

_PANELS = {
    "illegal_exit_groups_busted": "exit gangs dealt with",
    "illegal_exit_cases_solved": "exit cases solved",
    "illegal_exit_suspects_arrested": "suspects of exit crimes arrested",
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
    picture, rows = panels(len(_PANELS), 1, figsize=(9.5, 8.4), sharex=True)
    for axes, (indicator, title) in zip(rows, _PANELS.items(), strict=True):
        tidy_axes(axes, "both")
        shown = data[data["indicator"] == indicator]
        for row in shown.to_dict("records"):
            _segment(axes, row)
        axes.set_ylim(0, shown["value"].max() * 1.25)
        count_axis(axes)
        axes.set_title(title, fontsize=10)
    month_axis(rows[-1])
    title = "Exit gangs in 2021: the paper's numbers and the printed ones"
    picture.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold")
    picture.tight_layout()
    return picture


def _segment(axes, row):
    claimed = row["kind"] == "claimed"
    colour = ACCENT if claimed else PALETTE[0]
    open_ended = pd.isna(row["period_start"]) or pd.isna(row["period_end"])
    at, value = row["at"], row["value"]
    start = at - pd.Timedelta(days=60) if pd.isna(row["period_start"]) else row["period_start"]
    style = (0, (1, 2)) if open_ended else (0, (4, 2)) if claimed else "-"
    axes.plot([start, at], [value] * 2, color=colour, linewidth=2.4, linestyle=style)
    axes.plot([at], [value], "D" if claimed else "o", color=colour, markersize=6)
    words = f"{row['text']} (paper)" if claimed else row["text"]
    if pd.notna(row["sub_area"]):
        words += f" ({row['sub_area']})"
    side = {"xytext": (-4, 6), "ha": "right"} if claimed else {"xytext": (6, -3), "ha": "left"}
    axes.annotate(words, (at, value), textcoords="offset points", fontsize=8, color=colour if claimed else INK, **side)


def _words(data):
    return (
        "Each line is one published count: it spans the time that the number counts, at the height of the number; "
        "dotted where the source does not print the time (the line then ends on the day of publication). Red: what the "
        "paper says of the year 2021. No source in the dataset prints the red numbers; the printed ones around them "
        "leave room for a count of the same campaign up to some day from late October 2021 to mid-April 2022, which "
        "would not be a count of the year."
    )


FIGURE = PaperFigure(
    name="03-exit-gangs",
    title="Exit gangs, cases and suspects by window, the paper's three numbers between their neighbours",
    notebook="01_reproducing_the_paper",
    compute=data,
    picture=_picture,
    words=_words,
)
