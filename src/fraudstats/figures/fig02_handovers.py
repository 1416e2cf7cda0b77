"""Figure 2: handovers from Myanmar, announced totals against single handovers."""

from __future__ import annotations

import pandas as pd

from fraudstats.amounts import listed
from fraudstats.dataset import Dataset
from fraudstats.errors import DatasetError
from fraudstats.figures.base import PaperFigure
from fraudstats.figures.labels import as_printed, counted, day, number
from fraudstats.plotting import INK, PALE, PALETTE, count_axis, joined, month_axis, panels, tidy_axes, values
from fraudstats.vocabulary import QUALIFIERS

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
        (the window's last day), ``period_start, value, lower, upper, qualifier, text, itemised`` (for single handovers:
        their sum up to the date) and ``ids``. Different reports of one handover are one row.

    Raises
    ------
    DatasetError
        If the dataset has no announced totals or no single handovers.
    """
    observations = dataset.select([*_VERBS, _LOCAL[0]], ref_area=["CN", "CN-YN"], counterpart_area="MM").observations
    observations = observations.dropna(subset=["period_end"])
    observations = observations.assign(series=_series(observations)).dropna(subset=["series"])
    totals = observations[observations["series"].str.startswith("total")]
    totals = totals.groupby(["series", "period_end", "value"], as_index=False).agg(**_COLUMNS)
    singles = _distinct(_outermost(observations[observations["series"] == "single handover"]))
    singles["itemised"] = singles["value"].cumsum()
    rows = pd.DataFrame(pd.concat([totals, singles], ignore_index=True))
    if missing := [name for name in (*_MARKS, "single handover") if name not in set(rows["series"])]:
        raise DatasetError(
            f"figure 02 compares announced totals with single handovers from Myanmar; this dataset has no "
            f"{listed(missing)}: choose a later vintage or another selection"
        )
    rows = rows.rename(columns={"period_end": "date"})
    columns = ["series", "date", "period_start", "value", "lower", "upper", "qualifier", "text", "itemised", "ids"]
    return rows.loc[:, columns].sort_values(["series", "date", "value"], ignore_index=True)


_COLUMNS = {
    "period_start": ("period_start", "min"),
    "lower": ("lower", "min"),
    "upper": ("upper", "max"),
    "qualifier": ("qualifier", "first"),
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


_KEPT = ["series", "period_end", "period_start", "value", "lower", "upper", "qualifier"]


def _distinct(singles):
    """One row per handover, from the earliest published report of it."""
    rows = []
    for row in singles.sort_values(["period_end", "published_by", "observation_id"]).to_dict("records"):
        twin = next((r for r in reversed(rows) if _same(r, row)), None)
        if twin:
            twin["ids"] = " ".join(sorted([*twin["ids"].split(), row["observation_id"]]))
            continue
        rows.append({name: row[name] for name in _KEPT} | {"text": row["value_text"], "ids": row["observation_id"]})
    return pd.DataFrame(rows, columns=[*_KEPT, "text", "ids"])


def _same(known, row):
    near = abs((row["period_end"] - known["period_end"]).days) <= _SAME_DAYS
    return near and abs(row["value"] - known["value"]) <= _SAME_SHARE * known["value"]


def _picture(data):
    singles = data[data["series"] == "single handover"]
    local = data["series"] == f"total from {_LOCAL[1]}"
    picture, (top, middle, bottom) = panels(3, 1, height=6.6, sharex=True, height_ratios=(2.6, 1, 0.8))
    _stairs(top, singles, data["date"].max())
    _totals(top, data[~local])
    _gap(top, data, singles)
    top.set_title("national totals as announced, and the sum of all single handovers", fontweight="normal")
    middle.vlines(singles["date"], 0, singles["value"], color=INK, linewidth=1.2)
    middle.plot(singles["date"], singles["value"], "o", color=INK, markersize=3)
    _name_the_largest(middle, singles)
    middle.set_title("single handovers reported", fontweight="normal")
    values(bottom, *(data.loc[local, column] for column in ("date", "value", "lower", "upper")), color=PALETTE[2],
           marker="^")  # fmt: skip
    bottom.set_title(f"flown home from {_LOCAL[1]}, gambling included: another count", fontweight="normal")
    for axes in (top, middle, bottom):
        axes.set_ylim(0, 1.12 * axes.get_ylim()[1])
        axes.set_ylabel("persons")
        count_axis(axes)
        tidy_axes(axes, "both")
    month_axis(bottom)
    picture.align_ylabels()
    return picture


def _stairs(axes, singles, last):
    """The sum of the single handovers, up to the last day drawn."""
    sums = [*singles["itemised"], singles["itemised"].iloc[-1]]
    days = pd.concat([singles["date"], pd.Series([last])])
    axes.fill_between(days, sums, step="post", color=PALE, linewidth=0)
    axes.step(days, sums, where="post", color=INK, linewidth=1)
    words = f"sum of the single handovers: {number(sums[-1])}"
    axes.annotate(words, (last, sums[-1]), (0, 5), textcoords="offset points", ha="right", fontsize=7)


#: Verb of the announcement -> colour, marker, and where its name stands beside its last dot.
_MARKS = {
    "total handed over": (PALETTE[0], "o", {"xytext": (-26, 6), "ha": "right"}),
    "total captured": (PALETTE[1], "s", {"xytext": (-8, 4), "ha": "right"}),
}


def _totals(axes, data):
    for name, (colour, marker, place) in _MARKS.items():
        rows = data[data["series"] == name]
        values(axes, *(rows[column] for column in ("date", "value", "lower", "upper")), color=colour, marker=marker,
               label=name)  # fmt: skip
        wide = rows[rows["upper"] - rows["lower"] >= _SHOWN_RANGE]
        is_floor = wide["qualifier"].map(_is_floor).astype(bool)
        for end, some in {"_": wide[~is_floor], "^": wide[is_floor]}.items():
            axes.plot(some["date"], some["upper"], end, color=colour, markersize=6, markerfacecolor="white")
        last = rows.loc[rows["date"].idxmax()]
        words = f"{name}: {as_printed(last)}\nup to {day(last['date'])}"
        axes.annotate(
            words, (last["date"], last["value"]), textcoords="offset points", color=colour, fontsize=7, **place
        )


def _is_floor(qualifier):
    """Whether a print says only what it is more than."""
    return QUALIFIERS[qualifier].loose and not QUALIFIERS[qualifier].reach["printed"][0]


#: A range as wide as this gets an end on the picture.
_SHOWN_RANGE = 2_000


def _name_the_largest(axes, singles, most=4):
    """The largest handovers by number and day; on the left where a larger one follows at once."""
    for row in singles.nlargest(most, "value").itertuples():
        near = singles[singles["date"].between(row.date, row.date + pd.Timedelta(days=60), inclusive="right")]
        left = (near["value"] > row.value).any()
        side = {"xytext": (-4, 1), "ha": "right"} if left else {"xytext": (4, 1), "ha": "left"}
        words = f"{number(row.value)}, {row.date.day} {row.date:%b}"
        axes.annotate(words, (row.date, row.value), textcoords="offset points", fontsize=6.5, **side)


def _gap(axes, data, singles):
    """Mark the share that no source itemises: at the last announced national total."""
    row, itemised, missing = _missing(data)
    arrow = {"arrowstyle": "<->", "color": INK, "linewidth": 1, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", (row["date"], row["lower"]), (row["date"], itemised), arrowprops=arrow)
    words = f"at least {number(missing)}\nitemised in no source read"
    middle = (row["lower"] + itemised) / 2
    axes.annotate(words, (row["date"], middle), (6, 0), textcoords="offset points", fontsize=7, va="center")


def _missing(data):
    """The last national total, the sum of the single handovers up to it, and how much at least lies between."""
    totals = data[data["series"] == "total handed over"]
    row = totals.loc[totals["date"].idxmax()]
    singles = data[(data["series"] == "single handover") & (data["date"] <= row["date"])]
    itemised = singles["value"].sum()
    return row, itemised, (row["lower"] - itemised) // 1000 * 1000


def _words(data):
    totals = data[data["series"] == "total handed over"]
    twice = totals[totals.duplicated("date", keep=False)]
    days = "".join(
        f" {counted(len(rows)).capitalize()} totals are announced up to {day(date)}, "
        f"{listed(map(number, sorted(rows['value'])))}; each is drawn."
        for date, rows in twice.groupby("date")
    )
    captured = data.loc[data["series"] == "total captured", "date"]
    return (
        "Top: running totals as announced, on the last day that they count, at the printed number; the bars are what "
        "'more than' (open arrow head) and rounding leave open, where that is wider than the mark. The totals do not "
        "all begin on the same day, several print no beginning, "
        f"and after {day(totals['date'].max())} the verb changes from 'handed over' to 'captured' (first up to "
        f"{day(captured.min())}).{days} Grey: the sum of all single "
        "handovers that any source reports; what lies above it is itemised in no source read. Middle: the single "
        f"handovers. Bottom: totals flown home from {_LOCAL[1]}, a count of its own that is part of no other here."
    )


def _alt(data):
    row, itemised, missing = _missing(data)
    totals = data[data["series"] == "total handed over"].sort_values("date")
    first = totals.iloc[0]
    captured = data[data["series"] == "total captured"].sort_values("date").iloc[-1]
    single = data[data["series"] == "single handover"].nlargest(1, "value").iloc[0]
    local = data[data["series"] == f"total from {_LOCAL[1]}"].sort_values("date").iloc[-1]
    return (
        f"Three panels over time. Announced totals rise from {number(first['value'])} by {day(first['date'])} to "
        f"{number(row['value'])} or more by {day(row['date'])}; captured: {number(captured['value'])} by "
        f"{day(captured['date'])}. The single handovers reported up to {day(row['date'])} add up to "
        f"{number(itemised)}, so at least {number(missing)} are itemised in no source read. The largest single "
        f"handover is {number(single['value'])} on {day(single['date'])}. From {_LOCAL[1]}: {number(local['value'])} "
        f"by {day(local['date'])}."
    )


FIGURE = PaperFigure(
    name="02-handovers",
    title="Handovers from Myanmar: announced totals against single handovers",
    notebook="07_handovers_and_treaties",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
)
