"""Figure 7: what the bulletins on solved cases jointly imply, month by month."""

from __future__ import annotations

import pandas as pd

from fraudstats.plotting.figure import Figure, caption
from fraudstats.plotting.style import drawing, tidy_axes

__all__ = ["reconciled_cases", "reconciled_cases_data"]

_DAYS_A_MONTH = 365.2425 / 12


def reconciled_cases_data(results, n=1000, seed=0, level=0.9) -> pd.DataFrame:
    """The bulletins as mean months of their windows, and every month's sharp bounds and band.

    Parameters
    ----------
    results : mapping
        Name of a model -> Reconciliation.
    n, seed, level
        As for `Reconciliation.estimate`.

    Returns
    -------
    data frame
        ``model``, ``series`` (``bulletin`` or ``month``), ``period_start, period_end``, ``lower_bound, lower, median,
        upper, upper_bound`` (counts a month; of a bulletin only the bounds, its range divided by its length) and
        ``ids``.
    """
    parts = [
        part.assign(model=model)
        for model, result in results.items()
        for part in (_bulletins(result), _months(result.estimate("M", level, n, seed)))
    ]
    columns = ["lower_bound", "lower", "median", "upper", "upper_bound", "ids"]
    return pd.concat(parts, ignore_index=True)[["model", "series", "period_start", "period_end", *columns]]


def _bulletins(result):
    totals = result.stated.table[~result.stated.is_change]
    months = ((totals["period_end"] - totals["period_start"]).dt.days + 1) / _DAYS_A_MONTH
    rows = totals[["period_start", "period_end"]].assign(
        series="bulletin", lower_bound=totals["lower"] / months, upper_bound=totals["upper"] / months, ids=totals.index
    )
    return rows.sort_values(["period_end", "period_start"])


def _months(table):
    start, end = (table.index.to_timestamp(how=how).normalize() for how in ("start", "end"))
    return table.assign(series="month", period_start=start, period_end=end)


def reconciled_cases(dataset, results, n=1000, seed=0, level=0.9) -> Figure:
    """One panel a model: bulletins as windows, sharp bounds as a stair, band and median as lines.

    Parameters
    ----------
    dataset : Dataset
        That the bulletins come from.
    results, n, seed, level
        As for `reconciled_cases_data`.
    """
    import matplotlib.dates as mdates
    import matplotlib.pyplot as plt

    data = reconciled_cases_data(results, n, seed, level)
    top = 1.15 * data.loc[data["series"] == "month", "upper"].max()
    with drawing():
        picture, panels = plt.subplots(len(results), 1, figsize=(9.5, 3.6 * len(results)), sharex=True, squeeze=False)
        for axes, (model, result) in zip(panels.flat, results.items(), strict=True):
            result.plot(level=level, n=n, seed=seed, ax=axes)
            tidy_axes(axes, "both")
            axes.set(ylim=(0, top), ylabel="cases solved a month")
            axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
            axes.set_title(model, fontsize=10)
            axes.get_legend().remove()
        panels.flat[0].legend(ncols=4, fontsize=8, loc="lower right", bbox_to_anchor=(1.0, 1.0))
        panels.flat[-1].xaxis.set_major_locator(mdates.YearLocator())
        panels.flat[-1].xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
        picture.tight_layout()
        plt.close(picture)
    text = (
        "Telecom-fraud cases solved in mainland China by month, from all dated bulletins and stated changes. Each dark "
        "line is a bulletin over the time that it counts, at its mean per month. Grey: sharp bounds, which hold "
        f"without any model (cut at the upper edge). Blue: median and {level:.0%} band of a model of smooth months with "
        "a season, drawn so that every bulletin of the panel holds. The band is narrower than the bounds because of "
        "the model, not because of the bulletins."
    )
    return Figure("07-reconciled-cases", picture, data, caption(dataset, text, data))
