"""Are values values and times times? The order of arguments and of rows, checked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.series.time_series import TimeSeries
from fraudstats.trends.series.windows import YEARS, Times, look_like_years

__all__ = ["in_order", "refuse_exchanged", "refuse_years"]


def refuse_exchanged(values: np.ndarray, times: Times) -> None:
    """Refuse values that look like years, and times that neither increase nor look like years.

    Raises
    ------
    TrendError
        With both readings.
    """
    falls = bool((np.diff(times.time) < 0).any())
    dated = times.start is not None or (YEARS[0] <= times.time.min() and times.time.max() <= YEARS[1])
    if look_like_years(values):
        raise TrendError(
            f"the values look like years and the times do not: {_readings(values, times.time)}. Values come first, "
            "times second: model(values, years)"
        )
    if falls and not dated:
        raise TrendError(
            f"the times do not increase: {_readings(values, times.time)}. If the two are exchanged, values come first: "
            "model(values, times); if the rows are in no order, sort them by time"
        )


def refuse_years(values: np.ndarray, data: Any) -> None:
    """Refuse a lone array of years where values are meant."""
    if isinstance(data, pd.Series) and not isinstance(data.index, pd.RangeIndex):
        return
    if look_like_years(values) and len(values) >= 4:
        raise TrendError(
            f"the values {_few(values)} look like years, and no times are given; values come first, times second: "
            "model(values, years). If they are counts after all, give their times"
        )


def in_order(series: TimeSeries) -> TimeSeries:
    """The series sorted by time, with a note if its rows were not."""
    order = np.argsort(series.time, kind="stable")
    if (order == np.arange(len(order))).all():
        return series
    return series.take(order).noted("the rows were sorted by time")


def _readings(values, times):
    return f"values = {_few(values)} and times = {_few(times)}"


def _few(numbers):
    shown = ", ".join(f"{x:.10g}" for x in numbers[:4])
    return f"{shown}, ..." if len(numbers) > 4 else shown
