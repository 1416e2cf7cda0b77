"""Figure 2: handovers from Myanmar, announced totals against single handovers."""

from __future__ import annotations

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.plotting import ACCENT, GREY, INK, PALETTE, count_axis, joined, month_axis, panels, tidy_axes

__all__ = ["FIGURE", "data"]

_VERBS = {"suspects_handed_over": "handed over", "suspects_captured": "captured"}
#: Flown home from one place, gambling included: another count, drawn beside the others.
_LOCAL = ("suspects_repatriated", "Myawaddy")
#: A window of up to this many days is one handover, a longer one a running total.
_SINGLE_DAYS = 31
#: National totals that begin later count another campaign.
_CAMPAIGN = pd.Timestamp("2023-12-31")
#: Two reports are of one handover if so near in time and number (Wa State says 2,350 on the 13th, the ministry 2,349 on
#: the 14th).
_SAME_DAYS, _SAME_SHARE = 3, 0.01


def data(dataset: Dataset) -> pd.DataFrame:
    """Announced totals and single handovers of Chinese suspects from Myanmar.

    Returns
    -------
    DataFrame
        ``series`` (``total handed over``, ``total captured``, ``total from Myawaddy``, ``single handover``), ``date``
        (the window's last day), ``period_start, value, lower, upper, text, itemised`` (for single handovers: their sum
        up to the date) and ``ids``. Different reports of one handover are one row.
    """
    observations = dataset.select([*_VERBS, _LOCAL[0]], ref_area=["CN", "CN-YN"], counterpart_area="MM").observations
    observations = observations.dropna(subset=["period_end"])
    observations = observations.assign(series=_series(observations)).dropna(subset=["series"])
    totals = observations[observations["series"].str.startswith("total")]
    totals = totals.groupby(["series", "period_end", "value"], as_index=False).agg(**_COLUMNS)
    singles = _distinct(_outermost(observations[observations["series"] == "single handover"]))
    singles["itemised"] = singles["value"].cumsum()
    rows = pd.DataFrame(pd.concat([totals, singles], ignore_index=True))
    rows = rows.rename(columns={"period_end": "date"})
    columns = ["series", "date", "period_start", "value", "lower", "upper", "text", "itemised", "ids"]
    return rows.loc[:, columns].sort_values(["series", "date", "value"], ignore_index=True)


_COLUMNS = {
    "period_start": ("period_start", "min"),
    "lower": ("lower", "min"),
    "upper": ("upper", "max"),
    "text": ("value_text", "first"),
    "ids": ("observation_id", joined),
}


def _series(observations):
    """Which series each observation belongs to; missing for those of neither kind."""
    days = _length(observations)
    national = observations["indicator"].isin(_VERBS)
    # Without a printed start, a number above every single handover dated until then is a running total.
    dated = observations[(days < _SINGLE_DAYS) & national]
    largest = [dated.loc[dated["period_end"] <= end, "value"].max() for end in observations["period_end"]]
    total = (days >= _SINGLE_DAYS) | (days.isna() & (observations["value"] > pd.Series(largest, observations.index)))
    series = pd.Series(index=observations.index, dtype="object")
    series[national & ~total] = "single handover"
    begun = ~(observations["period_start"] > _CAMPAIGN)
    series[national & total & begun] = "total " + observations["indicator"].map(_VERBS)
    later = (observations["period_end"] > _CAMPAIGN) & (observations["sub_area"] == _LOCAL[1])
    series[~national & total & later] = f"total from {_LOCAL[1]}"
    return series


def _length(observations):
    """Days from the first to the last of each window."""
    return (observations["period_end"] - observations["period_start"]).dt.days


def _outermost(singles):
    """Single handovers that are not a part of another one (209 of 706)."""
    return singles[~singles["part_of"].isin(singles["observation_id"])]


_KEPT = ["series", "period_end", "period_start", "value", "lower", "upper"]


