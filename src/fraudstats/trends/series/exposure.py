"""What comes beside each value: its exposure and further columns, in the order of the series."""

from __future__ import annotations

from typing import Any

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["beside", "read_columns", "read_exposure"]


def read_exposure(series: TimeSeries, exposure: Any = None) -> np.ndarray:
    """Exposure of each value: as given, else the days of its window, else 1.

    Parameters
    ----------
    series : TimeSeries
        As :func:`as_time_series` made it, with all rows of the data.
    exposure : None, number or array
        One number for all values, or one per row of the data, in the order of the data.
    """
    if exposure is None:
        return np.ones(len(series)) if series.days is None else series.days
    if np.ndim(exposure) == 0:
        exposure = np.full(len(series), exposure)
    rows = beside(series, exposure, "exposure")[:, 0]
    if not (np.isfinite(rows) & (rows > 0))[np.isfinite(series.value)].all():
        raise TrendError(f"exposures must be above zero, got {np.nanmin(rows):g}; drop rows that have none")
    return rows


def beside(series: TimeSeries, columns: Any, what: str) -> np.ndarray:
    """`columns` (n,) or (n, k), given in the order of the user's data, in the order of its time."""
    return read_columns(columns, len(series), what)[series.order]


def read_columns(columns: Any, n: int, what: str) -> np.ndarray:
    """Numbers, `n` rows of one or more columns, as an array of shape (n, k)."""
    try:
        rows = np.asarray(columns, dtype=float)
    except (TypeError, ValueError):
        raise TrendError(f"{what} holds something that is not a number: {columns!r}") from None
    if rows.ndim not in (1, 2) or len(rows) != n:
        raise TrendError(f"{what} has shape {rows.shape} for {n} values; give one row for each")
    return rows.reshape(n, -1)
