"""Figure 1: what each published count of solved cases really covers."""

from __future__ import annotations

import pandas as pd

from fraudstats.amounts import listed
from fraudstats.dataset import Dataset
from fraudstats.figures.base import PAPER, PaperFigure
from fraudstats.figures.labels import as_printed, number, short_window
from fraudstats.plotting import ACCENT, INK, PALETTE, count_axis, joined, panels, tidy_axes, year_axis
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
    picture, (left, right) = panels(1, 2, height=0.85 + 0.17 * len(data), sharey=True, width_ratios=(0.85, 1))
    top = _top(data)
    for y, row in enumerate(data.to_dict("records")):
        _time(left, y, row)
        _number(right, y, row, top)
    windows = [short_window(row.period_start, row.period_end) for row in data.itertuples()]
    left.set_yticks(range(len(data)), windows, fontsize=6.5)
    left.set_ylim(len(data) - 0.4, -0.6)
    left.set_xlim(_START, data["period_end"].max() + pd.Timedelta(days=40))
    year_axis(left)
    left.set_title("time that the number counts", fontweight="normal")
    right.set(xlim=(0, 2.3 * top), xlabel="cases solved")
    right.xaxis.set_label_coords(0.5 / 2.3, -0.05)
    right.set_xticks([300_000 * i for i in range(int(top // 300_000) + 1)])
    count_axis(right, "x")
    right.set_title("number as printed", fontweight="normal")
    right.set_title("witnesses", loc="right", fontweight="normal", fontsize=6.5)
    for axes in (left, right):
        tidy_axes(axes)
    left.legend(handles=_handles(), loc="upper right", fontsize=6.5, borderaxespad=0.2)
    return picture


def _top(data):
    """Where bars end: the longest leaves the others far behind."""
    return 1.12 * data["value"].nlargest(2).iloc[-1]


#: Colour and hatch of a bar: red and hatched, red and hollow, blue.
_STYLES = {
    "the paper's number for the year": {"facecolor": ACCENT, "hatch": "/////", "edgecolor": "white", "linewidth": 0},
    "the same number, another time": {"facecolor": "white", "edgecolor": ACCENT, "linewidth": 1},
    "other published counts": {"facecolor": PALETTE[0]},
}


def _style(row):
    paper, twin, other = _STYLES.values()
    return paper if isinstance(row["in_paper"], str) else twin if row["twin"] else other


def _time(axes, y, row):
    first = max(row["period_start"], _START)
    axes.barh(y, (row["period_end"] - first).days + 1, left=first, height=0.62, **_style(row))
    if row["period_start"] < _START:
        axes.annotate("◂", (_START, y), ha="right", va="center", fontsize=6)


def _number(axes, y, row, top):
    """A bar as long as the number, broken where it leaves the others far behind."""
    end = min(row["value"], top)
    axes.barh(y, end, height=0.62, **_style(row))
    reach = min(row["upper"], top)
    axes.hlines(y, min(row["lower"], top), reach, color=INK, linewidth=1)
    if row["value"] > top:
        axes.text(0.94 * top, y, "//", ha="center", va="center", fontsize=9, color="white", fontweight="bold")
    claimed = isinstance(row["in_paper"], str)
    words = as_printed(row) + (f": the paper's {row['period_end'].year}" if claimed else "")
    axes.text(max(end, reach) + 0.02 * top, y, words, va="center", fontsize=6.5, color=ACCENT if claimed else INK)
    axes.text(1, y, row["witnesses"], transform=axes.get_yaxis_transform(), ha="right", va="center", fontsize=6.5)


def _handles():
    from matplotlib.patches import Patch

    return [Patch(label=label, **style) for label, style in _STYLES.items()]


def _words(data):
    before = " (◂: it begins earlier)" if (data["period_start"] < _START).any() else ""
    broken = "A bar with a break (//) is longer than drawn. " if (data["value"] > _top(data)).any() else ""
    return (
        "Each row is one published count of telecom-fraud cases solved in mainland China. Left: the time that "
        f"it counts{before}. Right: the number as printed (in English digits, a Chinese print after it), and how many "
        "independent witnesses print it. Red and hatched: the numbers that the paper gives for whole years; "
        f"red and hollow: the same number printed for another time. {broken}"
        "A thin dark line: the range that rounding and words such as 'more than' leave open. Counts with an unknown "
        "start or end are not drawn."
    )


def _alt(data):
    marked = data[data["in_paper"].notna()]
    claimed = [
        f"{as_printed(row)} for {short_window(row['period_start'], row['period_end'])}, which the paper gives for the "
        f"year {row['period_end'].year}"
        for row in marked.to_dict("records")
    ]
    twins = [
        f"{number(row.value)} again for {short_window(row.period_start, row.period_end)}"
        for row in data[data["twin"]].itertuples()
    ]
    years = data[(data["period_start"].dt.day_of_year == 1) & (data["period_end"].dt.strftime("%m%d") == "1231")]
    whole = [f"{row.period_end.year}: {number(row.value)}" for row in years.itertuples()]
    return (
        f"{len(data)} horizontal bars over the years {_START.year} to {data['period_end'].max().year}, one for each "
        f"published count. Among them {listed([*claimed, *twins])}. Whole years: {listed(whole)}."
    )


FIGURE = PaperFigure(
    name="01-solved-cases-windows",
    title="What each published count of solved cases covers",
    notebook="01_reproducing_the_paper",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
)
