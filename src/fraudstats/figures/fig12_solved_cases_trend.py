"""Figure 12: the trend of the mainland's solved cases, and how far a forecast is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.plotting import ACCENT, GREY, PALETTE, count_axis, meaningful, panels, tidy_axes

if TYPE_CHECKING:
    from fraudstats.trends.forecasting.forecast import ForecastResult
    from fraudstats.trends.joinpoints.result import JoinpointResult

__all__ = ["FIGURE", "data"]


def _inputs(dataset: Dataset) -> dict[str, Any]:
    from fraudstats import trends

    series = dataset.series("telecom_fraud_cases_solved", "CN", freq="Y", start="2019", accept="break")
    fit = trends.joinpoint(series, max_joinpoints=1)
    return {"series": series, "fit": fit, "ahead": trends.forecast(series, horizon=2)}


def data(dataset: Dataset, series: pd.DataFrame, fit: JoinpointResult, ahead: ForecastResult) -> pd.DataFrame:
    """Yearly totals of solved cases, the joinpoint fit, and forecasts.

    Parameters
    ----------
    dataset : Dataset
    series : DataFrame
        Full-year totals, as from `Dataset.series`.
    fit : JoinpointResult
        Of the series.
    ahead : ForecastResult
        Of the series.

    Returns
    -------
    DataFrame
        ``kind`` (``observed, fitted, local level, naive``), ``year, value, lower, upper`` and ``ids``.
    """
    year = series["period_start"].dt.year
    observed = series[["value", "lower", "upper"]].assign(kind="observed", year=year, ids=series["observation_id"])
    fitted = pd.DataFrame({"kind": "fitted", "year": year, "value": fit.fittedvalues})
    future = ahead.to_frame()
    years = [int(str(label)[:4]) for label in future.index]
    local = pd.DataFrame({"kind": "local level", "year": years, "value": future["estimate"].to_numpy()})
    local = local.assign(lower=future["lower"].to_numpy(), upper=future["upper"].to_numpy())
    local = meaningful(local, bands=[("lower", "value", "upper")])
    naive = pd.DataFrame({"kind": "naive", "year": years, "value": future["naive"].to_numpy()})
    table = pd.concat([observed, fitted, local, naive], ignore_index=True)
    return table.assign(year=table["year"].astype("int64")).loc[:, ["kind", "year", "value", "lower", "upper", "ids"]]


def _picture(data):
    seen, fitted, ahead = (data[data["kind"] == kind] for kind in ("observed", "fitted", "local level"))
    picture, axes = panels(figsize=(9, 4.8))
    tidy_axes(axes, "both")
    axes.vlines(seen["year"], seen["lower"], seen["upper"], color=PALETTE[0], linewidth=5, alpha=0.5)
    axes.plot(seen["year"], seen["value"], "o", color=PALETTE[0], label="published full-year total")
    axes.plot(fitted["year"], fitted["value"], color=ACCENT, label="joinpoint regression")
    axes.vlines(ahead["year"], ahead["lower"], ahead["upper"], color=GREY, linewidth=8, alpha=0.4)
    axes.plot(ahead["year"], ahead["value"], "s", color=GREY, label="forecast (local level) with 95% interval")
    for year, value in zip(seen["year"], seen["value"], strict=True):
        at = {"xytext": (0, 9), "textcoords": "offset points", "ha": "center", "fontsize": 8}
        at |= {"bbox": {"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 0.8}}
        axes.annotate(f"{value:,.0f}", (year, value), **at)
    axes.set_ylim(0)
    count_axis(axes)
    axes.set_title("Telecom-fraud cases solved per year: up to 2022, down since")
    axes.legend(loc="lower left", fontsize=8)
    return picture


def _words(data):
    return (
        "Full-year totals of telecom-fraud cases solved in mainland China (bar: the range that the printed number "
        "allows) with the joinpoint regression (at most one joinpoint, permutation test; ranges enter by their "
        "midpoints), and the forecast of a local-level model, which was not shown to beat the naive one. "
        f"{_cut(data)}No total of 2018 was found, so the series begins in 2019."
    )


def _cut(data):
    """What the axis, which begins at zero, leaves out."""
    below = data.loc[(data["kind"] == "local level") & (data["lower"] < 0), ["year", "lower"]]
    ends = " and ".join(f"that of {row.year} to {row.lower:,.0f}" for row in below.itertuples())
    return f"Intervals are drawn from zero on, though the forecast reaches below: {ends}. " if ends else ""


FIGURE = PaperFigure(
    name="12-solved-cases-trend",
    title="Solved cases per year, their joinpoint regression, and a forecast",
    notebook="04_trends_of_the_mainland_series",
    compute=data,
    picture=_picture,
    words=_words,
    inputs=_inputs,
)
