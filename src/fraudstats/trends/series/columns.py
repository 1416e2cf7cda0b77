"""Which columns of a table are its time, its values and its ranges; found without doubt, or refused.

A table has one column of values and one time: `period_start` and `period_end` together, one of the columns `time`,
`year`, `date`, `month`, `quarter`, `period` (in any case), or its index. Nothing is guessed: two columns of time, two
columns of numbers, or a column that looks like time under another name are refused with what was seen; `fs.tidy`
makes a series of such tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.sheets import periods_in_header, printed_numbers, time_columns
from fraudstats.trends.series.windows import YEARS, Times, look_like_years, read_times, window_times

__all__ = ["Columns", "find_columns", "looks_like_time", "time_like_index"]

TIME = ("time", "year", "date", "month", "quarter", "period")
WINDOW = ("period_start", "period_end")
RANGE = ("value", "lower", "upper")
#: Columns that make `lower` and `upper` the ends of a band or of a confidence interval.
BAND = ("estimate", "median", "lower_bound", "upper_bound")
#: Columns beside windows that are about the numbers, and no numbers of the series: of a dataset's, and of `fs.tidy`'s.
_ABOUT = ("agree", "disagree", "precision", "row", "published", "published_by", "period_text", "value_text")
#: Names of values that run on from period to period: one event is in several of them.
_RUNNING = re.compile(
    r"\brolling\b|\bmoving\b|\b(?:12|twelve)[- ]months?\b|year[- ]to[- ]date|\bytd\b|cumulative|累[计計]"
)
#: Words in the name of a column that holds time, besides those of `TIME`.
_WORDS = {
    *TIME,
    "years",
    "dates",
    "months",
    "quarters",
    "periods",
    "week",
    "day",
    "datetime",
    "timestamp",
    "start",
    "end",
    "ending",
    "ended",
    "yr",
    "qtr",
    "fy",
}


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns of a table by what they are.

    Attributes
    ----------
    values : dict
        Column of each of `value`, `lower`, `upper` that the table has.
    times : Times or None
        The time that the table states; None if the user gave another.
    named : str or None
        The name of a value column that is not called `value`.
    unused : tuple of str
        Further columns.
    """

    values: dict[str, str]
    times: Times | None
    named: str | None
    unused: tuple[str, ...]


def find_columns(data: pd.DataFrame, find_time: bool = True) -> Columns:
    """Sort the columns of a table, or refuse it with what was seen.

    Parameters
    ----------
    data : DataFrame
    find_time : bool
        Whether the time is to be read from the table.

    Raises
    ------
    TrendError
        If the time or the values could be several columns, or none.
    """
    if not data.columns.is_unique:
        raise TrendError(f"two columns are called {data.columns[data.columns.duplicated()][0]!r}; rename one")
    names = {str(column).lower(): column for column in data.columns}
    _refuse_bands(data, names)
    window = [names[name] for name in WINDOW if name in names]
    timed = window if len(window) == 2 else [column for column in data.columns if str(column).lower() in TIME]
    if not window and not timed:
        _refuse_periods_in_header(data)
    values = _values(data, names, {*window, *timed})
    rest = [
        column for column in data.columns if column not in {*values.values(), *window, *(timed if find_time else ())}
    ]
    times = _times(data, window, timed, rest) if find_time else None
    value = values.get("value")
    _refuse_running(value, window)
    of_dataset = len(window) == 2
    unused = [c for c in rest if not of_dataset or (c not in _ABOUT and _counts_or_times(c, data[c]))]
    return Columns(
        values,
        times,
        str(value) if value is not None and str(value).lower() != "value" else None,
        tuple(map(str, unused)),
    )


def _refuse_periods_in_header(data):
    if len(periods := periods_in_header(data)) > 1 and not time_like_index(data.index):
        raise TrendError(
            f"the header holds periods ({_some(periods)}), so the table is wide; fs.tidy(df) makes one row per period "
            "of it"
        )


def _counts_or_times(name, column):
    return _numeric(column) or looks_like_time(name, column)


def _refuse_running(value, window):
    """Refuse running totals whose windows are not given."""
    if value is not None and len(window) < 2 and _RUNNING.search(str(value).lower().replace("_", " ")):
        raise TrendError(
            f"the column {value!r} is called a running total, so one event is in several of its numbers; fs.tidy gives "
            "each number its window, and fs.reconcile takes windows that overlap"
        )


def time_like_index(index: pd.Index) -> bool:
    """Whether an index states times: periods, dates, an index so called, or numbers that may be years."""
    if isinstance(index, pd.PeriodIndex | pd.DatetimeIndex) or str(index.name).lower() in TIME:
        return True
    if index.dtype.kind not in "iuf" or not len(index):
        return False
    numbers = index.to_numpy(dtype=float)
    return bool(YEARS[0] <= numbers.min() and numbers.max() <= YEARS[1])


def looks_like_time(name: object, column: pd.Series) -> bool:
    """Whether a column holds time by its name, its type or its values."""
    words = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", str(name)).lower())
    return bool(_WORDS & set(words)) or _calendar(column) or (_numeric(column) and look_like_years(column))


def _refuse_bands(data, names):
    band = [names[name] for name in BAND if name in names]
    if "lower" in names and "upper" in names and (band or data.attrs.get("kind") == "band"):
        beside = f"beside {', '.join(map(str, band))} " if band else ""
        raise TrendError(
            f"`lower` and `upper` {beside}are a credible band or a confidence interval, not bounds of a number: "
            "a model that took them for certain would be wrong. Give the draws instead, which are pooled "
            "(`reconciliation.draws()`), or the bounds (`reconciliation.bounds_table(freq)`)"
        )