def _distinct(singles):
    """One row per handover, from the earliest published report of it."""
    rows = []
    for row in singles.sort_values(["period_end", "published_by", "observation_id"]).to_dict("records"):
        twin = next((r for r in reversed(rows) if _same(r, row)), None)
        if twin:
            twin["ids"] = " ".join(sorted([*twin["ids"].split(), row["observation_id"]]))
            continue
        rows.append({name: row[name] for name in _KEPT} | {"text": row["value_text"], "ids": row["observation_id"]})
    return pd.DataFrame(rows)


def _same(known, row):
    near = abs((row["period_end"] - known["period_end"]).days) <= _SAME_DAYS
    return near and abs(row["value"] - known["value"]) <= _SAME_SHARE * known["value"]


def _picture(data):
    singles = data[data["series"] == "single handover"]
    picture, (top, bottom) = panels(2, 1, figsize=(9.5, 8), sharex=True, gridspec_kw={"height_ratios": [2.4, 1]})
    _totals(top, data)
    _stairs(top, singles, data["date"].max())
    _gap(top, data, singles)
    top.legend(loc="upper left", fontsize=8)
    top.set_title("Suspects from Myanmar: what was announced, and what was itemised")
    bottom.vlines(singles["date"], 0, singles["value"], color=INK, linewidth=1.2)
    bottom.plot(singles["date"], singles["value"], "o", color=INK, markersize=3.5)
    bottom.set_title("Single handovers reported (persons)", fontsize=9, fontweight="normal")
    for axes in (top, bottom):
        axes.set_ylim(0)
        count_axis(axes)
        tidy_axes(axes, "both")
    month_axis(bottom)
    picture.tight_layout()
    return picture


def _stairs(axes, singles, last):
    """The sum of the single handovers, up to the last day drawn."""
    sums = [*singles["itemised"], singles["itemised"].iloc[-1]]
    days = pd.concat([singles["date"], pd.Series([last])])
    axes.fill_between(days, sums, step="post", color=GREY, alpha=0.35, linewidth=0)
    axes.step(days, sums, where="post", color=INK, linewidth=1, label="sum of the single handovers reported")


def _totals(axes, data):
    names = sorted(name for name in data["series"].unique() if name.startswith("total"))
    colours = {"total handed over": PALETTE[0], "total captured": PALETTE[5]}
    for name in names:
        rows = data[data["series"] == name]
        colour = colours.get(name, PALETTE[2])
        finite = rows["upper"].where(rows["upper"] < float("inf"), rows["value"])
        axes.vlines(rows["date"], rows["lower"], finite, color=colour, linewidth=2, alpha=0.6)
        marker = "^" if name == "total captured" else "o"
        axes.plot(rows["date"], rows["value"], marker, color=colour, markersize=6, label=name)


def _gap(axes, data, singles):
    """Mark the largest share never itemised: at the last announced national total."""
    totals = data[data["series"] == "total handed over"]
    row = totals.loc[totals["date"].idxmax()]
    itemised = singles.loc[singles["date"] <= row["date"], "value"].sum()
    axes.annotate(
        "",
        (row["date"], row["value"] * 0.985),
        (row["date"], itemised),
        arrowprops={"arrowstyle": "<->", "color": ACCENT, "linewidth": 1.2},
    )
    axes.annotate(
        f"at least {(row['lower'] - itemised) // 1000 * 1000:,.0f}\nitemised in no source read",
        (row["date"], (row["value"] + itemised) / 2),
        xytext=(6, 0),
        textcoords="offset points",
        fontsize=8,
        color=ACCENT,
        va="center",
    )


def _words(data):
    return (
        "Top: running totals as announced, on the last day that they count; vertical lines show what 'more than' and "
        "rounding leave open. The totals do not all begin on the same day, several print no beginning, and from late "
        "2024 the verb changes from 'handed over' to 'captured'. Grey: the sum of all single handovers that any source "
        "reports; what lies above it is itemised in no source read. Bottom: the single handovers."
    )


FIGURE = PaperFigure(
    name="02-handovers",
    title="Handovers from Myanmar: announced totals against single handovers",
    notebook="07_handovers_and_treaties",
    compute=data,
    picture=_picture,
    words=_words,
)
