"""Figure 7: what the bulletins on solved cases jointly imply, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.figures.labels import number, short_window
from fraudstats.plotting import INK, panels, tidy_axes, year_axis
from fraudstats.reconciliation.estimate.components import DAYS_PER_MONTH
from fraudstats.reconciliation.plot import draw_bulletins, draw_periods, mean_per_period

if TYPE_CHECKING:
    from fraudstats.reconciliation import Reconciliation

__all__ = ["FIGURE", "READINGS", "data"]

#: Probability outside the bands.
_ALPHA = 0.1
#: Numbers that cannot hold beside the others: a reading of the window, and a number that a year of 200,000 excludes.
READINGS = ("bj148-cctv-2019-11-02/telecom_fraud_cases_solved", "shine-2019-12-26/telecom_fraud_cases_solved")


def _inputs(dataset: Dataset) -> dict[str, Any]:
    from fraudstats.reconciliation import reconcile

    solved = dataset.select("telecom_fraud_cases_solved", ref_area="CN", start="2019")
    same = reconcile(*solved.bulletins(leave_out=READINGS))
    other = reconcile(*solved.bulletins(leave_out=READINGS[0]), counts_differently="full_year")
    return {"results": {"If all bulletins count the same": same, "If full-year bulletins count something else": other}}


def data(dataset: Dataset, results: Mapping[str, Reconciliation], n_draws: int = 1000, seed: int = 0) -> pd.DataFrame:
    """The bulletins as mean months of their windows, the bases of stated changes, and each month's bounds and band.

    Parameters
    ----------
    dataset : Dataset
        That the bulletins come from.
    results : mapping
        Name of a model -> Reconciliation.
    n_draws, seed
        As for `Reconciliation.estimate`.

    Returns
    -------
    DataFrame
        ``model``, ``series`` (``bulletin``, ``base`` or ``month``), ``period_start, period_end``, ``lower_bound, lower,
        estimate, upper, upper_bound`` (counts per month; of a bulletin and of a base only the bounds, its range divided
        by its length) and ``ids``. A base is a time before all bulletins that a stated change compares one with.
    """
    parts = [
        part.assign(model=model)
        for model, result in results.items()
        for part in (_bulletins(result), _bases(result), _months(result.estimate("M", _ALPHA, n_draws, seed)))
    ]
    columns = ["lower_bound", "lower", "estimate", "upper", "upper_bound", "ids"]
    return pd.concat(parts, ignore_index=True).loc[:, ["model", "series", "period_start", "period_end", *columns]]


def _bulletins(result):
    rows = mean_per_period(result.statements).rename(columns={"lower": "lower_bound", "upper": "upper_bound"})
    return rows.assign(series="bulletin", ids=rows.index).sort_values(["period_end", "period_start"])


def _bases(result):
    """What stated changes imply for times that no bulletin counts: sharp bounds of their totals, per month."""
    table = result.statements
    rows = table[table["base_end"] < table.loc[table["form"] == "total", "period_start"].min()]
    windows = rows[["base_start", "base_end"]].set_axis(["period_start", "period_end"], axis=1)
    ends = [tuple(result.bounds(*(f"{end:%Y-%m-%d}" for end in window))) for window in windows.itertuples(index=False)]
    totals = windows.join(pd.DataFrame(ends, rows.index, ["lower", "upper"])).assign(form="total")
    means = mean_per_period(totals).rename(columns={"lower": "lower_bound", "upper": "upper_bound"})
    return means.assign(series="base", ids=means.index).sort_values(["period_end", "period_start"])


def _months(table):
    start, end = (table.index.to_timestamp(how=how).normalize() for how in ("start", "end"))
    return table.assign(series="month", period_start=start, period_end=end)


def _picture(data):
    top = 1.3 * data.loc[data["series"] == "month", "upper"].max()
    models = list(data["model"].unique())
    picture, grid = panels(len(models), 1, height=0.6 + 2.6 * len(models), sharex=True, squeeze=False)
    for axes, model in zip(grid.flat, models, strict=True):
        _panel(axes, data[data["model"] == model], top)
        axes.set_title(model, fontweight="normal")
    handles, labels = grid.flat[0].get_legend_handles_labels()
    tight = {"columnspacing": 1.0, "handlelength": 1.5, "borderaxespad": 0.2}
    grid.flat[0].legend(handles, labels, ncols=5, loc="lower right", bbox_to_anchor=(1.0, 1.0), **tight)
    year_axis(grid.flat[-1])
    return picture


def _panel(axes, rows, top):
    bulletins, months = rows[rows["series"] == "bulletin"], rows[rows["series"] == "month"]
    months = months.set_index(pd.PeriodIndex(months["period_start"], freq="M"))
    tidy_axes(axes, "both")
    draw_periods(axes, months, top, _ALPHA)
    axes.set_ylabel("cases solved per month")
    ends = bulletins[["lower_bound", "upper_bound"]].set_axis(["lower", "upper"], axis=1)
    draw_bulletins(axes, bulletins[["period_start", "period_end"]].join(ends))
    for place, base in enumerate(rows[rows["series"] == "base"].itertuples()):
        span, level = (base.period_start, base.period_end), (base.lower_bound + base.upper_bound) / 2
        axes.plot(span, [level] * 2, color=INK, linestyle=":", label="" if place else "base of a change")
    first, last = axes.get_xlim()
    axes.set_xlim(first - 20, last)


def _words(data):
    return (
        "Telecom-fraud cases solved in mainland China by month, from the dated bulletins and stated changes, "
        "without those left out because they contradict the others. Each dark line is a bulletin over the time that it "
        "counts, at its mean per month; a dark band where its rounding leaves that open. Dotted: what stated changes "
        "imply for times before all bulletins. Grey, between two edges: sharp bounds, which hold without any model; no "
        "month can lie in the white, and where the edges nearly meet, the month is known. An "
        "arrow names the largest bound beyond the axis. Blue: median and "
        f"{1 - _ALPHA:.0%} band of a model of months (a moving level, a season, ends of years, single bursts), "
        "drawn so that every bulletin of the panel holds. The band is narrower than the bounds because of the model, "
        "not because of the bulletins; where each bulletin is predicted from the others, such bands are tested."
        f"{_leap_in_words(data)}"
    )


def _leap_in_words(data):
    """Why a month before all bulletins can tower over the others: two bases that come to the same and overlap."""
    for model, rows in data.groupby("model", sort=False):
        bases = rows[rows["series"] == "base"].sort_values(["period_end", "period_start"]).to_dict("records")
        for early, late in pairwise(bases):
            if early["period_start"] < late["period_start"] <= early["period_end"] < late["period_end"]:
                return f" {model}, {_leap(rows, early, late)}"
    return ""


def _leap(rows, early, late):
    months = rows[(rows["series"] == "month") & (rows["period_start"] == early["period_start"])]
    only_early = (late["period_start"] - early["period_start"]).days
    only_late = short_window(early["period_end"] + pd.Timedelta("1D"), late["period_end"])
    return (
        f"{early['period_start']:%B %Y} leaps to {number(months['estimate'].iloc[0])}: stated changes put "
        f"{_named(early)} at {_total(early)} cases and {_named(late)} at {_total(late)}, so the first {only_early} "
        f"days of {early['period_start']:%B} must hold about as many as {only_late}. The leap comes from these two "
        "statements; nobody counted that month."
    )


def _named(base):
    return short_window(base["period_start"], base["period_end"])


def _total(base):
    """The bounds of the whole time, to the hundred."""
    months = ((base["period_end"] - base["period_start"]).days + 1) / DAYS_PER_MONTH
    low, high = (number(round(base[end] * months, -2)) for end in ("lower_bound", "upper_bound"))
    return f"{low} to {high}"


def _alt(data):
    months = data[data["series"] == "month"]
    parts = []
    for model, rows in months.groupby("model", sort=False):
        peak = rows.loc[rows["estimate"].idxmax()]
        last = rows.loc[rows["period_start"].idxmax()]
        parts.append(
            f"{model}: the median is highest in {peak['period_start']:%B %Y}, at {_rounded(peak)}, and is "
            f"{_rounded(last)} in {last['period_start']:%B %Y}"
        )
    return (
        f"{months['model'].nunique()} panels with steps for {len(rows)} months from {rows['period_start'].min().year} "
        f"to {rows['period_start'].max().year}, over the lines of the bulletins. {'. '.join(parts)} (in brackets the "
        f"{1 - _ALPHA:.0%} band)."
    )


def _rounded(row):
    middle, low, high = (number(row[end]) for end in ("estimate", "lower", "upper"))
    return f"{middle} ({low} to {high})"


FIGURE = PaperFigure(
    name="07-reconciled-cases",
    title="What the bulletins on solved cases jointly imply, month by month",
    notebook="03b_decembers_and_honest_bands",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
    inputs=_inputs,
    bands=[("lower", "estimate", "upper")],
)