def _values(data, names, taken):
    found = {name: names[name] for name in RANGE if name in names}
    if "value" in found or {"lower", "upper"} <= set(found):
        return found
    if found:
        raise TrendError(f"an interval needs both `lower` and `upper`, got only {next(iter(found))!r}")
    numbers = [c for c in data.columns if c not in taken and _numeric(data[c])]
    if len(numbers) == 1:
        _refuse_printed(data.loc[:, [c not in taken and c not in numbers for c in data.columns]], numbers[0])
        return {"value": numbers[0]}
    seen = _some(data.columns)
    if not numbers:
        raise TrendError(
            f"a column of numbers `value`, or `lower` and `upper`, is expected, got {seen}; a table of printed text is "
            "read by fs.tidy, one text by fs.parse_printed"
        )
    time = [c for c in data.columns if c in taken]
    raise TrendError(
        f"one series is expected, and {len(numbers)} columns hold numbers: {_some(numbers)}. Which one? Give "
        f"df[{[*time, numbers[0]]!r}], or fs.tidy(df, value={numbers[0]!r}); or, if the columns are draws of one "
        "series, fs.Draws(df)"
    )


def _refuse_printed(rest, value):
    """Refuse the only column of numbers where others hold printed ones, which may be meant as well."""
    if printed := printed_numbers(rest):
        raise TrendError(
            f"one series is expected; {value!r} holds numbers, and {_some(printed)} printed ones. Which? fs.tidy reads "
            f"them all: fs.tidy(df, value={value!r})"
        )


def _times(data, window, timed, rest):
    """The time of a table: its window, its one column of time, or its index."""
    if len(window) == 2:
        return window_times(data[window[0]], data[window[1]])
    if window:
        raise TrendError(f"the column {window[0]!r} needs its other end; give both period_start and period_end")
    if len(timed) > 1:
        raise TrendError(f"{len(timed)} columns hold time: {_some(timed)}; {_one_time(timed)}")
    calendar = isinstance(data.index, pd.PeriodIndex | pd.DatetimeIndex) or str(data.index.name).lower() in TIME
    if timed and calendar:
        raise TrendError(
            f"both the column {timed[0]!r} and the index hold time; drop one of them: "
            f"df.drop(columns={timed[0]!r}) or df.reset_index(drop=True)"
        )
    others = data.loc[:, [column in rest for column in data.columns]]
    strange = [column for column in time_columns(others) if data[column].astype(str).nunique() > 1]
    if strange and (timed or time_like_index(data.index)):
        known = f"the column {timed[0]!r}" if timed else "the index"
        raise TrendError(
            f"{known} holds time, and {strange[0]!r} looks like time as well; drop what is not meant, "
            f"df.drop(columns={strange[0]!r}), or let fs.tidy(df) read both"
        )
    if timed:
        return read_times(data[timed[0]], f"the column {timed[0]!r}", years=str(timed[0]).lower() != "time")
    if time_like_index(data.index):
        return read_times(data.index, "the index", years=str(data.index.name).lower() in set(TIME) - {"time"})
    if strange := [column for column in rest if looks_like_time(column, data[column])]:
        raise TrendError(
            f"the column {strange[0]!r} looks like time, and is not called so; rename it to `date` or `year`, say "
            f"time={strange[0]!r}, give both period_start and period_end, or drop it; fs.tidy(df) reads most tables as "
            f"they are (columns seen: {_some(data.columns)})"
        )
    return read_times(data.index, "the index")


def _one_time(timed):
    lower = {str(column).lower(): column for column in timed}
    for part, frequency in (("quarter", "Q"), ("month", "M")):
        if "year" in lower and part in lower and len(timed) == 2:
            fields = f"year=df[{lower['year']!r}], {part}=df[{lower[part]!r}]"
            return (
                f"make one index of them: df.set_index(pd.PeriodIndex.from_fields({fields}, freq={frequency!r}))"
                f".drop(columns={[*map(str, timed)]!r}), or let fs.tidy(df) do it"
            )
    return f"keep one: df.drop(columns={str(timed[-1])!r}), or let fs.tidy(df) read them"


def _calendar(column):
    if isinstance(column.dtype, pd.PeriodDtype) or pd.api.types.is_datetime64_any_dtype(column):
        return True
    if _numeric(column) or not len(column):
        return False
    return all(re.fullmatch(r"\d{4}-(\d{2}|Q[1-4])(-\d{2})?([T ].*)?", str(entry).strip()) for entry in column)


def _numeric(column):
    """Numbers by type, or text and objects that are all numbers; truth values are none."""
    if pd.api.types.is_bool_dtype(column) or isinstance(column.dtype, pd.PeriodDtype):
        return False
    if pd.api.types.is_numeric_dtype(column):
        return True
    if pd.api.types.is_datetime64_any_dtype(column) or column.isna().all():
        return False
    try:
        np.asarray(column.dropna(), dtype=float)
    except (TypeError, ValueError):
        return False
    return True


def _some(columns):
    """The names of a few columns, and how many more there are."""
    named = ", ".join(repr(name) for name in columns[:5])
    return f"{named} and {len(columns) - 5} more" if len(columns) > 5 else named
