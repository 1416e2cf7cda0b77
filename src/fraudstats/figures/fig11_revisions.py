"""Figure 11: how far published numbers were later revised."""

from __future__ import annotations

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.figures.base import PaperFigure
from fraudstats.plotting import INK, PALETTE, panels, ranges, tidy_axes, values

__all__ = ["FIGURE", "data"]

#: Series with real revisions: title -> (indicator, area, unit of money).
_SERIES = {
    "Singapore, scam cases": ("spf_scam_cases_reported", "SG", ""),
    "Singapore, scam losses": ("spf_scam_losses", "SG", "Singapore dollars"),
    "Japan, special fraud cases": ("special_fraud_cases_recognised", "JP", ""),
    "Japan, special fraud losses": ("special_fraud_losses", "JP", "yen"),
    "United States, losses reported to IC3": ("ic3_losses", "US", "US dollars"),
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
        _revisions(title, dataset.revisions(indicator, ref_area=area))
        for title, (indicator, area, _) in _SERIES.items()
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
    picture, grid = panels(
        len(titles), 1, height=0.75 + 0.185 * (len(data) + 1.2 * len(titles)), sharex=True, squeeze=False,
        height_ratios=[(data["title"] == title).sum() for title in titles],
    )  # fmt: skip
    for axes, title in zip(grid.flat, titles, strict=True):
        _panel(axes, data[data["title"] == title])
        axes.set_title(f"{title}, {_SERIES[title][2]}" if _SERIES[title][2] else title, fontweight="normal")
    grid.flat[-1].set_xlabel("revision from the first to the latest published value, per cent")
    return picture


#: The axis ends here, in per cent; what lies beyond is marked at either end.
_ENDS = (-10, 16)


def _panel(axes, rows):
    tidy_axes(axes)
    axes.set_xlim(_ENDS[0] - 1, _ENDS[1] + 9)
    axes.set_xticks(range(_ENDS[0], _ENDS[1], 5), [f"{tick:+d}" if tick else "0" for tick in range(*_ENDS, 5)])
    axes.axvline(0, color=INK, linewidth=0.8)
    for y, row in enumerate(rows.to_dict("records")):
        _line(axes, y, row)
    labels = [_window(row.period_start, row.period_end) for row in rows.itertuples()]
    axes.set_yticks(range(len(rows)), labels, fontsize=7)
    axes.set_ylim(len(rows) - 0.5, -0.6)


def _line(axes, y, row):
    low, high = 100 * row["revision_lower"], 100 * row["revision_upper"]
    middle = (low + high) / 2
    words = f"{_short(row['first'])} to {_short(row['latest'])}, {row['days']} days"
    style = {"textcoords": "offset points", "va": "center", "fontsize": 6.5}
    if low > _ENDS[1] or high < _ENDS[0]:
        end, out = (_ENDS[1], 1) if low > 0 else (_ENDS[0], -1)
        arrow = {"arrowstyle": "-|>", "color": PALETTE[0], "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", (end + out, y), (end - out, y), arrowprops=arrow)
        side = "right" if out > 0 else "left"
        axes.annotate(f"{middle:+.1f}%: {words}", (end - out, y), (-4 * out, 0), ha=side, **style)
        return
    values(axes, [middle], [y], color=PALETTE[0])
    ranges(axes, [y], [low], [high], across=True, color=PALETTE[0])
    if high < 0:
        axes.annotate(words, (0, y), (5, 0), **style)
    else:
        axes.annotate(words, (max(high, 0), y), (6, 0), **style)


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
    beyond = (100 * data["revision_lower"] > _ENDS[1]) | (100 * data["revision_upper"] < _ENDS[0])
    cut = " An arrow marks a revision beyond the axis, with its size." if beyond.any() else ""
    return (
        "Each row is a window whose published value was later restated: the relative revision from the first to the "
        "latest value (dot; a bar where rounding leaves it open), with the two values and the days between. "
        f"Losses are in the currency named.{cut}"
    )


def _alt(data):
    middle = 50 * (data["revision_lower"] + data["revision_upper"])
    up, down = data.loc[middle.idxmax()], data.loc[middle.idxmin()]
    within = int((middle.abs() <= _SMALL).sum())

    def told(row, size):
        window = _window(row["period_start"], row["period_end"])
        return f"{row['title']}, {window} ({_short(row['first'])} to {_short(row['latest'])}, {size:+.1f}%)"

    return (
        f"Dots for {len(data)} revisions of {data['title'].nunique()} series. {within} of them are of at most "
        f"{_SMALL} per cent. The largest rise: {told(up, middle.max())}; the largest fall: {told(down, middle.min())}."
    )


#: Revisions up to this size are counted as small, in per cent.
_SMALL = 3


FIGURE = PaperFigure(
    name="11-revisions",
    title="How far published numbers were later revised",
    notebook="08_how_numbers_are_revised",
    compute=data,
    picture=_picture,
    words=_words,
    alt=_alt,
)
