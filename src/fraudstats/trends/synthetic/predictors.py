"""Predictors of the outcome, one number per unit and predictor, as users have them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.series.foreign import as_pandas

__all__ = ["read_importance", "read_predictors"]


def read_predictors(predictors: Any, units: list[str]) -> pd.DataFrame:
    """A row per predictor and a column per unit, the series first; no rows where none are given."""
    if predictors is None:
        return pd.DataFrame(columns=units, dtype=float)
    predictors = as_pandas(predictors)
    if isinstance(predictors, dict):
        predictors = pd.DataFrame({name: _by_unit(name, column) for name, column in predictors.items()})
    if not isinstance(predictors, pd.DataFrame):
        raise TrendError(
            f"predictors of the type {type(predictors).__name__} are given; give a table with a row per unit and a "
            "column per predictor, or a mapping from names to such columns"
        )
    table = predictors.set_axis([str(unit) for unit in predictors.index]).rename(columns=str).transpose()
    _require(table, units)
    return table.loc[:, units].astype(float)


def _by_unit(name, column):
    column = as_pandas(column)
    if not isinstance(column, (pd.Series, dict)):
        raise TrendError(
            f"the predictor {name!r} is of the type {type(column).__name__}; give one number per unit with the names "
            "of the units, such as table.loc[2010:2015].mean() of a table with a column per unit"
        )
    return pd.Series(column)


def _require(table, units):
    absent = [unit for unit in units if unit not in table]
    if absent:
        raise TrendError(
            f"the predictors have no value for {absent[0]!r}; their units are {', '.join(map(str, table.columns[:8]))}"
            f"{' ...' if table.shape[1] > 8 else ''}; name the series and the donors as in the predictors"
        )
    if table.columns.has_duplicates:
        raise TrendError(f"the predictors name {table.columns[table.columns.duplicated()][0]!r} twice; give it one row")
    numbers = table[units].apply(pd.to_numeric, errors="coerce").to_numpy(float)
    if not np.isfinite(numbers).all():
        row, column = np.argwhere(~np.isfinite(numbers))[0]
        raise TrendError(f"the predictor {table.index[row]!r} has no number for {units[column]!r}; drop either of them")
    constant = np.ptp(numbers, axis=1) == 0
    if constant.any():
        raise TrendError(
            f"the predictor {table.index[constant][0]!r} is the same in all units, and says nothing; drop it"
        )


def read_importance(weights: Any, names: list[str]) -> np.ndarray | None:
    """Given weights of the predictors, adding up to one; None where they are to be chosen."""
    if weights is None:
        return None
    if not names:
        raise TrendError("predictor_weights are given without predictors; give the predictors that they weigh")
    given = pd.Series(as_pandas(weights), dtype=float)
    given.index = given.index.map(str)
    if set(given.index) != set(names) or len(given) != len(names):
        raise TrendError(
            f"predictor_weights name {', '.join(given.index)}; give one weight for each of the predictors "
            f"{', '.join(names)}"
        )
    values = given.reindex(names).to_numpy(float)
    if not (np.isfinite(values).all() and values.min() >= 0 and values.max() > 0):
        raise TrendError(f"predictor_weights are {values.tolist()}; give numbers not below zero, and one above")
    return values / values.sum()
