"""The Theil-Sen slope: the median of the slopes of all pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from fraudstats.interval import Interval
from fraudstats.trends.kendall.mann_kendall import mann_kendall
from fraudstats.trends.kendall.result import MannKendallResult
from fraudstats.trends.kendall.scores import Pairs
from fraudstats.trends.pooling.draws import pools_draws

__all__ = ["TheilSenResult", "theil_sen"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class TheilSenResult(MannKendallResult):
    """A Theil-Sen line, with the Mann-Kendall test that its interval inverts."""

    @property
    def method(self) -> str:
        return f"Theil-Sen slope; {super().method}"

    @property
    def slope_range(self) -> Interval:
        """Safe bounds of the slope over all values inside their ranges."""
        time, lower, upper = self._bounded()
        pairs = Pairs.of(time, self._bounded_seasons())
        lowest = (lower[pairs.second] - upper[pairs.first]) / pairs.gap
        highest = (upper[pairs.second] - lower[pairs.first]) / pairs.gap
        return Interval(float(np.median(lowest)), float(np.median(highest)))

    def _body(self):
        if len(self.values) > 1 or not self.series.has_intervals:
            return super()._body()
        return f"{super()._body()}\nthe ranges allow slopes within {self.slope_range:.6g}"


@pools_draws
def theil_sen(
    data: Any,
    time: Any = None,
    *,
    season: int | None = None,
    correction: str | None = None,
    max_lags: int | str | None = None,
) -> TheilSenResult:
    """Slope of a monotonic trend, resistant to outliers, with its interval.

    Takes what :func:`~fraudstats.trends.mann_kendall` takes. With `season` only values of one season are
    paired (Hirsch, Slack and Smith, 1982, Water Resources Research 18); with a `correction` the interval
    widens with the variance of S.

    Returns
    -------
    TheilSenResult
        With ``.slope``, ``.intercept``, ``.conf_int()`` and all of the test's attributes. Up to 40 values the
        interval has the exact level at least (Hollander and Wolfe, 1999, *Nonparametric Statistical Methods*,
        section 9.3); it is unbounded where so few values cannot support the level.

    Notes
    -----
    Theil, 1950, "A rank-invariant method of linear and polynomial regression analysis", Indagationes
    Mathematicae 12; Sen, 1968, "Estimates of the regression coefficient based on Kendall's tau", Journal of
    the American Statistical Association 63; the intercept is Conover's (1980), median(y) - slope median(t).

    Examples
    --------
    >>> result = theil_sen([1, 2, 3, 40, 5, 6, 7])
    >>> result.slope
    1.0
    """
    test = mann_kendall(data, time, season=season, correction=correction, max_lags=max_lags)
    return TheilSenResult(**vars(test))
