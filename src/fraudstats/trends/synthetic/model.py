"""Synthetic control of one series by several others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.interruptions.counterparts import pair, read_control
from fraudstats.trends.interruptions.design import intervention_times, share_after, span
from fraudstats.trends.series.foreign import as_pandas
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries
from fraudstats.trends.series.windows import read_numbers
from fraudstats.trends.synthetic.panel import Match, Panel
from fraudstats.trends.synthetic.predictors import read_importance, read_predictors
from fraudstats.trends.synthetic.result import SyntheticControlResult
from fraudstats.trends.synthetic.weights import root_mean_square

__all__ = ["synthetic_control"]

METHOD = "a synthetic control"
#: Donors and values before without which a synthetic control says nothing: the smallest p-value is one over the units.
FEWEST_DONORS, FEWEST_BEFORE = 4, 5
#: Units below which no p-value can be 0.05 or less.
ENOUGH_UNITS = 20
#: Distance before, as a share of the scatter of the series before, above which the fit is called poor.
POOR = 0.5
#: Name of a series that has none.
UNNAMED = "the series"


def synthetic_control(
    data: Any,
    time: Any = None,
    *,
    donors: Any,
    intervention: Any,
    predictors: Any = None,
    predictor_weights: Any = None,
) -> SyntheticControlResult:
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
    predictors : DataFrame or mapping of Series, optional
        What the donors' mean has to match in place of all values before: one number per unit (rows, named as the series
        and the donors) and predictor (columns). With a table of one column per unit, means over a window are
        ``price.loc[1980:1988].mean()`` and earlier outcomes ``sales.loc[1975]``. They must lie before the intervention,
        which is not checked.
    predictor_weights : mapping or Series, optional
        How much each predictor counts (the matrix V), by name; only ratios matter. Without, those are chosen whose
        donors' mean is nearest to the values before, for the series and for each placebo on its own.

    Returns
    -------
    SyntheticControlResult
        With `placebos` (every donor treated as if it were the series), `without` (each donor left out), and an
        interval of constant effects.

    Raises
    ------
    TrendError
        If there are fewer than 4 donors, fewer than 5 values before or none after, a donor has other times or a
        missing value, the series leaves the range of the donors at every time before, or a predictor lacks a unit, has
        no number, is the same everywhere, or is not among the weights that are given.

    Notes
    -----
    Without predictors the weights rest on all values before, and are unique; with all values before among the
    predictors, other predictors have no say (Kaul et al., 2022).

    With predictors, each divided by its standard deviation among the units, the weights depend on V. Choosing V is a
    problem with many local solutions, whose answer depends on start and search. Here both are fixed: a compass search
    over the logarithms of V, in steps from 100 times down to 1.15 times and within six orders of magnitude, from equal
    V and from V by regression, the nearer end taken. The same data give the same weights.

    References
    ----------
    Abadie, A. and Gardeazabal, J. (2003). The economic costs of conflict: a case study of the Basque Country.
    *American Economic Review* 93, 113-132.
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

    Matched by the size of the areas and by the outcome of the first year:

    >>> sizes = pd.Series([1.0, 2, 3, 4, 5, 2.6], [*others, "here"])
    >>> first = pd.concat([others, here.rename("here")], axis=1).loc[2001]
    >>> fit = synthetic_control(
    ...     here.rename("here"), donors=others, intervention=2010, predictors={"size": sizes, "2001": first}
    ... )
    >>> float(fit.params["effect"].round(1))
    -3.0
    """
    series = as_time_series(data, time).points(METHOD).require_equal_windows(METHOD)
    (onset,) = _one(intervention_times(intervention, series))
    names, matrix = _donors(donors, series)
    after = share_after(*span(series), onset) > 1e-9
    _require(series, matrix, names, after)
    units = [str(series.name or UNNAMED), *names]
    table = read_predictors(predictors, units)
    panel = Panel(
        np.column_stack([series.value, matrix]),
        after,
        table.to_numpy(float),
        read_importance(predictor_weights, list(table.index)),
    )
    match = panel.match()
    placebos = pd.DataFrame([_distances(match, after), *_placebos(panel)], index=units)
    used = np.flatnonzero(match.weights > 0)
    left_out = [float(np.nanmean(panel.without(int(k) + 1).match().gap[after])) for k in used]
    return SyntheticControlResult(
        series=series,
        params=pd.Series({"effect": float(np.nanmean(match.gap[after]))}),
        weights=pd.Series(match.weights, names),
        synthetic=matrix @ match.weights,
        after=after,
        placebos=placebos,
        without=pd.Series(left_out, [names[k] for k in used]),
        balance=_balance(table, match),
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
        array = read_numbers(donors, "donors")
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


def _placebos(panel: Panel) -> Iterator[dict]:
    """Each donor as if it were the series, which is no donor of the others, since the intervention reached it."""
    donors = panel.without(0)
    for k in range(donors.outcomes.shape[1]):
        yield _distances(donors.first(k).match(), panel.after)


def _distances(match: Match, after: np.ndarray) -> dict:
    """Effect and distances of one unit."""
    before, since = root_mean_square(match.gap[~after]), root_mean_square(match.gap[after])
    ratio = since / before if before > 0 else np.inf if since > 0 else 1.0
    return {"effect": float(np.nanmean(match.gap[after])), "rmspe_before": before, "rmspe_after": since, "ratio": ratio}


def _balance(table: pd.DataFrame, match: Match) -> pd.DataFrame:
    donors = table.iloc[:, 1:]
    return pd.DataFrame(
        {
            "weight": match.importance,
            "observed": table.iloc[:, 0],
            "synthetic": donors.to_numpy(float) @ match.weights,
            "donors": donors.mean(axis=1),
        },
        table.index,
    )


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
