"""Figure 9: the December that eleven-month and full-year bulletins imply together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.amounts import listed
from fraudstats.dataset import Dataset
from fraudstats.errors import ReconcileError
from fraudstats.figures.base import PaperFigure
from fraudstats.figures.fig07_reconciled_cases import READINGS
from fraudstats.plotting import ACCENT, INK, PALETTE, count_axis, panels, tidy_axes

if TYPE_CHECKING:
    from fraudstats.reconciliation import Reconciliation

__all__ = ["FIGURE", "data"]

#: A year is shown if its first eleven months and whole are known this well: upper bound over lower bound.
_KNOWN = 1.1


#: Further numbers left out, with the reason in notebook 03: 93,000 up to November 2016, and a five-year total.
_LEFT_OUT = (
    "news18-xinhua-2016-12-20/telecom_fraud_cases_solved",
    "mnw-cctv-2024-11-20/telecom_fraud_persons_prosecuted",
)


def _inputs(dataset: Dataset) -> dict[str, Any]:
    from fraudstats.reconciliation import reconcile

    left_out = {
        "cases solved": ("telecom_fraud_cases_solved", (_LEFT_OUT[0], *READINGS)),
        "suspects caught": ("telecom_fraud_suspects_caught", ()),
        "persons prosecuted": ("telecom_fraud_persons_prosecuted", (_LEFT_OUT[1],)),
    }
    return {
        "results": {
            name: reconcile(*dataset.select(indicator, ref_area="CN").bulletins(leave_out=ids))
            for name, (indicator, ids) in left_out.items()
        }
    }


def data(dataset: Dataset, results: Mapping[str, Reconciliation]) -> pd.DataFrame:
    """For every year whose first eleven months and whole are known well, and were announced: sharp bounds of both.

    Parameters
    ----------
    dataset : Dataset
        That the bulletins come from.
    results : mapping
        Name of an indicator -> Reconciliation without contradictions.

    Returns
    -------
    DataFrame
        ``indicator, year``, ``mean_lower, mean_upper`` (per month of January to November, on average), ``lower, upper``
        (December), ``ratio_lower, ratio_upper`` (December over that mean, allowing every combination of the two that
        the bounds allow) and ``ids`` (the statements about either window).

    Raises
    ------
    ReconcileError
        If there is no such year, or the statements of a reconciliation contradict each other.
    """
    rows = [
        _row(name, result, year)
        for name, result in results.items()
        for year in sorted(set(result.grid.reported.year))
        if _is_known(result, year)
    ]
    if not rows:
        raise ReconcileError(
            "no year has both its first eleven months and its whole announced and known to a tenth, so no December is "
            "implied; give reconciliations that hold both kinds of bulletin"
        )
    table = pd.DataFrame(rows)
    low, high = table["lower"] / table["mean_upper"], table["upper"] / table["mean_lower"]
    table = table.assign(ratio_lower=low, ratio_upper=high)
    columns = ["indicator", "year", "mean_lower", "mean_upper", "lower", "upper", "ratio_lower", "ratio_upper", "ids"]
    return table.loc[:, columns]


def _windows(year):
    return (f"{year}-01-01", f"{year}-11-30"), (f"{year}-01-01", f"{year}-12-31")


def _is_known(result, year):
    """Known well, and from a statement about either window: without one, other counts alone would speak."""
    ends = (result.bounds(*window) for window in _windows(year))
    known = all(lower > 0 and upper <= _KNOWN * lower for lower, upper in ends)
    return known and all(_about(result.statements, [window]) for window in _windows(year))


def _row(name, result, year):
    (low, high), december = result.bounds(*_windows(year)[0]), result.bounds(f"{year}-12-01", f"{year}-12-31")
    return {
        "indicator": name,
        "year": year,
        "mean_lower": low / 11,
        "mean_upper": high / 11,
        "lower": december.lower,
        "upper": december.upper,
        "ids": " ".join(_about(result.statements, _windows(year))),
    }


def _about(table, windows):
    """The ids of the statements about one of these windows, as their own or as their base."""
    wanted = pd.MultiIndex.from_tuples([tuple(map(pd.Timestamp, window)) for window in windows])
    pairs = (["period_start", "period_end"], ["base_start", "base_end"])
    hits = [pd.MultiIndex.from_frame(table[pair]).isin(wanted) for pair in pairs]
    return sorted(table.index[hits[0] | hits[1]])


def _picture(data):
    names = list(dict.fromkeys(data["indicator"]))
    heights = [(data["indicator"] == name).sum() + 1.6 for name in names]
    picture, grid = panels(len(names), 1, height=0.7 + 0.3 * sum(heights), height_ratios=heights, squeeze=False)
    for axes, name in zip(grid.flat, names, strict=True):
        _panel(axes, data[data["indicator"] == name])
        axes.set_title(name, fontweight="normal")
        axes.set_xlabel(f"{name.split()[0]} per month")
    grid.flat[0].legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, borderaxespad=0.2)
    return picture


#: Columns of the ends, colour, marker, shift and label of the two bars of a year.
_BARS = (
    ("mean_lower", "mean_upper", PALETTE[0], "o", -0.14, "average month, January to November"),
    ("lower", "upper", ACCENT, "s", 0.14, "December, as the two kinds of bulletin imply"),
)


def _panel(axes, rows):
    tidy_axes(axes)
    places = np.arange(len(rows))
    for low, high, colour, marker, shift, label in _BARS:
        axes.hlines(places + shift, rows[low], rows[high], color=colour, linewidth=4, alpha=0.5)
        axes.plot((rows[low] + rows[high]) / 2, places + shift, marker, color=colour, label=label)
    for place, row in zip(places, rows.to_dict("records"), strict=True):
        at = max(row["upper"], row["mean_upper"])
        words = f"   December is {_times(row)} an average month"
        axes.text(at, place + 0.14, words, va="center", fontsize=7, color=INK)
    axes.set_yticks(places, [str(year) for year in rows["year"]])
    axes.set_ylim(len(rows) - 0.5, -0.6)
    axes.set_xlim(0, 1.65 * rows[["upper", "mean_upper"]].max().max())
    count_axis(axes, "x")


def _times(row):
    ends = dict.fromkeys(f"{ratio:.2f}" for ratio in (row["ratio_lower"], row["ratio_upper"]))
    return f"{' to '.join(ends)} times"


def _words(data):
    return (
        "For each year whose first eleven months and whole are known well, from counts and stated changes: the range "
        "of an average month from January to November (blue, round), and of the December that the two leave (red, "
        "square), both sharp bounds with a mark in their middle, and December as a multiple of the average month. If "
        "full years and eleven months counted the same thing, this would be what happened in December."
    )


def _alt(data):
    parts = []
    for name, rows in data.groupby("indicator", sort=False):
        years = [f"{row['year']} {_times(row)}" for row in rows.to_dict("records")]
        parts.append(f"{name}: {listed(years)}")
    return (
        f"{data['indicator'].nunique()} panels with two bars for each year. December as a multiple of an average month "
        f"of the same year: {'; '.join(parts)}."
    )


FIGURE = PaperFigure(
    name="09-december-jumps",
    title="The December that eleven-month and full-year bulletins imply together",
    notebook="03b_decembers_and_honest_bands",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
    inputs=_inputs,
)
