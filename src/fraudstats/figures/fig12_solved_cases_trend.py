"""Figure 12: the trend of the mainland's solved cases, and how open the years ahead are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from fraudstats.amounts import listed
from fraudstats.dataset import Dataset
from fraudstats.figures.bands import BAND, DIGITS, band_of, draw_band
from fraudstats.figures.base import PaperFigure
from fraudstats.figures.labels import number
from fraudstats.plotting import ACCENT, GREY, INK, PALETTE, count_axis, meaningful, panels, ranges, tidy_axes, values

if TYPE_CHECKING:
    from fraudstats.trends.forecasting.forecast import ForecastResult
    from fraudstats.trends.joinpoints.result import JoinpointResult

__all__ = ["FIGURE", "data"]

_INDICATOR = "telecom_fraud_cases_solved"


def _inputs(dataset: Dataset) -> dict[str, Any]:
    from fraudstats import trends

    series = dataset.series(_INDICATOR, "CN", freq="Y", start="2019", accept="break")
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
        ``kind`` (``observed, not found, fitted, joinpoint, local level, naive``), ``year, value, lower, upper``, the
        ends of the interval of the fitted line (see `fraudstats.figures.bands.BAND`) and ``ids``. ``not found`` is the
        year before the first, if the dataset holds no total of it.
    """
    year = series["period_start"].dt.year
    observed = series[["value", "lower", "upper"]].assign(kind="observed", year=year, ids=series["observation_id"])
    fitted = pd.DataFrame({"kind": "fitted", "year": year, "value": fit.fittedvalues}).join(band_of(fit))
    future = ahead.to_frame()
    years = [int(str(label)[:4]) for label in future.index]
    local = pd.DataFrame({"kind": "local level", "year": years, "value": future["estimate"].to_numpy()})
    local = local.assign(lower=future["lower"].to_numpy(), upper=future["upper"].to_numpy())
    local = meaningful(local, bands=[("lower", "value", "upper")])
    naive = pd.DataFrame({"kind": "naive", "year": years, "value": future["naive"].to_numpy()})
    before = _not_found(dataset, int(year.min()) - 1)
    table = pd.concat([observed, before, fitted, _turns(fit), local, naive], ignore_index=True)
    columns = ["kind", "year", "value", "lower", "upper", *BAND, "ids"]
    return table.assign(year=table["year"].astype("int64")).loc[:, columns]


def _not_found(dataset, year):
    """A row for a year of which there is no total, else none."""
    known = dataset.series(_INDICATOR, "CN", freq="Y", accept="break")["period_start"].dt.year
    return pd.DataFrame({"kind": "not found", "year": [] if year in set(known) else [year]})


def _turns(fit):
    """The joinpoints with their 95% intervals."""
    ends = fit.conf_int().assign(value=fit.params).filter(like="joinpoint_", axis=0)
    return ends.assign(kind="joinpoint", year=ends["value"].round())


