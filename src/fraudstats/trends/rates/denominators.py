"""Counts and the populations that they are divided by, lined up by label, each a range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.trends.rates.poisson import read_count

__all__ = ["CountsAndPopulations", "read_counts_and_populations"]

#: Columns of a table of counts, and of their populations.
COUNTS, PEOPLE = ("value", "lower", "upper"), ("population_lower", "population_upper")


@dataclass(frozen=True)
class CountsAndPopulations:
    """What rates are made of.

    Attributes
    ----------
    labels : Index
        Areas and years.
    values : ndarray
        The counts as printed, or the middle of their ranges.
    counts, populations : tuple of Interval
    indicators : Series or None
        What each counts, where the table says it.
    left_out : tuple of str
        Labels of rows without a count or without a population.
    """

    labels: pd.Index
    values: np.ndarray
    counts: tuple[Interval, ...]
    populations: tuple[Interval, ...]
    indicators: pd.Series | None = None
    left_out: tuple[str, ...] = ()


def read_counts_and_populations(data: Any, population: Any) -> CountsAndPopulations:
    """Counts from a number, list, Series or table, and their populations from `population` or the table itself."""
    if isinstance(data, pd.DataFrame):
        return _of_table(data, population)
    given, labels = _listed(data)
    if population is None:
        raise TrendError("population is missing; give the persons, one number or one for each count")
    counts = _counts(given, labels)
    values = np.array([count.midpoint for count in counts])
    return CountsAndPopulations(labels, values, counts, _populations(population, labels))


def _of_table(table, population):
    if missing := [name for name in COUNTS if name not in table]:
        raise TrendError(
            f"a table of counts has the columns {', '.join(COUNTS)}, and this one has no {missing[0]}; "
            f"ds.rate_table(...) makes such a table"
        )
    if population is not None and set(PEOPLE) & set(table):
        raise TrendError(
            "the table has populations of its own; leave out population=, or drop population_lower and _upper"
        )
    if population is None and not set(PEOPLE) <= set(table):
        raise TrendError(f"give population=, or a table with the columns {', '.join(PEOPLE)}")
    if not table.index.is_unique:
        raise TrendError(
            f"the label {table.index[table.index.duplicated()][0]!r} occurs twice; every row needs its own"
        )
    needed = [*COUNTS, *(PEOPLE if population is None else ())]
    known = table[needed].notna().all(axis=1)
    if not known.any():
        raise TrendError("no row of the table has both a count and a population")
    rows = table.loc[known]
    counts = _counts([Interval(*ends) for ends in zip(rows["lower"], rows["upper"], strict=True)], rows.index)
    people = (
        [Interval(*ends) for ends in zip(rows[PEOPLE[0]], rows[PEOPLE[1]], strict=True)] if population is None else None
    )
    return CountsAndPopulations(
        labels=rows.index,
        values=rows["value"].to_numpy(float),
        counts=counts,
        populations=_populations(population if people is None else people, rows.index),
        indicators=rows["indicator"].astype(str) if "indicator" in rows else None,
        left_out=tuple(str(label) for label in table.index[~known]),
    )


def _listed(data):
    if isinstance(data, pd.Series):
        if not data.index.is_unique:
            raise TrendError(f"the label {data.index[data.index.duplicated()][0]!r} occurs twice")
        return data.tolist(), data.index
    if isinstance(data, list | tuple) or (isinstance(data, np.ndarray) and data.ndim == 1):
        return list(data), pd.RangeIndex(len(data))
    return [data], pd.Index(["rate"])


def _counts(given, labels):
    if not len(given):
        raise TrendError("there is no count; give a whole number, an Interval, or several")
    pairs = zip(given, labels, strict=True)
    return tuple(read_count(count, f"the count {label}", open_end=True) for count, label in pairs)


def _populations(population, labels):
    if isinstance(population, pd.Series):
        if not population.index.is_unique or (absent := [label for label in labels if label not in population.index]):
            odd = absent[0] if population.index.is_unique else population.index[population.index.duplicated()][0]
            raise TrendError(f"population must have one number for each label of the counts; see {odd!r}")
        given = [population[label] for label in labels]
    elif isinstance(population, list | tuple | np.ndarray):
        given = list(population)
    else:
        given = [population] * len(labels)
    if len(given) != len(labels):
        raise TrendError(f"there are {len(labels)} counts and {len(given)} populations")
    return tuple(_population(one, label) for one, label in zip(given, labels, strict=True))


def _population(given, label):
    try:
        if isinstance(given, bool | np.bool_):
            raise TypeError
        ends = Interval.of(given)
    except (TypeError, ValueError):
        ends = Interval(0, 0)
    if not (ends.lower > 0 and np.isfinite(ends.upper)):
        raise TrendError(f"the population of {label} is {given!r}; give persons, a number above zero or an Interval")
    return ends
