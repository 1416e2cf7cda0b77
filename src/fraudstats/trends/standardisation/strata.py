"""Counts and populations of the groups of several areas or years, lined up by their labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.rates.poisson import read_count

__all__ = ["Strata", "read_populations", "read_strata"]

#: How a table is meant, for messages.
SHAPE = "one row for each age group, one column for each area or year"


@dataclass(frozen=True)
class Strata:
    """Counts by group (rows) and area or year (columns), each from `lower` to `upper`.

    Attributes
    ----------
    lower, upper : DataFrame
    labelled : bool
        Whether the groups have labels of their own; a plain list has none, and is matched by position.
    """

    lower: pd.DataFrame
    upper: pd.DataFrame
    labelled: bool

    @property
    def groups(self) -> pd.Index:
        """Labels of the groups."""
        return self.lower.index

    @property
    def columns(self) -> pd.Index:
        """Labels of the areas or years; ``rate`` for one."""
        return self.lower.columns

    @property
    def middle(self) -> pd.DataFrame:
        """The counts, at the middle of ranges."""
        return (self.lower + self.upper) / 2


def read_strata(data: Any) -> Strata:
    """Counts by group from a table, a Series, a mapping or a list."""
    table, labelled = _as_table(data, "counts")
    counts = table.map(lambda count: read_count(count, "a count by group"))
    lower = counts.map(lambda count: count.lower).astype(float)
    return Strata(lower, counts.map(lambda count: count.upper).astype(float), labelled)


def read_populations(population: Any, strata: Strata, name: str = "population") -> pd.DataFrame:
    """Populations of the same groups and columns as the counts, in their order."""
    table, labelled = _as_table(population, name)
    if labelled and strata.labelled:
        table = _lined_up(table, strata, name)
    elif len(table) != len(strata.groups):
        raise TrendError(f"{name} has {len(table)} groups and the counts have {len(strata.groups)}")
    if list(table.columns) != list(strata.columns):
        if set(table.columns) != set(strata.columns):
            raise TrendError(
                f"{name} is of {_names(table.columns)}, the counts are of {_names(strata.columns)}; give {SHAPE}"
            )
        table = table.loc[:, list(strata.columns)]
    try:
        numbers = table.set_axis(strata.groups).astype(float)
    except (TypeError, ValueError):
        raise TrendError(f"{name} must be numbers, {SHAPE}") from None
    if not (np.isfinite(numbers.to_numpy()) & (numbers.to_numpy() > 0)).all():
        raise TrendError(f"{name} must be above zero in every group; join a group of nobody to its neighbour")
    return numbers


def _as_table(given, name):
    """Groups in rows; whether they have labels."""
    if isinstance(given, pd.DataFrame):
        if (texts := given.map(lambda cell: isinstance(cell, str)).any()).any():
            raise TrendError(f"the column {texts.idxmax()!r} of {name} holds text; give a table with {SHAPE}")
        table = given
    elif isinstance(given, pd.Series | Mapping):
        table = pd.Series(given, dtype=object).to_frame("rate")
    elif isinstance(given, list | tuple) or (isinstance(given, np.ndarray) and given.ndim == 1):
        table = pd.Series(list(given), dtype=object).to_frame("rate")
    else:
        raise TrendError(f"{name} by group are expected ({SHAPE}, or a Series by age group), got {given!r}")
    if table.empty:
        raise TrendError(f"{name} are empty; give {SHAPE}")
    for axis, labels in (("group", table.index), ("column", table.columns)):
        if not labels.is_unique:
            raise TrendError(f"the {axis} {labels[labels.duplicated()][0]!r} occurs twice in {name}")
    return table, not isinstance(table.index, pd.RangeIndex)


def _lined_up(table, strata, name):
    if set(table.index) != set(strata.groups):
        odd = next(iter(set(table.index) ^ set(strata.groups)))
        raise TrendError(f"the groups of the counts and of {name} differ: {odd!r} is in one of them only")
    return table.reindex(strata.groups)


def _names(labels):
    return ", ".join(map(str, labels[:4])) + (" and more" if len(labels) > 4 else "")
