"""What is fitted: the values on the scale of the model, and the weight of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.joinpoints.terms import Terms
from fraudstats.trends.series.exposure import beside, read_exposure
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["Response", "read_response"]

_ERRORS = ("constant", "standard_error", "poisson", "overdispersed")


@dataclass(frozen=True)
class Response:
    """A series ready to be fitted.

    Attributes
    ----------
    series : TimeSeries
        Its present values, in time order.
    value, weight : ndarray
        Values (or rates) on the scale of the model, and inverse variances up to a factor.
    exposure : ndarray
        What a fitted rate is multiplied by to be a count; ones without counts.
    errors : str
        What the errors are taken to be.
    log : bool
        Whether the model is log-linear.
    known_variance : float or None
        One for Poisson counts; None where it is estimated.
    notes : tuple of str
        What was done to the values.
    """

    series: TimeSeries
    value: np.ndarray
    weight: np.ndarray
    exposure: np.ndarray
    errors: str
    log: bool
    known_variance: float | None
    notes: tuple[str, ...]

    def with_terms(self, terms: Terms) -> Response:
        """The same less what `terms` know, for fitting.

        As in NCI's Joinpoint, the error of a comparability ratio adds to that of each value before the change where
        values have errors of their own.
        """
        if terms.size is None:
            return self
        weight = self.weight
        if self.errors != "constant":
            before = 1 - terms.after(self.series.time)
            weight = 1 / (1 / weight + before * terms.size_error**2)
        return replace(self, value=self.value - terms.known(self.series.time), weight=weight)

    def original(self, value: np.ndarray) -> np.ndarray:
        """Model values on the scale of the data (rates, where there is an exposure)."""
        return np.exp(value) if self.log else value


def read_response(data: Any, time: Any, se: Any, exposure: Any, errors: str | None, log: bool) -> Response:
    """Read the data of a joinpoint model; ranges enter by their midpoints, `errors` is inferred where it is None.

    The weights are those of NCI's Joinpoint: with standard errors, (y / se)^2 for logarithms (the delta
    method) and 1 / se^2 else; for counts, the count itself and exposure^2 / count.
    """
    series = as_time_series(data, time).points("joinpoint regression")
    errors = errors or ("standard_error" if se is not None else "constant" if exposure is None else "overdispersed")
    if errors not in _ERRORS:
        raise TrendError(f"errors is {errors!r}; expected one of {', '.join(_ERRORS)}")
    counts = errors in ("poisson", "overdispersed")
    has_exposure = counts or exposure is not None
    width = read_exposure(series, exposure) if has_exposure else np.ones(len(series))
    if not has_exposure:
        series.require_equal_windows("joinpoint regression without exposure")
    deviation = beside(series, se, "se")[:, 0] if errors == "standard_error" else np.ones(len(series))
    present = np.isfinite(series.value)
    series, width, deviation = series.take(present), width[present], deviation[present]
    _check(series, deviation, counts, log)
    count, notes = _without_zeros(series.value, counts, log)
    rate = count / width
    return Response(
        series=series,
        value=np.log(rate) if log else rate,
        weight=_weights(errors, log, count, width, deviation),
        exposure=width,
        errors=errors,
        log=log,
        known_variance=1.0 if errors == "poisson" else None,
        notes=notes,
    )


def _weights(errors, log, count, width, deviation):
    if errors == "constant":
        return np.ones(len(count))
    if errors == "standard_error":
        return ((count / width if log else 1) / deviation) ** 2
    return count if log else width**2 / count


def _check(series, deviation, counts, log):
    if not (np.isfinite(deviation) & (deviation > 0)).all():
        raise TrendError(f"standard errors must be above zero, got {np.nanmin(deviation):g}; drop rows without one")
    low = series.value.min() if len(series) else 1
    if low < 0 and (log or counts):
        raise TrendError(f"a log-linear model or counts need values of at least zero, got {low:g}; use log=False")
    if low == 0 and log and not counts:
        raise TrendError(
            "a value is zero, so its logarithm does not exist; give counts with errors='overdispersed' "
            "(a count of zero is read as one half), or log=False"
        )


def _without_zeros(count, counts, log):
    """Counts of zero as one half, which the logarithm and the weights need."""
    if not counts or (count > 0).all():
        return count, ()
    number = int((count == 0).sum())
    return np.where(count == 0, 0.5, count), (f"{number} count{'s' * (number > 1)} of zero read as one half",)
