"""Figure 14: the months that the bulletins allow, beside the dates of interventions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.draws import Draws
from fraudstats.figures.base import PaperFigure
from fraudstats.plotting import ACCENT, PALETTE, count_axis, joined, panels, tidy_axes

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
    picture, axes = panels(figsize=(9.5, 4.6))
    tidy_axes(axes, "both")
    band = {"color": PALETTE[0], "alpha": 0.25, "linewidth": 0, "label": "90% band of the month"}
    axes.fill_between(months["month"], months["lower"], months["upper"], **band)
    axes.plot(months["month"], months["estimate"], color=PALETTE[0], label="median")
    top = months["upper"].max()
    for place, (label, date) in enumerate(zip(marks["label"], marks["month"], strict=True)):
        axes.axvline(date, color=ACCENT, linewidth=1.3, linestyle="--")
        at = (date + pd.Timedelta(days=12), top * (1.02 + 0.06 * (place % 2)))
        axes.annotate(label, at, fontsize=8, color=ACCENT, ha="left")
    axes.set_ylim(0, top * 1.15)
    count_axis(axes)
    axes.set_title("Cases solved per month, as far as the bulletins tell")
    axes.legend(loc="upper left", fontsize=8)
    return picture


def _words(data):
    return (
        "Months are not published: the band holds, month by month, 90 per cent of the monthly series that agree with "
        "these bulletins (and with a smooth prior) if all of them count the same. December stands out where a "
        "full-year total exceeds an eleven-month one by more than an average month. Dashed: the dates of the "
        "interventions."
    )


FIGURE = PaperFigure(
    name="14-interventions",
    title="Cases solved per month, as far as the bulletins tell, and two interventions",
    notebook="05_law_and_operations",
    compute=data,
    picture=_picture,
    words=_words,
    inputs=_inputs,
    bands=[("lower", "estimate", "upper")],
)
