"""Figure 8: are the bands as wide as they should be? Every bulletin predicted without it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fraudstats.amounts import listed
from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.figures.labels import short_window
from fraudstats.plotting import panels

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
    window = [short_window(start, end) for start, end in table[_WINDOW].itertuples(index=False)]
    ordered = table.assign(window=window).sort_values(["model", "form", *_WINDOW[::-1], "ids"], ignore_index=True)
    return ordered.loc[:, ["model", "form", "window", *_COLUMNS, "ids"]]


def _inputs(dataset: Dataset) -> dict[str, Any]:
    from fraudstats.dataset.loader import shipped_folder

    return {"left_out": pd.read_csv(shipped_folder() / "docs/evidence/leave-one-out-solved.csv")}


def _picture(data):
    from fraudstats.reconciliation.plot import plot_calibration

    models = {model: rows.set_index(_named(rows)) for model, rows in data.groupby("model")}
    heights = [0.9 + 0.115 * (rows["form"] == "total").sum() for rows in models.values()]
    picture, grid = panels(
        len(models), 2, height=sum(heights), width_ratios=(1.9, 1), height_ratios=heights, squeeze=False
    )
    for axes, (model, table) in zip(grid, models.items(), strict=True):
        plot_calibration(table, _ALPHA, axes)
        axes[0].invert_yaxis()
        axes[0].set_title(f"If {model}: totals", fontweight="normal", pad=18)
        axes[1].set_title("totals and changes", fontweight="normal", pad=28)
    _share_the_axis(grid[:, 0])
    for axes in grid[1:].flat:
        axes.get_legend().remove()
        axes.set_title(axes.get_title("left"), fontweight="normal", pad=6)
    return picture


def _share_the_axis(column):
    """The same horizontal axis for all of them, so that widths can be compared."""
    ends = [axes.get_xlim() for axes in column]
    for axes in column:
        axes.set_xlim(min(low for low, _ in ends), max(high for _, high in ends))


def _named(rows):
    """The windows as labels; windows that occur twice get a mark, or they would share a row."""
    return rows["window"] + rows.groupby(["form", "window"]).cumcount().map(lambda count: "*" * count)


def _words(data):
    level = 1 - _ALPHA
    shares = [f"if {name}, {_share(rows)}" for name, rows in data.groupby("model")]
    return (
        f"Each dated bulletin of {_since(data)} or later, but for those left out because they contradict the others, "
        f"was predicted from all the others. Left: {level:.0%} bands of the predicted totals (blue) and what was "
        "printed (black), as multiples of the median prediction, in order of time. Stated changes are not drawn there. "
        "Right: for every width of band the share of bulletins inside, changes included; honest bands follow the "
        "diagonal, and in the grey lies 95% of such shares if bulletins were independent. A bulletin is inside if "
        f"{_ALPHA / 2:.0%} to {1 - _ALPHA / 2:.0%} of its prediction lie below it, on average over the two ends of its "
        "printed range. "
        f"Inside the {level:.0%} bands: {'; '.join(shares)}.{_stars(data)}"
    )


def _since(data):
    """The first year that a bulletin speaks of."""
    return data["window"].str.extract(r"(\d{4})")[0].min()


def _stars(data):
    named = data[data["form"] == "total"].groupby("model", group_keys=False).apply(_named)
    return " A star marks a further bulletin on the same window." if named.str.endswith("*").any() else ""


def _share(rows):
    """How many are inside, with the exact 95% interval of Clopper and Pearson (1934), and how many by other rules."""
    from scipy.stats import binomtest

    inside, of = int(rows["covered"].sum()), len(rows)
    low, high = binomtest(inside, of).proportion_ci(0.95)
    missed = rows.loc[~rows["covered"], "form"].value_counts()
    counts = listed([f"{n} {form}{'s' * (n != 1)}" for form, n in missed.items()])
    return (
        f"{inside} of {of} ({inside / of:.0%}, 95% interval {100 * low:.0f} to {100 * high:.0f}%), while the printed "
        f"ranges of {_touching(rows).sum()} touch the band and those of {_within(rows).sum()} lie wholly in it; "
        f"outside are {counts}"
    )


def _touching(rows):
    """Which printed ranges share a number with the band of the prediction."""
    return (rows["stated_lower"] <= rows["upper"]) & (rows["stated_upper"] >= rows["lower"])


def _within(rows):
    """Which printed ranges lie wholly in the band of the prediction."""
    return (rows["stated_lower"] >= rows["lower"]) & (rows["stated_upper"] <= rows["upper"])


def _alt(data):
    shares = []
    for name, rows in data.groupby("model"):
        inside = int(rows["covered"].sum())
        shares.append(f"if {name}, {inside} of {len(rows)} bulletins ({inside / len(rows):.0%})")
    return (
        f"Two rows of panels: left, predicted bands beside printed totals; right, the coverage curve. Inside the "
        f"{1 - _ALPHA:.0%} bands lie, {'; '.join(shares)}."
    )


FIGURE = PaperFigure(
    name="08-reconcile-calibration",
    title="Bulletins on solved cases, each predicted from the others",
    notebook="03b_decembers_and_honest_bands",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
    inputs=_inputs,
)
