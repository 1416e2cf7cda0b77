"""Figure 8: are the bands as wide as they should be? Every bulletin predicted without it."""

from __future__ import annotations

import pandas as pd

from fraudstats.plotting.figure import Figure, caption
from fraudstats.plotting.style import GREY, drawing

__all__ = ["reconcile_calibration", "reconcile_calibration_data"]

_WINDOW = ["period_start", "period_end"]
_COLUMNS = [
    "stated_lower", "stated_upper", "lower", "median", "upper", "covered", "pit_lower", "pit_upper", "twins",
]  # fmt: skip


def reconcile_calibration_data(dataset, left_out) -> pd.DataFrame:
    """Each bulletin as printed and as predicted from all the others.

    Parameters
    ----------
    dataset : Dataset
    left_out : data frame
        Rows of `LeaveOneOut.to_frame`, with the columns ``statement`` (its id) and ``model``.

    Returns
    -------
    data frame
        ``model``, ``form`` (total or change), ``window``, ``stated_lower, stated_upper`` (as printed),
        ``lower, median, upper`` (predicted), ``covered``, ``pit_lower, pit_upper``, ``twins`` and ``ids``.
    """
    keys = {"observations": "observation_id", "changes": "change_id"}
    days = pd.concat([dataset.table(name).set_index(key)[_WINDOW] for name, key in keys.items()])
    table = left_out.rename(columns={"statement": "ids"}).join(days, on="ids")
    window = [_words(start, end) for start, end in table[_WINDOW].itertuples(index=False)]
    ordered = table.assign(window=window).sort_values(["model", "form", *_WINDOW[::-1], "ids"], ignore_index=True)
    return ordered[["model", "form", "window", *_COLUMNS, "ids"]]


def _words(start, end):
    """A window in a few letters: ``2021``, ``Jan-Nov 2021``, ``13 Jun-25 Dec 2019``.

    >>> _words(pd.Timestamp("2021-01-01"), pd.Timestamp("2021-12-31"))
    '2021'
    >>> _words(pd.Timestamp("2019-06-13"), pd.Timestamp("2019-10-31"))
    '13 Jun-Oct 2019'
    """
    if (start.day, start.month, end.day, end.month) == (1, 1, 31, 12):
        return f"{start:%Y}" if start.year == end.year else f"{start:%Y}-{end:%Y}"
    first = f"{start:%b}" if start.day == 1 else f"{start.day} {start:%b}"
    last = f"{end:%b}" if end.is_month_end else f"{end.day} {end:%b}"
    year = "" if start.year == end.year else f" {start:%Y}"
    return f"{first}{year}-{last} {end:%Y}"


def reconcile_calibration(dataset, left_out, level=0.9) -> Figure:
    """One row a model: predictions beside the prints, and actual against nominal coverage.

    Parameters
    ----------
    dataset, left_out
        As for `reconcile_calibration_data`.
    level : float
        Probability inside the bands of `left_out`.
    """
    import matplotlib.pyplot as plt

    from fraudstats.reconciliation.estimate.leave_one_out import LeaveOneOut

    data = reconcile_calibration_data(dataset, left_out)
    models = {model: LeaveOneOut(rows.set_index(_named(rows)), level) for model, rows in data.groupby("model")}
    with drawing():
        picture, rows = plt.subplots(
            len(models), 2, figsize=(9.5, 4.6 * len(models)), width_ratios=(1.8, 1), squeeze=False
        )
        for axes, (model, result) in zip(rows, models.items(), strict=True):
            result.plot(axes)
            axes[0].axvline(1, color=GREY, linewidth=0.8, zorder=0)
            axes[0].set_title(model, fontsize=10, pad=24)
        picture.tight_layout()
        plt.close(picture)
    share = "; ".join(f"{result.coverage:.0%} of {len(result.table)} ({name})" for name, result in models.items())
    text = (
        f"Each bulletin was left out and predicted from all the others. Left: {level:.0%} bands of the predicted totals "
        "(blue) and what was printed (black), relative to the prediction. Right: for every width of band the share of "
        f"bulletins inside, stated changes included; honest bands follow the diagonal. Inside the {level:.0%} bands: "
        f"{share}."
    )
    return Figure("08-reconcile-calibration", picture, data, caption(dataset, text, data))


def _named(rows):
    """The windows as labels; windows that occur twice get a mark, or they would share a row."""
    return rows["window"] + rows.groupby(["form", "window"]).cumcount().map(lambda count: "*" * count)
