"""Is there a season left in a series whose bends were sought?"""

from __future__ import annotations

import numpy as np

from fraudstats.trends.joinpoints.fit import Fit
from fraudstats.trends.joinpoints.names import has_dates
from fraudstats.trends.result import format_p
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["season_note"]

#: Level of the test: a note on a season that is not there costs more attention than it is worth.
LEVEL = 0.01


def season_note(series: TimeSeries, fit: Fit) -> str | None:
    """A caveat if the residuals of months (or quarters) depend on the time of year, which joinpoints take for bends.

    Analysis of variance of the residuals by the month in which each window begins; it needs two years of values.
    """
    from scipy import stats

    if not has_dates(series) or series.start is None:
        return None
    month = series.start.month.to_numpy()
    groups = [fit.residuals[month == m] for m in np.unique(month)]
    if len(groups) < 2 or min(map(len, groups)) < 2 or fit.sse <= 1e-20 * np.square(fit.value).sum():
        return None
    p = stats.f_oneway(*groups).pvalue
    if p >= LEVEL:
        return None
    return (
        f"the values depend on the month of the year (p {_words(p)}), and the season was not removed: it widens the "
        f"intervals and a bend may be the season's; give season={len(groups)}, values adjusted for the season, or "
        "sums of whole years"
    )


def _words(p):
    return format_p(p) if p < 1e-4 else f"= {format_p(p)}"
