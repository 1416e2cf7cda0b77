"""Figure 13: one trend for all years by several methods: what survives?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.plotting import INK, PALETTE, joined, panels, tidy_axes

__all__ = ["FIGURE", "data"]


def _inputs(dataset: Dataset) -> dict[str, Any]:
    from fraudstats import trends

    first_years = {
        "cases solved": ("telecom_fraud_cases_solved", "2019"),
        "persons prosecuted": ("telecom_fraud_persons_prosecuted", "2018"),
        "funds intercepted": ("funds_intercepted", "2019"),
    }
    series = {
        name: dataset.series(indicator, "CN", freq="Y", start=year, accept="break")
        for name, (indicator, year) in first_years.items()
    }
    fits = {
        name: {
            "Sen's slope": trends.theil_sen(_logs(one)),
            "log-linear": trends.joinpoint(one, max_joinpoints=0),
            "quasi-Poisson": trends.count_trend(one),
            "interval-censored": trends.interval_regression(one),
        }
        for name, one in series.items()
    }
    return {"series": series, "fits": fits}


def _logs(series: pd.DataFrame) -> pd.Series:
    """Logarithms of the midpoints of a series of full years, by year: Sen's slope of them is a relative change."""
    middle = (series["lower"] + series["upper"]) / 2
    return pd.Series(np.log(middle.to_numpy(float)), index=series["period_start"].dt.year.rename("year"))


def data(dataset: Dataset, series: Mapping[str, pd.DataFrame], fits: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """The change per year by several methods, each with its 95% interval.

    Parameters
    ----------
    dataset : Dataset
    series : mapping
        Name -> full-year totals, as from `Dataset.series`.
    fits : mapping
        Name -> method -> fitted trend: a joinpoint regression without joinpoints, or a result whose ``slope`` is the
        change of the logarithm per year.

    Returns
    -------
    DataFrame
        ``series, method, n, estimate, lower, upper`` (per cent per year), ``p_value`` and ``ids``.
    """
    rows = [
        {"series": name, "method": method, "n": len(series[name]), **_change(fit)}
        | {"ids": joined(series[name]["observation_id"])}
        for name, methods in fits.items()
        for method, fit in methods.items()
    ]
    return pd.DataFrame(rows)


def _change(fit):
    """Estimate, ends of its 95% interval and p-value, in per cent per year."""
    row = fit.to_frame().iloc[0] if "apc_1" in fit.params.index else fit.to_frame().loc["slope"]
    ends = row[["estimate", "lower", "upper"]].astype(float)
    if "apc_1" not in fit.params.index:
        ends = 100 * np.expm1(ends)
    return {**ends.to_dict(), "p_value": float(row["p_value"])}


def _picture(data):
    picture, axes = panels(figsize=(9, 0.9 + 0.36 * len(data)))
    tidy_axes(axes)
    names = list(data["series"].unique())
    for y, row in enumerate(data.to_dict("records")):
        colour = PALETTE[names.index(row["series"])]
        clear = row["lower"] > 0 or row["upper"] < 0
        axes.plot([row["lower"], row["upper"]], [y, y], color=colour, linewidth=2.5, alpha=0.55)
        axes.plot([row["estimate"]], [y], "o", color=colour, markerfacecolor=colour if clear else "white")
    axes.axvline(0, color=INK, linewidth=1)
    labels = [f"{row['series']} ({row['n']} years): {row['method']}" for row in data.to_dict("records")]
    axes.set_yticks(range(len(data)), labels)
    axes.set_ylim(len(data) - 0.5, -0.5)
    axes.set_xlabel("change per year, per cent, with 95% interval")
    axes.set_title("One trend for all years: what survives?")
    return picture


def _words(data):
    return (
        "The average change per year of three yearly series of mainland China by four methods. A filled dot: the 95% "
        "interval excludes zero. Each method fits a single trend to all years; all but the interval-censored one take "
        "the midpoints of ranges. Years without a printed total are left out."
    )


FIGURE = PaperFigure(
    name="13-what-survives",
    title="The change per year of three series by four methods",
    notebook="04_trends_of_the_mainland_series",
    compute=data,
    picture=_picture,
    words=_words,
    inputs=_inputs,
    bands=[("lower", "estimate", "upper")],
    digits={"p_value": 3},
)
