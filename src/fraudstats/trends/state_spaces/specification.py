"""What a structural time series is made of: components, and observations as windows over base periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.series.exposure import read_columns
from fraudstats.trends.series.periods import Grid, base_grid
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries
from fraudstats.trends.state_spaces.cumulator import Structure, Windows

__all__ = ["MODELS", "Specification", "read_specification"]

#: Whether the level has a slope.
MODELS = {"local_level": False, "local_trend": True}


@dataclass(frozen=True, kw_only=True, eq=False)
class Specification:
    """A structural time series before it is fitted.

    Attributes
    ----------
    series : TimeSeries
    model : str
    structure : Structure
    windows : Windows
    grid : Grid
        The base periods, and the windows over them.
    log : bool
        Whether logarithms are modelled.
    exog_names : tuple of str
        Names of the regressors: those of a table, else ``x1, x2, ...``.
    fixed : {name of a variance: value}
        Variances that are not estimated.
    """

    series: TimeSeries
    model: str
    structure: Structure
    windows: Windows
    grid: Grid
    log: bool
    exog_names: tuple[str, ...]
    fixed: Mapping[str, float]

    @property
    def free(self) -> list[str]:
        """Names of the variances that are estimated."""
        return [name for name in self.structure.variances if name not in self.fixed]

    def extended(self, horizon: int, exog: Any) -> Structure:
        """The components with regressors for the periods ahead, too."""
        structure = self.structure
        if structure.exog is None or horizon == 0:
            return structure
        if exog is None:
            raise TrendError(f"the model has regressors; give `exog`, their values in the {horizon} periods ahead")
        more = read_columns(exog, horizon, "exog")
        if more.shape[1] != structure.exog.shape[1]:
            raise TrendError(
                f"exog has {more.shape[1]} columns, but the model has {structure.exog.shape[1]} regressors "
                f"({', '.join(self.exog_names)}); give one column for each"
            )
        return replace(structure, exog=np.vstack([structure.exog, more]))


def read_specification(
    data: Any, time: Any, model: str, log: bool, freq: str | None, season: int | None, exog: Any, fixed: Any
) -> Specification:
    """Read the arguments of :func:`~fraudstats.trends.state_space`, or refuse them."""
    if model not in MODELS:
        raise TrendError(f"model {model!r} is unknown; choose one of {', '.join(MODELS)}")
    series = _midpoints(as_time_series(data, time, overlap="allow"))
    grid = base_grid(series, freq)
    structure = _structure(MODELS[model], season, exog, len(grid.index))
    series.require(structure.size + len(structure.variances), f"this {model} model")
    names = () if structure.exog is None else _names(exog, structure.exog.shape[1])
    return Specification(
        series=series,
        model=model,
        structure=structure,
        windows=_windows(series, grid, log),
        grid=grid,
        log=log,
        exog_names=names,
        fixed=_fixed(fixed, structure),
    )


def _midpoints(series: TimeSeries) -> TimeSeries:
    """Ranges by their midpoints, with a note that their width is carried as noise."""
    if not series.has_intervals:
        return series
    known = len(series.notes)
    points = series.points("a state space model")
    entered = (note.removesuffix("; their width is not in the intervals") for note in points.notes[known:])
    return replace(
        points, notes=(*series.notes, *(f"{note}, with the variance of a uniform error" for note in entered))
    )


def _structure(trend, season, exog, n):
    if season is not None and not (isinstance(season, (int, np.integer)) and season >= 2):
        raise TrendError(f"season is {season!r}; give the number of base periods per cycle, 2 or more")
    columns = None if exog is None else read_columns(exog, n, "exog")
    return Structure(trend, None if season is None else int(season), columns)


def _names(exog, k):
    return tuple(map(str, getattr(exog, "columns", [f"x{j + 1}" for j in range(k)])))


def _fixed(fixed, structure):
    """Variances that the user fixed, by their short names."""
    names = {f"sigma2.{name}": name for name in structure.variances}
    found = {}
    if not isinstance(fixed, Mapping | None):
        raise TrendError(f"fixed is {fixed!r}; give a mapping from variances to numbers")
    for name, value in (fixed or {}).items():
        if name not in names:
            raise TrendError(f"fixed names {name!r}, no variance of this model; choose from {', '.join(names)}")
        if not (isinstance(value, (int, float, np.number)) and np.isfinite(value) and value >= 0):
            raise TrendError(f"fixed[{name!r}] is {value!r}; give a variance, a number that is 0 or more")
        found[names[name]] = float(value)
    if len(found) == len(names) and not any(found.values()):
        raise TrendError("all variances are fixed at zero, so that no value may differ from the model; leave one free")
    return found


def _windows(series: TimeSeries, grid: Grid, log: bool) -> Windows:
    value, noise = series.value, np.zeros(len(series))
    lower, upper = series.lower, series.upper
    if log:
        if grid.aggregated:
            raise TrendError("the logarithm of a sum is no sum of logarithms; use log=False, or equal windows")
        if (bad := value[value <= 0]).size:
            raise TrendError(f"logarithms need values above zero, got {bad[0]:g}; use log=False")
        value = np.log(value)
        if lower is not None and upper is not None:
            lower, upper = np.log(np.where(lower > 0, lower, np.nan)), np.log(upper)
    if lower is not None and upper is not None:
        noise = np.where(np.isfinite(lower) & np.isfinite(upper), (upper - lower) ** 2 / 12, 0.0)
    seen = np.flatnonzero(np.isfinite(value))
    return Windows(grid.first[seen], grid.last[seen], [grid.weights[k] for k in seen], value[seen], noise[seen])
