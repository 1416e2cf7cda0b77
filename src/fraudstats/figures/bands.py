"""The interval of a joinpoint trend in the data of a picture, and its drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from fraudstats.plotting import ACCENT, band

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from fraudstats.trends.joinpoints.result import JoinpointResult

__all__ = ["BAND", "DIGITS", "band_of", "draw_band"]

#: Ends of the 95% interval of the line at each time; at a joinpoint, those of the segment that begins there as well.
BAND = ["band_lower", "band_upper", "next_lower", "next_upper"]
#: Column -> digits that mean something.
DIGITS = dict.fromkeys(BAND, 3)


def band_of(fit: JoinpointResult) -> pd.DataFrame:
    """The columns of BAND at the times of the series, in its order."""
    time, bends = fit.series.time, fit.joinpoints
    segment = np.searchsorted(bends, time, side="left")
    ends = fit.band(time, segment).set_axis(BAND[:2], axis=1)
    at = np.isin(time, bends)
    following = fit.band(time[at], segment[at] + 1).set_axis(BAND[2:], axis=1).set_index(np.flatnonzero(at))
    return ends.join(following)


def draw_band(axes: Axes, rows: pd.DataFrame, label: str = "") -> None:
    """The interval of each segment, from rows ``year`` and BAND in order of time."""
    turns = np.flatnonzero(rows["next_lower"].notna())
    for number, (first, last) in enumerate(zip([0, *turns], [*turns, len(rows) - 1], strict=True)):
        part = rows.iloc[first : last + 1]
        low, high = part["band_lower"].to_numpy(copy=True), part["band_upper"].to_numpy(copy=True)
        if first in turns:
            low[0], high[0] = part[BAND[2:]].iloc[0]
        band(axes, part["year"], low, high, color=ACCENT, label="" if number else label)
