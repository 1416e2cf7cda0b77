"""Figure 14: the months that the bulletins allow, beside the dates of interventions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from fraudstats.amounts import listed, span
from fraudstats.dataset import Dataset
from fraudstats.draws import Draws
from fraudstats.figures.base import PaperFigure
from fraudstats.figures.labels import number
from fraudstats.plotting import ACCENT, INK, PALETTE, band, count_axis, joined, panels, tidy_axes, year_axis

__all__ = ["FIGURE", "data"]


def _inputs(dataset: Dataset) -> dict[str, Any]:
    from fraudstats.reconciliation import reconcile

    chosen = dataset.select("telecom_fraud_cases_solved", ref_area="CN", start="2020")
    bulletins, changes = chosen.bulletins()
    changes = changes[changes["base_start"] >= "2020-01-01"]
    result = reconcile(bulletins, changes, start="2020-01", end="2025-12", repair="least")
    dates = {"law in force": "2022-12-01", "joint operations": "2023-09-01"}
    return {"draws": result.draws(100, seed=5), "bulletins": bulletins, "dates": dates}


def data(dataset: Dataset, draws: Draws, bulletins: pd.DataFrame, dates: Mapping[str, str]) -> pd.DataFrame:
    """Median and central 90% of monthly draws, and the dates of the interventions.

    Parameters
    ----------
    dataset : Dataset
    draws : Draws
        Months x draws, of a reconciliation.
    bulletins : DataFrame
        The observations that the draws come from, for the sources.
    dates : mapping
        Label -> date of an intervention.

    Returns
    -------
    DataFrame
        ``month``, ``lower, estimate, upper`` (of a date: empty), ``label`` (of an intervention) and ``ids`` (those of
        all months are in the first row).
    """
    low, mid, high = (draws.quantile(q).to_numpy() for q in (0.05, 0.5, 0.95))
    months = pd.DataFrame(
        {"month": pd.PeriodIndex(draws.index).to_timestamp(), "lower": low, "estimate": mid, "upper": high}
    )
    months.loc[0, "ids"] = joined(bulletins["observation_id"])
    marks = pd.DataFrame({"month": pd.to_datetime(list(dates.values())), "label": list(dates)})
    return pd.concat([months, marks], ignore_index=True).loc[:, ["month", "lower", "estimate", "upper", "label", "ids"]]


def _picture(data):
    months, marks = data[data["label"].isna()], data[data["label"].notna()]
    picture, axes = panels(height=3.6)
    tidy_axes(axes, "both")
    edges = [*months["month"], months["month"].iloc[-1] + pd.offsets.MonthBegin()]
    low, middle, high = (months[end].to_numpy() for end in ("lower", "estimate", "upper"))
    low, middle, high = ([*one, one[-1]] for one in (low, middle, high))
    band(axes, edges, low, high, color=PALETTE[0], label="90% band of the month", step="post")
    axes.plot(edges, middle, color=PALETTE[0], drawstyle="steps-post", label="median")
    top = months["upper"].max()
    for label, date in zip(marks["label"], marks["month"], strict=True):
        axes.axvline(date, color=ACCENT, linewidth=1.2, linestyle="--")
        words = f"{label}\n{date.day} {date:%b %Y}"
        axes.annotate(words, (date, 1.22 * top), (3, 0), textcoords="offset points", fontsize=7, color=ACCENT, va="top")
    _implied(axes, months)
    axes.set_ylim(0, top * 1.25)
    axes.set_ylabel("cases solved per month")
    count_axis(axes)
    axes.set_xlim(edges[0] - pd.Timedelta(days=15), edges[-1] + pd.Timedelta(days=15))
    year_axis(axes)
    axes.legend(loc="upper left")
    return picture


#: A month whose band is narrower than this share of its median is all but given by the bulletins.
_NARROW = 0.1


def _left_over(months):
    """Decembers that a full-year and an eleven-month bulletin leave hardly any room."""
    known = months["upper"] - months["lower"] < _NARROW * months["estimate"]
    return months[known & (months["month"].dt.month == 12)]


def _implied(axes, months):
    for row in _left_over(months).itertuples():
        middle = row.month + pd.Timedelta(days=15)
        axes.plot([middle], [row.estimate], "o", color=INK, markerfacecolor="white", zorder=3)
    axes.plot([], [], "o", color=INK, markerfacecolor="white", label="December: the full year less eleven months")


def _words(data):
    return (
        "Months are not published: the band holds, month by month, 90 per cent of the monthly series that agree with "
        "these bulletins (and with a smooth prior) if all of them count the same; the sharp bounds, which need no "
        "prior, are far wider and for many months begin near zero (figure 7). Rings: Decembers that "
        "nobody measured; they are what a full-year total exceeds an eleven-month one by, more than an average month. "
        "Dashed: the dates of the interventions."
    )


def _alt(data):
    months, marks = data[data["label"].isna()], data[data["label"].notna()]
    jumps = [f"{row.month:%B %Y} ({number(row.estimate)})" for row in _left_over(months).itertuples()]
    dates = [f"{row.label} {row.month:%B %Y}" for row in marks.itertuples()]
    towering = f"Decembers left over between two kinds of bulletin: {listed(jumps)}. " if jumps else ""
    last = months.iloc[-1]
    ends = (round(last[end]) for end in ("lower", "upper"))
    return (
        f"Steps with a band for {len(months)} months. {towering}The last month, {last['month']:%B %Y}, has a median of "
        f"{number(last['estimate'])} and a band of {span(*ends)}. Dashed lines: {listed(dates)}."
    )


FIGURE = PaperFigure(
    name="14-interventions",
    title="Cases solved per month, as far as the bulletins tell, and two interventions",
    notebook="05_law_and_operations",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
    inputs=_inputs,
    bands=[("lower", "estimate", "upper")],
)
