"""Figure 7: what the bulletins on solved cases jointly imply, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.plotting import INK, count_axis, panels, plot_bounds, tidy_axes, year_axis

if TYPE_CHECKING:
    from fraudstats.reconciliation import Reconciliation

__all__ = ["FIGURE", "READINGS", "data"]

_DAYS_PER_MONTH = 365.2425 / 12
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
    """The bulletins as mean months of their windows, and every month's sharp bounds and band.

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
        ``model``, ``series`` (``bulletin`` or ``month``), ``period_start, period_end``, ``lower_bound, lower, estimate,
        upper, upper_bound`` (counts per month; of a bulletin only the bounds, its range divided by its length) and
        ``ids``.
    """
    parts = [
        part.assign(model=model)
        for model, result in results.items()
        for part in (_bulletins(result), _months(result.estimate("M", _ALPHA, n_draws, seed)))
    ]
    columns = ["lower_bound", "lower", "estimate", "upper", "upper_bound", "ids"]
    return pd.concat(parts, ignore_index=True).loc[:, ["model", "series", "period_start", "period_end", *columns]]


def _bulletins(result):
    totals = result.statements
    totals = totals[totals["form"] == "total"]
    months = ((totals["period_end"] - totals["period_start"]).dt.days + 1) / _DAYS_PER_MONTH
    rows = totals[["period_start", "period_end"]].assign(
        series="bulletin", lower_bound=totals["lower"] / months, upper_bound=totals["upper"] / months, ids=totals.index
    )
    return rows.sort_values(["period_end", "period_start"])


def _months(table):
    start, end = (table.index.to_timestamp(how=how).normalize() for how in ("start", "end"))
    return table.assign(series="month", period_start=start, period_end=end)


def _picture(data):
    top = 1.15 * data.loc[data["series"] == "month", "upper"].max()
    models = list(data["model"].unique())
    picture, grid = panels(len(models), 1, figsize=(9.5, 3.6 * len(models)), sharex=True, squeeze=False)
    for axes, model in zip(grid.flat, models, strict=True):
        _panel(axes, data[data["model"] == model], top)
        axes.set_title(model, fontsize=10)
    grid.flat[0].legend(ncols=4, fontsize=8, loc="lower right", bbox_to_anchor=(1.0, 1.0))
    year_axis(grid.flat[-1])
    picture.tight_layout()
    return picture


def _panel(axes, rows, top):
    bulletins, months = rows[rows["series"] == "bulletin"], rows[rows["series"] == "month"]
    stop = bulletins["period_end"] + pd.Timedelta(days=1)
    low, high = bulletins["lower_bound"], bulletins["upper_bound"]
    high = high.where(np.isfinite(high), low)
    for x0, x1, y0, y1 in zip(bulletins["period_start"], stop, low, high, strict=True):
        axes.fill_between([x0, x1], y0, y1, color=INK, alpha=0.35, linewidth=0)
    axes.hlines((low + high) / 2, bulletins["period_start"], stop, color=INK, linewidth=0.8, label="bulletins")
    months = months.set_index(pd.PeriodIndex(months["period_start"], freq="M"))
    months.attrs = {"alpha": _ALPHA}
    plot_bounds(months, axes, top)
    tidy_axes(axes, "both")
    axes.set(ylim=(0, top), ylabel="cases solved per month")
    count_axis(axes)


def _words(data):
    return (
        "Telecom-fraud cases solved in mainland China by month, from the dated bulletins and stated changes, "
        "without those left out because they contradict the others. Each dark line is a bulletin over the time that it "
        "counts, at its mean per month; a dark band where its rounding leaves that open. Grey: sharp bounds, which "
        "hold without any model (cut at the upper edge). Blue: median and "
        f"{1 - _ALPHA:.0%} band of a model of months (a moving level, a season, ends of years, single bursts), "
        "drawn so that every bulletin of the panel holds. The band is narrower than the bounds because of the model, "
        "not because of the bulletins."
    )


FIGURE = PaperFigure(
    name="07-reconciled-cases",
    title="What the bulletins on solved cases jointly imply, month by month",
    notebook="03b_decembers_and_honest_bands",
    compute=data,
    picture=_picture,
    words=_words,
    inputs=_inputs,
    bands=[("lower", "estimate", "upper")],
)