def _picture(data):
    seen, fitted, ahead = (data[data["kind"] == kind] for kind in ("observed", "fitted", "local level"))
    picture, axes = panels(height=3.9)
    tidy_axes(axes, "both")
    draw_band(axes, fitted, "95% interval, each segment by itself")
    axes.plot(fitted["year"], fitted["value"], color=ACCENT, label="joinpoint regression")
    values(
        axes, seen["year"], seen["value"], seen["lower"], seen["upper"], color=PALETTE[0],
        label="published full-year total",
    )  # fmt: skip
    values(axes, ahead["year"], ahead["value"], color=GREY, marker="s", label="local-level model ahead, 95% interval")
    ranges(axes, ahead["year"], ahead["lower"].clip(lower=0), ahead["upper"], color=GREY, linewidth=6, alpha=0.35)
    naive = data[data["kind"] == "naive"]
    axes.plot(naive["year"], naive["value"], "_", color=INK, markersize=14, label="the last total again (naive)")
    for row in ahead[ahead["lower"] < 0].itertuples():
        arrow = {"arrowstyle": "-|>", "color": GREY, "linewidth": 0.9, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", (row.year, 0), (0, 14), textcoords="offset points", arrowprops=arrow)
        at = {"textcoords": "offset points", "ha": "right", "fontsize": 6.5, "color": GREY}
        axes.annotate(f"to {number(row.lower)}", (row.year, 0), (-6, 5), **at)
    _labels(axes, seen, fitted)
    _turn(axes, data[data["kind"] == "joinpoint"])
    axes.set_ylim(0, 1.06 * max(fitted["next_upper"].max(), fitted["band_upper"].max(), seen["upper"].max()))
    axes.set_xticks(sorted({*seen["year"], *ahead["year"]}))
    axes.set_ylabel("cases solved per year")
    count_axis(axes)
    axes.legend(loc="upper right", ncols=1)
    return picture


def _labels(axes, seen, fitted):
    """The printed number beside each dot, away from the line."""
    from matplotlib.patheffects import withStroke

    line = fitted.set_index("year")["value"]
    for row in seen.itertuples():
        above = row.value >= line[row.year]
        at = {"xytext": (0, 7) if above else (0, -7), "va": "bottom" if above else "top", "ha": "center"}
        at |= {"path_effects": [withStroke(linewidth=2, foreground="white")]}
        edge = row.upper if above else row.lower
        axes.annotate(number(row.value), (row.year, edge), textcoords="offset points", fontsize=7, **at)


def _turn(axes, turns):
    """The interval of each joinpoint, along the axis."""
    for row in turns.itertuples():
        axes.hlines(0.02, row.lower, row.upper, color=ACCENT, linewidth=3, transform=axes.get_xaxis_transform())
        words = f"joinpoint {row.value:.0f}, 95% interval {row.lower:.0f} to {row.upper:.0f}"
        axes.text(
            (row.lower + row.upper) / 2, 0.035, words, transform=axes.get_xaxis_transform(), ha="center", fontsize=6.5,
            color=ACCENT,
        )  # fmt: skip


def _words(data):
    return (
        "Full-year totals of telecom-fraud cases solved in mainland China (bar: the range that the printed number "
        "allows) with the joinpoint regression (at most one joinpoint, permutation test; ranges enter by their "
        "midpoints). The band is the 95% interval of the line of each segment, each from its own years; the bar at "
        "the foot is the interval of the joinpoint. Grey: what a local-level model leaves open ahead, drawn for its "
        "width and not as a prediction, since so few values show no model to beat the last total again. "
        f"{_cut(data)}{_begin(data)}".strip()
    )


def _begin(data):
    """Why the series begins where it does."""
    missing, seen = (data.loc[data["kind"] == kind, "year"] for kind in ("not found", "observed"))
    return f"No total of {missing.iloc[0]} was found, so the series begins in {seen.min()}." if len(missing) else ""


def _cut(data):
    """What the axis, which begins at zero, leaves out."""
    below = data.loc[(data["kind"] == "local level") & (data["lower"] < 0), ["year", "lower"]]
    ends = [f"that of {row.year} to {number(row.lower)}" for row in below.itertuples()]
    return f"Intervals are drawn from zero on, though the model reaches below: {listed(ends)}. " if ends else ""


def _alt(data):
    seen = data[data["kind"] == "observed"]
    ahead = data[data["kind"] == "local level"]
    totals = [f"{row.year} {number(row.value)}" for row in seen.itertuples()]
    turns = data.loc[data["kind"] == "joinpoint", "value"]
    bend = f" The fitted line turns in {listed(f'{value:.0f}' for value in turns)}." if len(turns) else ""
    future = [
        f"{row.year} {number(row.value)} ({number(row.lower)} to {number(row.upper)})" for row in ahead.itertuples()
    ]
    return (
        f"Dots for each year with a line through them. Published totals: {listed(totals)}.{bend} What a local-level "
        f"model leaves open ahead, with its 95% interval: {listed(future)}."
    )


FIGURE = PaperFigure(
    name="12-solved-cases-trend",
    title="Solved cases per year, their joinpoint regression, and how open the years ahead are",
    notebook="04_trends_of_the_mainland_series",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
    inputs=_inputs,
    digits=DIGITS,
)
