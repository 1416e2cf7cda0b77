"""Figure 15: yearly counts of several jurisdictions, each with its own joinpoint regression."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.plotting import ACCENT, INK, PALETTE, count_axis, panels, tidy_axes

if TYPE_CHECKING:
    from fraudstats.trends.joinpoints.result import JoinpointResult

__all__ = ["FIGURE", "JURISDICTIONS", "data"]

#: Title -> (indicator, area, first year, joinpoints at most). Each counts what its own police count.
JURISDICTIONS = {
    "Hong Kong: deception cases reported": ("deception_cases_reported", "HK", "2012", 2),
    "Singapore: scam cases reported": ("spf_scam_cases_reported", "SG", "2018", 1),
    "Japan: special fraud cases recognised": ("special_fraud_cases_recognised", "JP", "2019", 1),
    "United States: complaints to IC3": ("ic3_complaints", "US", "2001", 3),
    "Malaysia: online fraud cases": ("ccid_online_fraud_cases", "MY", "2019", 1),
    "China (mainland): cases solved": ("telecom_fraud_cases_solved", "CN", "2019", 1),
}


def _inputs(dataset: Dataset) -> dict[str, Any]:
    from fraudstats import trends

    series, fits = {}, {}
    for title, (indicator, area, first, most) in JURISDICTIONS.items():
        series[title] = dataset.series(indicator, area, freq="Y", start=first, accept="break")
        fits[title] = trends.joinpoint(series[title], max_joinpoints=most, seed=7160)
    return {"series": series, "fits": fits}


def data(dataset: Dataset, series: Mapping[str, pd.DataFrame], fits: Mapping[str, JoinpointResult]) -> pd.DataFrame:
    """One row per jurisdiction and year.

    Parameters
    ----------
    dataset : Dataset
    series : mapping
        Title -> full-year counts, as from `Dataset.series`.
    fits : mapping
        Title -> joinpoint regression of the series.

    Returns
    -------
    DataFrame
        ``title, year``, ``value`` (the midpoint of the range, which is fitted), ``lower, upper``, ``fitted``, ``apc``
        (per cent per year of the segment that the year begins), ``apc_lower, apc_upper`` and ``ids``.
    """
    return pd.concat([_rows(title, series[title], fit) for title, fit in fits.items()], ignore_index=True)


def _rows(title, series, fit):
    years = series["period_start"].dt.year
    segments = fit.segments()
    place = segments["start"].searchsorted(years, side="right") - 1
    change = segments[["apc", "lower", "upper"]].iloc[place].reset_index(drop=True)
    table = pd.DataFrame({"title": title, "year": years, "value": (series["lower"] + series["upper"]) / 2})
    table = table.assign(lower=series["lower"], upper=series["upper"], fitted=fit.fittedvalues)
    table = table.assign(apc=change["apc"], apc_lower=change["lower"], apc_upper=change["upper"])
    return table.assign(ids=series["observation_id"])


def _picture(data):
    picture, grid = panels(3, 2, figsize=(9.5, 9))
    for (title, rows), axes in zip(data.groupby("title", sort=False), grid.flat, strict=True):
        tidy_axes(axes, "both")
        axes.vlines(rows["year"], rows["lower"], rows["upper"], color=PALETTE[0], linewidth=3, alpha=0.5)
        axes.plot(rows["year"], rows["value"], "o", color=PALETTE[0], markersize=4.5)
        axes.plot(rows["year"], rows["fitted"], color=ACCENT)
        axes.text(0.03, 0.97, _segments(rows), transform=axes.transAxes, va="top", fontsize=7.5, color=INK)
        axes.set_ylim(0, rows[["upper", "fitted"]].max().max() * 1.3)
        axes.margins(x=0.12)
        count_axis(axes)
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_title(title, fontsize=9.5)
    picture.tight_layout()
    return picture


def _segments(rows):
    """The segments in words, one per line."""
    lines = []
    for (apc, low, high), part in rows.groupby(["apc", "apc_lower", "apc_upper"], sort=False):
        end = rows.loc[rows["year"] > part["year"].max(), "year"].min()
        last = part["year"].max() if pd.isna(end) else int(end)
        lines.append(f"{part['year'].min()}-{last}: {apc:+.0f}% per year ({low:+.0f} to {high:+.0f})")
    return "\n".join(lines)


def _words(data):
    return (
        "Full-year counts of six jurisdictions, each by its own definition, with joinpoint regressions (log-linear, "
        "permutation test; bars are the ranges that printed numbers allow, dots their midpoints, which are fitted). In "
        "each panel the segments and their change per year with 95% interval. The levels must not be compared: a "
        "complaint, a report, a recognised, an investigated and a solved case are five things."
        f"{_gaps_in_words(data)} No total of the mainland of 2018 was found, so its series begins in 2019."
    )


def _gaps_in_words(data):
    """The years that lie between two values and have none, by jurisdiction."""
    found = []
    for title, rows in data.groupby("title", sort=False):
        years = sorted(set(range(rows["year"].min(), rows["year"].max())) - set(rows["year"]))
        if years:
            found.append(f"{title} ({', '.join(map(str, years))})")
    return f" Years without a value: {'; '.join(found)}." if found else ""


FIGURE = PaperFigure(
    name="15-jurisdictions",
    title="Yearly counts of six jurisdictions and their joinpoint regressions",
    notebook="06_elsewhere",
    compute=data,
    picture=_picture,
    words=_words,
    inputs=_inputs,
    bands=[("apc_lower", "apc", "apc_upper")],
)
