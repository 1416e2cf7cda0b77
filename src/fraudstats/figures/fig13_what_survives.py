"""Figure 13: one trend for all years by several methods: what survives?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.amounts import listed
from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.figures.labels import counted
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
        ``series, method, n, missing`` (the years within the series that have no total, or ``none``), ``estimate,
        lower, upper`` (per cent per year), ``p_value`` and ``ids``.
    """
    rows = [
        {"series": name, "method": method, "n": len(series[name]), "missing": _missing(series[name])}
        | _change(fit)
        | {"ids": joined(series[name]["observation_id"])}
        for name, methods in fits.items()
        for method, fit in methods.items()
    ]
    return pd.DataFrame(rows)


def _missing(series):
    """The years between the first and the last that the series lacks, in words."""
    years = series["period_start"].dt.year
    return listed(str(year) for year in range(years.min(), years.max()) if year not in set(years))


def _change(fit):
    """Estimate, ends of its 95% interval and p-value, in per cent per year."""
    row = fit.to_frame().iloc[0] if "apc_1" in fit.params.index else fit.to_frame().loc["slope"]
    ends = row[["estimate", "lower", "upper"]].astype(float)
    if "apc_1" not in fit.params.index:
        ends = 100 * np.expm1(ends)
    return {**ends.to_dict(), "p_value": float(row["p_value"])}


def _picture(data):
    names = list(data["series"].unique())
    picture, grid = panels(
        len(names), 1, height=0.9 + 0.19 * (len(data) + 1.2 * len(names)), sharex=True, squeeze=False,
        height_ratios=[(data["series"] == name).sum() for name in names],
    )  # fmt: skip
    for axes, name in zip(grid.flat, names, strict=True):
        rows = data[data["series"] == name]
        _panel(axes, rows)
        axes.set_title(_heading(name, rows), fontweight="normal")
    grid.flat[-1].set_xlabel("change per year, per cent, with 95% interval")
    _key(grid.flat[0])
    return picture


def _heading(name, rows):
    """The series, its length, and the years that it lacks."""
    lacking = rows["missing"].iloc[0]
    return f"{name}, {rows['n'].iloc[0]} years" + (f", no total printed of {lacking}" if lacking != _NONE else "")


#: Where a series lacks no year.
_NONE = listed([])
#: The axis ends here, in per cent; what lies beyond is marked.
_ENDS = (-30, 60)


def _panel(axes, rows):
    tidy_axes(axes)
    axes.set_xlim(_ENDS[0], _ENDS[1] + 35)
    axes.set_xticks(range(_ENDS[0], _ENDS[1] + 1, 15))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:+.0f}" if value else "0")
    axes.axvline(0, color=INK, linewidth=0.8)
    for y, row in enumerate(rows.to_dict("records")):
        _interval(axes, y, row)
    axes.set_yticks(range(len(rows)), rows["method"], fontsize=7)
    axes.set_ylim(len(rows) - 0.5, -0.6)


def _interval(axes, y, row):
    axes.plot(np.clip([row["lower"], row["upper"]], *_ENDS), [y, y], color=PALETTE[0], linewidth=1.6)
    arrow = {"arrowstyle": "-|>", "color": PALETTE[0], "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}
    for end, out, beyond in ((_ENDS[0], -1, row["lower"] < _ENDS[0]), (_ENDS[1], 1, row["upper"] > _ENDS[1])):
        if beyond:
            axes.annotate("", (end + 2.5 * out, y), (end - out, y), arrowprops=arrow)
    axes.plot([row["estimate"]], [y], "o", color=PALETTE[0], markerfacecolor=_face(row), zorder=3)
    axes.text(_ENDS[1] + 4, y, _in_words(row), va="center", fontsize=6.5)


def _face(row):
    return PALETTE[0] if row["lower"] > 0 or row["upper"] < 0 else "white"


def _in_words(row):
    return f"{row['estimate']:+.1f}% ({row['lower']:+.1f} to {row['upper']:+.1f})"


def _key(axes):
    for face, words in ((PALETTE[0], "zero outside the interval"), ("white", "zero inside the interval")):
        axes.plot([], [], "o", color=PALETTE[0], markerfacecolor=face, label=words)
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, borderaxespad=0.2)


def _beyond(data):
    return (data["lower"] < _ENDS[0]) | (data["upper"] > _ENDS[1])


def _words(data):
    beyond = " An arrow marks an interval that goes on beyond the axis." if _beyond(data).any() else ""
    return (
        f"The average change per year of {counted(data['series'].nunique())} yearly series of mainland China by "
        f"{counted(data['method'].nunique())} methods, with the numbers at the right. A filled "
        "dot: the 95% interval excludes zero. Each method fits a single trend to all years; all but the "
        f"interval-censored one take the midpoints of ranges. {_left_out(data)}{beyond}"
    )


def _left_out(data):
    """The years without a total, and what they can do."""
    lacking = data.loc[data["missing"] != _NONE, ["series", "missing"]].drop_duplicates()
    years = [f"{row.missing} of {row.series}" for row in lacking.itertuples()]
    return f"Years without a printed total are left out ({listed(years)}): a result can rest on that." if years else ""


def _alt(data):
    parts = []
    for name, rows in data.groupby("series", sort=False):
        each = [f"{row['method']} {_in_words(row)}" for row in rows.to_dict("records")]
        parts.append(f"{_heading(name, rows)}: {listed(each)}")
    clear = int(((data["lower"] > 0) | (data["upper"] < 0)).sum())
    return (
        f"{len(data)} dots with intervals in {data['series'].nunique()} panels; {clear} of the intervals exclude zero. "
        f"{'. '.join(parts)}."
    )


FIGURE = PaperFigure(
    name="13-what-survives",
    title="One trend for all years of three series: what survives?",
    notebook="04_trends_of_the_mainland_series",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
    inputs=_inputs,
    bands=[("lower", "estimate", "upper")],
    digits={"p_value": 3},
)
