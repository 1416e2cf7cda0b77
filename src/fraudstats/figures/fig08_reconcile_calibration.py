"""Figure 8: are the bands as wide as they should be? Every bulletin predicted without it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.plotting import GREY, panels

__all__ = ["FIGURE", "data"]

#: Probability outside the bands of the predictions.
_ALPHA = 0.1
_WINDOW = ["period_start", "period_end"]
_COLUMNS = [
    "stated_lower", "stated_upper", "lower", "median", "upper", "covered", "pit_lower", "pit_upper", "twins",
]  # fmt: skip


def data(dataset: Dataset, left_out: pd.DataFrame) -> pd.DataFrame:
    """Each bulletin as printed and as predicted from all the others.

    Parameters
    ----------
    dataset : Dataset
    left_out : DataFrame
        Rows of `LeaveOneOut.to_frame`, with the columns ``statement`` (its id) and ``model``: minutes of computing,
        kept in ``docs/evidence/leave-one-out-solved.csv``. Bulletins that the dataset lacks are left out.

    Returns
    -------
    DataFrame
        ``model``, ``form`` (total or change), ``window``, ``stated_lower, stated_upper`` (as printed),
        ``lower, median, upper`` (predicted), ``covered``, ``pit_lower, pit_upper``, ``twins`` and ``ids``.
    """
    keys = {"observations": "observation_id", "changes": "change_id"}
    days = pd.concat([dataset.table(name).set_index(key)[_WINDOW] for name, key in keys.items()])
    table = left_out.rename(columns={"statement": "ids"}).join(days, on="ids", how="inner")
    window = [_short(start, end) for start, end in table[_WINDOW].itertuples(index=False)]
    ordered = table.assign(window=window).sort_values(["model", "form", *_WINDOW[::-1], "ids"], ignore_index=True)
    return ordered.loc[:, ["model", "form", "window", *_COLUMNS, "ids"]]


def _short(start, end):
    """A window in a few letters: ``2021``, ``Jan-Nov 2021``, ``13 Jun-25 Dec 2019``.

    >>> _short(pd.Timestamp("2021-01-01"), pd.Timestamp("2021-12-31"))
    '2021'
    >>> _short(pd.Timestamp("2019-06-13"), pd.Timestamp("2019-10-31"))
    '13 Jun-Oct 2019'
    """
    if (start.day, start.month, end.day, end.month) == (1, 1, 31, 12):
        return f"{start:%Y}" if start.year == end.year else f"{start:%Y}-{end:%Y}"
    first = f"{start:%b}" if start.day == 1 else f"{start.day} {start:%b}"
    last = f"{end:%b}" if end.is_month_end else f"{end.day} {end:%b}"
    year = "" if start.year == end.year else f" {start:%Y}"
    return f"{first}{year}-{last} {end:%Y}"


def _inputs(dataset: Dataset) -> dict[str, Any]:
    from fraudstats.dataset.loader import data_folder

    table = data_folder().parent / "docs/evidence/leave-one-out-solved.csv"
    return {"left_out": pd.read_csv(table)}


def _picture(data):
    from fraudstats.reconciliation.plot import plot_calibration

    models = {model: rows.set_index(_named(rows)) for model, rows in data.groupby("model")}
    picture, grid = panels(len(models), 2, figsize=(9.5, 4.6 * len(models)), width_ratios=(1.8, 1), squeeze=False)
    for axes, (model, table) in zip(grid, models.items(), strict=True):
        plot_calibration(table, _ALPHA, axes)
        axes[0].axvline(1, color=GREY, linewidth=0.8, zorder=0)
        axes[0].set_title(model, fontsize=10, pad=24)
    picture.tight_layout()
    return picture


def _named(rows):
    """The windows as labels; windows that occur twice get a mark, or they would share a row."""
    return rows["window"] + rows.groupby(["form", "window"]).cumcount().map(lambda count: "*" * count)


def _words(data):
    level = 1 - _ALPHA
    shares = [f"{rows['covered'].mean():.0%} of {len(rows)} ({name})" for name, rows in data.groupby("model")]
    return (
        f"Each bulletin was left out and predicted from all the others. Left: {level:.0%} bands of the predicted "
        "totals (blue) and what was printed (black), relative to the prediction. Right: for every width of band the "
        "share of bulletins inside, stated changes included; honest bands follow the diagonal. Inside the "
        f"{level:.0%} bands: {'; '.join(shares)}."
    )


FIGURE = PaperFigure(
    name="08-reconcile-calibration",
    title="Every bulletin predicted without it",
    notebook="03b_decembers_and_honest_bands",
    compute=data,
    picture=_picture,
    words=_words,
    inputs=_inputs,
)
