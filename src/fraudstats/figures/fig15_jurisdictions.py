"""Figure 15: yearly counts of several jurisdictions, each with its own joinpoint regression."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from fraudstats.amounts import listed
from fraudstats.dataset import Dataset
from fraudstats.figures.bands import BAND, DIGITS, band_of, draw_band
from fraudstats.figures.base import PaperFigure
from fraudstats.figures.labels import counted, number
from fraudstats.plotting import ACCENT, PALETTE, count_axis, cut_above, panels, tidy_axes, values

if TYPE_CHECKING:
    from fraudstats.trends.joinpoints.result import JoinpointResult

__all__ = ["FIGURE", "JURISDICTIONS", "data"]

#: Title -> (indicator, area, first year, joinpoints at most). Each counts what its own police count.
JURISDICTIONS = {
    "United States: complaints to IC3": ("ic3_complaints", "US", "2001", 3),
    "Hong Kong: deception cases reported": ("deception_cases_reported", "HK", "2012", 2),
    "Singapore: scam cases reported": ("spf_scam_cases_reported", "SG", "2018", 1),
    "China (mainland): cases solved": ("telecom_fraud_cases_solved", "CN", "2019", 1),
    "Japan: special fraud cases recognised": ("special_fraud_cases_recognised", "JP", "2019", 1),
    "Malaysia: online fraud cases": ("ccid_online_fraud_cases", "MY", "2019", 1),
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
        (per cent per year of the segment that the year begins), ``apc_lower, apc_upper``, the ends of the interval of
        the line (see `fraudstats.figures.bands.BAND`) and ``ids``.
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
    return table.join(band_of(fit)[BAND]).assign(ids=series["observation_id"])


def _picture(data):
    picture, grid = panels(3, 2, height=7.4)
    groups = list(data.groupby("title", sort=False))
    for first, row in zip(range(0, len(groups), 2), grid, strict=True):
        lines = max(len(_segments(rows)) for _, rows in groups[first : first + 2])
        for (title, rows), axes in zip(groups[first : first + 2], row, strict=True):
            _panel(axes, rows, lines)
            axes.set_title(title, fontsize=7.5, pad=5 + 8.5 * lines)
            axes.set_ylabel(f"{_UNITS[title]} per year")
    picture.align_ylabels()
    grid.flat[0].legend(loc="upper left", fontsize=6.5)
    return picture


_UNITS = {title: "complaints" if "complaints" in title else "cases" for title in JURISDICTIONS}


def _panel(axes, rows, lines):
    tidy_axes(axes, "both")
    draw_band(axes, rows, "95% interval of the line")
    ends = (rows["lower"], rows["upper"])
    values(axes, rows["year"], rows["value"], *ends, color=PALETTE[0], markersize=3.5, label="count")
    axes.plot(rows["year"], rows["fitted"], color=ACCENT, label="joinpoint regression")
    _limits(axes, rows)
    count_axis(axes)
    words = _segments(rows)
    words += [""] * (lines - len(words))  # so that the first line stands below the title
    axes.text(0, 1.02, "\n".join(words), transform=axes.transAxes, va="bottom", fontsize=6.5)


def _limits(axes, rows):
    """An axis for the numbers and the line; where the interval reaches far beyond, an arrow names its end."""
    top = 1.35 * rows[["upper", "fitted"]].max().max()
    axes.set_ylim(0, top)
    axes.set_xlim(rows["year"].min() - 0.6, rows["year"].max() + 0.6)
    axes.xaxis.get_major_locator().set_params(integer=True, nbins=8)
    ends = pd.concat([rows.set_index("year")[column] for column in ("band_upper", "next_upper")]).dropna()
    if ends.max() > top:
        words = f"interval to {number(ends.to_numpy(float).max())}"
        cut_above(axes, ends.idxmax(), words, drop=8, ha="right", color=ACCENT)


def _segments(rows):
    """The segments in words."""
    lines = []
    for (apc, low, high), part in rows.groupby(["apc", "apc_lower", "apc_upper"], sort=False):
        end = rows.loc[rows["year"] > part["year"].max(), "year"].min()
        last = part["year"].max() if pd.isna(end) else int(end)
        lines.append(f"{part['year'].min()}-{last}: {apc:+.0f}% per year ({low:+.0f} to {high:+.0f})")
    return lines


def _words(data):
    return (
        f"Full-year counts of {counted(data['title'].nunique())} jurisdictions, each by its own definition and over "
        "its own years, from the first after which none is missing, with joinpoint regressions (log-linear, "
        "permutation test; dots are the midpoints of the ranges that printed numbers allow, which are fitted, and bars "
        "the ranges). The band is the 95% interval of the line of each segment, each from its own years. Above each "
        "panel the segments and their change per year with 95% interval. The levels must not be compared: a complaint, "
        "a report, a recognised, an investigated and a solved case are not the same thing."
        f"{_gaps_in_words(data)}"
    )


def _gaps_in_words(data):
    """The years that lie between two values and have none, by jurisdiction."""
    found = []
    for title, rows in data.groupby("title", sort=False):
        years = sorted(set(range(rows["year"].min(), rows["year"].max())) - set(rows["year"]))
        if years:
            found.append(f"{title} ({', '.join(map(str, years))})")
    return f" Years without a value: {'; '.join(found)}." if found else ""


def _alt(data):
    parts = []
    for title, rows in data.groupby("title", sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        parts.append(
            f"{title}: {number(first['value'])} in {first['year']}, {number(last['value'])} in {last['year']}; "
            f"segments {listed(_segments(rows))}"
        )
    return f"{data['title'].nunique()} panels with dots for years and a fitted line. {'. '.join(parts)}."


FIGURE = PaperFigure(
    name="15-jurisdictions",
    title="Yearly counts of six jurisdictions and their joinpoint regressions",
    notebook="06_elsewhere",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
    inputs=_inputs,
    bands=[("apc_lower", "apc", "apc_upper")],
    digits=DIGITS,
)
