"""The regression with given breaks: lines, estimates, and what the residuals say of dependence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.breaks.regressors import Regressors
from fraudstats.trends.breaks.resampling import on_grid
from fraudstats.trends.breaks.splits import EXACT_FIT
from fraudstats.trends.kendall.autocorrelation import unbiased_lag_one
from fraudstats.trends.kendall.values import steps
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["BreakFit", "rows_of"]


@dataclass(frozen=True, eq=False)
class BreakFit:
    """Least squares with breaks at known places.

    Attributes
    ----------
    series : TimeSeries
        With its missing values.
    change : str
        What changes at a break.
    breaks : ndarray of int
        How many of the values that are not missing lie before each break.
    """

    series: TimeSeries
    change: str
    breaks: np.ndarray

    @cached_property
    def seen(self) -> TimeSeries:
        """The values that are not missing."""
        return self.series.complete()

    @cached_property
    def regressors(self) -> Regressors:
        """The columns at the times of the values that are not missing."""
        return Regressors.of(self.change, self.seen.time)

    @cached_property
    def design(self) -> np.ndarray:
        """The columns of all coefficients."""
        return self.regressors.design(self.breaks)

    @cached_property
    def beta(self) -> np.ndarray:
        """The coefficients."""
        return np.linalg.lstsq(self.design, self.seen.value, rcond=None)[0]

    @cached_property
    def residuals(self) -> np.ndarray:
        """Values less the fitted lines."""
        return self.seen.value - self.design @ self.beta

    @property
    def ssr(self) -> float:
        """Residual sum of squares; zero where it is rounding."""
        ssr, total = np.square(self.residuals).sum(), np.square(self.seen.value - self.seen.value.mean()).sum()
        return float(ssr) if ssr > EXACT_FIT * total else 0.0

    @property
    def df(self) -> int:
        """Values less coefficients."""
        return self.design.shape[0] - self.design.shape[1]

    @property
    def break_times(self) -> np.ndarray:
        """The time of the last value before each break."""
        return self.seen.time[self.breaks - 1]

    def predict(self, time: np.ndarray) -> np.ndarray:
        """The fitted lines at any times; a change takes place right after the last value before it."""
        seen = self.seen.time
        before = np.searchsorted(seen, time, side="right")
        segment = np.searchsorted(self.breaks, np.maximum(before - 1, 0), side="right")
        offset, p, q = time - seen.mean(), self.regressors.fixed.shape[1], self.regressors.changing.shape[1]
        coefficients = self.beta[p:].reshape(-1, q)[segment]
        slope = coefficients[:, 1] if q == 2 else (self.beta[0] if p else 0.0)
        return coefficients[:, 0] + slope * offset

    def autocorrelation(self) -> float | None:
        """The lag-one autocorrelation of the errors, without its bias; None on irregular times or without errors."""
        if not self.ssr or (rows := rows_of(self.seen)) is None:
            return None
        return float(unbiased_lag_one(on_grid(self.residuals, rows))[0])


def rows_of(series: TimeSeries) -> np.ndarray | None:
    """Positions on the regular grid of times; None if the times are not equally spaced."""
    try:
        return steps(series, "autocorrelation")
    except TrendError:
        return None
