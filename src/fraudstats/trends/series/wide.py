"""Tables of several series over the same times, for methods that take thousands of series at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.draws import Draws
from fraudstats.errors import TrendError
from fraudstats.trends.series.columns import RANGE, looks_like_time, time_like_index
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries
from fraudstats.trends.series.windows import read_numbers

__all__ = ["WideTable", "is_wide", "read_wide"]


@dataclass(frozen=True, eq=False)
class WideTable:
    """Several series over the same times.

    Attributes
    ----------
    series : TimeSeries
        The times, with the mean over the columns as value.
    matrix : ndarray
        Times x series.
    names : Index
        The columns' names.
    """

    series: TimeSeries
    matrix: np.ndarray
    names: pd.Index


def is_wide(data: Any, time: Any = None) -> bool:
    """Whether data hold several series side by side.

    They do if they are a two-dimensional array of two columns or more, or a table whose times are in its index (or
    given as an array) and whose columns, two or more, are all numbers under names that are none of time, value, or the
    ends of a range.

    >>> is_wide(pd.DataFrame({"year": [2020, 2021], "cases": [3, 4]}))
    False
    >>> is_wide(pd.DataFrame({"A": [3, 4], "B": [5, 6]}, index=pd.PeriodIndex(["2020", "2021"], freq="Y")))
    True
    """
    if isinstance(data, np.ndarray):
        return data.ndim == 2 and data.shape[1] != 1
    if not isinstance(data, pd.DataFrame) or data.shape[1] < 2 or data.attrs.get("kind") == "band":
        return False
    timed = time_like_index(data.index) if time is None else not isinstance(time, str)
    numbers = all(pd.api.types.is_numeric_dtype(dtype) for dtype in data.dtypes)
    known = any(str(name).lower() in RANGE or looks_like_time(name, column) for name, column in data.items())
    return timed and numbers and not known


def read_wide(data: Any, time: Any = None) -> WideTable:
    """Read several series over the same times, sorted by time.

    Parameters
    ----------
    data : array, DataFrame or Draws
        Times x series.
    time : array, optional
        Times of the rows.

    Examples
    --------
    >>> months = pd.period_range("2021-01", periods=2, freq="M")
    >>> table = read_wide(pd.DataFrame([[1, 3], [2, 4]], index=months))
    >>> table.series.value, table.matrix.shape
    (array([2., 3.]), (2, 2))
    """
    frame = data.to_frame() if isinstance(data, Draws) else data
    frame = frame if isinstance(frame, pd.DataFrame) else pd.DataFrame(np.asarray(frame))
    matrix = read_numbers(frame, "the table")
    if matrix.size == 0:
        raise TrendError(f"the table of shape {matrix.shape} holds no values; give times x series")
    present = np.isfinite(matrix)
    counts = np.where(present.any(axis=1), present.sum(axis=1), np.nan)
    mean = pd.Series(np.where(present, matrix, 0).sum(axis=1) / counts, frame.index)
    mean.attrs = {name: known for name, known in frame.attrs.items() if name != "kind"}
    series = as_time_series(mean, time)
    order = series.order
    return WideTable(replace(series, order=np.arange(len(series))), matrix[order], frame.columns)
