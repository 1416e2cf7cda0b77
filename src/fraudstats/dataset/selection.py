"""Part of a dataset: the rows of some indicators, areas and time, and what was published by a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import cast

import numpy as np
import pandas as pd

from fraudstats.dataset.hints import hint
from fraudstats.dataset.preferred import KEY, by_curators, errata_of, with_preferred
from fraudstats.dataset.schema import TABLES
from fraudstats.dates import Window, first_day, last_day
from fraudstats.errors import DatasetError, DateError
from fraudstats.printed import window_of

__all__ = ["Codes", "DateLike", "published_until", "selected"]

#: A date as `fraudstats.dates` reads it.
DateLike = str | dt.date | np.datetime64 | pd.Period
#: One code or several.
Codes = str | Iterable[str]
#: Tables whose rows came with a publication date.
_PUBLISHED = tuple(name for name, columns in TABLES.items() if "published_by" in columns)
#: Column of codes -> the table that names them.
_NAMED_IN = {"indicator": "indicators", "ref_area": "areas", "counterpart_area": "areas"}


def selected(
    tables: Mapping[str, pd.DataFrame],
    codes: Mapping[str, Codes | None],
    start: DateLike | None,
    end: DateLike | None,
    release: str,
) -> dict[str, pd.DataFrame]:
    """The tables with observations and changes narrowed to `codes` (by column) and to windows within two days."""
    first, last = _limit(start, "start", first_day), _limit(end, "end", last_day)
    Window(first, last)  # refuses an end before the start
    wanted = {column: [one] if isinstance(one, str) else list(one) for column, one in codes.items() if one is not None}
    for column, listed in wanted.items():
        _refuse_unknown(tables, column, listed, release)
    narrowed = dict(tables)
    for name in ("observations", "changes"):
        table = tables[name]
        for column, listed in wanted.items():
            cells = table.loc[:, column]
            table = table.loc[cells.isin(listed) | (cells.isna() & ("none" in listed))]
        if first is not None:
            table = table.loc[table["period_start"] >= pd.Timestamp(first)]
        if last is not None:
            table = table.loc[table["period_end"] <= pd.Timestamp(last)]
        narrowed[name] = table.reset_index(drop=True)
    return narrowed


def published_until(tables: Mapping[str, pd.DataFrame], date: DateLike) -> tuple[dict[str, pd.DataFrame], pd.Timestamp]:
    """The tables with only what was surely published by a day, and that day.

    In a window of which a number was published later, the best of those known by then is preferred.
    """
    day = last_day(date, "date")
    if day is None:
        raise _missing("date", date)
    latest = cast(pd.Timestamp, pd.Timestamp(day))  # never NaT
    kept = {n: t.loc[t["published_by"] <= latest] if n in _PUBLISHED else t for n, t in tables.items()}
    kept["observations"] = _preferred_by_then(tables, kept["observations"])
    return {name: table.reset_index(drop=True) for name, table in kept.items()}, latest


def _preferred_by_then(tables, known):
    """The known observations, the preferred one chosen again in each window that lost a number.

    A window that lost none keeps its choice, so that a frozen release is not chosen anew by a later rule.
    """
    whole = tables["observations"]
    window = whole.groupby(KEY, dropna=False, sort=False).ngroup()
    lost = window[~whole.index.isin(known.index)]
    open_again = known.loc[window[known.index].isin(lost)]
    tier_of = tables["sources"].set_index("source_id")["tier"]
    chosen = with_preferred(open_again, tier_of, by_curators(open_again), errata_of(tables["corrections"]))
    known = known.copy()
    known.loc[chosen.index, ["preferred", "preferred_reason"]] = chosen[["preferred", "preferred_reason"]]
    return known


def _limit(value: DateLike | None, name: str, read: Callable[..., dt.date | None]) -> dt.date | None:
    """A day that limits a selection; None for no limit, while a missing date such as NaT is refused.

    Text may be any label of a period: its first day is a start, its last day an end.
    """
    if value is None:
        return None
    day = read(getattr(window_of(value, name), name) if isinstance(value, str) else value, name)
    if day is None:
        raise _missing(name, value)
    return day


def _missing(name: str, value: object) -> DateError:
    return DateError(f"{name}: expected a date, such as '2021', '2021-06' or '2021-06-13', and found {value!r}")


def _refuse_unknown(tables, column, codes, release):
    known = set(pd.concat([tables[name][column] for name in ("observations", "changes")]).dropna().unique())
    if column == "indicator":
        known |= set(tables["indicators"]["indicator"])
    names = tables[_NAMED_IN[column]] if column in _NAMED_IN else None
    for code in codes:
        if code != "none" and code not in known:
            raise DatasetError(f"no {column} {code!r} in release {release}{hint(code, known, names)}")
