"""Figure 1: what each published count of solved cases really covers."""

from __future__ import annotations

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.figures.base import PAPER, PaperFigure
from fraudstats.plotting import ACCENT, GREY, INK, PALETTE, joined, panels, tidy_axes, year_axis
from fraudstats.vocabulary import QUALIFIERS, TIERS

__all__ = ["FIGURE", "data"]

_INDICATOR = "telecom_fraud_cases_solved"
#: Windows that end before this day are not drawn.
_START = pd.Timestamp("2019-01-01")


def data(dataset: Dataset, paper: str = PAPER) -> pd.DataFrame:
    """Every published count of solved cases with a known window that ends after 2018: one row per window and number.

    Parameters
    ----------
    dataset : Dataset
    paper : str
        Id of the paper whose claims are marked.

    Returns
    -------
    DataFrame
        ``period_start, period_end, value, lower, upper, qualifier, text`` (as printed in the strongest source),
        ``witnesses`` (independent ones), ``in_paper`` (the claim's id, where the paper copies the number for a window
        that this one lies in), ``twin`` (whether the number was printed for another window too) and ``ids``.
    """
    solved = dataset.select(_INDICATOR, ref_area="CN").observations
    solved = solved.loc[solved["period_end"] >= _START].dropna(subset=["period_start"])
    tiers = dict(zip(dataset.sources["source_id"], dataset.sources["tier"].map(list(TIERS).index), strict=True))
    # The text to show: with a qualifier where a source prints one, from the strongest such source.
    loose = [code for code, qualifier in QUALIFIERS.items() if qualifier.loose]
    solved = solved.assign(tier=solved["source_id"].map(tiers), bare=~solved["qualifier"].isin(loose))
    solved = solved.sort_values(["bare", "tier", "observation_id"])
    rows = solved.groupby(["period_start", "period_end", "value"], as_index=False).agg(
        lower=("lower", "min"),
        upper=("upper", "max"),
        qualifier=("qualifier", "first"),
        text=("value_text", "first"),
        witnesses=("witness", "nunique"),
        ids=("observation_id", joined),
    )
    claims = dataset.claims
    claims = claims[(claims["paper"] == paper) & (claims["indicator"] == _INDICATOR)]
    rows["in_paper"] = [_claim_of(row, claims) for row in rows.to_dict("records")]
    marked = rows.loc[rows["in_paper"].notna(), "value"]
    rows["twin"] = rows["in_paper"].isna() & rows["value"].isin(marked)
    return rows.sort_values(["period_end", "period_start", "value"], ignore_index=True)


def _claim_of(row, claims):
    inside = claims[
        (claims["value"] == row["value"])
        & (claims["period_start"] <= row["period_start"])
        & (claims["period_end"] >= row["period_end"])
    ]
    return None if inside.empty else inside["claim_id"].iloc[0].rpartition("/")[2]


def _picture(data):
    picture, axes = panels(figsize=(9.5, 1.4 + 0.235 * len(data)))
    tidy_axes(axes)
    for y, row in enumerate(data.to_dict("records")):
        _bar(axes, y, row)
    axes.set_yticks(range(len(data)), [f"{n} ×" for n in data["witnesses"]], fontsize=7, color=GREY)
    axes.set_ylabel("independent witnesses of each number", color=GREY, fontsize=8)
    axes.set_ylim(len(data) - 0.4, -0.6)
    year_axis(axes)
    axes.set_xlim(_START, data["period_end"].max() + pd.Timedelta(days=420))
    axes.set_title("What each published count of solved telecom-fraud cases covers")
    _legend(axes)
    return picture


def _bar(axes, y, row):
    claimed = isinstance(row["in_paper"], str)
    colour = ACCENT if claimed else PALETTE[1] if row["twin"] else PALETTE[0]
    first = max(row["period_start"], _START)
    days = (row["period_end"] - first).days + 1
    axes.barh(y, days, left=first, height=0.62, color=colour, alpha=0.85)
    label = row["text"] + (f"   (claim {row['in_paper']})" if claimed else "")
    at = row["period_end"] + pd.Timedelta(days=20)
    axes.text(at, y, label, va="center", fontsize=8, color=colour if claimed else INK)


def _legend(axes):
    from matplotlib.patches import Patch

    entries = {
        "copied by the paper as the year's number": ACCENT,
        "the same number, another time": PALETTE[1],
        "other published counts": PALETTE[0],
    }
    axes.legend(
        handles=[Patch(color=colour, label=label) for label, colour in entries.items()], loc="upper right", fontsize=8
    )


def _words(data):
    return (
        "Each bar is one published count of telecom-fraud cases solved in mainland China: its length is the time that "
        "the number counts, the label the number as printed. Red: the numbers that the paper gives for the years 2021 "
        "and 2022. Orange: the same number printed for another time. "
        f"Bars that begin before {_START:%Y} are cut at the edge; counts with an unknown start or end are not drawn."
    )


FIGURE = PaperFigure(
    name="01-solved-cases-windows",
    title="What each published count of solved cases covers",
    notebook="01_reproducing_the_paper",
    compute=data,
    picture=_picture,
    words=_words,
)
