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
from fraudstats.plotting import ACCENT, INK, joined, panels, tidy_axes, year_axis
from fraudstats.reconciliation.plot import draw_periods

__all__ = ["FIGURE", "data"]

#: Probability outside the band.
_ALPHA = 0.1
_ENDS = ["lower_bound", "lower", "estimate", "upper", "upper_bound"]


def _inputs(dataset: Dataset) -> dict[str, Any]:
    from fraudstats.reconciliation import reconcile

    chosen = dataset.select("telecom_fraud_cases_solved", ref_area="CN", start="2020")
    bulletins, changes = chosen.bulletins()
    changes = changes[changes["base_start"] >= "2020-01-01"]
    result = reconcile(bulletins, changes, start="2020-01", end="2025-12", repair="least")
    dates = {"law in force": "2022-12-01", "joint operations": "2023-09-01"}
    draws, bounds = result.draws(100, seed=5), result.bounds_table("M")
    return {"draws": draws, "bounds": bounds, "bulletins": bulletins, "dates": dates}


def data(
    dataset: Dataset, draws: Draws, bounds: pd.DataFrame, bulletins: pd.DataFrame, dates: Mapping[str, str]
) -> pd.DataFrame:
    """Median and central 90% of monthly draws, the sharp bounds, and the dates of the interventions.

    Parameters
    ----------
    dataset : Dataset
    draws : Draws
        Months x draws, of a reconciliation.
    bounds : DataFrame
        ``lower, upper`` of the same months, as from `Reconciliation.bounds_table`.
    bulletins : DataFrame
        The observations that the draws come from, for the sources.
    dates : mapping
        Label -> date of an intervention.

    Returns
    -------
    DataFrame
        ``month``, ``lower_bound, lower, estimate, upper, upper_bound`` (of a date: empty), ``label`` (of an
        intervention) and ``ids`` (those of all months are in the first row).
    """
    low, mid, high = (draws.quantile(q).to_numpy() for q in (_ALPHA / 2, 0.5, 1 - _ALPHA / 2))
    sharp = bounds.loc[draws.index]
    months = pd.DataFrame({
        "month": pd.PeriodIndex(draws.index).to_timestamp(), "lower": low, "estimate": mid, "upper": high,
        "lower_bound": sharp["lower"].to_numpy(), "upper_bound": sharp["upper"].to_numpy(),
    })  # fmt: skip
    months.loc[0, "ids"] = joined(bulletins["observation_id"])
    marks = pd.DataFrame({"month": pd.to_datetime(list(dates.values())), "label": list(dates)})
    return pd.concat([months, marks], ignore_index=True).loc[:, ["month", *_ENDS, "label", "ids"]]


def _picture(data):
    months, marks = data[data["label"].isna()], data[data["label"].notna()]
    picture, axes = panels(height=3.6)
    tidy_axes(axes, "both")
    top = months["upper"].max()
    draw_periods(axes, months.set_index(pd.PeriodIndex(months["month"], freq="M")), 1.25 * top, _ALPHA)
    for label, date in zip(marks["label"], marks["month"], strict=True):
        axes.axvline(date, color=ACCENT, linewidth=1.2, linestyle="--")
        words = f"{label}\n{date.day} {date:%b %Y}"
        above = {"xytext": (0, 2), "textcoords": "offset points", "ha": "center", "va": "bottom"}
        axes.annotate(words, (date, 1), xycoords=("data", "axes fraction"), fontsize=7, color=ACCENT, **above)
    _implied(axes, months)
    axes.set_ylabel("cases solved per month")
    year_axis(axes)
    axes.legend(ncols=4, loc="lower left", bbox_to_anchor=(0, 1.11), borderaxespad=0.2)
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
    axes.plot([], [], "o", color=INK, markerfacecolor="white", label="full year less eleven months")


def _words(data):
    return (
        f"Months are not published: the band holds, month by month, {1 - _ALPHA:.0%} of the monthly series that agree "
        "with these bulletins (and with a smooth prior) if all of them count the same; such bands are tested where "
        "each bulletin is predicted from the others. "
        "Grey, between two edges: the "
        "sharp bounds, which need no prior; an arrow names the largest of a run of bounds beyond the axis. "
        "Bulletins on earlier months are not used here, so that bands differ from those of a longer series."
        f"{_rings(data)} Dashed: the dates of the interventions."
    )


def _rings(data):
    if _left_over(data).empty:
        return ""
    return " Rings: Decembers that nobody measured; they are what a full-year total exceeds an eleven-month one by."


def _alt(data):
    months, marks = data[data["label"].isna()], data[data["label"].notna()]
    jumps = [f"{row.month:%B %Y} ({number(row.estimate)})" for row in _left_over(months).itertuples()]
    dates = [f"{row.label} {row.month:%B %Y}" for row in marks.itertuples()]
    towering = f"Decembers left over between two kinds of bulletin: {listed(jumps)}. " if jumps else ""
    last = months.iloc[-1]
    ends = (round(last[end]) for end in ("lower", "upper"))
    sharp = last[["lower_bound", "upper_bound"]].astype(float)
    unknown = int((months["lower_bound"] == 0).sum())
    return (
        f"Steps with a band for {len(months)} months. {towering}The last month, {last['month']:%B %Y}, has a median of "
        f"{number(last['estimate'])}, a band of {span(*ends)} and sharp bounds of {span(*sharp.round())}. The sharp "
        f"bounds of {unknown} months begin at zero. Dashed lines: {listed(dates)}."
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
