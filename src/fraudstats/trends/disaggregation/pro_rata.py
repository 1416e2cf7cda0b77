"""Each total shared out in proportion to an indicator, or equally: no model, and a step between two totals."""

from __future__ import annotations

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.disaggregation.layout import Layout

__all__ = ["pro_rata"]


def pro_rata(value: np.ndarray, layout: Layout) -> np.ndarray:
    """The indicator in each period times the ratio of the total to the indicator's; beyond totals, the last ratio."""
    if layout.columns is not None and layout.columns.shape[1] > 1:
        raise TrendError(f"method 'pro_rata' takes one indicator, and {layout.columns.shape[1]} are given; give one")
    indicator = np.ones(len(layout.index)) if layout.columns is None else layout.columns[:, 0]
    totals = layout.rows @ indicator
    if (bad := np.flatnonzero(totals == 0)).size:
        where = layout.index[np.flatnonzero(layout.rows[bad[0]])[0]]
        raise TrendError(f"the indicator adds up to zero in the total of {where}; nothing is in proportion to it")
    return indicator * (value / totals)[_window_of(layout)]


def _window_of(layout):
    """For each period, the total that it lies in, else the last one before it, else the first."""
    return np.maximum(np.searchsorted(layout.first, np.arange(len(layout.index)), side="right") - 1, 0)
