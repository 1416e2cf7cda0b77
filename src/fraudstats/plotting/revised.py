"""Figure 11: how far published numbers were later revised."""

from __future__ import annotations

import pandas as pd

from fraudstats.plotting.figure import Figure, caption
from fraudstats.plotting.style import INK, PALETTE, drawing, tidy_axes

__all__ = ["REVISED", "revised", "revised_data"]

#: Series with real revisions: title -> (indicator, area).
REVISED = {
    "Singapore, scam cases": ("spf_scam_cases_reported", "SG"),
    "Singapore, scam losses": ("spf_scam_losses", "SG"),
    "Japan, special fraud cases": ("special_fraud_cases_recognised", "JP"),
    "Japan, special fraud losses": ("special_fraud_losses", "JP"),
    "United States, losses reported to IC3": ("ic3_losses", "US"),
}


def revised_data(dataset) -> pd.DataFrame:
    """One row a window that was revised.

    Returns
    -------
    data frame
        ``title, period_start, period_end, first, latest, vintages, days`` (from the first to the latest value),
        ``revision_lower, revision_upper`` (relative, what the two prints allow) and ``ids`` of all vintages.
    """
    rows = []
    for title, (indicator, area) in REVISED.items():
        revisions = dataset.revisions(indicator, ref_area=area)
        long = revisions.long
        for row in revisions.summary().itertuples():
            same = long[(long["period_start"] == row.period_start) & (long["period_end"] == row.period_end)]
            rows.append(
                {
                    "title": title,
                    "period_start": row.period_start,
                    "period_end": row.period_end,
                    "first": row.first,
                    "latest": row.latest,
                    "vintages": row.vintages,
                    "days": row.days,
                    "revision_lower": row.revision_lower,
                    "revision_upper": row.revision_upper,
                    "ids": " ".join(same["observation_id"]),
                }
            )
    return pd.DataFrame(rows).sort_values(["title", "period_end", "period_start"], ignore_index=True)


def revised(dataset) -> Figure:
    """Relative revisions from the first to the latest published value, with the range that the prints allow."""
    import matplotlib.pyplot as plt

    data = revised_data(dataset)
    titles = list(data["title"].unique())
    with drawing():
        picture, axes = plt.subplots(figsize=(9.5, 1.1 + 0.27 * len(data)))
        tidy_axes(axes)
        for y, row in enumerate(data.itertuples()):
            colour = PALETTE[titles.index(row.title)]
            low, high = 100 * row.revision_lower, 100 * row.revision_upper
            axes.plot([low, high], [y, y], color=colour, linewidth=5, alpha=0.5, solid_capstyle="butt")
            axes.plot([(low + high) / 2], [y], "o", color=colour, markersize=4)
            words = f"{_short(row.first)} to {_short(row.latest)}, {row.days} days"
            axes.annotate(
                words, (max(high, 0), y), xytext=(7, 0), textcoords="offset points", va="center", fontsize=7.5
            )
        axes.axvline(0, color=INK, linewidth=1)
        axes.set_yticks(range(len(data)), [f"{row.title}, {_window(row)}" for row in data.itertuples()], fontsize=8)
        axes.set_ylim(len(data) - 0.5, -0.5)
        low, high = axes.get_xlim()
        axes.set_xlim(low, high + 0.4 * (high - low))
        axes.set_xlabel("revision from the first to the latest published value, per cent")
        axes.set_title("Numbers change after they are published")
        plt.close(picture)
    text = (
        "Each line is a window whose published value was later restated: the relative revision from the first to the latest "
        "value, as far as the two prints allow, with the values and the days between. Mainland China's solved cases are "
        "absent: no restatement of one and the same window was found, only windows that differ."
    )
    return Figure("11-revisions", picture, data, caption(dataset, text, data))


def _short(value):
    """A number as people say it: 13,526, 168.1 million, 27.78 billion."""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if value >= size:
            return f"{value / size:,.4g} {name}"
    return f"{value:,.0f}"


def _window(row):
    year = row.period_start.year
    whole = row.period_start.is_year_start and row.period_end.is_year_end
    first_half = row.period_start.is_year_start and (row.period_end.month, row.period_end.day) == (6, 30)
    return (
        f"{year}"
        if whole
        else f"first half {year}"
        if first_half
        else f"{row.period_start:%Y-%m} to {row.period_end:%Y-%m}"
    )
