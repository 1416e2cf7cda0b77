"""Figure 15: yearly counts of several jurisdictions, each with its own joinpoint regression."""

from __future__ import annotations

import pandas as pd

from fraudstats.plotting.figure import Figure, caption, joined
from fraudstats.plotting.style import ACCENT, INK, PALETTE, drawing, tidy_axes

__all__ = ["JURISDICTIONS", "joinpoints_of", "jurisdictions", "jurisdictions_data"]

#: Title -> (indicator, area, first year, joinpoints at most). Each counts what its own police count.
JURISDICTIONS = {
    "Hong Kong: deception cases reported": ("deception_cases_reported", "HK", 2012, 2),
    "Singapore: scam cases reported": ("spf_scam_cases_reported", "SG", 2018, 1),
    "Japan: special fraud cases recognised": ("special_fraud_cases_recognised", "JP", 2019, 1),
    "United States: complaints to IC3": ("ic3_complaints", "US", 2001, 3),
    "Malaysia: online fraud cases": ("ccid_online_fraud_cases", "MY", 2019, 1),
    "China (mainland): cases solved": ("telecom_fraud_cases_solved", "CN", 2019, 1),
}


def joinpoints_of(dataset, title, seed=7160):
    """The joinpoint regression of one jurisdiction's full-year counts, and the series."""
    from fraudstats import trends

    indicator, area, first, most = JURISDICTIONS[title]
    series = dataset.series(indicator, area, freq="Y", start=f"{first}-01-01", accept="break")
    return trends.joinpoint(series, max_joinpoints=most, seed=seed), series


def jurisdictions_data(dataset) -> pd.DataFrame:
    """One row a jurisdiction and year.

    Returns
    -------
    data frame
        ``title, year, value, lower, upper, fitted, apc`` (per cent a year of the segment that the year begins), ``apc_lower,
        apc_upper`` and ``ids``.
    """
    rows = []
    for title in JURISDICTIONS:
        result, series = joinpoints_of(dataset, title)
        years = series["period_start"].dt.year
        for i, year in enumerate(years):
            segment = result.segments[result.segments["start"] <= year].iloc[-1]
            rows.append(
                {
                    "title": title,
                    "year": year,
                    "value": series["value"].iloc[i],
                    "lower": series["lower"].iloc[i],
                    "upper": series["upper"].iloc[i],
                    "fitted": result.fittedvalues[i],
                    "apc": segment["apc"],
                    "apc_lower": segment["lower"],
                    "apc_upper": segment["upper"],
                    "ids": joined([series["observation_id"].iloc[i]]),
                }
            )
    return pd.DataFrame(rows)


def jurisdictions(dataset) -> Figure:
    """Small multiples: counts, fitted trend, and the change a year of each segment."""
    import matplotlib.pyplot as plt

    data = jurisdictions_data(dataset)
    with drawing():
        picture, panels = plt.subplots(3, 2, figsize=(9.5, 9))
        for (title, rows), axes in zip(data.groupby("title", sort=False), panels.flat, strict=True):
            tidy_axes(axes, "both")
            axes.plot(rows["year"], rows["value"], "o", color=PALETTE[0], markersize=4.5)
            axes.plot(rows["year"], rows["fitted"], color=ACCENT)
            axes.text(0.03, 0.97, _segments(rows), transform=axes.transAxes, va="top", fontsize=7.5, color=INK)
            axes.set_ylim(0, rows[["value", "fitted"]].max().max() * 1.3)
            axes.margins(x=0.12)
            axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
            axes.xaxis.get_major_locator().set_params(integer=True)
            axes.set_title(title, fontsize=9.5)
        picture.tight_layout()
        plt.close(picture)
    text = (
        "Full-year counts of six jurisdictions, each by its own definition, with joinpoint regressions (log-linear, "
        "permutation test). In each panel the segments and their change a year with 95% interval. The levels must not be compared: "
        "a complaint, a report, a recognised case and a solved case are four things."
    )
    return Figure("15-jurisdictions", picture, data, caption(dataset, text, data))


def _segments(rows):
    """The segments in words, a line each."""
    lines = []
    for (apc, low, high), part in rows.groupby(["apc", "apc_lower", "apc_upper"], sort=False):
        end = rows.loc[rows["year"] > part["year"].max(), "year"].min()
        last = part["year"].max() if pd.isna(end) else int(end)
        lines.append(f"{part['year'].min()}-{last}: {apc:+.0f}% a year ({low:+.0f} to {high:+.0f})")
    return "\n".join(lines)
