"""Figure 11: how far published numbers were later revised."""

from __future__ import annotations

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.plotting import INK, PALETTE, panels, tidy_axes

__all__ = ["FIGURE", "data"]

#: Series with real revisions: title -> (indicator, area).
_SERIES = {
    "Singapore, scam cases": ("spf_scam_cases_reported", "SG"),
    "Singapore, scam losses": ("spf_scam_losses", "SG"),
    "Japan, special fraud cases": ("special_fraud_cases_recognised", "JP"),
    "Japan, special fraud losses": ("special_fraud_losses", "JP"),
    "United States, losses reported to IC3": ("ic3_losses", "US"),
}


def data(dataset: Dataset) -> pd.DataFrame:
    """One row per window that was revised.

    Returns
    -------
    DataFrame
        ``title, period_start, period_end, first, latest, vintages, days`` (from the first to the latest value),
        ``revision_lower, revision_upper`` (relative, what the two printed numbers allow) and ``ids`` of all vintages.
    """
    parts = [
        _revisions(title, dataset.revisions(indicator, ref_area=area)) for title, (indicator, area) in _SERIES.items()
    ]
    table = pd.DataFrame(pd.concat(parts))
    return table.sort_values(["title", "period_end", "period_start"], ignore_index=True)


_KEY = ["period_start", "period_end"]
_COLUMNS = ["title", *_KEY, "first", "latest", "vintages", "days", "revision_lower", "revision_upper", "ids"]


def _revisions(title, revisions):
    ids = revisions.long.groupby(_KEY)["observation_id"].agg(" ".join).rename("ids").reset_index()
    return revisions.sizes().merge(ids, on=_KEY, how="left").assign(title=title)[_COLUMNS]


def _picture(data):
    titles = list(data["title"].unique())
    picture, axes = panels(figsize=(9.5, 1.1 + 0.27 * len(data)))
    tidy_axes(axes)
    for y, row in enumerate(data.to_dict("records")):
        _line(axes, y, row, PALETTE[titles.index(row["title"])])
    axes.axvline(0, color=INK, linewidth=1)
    labels = [f"{row['title']}, {_window(row['period_start'], row['period_end'])}" for row in data.to_dict("records")]
    axes.set_yticks(range(len(data)), labels, fontsize=8)
    axes.set_ylim(len(data) - 0.5, -0.5)
    low, high = axes.get_xlim()
    axes.set_xlim(low, high + 0.4 * (high - low))
    axes.set_xlabel("revision from the first to the latest published value, per cent")
    axes.set_title("Numbers change after they are published")
    return picture


def _line(axes, y, row, colour):
    low, high = 100 * row["revision_lower"], 100 * row["revision_upper"]
    axes.plot([low, high], [y, y], color=colour, linewidth=5, alpha=0.5, solid_capstyle="butt")
    axes.plot([(low + high) / 2], [y], "o", color=colour, markersize=4)
    words = f"{_short(row['first'])} to {_short(row['latest'])}, {row['days']} days"
    axes.annotate(words, (max(high, 0), y), xytext=(7, 0), textcoords="offset points", va="center", fontsize=7.5)


def _short(value):
    """A number as people say it: 13,526, 168.1 million, 27.78 billion."""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if value >= size:
            return f"{value / size:,.4g} {name}"
    return f"{value:,.0f}"


def _window(start, end):
    """A window of revised numbers in words: ``2021``, ``first half 2021``, ``2021-01 to 2021-09``."""
    if start.is_year_start and end.is_year_end:
        return f"{start.year}"
    if start.is_year_start and (end.month, end.day) == (6, 30):
        return f"first half {start.year}"
    return f"{start:%Y-%m} to {end:%Y-%m}"


def _words(data):
    return (
        "Each row is a window whose published value was later restated: the relative revision from the first to the "
        "latest value, as far as the two printed numbers allow, with the values (losses in yen, Singapore dollars and "
        "US dollars) and the days between. Mainland China's solved cases are absent: no restatement of one "
        "and the same window was found, only windows that differ."
    )


FIGURE = PaperFigure(
    name="11-revisions",
    title="How far published numbers were later revised",
    notebook="08_how_numbers_are_revised",
    compute=data,
    picture=_picture,
    words=_words,
)
