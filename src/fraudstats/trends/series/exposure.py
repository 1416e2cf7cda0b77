"""What stands beside each value: its exposure and further columns, in the order of the series."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.series.read import TimeSeries, as_time_series

__all__ = ["beside", "read_exposure"]


def read_exposure(data, series, exposure=None, time=None) -> np.ndarray:
    """Exposure of each value: as given, else the days of its window, else 1.

    Parameters
    ----------
    data, time
        What the user gave; `series` is what :func:`as_time_series` made of it.
    exposure : None, number or array
        One number for each row of `data`, in its order.
    """
    if exposure is None:
        return np.ones(len(series)) if series.days is None else series.days
    if np.ndim(exposure) == 0:
        exposure = np.full(len(series), exposure)
    rows = beside(data, exposure, "exposure", time)[:, 0]
    if not (np.isfinite(rows) & (rows > 0))[np.isfinite(series.value)].all():
        raise TrendError(f"exposures must be above zero, got {np.nanmin(rows):g}; drop rows that have none")
    return rows


def beside(data, columns, what, time=None) -> np.ndarray:
    """`columns` (n,) or (n, k), given in the order of `data`, in the order of its time."""
    try:
        rows = np.asarray(columns, dtype=float)
    except (TypeError, ValueError):
        raise TrendError(f"{what} holds something that is not a number: {columns!r}") from None
    order = _order(data, time)
    if rows.ndim not in (1, 2) or len(rows) != len(order):
        raise TrendError(f"{what} has shape {rows.shape} for {len(order)} values; give one row for each")
    return rows.reshape(len(order), -1)[order]


def _order(data, time):
    """The position in `data` of each value of the sorted series."""
    if isinstance(data, TimeSeries):
        return np.arange(len(data))
    position = np.arange(len(data), dtype=float)
    if isinstance(data, pd.DataFrame):
        data = data.drop(columns=["lower", "upper"], errors="ignore").assign(value=position)
    else:
        data = pd.Series(position, data.index) if isinstance(data, pd.Series) else position
    return as_time_series(data, time).value.astype(int)
