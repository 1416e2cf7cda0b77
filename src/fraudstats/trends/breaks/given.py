"""What the models of breaks read: one number per time, equal windows, at least four values."""

from __future__ import annotations

from typing import Any

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.kendall.values import in_twelfths
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["read_series"]

FEWEST = 4


def read_series(data: Any, time: Any, method: str) -> TimeSeries:
    """The series; missing values keep their rows."""
    series = as_time_series(data, time).points(method).require_equal_windows(method).require(FEWEST, method)
    if len(np.unique(series.time)) < len(series):
        raise TrendError(f"{method} needs one value per time; keep one row of each")
    return in_twelfths(series)
