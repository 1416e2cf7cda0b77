"""Synthetic control of one series by several others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.interruptions.counterparts import pair, read_control
from fraudstats.trends.interruptions.design import intervention_times, share_after, span
from fraudstats.trends.series.foreign import as_pandas
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries
from fraudstats.trends.synthetic.result import SyntheticControlResult
from fraudstats.trends.synthetic.weights import root_mean_square, simplex_weights

__all__ = ["synthetic_control"]

METHOD = "a synthetic control"
#: Donors and values before without which a synthetic control says nothing: the smallest p-value is one over the units.
FEWEST_DONORS, FEWEST_BEFORE = 4, 5
#: Units below which no p-value can be 0.05 or less.
ENOUGH_UNITS = 20
#: Distance before, as a share of the scatter of the series before, above which the fit is called poor.
POOR = 0.5


def synthetic_control(data: Any, time: Any = None, *, donors: Any, intervention: Any) -> SyntheticControlResult:
    """Compare a series with the weighted mean of others that was nearest to it before an intervention.

    Parameters
    ----------
    data : TimeSeries, array, Series or DataFrame
        The series that the intervention reached: rates that can be compared between units (per person), over equal
        windows (see :func:`~fraudstats.trends.as_time_series`). Ranges are read at their midpoints, and a note says so.
    time : array, optional
        Times, in place of those of `data`.
    donors : DataFrame or mapping of series
        Series that it did not reach, one column each, by the same times; an array (times x donors) has one row per row
        of the data.
    intervention : date or number
        When it began, in dates or in the units of the series' time. A window that the date splits counts as after.

    Returns
    -------
    SyntheticControlResult
        With `placebos` (every donor treated as if it were the series), `without` (each donor left out), and an
        interval of constant effects.

    Raises
    ------
    TrendError
        If there are fewer than 4 donors, fewer than 5 values before or none after, a donor has other times or a
        missing value, or the series leaves the range of the donors at every time before.

    Notes
    -----
    Weights rest on the values before alone. Weighting by further predictors (the matrix V of Abadie, Diamond and
    Hainmueller) is a problem with many local solutions, whose answer depends on the optimiser and its start; with all
    values before as predictors, the weights are unique, and predictors no longer matter (Kaul et al., 2022).

    References
    ----------
    Abadie, A., Diamond, A. and Hainmueller, J. (2010). Synthetic control methods for comparative case studies.
    *Journal of the American Statistical Association* 105, 493-505.
    Firpo, S. and Possebom, V. (2018). Synthetic control method: inference, sensitivity analysis and confidence sets.
    *Journal of Causal Inference* 6 (2).
    Kaul, A., Kloessner, S., Pfeifer, G. and Schieler, M. (2022). Standard synthetic control methods: the case of using
    all preintervention outcomes together with covariates. *Journal of Business and Economic Statistics* 40, 1362-1376.

    Examples
    --------
    >>> years = np.arange(2001, 2013)
    >>> wave = np.sin(years)
    >>> others = pd.DataFrame({f"area {k}": 10 + k + wave * k for k in range(5)}, years)
    >>> here = pd.Series(11.5 + 1.5 * wave - 3 * (years >= 2010), years)
    >>> fit = synthetic_control(here, donors=others, intervention=2010)
    >>> float(fit.params["effect"].round(2)), float(fit.p_values["effect"].round(2))
    (-3.0, 0.17)
    """
    series = as_time_series(data, time).points(METHOD).require_equal_windows(METHOD)
    (onset,) = _one(intervention_times(intervention, series))
    names, matrix = _donors(donors, series)
    after = share_after(*span(series), onset) > 1e-9
    _require(series, matrix, names, after)
    units = np.column_stack([series.value, matrix])
    weights, gap = _against(units, 0, after)
    placebos = pd.DataFrame(
        [_placebo(units, k, after) for k in range(units.shape[1])],
        index=[series.name or "the series", *names],
    )
    used = np.flatnonzero(weights > 0)
    left_out = [_against(np.delete(units, k + 1, axis=1), 0, after)[1][after] for k in used]
    return SyntheticControlResult(
        series=series,
        params=pd.Series({"effect": float(np.nanmean(gap[after]))}),
        weights=pd.Series(weights, names),
        synthetic=matrix @ weights,
        after=after,
        placebos=placebos,
        without=pd.Series([float(np.nanmean(each)) for each in left_out], [names[k] for k in used]),
        notes=tuple(_notes(placebos, series, after)),
    )


def _one(times):
    if len(times) != 1:
        raise TrendError(f"{len(times)} interventions are given; a synthetic control has one: the first of them")
    return tuple(times.values())


def _donors(donors, series: TimeSeries) -> tuple[list[str], np.ndarray]:
    """Names of the donors, and their values at the times of the series."""
    donors = as_pandas(donors)
    if not isinstance(donors, (pd.DataFrame, dict)):
        array = np.asarray(donors, float)
        if array.ndim != 2:
            raise TrendError(f"donors of shape {array.shape} are given; give a table of one column per donor")
        donors = {f"donor {k + 1}": array[:, k] for k in range(array.shape[1])}
    columns = {str(name): pair(series, read_control(donors[name], series))[1].value for name in donors}
    return list(columns), np.column_stack(list(columns.values())) if columns else np.empty((len(series), 0))


def _require(series, matrix, names, after):
    if len(names) < FEWEST_DONORS:
        raise TrendError(
            f"{len(names)} donors are given, and {FEWEST_DONORS} are needed: the smallest p-value is one over the "
            "number of units; with one or two, use fs.trends.controlled_interrupted"
        )
    seen = np.isfinite(series.value)
    before, since = int((seen & ~after).sum()), int((seen & after).sum())
    if before < FEWEST_BEFORE or not since:
        raise TrendError(
            f"{before} values before the intervention and {since} since; at least {FEWEST_BEFORE} and 1 are needed, "
            "and weights that fit fewer values fit chance; use a longer series"
        )
    missing = ~np.isfinite(matrix) & seen[:, None]
    if missing.any():
        row, column = np.argwhere(missing)[0]
        raise TrendError(
            f"the donor {names[column]!r} has no value for {series.labels[row]}; drop the donor, or the windows that "
            "it lacks"
        )
    value, donors = series.value[seen & ~after], matrix[seen & ~after]
    if (value > donors.max(axis=1)).all() or (value < donors.min(axis=1)).all():
        raise TrendError(
            "the series lies outside all donors at every time before, where no weighted mean of them can reach it; "
            "give rates per person, or other donors"
        )


def _against(units, k, after):
    """Weights of the other units, and the distance of unit `k` from their mean."""
    others = np.delete(units, k, axis=1)
    fitted = ~after & np.isfinite(units).all(axis=1)
    weights = simplex_weights(units[fitted, k], others[fitted])
    return weights, units[:, k] - others @ weights


def _placebo(units, k, after):
    """Effect and distances of one unit; the series is no donor of the others, since the intervention reached it."""
    _, gap = _against(units, 0, after) if k == 0 else _against(units[:, 1:], k - 1, after)
    before, since = root_mean_square(gap[~after]), root_mean_square(gap[after])
    ratio = since / before if before > 0 else np.inf if since > 0 else 1.0
    return {"effect": float(np.nanmean(gap[after])), "rmspe_before": before, "rmspe_after": since, "ratio": ratio}


def _notes(placebos, series, after):
    if len(placebos) < ENOUGH_UNITS:
        yield (
            f"with {len(placebos)} units the smallest p-value is {1 / len(placebos):.2f}, so that no effect of "
            "whatever size can be significant at 5%"
        )
    scatter, distance = np.nanstd(series.value[~after]), placebos["rmspe_before"].iloc[0]
    if distance > POOR * scatter:
        yield (
            f"the synthetic control misses the series before by {distance:.3g}, where the series itself scatters by "
            f"{scatter:.3g}; a difference since is no effect then"
        )
