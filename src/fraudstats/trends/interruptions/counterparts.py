"""A series and its control at the same times."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.draws import Draws
from fraudstats.errors import TrendError
from fraudstats.trends.series.foreign import as_pandas
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["pair", "read_control"]


def read_control(control: Any, series: TimeSeries) -> TimeSeries:
    """The control as a series; an array or list without times has one value per row of the data, in their order.

    Raises
    ------
    TrendError
        If it cannot be read, or has no times and another length than the data.
    """
    control = as_pandas(control)
    if isinstance(control, Draws):
        raise TrendError(
            "the control is many draws; give one series, such as their medians, or pool fits to pairs of draws with "
            "fs.trends.pool"
        )
    if isinstance(control, str):
        raise TrendError(
            f"the control is the text {control!r}; give the values themselves, as in control=df[{control!r}]"
        )
    if np.ndim(control) == 2 and not isinstance(control, pd.DataFrame) and np.shape(control)[1] != 1:
        raise TrendError(
            f"the control has {np.shape(control)[1]} columns; give one series: the sum of counts, or the mean of "
            "rates, or compare with several by fs.trends.synthetic_control"
        )
    read = as_time_series(control).points("an interrupted series")
    plain = isinstance(control, pd.Series) and isinstance(control.index, pd.RangeIndex)
    if not (plain or isinstance(control, (list, tuple, np.ndarray))):
        return read
    if len(read) != len(series):
        raise TrendError(
            f"the control has {len(read)} values without times, and the series {len(series)}; give one for each, in "
            "their order, or a Series or table with times"
        )
    same_times = {"time": series.time, "start": series.start, "end": series.end, "labels": series.labels}
    return replace(read.take(series.order), order=series.order, **same_times)


def pair(series: TimeSeries, control: TimeSeries) -> tuple[TimeSeries, TimeSeries, np.ndarray]:
    """Both at the times of the series, missing where either is, and the rows of the control (-1 where it has none).

    Raises
    ------
    TrendError
        If one has windows and the other has not, or they have no time in common.
    """
    if (series.start is None) != (control.start is None):
        timed = "series" if control.start is None else "control"
        raise TrendError(
            f"the {timed} has windows and the other plain times (series: {series.labels[0]}, control: "
            f"{control.labels[0]}); give both as Series or frames with the same kind of time"
        )
    where = {key: row for row, key in enumerate(_keys(control))}
    rows = np.array([where.get(key, -1) for key in _keys(series)])
    if (rows < 0).all():
        raise TrendError(
            f"series ({series.labels[0]} to {series.labels[-1]}) and control ({control.labels[0]} to "
            f"{control.labels[-1]}) have no window in common; give a control that was counted over the same windows"
        )
    other = np.where(rows < 0, np.nan, control.value[rows])
    both = np.isfinite(series.value) & np.isfinite(other)
    lost = int((np.isfinite(series.value) | np.isfinite(other)).sum() - both.sum() + (len(control) - (rows >= 0).sum()))
    notes = [*(f"control: {note}" for note in control.notes)]
    notes += [f"{lost} values have no counterpart in the other series and are left out"] if lost else []
    partner = replace(series, value=np.where(both, other, np.nan), lower=None, upper=None, name=control.name, notes=())
    return replace(series, value=np.where(both, series.value, np.nan)).noted(*notes), partner, rows


def _keys(series):
    if series.start is None or series.end is None:
        return [float(time) for time in series.time]
    return list(zip(series.start, series.end, strict=True))
