"""Figures 12 to 14: trends of the mainland series, what survives, and what an intervention could be seen to do."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fraudstats.plotting.figure import Figure, caption, joined
from fraudstats.plotting.style import ACCENT, GREY, INK, PALETTE, drawing, tidy_axes

__all__ = [
    "interventions",
    "interventions_data",
    "solved_trend",
    "solved_trend_data",
    "what_survives",
    "what_survives_data",
    "yearly",
]

#: Yearly series of the mainland that are long enough to ask anything of: name -> (indicator, first year).
SERIES = {
    "cases solved": ("telecom_fraud_cases_solved", 2019),
    "persons prosecuted": ("telecom_fraud_persons_prosecuted", 2018),
    "funds intercepted": ("funds_intercepted", 2019),
}


def yearly(dataset, indicator, first, ref_area="CN") -> pd.DataFrame:
    """The preferred full-year totals of an indicator from a year on."""
    return dataset.series(indicator, ref_area, freq="Y", start=f"{first}-01-01", accept="break")


def solved_trend_data(dataset, horizon=2) -> pd.DataFrame:
    """Yearly totals of solved cases, the joinpoint fit, and forecasts.

    Returns
    -------
    data frame
        ``kind`` (``observed, fitted, local level, naive``), ``year, value, lower, upper`` and ``ids``.
    """
    from fraudstats import trends

    series = yearly(dataset, *SERIES["cases solved"])
    year = series["period_start"].dt.year
    fit = trends.joinpoint(series, max_joinpoints=1)
    ahead = trends.forecast(series, horizon=horizon).to_frame()
    years = [int(str(label)[:4]) for label in ahead.index]
    rows = [
        pd.DataFrame(
            {
                "kind": "observed",
                "year": year,
                "value": series["value"],
                "lower": series["lower"],
                "upper": series["upper"],
                "ids": series["observation_id"],
            }
        ),
        pd.DataFrame({"kind": "fitted", "year": year, "value": fit.fittedvalues}),
        pd.DataFrame(
            {
                "kind": "local level",
                "year": years,
                "value": ahead["estimate"].to_numpy(),
                "lower": ahead["lower"].to_numpy(),
                "upper": ahead["upper"].to_numpy(),
            }
        ),
        pd.DataFrame({"kind": "naive", "year": years, "value": ahead["naive"].to_numpy()}),
    ]
    table = pd.concat(rows, ignore_index=True)
    return table.assign(year=table["year"].astype("int64"))


def solved_trend(dataset, horizon=2) -> Figure:
    """Seven yearly totals, the one bend that they support, and how far a forecast is open."""
    import matplotlib.pyplot as plt

    data = solved_trend_data(dataset, horizon)
    kinds = {kind: rows for kind, rows in data.groupby("kind", sort=False)}
    with drawing():
        picture, axes = plt.subplots(figsize=(9, 4.8))
        tidy_axes(axes, "both")
        seen, fitted, ahead = kinds["observed"], kinds["fitted"], kinds["local level"]
        axes.vlines(seen["year"], seen["lower"], seen["upper"], color=PALETTE[0], linewidth=5, alpha=0.5)
        axes.plot(seen["year"], seen["value"], "o", color=PALETTE[0], label="published full-year total")
        axes.plot(fitted["year"], fitted["value"], color=ACCENT, label="joinpoint regression")
        axes.vlines(ahead["year"], ahead["lower"], ahead["upper"], color=GREY, linewidth=8, alpha=0.4)
        axes.plot(ahead["year"], ahead["value"], "s", color=GREY, label="forecast (local level) with 95% interval")
        for row in seen.itertuples():
            axes.annotate(
                f"{row.value:,.0f}",
                (row.year, row.value),
                xytext=(0, 9),
                textcoords="offset points",
                ha="center",
                fontsize=8,
            )
        axes.set_ylim(0)
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.set_title("Telecom-fraud cases solved a year: up to 2022, down since")
        axes.legend(loc="lower left", fontsize=8)
        plt.close(picture)
    text = (
        "Full-year totals of telecom-fraud cases solved in mainland China with the joinpoint regression (at most one "
        "joinpoint, permutation test), and the forecast of a local-level model, which does not beat the naive one."
    )
    return Figure("12-solved-cases-trend", picture, data, caption(dataset, text, data))


def what_survives_data(dataset) -> pd.DataFrame:
    """The change a year by several methods, each with its 95% interval.

    Returns
    -------
    data frame
        ``series, method, n, estimate, lower, upper`` (per cent a year), ``p_value`` and ``ids``.
    """
    rows = []
    for name, (indicator, first) in SERIES.items():
        series = yearly(dataset, indicator, first)
        for method, result in _fits(series).items():
            rows.append(
                {"series": name, "method": method, "n": len(series), **result, "ids": joined(series["observation_id"])}
            )
    return pd.DataFrame(rows)


def _fits(series):
    """Method -> estimate, ends and p-value, in per cent a year."""
    from fraudstats import trends

    logs = pd.Series(np.log(series["value"].to_numpy()), index=series["period_start"].dt.year)
    sen = trends.theil_sen(logs)
    line = trends.joinpoint(series, max_joinpoints=0)
    counts = trends.count_trend(series)
    ranges = trends.interval_regression(series)
    return {
        "Sen's slope": _percent(sen.slope, *sen.conf_int().loc["slope"], sen.p_value),
        "log-linear": _percent(*_from(line.segments)),
        "quasi-Poisson": _percent(counts.params["slope"], *counts.conf_int().loc["slope"], counts.pvalues["slope"]),
        "interval-censored": _percent(ranges.params["slope"], *ranges.conf_int().loc["slope"], ranges.pvalues["slope"]),
    }


def _from(segments):
    """Log slope, its ends and p of a single segment."""
    row = segments.iloc[0]
    return (*(np.log1p(row[column] / 100) for column in ("apc", "lower", "upper")), row["p_value"])


def _percent(slope, lower, upper, p_value):
    low, mid, high = (100 * np.expm1(value) for value in (lower, slope, upper))
    return {"estimate": mid, "lower": low, "upper": high, "p_value": float(p_value)}


def what_survives(dataset) -> Figure:
    """Changes a year of three mainland series by four methods: none survives them all."""
    import matplotlib.pyplot as plt

    data = what_survives_data(dataset)
    with drawing():
        picture, axes = plt.subplots(figsize=(9, 0.9 + 0.36 * len(data)))
        tidy_axes(axes)
        names = list(data["series"].unique())
        for y, row in enumerate(data.itertuples()):
            colour = PALETTE[names.index(row.series)]
            clear = row.lower > 0 or row.upper < 0
            axes.plot([row.lower, row.upper], [y, y], color=colour, linewidth=2.5, alpha=0.55)
            axes.plot([row.estimate], [y], "o", color=colour, markerfacecolor=colour if clear else "white")
        axes.axvline(0, color=INK, linewidth=1)
        labels = [f"{row.series} ({row.n} years): {row.method}" for row in data.itertuples()]
        axes.set_yticks(range(len(data)), labels)
        axes.set_ylim(len(data) - 0.5, -0.5)
        axes.set_xlabel("change a year, per cent, with 95% interval")
        axes.set_title("One trend for all years: what survives?")
        plt.close(picture)
    text = (
        "The average change a year of three yearly series of mainland China by four methods. A filled dot: the 95% "
        "interval excludes zero. Each method fits a single trend to all years."
    )
    return Figure("13-what-survives", picture, data, caption(dataset, text, data))


def interventions_data(draws: pd.DataFrame) -> pd.DataFrame:
    """Median and central 90% of monthly draws.

    Parameters
    ----------
    draws : data frame
        Months x draws, of a reconciliation.

    Returns
    -------
    data frame
        ``month, lower, median, upper``.
    """
    low, mid, high = np.quantile(draws.to_numpy(), [0.05, 0.5, 0.95], axis=1)
    return pd.DataFrame({"month": draws.index.to_timestamp(), "lower": low, "median": mid, "upper": high})


def interventions(draws: pd.DataFrame, dates: dict, dataset, observations: pd.DataFrame) -> Figure:
    """The months that the bulletins allow, with the dates of interventions.

    Parameters
    ----------
    draws : data frame
        Months x draws.
    dates : dict
        Label -> date.
    dataset : Dataset
    observations : data frame
        The bulletins that the draws come from, for the sources.
    """
    import matplotlib.pyplot as plt

    data = interventions_data(draws).assign(ids="")
    data.loc[0, "ids"] = joined(observations["observation_id"])
    with drawing():
        picture, axes = plt.subplots(figsize=(9.5, 4.6))
        tidy_axes(axes, "both")
        axes.fill_between(
            data["month"],
            data["lower"],
            data["upper"],
            color=PALETTE[0],
            alpha=0.25,
            linewidth=0,
            label="90% band of the month",
        )
        axes.plot(data["month"], data["median"], color=PALETTE[0], label="median")
        for i, (label, date) in enumerate(dates.items()):
            axes.axvline(pd.Timestamp(date), color=ACCENT, linewidth=1.3, linestyle="--")
            height = data["upper"].max() * (1.02 + 0.06 * (i % 2))
            at = (pd.Timestamp(date) + pd.Timedelta(days=12), height)
            axes.annotate(label, at, fontsize=8, color=ACCENT, ha="left")
        axes.set_ylim(0, data["upper"].max() * 1.15)
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.set_title("Cases solved a month, as far as the bulletins tell")
        axes.legend(loc="upper left", fontsize=8)
        plt.close(picture)
    text = (
        "Months are not published: the band holds 90 per cent of the monthly series that agree with all bulletins (and "
        "with a smooth prior). December stands out because full-year totals exceed eleven-month ones by far more than "
        "a month. Dashed: the dates of the interventions."
    )
    return Figure("14-interventions", picture, data, caption(dataset, text, data))
