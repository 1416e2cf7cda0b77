"""Stated changes that fit no two levels that anybody printed for their windows."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.plausibility.result import SERIES, Finding, known_windows, number

__all__ = ["find", "fits"]

_WINDOW = ["period_start", "period_end"]
_BASE = ["base_start", "base_end"]
_PRINTED = ["observation_id", "value_text", "lower", "upper", "preferred"]


def find(dataset: Dataset) -> Iterator[Finding]:
    """Every change that no two printed levels of its window and its base can give.

    Levels that were restated later count as well: the change was printed beside them.
    """
    pairs = fits(dataset)
    fitting = set(pairs.loc[pairs["fits"], "change_id"])
    for id_, group in pairs.loc[~pairs["change_id"].isin(sorted(fitting))].groupby("change_id"):
        row = group.sort_values(["preferred_now", "preferred_base"]).iloc[-1].to_dict()
        levels = " and ".join(_level(row, part) for part in ("base", "now"))
        words = f"{row['percent']:+g}% printed, {100 * row['least']:+.1f} to {100 * row['most']:+.1f}% by {levels}"
        yield Finding(str(id_), "change", words)


def fits(dataset: Dataset) -> pd.DataFrame:
    """Every stated change beside every two printed levels of its window and its base.

    Returns
    -------
    data frame
        ``change_id, percent, lower, upper``; the levels with suffixes ``_now`` and ``_base``; ``least, most``, the
        change that the levels allow, as fractions; and ``fits``, whether the two ranges meet.
    """
    levels = known_windows(dataset.observations)
    unit_of = dataset.indicators.set_index("indicator").loc[:, "unit"]
    changes = dataset.changes.assign(unit=lambda c: c["indicator"].map(unit_of))
    stated = changes[[*SERIES, *_WINDOW, *_BASE, "change_id", "percent", "lower", "upper"]]
    now = levels[[*SERIES, *_WINDOW, *_PRINTED]].set_axis([*SERIES, *_WINDOW, *_named("now")], axis=1)
    base = levels[[*SERIES, *_WINDOW, *_PRINTED]].set_axis([*SERIES, *_BASE, *_named("base")], axis=1)
    pairs = stated.merge(now, on=[*SERIES, *_WINDOW]).merge(base, on=[*SERIES, *_BASE])
    least = (pairs["lower_now"] / pairs["upper_base"].where(pairs["upper_base"] > 0) - 1).fillna(float("inf"))
    most = (pairs["upper_now"] / pairs["lower_base"].where(pairs["lower_base"] > 0) - 1).fillna(float("inf"))
    return pairs.assign(least=least, most=most, fits=(least <= pairs["upper"]) & (most >= pairs["lower"]))


def _named(part):
    return [f"{name}_{part}" for name in _PRINTED]


def _level(row, part):
    start, end = _BASE if part == "base" else _WINDOW
    named = {"value_text": row[f"value_text_{part}"], "observation_id": row[f"observation_id_{part}"]}
    return number(named | {"period_start": row[start], "period_end": row[end]})
